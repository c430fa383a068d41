"""A credit line cut into its parts: labels and boilerplate dropped, separators found, places kept.

What is dropped is replaced by NUL, sign for sign, so that every part knows where it stood.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from library.credits.folding import fold
from library.credits.registry import AgencyEntry, Registry
from library.credits.words import Words

_SEPARATOR = re.compile(
    r"""(?:
        (?P<via>(?:,\s*)?(?<!\w)(?:v[ií]a|through|über)(?!\w))
      | (?P<slash>[/|\\#;·•]+)
      | (?P<fence>[\x00()\[\]{}"“”„«»©®™*<>\n\r\t]+|\+{2,}|\.{3}|…)
      | (?P<dash>(?<=\s)[-–—]+(?=\s|$)|^[-–—]+)
      | (?P<comma>,)
      | (?P<colon>:)
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGN_PLACE = re.compile(r"""[/|\\#;·•\x00()\[\]{}"“”„«»©®™*<>\n\r\t+.…,:\-–—]""")
_PASSED_ON_PLACE = re.compile(rf"(?i){_SIGN_PLACE.pattern}|(?<!\w)(?:v[ií]a|through|über)(?!\w)")
_PASSED_ON = frozenset(["via", "vía", "through", "über"])
# "Jane Doe pour « Le Monde »": the word that leads to the next part is no part of the name.
_LEADS_ON = re.compile(r"(?i)(?<=\w)\s+(?:pour|for|für|per|para)$")
_LEADING_ENDS = ("r", "R", "para", "PARA")
# Every sign that separates but the slash; "-" does between spaces.
_OTHER_SIGN = re.compile(r"""[\0|\\#;·•()\[\]{}"“”„«»©®™*<>\n\r\t+…,:]|\.\.\.|\s[-–—]""")
# "-/Europa Press/dpa": nobody is named, and the house stands behind nobody.
_NOBODY_FIRST = re.compile(r"[\s\0(\[]*[-–—]")
# "MAXPPP OUT": who may not use it is not who is named.
_LEFT_OUT = re.compile(r"(?<!\w)[A-Z][A-Z-]+ OUT(?!\w)")
_WORD = re.compile(r"\w+")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});", re.IGNORECASE)
# Signs that only look different; one for one, so that places stay true.
_LOOKALIKES = str.maketrans("⁄∕／：﹕｜¦\u00a0\u2007\u2009\u202f", "///::||    ")
_LOOKALIKE = re.compile(r"[⁄∕／：﹕｜¦\u00a0\u2007\u2009\u202f]")
_BRACKETED_DAY = re.compile(r"\((?:[^()/|:\d]{0,40},\s*)?\d{1,2}\.?\s?(?:[^\W\d]{3,10}|\d{1,2}\.)\s?(?:19|20)\d\d\)")
_YEAR_ENDS = re.compile(r"\d\d\)")
# A label stands at the start of a line, behind one of these signs, or behind another label.
_LABEL_PLACE = re.compile(r"[\0(\[\n\"“„«/|;©®]|\s-\s")
_FIRST_WORD = re.compile(r"[\s\0(\[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(\w+)")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2067\u2068\u2069\ufeff\ufffd"
_EDGE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u3000\u00a0'’‘`´,;!?-–—_=~" + _INVISIBLE
_ABBREVIATED = (" jr.", " sr.", " inc.", " ltd.", " co.", "s.p.a.", "e.v.", "b.v.")
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$")
_SIGNS = re.compile(r"(?<!\w)(?:\(c\)|c/o(?!\w)|https?://(?:www\.)?|www\.)", re.IGNORECASE)
_SIGN_WORDS = frozenset(["c", "http", "https", "www"])


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
    lowered = masked.lower()
    words, known = _WORD.findall(lowered), _known_words(registry)
    if not known.anchors.isdisjoint(words):
        masked = _mask(_boilerplate(registry.words), masked)
    if not _SIGN_WORDS.isdisjoint(words):
        masked = _mask(_SIGNS, masked)
    if " OUT" in masked:
        masked = _mask(_LEFT_OUT, masked)
    if "(" in masked and _YEAR_ENDS.search(masked):
        masked = _mask(_BRACKETED_DAY, masked)
    labels: tuple[Label, ...] = ()
    if not known.labels.isdisjoint(words):
        masked, labels = _drop_labels(masked, registry.words, known.labels)
    parts = _parts(masked, is_passed_on=not _PASSED_ON.isdisjoint(words))
    return _joined(parts, masked, registry, known.joined), labels


def without_entities(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with "M&uuml;ller" as "Müller", and for each of its signs where it stands in the given text.

    The places are empty where nothing was written as an entity; one more than signs otherwise, for the end.
    """
    if "&" not in text or ";" not in text:
        return text, ()
    pieces: list[str] = []
    places: list[int] = []
    end = 0
    for found in _ENTITY.finditer(text):
        sign = html.unescape(found.group())
        if len(sign) == 1:
            pieces += (text[end : found.start()], sign)
            places += (*range(end, found.start()), found.start())
            end = found.end()
    return ("".join((*pieces, text[end:])), (*places, *range(end, len(text) + 1))) if pieces else (text, ())


class _KnownWords(NamedTuple):
    """Words that tell at a glance which of the longer expressions a line needs at all.

    Args:
        anchors: the longest word of each boilerplate phrase.
        labels: the words that labels begin with.
        joined: the first two letters of houses with a separator in their name.
    """

    anchors: frozenset[str]
    labels: frozenset[str]
    joined: frozenset[str]


@lru_cache(maxsize=8)
def _known_words(registry: Registry) -> _KnownWords:
    words = registry.words
    return _KnownWords(
        frozenset(max(_WORD.findall(phrase), key=len).lower() for phrase in words.boilerplate),
        frozenset(found.group().lower() for label in words.labels if (found := _WORD.match(label))),
        frozenset(
            name[:2].lower() for entry in registry.entries for name in entry.aliases if fold(name) in registry.joined
        ),
    )


def _joined_names(entry: AgencyEntry, registry: Registry) -> Iterator[str]:
    return (name for name in entry.aliases if fold(name) in registry.joined)


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
        (name for name in names if re.search(r"(?:by|di|de|av|of|door|por|von|par|read|\\\.)$", name, re.IGNORECASE)),
        key=len,
        reverse=True,
    )
    return re.compile(
        rf"(?P<label>(?:{'|'.join(names)})(?=\s*(?:[:©\0]|\(©\)|\.\.\.|…|-\s))|(?:{'|'.join(linked)})(?=\s)"
        r"|image (?:source|copyright|credit)(?=\s*,))(?!\w)\s*(?:\(©\)\s*)?(?:[:,]|\.\.\.|…)?",
        re.IGNORECASE,
    )


def _drop_labels(text: str, words: Words, firsts: frozenset[str]) -> tuple[str, tuple[Label, ...]]:
    """Replace labels by NUL: "Mandatory Credit: Photo by …" has two."""
    labels: list[Label] = []
    position, end = 0, len(text)
    while position < end:
        first = _FIRST_WORD.match(text, position)
        if (
            first is not None
            and first.group(1).lower() in firsts
            and (found := _labels(words).match(text, first.start(1)))
        ):
            labels.append(Label(found.group("label"), found.start("label"), found.end("label")))
            position = found.end()
            text = f"{text[: found.start('label')]}{chr(0) * (position - found.start('label'))}{text[position:]}"
        else:
            sign = _LABEL_PLACE.search(text, position)
            position = sign.end() if sign else end
    return text, tuple(labels)


def _parts(text: str, *, is_passed_on: bool) -> list[Part]:
    """Cut at the separators; what stands before the first part, a bracket or label, does not count."""
    first = len(text) - len(text.lstrip("\0 "))
    if not is_passed_on and not _OTHER_SIGN.search(text, first) and text[first : first + 1] not in "-–—":
        return _between_slashes(text, first)
    parts: list[Part] = []
    position, before = 0, "start"
    for found in _separators(text, _PASSED_ON_PLACE if is_passed_on else _SIGN_PLACE):
        kind = found.lastgroup or "fence"
        part = _part(text, position, found.start(), before)
        if part is not None:
            parts.append(part)
            before = kind
        elif before not in ("via", "start") or kind == "via" or (kind == "slash" and _NOBODY_FIRST.match(text)):
            before = kind
        position = found.end()
    last = _part(text, position, len(text), before)
    return [*parts, last] if last is not None else parts


def _between_slashes(text: str, position: int) -> list[Part]:
    """Cut a line whose only separators are slashes, as most lines are: the quick way."""
    parts: list[Part] = []
    for words in text[position:].split("/"):
        part = _part(text, position, position + len(words), "slash" if parts else "start")
        if part is not None:
            parts.append(part)
        position += len(words) + 1
    return parts


def _separators(text: str, places: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the separators; only where one of their signs stands is the long expression asked."""
    end = 0
    for place in places.finditer(text):
        if place.start() >= end and (found := _SEPARATOR.match(text, place.start())):
            yield found
            end = found.end()


def _part(text: str, start: int, end: int, before: str) -> Part | None:
    """Return the part between two separators without the signs at its ends, or None when nothing is left."""
    raw = text[start:end]
    stripped = raw.strip(_EDGE)
    if stripped.startswith("."):
        stripped = stripped.lstrip(". ")
    if stripped.endswith(".") and not _INITIAL.search(stripped) and not stripped.lower().endswith(_ABBREVIATED):
        stripped = stripped.rstrip(". ")
    if not stripped:
        return None
    at = start + raw.index(stripped)
    if stripped.endswith(_LEADING_ENDS) and (leading := _LEADS_ON.search(stripped)):
        stripped = stripped[: leading.start()]
    return Part(stripped, at, at + len(stripped), before)


def _joined(parts: list[Part], text: str, registry: Registry, starts: frozenset[str]) -> tuple[Part, ...]:
    """Put parts together again where a house's name holds the separator."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else part
        if result and before.text[:2].lower() in starts and part.before in ("slash", "comma", "dash"):
            whole = text[before.start : part.end]
            if fold(whole) in registry.joined:
                result[-1] = Part(whole, before.start, part.end, before.before)
                continue
        result.append(part)
    return tuple(result)
