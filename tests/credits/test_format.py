from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.credits.format import HouseStyle, format_credit, load_styles
from library.credits.parse import parse_credit
from library.credits.records import Credit, CreditFields
from library.credits.registry import AgencyEntry, load_registry
from library.errors import RegistryError

REGISTRY = load_registry()
STYLES = load_styles()
PRODUCERS = ("AP", "EPA", "dpa", "AFP", "Reuters", "NTB", "ANSA", "Xinhua", "TT")
DISTRIBUTORS = ("KEYSTONE", "IMAGO", "picture alliance", "Getty Images", "Shutterstock")
PEOPLE = ("Lena Marti", "Jonas von der Heide", "Erik S. Lesser", "Ana María Ruiz", "Lena Marti, Ole Hansen")


@st.composite
def credits_as_read(draw: st.DrawFn) -> Credit:
    """Credits in the form that reading gives: every part from the trade's usual chains."""
    distributor = draw(st.sampled_from((None, *DISTRIBUTORS)))
    agency = draw(st.sampled_from(PRODUCERS))
    provider = draw(st.sampled_from((None, "Kantonspolizei Bern", "Ministry of Defence", "NASA")))
    is_pool = draw(st.booleans())
    return Credit(
        distributor=distributor,
        agency=agency,
        photographer=draw(st.sampled_from((None, *PEOPLE))),
        provider=provider,
        is_archive=draw(st.booleans()),
        is_pool=is_pool,
        is_handout=bool(provider) or draw(st.booleans()),
        is_symbolic=draw(st.booleans()),
        is_ai=draw(st.booleans()),
    )


@given(credits_as_read(), st.sampled_from(("photo", "video")))
def test_reading_a_line_with_all_parts_gives_the_same_credit(credit: Credit, medium: str) -> None:
    line = format_credit(credit, STYLES["full"], medium)
    assert replace(parse_credit(CreditFields(credit=line), REGISTRY), evidence=()) == credit


@given(credits_as_read())
def test_reading_the_printed_line_again_and_again_changes_nothing(credit: Credit) -> None:
    once = format_credit(credit, STYLES["full"])
    again = format_credit(parse_credit(CreditFields(credit=once), REGISTRY), STYLES["full"])
    assert again == once


@pytest.mark.parametrize(
    ("style", "medium", "line"),
    [
        ("bild", "photo", "Bild: KEYSTONE/EPA/Lena Marti"),
        ("bild", "video", "Video: KEYSTONE/EPA/Lena Marti"),
        ("foto", "photo", "(Foto: KEYSTONE/EPA/Lena Marti)"),
        ("name-first", "photo", "Lena Marti / EPA / KEYSTONE"),
        ("british", "photo", "Photograph: Lena Marti/EPA/KEYSTONE"),
        ("short", "photo", "Bild: keystone"),
        ("full", "photo", "Bild: Lena Marti / EPA via KEYSTONE"),
    ],
)
def test_house_styles_print_the_same_credit_their_own_way(style: str, medium: str, line: str) -> None:
    credit = Credit(distributor="KEYSTONE", agency="EPA", photographer="Lena Marti")
    assert format_credit(credit, STYLES[style], medium) == line


def test_a_house_that_is_both_is_printed_once() -> None:
    credit = Credit(distributor="KEYSTONE", agency="KEYSTONE", photographer="Lena Marti")
    assert format_credit(credit, STYLES["bild"]) == "Bild: KEYSTONE/Lena Marti"


def test_a_house_is_printed_as_the_newsroom_wants_it() -> None:
    registry = load_registry([AgencyEntry(name="AP", printed_as="AP Photo", aliases=("Associated Press",))])
    assert format_credit(Credit(agency="AP"), STYLES["bild"], registry=registry) == "Bild: AP Photo"


def test_nothing_is_printed_for_nobody() -> None:
    assert format_credit(Credit(), STYLES["bild"]) == ""
    assert format_credit(Credit(is_archive=True), STYLES["bild"]) == ""


def test_names_that_nobody_knows_are_printed_all_the_same() -> None:
    assert format_credit(Credit(agency="AP", unread=("Blorbo",)), STYLES["bild"]) == "Bild: AP/Blorbo"


def test_a_wrong_style_is_refused() -> None:
    with pytest.raises(RegistryError, match="no part"):
        HouseStyle(name="x", title="x", parts=("agencies",))
    with pytest.raises(RegistryError, match="case"):
        HouseStyle(name="x", title="x", parts=("agency",), house_case="Title")
    with pytest.raises(RegistryError, match="radio"):
        HouseStyle(name="x", title="x", parts=("agency",), prefix={"radio": ""})
