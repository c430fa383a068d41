"""Keywords that stand in brackets in a caption: "(SPORT SOCCER)", "(KEYWORDS: …)", "(NORWAY - Tags: …)"."""

import re
from dataclasses import dataclass

from library.captions.words import load_caption_words

_SQUARE = re.compile(r"[\[{](?P<words>[^\]\[{}]{3,200})[\]}]\s*$")
_LABELLED = re.compile(
    r"(?i)[(\[]\s*(?:keywords?|tags?|stichworte|stichwörter|schlagworte|schlagwörter|mots[- ]clés)\s*:\s*"
    r"(?P<words>[^()\[\]]{2,300})[)\]]"
)
_TAGGED = re.compile(r"\((?P<country>[A-Z][A-Z .'/-]{1,40}?)\s*[-–]\s*Tags:\s*(?P<words>[A-Z0-9 ,&/'-]{2,200})\)")
_TOPICS = re.compile(
    r"(?<=[\s\0])\((?P<words>[A-ZÄÖÜ][A-ZÄÖÜ&/'-]{2,}(?:[ ,]+[A-ZÄÖÜ&/'-]{2,}){1,12})\)(?=[\s\0.]*(?:$|\0|\())"
)
_APART = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True, slots=True)
class Keywords:
    """Keywords and where they stand, brackets included."""

    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_keywords(text: str) -> Keywords:
    """Find the keywords of a caption.

    Args:
        text: the caption; what another reading took (a credit in brackets) stands as NUL.
    """
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for pattern in (_TAGGED, _LABELLED, _SQUARE, _TOPICS):
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in spans):
                continue
            spans.append(found.span())
            words += [country.strip()] if (country := found.groupdict().get("country")) else []
            words += _parted(found.group("words"), by_space=pattern in (_TAGGED, _TOPICS))
    return Keywords(tuple(dict.fromkeys(words)), tuple(sorted(spans)))


def _parted(words: str, *, by_space: bool) -> list[str]:
    """Part keywords at commas, or at spaces where topics stand side by side; some topics have two words."""
    if "," in words or ";" in words or "|" in words or not by_space:
        return [word for word in _APART.split(words.replace("\0", " ").strip()) if word]
    found: list[str] = []
    rest = words.strip()
    while rest:
        topic = next((one for one in load_caption_words().together if f"{rest} ".startswith(f"{one} ")), None)
        topic = topic or rest.split()[0]
        found.append(topic)
        rest = rest[len(topic) :].strip()
    return found
