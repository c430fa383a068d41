"""Order of the items of a gallery, and captions that continue each other over several pictures.

"Kim reist nach Russland ..." / "... dort wird er empfangen ..." / "... und trifft Putin." is one sentence over three
pictures: a *chain*. Hidden items have no place in it; hand over the captions of what readers will see.
"""

import re
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

Entry = TypeVar("Entry", bound=Hashable)

# Two dots and more count: writers type "..", "...", ". . ." and the sign itself; quotes and brackets may stand outside.
_DOTS = r"(?:…|\.\s?\.(?:\s?\.)*)"
_OPEN_START = re.compile(rf"^[\s\"'«»„“”‘’(\[–—-]*{_DOTS}")
_OPEN_END = re.compile(rf"{_DOTS}[\s\"'«»„“”‘’)\]]*$")
_CLOSED_END = re.compile(r"[.!?。！？][\s\"'«»„“”‘’)\]]*$")
_FIRST_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A caption that asks for a neighbour which is not there.

    Args:
        index: place of the caption in the list that was searched.
        side: "start" when it continues something that does not precede it, "end" when nothing continues it.
    """

    index: int
    side: Literal["start", "end"]


def move(entries: Sequence[Entry], moved: Collection[Entry], to: int) -> tuple[Entry, ...]:
    """Move entries together, in their present order, so that the first of them stands at a place.

    Args:
        entries: the present order, each entry once.
        moved: what to move; unknown entries raise ValueError.
        to: index of the first moved entry in the result, cut to the possible range.
    """
    wanted = set(moved)
    if unknown := wanted.difference(entries):
        raise ValueError(f"not in the list: {sorted(map(str, unknown))}")
    block = [entry for entry in entries if entry in wanted]
    rest = [entry for entry in entries if entry not in wanted]
    at = min(max(to, 0), len(rest))
    return (*rest[:at], *block, *rest[at:])


def insert(entries: Sequence[Entry], new: Sequence[Entry], at: int | None = None) -> tuple[Entry, ...]:
    """Insert entries so that the first of them stands at an index.

    Args:
        entries: the present order.
        new: what to insert, in order.
        at: index of the first new entry, cut to the possible range; None appends.
    """
    place = len(entries) if at is None else min(max(at, 0), len(entries))
    return (*entries[:place], *new, *entries[place:])


def remove(entries: Sequence[Entry], gone: Collection[Entry]) -> tuple[Entry, ...]:
    """Leave entries out and keep the order of the others."""
    left_out = set(gone)
    return tuple(entry for entry in entries if entry not in left_out)


def is_reordering(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Tell whether a list holds exactly the entries of another, each once, in whatever order."""
    return len(before) == len(after) and set(before) == set(after) and len(set(after)) == len(after)


def opens(caption: str) -> bool:
    """Tell whether a caption ends in an ellipsis and so waits to be continued."""
    return bool(_OPEN_END.search(caption))


def resumes(caption: str) -> bool:
    """Tell whether a caption begins with an ellipsis and so continues another."""
    return bool(_OPEN_START.search(caption))


def continues(first: str, second: str) -> bool:
    """Tell whether a caption is continued by the one that follows it.

    Dots on both sides always do. Dots on one side do if the other side agrees: a lower-case beginning after
    an open end, or an end without full stop before an open beginning.
    """
    if not first.strip() or not second.strip():
        return False
    if opens(first):
        letter = _FIRST_LETTER.search(second)
        return resumes(second) or (letter is not None and letter.group().islower())
    return resumes(second) and not _CLOSED_END.search(first)


def find_chains(captions: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Find the runs of neighbouring captions that are one sentence.

    Returns:
        One tuple of indices a chain, each of at least two, in order.
    """
    chains: list[list[int]] = []
    for index in range(1, len(captions)):
        if not continues(captions[index - 1], captions[index]):
            continue
        if chains and chains[-1][-1] == index - 1:
            chains[-1].append(index)
        else:
            chains.append([index - 1, index])
    return tuple(tuple(chain) for chain in chains)


def find_loose_ends(captions: Sequence[str]) -> tuple[LooseEnd, ...]:
    """Find captions that ask for a neighbour which is not there."""
    loose: list[LooseEnd] = []
    for index, caption in enumerate(captions):
        before = captions[index - 1] if index else ""
        after = captions[index + 1] if index + 1 < len(captions) else ""
        if resumes(caption) and not continues(before, caption):
            loose.append(LooseEnd(index, "start"))
        if opens(caption) and not continues(caption, after):
            loose.append(LooseEnd(index, "end"))
    return tuple(loose)


def find_torn(
    before: Sequence[Entry], captions: Sequence[str], after: Sequence[Entry]
) -> tuple[tuple[Entry, ...], ...]:
    """Find the chains that a reorder or a removal tears.

    This sees what the captions alone cannot tell: the middle of three taken out leaves two that still seem to fit.

    Args:
        before: the order until now.
        captions: the caption of each entry of `before`.
        after: the new order; it may lack some entries and hold others.

    Returns:
        The members of each torn chain in their former order.
    """
    place = {entry: index for index, entry in enumerate(after)}
    torn: list[tuple[Entry, ...]] = []
    for chain in find_chains(captions):
        members = tuple(before[index] for index in chain)
        kept = [place[member] for member in members if member in place]
        whole = len(kept) == len(members) and all(b == a + 1 for a, b in pairwise(kept))
        if kept and not whole:
            torn.append(members)
    return tuple(torn)
