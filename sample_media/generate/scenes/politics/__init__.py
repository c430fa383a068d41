"""Statecraft: the invented visit of President Ilan Varga of Tersia to Morvania.

Must know nothing of files, metadata or agencies.
"""
