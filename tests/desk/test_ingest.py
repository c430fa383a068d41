"""Bringing files in: three layers, deliveries, duplicates told, failures told, and a plug pulled at any moment."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from sqlalchemy import text
from sqlmodel import select

from library.catalogue.database import connect, open_database, reading
from library.catalogue.models import Asset, Change, Delivery, Fingerprint, Rendition, SearchDoc
from library.catalogue.search import AssetQuery
from library.desk import ingest as ingesting
from library.desk.browse import find, get_asset
from library.desk.incoming import collect_files
from library.desk.ingest import ingest, moment_of
from library.desk.ingest_report import IngestReport
from library.desk.workspace import Workspace
from library.storage.local import LocalStore
from library.storage.store import Blob
from tests.media.building import alt, encoded, iim, iptc_segment, jpeg_with, scene, xmp, xmp_segment
from tests.media.clips import moving_scene, write_clip

CREDIT = jpeg_with(
    xmp_segment(xmp(alt("dc:description", "A parade in the capital"), 'photoshop:Credit="KEYSTONE/EPA/A. Example"')),
    iptc_segment(iim((2, 120, b"An older text"))),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "agencies"
    made.mkdir()
    return made


def bring_in(workspace: Workspace, *paths: Path, now: datetime, **how) -> IngestReport:
    return ingest(workspace, paths, by="anna", now=now, **how)


def rows(workspace: Workspace, table):
    with reading(workspace.engine) as session:
        return session.exec(select(table)).all()


def test_a_picture_becomes_an_asset_with_everything_that_belongs_to_it(workspace, folder, now) -> None:
    (folder / "parade.jpg").write_bytes(CREDIT)
    report = bring_in(workspace, folder, now=now)
    assert (report.ingested, report.known, report.failed, report.skipped) == (1, 0, 0, 0)
    asset = get_asset(workspace, report.results[0].asset_id).asset
    assert (asset.kind, asset.format, asset.width_px, asset.height_px) == ("photo", "JPEG", 96, 64)
    assert asset.delivered["description"] == "A parade in the capital"
    assert asset.delivered["conflicts"] == ["description"]
    assert (asset.agency, asset.distributor, asset.photographer) == ("EPA", "KEYSTONE", "A. Example")
    assert asset.proposed["agency"]["rule"]
    assert asset.proposed["agency"]["evidence"]
    assert asset.credit_state == "clear"
    assert workspace.store.read("originals", asset.digest) == CREDIT
    assert {rendition.name for rendition in rows(workspace, Rendition)} == {"thumbnail", "preview"}
    assert all(workspace.store.exists("renditions", rendition.digest) for rendition in rows(workspace, Rendition))
    assert [fingerprint.region for fingerprint in rows(workspace, Fingerprint)] == ["whole"]
    delivery = rows(workspace, Delivery)[0]
    assert (delivery.file_name, delivery.folder, delivery.uploader) == ("parade.jpg", str(folder), "anna")
    change = rows(workspace, Change)[0]
    assert (change.action, change.subject, change.changed_by) == ("ingest", "asset", "anna")
    assert find(workspace, AssetQuery(words="parade capital")).total == 1


def test_a_clip_becomes_an_asset_with_duration_and_poster(workspace, folder, now) -> None:
    write_clip(folder / "clip.mp4", moving_scene(black=4))
    bring_in(workspace, folder, now=now)
    asset = rows(workspace, Asset)[0]
    assert (asset.kind, asset.codec) == ("video", "mpeg4")
    assert asset.duration_seconds == pytest.approx(2.0, abs=0.2)
    assert len(rows(workspace, Fingerprint)) >= 3


def test_the_same_bytes_are_the_same_asset_and_one_more_delivery(workspace, folder, now) -> None:
    (folder / "a.jpg").write_bytes(CREDIT)
    (folder / "b.jpg").write_bytes(CREDIT)
    report = bring_in(workspace, folder, now=now)
    assert (report.ingested, report.known) == (1, 1)
    (folder / "renamed-later.jpg").write_bytes(CREDIT)
    report = bring_in(workspace, folder / "renamed-later.jpg", now=now, is_upload=True)
    assert (report.ingested, report.known) == (0, 1)
    assert len(rows(workspace, Asset)) == 1
    deliveries = rows(workspace, Delivery)
    assert [delivery.file_name for delivery in deliveries][-1] == "renamed-later.jpg"
    assert (len(deliveries), deliveries[-1].folder) == (3, None)
    assert find(workspace, AssetQuery(words="renamed")).total == 1


def test_somebody_else_who_was_quicker_keeps_the_asset(workspace, folder, now, monkeypatch) -> None:
    (folder / "a.jpg").write_bytes(CREDIT)
    bring_in(workspace, folder, now=now)
    monkeypatch.setattr(ingesting, "_known_sizes", lambda _workspace: set())
    assert bring_in(workspace, folder, now=now).known == 1
    assert (len(rows(workspace, Asset)), len(rows(workspace, Delivery))) == (1, 2)


def test_what_cannot_be_read_is_told_and_the_rest_comes_in(workspace, folder, now) -> None:
    noise = encoded(Image.effect_noise((300, 200), 60), "JPEG")
    (folder / "cut.jpg").write_bytes(noise[: len(noise) // 20])
    (folder / "empty.png").write_bytes(b"")
    (folder / "text.jpg").write_text("no picture", encoding="utf-8")
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    (folder / "good.jpg").write_bytes(CREDIT)
    report = bring_in(workspace, folder, folder / "missing.jpg", now=now)
    assert (report.ingested, report.failed, report.skipped) == (1, 4, 1)
    reasons = {failure.path.name: failure.reason or "" for failure in report.failures}
    assert "end early" in reasons["cut.jpg"]
    assert "empty" in reasons["empty.png"]
    assert "a text" in reasons["text.jpg"]
    assert "cannot be opened" in reasons["missing.jpg"]
    assert all(failure.hint for failure in report.failures)
    assert len(rows(workspace, Asset)) == 1


def test_a_file_that_changes_while_it_is_read_does_not_come_in(workspace, folder, now, monkeypatch) -> None:
    (folder / "a.jpg").write_bytes(CREDIT)
    monkeypatch.setattr(type(workspace.store), "put_file", lambda *_: Blob("0" * 64, 1))
    report = bring_in(workspace, folder, now=now)
    assert "changed while" in (report.failures[0].reason or "")
    assert rows(workspace, Asset) == []


def test_a_picture_that_looks_like_one_here_is_told(workspace, folder, now) -> None:
    (folder / "first.jpg").write_bytes(encoded(scene(640, 480), "JPEG", quality=95))
    first = bring_in(workspace, folder, now=now).results[0]
    (folder / "smaller.jpg").write_bytes(encoded(scene(640, 480).resize((320, 240)), "JPEG", quality=60))
    second = bring_in(workspace, folder / "smaller.jpg", now=now).results[0]
    assert (first.near, [near.asset_id for near in second.near]) == ((), [first.asset_id])


def test_progress_is_told_after_each_file(workspace, folder, now) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.png").write_bytes(encoded(scene(40 + ord(name), 60), "PNG"))
    told = []
    bring_in(workspace, folder, now=now, progress=lambda done, total, result: told.append((done, total, bool(result))))
    assert told == [(0, 2, False), (1, 2, True), (2, 2, True)]


def test_names_that_are_no_utf8_can_be_stored(workspace, folder, now) -> None:
    (folder / b"caf\xe9.jpg".decode("utf-8", "surrogateescape")).write_bytes(CREDIT)
    bring_in(workspace, folder, now=now)
    assert rows(workspace, Delivery)[0].file_name == "caf\ufffd.jpg"


def test_system_files_sidecars_and_hidden_files_are_passed_over(folder: Path) -> None:
    deep = folder / "one" / "two"
    deep.mkdir(parents=True)
    (folder / "__MACOSX").mkdir()
    for name in ("Thumbs.db", ".DS_Store", "._a.jpg", "a.xmp", "desktop.ini", "__MACOSX/b.jpg"):
        (folder / name).write_bytes(CREDIT)
    (deep / "c.jpg").write_bytes(CREDIT)
    (folder / "empty-note").write_bytes(b"")
    found = collect_files([folder, folder])
    assert (found.files, found.refused, found.skipped) == ([deep / "c.jpg"], [], 1)
    assert len(collect_files([folder / "._a.jpg"]).files) == 1


@pytest.mark.parametrize(
    ("created", "moment"),
    [
        ("2026-05-03T10:20:30+02:00", datetime(2026, 5, 3, 8, 20, 30, tzinfo=UTC)),
        ("2026-05-03T10:20:30", datetime(2026, 5, 3, 8, 20, 30, tzinfo=UTC)),
        ("2026-05-03T10:20:30.25Z", datetime(2026, 5, 3, 10, 20, 30, 250000, tzinfo=UTC)),
        ("2026-05-03", datetime(2026, 5, 2, 22, 0, tzinfo=UTC)),
        ("1997-06", datetime(1997, 5, 31, 22, 0, tzinfo=UTC)),
        ("1997", datetime(1996, 12, 31, 23, 0, tzinfo=UTC)),
        ("2026-02-30", None),
        ("0001-01-01T00:00:00", None),
        (None, None),
    ],
)
def test_a_moment_without_zone_is_the_newsrooms(created: str | None, moment: datetime | None) -> None:
    assert moment_of(created, ZoneInfo("Europe/Zurich")) == moment


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_two_who_bring_in_the_same_bytes_at_once_get_one_asset(database, request, settings, folder, now) -> None:
    if database == "postgres":
        settings = settings.model_copy(update={"database_url": _new_database(request.getfixturevalue("postgres_url"))})
    for number in range(6):
        (folder / f"{number}.png").write_bytes(encoded(scene(60 + number, 50), "PNG"))
    desks = [Workspace(open_database(settings.catalogue_url), LocalStore(settings.home), settings) for _ in range(2)]
    with ThreadPoolExecutor(2) as people:
        reports = list(people.map(lambda desk: bring_in(desk, folder, now=now), desks))
    assert [report.failed for report in reports] == [0, 0]
    assert sum(report.ingested for report in reports) == 6
    assert (len(rows(desks[0], Asset)), len(rows(desks[0], Delivery)), len(rows(desks[0], Rendition))) == (6, 12, 12)
    for desk in desks:
        desk.close()


def _new_database(server: str) -> str:
    """Make an empty database on a server; give its URL."""
    name = f"ingest_{uuid4().hex[:8]}"
    admin = connect(server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return server.replace("/postgres?", f"/{name}?")


INGEST = "import sys; from library.cli.main import app; app(['ingest', sys.argv[1], '--workers', '1', '--json'])"


@pytest.mark.slow
def test_a_plug_pulled_at_any_moment_leaves_no_asset_without_its_bytes(tmp_path: Path, folder: Path) -> None:
    for number in range(20):
        (folder / f"{number}.png").write_bytes(encoded(scene(60 + number, 50), "PNG"))
    home = tmp_path / "home"
    environment = {**os.environ, "PHOTODESK_HOME": str(home), "PHOTODESK_USER": "anna"}
    url = f"sqlite:///{home / 'catalogue.sqlite'}"
    open_database(url).dispose()
    chance = random.Random(7)
    found = 0
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", INGEST, str(folder)], env=environment, stdout=subprocess.PIPE, start_new_session=True
        )
        # The kill falls somewhere in the rows being written: as soon as a new one is there, plus a random moment.
        limit = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < limit and _count(url) <= found:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.08))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        found = _check(url, home)
    assert found > 0
    subprocess.run([sys.executable, "-c", INGEST, str(folder)], env=environment, check=True, stdout=subprocess.PIPE)
    assert _check(url, home) == 20


def _count(url: str) -> int:
    engine = open_database(url)
    with reading(engine) as session:
        count = len(session.exec(select(Asset.id)).all())
    engine.dispose()
    return count


def _check(url: str, home: Path) -> int:
    """Look at what a killed ingest left; give the number of assets."""
    engine = open_database(url)
    store = LocalStore(home / "media")
    with reading(engine) as session:
        assets = session.exec(select(Asset)).all()
        for asset in assets:
            assert store.exists("originals", asset.digest)
            for table, least in ((Delivery, 1), (Rendition, 2), (Fingerprint, 1), (SearchDoc, 1)):
                belonging = session.exec(select(table).where(table.asset_id == asset.id)).all()
                assert len(belonging) >= least
                if table is Rendition:
                    assert all(store.exists("renditions", rendition.digest) for rendition in belonging)
            assert session.exec(select(Change).where(Change.subject_id == asset.id, Change.field == "row")).all()
    engine.dispose()
    return len(assets)
