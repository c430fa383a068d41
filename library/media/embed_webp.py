"""Embed metadata in a WebP: its RIFF chunks are edited, and every chunk of the picture is copied."""

import io
import struct
from typing import Final

from library.errors import UnreadableMedia
from library.media.blocks import MetadataBlocks
from library.media.changes import Changes
from library.media.chunks import webp_size
from library.media.embed_blocks import Embedding, Target, edit_blocks
from library.media.policy import WEBP_CHUNKS, MetadataPolicy

_HEAD_BYTES = 12
_MAX_CHUNKS = 100_000
_ICC_FLAG, _ALPHA_FLAG, _EXIF_FLAG, _XMP_FLAG = 0x20, 0x10, 0x08, 0x04
_XMP_KINDS = frozenset({b"XMP ", b"XMP\x00"})
_PICTURES: Final = (b"VP8 ", b"VP8L")

_Chunk = tuple[bytes, bytes]


def embed_webp(data: bytes, changes: Changes, policy: MetadataPolicy) -> Embedding:
    """Write fields into a WebP; the same arguments and errors as `embed_jpeg`."""
    chunks, end = split_webp(data)
    found = MetadataBlocks()
    for kind, body in chunks:
        if kind == b"EXIF":
            found.tiff = io.BytesIO(body.removeprefix(b"Exif\x00\x00"))
        elif kind in _XMP_KINDS:
            found.add_xmp(body)
    made = Embedding(had_manifest=any(kind == b"C2PA" for kind, _ in chunks))
    new = edit_blocks(found, changes, policy, Target(), made)
    kept = [
        (kind, body)
        for kind, body in chunks
        if kind not in {b"EXIF", b"C2PA", *_XMP_KINDS} and (policy.keeps_everything or kind in WEBP_CHUNKS)
    ]
    # The container prescribes EXIF, then XMP, behind the picture (RFC 9649 §2.7).
    last = max((i for i, (kind, _) in enumerate(kept) if kind in WEBP_CHUNKS), default=len(kept) - 1) + 1
    ours = [(b"EXIF", new.exif), (b"XMP ", new.xmp)]
    kept[last:last] = [(kind, body) for kind, body in ours if body]
    if new.exif or new.xmp or any(kind == b"VP8X" for kind, _ in kept):
        kept = _extended(kept, has_exif=bool(new.exif), has_xmp=bool(new.xmp))
    body = b"WEBP" + b"".join(_pack(kind, content) for kind, content in kept)
    made.parts = [b"RIFF", struct.pack("<I", len(body)), body]
    if policy.keeps_everything:
        made.parts.append(data[end:])
    return made


def picture_of_webp(data: bytes, *, with_trailer: bool) -> list[bytes]:
    """Return what makes the picture, without the header whose flags tell of metadata; and what lies behind it."""
    chunks, end = split_webp(data)
    kept = [kind + body for kind, body in chunks if kind in WEBP_CHUNKS and kind != b"VP8X"]
    return [*kept, data[end:]] if with_trailer else kept


def split_webp(data: bytes) -> tuple[list[_Chunk], int]:
    """Split a WebP into its chunks; returns them and where the file goes on behind the container."""
    end = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    end += end & 1 and end < len(data)
    chunks: list[_Chunk] = []
    at = _HEAD_BYTES
    while at + 8 <= end and len(chunks) < _MAX_CHUNKS:
        kind, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > len(data):
            break
        chunks.append((kind, data[at + 8 : at + 8 + size]))
        at += 8 + size + (size & 1)
    else:
        if any(kind in {*_PICTURES, b"ANMF"} for kind, _ in chunks):
            return chunks, max(end, min(at, len(data)))
    raise UnreadableMedia("The WebP is cut short, so nothing can be written into it.")


def _extended(chunks: list[_Chunk], *, has_exif: bool, has_xmp: bool) -> list[_Chunk]:
    """Give the container the header that tells of its metadata, or correct the one it has."""
    kind, body = chunks[0]
    flags = (_EXIF_FLAG if has_exif else 0) | (_XMP_FLAG if has_xmp else 0)
    if kind == b"VP8X" and len(body) >= 10:
        header = bytes([(body[0] & ~(_EXIF_FLAG | _XMP_FLAG)) | flags]) + body[1:]
        return [(b"VP8X", header), *chunks[1:]]
    picture_kind, picture = next((chunk for chunk in chunks if chunk[0] in _PICTURES), (b"", b""))
    size = webp_size(picture_kind, picture[:10])
    if size is None or 0 in size:
        raise UnreadableMedia("The WebP does not say how large it is, so nothing can be written into it.")
    kinds = {name for name, _ in chunks}
    has_alpha = b"ALPH" in kinds or (picture_kind == b"VP8L" and bool(picture[4] & 0x10))
    flags |= (_ALPHA_FLAG if has_alpha else 0) | (_ICC_FLAG if b"ICCP" in kinds else 0)
    sides = b"".join((side - 1).to_bytes(3, "little") for side in size)
    return [(b"VP8X", bytes([flags, 0, 0, 0]) + sides), *chunks]


def _pack(kind: bytes, body: bytes) -> bytes:
    """Write one chunk, padded to an even length."""
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) & 1)
