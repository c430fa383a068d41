"""The screens: navigation, one module a page, widgets of our own, words in every language.

Must not hold a rule or a query: each page is a thin door to the desk. Streamlit lives here and in app.py alone.
"""
