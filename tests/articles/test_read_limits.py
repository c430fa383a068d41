"""Articles beyond measure are refused with a reason, before anything is done with them."""

import json
from pathlib import Path

import pytest

from library.articles import read
from library.articles.read import MOST_MEDIA, read_article
from library.desk.published import content_of
from library.errors import ArticleUnreadable


def test_a_page_beyond_measure_is_refused_undecoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 1_000_000)
    with pytest.raises(ArticleUnreadable, match="too large") as refused:
        read_article(b"<html>" + b"\xff" * 1_000_000)
    assert "Save the page" in (refused.value.hint or "")


def test_a_text_beyond_measure_is_refused() -> None:
    with pytest.raises(ArticleUnreadable, match="too large"):
        read_article("Bild: KEYSTONE\nEine Legende\n" * 120_000)


def test_no_more_of_an_endless_file_is_read_than_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.desk.published.MAX_BYTES", 1000)
    (tmp_path / "page.html").write_bytes(b"x" * 5000)
    assert len(content_of(tmp_path / "page.html")) == 1001


def test_no_article_has_more_media_than_a_page_can_show() -> None:
    pictures = {f"a{i}": {"type": "picture", "headline": "x"} for i in range(MOST_MEDIA + 5)}
    article = read_article(json.dumps({"type": "text", "uri": "urn:x", "headline": "h", "associations": pictures}))
    assert len(article.media) == MOST_MEDIA
