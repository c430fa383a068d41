"""Choose one value per field when the blocks of a file disagree (standards.md §2, metadata.md §2).

XMP, then IIM, then EXIF, then text chunks; IIM first when Photoshop's digest shows that it is newer; EXIF first for the
moment of capture. What lies beside the file (`sidecar`) goes before its own XMP or after EXIF. A value of IIM that was
cut at its byte limit gives way to the longer text that it begins.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from library.media.candidates import IIM_DATASETS, Candidate, Value

_ORDER = ("XMP", "IIM", "EXIF")
_ORDER_IIM_NEWER = ("IIM", "XMP", "EXIF")
_ORDER_CAPTURE = ("EXIF", "XMP", "IIM")
_ORDER_CAPTURE_IIM_NEWER = ("EXIF", "IIM", "XMP")
_CAPTURE_FIELDS = frozenset({"created", "camera", "lens", "gps"})
_DATASETS = {**IIM_DATASETS, "creator": 80, "keywords": 25}


@dataclass(frozen=True, slots=True)
class Decision:
    """The chosen values, the names of fields whose blocks disagree, and what is worth telling."""

    values: dict[str, Value]
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]


def decide(
    candidates: Sequence[Candidate], *, iim_is_newer: bool, cut_in_iim: Iterable[int], sidecar_first: bool = False
) -> Decision:
    """Choose a value for every field that has a candidate.

    Args:
        candidates: what the blocks say.
        iim_is_newer: the IPTC digest does not match, so IIM was edited after XMP.
        cut_in_iim: numbers of IIM datasets that stand at their byte limit.
        sidecar_first: what lies beside the file is believed before what it holds.
    """
    cut_fields = {field for field, dataset in _DATASETS.items() if dataset in set(cut_in_iim)}
    values: dict[str, Value] = {}
    conflicts: list[str] = []
    notes: list[str] = []
    if iim_is_newer and any(candidate.origin == "XMP" for candidate in candidates):
        notes.append("IPTC was edited after XMP (digest does not match): IPTC goes first")
    by_field: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_field.setdefault(candidate.field, []).append(candidate)
    for field, found in by_field.items():
        if field == "description":
            found = _without_boilerplate(found, notes)  # noqa: PLW2901
        order = _order(field, iim_is_newer, sidecar_first)
        # The container's own texts (PNG chunks, QuickTime tags, comments) come last.
        ranked = sorted(found, key=lambda c: order.index(c.origin) if c.origin in order else len(order))
        if not ranked:
            continue
        winner = _uncut(ranked, field in cut_fields, notes)
        values[field] = winner.value
        if any(not _agree(winner, other, field in cut_fields) for other in ranked):
            conflicts.append(field)
    return Decision(values, tuple(conflicts), tuple(notes))


@cache
def _boilerplate() -> tuple[frozenset[str], "re.Pattern[str]"]:
    """Load the texts that cameras write into the caption."""
    data = tomllib.loads(files("library.media").joinpath("boilerplate.toml").read_text("utf-8"))
    lines = frozenset(" ".join(line.lower().split()) for line in data["lines"])
    return lines, re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]), re.IGNORECASE)


def is_boilerplate(text: str) -> bool:
    """Tell whether a caption is only what a camera or program writes on its own."""
    lines, pattern = _boilerplate()
    folded = " ".join(text.lower().split())
    return folded in lines or (len(folded) < 60 and pattern.fullmatch(folded) is not None)


def _without_boilerplate(found: list[Candidate], notes: list[str]) -> list[Candidate]:
    """Leave out captions that a camera wrote."""
    kept = [
        candidate for candidate in found if not (isinstance(candidate.value, str) and is_boilerplate(candidate.value))
    ]
    if len(kept) < len(found):
        notes.append("the camera's standard text is no caption")
    return kept


def _order(field: str, iim_is_newer: bool, sidecar_first: bool) -> tuple[str, ...]:
    """Return who is believed first for a field; a sidecar goes before or after all that the file holds."""
    if field in _CAPTURE_FIELDS:
        first, *rest = _ORDER_CAPTURE_IIM_NEWER if iim_is_newer else _ORDER_CAPTURE
        return (first, "sidecar", *rest) if sidecar_first else (first, *rest, "sidecar")
    order = _ORDER_IIM_NEWER if iim_is_newer else _ORDER
    return ("sidecar", *order) if sidecar_first else (*order, "sidecar")


def _uncut(ranked: list[Candidate], at_limit: bool, notes: list[str]) -> Candidate:
    """Return the first candidate, or the longer text that it begins when it was cut at its byte limit."""
    first = ranked[0]
    if first.origin == "IIM" and at_limit:
        for other in ranked[1:]:
            if other.value != first.value and _begins(first.value, other.value):
                notes.append(f"IPTC has cut the {first.field.replace('_', ' ')}: the whole text is in {other.origin}")
                return other
    return first


def _begins(cut: Value, whole: Value) -> bool:
    """Tell whether a text, or each text of a list, is the beginning of the other's."""
    if isinstance(cut, str) and isinstance(whole, str):
        return _fold(whole).startswith(_fold(cut))
    if isinstance(cut, tuple) and isinstance(whole, tuple) and len(cut) == len(whole):
        return all(_fold(str(b)).startswith(_fold(str(a))) for a, b in zip(cut, whole, strict=True))
    return False


def _fold(text: str) -> str:
    """Fold blanks, which blocks and programs treat differently."""
    return " ".join(text.split())


def _agree(winner: Candidate, other: Candidate, at_limit: bool) -> bool:
    """Tell whether two blocks say the same, apart from blanks, byte limits and precision."""
    a, b = winner.value, other.value
    if winner.field == "created" and isinstance(a, str) and isinstance(b, str):
        length = min(len(a), len(b), 19)
        return a[:length] == b[:length]
    if winner.field == "gps" and isinstance(a, tuple) and isinstance(b, tuple):
        return all(abs(float(str(x)) - float(str(y))) < 0.001 for x, y in zip(a, b, strict=False))
    if at_limit and "IIM" in {winner.origin, other.origin} and (_begins(a, b) or _begins(b, a)):
        return True
    if isinstance(a, tuple) and isinstance(b, tuple):
        return [_fold(str(x)) for x in a] == [_fold(str(y)) for y in b]
    return isinstance(a, str) and isinstance(b, str) and _fold(a) == _fold(b)
