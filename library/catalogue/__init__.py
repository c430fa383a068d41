"""Memory of it all: the tables, the database behind them, search over them.

Must not know the desk's verbs, nor decode a picture, nor hold a rule about credits or rights.
"""
