"""Candidates, cheap and generous: who shares a window hash or many visual words with a picture, among a million.

Words lie in segments of at most 65,536 pictures, each with inverted lists of two bytes an entry; hashes lie in banded
lists that miss nothing within seven bits. Both are appended to. Memory for 1,000,000 pictures of 400 words and 8
hashes: 800 MB of lists + 8 x (8 + 4 x 4 + 4) MB of hashes = about 1.03 GB.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from library.duplicates.index import has_structure
from library.media.visual_words import WORDS

SEGMENT: Final = 1 << 16
HASH_BITS: Final = 7
_BANDS: Final = 4
_OPEN = 256
_ENTRIES: Final = 6
"""Entries of lists read for each stored picture: what bounds the time of a question."""

_LEAST_ENTRIES: Final = 2_000
_STRONG_VOTES: Final = 12.0
_MANY: Final = 64
_UNEVEN: Final = 2.0
_CROWDED: Final = 8.0
_CLOSED_HASHES = 1 << 16

WordList = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked with.

    Attributes:
        words: visual words of the asking picture, with near ones; any shape.
        mirrored: gives the words it would have in a mirror, which most questions do not come to.
        hashes: of the whole and the trimmed picture in all forms, and of its windows.
    """

    words: WordList
    mirrored: Callable[[], WordList]
    hashes: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored picture that may be related.

    Attributes:
        key: as it was stored.
        votes: shared words beyond what chance gives, in standard deviations; the better of plain and mirrored.
        bits: distance of the nearest hashes; 64 where none is within reach.
    """

    key: int
    votes: float
    bits: int


class LikenessIndex:
    """All pictures' words and hashes in memory."""

    def __init__(self) -> None:
        """Begin empty."""
        self._segments: list[_Segment] = []
        self._open_keys: list[int] = []
        self._open_words: list[WordList] = []
        self._tail: _Segment | None = None
        self._hashes = _BandedHashes()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, key: int, words: WordList, hashes: NDArray[np.uint64]) -> None:
        """Append one picture, or one frame of a clip under the clip's key."""
        self._open_keys.append(key)
        self._open_words.append(words)
        self._tail = None
        self._count += 1
        self._hashes.add(key, hashes)
        if len(self._open_keys) == _OPEN:
            self._close()

    def add_many(self, keys: Sequence[int], words: Sequence[WordList], hashes: Sequence[NDArray[np.uint64]]) -> None:
        """Append many pictures at once: each list of words is sorted once and no more."""
        if self._open_keys:
            self._close()
        for start in range(0, len(keys), SEGMENT):
            some = slice(start, start + SEGMENT)
            self._segments.append(_Segment.of(list(keys[some]), list(words[some])))
        self._count += len(keys)
        self._hashes.add_many(keys, hashes)

    def nbytes(self) -> int:
        """Give the memory taken, in bytes."""
        return sum(segment.nbytes() for segment in self._segments) + self._hashes.nbytes()

    def find(self, asked: Asked, *, most: int = 12, least_votes: float = 4.0) -> tuple[Candidate, ...]:
        """Find who may be related, the likeliest first.

        Args:
            asked: words and hashes of the asking picture.
            most: number of candidates.
            least_votes: fewer standard deviations above chance do not count.
        """
        votes: dict[int, float] = {}
        self._vote(asked.words.ravel(), votes, most, least_votes)
        # Who has a sure relative as it is need not look into the mirror.
        if max(votes.values(), default=0.0) < _STRONG_VOTES:
            self._vote(asked.mirrored().ravel(), votes, most, least_votes)
        near = self._hashes.find(asked.hashes)
        keys = votes.keys() | near.keys()
        found = [Candidate(key, votes.get(key, 0.0), near.get(key, 64)) for key in keys]
        found.sort(key=lambda each: (-(each.votes + 6.0 * max(0, HASH_BITS + 1 - each.bits)), each.key))
        return tuple(found[:most])

    def _vote(self, words: WordList, votes: dict[int, float], most: int, least: float) -> None:
        if not words.size:
            return
        unique, counts = np.unique(words, return_counts=True)
        for segment in self._all_segments():
            for key, score in segment.vote(unique, np.minimum(counts, 3), most, least):
                votes[key] = max(score, votes.get(key, 0.0))

    def _all_segments(self) -> Iterable["_Segment"]:
        yield from self._segments
        if self._open_keys:
            if self._tail is None:
                self._tail = _Segment.of(self._open_keys, self._open_words)
            yield self._tail

    def _close(self) -> None:
        """Turn the open pictures into a segment, and join small segments, so that there are few."""
        self._segments.append(_Segment.of(self._open_keys, self._open_words))
        self._open_keys, self._open_words, self._tail = [], [], None
        while len(self._segments) > 1 and self._segments[-1].joins(self._segments[-2]):
            last, before = self._segments.pop(), self._segments.pop()
            self._segments.append(_Segment.joined(before, last))


