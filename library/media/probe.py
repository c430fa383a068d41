"""Tell the kind of a media file by its content; a file's name is never believed."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from library.errors import UnreadableMedia, UnsupportedMedia

HEAD_BYTES = 4096
"""How much of a file's beginning `probe` wants to see."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """One kind of file that we read."""

    kind: Literal["photo", "video"]
    format: str
    mime: str
    suffix: str


JPEG = MediaType("photo", "JPEG", "image/jpeg", ".jpg")
PNG = MediaType("photo", "PNG", "image/png", ".png")
TIFF = MediaType("photo", "TIFF", "image/tiff", ".tif")
WEBP = MediaType("photo", "WebP", "image/webp", ".webp")
GIF = MediaType("photo", "GIF", "image/gif", ".gif")
HEIC = MediaType("photo", "HEIC", "image/heic", ".heic")
AVIF = MediaType("photo", "AVIF", "image/avif", ".avif")
MP4 = MediaType("video", "MP4", "video/mp4", ".mp4")
MOV = MediaType("video", "MOV", "video/quicktime", ".mov")
WEBM = MediaType("video", "WebM", "video/webm", ".webm")
MKV = MediaType("video", "MKV", "video/x-matroska", ".mkv")

MEDIA_TYPES = (JPEG, PNG, TIFF, WEBP, GIF, HEIC, AVIF, MP4, MOV, WEBM, MKV)

_STARTS: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00\x08\x00\x00\x00", TIFF),
    (b"MM\x00+\x00\x08\x00\x00", TIFF),
)

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"8BPS", "a Photoshop document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"BM", "a Windows bitmap"),
    (b"ID3", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%!PS", "a PostScript document"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"<?xml", "an XML document"),
    (b"<svg", "an SVG drawing"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"FUJIFILM", "a camera raw file"),
    (b"IIRO", "a camera raw file"),
    (b"IIU\x00", "a camera raw file"),
)

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"aax "})
_FOREIGN_BRANDS = {b"crx ": "a camera raw file", b"jp2 ": "a JPEG 2000 picture", b"jxl ": "a JPEG XL picture"}
_QUICKTIME_FIRST_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


def probe(data_head: bytes, path: Path) -> MediaType:
    """Tell what kind of media file begins with these bytes.

    Args:
        data_head: the first `HEAD_BYTES` bytes of the file (or all of a smaller one).
        path: only named in the message.

    Raises:
        UnreadableMedia: the file is empty.
        UnsupportedMedia: the content is of no kind that we read.
    """
    if not data_head:
        raise UnreadableMedia(f"{path.name} is empty (0 bytes).", hint="Ask for the file to be sent again.")
    for start, media in _STARTS:
        if data_head.startswith(start):
            _refuse_raw(data_head, path)
            return media
    if data_head[:4] == b"RIFF" and data_head[8:12] == b"WEBP":
        return WEBP
    if data_head[4:8] == b"ftyp":
        return _probe_brands(data_head, path)
    if data_head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if b"webm" in data_head[:64] else MKV
    if data_head[4:8] in _QUICKTIME_FIRST_BOXES:
        return MOV
    raise UnsupportedMedia(f"{path.name} is {_name_foreign(data_head)}, not a picture or clip that photodesk reads.")


def probe_file(path: Path) -> MediaType:
    """Tell what kind of media a file holds.

    Raises:
        UnreadableMedia: the file is empty or cannot be opened.
        UnsupportedMedia: the content is of no kind that we read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as e:
        raise UnreadableMedia(
            f"{path.name} cannot be opened: {e.strerror or e}.", hint="Check that the file is there and may be read."
        ) from e
    return probe(head, path)


def _probe_brands(head: bytes, path: Path) -> MediaType:
    """Tell HEIC, AVIF, MOV and MP4 apart by the brands of the `ftyp` box (ISO 14496-12 §4.3)."""
    size = min(max(struct.unpack(">I", head[:4])[0], 16), len(head))
    major = head[8:12]
    brands = {major, *(head[i : i + 4] for i in range(16, size - 3, 4))}
    if major in _FOREIGN_BRANDS or major in _SOUND_BRANDS:
        foreign = _FOREIGN_BRANDS.get(major, "a sound recording")
        raise UnsupportedMedia(f"{path.name} is {foreign}, not a picture or clip that photodesk reads.")
    if major in _AVIF_BRANDS or (major in {b"mif1", b"msf1"} and brands & _AVIF_BRANDS):
        return AVIF
    if major in _HEIC_BRANDS or major in {b"mif1", b"msf1"}:
        return HEIC
    if major == b"qt  ":
        return MOV
    return MP4


def _refuse_raw(head: bytes, path: Path) -> None:
    """Refuse the camera raw files that begin like a TIFF and say so in their first bytes."""
    if head[8:10] == b"CR" or head[6:10] == b"HEAP":
        raise UnsupportedMedia(f"{path.name} is a camera raw file.", hint="Bring in the JPEG or TIFF made from it.")


def _name_foreign(head: bytes) -> str:
    """Say in words what a file that we do not read seems to be."""
    for start, name in _FOREIGN:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            return name
    if head[:4] == b"RIFF":
        return "an AVI clip or sound recording"
    if b"\x00" not in head:
        return "a text"
    return "of an unknown kind"
