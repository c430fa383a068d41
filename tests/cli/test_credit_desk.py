"""The queue, the replay and the file of agencies from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from library.catalogue.database import open_database, writing
from library.cli.main import app
from library.credits.registry import load_registry
from library.desk.describe import proposed_layer
from library.errors import InvalidInput
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON

LINE = {"credit_line": "Nordlichtbild"}
FILE = 'schema = 1\n[agencies]\n"Nordlicht" = { aliases = ["Nordlichtbild"] }\n'
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs photodesk on a catalogue of two pictures whose agency nobody knows."""
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    engine = open_database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    proposed = proposed_layer(from_json(LINE), load_registry())
    with writing(engine) as session:
        for name in ("one", "two"):
            add_asset(session, name, NOON, proposed=proposed, **LINE)
    engine.dispose()

    def call(*words: str, text: str | None = None) -> Result:
        result = CliRunner().invoke(app, words, input=text, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result

    return call


def answer(result: Result) -> Any:
    return json.loads(result.stdout)


def test_replay_tells_what_a_file_of_agencies_would_change(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(FILE)
    found = answer(run("credit", "replay", "--agencies", str(path), "--json"))
    assert (found["read"], found["changed"], found["step"]) == (2, 2, None)
    agency = next(group for group in found["groups"] if group["field"] == "agency")
    assert (agency["old"], agency["new"], agency["assets"]) == (None, "Nordlicht", 2)
    words = run("credit", "replay", "--agencies", str(path)).stdout
    assert "Nordlicht" in words
    assert "2 of 2 pictures would be read differently." in words
    assert answer(run("credit", "replay", "--json"))["changed"] == 0


def test_replay_is_applied_and_undone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(FILE)
    step = answer(run("credit", "replay", "--agencies", str(path), "--apply", "--json"))["step"]
    assert answer(run("credit", "queue", "--json")) == []
    assert "nothing would change" in run("credit", "replay").stdout
    run("undo", step)
    assert answer(run("credit", "queue", "--json"))[0]["count"] == 2
    assert answer(run("agencies", "list", "Nordlicht", "--json")) == []


def test_queue_lists_groups_and_settles_one(run: Run) -> None:
    (group,) = answer(run("credit", "queue", "--json"))
    assert (group["kind"], group["names"], group["count"]) == ("unknown", ["Nordlichtbild"], 2)
    assert "a name is unknown" in run("credit", "queue").stdout
    assert "Settled" in run("credit", "settle", group["key"], "--agency", "Nordlicht").stdout
    assert "Every credit is clear." in run("credit", "queue").stdout


def test_settling_may_teach_the_name_for_the_whole_catalogue(run: Run) -> None:
    step = answer(run("credit", "settle", "unknown:nordlichtbild", "--provider", "Nordlichtbild", "--learn", "--json"))
    (word,) = answer(run("agencies", "words", "--own", "--json"))
    assert (word["kind"], word["text"], word["is_shipped"]) == ("institution", "Nordlichtbild", False)
    run("undo", step["step"])
    assert answer(run("agencies", "words", "--own", "--json")) == []
    assert answer(run("credit", "queue", "--json"))[0]["count"] == 2


def test_block_of_the_file_is_taken_or_refused_in_words(run: Run) -> None:
    with pytest.raises(InvalidInput, match="None of the pictures has this block"):
        run("credit", "settle", "unknown:nordlichtbild", "--take", "IIM")
    with pytest.raises(InvalidInput, match="Either what a block says"):
        run("credit", "settle", "unknown:nordlichtbild", "--take", "IIM", "--agency", "AP")


def test_words_are_listed_added_and_removed(run: Run) -> None:
    step = answer(run("agencies", "add-word", "restriction", "kein zweitabdruck", "--value", "SINGLE_USE", "--json"))
    assert "SINGLE_USE" in run("agencies", "words", "restriction", "--own").stdout
    run("undo", step["step"])
    assert "Saved." in run("agencies", "remove-word", "flag", "kk", "--value", "handout").stdout
    assert "taken out" in run("agencies", "words", "--own").stdout
    assert "SUI" in run("agencies", "words", "country").stdout.upper()
    with pytest.raises(InvalidInput, match="no words of kind 'colour'"):
        run("agencies", "words", "colour")


def test_agencies_go_out_and_come_in_as_toml(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(FILE)
    assert "1 added: Nordlicht" in run("agencies", "import", str(path), "--dry-run").stdout
    assert '"Nordlicht"' not in run("agencies", "export").stdout
    told = answer(run("agencies", "import", str(path), "--json"))
    assert (told["added"], told["changed"], told["removed"]) == (["Nordlicht"], [], [])
    assert told["step"]
    out = tmp_path / "out.toml"
    run("agencies", "export", str(out))
    assert '"Nordlicht" = { aliases = ["Nordlichtbild"] }' in out.read_text("utf-8")
    assert "Nothing to change." in run("agencies", "import", "-", text=out.read_text("utf-8")).stdout
    assert len(answer(run("agencies", "export", "--all", "--json"))["agencies"]) > 150
