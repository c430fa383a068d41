"""The package behind photodesk; each folder's first lines say what it is and what it must not know."""
