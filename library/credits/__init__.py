"""Who is to be named: the registry of agencies, the reading of credit lines, and how the line is printed.

Must not know captions, restrictions, pictures or the database: it takes strings and returns records.
"""
