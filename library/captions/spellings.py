"""Names spelt in two ways: between a caption and the agency's text, or within one text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from library.captions.words import load_caption_words
from library.credits.folding import fold
from library.credits.words import load_words

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_SHORTEST = 5
_LONG = 9
# Spellings of one sound in German, English and French transcription ("Wladimir", "Vladimir") are no mistake.
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("ch", "c"), ("sch", "s"), ("sh", "s"), ("zh", "s"), ("kh", "c"), ("ph", "f"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("w", "v"), ("j", "i"), ("y", "i"), ("z", "s"), ("k", "c"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TwoSpellings:
    """One name written in two ways: here, and in the other text."""

    here: str
    there: str


def find_two_spellings(text: str, other: str) -> tuple[TwoSpellings, ...]:
    """Find names of a text that the other text spells differently, by a letter or two.

    A name is compared with one that stands beside the same first or last name, or, where it stands alone, with the
    last name of a person. Transcriptions and endings of the genitive are no other spelling.

    Args:
        text: the caption.
        other: the agency's text; or the same text, to find two spellings within.
    """
    here, there = list(_pairs(text)), list(_pairs(other))
    if text == other:
        return _once(_beside_the_same(here, there))
    written, known = set(map(fold, _WORD.findall(text))), set(map(fold, _WORD.findall(other)))
    found = [*_beside_the_same(here, there), *_alone(text, there)]
    # Who is written in the same way there too has a namesake, not a second spelling.
    return _once(one for one in found if fold(one.here) not in known and fold(one.there) not in written)


def _beside_the_same(here: list[tuple[str, str]], there: list[tuple[str, str]]) -> Iterator[TwoSpellings]:
    for first, last in here:
        for other_first, other_last in there:
            if fold(last) == fold(other_last) and _nearly(first, other_first):
                yield TwoSpellings(first, other_first)
            if fold(first) == fold(other_first) and _nearly(last, other_last):
                yield TwoSpellings(last, other_last)


def _alone(text: str, there: list[tuple[str, str]]) -> Iterator[TwoSpellings]:
    family = {last for _, last in there if len(last) > _SHORTEST}
    articles = load_caption_words().articles
    before = ""
    for word in _WORD.findall(text):
        # Behind an article stands a thing: "ein Keller" is nobody.
        if word[0].isupper() and len(word) > _SHORTEST and before not in articles:
            yield from (TwoSpellings(word, name) for name in sorted(family) if _nearly(word, name))
        before = word.lower()


def _once(found: Iterable[TwoSpellings]) -> tuple[TwoSpellings, ...]:
    by_pair: dict[frozenset[str], TwoSpellings] = {}
    for one in found:
        by_pair.setdefault(frozenset((fold(one.here), fold(one.there))), one)
    return tuple(by_pair.values())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give first and last names: capital words side by side, small particles between them passed over."""
    words = load_caption_words()
    capital: list[tuple[str, int, int]] = []
    for found in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", found.group())
        if word.lower() in words.particles and not word[0].isupper():
            continue
        if word[0].isupper() and word.lower() not in words.openers | words.not_names:
            capital.append((word, found.start(), found.end()))
    for (first, _, end), (last, start, _) in pairwise(capital):
        between = text[end:start].strip()
        if (not between or between.lower() in words.particles or between == ".") and "\n" not in text[end:start]:
            yield first, last


def _nearly(one: str, two: str) -> bool:
    """Tell whether two words are one name in two spellings."""
    left, right = fold(one), fold(two)
    if _is_common(one) or _is_common(two):
        return False
    if left == right or min(len(left), len(right)) < _SHORTEST or left[0] != right[0]:
        return False
    shorter, longer = sorted((left, right), key=len)
    if longer in {f"{shorter}s", f"{shorter}es", f"{shorter}in"} or _sound(left) == _sound(right):
        return False
    return is_near(left, right, 2 if len(shorter) >= _LONG else 1)


def _is_common(word: str) -> bool:
    """Tell a title, a people, a month or an institution: "President" is no spelling of "Presidency"."""
    words, lowered = load_caption_words(), word.lower()
    known = lowered in words.titles or lowered in words.demonyms or lowered in words.not_names
    return known or fold(word) in load_words().institutions


def _sound(name: str) -> str:
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    return name


def is_near(one: str, two: str, most: int) -> bool:
    """Tell whether at most so many letters are to be changed, added, dropped or swapped with the next.

    Args:
        most: how many changes still count as near.
    """
    if abs(len(one) - len(two)) > most:
        return False
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        here = [i]
        for j, other in enumerate(two, 1):
            cost = min(row[j] + 1, here[-1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            here.append(cost)
        before, row = row, here
    return row[-1] <= most
