"""What an outlet wants of a caption (outlets.toml), validated when it is read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from library.captions.words import listed
from library.errors import RegistryError

SHIPPED_OUTLETS = Path(__file__).with_name("outlets.toml")
_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class OutletRules:
    """What one outlet wants in one language.

    Args:
        longest_caption: in characters; 0 for no limit.
        dateline: whether place and day are to stand in the caption.
        person: whether the credit is to name a person and not only a house.
        quotes: pairs of marks that quotations may have, as "«»"; "" for any.
        sharp_s: "ss" where no ß is written, "ß" where the spelling of Germany holds, "" for any.
        language: of captions and alternative texts, as "de"; "" for any.
    """

    longest_caption: int = 0
    dateline: bool = False
    person: bool = True
    quotes: str = ""
    sharp_s: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Words that the checks go by: those with ß, and the small words of each language."""

    sharp_s: frozenset[str]
    languages: Mapping[str, frozenset[str]]


def rules_for(outlet: str, language: str) -> OutletRules:
    """Return the rules of an outlet in a language.

    Args:
        outlet: its name, in any case; one without a table has the defaults.
        language: BCP 47 tag, as "de-CH".
    """
    tables = _document()["outlets"]
    own: Mapping[str, Any] = next((table for name, table in tables.items() if name.casefold() == outlet.casefold()), {})
    short = language.partition("-")[0].lower()
    layers: list[Mapping[str, Any]] = []
    for table in (tables[_DEFAULT], own):
        by_language = {tag.lower(): values for tag, values in table.get("languages", {}).items()}
        layers += [
            table,
            by_language.get(short, {}),
            by_language.get(language.lower(), {}) if short != language else {},
        ]
    rules = OutletRules(language=short)
    names = {field.name for field in fields(OutletRules)}
    for layer in layers:
        rules = replace(rules, **{name: value for name, value in layer.items() if name in names})
    return rules


@cache
def load_lists() -> Lists:
    """Return the words that the checks go by."""
    document = _document()
    return Lists(
        frozenset(listed(document, "sharp_s", "words")),
        {name: frozenset(listed(document, "languages", name)) for name in document["languages"]},
    )


@cache
def _document(path: Path = SHIPPED_OUTLETS) -> Mapping[str, Any]:
    return load_outlets(path)


def load_outlets(path: Path) -> Mapping[str, Any]:
    """Read and check a file of outlets.

    Raises:
        RegistryError: the file is no TOML, or a value is of the wrong kind.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error
    outlets = document.get("outlets")
    if not isinstance(outlets, dict) or _DEFAULT not in outlets:
        raise RegistryError(f"{path.name}: the table [outlets.default] is missing")
    for name, table in outlets.items():
        by_language = table.get("languages", {})
        for one in (table, *by_language.values()):
            _check(path.name, name, {key: value for key, value in one.items() if key != "languages"})
    return document


def _check(file: str, outlet: str, values: Mapping[str, Any]) -> None:
    kinds = {field.name: field.type for field in fields(OutletRules)}
    for name, value in values.items():
        if name not in kinds or type(value) is not kinds[name]:
            raise RegistryError(f"{file}: outlet {outlet}: {name} = {value!r} is no rule")
    if len(values.get("quotes", "")) % 2 or values.get("sharp_s", "") not in {"", "ss", "ß"}:
        raise RegistryError(f"{file}: outlet {outlet}: quotes come in pairs, sharp_s is ss, ß or nothing")
