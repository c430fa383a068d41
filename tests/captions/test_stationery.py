"""A line of the pad gives a field's new value: replaced, put after or put before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions.stationery import PadLine, Way, apply_line, check_pad, items_of
from library.captions.templates import PictureFacts
from library.errors import InvalidInput

FACTS = PictureFacts({"city": "Bern"}, sequence=3)


@pytest.mark.parametrize(
    ("way", "old", "template", "new"),
    [
        ("replace", "Old", "{city} {sequence:02}", "Bern 03"),
        ("replace", "Old", "", ""),
        ("append", "A train.", "In {city}.", "A train. In Bern."),
        ("append", "A train", ", {city}", "A train, Bern"),
        ("append", "A train\n", "{city}", "A train\nBern"),
        ("append", None, "{city}", "Bern"),
        ("append", "A train", "", "A train"),
        ("prepend", "A train", "{city} –", "Bern – A train"),
        ("prepend", "", "{city}", "Bern"),
        ("append", ["train"], "{city}, train; snow", ["train", "Bern", "snow"]),
        ("prepend", ["train", "Bern"], "{city}", ["Bern", "train"]),
        ("replace", ["train"], "snow, snow , ice", ["snow", "ice"]),
        ("replace", ["train"], "", []),
    ],
)
def test_a_line_gives_the_new_value(way: Way, old: str | list[str] | None, template: str, new: object) -> None:
    assert apply_line(PadLine("caption", template, way), old, FACTS).value == new


def test_what_a_picture_has_not_is_told() -> None:
    assert apply_line(PadLine("caption", "{agency}"), "", FACTS).missing == ("agency",)


def test_only_ticked_lines_must_make_sense() -> None:
    check_pad([PadLine("caption", "{town}", is_ticked=False)])
    with pytest.raises(InvalidInput, match="town"):
        check_pad([PadLine("caption", "{town}")])
    with pytest.raises(InvalidInput, match="no way"):
        check_pad([PadLine("caption", "x", "over")])  # type: ignore[arg-type]


@given(st.lists(st.text(alphabet="abc", min_size=1), unique=True), st.sampled_from(["append", "prepend"]))
def test_items_are_never_lost_nor_doubled(old: list[str], way: Way) -> None:
    new = apply_line(PadLine("keywords", "a, b, Bern", way), old, FACTS).value
    assert sorted(new) == sorted({*old, "a", "b", "Bern"})


@given(st.lists(st.text(alphabet="abc d"), max_size=5))
def test_items_go_round(items: list[str]) -> None:
    once = items_of(", ".join(items))
    assert items_of(", ".join(once)) == once
