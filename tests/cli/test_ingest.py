"""`photodesk ingest` and `photodesk metadata`: what they print and how they end."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from library.cli.main import app
from tests.media.building import encoded, jpeg_with, scene, xmp, xmp_segment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.jpg").write_bytes(jpeg_with(xmp_segment(xmp("", 'photoshop:City="Bern" photoshop:Credit="EPA"'))))
    (made / "b.png").write_bytes(encoded(scene(), "PNG"))
    return made


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def test_json_is_one_object_and_success_is_zero(folder: Path) -> None:
    result = run("ingest", folder, "--json", "--workers", "1")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {key: found[key] for key in ("ingested", "known", "failed", "skipped")} == {
        "ingested": 2, "known": 0, "failed": [], "skipped": 0,
    }  # fmt: skip
    assert found["seconds"] > 0
    assert json.loads(run("ingest", folder, "--json").stdout)["known"] == 2


def test_a_failure_is_named_and_ends_with_one(folder: Path) -> None:
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    result = run("ingest", folder, "--workers", "1")
    assert result.exit_code == 1
    assert "broken.jpg" in result.stderr
    assert "2 ingested, 0 known already, 1 failed" in result.stdout
    found = json.loads(run("ingest", folder / "broken.jpg", "--json").stdout)
    assert [Path(failure["path"]).name for failure in found["failed"]] == ["broken.jpg"]
    assert found["failed"][0]["reason"]


def test_metadata_names_the_fields_as_programs_expect_them(folder: Path) -> None:
    lines = run("metadata", folder / "b.png", folder / "a.jpg", "--json", "--candidates").stdout.splitlines()
    first, second = (json.loads(line) for line in lines)
    assert (first["format"], first["width"], first["height"]) == ("PNG", 96, 64)
    assert (second["city"], second["credit"], second["caption"]) == ("Bern", "EPA", None)
    assert {"field": "city", "origin": "XMP", "value": "Bern"} in second["candidates"]
    assert "Bern" in run("metadata", folder / "a.jpg").stdout


def test_metadata_of_a_broken_file_ends_with_one(folder: Path) -> None:
    (folder / "text.jpg").write_text("no", encoding="utf-8")
    result = run("metadata", folder / "text.jpg", "--json")
    assert result.exit_code == 1
    assert "a text" in json.loads(result.stdout)["error"]
