"""The raw metadata blocks of a file, as the container walkers hand them to the readers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:  # `tiff` reads blocks with the limits of this module
    from library.media.tiff import TiffDirectories

MAX_BLOCK_BYTES = 16 * 1024 * 1024
"""No block of text is read beyond this (metadata.md §6)."""

MAX_INFLATED_BYTES = 8 * 1024 * 1024
"""The compressed texts of one file do not grow beyond this."""

MAX_PACKETS = 8
"""XMP packets taken from one file."""


@dataclass(slots=True)
class MetadataBlocks:
    """Collects what one file carries; filled by exactly one container walker.

    Attributes:
        tiff: a TIFF structure: the EXIF block, or the file itself when it is a TIFF.
        directories: what a camera says in other structures than one TIFF, put as EXIF has it; goes before `tiff`.
        iim: IPTC-IIM blocks in the order found.
        iptc_digest: MD5 that Photoshop noted of the IIM block (resource 0x0425); None when absent.
        xmp: packets as bytes, the main packet first.
        extended_xmp: parts of extended XMP as (GUID, offset, data).
        texts: PNG text chunks or QuickTime values as (keyword, text).
        size: width and height, px, as the pixels are stored; None when the header does not say.
        turn: orientation 1 to 8 that the container itself prescribes (HEIF, a clip's matrix), whatever EXIF says.
        duration_seconds: of a clip or an animation; None when unknown or not moving.
        codec: of a clip's pictures.
        inflated_bytes: length of the compressed texts so far.
        notes: what was odd, in words.
    """

    tiff: BinaryIO | None = None
    directories: "TiffDirectories | None" = None
    iim: list[bytes] = field(default_factory=list)
    iptc_digest: bytes | None = None
    xmp: list[bytes] = field(default_factory=list)
    extended_xmp: list[tuple[bytes, int, bytes]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    size: tuple[int, int] | None = None
    turn: int | None = None
    duration_seconds: float | None = None
    codec: str | None = None
    inflated_bytes: int = 0
    notes: list[str] = field(default_factory=list)

    def add_xmp(self, packet: bytes) -> None:
        """Keep a packet unless the file brings more than anybody needs."""
        if len(self.xmp) < MAX_PACKETS and packet.strip(b"\x00 \r\n\t"):
            self.xmp.append(packet[:MAX_BLOCK_BYTES])

    def note(self, text: str) -> None:
        """Remember once that something was odd."""
        if text not in self.notes:
            self.notes.append(text)
