"""Findings and the page that explains them."""

import ast
import re
import string
from pathlib import Path

import pytest

from library.findings import CODES, LANGUAGES, Finding, Phrase, observe, phrase, phrases

PAGE = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
LIBRARY = Path(__file__).parents[1] / "library"
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
        Finding("XXX999", "note", "asset:1", Phrase("words.refused"), Phrase("words.refused"))


def test_whatever_is_said_is_said_in_every_language_with_the_same_values() -> None:
    for key, texts in phrases().items():
        assert set(texts) == set(LANGUAGES), key
        braces = {
            frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in texts.values()
        }
        assert len(braces) == 1, key


def test_every_code_has_a_title_a_remedy_and_a_message_for_every_occasion_that_is_observed() -> None:
    known = phrases()
    assert [code for code in CODES if f"{code}.title" not in known or f"{code}.hint" not in known] == []
    assert {key.partition(".")[0] for key in known} == {*CODES, "words"}
    for path in LIBRARY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "observe":
                code, occasion = (
                    part.value if isinstance(part, ast.Constant) else None for part in (node.args[0], node.args[3])
                )
                if code and occasion:
                    assert f"{code}.message.{occasion}" in known, path


def test_a_finding_speaks_german_with_all_that_it_names() -> None:
    breach = phrase("RGT001.words.territory_only", allowed=("DE", "AT"))
    finding = observe("RGT001", "error", "item:a", "item", position=3, breach=breach, limit="TERRITORY_ONLY:DE,AT")
    assert finding.facts("de")["message"] == "Bild 3 ist nur in DE, AT zu verwenden (TERRITORY_ONLY:DE,AT)."
    assert finding.message == "Item 3 is to be used in DE, AT only (TERRITORY_ONLY:DE,AT)."
