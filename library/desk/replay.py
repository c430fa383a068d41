"""Dry run: what the rules and agencies in force, or proposed ones, would read differently in the whole catalogue.

The files are not opened again: what they said is kept as delivered. Decisions are never touched.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as made
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import CREDIT_PARTS
from library.catalogue.models import Asset
from library.catalogue.search import hold_documents
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.agency_file import AgencyFile, put_file
from library.desk.describe import proposed_layer
from library.desk.history import Step, begin_step, go_on
from library.desk.reach import Needles, is_reached
from library.desk.workspace import Workspace
from library.media.metadata import from_json

EXAMPLES = 5
"""How many examples a group carries."""

BATCH = 250
"""How many assets are read, and written, at a time: writers wait for each other no longer than for one batch."""

# What is only looked at for a word goes by quicker than what is read.
_LOOKED_AT = 4 * BATCH
_LAYERS = load_only(*(getattr(Asset, name) for name in ("file_name", "delivered", "proposed", "decided")))
# Texts differ from picture to picture: grouped by value they would be as many groups as pictures.
_TEXTS = frozenset({"caption", "alt_text", "supplier_ref"})
# More kinds of change than a person reads; the rest is counted by field.
_MOST_GROUPS = 2_000

Progress = Callable[[int, int], None]
"""Called with assets done and assets in all."""


@dataclass(frozen=True, slots=True)
class ReplayExample:
    """One asset of a group, with its own values."""

    asset_id: int
    file_name: str
    old: Any
    new: Any


@dataclass(slots=True)
class ReplayGroup:
    """One kind of change.

    Args:
        field: the field proposed.
        old: what is proposed now; None: nothing.
        new: what would be proposed; None: nothing.
        is_mixed: old and new differ from asset to asset, and stand in the examples only.
        assets: how many would change.
        decided: how many of them stay as a person decided.
        examples: the first few, those that would be shown differently before those that stay.
    """

    field: str
    old: Any
    new: Any
    is_mixed: bool = False
    assets: int = 0
    decided: int = 0
    examples: list[ReplayExample] = made(default_factory=list)

    @property
    def shown(self) -> int:
        """How many assets would be shown differently."""
        return self.assets - self.decided


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found.

    Args:
        read: how many assets were read.
        changed: how many would be proposed anything differently.
        stay: how many fields stay as a person decided.
        groups: the kinds of change, the largest first.
    """

    read: int
    changed: int
    stay: int
    groups: tuple[ReplayGroup, ...]


@dataclass(frozen=True, slots=True)
class AppliedReplay:
    """What applying changed.

    Args:
        step: for `undo`; None where nothing changed.
        changed: how many assets.
    """

    step: str | None
    changed: int


def replay(
    workspace: Workspace,
    registry: Registry | None = None,
    *,
    only: Needles | None = None,
    progress: Progress | None = None,
) -> Replay:
    """Tell what would be proposed differently, without changing anything.

    Args:
        registry: the agencies to read with; None: those in force.
        only: read only pictures whose file holds one of these, as reach.needles_between gives them; None: all.
        progress: told after each batch.
    """
    groups: dict[tuple[str, str, str], ReplayGroup] = {}
    done = changed = stay = 0
    total = _count(workspace)
    for seen, batch in _read(workspace, registry or registry_of(workspace), only):
        for one in batch:
            if not one.differs:
                continue
            changed += 1
            stay += len(one.differs & one.decided)
            for name in one.differs:
                _take_in(groups, one, name)
        done += seen
        if progress:
            progress(done, max(total, done))
    ordered = sorted(groups.values(), key=lambda group: (-group.assets, group.is_mixed, _place(group), str(group.new)))
    return Replay(done, changed, stay, tuple(ordered))


def apply_replay(
    workspace: Workspace,
    *,
    by: str,
    now: datetime,
    only: Needles | None = None,
    progress: Progress | None = None,
    within: Step | None = None,
) -> AppliedReplay:
    """Propose anew for the whole catalogue, in one step that is undone as a whole; decisions stay.

    Args:
        only: read only pictures whose file holds one of these; None: all.
        progress: told after each batch.
        within: a step begun before, whose transaction is over: what it taught is undone with what it changed.
    """
    done = changed = 0
    total = _count(workspace)
    step = within
    for seen, batch in _read(workspace, registry_of(workspace), only):
        differing = [one for one in batch if one.differs]
        if differing:
            step, written = _write(workspace, step, differing, by=by, now=now)
            changed += written
        done += seen
        if progress:
            progress(done, max(total, done))
    return AppliedReplay(step.uid if step and (changed or within) else None, changed)


