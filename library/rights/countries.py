"""Countries as agencies write them, in names and in IOC codes, to ISO 3166-1 alpha-2 (countries.toml)."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from library.credits.folding import fold
from library.errors import RegistryError

SHIPPED_COUNTRIES = Path(__file__).with_name("countries.toml")
_LONGEST = 5
Countries = Mapping[str, tuple[str, ...]]
"""Folded spelling -> ISO codes."""


@cache
def load_countries(path: Path = SHIPPED_COUNTRIES) -> MappingProxyType[str, tuple[str, ...]]:
    """Return folded spelling to ISO codes; a group such as "Benelux" has several.

    Raises:
        RegistryError: the file does not hold together.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        spellings = {
            fold(spelling): (iso,)
            for iso, values in document["countries"].items()
            for spelling in (values["ioc"], *values.get("also", ()), *values["names"])
        }
        groups = {fold(name): tuple(codes) for name, codes in document["groups"].items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise RegistryError(f"{path.name} does not hold together: {error!r}") from error
    wrong = [
        iso for codes in (*spellings.values(), *groups.values()) for iso in codes if not re.fullmatch(r"[A-Z]{2}", iso)
    ]
    if wrong:
        raise RegistryError(f"{path.name}: {wrong[0]!r} is no ISO 3166 alpha-2 code")
    return MappingProxyType(spellings | groups)


def read_countries(
    text: str, countries: Countries | None = None, *, from_end: bool = False
) -> tuple[tuple[str, ...], int, int]:
    """Return the countries that stand in a row at the beginning of a text, or at its end.

    Args:
        text: words such as "Germany, Austria and Switzerland" or "GER SUI AUT".
        countries: the spellings to read by; None: the shipped ones.
        from_end: read backwards from the end ("… USA, CANADA OUT").

    Returns:
        ISO codes in the order of the text, and the place (start, end) of the words read; empty where none is named.
    """
    tokens = [
        (fold(found.group()), found.start(), found.end()) for found in re.finditer(r"[^\W\d_][\w.'’]*|&|\+|/", text)
    ]
    tokens = [(word or "and", start, end) for word, start, end in tokens]
    codes, taken = (_backwards if from_end else _forwards)(tokens, load_countries() if countries is None else countries)
    if not codes:
        return (), 0, 0
    return tuple(dict.fromkeys(codes)), tokens[taken[0]][1], tokens[taken[1] - 1][2]


def _forwards(tokens: list[tuple[str, int, int]], known: Countries) -> tuple[list[str], tuple[int, int]]:
    codes: list[str] = []
    index, end = 0, 0
    while index < len(tokens):
        size = next(
            (
                size
                for size in range(min(_LONGEST, len(tokens) - index), 0, -1)
                if _phrase(tokens, index, size) in known
            ),
            0,
        )
        if size and not (size == 1 and tokens[index][0] in _LINKS):
            codes += known[_phrase(tokens, index, size)]
            index += size
            end = index
        elif tokens[index][0] in _LINKS:
            index += 1
        else:
            break
    start = next((place for place in range(end) if tokens[place][0] not in _LINKS), 0)
    return codes, (start, end)


def _backwards(tokens: list[tuple[str, int, int]], known: Countries) -> tuple[list[str], tuple[int, int]]:
    codes: list[str] = []
    index, start = len(tokens), len(tokens)
    while index > 0:
        size = next(
            (size for size in range(min(_LONGEST, index), 0, -1) if _phrase(tokens, index - size, size) in known), 0
        )
        if size and not (size == 1 and tokens[index - 1][0] in _LINKS):
            codes = [*known[_phrase(tokens, index - size, size)], *codes]
            index -= size
            start = index
        elif tokens[index - 1][0] in _LINKS and codes:
            index -= 1
        else:
            break
    return codes, (start, len(tokens))


_LINKS = frozenset(
    {"and", "or", "und", "oder", "et", "ou", "y", "e", "the", "in", "of", "der", "die", "en", "la", "le", "och"}
)


def _phrase(tokens: list[tuple[str, int, int]], index: int, size: int) -> str:
    return " ".join(token[0] for token in tokens[index : index + size])
