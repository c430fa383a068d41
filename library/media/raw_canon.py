"""Read Canon's two raw formats that are no TIFF structures: CR3 (boxes) and CRW (a heap of records)."""

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from library.media.blocks import MetadataBlocks
from library.media.bmff import iterate_boxes, read_at
from library.media.exif_fields import DATE_ORIGINAL, MAKE, MODEL
from library.media.quicktime import walk_movie
from library.media.tiff import Entry, TiffDirectories, read_directories

METADATA_UUID = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
PREVIEW_UUID = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
JPEG_RECORD = 0x2007
_MAKE_MODEL, _TIME_STAMP, _IMAGE_INFO = 0x080A, 0x180E, 0x1810
_MAX_RECORDS = 2000
_MAX_HEAPS = 32
_TRAILER_MARK = b"CANON OPTIONAL DATA\x00"
_TRAILER_BYTES = 256 * 1024
_TURNS = {0: 1, 90: 6, 180: 3, 270: 8}


def walk_cr3(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a CR3: its size is that of the first track, EXIF lies in four TIFF structures in Canon's own box."""
    walk_movie(file, blocks)
    blocks.texts.clear()
    blocks.duration_seconds = blocks.codec = blocks.turn = None
    found = TiffDirectories()
    for box in iterate_boxes(file, 0, file.seek(0, io.SEEK_END)):
        if box.kind != b"moov":
            continue
        for inner in iterate_boxes(file, box.start, box.end):
            if inner.kind == b"uuid" and read_at(file, inner.start, 16) == METADATA_UUID:
                for part in iterate_boxes(file, inner.start + 16, inner.end):
                    if part.kind in {b"CMT1", b"CMT2", b"CMT4"}:
                        _take_part(part.kind, read_at(file, part.start, part.end - part.start), found)
    blocks.directories = found


def _take_part(kind: bytes, data: bytes, found: TiffDirectories) -> None:
    """Read one of the TIFF structures: main fields, EXIF or place."""
    read = read_directories(io.BytesIO(data))
    found.notes.extend(read.notes)
    if kind == b"CMT1":
        found.main = read.main
    elif kind == b"CMT2":
        found.exif = read.main
    else:
        found.gps = read.main


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CRW: its tag, and where its value lies; a value in the entry itself has its eight bytes."""

    tag: int
    start: int
    length: int


def read_records(file: BinaryIO) -> dict[int, Record]:
    """Read the records of a CRW (CIFF 1.0 r4) by their tags, those of inner heaps too."""
    end = file.seek(0, io.SEEK_END)
    file.seek(2)
    start = int.from_bytes(file.read(4), "little")
    found: dict[int, Record] = {}
    _read_heap(file, start, end, found, set())
    return found


def _read_heap(file: BinaryIO, start: int, end: int, found: dict[int, Record], visited: set[tuple[int, int]]) -> None:
    """Read the records of one heap, whose table stands at its end; each heap is visited once, so rings end."""
    if (start, end) in visited or len(visited) > _MAX_HEAPS or end - start < 6:
        return
    visited.add((start, end))
    file.seek(end - 4)
    table = start + int.from_bytes(file.read(4), "little")
    file.seek(table)
    count = int.from_bytes(file.read(2), "little")
    data = file.read(min(count, _MAX_RECORDS) * 10)
    for at in range(0, len(data) - 9, 10):
        if len(found) > _MAX_RECORDS:
            return
        tag, length, offset = struct.unpack_from("<HII", data, at)
        if tag & 0x4000:
            found.setdefault(tag & 0x3FFF, Record(tag & 0x3FFF, table + 4 + at, 8))
        elif start + offset + length <= end:
            if tag & 0x3800 in {0x2800, 0x3000}:
                _read_heap(file, start + offset, start + offset + length, found, visited)
            else:
                found.setdefault(tag & 0x3FFF, Record(tag & 0x3FFF, start + offset, length))


def walk_crw(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a CRW: camera, moment, size and turn."""
    records = read_records(file)
    found = TiffDirectories()

    def content(tag: int) -> bytes:
        record = records.get(tag)
        return read_at(file, record.start, record.length) if record else b""

    make, _, rest = content(_MAKE_MODEL).partition(b"\x00")
    for tag, text in ((MAKE, make), (MODEL, rest.split(b"\x00")[0])):
        if text:
            found.main[tag] = Entry(2, len(text), text, "<")
    stamp = content(_TIME_STAMP)[:4]
    if any(stamp):
        # The camera's clock as seconds since 1970, without a zone.
        moment = datetime.fromtimestamp(int.from_bytes(stamp, "little"), UTC).strftime("%Y:%m:%d %H:%M:%S").encode()
        found.exif[DATE_ORIGINAL] = Entry(2, len(moment), moment, "<")
    info = content(_IMAGE_INFO)
    if len(info) >= 16:
        width, height, _, rotation = struct.unpack_from("<IIfi", info)
        blocks.size = (width, height) if 0 < width < 65_536 and 0 < height < 65_536 else None
        blocks.turn = _TURNS.get(rotation % 360)
    blocks.directories = found
    _take_trailer(file, blocks)


def _take_trailer(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Take XMP out of the block that Canon's own program hangs behind a picture."""
    size = file.seek(0, io.SEEK_END)
    tail = read_at(file, max(0, size - _TRAILER_BYTES), _TRAILER_BYTES)
    start, end = tail.find(b"<?xpacket begin"), tail.rfind(b"<?xpacket end")
    if _TRAILER_MARK in tail and 0 <= start < end:
        blocks.add_xmp(tail[start:end])
