"""Clusters of near-duplicates for review: no chains of weak links, and no question asked twice.

What a person called the same is one *block* from then on. Two blocks belong together if some of their members are
near each other and nobody decided otherwise; a cluster admits a block only if it belongs together with every other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from library.duplicates.index import NearPair

Verdict = Literal["same", "other_frame", "unrelated"]
Pair = tuple[int, int]

VERDICTS: Final[tuple[Verdict, ...]] = ("same", "other_frame", "unrelated")


@dataclass(frozen=True, slots=True)
class ClusterPair:
    """Two members of a cluster.

    Args:
        distance_bits: None when only a verdict joins them.
        verdict: what a person decided; None while nobody did.
    """

    first: int
    second: int
    distance_bits: int | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class DuplicateCluster:
    """A set of pictures to review together.

    Args:
        members: keys, ascending.
        pairs: of members that are near each other or decided, ordered by keys.
        is_settled: whether people's verdicts say of all members that they are the same.
    """

    members: tuple[int, ...]
    pairs: tuple[ClusterPair, ...]
    is_settled: bool


def ordered_pair(one: int, other: int) -> Pair:
    """Put the smaller key first, so that a pair has one name."""
    return (one, other) if one < other else (other, one)


def cluster(pairs: Iterable[NearPair], verdicts: Mapping[Pair, Verdict]) -> tuple[DuplicateCluster, ...]:
    """Build the clusters of near pairs that respect every verdict.

    The result does not depend on the order of the pairs: the nearest join first, equal ones by their keys.

    Args:
        pairs: candidates within the threshold.
        verdicts: what people decided, by ordered pair.
    """
    near = _nearest(pairs)
    parted = {pair for pair, verdict in verdicts.items() if verdict != "same"}
    groups = _Groups({key for pair in (*near, *verdicts) for key in pair}, parted)
    for pair in sorted(pair for pair, verdict in verdicts.items() if verdict == "same"):
        groups.fuse(*pair)
    for pair in sorted(near, key=lambda each: (near[each], each)):
        groups.link(*pair)
    for pair in sorted(near, key=lambda each: (near[each], each)):
        groups.admit(*pair)
    return tuple(_record(members, blocks, near, verdicts) for members, blocks in groups.result())


def _nearest(pairs: Iterable[NearPair]) -> dict[Pair, int]:
    near: dict[Pair, int] = {}
    for pair in pairs:
        if pair.first == pair.second:
            continue
        name = ordered_pair(pair.first, pair.second)
        near[name] = min(pair.distance_bits, near.get(name, pair.distance_bits))
    return near


def _record(
    members: tuple[int, ...], blocks: int, near: Mapping[Pair, int], verdicts: Mapping[Pair, Verdict]
) -> DuplicateCluster:
    known = [
        ClusterPair(first, second, near.get((first, second)), verdicts.get((first, second)))
        for index, first in enumerate(members)
        for second in members[index + 1 :]
        if (first, second) in near or (first, second) in verdicts
    ]
    return DuplicateCluster(members, tuple(known), is_settled=blocks == 1)


class _Groups:
    """Keys fused to blocks by verdicts, and blocks gathered to clusters."""

    def __init__(self, keys: Iterable[int], parted: Iterable[Pair]) -> None:
        ordered = sorted(keys)
        self._block = {key: key for key in ordered}
        self._keys_of = {key: {key} for key in ordered}
        self._parted: dict[int, set[int]] = {key: set() for key in ordered}
        for first, second in parted:
            self._parted[first].add(second)
            self._parted[second].add(first)
        self._linked: dict[int, set[int]] = {}
        self._cluster: dict[int, int] = {}
        self._blocks_of: dict[int, set[int]] = {}

    def fuse(self, first: int, second: int) -> None:
        """Make one block of two, unless another verdict holds two of their members apart."""
        one, other = sorted((self._block[first], self._block[second]))
        if one == other or self._parted[one] & self._keys_of[other]:
            return
        for key in self._keys_of[other]:
            self._block[key] = one
        self._keys_of[one] |= self._keys_of.pop(other)
        self._parted[one] |= self._parted.pop(other)

    def link(self, first: int, second: int) -> None:
        """Note that two blocks have members near each other, unless a verdict holds the blocks apart."""
        one, other = self._block[first], self._block[second]
        if one != other and not self._parted[one] & self._keys_of[other]:
            self._linked.setdefault(one, set()).add(other)
            self._linked.setdefault(other, set()).add(one)

    def admit(self, first: int, second: int) -> None:
        """Gather two clusters into one if each block of the one is linked with each of the other."""
        one = self._cluster_of(self._block[first])
        other = self._cluster_of(self._block[second])
        if one == other:
            return
        small, large = sorted((one, other), key=lambda name: (len(self._blocks_of[name]), name))
        wanted = self._blocks_of[large]
        if all(wanted <= self._linked.get(block, set()) for block in self._blocks_of[small]):
            for block in self._blocks_of[small]:
                self._cluster[block] = large
            wanted |= self._blocks_of.pop(small)

    def _cluster_of(self, block: int) -> int:
        if block not in self._cluster:
            self._cluster[block] = block
            self._blocks_of[block] = {block}
        return self._cluster[block]

    def result(self) -> list[tuple[tuple[int, ...], int]]:
        """List members and number of blocks of each cluster of at least two members."""
        for block in self._keys_of:
            self._cluster_of(block)
        listed = [
            (tuple(sorted(key for block in blocks for key in self._keys_of[block])), len(blocks))
            for blocks in self._blocks_of.values()
        ]
        return sorted(entry for entry in listed if len(entry[0]) > 1)
