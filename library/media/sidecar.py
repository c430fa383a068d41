"""XMP beside a file: which file it belongs to, what it says, and whether it is believed before the file itself.

Programs that do not write into a raw file or clip lay their metadata beside it: Lightroom, Bridge and Capture One as
`photo.xmp`, darktable and digiKam as `photo.cr2.xmp`. The rule:

- `photo.cr2.xmp` belongs to `photo.cr2` and to nothing else.
- `photo.xmp` belongs to the raw file or clip of that name; where there is none, to every picture of that name.
- A sidecar goes first where it was written for this very file (the whole name, a raw file, a clip) or the file has no
  XMP of its own. Where both say when they were written (xmp:MetadataDate, else xmp:ModifyDate), the later one goes
  first. For the moment, place and camera, EXIF still goes before both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from library.media import probe
from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.candidates import Candidate, collect_candidates
from library.media.exif_fields import ExifFields, parse_moment
from library.media.iim import IimRecord
from library.media.probe import MediaType
from library.media.xmp import XmpProperties, read_xmp

ORIGIN = "sidecar"
_SUFFIXES = (".xmp", ".XMP", ".Xmp")
_OWNERS = frozenset(
    {".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".sr2", ".srf", ".orf", ".rw2", ".rwl", ".raf", ".pef"}
    | {".srw", ".mrw", ".x3f", ".iiq", ".3fr", ".fff", ".erf", ".gpr", ".raw", ".mos", ".mef", ".kdc", ".dcr"}
    | {".mp4", ".m4v", ".mov", ".webm", ".mkv"}
)
"""Suffixes of files into which programs do not write, so that `photo.xmp` is theirs."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One XMP file beside a picture or clip.

    Attributes:
        path: where it lies.
        xmp: what it says.
        is_for_this_file: it was surely written for this file and no other of the same name.
    """

    path: Path
    xmp: XmpProperties
    is_for_this_file: bool

    def goes_before(self, embedded: XmpProperties) -> bool:
        """Tell whether the sidecar is believed before the file's own XMP."""
        mine, its = _written(self.xmp), _written(embedded)
        if mine and its:
            return mine >= its
        return self.is_for_this_file or not embedded.values

    def candidates(self) -> list[Candidate]:
        """List what the sidecar says of each field."""
        found = collect_candidates(self.xmp, IimRecord(), ExifFields(), (), ORIGIN)
        return [replace(candidate, origin=ORIGIN) for candidate in found]


def walk_sidecar(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Read an XMP packet that is a file of its own."""
    file.seek(0)
    blocks.add_xmp(file.read(MAX_BLOCK_BYTES))


def find_sidecar(path: Path, media: MediaType) -> Path | None:
    """Return the sidecar that belongs to a file; the one with its whole name goes first.

    Args:
        path: the picture or clip.
        media: its kind.
    """
    if media.kind == "sidecar":
        return None
    whole = (path.with_name(path.name + suffix) for suffix in _SUFFIXES)
    shared = (path.with_suffix(suffix) for suffix in _SUFFIXES) if path.suffix else ()
    try:
        own = next((candidate for candidate in whole if candidate.is_file()), None)
        if own:
            return own
        found = next((candidate for candidate in shared if candidate.is_file()), None)
        if found is None or _is_owner(media) or not any(map(Path.exists, _owners_beside(path))):
            return found
    # A name too long for the file system, or one that holds a NUL, has nothing beside it.
    except (OSError, ValueError):
        return None
    return None


def owner_of(sidecar: Path, names: Iterable[str]) -> str | None:
    """Return the name, of those given, of the file that a sidecar belongs to; None when it is not among them.

    Args:
        sidecar: path of an XMP file.
        names: names of the files in the same folder.
    """
    stem = sidecar.stem.lower()
    found = [name for name in names if name.lower() == stem]
    found += sorted(
        (name for name in names if Path(name).stem.lower() == stem and Path(name).suffix.lower() != ".xmp"),
        key=lambda name: Path(name).suffix.lower() not in _OWNERS,
    )
    return found[0] if found else None


def read_sidecar(path: Path, media: MediaType) -> Sidecar | None:
    """Read the sidecar that belongs to a file; None when there is none or it cannot be read.

    Args:
        path: the picture or clip.
        media: its kind.
    """
    beside = find_sidecar(path, media)
    if beside is None:
        return None
    blocks = MetadataBlocks()
    try:
        with beside.open("rb") as file:
            walk_sidecar(file, blocks)
    except OSError:
        return None
    xmp = read_xmp(blocks)
    is_whole_name = beside.stem == path.name
    return Sidecar(beside, xmp, is_whole_name or _is_owner(media)) if xmp.values else None


def stored_size(xmp: XmpProperties) -> tuple[int, int] | None:
    """Return the size that XMP notes of its picture; None where it does not."""
    for width, height in (("tiff:ImageWidth", "tiff:ImageLength"), ("exif:PixelXDimension", "exif:PixelYDimension")):
        sides = [int(text) for text in (xmp.text(width), xmp.text(height)) if text.isdecimal() and len(text) < 7]
        if len(sides) == 2 and all(sides):
            return sides[0], sides[1]
    return None


def orientation_of(xmp: XmpProperties) -> int | None:
    """Return the turn that XMP notes of its picture, 1 to 8."""
    text = xmp.text("tiff:Orientation")
    return int(text) if text in {"1", "2", "3", "4", "5", "6", "7", "8"} else None


def _is_owner(media: MediaType) -> bool:
    """Tell whether programs lay metadata beside such files because they do not write into them."""
    return media in probe.CAMERA_RAWS or media.kind == "video"


def _owners_beside(path: Path) -> Iterable[Path]:
    """Name the raw files and clips that would own a sidecar of the same name."""
    return (path.with_suffix(form) for suffix in _OWNERS for form in (suffix, suffix.upper()))


def _written(xmp: XmpProperties) -> datetime | None:
    """Return when a packet was last written; without a zone it is taken for UTC."""
    for name in ("xmp:MetadataDate", "xmp:ModifyDate"):
        text = parse_moment(xmp.text(name))
        if "T" in text:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
