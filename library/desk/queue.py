"""To credit: every picture whose credit a person has to settle, grouped by what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as columns
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from library.catalogue.database import reading
from library.catalogue.layers import CREDIT_PARTS
from library.catalogue.models import Asset, Change, Delivery
from library.credits.folding import fold
from library.desk.disagreement import HOUSES
from library.desk.workspace import Workspace
from library.errors import NotFound

GroupKind = Literal["conflict", "blocks", "cut", "unknown", "distributor", "missing", "unclear"]
NAMES = ("distributor", "agency", "photographer", "provider")
"""The parts of a credit that name somebody."""

OPEN_STATES = ("unclear", "conflict", "missing")
"""The states of a credit that wait for a person."""

CHUNK = 500
"""Ids asked for at once: below what a database takes as parameters of one statement."""

_OPEN_ROWS = (
    # Of the proposals only what is asked: their evidence is long.
    columns(
        col(Asset.id),
        col(Asset.credit_state),
        col(Asset.agency),
        col(Asset.distributor),
        col(Asset.proposed)["unread"].label("unread"),
        col(Asset.proposed)["conflicts"].label("conflicts"),
        col(Asset.proposed)["disagreement"].label("disagreement"),
    )
    .where(col(Asset.credit_state).in_(OPEN_STATES))
    .order_by(col(Asset.id).desc())
)
_SMALL = load_only(*(getattr(Asset, name) for name in ("digest", "file_name", "is_developed")))
_READING = load_only(*(getattr(Asset, part) for part in CREDIT_PARTS))


@dataclass(frozen=True, slots=True)
class CreditGroup:
    """Pictures that one decision settles.

    Args:
        key: identity of the group as long as the pattern is the same: its kind and its names.
        kind: "conflict" (fields name different houses), "blocks" (IIM, XMP, EXIF or the caption say different things of
            one field), "cut" (a name cut in an IIM field), "unknown" (a name that
            no rule knows), "distributor" (only who passed it on is known), "missing" (nobody is named) or "unclear"
            (a person said so, or the reason is not kept).
        names: the names of the pattern: the houses, the unknown names, the distributor, or folder or camera; of blocks
            the houses, or the blocks that name different persons.
        asset_ids: the pictures, the newest first.
        field: the field in which blocks contradict each other; "" in other groups.
        is_of_persons: the blocks name different persons, picture by picture.
    """

    key: str
    kind: GroupKind
    names: tuple[str, ...]
    asset_ids: tuple[int, ...]
    field: str = ""
    is_of_persons: bool = False

    @property
    def count(self) -> int:
        """How many pictures there are."""
        return len(self.asset_ids)


@dataclass(frozen=True, slots=True)
class SharedReading:
    """How the pictures of a group are read now.

    Args:
        values: part -> value that all of them share.
        mixed: part -> how many different values it has, where they differ.
    """

    values: dict[str, Any]
    mixed: dict[str, int]


def find_groups(workspace: Workspace) -> list[CreditGroup]:
    """List what has to be settled, the largest group first.

    A picture is in the queue while its credit is shown as unclear, contradicting or missing; one that a person
    settled as naming nobody is not.
    """
    members: dict[tuple[GroupKind, str, tuple[str, ...]], list[int]] = defaultdict(list)
    patterns: dict[tuple[GroupKind, str, tuple[str, ...]], _Pattern] = {}
    with reading(workspace.engine) as session:
        lines = _lines(session)
        for row in session.connection().execute(_OPEN_ROWS):
            if row.id in lines.settled:
                continue
            pattern = _pattern(row, lines)
            key = (pattern.kind, pattern.field, tuple(sorted(fold(name) or name for name in pattern.names)))
            members[key].append(row.id)
            patterns.setdefault(key, pattern)
    groups = [_group(patterns[key], key[2], tuple(ids)) for key, ids in members.items()]
    return sorted(groups, key=lambda group: (-group.count, group.kind, group.key))


def _group(pattern: "_Pattern", folded: tuple[str, ...], ids: tuple[int, ...]) -> CreditGroup:
    parts = (pattern.kind, *([pattern.field] if pattern.field else []), *folded)
    return CreditGroup(":".join(parts), pattern.kind, pattern.names, ids, pattern.field, pattern.is_of_persons)


def queue_stamp(workspace: Workspace) -> tuple[int, ...]:
    """Give numbers that differ as soon as anything happened that may change the queue: cheap to ask again and again."""
    with reading(workspace.engine) as session:
        newest = (func.max(col(Change.id)), func.max(col(Asset.id)), func.max(col(Delivery.id)))
        return tuple(session.exec(select(one)).one() or 0 for one in newest)


def find_group(workspace: Workspace, key: str) -> CreditGroup:
    """Give a group by its key.

    Raises:
        NotFound: there is no such group, or no longer.
    """
    for group in find_groups(workspace):
        if group.key == key:
            return group
    raise NotFound(f"There is no group {key!r} to credit", hint="Look at `photodesk credit queue` for those there are.")


def pictures_of(workspace: Workspace, asset_ids: Iterable[int]) -> list[Asset]:
    """Give pictures in the order asked for, with what shows them small; those that are gone are left out."""
    ids = list(asset_ids)
    with reading(workspace.engine) as session:
        rows = session.exec(select(Asset).options(_SMALL).where(col(Asset.id).in_(ids))).all()
    found = {asset.id: asset for asset in rows}
    return [found[asset_id] for asset_id in ids if asset_id in found]


def read_together(workspace: Workspace, asset_ids: Iterable[int]) -> SharedReading:
    """Tell which parts of the credit the pictures share as shown, and which differ."""
    seen: dict[str, set[Any]] = {part: set() for part in CREDIT_PARTS}
    ids = list(asset_ids)
    with reading(workspace.engine) as session:
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            for asset in session.exec(select(Asset).options(_READING).where(col(Asset.id).in_(chunk))).all():
                for part, values in seen.items():
                    values.add(getattr(asset, part))
    return SharedReading(
        values={part: next(iter(values)) for part, values in seen.items() if len(values) == 1},
        mixed={part: len(values) for part, values in seen.items() if len(values) > 1},
    )


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Pictures of a group that wait no more, because somebody settled them.

    Args:
        count: how many.
        by: who settled the first of them.
        example: the first, as it is credited now.
    """

    count: int
    by: str
    example: Asset


