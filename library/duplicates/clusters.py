"""Clusters of the same picture for review: no chains of weak links, and no question asked twice.

What a person called the same is one *block* from then on. A cluster's middle is the picture that most others were
proved against, the largest of those: not the largest of all, which may be a page or a montage that it was put into.
Another block is admitted only if it was proved against the middle's block and no verdict parts it from a member.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Verdict = Literal["same", "other_frame", "unrelated"]
Pair = tuple[int, int]

VERDICTS: Final[tuple[Verdict, ...]] = ("same", "other_frame", "unrelated")


@dataclass(frozen=True, slots=True)
class ClusterPair:
    """Two members of a cluster.

    Args:
        verdict: what a person decided; None while nobody did.
    """

    first: int
    second: int
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class DuplicateCluster:
    """A set of pictures to review together.

    Args:
        middle: key of the picture that every other was proved against.
        members: keys, ascending.
        pairs: of members that were proved the same or decided, ordered by keys.
        is_settled: whether people's verdicts say of all members that they are the same.
    """

    middle: int
    members: tuple[int, ...]
    pairs: tuple[ClusterPair, ...]
    is_settled: bool


def ordered_pair(one: int, other: int) -> Pair:
    """Put the smaller key first, so that a pair has one name."""
    return (one, other) if one < other else (other, one)


def cluster(
    proved: Mapping[Pair, float], verdicts: Mapping[Pair, Verdict], pixels: Mapping[int, int]
) -> tuple[DuplicateCluster, ...]:
    """Build the clusters that respect every verdict; the result does not depend on the order of the pairs.

    Args:
        proved: score of the pairs proved to be the same picture, by ordered pair.
        verdicts: what people decided, by ordered pair.
        pixels: number of pixels of each picture; one that is missing counts as the smallest.
    """
    blocks = _Blocks({key for pair in (*proved, *verdicts) for key in pair}, verdicts)
    links = blocks.links(proved)
    free = set(blocks.names())
    found = []
    for middle in sorted(free, key=lambda name: (-len(links.get(name, ())), blocks.rank(name, pixels))):
        if middle not in free:
            continue
        free.discard(middle)
        inside = [middle]
        for other in sorted(links.get(middle, {}), key=lambda name: (-links[middle][name], name)):
            if other in free and not any(blocks.are_parted(other, each) for each in inside):
                free.discard(other)
                inside.append(other)
        members = tuple(sorted(key for name in inside for key in blocks.keys(name)))
        if len(members) > 1:
            largest = min(blocks.keys(middle), key=lambda key: _rank(key, pixels))
            pairs = tuple(_pairs_of(members, proved, verdicts))
            found.append(DuplicateCluster(largest, members, pairs, is_settled=len(inside) == 1))
    return tuple(sorted(found, key=lambda each: each.members))


def unproved(proved: Collection[Pair], known: Collection[Pair], pixels: Mapping[int, int]) -> Iterator[Pair]:
    """Name the pairs to prove before clusters can be built: each group's middle with those linked through others.

    Args:
        proved: ordered pairs proved to be the same picture.
        known: ordered pairs of which anything was proved, these among them.
        pixels: number of pixels of each picture.
    """
    links = Counter(key for pair in proved for key in pair)
    for group in _components(proved):
        left = sorted(group, key=lambda key: (-links[key], _rank(key, pixels)))
        while len(left) > 1:
            middle, *others = left
            outside = [each for each in others if ordered_pair(middle, each) not in proved]
            wanted = _open(middle, others, known)
            if not wanted and outside:
                # A better middle, perhaps: whoever most of those outside were proved against.
                bridge = max(others, key=lambda key: sum(ordered_pair(key, each) in proved for each in outside))
                wanted = _open(bridge, left, known)
            if wanted:
                yield from wanted
                break
            left = outside


def _open(middle: int, others: Iterable[int], known: Collection[Pair]) -> list[Pair]:
    return [pair for each in others if each != middle and (pair := ordered_pair(middle, each)) not in known]


def _rank(key: int, pixels: Mapping[int, int]) -> tuple[int, int]:
    return -pixels.get(key, 0), key


def _pairs_of(
    members: tuple[int, ...], proved: Mapping[Pair, float], verdicts: Mapping[Pair, Verdict]
) -> Iterator[ClusterPair]:
    for index, first in enumerate(members):
        for second in members[index + 1 :]:
            if (first, second) in proved or (first, second) in verdicts:
                yield ClusterPair(first, second, verdicts.get((first, second)))


def _components(pairs: Iterable[Pair]) -> list[set[int]]:
    """Gather what is linked, however far."""
    group: dict[int, set[int]] = {}
    for one, other in pairs:
        first, second = group.get(one, {one}), group.get(other, {other})
        if first is second:
            continue
        small, large = sorted((first, second), key=len)
        large |= small
        for key in small:
            group[key] = large
        group[one] = group[other] = large
    unique = {id(members): members for members in group.values()}
    return sorted(unique.values(), key=min)


class _Blocks:
    """Keys fused to blocks by verdicts."""

    def __init__(self, keys: Iterable[int], verdicts: Mapping[Pair, Verdict]) -> None:
        ordered = sorted(keys)
        self._block = {key: key for key in ordered}
        self._keys_of = {key: {key} for key in ordered}
        self._parted: dict[int, set[int]] = {key: set() for key in ordered}
        for (first, second), verdict in verdicts.items():
            if verdict != "same":
                self._parted[first].add(second)
                self._parted[second].add(first)
        for first, second in sorted(pair for pair, verdict in verdicts.items() if verdict == "same"):
            self._fuse(first, second)

    def names(self) -> list[int]:
        """List the blocks, each named by its lowest key."""
        return list(self._keys_of)

    def keys(self, name: int) -> set[int]:
        return self._keys_of[name]

    def rank(self, name: int, pixels: Mapping[int, int]) -> tuple[int, int]:
        """Give the rank of a block's largest picture."""
        return min(_rank(key, pixels) for key in self._keys_of[name])

    def are_parted(self, one: int, other: int) -> bool:
        """Tell whether a verdict holds two of their members apart."""
        return bool(self._parted[one] & self._keys_of[other])

    def links(self, proved: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
        """Say which blocks have members proved the same, with the best score, unless a verdict parts the blocks."""
        links: dict[int, dict[int, float]] = {}
        for (first, second), score in proved.items():
            one, other = self._block[first], self._block[second]
            if one == other or self.are_parted(one, other):
                continue
            for here, there in ((one, other), (other, one)):
                row = links.setdefault(here, {})
                row[there] = max(score, row.get(there, 0.0))
        return links

    def _fuse(self, first: int, second: int) -> None:
        one, other = sorted((self._block[first], self._block[second]))
        if one == other or self.are_parted(one, other):
            return
        for key in self._keys_of[other]:
            self._block[key] = one
        self._keys_of[one] |= self._keys_of.pop(other)
        self._parted[one] |= self._parted.pop(other)
