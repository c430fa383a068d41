import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.captions.alt_text import propose_alt_text

LONG = "A ship with three masts lies off Bergen in the light of the evening. " * 6


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("epa10000001 A ship lies off Bergen. EPA/JANE DOE", "A ship lies off Bergen."),
        ("A handout photo made available by the Navy shows a ship off Bergen. EPA/NAVY HANDOUT", "A ship off Bergen."),
        ("In this photo provided by the Coast Guard, a ship lies at sea. (Coast Guard/AP)", "A ship lies at sea."),
        ("Two men shake hands. They wear dark su ...", "Two men shake hands."),
        ("Two men shake hands in Pyongyang, North Ko ...", "Two men shake hands in Pyongyang"),
        ("Ein Schiff liegt im Ha…", "Ein Schiff liegt im"),
        ("A ship lies off Bergen, Norway, on Friday, June 5, 2020. (AP Photo/J. Doe)",
         "A ship lies off Bergen, Norway."),
        ("In this photo released by the Navy on Monday, June 3, 2024, a ship sails. (Navy via AP)", "A ship sails."),
        ("OSLO, NORWAY - JUNE 5: A ship lies off Bergen on June 5, 2020 in Norway. (Photo by J. Doe/Getty Images)",
         "A ship lies off Bergen in Norway."),
        ("Ein Schiff im Hafen, aufgenommen am 5. Juni 2020. Foto: zVg", "Ein Schiff im Hafen."),
        ("EDITORIAL USE ONLY. A ship lies off Bergen. Foto: Jonas Braun/dpa - ACHTUNG: Nur zur Verwendung",
         "A ship lies off Bergen."),
        ("Das von der Küstenwache veröffentlichte Bild zeigt ein Schiff vor Bergen.", "Ein Schiff vor Bergen."),
        ("A still image taken from video shows a ship off Bergen.", "A ship off Bergen."),
        ("This photo provided by the Navy shows a ship. (Navy via AP)", "A ship."),
        ("A ship lies off Bergen. (AAP Image/Jane Doe) NO ARCHIVING", "A ship lies off Bergen."),
        ("ADVANCE FOR WEEKEND OF OCT. 22-23 - A ship lies off Bergen. (AP Photo/J. Doe)", "A ship lies off Bergen."),
        ("The fleet, Backstage, Bergen - 29 Jan 2017", "The fleet, Backstage, Bergen"),
        ("Bei einer Konferenz in Kiew. (30.05.2018 - Foto: Jane Doe/AP)", "Bei einer Konferenz in Kiew."),
        ("", ""),
    ],
)  # fmt: skip
def test_alt_text_says_what_is_to_be_seen(description: str, expected: str) -> None:
    assert propose_alt_text(description) == expected


def test_alt_text_ends_with_a_sentence_below_250_characters() -> None:
    text = propose_alt_text(LONG + "(AP Photo/Jane Doe)")
    assert len(text) < 250
    assert text.endswith("evening.")


def test_alt_text_never_ends_within_a_word() -> None:
    for length in range(1, 60):
        text = propose_alt_text(("Wort" * length + " ") * 30)
        assert not text.rstrip("…").strip() or text.rstrip("…").split()[-1] == "Wort" * length


@settings(max_examples=50)
@given(st.text(max_size=600))
def test_alt_text_is_never_too_long(description: str) -> None:
    assert len(propose_alt_text(description)) < 250
