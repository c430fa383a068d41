"""Timings beside a peer in the same run, as ratios; never asserted in tests, because machines differ."""

import library  # noqa: F401  as in the program itself, algebra runs on one thread; must come before NumPy
