"""Restrictions read from what an agency writes: instructions, usage terms, captions.

The words are data (phrases.toml, countries.toml). imago's "PUBLICATIONxINxGERxSUIxAUTxONLY" is read like "publication
in GER SUI AUT only". In captions, which tell of the world, short phrases count only in capitals: "Germany out of the
cup" bars nobody.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from library.credits.folding import fold
from library.rights.countries import Countries, read_countries
from library.rights.language import Language, load_language
from library.rights.moments import read_moment
from library.rights.phrases import Phrase

_X_JOIN = re.compile(r"(?<=[A-Z])x(?=[A-Z])")
_TOGETHER = re.compile(r"(?i)\s*[-/(]?\s*(?:(?:the|der|die|den|la|le|les)\s+)?")
_UNITS = (("hour", "h"), ("stunde", "h"), ("week", "w"), ("month", "m"), ("day", "d"), ("tag", "d"), ("jour", "d"))
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "seven": 7, "ten": 10, "fourteen": 14, "thirty": 30}
_SPOKEN = ("EDITORIAL_USE_ONLY", "MANDATORY_CREDIT", "NO_VIDEO_EMULATION", "NO_WATERMARK_REMOVAL")
_CAPTION_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!\n\0])\s*$")
_AFTER_SENTENCE = re.compile(r"\s*(?:[.!\n\0]|$)")


@dataclass(frozen=True, slots=True)
class Restriction:
    """One machine-readable limit.

    Args:
        code: the kind and its scope: NO_SALES, TERRITORY_OUT:CH, TERRITORY_ONLY:DE,CH,AT, TIME_LIMIT:14d, EMBARGO.
        words: the words it was read from.
        start: first character in the field.
        end: the character after the last.
        field: the field it was read from.
        rule: the phrase of phrases.toml, or the rule that gave it.
        until: the end of an embargo in UTC (ISO 8601), where the words say it in full.
    """

    code: str
    words: str
    start: int
    end: int
    field: str
    rule: str
    until: str | None = None


@lru_cache(maxsize=4096)
def read_restrictions(
    text: str, field: str = "instructions", language: Language | None = None
) -> tuple[Restriction, ...]:
    """Return the restrictions that a text states, in the order of the text, each code once.

    Args:
        text: instructions, usage terms or a caption.
        field: the field to note; "caption" and "description" are read more strictly.
        language: the phrases and countries to read by; None: the shipped ones.
    """
    if not text:
        return ()
    plain = _X_JOIN.sub(" ", text)
    known_by = language or load_language()
    found = [
        limit
        for phrase in _candidates(plain, known_by)
        for limit in _matches(phrase, plain, text, field, known_by.countries)
    ]
    result: dict[str, Restriction] = {}
    for limit in sorted(_outermost(found), key=lambda limit: (limit.start, -limit.end)):
        known = result.get(limit.code)
        if known is None or (known.until is None and limit.until is not None):
            result[limit.code] = limit
    return tuple(result.values())


def _candidates(text: str, language: Language) -> list[Phrase]:
    """Return the phrases of which a telling word stands in the text; looking for all of them would take too long."""
    index = language.by_anchor
    found: dict[str, Phrase] = {}
    for word in _words(text) & index.keys():
        for phrase in index[word]:
            found[phrase.text + phrase.code] = phrase
    return list(found.values())


def _words(text: str) -> set[str]:
    """Return the folded words of a text; only words that are no ASCII need the folding."""
    if text.isascii():
        return set(_WORD.findall(text.lower()))
    words = set(_WORD.findall(unicodedata.normalize("NFC", text).lower()))
    return {word if word.isascii() else fold(word) for word in words}


def _matches(phrase: Phrase, plain: str, text: str, field: str, countries: Countries) -> Iterator[Restriction]:
    """Yield what one phrase finds; plain is the text with imago's joining x as spaces, sign for sign as long."""
    for found in phrase.pattern.finditer(plain):
        placed = _placed(phrase, found, plain, countries)
        if placed is None:
            continue
        scopes, start, end = placed
        words = text[start:end]
        is_running = field in ("caption", "description") and not _is_sentence(text, start, end)
        if is_running and not _stated(phrase.code, words):
            continue
        until = read_moment(found.group("rest")) if "rest" in found.groupdict() else None
        for scope in scopes:
            yield Restriction(_code(phrase.code, scope), words, start, end, field, phrase.text, until)


def _placed(
    phrase: Phrase, found: re.Match[str], plain: str, countries: Countries
) -> tuple[tuple[str, ...], int, int] | None:
    """Return the scopes of a match and its place, or None where the countries turn out to be none."""
    start, end = found.span()
    if "rest" in found.groupdict():
        return ("",), start, found.start("rest")
    if phrase.code == "TIME_LIMIT:n":
        return (_duration(found),), start, end
    if not phrase.countries:
        return ("",), start, end
    if phrase.countries == "before":
        window = re.split(r"[.;:!?\n\0]\s", plain[max(0, start - 90) : start])[-1]
        codes, first, last = read_countries(window, countries, from_end=True)
        codes = codes if _TOGETHER.fullmatch(window[last:]) else ()
        start = start - len(window) + first
    elif phrase.countries == "after":
        window = re.split(r"[.;:!?\n\0](?:\s|$)", plain[end : end + 90])[0]
        codes, first, last = read_countries(window, countries)
        codes = codes if _TOGETHER.fullmatch(window[:first]) else ()
        end += last
    else:
        inside = found.group("countries")
        codes, first, last = read_countries(inside, countries)
        if inside[:first].strip(" ,/") or inside[last:].strip(" ,/."):
            return None
    if not codes:
        return None
    return ((",".join(codes),) if phrase.code.startswith("TERRITORY_ONLY") else codes), start, end


def _duration(found: re.Match[str]) -> str:
    number = found.group("number").lower()
    words = found.group().lower()
    unit = next(letter for word, letter in _UNITS if word in words)
    count = _NUMBERS[number] if number in _NUMBERS else int(number)
    return f"{count * 7}d" if unit == "w" else f"{count}{unit}"


def _code(code: str, scope: str) -> str:
    return ":".join((code.partition(":")[0], scope)) if scope else code


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether words stand as a sentence of their own: "No Merchandising. Editorial Use Only. …"."""
    return text[start : start + 1].isupper() and bool(
        _BEFORE_SENTENCE.search(text[:start][-4:]) and _AFTER_SENTENCE.match(text, end)
    )


@lru_cache(maxsize=4096)
def _stated(code: str, words: str) -> bool:
    """Tell whether words of a caption are an instruction: in capitals, or too plain to be about the world."""
    if words.isupper() or _X_JOIN.search(words):
        return True
    if code.startswith(("TERRITORY", "TIME", "MEDIA", "EMBARGO")):
        return words.lower().startswith(("sperrfrist", "publication")) or words.rsplit(maxsplit=1)[-1] in (
            "OUT",
            "ONLY",
        )
    return code in _SPOKEN or len(words.split()) >= _CAPTION_WORDS


def _outermost(found: list[Restriction]) -> list[Restriction]:
    """Drop what stands within a longer phrase: "no sales in Japan" bars a country, not all sales."""
    return [
        limit
        for limit in found
        if not any(
            other.start <= limit.start and limit.end <= other.end and other.end - other.start > limit.end - limit.start
            for other in found
        )
    ]
