import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from library.catalogue.search import AssetQuery
from library.desk.browse import find
from library.desk.workspace import Workspace
from tests.media.building import alt, xmp
from tests.ui.reading import html_of, must_be_sound

Make = Callable[..., AppTest]


def _picture(shade: int) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).point(lambda value: value * shade // 255).save(buffer, "JPEG")
    return buffer.getvalue()


def test_page_says_what_happens(desk_app: Make) -> None:
    app = desk_app("ingest").run()
    must_be_sound(app)
    assert "The original is kept as it came." in html_of(app)


def test_uploads_come_in_and_a_bad_one_stops_nobody(desk_app: Make, desk: Workspace) -> None:
    app = desk_app("ingest").run()
    uploader = app.get("file_uploader")[0]
    uploader.upload("../one.jpg", _picture(255))
    uploader.upload("one.jpg", _picture(90))
    uploader.upload("notes <b>.jpg", b"no picture at all")
    app.run()
    app.button(key="ing_upload_start").click().run(timeout=60)
    must_be_sound(app)
    shown = html_of(app)
    assert "2 new pictures · 1 failed" in shown
    assert "notes &lt;b&gt;.jpg" in shown
    assert {one.file_name for one in find(desk, AssetQuery()).assets} == {"one.jpg"}
    app.button(key="ing_again").click().run()
    assert app.get("file_uploader")


def test_what_a_program_wrote_beside_a_picture_comes_with_it(desk_app: Make, desk: Workspace) -> None:
    app = desk_app("ingest").run()
    uploader = app.get("file_uploader")[0]
    packet = xmp(alt("dc:description", "Written beside it"))
    uploader.upload("one.xmp", packet)
    uploader.upload("one.jpg", _picture(255))
    uploader.upload("lone.xmp", packet)
    app.run()
    app.button(key="ing_upload_start").click().run(timeout=60)
    must_be_sound(app)
    shown = html_of(app)
    assert "1 new picture · 2 other files passed over" in shown
    assert "Belongs to one.jpg" in shown
    assert "bring it in together with the picture" in shown
    assert find(desk, AssetQuery()).assets[0].description == "Written beside it"


def test_folder_comes_in_and_the_same_again_is_here_already(desk_app: Make, desk: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(_picture(200))
    for expected in ("1 new picture", "1 already here"):
        app = desk_app("ingest").run()
        app.button_group(key="ing_source").set_value("folder").run()
        app.text_input(key="ing_folder").set_value(str(folder))
        app.button(key="ing_folder_start").click().run(timeout=60)
        must_be_sound(app)
        assert expected in html_of(app)
    assert find(desk, AssetQuery()).total == 1


def test_missing_folder_is_told(desk_app: Make) -> None:
    app = desk_app("ingest").run()
    app.button_group(key="ing_source").set_value("folder").run()
    app.text_input(key="ing_folder").set_value("/no/such/folder")
    app.button(key="ing_folder_start").click().run()
    assert "There is no such folder or file." in html_of(app)


def test_page_speaks_german(desk_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_LANGUAGE", "de")
    app = desk_app("ingest").run()
    must_be_sound(app)
    assert "Was geschieht" in html_of(app)


def test_what_failed_is_told_in_german_with_its_particulars(desk_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_LANGUAGE", "de")
    app = desk_app("ingest").run()
    app.get("file_uploader")[0].upload("notizen.jpg", b"no picture at all")
    app.run()
    app.button(key="ing_upload_start").click().run(timeout=60)
    shown = html_of(app)
    assert "Diese Art von Datei kann photodesk nicht lesen" in shown
    assert "notizen.jpg is a text" in shown
