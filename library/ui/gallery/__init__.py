"""Parts of the Galleries page: the list, the order, the editor of an item, the preview, publishing.

Must not know other pages, nor the database: they call the desk and show what it returns.
"""
