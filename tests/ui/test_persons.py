import pytest

from library.ui import session
from library.ui.widgets.persons import persons_html, position_words


@pytest.mark.parametrize(
    ("position", "english", "german"),
    [
        ("left", "left", "links"),
        ("front second left", "front second from left", "vorne 2. von links"),
        ("second row right", "second row right", "2. Reihe rechts"),
        ("far right", "far right", "ganz rechts"),
        ("clockwise 3", "clockwise 3", "im Uhrzeigersinn 3"),
    ],
)
def test_positions_are_said_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, position: str, english: str, german: str
) -> None:
    for language, words in (("en", english), ("de", german)):
        monkeypatch.setattr(session, "language", lambda language=language: language)
        assert position_words(position) == words


def test_persons_are_listed_and_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "language", lambda: "de")
    html = persons_html("Minister Jane O'Doe, left, and <b>Ilan Varga, right, talk.")
    assert "Personen im Bild" in html
    assert "Minister" in html
    assert "links" in html
    assert "<b>" not in html


def test_caption_that_places_nobody_lists_nobody() -> None:
    assert persons_html("A ship off Bergen.") == ""
