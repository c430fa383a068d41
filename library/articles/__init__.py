"""The published page: reads a saved article (HTML, text, ninjs) and matches its pictures to assets.

Must not know the catalogue, the credits' registry or any publisher: it takes text and returns small frozen records.
"""
