"""Walk the boxes of ISO files (HEIC, AVIF; clips in `quicktime`) for EXIF and XMP, bounded and without decoding."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MAX_PACKETS, MetadataBlocks

_MAX_BOXES = 4000
_TURNS: dict[int | None, tuple[int, int, int, int]] = {None: (1, 8, 3, 6), 0: (4, 5, 2, 7), 1: (2, 7, 4, 5)}
"""EXIF orientation by mirror axis (none, 0 = top to bottom, 1 = left to right) and quarter turns to the left."""

_XMP_TYPES = (b"application/rdf+xml", b"text/xml", b"application/xml")


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four-letter kind, and where its content lies in the file."""

    kind: bytes
    start: int
    end: int


def iterate_boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two offsets; a size that does not hold ends the walk."""
    at = start
    for _ in range(_MAX_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head[:8])
        header = 8
        if size == 1 and len(head) == 16:
            size, header = struct.unpack(">Q", head[8:16])[0], 16
        elif size == 0:
            size = end - at
        if size < header:
            return
        yield Box(kind, at + header, min(at + size, end))
        at += size


def walk_avif(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect the EXIF and XMP items of an AVIF picture; its decoder, unlike that of HEIC, shows all of a crop."""
    walk_heif(file, blocks, crops=False)


def walk_heif(file: BinaryIO, blocks: MetadataBlocks, *, crops: bool = True) -> None:
    """Collect the EXIF and XMP items of a HEIC or AVIF picture (ISO 23008-12)."""
    size = file.seek(0, io.SEEK_END)
    meta = next((box for box in iterate_boxes(file, 0, size) if box.kind == b"meta"), None)
    if meta is None:
        return
    children = {box.kind: box for box in iterate_boxes(file, meta.start + 4, meta.end)}
    _take_picture(file, children, blocks, crops=crops)
    if b"iinf" not in children or b"iloc" not in children:
        return
    kinds = _read_item_kinds(_content(file, children[b"iinf"]))
    extents = _read_item_extents(_content(file, children[b"iloc"]))
    data_box = children.get(b"idat")
    taken = 0
    for item, kind in kinds.items():
        method, places = extents.get(item, (0, []))
        base = data_box.start if method == 1 and data_box else 0
        is_wanted = blocks.tiff is None if kind == b"Exif" else len(blocks.xmp) < MAX_PACKETS
        if not places or method > 1 or not is_wanted:
            continue
        data = b""
        for offset, length in places[:64]:
            data += read_at(file, base + offset, min(length, MAX_BLOCK_BYTES - len(data)))
        taken += len(data)
        if taken > 2 * MAX_BLOCK_BYTES:
            blocks.note("more metadata than any camera writes: the rest is not read")
            return
        if kind == b"Exif" and len(data) > 8 and blocks.tiff is None:
            skip = struct.unpack(">I", data[:4])[0]
            tiff = data[4 + skip :] if skip < len(data) - 8 else data[4:]
            blocks.tiff = io.BytesIO(tiff.removeprefix(b"Exif\x00\x00"))
        elif kind == b"XMP":
            blocks.add_xmp(data)


def _take_picture(file: BinaryIO, children: dict[bytes, Box], blocks: MetadataBlocks, *, crops: bool) -> None:
    """Take the size of the primary picture, and the turn that its container prescribes."""
    if not {b"pitm", b"iprp"} <= children.keys():
        return
    pitm = _content(file, children[b"pitm"])
    primary = int.from_bytes(pitm[4:8] if pitm[:1] != b"\x00" else pitm[4:6], "big")
    boxes = list(iterate_boxes(file, children[b"iprp"].start, children[b"iprp"].end))
    container = next((box for box in boxes if box.kind == b"ipco"), None)
    if container is None:
        return
    properties = list(iterate_boxes(file, container.start, container.end))
    turn, mirror = 0, None
    # An item's properties may stand in several `ipma` boxes of different widths.
    tables = [box for box in boxes if box.kind == b"ipma"]
    indices = [index for table in tables for index in _read_associations(_content(file, table)).get(primary, ())]
    for index in indices[:64]:
        if not 1 <= index <= len(properties):
            continue
        box = properties[index - 1]
        body = read_at(file, box.start, min(box.end - box.start, 64))
        if box.kind == b"ispe" and len(body) >= 12:
            blocks.size = struct.unpack_from(">II", body, 4)
        elif box.kind == b"clap" and len(body) >= 32 and blocks.size and crops:
            blocks.size = _clean_aperture(body, blocks.size)
        elif box.kind == b"irot" and body:
            turn = body[0] & 3
        elif box.kind == b"imir" and body:
            mirror = body[0] & 1
    blocks.turn = _TURNS[mirror][turn]


