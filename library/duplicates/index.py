"""Exact search of near fingerprints by Hamming distance, over plain arrays of 64-bit words.

A flat scan with numpy.bitwise_count takes about a millisecond for a million fingerprints and misses nothing;
banded indexes and graphs are slower on perceptual hashes, which crowd together, or lose some.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import hexdigits
from typing import Final

import numpy as np
from numpy.typing import NDArray

from library.errors import InvalidInput

HASH_BITS: Final = 64

# A DCT hash sets a bit for each coefficient above the median, so a picture with structure sets about half of them.
# Flat areas, plain gradients and empty slides have many coefficients of exactly nothing: far fewer bits stand out.
LEAST_SET_BITS: Final = 24
MOST_SET_BITS: Final = 40

# One tile of distances stays within a processor's cache.
_TILE_ROWS: Final = 64
_TILE_COLUMNS: Final = 8192
_CHUNK: Final = 1 << 16

Words = NDArray[np.uint64]
Keys = NDArray[np.int64]
Distances = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored fingerprint near the one asked for.

    Args:
        key: what the fingerprint belongs to, as it was stored.
        distance_bits: number of differing bits, 0 to 64.
    """

    key: int
    distance_bits: int


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two keys with fingerprints near each other; the smaller key comes first."""

    first: int
    second: int
    distance_bits: int


def parse_bits(text: str) -> int:
    """Read the 16 hexadecimal digits of a stored fingerprint as a number.

    Raises:
        InvalidInput: other than 16 hexadecimal digits.
    """
    if len(text) != HASH_BITS // 4 or set(text) - set(hexdigits):
        raise InvalidInput(f"“{text}” is no fingerprint", hint="Give 16 hexadecimal digits.")
    return int(text, 16)


def has_structure(words: Words) -> NDArray[np.bool_]:
    """Tell for each fingerprint whether its picture has enough structure to be trusted."""
    set_bits = np.bitwise_count(words)
    return (set_bits >= LEAST_SET_BITS) & (set_bits <= MOST_SET_BITS)


def is_trusted(bits: int) -> bool:
    """Tell whether one fingerprint comes from a picture with enough structure."""
    return LEAST_SET_BITS <= bits.bit_count() <= MOST_SET_BITS


class HammingIndex:
    """Fingerprints in memory, 16 bytes each, appended to and searched exactly.

    One key may have several fingerprints (whole picture, trimmed, frames of a clip); the nearest counts.
    Fingerprints of pictures with too little structure are left out, so nothing is ever near them.
    """

    def __init__(self, entries: Iterable[tuple[int, int]] = ()) -> None:
        """Begin with entries of key and bits."""
        self._words: Words = np.empty(0, dtype=np.uint64)
        self._keys: Keys = np.empty(0, dtype=np.int64)
        self._size = 0
        self.extend(entries)

    def __len__(self) -> int:
        return self._size

    def extend(self, entries: Iterable[tuple[int, int]]) -> None:
        """Append entries of key and bits."""
        listed = list(entries)
        if listed:
            keys = np.array([key for key, _ in listed], dtype=np.int64)
            self.extend_arrays(keys, np.array([bits for _, bits in listed], dtype=np.uint64))

    def extend_arrays(self, keys: Keys, words: Words) -> None:
        """Append many at once.

        Args:
            keys: shape (n,).
            words: shape (n,), the bits of each.
        """
        trusted = has_structure(words)
        keys, words = keys[trusted], words[trusted]
        needed = self._size + len(words)
        if needed > len(self._words):
            # Doubling keeps appending one by one linear in total.
            room = max(needed, 2 * len(self._words), 1024)
            self._words = np.concatenate([self._words[: self._size], np.zeros(room - self._size, dtype=np.uint64)])
            self._keys = np.concatenate([self._keys[: self._size], np.zeros(room - self._size, dtype=np.int64)])
        self._words[self._size : needed] = words
        self._keys[self._size : needed] = keys
        self._size = needed

    def find(self, bits: int, within_bits: int) -> tuple[Neighbour, ...]:
        """Find all keys with a fingerprint within a distance, the nearest first.

        Args:
            bits: the fingerprint asked for; one without structure finds nothing.
            within_bits: greatest distance that counts.
        """
        if not is_trusted(bits):
            return ()
        asked = np.uint64(bits)
        nearest: dict[int, int] = {}
        for start in range(0, self._size, _CHUNK):
            stop = min(start + _CHUNK, self._size)
            distances = np.bitwise_count(self._words[start:stop] ^ asked)
            for hit in np.flatnonzero(distances <= within_bits):
                key, distance = int(self._keys[start + hit]), int(distances[hit])
                nearest[key] = min(distance, nearest.get(key, HASH_BITS))
        ordered = sorted(nearest.items(), key=lambda entry: (entry[1], entry[0]))
        return tuple(Neighbour(key, distance) for key, distance in ordered)

    def find_pairs(self, within_bits: int) -> tuple[NearPair, ...]:
        """Find all pairs of different keys within a distance, ordered by keys.

        Args:
            within_bits: greatest distance that counts.
        """
        words, group = np.unique(self._words[: self._size], return_inverse=True)
        members = _members(self._keys[: self._size], group, len(words))
        nearest: dict[tuple[int, int], int] = {}
        for keys in members:
            _note_pairs(nearest, keys, keys, 0)
        for left, right, distance in _near_words(words, within_bits):
            _note_pairs(nearest, members[left], members[right], distance)
        return tuple(NearPair(first, second, nearest[first, second]) for first, second in sorted(nearest))


def _members(keys: Keys, group: NDArray[np.intp], count: int) -> list[Sequence[int]]:
    """List the different keys of each distinct fingerprint."""
    order = np.lexsort((keys, group))
    bounds = np.searchsorted(group[order], np.arange(count + 1))
    return [sorted({int(key) for key in keys[order[bounds[index] : bounds[index + 1]]]}) for index in range(count)]


def _note_pairs(nearest: dict[tuple[int, int], int], left: Sequence[int], right: Sequence[int], distance: int) -> None:
    """Keep the smallest distance of every pair of different keys."""
    for one in left:
        for other in right:
            if one != other:
                pair = (min(one, other), max(one, other))
                nearest[pair] = min(distance, nearest.get(pair, HASH_BITS))


def _near_words(words: Words, within_bits: int) -> Iterator[tuple[int, int, int]]:
    """Yield the index pairs of distinct words within a distance, left below right, with the distance.

    Words that differ in at most n bits agree in one of n + 1 bands of theirs, so comparing within the buckets of
    each band misses nothing. Where hashes crowd into few buckets, comparing all with all is less work.
    A pair that agrees in several bands comes several times.
    """
    everything = np.arange(len(words))
    bands = [_buckets(words, shift, width) for shift, width in _bands(within_bits)]
    work = sum(len(bucket) ** 2 for buckets in bands for bucket in buckets)
    if not bands or work >= len(words) ** 2:
        bands = [[everything]]
    for buckets in bands:
        for bucket in buckets:
            for left, right, distance in _scan(words[bucket], within_bits):
                yield int(bucket[left]), int(bucket[right]), distance


def _bands(within_bits: int) -> list[tuple[int, int]]:
    """Cut 64 bits into one band more than may differ: (shift, width) of each; none when they would be too narrow."""
    count = within_bits + 1
    if count > HASH_BITS // 4:
        return []
    edges = [index * HASH_BITS // count for index in range(count + 1)]
    return [(low, high - low) for low, high in pairwise(edges)]


def _buckets(words: Words, shift: int, width: int) -> list[NDArray[np.intp]]:
    """Group the indices of words by their bits in one band; each group ascends."""
    value = (words >> np.uint64(shift)) & np.uint64((1 << width) - 1)
    order = np.argsort(value, kind="stable")
    cuts = np.flatnonzero(np.diff(value[order])) + 1
    return [bucket for bucket in np.split(order, cuts) if len(bucket) > 1]


def _scan(words: Words, within_bits: int) -> Iterator[tuple[int, int, int]]:
    """Compare all with all, tile by tile."""
    count = len(words)
    differing = np.empty((_TILE_ROWS, min(count, _TILE_COLUMNS)), dtype=np.uint64)
    distances: Distances = np.empty(differing.shape, dtype=np.uint8)
    for top in range(0, count, _TILE_ROWS):
        rows = words[top : top + _TILE_ROWS, None]
        for start in range(top, count, _TILE_COLUMNS):
            columns = words[None, start : start + _TILE_COLUMNS]
            tile = np.bitwise_xor(rows, columns, out=differing[: rows.shape[0], : columns.shape[1]])
            near = np.bitwise_count(tile, out=distances[: rows.shape[0], : columns.shape[1]])
            for row, column in zip(*np.nonzero(near <= within_bits), strict=True):
                left, right = top + int(row), start + int(column)
                if left < right:
                    yield left, right, int(near[row, column])
