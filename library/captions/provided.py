"""Who handed a picture out, as running text says it: "a handout photo made available by …"."""

import re
from functools import lru_cache

from library.credits.folding import fold
from library.credits.records import Mark
from library.credits.registry import Registry
from library.credits.rules import classify
from library.credits.words import Words

_END = re.compile(r"""[,;:.)("\n\0/]|\s[-–]\s""")
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    [
        "photo",
        "photograph",
        "image",
        "picture",
        "video",
        "foto",
        "bild",
        "undated",
        "satellite",
        "grab",
        "frame",
        "still",
    ]
)
# Keystone: "HANDOUTBILD KANTONSPOLIZEI ZUG - Ein Auto …".
_LEADING = re.compile(r"\s*HANDOUT(?:BILD|FOTO)?[:\s]\s?(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ.&/ ]{3,50}?)\s(?:---?|[-–—])\s")
_VIA = re.compile(r"(?i)\s+via\s+(?P<via>[\w-]+(?:\s(?:Images|Photo))?)")


def find_provider(text: str, registry: Registry) -> tuple[Mark, ...]:
    """Return a mark of kind "provider" (and "via", for who passed it on), or nothing."""
    words = registry.words
    leading = _LEADING.match(text)
    if leading is not None and [piece.kind for piece in classify(leading.group("who"), registry)] == ["provider"]:
        return _marks(text, leading.start("who"), leading.end("who"), registry)
    standing = set(_WORD.findall(text.lower()))
    if not standing.isdisjoint(_telling(words.provided)):
        found = _introduced(words).search(text)
        if found is not None:
            return _marks(text, found.end(), _stop(text, found.end(), words), registry)
    if not standing.isdisjoint(_telling(words.participles)):
        before_verb = _before_participle(words).search(text)
        if before_verb is not None:
            return _marks(text, before_verb.start("who"), before_verb.end("who"), registry)
    return ()


@lru_cache(maxsize=8)
def _telling(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return one telling word of each phrase: without any of them in a text the long expressions need not be tried."""
    split = [[word for word in _WORD.findall(phrase.lower()) if word not in _COMMON] for phrase in phrases]
    return frozenset(max(words, key=len) for words in split if words)


@lru_cache(maxsize=8)
def _introduced(words: Words) -> re.Pattern[str]:
    phrases = sorted((r"\s+".join(map(re.escape, phrase.split())) for phrase in words.provided), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})\s+(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _before_participle(words: Words) -> re.Pattern[str]:
    verbs = "|".join(r"\s+".join(map(re.escape, verb.split())) for verb in words.participles)
    return re.compile(
        r"(?<!\w)(?:von|vom)\s+(?P<who>[^.;:()\0]{2,90}?)\s+(?:am\s+[\w. ]+\s)?"
        rf"(?:{verbs})\s+\w*(?:bild|foto|video|handout|aufnahme)",
        re.IGNORECASE,
    )


def _stop(text: str, start: int, words: Words) -> int:
    """Return where the provider's name ends: at punctuation or at a word that no name goes on with."""
    limit = _END.search(text, start)
    end = limit.start() if limit else len(text)
    for found in re.finditer(r"\S+", text[start:end]):
        if found.start() and (fold(found.group()) in words.stops or found.group()[0].isdigit()):
            return start + found.start()
    return end


def _marks(text: str, start: int, end: int, registry: Registry) -> tuple[Mark, ...]:
    phrase = text[start:end]
    via = _VIA.search(text, start, min(len(text), end + 25))
    if via is not None and via.start() <= end:
        phrase = text[start : via.start()]
    name = _proper_name(phrase, registry.words)
    if not name or len(name) > 80:
        return ()
    at = start + phrase.rindex(name)
    marks = [Mark("provider", "handed_out_by", at, at + len(name), name)]
    if via is not None and via.start() <= end and registry.find(via.group("via")):
        marks.append(Mark("via", "handed_out_by", via.start("via"), via.end("via"), via.group("via")))
    return tuple(marks)


def _proper_name(phrase: str, words: Words) -> str:
    """Drop what leads up to the name: "der staatlichen russischen Nachrichtenagentur Sputnik" is Sputnik."""
    tokens = phrase.split()
    while len(tokens) > 1 and fold(tokens[0]) in words.leads:
        tokens.pop(0)
    name = phrase[phrase.find(tokens[0]) :].strip() if tokens else ""
    return name.rstrip(" ,.-–'’")
