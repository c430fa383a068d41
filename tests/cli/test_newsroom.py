"""Reading texts on the command line goes by the newsroom's own names where there is a catalogue."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from library.credits.own_words import OwnWord
from library.credits.registry import entry_from
from library.desk.agencies import save_agency
from library.desk.own_words import save_word
from library.desk.workspace import open_workspace
from library.settings import read_settings
from tests.conftest import NOON

LINE = "Ann Muster/Nordlichtbild"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PHOTODESK_DATABASE_URL", raising=False)
    return tmp_path / "home"


def run(*words: str, lines: str | None = None) -> dict[str, object]:
    result = CliRunner().invoke(app, [*words, "--json"], input=lines, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


def test_no_catalogue_is_made_by_reading(home: Path) -> None:
    assert run("credit", "parse", LINE)["agency"] is None
    run("caption", "parse", "A ship.")
    assert not home.exists()


def test_the_newsrooms_own_names_are_read_by_unless_they_are_left_out() -> None:
    workspace = open_workspace(read_settings())
    entry = entry_from({"name": "Nordlichtbild", "aliases": ["NLB"], "country": "CH"})
    save_agency(workspace, entry, by="anna", now=NOON)
    save_word(workspace, OwnWord("institution", "Brückenwacht"), by="anna", now=NOON)
    workspace.close()
    assert run("credit", "parse", LINE)["agency"] == "Nordlichtbild"
    assert run("credit", "parse", lines=json.dumps({"credit": LINE}) + "\n")["agency"] == "Nordlichtbild"
    assert run("credit", "parse", LINE, "--shipped")["agency"] is None
    assert run("credit", "parse", "Brückenwacht Olten")["provider"] == "Brückenwacht Olten"
    caption = "A ship. (Ann Muster/NLB)"
    assert run("caption", "parse", caption)["sign_offs"]
    assert not run("caption", "parse", caption, "--shipped")["sign_offs"]
