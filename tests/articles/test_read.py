"""The one door to the readers."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.articles.read import decode, detect, read_article
from library.errors import ArticleUnreadable
from tests.articles.page import page

NINJS = {
    "uri": "https://example.org/galleries/42",
    "type": "composite",
    "headlines": [{"role": "main", "value": "Der Fluss steigt"}],
    "versionCreated": "2024-05-03T08:15:00Z",
    "associations": [
        {
            "name": "gallery-001",
            "type": "picture",
            "descriptions": [
                {"role": "caption", "value": "Am Ufer."},
                {"role": "agencyCaption", "value": "epa90000001 The shore"},
                {"role": "creditLine", "value": "Bild: keystone"},
            ],
            "altIds": [{"role": "supplierImageId", "value": "epa90000001"}],
            "renditions": [{"name": "main", "href": "https://example.org/a.jpg", "width": 2000}],
        },
        {"name": "x", "type": "text"},
        {"name": "gallery-002", "type": "video", "descriptions": [{"role": "caption", "value": "Von oben."}]},
    ],
}


def test_content_tells_what_an_article_is() -> None:
    assert detect(page("")) == "html"
    assert detect("Ein Titel\n\nEin Text mit 3 < 4 und 5 > 2.") == "text"
    assert detect(json.dumps(NINJS)) == "ninjs"


def test_ninjs_keeps_the_order_of_its_associations() -> None:
    article = read_article(json.dumps(NINJS))
    assert article.headline == "Der Fluss steigt"
    assert [(m.kind, m.caption) for m in article.media] == [("photo", "Am Ufer."), ("video", "Von oben.")]
    assert article.media[0].agency_image_id == "epa90000001"
    assert article.media[0].credit_line == "Bild: keystone"


@pytest.mark.parametrize(
    "encoded",
    [
        "<meta charset=utf-8><p>Müller".encode(),
        '<meta charset="iso-8859-1"><p>Müller'.encode("latin-1"),
        "<p>Müller".encode("cp1252"),
        "<p>Müller".encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-15"?><p>' + "Müller".encode("iso-8859-15"),
    ],
)
def test_a_page_is_decoded_as_it_says(encoded: bytes) -> None:
    assert "Müller" in decode(encoded)


@pytest.mark.parametrize("source", ["", b"", "  \n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_with_a_hint(source: str | bytes) -> None:
    with pytest.raises(ArticleUnreadable) as caught:
        read_article(source)
    assert caught.value.hint


def test_json_that_is_no_ninjs_is_refused_when_ninjs_is_asked_for() -> None:
    with pytest.raises(ArticleUnreadable):
        read_article('{"a": 1}', kind="ninjs")


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ArticleUnreadable):
        read_article(data)


PIECES = ["<figure>", "</figure>", "<img src=a1234567.jpg alt=x>", "<figcaption>", "Foto: dpa", "<p>", "</div>"]
PIECES += ["<a href=/b>", "</a>", "<!--", "-->", "<table>", "\x00", "text "]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_tags_are_read(parts: list[str]) -> None:
    article = read_article("<html>" + "".join(parts), kind="html")
    assert [medium.position for medium in article.media] == list(range(1, len(article.media) + 1))
