"""`photodesk metadata`: many files in one process, one object a line, a broken one stops nobody."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from tests.media.building import alt, jpeg_with, xmp, xmp_segment


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_with(xmp_segment(xmp(alt("dc:description", "Zürich 😀")))))
    return path


def run(*words: str, text: bytes | None = None) -> tuple[list[dict[str, Any]], int]:
    told = CliRunner().invoke(app, ["metadata", *words, "--json"], input=text)
    return [json.loads(line) for line in told.stdout.splitlines()], told.exit_code


def test_files_are_read_without_naming_a_command(picture: Path) -> None:
    told, code = run(str(picture), str(picture))
    assert [(one["path"], one["caption"]) for one in told] == [(str(picture), "Zürich 😀")] * 2
    assert code == 0


def test_a_broken_file_gives_an_error_and_the_others_go_on(picture: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jpg"
    empty.touch()
    told, code = run(str(empty), str(tmp_path / "missing.jpg"), str(picture))
    assert [set(one) for one in told[:2]] == [{"path", "error"}] * 2
    assert (told[2]["caption"], code) == ("Zürich 😀", 0)
    assert run(str(empty))[1] == 1


def test_a_list_of_files_comes_in_lines_or_with_nul(picture: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a b\nc.jpg"
    odd.write_bytes(picture.read_bytes())
    lines, nul = tmp_path / "lines", tmp_path / "nul"
    lines.write_bytes(f"{picture}\r\n\n{picture}\n".encode())
    nul.write_bytes(f"{odd}\0{picture}\0".encode())
    assert [one["path"] for one in run("--files-from", str(lines))[0]] == [str(picture)] * 2
    assert [one["path"] for one in run("--files-from", str(nul), "-0")[0]] == [str(odd), str(picture)]
    assert [one["path"] for one in run("--files-from", "-", text=f"{picture}\n".encode())[0]] == [str(picture)]


def test_a_name_that_is_not_utf8_is_read_all_the_same(picture: Path, tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/Z\xfcrich.jpg"
    picture.rename(os.fsdecode(raw))
    told, code = run("--files-from", "-", text=raw)
    assert (told[0]["caption"], code) == ("Zürich 😀", 0)


def test_candidates_are_shown_when_asked_for(picture: Path) -> None:
    told, _ = run(str(picture), "--candidates")
    assert told[0]["candidates"]["caption"]["values"] == [{"origin": "XMP", "value": "Zürich 😀"}]


def test_people_get_a_list(picture: Path) -> None:
    shown = CliRunner().invoke(app, ["metadata", str(picture)]).stdout
    assert "caption              Zürich 😀" in shown
