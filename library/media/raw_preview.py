"""Find the picture to show of a camera's raw file: the JPEG that the camera laid beside the sensor's data."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from library.media import probe
from library.media.bmff import iterate_boxes, read_at
from library.media.probe import MediaType
from library.media.raw import PANASONIC_JPEG
from library.media.raw_canon import JPEG_RECORD, PREVIEW_UUID, read_records
from library.media.tiff import Directory, read_all_directories

_JPEG_OFFSET, _JPEG_LENGTH, _STRIP_OFFSETS, _STRIP_LENGTHS, _COMPRESSION = 0x0201, 0x0202, 0x0111, 0x0117, 0x0103
_JPEG_CODINGS = frozenset({6, 7})
_DCT_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Frames that every decoder reads; the sensor's own data are often a lossless JPEG (0xC3)."""

_MAX_BYTES = 64 * 1024 * 1024
_MAX_FOUND = 64
_MAX_TRIED = 4


@dataclass(frozen=True, slots=True)
class _Place:
    """A JPEG inside another file: where it lies and how large its picture is."""

    start: int
    length: int
    width_px: int
    height_px: int

    @property
    def edge_px(self) -> int:
        """The longer side."""
        return max(self.width_px, self.height_px)


@dataclass(frozen=True, slots=True)
class Preview:
    """The JPEG to show of a raw file, and the size of its picture as stored."""

    data: bytes
    width_px: int
    height_px: int


def read_previews(file: BinaryIO, media: MediaType, *, wanted_edge_px: int) -> Iterator[Preview]:
    """Yield the JPEGs that can be shown of a raw file, the one to show first; the others are for when it is broken.

    Args:
        file: the raw file.
        media: its kind.
        wanted_edge_px: the smallest JPEG of at least this length is taken, which costs the least; else the largest.
    """
    found = [place for place in (_measure(file, *at) for at in _places(file, media)) if place]
    if max((place.edge_px for place in found), default=0) < wanted_edge_px // 2:
        # Some makers note the place only in their own notes: the bytes themselves tell.
        found += [place for place in (_measure(file, *at) for at in _scan(file)) if place]
    large = sorted((place for place in found if place.edge_px >= wanted_edge_px), key=lambda place: place.edge_px)
    small = sorted((place for place in found if place.edge_px < wanted_edge_px), key=lambda place: -place.edge_px)
    for place in (*large, *small)[:_MAX_TRIED]:
        file.seek(place.start)
        yield Preview(file.read(place.length), place.width_px, place.height_px)


def _places(file: BinaryIO, media: MediaType) -> Iterator[tuple[int, int]]:
    """Yield where a raw file says that JPEGs lie, as (offset, length)."""
    if media is probe.RAF:
        file.seek(84)
        head = file.read(8)
        if len(head) == 8:
            yield struct.unpack(">II", head)
    elif media is probe.CR3:
        yield from _places_in_cr3(file)
    elif media is probe.CRW:
        record = read_records(file).get(JPEG_RECORD)
        if record:
            yield record.start, record.length
    elif media in probe.TIFF_RAWS:
        for directory in read_all_directories(file):
            yield from _places_in_directory(directory)


def _places_in_directory(directory: Directory) -> Iterator[tuple[int, int]]:
    """Yield the JPEGs that a directory names: by the old tags, as its one strip, or Panasonic's own."""

    def number(tag: int) -> int:
        return int(directory[tag].number() or 0) if tag in directory else 0

    if number(_JPEG_OFFSET):
        yield number(_JPEG_OFFSET), number(_JPEG_LENGTH)
    if number(_COMPRESSION) in _JPEG_CODINGS and _STRIP_OFFSETS in directory and directory[_STRIP_OFFSETS].count == 1:
        yield number(_STRIP_OFFSETS), number(_STRIP_LENGTHS)
    if PANASONIC_JPEG in directory:
        yield directory[PANASONIC_JPEG].offset, len(directory[PANASONIC_JPEG].data)


def _places_in_cr3(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield the preview in Canon's own box at the top of a CR3."""
    for box in iterate_boxes(file, 0, file.seek(0, 2)):
        if box.kind == b"uuid" and read_at(file, box.start, 16) == PREVIEW_UUID:
            for part in iterate_boxes(file, box.start + 24, box.end):
                at = read_at(file, part.start, 64).find(b"\xff\xd8")
                if part.kind == b"PRVW" and at >= 0:
                    yield part.start + at, part.end - part.start - at


def _scan(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where JPEGs seem to begin, to the end of the part that is looked at."""
    file.seek(0)
    data = file.read(_MAX_BYTES)
    at = data.find(b"\xff\xd8\xff")
    for _ in range(_MAX_FOUND):
        if at < 0:
            return
        yield at, len(data) - at
        at = data.find(b"\xff\xd8\xff", at + 3)


def _measure(file: BinaryIO, start: int, length: int) -> _Place | None:
    """Read the size of a JPEG from its frame; None when it is none that can be shown."""
    if start <= 0 or length < 100:
        return None
    file.seek(start)
    if file.read(2) != b"\xff\xd8":
        return None
    marker, frame = _read_frame(file)
    if marker not in _DCT_FRAMES or len(frame) < 5 or frame[0] != 8:
        return None
    height, width = struct.unpack(">HH", frame[1:])
    return _Place(start, min(length, _MAX_BYTES), width, height) if width and height else None


def _read_frame(file: BinaryIO) -> tuple[int, bytes]:
    """Go to the frame header of a JPEG: its marker and first bytes; (0, b'') when it has none."""
    for _ in range(200):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            break
        marker, size = head[1], int.from_bytes(head[2:], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return marker, file.read(5)
        if size < 2 or marker == 0xDA:
            break
        file.seek(size - 2, 1)
    return 0, b""
