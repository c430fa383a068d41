"""Sport and stage.

Must know nothing of files, metadata or agencies.
"""
