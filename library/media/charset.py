"""Turn bytes of undeclared encoding into text, and say which encoding was taken.

Order of the guesses (standards.md §3): strict UTF-8, then cp1252, then Mac Roman. cp1252 and Mac Roman use the same
bytes for different letters; what decides is which of them gives words that people write. Texts of nothing but accented
letters are Cyrillic or Greek.
"""

import codecs
import unicodedata
from dataclasses import dataclass

_FORBIDDEN = {i: None for i in range(0x20) if i not in {0x09, 0x0A, 0x0D}} | {0x7F: None, 0xFFFE: None, 0xFFFF: None}
_BROWSER_CP1252 = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_SAMPLE_LETTERS = 4000
_ASCII = bytes(range(128))
_MAX_FOREIGN_BYTES = 20_000
_PASTED = "photodesk.pasted"
_TEXT_ENDS = frozenset({b"", b"<", b'"', b"'"})
_HALVES = frozenset({b"\xc2", b"\xc3"})
_PUNCTUATION = ".,;:!?()[]\"'-/"
_SCRIPTS = (("cp1251", "CYRILLIC"), ("koi8_r", "CYRILLIC"), ("cp1253", "GREEK"))
_SYMBOLS_IN_WORDS = frozenset("€‚„…†‡‰‹‘“”•™›¡¢£¤¥¦§©«¬®°±²³µ¶·¹»¼½¾¿∞≤≥∂∑∏π∫Ω√ƒ≈∆◊⁄Ÿÿ")
_NEVER_BEFORE_WORDS = frozenset("†‡…•¥¤¬¶¼½¾ŸÿƒΩπ∂∏∑€≈∆◊√∫")
_NEVER_BEHIND_WORDS = frozenset("§¶¤ŸÿƒΩπ∂∏∑€≈∆◊√∫")
_STRAY_ACCENTS = frozenset("ˆ˜¨´¸¯ˇ˘˙˚˝˛ı")
_ORDINALS = frozenset("ªº")
_NEVER_ALONE = frozenset("ñíìîôûïëùúêâÐÑÕ")
_RARE_CAPITALS = frozenset("ÌÐÕ")


@dataclass(frozen=True, slots=True)
class Guess:
    """A decoded text and the encoding it was taken for ('ascii' and 'utf-8' are certain)."""

    text: str
    encoding: str


def clean_text(text: str) -> str:
    """Drop what no text may hold: control characters (line breaks stay), NULs, surrounding blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)
    return text.strip().strip("\ufeff").strip()


def decode_utf8(data: bytes) -> str | None:
    """Decode strict UTF-8, allowing half a character at the very end, where a byte limit has cut it.

    Returns:
        The text without the half character, or None when the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        if e.reason == "unexpected end of data" and e.start > 0 and e.start >= len(data) - 3:
            return data[: e.start].decode("utf-8")
        return None


def decode_cp1252(data: bytes) -> str:
    """Decode cp1252 as browsers do: the five unused bytes stand for control characters."""
    return codecs.charmap_decode(data, "strict", _BROWSER_CP1252)[0]


def decode_mixed(data: bytes) -> str:
    """Decode UTF-8 into which texts of another program were pasted: what is no UTF-8 is read as cp1252, and no more.

    Half a letter at the end of a text, where a byte limit has cut it, is dropped.
    """
    foreign = len(data.translate(None, _ASCII))
    return decode_cp1252(data) if foreign > _MAX_FOREIGN_BYTES else data.decode("utf-8", _PASTED)


