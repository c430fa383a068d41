"""Read IPTC-IIM: the datasets of a block, and the character set they are really written in.

The character set is looked for in the whole block before any text is decoded, because some agencies declare UTF-8
only behind their texts (metadata.md §2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from library.media.charset import clean_text, decode_cp1252, decode_utf8, guess_text

MAX_DATASETS = 12_000

REPEATABLE = frozenset({20, 25, 80, 85, 118, 122})
"""Datasets that may occur several times; of any other the last in its block counts, as ExifTool has it."""

_CHARSET = (1, 90)
_UTF8_ESCAPES = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")
_ISO_8859 = {
    "A": "cp1252",
    "B": "iso8859-2",
    "C": "iso8859-3",
    "D": "iso8859-4",
    "F": "iso8859-7",
    "G": "iso8859-6",
    "H": "iso8859-8",
    "L": "iso8859-5",
    "M": "iso8859-9",
    "V": "iso8859-10",
    "b": "iso8859-15",
}

LIMITS = {
    5: 64,
    22: 32,
    25: 64,
    40: 256,
    80: 32,
    85: 32,
    90: 32,
    92: 32,
    95: 32,
    100: 3,
    101: 64,
    103: 32,
    105: 256,
    110: 32,
    115: 32,
    116: 128,
    120: 2000,
    122: 32,
}
"""Byte limits of the datasets of record 2 (IIM 4.2, chapter 6)."""


@dataclass(slots=True)
class IimRecord:
    """The texts of record 2 by dataset number, in their order, with the bytes they came from.

    Attributes:
        values: dataset number -> texts.
        cut: dataset numbers of which a value stands at its byte limit, so that it may have been cut.
        encoding: what the texts were read as.
        notes: what was odd.
    """

    values: dict[int, list[str]] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)
    encoding: str = "ascii"
    notes: list[str] = field(default_factory=list)


def parse_datasets(block: bytes) -> tuple[list[tuple[int, int, bytes]], bool]:
    """Split a block into (record, dataset, data); the flag tells that bytes between datasets were skipped."""
    found: list[tuple[int, int, bytes]] = []
    at, damaged = 0, False
    while at + 5 <= len(block) and len(found) < MAX_DATASETS:
        if block[at] != 0x1C or not 1 <= block[at + 1] <= 9:
            following = block.find(b"\x1c\x02", at + 1)
            if following < 0:
                damaged = damaged or bool(block[at:].strip(b"\x00 "))
                break
            damaged = True
            at = following
            continue
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        start = at + 5
        if size & 0x8000:
            width = size & 0x7FFF
            if width > 8 or start + width > len(block):
                return found, True
            size = int.from_bytes(block[start : start + width], "big")
            start += width
        if start + size > len(block):
            damaged = True
        found.append((block[at + 1], block[at + 2], block[start : start + size]))
        at = start + size
    return found, damaged


def read_iim(blocks: Iterable[bytes], known_texts: frozenset[str] = frozenset()) -> IimRecord:
    """Read the texts of all IIM blocks of a file.

    Args:
        blocks: the blocks in file order; the first that gives a dataset is believed, later ones fill gaps.
        known_texts: texts of the XMP, which help to tell an undeclared character set.
    """
    record = IimRecord()
    for block in blocks:
        datasets, damaged = parse_datasets(_straighten(block))
        if damaged:
            record.notes.append("the IPTC block is damaged; what could be read was kept")
        declared = next((data for number, kind, data in datasets if (number, kind) == _CHARSET), None)
        _read_block([(kind, data) for number, kind, data in datasets if number == 2], declared, known_texts, record)
    return record


def decode_block(block: bytes, known_texts: frozenset[str] = frozenset()) -> list[tuple[int, int, bytes, str]]:
    """Split a block into (record, dataset, bytes, text); the text is '' outside record 2, which alone holds texts.

    Args:
        block: one IIM block as stored.
        known_texts: texts of the XMP, which help to tell an undeclared character set.
    """
    datasets, _ = parse_datasets(_straighten(block))
    declared = next((data for number, kind, data in datasets if (number, kind) == _CHARSET), None)
    decode = _Decoder(declared, [(kind, data) for number, kind, data in datasets if number == 2], known_texts)
    return [(number, kind, data, decode(data) if number == 2 else "") for number, kind, data in datasets]


def _straighten(block: bytes) -> bytes:
    """Undo the swapped byte order of IPTC that a TIFF writer stored as LONGs."""
    if block[:1] != b"\x1c" and block[3:4] == b"\x1c":
        return b"".join(block[i : i + 4][::-1] for i in range(0, len(block), 4))
    return block


def _read_block(
    datasets: list[tuple[int, bytes]], declared: bytes | None, known_texts: frozenset[str], record: IimRecord
) -> None:
    """Decode the datasets of one block and add those that no earlier block had."""
    decode = _Decoder(declared, datasets, known_texts)
    earlier = set(record.values)
    for kind, data in datasets:
        text = decode(data)
        if not text or kind in earlier:
            continue
        if kind not in REPEATABLE:
            record.values.pop(kind, None)
            record.cut.discard(kind)
        if _is_at_limit(kind, data):
            record.cut.add(kind)
        record.values.setdefault(kind, []).append(text)
    if decode.note and decode.note not in record.notes:
        record.notes.append(decode.note)
    if decode.encoding != "ascii":
        record.encoding = decode.encoding


class _Decoder:
    """Decodes the strings of one block in the character set that the whole block speaks for."""

    def __init__(self, declared: bytes | None, datasets: list[tuple[int, bytes]], known_texts: frozenset[str]) -> None:
        self.known_texts = known_texts
        self.note = ""
        self.encoding = "ascii"
        self.declared = _declared_encoding(declared)
        foreign = [data.rstrip(b"\x00 ") for _, data in datasets if not data.isascii()]
        if not foreign:
            self.block_encoding = self.declared or "utf-8"
        elif self.declared not in {None, "utf-8"} and not all(_is_utf8(data) for data in foreign):
            self.block_encoding = self.encoding = self.declared or ""
        elif any(_is_utf8(data) for data in foreign):
            self.block_encoding = self.encoding = "utf-8"
            if self.declared != "utf-8":
                self.note = f"IPTC declares {self.declared or 'no character set'}: read as UTF-8"
        elif self.declared and any(
            _is_at_limit(kind, data) and decode_utf8(data) is not None for kind, data in datasets
        ):
            self.block_encoding = self.encoding = "utf-8"
        else:
            self.block_encoding = self.encoding = self._guess(foreign)
            kind = "declares UTF-8 wrongly" if self.declared else "declares no character set"
            self.note = f"IPTC {kind}: read as {self.encoding}"

    def __call__(self, data: bytes) -> str:
        data = data.rstrip(b"\x00")
        if data.isascii():
            return clean_text(data.decode("ascii"))
        if self.block_encoding == "utf-8":
            text = decode_utf8(data)
            if text is None:
                guess = guess_text(data, self.known_texts)
                self.note = self.note or f"part of the IPTC texts is not UTF-8: read as {guess.encoding}"
                return guess.text
            return clean_text(text)
        if self.block_encoding == "cp1252":
            return clean_text(decode_cp1252(data))
        return clean_text(data.decode(self.block_encoding, "replace"))

    def _guess(self, strings: list[bytes]) -> str:
        """Let XMP decide if one string agrees with it, else all strings together."""
        for data in strings:
            if self.known_texts:
                guess = guess_text(data, self.known_texts)
                if " ".join(guess.text.split()) in self.known_texts and guess.encoding not in {"ascii", "utf-8"}:
                    return guess.encoding
        guess = guess_text(b"\n".join(strings), frozenset())
        return guess.encoding if guess.encoding != "utf-8" else "cp1252"


def _is_at_limit(kind: int, data: bytes) -> bool:
    """Tell whether a text is as long as its dataset may be, give or take a letter, so that it may have been cut."""
    return kind in LIMITS and len(data.rstrip(b"\x00")) >= LIMITS[kind] - 3


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are strict UTF-8 with at least one whole character beyond ASCII."""
    text = decode_utf8(data)
    return text is not None and not text.isascii()


def _declared_encoding(escape: bytes | None) -> str | None:
    """Translate dataset 1:90 (ISO 2022 escape sequences) to a Python codec; None when it says nothing we know."""
    if not escape:
        return None
    if escape.startswith(_UTF8_ESCAPES):
        return "utf-8"
    for i in range(len(escape) - 2):
        if escape[i] == 0x1B and chr(escape[i + 1]) in "-./":
            return _ISO_8859.get(chr(escape[i + 2]))
    return None
