"""The rules that know a person: by the shape of the name, behind a rank or a "by", joined by imago's x."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from library.credits.folding import fold
from library.credits.names import is_person, is_plain_name, written_name
from library.credits.pieces import Piece, Pieces, house, whole
from library.credits.registry import FRAMES, Registry
from library.credits.words import Words

_AND = re.compile(r"(?i)\s(?:and|und|et|y|och|og|ja|en|&|\+)\s")
_PHOTO_BY = re.compile(
    r"(?i)\s+(?:photo|video|courtesy photo|photograph|picture|image)(?: illustration)?\s+by\s+(?:.*\s)?"
    r"(?P<name>\S+\s(?:\w\.\s)?\S+)$"
)
# imago writes "xJanexDoex" for a name; between a small letter and a capital, x stands in few other words ("MaxMara").
_X_JOINED = re.compile(r"^x?(?:[A-ZÀ-Þ][\w.'’-]{2,}?x)+[A-ZÀ-Þ][\w.'’-]+?x?$")
_X = re.compile(r"(?<=\w)x(?=[A-ZÀ-Þ])|^x(?=[A-ZÀ-Þ])|(?<=\w)x$")
_WRITTEN_BY = re.compile(r"(?i)^(?:von|par|por|av|af|door|texte? und (?:foto|bild)s? von)\s+(?=\S)")
_SMALL_WORDS = frozenset(["og", "ja", "par", "door", "av", "af", "text", "texte"])
_CLASS = re.compile(r"(?i)^(?:\d(?:st|nd|rd|th)|first|second|third)$")


def plain_name(text: str, registry: Registry) -> Pieces | None:
    """Two to four words that the trade does not know are a name; no other rule needs to be asked."""
    key, words = fold(text), registry.words
    tokens = key.split(" ")
    if len(tokens) < 2 or not is_plain_name(text, tokens):
        return None
    known = _vocabulary(registry)
    if not known.words.isdisjoint(tokens) or not known.pairs.isdisjoint(pairwise(tokens)):
        return None
    if key in words.brands or key in words.private or key.replace(" ", "") in registry.spellings:
        return None
    if any(token[-3:] in known.ends and token.endswith(_endings(words)) for token in tokens):
        return None
    if any(token.startswith(words.institution_prefixes) for token in tokens):
        return None
    return (Piece("person", written_name(text, words), 0, len(text), "person"),)


class _Vocabulary(NamedTuple):
    """What another rule may have something to say about.

    Args:
        words: single words.
        pairs: the first two words of longer phrases.
        ends: the last three letters of words that end as institutions and ranks do.
    """

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    ends: frozenset[str]


@lru_cache(maxsize=8)
def _vocabulary(registry: Registry) -> _Vocabulary:
    """Return the words that keep a part from being a plain name."""
    words = registry.words
    lists = (words.institutions, words.trade, words.sentence, words.particles, words.months, words.ranks)
    phrases = (
        *registry.spellings, *words.flags, *words.platforms, *words.newspapers, *map(fold, words.labels),
        *(phrase for phrases in words.institution_phrases.values() for phrase in phrases),
    )  # fmt: skip
    split = [tuple(phrase.split(" ")) for phrase in phrases]
    single = (phrase[0] for phrase in split if len(phrase) == 1)
    pairs = ((phrase[0], phrase[1]) for phrase in split if len(phrase) > 1)
    known = frozenset().union(*lists, FRAMES, _SMALL_WORDS, single)
    ends = frozenset(end[-3:] for end in _endings(words))
    return _Vocabulary(frozenset(word for word in known if len(word) > 1 or word == "y"), frozenset(pairs), ends)


@lru_cache(maxsize=8)
def _endings(words: Words) -> tuple[str, ...]:
    return (*words.institution_suffixes, *words.rank_ends)


def known_person(text: str, registry: Registry) -> Pieces | None:
    """The whole part is a name that the newsroom has learnt."""
    return (whole("person", text),) if fold(text) in registry.words.persons else None


def photo_by(text: str, registry: Registry) -> Pieces | None:
    """Read "U.S. Navy photo by Petty Officer 2nd Class Jane Doe": the institution, its rank words, the person."""
    found = _PHOTO_BY.search(text)
    if found is None or not is_person(found.group("name"), registry.words):
        return None
    start, end = found.span("name")
    led = len("official ") if text.lower().startswith("official ") else 0
    giver = Piece("provider", text[led : found.start()], led, found.start())
    if (entry := registry.find(giver.value)) is not None:
        giver = house(entry, led, found.start())
    return (giver, Piece("person", written_name(found.group("name"), registry.words), start, end))


def person_with_rank(text: str, registry: Registry) -> Pieces | None:
    """Read "Staff Sgt. Jane Doe", "Polizeimeister Jonas Braun": the rank is no part of the name."""
    words = text.split()
    count = 0
    while count < len(words) and _is_rank(words[count], registry.words):
        count += 1
    rest = " ".join(words[count:])
    if not count or not is_person(rest, registry.words) or fold(words[count]) in registry.words.particles:
        return None
    start = text.rindex(words[count]) if len(words) == count + 1 else text.index(" ".join(words[count : count + 2]))
    return (Piece("person", written_name(text[start:], registry.words), start, len(text)),)


def _is_rank(word: str, words: Words) -> bool:
    key = fold(word)
    return key in words.ranks or key.endswith(words.rank_ends) or bool(_CLASS.match(word))


def written_by(text: str, registry: Registry) -> Pieces | None:
    """Read "Von Jane Doe": the word in front of a whole name says by whom; in front of a surname it is part of it."""
    found = _WRITTEN_BY.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if fold(rest.split()[0]) in registry.words.particles or not is_person(rest, registry.words):
        return None
    return (Piece("person", written_name(rest, registry.words), found.end(), len(text)),)


def name_joined_by_signs(text: str, registry: Registry) -> Pieces | None:
    """Read "xJanexDoex" and "Jane_Doe": spaces that another system wrote otherwise."""
    if " " in text or text.islower():
        return None
    name = _X.sub(" ", text) if _X_JOINED.match(text) else text.replace("_", " ")
    if name == text or not is_person(name.strip(), registry.words):
        return None
    return (Piece("person", written_name(name.strip(), registry.words), 0, len(text)),)


def two_people(text: str, registry: Registry) -> Pieces | None:
    """Read "Jane Doe and John Roe", "ZDF und Jane Doe", "Anna und Max Muster": all are named."""
    found = _AND.search(text)
    if found is None:
        return None
    first, second = text[: found.start()], text[found.end() :]
    left, right = _each(first, 0, registry), _each(second, found.end(), registry)
    if left is not None and right is not None:
        return (left, right)
    is_couple = right is not None and right.kind == "person" and " " not in first
    if is_couple and is_person(f"{first} {second.split()[-1]}", registry.words):
        return (Piece("person", written_name(text, registry.words), 0, len(text)),)
    return None


def _each(text: str, start: int, registry: Registry) -> Piece | None:
    """Return one of two that are named together: a house or a person."""
    if (entry := registry.find(text)) is not None:
        return Piece("house", entry.name, start, start + len(text), entry=entry)
    if is_person(text, registry.words):
        return Piece("person", written_name(text, registry.words), start, start + len(text))
    return None


def person(text: str, registry: Registry) -> Pieces | None:
    """What is left and has the shape of a name is a person."""
    if is_person(text, registry.words):
        return (Piece("person", written_name(text, registry.words), 0, len(text)),)
    return None
