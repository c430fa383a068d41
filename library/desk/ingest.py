"""Ingest: files become assets, in this order: original, renditions, then all rows in one transaction.

Whoever pulls the plug at any moment leaves bytes that no row knows (harmless), never a row without its bytes. A first
look makes pictures searchable within milliseconds; their previews and fingerprints are developed behind it.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import Session, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import refresh
from library.catalogue.models import Asset, Delivery, Rendition
from library.catalogue.search import index_asset, index_new_asset
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.describe import proposed_layer
from library.desk.develop import CLAIM_MINUTES, add_pictures, develop, store_renditions
from library.desk.history import begin_step
from library.desk.incoming import collect_files, shown_name
from library.desk.ingest_report import IngestReport, IngestResult, Progress, joined
from library.desk.near import NearFinder
from library.desk.verdicts import recall
from library.desk.workspace import Workspace
from library.errors import LibraryError, MediaError, UnreadableMedia
from library.media.inspect import Inspection, digest_file
from library.media.messages import media_of
from library.media.metadata import to_json
from library.media.probe import probe_head
from library.media.sidecar import find_sidecar
from library.media.workers import Unreadable, inspect_files


def ingest(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    by: str,
    now: datetime,
    progress: Progress | None = None,
    is_upload: bool = False,
) -> IngestReport:
    """Bring files and folders in and develop them; a file that cannot be read never stops the others.

    Args:
        workspace: where to.
        paths: files, and folders that are walked at any depth.
        by: who brings them in.
        now: the moment of delivery, aware.
        progress: told after each file, and again after each that was developed.
        is_upload: the files lie in a temporary folder, whose name is not kept.
    """
    began = time.monotonic()
    desk = _Desk(workspace, Arrival(by, now, is_upload=is_upload, is_claimed=True))
    report = _take_in(desk, paths, progress)
    developed = develop(workspace, desk.undeveloped, near=desk.near, progress=progress)
    results = joined(report.results, developed)
    return replace(report, results=results, seconds=round(time.monotonic() - began, 3))


def take_in(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    by: str,
    now: datetime,
    progress: Progress | None = None,
    is_upload: bool = False,
) -> IngestReport:
    """Bring files and folders in at a first look, searchable at once; `develop` makes their previews.

    Args:
        workspace: where to.
        paths: files, and folders that are walked at any depth.
        by: who brings them in.
        now: the moment of delivery, aware.
        progress: told after each file.
        is_upload: the files lie in a temporary folder, whose name is not kept.
    """
    return _take_in(_Desk(workspace, Arrival(by, now, is_upload=is_upload, is_claimed=False)), paths, progress)


def _take_in(desk: "_Desk", paths: Iterable[Path], progress: Progress | None) -> IngestReport:
    """Bring files and folders in at a first look."""
    began = time.monotonic()
    incoming = collect_files(paths)
    total = len(incoming.files) + len(incoming.refused) + len(incoming.sidecars)
    results: list[IngestResult] = []
    if progress:
        progress(0, total, None)
    refused = (IngestResult(r.path, "failed", reason=r.reason, hint=r.hint, error=r.error) for r in incoming.refused)
    passed = (IngestResult(s.path, "skipped", reason=s.reason, owner=s.owner) for s in incoming.sidecars)
    for source in (refused, passed, desk.take_in(incoming.files)):
        for result in source:
            results.append(result)
            if progress:
                progress(len(results), total, result)
    states = [result.state for result in results]
    return IngestReport(
        ingested=states.count("ingested"),
        known=states.count("known"),
        failed=states.count("failed"),
        skipped=incoming.skipped + states.count("skipped"),
        seconds=round(time.monotonic() - began, 3),
        results=tuple(results),
    )


KEEPERS = 4
"""Threads that copy originals: most of that time is waiting for the disk to say that they are safe."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who brings a batch, when and how.

    Args:
        is_claimed: who brings it also develops it.
    """

    by: str
    now: datetime
    is_upload: bool = False
    is_claimed: bool = True


class _Desk:
    """What one batch shares: the registry, and what is here already."""

    def __init__(self, workspace: Workspace, arrival: Arrival) -> None:
        self.workspace, self.arrival = workspace, arrival
        self.by, self.now = arrival.by, arrival.now
        self.registry: Registry = registry_of(workspace)
        self.near = NearFinder(workspace)
        self.undeveloped: list[int] = []
        self.one_at_a_time = Lock()

    def take_in(self, files: list[Path]) -> Iterator[IngestResult]:
        """Bring files in: those whose bytes are known at once, the others through the workers."""
        fresh: list[Path] = []
        sizes = _known_sizes(self.workspace)
        for path in files:
            known = self._try(path, lambda path=path: self._deliver_known(path, sizes))  # type: ignore[misc]
            if known is None:
                fresh.append(path)
            else:
                yield known
        fresh.sort(key=_is_clip)  # clips take seconds, pictures milliseconds
        workers = min(self.workspace.settings.workers, len(fresh) or 1)
        waiting: deque[Future[IngestResult | None]] = deque()
        with (
            closing(inspect_files(fresh, workers=workers, is_first_look=True)) as outcomes,
            ThreadPoolExecutor(KEEPERS, thread_name_prefix="ingest") as keepers,
        ):
            for path, outcome in outcomes:
                waiting.append(keepers.submit(self._take, path, outcome))
                if len(waiting) > KEEPERS:
                    yield from _told(waiting.popleft())
            while waiting:
                yield from _told(waiting.popleft())

    def _take(self, path: Path, outcome: Inspection | Unreadable) -> IngestResult | None:
        """Keep one file, or say why not."""
        if isinstance(outcome, Unreadable):
            return _failed(path, outcome.reason, outcome.hint, outcome.error)
        return self._try(path, lambda: self._keep(path, outcome))

    def _try(self, path: Path, work: Callable[[], IngestResult | None]) -> IngestResult | None:
        """Do one file's work; what goes wrong with it is its own failure."""
        try:
            return work()
        except LibraryError as error:
            return _failed(path, error.message, error.hint, type(error).__name__)
        except SQLAlchemyError as error:
            reason = f"The catalogue did not take {shown_name(path)} ({type(error).__name__})."
            return _failed(path, reason, "Check that the catalogue's disk has room.", "CatalogueError")

    def _deliver_known(self, path: Path, sizes: set[int]) -> IngestResult | None:
        """Note another delivery of bytes that are here already; None when they are not.

        Only a file as long as a known one is hashed for this, so that a new shoot is read once.
        """
        try:
            if path.stat().st_size not in sizes:
                return None
            digest, _ = digest_file(path)
        except (OSError, MediaError):
            return None
        if not self.workspace.store.exists("originals", digest):
            return None
        with writing(self.workspace.engine) as session:
            asset = session.exec(select(Asset).where(Asset.digest == digest)).first()
            return self._deliver_again(session, asset, path) if asset else None

    def _keep(self, path: Path, inspection: Inspection) -> IngestResult:
        """Store the bytes, then write all rows in one transaction."""
        store = self.workspace.store
        blob = store.put_file("originals", path)
        if not _is_unchanged(path, inspection, blob.size_bytes):
            raise UnreadableMedia(
                f"{shown_name(path)} changed while it was being read.",
                hint="Wait until the file is complete, then bring it in again.",
            )
        renditions = store_renditions(store, 0, inspection.picture.renditions)
        proposed = proposed_layer(inspection.metadata, self.registry)
        try:
            with self.one_at_a_time:
                return self._write(path, replace(inspection, digest=blob.digest), renditions, proposed)
        except IntegrityError:
            # Somebody else brought the same bytes in at the same moment: theirs is the asset, ours a delivery.
            with self.one_at_a_time, writing(self.workspace.engine) as session:
                asset = session.exec(select(Asset).where(Asset.digest == blob.digest)).one()
                return self._deliver_again(session, asset, path)

    def _write(
        self, path: Path, inspection: Inspection, renditions: list[Rendition], proposed: dict[str, Any]
    ) -> IngestResult:
        """Write asset, delivery, fingerprints, renditions and history; all or nothing."""
        with writing(self.workspace.engine) as session:
            if session.exec(select(Asset.id).where(Asset.digest == inspection.digest)).first():
                known = session.exec(select(Asset).where(Asset.digest == inspection.digest)).one()
                return self._deliver_again(session, known, path)
            name = shown_name(path)
            asset = new_asset(inspection, proposed, name, self.now, self.workspace.settings.zone)
            if not inspection.is_developed and self.arrival.is_claimed:
                asset.claimed_until = datetime.now(UTC) + timedelta(minutes=CLAIM_MINUTES)
            session.add(asset)
            session.flush()
            asset_id = asset.id or 0
            recall(session, asset)
            session.add(self._delivery(asset, path))
            add_pictures(session, asset_id, inspection.picture, renditions)
            index_new_asset(session, asset, name)
            step = begin_step(session, "ingest", by=self.by, now=self.now)
            step.note(asset, "row", None, {"digest": asset.digest, "file_name": asset.file_name})
        if not inspection.is_developed:
            self.undeveloped.append(asset_id)
            return IngestResult(path, "ingested", asset_id)
        near = self.near.meet(asset_id, inspection.picture)
        return IngestResult(path, "ingested", asset_id, near=near, damage=inspection.picture.damage)

    def _deliver_again(self, session: Session, asset: Asset, path: Path) -> IngestResult:
        """Note one more delivery of an asset."""
        session.add(self._delivery(asset, path))
        session.flush()
        index_asset(session, asset)
        step = begin_step(session, "ingest", by=self.by, now=self.now)
        step.note(asset, "delivery", None, {"file_name": shown_name(path)})
        return IngestResult(path, "known", asset.id)

    def _delivery(self, asset: Asset, path: Path) -> Delivery:
        """Make the row that says where the bytes came from; the XMP beside them is kept with it."""
        folder = None if self.arrival.is_upload else _printable(str(path.absolute().parent))
        beside = find_sidecar(path, media_of(asset.format))
        return Delivery(
            asset_id=asset.id or 0,
            file_name=shown_name(path),
            folder=folder,
            uploader=self.by,
            delivered_at=self.now,
            sidecar_name=shown_name(beside) if beside else None,
            sidecar_digest=self.workspace.store.put_file("documents", beside).digest if beside else None,
        )


