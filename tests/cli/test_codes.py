"""Tables of code replacements on the command line: brought in, used, written out, thrown away."""

import json
from pathlib import Path

import pytest

from library.cli.main import main
from library.desk.ingest import ingest
from library.desk.workspace import open_workspace
from library.settings import read_settings
from tests.conftest import NOON
from tests.media.building import plain_jpeg


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["photodesk", *words])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_table_is_imported_listed_used_exported_and_removed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    table = home / "team.tsv"
    table.write_text("rf\tRoger Federer\tFederer\nrf\tx\n", "utf-8")
    assert run(monkeypatch, "codes", "import", str(table), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["codes"] == 1
    assert told["left_out"] == [{"line": 2, "kind": "duplicate", "code": "rf"}]
    assert run(monkeypatch, "codes", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"name": "team", "owner": "", "codes": 1}]

    (home / "one.jpg").write_bytes(plain_jpeg())
    workspace = open_workspace(read_settings())
    ingest(workspace, [home / "one.jpg"], by="anna", now=NOON)
    workspace.close()
    assert run(monkeypatch, "edit", "1", "--template", "caption==rf= serves", "--codes", "team", "--json") == 0
    assert json.loads(capsys.readouterr().out)["items"][0]["changes"][0]["new"] == "Roger Federer serves"

    assert run(monkeypatch, "codes", "export", "team", "-o", str(home / "out.tsv")) == 0
    assert (home / "out.tsv").read_text("utf-8") == "rf\tRoger Federer\tFederer\n"
    assert run(monkeypatch, "codes", "rename", "team", "Tennis") == 0
    assert run(monkeypatch, "codes", "show", "Tennis") == 0
    assert "Roger Federer | Federer" in capsys.readouterr().out
    assert run(monkeypatch, "codes", "remove", "Tennis") == 0
    assert "photodesk undo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("codes", "show", "nothing"), "photodesk codes list"),
        (("codes", "import", "no such file"), "Check the file's name"),
        (("edit", "1", "--codes", "a", "--replace-codes", "b"), "not both"),
        (("edit", "1", "--codes", "nothing"), "photodesk codes list"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(monkeypatch, *words) == 1
    assert said in capsys.readouterr().err
