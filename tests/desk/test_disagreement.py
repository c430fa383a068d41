"""Blocks of one file against each other: what is a contradiction, and what differs in form alone."""

import pytest

from library.credits.registry import load_registry
from library.desk.describe import propose
from library.desk.disagreement import HOUSES, PERSONS
from library.media.candidates import Candidate, Value
from library.media.metadata import EmbeddedMetadata

REGISTRY = load_registry()


def metadata(field: str, **values: Value) -> EmbeddedMetadata:
    """Give a record whose blocks say different things of one field; the first is believed."""
    first = next(iter(values.values()))
    found = tuple(Candidate(field, origin, value) for origin, value in values.items())
    return EmbeddedMetadata(**{field: first}, candidates=found, conflicts=(field,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "values", "rule", "pattern"),
    [
        ("credit_line", {"XMP": "REUTERS", "IIM": "AP"}, HOUSES, ("Reuters", "AP")),
        ("credit_line", {"XMP": "REUTERS", "IIM": "Nordlichtbild"}, HOUSES, ("Reuters", "Nordlichtbild")),
        ("credit_line", {"XMP": "AP", "IIM": "APA"}, HOUSES, ("AP", "APA")),
        ("source", {"XMP": "dpa", "IIM": "AFP"}, HOUSES, ("dpa", "AFP")),
        ("copyright_notice", {"XMP": "(c) dpa 2026", "EXIF": "Copyright Reuters"}, HOUSES, ("dpa", "Reuters")),
        ("creator", {"XMP": ("Ann Muster",), "IIM": ("Rolf Beispiel",)}, PERSONS, ("XMP", "IIM")),
        ("creator", {"XMP": ("Ann Muster",), "EXIF": ("Rolf Beispiel",)}, PERSONS, ("XMP", "EXIF")),
        ("credit_line", {"XMP": "AP/Ann Muster", "IIM": "AP/Rolf Beispiel"}, PERSONS, ("XMP", "IIM")),
        (
            "description",
            {"XMP": "A bridge in Bern. (REUTERS/Ann Muster)", "IIM": "A bridge in Bern. (AP Photo/Rolf Beispiel)"},
            HOUSES,
            ("Reuters", "AP"),
        ),
    ],
)
def test_other_names_are_a_contradiction(
    field: str, values: dict[str, Value], rule: str, pattern: tuple[str, ...]
) -> None:
    proposed = propose(metadata(field, **values), REGISTRY)
    assert (proposed["credit_state"].value, proposed["credit_state"].rule) == ("conflict", rule)
    told = proposed["disagreement"]
    assert told.value == (field, *pattern)
    assert {claim.part for claim in told.evidence} == set(values)
    text = {origin: value if isinstance(value, str) else "; ".join(map(str, value)) for origin, value in values.items()}
    assert all(text[claim.part][claim.start : claim.end] == claim.text for claim in told.evidence)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("credit_line", {"XMP": "PA Archive/Press Association Images", "IIM": "PA Archive/Press Association Ima"}),
        ("credit_line", {"XMP": "KEYSTONE/Ann Muster", "IIM": "KEYSTONE"}),
        ("credit_line", {"XMP": "Keystone", "IIM": "KEYSTONE-SDA"}),
        ("credit_line", {"XMP": "AFP via Getty Images", "IIM": "AFP/Getty Images"}),
        ("credit_line", {"XMP": "Photo: AP", "IIM": "AP"}),
        ("credit_line", {"XMP": "dpa", "IIM": "dpa"}),
        ("creator", {"XMP": ("Jörg Müller",), "IIM": ("JÃ¶rg MÃ¼ller",)}),
        ("creator", {"XMP": ("Jörg Müller",), "IIM": ("J?rg M?ller",)}),
        ("creator", {"XMP": ("Jörg Müller",), "IIM": ("Joerg Mueller",)}),
        ("creator", {"XMP": ("Ann Muster",), "IIM": ("ANN MUSTER",)}),
        ("creator", {"XMP": ("Ann Muster",), "IIM": ("Muster, Ann",)}),
        ("creator", {"XMP": ("Ann Muster", "Rolf Beispiel"), "IIM": ("Rolf Beispiel", "Ann Muster")}),
        ("creator", {"XMP": ("Ann Muster",), "IIM": ("A. Muster",)}),
        ("creator", {"XMP": ("Ann Muster",), "EXIF": ("studio2",)}),
        ("copyright_notice", {"XMP": "(c) AP 2026. All rights reserved.", "IIM": "Copyright The Associated Press"}),
        ("copyright_notice", {"XMP": "dpa", "EXIF": "Ann Muster"}),
        ("description", {"XMP": "A bridge in Bern. (AP Photo/Ann Muster)", "EXIF": "OLYMPUS DIGITAL CAMERA"}),
        ("description", {"XMP": "A bridge in Bern. (AP Photo/Ann Muster)", "IIM": "Eine Brücke in Bern. (AP/Muster)"}),
        ("credit_line", {"XMP": "Киевская фотография", "IIM": "?????"}),
    ],
)
def test_other_form_is_no_contradiction(field: str, values: dict[str, Value]) -> None:
    proposed = propose(metadata(field, **values), REGISTRY)
    assert "disagreement" not in proposed
    assert proposed["credit_state"].value != "conflict"


def test_all_fields_in_which_blocks_differ_are_told_the_weightiest_first() -> None:
    found = EmbeddedMetadata(
        credit_line="Reuters",
        creator=("Ann Muster",),
        candidates=(
            Candidate("creator", "XMP", ("Ann Muster",)),
            Candidate("creator", "IIM", ("Rolf Beispiel",)),
            Candidate("credit_line", "XMP", "Reuters"),
            Candidate("credit_line", "IIM", "AP"),
        ),
        conflicts=("creator", "credit_line"),
    )
    told = propose(found, REGISTRY)["disagreement"]
    assert told.value == ("credit_line", "Reuters", "AP")
    assert [(claim.field, claim.part, claim.value) for claim in told.evidence] == [
        ("credit", "XMP", "Reuters"),
        ("credit", "IIM", "AP"),
        ("byline", "XMP", "Ann Muster"),
        ("byline", "IIM", "Rolf Beispiel"),
    ]


@pytest.mark.parametrize(
    ("creator", "caption", "is_torn"),
    [
        ("Ann Muster", "A bridge in Bern. (AP Photo/Rolf Beispiel)", True),
        ("Ann Muster", "A bridge in Bern. (AP Photo/Ann Muster)", False),
        ("MUSTER", "A bridge in Bern. (AP Photo/Ann Muster)", False),
        ("Ann Muster", "Rolf Beispiel crosses a bridge in Bern.", False),
        ("Ann Muster", "A bridge in Bern. (AP Photo)", False),
    ],
)
def test_caption_is_held_against_the_by_line(creator: str, caption: str, is_torn: bool) -> None:
    found = EmbeddedMetadata(credit_line="AP", creator=(creator,), description=caption)
    proposed = propose(found, REGISTRY)
    assert ("disagreement" in proposed) == is_torn
    if is_torn:
        assert proposed["disagreement"].value == ("creator", "caption")
        assert [claim.part for claim in proposed["disagreement"].evidence][-1] == "caption"
