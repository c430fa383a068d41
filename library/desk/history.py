"""History: every change is recorded under a step, and a step can be undone as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlmodel import Session, SQLModel, col, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import refresh
from library.catalogue.models import (
    Agency,
    Article,
    Asset,
    Change,
    Codes,
    Gallery,
    GalleryItem,
    Outlet,
    Pad,
    SearchDoc,
    Verdict,
    Word,
)
from library.catalogue.search import hold_documents, index_asset
from library.desk.workspace import Workspace
from library.errors import EditConflict, NothingToUndo

_TABLES: dict[str, type[SQLModel]] = {
    str(table.__tablename__): table
    for table in (Agency, Article, Asset, Codes, Gallery, GalleryItem, Outlet, Pad, Verdict, Word)
}
_FINAL_ACTIONS = {
    "ingest": "Assets stay; hide or replace them in the gallery instead.",
    "export": "A copy that has left the house cannot be called back.",
    "publish": "Publish a corrected version; the ledger keeps both.",
}
_DECIDED = "decided."
_PROPOSED = "proposed."
_CHUNK = 500  # assets whose proposals are taken back before the session lets go of them


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a person inside one transaction; what it changes goes through here.

    Args:
        session: a writing session.
        uid: identity of the step, 32 hexadecimal digits.
        undoes: the step that this one takes back; None otherwise.
    """

    session: Session
    uid: str
    action: str
    by: str
    now: datetime
    undoes: str | None = None

    def set(self, row: SQLModel, **values: Any) -> bool:  # noqa: ANN401  any column's value
        """Change columns of a row and record each that differs; tell whether any did."""
        is_changed = False
        for field, new in values.items():
            old = getattr(row, field)
            if old == new:
                continue
            self._record(row, field, _plain(old), _plain(new))
            setattr(row, field, new)
            is_changed = True
        if is_changed:
            _touch(row)
            self.session.add(row)
        return is_changed

    def decide(self, asset: Asset, **values: Any) -> bool:  # noqa: ANN401  any field's value
        """Write fields of an asset's decided layer and record each that differs; tell whether any did."""
        return self.write_decided(asset, {field: {"value": value} for field, value in values.items()})

    def withdraw(self, asset: Asset, *fields: str) -> bool:
        """Take decisions back, so that the proposal or delivered value shows again; tell whether any was there."""
        return self.write_decided(asset, dict.fromkeys(fields))

    def write_decided(self, asset: Asset, wanted: Mapping[str, dict[str, Any] | None]) -> bool:
        """Write or withdraw decisions and record each that differs; tell whether any did.

        Args:
            wanted: field -> {"value"}; None: no decision any more.
        """
        decided = dict(asset.decided)
        before = dict(decided)
        for field, new in wanted.items():
            old = {"value": decided[field]} if field in decided else None
            if old == new:
                continue
            self._record(asset, _DECIDED + field, old, new)
            if new is None:
                decided.pop(field, None)
            else:
                decided[field] = new["value"]
        if decided == before:
            return False
        asset.decided = decided
        refresh(asset)
        _touch(asset)
        self.session.add(asset)
        index_asset(self.session, asset)
        return True

    def propose(self, asset: Asset, entries: Mapping[str, dict[str, Any] | None]) -> bool:
        """Write fields of an asset's proposed layer and record each that differs; tell whether any did.

        Args:
            entries: field -> {"value", "rule", "evidence"}; None: no proposal any more.
        """
        proposed = dict(asset.proposed)
        for field, new in entries.items():
            if proposed.get(field) == new:
                continue
            self._record(asset, _PROPOSED + field, proposed.get(field), new)
            proposed[field] = new
        kept = {field: entry for field, entry in proposed.items() if entry is not None}
        if kept == asset.proposed:
            return False
        asset.proposed = kept
        refresh(asset)
        _touch(asset)
        self.session.add(asset)
        index_asset(self.session, asset)
        return True

    def add(self, row: SQLModel) -> None:
        """Add a row and record it; afterwards the row has its id."""
        self.session.add(row)
        self.session.flush()
        self._record(row, "row", None, row.model_dump(mode="json"))

    def remove(self, row: SQLModel) -> None:
        """Delete a row and record what it held."""
        self._record(row, "row", row.model_dump(mode="json"), None)
        self.session.delete(row)
        self.session.flush()

    def note(self, row: SQLModel, field: str, old: Any, new: Any) -> None:  # noqa: ANN401  any JSON
        """Record something that happened to a row without changing a column."""
        self._record(row, field, _plain(old), _plain(new))

    def _record(self, row: SQLModel, field: str, old: Any, new: Any) -> None:  # noqa: ANN401  any JSON
        self.session.add(
            Change(
                step=self.uid,
                changed_at=self.now,
                changed_by=self.by,
                action=self.action,
                subject=str(row.__tablename__),
                subject_id=row.id,  # type: ignore[attr-defined]
                field=field,
                old=old,
                new=new,
                undoes=self.undoes,
            )
        )


