"""Walk the chunks of a PNG, the blocks of a GIF and the chunks of a WebP, without decoding pixels."""

import binascii
import io
import re
import struct
import zlib
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MAX_INFLATED_BYTES, MetadataBlocks
from library.media.charset import guess_text
from library.media.photoshop import read_resources

_MAX_CHUNKS = 100_000
_PNG_XMP_KEYWORD = "XML:com.adobe.xmp"
RAW_PROFILE = "raw profile type "
_RAW_PROFILE = re.compile(rb"\s*+[^\n]*+\n\s*+(\d++)\s++([0-9a-fA-F\s]*+)")
_GIF_XMP = b"!\xff\x0bXMP DataXMP"
_GIF_XMP_TRAILER = b"\x01\xff\xfe\xfd\xfc"
_GIF_IPTC = (b"!\xff\x0bMGK8BIM0000", b"!\xff\x0bMGKIPTC0000")
_GIF_COMMENT = b"\xfe"
_MAX_EXTENSIONS = 100
_WEBP_PICTURES = frozenset({b"VP8X", b"VP8 ", b"VP8L"})


def walk_png(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect text chunks, raw profiles, XMP and EXIF, also those behind the picture data."""
    file.seek(8)
    taken = 0
    for _ in range(_MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        size, kind = struct.unpack(">I4s", head)
        if kind == b"IEND":
            return
        if kind == b"IHDR" and blocks.size is None and 8 <= size < 64:
            body = file.read(size + 4)
            blocks.size = struct.unpack(">II", body[:8]) if len(body) >= 8 else None
            continue
        if kind not in {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"exIf"}:
            file.seek(size + 4, io.SEEK_CUR)
            continue
        taken += size
        if taken > MAX_BLOCK_BYTES:
            blocks.note("more than 16 MB of metadata: the rest is not read")
            return
        body = file.read(size)
        file.seek(4, io.SEEK_CUR)
        if kind in {b"eXIf", b"exIf"}:
            blocks.tiff = io.BytesIO(body.removeprefix(b"Exif\x00\x00"))
        else:
            take_png_text(kind, body, blocks)
    blocks.note("more chunks than any program writes: the rest is not read")


def take_png_text(kind: bytes, body: bytes, blocks: MetadataBlocks) -> None:
    """Read one text chunk and sort it."""
    keyword, value = read_png_text(kind, body, MAX_INFLATED_BYTES - blocks.inflated_bytes)
    if kind != b"tEXt":
        # Of a stream that breaks nobody says how far it came.
        blocks.inflated_bytes += MAX_INFLATED_BYTES // 8 if value is None else len(value)
    if value is None:
        blocks.note(f"the compressed text “{keyword}” cannot be read")
    elif keyword == _PNG_XMP_KEYWORD:
        blocks.add_xmp(value)
    elif keyword.lower().startswith(RAW_PROFILE):
        _take_raw_profile(keyword[len(RAW_PROFILE) :].strip().lower(), value, blocks)
    elif len(blocks.texts) < 1000 and not (_is_translated(kind, body) and keyword in dict(blocks.texts)):
        blocks.texts.append((keyword, guess_text(value).text))


def _is_translated(kind: bytes, body: bytes) -> bool:
    """Tell a text that names its language: beside one that does not, or an earlier one, it is a translation."""
    return kind == b"iTXt" and body.partition(b"\x00")[2][2:3] not in {b"", b"\x00"}


def read_png_text(kind: bytes, body: bytes, room: int = MAX_INFLATED_BYTES) -> tuple[str, bytes | None]:
    """Return keyword and value of one text chunk (PNG specification §11.3.3); None when it cannot be inflated.

    Args:
        kind: of the chunk.
        body: of the chunk.
        room: bytes that it may be inflated to.
    """
    raw_keyword, _, rest = body.partition(b"\x00")
    keyword = raw_keyword.decode("latin-1").strip()
    if kind == b"iTXt":
        compressed = rest[:1] == b"\x01"
        _, _, rest = rest[2:].partition(b"\x00")
        _, _, value = rest.partition(b"\x00")
    else:
        compressed, value = kind == b"zTXt", rest
        value = value[1:] if compressed else value
    return keyword, inflate(value, room) if compressed else value


def inflate(data: bytes, room: int) -> bytes | None:
    """Inflate a zlib stream as far as there is room; None when it is none."""
    if room <= 0:
        return None
    try:
        return zlib.decompressobj().decompress(data, room)
    except zlib.error:
        return None


def _take_raw_profile(name: str, value: bytes, blocks: MetadataBlocks) -> None:
    """Read ImageMagick's way of storing a block: a name, a length and hexadecimal digits."""
    data = read_raw_profile(value)
    if data is None:
        blocks.note(f"the raw profile “{name}” cannot be read")
        return
    if name in {"iptc", "8bim"}:
        _take_iptc(data, blocks)
    elif name == "xmp" or b"http://ns.adobe.com/xap/1.0/\x00" in data[:40]:
        blocks.add_xmp(data[data.find(b"<") :] if b"<" in data else data)
    elif name in {"exif", "app1"} and blocks.tiff is None:
        blocks.tiff = io.BytesIO(data.removeprefix(b"Exif\x00\x00"))


def read_raw_profile(value: bytes) -> bytes | None:
    """Return the block that hexadecimal digits stand for; None when the text is no raw profile."""
    found = _RAW_PROFILE.match(value)
    if not found:
        return None
    digits = b"".join(found.group(2).split())
    return binascii.unhexlify(digits[: len(digits) & ~1])


def _take_iptc(data: bytes, blocks: MetadataBlocks) -> None:
    """Read IPTC that stands bare or within Photoshop's resources."""
    if data.startswith(b"\x1c"):
        blocks.iim.append(data)
    else:
        read_resources(data, blocks)


def walk_webp(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect EXIF and XMP from the RIFF chunks of a WebP."""
    file.seek(12)
    for _ in range(_MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        kind, size = struct.unpack("<4sI", head)
        if kind in {b"EXIF", b"XMP ", b"XMP\x00"} and size <= MAX_BLOCK_BYTES:
            body = file.read(size)
            if kind == b"EXIF":
                blocks.tiff = io.BytesIO(body.removeprefix(b"Exif\x00\x00"))
            else:
                blocks.add_xmp(body)
            file.seek(size & 1, io.SEEK_CUR)
            continue
        skipped = 0
        if kind in _WEBP_PICTURES and blocks.size is None:
            start = file.read(min(size, 10))
            skipped = len(start)
            blocks.size = webp_size(kind, start)
        file.seek(size + (size & 1) - skipped, io.SEEK_CUR)


def webp_size(kind: bytes, start: bytes) -> tuple[int, int] | None:
    """Read the size out of the first bytes of a picture chunk (RFC 9649 §2.7, RFC 6386 §9.1)."""
    if len(start) < 5 or (kind != b"VP8L" and len(start) < 10):
        return None
    if kind == b"VP8X":
        return int.from_bytes(start[4:7], "little") + 1, int.from_bytes(start[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(start[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", start[6:10])
    return width & 0x3FFF, height & 0x3FFF


def walk_gif(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect XMP, IPTC and the comment from the extensions of a GIF, before and behind its pictures."""
    file.seek(0)
    data = file.read(MAX_BLOCK_BYTES)
    if len(data) < 13:
        return
    blocks.size = struct.unpack_from("<HH", data, 6)
    # Searching costs a hundredth of walking through the pictures, and eleven letters do not occur by chance.
    if (at := data.find(_GIF_XMP)) >= 0:
        blocks.add_xmp(_gif_packet(data, at + len(_GIF_XMP)))
    for mark in _GIF_IPTC:
        if (at := data.find(mark)) >= 0:
            _take_iptc(_gif_sub_blocks(data, at + len(mark))[0], blocks)
    if comment := _gif_comment(data):
        blocks.texts.append(("comment", guess_text(comment).text))


def _gif_packet(data: bytes, start: int) -> bytes:
    """Return the packet behind the mark: as it is, with Adobe's trailer behind it, or cut into sub-blocks."""
    joined, end = _gif_sub_blocks(data, start)
    return data[start:end].partition(_GIF_XMP_TRAILER)[0] if data[start : start + 1] in b"<\xef" else joined


def _gif_sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Join the sub-blocks that begin at an offset; also return where they end."""
    parts = []
    while at < len(data) and data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    return b"".join(parts), at


def _gif_comment(data: bytes) -> bytes:
    """Return the comment before the first picture; b"" when there is none."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    for _ in range(_MAX_EXTENSIONS):
        if data[at : at + 1] != b"!":
            break
        text, end = _gif_sub_blocks(data, at + 2)
        if data[at + 1 : at + 2] == _GIF_COMMENT:
            return text
        at = end + 1
    return b""
