"""Templates: text with variables in braces that each picture fills for itself, as `{city}, {date:%d.%m.%Y}`.

A brace that is to be printed is written twice: `{{` and `}}`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from library.errors import InvalidInput

VARIABLES = ("city", "country", "headline", "photographer", "agency", "credit", "file_name", "date", "sequence")
LANGUAGES = ("de", "fr", "it", "en")
_DATE = "%d.%m.%Y"
_PIECE = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}:]*)(?::(?P<spec>[^{}]*))?\}|[{}]")
_WIDTH = re.compile(r"0?[0-9]{1,2}")
_DIRECTIVE = re.compile(r"%(-?[A-Za-z%]|.?)", re.DOTALL)
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
# Written out here, for strftime speaks the language of the machine it runs on.
_WAYS: dict[str, Callable[[date, str], str]] = {
    "d": lambda day, _: f"{day.day:02}",
    "-d": lambda day, _: str(day.day),
    "m": lambda day, _: f"{day.month:02}",
    "-m": lambda day, _: str(day.month),
    "Y": lambda day, _: f"{day.year:04}",
    "y": lambda day, _: f"{day.year % 100:02}",
    "B": lambda day, language: _MONTHS[language].split()[day.month - 1],
    "A": lambda day, language: _WEEKDAYS[language].split()[day.weekday()],
    "H": lambda day, _: f"{day:%H}",
    "M": lambda day, _: f"{day:%M}",
    "%": lambda _day, _: "%",
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture gives to a template.

    Args:
        texts: variable -> text; None or absent: the picture has none.
        captured: moment or day of capture in the newsroom's time zone; None: unknown.
        sequence: place of the picture among those being captioned, from 1.
        language: of the names of months and days, one of LANGUAGES.
    """

    texts: Mapping[str, str | None]
    captured: date | None = None
    sequence: int = 1
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled for one picture.

    Args:
        missing: variables for which the picture has no value; nothing stands in their place.
    """

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable where it stands in a template.

    Args:
        spec: what stands behind the colon; "" where nothing does.
    """

    name: str
    spec: str = ""


@lru_cache(maxsize=256)  # a selection of thousands is filled from one text
def parse_template(text: str) -> tuple[str | Variable, ...]:
    """Take a template apart into what is printed as it is and variables.

    Raises:
        InvalidInput: a variable is unknown, its form cannot be used, or a brace stands alone.
    """
    pieces: list[str | Variable] = []
    end = 0
    for found in _PIECE.finditer(text):
        pieces.append(text[end : found.start()])
        end = found.end()
        if found["name"] is not None:
            pieces.append(_variable(found["name"].strip(), (found["spec"] or "").strip(), found[0]))
        elif len(found[0]) == 2:
            pieces.append(found[0][0])
        else:
            raise InvalidInput(
                f"A brace stands alone at character {found.start() + 1} of {text!r}",
                hint=f"Write {found[0] * 2} for the sign itself; a variable stands between two braces, as {{city}}.",
            )
    pieces.append(text[end:])
    return tuple(piece for piece in pieces if piece)


def fill_template(text: str, facts: PictureFacts) -> Filled:
    """Fill a template with what a picture has; what it has not is left empty and reported.

    Raises:
        InvalidInput: see `parse_template`.
    """
    shown, missing = [], []
    for piece in parse_template(text):
        value = piece if isinstance(piece, str) else _value(piece, facts)
        if value:
            shown.append(value)
        elif isinstance(piece, Variable):
            missing.append(piece.name)
    return Filled("".join(shown), tuple(dict.fromkeys(missing)))


def variables_of(text: str) -> frozenset[str]:
    """Name the variables that a template uses.

    Raises:
        InvalidInput: see `parse_template`.
    """
    return frozenset(piece.name for piece in parse_template(text) if isinstance(piece, Variable))


def literal(text: str) -> str:
    """Write text so that a template prints it as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _variable(name: str, spec: str, written: str) -> Variable:
    if name not in VARIABLES:
        raise InvalidInput(
            f"There is no variable {{{name}}}", hint=f"Use one of {', '.join(f'{{{one}}}' for one in VARIABLES)}."
        )
    if name == "sequence" and spec and not _WIDTH.fullmatch(spec):
        raise InvalidInput(
            f"{written} does not say how to write the number", hint="Write {sequence} or, with zeros, {sequence:03}."
        )
    if name == "date":
        for found in _DIRECTIVE.finditer(spec):
            if found[1] not in _WAYS:
                known = ", ".join(f"%{way}" for way in _WAYS)
                raise InvalidInput(f"{written} has a part that is not known: {found[0]}", hint=f"Use {known}.")
    elif spec and name != "sequence":
        raise InvalidInput(f"{written}: {name} takes no form", hint=f"Write {{{name}}}.")
    return Variable(name, spec)


def _value(variable: Variable, facts: PictureFacts) -> str:
    if variable.name == "sequence":
        width = variable.spec.lstrip("0") or "0"
        return str(facts.sequence).rjust(int(width), "0" if variable.spec.startswith("0") else " ")
    if variable.name == "date":
        return _day_words(facts.captured, variable.spec or _DATE, facts.language)
    return (facts.texts.get(variable.name) or "").strip()


def _day_words(day: date | None, spec: str, language: str) -> str:
    if day is None or (not isinstance(day, datetime) and re.search(r"%[HM]", spec)):
        return ""
    return _DIRECTIVE.sub(lambda found: _WAYS[found[1]](day, language), spec)
