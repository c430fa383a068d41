"""Compare what is here with what is here: likenesses that are missing are made, new ones compared, clusters proved.

Each asset is written as it is done, so that a run that was ended goes on where it stopped; a second run with nothing
new has nothing to do.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Likeness, Proof, Rendition
from library.desk.proofs import keep_likenesses, keep_proof, likenesses_of, shown_of, version_now
from library.desk.recognise import Recogniser, Relative, recogniser_of
from library.desk.workspace import Workspace
from library.duplicates.clusters import Pair, unproved
from library.duplicates.relations import JOINED, relate
from library.errors import BlobMissing, UnreadableMedia
from library.media import likeness as made

BATCH: Final = 64

Progress = Callable[[int, int], None]
"""Called with assets done and assets in all."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a run did.

    Args:
        made: assets whose likeness was missing or of an older version.
        compared: assets compared with all others.
        proved: pairs proved so that clusters can be built.
    """

    made: int
    compared: int
    proved: int


def match_all(workspace: Workspace, *, now: datetime, progress: Progress | None = None) -> Matched:
    """Bring likenesses and proofs up to date; resumable at any moment.

    Args:
        workspace: whose catalogue.
        now: the moment that proofs carry.
        progress: told after each batch of assets compared.
    """
    renewed = refresh_likenesses(workspace)
    compared = compare_new(workspace, now=now, progress=progress)
    return Matched(renewed, compared, prove_clusters(workspace, now=now))


def count_unmatched(workspace: Workspace) -> int:
    """Count the assets that have no likeness of this version, or were not compared with the others."""
    with reading(workspace.engine) as session:
        waiting = select(func.count(func.distinct(Likeness.asset_id))).where(
            Likeness.version == made.VERSION, ~col(Likeness.is_compared)
        )
        return session.exec(waiting).one() + len(_without_likeness(session))


def refresh_likenesses(workspace: Workspace, *, progress: Progress | None = None) -> int:
    """Make likenesses of this version for assets that have none, from their previews, the newest asset first.

    What was proved with an older version serves until then.

    Returns:
        number of assets done.
    """
    with reading(workspace.engine) as session:
        waiting = _without_likeness(session)
    done = 0
    with ThreadPoolExecutor(workspace.settings.workers) as threads:
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            taken = list(threads.map(lambda each: _likeness_of_preview(workspace, each[1]), batch))
            with writing(workspace.engine) as session:
                for (asset_id, _), likeness in zip(batch, taken, strict=True):
                    keep_likenesses(session, workspace.store, asset_id, [likeness] if likeness else ())
                    done += likeness is not None
            if progress:
                progress(start + len(batch), len(waiting))
    return done


def compare_new(workspace: Workspace, *, now: datetime, progress: Progress | None = None) -> int:
    """Compare the assets that were not compared yet with all others.

    Returns:
        number of assets done.
    """
    with reading(workspace.engine) as session:
        wanted = select(Likeness.asset_id).where(Likeness.version == made.VERSION, ~col(Likeness.is_compared))
        waiting = list(session.exec(wanted.distinct().order_by(col(Likeness.asset_id))))
    recogniser = recogniser_of(workspace)
    with ThreadPoolExecutor(workspace.settings.workers) as threads:
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            found = list(threads.map(lambda each: find_relatives(workspace, recogniser, each), batch))
            with writing(workspace.engine) as session:
                for asset_id, relatives in zip(batch, found, strict=True):
                    note_compared(session, asset_id, relatives, now)
            if progress:
                progress(start + len(batch), len(waiting))
    return len(waiting)


def find_relatives(workspace: Workspace, recogniser: Recogniser, asset_id: int) -> tuple[Relative, ...]:
    """Find the relatives of an asset that is here, those left out that this version proved already."""
    with reading(workspace.engine) as session:
        asset = session.get(Asset, asset_id)
        likenesses = likenesses_of(session, workspace.store, asset_id)
        proofs = session.exec(
            select(Proof.first_id, Proof.second_id).where(
                (Proof.first_id == asset_id) | (Proof.second_id == asset_id), Proof.version == version_now()
            )
        ).all()
    if asset is None:
        return ()
    but = {asset_id, *(one if other == asset_id else other for one, other in proofs)}
    best: dict[int, Relative] = {}
    for likeness in likenesses:
        for relative in recogniser.relatives(likeness, (asset.width_px, asset.height_px), but=but):
            known = best.get(relative.asset_id)
            if known is None or relative.relation.score > known.relation.score:
                best[relative.asset_id] = relative
    return tuple(sorted(best.values(), key=lambda each: (-each.relation.score, each.asset_id)))


def note_compared(session: Session, asset_id: int, relatives: Sequence[Relative], now: datetime) -> None:
    """Write an asset's proofs, and that it was compared."""
    for relative in relatives:
        keep_proof(session, asset_id, relative.asset_id, relative.relation, now)
    session.execute(update(Likeness).where(col(Likeness.asset_id) == asset_id).values(is_compared=True))


