"""Small files, built byte by byte, that each hold one trap of real metadata, and what is right to read there."""

from dataclasses import dataclass
from typing import Any

from tests.media.building import exif_segment, iptc_segment, jpeg_with, tiff, xmp, xmp_segment

DESCRIPTION, ARTIST, COPYRIGHT, ORIENTATION = 0x010E, 0x013B, 0x8298, 0x0112
WHOLE = "Der Stadtpräsident von Zürich – «grüezi» – 50 €"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True)
class Trap:
    """One file.

    Attributes:
        name: what is odd about it.
        suffix: of the file name.
        data: the bytes.
        right: name in the object of `photodesk metadata` -> value.
        repaired: ExifTool shows something else because it does not repair encodings or leaves the choice open.
    """

    name: str
    suffix: str
    data: bytes
    right: dict[str, Any]
    repaired: bool = False


def in_jpeg(name: str, *segments: bytes, repaired: bool = False, **right: Any) -> Trap:
    return Trap(name, ".jpg", jpeg_with(*segments), right, repaired)


def in_iptc(name: str, block: bytes, *, repaired: bool = False, **right: Any) -> Trap:
    return Trap(name, ".jpg", jpeg_with(iptc_segment(block)), right, repaired)


def in_xmp(name: str, body: str, attributes: str = "", *, repaired: bool = False, **right: Any) -> Trap:
    return Trap(name, ".jpg", jpeg_with(xmp_segment(xmp(body, attributes))), right, repaired)


def in_exif(
    name: str, *entries: tuple[int, int, bytes], exif: Any = (), gps: Any = (), order: str = "<", **right: Any
) -> Trap:
    repaired = right.pop("repaired", False)
    if "place" in right:
        right["gps"] = right.pop("place")
    return Trap(name, ".jpg", jpeg_with(exif_segment(tiff(entries, exif, gps, order))), right, repaired)
