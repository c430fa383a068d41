"""The scenes themselves, by beat; each is a function that returns what the camera finds.

Must know nothing of files, metadata or agencies.
"""
