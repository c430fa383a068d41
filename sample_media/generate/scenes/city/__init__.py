"""Town, water's edge and traffic.

Must know nothing of files, metadata or agencies.
"""
