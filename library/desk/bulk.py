"""Bulk edit: one change for up to thousands of pictures, looked at first, saved and undone as one step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import FIELDS, layers_of
from library.catalogue.models import Asset, Change, SearchDoc
from library.desk.bulk_plan import BulkChange, BulkWarning, Plan, plan_all
from library.desk.curate import values_to_change
from library.desk.history import begin_step
from library.desk.workspace import Workspace
from library.errors import EditConflict, NotFound

_CHUNK = 500  # ids asked for at once: below what a database takes as parameters of one statement
_MOST_FREQUENT = 8
_EARLIER = 400  # captions of other pictures in which names are looked for


@dataclass(frozen=True, slots=True)
class MixedValue:
    """What a field shows in several assets.

    Args:
        value: what all show; None where they differ, or where all show nothing.
        is_mixed: they differ.
        distinct: how many different values there are, nothing among them.
        counts: the most frequent values with their number of assets; a list as its items joined by ", ".
    """

    value: Any
    is_mixed: bool
    distinct: int
    counts: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one asset, before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ItemReport:
    """What a change makes, or made, of one asset.

    Args:
        state: "changed"; "same": it shows all of that already; "conflict": somebody else changed the same field
            since, and it was left alone.
        changes: fields that show something else then; of a conflict, what would have been written.
        decisions: field -> value to be decided: the changes and what follows from them.
        conflicts: the fields that somebody else changed since.
    """

    asset: Asset
    state: Literal["changed", "same", "conflict"]
    changes: tuple[FieldChange, ...]
    decisions: Mapping[str, Any]
    warnings: tuple[BulkWarning, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What a change makes, or made, of a selection, in the order it was given.

    Args:
        step: for `undo`; None where nothing was changed, or only looked at.
    """

    items: tuple[ItemReport, ...]
    step: str | None = None

    def count(self, state: str) -> int:
        """Give how many assets ended in a state."""
        return sum(item.state == state for item in self.items)

    @property
    def versions(self) -> dict[int, int]:
        """Give the version of each asset as reported: what a person who looked at this has seen."""
        return {item.asset.id or 0: item.asset.version for item in self.items}


def mixed_values(workspace: Workspace, asset_ids: Iterable[int]) -> dict[str, MixedValue]:
    """Tell for each field whether assets show the same, and how often which value occurs.

    Raises:
        NotFound: there is no such asset.
    """
    with reading(workspace.engine) as session:
        rows = _rows(session, list(asset_ids))
    return {name: _mixed([layers_of(asset, name).shown for _, asset in rows]) for name in FIELDS}


def versions_of(workspace: Workspace, asset_ids: Iterable[int]) -> dict[int, int]:
    """Give the versions that assets have now, for `apply_bulk` when a person saves later."""
    wanted = list(dict.fromkeys(asset_ids))
    with reading(workspace.engine) as session:
        return {
            asset_id: version
            for chunk in _chunks(wanted)
            for asset_id, version in session.exec(select(Asset.id, Asset.version).where(col(Asset.id).in_(chunk))).all()
            if asset_id is not None
        }


def preview(
    workspace: Workspace, asset_ids: Iterable[int], change: BulkChange, *, limit: int | None = None
) -> BulkReport:
    """Work out what a change would make of assets; nothing is changed.

    Args:
        limit: how many of the first assets to work out; None: all.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: the change cannot be put on any asset.
    """
    with reading(workspace.engine) as session:
        rows = _rows(session, list(asset_ids)[:limit])
        plans = _plans(workspace, session, rows, change)
        return BulkReport(tuple(_report(plan) for plan in plans))


def apply_bulk(
    workspace: Workspace,
    asset_ids: Iterable[int],
    change: BulkChange,
    *,
    versions: Mapping[int, int] | None = None,
    by: str,
    now: datetime,
) -> BulkReport:
    """Put a change on assets in one transaction and one step.

    Args:
        asset_ids: in the order that {sequence} counts.
        versions: the versions that the person saw; None: whichever they are.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: the change cannot be put on any asset.
        EditConflict: somebody else changed one of the fields since, and `change.on_conflict` is "stop".
    """
    with writing(workspace.engine) as session:
        rows = _rows(session, list(asset_ids), to_change=True)
        plans = _plans(workspace, session, rows, change)
        since = _changed_since(session, [asset for _, asset in rows], versions or {})
        items = [_report(plan, since.get(plan.asset.id or 0, frozenset())) for plan in plans]
        taken = [item for item in items if item.state == "conflict"]
        if taken and change.on_conflict == "stop":
            raise EditConflict(f"Somebody else changed {len(taken)} of these pictures while you were editing")
        step = begin_step(session, "edit", by=by, now=now)
        documents = _documents(session, rows)  # held, so that the session need not look each of them up
        with session.no_autoflush:  # all rows go out together at the end, and not between two of them
            for item in items:
                if item.state == "changed":
                    step.decide(item.asset, **item.decisions)
        del documents
    is_changed = any(item.state == "changed" for item in items)
    return BulkReport(tuple(items), step.uid if is_changed else None)


