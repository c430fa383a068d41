"""The trade's words (words.toml), validated and folded once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from library.credits.folding import fold
from library.credits.own_words import FLAGS, PLACES, RUNNING_FLAGS, VALUES, OwnWord, overlaid
from library.errors import RegistryError

SHIPPED_WORDS = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Folded words by what they say; multi-word entries are kept as phrases."""

    labels: tuple[str, ...]
    boilerplate: tuple[str, ...]
    x_joined_by: str
    flags: Mapping[str, str]
    flag_edges: tuple[frozenset[str], frozenset[str]]
    alone: frozenset[str]
    private: frozenset[str]
    platforms: frozenset[str]
    institutions: frozenset[str]
    institution_phrases: Mapping[str, tuple[str, ...]]
    institution_prefixes: tuple[str, ...]
    institution_suffixes: tuple[str, ...]
    brands: frozenset[str]
    departments: frozenset[str]
    regional: frozenset[str]
    exact: Mapping[str, str]
    ranks: frozenset[str]
    rank_ends: tuple[str, ...]
    months: frozenset[str]
    newspapers: frozenset[str]
    trade: frozenset[str]
    sentence: frozenset[str]
    particles: frozenset[str]
    running: tuple[tuple[str, str], ...]
    provided: tuple[str, ...]
    participles: tuple[str, ...]
    stops: frozenset[str]
    leads: frozenset[str]
    homonyms: Mapping[str, tuple[str, ...]]
    persons: frozenset[str]


@cache
def load_words(path: Path = SHIPPED_WORDS, own: tuple[OwnWord, ...] = ()) -> Words:
    """Read and check the list of words.

    Args:
        path: the list.
        own: words that a newsroom adds or takes out.

    Raises:
        RegistryError: the file is no TOML, or a list is missing or holds something else than words.
    """
    document = overlaid(read_document(path), own)
    institutions = frozenset(map(fold, _listed(document, "institutions", "words")))
    flags = {fold(word): flag for flag in FLAGS for word in _listed(document, "flags", flag)}
    return Words(
        labels=_listed(document, "labels"),
        boilerplate=_listed(document, "boilerplate"),
        x_joined_by=_listed(document, "x_joined_by")[0],
        flags=flags,
        flag_edges=edges(flags),
        alone=frozenset(map(fold, _listed(document, "alone", "words"))),
        private=frozenset(map(fold, _listed(document, "private", "words"))),
        platforms=frozenset(map(fold, _listed(document, "platforms", "names"))),
        institutions=frozenset(word for word in institutions if " " not in word),
        institution_phrases=_by_first_word(institutions),
        institution_prefixes=tuple(map(fold, _listed(document, "institutions", "prefixes"))),
        brands=frozenset(map(fold, _listed(document, "brands", "names"))),
        departments=frozenset(map(fold, _listed(document, "institutions", "departments"))),
        exact={text.casefold(): str(name) for text, name in _table(document, "exact").items()},
        regional=frozenset(map(fold, _listed(document, "regional", "names"))),
        ranks=frozenset(map(fold, _listed(document, "ranks", "words"))),
        rank_ends=tuple(map(fold, _listed(document, "ranks", "ends"))),
        months=frozenset(_listed(document, "dates", "words")),
        institution_suffixes=tuple(_listed(document, "institutions", "suffixes")),
        newspapers=frozenset(map(fold, _listed(document, "newspapers", "words"))),
        trade=frozenset(map(fold, _listed(document, "trade", "words"))),
        sentence=frozenset(map(fold, _listed(document, "sentence", "words"))),
        particles=frozenset(map(fold, _listed(document, "particles", "words"))),
        running=tuple((word.lower(), flag) for flag in RUNNING_FLAGS for word in _listed(document, "running", flag)),
        provided=_listed(document, "provided", "phrases"),
        participles=_listed(document, "provided", "participles"),
        stops=frozenset(map(fold, _listed(document, "provided", "stops"))),
        leads=frozenset(map(fold, _listed(document, "provided", "leads"))),
        persons=frozenset(map(fold, _listed(document, "persons", "words"))),
        homonyms={name: tuple(map(fold, _listed(document, "homonyms", name))) for name in _table(document, "homonyms")},
    )


@cache
def read_document(path: Path) -> Mapping[str, Any]:
    """Read a list of words as it is written.

    Raises:
        RegistryError: the file is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error


@cache
def shipped_words() -> tuple[OwnWord, ...]:
    """Return the shipped words of every kind that a newsroom may add to, in the form of its own."""
    document = read_document(SHIPPED_WORDS)
    paths = [
        (kind, (*path, value) if value else path, value)
        for kind, path in PLACES.items()
        for value in VALUES.get(kind, ("",))
    ]
    return tuple(OwnWord(kind, text.strip(), value) for kind, path, value in paths for text in _listed(document, *path))


def edges(phrases: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first words and the last words of folded phrases: what has neither need not be compared."""
    split = [phrase.split() for phrase in phrases if phrase]
    return frozenset(words[0] for words in split), frozenset(words[-1] for words in split)


def _by_first_word(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Index the phrases of several words by their first, so that few need to be compared."""
    index: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases):
        first, _, rest = phrase.partition(" ")
        if rest:
            index[first] = (*index.get(first, ()), phrase)
    return index


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = document.get(name)
    if not isinstance(table, dict):
        raise RegistryError(f"words.toml: the table [{name}] is missing")
    return table


def _listed(document: Mapping[str, Any], *path: str) -> tuple[str, ...]:
    """Return the list of words at the path, checked."""
    value: Any = document
    for name in path[:-1]:
        value = _table(value, name)
    value = value.get(path[-1])
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise RegistryError(f"words.toml: {'.'.join(path)} must be a list of words")
    return tuple(value)
