"""What an outlet wants of a caption (outlets.toml), validated when it is read."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from library.captions.words import listed
from library.errors import RegistryError

SHIPPED_OUTLETS = Path(__file__).with_name("outlets.toml")
DEFAULT = "default"
Table = Mapping[str, Any]
Outlets = Mapping[str, Table]
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HINT = "Rules are longest_caption, dateline, person, quotes and sharp_s, for an outlet or one of its languages."


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


RULES: Mapping[str, type] = {"longest_caption": int, "dateline": bool, "person": bool, "quotes": str, "sharp_s": str}


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Words that the checks go by: those with ß, and the small words of each language."""

    sharp_s: frozenset[str]
    languages: Mapping[str, frozenset[str]]


def rules_for(outlet: str, language: str, outlets: Outlets | None = None) -> OutletRules:
    """Return the rules of an outlet in a language.

    Args:
        outlet: its name, in any case; one without a table has the defaults.
        language: BCP 47 tag, as "de-CH".
        outlets: the tables in force; None: the shipped ones.
    """
    tables = shipped_outlets() if outlets is None else outlets
    own: Table = next((table for name, table in tables.items() if name.casefold() == outlet.casefold()), {})
    short = language.partition("-")[0].lower()
    layers: list[Table] = []
    for table in (tables[DEFAULT], own):
        by_language = {tag.lower(): values for tag, values in table.get("languages", {}).items()}
        layers += [
            table,
            by_language.get(short, {}),
            by_language.get(language.lower(), {}) if short != language else {},
        ]
    rules = OutletRules(language=short)
    for layer in layers:
        rules = replace(rules, **{name: value for name, value in layer.items() if name in RULES})
    return rules


def shipped_outlets() -> Outlets:
    """Return the tables that come with photodesk, the defaults among them."""
    tables: Outlets = _document()["outlets"]
    return tables


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
    if not isinstance(outlets, dict) or DEFAULT not in outlets:
        raise RegistryError(f"{path.name}: the table [outlets.default] is missing")
    for name, table in outlets.items():
        check_outlet(name, table)
    return document


def parse_outlets(text: str) -> dict[str, dict[str, Any]]:
    """Read tables of outlets, as [outlets.Abendblatt], from TOML.

    Raises:
        RegistryError: it is no TOML, holds anything else, or a value is of the wrong kind.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"The file of outlets is no TOML: {error}", hint=_HINT) from error
    outlets = document.get("outlets")
    if document.keys() != {"outlets"} or not isinstance(outlets, dict):
        raise RegistryError("A file of outlets holds tables [outlets.NAME] and nothing else", hint=_HINT)
    for name, table in outlets.items():
        check_outlet(name, table)
    return outlets


def format_outlets(outlets: Outlets) -> str:
    """Write tables of outlets as TOML that `parse_outlets` reads back."""
    lines = ["# What outlets want of a caption; docs/outlets.md explains each rule."]
    for name, table in outlets.items():
        head = f"outlets.{_toml(name)}"
        lines += ["", f"[{head}]", *_pairs(table)]
        for tag, values in table.get("languages", {}).items():
            lines += ["", f"[{head}.languages.{_toml(tag)}]", *_pairs(values)]
    return "\n".join(lines) + "\n"


def _pairs(table: Table) -> list[str]:
    return [f"{name} = {_toml(table[name])}" for name in RULES if name in table]


def _toml(value: object) -> str:
    """Write a text, number or truth as TOML, which for these is written as JSON is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def check_outlet(name: str, table: Any) -> None:  # noqa: ANN401  whatever a file holds
    """Refuse a table that is none of rules.

    Raises:
        RegistryError: no name, a rule is unknown, or its value of the wrong kind.
    """
    if not name.strip():
        raise RegistryError("An outlet needs a name", hint="Name it as PHOTODESK_OUTLET and the ledger do.")
    by_language = table.get("languages", {}) if isinstance(table, dict) else None
    if not isinstance(by_language, dict):
        raise RegistryError(f"Outlet {name}: no table of rules", hint=_HINT)
    for tag, values in by_language.items():
        if not _TAG.fullmatch(tag) or not isinstance(values, dict):
            raise RegistryError(f"Outlet {name}: {tag!r} is no language", hint="Write languages as de, de-CH or fr.")
    for one in (table, *by_language.values()):
        _check(name, {key: value for key, value in one.items() if one is not table or key != "languages"})


def _check(outlet: str, values: Table) -> None:
    for rule, value in values.items():
        if rule not in RULES or type(value) is not RULES[rule]:
            raise RegistryError(f"Outlet {outlet}: {rule} = {value!r} is no rule", hint=_HINT)
    if values.get("longest_caption", 0) < 0:
        raise RegistryError(f"Outlet {outlet}: a caption cannot be shorter than nothing", hint="0 is no limit.")
    if len(values.get("quotes", "")) % 2 or values.get("sharp_s", "") not in {"", "ss", "ß"}:
        raise RegistryError(f"Outlet {outlet}: quotes come in pairs, sharp_s is ss, ß or nothing", hint=_HINT)
