"""Tell the kind of a media file by its content; a file's name is never believed."""

import io
import re
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from library.errors import UnreadableMedia, UnsupportedMedia
from library.media.tiff import DNG_VERSION, MAKE, TiffDirectories, is_camera_raw, read_directories

HEAD_BYTES = 4096
"""How much of a file's beginning `probe` wants to see."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """One kind of file that we read."""

    kind: Literal["photo", "video", "sidecar"]
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
PSD = MediaType("photo", "PSD", "image/vnd.adobe.photoshop", ".psd")
PSB = MediaType("photo", "PSB", "image/vnd.adobe.photoshop", ".psb")
XMP = MediaType("sidecar", "XMP", "application/rdf+xml", ".xmp")
EXV = MediaType("sidecar", "EXV", "image/x-exv", ".exv")
"""Metadata alone in the segments of a JPEG, as Exiv2 lays them beside a picture."""

DNG = MediaType("photo", "DNG", "image/x-adobe-dng", ".dng")
CR2 = MediaType("photo", "CR2", "image/x-canon-cr2", ".cr2")
CR3 = MediaType("photo", "CR3", "image/x-canon-cr3", ".cr3")
CRW = MediaType("photo", "CRW", "image/x-canon-crw", ".crw")
NEF = MediaType("photo", "NEF", "image/x-nikon-nef", ".nef")
ARW = MediaType("photo", "ARW", "image/x-sony-arw", ".arw")
ORF = MediaType("photo", "ORF", "image/x-olympus-orf", ".orf")
RW2 = MediaType("photo", "RW2", "image/x-panasonic-rw2", ".rw2")
RAF = MediaType("photo", "RAF", "image/x-fuji-raf", ".raf")
PEF = MediaType("photo", "PEF", "image/x-pentax-pef", ".pef")
SRW = MediaType("photo", "SRW", "image/x-samsung-srw", ".srw")
MRW = MediaType("photo", "MRW", "image/x-minolta-mrw", ".mrw")
X3F = MediaType("photo", "X3F", "image/x-sigma-x3f", ".x3f")
IIQ = MediaType("photo", "IIQ", "image/x-phaseone-iiq", ".iiq")
RAW = MediaType("photo", "RAW", "image/x-raw", ".raw")
"""A camera's raw file of a maker that we know no name for."""

TIFF_RAWS = (DNG, CR2, NEF, ARW, ORF, RW2, PEF, SRW, IIQ, RAW)
"""Raw files that are TIFF structures."""

CAMERA_RAWS = (*TIFF_RAWS, CR3, CRW, RAF, MRW, X3F)
MEDIA_TYPES = (JPEG, PNG, TIFF, WEBP, GIF, HEIC, AVIF, MP4, MOV, WEBM, MKV, PSD, PSB, XMP, EXV, *CAMERA_RAWS)

_STARTS: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00\x08\x00\x00\x00", TIFF),
    (b"MM\x00+\x00\x08\x00\x00", TIFF),
    (b"8BPS\x00\x01", PSD),
    (b"8BPS\x00\x02", PSB),
    (b"FUJIFILMCCD-RAW ", RAF),
    (b"IIRO", ORF),
    (b"IIRS", ORF),
    (b"MMOR", ORF),
    (b"IIU\x00", RW2),
    (b"\x00MRM", MRW),
    (b"FOVb", X3F),
    (b"\xff\x01Exiv2", EXV),
)

_RAW_MAKERS = (
    ("nikon", NEF), ("sony", ARW), ("pentax", PEF), ("ricoh", PEF), ("samsung", SRW), ("olympus", ORF),
    ("om digital", ORF), ("panasonic", RW2), ("leica", DNG), ("canon", CR2), ("phase one", IIQ), ("leaf", IIQ),
)  # fmt: skip
# Possessive, so that thousands of instructions before the root are tried in one way only.
_XMP_START = re.compile(
    r"\s*+(?:<\?xpacket|(?>(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<(?:[\w.-]+:)?(?:xmpmeta|xapmeta|RDF)[\s>])", re.DOTALL
)

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
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
)

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"aax "})
_FOREIGN_BRANDS = {b"jp2 ": "a JPEG 2000 picture", b"jxl ": "a JPEG XL picture"}
_QUICKTIME_FIRST_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


