"""The quick ways of the rules give what the slow ones would have given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.credits.lines import split_line, without_entities
from library.credits.parse import parse_credit
from library.credits.records import CreditFields
from library.credits.registry import load_registry
from library.credits.rules import RULES
from tests.corpora_of_credits import rows

REGISTRY = load_registry()
TABLES = ("credits", "credits_more", "credits_outlets", "credits_blind", "credits_classes")
PARTS = sorted(
    {
        part.text
        for table in TABLES
        for field, text, _ in rows(table)
        if field == "credit"
        for part in split_line(text, REGISTRY)[0]
    }
)


def first_answer(text: str, skipped: int) -> list[tuple[str, str]]:
    for rule in RULES[skipped:]:
        pieces = rule(text, REGISTRY)
        if pieces is not None:
            return [(piece.kind, piece.value) for piece in pieces]
    return []


@pytest.mark.parametrize("text", [text for text in PARTS if RULES[0](text, REGISTRY) is not None])
def test_a_plain_name_is_what_all_rules_together_take_for_a_name(text: str) -> None:
    assert RULES[0].__name__ == "plain_name"
    assert first_answer(text, 0) == first_answer(text, 1)


WORDS = st.sampled_from(["Jane Doe", "AP", "dpa", "KEYSTONE", "Pool", "Kapo Bern", "J. Doe", "REX", "jr.", ""])
SPACES = st.sampled_from(["", " ", "  "])


@given(st.lists(st.tuples(SPACES, WORDS, SPACES), min_size=1, max_size=5))
def test_a_line_with_slashes_alone_is_cut_as_one_with_another_sign(pieces: list[tuple[str, str, str]]) -> None:
    line = "/".join("".join(piece) for piece in pieces)
    quick = [part[:3] for part in split_line(line, REGISTRY)[0]]
    # A bar says the same as a slash, and makes the cutting go the long way.
    slow = [part[:3] for part in split_line(line.replace("/", "|"), REGISTRY)[0]]
    joined = [words for words, _, _ in quick if "/" in words]
    assert [words.replace("|", "/") for words, _, _ in slow] == [words for words, _, _ in quick] or joined


@pytest.mark.parametrize(
    ("text", "plain"),
    [("M&uuml;ller", "Müller"), ("A &amp; B", "A & B"), ("&#8211;x", "–x"), ("AT&T; x", "AT&T; x"), ("a;b&c", "a;b&c")],
)
def test_entities_become_signs_that_know_their_places(text: str, plain: str) -> None:
    read, places = without_entities(text)
    assert read == plain
    assert not places or (len(places) == len(read) + 1 and places[-1] == len(text) and list(places) == sorted(places))


def test_evidence_stands_on_the_words_as_they_are_written_in_the_field() -> None:
    text = "Foto: J&ouml;rg M&uuml;ller / KEYSTONE"
    credit = parse_credit(CreditFields(credit=text), REGISTRY)
    assert credit.photographer == "Jörg Müller"
    assert {one.part: one.text for one in credit.evidence}["photographer"] == "J&ouml;rg M&uuml;ller"
    assert all(text[one.start : one.end] == one.text for one in credit.evidence)
