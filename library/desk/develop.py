"""Develop what was looked at: renditions and fingerprints of assets that came in with no more than metadata.

Whoever is at it claims assets for a while, so that several processes share the work; what a killed one left is taken
up by the next after the claim has run out. Doing one twice is harmless: the same bytes give the same renditions.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, func, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Fingerprint, Rendition
from library.desk.near import NearAsset, NearFinder
from library.desk.workspace import Workspace
from library.errors import BlobMissing
from library.media.inspect import Development
from library.media.messages import media_of
from library.media.renditions import RenderedPicture
from library.media.workers import Job, Unreadable, develop_files
from library.storage.store import BlobStore

CLAIM_MINUTES = 15
BATCH = 16


@dataclass(frozen=True, slots=True)
class Developed:
    """What came of one asset.

    Args:
        damage: what is missing, in words; None when it is whole.
        near: pictures that look like it, the nearest first.
    """

    asset_id: int
    damage: str | None = None
    near: tuple[NearAsset, ...] = ()


Progress = Callable[[int, int, Developed | None], None]
"""Called with assets done, assets that wait in all, and the newest (None at the beginning)."""


def count_undeveloped(workspace: Workspace) -> int:
    """Count the assets that wait for their renditions."""
    with reading(workspace.engine) as session:
        return session.exec(select(func.count()).where(~col(Asset.is_developed))).one()


def develop(
    workspace: Workspace,
    asset_ids: Sequence[int] | None = None,
    *,
    near: NearFinder | None = None,
    progress: Progress | None = None,
) -> tuple[Developed, ...]:
    """Make renditions and fingerprints of assets that have none yet.

    Args:
        workspace: where they are.
        asset_ids: which, claimed by the caller already; None for all that nobody is at.
        near: compares them with what is here; None makes one.
        progress: told after each asset.
    """
    waiting = _given(workspace, asset_ids) if asset_ids is not None else _claimed(workspace)
    total = len(asset_ids) if asset_ids is not None else count_undeveloped(workspace)
    if not total:
        return ()
    room = _Darkroom(workspace, near or NearFinder(workspace))
    done: list[Developed] = []
    if progress:
        progress(0, total, None)
    for result in room.develop(waiting, min(workspace.settings.workers, total)):
        done.append(result)
        if progress:
            progress(len(done), max(total, len(done)), result)
    return tuple(done)


def store_renditions(store: BlobStore, asset_id: int, pictures: Sequence[RenderedPicture]) -> list[Rendition]:
    """Put renditions into the store and make their rows."""
    return [
        Rendition(
            asset_id=asset_id,
            name=made.name,
            digest=store.put_bytes("renditions", made.data).digest,
            mime=made.mime,
            width_px=made.width_px,
            height_px=made.height_px,
            size_bytes=len(made.data),
        )
        for made in pictures
    ]


def apply_development(session: Session, asset: Asset, picture: Development, renditions: Sequence[Rendition]) -> None:
    """Write what came of an asset's pixels; what was there of a first look gives way.

    It is derived from the bytes alone and no person's change: it counts no version and makes no history.
    """
    session.execute(delete(Rendition).where(col(Rendition.asset_id) == asset.id))
    session.execute(delete(Fingerprint).where(col(Fingerprint.asset_id) == asset.id))
    add_pictures(session, asset.id or 0, picture, renditions)
    if picture.width_px and picture.height_px:
        asset.width_px, asset.height_px = picture.width_px, picture.height_px
    asset.shooting = dict(picture.shooting)
    asset.damage = picture.damage
    asset.is_developed, asset.claimed_until = True, None


def add_pictures(session: Session, asset_id: int, picture: Development, renditions: Sequence[Rendition]) -> None:
    """Add the rows of renditions, whose bytes are stored, and of fingerprints to an asset that has none."""
    for rendition in renditions:
        rendition.asset_id = asset_id
        session.add(rendition)
    for made in picture.fingerprints:
        session.add(Fingerprint(asset_id=asset_id, **asdict(made)))


class _Darkroom:
    """Runs the workers over assets and writes what comes of them."""

    def __init__(self, workspace: Workspace, near: NearFinder) -> None:
        self.workspace, self.near = workspace, near
        self._lent: dict[Path, tuple[Asset, ExitStack]] = {}
        self._lost: list[Developed] = []

    def develop(self, assets: Iterator[Asset], workers: int) -> Iterator[Developed]:
        """Develop assets, each yielded as it is done."""
        with closing(develop_files(self._jobs(assets), workers=workers)) as outcomes:
            for path, outcome in outcomes:
                asset, lent = self._lent.pop(path)
                with lent:
                    yield self._keep(asset, path, outcome)
        yield from self._lost

    def _jobs(self, assets: Iterator[Asset]) -> Iterator[Job]:
        """Lend each original as a file for as long as a worker needs it."""
        for asset in assets:
            lent = ExitStack()
            try:
                path = lent.enter_context(self.workspace.store.local_path("originals", asset.digest))
            except BlobMissing as error:
                self._lost.append(self._write(asset, Development(0, 0, damage=error.message)))
                continue
            self._lent[path] = (asset, lent)
            turn = asset.delivered.get("orientation")
            yield Job(path, "develop", media_of(asset.format), turn if isinstance(turn, int) else None)

    def _keep(self, asset: Asset, path: Path, outcome: Development | Unreadable) -> Developed:
        """Write what a worker found; the store's name of a file says nothing to a person."""
        if isinstance(outcome, Unreadable):
            return self._write(asset, None, outcome.reason.replace(path.name, asset.file_name))
        return self._write(asset, outcome)

    def _write(self, asset: Asset, picture: Development | None, damage: str | None = None) -> Developed:
        """Write rows; an asset whose picture is lost keeps what the first look found."""
        asset_id = asset.id or 0
        renditions = store_renditions(self.workspace.store, asset_id, picture.renditions) if picture else []
        with writing(self.workspace.engine) as session:
            row = session.get(Asset, asset_id)
            if row is None:
                return Developed(asset_id)
            if picture and (renditions or not picture.damage):
                apply_development(session, row, picture, renditions)
            else:
                row.damage = picture.damage if picture else damage
                row.is_developed, row.claimed_until = True, None
            told = row.damage
        return Developed(asset_id, told, self.near.meet(asset_id, picture))


