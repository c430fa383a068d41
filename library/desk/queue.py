"""To credit: every picture whose credit a person has to settle, grouped by what is wrong with it, and its settling."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement
from sqlalchemy import select as columns
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import CREDIT_PARTS, layers_of
from library.catalogue.models import Asset, Delivery
from library.catalogue.search import hold_documents
from library.credits.folding import fold
from library.desk.agencies import registry_of, save_agency
from library.desk.curate import clean_value
from library.desk.history import Step, begin_step
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound

GroupKind = Literal["conflict", "cut", "unknown", "distributor", "missing", "unclear"]
NAMES = ("distributor", "agency", "photographer", "provider")
"""The parts of a credit that name somebody."""

OPEN_STATES = ("unclear", "conflict", "missing")
"""The states of a credit that wait for a person."""

_CHUNK = 500  # ids asked for at once: below what a database takes as parameters of one statement
_OPEN_ROWS = (
    # Of the proposals only what is asked: their evidence is long.
    columns(
        col(Asset.id),
        col(Asset.credit_state),
        col(Asset.agency),
        col(Asset.distributor),
        col(Asset.proposed)["unread"].label("unread"),
        col(Asset.proposed)["conflicts"].label("conflicts"),
    )
    .where(col(Asset.credit_state).in_(OPEN_STATES))
    .order_by(col(Asset.id).desc())
)
_SMALL = load_only(*(getattr(Asset, name) for name in ("digest", "file_name")))
_READING = load_only(*(getattr(Asset, part) for part in CREDIT_PARTS))


@dataclass(frozen=True, slots=True)
class CreditGroup:
    """Pictures that one decision settles.

    Args:
        key: identity of the group as long as the pattern is the same: its kind and its names.
        kind: "conflict" (fields name different houses), "cut" (a name cut in an IIM field), "unknown" (a name that
            no rule knows), "distributor" (only who passed it on is known), "missing" (nobody is named) or "unclear"
            (a person said so, or the reason is not kept).
        names: the names of the pattern: the houses, the unknown names, the distributor, or folder or camera.
        asset_ids: the pictures, the newest first.
    """

    key: str
    kind: GroupKind
    names: tuple[str, ...]
    asset_ids: tuple[int, ...]

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
    members: dict[tuple[GroupKind, tuple[str, ...]], list[int]] = defaultdict(list)
    spelt: dict[tuple[GroupKind, tuple[str, ...]], tuple[str, ...]] = {}
    with reading(workspace.engine) as session:
        lines = _lines(session)
        for row in session.connection().execute(_OPEN_ROWS):
            if row.id in lines.settled:
                continue
            kind, names = _pattern(row, lines)
            key = (kind, tuple(sorted(fold(name) or name for name in names)))
            members[key].append(row.id)
            spelt.setdefault(key, names)
    groups = [
        CreditGroup(":".join((kind, *folded)), kind, spelt[kind, folded], tuple(ids))
        for (kind, folded), ids in members.items()
    ]
    return sorted(groups, key=lambda group: (-group.count, group.kind, group.key))


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
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            for asset in session.exec(select(Asset).options(_READING).where(col(Asset.id).in_(chunk))).all():
                for part, values in seen.items():
                    values.add(getattr(asset, part))
    return SharedReading(
        values={part: next(iter(values)) for part, values in seen.items() if len(values) == 1},
        mixed={part: len(values) for part, values in seen.items() if len(values) > 1},
    )


def settle(
    workspace: Workspace, group: str | Iterable[int], values: Mapping[str, Any], *, by: str, now: datetime
) -> str:
    """Settle the credit of a whole group with one decision, in one step.

    The parts given are decided for every picture; the others stay as each is read. Whoever names nobody settles that
    nobody can be named.

    Args:
        group: the key of a group, or the pictures that a person saw.
        values: part of the credit -> value.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such group or picture.
        InvalidInput: a part is unknown, its value of the wrong kind, or there is no picture.
    """
    if unknown := values.keys() - set(CREDIT_PARTS):
        raise InvalidInput(f"A credit has no part {min(unknown)!r}", hint=f"Parts are: {', '.join(CREDIT_PARTS)}.")
    clean = {name: clean_value(name, value) for name, value in values.items()}
    ids = sorted(set(find_group(workspace, group).asset_ids if isinstance(group, str) else group))
    if not ids:
        raise InvalidInput("There is no picture to settle", hint="Choose a group of the queue.")
    with writing(workspace.engine) as session:
        step = begin_step(session, "settle", by=by, now=now)
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            rows = select(Asset).where(col(Asset.id).in_(chunk)).order_by(col(Asset.id)).with_for_update()
            assets, documents = session.exec(rows).all(), hold_documents(session, chunk)
            if missing := set(chunk) - {asset.id for asset in assets}:
                raise NotFound(f"There is no asset {min(missing)}")
            with session.no_autoflush:  # all rows of a chunk go out together, and not between two of them
                for asset in assets:
                    _settle_one(step, asset, clean)
            session.flush()
            del documents
        return step.uid


def _settle_one(step: Step, asset: Asset, values: Mapping[str, Any]) -> None:
    decided = {name: value for name, value in values.items() if layers_of(asset, name).shown != value}
    is_named = any(decided.get(name, getattr(asset, name)) for name in NAMES)
    step.decide(asset, **decided, credit_state="clear" if is_named else "missing")


def remember_name(workspace: Workspace, name: str, agency: str, *, by: str, now: datetime) -> str | None:
    """Read a name from now on as another spelling of an agency, which is added where nobody knows it.

    Returns:
        the step, for `undo`; None where it is read so already.

    Raises:
        RegistryError: another agency of this newsroom claims the name.
    """
    registry = registry_of(workspace)
    known = registry.find(name)
    if known is not None and known.name == agency:
        return None
    entry = next((entry for entry in registry.entries if entry.name == agency), None) or registry.find(agency)
    plain: dict[str, Any] = asdict(entry) if entry else {"name": agency, "aliases": ()}
    if fold(name) != fold(plain["name"]):
        plain["aliases"] = (*plain["aliases"], name)
    return save_agency(workspace, plain, by=by, now=now)


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


def _pattern(row: Any, lines: _Lines) -> tuple[GroupKind, tuple[str, ...]]:  # noqa: ANN401  a row of _OPEN_ROWS
    """Tell what is wrong with a picture's credit, and the names that others may share."""
    unread, conflicts = row.unread or {}, row.conflicts or {}
    if row.credit_state == "missing":
        return "missing", (lines.places[row.id],) if row.id in lines.places else ()
    if row.credit_state == "conflict":
        return "conflict", tuple(dict.fromkeys(name for name in (row.agency, *conflicts.get("value", ())) if name))
    if names := tuple(unread.get("value") or ()):
        return ("cut" if unread.get("rule") == "value_cut_short" else "unknown"), names
    if row.distributor and not row.agency:
        return "distributor", (row.distributor,)
    line = lines.credits.get(row.id)
    return "unclear", (line,) if line else ()
