"""How long the search for near-duplicates takes: one lookup among a million, all pairs of a whole catalogue.

Run: python -m benchmarks.duplicates [--assets 100000]
"""

import argparse
import time

import numpy as np

from library.duplicates.clusters import cluster
from library.duplicates.index import HammingIndex, Words

SEED = 11
WITHIN_BITS = 6


def main() -> None:
    """Print the timings as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=100_000)
    assets = parser.parse_args().assets
    random = np.random.default_rng(SEED)
    print(f"lookup among 1,000,000 fingerprints   {time_lookup(random) * 1000:8.2f} ms")
    pairs, seconds, found = time_pairs(random, assets)
    print(
        f"all pairs of {assets:,} assets, {WITHIN_BITS} bits   {seconds:8.2f} s    {pairs:,} pairs, {found:,} clusters"
    )
    loop = time_loop(random)
    print(f"one comparison in a plain Python loop   {loop * 1e9:8.0f} ns")
    print(f"one comparison here                     {seconds / (assets * (assets - 1) / 2) * 1e9:8.2f} ns")


def make_words(random: np.random.Generator, count: int) -> Words:
    """Make fingerprints as of photographs: half of the bits set, a fifth crowded, one in twenty a near copy."""
    bits = random.random((count, 64)).argsort(axis=1) < 32
    words: Words = (bits.astype(np.uint64) << np.arange(64, dtype=np.uint64)).sum(axis=1).astype(np.uint64)
    shared = np.uint64(0x0000000000FFFFFF)
    crowded = slice(0, count // 5)
    words[crowded] = (words[crowded] & ~shared) | (words[0] & shared)
    copies = random.integers(0, count, count // 20)
    flips = np.uint64(1) << random.integers(0, 64, len(copies)).astype(np.uint64)
    words[random.integers(0, count, len(copies))] = words[copies] ^ flips
    return words


def time_lookup(random: np.random.Generator) -> float:
    """Give the seconds of one lookup, the median of 30."""
    words = make_words(random, 1_000_000)
    index = HammingIndex()
    index.extend_arrays(np.arange(len(words)), words)
    taken = []
    for word in words[:30]:
        start = time.perf_counter()
        index.find(int(word), WITHIN_BITS)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2]


def time_pairs(random: np.random.Generator, assets: int) -> tuple[int, float, int]:
    """Give the number of pairs, the seconds to find and cluster them, and the number of clusters."""
    index = HammingIndex()
    index.extend_arrays(np.arange(assets), make_words(random, assets))
    start = time.perf_counter()
    pairs = index.find_pairs(WITHIN_BITS)
    found = cluster(pairs, {})
    return len(pairs), time.perf_counter() - start, len(found)


def time_loop(random: np.random.Generator) -> float:
    """Give the seconds that one comparison takes in a plain loop over Python numbers."""
    words = [int(word) for word in make_words(random, 1000)]
    start = time.perf_counter()
    near = sum((one ^ other).bit_count() <= WITHIN_BITS for one in words for other in words)
    return (time.perf_counter() - start) / len(words) ** 2 if near else 0.0


if __name__ == "__main__":
    main()
