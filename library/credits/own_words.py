"""Words of the trade that a newsroom adds to the shipped lists, or takes out of them.

The words of credits lie in words.toml; those of restrictions and countries in the folder of rights, which reads them
from here too, so that one list holds all that a newsroom knows.
"""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from library.credits.folding import fold
from library.errors import RegistryError

FLAGS = ("pool", "handout", "archive", "symbolic", "ai", "nobody", "unnamed")
RUNNING_FLAGS = FLAGS[:-2]

PLACES: Mapping[str, tuple[str, ...]] = {
    "institution": ("institutions", "words"),
    "flag": ("flags",),
    "caption_flag": ("running",),
    "handout_phrase": ("provided", "phrases"),
    "label": ("labels",),
    "boilerplate": ("boilerplate",),
    "private": ("private", "words"),
    "platform": ("platforms", "names"),
    "newspaper": ("newspapers", "words"),
    "person": ("persons", "words"),
}
"""Kinds that lie in words.toml, and where; the value, where there is one, is the last name of the path."""

VALUES: Mapping[str, tuple[str, ...]] = {"flag": FLAGS, "caption_flag": RUNNING_FLAGS}
"""Kinds whose words stand for one of a few values."""

KINDS = (*PLACES, "restriction", "country")
"""Every kind: "restriction" is a phrase whose value is the code, "country" a name or code whose value is ISO."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One word or phrase of a newsroom.

    Args:
        kind: one of KINDS.
        text: the word or phrase, as agencies write it.
        value: what it stands for: a flag, a restriction's code, ISO codes of countries ("CH" or "DE,AT,CH"); else "".
        is_removed: a shipped word that is not to be read.
    """

    kind: str
    text: str
    value: str = ""
    is_removed: bool = False

    @property
    def key(self) -> str:
        """The text as words are compared."""
        return key_of(self.kind, self.text)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RegistryError(f"there are no words of kind {self.kind!r}, allowed are {', '.join(KINDS)}")
        if not self.text.strip() or self.text != self.text.strip() or "\n" in self.text:
            raise RegistryError(f"{self.kind} {self.text!r}: a word must have signs, and no space at its ends")
        if len(self.text) > _LONGEST or not fold(self.text):
            raise RegistryError(f"{self.kind} {self.text[:40]!r}: a word must have letters, at most {_LONGEST} signs")
        allowed = VALUES.get(self.kind)
        if allowed and self.value not in allowed:
            raise RegistryError(f"{self.kind} {self.text!r}: {self.value!r} is none of {', '.join(allowed)}")
        if self.kind == "country" and not re.fullmatch(r"[A-Z]{2}(?:,[A-Z]{2})*", self.value):
            raise RegistryError(
                f"country {self.text!r}: {self.value!r} is no ISO 3166 alpha-2 code, nor a list of them"
            )
        if self.kind == "restriction" and not self.value:
            raise RegistryError(f"restriction {self.text!r} needs the code that it states, as NO_SALES")
        if self.kind in PLACES and not allowed and self.value:
            raise RegistryError(f"{self.kind} {self.text!r} takes no value, but has {self.value!r}")


def key_of(kind: str, text: str) -> str:
    """Give a word as words of its kind are compared: a phrase of restrictions by its signs, all others folded."""
    return " ".join(text.lower().split()) if kind in ("restriction", "caption_flag") else fold(text)


def overlaid(document: Mapping[str, Any], own: Iterable[OwnWord]) -> dict[str, Any]:
    """Return a parsed words.toml with a newsroom's words in it, and without those that it took out."""
    result = deepcopy(dict(document))
    for word in own:
        if word.kind in PLACES:
            _leave_other_values(result, word)
            change_list(_list_at(result, word), word)
    return result


def _leave_other_values(document: dict[str, Any], word: OwnWord) -> None:
    """A word stands for one value: the newsroom's, not the one that it has in the shipped list."""
    if word.is_removed:
        return
    for value in VALUES.get(word.kind, ()):
        if value != word.value:
            change_list(_list_at(document, replace(word, value=value)), replace(word, value=value, is_removed=True))


def change_list(texts: list[str], word: OwnWord) -> None:
    """Add a word to a list, or take all its spellings out."""
    kept = [text for text in texts if key_of(word.kind, text) != word.key]
    texts[:] = kept if word.is_removed else [*kept, word.text]


def _list_at(document: dict[str, Any], word: OwnWord) -> list[str]:
    *tables, name = (*PLACES[word.kind], *([word.value] if word.value else []))
    place = document
    for table in tables:
        place = place.setdefault(table, {})
    texts: list[str] = place.setdefault(name, [])
    return texts
