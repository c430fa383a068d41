"""Settling groups of the queue: by what a person says, by what one block of the files says, and learning from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from library.catalogue.database import writing
from library.catalogue.layers import CREDIT_PARTS, FIELDS, layers_of
from library.catalogue.models import Asset
from library.catalogue.search import hold_documents
from library.credits.folding import fold
from library.credits.own_words import OwnWord
from library.credits.registry import Registry, entry_from
from library.desk.agencies import registry_of
from library.desk.agency_file import AgencyFile, put_file, registry_with
from library.desk.curate import clean_value
from library.desk.describe import credit_fields
from library.desk.disagreement import CAPTION, CREDIT_FIELDS
from library.desk.history import Step, begin_step
from library.desk.queue import CHUNK, NAMES, OPEN_STATES, find_group
from library.desk.reach import needles_between
from library.desk.reading import read_credit
from library.desk.replay import Progress, Replay, apply_replay, replay
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound
from library.media.metadata import EmbeddedMetadata, from_json

ORIGINS = ("XMP", "IIM", "EXIF", "PNG", "QuickTime", CAPTION)
"""What a contradiction may be settled by: one block of the file, or the caption."""

# What is decided for a picture; None: it is left alone.
_Decide = Callable[[Asset], Mapping[str, Any] | None]


def settle(
    workspace: Workspace,
    group: str | Iterable[int],
    values: Mapping[str, Any],
    *,
    only_waiting: bool = False,
    by: str,
    now: datetime,
) -> str:
    """Settle the credit of a whole group with one decision, in one step.

    The parts given are decided for every picture; the others stay as each is read. Whoever names nobody settles that
    nobody can be named.

    Args:
        group: the key of a group, or the pictures that a person saw.
        values: part of the credit -> value.
        only_waiting: pictures that somebody settled since this person saw them are left alone.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such group or picture.
        InvalidInput: a part is unknown, its value of the wrong kind, or there is no picture.
        EditConflict: only those that wait are to be settled, and somebody settled all of them.
    """
    decide = _always(values)
    return _settle(workspace, group, _waiting(decide) if only_waiting else decide, by=by, now=now).uid


def settle_from(
    workspace: Workspace,
    group: str | Iterable[int],
    origin: str,
    *,
    only_waiting: bool = False,
    by: str,
    now: datetime,
) -> str:
    """Settle a group by what one block of each file says, in one step: "take XMP", "take the caption".

    Every picture is credited as this block reads; the texts in which the blocks differ are decided with it.

    Args:
        group: the key of a group, or the pictures that a person saw.
        origin: one of ORIGINS; a picture whose file lacks the block stays in the queue.
        only_waiting: pictures that somebody settled since this person saw them are left alone.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such group or picture.
        InvalidInput: there is no such block, in no picture, or there is no picture.
        EditConflict: only those that wait are to be settled, and somebody settled all of them.
    """
    if origin not in ORIGINS:
        raise InvalidInput(f"No file has a block {origin!r}", hint=f"Blocks are: {', '.join(ORIGINS)}.")
    registry = registry_of(workspace)

    def decide(asset: Asset) -> Mapping[str, Any] | None:
        return _as_block_says(asset, origin, registry)

    return _settle(workspace, group, _waiting(decide) if only_waiting else decide, by=by, now=now).uid


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision that teaches something.

    Args:
        values: part of the credit -> value, for the pictures settled.
        file: what is learnt for all others, as `lesson_of` gives it.
    """

    values: Mapping[str, Any]
    file: AgencyFile


def settle_and_learn(
    workspace: Workspace,
    group: str | Iterable[int],
    lesson: Lesson,
    *,
    by: str,
    now: datetime,
    progress: Progress | None = None,
) -> str:
    """Settle a group, keep what it teaches, and read all pictures anew that it reaches; all of it is one step.

    Pictures that somebody settled since this person saw them are left alone.

    Args:
        group: the key of a group, or the pictures that a person saw.
        lesson: what is decided, and what is learnt.
        progress: told how far the reading is.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such group or picture.
        InvalidInput: a part is unknown, its value of the wrong kind, or there is no picture.
        RegistryError: what was learnt does not hold together with what the newsroom has; nothing is changed then.
        EditConflict: somebody settled all of the pictures; nothing is learnt then.
    """
    before = registry_of(workspace)
    step = _settle(workspace, group, _waiting(_always(lesson.values)), by=by, now=now, file=lesson.file)
    only = needles_between(before, registry_of(workspace))
    apply_replay(workspace, by=by, now=now, only=only, progress=progress, within=step)
    return step.uid


def try_file(workspace: Workspace, file: AgencyFile, *, progress: Progress | None = None) -> Replay:
    """Tell what agencies and words would change in the catalogue if they were kept: a dry run.

    Args:
        progress: told how far the reading is.

    Raises:
        RegistryError: they do not hold together with what the newsroom has.
    """
    registry = registry_with(workspace, file)
    only = needles_between(registry_of(workspace), registry)
    return replay(workspace, registry, only=only, progress=progress)


