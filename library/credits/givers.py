"""The rules that know who hands pictures out, institutions and firms, and newspapers by the words of their names."""

import re

from library.credits.folding import fold
from library.credits.pieces import Piece, Pieces, whole
from library.credits.registry import Registry
from library.credits.words import Words

# "Presidential Press Service photo": what was handed out is no part of who did; "UN Photo" is a name.
_MEDIUM = re.compile(r"(?i)\s(?:handout\s)?(?:photo|image|picture|video|foto)$")


def institution(text: str, registry: Registry) -> Pieces | None:
    """A ministry, police force, club, brand or broadcaster, known by a word of its name or by the whole name."""
    if not _names_institution(text, registry.words):
        return None
    start = 4 if text.startswith("the ") else 0
    medium = _MEDIUM.search(text)
    end = medium.start() if medium and " " in text[start : medium.start()] else len(text)
    return (Piece("provider", text[start:end], start, end),)


def newspaper_of_a_place(text: str, registry: Registry) -> Pieces | None:
    """Read "The Vessel County Gazette": an institution's word in a newspaper's name; the chain tells which it is."""
    if not text.startswith("The ") or fold(text).split()[-1] in registry.words.institutions:
        return None
    return newspaper(text, registry) if _names_institution(text, registry.words) else None


def newspaper(text: str, registry: Registry) -> Pieces | None:
    """Read "The Bozeman Daily Chronicle": a newspaper by its last words; the chain decides whether it counts."""
    tokens = fold(text).split()
    if len(tokens) > 1 and (
        tokens[-1] in registry.words.newspapers or " ".join(tokens[-2:]) in registry.words.newspapers
    ):
        return (whole("newspaper", text),)
    return None


def _names_institution(text: str, words: Words) -> bool:
    key = fold(text)
    if key in words.brands:
        return True
    tokens = key.split()
    if any(
        token in words.institutions
        or token.endswith(words.institution_suffixes)
        or token.startswith(words.institution_prefixes)
        for token in tokens
    ):
        return True
    framed = f" {key} "
    return any(
        f" {phrase} " in framed
        for token in tokens
        if token in words.institution_phrases
        for phrase in words.institution_phrases[token]
    )
