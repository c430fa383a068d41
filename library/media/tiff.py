"""Read TIFF directories (EXIF blocks, TIFF files, BigTIFF) as raw values, bounded and without decoding pixels.

Pillow's `Exif` gives only the first integer of an array of LONGs and text as Latin-1; IPTC stored as LONG and UTF-8
captions need the bytes themselves, so the directories are walked here.
"""

import io
import math
import struct
from dataclasses import dataclass, field
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks

IMAGE_WIDTH, IMAGE_HEIGHT, COMPRESSION, PHOTOMETRIC, MAKE = 0x0100, 0x0101, 0x0103, 0x0106, 0x010F
EXIF_POINTER, GPS_POINTER, SUB_IFDS, SUBFILE_TYPE, DNG_VERSION = 0x8769, 0x8825, 0x014A, 0x00FE, 0xC612

TYPE_BYTES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
    129: 1,
}
_NUMBER_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}
_MAX_ENTRIES = 2000
_MAX_DIRECTORIES = 32
_MAX_NUMBERS = 4096
_MAX_BYTES = 4 * MAX_BLOCK_BYTES
"""Bytes of values read from one structure; entries may claim the same bytes again and again."""

_MOSAICS = frozenset({32803, 34892})
_RAW_COMPRESSIONS = frozenset({32767, 32769, 32770, 34713, 65000, 65535})


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as stored: its TIFF type, count, bytes and the byte order ('<' or '>').

    Attributes:
        offset: where the value lies; 0 when it stands in the entry itself.
    """

    type: int
    count: int
    data: bytes
    order: str
    offset: int = 0

    def numbers(self) -> tuple[float, ...]:
        """Return the values as numbers; a rational with a zero denominator is NaN; bytes that do not fit are left."""
        if self.type in {5, 10}:
            code = "I" if self.type == 5 else "i"
            count = min(len(self.data) // 8, _MAX_NUMBERS)
            values = struct.unpack(f"{self.order}{count * 2}{code}", self.data[: count * 8])
            return tuple(a / b if b else math.nan for a, b in zip(values[::2], values[1::2], strict=True))
        code = _NUMBER_CODES.get(self.type, "")
        if not code:
            return ()
        count = min(len(self.data) // TYPE_BYTES[self.type], _MAX_NUMBERS)
        return struct.unpack(f"{self.order}{count}{code}", self.data[: count * TYPE_BYTES[self.type]])

    def number(self) -> float | None:
        """Return the first value, None when there is none or it is no number."""
        values = self.numbers()
        return values[0] if values and not math.isnan(values[0]) else None


Directory = dict[int, Entry]


@dataclass(slots=True)
class TiffDirectories:
    """The directories that hold what we read; empty ones where the file has none."""

    main: Directory = field(default_factory=dict)
    exif: Directory = field(default_factory=dict)
    gps: Directory = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def walk_tiff(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Hand on a TIFF file: it is its own EXIF block."""
    blocks.tiff = file


def picture_size(directory: Directory) -> tuple[int, int] | None:
    """Return width and height, px, of the picture that a directory describes; None when it describes none."""
    sides = [int(directory[tag].number() or 0) for tag in (IMAGE_WIDTH, IMAGE_HEIGHT) if tag in directory]
    return (sides[0], sides[1]) if len(sides) == 2 and all(sides) else None


def read_directories(file: BinaryIO) -> TiffDirectories:
    """Read the first directory, the EXIF and the GPS directory; each is visited once, so rings end."""
    found = TiffDirectories()
    opened = _open(file)
    if opened is None:
        if file.seek(0, io.SEEK_END):
            found.notes.append("the EXIF block does not begin like one")
        return found
    reader, offset = opened
    found.main = reader.read(offset)
    found.exif = reader.follow(found.main.get(EXIF_POINTER))
    found.gps = reader.follow(found.main.get(GPS_POINTER) or found.exif.get(GPS_POINTER))
    if reader.damaged:
        found.notes.append("part of the EXIF block cannot be read")
    return found


