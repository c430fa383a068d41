"""Halls and streets of the week.

Must know nothing of files, metadata or agencies.
"""
