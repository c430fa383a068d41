"""Words that say where in the picture somebody is: "second from left", "(2. v. r.)", "vorne links", "(L-R)"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

_SIDES = {
    "left": ("left", "l", "links", "li", "linke", "linker", "gauche", "g", "izquierda"),
    "right": ("right", "r", "rechts", "re", "rechte", "rechter", "droite", "d", "derecha"),
    "centre": ("center", "centre", "c", "middle", "mitte", "m", "centro"),
}
_ROWS = {
    "front": ("front", "foreground", "vorn", "vorne", "vordergrund", "vordere", "vorderen"),
    "back": ("back", "rear", "background", "hinten", "hintergrund", "hintere", "hinteren"),
    "top": ("top", "upper", "above", "oben"),
    "bottom": ("bottom", "lower", "below", "unten"),
}
_ORDINALS = {
    "second": ("2", "second", "zweite", "zweiter", "zweiten", "zweites"),
    "third": ("3", "third", "dritte", "dritter", "dritten", "drittes"),
    "fourth": ("4", "fourth", "vierte", "vierter", "vierten"),
    "fifth": ("5", "fifth", "fünfte", "fünfter", "fünften"),
    "sixth": ("6", "sixth", "sechste", "sechster", "sechsten"),
}
_FAR = ("far", "extreme", "ganz", "outermost", "äusserst", "aussen", "außen")
_FROM = ("from", "von", "v", "vom", "de")
_TO = ("to", "nach", "n")
_ROW_WORDS = ("row", "reihe")
_FILLERS = (
    "the", "at", "on", "in", "of", "pictured", "seated", "sitting", "standing", "kneeling", "seen", "shown", "side",
    "der", "dem", "im", "bild", "bildes", "auf", "foto", "picture", "photo", "image", "frame", "stehend", "sitzend",
    "à", "la", "au", "a",
)  # fmt: skip
_KINDS: dict[str, tuple[str, str]] = {
    word: (kind, name)
    for kind, table in (("side", _SIDES), ("row", _ROWS), ("ordinal", _ORDINALS))
    for name, words in table.items()
    for word in words
} | {
    word: (kind, kind)
    for kind, words in (
        ("far", _FAR),
        ("from", _FROM),
        ("to", _TO),
        ("row_word", _ROW_WORDS),
        ("filler", _FILLERS),
        ("clockwise", ("clockwise", "uhrzeigersinn")),
    )
    for word in words
}
_LETTERS = frozenset("lrcmgd")
_NUMBER = re.compile(r"(\d)(?:st|nd|rd|th|e|è?me|\.)?[\s-]*")
_WORD = re.compile(r"[^\W_]+")
_SOME = re.compile(
    r"(?i)\b(?:left|right|cent(?:er|re)|middle|front|back|rear|top|bottom|foreground|background|links|rechts|mitte|vorne?|hinten"
    r"|oben|unten|gauche|droite|izquierda|derecha)\b"
    r"|\b[LRCM]\b|\([gd]\.?\)|\((?:\d[^)]{0,8}|v\.[^)]{0,14}|[lrm]\.|li\.|re\.)\)|\bv\.\s?[lr]\."
)

_LIST = re.compile(
    r"(?i)(?<![\w-])(?:"
    r"(?:(?:pictured|seated|standing|sitting) )?(?:clockwise )?"
    r"from (?:the )?(?:(?:top|bottom|front|back|far|upper|lower) )*(?:left|right)(?: to right)?|"
    r"(?:im uhrzeigersinn )?von (?:oben |vorne |hinten )?(?:links|rechts)(?: oben| vorne| hinten)?"
    r"(?: nach (?:rechts|links))?"
    r"|left to right|v\.\s?[lr]\.(?:\s?n\.\s?[lr]\.)?|l-r|l to r|de gauche à droite"
    r"|de izquierda a derecha)(?!\w)"
)
_BRACKET = re.compile(r"\(([^()\n]{1,45})\)")
_ASIDE = re.compile(r",\s+([^,;:()\n]{1,45}?)(?=[,;:)]|\.(?=\s+[A-ZÄÖÜ]|\s*$)|\s+(?:and|und|et|with|mit)\s|\s*$)")
_INLINE = re.compile(
    r"(?i)(?<=\w)\s+(?:on|at) (?:the )?(?:far )?(?:left|right)(?!\w)(?! (?:side|of|wing|flank|hand|bank))"
)
_BEFORE = re.compile(
    r"(?i)(?:^|(?<=[.;,:(]\s)|(?<=\()|(?<=\bund\s)|(?<=\band\s)|(?<=\n))"
    r"(?P<words>(?:(?:vorne?|hinten|oben|unten|ganz|in der|in the|at|on the|far|top|bottom|front|back) )*"
    r"(?:left|right|cent(?:er|re)|links|rechts|mitte)(?: im bild| vorne?| hinten| oben| unten| of (?:the )?picture)?)"
    r"(?P<colon>\)?:|\))?\s+(?=\S)"
)
_GERMAN = re.compile(r"(?i)links|rechts|mitte|vorne?|hinten|oben|unten|v\.|\b(?:li|re|[lrm])\.|2\.|3\.")


@dataclass(frozen=True, slots=True)
class Place:
    """Words that place a person.

    Args:
        position: as it is written of all ("second left"); for a list that of its first person.
        start: first character, brackets and comma included.
        end: the character after the last.
        stands: "behind" the name, "before" it, or beside a "list" of names.
        is_german: in German every noun is capital, so that a single word is no name yet.
    """

    position: str
    start: int
    end: int
    stands: Literal["behind", "before", "list"]
    is_german: bool


def may_place(text: str) -> bool:
    """Tell quickly whether a text holds any word for a position."""
    return _SOME.search(text) is not None


def find_places(text: str) -> Iterator[Place]:
    """Find the words that place persons: lists first, then what stands behind a name, then what stands before."""
    for found in _LIST.finditer(text):
        if not _is_counted(text[: found.start()]):
            first = position_of(found.group()) or "left"
            yield Place(first, found.start(), found.end(), "list", _is_german(found.group()))
    for found in _BRACKET.finditer(text):
        words = _without_more(found.group(1))
        if not _LIST.fullmatch(words) and (position := position_of(words, letters=True)):
            yield Place(position, *found.span(), "behind", _is_german(words))
    yield from _asides(text)
    for found in _INLINE.finditer(text):
        if beside := position_of(found.group()):
            yield Place(beside, found.start(), found.end(), "behind", is_german=False)
    for found in _BEFORE.finditer(text):
        german = _is_german(found.group("words"))
        if (german or found.group("colon")) and (ahead := position_of(found.group("words"))):
            yield Place(ahead, found.start(), found.end(), "before", german)


def _asides(text: str) -> Iterator[Place]:
    """Find places between commas; two that follow each other are one: ", back row, far right,"."""
    before: tuple[str, int, int] | None = None
    for found in _ASIDE.finditer(text):
        words = found.group(1)
        if _LIST.fullmatch(words) or position_of(words) is None:
            continue
        if before is not None and before[2] == found.start() and position_of(f"{before[0]} {words}"):
            before = f"{before[0]} {words}", before[1], found.end()
            continue
        if before is not None:
            yield _aside(before)
        before = words, *found.span()
    if before is not None:
        yield _aside(before)


def _aside(words: tuple[str, int, int]) -> Place:
    return Place(position_of(words[0]) or "", words[1], words[2], "behind", _is_german(words[0]))


def position_of(words: str, *, letters: bool = False) -> str | None:
    """Return the position that words name, written one way; None where they are no words for a position.

    Args:
        words: without the brackets or commas around them.
        letters: whether L, R and C alone count, as in brackets.
    """
    spaced = _NUMBER.sub(r"\1 ", words)
    tokens = [found.group() for found in _WORD.finditer(spaced)]
    if not 1 <= len(tokens) <= 8:
        return None
    kinds = [_KINDS.get(token.lower()) for token in tokens]
    if any(kind is None for kind in kinds):
        return None
    known = [kind for kind in kinds if kind is not None]
    named = {kind for kind, _ in known}
    for token in tokens:
        is_letter = token.lower() in _LETTERS
        if is_letter and not ("ordinal" in named or "from" in named or (letters and _is_short(token, words))):
            return None
    return _written(known)


def in_a_row(first: str, count: int) -> tuple[str, ...]:
    """Return the positions of so many persons in a list that begins at a side.

    Args:
        first: position of the first, as "left" or "front right"; "clockwise …" for a list that goes round.
        count: how many there are.
    """
    if first.startswith("clockwise "):
        start = first.removeprefix("clockwise ")
        return (start, *(f"clockwise {place}" for place in range(2, count + 1)))[:count]
    *row, side = first.removeprefix("far ").split()
    other = "right" if side == "left" else "left"
    if count == 3:
        sides = [side, "centre", other]
    else:
        places = ["", *_ORDINALS, *(f"{place}th" for place in range(7, max(count, 7) + 1))]
        sides = [f"{place} {side}".strip() for place in places[: max(count - 1, 1)]] + [other] * (count > 1)
    return tuple(" ".join((*row, name)) for name in sides[:count])


def _is_short(token: str, words: str) -> bool:
    """Tell a letter for a side from the sign of copyright and from a unit."""
    return token.isupper() or bool(re.search(rf"\b{token}\.", words))


def _written(known: list[tuple[str, str]]) -> str | None:
    row = [name for kind, name in known if kind == "row"]
    sides = [name for kind, name in known if kind == "side"]
    ordinals = [name for kind, name in known if kind == "ordinal"]
    kinds = [kind for kind, _ in known]
    rows = row[:1]
    if "row_word" in kinds:
        before = known[kinds.index("row_word") - 1] if kinds.index("row_word") else ("", "")
        if before[0] == "ordinal":
            ordinals.remove(before[1])
            rows = [f"{before[1]} row"]
        elif before == ("side", "centre"):
            sides.remove("centre")
            rows = ["middle"]
    if not sides and not rows:
        return None
    if "to" in kinds or len(sides) == 1:
        sides = sides[:1]
    elif len(sides) == 2 and "centre" in sides and sides[0] != sides[1]:
        sides = ["centre", next(side for side in sides if side != "centre")]
    elif sides:
        sides = sides[:1]
    far = ["far"] if "far" in kinds and sides and sides[0] != "centre" and not ordinals else []
    clockwise = ["clockwise"] if "clockwise" in kinds else []
    return " ".join((*clockwise, *rows, *far, *ordinals[:1], *sides))


def _without_more(words: str) -> str:
    """Drop an age before and clothes after: "(45, links)", "(R, in blue)"; dpa's "(l)" gets its full stop."""
    if words.strip() in {"l", "r", "g", "d"}:
        return f"{words.strip()}."
    parts = [part.strip() for part in words.split(",")]
    if len(parts) > 1 and re.fullmatch(r"\d{1,2}", parts[0]):
        parts.pop(0)
    # dpa: "(SPD, r)", "(SPD, l-r)", the party first.
    if len(parts) > 1 and re.fullmatch(r"[lrmM]|l-r", parts[-1]):
        return parts[-1] if "-" in parts[-1] else f"{parts[-1]}."
    return parts[0] if _joins(parts[1:]) else ", ".join(parts)


def _joins(rest: Iterable[str]) -> bool:
    """Tell whether what follows in the brackets says no position of its own."""
    return not any(_SOME.search(part) for part in rest)


def _is_counted(before: str) -> bool:
    """Tell whether an ordinal stands before "from left": then it places one person."""
    last = re.search(r"(\w+)[.-]?\s*$", before)
    word = re.sub(r"(?<=\d)(?:nd|rd|th)$", "", last.group(1).lower()) if last else ""
    return _KINDS.get(word, ("", ""))[0] == "ordinal"


def _is_german(words: str) -> bool:
    return _GERMAN.search(words) is not None