class _Segment:
    """Inverted lists of up to 65,536 pictures."""

    def __init__(self, keys: NDArray[np.int64], offsets: NDArray[np.int32], entries: WordList, sizes: WordList) -> None:
        self.keys, self.offsets, self.entries, self.sizes = keys, offsets, entries, sizes

    @classmethod
    def of(cls, keys: list[int], words: list[WordList]) -> "_Segment":
        sizes = np.array([len(each) for each in words], dtype=np.uint16)
        flat = np.concatenate(words) if words else np.zeros(0, np.uint16)
        owners = np.repeat(np.arange(len(words), dtype=np.uint16), sizes)
        return cls._sorted(np.array(keys, dtype=np.int64), flat, owners, sizes)

    @classmethod
    def _sorted(cls, keys: NDArray[np.int64], flat: WordList, owners: WordList, sizes: WordList) -> "_Segment":
        order = np.argsort(flat, kind="stable")
        offsets = np.zeros(WORDS + 1, dtype=np.int32)
        np.cumsum(np.bincount(flat, minlength=WORDS), out=offsets[1:])
        return cls(keys, offsets, owners[order], sizes)

    @classmethod
    def joined(cls, one: "_Segment", other: "_Segment") -> "_Segment":
        words = [np.repeat(np.arange(WORDS, dtype=np.uint16), np.diff(each.offsets)) for each in (one, other)]
        owners = np.concatenate([one.entries, other.entries + np.uint16(len(one.keys))])
        keys, sizes = np.concatenate([one.keys, other.keys]), np.concatenate([one.sizes, other.sizes])
        return cls._sorted(keys, np.concatenate(words), owners, sizes)

    def joins(self, other: "_Segment") -> bool:
        """Tell whether two segments are of a size to become one."""
        return len(self.keys) >= len(other.keys) and len(self.keys) + len(other.keys) <= SEGMENT

    def nbytes(self) -> int:
        return int(self.keys.nbytes + self.offsets.nbytes + self.entries.nbytes + self.sizes.nbytes)

    def vote(self, words: WordList, counts: NDArray[np.intp], most: int, least: float) -> list[tuple[int, float]]:
        """Count shared words, and say by how many standard deviations each of the best exceeds chance."""
        starts, ends = self.offsets[words], self.offsets[words.astype(np.int64) + 1]
        lengths = ends - starts
        # Rare words first: what many pictures have (skies, lettering) says least and costs most.
        order = np.argsort(lengths, kind="stable")
        order = order[lengths[order] > 0]
        kept = order[np.cumsum(lengths[order]) <= max(_LEAST_ENTRIES, _ENTRIES * len(self.keys))]
        starts, ends, times = starts[kept], ends[kept], counts[kept]
        if not len(starts):
            return []
        slices = [self.entries[a:b] for a, b in zip(starts, ends, strict=True)]
        many = [slices[i] for i in np.flatnonzero(times > 1)]
        shared = np.bincount(np.concatenate(slices), minlength=len(self.keys)).astype(np.float32)
        if many:
            shared += np.bincount(np.concatenate(many), minlength=len(self.keys))
        # What these lists hold on average is chance, but among a few pictures that may all be asked about.
        chance = float(lengths[kept].sum() / max(1, int(self.sizes.sum(dtype=np.int64))))
        if len(self.keys) < _MANY:
            chance = min(chance, _CROWDED * len(starts) / WORDS)
        expected = chance * self.sizes
        scores = (shared - expected) / np.sqrt(_UNEVEN * expected + 1.0)
        best = np.argpartition(-scores, min(most, len(scores) - 1))[:most]
        return [(int(self.keys[i]), float(scores[i])) for i in best if scores[i] >= least]


