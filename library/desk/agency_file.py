"""The newsroom's agencies as a file: in the form of agencies.toml, so that desks can pass theirs on."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Agency
from library.credits.registry import (
    AgencyEntry,
    Registry,
    entry_from,
    load_registry,
    parse_agencies,
    shipped_entries,
)
from library.desk.agencies import registry_of
from library.desk.history import Step, begin_step
from library.desk.workspace import Workspace
from library.errors import RegistryError

_HEAD = "# Agencies of a newsroom, on top of those that come with photodesk: photodesk agencies import FILE\n"
_DEFAULTS = {item.name: item.default for item in fields(AgencyEntry) if item.default is not MISSING}


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """What a file says.

    Args:
        entries: agencies to add, or to replace by name.
        removed: names of agencies to hide.
    """

    entries: tuple[AgencyEntry, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportedAgencies:
    """What importing a file changes.

    Args:
        step: for `undo`; None for a dry run, or where nothing changes.
        added: names that are new.
        changed: names whose entry is another.
        removed: names that are hidden.
        same: how many are there already.
    """

    step: str | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


def parse_agency_file(text: str) -> AgencyFile:
    """Read a file in the form of agencies.toml, with `removed` beside the agencies where some are to be hidden.

    Raises:
        RegistryError: it is no TOML, or an entry does not hold together.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"The file of agencies is no TOML: {error}") from error
    removed = document.get("removed", [])
    if not isinstance(removed, list) or not all(isinstance(name, str) for name in removed):
        raise RegistryError("removed must be a list of names")
    return AgencyFile(parse_agencies(document), tuple(removed))


def format_agency_file(file: AgencyFile) -> str:
    """Write agencies in the form of agencies.toml; what an entry has by default is left out."""
    lines = [_HEAD, "schema = 1", f"removed = {_toml(list(file.removed))}", "", "[agencies]"]
    for entry in file.entries:
        values = ", ".join(f"{name} = {_toml(value)}" for name, value in _told(entry).items())
        lines.append(f"{_toml(entry.name)} = {{ {values} }}" if values else f"{_toml(entry.name)} = {{}}")
    return "\n".join(lines) + "\n"


def export_agencies(workspace: Workspace, *, everything: bool = False) -> str:
    """Write the newsroom's own agencies and what it removed as TOML.

    Args:
        everything: all agencies in force, the shipped ones too.
    """
    with reading(workspace.engine) as session:
        rows = session.exec(select(Agency).order_by(col(Agency.name))).all()
    own = tuple(entry_from(row.entry) for row in rows if not row.is_removed)
    removed = tuple(row.name for row in rows if row.is_removed)
    return format_agency_file(AgencyFile(registry_of(workspace).entries if everything else own, removed))


def registry_with(workspace: Workspace, file: AgencyFile) -> Registry:
    """Give the registry as it would be with a file's agencies, for a dry run.

    Raises:
        RegistryError: the agencies do not hold together.
    """
    with reading(workspace.engine) as session:
        return _together(session, file)


def import_agencies(
    workspace: Workspace, file: AgencyFile, *, dry_run: bool = False, by: str, now: datetime
) -> ImportedAgencies:
    """Add a file's agencies to the newsroom's own, replace those of the same name, and hide what it removes; one step.

    Args:
        dry_run: only tell what would change.

    Raises:
        RegistryError: the agencies do not hold together; nothing is changed then.
    """
    before = {entry.name: entry for entry in registry_of(workspace).entries}
    added = tuple(entry.name for entry in file.entries if entry.name not in before)
    changed = tuple(entry.name for entry in file.entries if before.get(entry.name, entry) != entry)
    removed = tuple(name for name in dict.fromkeys(file.removed) if name in before)
    same = len(file.entries) - len(added) - len(changed)
    if dry_run or not (added or changed or removed):
        registry_with(workspace, file)
        return ImportedAgencies(None, added, changed, removed, same)
    with writing(workspace.engine) as session:
        _together(session, file)
        step = begin_step(session, "agency", by=by, now=now)
        for entry in file.entries:
            if entry.name in {*added, *changed}:
                _put(step, entry, is_removed=False)
        for name in removed:
            _put(step, before[name], is_removed=True)
        return ImportedAgencies(step.uid, added, changed, removed, same)


def _together(session: Session, file: AgencyFile) -> Registry:
    """Build the registry of what the newsroom has and what a file brings."""
    rows = session.exec(select(Agency)).all()
    own = {row.name: entry_from(row.entry) for row in rows if not row.is_removed}
    hidden = {row.name for row in rows if row.is_removed} - {entry.name for entry in file.entries}
    shipped = {entry.name: entry for entry in shipped_entries()}
    # An entry exactly as shipped is no entry of the newsroom's own: it claims no spelling over others.
    own |= {entry.name: entry for entry in file.entries if shipped.get(entry.name) != entry or entry.name in own}
    for name in file.removed:
        own.pop(name, None)
    return load_registry(list(own.values()), removed=(*hidden, *file.removed))


def _put(step: Step, entry: AgencyEntry, *, is_removed: bool) -> None:
    plain = json.loads(json.dumps(asdict(entry)))
    row = step.session.exec(select(Agency).where(Agency.name == entry.name)).first()
    if row is not None:
        step.set(row, entry=plain, is_removed=is_removed)
        return
    step.add(Agency(name=entry.name, entry=plain, is_removed=is_removed, changed_at=step.now, changed_by=step.by))


def _told(entry: AgencyEntry) -> dict[str, Any]:
    values = {name: value for name, value in asdict(entry).items() if name in _DEFAULTS and value != _DEFAULTS[name]}
    if values.get("title") == entry.name:
        del values["title"]
    return values


def _toml(value: str | bool | Iterable[str]) -> str:
    """Write a value as TOML: its strings are JSON's, but for the delete sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(_toml(one) for one in value)}]"
