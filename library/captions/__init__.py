"""What is said of a picture: agency captions taken apart, and alternative text proposed from them.

Must not know restrictions, pictures or the database; of credits it knows the registry and the line reader.
"""