def begin_step(session: Session, action: str, *, by: str, now: datetime, undoes: str | None = None) -> Step:
    """Begin a step inside a writing session.

    Args:
        action: what the person does, one word, as "edit".
        now: the moment, aware.
        undoes: the step being taken back; None otherwise.
    """
    return Step(session, uuid4().hex, action, by, now, undoes)


def go_on(step: Step, session: Session) -> Step:
    """Go on with a step in another transaction: what is too long for one is still undone as a whole."""
    return replace(step, session=session)


def undo(workspace: Workspace, step: str, *, by: str, now: datetime) -> str:
    """Take a step back as a whole, by a new step that can be undone in turn.

    Returns:
        the identity of the new step.

    Raises:
        NothingToUndo: the step is unknown, already undone, or of a kind that stays.
        EditConflict: something it changed was changed again since.
    """
    with writing(workspace.engine) as session:
        _must_be_undoable(session, step)
        back = begin_step(session, "undo", by=by, now=now, undoes=step)
        _take_back_proposals(back, step)
        changes = session.exec(
            select(Change)
            .where(Change.step == step, ~col(Change.field).startswith(_PROPOSED))
            .order_by(col(Change.id).desc())
        ).all()
        _take_back_decisions(back, [change for change in changes if change.field.startswith(_DECIDED)])
        for change in changes:
            if not change.field.startswith(_DECIDED):
                _take_back(back, change)
                session.flush()
        _touch_galleries(back, changes)
        return back.uid


def _must_be_undoable(session: Session, step: str) -> None:
    """Refuse a step that is unknown, already undone or final."""
    action = session.exec(select(Change.action).where(Change.step == step)).first()
    if action is None:
        raise NothingToUndo(f"There is no step {step}")
    if session.exec(select(Change.id).where(Change.undoes == step)).first() is not None:
        raise NothingToUndo("This step is already undone")
    if action in _FINAL_ACTIONS:
        raise NothingToUndo(f"{action.capitalize()} cannot be undone", hint=_FINAL_ACTIONS[action])


def _take_back_proposals(back: Step, step: str) -> None:
    """Take back what a step wrote into proposed layers, asset by asset; a replay writes many thousands."""
    proposals = (Change.step == step, col(Change.field).startswith(_PROPOSED))
    ids = back.session.exec(
        select(Change.subject_id).where(*proposals).distinct().order_by(col(Change.subject_id))
    ).all()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found = back.session.exec(select(Change).where(*proposals, col(Change.subject_id).in_(chunk))).all()
        rows = select(Asset).where(col(Asset.id).in_(chunk)).order_by(col(Asset.id)).with_for_update()
        assets = {asset.id: asset for asset in back.session.exec(rows).all()}
        before: dict[int, dict[str, Any]] = {}
        for change in found:
            if change.subject_id not in assets:
                raise EditConflict(f"asset {change.subject_id} is gone", hint="Undo the step that removed it first.")
            field = change.field.removeprefix(_PROPOSED)
            _must_be(assets[change.subject_id].proposed.get(field), change.new, change)
            before.setdefault(change.subject_id, {})[field] = change.old
        documents = hold_documents(back.session, before)
        with back.session.no_autoflush:
            for asset_id, entries in before.items():
                back.propose(assets[asset_id], entries)
        back.session.flush()
        del documents


def _take_back_decisions(back: Step, changes: Sequence[Change]) -> None:
    """Take back what a step decided, asset by asset; a bulk edit decides many thousands.

    Args:
        changes: newest first.
    """
    by_asset: dict[int, list[Change]] = {}
    for change in changes:
        by_asset.setdefault(change.subject_id, []).append(change)
    ids = sorted(by_asset)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = select(Asset).where(col(Asset.id).in_(chunk)).order_by(col(Asset.id)).with_for_update()
        assets = {asset.id: asset for asset in back.session.exec(rows).all()}
        # Held, so that each is not looked up again; and all rows go out together, not between two of them.
        documents = back.session.exec(select(SearchDoc).where(col(SearchDoc.asset_id).in_(chunk))).all()
        with back.session.no_autoflush:
            for asset_id in chunk:
                if asset_id not in assets:
                    raise EditConflict(f"asset {asset_id} is gone", hint="Undo the step that removed it first.")
                back.write_decided(assets[asset_id], _decided_before(assets[asset_id], by_asset[asset_id]))
        back.session.flush()
        del documents