def lesson_of(workspace: Workspace, name: str, values: Mapping[str, Any]) -> AgencyFile:
    """Tell what settling a group teaches of a name that no rule knows, for a dry run or to be kept.

    A name settled as photographer is a person from now on, one settled as provider an institution; else it is another
    spelling of the agency or distributor that was named, which is added where nobody knows it.

    Raises:
        InvalidInput: the values name nobody for whom the name could stand.
    """
    for part, kind in (("photographer", "person"), ("provider", "institution")):
        if fold(str(values.get(part) or "")) == fold(name):
            return AgencyFile(words=(OwnWord(kind, name),))
    house = values.get("agency") or values.get("distributor")
    if not house:
        raise InvalidInput(
            f"Nobody is named for whom {name!r} stands", hint="Name the agency, the distributor, or the name itself."
        )
    registry = registry_of(workspace)
    known = registry.find(name)
    if known is not None and known.name == house:
        return AgencyFile()
    entry = next((entry for entry in registry.entries if entry.name == house), None) or registry.find(str(house))
    plain: dict[str, Any] = asdict(entry) if entry else {"name": house, "aliases": ()}
    if fold(name) != fold(plain["name"]):
        plain["aliases"] = (*plain["aliases"], name)
    return AgencyFile((entry_from(plain),))


def _always(values: Mapping[str, Any]) -> _Decide:
    """Give what decides the same for every picture.

    Raises:
        InvalidInput: a part is unknown, or its value of the wrong kind.
    """
    if unknown := values.keys() - set(CREDIT_PARTS):
        raise InvalidInput(f"A credit has no part {min(unknown)!r}", hint=f"Parts are: {', '.join(CREDIT_PARTS)}.")
    clean = {name: clean_value(name, value) for name, value in values.items()}
    return lambda _asset: clean


def _waiting(decide: _Decide) -> _Decide:
    """Leave alone what waits for nobody any more: somebody settled it since it was seen."""
    return lambda asset: decide(asset) if asset.credit_state in OPEN_STATES else None


def _settle(
    workspace: Workspace,
    group: str | Iterable[int],
    decide: _Decide,
    *,
    by: str,
    now: datetime,
    file: AgencyFile | None = None,
) -> Step:
    ids = sorted(set(find_group(workspace, group).asset_ids if isinstance(group, str) else group))
    if not ids:
        raise InvalidInput("There is no picture to settle", hint="Choose a group of the queue.")
    with writing(workspace.engine) as session:
        step, settled, closed = begin_step(session, "settle", by=by, now=now), 0, 0
        if file:
            put_file(step, file)
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            rows = select(Asset).where(col(Asset.id).in_(chunk)).order_by(col(Asset.id)).with_for_update()
            assets, documents = session.exec(rows).all(), hold_documents(session, chunk)
            if missing := set(chunk) - {asset.id for asset in assets}:
                raise NotFound(f"There is no asset {min(missing)}")
            closed += sum(asset.credit_state not in OPEN_STATES for asset in assets)
            with session.no_autoflush:  # all rows of a chunk go out together, and not between two of them
                settled += sum(_settle_one(step, asset, decide(asset)) for asset in assets)
            session.flush()
            del documents
        if closed and not settled:
            raise EditConflict(
                "Somebody else settled these pictures in the meantime",
                hint="Look at them in the library before you go on.",
            )
        if not settled:
            raise InvalidInput("None of the pictures has this block", hint="Settle the group by another block.")
        return step


def _settle_one(step: Step, asset: Asset, values: Mapping[str, Any] | None) -> bool:
    if values is None:
        return False
    decided = {name: value for name, value in values.items() if layers_of(asset, name).shown != value}
    is_named = any(decided.get(name, getattr(asset, name)) for name in NAMES)
    step.decide(asset, **decided, credit_state="clear" if is_named else "missing")
    return True


def _as_block_says(asset: Asset, origin: str, registry: Registry) -> dict[str, Any] | None:
    """Read a picture's credit as one of its blocks gives it, with the texts in which it differs; None: it has none."""
    metadata = from_json(asset.delivered)
    taken = _from_caption(metadata) if origin == CAPTION else _from_block(metadata, origin)
    if taken is metadata:
        return None
    credit = read_credit(credit_fields(taken), registry)
    values: dict[str, Any] = {part: getattr(credit, part) for part in CREDIT_PARTS}
    for field in CREDIT_FIELDS:
        text = getattr(taken, field)
        if field in FIELDS and text and text != getattr(metadata, field):
            values[field] = text
    return values


def _from_block(metadata: EmbeddedMetadata, origin: str) -> EmbeddedMetadata:
    """Put what one block says where the blocks differ; fields that it lacks stay."""
    told = {
        one.field: one.value
        for one in metadata.candidates
        if one.origin == origin and one.field in CREDIT_FIELDS and one.field in metadata.conflicts
    }
    return replace(metadata, **told) if told else metadata  # type: ignore[arg-type]


def _from_caption(metadata: EmbeddedMetadata) -> EmbeddedMetadata:
    """Leave only the caption, and what no caption says, to be read."""
    if not metadata.description:
        return metadata
    return replace(metadata, creator=(), creator_title=None, credit_line=None, source=None, image_supplier=None)
