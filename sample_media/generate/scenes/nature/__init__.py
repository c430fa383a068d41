"""Landscape and weather.

Must know nothing of files, metadata or agencies.
"""
