"""A credit line cut into its parts: labels and boilerplate dropped, separators found, places kept.

What is dropped is replaced by NUL, sign for sign, so that every part knows where it stood.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from library.credits.folding import fold
from library.credits.registry import Registry
from library.credits.words import Words

_SEPARATOR = re.compile(
    r"""(?:
        (?P<via>(?:,\s*)?(?<!\w)(?:via|through)(?!\w))
      | (?P<slash>[/|\\#;·•]+)
      | (?P<fence>[\x00()\[\]{}"“”„«»©®™*<>\n\r\t]+|\+{2,}|\.{3}|…)
      | (?P<dash>(?<=\s)[-–—]+(?=\s|$)|^[-–—]+)
      | (?P<comma>,)
      | (?P<colon>:)
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGN_PLACE = re.compile(r"""[/|\\#;·•\x00()\[\]{}"“”„«»©®™*<>\n\r\t+.…,:\-–—]""")
_PASSED_ON_PLACE = re.compile(rf"(?i){_SIGN_PLACE.pattern}|(?<!\w)(?:via|through)(?!\w)")
# "Jane Doe pour « Le Monde »": the word that leads to the next part is no part of the name.
_LEADS_ON = re.compile(r"(?i)(?<=\w)\s+(?:pour|for|für|per|para)$")
# "MAXPPP OUT": who may not use it is not who is named.
_LEFT_OUT = re.compile(r"(?<!\w)[A-Z][A-Z-]+ OUT(?!\w)")
_WORD = re.compile(r"\w+")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,6});", re.IGNORECASE)
# Signs that only look different; one for one, so that places stay true.
_LOOKALIKES = str.maketrans("⁄∕／：﹕｜¦\u00a0\u2007\u2009\u202f", "///::||    ")
_LOOKALIKE = re.compile(r"[⁄∕／：﹕｜¦\u00a0\u2007\u2009\u202f]")
_BRACKETED_DAY = re.compile(r"\((?:[^()/|:\d]{0,40},\s*)?\d{1,2}\.?\s?(?:[^\W\d]{3,10}|\d{1,2}\.)\s?(?:19|20)\d\d\)")
_YEAR_ENDS = re.compile(r"\d\d\)")
_LABEL_PLACE = re.compile(
    r"(?:^|(?<=[\0(\[\n\"“„«/|;©®])|(?<=\s-\s))[\s\0(\[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(?P<first>\w+)"
)
_EDGE = " \u00a0'’‘`´,;!?-–—_=~\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
_ABBREVIATED = (" jr.", " sr.", " inc.", " ltd.", " co.", "s.p.a.", "e.v.", "b.v.")
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$")
_SIGNS = re.compile(r"(?<!\w)\(c\)|&copy;|(?<!\w)(?:https?://)(?:www\.)?|(?<!\w)www\.", re.IGNORECASE)


class Part(NamedTuple):
    """One part of a line; a tuple, because thousands are made a second.

    Args:
        text: the words.
        start: first character in the line.
        end: the character after the last.
        before: what stands in front: start, via, slash, fence, dash, comma or colon.
    """

    text: str
    start: int
    end: int
    before: str


class Label(NamedTuple):
    """A label that stood before a credit; some say something ("Symbolbild:")."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def split_line(text: str, registry: Registry) -> tuple[tuple[Part, ...], tuple[Label, ...]]:
    """Cut a credit line into parts; agencies write the same lines again and again, so the last ones are remembered.

    Args:
        text: the line.
        registry: whose houses with a separator in their name ("REX/Shutterstock") stay in one part.

    Returns:
        the parts in their order, and the labels that were dropped.
    """
    masked = text if text.isascii() or not _LOOKALIKE.search(text) else text.translate(_LOOKALIKES)
    if "&" in masked and ";" in masked:
        masked = _ENTITY.sub(_sign_of_entity, masked)
    lowered = masked.lower()
    if not _anchors(registry.words).isdisjoint(_WORD.findall(lowered)):
        masked = _mask(_boilerplate(registry.words), masked)
    if "www." in lowered or "http" in lowered or "(c)" in lowered or "&copy;" in lowered:
        masked = _mask(_SIGNS, masked)
    if " OUT" in masked:
        masked = _mask(_LEFT_OUT, masked)
    if "(" in masked and _YEAR_ENDS.search(masked):
        masked = _mask(_BRACKETED_DAY, masked)
    masked, labels = _drop_labels(masked, registry.words)
    return _joined(_parts(masked), masked, registry), labels


def _sign_of_entity(found: re.Match[str]) -> str:
    """Return what "&nbsp;" or "&#47;" stands for, filled up to its length; a letter stays as it is written."""
    sign = html.unescape(found.group()).translate(_LOOKALIKES)
    return found.group() if len(sign) != 1 or sign.isalnum() else sign.ljust(len(found.group()))


@lru_cache(maxsize=8)
def _anchors(words: Words) -> frozenset[str]:
    """Return the longest word of each boilerplate phrase: looking for one is quicker than matching all."""
    return frozenset(max(_WORD.findall(phrase), key=len).lower() for phrase in words.boilerplate)


def _mask(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "\0" * len(found.group()), text)


@lru_cache(maxsize=8)
def _boilerplate(words: Words) -> re.Pattern[str]:
    phrases = sorted(
        (r"[\s,]+".join(map(re.escape, phrase.split())) for phrase in words.boilerplate), key=len, reverse=True
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _labels(words: Words) -> re.Pattern[str]:
    names = sorted({r"\s+".join(map(re.escape, label.split())) for label in words.labels}, key=len, reverse=True)
    linked = sorted(
        (name for name in names if re.search(r"(?:by|di|de|av|of|door|por|von|par|\\\.)$", name, re.IGNORECASE)),
        key=len,
        reverse=True,
    )
    return re.compile(
        rf"(?P<label>(?:{'|'.join(names)})(?=\s*(?:[:©\0]|\(©\)|\.\.\.|…|-\s))|(?:{'|'.join(linked)})(?=\s)"
        r"|image (?:source|copyright|credit)(?=\s*,))(?!\w)\s*(?:\(©\)\s*)?(?:[:,]|\.\.\.|…)?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _first_words(words: Words) -> frozenset[str]:
    """Return the words that labels begin with: few lines have one, so few need the long expression."""
    return frozenset(found.group().lower() for label in words.labels if (found := _WORD.match(label)))


def _find_label(text: str, words: Words) -> re.Match[str] | None:
    firsts, pattern = _first_words(words), _labels(words)
    for place in _LABEL_PLACE.finditer(text):
        if place.group("first").lower() in firsts and (found := pattern.match(text, place.start("first"))):
            return found
    return None


def _drop_labels(text: str, words: Words) -> tuple[str, tuple[Label, ...]]:
    """Replace labels until none is left: "Mandatory Credit: Photo by …" has two."""
    labels: list[Label] = []
    for _ in range(6):
        found = _find_label(text, words)
        if found is None:
            break
        labels.append(Label(found.group("label"), found.start("label"), found.end("label")))
        text = text[: found.start("label")] + "\0" * (found.end() - found.start("label")) + text[found.end() :]
    return text, tuple(labels)


def _parts(text: str) -> list[Part]:
    """Cut at the separators; what stands before the first part, a bracket or label, does not count."""
    parts: list[Part] = []
    position, before = 0, "start"
    for found in _separators(text):
        part = _part(text, position, found.start(), before)
        if part is not None:
            parts.append(part)
        if part is not None or before not in ("via", "start") or found.lastgroup == "via":
            before = found.lastgroup or "fence"
        position = found.end()
    last = _part(text, position, len(text), before)
    return [*parts, last] if last is not None else parts


def _separators(text: str) -> Iterator[re.Match[str]]:
    """Yield the separators; only where one of their signs stands is the long expression asked."""
    end, lowered = 0, text.lower()
    places = _PASSED_ON_PLACE if "via" in lowered or "through" in lowered else _SIGN_PLACE
    for place in places.finditer(text):
        if place.start() >= end and (found := _SEPARATOR.match(text, place.start())):
            yield found
            end = found.end()


def _part(text: str, start: int, end: int, before: str) -> Part | None:
    """Return the part between two separators without the signs at its ends, or None when nothing is left."""
    raw = text[start:end]
    stripped = raw.strip().strip(_EDGE).lstrip(". ")
    if stripped.endswith(".") and not _INITIAL.search(stripped) and not stripped.lower().endswith(_ABBREVIATED):
        stripped = stripped.rstrip(". ")
    if not stripped:
        return None
    at = start + raw.index(stripped)
    if leading := _LEADS_ON.search(stripped):
        stripped = stripped[: leading.start()]
    return Part(stripped, at, at + len(stripped), before)


def _joined(parts: list[Part], text: str, registry: Registry) -> tuple[Part, ...]:
    """Put parts together again where a house's name holds the separator."""
    result: list[Part] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following is not None and following.before in ("slash", "comma", "dash"):
            whole = text[part.start : following.end]
            if fold(whole) in registry.joined:
                result.append(Part(whole, part.start, following.end, part.before))
                index += 2
                continue
        result.append(part)
        index += 1
    return tuple(result)
