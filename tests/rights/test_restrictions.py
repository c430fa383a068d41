from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import RegistryError
from library.rights.countries import load_countries, read_countries
from library.rights.moments import read_moment
from library.rights.phrases import CODES, compile_phrase, load_phrases
from library.rights.restrictions import read_restrictions


def codes(text: str, field: str = "instructions") -> list[str]:
    return [limit.code for limit in read_restrictions(text, field)]


def test_every_code_has_phrases() -> None:
    assert {phrase.code for phrase in load_phrases()} == CODES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO SALES IN JAPAN", ["TERRITORY_OUT:JP"]),
        ("NOxSALESxINxJPN", ["TERRITORY_OUT:JP"]),
        ("PUBLICATIONxINxGERxSUIxAUTxONLY", ["TERRITORY_ONLY:DE,CH,AT"]),
        ("PUBLICATIONxNOTxINxDENxNORxSWE", ["TERRITORY_OUT:DK", "TERRITORY_OUT:NO", "TERRITORY_OUT:SE"]),
        ("BENELUX OUT", ["TERRITORY_OUT:BE", "TERRITORY_OUT:NL", "TERRITORY_OUT:LU"]),
        ("Schweiz, Österreich OUT", ["TERRITORY_OUT:CH", "TERRITORY_OUT:AT"]),
        ("UK and Ireland out", ["TERRITORY_OUT:GB", "TERRITORY_OUT:IE"]),
        ("NO RESALES. NO ARCHIVES.", ["NO_RESALES", "NO_ARCHIVES"]),
        ("TV OUT", ["MEDIA_OUT"]),
        ("INTERNET OUT", ["MEDIA_OUT:WEB"]),
        ("for use within two weeks", ["TIME_LIMIT:14d"]),
        ("NO USE AFTER 48 HOURS", ["TIME_LIMIT:48h"]),
        ("Special instructions: none", []),
        ("", []),
    ],
)
def test_instructions_give_codes(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_captions_tell_of_the_world_and_bar_nobody() -> None:
    assert codes("Germany out of the World Cup after 14 days.", "caption") == []
    assert codes("A ship. GERMANY OUT", "caption") == ["TERRITORY_OUT:DE"]
    assert codes("Oil embargo until May 2020 in Iran", "caption") == []


def test_words_and_places_belong_together() -> None:
    text = "Photo of a ship; NO SALES; SWITZERLAND OUT"
    for limit in read_restrictions(text, "instructions"):
        assert text[limit.start : limit.end] == limit.words
    assert [limit.words for limit in read_restrictions(text)] == ["NO SALES", "SWITZERLAND OUT"]


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("22:30 GMT, March 12 2024", "2024-03-12T22:30:00Z"),
        ("12. März 2024, 18.00 Uhr MEZ", "2024-03-12T17:00:00Z"),
        ("2024-03-12T18:00:00+01:00", "2024-03-12T17:00:00Z"),
        ("2200 GMT FRIDAY JUNE 5, 2020", "2020-06-05T22:00:00Z"),
        ("10:30 pm EST on 5 June 2020", "2020-06-06T03:30:00Z"),
        ("31.02.2024 10:00 CET", None),
        ("12. März 2024, 18.00 Uhr", None),
        ("the weekend", None),
    ],
)
def test_a_moment_is_given_only_where_the_words_say_it_in_full(words: str, moment: str | None) -> None:
    assert read_moment(words) == moment


def test_an_embargo_carries_its_end() -> None:
    (limit,) = read_restrictions("EMBARGOED UNTIL 22:30 GMT, March 12 2024")
    assert (limit.code, limit.until) == ("EMBARGO", "2024-03-12T22:30:00Z")


def test_countries_are_read_in_names_and_ioc_codes() -> None:
    assert read_countries("Germany, Austria and Switzerland")[0] == ("DE", "AT", "CH")
    assert read_countries("GER SUI AUT")[0] == ("DE", "CH", "AT")
    assert read_countries("Blorbo") == ((), 0, 0)
    assert len(load_countries()) > 300


def test_wrong_data_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.toml"
    file.write_text('[[restriction]]\ncode = "NO_FUN"\nphrases = ["no fun"]\n')
    with pytest.raises(RegistryError, match="NO_FUN"):
        load_phrases(file)
    file.write_text('[[restriction]]\ncode = "NO_SALES"\nphrases = []\n')
    with pytest.raises(RegistryError, match="NO_SALES"):
        load_phrases(file)
    file.write_text('[countries]\nGermany = { ioc = "GER", names = [] }\n[groups]\n')
    with pytest.raises(RegistryError, match="alpha-2"):
        load_countries(file)
    with pytest.raises(RegistryError, match="placeholder"):
        compile_phrase("NO_SALES", "no {fun}")
    with pytest.raises(RegistryError, match="fixed word"):
        compile_phrase("NO_SALES", "*")


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for limit in read_restrictions(text):
        assert text[limit.start : limit.end] == limit.words
