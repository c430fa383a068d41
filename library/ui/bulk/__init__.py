"""The dialogue that edits many pictures at once: pad, search, codes, preview.

It must not know how a change is worked out or saved: the desk does that.
"""
