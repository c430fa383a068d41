"""Walk a Photoshop document (PSD, PSB): its size, its image resources, and the small picture among them.

Layers and pixels are not read. Everything that the document says of itself lies in the run of image resources that
JPEG files carry too (`photoshop`).
"""

import io
import struct
from typing import BinaryIO

from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.photoshop import iterate_resources, read_resources

EXIF_RESOURCE, THUMBNAIL_RESOURCE, VERSION_RESOURCE = 0x0422, 0x040C, 0x0421
_HEADER = struct.Struct(">4sH6xHIIHH")
_JPEG_CODING = b"\x00\x00\x00\x01"


def walk_psd(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect size, EXIF, IIM and XMP of a Photoshop document."""
    file.seek(0)
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return
    _, _, _, height, width, _, _ = _HEADER.unpack(head)
    blocks.size = (width, height) if width and height else None
    data = _resources(file)
    read_resources(data, blocks)
    exif = next((resource.body for resource in iterate_resources(data) if resource.number == EXIF_RESOURCE), b"")
    if exif:
        blocks.tiff = io.BytesIO(exif.removeprefix(b"Exif\x00\x00"))


def read_thumbnail(file: BinaryIO) -> bytes | None:
    """Return the small JPEG that Photoshop lays into a document; None when it has none."""
    for resource in iterate_resources(_resources(file)):
        if resource.number == THUMBNAIL_RESOURCE and resource.body[:4] == _JPEG_CODING and len(resource.body) > 28:
            return resource.body[28:]
    return None


def has_merged_picture(file: BinaryIO) -> bool:
    """Tell whether the document holds its picture with all layers merged; where it does not say, it does."""
    for resource in iterate_resources(_resources(file)):
        if resource.number == VERSION_RESOURCE and len(resource.body) > 4:
            return resource.body[4] != 0
    return True


def _resources(file: BinaryIO) -> bytes:
    """Return the run of image resources, behind the header and the colour table."""
    file.seek(_HEADER.size)
    length = file.read(4)
    file.seek(int.from_bytes(length, "big"), io.SEEK_CUR)
    length = file.read(4)
    return file.read(min(int.from_bytes(length, "big"), MAX_BLOCK_BYTES))
