"""What looks like the name of a person, and how it is written."""

import re

from library.credits.folding import fold
from library.credits.words import Words

_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?$|^['’][ts]$|^[^\W\d_]\.(?:-?[^\W\d_]\.)*$")
# Two to four words in one expression: what most parts of credits are.
_PLAIN = re.compile(r"^(?:[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?(?: (?=.)|$)){2,4}$")
# "M.Chalmeton": an initial without a space behind it.
_GLUED_INITIAL = re.compile(r"(?<![^\s.])([^\W\d_]\.)(?=[^\W\d_]{2})")
_INITIALS = 2
_GENERATIONS = ("jr", "sr", "jun", "sen", "hijo")
# "Jean d'Arc", "Dell'Acqua": an elided particle in front of a capital.
_ELIDED = re.compile(r"^(?:d|l|dell|dall|t)['’](?=[^\W\d_])")
_SCOTTISH = re.compile(r"(?<=^Mc)[a-z](?=[a-z]{2})")
_PIECE = re.compile(r"[^\W\d_]+")


def is_person(text: str, words: Words) -> bool:
    """Tell whether the text has the shape of a person's name of two to six words."""
    parts = _GLUED_INITIAL.sub(r"\1 ", text).split() if "." in text else text.split()
    if not 2 <= len(parts) <= 6:
        return False
    solid = [part for part in parts if fold(part) not in words.particles]
    if not solid or len(solid) > 4 or all(len(fold(part)) < 2 for part in solid):
        return False
    return (
        all(_WORD.match(part) for part in parts)
        and _cased(text, solid)
        and not any(_foreign(part, words) for part in solid)
    )


def is_plain_name(text: str, tokens: list[str]) -> bool:
    """Tell whether the text has the shape of a name of two to four words, none of them small: the quick way.

    Args:
        text: the text.
        tokens: its words, folded.
    """
    return bool(_PLAIN.match(text)) and _cased(text, text.split()) and any(len(token) > 1 for token in tokens)


def is_single_name(text: str, words: Words) -> bool:
    """Tell whether the text may be a surname alone: one word of at least four letters."""
    return (
        len(text) >= 4 and bool(_WORD.match(text)) and not _foreign(text, words) and fold(text) not in words.newspapers
    )


def _foreign(part: str, words: Words) -> bool:
    key = fold(part)
    return key in words.sentence or key in words.trade or key in words.institutions


def _cased(text: str, solid: list[str]) -> bool:
    """In mixed case every word of a name begins with a capital; all upper or all lower says nothing."""
    if text.isupper() or text.islower():
        return True
    return all(
        part[0].isupper()
        or not part[0].isalpha()
        or part[0].lower() == part[0].upper()
        or _ELIDED.match(part)
        or part.rstrip(".") in _GENERATIONS
        for part in solid
    )


def written_name(text: str, words: Words) -> str:
    """Return the name with capitals as names have them: "JIM LO SCALZO" becomes "Jim Lo Scalzo"."""
    parts = text.split()
    whole = text.isupper() or text.islower()
    if not whole and not any(map(str.isupper, parts)):
        return text if "  " not in text and text.isprintable() else " ".join(parts)
    return " ".join(_written(part, index, whole, words) for index, part in enumerate(parts))


def _written(part: str, index: int, whole: bool, words: Words) -> str:
    """Write one word of a name; in mixed case only a surname in capitals changes ("Jean DUPONT")."""
    if not whole and not (part.isupper() and len(part) > _INITIALS and "." not in part):
        return part
    if whole and index and fold(part) in words.particles and len(fold(part)) > 1:
        return part.lower()
    written = _PIECE.sub(lambda found: found.group().capitalize(), part)
    return _SCOTTISH.sub(lambda found: found.group().title(), written) if written.startswith("Mc") else written
