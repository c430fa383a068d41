"""Outlets as this newsroom keeps them: what each wants of a caption, the shipped tables with its own on top."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from library.captions.outlets import (
    DEFAULT,
    OutletRules,
    Outlets,
    check_outlet,
    format_outlets,
    parse_outlets,
    rules_for,
    shipped_outlets,
)
from library.catalogue.database import reading, writing
from library.catalogue.models import Outlet
from library.desk.history import Step, begin_step
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class OutletView:
    """One outlet with where its rules come from.

    Args:
        table: its rules, in the form of outlets.toml.
        is_shipped: comes with photodesk.
        is_changed: a person added or changed it.
        is_ours: the outlet that the settings name.
    """

    name: str
    table: Mapping[str, Any]
    is_shipped: bool
    is_changed: bool
    is_ours: bool


def outlets_of(workspace: Workspace) -> Outlets:
    """Give the tables in force: the shipped ones with the newsroom's own on top."""
    with reading(workspace.engine) as session:
        return _in_force(session)


def list_outlets(workspace: Workspace) -> list[OutletView]:
    """List the outlets in force, the defaults first, then by name."""
    with reading(workspace.engine) as session:
        tables = _in_force(session)
        changed = set(session.exec(select(Outlet.name).where(col(Outlet.is_removed).is_(False))))
    ours = workspace.settings.outlet.casefold()
    views = [
        OutletView(name, table, name in shipped_outlets(), name in changed, name.casefold() == ours)
        for name, table in tables.items()
    ]
    return sorted(views, key=lambda view: (view.name != DEFAULT, view.name.casefold()))


def get_outlet(workspace: Workspace, name: str) -> OutletView:
    """Give one outlet by its name, in any case.

    Raises:
        NotFound: there is no such outlet.
    """
    found = next((view for view in list_outlets(workspace) if view.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise NotFound(f"There is no outlet {name!r}", hint="Look at the list: photodesk outlets list")
    return found


def rules_in(workspace: Workspace, language: str, outlets: Outlets | None = None) -> OutletRules:
    """Give the rules of the newsroom's outlet; a language without a country is that of where the outlet appears.

    Args:
        outlets: the tables in force, for who asks often; looked up when None.
    """
    tag = language if "-" in language else f"{language}-{workspace.settings.territory}"
    return rules_for(workspace.settings.outlet, tag, outlets_of(workspace) if outlets is None else outlets)


def save_outlet(workspace: Workspace, name: str, table: Mapping[str, Any], *, by: str, now: datetime) -> str | None:
    """Say what an outlet wants, in place of what was said.

    Args:
        table: its rules, in the form of outlets.toml.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        RegistryError: a rule is unknown, or its value of the wrong kind.
    """
    clean = " ".join(name.split())
    check_outlet(clean, table)
    with writing(workspace.engine) as session:
        step = begin_step(session, "outlet", by=by, now=now)
        return step.uid if _put(step, clean, table) else None


def remove_outlet(workspace: Workspace, name: str, *, by: str, now: datetime) -> str:
    """Take an outlet's own rules away: the defaults hold for it then.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such outlet.
        InvalidInput: it is the defaults.
    """
    view = get_outlet(workspace, name)
    if view.name == DEFAULT:
        raise InvalidInput("The defaults cannot be removed", hint="Change them, or give an outlet rules of its own.")
    with writing(workspace.engine) as session:
        step = begin_step(session, "outlet", by=by, now=now)
        row = session.exec(select(Outlet).where(Outlet.name == view.name)).first()
        if row is None:
            step.add(Outlet(name=view.name, rules=_plain(view.table), is_removed=True, changed_at=now, changed_by=by))
        elif view.is_shipped:
            step.set(row, is_removed=True)
        else:
            step.remove(row)
        return step.uid


def export_outlets(workspace: Workspace, *, everything: bool = False) -> str:
    """Write the newsroom's own outlets as TOML.

    Args:
        everything: the shipped ones too.
    """
    views = [view for view in list_outlets(workspace) if everything or view.is_changed]
    return format_outlets({view.name: view.table for view in views})


def import_outlets(workspace: Workspace, text: str, *, by: str, now: datetime) -> tuple[str | None, tuple[str, ...]]:
    """Take over the outlets of a file; those that it does not name stay.

    Returns:
        the step, for `undo`, None where nothing changed; and the names that are new or changed.

    Raises:
        RegistryError: the file cannot be used; nothing is changed then.
    """
    tables = parse_outlets(text)
    with writing(workspace.engine) as session:
        step = begin_step(session, "outlet", by=by, now=now)
        changed = tuple(name for name, table in tables.items() if _put(step, name, table))
        return (step.uid if changed else None), changed


def _in_force(session: Session) -> Outlets:
    rows = session.exec(select(Outlet).order_by(col(Outlet.name))).all()
    removed = {row.name for row in rows if row.is_removed}
    tables = {name: table for name, table in shipped_outlets().items() if name not in removed}
    return tables | {row.name: row.rules for row in rows if not row.is_removed}


def _put(step: Step, name: str, table: Mapping[str, Any]) -> bool:
    plain = _plain(table)
    row = step.session.exec(select(Outlet).where(Outlet.name == name)).first()
    if row is not None:
        return step.set(row, rules=plain, is_removed=False)
    if shipped_outlets().get(name) == plain:
        return False
    step.add(Outlet(name=name, rules=plain, changed_at=step.now, changed_by=step.by))
    return True


def _plain(table: Mapping[str, Any]) -> dict[str, Any]:
    return dict(json.loads(json.dumps(table)))
