"""`photodesk ingest` and `photodesk develop`: what they print and how they end."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
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


def test_a_first_look_leaves_the_previews_to_develop(folder: Path, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    (shoot / "large.jpg").write_bytes(encoded(Image.effect_noise((1500, 1000), 60).convert("RGB"), "JPEG"))
    assert json.loads(run("ingest", shoot, "--first-look", "--json").stdout)["ingested"] == 1
    assert json.loads(run("develop", "--json").stdout) == {"developed": 1, "damaged": []}
    assert json.loads(run("develop", "--json").stdout) == {"developed": 0, "damaged": []}
