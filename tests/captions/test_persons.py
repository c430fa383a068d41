import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.captions.persons import read_persons
from library.captions.positions import position_of

CORPUS = Path(__file__).parents[1] / "corpora" / "captions_persons.toml"
ROWS = [row for line in tomllib.loads(CORPUS.read_text("utf-8"))["line"] for row in line["rows"]]
PIECES = st.sampled_from(
    ["Jane Doe", "Anna", "von", "der", "President", ", left,", " (R)", "(2. v. r.)", "from left:", "(L-R)", "v.l.",
     "links", " und ", " and ", ", ", ". ", ":", "(", ")", "second", "Mitte", "...", "the ", "\n",
     "of ", "St.", "J.", "'s ", "\0"]
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_persons_are_read_with_position_and_role(row: dict) -> None:
    persons = read_persons(row["text"])
    assert [[one.name, one.position, one.role or ""] for one in persons] == row["persons"]


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=25).map(" ".join)))
def test_any_text_is_read_and_names_stand_where_they_are_said_to(text: str) -> None:
    persons = read_persons(text)
    assert all(text[one.start : one.end] == one.name and one.name.strip() and one.position for one in persons)
    assert all(one.end <= other.start for one, other in pairwise(persons))


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("second from left", "second left"),
        ("2nd L", "second left"),
        ("2. v. l.", "second left"),
        ("Dritter von rechts", "third right"),
        ("in der Mitte", "centre"),
        ("on the far right", "far right"),
        ("vorne links", "front left"),
        ("links vorne", "front left"),
        ("second row left", "second row left"),
        ("im Vordergrund", "front"),
        ("left behind", None),
        ("row", None),
        ("c", None),
        ("", None),
    ],
)
def test_positions_are_written_one_way(words: str, position: str | None) -> None:
    assert position_of(words) == position


def test_letters_count_in_brackets_alone() -> None:
    assert position_of("R", letters=True) == "right"
    assert position_of("R") is None
    assert position_of("c", letters=True) is None
