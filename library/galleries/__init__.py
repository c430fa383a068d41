"""Pictures in order: ordering, the frozen document, its checks and the page it becomes.

Must not know the database, the store or the screens: it takes records and text and returns the same.
"""
