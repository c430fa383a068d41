"""The words that captions are read by (words.toml), validated and folded once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from library.errors import RegistryError

SHIPPED_WORDS = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True, eq=False)
class CaptionWords:
    """The words by what they say, in small letters; keywords and boilerplate as they stand.

    Args:
        months: number of the month by its name, long or short, without a full stop.
        in_places: small words within the name of a place.
        title_ends: ends of German words that are titles.
        places_after: a name after one of these is a place or belongs to somebody.
        openers: capital words at the start of a sentence that belong to no name.
        abbreviations: capital letters that are no person's initials.
        together: topics of several words.
        to_the_end: words from which on nothing is for readers.
        alone: words that are left out wherever they stand.
    """

    months: Mapping[str, int]
    in_places: frozenset[str]
    weekdays: frozenset[str]
    titles: frozenset[str]
    title_ends: tuple[str, ...]
    adjectives: frozenset[str]
    demonyms: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    places_after: frozenset[str]
    openers: frozenset[str]
    not_names: frozenset[str]
    abbreviations: frozenset[str]
    together: tuple[str, ...]
    to_the_end: tuple[str, ...]
    alone: tuple[str, ...]


@cache
def load_caption_words(path: Path = SHIPPED_WORDS) -> CaptionWords:
    """Read and check the list of words.

    Raises:
        RegistryError: the file is no TOML, or a list is missing or holds something else than words.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error

    def small(table: str, name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in listed(document, table, name))

    return CaptionWords(
        months={name: number for number in range(1, 13) for name in listed(document, "months", str(number))},
        in_places=small("places", "small"),
        weekdays=small("weekdays", "words"),
        titles=small("persons", "titles"),
        title_ends=listed(document, "persons", "title_ends"),
        adjectives=small("persons", "adjectives"),
        demonyms=small("persons", "demonyms"),
        particles=small("persons", "particles"),
        articles=small("persons", "articles"),
        places_after=small("persons", "places_after"),
        openers=small("persons", "openers"),
        not_names=small("persons", "not_names"),
        abbreviations=frozenset(listed(document, "persons", "abbreviations")),
        together=listed(document, "keywords", "together"),
        to_the_end=listed(document, "boilerplate", "to_the_end"),
        alone=listed(document, "boilerplate", "alone"),
    )


def listed(document: Mapping[str, Any], table: str, name: str) -> tuple[str, ...]:
    """Return the words of a list in a table, checked.

    Raises:
        RegistryError: there is no such list, or it holds something else than words.
    """
    values = document.get(table)
    value = values.get(name) if isinstance(values, dict) else None
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise RegistryError(f"{table}.{name} must be a list of words")
    return tuple(value)
