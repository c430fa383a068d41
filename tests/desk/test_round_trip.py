"""The circle: what we export as a page is read back as the same pictures, captions and credits."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.articles.read import read_article
from library.galleries.document import DocumentArticle, DocumentCredit
from library.galleries.html import render_page
from tests.galleries.example import document, photo

NOUNS = st.sampled_from(["Schiff", "Kran", "Lotse", "Leuchtturm", "Möwe", "Hafen", "Matrose", "Ölfass"])
CREDITS = st.sampled_from(["Bild: keystone", "Bild: KEYSTONE/EPA/Nora Muster", "Bild: zvg", "Video: Nora Muster"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NOUNS, NOUNS, CREDITS, st.booleans()), min_size=1, max_size=6))
def test_page_read_back_gives_the_same_items_captions_credits_and_alternative_texts(
    rows: list[tuple[str, str, str, bool]],
) -> None:
    items = [
        photo(
            f"uid{number}",
            number,
            caption=f"Das {number}. Bild zeigt «{one}» & {other}, wie man <sagt>{' ...' if goes_on else '.'}",
            alt_text=f"{one} neben {other}, von links gesehen",
            credit=DocumentCredit(printed=credit),
        )
        for number, (one, other, credit, goes_on) in enumerate(rows, start=1)
    ]
    gallery = document(
        *items, article=DocumentArticle(1, "Der Hafen erwacht"), published_at="2026-11-22T10:15:00+00:00"
    )
    article = read_article(render_page(gallery, lambda item: f"story_files/{item.uid}.jpg").encode(), kind="html")
    assert article.headline == "Der Hafen erwacht"
    assert [(medium.caption, medium.credit_line, medium.alt_text) for medium in article.media] == [
        (item.caption, item.credit.printed, item.alt_text) for item in items
    ]
