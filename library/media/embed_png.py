"""Embed metadata in a PNG: its chunks are edited, and every chunk of the picture is copied."""

import binascii
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final

from library.errors import UnreadableMedia
from library.media.blocks import MetadataBlocks
from library.media.candidates import TEXT_CHUNKS
from library.media.changes import Changes
from library.media.chunks import take_png_text
from library.media.embed_blocks import Embedding, Target, edit_blocks
from library.media.photoshop_writing import join_resources
from library.media.policy import PNG_CHUNKS, MetadataPolicy

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MAX_CHUNKS = 100_000
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_XMP_HEAD: Final = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00"
_IPTC_PROFILE: Final = b"Raw profile type iptc"
_BEFORE_PICTURE = frozenset({b"IDAT", b"fdAT"})


@dataclass(slots=True)
class _Chunk:
    """One chunk; the role is 'xmp', 'iptc', 'exif', 'manifest', 'text:<field>', or '' for what stays as it is."""

    kind: bytes
    data: bytes
    role: str = ""


def embed_png(data: bytes, changes: Changes, policy: MetadataPolicy) -> Embedding:
    """Write fields into a PNG; the same arguments and errors as `embed_jpeg`."""
    chunks, end = split_png(data)
    found = _sort(chunks)
    made = Embedding(had_manifest=any(chunk.role == "manifest" for chunk in chunks))
    new = edit_blocks(found, changes, policy, Target(), made)
    blocks = {
        "xmp": (b"iTXt", _XMP_HEAD + new.xmp) if new.xmp else None,
        "exif": (b"eXIf", new.exif) if new.exif else None,
        "iptc": (b"zTXt", _raw_profile(new.iim, policy)) if new.iim else None,
    }
    made.parts = [_SIGNATURE]
    for chunk in chunks:
        if chunk.kind in _BEFORE_PICTURE or chunk.kind == b"IEND":
            # Some readers stop at the picture, so whatever has no place yet goes before it.
            made.parts += [_pack(*block) for block in blocks.values() if block]
            blocks = dict.fromkeys(blocks)
        if chunk.role in blocks:
            if block := blocks.get(chunk.role):
                made.parts.append(_pack(*block))
            blocks[chunk.role] = None
        elif chunk.role.removeprefix("text:") in changes or chunk.role == "manifest":
            continue
        elif policy.keeps_everything or chunk.kind in PNG_CHUNKS:
            made.parts.append(_raw(chunk))
    if policy.keeps_everything:
        made.parts.append(data[end:])
    return made


def picture_of_png(data: bytes, *, with_trailer: bool) -> list[bytes]:
    """Return what makes the picture: every chunk that is no text, EXIF or manifest; and what lies behind it."""
    chunks, end = split_png(data)
    kept = [chunk.kind + chunk.data for chunk in chunks if chunk.kind in PNG_CHUNKS]
    return [*kept, data[end:]] if with_trailer else kept


def split_png(data: bytes) -> tuple[list[_Chunk], int]:
    """Split a PNG into its chunks; returns them and where the file goes on behind the last."""
    chunks: list[_Chunk] = []
    at = len(_SIGNATURE)
    while at + 12 <= len(data) and len(chunks) < _MAX_CHUNKS:
        size, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + size > len(data):
            break
        # The check sum stays with the data, so that a chunk that was damaged before is not passed off as whole.
        chunks.append(_Chunk(kind, data[at + 8 : at + 12 + size]))
        at += 12 + size
        if kind == b"IEND":
            return chunks, at
    raise UnreadableMedia("The PNG has no end, so nothing can be written into it.")


def _sort(chunks: list[_Chunk]) -> MetadataBlocks:
    """Give each chunk its role, exactly as the reader takes them."""
    blocks = MetadataBlocks()
    for chunk in chunks:
        body = chunk.data[:-4]
        if chunk.kind in {b"eXIf", b"exIf"}:
            blocks.tiff = io.BytesIO(body.removeprefix(b"Exif\x00\x00"))
            chunk.role = "exif"
        elif chunk.kind == b"caBX":
            chunk.role = "manifest"
        elif chunk.kind in _TEXTS:
            before = len(blocks.xmp), len(blocks.iim), blocks.tiff, len(blocks.texts)
            take_png_text(chunk.kind, body, blocks)
            if len(blocks.xmp) != before[0] or body.startswith(_XMP_HEAD[:18]):
                chunk.role = "xmp"
            elif len(blocks.iim) != before[1]:
                chunk.role = "iptc"
            elif blocks.tiff is not before[2]:
                chunk.role = "exif"
            elif len(blocks.texts) != before[3]:
                chunk.role = "text:" + TEXT_CHUNKS["PNG"].get(blocks.texts[-1][0].lower(), "")
    return blocks


def _raw_profile(iim: bytes, policy: MetadataPolicy) -> bytes:
    """Write IPTC as ImageMagick does: a name, a length and hexadecimal digits, compressed."""
    resources = join_resources([], iim, policy)
    digits = binascii.hexlify(resources).decode("ascii")
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\niptc\n{len(resources):8}\n{lines}\n".encode("ascii")
    return _IPTC_PROFILE + b"\x00\x00" + zlib.compress(text)


def _pack(kind: bytes, body: bytes) -> bytes:
    """Write a chunk with its check sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _raw(chunk: _Chunk) -> bytes:
    """Return a chunk as it was."""
    return struct.pack(">I", len(chunk.data) - 4) + chunk.kind + chunk.data
