"""Stationery pads that are kept by name: for the whole desk, or for the one person who saved them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from library.captions.stationery import PadLine, check_pad
from library.catalogue.database import reading, writing
from library.catalogue.models import Pad
from library.desk.bulk_plan import WRITTEN_FIELDS
from library.desk.history import begin_step
from library.desk.shelf import SHARED, clean_name, find_row, list_rows, refuse_taken
from library.desk.workspace import Workspace
from library.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class SavedPad:
    """A pad under its name.

    Args:
        owner: the person whose pad it is; SHARED for one of the whole desk.
        changed_by: who saved it last.
    """

    name: str
    owner: str
    lines: tuple[PadLine, ...]
    changed_at: datetime
    changed_by: str


def list_pads(workspace: Workspace, *, by: str) -> list[SavedPad]:
    """List the pads that a person can use, their own and those of the desk, by name."""
    with reading(workspace.engine) as session:
        return [_saved(row) for row in list_rows(session, Pad, by)]


def get_pad(workspace: Workspace, name: str, *, by: str) -> SavedPad:
    """Give a pad by its name; a person's own goes before the desk's.

    Raises:
        NotFound: there is no such pad.
    """
    with reading(workspace.engine) as session:
        return _saved(find_row(session, Pad, name, by))


def save_pad(
    workspace: Workspace, name: str, lines: Sequence[PadLine], *, is_own: bool = False, by: str, now: datetime
) -> str | None:
    """Keep a pad under a name, in place of what was kept there.

    Args:
        lines: ticked or not; a line without a text and without a tick says nothing and is left out.
        is_own: for this person alone.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        InvalidInput: no name, no lines, an unknown field, or a template that cannot be used.
    """
    clean = clean_name(Pad, name)
    kept = [_plain(line) for line in lines if line.template or line.is_ticked]
    if not kept:
        raise InvalidInput("This pad is empty", hint="Write in at least one field, or tick one to clear it.")
    if unknown := [line.field for line in lines if line.field not in WRITTEN_FIELDS]:
        raise InvalidInput(f"{unknown[0]!r} is no field to be written", hint=f"Use {', '.join(WRITTEN_FIELDS)}.")
    check_pad(lines)
    owner = by if is_own else SHARED
    with writing(workspace.engine) as session:
        step = begin_step(session, "pad", by=by, now=now)
        row = session.exec(select(Pad).where(Pad.owner == owner, Pad.name == clean)).first()
        if row is None:
            step.add(Pad(owner=owner, name=clean, lines=kept, changed_at=now, changed_by=by))
            return step.uid
        if not step.set(row, lines=kept):
            return None
        row.changed_at, row.changed_by = now, by
        return step.uid


def rename_pad(workspace: Workspace, name: str, new_name: str, *, by: str, now: datetime) -> str | None:
    """Give a pad another name.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such pad.
        InvalidInput: there is one of the new name already.
    """
    clean = clean_name(Pad, new_name)
    with writing(workspace.engine) as session:
        row = find_row(session, Pad, name, by)
        refuse_taken(session, Pad, row, clean)
        step = begin_step(session, "pad", by=by, now=now)
        return step.uid if step.set(row, name=clean) else None


def remove_pad(workspace: Workspace, name: str, *, by: str, now: datetime) -> str:
    """Throw a pad away.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such pad.
    """
    with writing(workspace.engine) as session:
        row = find_row(session, Pad, name, by)
        step = begin_step(session, "pad", by=by, now=now)
        step.remove(row)
        return step.uid


def _plain(line: PadLine) -> dict[str, Any]:
    return asdict(line)


def _saved(row: Pad) -> SavedPad:
    return SavedPad(row.name, row.owner, tuple(PadLine(**line) for line in row.lines), row.changed_at, row.changed_by)
