"""Copies of visible articles."""

from pathlib import Path

import pytest

from library.articles.moments import find_moments, parse_moment
from library.articles.text import read_text
from library.errors import ArticleUnreadable

TEXT = (Path(__file__).parents[1] / "corpora" / "article.txt").read_text("utf-8")


def test_the_flow_gives_its_photos_and_videos_in_order() -> None:
    kinds = [medium.kind for medium in read_text(TEXT).media]
    assert kinds == ["video", "photo", "photo", "photo", "photo", "photo", "video", "photo"]


def test_headline_and_both_glued_moments_are_found() -> None:
    article = read_text(TEXT)
    assert article.headline == "Der Fluss steigt und mit ihm die Angst vor dem Sommer – in Bildern"
    assert (article.published_at, article.updated_at) == ("2024-05-03T09:12:00", "2024-05-03T16:40:00")
    assert article.authors == ()


def test_description_caption_and_credit_are_as_printed() -> None:
    photo = read_text(TEXT).media[1]
    assert photo.description is not None
    assert photo.description.startswith("Switzerland, Flood book:")
    assert photo.description.endswith("for several ho ...")
    assert photo.caption == "Musterwil im Jahr 1984. Das Wasser stand bis zum ersten Stock."
    assert photo.credit_line == "Bild: www.bilderarchiv.example"
    assert photo.agency_image_id is None


def test_agency_ids_are_read_from_the_description() -> None:
    ids = [medium.agency_image_id for medium in read_text(TEXT).media if medium.agency_image_id]
    assert ids == ["epa90000001", "epa90000002"]


def test_after_the_sign_off_only_related_media_are_left() -> None:
    article = read_text(TEXT)
    assert article.related[0].kind == "video"
    assert article.related[0].caption == "Der schönste Regen der Welt"
    assert all("Zuschauen" not in (medium.caption or "") for medium in article.related)


def test_a_sentence_after_the_word_bild_is_no_credit() -> None:
    assert all("Balkon und zeigt" not in (medium.credit_line or "") for medium in read_text(TEXT).media)


def test_blank_lines_between_all_lines_change_nothing_for_agency_text() -> None:
    spread = "\n\n".join(line for line in TEXT.splitlines() if line.strip())
    before, after = read_text(TEXT), read_text(spread)
    assert [m.credit_line for m in after.media] == [m.credit_line for m in before.media]
    assert [m.agency_image_id for m in after.media] == [m.agency_image_id for m in before.media]


def test_windows_line_ends_and_a_mark_at_the_start_change_nothing() -> None:
    assert read_text("\ufeff" + TEXT.replace("\n", "\r\n")).media == read_text(TEXT).media


def test_authors_are_taken_from_a_line_that_names_them() -> None:
    article = read_text("Ein ganz gewöhnlicher Titel\nVon Rita Beispiel und Max Muster\n3. Mai 2024\n\nText.")
    assert article.authors == ("Rita Beispiel", "Max Muster")
    assert article.published_at == "2024-05-03"


def test_a_caption_on_its_own_line_over_the_credit_is_read() -> None:
    article = read_text(
        "Ein ganz gewöhnlicher Titel\n3. Mai 2024\n\nDer Hafen am Morgen\nFoto: dpa/Max Muster\n\nText."
    )
    assert (article.media[0].caption, article.media[0].credit_line) == ("Der Hafen am Morgen", "Foto: dpa/Max Muster")


def test_nothing_is_no_article() -> None:
    with pytest.raises(ArticleUnreadable):
        read_text(" \n\n ")


@pytest.mark.parametrize(
    ("printed", "moments"),
    [
        ("19.06.2024, 12:2819.06.2024, 14:13", ["2024-06-19T12:28:00", "2024-06-19T14:13:00"]),
        ("3. Mai 2024, 10:15 Uhr", ["2024-05-03T10:15:00"]),
        ("May 3, 2024 4:05 PM", ["2024-05-03T16:05:00"]),
        ("le 3 mai 2024 à 10h15", ["2024-05-03T10:15:00"]),
        ("3 de mayo de 2024", ["2024-05-03"]),
        ("2024年5月3日 10時15分", ["2024-05-03T10:15:00"]),
        ("2024-05-03T10:15:00+02:00", ["2024-05-03T10:15:00+02:00"]),
        ("99.99.2024, 12:00", []),
        ("Der Zug fährt um 12:30 Uhr.", []),
    ],
)
def test_printed_moments_become_iso(printed: str, moments: list[str]) -> None:
    assert find_moments(printed) == moments


def test_a_bare_unix_time_is_a_moment_in_utc() -> None:
    assert parse_moment("1714723200") == "2024-05-03T08:00:00+00:00"
