"""Reading IPTC-IIM: character sets declared, undeclared, late, wrong and cut; damaged and odd blocks."""

import struct

import pytest

from library.media.iim import parse_datasets, read_iim
from tests.media.building import UTF8_MARK, iim

CAPTION, CITY, CREDIT, BYLINE, KEYWORD = 120, 90, 110, 80, 25


def caption_of(*datasets: tuple[int, int, bytes], known: frozenset[str] = frozenset()) -> str:
    return read_iim([iim(*datasets)], known).values[CAPTION][0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Zürich – Straße".encode(), "Zürich – Straße"),
        ("Zürich – Straße".encode("cp1252"), "Zürich – Straße"),
        ("Bundesrätin Müller".encode("mac_roman"), "Bundesrätin Müller"),
        ("Germany’s chancellor in Köln".encode("mac_roman"), "Germany’s chancellor in Köln"),
        ("Germany’s chancellor in Köln".encode("cp1252"), "Germany’s chancellor in Köln"),
        ("André Citroën à l’Élysée".encode("mac_roman"), "André Citroën à l’Élysée"),
        ("ANDRÉ, ÖSTERREICH".encode("cp1252"), "ANDRÉ, ÖSTERREICH"),
        ("Košice, Žilina".encode("cp1252"), "Košice, Žilina"),
        (b"plain ascii", "plain ascii"),
    ],
)
def test_undeclared_text_is_read_as_what_it_is(raw: bytes, text: str) -> None:
    assert caption_of((2, CAPTION, raw)) == text


def test_utf8_declared_behind_the_texts_counts_for_them_all() -> None:
    assert caption_of((2, CAPTION, "Genève".encode()), UTF8_MARK) == "Genève"


def test_a_block_that_declares_utf8_and_holds_cp1252_is_read_as_cp1252_and_says_so() -> None:
    record = read_iim([iim(UTF8_MARK, (2, CAPTION, "Genève".encode("cp1252")))])
    assert record.values[CAPTION] == ["Genève"]
    assert any("cp1252" in note for note in record.notes)


@pytest.mark.parametrize(("escape", "codec"), [(b"\x1b.A", "latin-1"), (b"\x1b-L", "iso8859-5"), (b"\x1b-B", "latin2")])
def test_declared_iso_8859_parts_are_believed(escape: bytes, codec: str) -> None:
    text = {"latin-1": "Genève", "iso8859-5": "Москва", "latin2": "Łódź"}[codec]
    assert caption_of((1, 90, escape), (2, CAPTION, text.encode(codec))) == text


def test_xmp_tells_an_undeclared_character_set() -> None:
    raw = "Wałęsa w Łodzi".encode("cp1250")
    assert caption_of((2, CAPTION, raw), known=frozenset({"Wałęsa w Łodzi"})) == "Wałęsa w Łodzi"


def test_half_a_character_at_the_byte_limit_is_dropped() -> None:
    raw = ("K" * 31 + "ü").encode()[:32]
    record = read_iim([iim(UTF8_MARK, (2, CREDIT, raw), (2, CAPTION, "Zürich".encode()))])
    assert record.values[CREDIT] == ["K" * 31]
    assert CREDIT in record.cut


def test_an_accent_at_the_end_of_a_short_text_is_no_half_character() -> None:
    assert caption_of(UTF8_MARK, (2, CAPTION, "Un café".encode("cp1252"))) == "Un café"
    assert caption_of((2, CAPTION, "Un café".encode("cp1252"))) == "Un café"


def test_a_block_that_declares_latin_and_holds_utf8_is_read_as_utf8() -> None:
    assert caption_of((1, 90, b"\x1b.A"), (2, CAPTION, "Genève".encode())) == "Genève"
    assert caption_of((1, 90, b"\x1b.A"), (2, CAPTION, "It’s Genève".encode("cp1252"))) == "It’s Genève"


def test_one_text_in_another_character_set_does_not_spoil_the_others() -> None:
    record = read_iim([iim((2, CAPTION, "Zürich".encode()), (2, CITY, "Genève".encode("cp1252")))])
    assert (record.values[CAPTION], record.values[CITY]) == (["Zürich"], ["Genève"])


def test_padding_and_control_characters_go_and_line_breaks_stay() -> None:
    assert caption_of((2, CAPTION, b"One\r\nTwo\x02\rThree  \x00\x00")) == "One\nTwo\nThree"


def test_repeated_datasets_are_lists() -> None:
    record = read_iim([iim((2, BYLINE, b"A. One"), (2, KEYWORD, b"a, b"), (2, BYLINE, b"B. Two"), (2, KEYWORD, b"c"))])
    assert (record.values[BYLINE], record.values[KEYWORD]) == (["A. One", "B. Two"], ["a, b", "c"])


def test_extended_lengths_are_read() -> None:
    long = b"x" * 40_000
    block = struct.pack(">BBBHI", 0x1C, 2, CAPTION, 0x8004, len(long)) + long + iim((2, CITY, b"Bern"))
    record = read_iim([block])
    assert (len(record.values[CAPTION][0]), record.values[CITY]) == (40_000, ["Bern"])


def test_a_bad_marker_in_the_middle_loses_nothing_behind_it() -> None:
    block = iim((2, CITY, b"Bern")) + b"\x00\xff\x07" + iim((2, CAPTION, b"A square"))
    record = read_iim([block])
    assert record.values == {CITY: ["Bern"], CAPTION: ["A square"]}
    assert record.notes


def test_iptc_stored_as_swapped_longs_is_straightened() -> None:
    block = iim((2, CAPTION, b"A square!"))
    block += b"\x00" * (-len(block) % 4)
    swapped = b"".join(block[i : i + 4][::-1] for i in range(0, len(block), 4))
    assert read_iim([swapped]).values[CAPTION] == ["A square!"]


def test_a_truncated_dataset_keeps_what_is_there() -> None:
    datasets, damaged = parse_datasets(iim((2, CAPTION, b"A long caption"))[:-4])
    assert (datasets[0][2], damaged) == (b"A long cap", True)


def test_of_a_text_that_may_occur_once_the_last_counts_and_the_first_block_wins() -> None:
    first, second = iim((2, CAPTION, b"one"), (2, CAPTION, b"two")), iim((2, CAPTION, b"three"))
    assert read_iim([first, second]).values[CAPTION] == ["two"]
