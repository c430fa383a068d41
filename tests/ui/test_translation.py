import ast
import re
import string
from pathlib import Path

import pytest

import library.ui
from library.catalogue.layers import FIELDS
from library.credits.registry import KINDS, PRINTS, ROLES
from library.errors import LibraryError
from library.ui.places import PLACES
from library.ui.translation import LANGUAGES, messages, number, translate
from library.ui.widgets.badges import FLAGS, STATES

UI = Path(library.ui.__file__).parent


def _texts(text: str | dict[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def _braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_exists_in_every_language(language: str) -> None:
    missing = [key for key, texts in messages().items() if language not in texts]
    assert not missing


def test_no_message_names_a_language_that_the_screens_do_not_offer() -> None:
    assert {language for texts in messages().values() for language in texts} == set(LANGUAGES)


def test_languages_agree_on_what_stands_in_braces_and_on_numbers() -> None:
    for key, texts in messages().items():
        braces = {frozenset(set().union(*map(_braces, _texts(text)))) for text in texts.values()}
        assert len(braces) == 1, key
        for text in texts.values():
            assert isinstance(text, str) or set(text) == {"one", "other"}, key


def test_german_is_spelt_as_in_switzerland_and_nothing_is_decorated_with_emoji() -> None:
    for key, texts in messages().items():
        for text in _texts(texts["de"]):
            assert "ß" not in text, key
        for text in (*_texts(texts["de"]), *_texts(texts["en"])):
            assert not re.search(r"[\U0001F300-\U0001FAFF☀-➿]", text), key


def _used_keys() -> list[tuple[str, str, bool]]:
    """List (file, key or its beginning, is complete) of all calls t(…) and translate(…)."""
    found = []
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t"
            if not (is_call and node.args):
                continue
            first = node.args[0]
            for part in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(part, ast.Constant):
                    found.append((path.name, str(part.value), True))
                elif isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
                    found.append((path.name, str(part.values[0].value), False))
    return found


def test_every_message_used_exists() -> None:
    keys = set(messages())
    for path, key, is_complete in _used_keys():
        assert key in keys if is_complete else any(one.startswith(key) for one in keys), f"{path}: {key}"


def test_every_message_is_used() -> None:
    used = _used_keys()
    whole = {key for _, key, is_complete in used if is_complete}
    beginnings = tuple(key for _, key, is_complete in used if not is_complete)
    families = ("rules.", "errors.", "findings.", "words.limit.", "library.action.")  # looked up before they are used
    idle = [key for key in messages() if key not in whole and not key.startswith((*beginnings, *families))]
    assert not idle


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("words.field.{}", FIELDS),
        ("words.flag.{}", FLAGS),
        ("words.credit_state.{}", STATES),
        ("words.role.{}", ROLES),
        ("agencies.kind.{}", KINDS),
        ("agencies.prints.{}", PRINTS),
        ("navigation.{}", PLACES),
    ],
)
def test_families_of_messages_are_complete(family: str, names: list[str]) -> None:
    assert not [name for name in names if family.format(name) not in messages()]


def _kinds_of(error: type[LibraryError]) -> list[type[LibraryError]]:
    return [error, *(one for kind in error.__subclasses__() for one in _kinds_of(kind))]


@pytest.mark.parametrize("error", _kinds_of(LibraryError))
def test_every_error_can_be_told_in_every_language(error: type[LibraryError]) -> None:
    for part in ("message", "hint"):
        assert translate(f"errors.{error.__name__}.{part}", "de"), error


def test_numbers_choose_the_form_and_are_set_apart() -> None:
    assert translate("library.count", "en", n=1) == "1 picture"
    assert translate("library.count", "en", n=12000) == "12,000 pictures"
    assert translate("library.count", "de", n=12000) == "12’000 Bilder"
    assert number(999, "de") == "999"


def test_only_the_session_names_its_keys() -> None:
    named = {path.name for path in UI.rglob("*.py") if "session_state" in path.read_text("utf-8")}
    assert named == {"session.py"}
