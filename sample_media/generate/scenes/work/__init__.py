"""Work, learning, research and the curious places of the state visit.

Must know nothing of files, metadata or agencies.
"""
