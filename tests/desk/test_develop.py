"""Coming in by two stages: searchable after a first look, previews and look-alikes behind it."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Fingerprint
from library.catalogue.search import AssetQuery
from library.desk.background import Background
from library.desk.browse import find, get_asset
from library.desk.develop import count_undeveloped, develop
from library.desk.ingest import ingest, take_in
from library.desk.pictures import read_picture, shown_version, version_of
from library.desk.workspace import Workspace
from library.storage.local import LocalStore
from tests.media.building import encoded, exif_segment, exif_with_thumbnail, jpeg_with, scene

SIZE = (1500, 1000)


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    """Three pictures too large to be developed at the first look, the last two alike, with thumbnails and captions."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    noise = Image.effect_noise(SIZE, 40).convert("RGB")
    block = exif_with_thumbnail(((0x010E, 2, b"A parade in the capital\x00"),), encoded(scene(160, 107), "JPEG"))
    for name, quality in (("b.jpg", 90), ("c.jpg", 85)):
        picture = encoded(Image.blend(scene(*SIZE), noise, 0.3), "JPEG", quality=quality)
        (folder / name).write_bytes(jpeg_with(exif_segment(block), picture=picture))
    (folder / "a.jpg").write_bytes(encoded(noise, "JPEG"))
    return folder


def names_of(workspace: Workspace, asset_id: int | None) -> set[str]:
    return set(get_asset(workspace, asset_id or 0).renditions)


def prints(workspace: Workspace) -> int:
    with reading(workspace.engine) as session:
        return len(session.exec(select(Fingerprint)).all())


def test_after_a_first_look_a_picture_is_searchable_and_shows_its_thumbnail(workspace, shoot, now) -> None:
    report = take_in(workspace, [shoot], by="anna", now=now)
    assert (report.ingested, count_undeveloped(workspace), prints(workspace)) == (3, 3, 0)
    found = find(workspace, AssetQuery(words="parade")).assets
    assert {(asset.file_name, asset.width_px, asset.is_developed) for asset in found} == {
        ("c.jpg", 1500, False),
        ("b.jpg", 1500, False),
    }
    asset = found[0]
    assert names_of(workspace, asset.id) == {"thumbnail"}
    assert shown_version(asset) != version_of(asset)
    for name in ("thumbnail", "preview"):
        assert read_picture(workspace, asset.id or 0, shown_version(asset), name)
    assert read_picture(workspace, asset.id or 0, version_of(asset), "preview") is None


def test_development_makes_previews_and_finds_look_alikes_once(workspace, shoot, now) -> None:
    take_in(workspace, [shoot], by="anna", now=now)
    told: list[tuple[int, int]] = []
    done = develop(workspace, progress=lambda n, total, _newest: told.append((n, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert sorted(len(each.near) for each in done) == [0, 0, 1]
    assert count_undeveloped(workspace) == 0
    for each in done:
        assert names_of(workspace, each.asset_id) == {"thumbnail", "preview"}
    assert develop(workspace) == ()


def test_a_patient_ingest_tells_what_both_stages_found(workspace, shoot, now) -> None:
    report = ingest(workspace, [shoot], by="anna", now=now)
    assert (report.ingested, count_undeveloped(workspace)) == (3, 0)
    assert sum(len(result.near) for result in report.results) == 1


def test_an_edit_between_the_stages_is_not_touched(workspace, shoot, now) -> None:
    from library.desk.curate import edit_asset

    report = take_in(workspace, [shoot], by="anna", now=now)
    asset_id = report.results[0].asset_id or 0
    edit_asset(workspace, asset_id, {"caption": "Mein Satz"}, by="anna", now=now)
    version = get_asset(workspace, asset_id).asset.version
    develop(workspace)
    asset = get_asset(workspace, asset_id).asset
    assert (asset.caption, asset.version) == ("Mein Satz", version)


def test_a_claim_keeps_others_away_until_it_runs_out(workspace, shoot, now) -> None:
    take_in(workspace, [shoot], by="anna", now=now)
    with writing(workspace.engine) as session:
        for asset in session.exec(select(Asset)).all():
            asset.claimed_until = datetime.now(UTC) + timedelta(minutes=5)
    assert develop(workspace) == ()
    with writing(workspace.engine) as session:
        for asset in session.exec(select(Asset)).all():
            asset.claimed_until = datetime.now(UTC) - timedelta(seconds=1)
    assert len(develop(workspace)) == 3


def test_a_cut_picture_stays_with_its_credit_and_says_what_is_missing(workspace, shoot, now) -> None:
    path = shoot / "b.jpg"
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 5])
    report = ingest(workspace, [path], by="anna", now=now)
    (result,) = report.damaged
    assert "of the height is missing" in (result.damage or "")
    view = get_asset(workspace, result.asset_id or 0)
    assert (view.asset.description, view.asset.damage) == ("A parade in the capital", result.damage)
    assert set(view.renditions) == {"thumbnail", "preview"}


def test_an_original_that_is_gone_is_told_and_does_not_stop_the_others(workspace, shoot, tmp_path, now) -> None:
    workspace = replace(workspace, store=LocalStore(tmp_path / "media"))
    report = take_in(workspace, [shoot], by="anna", now=now)
    lost = get_asset(workspace, report.results[0].asset_id or 0).asset
    with workspace.store.local_path("originals", lost.digest) as path:
        path.unlink()
    done = {each.asset_id: each.damage for each in develop(workspace)}
    assert len(done) == 3
    assert [asset_id for asset_id, damage in done.items() if damage] == [lost.id]
    assert names_of(workspace, lost.id) <= {"thumbnail"}


def test_the_server_develops_by_itself(workspace, shoot, now) -> None:
    take_in(workspace, [shoot], by="anna", now=now)
    background = Background(workspace, poll_seconds=0.05)
    background.start()
    until = time.monotonic() + 30
    while count_undeveloped(workspace) and time.monotonic() < until:
        time.sleep(0.05)
    background.stop()
    assert count_undeveloped(workspace) == 0
