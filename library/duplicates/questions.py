"""What is left to ask of a cluster: one question for each block of pictures that is not yet one with the middle's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from library.duplicates.clusters import DuplicateCluster, Pair, ordered_pair


@dataclass(frozen=True, slots=True)
class Question:
    """Two members to be asked about; what is said of them holds for all that each was called the same as.

    Args:
        first: of the block that the cluster gathers around.
        second: of the block in question.
        score: of the proof.
    """

    first: int
    second: int
    score: float


def blocks_of(cluster: DuplicateCluster) -> tuple[tuple[int, ...], ...]:
    """Give the sets of members that people called the same, that of the middle first, then by the lowest key."""
    block = {key: {key} for key in cluster.members}
    for pair in cluster.pairs:
        if pair.verdict == "same" and block[pair.first] is not block[pair.second]:
            joined = block[pair.first] | block[pair.second]
            block.update(dict.fromkeys(joined, joined))
    unique = {min(keys): tuple(sorted(keys)) for keys in block.values()}
    return tuple(sorted(unique.values(), key=lambda keys: (cluster.middle not in keys, keys)))


def questions(cluster: DuplicateCluster, proved: Mapping[Pair, float]) -> tuple[Question, ...]:
    """Ask about each other block against the middle's, by the surest proof, the surest question first.

    Args:
        cluster: with nothing left to ask, it has none.
        proved: score of the pairs proved to be the same picture, by ordered pair.
    """
    middle, *others = blocks_of(cluster)
    found = [_ask(middle, other, cluster.middle, proved) for other in others]
    return tuple(sorted(found, key=lambda each: (-each.score, each.second)))


def _ask(middle: Iterable[int], other: Iterable[int], key: int, proved: Mapping[Pair, float]) -> Question:
    """Choose the pair of two blocks to be shown: the middle itself where it was proved, else the surest."""
    pairs = [(one, two) for one in middle for two in other if ordered_pair(one, two) in proved]
    first, second = max(pairs, key=lambda pair: (key in pair, proved[ordered_pair(*pair)], -pair[0], -pair[1]))
    return Question(first, second, proved[ordered_pair(first, second)])
