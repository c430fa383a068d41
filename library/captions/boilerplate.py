"""What an agency writes into every caption and no reader wants: calls to editors, terms, words on quality."""

import re
from functools import cache

from library.captions.words import load_caption_words

_CUT_END = re.compile(
    r"(?:…|\.\s?\.\s?\.)[\"”“»«)\]]*(?:\s*(?:read more|show more|more|mehr(?: anzeigen)?|weiterlesen|lire la suite))?$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(r"(?i)(?:fotos?|photos?|bild(?:er)?|image|credit|copyright|quelle|source|©)\s*(?::|by)?\s*$")


def find_boilerplate(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places (start, end) of words that are not for readers, none overlapping another."""
    ends = _to_the_end().search(text)
    stop = ends.start() if ends else len(text)
    alone = [found.span() for found in _alone().finditer(text, 0, stop)]
    return (*alone, (stop, len(text))) if ends else tuple(alone)


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
    )