def read_all_directories(file: BinaryIO) -> list[Directory]:
    """Read every directory that describes a picture: the chain from the first, and what they call sub-directories."""
    opened = _open(file)
    if opened is None:
        return []
    reader, offset = opened
    waiting = [offset]
    found: list[Directory] = []
    while waiting and len(found) < _MAX_DIRECTORIES:
        directory = reader.read(waiting.pop(0))
        if not directory:
            continue
        found.append(directory)
        inner = directory[SUB_IFDS].numbers() if SUB_IFDS in directory else ()
        waiting = [*(int(at) for at in inner[:_MAX_DIRECTORIES]), *waiting]
        if reader.following:
            waiting.append(reader.following)
    return found


def _open(file: BinaryIO) -> "tuple[_Reader, int] | None":
    """Read the header: a reader and the offset of the first directory; None when it is no TIFF structure."""
    file.seek(0)
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        return None
    big = struct.unpack(f"{order}H", head[2:4])[0] == 43
    wide = big and len(head) == 16
    offset = struct.unpack(f"{order}Q", head[8:16])[0] if wide else struct.unpack(f"{order}I", head[4:8])[0]
    return _Reader(file, order, big), offset


def is_camera_raw(directories: TiffDirectories) -> bool:
    """Tell a camera's raw file: a DNG, the sensor's own mosaic, or a small preview with the picture below it."""
    main = directories.main
    kind = main.get(SUBFILE_TYPE)
    is_preview = kind is not None and int(kind.number() or 0) & 1 == 1
    if DNG_VERSION in main or (is_preview and SUB_IFDS in main):
        return True
    coding = {tag: main[tag].number() for tag in (COMPRESSION, PHOTOMETRIC) if tag in main}
    return coding.get(PHOTOMETRIC) in _MOSAICS or coding.get(COMPRESSION) in _RAW_COMPRESSIONS


class _Reader:
    """Reads directories of one TIFF structure and remembers where it has been."""

    def __init__(self, file: BinaryIO, order: str, big: bool) -> None:
        self.file, self.order, self.big = file, order, big
        self.size = file.seek(0, io.SEEK_END)
        self.visited: set[int] = set()
        self.damaged = False
        self.following = 0
        self.bytes_left = _MAX_BYTES

    def follow(self, pointer: Entry | None) -> Directory:
        """Read the directory a pointer shows to."""
        offset = pointer.number() if pointer else None
        return self.read(int(offset)) if offset else {}

    def read(self, offset: int) -> Directory:
        """Read one directory; the first of two entries with the same tag stays."""
        if offset in self.visited or not 8 <= offset < self.size:
            self.damaged = True
            return {}
        self.visited.add(offset)
        self.following = 0
        count_bytes, entry_bytes = (8, 20) if self.big else (2, 12)
        self.file.seek(offset)
        head = self.file.read(count_bytes)
        if len(head) < count_bytes:
            self.damaged = True
            return {}
        count = int.from_bytes(head, "little" if self.order == "<" else "big")
        if count > _MAX_ENTRIES:
            self.damaged = True
            return {}
        table = self.file.read(count * entry_bytes)
        self.following = int.from_bytes(self.file.read(8 if self.big else 4), "little" if self.order == "<" else "big")
        entries: Directory = {}
        for at in range(0, len(table) - entry_bytes + 1, entry_bytes):
            self._read_entry(table[at : at + entry_bytes], entries)
        return entries

    def _read_entry(self, raw: bytes, entries: Directory) -> None:
        """Read one entry and its value, wherever it lies."""
        if self.big:
            tag, kind, count = struct.unpack_from(f"{self.order}HHQ", raw)
            inline = raw[12:20]
        else:
            tag, kind, count = struct.unpack_from(f"{self.order}HHI", raw)
            inline = raw[8:12]
        width = TYPE_BYTES.get(kind)
        if width is None or tag in entries:
            return
        size = count * width
        if size <= len(inline):
            entries[tag] = Entry(kind, count, inline[:size], self.order)
            return
        offset = int.from_bytes(inline, "little" if self.order == "<" else "big")
        self.bytes_left -= min(size, MAX_BLOCK_BYTES)
        if offset >= self.size or size > MAX_BLOCK_BYTES or self.bytes_left < 0:
            self.damaged = True
            return
        self.file.seek(offset)
        data = self.file.read(size)
        self.damaged = self.damaged or len(data) < size
        entries[tag] = Entry(kind, count, data, self.order, offset)
