"""Names spelt out: whom a surname or initials mean, and when nobody can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions.full_names import names_in, spell_out

AGENCY = (
    "Swiss President Karin Keller-Sutter, left, welcomes Tersian Prime Minister Jan van der Berg and Roger Muster "
    "in the Federal Palace in Bern, Switzerland, 5 June 2026."
)
KNOWN = (names_in(AGENCY),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (AGENCY, ("Karin Keller-Sutter", "Jan van der Berg", "Roger Muster")),
        ("Bundesrat Beat Jans und Nationaltrainer Murat Yakin reden.", ("Beat Jans", "Murat Yakin")),
        ("Le président Emmanuel Durand reçoit Léa d'Angelo.", ("Emmanuel Durand",)),
        ("George W. Muster waves.", ("George W. Muster",)),
        ("The pack rides along the river in the rain.", ()),
        ("FC Muster gegen SC Beispiel im Stade de Suisse.", ()),
        ("KEYSTONE/NORA MUSTER", ()),
        ("", ()),
    ],
)
def test_names_of_a_text(text: str, names: tuple[str, ...]) -> None:
    assert tuple(name for name in names_in(text) if name in names) == names
    assert len(names_in(text)) <= len(names) + 1, "a place may look like a name, no more"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keller-Sutter begrüsst Muster in Bern.", "Karin Keller-Sutter begrüsst Roger Muster in Bern."),
        ("K. Keller-Sutter spricht.", "Karin Keller-Sutter spricht."),
        ("Bundespräsidentin Keller-Sutter spricht.", "Bundespräsidentin Karin Keller-Sutter spricht."),
        ("Keller-Sutters Gast heisst Berg.", "Karin Keller-Sutters Gast heisst Jan van der Berg."),
        ("RM lacht.", "Roger Muster lacht."),
        ("Roger Muster kommt. Muster geht.", "Roger Muster kommt. Muster geht."),
        ("Muster kommt, dann geht Muster.", "Roger Muster kommt, dann geht Muster."),
        ("Anna Muster lacht.", "Anna Muster lacht."),
        ("R. Beispiel lacht.", "R. Beispiel lacht."),
        ("X. Muster lacht.", "X. Muster lacht."),
        ("Ein muster aus Papier, ein Musterhaus.", "Ein muster aus Papier, ein Musterhaus."),
        ("EU und US reden.", "EU und US reden."),
        ("", ""),
    ],
)
def test_names_are_spelt_out_where_they_first_stand(text: str, expected: str) -> None:
    assert spell_out(text, KNOWN).text == expected


def test_two_people_of_one_name_are_told_and_left_alone() -> None:
    family = ("Roger Muster", "Anna Muster")
    done = spell_out("Muster winkt, R. Muster lacht.", (family,))
    assert done.text == "Muster winkt, Roger Muster lacht."
    assert done.doubtful == ("Muster",)


def test_the_pictures_own_persons_go_before_those_of_others() -> None:
    done = spell_out("Muster winkt neben Beispiel.", (("Roger Muster",), ("Anna Muster", "Lea Beispiel")))
    assert done.text == "Roger Muster winkt neben Lea Beispiel."
    assert done.doubtful == ()


def test_a_name_is_written_as_the_agency_writes_it() -> None:
    text = "Präsidentin Karin Keller-Suter und Roger Mustre in Bern."
    assert spell_out(text, KNOWN, other=AGENCY).text == "Präsidentin Karin Keller-Sutter und Roger Muster in Bern."


@given(st.text(max_size=120))
def test_text_without_known_names_stays_and_spelling_out_twice_changes_nothing_more(text: str) -> None:
    assert spell_out(text, ()).text == text
    once = spell_out(text, KNOWN).text
    assert spell_out(once, KNOWN).text == once


@given(st.permutations(["Muster", "Berg", "Keller-Sutter", "R. Muster", "und", "spricht", "Bundesrätin"]))
def test_spelling_out_is_done_once_in_any_order(words: list[str]) -> None:
    once = spell_out(" ".join(words), KNOWN).text
    assert spell_out(once, KNOWN).text == once
