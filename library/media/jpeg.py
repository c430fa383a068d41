"""Walk the segments of a JPEG up to its scan, without decoding anything."""

import io
import re
import struct
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.charset import guess_text
from library.media.photoshop import read_resources

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
EXTENDED_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\x00"
EXIF_HEADER = b"Exif\x00"
PHOTOSHOP_HEADERS = (b"Photoshop 3.0\x00", b"Adobe_Photoshop2.5:")

_MAX_SEGMENTS = 4000
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_APP1, _APP13, _SOS, _EOI, _COM = 0xE1, 0xED, 0xDA, 0xD9, 0xFE
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_XMP_MARKS = tuple(
    mark.encode(code) for mark in ("<?xpacket", "<x:x", "<rdf:RDF") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def walk_jpeg(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect EXIF, XMP and Photoshop blocks from the segments before the scan."""
    file.seek(2)
    exif = bytearray()
    photoshop = bytearray()
    taken = 0
    for _ in range(_MAX_SEGMENTS):
        marker = _next_marker(file)
        if marker is None or marker in {_SOS, _EOI}:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        head = file.read(2)
        if len(head) < 2:
            break
        size = struct.unpack(">H", head)[0] - 2
        if size < 0:
            break
        if marker not in {_APP1, _APP13}:
            _pass_over(file, marker, size, blocks)
            continue
        body = file.read(size)
        taken += len(body)
        if taken > MAX_BLOCK_BYTES:
            blocks.note("more than 16 MB of metadata: the rest is not read")
            break
        if marker == _APP1:
            take_app1(body, exif, blocks)
        else:
            take_app13(body, photoshop, blocks)
    else:
        blocks.note("more segments than any camera writes: the rest is not read")
    if exif:
        blocks.tiff = io.BytesIO(bytes(exif))
    if photoshop:
        read_resources(bytes(photoshop), blocks)


def _pass_over(file: BinaryIO, marker: int, size: int, blocks: MetadataBlocks) -> None:
    """Skip a segment that holds no block; the size of the picture and a comment are taken on the way."""
    if marker == _COM and not blocks.texts:
        blocks.texts.append(("comment", guess_text(file.read(size)).text))
        return
    frame = file.read(min(size, 5)) if marker in _FRAME_MARKERS else b""
    if len(frame) == 5 and blocks.size is None:
        height, width = struct.unpack(">HH", frame[1:])
        blocks.size = (width, height) if width and height else None
    file.seek(size - len(frame), io.SEEK_CUR)


def _next_marker(file: BinaryIO) -> int | None:
    """Return the next marker, skipping fill bytes and junk between segments in chunks; None at the end."""
    chunk = file.read(2)
    if len(chunk) == 2 and chunk[0] == 0xFF and chunk[1] not in {0x00, 0xFF}:
        return chunk[1]
    file.seek(-len(chunk), io.SEEK_CUR)
    for _ in range(256):
        chunk = file.read(65536)
        if len(chunk) < 2:
            return None
        if found := _MARKER.search(chunk):
            file.seek(found.end() - len(chunk), io.SEEK_CUR)
            return chunk[found.end() - 1]
        if chunk.endswith(b"\xff"):
            file.seek(-1, io.SEEK_CUR)
    return None


def take_app1(body: bytes, exif: bytearray, blocks: MetadataBlocks) -> None:
    """Sort an APP1 segment: EXIF, XMP, extended XMP, or XMP under a header of the writer's own making."""
    if body.startswith(EXIF_HEADER):
        tiff = body[6:]
        if not exif or tiff[:2] not in {b"II", b"MM"}:
            exif += tiff
    elif body.startswith(XMP_HEADER):
        blocks.add_xmp(body[len(XMP_HEADER) :])
    elif body.startswith(EXTENDED_XMP_HEADER):
        rest = body[len(EXTENDED_XMP_HEADER) :]
        if len(rest) > 40:
            blocks.extended_xmp.append((rest[:32], struct.unpack_from(">I", rest, 36)[0], rest[40:]))
    else:
        found = [at for at in (body.find(mark, 0, 4096) for mark in _XMP_MARKS) if at >= 0]
        if found:
            blocks.note("XMP under a header that is not the standard's")
            blocks.add_xmp(body[min(found) :])


def take_app13(body: bytes, photoshop: bytearray, blocks: MetadataBlocks) -> None:
    """Join Photoshop segments: one resource may be split over several of them."""
    for header in PHOTOSHOP_HEADERS:
        if body.startswith(header):
            rest = body[len(header) :]
            if header.endswith(b":"):
                rest = rest[2:]
            photoshop += rest
            return
    if body.startswith(b"\x1c"):
        blocks.iim.append(body)
    elif photoshop:
        photoshop += body
    elif b"8BIM" in body[:64]:
        photoshop += body[body.index(b"8BIM") :]
