"""Copies that leave the house: decisions inside, private things out, originals untouched, and a note in the history."""

import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from library.desk.browse import get_asset
from library.desk.copies import copy_name, export_copies, make_copy
from library.desk.curate import edit_asset
from library.desk.export import export_html_folder, read_document
from library.desk.history import get_history, undo
from library.desk.ingest import ingest
from library.desk.workspace import Workspace
from library.errors import NothingToUndo
from library.media.metadata import read_metadata
from library.media.policy import COPY, PUBLIC
from tests.desk.stock import gallery_of
from tests.media.building import alt, encoded, exif_segment, jpeg_with, scene, seq, xmp, xmp_segment
from tests.media.sources import exif_block, jpegs
from tests.media.test_clip_copy import PLACE, clip_with_place, packets


def picture() -> bytes:
    packet = xmp(
        alt("dc:description", "A parade") + seq("dc:creator", "A. Example"),
        'photoshop:Credit="KEYSTONE/EPA/A. Example" photoshop:Source="EPA"',
    )
    return jpeg_with(exif_segment(exif_block()), xmp_segment(packet))


@pytest.fixture
def bring_in(workspace: Workspace, tmp_path: Path, now):
    def bring(name: str, data: bytes) -> int:
        folder = tmp_path / "incoming"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        report = ingest(workspace, [folder / name], by="anna", now=now)
        return report.results[0].asset_id or 0

    return bring


def decide(workspace: Workspace, asset_id: int, now, **values) -> None:
    edit_asset(workspace, asset_id, values, by="anna", now=now)


def test_a_copy_carries_decisions_and_keeps_the_rest(workspace, bring_in, tmp_path: Path, now) -> None:
    asset_id = bring_in("a.jpg", picture())
    decide(workspace, asset_id, now, headline="Entschieden", alt_text="Eine Parade", photographer="B. Decided")
    (copy,) = export_copies(workspace, [asset_id], tmp_path / "out", by="anna", now=now)
    assert copy.path is not None
    said = read_metadata(copy.path)
    assert (said.headline, said.alt_text, said.creator) == ("Entschieden", "Eine Parade", ("B. Decided",))
    assert (said.description, said.source) == ("A parade", "EPA")
    assert said.credit_line == "KEYSTONE/EPA/B. Decided"
    assert b"SN-4711" in copy.path.read_bytes()
    assert said.gps is not None


def test_a_public_rendition_carries_what_is_shown_and_the_original_stays(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.jpg", picture())
    decide(workspace, asset_id, now, caption="Die Legende", copyright_notice="© EPA")
    (copy,) = export_copies(workspace, [asset_id], tmp_path / "out", PUBLIC, by="anna", now=now)
    said = read_metadata(copy.path)
    assert (said.description, said.copyright_notice) == ("Die Legende", "© EPA")
    assert said.credit_line == "KEYSTONE/EPA/A. Example"
    assert said.alt_text
    assert said.gps is None
    assert b"SN-4711" not in copy.path.read_bytes()
    digest = get_asset(workspace, asset_id).asset.digest
    assert sha256(workspace.store.read("originals", digest)).hexdigest() == digest == sha256(picture()).hexdigest()


def test_kinds_that_cannot_be_written_into_give_an_archive_or_the_preview(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.tif", encoded(scene(), "TIFF"))
    decide(workspace, asset_id, now, headline="Entschieden")
    (copy,) = export_copies(workspace, [asset_id], tmp_path / "out", PUBLIC, by="anna", now=now)
    assert copy.is_rendition
    assert copy.path.name == "a.jpg"
    assert read_metadata(copy.path).headline == "Entschieden"
    name, data = make_copy(workspace, asset_id, COPY, by="anna", now=now)
    assert name == copy_name(get_asset(workspace, asset_id).asset, COPY) == "a.zip"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["a.tif", "a.tif.xmp"]
        assert "Entschieden" in archive.read("a.tif.xmp").decode()


def test_nothing_is_overwritten_and_one_that_fails_does_not_stop_the_others(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.jpg", picture())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.jpg").write_bytes(b"somebody else's")
    first, second = export_copies(workspace, [4711, asset_id], tmp_path / "out", by="anna", now=now)
    assert first.path is None
    assert first.reason
    assert second.path.name == "a-2.jpg"
    assert (tmp_path / "out" / "a.jpg").read_bytes() == b"somebody else's"


def test_what_left_is_in_the_history_with_its_content_credentials(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.jpg", jpegs()["signed"])
    list(export_copies(workspace, [asset_id], tmp_path / "out", PUBLIC, by="anna", now=now))
    step = get_history(workspace, "asset", asset_id)[0]
    noted = {name: new for name, _, new in step.fields}
    assert (step.action, noted["copy"]) == ("export", "public: a.jpg")
    assert "the copy goes without them" in noted["content_credentials"]
    with pytest.raises(NothingToUndo):
        undo(workspace, step.step, by="anna", now=now)


def test_pictures_beside_an_exported_page_carry_caption_and_credit(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.jpg", picture())
    decide(workspace, asset_id, now, copyright_notice="© EPA")
    gallery_id = gallery_of(workspace, asset_id)
    document = read_document(workspace, gallery_id)
    _, beside = export_html_folder(workspace, document, tmp_path / "story.html")
    said = read_metadata(beside)
    assert (said.copyright_notice, said.credit_line) == ("© EPA", "KEYSTONE/EPA/A. Example")
    assert said.gps is None


def test_a_house_that_forbids_data_mining_says_so_in_public_copies_alone(workspace, bring_in, tmp_path, now) -> None:
    house = replace(workspace, settings=workspace.settings.model_copy(update={"data_mining": "DMI-PROHIBITED"}))
    asset_id = bring_in("a.jpg", picture())
    (public,) = export_copies(house, [asset_id], tmp_path / "out", PUBLIC, by="anna", now=now)
    (copy,) = export_copies(house, [asset_id], tmp_path / "partner", COPY, by="anna", now=now)
    assert read_metadata(public.path).data_mining == "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"
    assert read_metadata(copy.path).data_mining is None
    _, beside = export_html_folder(house, read_document(house, gallery_of(house, asset_id)), tmp_path / "story.html")
    assert read_metadata(beside).data_mining == "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"


def test_clips_beside_an_exported_page_do_not_say_where_they_were_taken(workspace, bring_in, tmp_path, now) -> None:
    asset_id = bring_in("a.mp4", clip_with_place(tmp_path / "a.mp4").read_bytes())
    document = read_document(workspace, gallery_of(workspace, asset_id))
    files = export_html_folder(workspace, document, tmp_path / "story.html")
    (clip,) = [path for path in files if path.suffix == ".mp4"]
    assert PLACE.encode() not in clip.read_bytes()
    assert list(packets(clip)) == list(packets(tmp_path / "a.mp4"))


def test_the_public_version_of_a_damaged_picture_is_what_the_desk_sees(workspace, bring_in, tmp_path, now) -> None:
    data = encoded(scene(400, 300), "PNG")
    asset_id = bring_in("a.png", data[: len(data) * 3 // 4])
    (public,) = export_copies(workspace, [asset_id], tmp_path / "out", PUBLIC, by="anna", now=now)
    assert public.is_rendition
    (copy,) = export_copies(workspace, [asset_id], tmp_path / "partner", COPY, by="anna", now=now)
    assert copy.written.sidecar
    assert copy.path.read_bytes() == data[: len(data) * 3 // 4]
