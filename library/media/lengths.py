"""How much text of one file is kept: what rules, catalogue and screens get is bounded, whoever wrote it."""

from collections.abc import Iterable
from dataclasses import replace

from library.media.blocks import MetadataBlocks
from library.media.candidates import Candidate, Value

MAX_TEXT = 50_000
"""Characters of one text; the longest that people write (captions, terms, descriptions) have some thousands."""

MAX_ALL = 2_000_000
"""Characters of all texts of one file together."""

MAX_WORD = 1000
"""Characters of one text in a list, such as a keyword or a name."""


def shorten(candidates: Iterable[Candidate], blocks: MetadataBlocks) -> list[Candidate]:
    """Cut texts that are too long for any honest purpose, and leave out what exceeds all measure; both are noted."""
    kept: list[Candidate] = []
    room = MAX_ALL
    is_cut = False
    for candidate in candidates:
        value, length = _cut(candidate.value, room)
        room -= length
        is_cut = is_cut or value != candidate.value
        if value:
            kept.append(candidate if value == candidate.value else replace(candidate, value=value))
    if is_cut:
        blocks.note("texts longer than any that people write were cut")
    return kept


def _cut(value: Value, room: int) -> tuple[Value, int]:
    """Cut one value; also return how many characters are left of it."""
    if isinstance(value, str):
        text = value[: min(MAX_TEXT, room)]
        return text, len(text)
    words: list[str] = []
    length = 0
    for word in value:
        if not isinstance(word, str):
            return value, 0
        short = word[: min(MAX_WORD, room - length)]
        length += len(short)
        if short:
            words.append(short)
    return tuple(words), length
