"""Words for searching: the same folding for what is stored and what is asked, on every database engine.

Text analysis happens here and not in the engine, so that SQLite and PostgreSQL find the same assets.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ł": "l"})
_DIGRAPHS = re.compile(r"ae|oe|ue")


def fold(text: str) -> list[str]:
    """Split text into folded words: no case, no accents, umlauts in any spelling alike.

    "München", "Munchen" and "Muenchen" fold to the same word.
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPELLINGS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [_DIGRAPHS.sub(lambda pair: pair.group()[0], word) for word in _WORD.findall(plain)]


def terms_of(*texts: str | None) -> str:
    """Join the distinct folded words of several texts, in order of appearance."""
    return " ".join(dict.fromkeys(word for text in texts if text for word in fold(text)))
