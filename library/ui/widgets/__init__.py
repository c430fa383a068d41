"""Parts of pages: the picture grid, the filters, badges, the layers of a field.

Must not call the desk: what they show is handed to them, what a person does is handed back.
"""
