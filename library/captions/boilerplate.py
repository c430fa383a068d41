"""What an agency writes into every caption and no reader wants: calls to editors, terms, words on quality."""

import re
from functools import cache

from library.captions.words import load_caption_words

_CUT_END = re.compile(
    r"(?:…|\.\s?\.\s?\.)[\"”“»«)\]]*(?:\s*(?:read more|show more|more|mehr(?: anzeigen)?|weiterlesen|lire la suite))?$",
    re.IGNORECASE,
)
_SHORTEST_CAPTION = 12
_SENTENCE = re.compile(r"[.!]\s+(?=[A-ZÄÖÜ])|\s[-–—]\s(?=[A-ZÄÖÜ][a-zäöü])")
_CREDIT_LABEL = re.compile(r"(?i)(?:fotos?|photos?|bild(?:er)?|image|credit|copyright|quelle|source|©)\s*(?::|by)?\s*$")


def find_boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places (start, end) of words that are not for readers, none overlapping another."""
    taken: list[tuple[int, int]] = []
    position = 0
    while (ends := _to_the_end().search(text, position)) is not None:
        start, position = ends.span()
        # Getty: "(EDITORS NOTE: …) A runner crosses …": what is in brackets ends with them.
        if text[start] == "(" and (closed := text.find(")", start)) > 0:
            position = closed + 1
        # "EDITORIAL USE ONLY. A ship …": in front of the caption it is a sentence of its own.
        if sum(map(str.isalpha, text[:start])) < _SHORTEST_CAPTION and (stop := _SENTENCE.search(text, start)):
            position = stop.end()
        taken.append((start, position))
    alone = (found.span() for found in _alone().finditer(text))
    return (*(span for span in alone if all(span[1] <= start or span[0] >= end for start, end in taken)), *taken)


def is_cut(text: str) -> bool:
    """Tell whether a text was published cut: it ends with "…" or "...", a credit behind it or not.

    Args:
        text: the text; what another reading took (a credit) stands as NUL.
    """
    tail = text.rstrip()
    if _CUT_END.search(tail):
        return True
    bare = _CREDIT_LABEL.sub("", tail.rstrip(" \t\n\0")).rstrip(" \t\n\0([|/-–—")
    return "\0" in tail and _CUT_END.search(bare) is not None


@cache
def _to_the_end() -> re.Pattern[str]:
    phrases = sorted(load_caption_words().to_the_end, key=len, reverse=True)
    return re.compile(r"(?:[-–—/(]\s*)?(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r").*$", re.DOTALL)


@cache
def _alone() -> re.Pattern[str]:
    phrases = sorted(load_caption_words().alone, key=len, reverse=True)
    return re.compile(
        r"(?i)(?<!\w)[(\[]?(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)[)\]]?\.?|\+{2,}[^+\n]*\+{2,}"
        # "(zu dpa: «Headline»)", and the place and number that ZUMA puts behind the sentence.
        r"|\(re-?issued [^)]{0,40}\)|\(zu dpa\b[^)]{0,200}\)|(?<=[.!?] )[^.!?]{0,40} - ZUMA\w+ \d{8}_\w+"
    )
