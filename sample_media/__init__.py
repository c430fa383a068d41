"""The sample newsroom: pictures, clips and one article of our own making.

Knows nothing of the library; the library knows nothing of it.
"""