def _decided_before(asset: Asset, changes: Sequence[Change]) -> dict[str, dict[str, Any] | None]:
    """Give what was decided before changes, newest first, that must be the last of their fields."""
    before: dict[str, dict[str, Any] | None] = {}
    for change in changes:
        field = change.field.removeprefix(_DECIDED)
        now = (before[field] or {}).get("value") if field in before else asset.decided.get(field)
        _must_be(now, (change.new or {}).get("value"), change)
        before[field] = change.old
    return before


def touch_gallery(step: Step, gallery: Gallery) -> None:
    """Note on a gallery that its items changed: its history lists the step, and its version counts it."""
    step.note(gallery, "items", None, None)
    gallery.changed_at = step.now
    _touch(gallery)
    step.session.add(gallery)


def _touch_galleries(back: Step, changes: Sequence[Change]) -> None:
    """Count an undone change of items in their galleries, so that nobody saves over it unaware."""
    touched = {change.subject_id for change in changes if change.subject == "gallery" and change.field == "items"}
    for gallery_id in sorted(touched):
        gallery = back.session.get(Gallery, gallery_id)
        if gallery is not None:
            touch_gallery(back, gallery)


def _take_back(back: Step, change: Change) -> None:
    table = _TABLES[change.subject]
    row = back.session.get(table, change.subject_id)
    if change.field == "row" and change.old is not None:
        if row is not None:
            raise EditConflict(f"{change.subject} {change.subject_id} is there again already")
        back.add(table.model_validate(change.old))
        return
    if row is None:
        raise EditConflict(f"{change.subject} {change.subject_id} is gone", hint="Undo the step that removed it first.")
    if change.field == "row":
        back.remove(row)
    elif change.field in table.model_fields:
        _must_be(_plain(getattr(row, change.field)), change.new, change)
        back.set(row, **{change.field: _restore(table, change)})


def _must_be(current: Any, expected: Any, change: Change) -> None:  # noqa: ANN401  any JSON
    if current != expected:
        raise EditConflict(f"{_name_of(change)} was changed again since", hint="Undo the newer step first.")


def _restore(table: type[SQLModel], change: Change) -> Any:  # noqa: ANN401  any column's value
    kind = table.model_fields[change.field].annotation
    if isinstance(change.old, str) and "datetime" in str(kind):
        return datetime.fromisoformat(change.old)
    return change.old


def _plain(value: Any) -> Any:  # noqa: ANN401  any column's value
    return value.isoformat() if isinstance(value, datetime) else value


def _touch(row: SQLModel) -> None:
    if hasattr(row, "version"):
        row.version += 1


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step as the history shows it.

    Args:
        fields: the fields changed, with old and new value.
        is_undone: somebody took it back.
    """

    step: str
    action: str
    by: str
    at: datetime
    fields: tuple[tuple[str, Any, Any], ...]
    is_undone: bool

    @property
    def can_be_undone(self) -> bool:
        """Tell whether `undo` would accept the step."""
        return not self.is_undone and self.action not in _FINAL_ACTIONS


def get_history(workspace: Workspace, subject: str, subject_id: int, *, limit: int = 100) -> list[PastStep]:
    """List the steps that changed a row, newest first.

    Args:
        subject: name of the table, as "asset" or "gallery".
    """
    with reading(workspace.engine) as session:
        changes = session.exec(
            select(Change)
            .where(Change.subject == subject, Change.subject_id == subject_id)
            .order_by(col(Change.id).desc())
            .limit(limit * 8)
        ).all()
        steps = list(dict.fromkeys(change.step for change in changes))[:limit]
        undone = set(session.exec(select(Change.undoes).where(col(Change.undoes).in_(steps))).all())
    return [_past_step([c for c in changes if c.step == step], is_undone=step in undone) for step in steps]


def _past_step(changes: Sequence[Change], *, is_undone: bool) -> PastStep:
    first = changes[-1]
    fields = tuple((_name_of(c), _unwrap(c, c.old), _unwrap(c, c.new)) for c in reversed(changes))
    return PastStep(first.step, first.action, first.changed_by, first.changed_at, fields, is_undone)


def _unwrap(change: Change, value: Any) -> Any:  # noqa: ANN401  any JSON
    return (value or {}).get("value") if change.field.startswith((_DECIDED, _PROPOSED)) else value


def _name_of(change: Change) -> str:
    """Name the field that a change is of, without its layer."""
    return change.field.removeprefix(_DECIDED).removeprefix(_PROPOSED)
