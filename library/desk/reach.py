"""Which pictures a change of agencies or words can reach: those whose file holds a word of what changed.

Reading a hundred thousand pictures anew takes minutes; a name just learnt stands in a few hundred of them.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from library.credits.folding import fold
from library.credits.own_words import OwnWord
from library.credits.registry import AgencyEntry, Registry
from library.rights.phrases import compile_phrase

# A name cut in the file is known by its first letters (Registry.find_cut); shorter names count as a whole.
_FIRST_LETTERS = 5
# What the file says of itself beside the texts of its picture: no name is read there.
_SILENT = frozenset({"camera", "lens", "exposure", "notes", "conflicts", "keywords", "gps", "created"})

Needles = frozenset[str]
"""Beginnings of words, folded and without spaces, of which one must stand in a text."""


def needles_between(before: Registry, after: Registry) -> Needles | None:
    """Give what a picture's texts must hold for the one registry to read them differently from the other.

    Returns:
        the needles, empty where both read the same; None where it cannot be told, and every picture is to be read: an
        agency's ids may stand anywhere.
    """
    ours = {entry.name: entry for entry in before.entries}
    theirs = {entry.name: entry for entry in after.entries}
    entries = [
        entry
        for name in ours.keys() | theirs.keys()
        if ours.get(name) != theirs.get(name)
        for entry in (ours.get(name), theirs.get(name))
        if entry
    ]
    if any(entry.id_patterns for entry in entries):
        return None
    words = set(before.own_words) ^ set(after.own_words)
    found = {_needle(text) for entry in entries for text in _spellings(entry)}
    found |= {_needle(text) for word in words for text in _anchors(word)}
    return None if "" in found else frozenset(found)


def _spellings(entry: AgencyEntry) -> Iterable[str]:
    return (entry.name, entry.title, entry.printed, *entry.aliases)


def _anchors(word: OwnWord) -> Iterable[str]:
    return compile_phrase(word.value, word.text).anchors if word.kind == "restriction" else (word.text,)


def _needle(text: str) -> str:
    return _squeezed(text)[:_FIRST_LETTERS]


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def is_reached(delivered: Mapping[str, Any], needles: Needles) -> bool:
    """Tell whether a picture's file holds one of the needles in any of its texts."""
    text = "\n".join(_texts(delivered))
    squeezed = fold.__wrapped__(html.unescape(text)).replace(" ", "")
    return any(needle in squeezed for needle in needles)


def _texts(delivered: Mapping[str, Any]) -> Iterator[str]:
    for name, value in delivered.items():
        if name == "candidates":
            for candidate in value or ():
                yield from _parts(candidate.get("value"))
        elif name not in _SILENT:
            yield from _parts(value)


def _parts(value: Any) -> Iterator[str]:  # noqa: ANN401  a delivered value
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (part for part in value if isinstance(part, str))
