"""What limits are read by: the shipped phrases and countries with a newsroom's own on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from library.credits.own_words import OwnWord, key_of
from library.errors import RegistryError
from library.rights.countries import load_countries
from library.rights.phrases import CODES, Phrase, compile_phrase, load_phrases


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Phrases and countries, ready for reading.

    Args:
        by_anchor: first words of which one must stand in a text -> the phrases to look for then.
        countries: folded spelling -> ISO codes.
    """

    by_anchor: Mapping[str, tuple[Phrase, ...]]
    countries: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def load_language(own: tuple[OwnWord, ...] = ()) -> Language:
    """Return the shipped phrases and countries with a newsroom's own; its words of other kinds are passed over.

    Raises:
        RegistryError: a phrase cannot be used, or its code is none.
    """
    return Language(_by_anchor(_phrases(own)), _countries(own))


def _phrases(own: tuple[OwnWord, ...]) -> list[Phrase]:
    ours = [word for word in own if word.kind == "restriction"]
    for word in ours:
        if word.value not in CODES:
            raise RegistryError(f"restriction {word.text!r}: {word.value!r} is no code, use {', '.join(sorted(CODES))}")
    taken = {word.key for word in ours if not word.is_removed}
    hidden = {(word.value, word.key) for word in ours if word.is_removed}
    kept = [
        phrase
        for phrase in load_phrases()
        if (key := key_of("restriction", phrase.text)) not in taken and (phrase.code, key) not in hidden
    ]
    return [*kept, *(compile_phrase(word.value, text) for word in ours if not word.is_removed for text in _forms(word))]


def _forms(word: OwnWord) -> tuple[str, ...]:
    """Give the phrases that a word stands for: behind an embargo its moment may stand, too."""
    has_moment = word.value == "EMBARGO" and not word.text.rstrip().endswith("{rest}")
    return (word.text, f"{word.text} {{rest}}") if has_moment else (word.text,)


def _countries(own: tuple[OwnWord, ...]) -> Mapping[str, tuple[str, ...]]:
    ours = [word for word in own if word.kind == "country"]
    if not ours:
        return load_countries()
    countries = dict(load_countries())
    for word in ours:
        if word.is_removed:
            countries.pop(word.key, None)
        else:
            countries[word.key] = tuple(word.value.split(","))
    return MappingProxyType(countries)


def _by_anchor(phrases: Iterable[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for anchor in phrase.anchors:
            index.setdefault(anchor.split(" ")[0], []).append(phrase)
    return MappingProxyType({anchor: tuple(found) for anchor, found in index.items()})


@cache
def shipped_phrases() -> tuple[OwnWord, ...]:
    """Return the shipped phrases and spellings of countries in the form of a newsroom's own."""
    phrases = (OwnWord("restriction", phrase.text.strip(), phrase.code) for phrase in load_phrases())
    countries = (OwnWord("country", spelling, ",".join(codes)) for spelling, codes in load_countries().items())
    return (*phrases, *countries)
