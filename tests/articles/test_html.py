"""Saved pages in the conventions of many sites."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.articles.html import read_html
from library.articles.published import PublishedMedia
from tests.articles.page import LONG, URL, page

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora" / "pages.toml").read_text("utf-8"))["page"]
FIGURE = '<figure><img src="https://img.example.org/2024/{0}.jpg" alt="{0}"><figcaption>{1}</figcaption></figure>'


def told(medium: PublishedMedia) -> tuple[str, str, str, str]:
    return medium.kind, medium.caption or "", medium.credit_line or "", medium.alt_text or ""


@pytest.mark.parametrize("row", CORPUS, ids=[row["form"] for row in CORPUS])
def test_a_convention_is_read_and_nothing_else_of_the_page(row: dict[str, object]) -> None:
    article = read_html(page(str(row["body"])), URL)
    expected = [
        (one.get("kind", "photo"), one["caption"], one["credit"], one.get("alt", ""))
        for one in row["media"]  # type: ignore[attr-defined]
    ]
    assert [told(medium) for medium in article.media] == expected
    for medium, one in zip(article.media, row["media"], strict=True):  # type: ignore[call-overload]
        assert one["url"] in (medium.url or medium.poster)
    assert [medium.position for medium in article.media] == list(range(1, len(article.media) + 1))


def test_the_head_gives_headline_authors_moments_and_language() -> None:
    article = read_html(page(""), None)
    assert article.headline == "Der Fluss steigt"
    assert article.authors == ("Rita Beispiel",)
    assert article.published_at == "2024-05-03T10:15:00+02:00"
    assert article.updated_at == "2024-05-03T12:30:00+02:00"
    assert article.language == "de-CH"
    assert article.url == URL


def test_a_page_without_pictures_of_its_own_gives_none_of_its_teasers() -> None:
    assert read_html(page(""), URL).media == ()


def test_the_opening_picture_may_stand_before_the_headline() -> None:
    before = '<div class="hero">' + FIGURE.format("opening", "The opening. AFP") + "</div>"
    assert [m.caption for m in read_html(page("", before=before), URL).media] == ["The opening."]


def test_pictures_keep_the_order_of_the_page() -> None:
    names = ["one", "two", "three", "four"]
    body = f"<p>{LONG}</p>".join(FIGURE.format(f"picture-{name}", f"Picture {name}.") for name in names)
    assert [m.alt_text for m in read_html(page(body), URL).media] == [f"picture-{name}" for name in names]


def test_the_widest_version_is_named() -> None:
    body = (
        '<img src="https://img.example.org/a/castle.jpg" alt="" srcset="https://img.example.org/w400/castle.jpg 400w, '
        'https://img.example.org/w1600/castle.jpg 1600w, https://img.example.org/w800/castle.jpg 800w">'
    )
    assert read_html(page(body), URL).media[0].url == "https://img.example.org/w1600/castle.jpg"


def test_text_in_lines_without_paragraphs_is_an_article_too() -> None:
    text = "<br><br>".join([LONG] * 4)
    markup = (
        f"<html><body><h1>Der Fluss steigt</h1><div>{text}</div>{FIGURE.format('shore', 'The shore. AP')}</body></html>"
    )
    assert [m.credit_line for m in read_html(markup, URL).media] == ["AP"]


def test_a_video_of_the_data_alone_is_listed_with_its_poster() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Der Fluss steigt","datePublished":'
        '"2024-05-03T10:15:00+02:00","video":{"@type":"VideoObject","name":"The river from above",'
        '"thumbnailUrl":"https://img.example.org/v/river-still.jpg","contentUrl":"https://v.example.org/river.mp4"}}</script>'
    )
    video = read_html(page("", head=head), URL).media[0]
    assert (video.kind, video.caption, video.poster) == (
        "video",
        "The river from above",
        "https://img.example.org/v/river-still.jpg",
    )


def test_the_journalist_is_not_the_photographer() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Der Fluss steigt",'
        '"author":{"@type":"Person","name":"Rita Beispiel"},'
        '"image":{"@type":"ImageObject","url":"https://img.example.org/2024/shore-12345678.jpg"}}</script>'
    )
    body = FIGURE.format("shore-12345678", "The shore.")
    assert read_html(page(body, head=head), URL).media[0].credit_line is None


def test_a_day_printed_near_the_headline_is_taken_where_no_data_tell_one() -> None:
    markup = f"<html><body><h1>Der Fluss steigt</h1><div>3. Mai 2024, 10:15 Uhr</div><p>{LONG}</p><p>{LONG}</p>"
    assert read_html(markup).published_at == "2024-05-03T10:15:00"


def test_a_text_in_two_unequal_blocks_keeps_the_pictures_of_both() -> None:
    first = (
        f'<div class="story-1"><p>{LONG} <a href="/x/other-page">more about it here</a></p>{FIGURE.format("a1", "A.")}'
    )
    second = f'</div><div class="story-2">{f"<p>{LONG}</p>" * 6}{FIGURE.format("b2", "B.")}<p>{LONG}</p></div>'
    markup = f"<html><body><article><h1>Der Fluss steigt</h1>{first}{second}</article></body></html>"
    assert [m.alt_text for m in read_html(markup, URL).media] == ["a1", "b2"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 60_000 + "<img src=https://img.example.org/2024/deep-one.jpg>" + LONG,
        "<p>\x00\x01\x02 a\x0bb <figure><img src='https://img.example.org/control.jpg'><figcaption>\x07 C</figcaption>",
        "<?xml version='1.0' encoding='utf-8'?><!doctype html><html><body><h1>X</h1></body></html>",
        "<html><body>" + "<figure><img src='x.jpg'>" * 3000,
        "<a href='https://[bad'><img src='https://[bad/x.jpg' srcset='https://[bad/y.jpg 9w'></a>" + LONG,
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>" + LONG,
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "A\nb",}</script>',
        "<p>" + "a/" * 100_000,
        "<img srcset='" + "https://img.example.org/a,b.jpg 1w, " * 20_000 + "'>",
    ],
    ids=["deep", "control", "xml", "unclosed", "bad-address", "nested-json", "mended-json", "long-word", "long-srcset"],
)
def test_hostile_pages_are_read_in_good_time(markup: str) -> None:
    begun = time.perf_counter()
    read_html(markup, URL)
    assert time.perf_counter() - begun < 10  # a bound against explosion, not a benchmark


def test_the_headline_is_the_printed_one_where_the_shared_card_agrees() -> None:
    head = (
        '<meta property="og:title" content="One hundred years at the arena"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"100 years: more than a venue","datePublished":"2024-05-03"}</script>'
    )
    markup = f"<html><head>{head}</head><body><h1>One hundred years at the arena</h1><p>{LONG}</p></body></html>"
    assert read_html(markup).headline == "One hundred years at the arena"


def test_the_description_of_the_article_is_no_caption_of_its_picture() -> None:
    head = (
        '<meta property="og:description" content="What the river did in the night and what comes now">'
        '<script type="application/json">{"image":{"src":"https://img.example.org/2024/shore-12345678.jpg",'
        '"alt":"x","caption":"What the river did in the night and what comes now"}}</script>'
    )
    body = '<figure><img src="https://img.example.org/2024/shore-12345678.jpg" alt=""></figure>'
    assert read_html(page(body, head=head), URL).media[0].caption is None


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.sampled_from(
            ["<img src='/p/2024/one-bridge.jpg'>", LONG, "Foto: AP", "© ", "<br>", "<a href='/x/y'>more</a>"]
        ),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(
                ["figure", "figcaption", "aside", "picture", "div", "span", "article", "noscript", "li", "h2"]
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    ),
    st.integers(0, 2000),
)
def test_any_nesting_cut_anywhere_is_read_and_each_picture_listed_once(markup: str, cut: int) -> None:
    whole = page(markup)
    media = read_html(whole, URL).media
    addresses = [medium.url for medium in media if medium.kind == "photo"]
    assert len(addresses) == len(set(addresses))
    read_html(whole[: len(whole) - min(cut, len(whole) - 1)], URL)
