"""`photodesk metadata tree` and `photodesk metadata diff`: what they print and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from tests.media.building import jpeg_with, xmp, xmp_segment


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    made = []
    for name, city in (("a.jpg", "Bern"), ("b.jpg", "Basel")):
        path = tmp_path / name
        path.write_bytes(jpeg_with(xmp_segment(xmp("", f'photoshop:City="{city}" photoshop:Credit="EPA"'))))
        made.append(path)
    return made[0], made[1]


def test_tree_prints_blocks_and_values(files) -> None:
    shown = CliRunner().invoke(app, ["metadata", "tree", str(files[0])])
    assert (shown.exit_code, "photoshop:City: Bern" in shown.stdout) == (0, True)
    told = json.loads(CliRunner().invoke(app, ["metadata", "tree", str(files[0]), "--json"]).stdout)
    assert {"name": "photoshop:Credit", "value": "EPA"} in told["tree"][0]["branches"]


def test_diff_ends_with_one_when_there_is_a_difference(files) -> None:
    shown = CliRunner().invoke(app, ["metadata", "diff", *map(str, files), "--blocks"])
    assert shown.exit_code == 1
    for word in ("city", "Bern", "Basel", "XMP > photoshop:City"):
        assert word in shown.stdout
    told = json.loads(CliRunner().invoke(app, ["metadata", "diff", *map(str, files), "--json"]).stdout)
    assert told["fields"] == [{"name": "city", "first": "Bern", "second": "Basel"}]
    same = CliRunner().invoke(app, ["metadata", "diff", str(files[0]), str(files[0]), "--blocks"])
    assert (same.exit_code, "say the same" in same.stdout) == (0, True)
