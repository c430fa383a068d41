"""May we use it: restrictions read from an agency's words.

Must not know the database or a screen: it takes strings and returns records.
"""
