"""Published articles from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from library.cli.main import app
from library.errors import ArticleUnreadable
from tests.articles.page import URL, page

TEXT = Path(__file__).parents[1] / "corpora" / "article.txt"
FIGURE = (
    '<figure><img src="/2024/shore.jpg" alt="The shore"><figcaption>Am Ufer. <span>Jo Muster/AFP</span></figcaption>'
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHOTODESK_USER", "anna")
    monkeypatch.setenv("COLUMNS", "160")


def run(*words: object, given: str | None = None) -> str:
    result = CliRunner().invoke(app, ["article", *map(str, words)], input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def ask(*words: object, given: str | None = None) -> Any:
    return json.loads(run(*words, "--json", given=given))


def test_read_prints_the_media_in_order_as_json() -> None:
    article = ask("read", TEXT)
    assert [one["kind"] for one in article["media"]].count("video") == 2
    assert [one["position"] for one in article["media"]] == list(range(1, 9))
    assert set(article["media"][0]) >= {
        "kind",
        "description",
        "caption",
        "credit_line",
        "credit_parts",
        "agency_image_id",
        "url",
        "poster",
    }
    assert article["related"][0]["caption"] == "Der schönste Regen der Welt"


def test_read_takes_standard_input_and_makes_addresses_whole() -> None:
    article = ask("read", "-", "--url", URL, given=page(FIGURE))
    assert article["media"][0]["url"] == "https://www.example.org/2024/shore.jpg"
    assert article["media"][0]["credit_line"] == "Jo Muster/AFP"


def test_read_shows_people_captions_agency_text_and_credits() -> None:
    shown = run("read", TEXT)
    assert "Der Fluss steigt und mit ihm die Angst" in shown
    assert "epa90000001" in shown
    assert "Bild: keystone" in shown
    assert "Related" in shown


def test_import_tells_what_is_linked_and_wanted_and_knows_the_file_again() -> None:
    assert "0 linked, 8 wanted" in run("import", TEXT)
    again = ask("import", TEXT)
    assert again["is_new"] is False
    assert ask("rematch", again["gallery_id"]) == {"step": None, "linked": [], "wanted": 8}
    assert "Known already" in run("import", TEXT)


def test_a_missing_file_is_told_with_a_hint() -> None:
    with pytest.raises(ArticleUnreadable) as caught:
        run("read", "nowhere.html")
    assert "Check the path" in caught.value.hint


@pytest.mark.parametrize("command", ["read", "import", "rematch"])
def test_every_command_has_an_example(command: str) -> None:
    assert "Example: photodesk article" in run(command, "--help")
