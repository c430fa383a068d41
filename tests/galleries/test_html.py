"""The gallery as HTML."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from library.galleries.document import DocumentCredit, DocumentItem
from library.galleries.html import render_fragment, render_page
from tests.galleries.example import document, photo, published

GOLDEN = Path(__file__).parents[1] / "golden" / "gallery-page.html"
SAYABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip)


def image(item: DocumentItem) -> str | None:
    return None if item.uid == "c3" else f"pictures/{item.uid}.jpg"


def video(item: DocumentItem) -> str | None:
    return f"pictures/{item.uid}.mp4"


def test_page_stays_what_it_is() -> None:
    assert render_page(published(), image, video_src=video) == GOLDEN.read_text(encoding="utf-8")


def test_page_fetches_nothing_from_elsewhere() -> None:
    page = render_page(published(), image, video_src=video)
    assert not re.search(r"(?:src|href|poster)=\"(?:https?:)?//|@import|url\(", page)


def test_figures_stand_in_the_order_of_the_items_with_alt_size_and_lazy_loading() -> None:
    tree = LexborHTMLParser(render_fragment(published(), image))
    assert [figure.attributes["id"] for figure in tree.css("figure")] == ["item-a1", "item-b2", "item-c3"]
    picture = tree.css_first("figure.lead img")
    assert picture.attributes["alt"] == 'Ein Frachter vor "Kränen" <grau>'
    assert (picture.attributes["width"], picture.attributes["height"]) == ("1600", "1067")
    assert picture.attributes["loading"] == "lazy"


def test_clip_plays_with_poster_where_its_bytes_are_and_shows_the_poster_alone_where_not() -> None:
    playing = LexborHTMLParser(render_fragment(published(), image, video_src=video)).css_first("figure.video")
    assert playing.css_first("video").attributes["poster"] == "pictures/b2.jpg"
    assert playing.css_first("source").attributes["type"] == "video/mp4"
    still = LexborHTMLParser(render_fragment(published(), image)).css_first("figure.video")
    assert still.css_first("video") is None
    assert still.css_first("img").attributes["alt"] == "Möwen auf einem Pfahl"


def test_wanted_item_is_shown_as_a_gap_in_the_language_of_the_document() -> None:
    wanted = photo("a", 1, digest=None, asset_id=None)
    assert "Gesucht" in render_fragment(document(wanted), lambda item: None)
    assert "Wanted" in render_fragment(document(wanted, language="en"), lambda item: None)
    assert "Wanted" in render_fragment(document(wanted, language="rm-CH"), lambda item: None)


@given(caption=SAYABLE, alt=SAYABLE, credit=SAYABLE, source=SAYABLE.filter(bool))
def test_all_text_comes_out_as_it_went_in(caption: str, alt: str, credit: str, source: str) -> None:
    item = photo("a", 1, caption=caption, alt_text=alt, credit=DocumentCredit(printed=credit))
    tree = LexborHTMLParser(render_fragment(document(item), lambda item: source))
    assert tree.css_first("img").attributes["src"] == source
    assert (tree.css_first("img").attributes["alt"] or "") == alt
    assert "".join(node.text() for node in tree.css(".caption")) == caption
    assert "".join(node.text() for node in tree.css("small.credit")) == credit
    assert len(tree.css("figure *")) == len(tree.css("img, figcaption, .caption, .credit"))


def test_page_in_another_language_has_its_captions_and_says_what_the_alternative_texts_are_in() -> None:
    page = render_page(published(), lambda item: f"{item.uid}.jpg", language="fr-CH")
    assert '<section class="gallery" lang="fr-CH">' in page
    assert "Un navire quitte le port …" in page
    assert "Ein Schiff" not in page
    assert 'alt="Ein Frachter vor &quot;Kränen&quot; &lt;grau&gt;" lang="de-CH"' in page
    assert "und die Möwen schauen zu" not in page, "a German caption in a French gallery"


def test_page_in_its_own_language_is_the_page() -> None:
    assert render_page(published(), lambda _: None, language="de-CH") == render_page(published(), lambda _: None)
