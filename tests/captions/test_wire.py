import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.captions.dateline import find_dateline, read_day
from library.captions.wire import split_caption
from library.credits.registry import load_registry

REGISTRY = load_registry()
CORPUS = Path(__file__).parents[1] / "corpora" / "captions_wire.toml"
ROWS = tomllib.loads(CORPUS.read_text("utf-8"))["line"]
PIECES = st.sampled_from(
    ["epa10000001", "OSLO, NORWAY - JUNE 5:", "A ship", "(SPORT SOCCER)", "5. Juni 2020", "in Bern", ", left,", "…",
     "(AP Photo/Jane Doe)", "EDITORIAL USE ONLY", "ACHTUNG:", "31.02.2020", "(ITALY - Tags: SPORT)", "[a, b]", ". "]
)  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "sentence"),
    [
        ("epa10000001 A ship off Bergen, 05 June 2020.  EPA/JANE DOE", "A ship off Bergen, 05 June 2020."),
        ("epaselect epa10000002 A ship lies off Bergen. EPA-EFE/JANE DOE / POOL", "A ship lies off Bergen."),
        ("FILE - A ship lies off Bergen. (AP Photo/Jane Doe, File)", "A ship lies off Bergen."),
        ("FILE PHOTO: A ship lies off Bergen. REUTERS/Jane Doe/File Photo", "A ship lies off Bergen."),
        ("05.06.2020, Kiel: Ein Schiff im Hafen. Foto: J. Braun/dpa +++ dpa-Bildfunk +++", "Ein Schiff im Hafen."),
        ("OSLO, NORWAY - JUNE 5: A ship lies off Bergen. (Photo by Jane Doe/Getty Images)", "A ship lies off Bergen."),
        ("Ein Schiff liegt im Hafen. (KEYSTONE/Lena Marti)", "Ein Schiff liegt im Hafen."),
        ("Ship off Bergen PUBLICATIONxINxGERxSUIxAUTxONLY Copyright: xJanexDoex", "Ship off Bergen"),
        ("Mandatory Credit: Photo by Jane Doe/Shutterstock (1234567c)\nShip off Bergen", "Ship off Bergen"),
        ("Das Schiff im Hafen.", "Das Schiff im Hafen."),
        ("", ""),
    ],
)  # fmt: skip
def test_the_sentence_is_what_is_left(caption: str, sentence: str) -> None:
    assert split_caption(caption, REGISTRY).sentence == sentence


def test_a_caption_is_taken_apart() -> None:
    caption = split_caption("epa10000001 (FILE) - A ship lies off Bergen, 05 June 2020. EPA/JANE DOE", REGISTRY)
    assert caption.agency_image_id is not None
    assert caption.agency_image_id.text == "epa10000001"
    assert [line.text.strip() for line in caption.sign_offs] == ["EPA/JANE DOE"]
    assert caption.is_file
    assert caption.dateline is not None
    assert caption.dateline.day == "05 June 2020"
    assert not caption.is_cut


@pytest.mark.parametrize(
    ("caption", "place", "day"),
    [
        ("05.06.2020, Berlin: Ein Schiff.", "Berlin", "05.06.2020"),
        ("05.06.2020, Hessen, Frankfurt/Main: Ein Schiff.", "Hessen, Frankfurt/Main", "05.06.2020"),
        ("OSLO, NORWAY - A ship lies.", "OSLO, NORWAY", None),
        ("epa10000001 A ship lies off Bergen, 05 June 2020.", None, "05 June 2020"),
        ("A ship lies off Bergen, Friday, June 5, 2020.", None, "June 5, 2020"),
        ("Ein Schiff, am Freitag, 5. Juni 2020, in Romanshorn.", "Romanshorn", "5. Juni 2020"),
    ],
)
def test_place_and_day_are_found(caption: str, place: str | None, day: str | None) -> None:
    dateline = find_dateline(caption)
    assert dateline is not None
    assert (dateline.place, dateline.day) == (place, day)


@pytest.mark.parametrize("text", ["Kim and his guest in Pyongyang, North Ko ...", "Ein Schiff liegt im Ha…"])
def test_a_published_text_cut_short_is_recognised(text: str) -> None:
    assert split_caption(text, REGISTRY).is_cut


def test_words_joined_by_x_are_parted() -> None:
    caption = split_caption("Ship PUBLICATIONxNOTxINxUK Copyright: xUKxSportsxPicsxLtdx", REGISTRY)
    assert caption.x_tokens == ("PUBLICATION NOT IN UK",)


def test_keywords_in_brackets_are_listed() -> None:
    assert split_caption("Ein Schiff. [ship, harbour, Bergen]", REGISTRY).keywords == ("ship", "harbour", "Bergen")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["form"])
def test_every_part_of_a_caption_is_found(row: dict) -> None:
    caption = split_caption(row["text"], REGISTRY)
    where = caption.dateline
    assert (where and where.place, where and where.on) == (row.get("place"), row.get("on"))
    assert caption.sentence == row["sentence"]
    assert list(caption.keywords) == row.get("keywords", [])
    assert list(caption.boilerplate) == row.get("boilerplate", [])
    assert [person.name for person in caption.persons] == row.get("persons", [])
    assert caption.is_cut == row.get("cut", False)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("June 19, 2024", "2024-06-19"),
        ("19. Juni 2024", "2024-06-19"),
        ("19 June 2024", "2024-06-19"),
        ("Jan. 26, 2017", "2017-01-26"),
        ("3. März 2021", "2021-03-03"),
        ("1er août 2023", "2023-08-01"),
        ("5 giugno 2020", "2020-06-05"),
        ("5 de junio de 2020", "2020-06-05"),
        ("2024-06-19", "2024-06-19"),
        ("13/06/2020", "2020-06-13"),
        ("06/13/2020", "2020-06-13"),
        ("05/06/2020", None),
        ("31.02.2020", None),
        ("", None),
    ],
)
def test_days_are_written_as_iso(words: str, day: str | None) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("A ship …", True),
        ("A ship [...]", True),
        ("«Ein Schiff…»", True),
        ("A ship ... Read more", True),
        ("... und geht.", False),
        ("Ein Schiff ... im Hafen.", False),
        ("", False),
    ],
)
def test_only_dots_at_the_end_tell_a_cut(text: str, cut: bool) -> None:
    assert split_caption(text, REGISTRY).is_cut == cut


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_text_can_be_taken_apart(text: str) -> None:
    caption = split_caption(text, REGISTRY)
    assert all(text[one.start : one.end] == one.name for one in caption.persons)
    assert caption.dateline is None or 0 <= caption.dateline.start < caption.dateline.end <= len(text)
    assert "\0" not in caption.sentence
