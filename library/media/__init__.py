"""What a file is: its kind, embedded metadata, pictures made from it and fingerprints.

Must not know: the database, the store, credits, or any screen; it takes paths and returns plain records.
"""
