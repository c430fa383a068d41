"""Draws and writes the files of the sample newsroom, the same on every run.

Must not import the library: what is written here judges what is read there.
"""
