"""Captions held against the rules of an outlet: length, dateline, names, quotation marks, ß, language, alt text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from library.captions.dateline import find_dateline
from library.captions.outlets import OutletRules, load_lists
from library.captions.spellings import find_two_spellings
from library.credits.folding import fold
from library.findings import Finding, Phrase, Severity, observe, phrase

_STRAIGHT = re.compile(r'(?<!\d)"')  # behind a figure it is an inch
_MARKS = '"“”„«»‟'
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 6
_FEWEST_HITS = 3
_ALIKE = 0.9
_LANGUAGES = ("de", "en", "fr", "it")


@dataclass(frozen=True, slots=True)
class CaptionedPicture:
    """What is said under one picture.

    Args:
        subject: as findings name it, "item:7" or "asset:12".
        who: as a person knows it, "Item 3" or a file name.
        caption: what the desk prints.
        is_alt_draft: nobody wrote the alternative text, a rule proposed it from the agency's.
        agency_text: what the agency wrote.
        credit: the line to print; "" without one.
        houses: agency and distributor as far as they are known.
        people: photographer or provider; "" where none is known.
    """

    subject: str
    who: Phrase
    caption: str = ""
    alt_text: str = ""
    is_alt_draft: bool = False
    agency_text: str = ""
    credit: str = ""
    houses: str = ""
    people: str = ""


def lint(picture: CaptionedPicture, rules: OutletRules) -> tuple[Finding, ...]:
    """Check what is said under a picture.

    Args:
        picture: caption, alternative text and credit; an empty one is not judged here.
        rules: what the outlet wants in the language of the texts.
    """
    return tuple(finding for check in _CHECKS for finding in check(picture, rules))


def guess_language(text: str) -> str | None:
    """Return "de", "en", "fr" or "it" by the small words of a text; None where they do not tell."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    hits = {name: sum(word in small for word in words) for name, small in load_lists().languages.items()}
    best, second = sorted(hits, key=hits.__getitem__, reverse=True)[:2]
    return best if hits[best] >= _FEWEST_HITS and hits[best] >= 2 * hits[second] else None


def _no_person(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if rules.person and picture.credit and picture.houses and not picture.people:
        yield _finding(picture, "CRD004", "note", houses=picture.houses)


def _too_long(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if rules.longest_caption and len(picture.caption) > rules.longest_caption:
        yield _finding(picture, "CAP004", "warning", length=len(picture.caption), longest=rules.longest_caption)


def _no_dateline(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if not rules.dateline or not picture.caption.strip():
        return
    found = find_dateline(picture.caption)
    missing = [word for word, value in (("place", found and found.place), ("day", found and found.day)) if not value]
    if missing:
        known = find_dateline(picture.agency_text)
        said = ", ".join(part for part in ((known.place, known.day) if known else ()) if part)
        finding = _finding(picture, "CAP005", "warning", "both" if len(missing) > 1 else missing[0])
        yield replace(finding, remedy=phrase("CAP005.words.known", said=said)) if said else finding


def _two_spellings(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    del rules
    texts = (
        (picture.caption, picture.agency_text, "agency"),
        (picture.caption, picture.caption, "within"),
        (picture.alt_text, picture.caption, "caption"),
    )
    told: set[frozenset[str]] = set()
    for text, other, whose in texts:
        if not text.strip() or not other.strip():
            continue
        for pair in find_two_spellings(text, other):
            key = frozenset((fold(pair.here), fold(pair.there)))
            if key not in told:
                told.add(key)
                yield _finding(picture, "CAP006", "warning", whose, here=pair.here, there=pair.there)


def _quotes(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if not rules.quotes:
        return
    wanted = rules.quotes[:2]
    for what, text in _texts(picture):
        strange = sorted({sign for sign in text if sign in _MARKS and sign not in rules.quotes})
        if '"' in strange and not _STRAIGHT.search(text):
            strange.remove('"')
        if strange:
            house = f"{wanted[0]}…{wanted[1]}"
            yield _finding(picture, "CAP007", "note", what, strange=" ".join(strange), wanted=house)


def _sharp_s(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if not rules.sharp_s:
        return
    words = _WORD.findall(f"{picture.caption} {picture.alt_text}")
    if rules.sharp_s == "ss":
        wrong = [word for word in words if "ß" in word or "ẞ" in word]
    else:
        wrong = [word for word in words if word.lower() in load_lists().sharp_s]
    if wrong:
        shown = tuple(phrase("words.quoted", word=word) for word in dict.fromkeys(wrong))
        other = "ß" if rules.sharp_s == "ss" else "ss"
        yield _finding(picture, "CAP008", "note", words=shown, wrong=other, right=rules.sharp_s)


def _repeats(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    del rules
    caption, alt = fold(picture.caption).split(), fold(picture.alt_text).split()
    if not caption or not alt:
        return
    shared = len(set(caption) & set(alt)) / len(set(caption) | set(alt))
    if caption == alt or (shared >= _ALIKE and len(alt) > 3):
        yield _finding(picture, "CAP009", "note")


def _wrong_language(picture: CaptionedPicture, rules: OutletRules) -> Iterator[Finding]:
    if rules.language not in _LANGUAGES:
        return
    for what, text in _texts(picture):
        language = guess_language(text)
        if language is None or language == rules.language:
            continue
        is_draft = what == "alt_text" and picture.is_alt_draft
        yield _finding(
            picture,
            "CAP010",
            "note" if is_draft else "warning",
            "draft" if is_draft else what,
            language=_name_of(language),
            wanted=_name_of(rules.language),
        )


def _texts(picture: CaptionedPicture) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give what readers get, each with its name in findings.toml."""
    return ("caption", picture.caption), ("alt_text", picture.alt_text)


def _name_of(language: str) -> Phrase:
    return Phrase(f"words.language.of_{language}")


def _finding(
    picture: CaptionedPicture,
    code: str,
    severity: Severity,
    occasion: str = "picture",
    **values: Any,  # noqa: ANN401  see Phrase
) -> Finding:
    return observe(code, severity, picture.subject, occasion, who=picture.who, **values)


_CHECKS: tuple[Callable[[CaptionedPicture, OutletRules], Iterator[Finding]], ...] = (
    _no_person,
    _too_long,
    _no_dateline,
    _two_spellings,
    _quotes,
    _sharp_s,
    _repeats,
    _wrong_language,
)
