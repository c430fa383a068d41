from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.captions.lint import CaptionedPicture, guess_language, lint
from library.captions.outlets import OutletRules, load_outlets, rules_for
from library.errors import RegistryError
from library.findings import phrase

SWISS = OutletRules(longest_caption=80, quotes="«»", sharp_s="ss", language="de")
PICTURE = CaptionedPicture(
    "item:1",
    phrase("words.item", position=1),
    caption="Aussenministerin Anna Baerbock spricht in Bern.",
    alt_text="Eine Frau steht an einem Pult.",
    agency_text="Foreign Minister Anna Baerbock speaks in Bern, Switzerland, 5 June 2020.",
    credit="Bild: EPA/Lena Marti",
    houses="EPA",
    people="Lena Marti",
)


def codes(rules: OutletRules = SWISS, **changes: str) -> list[str]:
    return [finding.code for finding in lint(replace(PICTURE, **changes), rules)]


def test_a_good_caption_has_no_findings() -> None:
    assert codes() == []


def test_a_credit_without_a_person_is_noted_unless_the_house_prints_houses_only() -> None:
    assert codes(people="") == ["CRD004"]
    assert codes(people="", credit="") == []
    assert codes(replace(SWISS, person=False), people="") == []


def test_a_caption_too_long_for_the_outlet_is_told_with_both_figures() -> None:
    (finding,) = lint(replace(PICTURE, caption="Wort " * 20), SWISS)
    assert finding.code == "CAP004"
    assert "100" in finding.message
    assert "80" in finding.message


def test_place_and_day_are_wanted_where_the_outlet_wants_them() -> None:
    wanted = replace(SWISS, dateline=True)
    assert codes(wanted) == ["CAP005"]
    assert codes(wanted, caption="Anna Baerbock spricht, am Freitag, 5. Juni 2020, in Bern.") == []
    (finding,) = lint(PICTURE, wanted)
    assert "Bern, Switzerland, 5 June 2020" in finding.hint


@pytest.mark.parametrize(
    ("caption", "agency_text", "is_found"),
    [
        ("Ministerin Anna Baerbok spricht.", "Minister Anna Baerbock speaks.", True),
        ("Ministerin Baerbok spricht.", "Minister Anna Baerbock speaks.", True),
        ("Sebastian Muster singt.", "Sebastien Muster sings.", True),
        ("Anna Beispiel lacht. Anna Beipsiel gewinnt.", "", True),
        ("Präsident Wladimir Putin spricht.", "President Vladimir Putin speaks.", False),
        ("Baerbocks Reise.", "Minister Anna Baerbock speaks.", False),
        ("Hans Müller spricht.", "Hans Mueller speaks.", False),
        ("Karl Muster und Karl Master.", "Karl Muster and Karl Master.", True),
        ("Ein Keller im Haus.", "Peter Kellar speaks.", False),
        ("Presidency of the club. The President speaks.", "", False),
        ("Ein Schiff.", "", False),
    ],
)
def test_names_spelt_in_two_ways_are_found(caption: str, agency_text: str, is_found: bool) -> None:
    assert ("CAP006" in codes(caption=caption, agency_text=agency_text)) == is_found


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ('Sie sagt "nein".', ["CAP007"]),
        ("Sie sagt „nein“.", ["CAP007"]),
        ("Sie sagt «nein».", []),
        ('Ein Bildschirm von 27" Grösse.', []),
    ],
)
def test_quotation_marks_are_those_of_the_house(caption: str, expected: list[str]) -> None:
    assert codes(caption=caption) == expected


def test_ss_and_sharp_s_follow_the_house() -> None:
    assert codes(caption="Die Straße ist groß.") == ["CAP008"]
    german = replace(SWISS, sharp_s="ß")
    assert codes(german, caption="Die Strasse ist nass.") == ["CAP008"]
    assert codes(german, caption="Die Straße ist nass.") == []


def test_alternative_text_is_not_the_caption_again() -> None:
    assert codes(alt_text=PICTURE.caption.upper()) == ["CAP009"]


def test_text_in_another_language_is_told() -> None:
    assert codes(caption="The ship lies in the harbour of the town and waits.") == ["CAP010"]
    assert codes(caption="The Rolling Stones in Bern.") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Schiff liegt im Hafen von Romanshorn und wartet auf den Abend.", "de"),
        ("The ship lies in the harbour and waits for the evening.", "en"),
        ("Le bateau attend dans le port de la ville avec ses marins.", "fr"),
        ("La nave attende nel porto della città con i suoi marinai.", "it"),
        ("Hafen", None),
        ("Anna Muster, Karl Beispiel, Bern, Zürich, Genf, Basel", None),
    ],
)
def test_languages_are_told_by_their_small_words(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def test_rules_of_language_and_outlet_lie_upon_the_defaults() -> None:
    swiss = rules_for("MORGENPOST", "de-CH")
    assert (swiss.quotes, swiss.sharp_s, swiss.longest_caption, swiss.language) == ("«»", "ss", 400, "de")
    assert rules_for("Unknown", "fr-CH").quotes == "«»"
    assert rules_for("Unknown", "de").sharp_s == ""
    assert rules_for("Agenturdienst", "en").dateline


@pytest.mark.parametrize(
    "text",
    ["nonsense", "[outlets.other]", "[outlets.default]\nlongest_caption = 'x'", "[outlets.default]\nquotes = '«'",
     "[outlets.default]\nsize = 1"],
)  # fmt: skip
def test_broken_rules_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RegistryError):
        load_outlets(path)


@settings(max_examples=100)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=100))
def test_any_texts_can_be_checked(caption: str, agency_text: str, alt_text: str) -> None:
    picture = CaptionedPicture("item:1", "Item 1", caption, alt_text, agency_text)
    assert all(finding.hint for finding in lint(picture, rules_for("Morgenpost", "de-CH")))
