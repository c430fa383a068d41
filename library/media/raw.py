"""Read what cameras' raw files say of themselves: size of the picture, EXIF, and where else they keep texts.

The picture is never developed from the sensor's data: what is shown is the JPEG that every camera lays beside them
(`raw_preview`).
"""

import io
import struct
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.jpeg import walk_jpeg
from library.media.tiff import (
    SUBFILE_TYPE,
    Directory,
    picture_size,
    read_all_directories,
    read_directories,
)

PANASONIC_JPEG = 0x002E
_PANASONIC_EDGES = (0x0005, 0x0007, 0x0004, 0x0006)
_PIXEL_SIZE = (0xA002, 0xA003)
_RAF_CROPPED_SIZE = 0x0111
_MAX_RECORDS = 256


def walk_raw_tiff(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a raw file that is a TIFF structure; Panasonic keeps EXIF in the JPEG inside it."""
    blocks.tiff = file
    found = read_all_directories(file)
    if not found:
        return
    main = found[0]
    if PANASONIC_JPEG in main or all(tag in main for tag in _PANASONIC_EDGES):
        _read_panasonic(file, main, blocks)
        return
    file.seek(8)
    if file.read(4)[:2] in {b"CR", b"II"}:
        exif = read_directories(file).exif
        sides = [int(exif[tag].number() or 0) for tag in _PIXEL_SIZE if tag in exif]
        blocks.size = (sides[0], sides[1]) if len(sides) == 2 and all(sides) else None
    blocks.size = blocks.size or full_size(found)


def full_size(directories: list[Directory]) -> tuple[int, int] | None:
    """Return the size of the picture: of the first directory that calls itself full, else of the first one."""
    full = (d for d in directories if SUBFILE_TYPE in d and d[SUBFILE_TYPE].number() == 0)
    sizes = [size for size in map(picture_size, (*full, *directories[:1])) if size]
    return sizes[0] if sizes else None


def _read_panasonic(file: BinaryIO, main: Directory, blocks: MetadataBlocks) -> None:
    """Take the size from the sensor's edges, and EXIF from the JPEG where the file has none of its own."""
    if all(tag in main for tag in _PANASONIC_EDGES):
        left, right, top, bottom = (int(main[tag].number() or 0) for tag in _PANASONIC_EDGES)
        blocks.size = (right - left, bottom - top) if right > left and bottom > top else None
    if PANASONIC_JPEG not in main:
        return
    inside = MetadataBlocks()
    walk_jpeg(io.BytesIO(main[PANASONIC_JPEG].data), inside)
    _take_texts(inside, blocks)
    if inside.tiff:
        own, other = read_directories(file), read_directories(inside.tiff)
        own.exif = {**other.exif, **own.exif}
        own.gps = own.gps or other.gps
        own.main = {**other.main, **own.main}
        blocks.directories = own


def _take_texts(inside: MetadataBlocks, blocks: MetadataBlocks) -> None:
    """Take XMP and IPTC of the JPEG inside a raw file."""
    blocks.xmp.extend(inside.xmp)
    blocks.extended_xmp.extend(inside.extended_xmp)
    blocks.iim.extend(inside.iim)
    blocks.iptc_digest = blocks.iptc_digest or inside.iptc_digest


def walk_raf(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a Fujifilm raw file: EXIF and texts lie in its JPEG, the size in a directory of its own."""
    file.seek(84)
    head = file.read(16)
    if len(head) < 16:
        return
    jpeg_at, jpeg_bytes, records_at, records_bytes = struct.unpack(">4I", head)
    inside = MetadataBlocks()
    file.seek(jpeg_at)
    walk_jpeg(io.BytesIO(file.read(min(jpeg_bytes, MAX_BLOCK_BYTES))), inside)
    _take_texts(inside, blocks)
    blocks.tiff, blocks.size = inside.tiff, inside.size
    file.seek(records_at)
    data = file.read(min(records_bytes, 65_536))
    at = 4
    for _ in range(min(int.from_bytes(data[:4], "big"), _MAX_RECORDS)):
        if at + 4 > len(data):
            return
        tag, length = struct.unpack_from(">HH", data, at)
        if tag == _RAF_CROPPED_SIZE and length == 4 and at + 8 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 4)
            if width and height:
                blocks.size = (width, height)
        at += 4 + length


def walk_mrw(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a Minolta raw file: blocks with the size (PRD) and a TIFF structure (TTW)."""
    file.seek(4)
    end = 8 + int.from_bytes(file.read(4), "big")
    at = 8
    for _ in range(_MAX_RECORDS):
        file.seek(at)
        head = file.read(8)
        if at >= end or len(head) < 8:
            return
        kind, length = struct.unpack(">4sI", head)
        if kind == b"\x00PRD":
            data = file.read(min(length, 32))
            if len(data) >= 16:
                height, width = struct.unpack_from(">HH", data, 12)
                blocks.size = (width, height) if width and height else None
        elif kind == b"\x00TTW":
            blocks.tiff = io.BytesIO(file.read(min(length, MAX_BLOCK_BYTES)))
        at += 8 + length


def walk_x3f(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read a Sigma raw file: the size from its header, EXIF and texts from the JPEG inside it."""
    head = file.read(48)
    file.seek(0)
    if len(head) >= 36 and int.from_bytes(head[4:8], "little") >> 16 < 4:
        width, height = struct.unpack_from("<II", head, 28)
        blocks.size = (width, height) if 0 < width < 65_536 and 0 < height < 65_536 else None
    data = file.read(MAX_BLOCK_BYTES)
    for _ in range(8):
        at = data.find(b"\xff\xd8\xff\xe1")
        if at < 0:
            return
        inside = MetadataBlocks()
        walk_jpeg(io.BytesIO(data[at:]), inside)
        if inside.tiff:
            _take_texts(inside, blocks)
            blocks.tiff, blocks.size = inside.tiff, blocks.size or inside.size
            return
        data = data[at + 4 :]
