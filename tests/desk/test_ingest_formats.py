"""Raw files, Photoshop documents and the XMP beside a file come in with what belongs to them."""

from pathlib import Path

import pytest
from sqlmodel import select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Delivery, Rendition
from library.desk.ingest import ingest
from library.desk.ingest_report import IngestReport
from library.desk.workspace import Workspace
from tests.media import raws
from tests.media.building import alt, jpeg_with, xmp

PACKET = xmp(alt("dc:description", "A parade in the capital"), 'photoshop:Credit="KEYSTONE/EPA/A. Example"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "card"
    made.mkdir()
    return made


def bring_in(workspace: Workspace, *paths: Path, now, **how) -> IngestReport:
    return ingest(workspace, paths, by="anna", now=now, **how)


def rows(workspace: Workspace, table):
    with reading(workspace.engine) as session:
        return session.exec(select(table)).all()


def test_a_raw_file_with_its_sidecar_is_one_asset(workspace, folder, now) -> None:
    (folder / "photo.dng").write_bytes(raws.dng())
    (folder / "photo.xmp").write_bytes(PACKET)
    report = bring_in(workspace, folder, now=now)
    assert (report.ingested, report.failed) == (1, 0)
    asset = rows(workspace, Asset)[0]
    assert (asset.kind, asset.format, asset.suffix, asset.width_px, asset.height_px) == (
        "photo",
        "DNG",
        ".dng",
        6000,
        4000,
    )
    assert (asset.description, asset.agency) == ("A parade in the capital", "EPA")
    assert {rendition.name for rendition in rows(workspace, Rendition)} == {"thumbnail", "preview"}
    delivery = rows(workspace, Delivery)[0]
    assert delivery.sidecar_name == "photo.xmp"
    assert workspace.store.read("documents", delivery.sidecar_digest) == PACKET
    assert workspace.store.read("originals", asset.digest) == raws.dng()


def test_a_sidecar_that_is_named_is_passed_over_with_its_owner(workspace, folder, now) -> None:
    (folder / "photo.jpg").write_bytes(jpeg_with())
    (folder / "photo.xmp").write_bytes(PACKET)
    report = bring_in(workspace, folder / "photo.jpg", folder / "photo.xmp", now=now)
    assert (report.ingested, report.failed, report.skipped) == (1, 0, 1)
    passed = report.passed_over[0]
    assert (passed.owner, passed.reason) == ("photo.jpg", "photo.xmp belongs to photo.jpg and is read with it.")


def test_a_lone_sidecar_is_no_failure(workspace, folder, now) -> None:
    (folder / "lone.xmp").write_bytes(PACKET)
    report = bring_in(workspace, folder / "lone.xmp", now=now)
    assert (report.ingested, report.failed, report.skipped) == (0, 0, 1)
    assert "no such picture lies beside it" in (report.passed_over[0].reason or "")


def test_a_raw_file_without_a_picture_comes_in_without_renditions(workspace, folder, now) -> None:
    (folder / "photo.dng").write_bytes(raws.dng(jpeg=b"\x00" * 200))
    report = bring_in(workspace, folder, now=now)
    assert report.ingested == 1
    assert rows(workspace, Rendition) == []
    assert (rows(workspace, Asset)[0].width_px, rows(workspace, Asset)[0].damage) == (6000, None)


def test_a_photoshop_document_comes_in_with_its_picture(workspace, folder, now) -> None:
    (folder / "layers.psd").write_bytes(raws.psd())
    assert bring_in(workspace, folder, now=now).ingested == 1
    assert rows(workspace, Asset)[0].format == "PSD"
    assert len(rows(workspace, Rendition)) == 2
