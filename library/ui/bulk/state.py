"""What the bulk dialogue keeps in a session: the pictures it is open for, the pad's last texts, the codes in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from library.captions.code_replacements import CodeTable
from library.captions.stationery import Way
from library.desk.bulk import BulkReport, versions_of
from library.ui import session

_OPEN = "bulk_open"
_PAD = "bulk_pad"
_CODES = "bulk_codes"
_REPORT = "bulk_report"


@dataclass(slots=True)
class Opened:
    """The dialogue while it is open.

    Args:
        ids: the pictures selected, in the order of the screen.
        versions: as the person saw them when the dialogue opened.
        round: tells this opening's widgets from those of another.
        last_field: the field of the pad that was written in last.
        error: why saving failed; "" while it did not.
        shelf: grows with every change of a saved pad, so that its menu closes.
        pad_told: what was done with a saved pad, and the step for undo.
        codes_error: why the last file of codes cannot be used; "" while it can.
        codes_told: what was done with a kept table of codes, and the step for undo.
        codes_round: grows with every file of codes that was taken, so that the next is another upload.
    """

    ids: tuple[int, ...]
    versions: Mapping[int, int]
    round: int
    last_field: str = "caption"
    error: str = ""
    codes_error: str = ""
    shelf: int = 0
    pad_told: tuple[str, str | None] = ("", None)
    codes_told: tuple[str, str | None] = ("", None)
    codes_round: int = 0


@dataclass(slots=True)
class Codes:
    """A table of codes with the name it is kept under, and whose it is."""

    name: str
    owner: str
    table: CodeTable


@dataclass(slots=True)
class Done:
    """What the last save did, for the report under the notice."""

    ids: tuple[int, ...]
    report: BulkReport


def open_bulk(ids: tuple[int, ...]) -> None:
    """Have the dialogue shown from this run on, until it is closed."""
    memory = session.memory()
    memory.pop(session.LARGE, None)  # one dialogue at a time
    memory["bulk_round"] = memory.get("bulk_round", 0) + 1
    memory[_OPEN] = Opened(ids, versions_of(session.workspace(), ids), memory["bulk_round"])


def close_bulk() -> None:
    """Have the dialogue shown no more."""
    session.memory().pop(_OPEN, None)


def opened() -> Opened | None:
    """Give the dialogue's state; None while it is closed."""
    return cast("Opened | None", session.memory().get(_OPEN))


def kept_pad() -> dict[str, tuple[str, Way]]:
    """Give the pad as it was applied last: field -> text and way."""
    return cast("dict[str, tuple[str, Way]]", session.memory().setdefault(_PAD, {}))


def codes() -> Codes | None:
    """Give the table of codes that this session uses; None: none."""
    return cast("Codes | None", session.memory().get(_CODES))


def keep_codes(found: Codes | None) -> None:
    """Use a table of codes from now on; None: none."""
    session.memory()[_CODES] = found


def done() -> Done | None:
    """Give what the last save did; None where nothing was saved, or it is over."""
    return cast("Done | None", session.memory().get(_REPORT))


def keep_done(found: Done | None) -> None:
    """Keep what a save did."""
    session.memory()[_REPORT] = found