def apply_file(
    workspace: Workspace, file: AgencyFile, *, by: str, now: datetime, progress: Progress | None = None
) -> AppliedReplay:
    """Keep a file's agencies and words and propose anew with them for the whole catalogue, all in one step.

    Raises:
        RegistryError: the file does not hold together with what the newsroom has; nothing is changed then.
    """
    with writing(workspace.engine) as session:
        step = begin_step(session, "replay", by=by, now=now)
        put_file(step, file)
    return apply_replay(workspace, by=by, now=now, progress=progress, within=step)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One asset read anew.

    Args:
        proposed: the proposed layer as it is.
        fresh: as it would be.
        decided: names of the fields that a person decided.
        differs: names of the fields whose proposed value differs.
    """

    asset_id: int
    file_name: str
    proposed: dict[str, Any]
    fresh: dict[str, Any]
    decided: frozenset[str]
    differs: frozenset[str]


def _count(workspace: Workspace) -> int:
    with reading(workspace.engine) as session:
        return session.exec(select(func.count()).select_from(Asset)).one()


def _read(workspace: Workspace, registry: Registry, only: Needles | None) -> Iterator[tuple[int, list[_Reading]]]:
    """Read assets anew, batch by batch, each with how many it is of; no transaction stays open while the rules work."""
    last = 0
    while True:
        with reading(workspace.engine) as session:
            ids, seen, last = _next_ids(session, last, only)
            rows = session.exec(
                select(Asset).options(_LAYERS).where(col(Asset.id).in_(ids)).order_by(col(Asset.id))
            ).all()
        if not seen:
            return
        yield seen, [_read_one(asset, registry) for asset in rows]


def _next_ids(session: Session, last: int, only: Needles | None) -> tuple[list[int], int, int]:
    """Give the ids to read next, how many assets they are of, and the last of these."""
    after = (col(Asset.id) > last,)
    if only is None:
        ids = [one or 0 for one in session.exec(select(Asset.id).where(*after).order_by(col(Asset.id)).limit(BATCH))]
        return ids, len(ids), ids[-1] if ids else last
    held = select(Asset.id, Asset.delivered).where(*after).order_by(col(Asset.id)).limit(_LOOKED_AT)
    ids, seen = [], 0
    for asset_id, delivered in session.exec(held):
        seen, last = seen + 1, asset_id or 0
        if is_reached(delivered, only):
            ids.append(last)
        if len(ids) == BATCH:
            break
    return ids, seen, last


def _read_one(asset: Asset, registry: Registry) -> _Reading:
    proposed, fresh = asset.proposed, proposed_layer(from_json(asset.delivered), registry)
    names = proposed.keys() | fresh.keys()
    differs = frozenset(name for name in names if _value(proposed, name) != _value(fresh, name))
    return _Reading(asset.id or 0, asset.file_name, proposed, fresh, frozenset(asset.decided), differs)


def _place(group: ReplayGroup) -> int:
    """Give a group's place among those of the same size: who is credited first, what was left unread last."""
    return (*CREDIT_PARTS, group.field).index(group.field)


def _value(layer: dict[str, Any], name: str) -> Any:  # noqa: ANN401  a field's value
    return (layer.get(name) or {}).get("value")


def _take_in(groups: dict[tuple[str, str, str], ReplayGroup], one: _Reading, name: str) -> None:
    """Count one field of one asset in its group."""
    old, new = _value(one.proposed, name), _value(one.fresh, name)
    is_decided = name in one.decided
    is_mixed = name in _TEXTS
    key = (name, json.dumps(old, sort_keys=True), json.dumps(new, sort_keys=True))
    if is_mixed or (len(groups) >= _MOST_GROUPS and key not in groups):
        is_mixed, key = True, (name, "", "")
    group = groups.get(key)
    if group is None:
        group = groups[key] = ReplayGroup(name, None if is_mixed else old, None if is_mixed else new, is_mixed)
    group.assets += 1
    group.decided += is_decided
    example = ReplayExample(one.asset_id, one.file_name, old, new)
    if len(group.examples) < EXAMPLES and not is_decided:
        group.examples.append(example)


def _write(
    workspace: Workspace, step: Step | None, differing: list[_Reading], *, by: str, now: datetime
) -> tuple[Step, int]:
    """Write one batch in one transaction; give the step, begun or gone on with, and the number of assets changed."""
    fresh = {one.asset_id: one.fresh for one in differing}
    with writing(workspace.engine) as session:
        step = go_on(step, session) if step else begin_step(session, "replay", by=by, now=now)
        # Held in the order of their ids, as everybody does. What was delivered never changes: the reading holds.
        rows = select(Asset).where(col(Asset.id).in_(fresh)).order_by(col(Asset.id)).with_for_update()
        changed = 0
        assets, documents = session.exec(rows).all(), hold_documents(session, fresh)
        with session.no_autoflush:  # all rows go out together at the end, and not between two of them
            for asset in assets:
                new = fresh[asset.id or 0]
                changed += step.propose(asset, {name: new.get(name) for name in (*asset.proposed, *new)})
        del documents
        return step, changed
