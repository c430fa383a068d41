"""One way to compare names: without case, accents, punctuation and spacing."""

import re
import unicodedata
from functools import lru_cache

_OTHER = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without accents, with one space for every run of other signs."""
    if text.isascii():
        return _OTHER.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    without_marks = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _OTHER.sub(" ", without_marks.lower()).strip()