def new_asset(inspection: Inspection, proposed: dict[str, Any], file_name: str, now: datetime, zone: tzinfo) -> Asset:
    """Make the row of a new asset; its shown columns follow from the layers.

    Args:
        inspection: what the worker found.
        proposed: the proposed layer.
        file_name: name of the first delivery.
        now: the moment of arrival.
        zone: assumed for a moment of capture that was delivered without one.
    """
    metadata = inspection.metadata
    asset = Asset(
        digest=inspection.digest or "",
        kind=inspection.media.kind,
        format=inspection.media.format,
        mime=inspection.media.mime,
        suffix=inspection.media.suffix,
        size_bytes=inspection.size_bytes,
        width_px=inspection.picture.width_px,
        height_px=inspection.picture.height_px,
        duration_seconds=inspection.picture.duration_seconds,
        codec=inspection.picture.codec,
        created=metadata.created,
        created_at=moment_of(metadata.created, zone),
        ingested_at=now,
        delivered=to_json(metadata),
        proposed=proposed,
        shooting=dict(inspection.picture.shooting),
        damage=inspection.picture.damage,
        is_developed=inspection.is_developed,
        file_name=file_name,
    )
    refresh(asset)
    return asset


def moment_of(created: str | None, zone: tzinfo) -> datetime | None:
    """Turn a moment of capture, perhaps only a day, month or year, into an aware one; None when there is none."""
    if not created:
        return None
    text = created + "-01-01"[len(created) - 4 :] if len(created) in {4, 7} else created
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_unchanged(path: Path, inspection: Inspection, copied_bytes: int) -> bool:
    """Tell whether the bytes that were copied are those that were looked at."""
    try:
        return (copied_bytes, path.stat().st_mtime_ns) == (inspection.size_bytes, inspection.changed_ns)
    except OSError:
        return False


def _told(result: "Future[IngestResult | None]") -> Iterator[IngestResult]:
    """Wait for what became of one file."""
    told = result.result()
    if told is not None:
        yield told


def _is_clip(path: Path) -> bool:
    """Tell a clip by its content; what cannot be told stays with the pictures."""
    try:
        return probe_head(path).kind == "video"
    except (MediaError, OSError):
        return False


def _known_sizes(workspace: Workspace) -> set[int]:
    """List the lengths of the originals that are here."""
    with reading(workspace.engine) as session:
        return set(session.exec(select(Asset.size_bytes).distinct()).all())


def _failed(path: Path, reason: str, hint: str, error: str) -> IngestResult:
    return IngestResult(path, "failed", reason=_printable(reason), hint=hint, error=error)


def _printable(text: str) -> str:
    """Replace what no terminal and no database takes (file names that are no UTF-8)."""
    return text.encode("utf-8", "replace").decode("utf-8")