def settled_meanwhile(workspace: Workspace, asset_ids: Iterable[int]) -> Meanwhile | None:
    """Tell which of the pictures that a person saw in the queue wait no more; None: all wait."""
    ids, gone = list(asset_ids), list[int]()
    with reading(workspace.engine) as session:
        for start in range(0, len(ids), CHUNK):
            chunk = (col(Asset.id).in_(ids[start : start + CHUNK]), ~col(Asset.credit_state).in_(OPEN_STATES))
            gone += [asset_id for asset_id in session.exec(select(Asset.id).where(*chunk)).all() if asset_id]
        if not gone:
            return None
        example = session.get_one(Asset, gone[0])
        who = (
            select(Change.changed_by)
            .where(Change.subject == "asset", Change.subject_id == gone[0])
            .order_by(col(Change.id).desc())
        )
        return Meanwhile(len(gone), session.exec(who).first() or "", example)


def _open() -> tuple[ColumnElement[bool], ...]:
    return (col(Asset.credit_state).in_(OPEN_STATES),)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is needed of other columns, without loading all that was delivered.

    Args:
        settled: pictures of which a person said that nobody can be named.
        credits: picture -> credit line as delivered.
        places: picture -> the folder it came from, or else the camera.
    """

    settled: frozenset[int]
    credits: dict[int, str]
    places: dict[int, str]


def _lines(session: Session) -> _Lines:
    """Read what patterns need beside the proposals."""
    text = select(Asset.id, Asset.delivered["credit_line"].as_string()).where(*_open())
    credits_ = {asset_id: line for asset_id, line in session.exec(text).all() if asset_id and line}
    said = select(Asset.id, Asset.decided["credit_state"].as_string()).where(*_open())
    settled = frozenset(asset_id for asset_id, state in session.exec(said).all() if asset_id and state == "missing")
    nobody = col(Asset.credit_state) == "missing"
    camera = select(Asset.id, Asset.delivered["camera"].as_string()).where(nobody)
    places = {asset_id: name for asset_id, name in session.exec(camera).all() if asset_id and name}
    came = (
        select(Delivery.asset_id, Delivery.folder)
        .join(Asset, col(Asset.id) == col(Delivery.asset_id))
        .where(nobody, col(Delivery.folder).is_not(None))
        .order_by(col(Delivery.id).desc())
    )
    places |= {asset_id: folder for asset_id, folder in session.exec(came).all() if folder}
    return _Lines(settled, credits_, places)


class _Pattern(NamedTuple):
    """What is wrong with a picture's credit; a tuple, because a hundred thousand may be made."""

    kind: GroupKind
    names: tuple[str, ...]
    field: str = ""
    is_of_persons: bool = False


def _pattern(row: Any, lines: _Lines) -> _Pattern:  # noqa: ANN401  a row of _OPEN_ROWS
    """Tell what is wrong with a picture's credit, and the names that others may share."""
    unread, conflicts = row.unread or {}, row.conflicts or {}
    if row.credit_state == "missing":
        return _Pattern("missing", (lines.places[row.id],) if row.id in lines.places else ())
    if row.credit_state == "conflict" and row.disagreement and not conflicts:
        field, *names = row.disagreement["value"]
        return _Pattern("blocks", tuple(names), field, row.disagreement["rule"] != HOUSES)
    if row.credit_state == "conflict":
        houses = dict.fromkeys(name for name in (row.agency, *conflicts.get("value", ())) if name)
        return _Pattern("conflict", tuple(houses))
    if names := tuple(unread.get("value") or ()):
        return _Pattern("cut" if unread.get("rule") == "value_cut_short" else "unknown", names)
    if row.distributor and not row.agency:
        return _Pattern("distributor", (row.distributor,))
    line = lines.credits.get(row.id)
    return _Pattern("unclear", (line,) if line else ())
