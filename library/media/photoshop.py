"""Photoshop image resources: where IPTC-IIM lies in JPEG, TIFF and PNG files."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from library.media.blocks import MetadataBlocks

IPTC_RESOURCE = 0x0404
XMP_RESOURCE = 0x0424
DIGEST_RESOURCE = 0x0425

SIGNATURES = (b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa")
_MAX_RESOURCES = 2000


@dataclass(frozen=True, slots=True)
class Resource:
    """One image resource: its number, its content, and whether the run breaks off inside it."""

    number: int
    body: bytes
    is_cut: bool = False


def iterate_resources(data: bytes) -> Iterator[Resource]:
    """Yield the resources of a run of image resources.

    The run may have been joined from several JPEG segments; where a length does not hold, the next signature is
    looked for, so that one bad resource does not lose the others.
    """
    at = 0
    for _ in range(_MAX_RESOURCES):
        if at + 12 > len(data):
            return
        if data[at : at + 4] not in SIGNATURES:
            following = data.find(b"8BIM", at)
            if following < 0:
                return
            at = following
            continue
        number = struct.unpack_from(">H", data, at + 4)[0]
        name_bytes = data[at + 6] + 1
        start = at + 6 + name_bytes + (name_bytes & 1)
        if start + 4 > len(data):
            return
        size = struct.unpack_from(">I", data, start)[0]
        body = data[start + 4 : start + 4 + size]
        yield Resource(number, body, is_cut=len(body) < size)
        end = start + 4 + size
        # Some writers leave the padding byte away: the next signature decides.
        at = end if data[end : end + 4] in SIGNATURES else end + (size & 1)


def read_resources(data: bytes, blocks: MetadataBlocks) -> None:
    """Take IIM, XMP and the IPTC digest out of a run of image resources."""
    for resource in iterate_resources(data):
        if resource.is_cut:
            blocks.note("a Photoshop resource is cut short")
        _keep(resource.number, resource.body, blocks)


def _keep(resource: int, body: bytes, blocks: MetadataBlocks) -> None:
    """Store one resource that we know."""
    if resource == IPTC_RESOURCE and body:
        blocks.iim.append(body)
    elif resource == DIGEST_RESOURCE and len(body) >= 16 and any(body[:16]):
        blocks.iptc_digest = body[:16]
    elif resource == XMP_RESOURCE:
        blocks.add_xmp(body)
