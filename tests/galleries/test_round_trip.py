"""The pages that we export, read back as anybody's page."""

import re
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.articles.read import read_article
from library.galleries.document import DocumentCredit, DocumentItem, DocumentRendition, GalleryDocument
from library.galleries.formats import FORMATS
from library.galleries.html import render_page
from library.galleries.sources import Sources
from tests.galleries.example import digest, document, photo
from tests.galleries.hostile import PREVIEW, THUMBNAIL

SOURCES = Sources("https://media.example/", lambda item, rendition: f"{item.uid} {rendition.digest}".encode() * 40)

# What desks write: sentences, chains over several pictures, quotes, figures, signs that HTML must escape.
SUBJECTS = ["Kim", "Die Präsidentin", "Das Frachtschiff «Möwe»", "Ein Zug der Linie S 9", "L'équipe", "A & B"]
ACTIONS = ["fährt am Morgen in den Hafen", "besucht das Dorf", "sagt: «Nein» < Ja", "trifft 200 Leute", "reist ab"]
SENTENCES = st.builds(
    "{}{} {}{}".format,
    st.sampled_from(["", "... ", "… "]),
    st.sampled_from(SUBJECTS),
    st.sampled_from(ACTIONS),
    st.sampled_from([".", " ...", " …", "!", "?"]),
)
NAMES = ["N. Name", "Jean-Luc Ångström", "Name O'Brien", "Mara Steiger"]
AGENCIES = ["KEYSTONE", "EPA", "AP", "KEYSTONE/EPA", "imago", "dpa/AFP"]


@st.composite
def printed(draw: st.DrawFn) -> GalleryDocument:
    """Draw a gallery as a desk prints it: photos and clips, with and without captions, credits and alt texts."""
    items = [_item(draw, place) for place in range(1, draw(st.integers(1, 6)) + 1)]
    return document(*items, title="Hafen in Bildern", published_at="2026-11-22T10:00:00+01:00")


def _item(draw: st.DrawFn, place: int) -> DocumentItem:
    is_clip = draw(st.integers(0, 3)) == 0
    label = "Video: " if is_clip else "Bild: "
    credit = draw(st.builds("{}/{}".format, st.sampled_from(AGENCIES), st.sampled_from(NAMES)))
    original = _named(DocumentRendition("original", "video/mp4", 640, 360, digest("0")), place)
    return photo(
        f"{place:032x}",
        place,
        kind="video" if is_clip else "photo",
        caption=draw(st.just("") | SENTENCES),
        alt_text=draw(st.just("") | st.sampled_from(["Ein Schiff", 'Zwei Kinder < "Fähnchen"', "Kran & Möwe am Quai"])),
        credit=DocumentCredit(printed=label + credit if draw(st.integers(0, 4)) else ""),
        renditions=(*((original,) if is_clip else ()), *(_named(each, place) for each in (THUMBNAIL, PREVIEW))),
    )


def _named(rendition: DocumentRendition, place: int) -> DocumentRendition:
    own = sha256(f"{rendition.name} {place}".encode()).hexdigest()
    return replace(rendition, digest=own)


Told = tuple[str, str, str, str]


def expected(gallery: GalleryDocument) -> list[Told]:
    return [(item.kind, item.caption, item.credit.printed, item.alt_text) for item in gallery.items]


def read(page: bytes | str) -> list[Told]:
    media = read_article(page).media
    assert [each.position for each in media] == list(range(1, len(media) + 1))
    return [(m.kind, m.caption or "", m.credit_line or "", m.alt_text or "") for m in media]


@given(printed())
@settings(max_examples=60, deadline=None)
def test_page_with_pictures_inside_is_read_back_as_it_went_out(gallery: GalleryDocument) -> None:
    assert read(FORMATS["html"].write(gallery, SOURCES)) == expected(gallery)


@given(printed())
@settings(max_examples=60, deadline=None)
def test_page_with_pictures_beside_it_is_read_back_as_it_went_out(gallery: GalleryDocument) -> None:
    page = render_page(
        gallery,
        lambda item: f"story_files/{item.position:03d}-{item.uid[-8:]}.jpg",
        video_src=lambda item: f"story_files/{item.position:03d}-{item.uid[-8:]}.mp4",
    )
    assert read(page) == expected(gallery)


@given(printed())
@settings(max_examples=60, deadline=None)
def test_fragment_in_an_article_is_read_back_as_it_went_out(gallery: GalleryDocument) -> None:
    fragment = FORMATS["fragment"].write(gallery, SOURCES).decode()
    page = f"<!DOCTYPE html><html lang='de'><body><article><h1>Hafen</h1><p>Text.</p>{fragment}</article></body></html>"
    assert read(page) == expected(gallery)


@pytest.mark.parametrize("name", ["html", "fragment"])
def test_addresses_are_those_of_the_pictures(name: str) -> None:
    gallery = document(*(photo(f"{place:032x}", place, renditions=(_named(PREVIEW, place),)) for place in (1, 2, 3)))
    page = re.sub(r"^(?=<section)", "<article><h1>Hafen</h1>", FORMATS[name].write(gallery, SOURCES).decode())
    assert [medium.url for medium in read_article(page).media] == [
        SOURCES.address(item.renditions[0]) for item in gallery.items
    ]