def _given(workspace: Workspace, asset_ids: Sequence[int]) -> Iterator[Asset]:
    """Read assets in the order given, some at a time."""
    for start in range(0, len(asset_ids), BATCH):
        wanted = asset_ids[start : start + BATCH]
        with reading(workspace.engine) as session:
            found = {asset.id: asset for asset in session.exec(select(Asset).where(col(Asset.id).in_(wanted))).all()}
        yield from (found[each] for each in wanted if each in found and not found[each].is_developed)


def _claimed(workspace: Workspace) -> Iterator[Asset]:
    """Claim assets that nobody is at, the newest first, some at a time, until none is left."""
    while True:
        moment = datetime.now(UTC)
        with writing(workspace.engine) as session:
            ids = session.exec(
                select(Asset.id)
                .where(
                    ~col(Asset.is_developed),
                    or_(col(Asset.claimed_until).is_(None), col(Asset.claimed_until) < moment),
                )
                .order_by(col(Asset.id).desc())
                .limit(BATCH)
                .with_for_update(skip_locked=True)
            ).all()
            until = moment + timedelta(minutes=CLAIM_MINUTES)
            session.execute(update(Asset).where(col(Asset.id).in_(ids)).values(claimed_until=until))
        if not ids:
            return
        with reading(workspace.engine) as session:
            assets = session.exec(select(Asset).where(col(Asset.id).in_(ids))).all()
        yield from assets
