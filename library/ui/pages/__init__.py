"""The pages, one module each with a render(); named as in library/ui/places.py.

Must not know each other, nor the database: they call the desk and show what it returns.
"""