def prove_clusters(workspace: Workspace, *, now: datetime) -> int:
    """Prove each group's members against its largest picture, until nothing is left to prove.

    Returns:
        number of pairs proved.
    """
    done = 0
    while True:
        with reading(workspace.engine) as session:
            pairs = _open_pairs(session)
        if not pairs:
            return done
        with ThreadPoolExecutor(workspace.settings.workers) as threads:
            for start in range(0, len(pairs), BATCH):
                batch = pairs[start : start + BATCH]
                relations = list(threads.map(lambda pair: prove_pair(workspace, *pair), batch))
                with writing(workspace.engine) as session:
                    for (first, second), relation in zip(batch, relations, strict=True):
                        keep_proof(session, first, second, relation.relation if relation else None, now)
                        done += 1


def prove_pair(workspace: Workspace, one: int, other: int) -> Relative | None:
    """Prove what two assets are to each other, by their surest frames where they are clips."""
    with reading(workspace.engine) as session:
        sides = []
        for asset_id in (one, other):
            asset = session.get(Asset, asset_id)
            rows = session.exec(
                select(Likeness).where(Likeness.asset_id == asset_id, Likeness.version == made.VERSION)
            ).all()
            sides.append([shown_of(workspace.store, row, asset) for row in rows if asset is not None])
    pairs = ((first, second) for first in sides[0] for second in sides[1] if first and second)
    found = [relation for first, second in pairs if (relation := relate(first, second))]
    best = max(found, key=lambda each: each.score, default=None)
    return Relative(other, best) if best else None


def _open_pairs(session: Session) -> list[Pair]:
    """List what must be proved before clusters can be built."""
    rows = session.exec(select(Proof.first_id, Proof.second_id, Proof.kind)).all()
    known = {(first, second) for first, second, _ in rows}
    joined = {(first, second) for first, second, kind in rows if kind in JOINED}
    return list(unproved(joined, known, pixels_of(session, joined)))


def pixels_of(session: Session, pairs: set[Pair]) -> dict[int, int]:
    """Read the number of pixels of every asset in some pairs."""
    ids = sorted({key for pair in pairs for key in pair})
    pixels: dict[int, int] = {}
    for start in range(0, len(ids), 500):
        wanted = select(Asset.id, Asset.width_px * Asset.height_px).where(col(Asset.id).in_(ids[start : start + 500]))
        pixels.update({key or 0: size for key, size in session.exec(wanted)})
    return pixels


def _without_likeness(session: Session) -> list[tuple[int, str]]:
    """List the photos that have a preview but no likeness of this version, with the preview's digest."""
    has_one = select(Likeness.id).where(Likeness.asset_id == Asset.id, Likeness.version == made.VERSION).exists()
    wanted = (
        select(Asset.id, Rendition.digest)
        .join(Rendition)
        .where(Rendition.name == "preview", Asset.kind == "photo", col(Asset.damage).is_(None), ~has_one)
        .order_by(col(Asset.id).desc())
    )
    return [(asset_id or 0, digest) for asset_id, digest in session.exec(wanted)]


def _likeness_of_preview(workspace: Workspace, digest: str) -> made.Likeness | None:
    """Take a likeness from a preview; None when it is gone or damaged, as `check` tells."""
    try:
        return made.likeness_of_file(workspace.store.read("renditions", digest))
    except (BlobMissing, UnreadableMedia):
        return None
