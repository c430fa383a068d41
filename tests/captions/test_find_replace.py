"""Words and expressions are replaced; an expression that would never end is ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions import find_replace as module
from library.captions.expression_process import run
from library.captions.find_replace import Search, find_replace, replace_in_all
from library.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "is_regex", "is_case_sensitive", "shown"),
    [
        ("A.B and a.b", "A.B", r"\1", False, True, r"\1 and a.b"),
        ("A.B and a.b axb", "a.B", "x", False, False, "x and x axb"),
        ("ZÜRICH", "zürich", "Bern", False, False, "Bern"),
        ("Foto: EPA", r"^Foto: (\w+)", r"\1 Bild", True, True, "EPA Bild"),
        ("foto", "FOTO", "Bild", True, False, "Bild"),
        ("foto", "FOTO", "Bild", True, True, "foto"),
        ("a  b   c", r"\s{2,}", " ", True, True, "a b c"),
        ("Zürich «x» 𝄞", "«(.)»", r"\1\1", True, True, "Zürich xx 𝄞"),
    ],
)
def test_found_is_replaced(
    text: str, pattern: str, replacement: str, is_regex: bool, is_case_sensitive: bool, shown: str
) -> None:
    assert find_replace(text, pattern, replacement, is_regex, is_case_sensitive) == shown


def test_an_expression_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.5)
    with pytest.raises(InvalidInput, match="was stopped") as caught:
        find_replace("a" * 40 + "!", "(a+)+$", "", True, True)
    assert "repetition" in caught.value.hint


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [("(", ""), ("a", r"\2"), ("a", r"\g<x>"), ("*", ""), ("", "x"), ("a" * 501, "")],
)
def test_an_expression_that_cannot_be_run_is_told(pattern: str, replacement: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        find_replace("a", pattern, replacement, True, True)
    assert caught.value.hint


def test_a_text_cannot_grow_without_end() -> None:
    asked = {"texts": ["a" * 60_000], "pattern": "", "replacement": "x" * 100, "is_case_sensitive": True}
    assert "longer" in run(asked)["error"]
    with pytest.raises(InvalidInput, match="longer"):
        replace_in_all(["a" * 100_001], Search("a", "b"))


def test_many_texts_are_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = []
    real = module.subprocess.run
    monkeypatch.setattr(module.subprocess, "run", lambda *a, **k: starts.append(1) or real(*a, **k))
    assert replace_in_all([f"n{i}" for i in range(2000)], Search(r"n(\d)", r"\1", is_regex=True))[-1] == "1999"
    assert starts == [1]
    assert replace_in_all([], Search("a", "b", is_regex=True)) == []


@given(st.text(), st.text(min_size=1, max_size=20), st.text())
def test_words_are_replaced_as_python_replaces_them(text: str, pattern: str, replacement: str) -> None:
    assert find_replace(text, pattern, replacement, False, True) == text.replace(pattern, replacement)
