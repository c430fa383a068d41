"""The gallery as JSON-LD."""

import json

import pytest

from library.articles.read import read_article
from library.galleries.jsonld import duration, write_jsonld
from library.galleries.sources import Sources
from tests.galleries.hostile import HOSTILE, hostile, shown

SOURCES = Sources("https://media.example/")


def test_media_stand_in_order_with_credit_creator_size_and_source() -> None:
    gallery = json.loads(write_jsonld(shown(), SOURCES))
    assert (gallery["@context"], gallery["@type"]) == ("https://schema.org", "ImageGallery")
    image, video, last = gallery["associatedMedia"]
    assert image["@type"] == "ImageObject"
    assert image["creditText"] == "Bild: KEYSTONE/EPA/Name O'Brien"
    assert image["creator"] == {"@type": "Person", "name": "Name O'Brien"}
    assert image["copyrightNotice"] == "© EPA <2026>"
    assert (image["width"], image["height"]) == (1600, 1067)
    assert image["contentUrl"] == f"https://media.example/media/{'a' * 64}.jpg"
    assert image["digitalSourceType"] == "https://schema.org/DigitalCaptureDigitalSource"
    assert image["dateCreated"] == "2026-11-21T16:20:00+01:00"
    assert (video["@type"], video["duration"]) == ("VideoObject", "PT12.5S")
    assert video["uploadDate"] == "2026-11-22T10:15:00+00:00"
    assert video["thumbnailUrl"].endswith(".jpg")
    assert video["creditText"] == "Video: Name"
    assert "creditText" not in last


def test_no_picture_is_offered_for_licence() -> None:
    written = write_jsonld(shown(), SOURCES).decode()
    assert '"license"' not in written
    assert "acquireLicensePage" not in written


def test_nothing_leaves_the_script_element_that_it_is_pasted_into() -> None:
    written = write_jsonld(hostile(), SOURCES)
    assert b"<" not in written
    assert [each["caption"] for each in json.loads(written)["associatedMedia"]] == list(HOSTILE)


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(None, None), (0, "PT0S"), (12.5, "PT12.5S"), (60, "PT1M"), (3725.25, "PT1H2M5.25S"), (7200, "PT2H")],
)
def test_duration_is_written_as_iso_8601(seconds: float | None, written: str | None) -> None:
    assert duration(seconds) == written


def test_page_with_it_is_read_with_its_pictures() -> None:
    page = f'<html><body><h1>Hafen</h1><script type="application/ld+json">{write_jsonld(shown(), SOURCES).decode()}'
    assert read_article(page + "</script></body></html>").headline
