"""The shipped agencies: enough of them, and each with what reading and printing need."""

import re

import pytest

from library.credits.registry import load_registry, shipped_entries

ENTRIES = {entry.name: entry for entry in shipped_entries()}
PRODUCERS = [entry for entry in ENTRIES.values() if entry.kind in {"agency", "collection", "distributor", "stock"}]


def test_a_european_desk_finds_its_agencies_with_their_other_spellings() -> None:
    assert len([entry for entry in PRODUCERS if entry.aliases]) >= 150


def test_each_has_a_home_country_and_says_on_which_side_it_prints_itself() -> None:
    assert {entry.prints for entry in ENTRIES.values()} == {"first", "last"}
    assert [entry.name for entry in ENTRIES.values() if len(entry.home_country) != 2] == []


@pytest.mark.parametrize("name", ["KEYSTONE", "IMAGO", "APA", "picture alliance", "EFE"])
def test_distributors_of_the_first_kind_print_themselves_first(name: str) -> None:
    assert ENTRIES[name].prints == "first"


@pytest.mark.parametrize("name", ["AP", "dpa", "TT", "Getty Images", "Shutterstock", "Reuters", "AFP", "EPA"])
def test_agencies_of_the_other_kind_print_themselves_last(name: str) -> None:
    assert ENTRIES[name].prints == "last"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("epa11421544", "EPA"),
        ("imago0123456789h", "IMAGO"),
        ("AP24123456789012", "AP"),
        ("GettyImages-1234567890", "Getty Images"),
        ("AFP_34XY9ZA", "AFP"),
        ("RC2ABCD12345", "Reuters"),
        ("12345678ab", "Shutterstock"),
        ("20240101_zaf_x99_123", "ZUMA Press"),
        ("urn:newsml:dpa.com:20090101:240101-99-123456", "dpa"),
        ("PA-12345678", "PA"),
        ("ANP-485830493", "ANP"),
        ("sipausa31234567", "Sipa USA"),
        ("20240101_PD1234", "APA"),
        ("2JKX5P8 Alamy", None),
    ],
)
def test_numbers_of_pictures_tell_their_agency(number: str, name: str | None) -> None:
    known = [one.name for one in load_registry().entries if any(re.fullmatch(p, number) for p in one.id_patterns)]
    assert known == ([name] if name else [])
