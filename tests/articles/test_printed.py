"""Captions as printed, parted into caption and credit."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.articles.printed import find_agency_id, is_credit, split_credit, without_brackets

ROWS = tomllib.loads((Path(__file__).parents[1] / "corpora" / "printed_captions.toml").read_text("utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=[row["form"] for row in ROWS])
def test_a_printed_caption_is_parted_as_a_reader_would(row: dict[str, str]) -> None:
    assert split_credit(row["text"]) == (row["caption"], row["credit"])


@given(st.text(max_size=400))
def test_any_text_can_be_parted_and_nothing_is_invented(text: str) -> None:
    caption, credit = split_credit(text)
    printed = "".join(text.split())
    for part in (caption, credit):
        for word in part.split():
            assert all(sign in printed for sign in word) or not word.isascii()


@given(
    st.sampled_from(["Der Hafen am Morgen.", "Kim reist weiter ...", "Ein Kind winkt!"]),
    st.sampled_from(["keystone", "AP", "Anna Muster/dpa"]),
)
def test_a_label_glued_to_the_caption_is_found_for_every_caption_and_name(caption: str, name: str) -> None:
    assert split_credit(f"{caption}Bild: {name}") == (caption, f"Bild: {name}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("epa11421544 Leute an der Strasse", "epa11421544"),
        ("Leute an der Strasse imago0123456789h", "imago0123456789h"),
        ("Leute an der Strasse 2024", None),
        (None, None),
    ],
)
def test_an_agency_id_is_found_where_there_is_one(text: str | None, found: str | None) -> None:
    assert find_agency_id(text) == found


def test_brackets_around_the_whole_credit_are_taken_off_once() -> None:
    assert without_brackets("(Foto: Urs Muster (Keystone))") == "Foto: Urs Muster (Keystone)"


def test_a_sentence_is_no_credit() -> None:
    assert not is_credit("Die Rettungskräfte suchen weiter nach den Vermissten.")
