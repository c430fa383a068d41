"""May we use it: restrictions read from an agency's words.

Knows no database and no screen: it takes strings and returns records.
"""