_INNER_SIGNS: tuple[tuple[int, int, frozenset[bytes], MediaType], ...] = (
    (6, 8, frozenset({b"HEAPCCDR"}), CRW),
    (4, 4, _QUICKTIME_FIRST_BOXES, MOV),
)
"""Signs that stand behind a length or another sign: offset, length, what may stand there."""


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
            return _tell_tiff(data_head) if media is TIFF else media
    if data_head[:4] == b"RIFF" and data_head[8:12] == b"WEBP":
        return WEBP
    if data_head[4:8] == b"ftyp":
        return _probe_brands(data_head, path)
    if data_head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if b"webm" in data_head[:64] else MKV
    for at, length, signs, media in _INNER_SIGNS:
        if data_head[at : at + length] in signs:
            return media
    if _is_xmp(data_head):
        return XMP
    raise UnsupportedMedia(f"{path.name} is {_name_foreign(data_head)}, not a picture or clip that photodesk reads.")


def probe_file(path: Path) -> MediaType:
    """Tell what kind of media a file holds; a raw file also by directories that lie behind its pictures.

    Raises:
        UnreadableMedia: the file is empty, cannot be opened, or is no file but a pipe, a device or a folder.
        UnsupportedMedia: the content is of no kind that we read.
    """
    with _opened(path) as file:
        media = probe(file.read(HEAD_BYTES), path)
        return (tell_raw(read_directories(file)) or TIFF) if media is TIFF else media


def probe_head(path: Path) -> MediaType:
    """Tell what kind of media a file holds by its first bytes alone, as is safe in any process.

    Raises:
        UnreadableMedia: as `probe_file`.
        UnsupportedMedia: as `probe_file`.
    """
    with _opened(path) as file:
        return probe(file.read(HEAD_BYTES), path)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read; what is no file, and might never end or never begin, is refused before it is opened."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, a device or a socket"
            raise UnreadableMedia(f"{path.name} is {kind}, not a file.", hint="Name a file that holds a picture.")
        with path.open("rb") as file:
            yield file
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or e
        raise UnreadableMedia(
            f"{path.name} cannot be opened: {reason}.", hint="Check that the file is there and may be read."
        ) from e


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
    if major == b"crx ":
        return CR3
    if major == b"qt  ":
        return MOV
    return MP4


def _is_xmp(head: bytes) -> bool:
    """Tell a file that is an XMP packet, as programs lay one beside a picture."""
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").startswith(b"<"):
        return False
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in head[:4]
    little = head[:2] == b"\xff\xfe" or head[1:2] == b"\x00"
    text = head.decode(("utf-16-le" if little else "utf-16-be") if wide else "utf-8", "ignore")
    return _XMP_START.match(text.lstrip("\ufeff")) is not None


def _tell_tiff(head: bytes) -> MediaType:
    """Tell a camera's raw file from a plain TIFF as far as its first bytes show it."""
    if head[8:10] == b"CR":
        return CR2
    if head[8:12] == b"IIII":
        return IIQ
    return tell_raw(read_directories(io.BytesIO(head))) or TIFF


def tell_raw(directories: TiffDirectories) -> MediaType | None:
    """Tell which camera's raw file a TIFF structure is; None when it is a plain TIFF."""
    if DNG_VERSION in directories.main:
        return DNG
    if not is_camera_raw(directories):
        return None
    make = directories.main[MAKE].data.decode("latin-1").lower() if MAKE in directories.main else ""
    return next((media for maker, media in _RAW_MAKERS if make.startswith(maker)), RAW)


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
