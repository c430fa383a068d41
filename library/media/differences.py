"""What two files say differently: field by field as they are shown, and value by value in their blocks."""

from dataclasses import dataclass
from typing import Any

from library.media.contract import FIELD_NAMES, to_contract
from library.media.metadata import FileMetadata
from library.media.tree import Branch, flatten_tree

_FACTS = ("kind", "format", "width", "height", "orientation", "duration_seconds", "codec", "c2pa")


@dataclass(frozen=True, slots=True)
class Difference:
    """One name under which two files say something else; None: this file says nothing."""

    name: str
    first: Any
    second: Any


def compare_fields(first: FileMetadata, second: FileMetadata) -> tuple[Difference, ...]:
    """Compare the fields and facts that `photodesk metadata` prints, in its order."""
    one, other = to_contract("", first), to_contract("", second)
    return tuple(
        Difference(name, _none_if_empty(one[name]), _none_if_empty(other[name]))
        for name in (*_FACTS, *FIELD_NAMES)
        if one[name] != other[name]
    )


def compare_trees(first: tuple[Branch, ...], second: tuple[Branch, ...]) -> tuple[Difference, ...]:
    """Compare every value of every block, by its path; a path that occurs several times is one list."""
    one, other = _by_path(first), _by_path(second)
    return tuple(
        Difference(path, " | ".join(one.get(path, ())) or None, " | ".join(other.get(path, ())) or None)
        for path in dict.fromkeys([*one, *other])
        if one.get(path) != other.get(path)
    )


def _by_path(tree: tuple[Branch, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, value in flatten_tree(tree):
        found.setdefault(path, []).append(value)
    return found


def _none_if_empty(value: Any) -> Any:  # noqa: ANN401  any field
    return None if value == [] else value
