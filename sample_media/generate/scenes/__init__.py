"""The scenes themselves: a folder per beat, a module per subject; each is a function that returns what the camera finds.

Must know nothing of files, metadata or agencies.
"""
