"""Finding, showing and editing assets from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.catalogue.database import open_database, writing
from library.cli.main import app
from tests.assets import add_asset
from tests.conftest import NOON

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs photodesk on a catalogue of two assets and reads its JSON."""
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    engine = open_database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    agency = {"agency": {"value": "EPA", "rule": "agency id", "evidence": []}}
    with writing(engine) as session:
        add_asset(session, "parade", NOON, description="A parade in the capital", proposed=agency)
        add_asset(session, "harbour", NOON, description="The harbour at dusk")
    engine.dispose()

    def call(*words: str, text: str | None = None) -> Any:
        result = CliRunner().invoke(app, [*words, "--json"], input=text, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return call


def test_search_gives_the_total_and_the_assets(run: Run) -> None:
    found = run("search", "parade", "--agency", "EPA")
    assert (found["total"], found["assets"][0]["file_name"]) == (1, "parade.jpg")
    assert run("search")["total"] == 2
    assert run("search", "--from", "2027-01-01")["total"] == 0


def test_edit_show_undo_go_round(run: Run) -> None:
    step = run("edit", "1", "--set", "agency=AP", "--set", "keywords=train, visit", "--set", "is_pool=true")["step"]
    shown = run("show", "1")
    assert (shown["agency"], shown["keywords"], shown["is_pool"]) == ("AP", ["train", "visit"], True)
    assert shown["layers"]["agency"]["proposed"] == "EPA"
    assert shown["history"][0]["by"] == "anna"
    run("undo", step)
    assert run("show", "1")["agency"] == "EPA"


def test_an_unknown_field_is_told_with_the_known_ones(run: Run) -> None:
    with pytest.raises(Exception, match="sets no field") as caught:
        run("edit", "1", "--set", "colour=red")
    assert "headline" in caught.value.hint


def test_an_agency_is_added_listed_and_removed(run: Run) -> None:
    entry = json.dumps({"name": "Alpen Bild", "title": "Alpen Bild", "aliases": ["alpenbild.ch"]})
    run("agencies", "save", "-", text=entry)
    (found,) = run("agencies", "list", "alpenbild")
    assert (found["name"], found["is_changed"]) == ("Alpen Bild", True)
    step = run("agencies", "remove", "Alpen Bild")["step"]
    assert run("agencies", "list", "alpenbild") == []
    run("undo", step)
    assert len(run("agencies", "list", "alpenbild")) == 1


def test_used_agencies_come_first(run: Run) -> None:
    assert run("agencies", "list")[0]["name"] == "EPA"


def test_the_database_tells_its_revision(run: Run) -> None:
    status = run("database", "status")
    assert status["revision"] == status["newest"]
    assert run("database", "upgrade") == {"before": status["newest"], "after": status["newest"], "backup": None}
