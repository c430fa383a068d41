"""Interfaces for programs and for the screens: pictures over HTTP, assets as JSON.

Must not hold a rule, nor know the screens: each route is a thin door to the desk.
"""
