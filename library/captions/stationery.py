"""The stationery pad: for each field a tick, a way and a template; put on a picture, it gives the field's new value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from library.captions.templates import PictureFacts, fill_template, parse_template
from library.errors import InvalidInput

Way = Literal["replace", "append", "prepend"]
WAYS: tuple[Way, ...] = get_args(Way)
_CLINGS = (".", ",", ";", ":", "!", "?", "…", ")", "\n")  # what follows a word without a space


@dataclass(frozen=True, slots=True)
class PadLine:
    """One field of the pad.

    Args:
        field: name of the field.
        template: text with variables; of a list, items parted by commas; "" with "replace" empties the field.
        way: "replace" what is there, or put the text after ("append") or before it ("prepend").
        is_ticked: whether the line counts.
    """

    field: str
    template: str
    way: Way = "replace"
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class NewValue:
    """What a line of the pad makes of a field.

    Args:
        value: text, or a list of items.
        missing: variables for which the picture has no value.
    """

    value: str | list[str]
    missing: tuple[str, ...] = ()


def check_pad(lines: Sequence[PadLine]) -> None:
    """Refuse a pad whose ticked lines cannot be put on any picture.

    Raises:
        InvalidInput: a template or a way cannot be used.
    """
    for line in lines:
        if line.way not in WAYS:
            raise InvalidInput(f"{line.way!r} is no way to fill a field", hint=f"Use {', '.join(WAYS)}.")
        if line.is_ticked:
            parse_template(line.template)


def apply_line(line: PadLine, old: str | Sequence[str] | None, facts: PictureFacts) -> NewValue:
    """Give what a line makes of a field of one picture.

    Args:
        old: what the field holds: text, or, of a list, its items.

    Raises:
        InvalidInput: the template cannot be used.
    """
    filled = fill_template(line.template, facts)
    if old is None or isinstance(old, str):
        return NewValue(_joined(old or "", filled.text, line.way), filled.missing)
    return NewValue(_merged(list(old), items_of(filled.text), line.way), filled.missing)


def items_of(text: str) -> list[str]:
    """Give the items of a list written with commas, semicolons or line ends."""
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _joined(old: str, new: str, way: Way) -> str:
    if way == "replace":
        return new
    first, second = (old, new) if way == "append" else (new, old)
    if not first.strip() or not second.strip():
        return first if first.strip() else second
    is_tight = second.startswith(_CLINGS) or first.endswith("\n")
    return f"{first}{second}" if is_tight else f"{first.rstrip(' ')} {second.lstrip(' ')}"


def _merged(old: list[str], new: list[str], way: Way) -> list[str]:
    if way == "replace":
        return new
    if way == "append":
        return [*old, *(item for item in new if item not in old)]
    return [*new, *(item for item in old if item not in new)]
