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
from library.media.chunks import RAW_PROFILE, read_png_text, read_raw_profile, take_png_text
from library.media.embed_blocks import Embedding, Target, edit_blocks
from library.media.exif_writing import edit_exif
from library.media.photoshop_writing import join_resources, split_resources
from library.media.policy import PNG_CHUNKS, MetadataPolicy

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MAX_CHUNKS = 100_000
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_XMP_HEAD: Final = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00"
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
    }
    if new.iim:
        profile = join_resources(split_resources(_resources(chunks)), new.iim, policy)
        blocks["iptc"] = (b"zTXt", _raw_profile("iptc", profile))
    main_exif = _main_exif(chunks)
    made.parts = [_SIGNATURE]
    for chunk in chunks:
        if chunk.kind in _BEFORE_PICTURE or chunk.kind == b"IEND":
            # Some readers stop at the picture, so whatever has no place yet goes before it.
            made.parts += [_pack(*block) for block in blocks.values() if block]
            blocks = dict.fromkeys(blocks)
        if chunk.role == "exif" and chunk is not main_exif:
            if policy.keeps_everything:
                made.parts.append(_further_exif(chunk, changes))
        elif chunk.role in {"xmp", "exif", "iptc"}:
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
            elif blocks.tiff is not before[2] or _is_exif_profile(chunk):
                chunk.role = "exif"
            elif len(blocks.texts) != before[3]:
                chunk.role = "text:" + TEXT_CHUNKS["PNG"].get(blocks.texts[-1][0].lower(), "")
    return blocks


def _is_exif_profile(chunk: _Chunk) -> bool:
    """Tell a profile that holds EXIF, also one that the reader passes over because it has EXIF already."""
    keyword = chunk.data.partition(b"\x00")[0].decode("latin-1").strip().lower()
    return keyword in {f"{RAW_PROFILE}exif", f"{RAW_PROFILE}app1"}


def _main_exif(chunks: list[_Chunk]) -> _Chunk | None:
    """Return the EXIF that readers believe: the last chunk of that kind, else the first profile."""
    found = [chunk for chunk in chunks if chunk.role == "exif"]
    own = [chunk for chunk in found if chunk.kind not in _TEXTS]
    return own[-1] if own else next(iter(found), None)


def _further_exif(chunk: _Chunk, changes: Changes) -> bytes:
    """Write a further EXIF block of the file, so that it does not contradict the one that counts."""
    body = chunk.data[:-4]
    if chunk.kind not in _TEXTS:
        return _pack(chunk.kind, edit_exif(body, changes).block)
    keyword, value = read_png_text(chunk.kind, body)
    block = (read_raw_profile(value) if value else None) or b""
    header = b"Exif\x00\x00" if block.startswith(b"Exif\x00\x00") else b""
    name = keyword[len(RAW_PROFILE) :]
    return _pack(b"zTXt", _raw_profile(name, header + edit_exif(block.removeprefix(header), changes).block))


def _resources(chunks: list[_Chunk]) -> bytes:
    """Return the Photoshop resources that the profiles hold."""
    run = b""
    for chunk in chunks:
        if chunk.role == "iptc":
            value = read_png_text(chunk.kind, chunk.data[:-4])[1]
            run += (read_raw_profile(value) if value else None) or b""
    return run


def _raw_profile(name: str, content: bytes) -> bytes:
    """Write a block as ImageMagick does: a name, a length and hexadecimal digits, compressed."""
    digits = binascii.hexlify(content).decode("ascii")
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(content):8}\n{lines}\n"
    return f"Raw profile type {name}".encode("latin-1") + b"\x00\x00" + zlib.compress(text.encode("latin-1"))


def _pack(kind: bytes, body: bytes) -> bytes:
    """Write a chunk with its check sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _raw(chunk: _Chunk) -> bytes:
    """Return a chunk as it was."""
    return struct.pack(">I", len(chunk.data) - 4) + chunk.kind + chunk.data