def _rows(session: Session, asset_ids: Sequence[int], *, to_change: bool = False) -> list[tuple[int, Asset]]:
    """Give the assets with their places, in the order asked for; to change them, rows are held by ascending id.

    Raises:
        NotFound: there is no such asset.
    """
    wanted = list(dict.fromkeys(asset_ids))
    found: dict[int, Asset] = {}
    for chunk in _chunks(sorted(wanted)):
        statement = select(Asset).where(col(Asset.id).in_(chunk)).order_by(col(Asset.id))
        rows = session.exec(statement.with_for_update() if to_change else statement)
        found |= {asset.id or 0: asset for asset in rows}
    missing = [one for one in wanted if one not in found]
    if missing:
        raise NotFound(f"There is no asset {', '.join(map(str, missing[:10]))}{' …' if missing[10:] else ''}")
    return [(place, found[one]) for place, one in enumerate(wanted)]


def _plans(workspace: Workspace, session: Session, rows: Sequence[tuple[int, Asset]], change: BulkChange) -> list[Plan]:
    earlier = _earlier_captions(session, rows) if change.spell_names else ()
    return plan_all(workspace, rows, change, source=_source(session, change), earlier=earlier)


def _earlier_captions(session: Session, rows: Sequence[tuple[int, Asset]]) -> list[str]:
    """Give the newest captions of other assets."""
    here = {asset.id for _, asset in rows}
    newest = select(Asset.id, Asset.caption).where(col(Asset.caption).is_not(None)).order_by(col(Asset.id).desc())
    return [str(text) for asset_id, text in session.exec(newest.limit(_EARLIER)) if asset_id not in here]


def _source(session: Session, change: BulkChange) -> Asset | None:
    return None if change.copy_from is None else _rows(session, [change.copy_from])[0][1]


def _documents(session: Session, rows: Sequence[tuple[int, Asset]]) -> list[SearchDoc]:
    ids = [asset.id or 0 for _, asset in rows]
    return [
        document
        for chunk in _chunks(ids)
        for document in session.exec(select(SearchDoc).where(col(SearchDoc.asset_id).in_(chunk)))
    ]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _report(plan: Plan, since: frozenset[str] = frozenset()) -> ItemReport:
    wanted = values_to_change(plan.asset, plan.values)
    decisions = {name: wanted[name] for name in FIELDS if name in wanted}
    shown = {name: layers_of(plan.asset, name).shown for name in decisions}
    changes = tuple(FieldChange(name, shown[name], new) for name, new in decisions.items() if shown[name] != new)
    conflicts = tuple(name for name in decisions if name in since)
    state: Literal["changed", "same", "conflict"] = "conflict" if conflicts else "changed" if decisions else "same"
    return ItemReport(plan.asset, state, changes, decisions, tuple(dict.fromkeys(plan.warnings)), conflicts)


def _changed_since(session: Session, assets: Sequence[Asset], versions: Mapping[int, int]) -> dict[int, frozenset[str]]:
    """Name the fields of each asset that were changed since the versions that a person saw.

    A version counts changes and the history names steps, of which one may make several changes: the steps since are
    among the last so many. Rather a conflict too many than somebody's words overwritten.
    """
    ahead = {
        asset.id or 0: asset.version - versions[asset.id or 0]
        for asset in assets
        if asset.version > versions.get(asset.id or 0, asset.version)
    }
    steps: dict[int, dict[str, set[str]]] = {asset_id: {} for asset_id in ahead}
    for chunk in _chunks(sorted(ahead)):
        found = session.exec(
            select(Change.subject_id, Change.step, Change.field)
            .where(Change.subject == "asset", col(Change.subject_id).in_(chunk))
            .order_by(col(Change.id).desc())
        )
        for asset_id, step, name in found:
            known = steps[asset_id]
            if step in known or len(known) < ahead[asset_id]:
                known.setdefault(step, set()).add(name.partition(".")[2] or name)
    return {asset_id: frozenset().union(*known.values()) for asset_id, known in steps.items()}


def _mixed(values: Sequence[Any]) -> MixedValue:
    counts = Counter(", ".join(value) if isinstance(value, list) else value for value in values)
    is_mixed = len(counts) > 1
    value = None if is_mixed or not values else values[0]
    return MixedValue(value, is_mixed, len(counts), tuple(counts.most_common(_MOST_FREQUENT)))