def _read_pasted(error: UnicodeError) -> tuple[str, int]:
    """Give cp1252 letters for bytes that are no UTF-8, or nothing for half a letter before the end of a text."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad, following = error.object[error.start : error.end], error.object[error.end : error.end + 1]
    is_half = following in _TEXT_ENDS and (len(bad) > 1 or bad in _HALVES)
    return "" if is_half else decode_cp1252(bad), error.end


codecs.register_error(_PASTED, _read_pasted)


def guess_text(data: bytes, agrees_with: frozenset[str] = frozenset()) -> Guess:
    """Decode bytes whose encoding nobody declared.

    Args:
        data: the bytes, perhaps padded with NULs or blanks.
        agrees_with: texts known from another block (XMP); an encoding that gives one of them, or its beginning, wins.
    """
    data = data.rstrip(b"\x00 ")
    try:
        return Guess(clean_text(data.decode("utf-8")), "ascii" if data.isascii() else "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in (
        "cp1252",
        "mac_roman",
        "cp1250",
        "cp1251",
        "latin2",
        "cp1253",
        "cp1254",
        "shift_jis",
        "gb18030",
        "euc_kr",
        "cp850",
    ):
        if agrees_with and _agrees(data, encoding, agrees_with):
            return Guess(clean_text(data.decode(encoding)), encoding)
    cut = decode_utf8(data)
    if cut is not None and not cut.isascii():
        return Guess(clean_text(cut), "utf-8")
    western, mac = decode_cp1252(data), data.decode("mac_roman")
    if _oddness(mac[:_SAMPLE_LETTERS]) < _oddness(western[:_SAMPLE_LETTERS]):
        return Guess(clean_text(mac), "mac_roman")
    return _guess_script(data, western) or Guess(clean_text(western), "cp1252")


def _guess_script(data: bytes, western: str) -> Guess | None:
    """Find Cyrillic, Greek and East Asian texts, which read as cp1252 are words of nothing but accented letters."""
    words = [word for word in western[:_SAMPLE_LETTERS].split() if not word.isascii()]
    accented = sum(not char.isascii() for word in words for char in word)
    if accented < 4 or accented < 0.8 * sum(len(word.strip(_PUNCTUATION)) for word in words):
        return None
    for encoding, script in _SCRIPTS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text[:_SAMPLE_LETTERS] if not char.isascii()]
        if all(_is_of(char, script) for char in foreign) and _is_written_like_words(text):
            return Guess(clean_text(text), encoding)
    return None


def _is_of(char: str, script: str) -> bool:
    """Tell whether a character is a letter of a script, or a sign that all scripts use."""
    return unicodedata.name(char, "").startswith(script) or not char.isalpha()


def _is_written_like_words(text: str) -> bool:
    """Tell whether capitals stand where people put them: first, or throughout a word."""
    return all(word in {word.lower(), word.upper(), word.capitalize()} for word in text[:_SAMPLE_LETTERS].split())


def _agrees(data: bytes, encoding: str, texts: frozenset[str]) -> bool:
    """Tell whether an encoding turns the bytes into a text that another block holds, whole or cut."""
    try:
        text = clean_text(data.decode(encoding))
    except UnicodeDecodeError:
        return False
    folded = " ".join(text.split())
    return any(known == folded or (len(folded) >= 20 and known.startswith(folded)) for known in texts)


def _oddness(text: str) -> int:
    """Count places that no writer would produce: capitals and symbols inside words, stray accents, and the like."""
    padded = f" {text} "
    return sum(
        _is_odd(padded[at], char, padded[at + 2]) for at, char in enumerate(text) if not char.isascii() and char != " "
    )


def _is_odd(before: str, char: str, after: str) -> bool:
    """Tell whether a character beyond ASCII stands where no writer puts it, by its neighbours."""
    touches, inside = before.isalpha() or after.isalpha(), before.isalpha() and after.isalpha()
    if "\x80" <= char < "\xa0" or char in _STRAY_ACCENTS or unicodedata.category(char) == "Co":
        return True
    if char in _SYMBOLS_IN_WORDS:
        behind = before.isalpha() and char in _NEVER_BEHIND_WORDS
        return inside or behind or (after.isalpha() and char in _NEVER_BEFORE_WORDS)
    if (char in _NEVER_ALONE and not touches) or (char in _ORDINALS and not before.isdigit()):
        return True
    if char.isupper():
        return before.islower() or (before.isalpha() and after.islower()) or (inside and char in _RARE_CAPITALS)
    if before.isupper() and after.isupper():
        return char != "ß"
    return char == "œ" and not after.isalpha()
