"""Cut texts at a byte limit without halving what people see as one letter."""

import unicodedata

_JOINER = "\u200d"
_LONGEST_LETTER = 32


def cut_text(text: str, limit_bytes: int) -> str:
    """Cut a text to at most `limit_bytes` of UTF-8, between letters as people see them.

    Accents, vowel signs, skin tones, emoji families, flags and Hangul syllables stay whole (the frequent cases of
    Unicode's UAX 29, without its tables). Where one letter alone is longer than the limit nothing is left.
    """
    data = text.encode("utf-8")
    if len(data) <= limit_bytes:
        return text
    end = len(data[:limit_bytes].decode("utf-8", "ignore"))
    whole = end
    while end and whole - end < _LONGEST_LETTER and _joins(text, end):
        end -= 1
    if whole - end == _LONGEST_LETTER:  # marks heaped upon marks are no letter any more
        end = whole
    return text[:end].rstrip()


def _joins(text: str, at: int) -> bool:
    """Tell whether the characters on both sides of a place belong to one letter."""
    before, after = text[at - 1], text[at]
    if _JOINER in {before, after} or unicodedata.category(after) in {"Mn", "Mc", "Me"}:
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    if _is_flag_half(before) and _is_flag_half(after):
        start = at
        while start and _is_flag_half(text[start - 1]):
            start -= 1
        return (at - start) % 2 == 1
    return before + after == "\r\n" or ("\u1100" <= before <= "\u11ff" and "\u1160" <= after <= "\u11ff")


def _is_flag_half(char: str) -> bool:
    """Tell a regional indicator: two of them make a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
