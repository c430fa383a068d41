"""Editing many pictures from the command line: templates, codes, find and replace, a preview."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.catalogue.database import open_database, writing
from library.cli.main import app
from library.errors import InvalidInput
from tests.assets import add_asset
from tests.conftest import NOON

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs photodesk on a catalogue of two pictures and reads its JSON."""
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    engine = open_database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with writing(engine) as session:
        add_asset(session, "parade", NOON, description="A parade", city="Bern", created_at=NOON, keywords=["parade"])
        add_asset(session, "harbour", NOON, description="The harbour at dusk", headline="Foto: harbour")
    engine.dispose()

    def call(*words: str) -> Any:
        result = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return call


def test_templates_are_looked_at_and_then_saved(run: Run) -> None:
    words = ("edit", "1", "2", "--template", "caption={city}, {date} ({sequence:02})", "--append", "keywords=march")
    looked = run(*words, "--preview")
    assert (looked["step"], looked["changed"]) == (None, 2)
    assert looked["items"][0]["changes"][0] == {"field": "caption", "old": None, "new": "Bern, 20.11.2026 (01)"}
    assert [one["what"] for one in looked["items"][1]["warnings"]] == ["city", "date"]
    assert run("show", "1")["caption"] is None
    step = run(*words)["step"]
    shown = run("show", "1")
    assert (shown["caption"], shown["keywords"]) == ("Bern, 20.11.2026 (01)", ["parade", "march"])
    run("undo", step)
    assert run("show", "2")["caption"] is None


def test_codes_of_a_file_are_replaced(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "team.tsv"
    table.write_text("rf\tRoger Federer\nrf\tAnother\n", "utf-8")
    run("edit", "1", "--set", "caption==rf= plays", "--replace-codes", str(table))
    assert run("show", "1")["caption"] == "Roger Federer plays"
    run("edit", "2", "--set", "headline=~rf~")
    assert run("edit", "2", "--replace-codes", str(table), "--delimiter", "~")["changed"] == 1
    assert run("show", "2")["headline"] == "Roger Federer"


def test_words_are_found_and_replaced_in_what_a_search_finds(run: Run) -> None:
    done = run("edit", "--search", "harb", "--find", r"^foto: (\w)", "--with", r"Bild \1", "--regex", "--ignore-case")
    assert [item["state"] for item in done["items"]] == ["changed"]
    assert run("show", "2")["headline"] == "Bild harbour"
    assert run("edit", "1", "2", "--find", "dusk", "--with", "dawn", "--in", "description")["changed"] == 1


def test_fields_are_copied_and_cleared(run: Run) -> None:
    run("edit", "2", "--copy-from", "1", "--copy", "city", "--clear", "headline")
    shown = run("show", "2")
    assert (shown["city"], shown["headline"]) == ("Bern", None)


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "1"),
        ("edit", "--set", "city=Bern"),
        ("edit", "1", "--search", "parade", "--set", "city=Bern"),
        ("edit", "--search", "nothing like it", "--set", "city=Bern"),
        ("edit", "1", "--template", "caption={town}"),
        ("edit", "1", "--append", "colour=red"),
        ("edit", "1", "--replace-codes", "no such file"),
        ("edit", "1", "--set", "is_pool=perhaps"),
    ],
)
def test_what_makes_no_sense_is_told(run: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as caught:
        run(*words)
    assert caught.value.hint


def test_people_are_told_what_changed_and_how_to_take_it_back(run: Run) -> None:
    told = CliRunner().invoke(app, ["edit", "1", "--set", "city=Thun", "--preview"])
    assert "Thun" in told.stdout
    assert "1 would change" in told.stdout
    assert "photodesk undo" in CliRunner().invoke(app, ["edit", "1", "--set", "city=Thun"]).stdout
    assert "Nothing to change" in CliRunner().invoke(app, ["edit", "1", "--set", "city=Thun"]).stdout


def test_pads_are_kept_listed_used_renamed_and_removed(run: Run) -> None:
    assert run("pads", "list") == []
    made = run("pads", "save", "Cup", "--replace", "caption={city}, {date}", "--append", "keywords=march")
    assert made["step"]
    assert [line["field"] for line in run("pads", "show", "Cup")["lines"]] == ["caption", "keywords"]
    done = run("edit", "1", "--pad", "Cup", "--append", "caption=Anna Muster.")
    assert {one["field"]: one["new"] for one in done["items"][0]["changes"]} == {
        "caption": "Bern, 20.11.2026 Anna Muster.",
        "keywords": ["parade", "march"],
    }
    run("pads", "rename", "Cup", "League")
    assert [pad["name"] for pad in run("pads", "list")] == ["League"]
    run("pads", "save", "Mine", "--prepend", "headline=Foto:", "--mine")
    assert "anna" in CliRunner().invoke(app, ["pads", "list"]).stdout
    assert "Foto:" in CliRunner().invoke(app, ["pads", "show", "Mine"]).stdout
    run("undo", run("pads", "remove", "Mine")["step"])
    assert len(run("pads", "list")) == 2


def test_names_are_spelt_out_after_a_preview(run: Run) -> None:
    run("edit", "1", "--set", "caption=Muster lacht.", "--set", "headline=Roger Muster am Umzug")
    looked = run("edit", "1", "--spell-names", "--preview")
    assert looked["items"][0]["changes"][0]["new"] == "Roger Muster lacht."
    assert run("edit", "1", "--spell-names")["changed"] == 1
