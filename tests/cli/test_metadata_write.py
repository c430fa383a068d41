"""`photodesk metadata write` and `photodesk export`: copies with metadata, and an answer that says how."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from library.errors import InvalidInput
from tests.media.building import encoded, plain_jpeg, scene


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def write(*words: object) -> dict[str, Any]:
    told = CliRunner().invoke(app, ["metadata", "write", *map(str, words), "--json"], catch_exceptions=False)
    assert told.exit_code == 0
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def read(path: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(CliRunner().invoke(app, ["metadata", str(path), "--json"]).stdout)
    return answer


def test_a_jpeg_is_written_into_and_read_back(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jpg", tmp_path / "b.jpg"
    source.write_bytes(plain_jpeg())
    values = {
        "caption": "Zürich 😀",
        "creator": ["A", "B"],
        "keywords": ["eins"],
        "digital_source_type": "digitalCapture",
    }
    told = write(source, target, "--set", json.dumps(values))
    assert (told["embedded"], told["sidecar"], told["blocks"]) == (True, None, ["XMP", "IIM", "EXIF"])
    said = read(target)
    assert (said["caption"], said["creator"], said["keywords"]) == ("Zürich 😀", ["A", "B"], ["eins"])
    assert said["digital_source_type"] == "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    write(target, tmp_path / "c.jpg", "--set", '{"caption": null, "keywords": []}')
    said = read(tmp_path / "c.jpg")
    assert (said["caption"], said["creator"], said["keywords"]) == (None, ["A", "B"], [])


def test_a_tiff_gets_a_sidecar_and_it_is_said(tmp_path: Path) -> None:
    source, target = tmp_path / "a.tif", tmp_path / "b.tif"
    source.write_bytes(encoded(scene(), "TIFF"))
    told = write(source, target, "--set", '{"caption": "Grüße"}')
    assert (told["embedded"], told["sidecar"]) == (False, str(tmp_path / "b.tif.xmp"))
    assert read(target)["caption"] == "Grüße"


@pytest.mark.parametrize(
    "words",
    [
        ["--set", '{"colour": "red"}'],
        ["--set", '{"caption": 5}'],
        ["--set", '{"created": "yesterday"}'],
        ["--set", '["caption"]'],
        ["--set", "caption"],
        ["--policy", "secret"],
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, words: list[str]) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(plain_jpeg())
    told = CliRunner().invoke(app, ["metadata", "write", str(source), str(tmp_path / "b.jpg"), *words])
    assert isinstance(told.exception, InvalidInput)
    assert not (tmp_path / "b.jpg").exists()


def test_nothing_is_written_where_originals_lie(tmp_path: Path, home: Path) -> None:
    source, target = tmp_path / "a.jpg", home / "media" / "originals" / "b.jpg"
    source.write_bytes(plain_jpeg())
    target.parent.mkdir(parents=True)
    told = CliRunner().invoke(app, ["metadata", "write", str(source), str(target)])
    assert isinstance(told.exception, InvalidInput)
    assert not target.exists()


def test_pictures_are_exported_by_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jpg").write_bytes(plain_jpeg())
    CliRunner().invoke(app, ["ingest", str(tmp_path / "in")], catch_exceptions=False)
    told = CliRunner().invoke(app, ["export", "1", "2", "--to", str(tmp_path / "out"), "--public", "--json"])
    first, second = json.loads(told.stdout)
    assert first["path"] == str(tmp_path / "out" / "a.jpg")
    assert "error" in second
    assert told.exit_code == 1
