"""Have we seen it: exact search among fingerprints, and clusters that respect what people decided.

Must not know the database, pixels or files: it takes bits and numbers and returns pairs and clusters.
"""
