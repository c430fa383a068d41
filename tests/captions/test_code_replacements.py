"""Codes become names as Photo Mechanic replaces them; what is unknown stays and is told."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions.code_replacements import CodeProblem, parse_codes, replace_codes
from library.errors import InvalidInput

TEAM = "rf\tRoger Federer\tRoger Federer (SUI)\nsw\tStan Wawrinka\t\tWawrinka\nZ1\tZürich\n"


@pytest.mark.parametrize(
    ("text", "shown", "unknown"),
    [
        ("=rf= serves", "Roger Federer serves", ()),
        ("=rf#1= and =rf#2=", "Roger Federer and Roger Federer (SUI)", ()),
        ("=rf==sw=", "Roger FedererStan Wawrinka", ()),
        ("=RF= in =z1=", "Roger Federer in Zürich", ()),
        ("=xx= plays =rf=", "=xx= plays Roger Federer", ("xx",)),
        ("=rf#3= =sw#2= =sw#3=", "=rf#3= =sw#2= Wawrinka", ("rf#3", "sw#2")),
        ("=rf#0=", "=rf#0=", ("rf#0",)),
        ("a=b=rf=", "a=bRoger Federer", ("b",)),
        ("1 + 1 = 2, 2 = 2", "1 + 1 = 2, 2 = 2", ()),
        ("2=2", "2=2", ()),
        ("", "", ()),
    ],
)
def test_codes_are_replaced(text: str, shown: str, unknown: tuple[str, ...]) -> None:
    done = replace_codes(text, parse_codes(TEAM))
    assert (done.text, done.unknown) == (shown, unknown)


def test_the_delimiter_can_be_chosen() -> None:
    assert replace_codes("\\rf\\ =rf=", parse_codes(TEAM, delimiter="\\")).text == "Roger Federer =rf="


@pytest.mark.parametrize("delimiter", ["", "a", " ", "#", "===="])
def test_a_delimiter_that_words_are_made_of_is_refused(delimiter: str) -> None:
    with pytest.raises(InvalidInput):
        parse_codes(TEAM, delimiter=delimiter)


def test_codes_that_differ_by_capitals_are_two() -> None:
    table = parse_codes("a\tone\nA\ttwo\n")
    assert replace_codes("=a= =A=", table).text == "one two"
    assert replace_codes("=B=", parse_codes("b\tx\nB\ty\nbb\tz")).text == "y"


@pytest.mark.parametrize(
    "data",
    [
        TEAM.encode(),
        b"\xef\xbb\xbf" + TEAM.encode(),
        TEAM.replace("\n", "\r\n").encode(),
        TEAM.replace("\n", "\r").encode("cp1252"),
        TEAM.encode("utf-16"),
        b"// players\n\n \t \n" + TEAM.encode(),
    ],
    ids=["utf-8", "mark", "crlf", "windows", "utf-16", "remarks"],
)
def test_files_of_any_program_are_read(data: bytes) -> None:
    assert replace_codes("=rf= =Z1=", parse_codes(data)).text == "Roger Federer Zürich"


def test_lines_left_out_are_told_with_their_numbers() -> None:
    table = parse_codes("\ufeffrf\tRoger\r\n\r\nrf\tAnother\r\nno text\r\nempty\t\r\nok\tfine")
    assert table.codes == {"rf": ("Roger",), "ok": ("fine",)}
    assert table.problems == (
        CodeProblem(3, "duplicate", "rf", 1),
        CodeProblem(4, "bad_code", "no text"),
        CodeProblem(5, "no_text", "empty"),
    )


@pytest.mark.parametrize("data", ["", "\n\n", "only one column", b"\x00\x01\x02"])
def test_a_file_without_codes_is_refused_in_words(data: bytes | str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_codes(data)
    assert caught.value.hint


@given(st.text(alphabet="=rfsw#12 x", max_size=40))
def test_nothing_but_codes_is_touched(text: str) -> None:
    done = replace_codes(text, parse_codes("zz\tnever"))
    assert done.text == text


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InvalidInput):
        assert parse_codes(data).codes
