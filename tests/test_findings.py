"""Findings and the page that explains them."""

import re
from pathlib import Path

import pytest

from library.findings import CODES, Finding

PAGE = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
SECTIONS = {
    heading[1]: body
    for heading, body in (
        (re.match(r"(\w+): (.+)", section), section) for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    )
    if heading
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_with_meaning_example_and_remedy(code: str) -> None:
    section = SECTIONS[code]
    assert section.startswith(f"{code}: {CODES[code]}\n")
    assert "**Example.**" in section
    assert "**Remedy.**" in section
    assert re.search(r"^\*(Error|Warning|Note)", section, flags=re.MULTILINE)


def test_no_code_is_explained_that_does_not_exist() -> None:
    assert set(SECTIONS) == set(CODES)


def test_finding_with_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown finding code"):
        Finding("XXX999", "note", "asset:1", "Message.", "Hint.")
