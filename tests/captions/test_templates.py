"""Variables are filled as each picture has them, in any locale; what cannot be filled is told."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions.templates import VARIABLES, PictureFacts, fill_template, literal, variables_of
from library.errors import InvalidInput

TAKEN = datetime(2026, 3, 7, 9, 5, tzinfo=ZoneInfo("Europe/Zurich"))
FACTS = PictureFacts(
    {"city": "Bern", "country": "Schweiz", "photographer": "Anna Muster", "credit": "Bild: EPA/Anna Muster"}, TAKEN, 7
)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{city}, {date:%d.%m.%Y}", "Bern, 07.03.2026"),
        ("{date}", "07.03.2026"),
        ("{date:%-d. %B %Y}", "7. März 2026"),
        ("{date:%A, %-d.%-m.%y}", "Samstag, 7.3.26"),
        ("{date:%H:%M}", "09:05"),
        ("{date:100 %%}", "100 %"),
        ("{sequence}", "7"),
        ("{sequence:03}", "007"),
        ("{sequence:3}", "  7"),
        ("{ city }", "Bern"),
        ("{{city}} in {city}", "{city} in Bern"),
        ("({credit})", "(Bild: EPA/Anna Muster)"),
        ("nothing to fill", "nothing to fill"),
        ("", ""),
    ],
)
def test_a_template_is_filled(template: str, shown: str) -> None:
    assert fill_template(template, FACTS).text == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", "Samstag 7. März"), ("fr", "samedi 7. mars"), ("it", "sabato 7. marzo"), ("en", "Saturday 7. March")],
)
def test_names_of_days_are_of_the_language_and_not_of_the_machine(language: str, shown: str) -> None:
    assert fill_template("{date:%A %-d. %B}", PictureFacts({}, TAKEN, language=language)).text == shown


def test_what_a_picture_has_not_is_left_empty_and_told_once() -> None:
    filled = fill_template("{city}: {agency}{agency} {date}", PictureFacts({"city": "Bern", "agency": " "}))
    assert (filled.text, filled.missing) == ("Bern:  ", ("agency", "date"))


def test_a_day_without_a_time_has_no_hour() -> None:
    assert fill_template("{date:%H}", PictureFacts({}, date(2026, 3, 7))).missing == ("date",)


def test_an_unknown_variable_is_told_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match=r"no variable \{town\}") as caught:
        fill_template("{town}", FACTS)
    assert all(f"{{{name}}}" in caught.value.hint for name in VARIABLES)


@pytest.mark.parametrize("template", ["{city", "city}", "{city:x}", "{sequence:x}", "{date:%q}", "{date:%}", "{}"])
def test_what_no_picture_can_fill_is_refused(template: str) -> None:
    with pytest.raises(InvalidInput):
        fill_template(template, FACTS)


def test_the_variables_of_a_template_are_named() -> None:
    assert variables_of("{{x}} {credit} {date:%Y}") == {"credit", "date"}


@given(st.text())
def test_text_written_as_literal_is_printed_as_it_is(text: str) -> None:
    assert fill_template(literal(text), FACTS).text == text


@given(st.text(alphabet="{}:%cityda03 ", max_size=12))
def test_anything_is_filled_or_refused_in_words(text: str) -> None:
    with suppress(InvalidInput):
        fill_template(text, FACTS)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_are_written_as_strftime_writes_figures(day: date) -> None:
    assert fill_template("{date:%d.%m.%Y %y}", PictureFacts({}, day)).text == day.strftime("%d.%m.%Y %y")
