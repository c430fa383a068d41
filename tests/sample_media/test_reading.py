"""The reader proposes for the stills of the sample newsroom what their manifest expects of a careful editor."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from library.credits.registry import load_registry
from library.desk.describe import propose
from library.media.metadata import read_metadata

HOME = Path(__file__).resolve().parents[2] / "sample_media"
REGISTRY = load_registry()
STILLS = {
    row["name"]: row["expected"]
    for row in tomllib.loads((HOME / "manifest.toml").read_text(encoding="utf-8"))["file"]
    if row["kind"] == "photo" and "expected" in row
}
FIELDS = {"agency_image_id": "supplier_ref"}
# (file, field): why the reader may differ there. Empty is how it should be.
TOLERATED: dict[tuple[str, str], str] = {}


def proposed(name: str) -> dict[str, Any]:
    """Give what is proposed for a still, in the manifest's words."""
    proposals = propose(read_metadata(HOME / name), REGISTRY)
    given: dict[str, Any] = {}
    for field, expected in STILLS[name].items():
        proposal = proposals.get(FIELDS.get(field, field))
        value: Any = proposal.value if proposal else type(expected)()
        given[field] = sorted(value) if isinstance(expected, list) else value
    return given


@pytest.mark.parametrize("name", STILLS)
def test_a_still_is_read_as_its_manifest_expects(name: str) -> None:
    expected = {field: sorted(value) if isinstance(value, list) else value for field, value in STILLS[name].items()}
    given = proposed(name)
    tolerated = {field for file, field in TOLERATED if file == name}
    assert {field: given[field] for field in given if field not in tolerated} == {
        field: expected[field] for field in expected if field not in tolerated
    }


def test_most_stills_tell_what_is_expected_of_them() -> None:
    assert len(STILLS) >= 48
    assert set(TOLERATED) <= {(name, field) for name in STILLS for field in STILLS[name]}
