"""Articles beyond measure are refused with a reason, before anything is done with them."""

import json
import time
from pathlib import Path

import pytest

from library.articles import read
from library.articles.read import MOST_MEDIA, read_article
from library.desk.published import content_of
from library.errors import ArticleUnreadable

PICTURES = [{"@type": "ImageObject", "url": f"https://img.example.org/{i}.jpg"} for i in range(50_000)]


def figure(alt: str) -> str:
    return f"<figure><img src='https://img.example.org/2024/{alt}.jpg' alt='{alt}'><figcaption>A.</figcaption></figure>"


@pytest.mark.parametrize(
    "markup",
    [
        "<div " + " ".join(f"a{i}=b" for i in range(200_000)) + "><p>" + "words " * 50,
        "<p>x" * 9_000 + "<script " * 200_000,
        "<p>x" * 9_000 + "<!--" * 400_000,
        f"<script type='application/ld+json'>{json.dumps(PICTURES)}</script><p>" + "words " * 50,
    ],
    ids=["attributes", "unclosed scripts", "unclosed comments", "pictures in JSON"],
)
def test_hostile_pages_are_read_in_good_time(markup: str) -> None:
    begun = time.process_time()
    read_article(markup)
    assert time.process_time() - begun < 5  # a bound against explosion, not a benchmark


def test_a_tag_of_thousands_of_attributes_is_left_out_and_its_neighbours_stay() -> None:
    """Its attributes may stand behind slashes, and hold quotes and angle brackets."""
    many = "".join(f"/a{i}='<b>'" for i in range(5_000))
    markup = f"<html><body><article><h1>The river rises</h1><div{many}>{figure('a1')}</div><p>{'words ' * 90}</p>"
    assert [medium.alt_text for medium in read_article(markup).media] == ["a1"]


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
