"""Turn bytes of undeclared encoding into text, and say which encoding was taken.

Order of the guesses (standards.md §3): strict UTF-8, then cp1252, then Mac Roman. cp1252 and Mac Roman use the same
bytes for different letters; what decides is which of them gives words that people write.
"""

import unicodedata
from dataclasses import dataclass

_FORBIDDEN = {i: None for i in range(0x20) if i not in {0x09, 0x0A, 0x0D}} | {0x7F: None, 0xFFFE: None, 0xFFFF: None}
_SYMBOLS_IN_WORDS = frozenset("€‚„…†‡ˆ‰‹‘“”•˜™›¡¢£¤¥¦§¨©«¬®¯°±²³´µ¶·¸¹»¼½¾¿ÿŸ∞≤≥∂∑∏π∫ªºΩ√ƒ≈∆◊⁄ˇ˘˙˚˝˛ı")


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
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def guess_text(data: bytes, agrees_with: frozenset[str] = frozenset()) -> Guess:
    """Decode bytes whose encoding nobody declared.

    Args:
        data: the bytes, perhaps padded with NULs or blanks.
        agrees_with: texts known from another block (XMP); an encoding that gives one of them, or its beginning, wins.
    """
    data = data.rstrip(b"\x00 ")
    if data.isascii():
        return Guess(clean_text(data.decode("ascii")), "ascii")
    try:
        return Guess(clean_text(data.decode("utf-8")), "utf-8")
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
    if _oddness(mac) < _oddness(western):
        return Guess(clean_text(mac), "mac_roman")
    return Guess(clean_text(western), "cp1252")


def _agrees(data: bytes, encoding: str, texts: frozenset[str]) -> bool:
    """Tell whether an encoding turns the bytes into a text that another block holds, whole or cut."""
    try:
        text = clean_text(data.decode(encoding))
    except UnicodeDecodeError:
        return False
    folded = " ".join(text.split())
    return any(known == folded or (len(folded) >= 20 and known.startswith(folded)) for known in texts)


def _oddness(text: str) -> int:
    """Count places that no writer would produce: capitals and symbols inside words, control characters."""
    odd = sum(1 for char in text if 0x80 <= ord(char) < 0xA0)
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char.isascii():
            continue
        inside = before.isalpha() and after.isalpha()
        if char in _SYMBOLS_IN_WORDS:
            odd += before.isalpha() or after.isalpha() if char in "ŸÿƒΩπ∂∏∑€" else inside
        elif char.isupper():
            odd += before.islower() or (before.isalpha() and after.islower())
        elif unicodedata.category(char) in {"Co", "Sk"}:
            odd += 1
    return odd
