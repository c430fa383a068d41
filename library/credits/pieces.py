"""What a rule reads in one part of a credit line, and what rules share."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from library.credits.folding import fold
from library.credits.registry import AgencyEntry, Registry

_TOKEN = re.compile(r"\S+")


class Piece(NamedTuple):
    """What a rule read; a tuple, because thousands are made a second.

    Args:
        kind: house, person, provider, newspaper, private, platform, nobody, unnamed (a photographer of the house),
            unread, single, or the name of a flag.
        value: the words as they are to be shown.
        start: first character within the part.
        end: the character after the last.
        rule: the rule that read it.
        entry: the house, where it is one.
    """

    kind: str
    value: str
    start: int
    end: int
    rule: str = ""
    entry: AgencyEntry | None = None


Pieces = tuple[Piece, ...]
Rule = Callable[[str, Registry], Pieces | None]


def whole(kind: str, text: str) -> Piece:
    """Return the text as one piece."""
    return Piece(kind, text, 0, len(text))


def house(entry: AgencyEntry, start: int, end: int) -> Piece:
    """Return a house at its place."""
    return Piece("house", entry.name, start, end, entry=entry)


def shifted(pieces: Pieces, by: int) -> Pieces:
    """Return pieces of the end of a part at their places in the whole part."""
    return tuple(piece._replace(start=piece.start + by, end=piece.end + by) for piece in pieces)


def at_edge(text: str, edges: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether the first or the last word can begin or end one of the phrases that the edges are of."""
    words = fold(text).split()
    return len(words) > 1 and (words[0] in edges[0] or words[-1] in edges[1])


def divided(text: str, longest: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the text cut in two between words: (start, end) of up to `longest` words at an edge, then of the rest.

    The longest come first, and of each length the one at the beginning.
    """
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for count in range(min(longest, len(tokens) - 1), 0, -1):
        yield 0, tokens[count - 1][1], tokens[count][0], len(text)
        yield tokens[-count][0], len(text), 0, tokens[-count - 1][1]
