"""Timings beside a peer in the same run, as ratios; never asserted in tests, because machines differ."""
