"""How a credit is printed: the house styles (styles.toml) and the line they give."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from library.credits.folding import fold
from library.credits.records import Credit
from library.credits.registry import Registry, load_registry
from library.errors import RegistryError

SHIPPED_STYLES = Path(__file__).with_name("styles.toml")
PARTS = ("distributor", "agency", "photographer", "provider", "unread", "flags")
CASES = ("as_written", "upper", "lower")
MEDIA = ("photo", "video")
_FLAGS = ("archive", "symbolic", "ai", "pool", "handout")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How a newsroom prints credits.

    Args:
        name: the key in styles.toml, named by the settings.
        title: an example or a name for people.
        parts: which parts are printed, in this order.
        separator: between the parts.
        prefix: what stands before the line, by medium ("photo", "video").
        suffix: what stands after it.
        house_case: as_written, upper or lower, for the names of houses.
        name_case: the same, for people.
        flag_words: the word for each flag that is printed.
        says_via: print "agency via distributor" where both are known, whatever the order of the parts.
        marks_provider: print "HO-" before who handed the picture out, so that nothing is lost.
        is_short: print the first part that is known and no other.
    """

    name: str
    title: str
    parts: tuple[str, ...]
    separator: str = "/"
    prefix: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""
    house_case: str = "as_written"
    name_case: str = "as_written"
    flag_words: Mapping[str, str] = field(default_factory=dict)
    says_via: bool = False
    marks_provider: bool = False
    is_short: bool = False

    def __post_init__(self) -> None:
        for part in self.parts:
            if part not in PARTS:
                raise RegistryError(f"house style {self.name}: there is no part {part!r}, only {', '.join(PARTS)}")
        if self.house_case not in CASES or self.name_case not in CASES:
            raise RegistryError(f"house style {self.name}: a case is one of {', '.join(CASES)}")
        for word, allowed in (
            *((medium, MEDIA) for medium in self.prefix),
            *((flag, _FLAGS) for flag in self.flag_words),
        ):
            if word not in allowed:
                raise RegistryError(f"house style {self.name}: {word!r} is none of {', '.join(allowed)}")


@cache
def load_styles(path: Path = SHIPPED_STYLES) -> dict[str, HouseStyle]:
    """Read the house styles by name.

    Raises:
        RegistryError: the file does not hold together.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error
    styles = document.get("styles")
    if document.get("schema") != 1 or not isinstance(styles, dict) or not styles:
        raise RegistryError(f"{path.name}: schema 1 with a table [styles] is expected")
    return {name: _style(name, values) for name, values in styles.items()}


def _style(name: str, values: Mapping[str, Any]) -> HouseStyle:
    try:
        return HouseStyle(name=name, **{**values, "parts": tuple(values["parts"])})
    except (TypeError, KeyError, AttributeError) as error:
        raise RegistryError(f"house style {name}: {error}") from error


def format_credit(credit: Credit, style: HouseStyle, medium: str = "photo", *, registry: Registry | None = None) -> str:
    """Return the line to print, or "" where nobody and nothing can be named.

    Args:
        credit: the parts.
        style: how to print them.
        medium: "photo" or "video"; gives the prefix.
        registry: where each house's own way of being printed stands; the shipped one when None.
    """
    houses = registry or load_registry()
    printed = [text for part in style.parts for text in _PRINTERS[part](credit, style, houses) if text]
    distinct = list({fold(text) or text: text for text in reversed(printed)}.values())[::-1]
    if not distinct or (all(text in style.flag_words.values() for text in distinct) and not style.marks_provider):
        return ""
    shown = distinct[:1] if style.is_short else distinct
    return f"{style.prefix.get(medium, '')}{style.separator.join(shown)}{style.suffix}"


def _house(name: str | None, style: HouseStyle, registry: Registry) -> str:
    if not name:
        return ""
    entry = registry.find(name)
    return _in_case(entry.printed if entry else name, style.house_case)


def _distributor(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    return () if style.says_via and credit.agency else (_house(credit.distributor, style, registry),)


def _agency(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    agency = _house(credit.agency, style, registry)
    if style.says_via and agency and credit.distributor and credit.distributor != credit.agency:
        return (f"{agency} via {_house(credit.distributor, style, registry)}",)
    return (agency,)


def _photographer(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    del registry
    return (_in_case(credit.photographer or "", style.name_case),)


def _provider(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    if not credit.provider:
        return ()
    is_private = fold(credit.provider) in registry.words.private
    return (
        f"HO-{credit.provider}" if style.marks_provider and credit.is_handout and not is_private else credit.provider,
    )


def _unread(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    del style, registry
    return credit.unread


def _flags(credit: Credit, style: HouseStyle, registry: Registry) -> tuple[str, ...]:
    del registry
    return tuple(word for flag, word in style.flag_words.items() if getattr(credit, f"is_{flag}"))


_PRINTERS: dict[str, Callable[[Credit, HouseStyle, Registry], tuple[str, ...]]] = {
    "distributor": _distributor,
    "agency": _agency,
    "photographer": _photographer,
    "provider": _provider,
    "unread": _unread,
    "flags": _flags,
}


def _in_case(text: str, case: str) -> str:
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text
