"""Galleries, duplicates and audit from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from library.cli.main import app
from library.desk.workspace import Workspace, open_workspace
from library.errors import LibraryError
from library.galleries.document import read_schema
from library.settings import read_settings
from tests.desk.stock import HALF, credited, stock


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Open a workspace that the command line opens, too."""
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    monkeypatch.setenv("COLUMNS", "160")
    workspace = open_workspace(read_settings())
    yield workspace
    workspace.close()


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def ask(*words: object, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code))


def test_gallery_is_built_checked_exported_published_and_audited(desk: Workspace, tmp_path: Path) -> None:
    assets = [credited(desk, name) for name in ("arrival", "meeting", "dinner")]
    gallery = ask("gallery", "create", "Besuch", "--asset", assets[0])["gallery"]
    ask("gallery", "add", gallery, *assets[1:], "--at", 1)
    shown = ask("gallery", "show", gallery)
    assert [item["asset_id"] for item in shown["items"]] == [assets[1], assets[2], assets[0]]
    order = [shown["items"][2]["id"], shown["items"][0]["id"], shown["items"][1]["id"]]
    step = ask("gallery", "reorder", gallery, *order, "--version", shown["version"])["step"]
    ask("gallery", "caption", order[0], "Ankunft [am Morgen].", "--alt", "Ein Zug")
    ask("gallery", "lead", gallery, order[0])
    assert "Ankunft [am Morgen]." in run("gallery", "show", gallery)
    assert {finding["code"] for finding in ask("gallery", "check", gallery)} == {"CAP001", "CRD004"}

    page = tmp_path / "besuch.html"
    run("gallery", "export", gallery, "--out", page)
    assert "Ankunft [am Morgen]." in page.read_text(encoding="utf-8")
    assert len(list((tmp_path / "besuch_files").iterdir())) == 3
    written = ask("gallery", "export", gallery, "--format", "json", "--out", tmp_path)["files"]
    assert written == [str(tmp_path / f"gallery-{gallery}.json")]
    data = json.loads((tmp_path / f"gallery-{gallery}.json").read_bytes())
    Draft202012Validator(read_schema()).validate(data)
    assert [item["asset_id"] for item in data["items"]] == assets

    done = ask("gallery", "publish", gallery)
    assert len(done["uses"]) == 3
    assert json.loads(run("gallery", "export", gallery, "--format", "json", "--published"))["published_by"] == "anna"
    report = ask("audit", "--agency", "epa")
    assert report["by_agency"] == [{"name": "EPA", "uses": 3, "assets": 3, "findings": 0}]
    assert "Besuch" in run("audit", "--csv", tmp_path / "audit.csv")
    assert (tmp_path / "audit.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "published" in run("gallery", "list")
    assert step


def test_gallery_with_an_error_is_not_published_unless_accepted_with_a_reason(desk: Workspace) -> None:
    gallery = ask("gallery", "create", "Leer", "--asset", stock(desk, "bare"))["gallery"]
    assert "CRD001" in run("gallery", "check", gallery, code=2)
    with pytest.raises(LibraryError, match="must not go out"):
        run("gallery", "publish", gallery)
    with pytest.raises(LibraryError, match="gives no reason"):
        run("gallery", "publish", gallery, "--accept", "CRD001")
    assert ask("gallery", "publish", gallery, "--accept", "CRD001=Eigenes Bild")["accepted"][0]["code"] == "CRD001"
    assert "AUD001" in run("audit")


def test_removed_item_is_brought_back_by_undo(desk: Workspace) -> None:
    gallery = ask("gallery", "create", "Besuch", "--asset", credited(desk, "arrival"))["gallery"]
    item = ask("gallery", "show", gallery)["items"][0]["id"]
    step = ask("gallery", "remove", item)["step"]
    assert ask("gallery", "show", gallery)["items"] == []
    ask("undo", step)
    assert [each["id"] for each in ask("gallery", "show", gallery)["items"]] == [item]
    other = credited(desk, "other")
    ask("gallery", "link", item, other)
    assert ask("gallery", "show", gallery)["items"][0]["asset_id"] == other


def test_page_goes_to_standard_output_with_its_pictures_inside(desk: Workspace) -> None:
    gallery = ask("gallery", "create", "Besuch", "--asset", credited(desk, "arrival"))["gallery"]
    assert "data:image/jpeg;base64," in run("gallery", "export", gallery)
    assert ask("gallery", "export", gallery)["format"] == "photodesk-gallery"


def test_duplicates_are_listed_until_somebody_decides(desk: Workspace) -> None:
    first, second = credited(desk, "wire", bits=HALF), credited(desk, "copy", bits=HALF ^ 1, agency="AP")
    (found,) = ask("duplicates")
    assert [member["asset_id"] for member in found["members"]] == [first, second]
    assert (found["pairs"][0]["kind"], found["pairs"][0]["why"]) == ("same", "the whole picture")
    assert [member["role"] for member in found["members"]] == ["largest", "same"]
    assert "credited to AP and EPA" in run("duplicates")
    step = ask("verdict", first, second, "other-frame")["step"]
    assert ask("duplicates") == []
    assert "No duplicates" in run("duplicates")
    ask("undo", step)
    assert len(ask("duplicates")) == 1
    ask("verdict", first, second, "same")
    assert ask("duplicates", "--all")[0]["is_settled"]
    ask("verdict", first, second, "none")
    assert len(ask("duplicates")) == 1


def test_empty_desk_says_what_to_do(desk: Workspace) -> None:
    assert "photodesk gallery create" in run("gallery", "list")
    assert "No uses" in run("audit")


@pytest.mark.parametrize(
    "command",
    [
        *(("gallery", verb) for verb in ("list", "show", "create", "add", "reorder", "remove", "caption")),
        *(("gallery", verb) for verb in ("link", "lead", "check", "export", "publish")),
        ("duplicates",),
        ("verdict",),
        ("audit",),
    ],
)
def test_help_shows_an_example(command: tuple[str, ...]) -> None:
    assert "Example: photodesk" in run(*command, "--help")


def test_captions_are_linted_by_asset_and_by_gallery(desk: Workspace) -> None:
    asset = credited(desk, "street", photographer="Nora Muster")
    run("edit", asset, "--set", "caption=Die Straße.")
    assert [finding["code"] for finding in ask("caption", "lint", asset)] == ["CAP008"]
    assert "CAP008" in run("caption", "lint")
    gallery = ask("gallery", "create", "Strassen", "--asset", asset)["gallery"]
    assert {finding["code"] for finding in ask("caption", "lint", "--gallery", gallery)} == {"CAP008"}
    run("gallery", "caption", ask("gallery", "show", gallery)["items"][0]["id"], "Die Strasse.")
    assert "Nothing to say" in run("caption", "lint", "--gallery", gallery)
    with pytest.raises(LibraryError):
        run("caption", "lint", asset, "--gallery", gallery)


def test_captions_of_another_language_are_written_exported_and_told_in_german(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gallery = ask("gallery", "create", "Besuch", "--asset", credited(desk, "arrival"))["gallery"]
    (item,) = ask("gallery", "show", gallery)["items"]
    ask("gallery", "caption", item["id"], "L'arrivée.", "--language", "fr")
    document = ask("gallery", "export", gallery, "--format", "json")
    assert document["items"][0]["captions"] == {"fr": "L'arrivée."}
    page = tmp_path / "visite.html"
    run("gallery", "export", gallery, "--language", "fr", "--out", page)
    assert "L&#x27;arrivée." in page.read_text("utf-8")
    with pytest.raises(LibraryError, match="no captions in 'it'"):
        run("gallery", "export", gallery, "--language", "it", "--out", page)
    monkeypatch.setenv("PHOTODESK_LANGUAGE", "de")
    assert "Bild 1 hat keine Legende." in run("gallery", "check", gallery)
    assert "Bild 1 hat keine Legende." in {one["message"] for one in ask("gallery", "check", gallery)}
