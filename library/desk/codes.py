"""Tables of code replacements that are kept by name: for the whole desk, or for the one person who brought them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from library.captions.code_replacements import CodeTable, table_of
from library.catalogue.database import reading, writing
from library.catalogue.models import Codes
from library.desk.history import begin_step
from library.desk.shelf import SHARED, clean_name, find_row, list_rows, refuse_taken
from library.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SavedCodes:
    """A table of codes under its name.

    Args:
        owner: the person whose table it is; SHARED for one of the whole desk.
        changed_by: who saved it last.
    """

    name: str
    owner: str
    table: CodeTable
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class CodesEntry:
    """A line of the list of tables.

    Args:
        count: how many codes it holds.
    """

    name: str
    owner: str
    count: int
    changed_at: datetime


def list_codes(workspace: Workspace, *, by: str) -> list[CodesEntry]:
    """List the tables that a person can use, their own and those of the desk, by name."""
    with reading(workspace.engine) as session:
        return [
            CodesEntry(row.name, row.owner, len(row.codes), row.changed_at) for row in list_rows(session, Codes, by)
        ]


def get_codes(workspace: Workspace, name: str, *, owner: str | None = None, by: str) -> SavedCodes:
    """Give a table by its name.

    Args:
        owner: `by` or SHARED; None: a person's own goes before the desk's.

    Raises:
        NotFound: there is no such table.
    """
    with reading(workspace.engine) as session:
        row = find_row(session, Codes, name, SHARED if owner == SHARED else by)
        codes = {code: tuple(columns) for code, columns in row.codes}
        return SavedCodes(row.name, row.owner, table_of(codes, row.delimiter), row.changed_at, row.changed_by)


def save_codes(
    workspace: Workspace, name: str, table: CodeTable, *, is_own: bool = False, by: str, now: datetime
) -> str | None:
    """Keep a table under a name, in place of what was kept there.

    Args:
        is_own: for this person alone.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        InvalidInput: there is no name, or it is too long.
    """
    clean, owner = clean_name(Codes, name), by if is_own else SHARED
    codes = [[code, list(columns)] for code, columns in table.codes.items()]
    with writing(workspace.engine) as session:
        step = begin_step(session, "codes", by=by, now=now)
        row = session.exec(select(Codes).where(Codes.owner == owner, Codes.name == clean)).first()
        if row is None:
            row = Codes(owner=owner, name=clean, delimiter=table.delimiter, codes=codes, changed_at=now, changed_by=by)
            step.add(row)
            return step.uid
        if not step.set(row, codes=codes, delimiter=table.delimiter):
            return None
        row.changed_at, row.changed_by = now, by
        return step.uid


def rename_codes(workspace: Workspace, name: str, new_name: str, *, by: str, now: datetime) -> str | None:
    """Give a table another name.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such table.
        InvalidInput: there is one of the new name already.
    """
    clean = clean_name(Codes, new_name)
    with writing(workspace.engine) as session:
        row = find_row(session, Codes, name, by)
        refuse_taken(session, Codes, row, clean)
        step = begin_step(session, "codes", by=by, now=now)
        return step.uid if step.set(row, name=clean) else None


def remove_codes(workspace: Workspace, name: str, *, owner: str | None = None, by: str, now: datetime) -> str:
    """Throw a table away.

    Args:
        owner: `by` or SHARED; None: a person's own goes before the desk's.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such table.
    """
    with writing(workspace.engine) as session:
        row = find_row(session, Codes, name, SHARED if owner == SHARED else by)
        step = begin_step(session, "codes", by=by, now=now)
        step.remove(row)
        return step.uid