def _clean_aperture(body: bytes, size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the part that is shown; one that does not fit into the picture counts for nothing."""
    width_n, width_d, height_n, height_d = struct.unpack_from(">IIII", body)
    if not width_d or not height_d:
        return size
    shown = round(width_n / width_d), round(height_n / height_d)
    return shown if 0 < shown[0] <= size[0] and 0 < shown[1] <= size[1] else size


def _read_associations(data: bytes) -> dict[int, list[int]]:
    """Read `ipma`: item number -> numbers of its properties, from 1, in their order."""
    found: dict[int, list[int]] = {}
    if len(data) < 8:
        return found
    wide_item, wide_index = data[0] >= 1, data[3] & 1
    stream = io.BytesIO(data[4:])

    def take(width: int) -> int:
        return int.from_bytes(stream.read(width), "big")

    for _ in range(min(take(4), _MAX_BOXES)):
        item = take(4 if wide_item else 2)
        found[item] = [take(2) & 0x7FFF if wide_index else take(1) & 0x7F for _ in range(take(1))]
    return found


def read_at(file: BinaryIO, offset: int, length: int) -> bytes:
    """Read bytes at an offset, never more than a block may have."""
    file.seek(offset)
    return file.read(max(0, min(length, MAX_BLOCK_BYTES)))


def _content(file: BinaryIO, box: Box) -> bytes:
    """Read the content of a box."""
    return read_at(file, box.start, box.end - box.start)


def _read_item_kinds(data: bytes) -> dict[int, bytes]:
    """Read `iinf`: item number -> b'Exif' or b'XMP' (others are left out)."""
    kinds: dict[int, bytes] = {}
    stream = io.BytesIO(data)
    first = 8 if data[:1] != b"\x00" else 6
    for box in iterate_boxes(stream, first, len(data)):
        body = data[box.start : box.end]
        if box.kind != b"infe" or len(body) < 12 or body[0] < 2:
            continue
        wide = body[0] >= 3
        item = struct.unpack_from(">I" if wide else ">H", body, 4)[0]
        kind_at = 4 + (4 if wide else 2) + 2
        kind = body[kind_at : kind_at + 4]
        texts = body[kind_at + 4 :].split(b"\x00")
        if kind == b"Exif":
            kinds[item] = b"Exif"
        elif kind == b"mime" and len(texts) > 1 and texts[1].lower() in _XMP_TYPES:
            kinds[item] = b"XMP"
    return kinds


def _read_item_extents(data: bytes) -> dict[int, tuple[int, list[tuple[int, int]]]]:
    """Read `iloc`: item number -> (construction method, [(offset, length)])."""
    found: dict[int, tuple[int, list[tuple[int, int]]]] = {}
    if len(data) < 8:
        return found
    version = data[0]
    offset_bytes, length_bytes = data[4] >> 4, data[4] & 15
    base_bytes, index_bytes = data[5] >> 4, data[5] & 15
    stream = io.BytesIO(data[6:])

    def take(width: int) -> int:
        return int.from_bytes(stream.read(width), "big")

    count = take(4 if version == 2 else 2)
    for _ in range(min(count, _MAX_BOXES)):
        if stream.tell() >= len(data) - 6:
            break
        item = take(4 if version == 2 else 2)
        method = take(2) & 15 if version in {1, 2} else 0
        take(2)
        base = take(base_bytes)
        places = []
        for _ in range(min(take(2), 1024)):
            if stream.tell() >= len(data) - 6:
                break
            if version in {1, 2}:
                take(index_bytes)
            offset = take(offset_bytes)
            places.append((base + offset, take(length_bytes)))
        found[item] = (method, places)
    return found
