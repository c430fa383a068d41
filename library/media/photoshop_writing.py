"""Write Photoshop image resources: IPTC and its digest are replaced, every other resource keeps its bytes."""

import struct
from dataclasses import dataclass
from hashlib import md5

from library.media.photoshop import DIGEST_RESOURCE, IPTC_RESOURCE, SIGNATURES, XMP_RESOURCE
from library.media.policy import PHOTOSHOP_RESOURCES, MetadataPolicy

_MAX_RESOURCES = 2000


@dataclass(frozen=True, slots=True)
class Resource:
    """One image resource; the name is the Pascal string with its padding."""

    signature: bytes
    number: int
    name: bytes
    data: bytes


def split_resources(run: bytes) -> list[Resource]:
    """Split a run of resources, joined from several JPEG segments; damage is passed over as in reading."""
    found: list[Resource] = []
    at = 0
    while at + 12 <= len(run) and len(found) < _MAX_RESOURCES:
        if run[at : at + 4] not in SIGNATURES:
            at = run.find(b"8BIM", at)
            if at < 0:
                break
            continue
        name_bytes = run[at + 6] + 1
        start = at + 6 + name_bytes + (name_bytes & 1)
        if start + 4 > len(run):
            break
        number = struct.unpack_from(">H", run, at + 4)[0]
        size = struct.unpack_from(">I", run, start)[0]
        found.append(Resource(run[at : at + 4], number, run[at + 6 : start], run[start + 4 : start + 4 + size]))
        end = start + 4 + size
        at = end if run[end : end + 4] in SIGNATURES else end + (size & 1)
    return found


def join_resources(resources: list[Resource], iim: bytes, policy: MetadataPolicy) -> bytes:
    """Write resources with a new IIM block and its digest (MWG 2.0 §3.3.2).

    Args:
        resources: as found.
        iim: the new block; b'' takes IPTC and digest out.
        policy: without `keeps_everything` only the public resources stay.
    """
    ours = [(IPTC_RESOURCE, iim), (DIGEST_RESOURCE, md5(iim, usedforsecurity=False).digest())] if iim else []
    written: list[Resource] = []
    for resource in resources:
        if resource.number in {IPTC_RESOURCE, DIGEST_RESOURCE, XMP_RESOURCE}:
            while ours:  # at the place of the first of them
                number, data = ours.pop(0)
                written.append(Resource(b"8BIM", number, b"\x00\x00", data))
        elif policy.keeps_everything or resource.number in PHOTOSHOP_RESOURCES:
            written.append(resource)
    written.extend(Resource(b"8BIM", number, b"\x00\x00", data) for number, data in ours)
    return b"".join(_pack(resource) for resource in written)


def _pack(resource: Resource) -> bytes:
    """Write one resource."""
    head = resource.signature + struct.pack(">H", resource.number) + resource.name
    padding = b"\x00" * (len(resource.data) & 1)
    return head + struct.pack(">I", len(resource.data)) + resource.data + padding
