"""What is said of a picture: agency captions taken apart, and alternative text proposed from them.

Knows no restrictions, no pictures and no database; of credits it knows the registry and the line reader.
"""
