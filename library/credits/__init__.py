"""Who is to be named: the registry of agencies, the reading of credit lines, and how the line is printed.

Knows no captions, no restrictions, no pictures and no database: it takes strings and returns records.
"""
