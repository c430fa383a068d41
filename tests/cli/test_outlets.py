"""Outlets from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from library.errors import InvalidInput


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    return tmp_path


def run(*words: str) -> Any:
    result = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_rules_are_set_shown_removed_exported_and_imported(home: Path) -> None:
    assert run("outlets", "set", "Abendblatt", "longest_caption=280", "dateline=true", "de-CH.quotes=«»")["step"]
    shown = run("outlets", "show", "abendblatt", "--language", "de-CH")
    assert (shown["rules"]["longest_caption"], shown["rules"]["dateline"]) == (280, True)
    assert run("outlets", "set", "Abendblatt", "dateline=")["step"]
    assert run("outlets", "show", "Abendblatt")["rules"]["dateline"] is False
    file = home / "outlets.toml"
    exported = run("outlets", "export", str(file))["outlets"]
    assert exported == {"Abendblatt": {"longest_caption": 280, "languages": {"de-CH": {"quotes": "«»"}}}}
    run("outlets", "remove", "Abendblatt")
    assert run("outlets", "import", str(file))["changed"] == ["Abendblatt"]
    assert "Abendblatt" in [view["name"] for view in run("outlets", "list")]
    for words in (["list"], ["show", "Abendblatt"], ["export"], ["import", str(file)], ["remove", "Abendblatt"]):
        assert CliRunner().invoke(app, ["outlets", *words], catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize("pair", ["colour=red", "longest_caption=many", "dateline=perhaps", "dateline"])
def test_what_is_no_rule_is_refused(home: Path, pair: str) -> None:
    with pytest.raises(InvalidInput):
        CliRunner().invoke(app, ["outlets", "set", "Abendblatt", pair], catch_exceptions=False)
