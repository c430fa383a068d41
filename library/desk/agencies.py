"""The registry of agencies as this newsroom keeps it: the shipped files with its own entries and words on top."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Agency, Asset, Usage
from library.credits.own_words import OwnWord
from library.credits.registry import AgencyEntry, Registry, entry_from, load_registry, shipped_entries
from library.desk.history import begin_step
from library.desk.own_words import words_in
from library.desk.workspace import Workspace
from library.errors import NotFound


@dataclass(frozen=True, slots=True)
class AgencyView:
    """One agency with what the catalogue knows of it.

    Args:
        is_shipped: comes with photodesk.
        is_changed: a person added or changed it.
        assets: how many assets name it as agency or distributor.
        uses: how many lines of the ledger do.
    """

    entry: AgencyEntry
    is_shipped: bool
    is_changed: bool
    assets: int
    uses: int


def registry_of(workspace: Workspace) -> Registry:
    """Give the registry in force: the shipped entries with the newsroom's own on top."""
    with reading(workspace.engine) as session:
        return registry_in(session)


def registry_in(session: Session) -> Registry:
    """Give the registry in force as a session sees it: two queries, and built anew only where something changed."""
    rows = session.exec(select(Agency).order_by(col(Agency.name))).all()
    own = tuple(json.dumps(row.entry, sort_keys=True) for row in rows if not row.is_removed)
    removed = tuple(row.name for row in rows if row.is_removed)
    return _registry(own, removed, words_in(session))


@lru_cache(maxsize=8)
def _registry(own: tuple[str, ...], removed: tuple[str, ...], words: tuple[OwnWord, ...]) -> Registry:
    return load_registry([entry_from(json.loads(entry)) for entry in own], removed=removed, words=words)


def list_agencies(workspace: Workspace) -> list[AgencyView]:
    """List the agencies in force, most used in the catalogue first, then by name."""
    registry = registry_of(workspace)
    shipped = {entry.name for entry in shipped_entries()}
    with reading(workspace.engine) as session:
        changed = set(session.exec(select(Agency.name).where(col(Agency.is_removed).is_(False))).all())
        assets = _count(session, Asset)
        uses = _count(session, Usage)
    views = [
        AgencyView(
            entry, entry.name in shipped, entry.name in changed, assets.get(entry.name, 0), uses.get(entry.name, 0)
        )
        for entry in registry.entries
    ]
    return sorted(views, key=lambda view: (-view.assets, -view.uses, view.entry.name.casefold()))


def _count(session: Session, table: type[Asset] | type[Usage]) -> dict[str, int]:
    """Count rows by the names they carry, a row once even where agency and distributor are the same."""
    statement = select(table.agency, table.distributor, func.count()).group_by(
        col(table.agency), col(table.distributor)
    )
    counts: dict[str, int] = {}
    for agency, distributor, number in session.exec(statement).all():
        for name in {agency, distributor}:
            if name is None:
                continue
            counts[name] = counts.get(name, 0) + number
    return counts


def removed_agencies(workspace: Workspace) -> list[str]:
    """Name the shipped agencies that a person removed."""
    with reading(workspace.engine) as session:
        return list(session.exec(select(Agency.name).where(col(Agency.is_removed)).order_by(Agency.name)).all())


def save_agency(workspace: Workspace, entry: AgencyEntry | Mapping[str, Any], *, by: str, now: datetime) -> str | None:
    """Add an agency, or replace the one of the same name, from now on.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        RegistryError: the entry does not hold together, alone or with the others.
    """
    checked = entry if isinstance(entry, AgencyEntry) else entry_from(entry)
    plain = json.loads(json.dumps(asdict(checked)))
    with writing(workspace.engine) as session:
        row = session.exec(select(Agency).where(Agency.name == checked.name)).first()
        others = session.exec(select(Agency).where(Agency.name != checked.name)).all()
        own = [entry_from(other.entry) for other in others if not other.is_removed]
        load_registry([*own, checked], removed=tuple(other.name for other in others if other.is_removed))
        step = begin_step(session, "agency", by=by, now=now)
        if row is not None:
            changed = step.set(row, entry=plain, is_removed=False)
            return step.uid if changed else None
        step.add(Agency(name=checked.name, entry=plain, changed_at=now, changed_by=by))
        return step.uid


def remove_agency(workspace: Workspace, name: str, *, by: str, now: datetime) -> str:
    """Remove an agency from the registry in force; what was read with it stays.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no agency of that name.
    """
    registry = registry_of(workspace)
    entry = next((entry for entry in registry.entries if entry.name == name), None)
    if entry is None:
        raise NotFound(f"There is no agency {name!r}", hint="Give the name as `photodesk agencies list` shows it.")
    with writing(workspace.engine) as session:
        step = begin_step(session, "agency", by=by, now=now)
        row = session.exec(select(Agency).where(Agency.name == name)).first()
        if row is not None:
            step.set(row, is_removed=True)
        else:
            plain = json.loads(json.dumps(asdict(entry)))
            step.add(Agency(name=name, entry=plain, is_removed=True, changed_at=now, changed_by=by))
        return step.uid


def restore_agency(workspace: Workspace, name: str, *, by: str, now: datetime) -> str:
    """Put a removed agency back into the registry, as it was.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: no agency of that name was removed.
    """
    with writing(workspace.engine) as session:
        row = session.exec(select(Agency).where(Agency.name == name, col(Agency.is_removed))).first()
        if row is None:
            raise NotFound(f"No agency {name!r} was removed", hint="Look at the list: it may be there already.")
        step = begin_step(session, "agency", by=by, now=now)
        step.set(row, is_removed=False)
        return step.uid