class _BandedHashes:
    """64-bit hashes found within seven bits: two that near agree in one of four bands but for one bit."""

    def __init__(self) -> None:
        self._blocks: list[_Bands] = []
        self._keys = np.empty(_CLOSED_HASHES, dtype=np.int32)
        self._words = np.empty(_CLOSED_HASHES, dtype=np.uint64)
        self._size = 0

    def add(self, key: int, hashes: NDArray[np.uint64]) -> None:
        trusted = hashes[has_structure(hashes)] if len(hashes) else hashes
        if self._size + len(trusted) > len(self._keys):
            self._close(self._keys[: self._size].copy(), self._words[: self._size].copy())
            self._size = 0
        end = self._size + len(trusted)
        self._keys[self._size : end], self._words[self._size : end] = key, trusted
        self._size = end

    def add_many(self, keys: Sequence[int], hashes: Sequence[NDArray[np.uint64]]) -> None:
        owners = np.repeat(np.array(keys, dtype=np.int32), [len(each) for each in hashes])
        words = np.concatenate(hashes) if len(hashes) else np.zeros(0, np.uint64)
        trusted = has_structure(words)
        if trusted.any():
            self._close(owners[trusted], words[trusted])

    def _close(self, keys: NDArray[np.int32], words: NDArray[np.uint64]) -> None:
        """Make a block, and join it with those before that are no larger, so that there are few."""
        while self._blocks and len(keys) >= len(self._blocks[-1].keys):
            before = self._blocks.pop()
            keys, words = np.concatenate([before.keys, keys]), np.concatenate([before.words, words])
        self._blocks.append(_Bands(keys, words))

    def nbytes(self) -> int:
        return sum(block.nbytes() for block in self._blocks) + int(self._keys.nbytes + self._words.nbytes)

    def find(self, asked: NDArray[np.uint64]) -> dict[int, int]:
        """Find the keys within reach of any asked hash, with the smallest distance."""
        near: dict[int, int] = {}
        if not len(asked):
            return near
        keys, words = self._keys[: self._size], self._words[: self._size]
        for word in np.unique(asked[has_structure(asked)]):
            for block in self._blocks:
                for key, bits in block.find(int(word)):
                    near[key] = min(bits, near.get(key, 64))
            distances = np.bitwise_count(words ^ word)
            for at in np.flatnonzero(distances <= HASH_BITS):
                near[int(keys[at])] = min(int(distances[at]), near.get(int(keys[at]), 64))
        return near


class _Bands:
    """One block of hashes, sorted by each of their four 16-bit bands."""

    def __init__(self, keys: NDArray[np.int32], words: NDArray[np.uint64]) -> None:
        self.keys, self.words = keys, words
        self.orders: list[NDArray[np.int32]] = []
        self.offsets: list[NDArray[np.int32]] = []
        for band in range(_BANDS):
            values = (words >> np.uint64(16 * band)).astype(np.uint16)
            self.orders.append(np.argsort(values, kind="stable").astype(np.int32))
            offsets = np.zeros(WORDS + 1, dtype=np.int32)
            np.cumsum(np.bincount(values, minlength=WORDS), out=offsets[1:])
            self.offsets.append(offsets)

    def nbytes(self) -> int:
        return int(self.keys.nbytes + self.words.nbytes + sum(o.nbytes for o in (*self.orders, *self.offsets)))

    def find(self, word: int) -> list[tuple[int, int]]:
        rows = []
        for band in range(_BANDS):
            value = (word >> (16 * band)) & 0xFFFF
            offsets, order = self.offsets[band], self.orders[band]
            probes = value ^ _FLIPS
            rows += [order[a:b] for a, b in zip(offsets[probes], offsets[probes + 1], strict=True) if b > a]
        if not rows:
            return []
        some = np.concatenate(rows)
        distances = np.bitwise_count(self.words[some] ^ np.uint64(word))
        return [(int(self.keys[some[i]]), int(distances[i])) for i in np.flatnonzero(distances <= HASH_BITS)]


_FLIPS: Final = np.array([0, *(1 << bit for bit in range(16))], dtype=np.int64)
