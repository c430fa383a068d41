"""Every error has a hint and stands in the tree at the top of errors.py."""

import inspect

import pytest

from library import errors

ALL = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.LibraryError)]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_has_a_hint_and_a_place_in_the_tree(kind: type[errors.LibraryError]) -> None:
    error = kind("something happened")
    assert str(error) == "something happened"
    assert error.hint.endswith(".")
    assert kind.__name__ in (errors.__doc__ or "")


def test_the_hint_can_be_said_more_exactly() -> None:
    assert errors.NotFound("x", hint="Look again.").hint == "Look again."
