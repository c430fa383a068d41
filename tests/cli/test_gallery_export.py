"""Exports of galleries and captions that come back, from the command line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from library.desk.gallery_view import get_gallery
from library.desk.workspace import Workspace, open_workspace
from library.errors import InvalidInput
from library.galleries.formats import FORMATS
from library.settings import read_settings
from tests.desk.stock import credited

NO_PICTURES = [name for name in FORMATS if name not in {"html", "zip"}]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Open a workspace that the command line opens, too."""
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    monkeypatch.setenv("COLUMNS", "200")
    workspace = open_workspace(read_settings())
    yield workspace
    workspace.close()


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def ask(*words: object, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code))


@pytest.fixture
def gallery(desk: Workspace) -> int:
    made: int = ask("gallery", "create", "Besuch", "--asset", credited(desk, "arrival"))["gallery"]
    item = get_gallery(desk, made).items[0].item.id
    run("gallery", "caption", item, "Die Ankunft.")
    return made


def test_help_lists_every_format(desk: Workspace) -> None:
    told = run("gallery", "export", "--help")
    assert [name for name in FORMATS if name not in told] == []


def test_every_format_is_written_to_a_file_of_its_own(desk: Workspace, gallery: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in NO_PICTURES:
        (written,) = ask("gallery", "export", gallery, "--format", name, "--out", out)["files"]
        assert Path(written).name == f"gallery-{gallery}{FORMATS[name].suffix}"
    assert len(list(out.iterdir())) == len(NO_PICTURES)
    assert "Die Ankunft." in run("gallery", "export", gallery, "--format", "markdown")
    told = json.loads(run("gallery", "export", gallery, "--format", "ninjs", "--base-url", "https://media.example"))
    assert told["uri"] == f"https://media.example/galleries/{gallery}"
    with pytest.raises(InvalidInput, match="no format"):
        run("gallery", "export", gallery, "--format", "pdf")


def test_captions_are_shown_first_then_taken_and_undone(desk: Workspace, gallery: int, tmp_path: Path) -> None:
    table = tmp_path / "besuch.csv"
    run("gallery", "export", gallery, "--format", "csv", "--out", table)
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    rows[1][rows[0].index("caption_fr")] = "L'arrivée."
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    plan = ask("gallery", "import-captions", gallery, table, "--dry-run")
    assert (plan["step"], plan["dry_run"]) == (None, True)
    assert [(each["language"], each["table"]) for each in plan["changes"]] == [("fr", "L'arrivée.")]
    assert "L'arrivée." in run("gallery", "import-captions", gallery, table, "--dry-run")
    assert get_gallery(desk, gallery).document.items[0].translations == {}
    step = ask("gallery", "import-captions", gallery, table)["step"]
    assert get_gallery(desk, gallery).document.items[0].translations == {"fr": "L'arrivée."}
    run("undo", step)
    assert get_gallery(desk, gallery).document.items[0].translations == {}


def test_a_conflict_ends_with_2_and_changes_nothing(desk: Workspace, gallery: int, tmp_path: Path) -> None:
    table = tmp_path / "besuch.csv"
    run("gallery", "export", gallery, "--format", "csv", "--out", table)
    table.write_bytes(table.read_bytes().replace(b"Die Ankunft.", "Ankunft (übersetzt).".encode()))
    run("gallery", "caption", get_gallery(desk, gallery).items[0].item.id, "Die Ankunft am Abend.")
    told = ask("gallery", "import-captions", gallery, table, code=2)
    assert [each["now"] for each in told["conflicts"]] == ["Die Ankunft am Abend."]
    assert "the desk changed these since" in run("gallery", "import-captions", gallery, table, "--dry-run", code=2)
    run("gallery", "import-captions", gallery, table, "--overwrite")
    assert get_gallery(desk, gallery).document.items[0].caption == "Ankunft (übersetzt)."
