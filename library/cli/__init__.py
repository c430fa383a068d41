"""The command line: one module a command group, each command a thin door to the desk.

Must not hold a rule, nor know tables or screens.
"""
