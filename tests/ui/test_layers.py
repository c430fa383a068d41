from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.catalogue.layers import layers_of
from library.catalogue.models import Asset
from library.ui import session
from library.ui.widgets.badges import length_text, size_text
from library.ui.widgets.layers import evidence_html, field_html, limit_words, origin_of, rule_words


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "language", lambda: "en")


def _asset(**layers: dict) -> Asset:
    return Asset(
        digest="0" * 64,
        kind="photo",
        format="JPEG",
        mime="image/jpeg",
        suffix=".jpg",
        size_bytes=1,
        width_px=3,
        height_px=2,
        ingested_at=datetime(2026, 11, 20, tzinfo=UTC),
        **layers,
    )


def test_evidence_is_underlined_where_it_stands() -> None:
    proof = {"field": "credit", "start": 9, "end": 12, "text": "EPA"}
    assert evidence_html([proof, proof], {"credit_line": "KEYSTONE/EPA/EPA"}) == ["KEYSTONE/<u>EPA</u>/EPA"]


def test_evidence_in_a_field_that_was_cut_is_found_by_its_words() -> None:
    proof = {"field": "caption", "start": 400, "end": 408, "text": "AUSTRIA OUT"}
    assert evidence_html([proof], {"description": "A seal. AUSTRIA OUT"}) == ["A seal. <u>AUSTRIA OUT</u>"]


def test_evidence_of_a_field_that_is_gone_stands_alone() -> None:
    assert evidence_html([{"field": "byline", "start": 0, "end": 4, "text": "Anna"}], {}) == ["<u>Anna</u>"]


def test_long_context_is_cut_on_both_sides() -> None:
    text = "a" * 300 + "WORDS" + "b" * 300
    (line,) = evidence_html([{"field": "caption", "start": 300, "end": 305, "text": "WORDS"}], {"description": text})
    assert line.startswith("…a")
    assert line.endswith("b…")
    assert "<u>WORDS</u>" in line


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_no_evidence_brings_markup_of_its_own(text: str, start: int, end: int) -> None:
    proof = {"field": "caption", "start": start, "end": end, "text": text[start:end] or "<b>"}
    for line in evidence_html([proof], {"description": text}):
        assert "<" not in line.replace("<u>", "").replace("</u>", "")


def test_a_decision_stands_beside_what_was_delivered_and_proposed() -> None:
    asset = _asset(
        delivered={"headline": "As delivered"},
        proposed={"headline": {"value": "As proposed", "rule": "known_house", "evidence": []}},
        decided={"headline": "As <decided>"},
    )
    shown = field_html(layers_of(asset, "headline"), asset.delivered)
    for words in ("As delivered", "As proposed", "the name of an agency", "As &lt;decided&gt;", "decided"):
        assert words in shown


@pytest.mark.parametrize(
    ("layers", "origin"),
    [
        ({"decided": {"caption": None}, "proposed": {"caption": {"value": "x"}}}, "decided"),
        ({"proposed": {"caption": {"value": "x"}}}, "proposed"),
        ({}, "none"),
    ],
)
def test_the_layer_that_is_shown_is_named(layers: dict, origin: str) -> None:
    assert origin_of(layers_of(_asset(**layers), "caption")) == origin


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("NO_SALES", "No sales"),
        ("TERRITORY_OUT:CH,AT", "Not in CH, AT"),
        ("TIME_LIMIT:14d", "Usable for 14 days"),
        ("TIME_LIMIT:1y", "Usable for 1 year"),
        ("EMBARGO", "Embargo until …"),
        ("SOMETHING_NEW:X", "Something new: x"),
    ],
)
def test_restrictions_are_said_in_words(code: str, words: str) -> None:
    assert limit_words(code) == words


def test_rules_are_said_in_words() -> None:
    assert rule_words("person") == "written as the name of a person"
    assert rule_words("no sales|sale") == "a phrase that agencies use for this"
    assert rule_words("some_new_rule") == "some new rule"


def test_lengths_and_sizes_are_printed_short() -> None:
    assert [length_text(one) for one in (None, 4.4, 61, 3727)] == ["", "0:04", "1:01", "1:02:07"]
    assert [size_text(one) for one in (12, 157_000, 4_100_000, 2_500_000_000)] == ["1 kB", "157 kB", "4.1 MB", "2.5 GB"]
