"""What a written file keeps of its source beside the fields: the choice between a copy and a public rendition."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MetadataPolicy:
    """Says what leaves the house with a picture; the fields that the desk writes always do.

    Colour profile, orientation, size and exposure stay under either policy.

    Attributes:
        name: 'copy' or 'public'.
        keeps_everything: every block, segment and property of the source stays, also those that nobody knows. Without
            it only what is listed here stays: position, serial numbers, owner's name, maker notes, embedded thumbnails
            and previews, regions of faces, and whatever lies behind the picture are left out.
    """

    name: str
    keeps_everything: bool


COPY: Final = MetadataPolicy("copy", keeps_everything=True)
"""For partners and the archive: nothing is lost."""

PUBLIC: Final = MetadataPolicy("public", keeps_everything=False)
"""For readers (standards.md §3): no GPS, serial numbers, faces, thumbnails."""

POLICIES: Final = {policy.name: policy for policy in (COPY, PUBLIC)}

EXIF_MAIN_TAGS: Final = frozenset({
    0x010E, 0x010F, 0x0110, 0x0112, 0x011A, 0x011B, 0x0128, 0x0131, 0x0132, 0x013B, 0x013E, 0x013F, 0x0211, 0x0213,
    0x0214, 0x8298,
})  # fmt: skip
"""Tags of the first directory that are public: description, camera, orientation, resolution, moment, colour, rights."""

EXIF_TAGS: Final = frozenset({
    0x829A, 0x829D, 0x8822, 0x8827, 0x8830, 0x8832, 0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9101, 0x9102,
    0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x9207, 0x9208, 0x9209, 0x920A, 0x9290, 0x9291, 0x9292, 0xA000, 0xA001,
    0xA002, 0xA003, 0xA20E, 0xA20F, 0xA210, 0xA217, 0xA300, 0xA301, 0xA401, 0xA402, 0xA403, 0xA404, 0xA405, 0xA406,
    0xA407, 0xA408, 0xA409, 0xA40A, 0xA40C, 0xA432, 0xA433, 0xA434, 0xA436, 0xA437, 0xA460, 0xA500,
})  # fmt: skip
"""Tags of the EXIF directory that are public: exposure, moment, colour space, lens; no owner, no serial number."""

PHOTOSHOP_RESOURCES: Final = frozenset({0x03ED, 0x0404, 0x0425, 0x040A, 0x040B})
"""Image resources that are public: resolution, IPTC and its digest, the copyright mark and address."""

PNG_CHUNKS: Final = frozenset({
    b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST", b"pHYs",
    b"sPLT", b"acTL", b"fcTL", b"fdAT", b"IHDR", b"IDAT", b"IEND",
})  # fmt: skip
"""Chunks of a PNG that make the picture look right."""

WEBP_CHUNKS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
"""Chunks of a WebP that make the picture."""

XMP_PRIVATE_NAMES: Final = (
    "SerialNumber", "GPS", "OwnerName", "Thumbnail", "ImageUniqueID", "ImageRegion", "MakerNote",
)  # fmt: skip
"""A property, or a part of one, whose name holds one of these is not public."""

XMP_PRIVATE_SPACES: Final = (
    "http://www.metadataworkinggroup.com/schemas/regions",
    "http://ns.microsoft.com/photo/1.2",
    "http://ns.google.com/photos/1.0/camera/",
    "http://ns.google.com/photos/1.0/container/",
    "http://ns.google.com/photos/1.0/image/",
    "http://ns.google.com/photos/1.0/depthmap/",
    "http://ns.google.com/photos/1.0/audio/",
    "http://ns.google.com/photos/dd/",
    "http://ns.adobe.com/hdr-gain-map/",
    "http://ns.adobe.com/xmp/note",
    "http://ns.apple.com/faceinfo",
)
"""Name spaces that are not public as a whole: regions of faces, and whatever points behind the picture."""
