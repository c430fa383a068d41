"""Embed metadata in a JPEG: its segments are edited, and every byte from the scan on is copied.

Segments that nobody knows stay, as does what lies behind the picture; the offsets of the multi-picture format (CIPA
DC-007), which point there, are corrected.
"""

import io
import re
import struct
from dataclasses import dataclass
from typing import Final

from library.errors import UnreadableMedia
from library.media.blocks import MetadataBlocks
from library.media.changes import Changes
from library.media.embed_blocks import Embedding, NewBlocks, Target, edit_blocks
from library.media.exif_writing import MAX_SEGMENT_BYTES
from library.media.jpeg import EXIF_HEADER, EXTENDED_XMP_HEADER, XMP_HEADER, take_app1, take_app13
from library.media.mpf import MPF_HEADER, corrected_mpf
from library.media.photoshop import read_resources
from library.media.photoshop_writing import join_resources, split_resources
from library.media.policy import MetadataPolicy
from library.media.xmp_writing import extension_id

_MAX_BODY = 65_533
_APP0, _APP1, _APP2, _APP11, _APP13, _APP14, _COM, _SOS, _EOI = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEE, 0xFE, 0xDA, 0xD9
_PHOTOSHOP: Final = b"Photoshop 3.0\x00"
_TARGET: Final = Target(wants_all=True, exif_limit_bytes=MAX_SEGMENT_BYTES, has_packet_limit=True)
_SCAN_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_MAX_SEGMENTS = 4000


@dataclass(slots=True)
class _Segment:
    """One segment, or bytes between segments (marker 0).

    Attributes:
        role: 'exif', 'xmp', 'extension', 'photoshop', 'manifest', or '' for what stays as it is.
    """

    marker: int
    data: bytes
    role: str = ""

    @property
    def body(self) -> bytes:
        return self.data[4:]


def embed_jpeg(data: bytes, changes: Changes, policy: MetadataPolicy) -> Embedding:
    """Write fields into a JPEG.

    Args:
        data: the file.
        changes: the fields to set or take out.
        policy: what else may leave.

    Raises:
        UnreadableMedia: it has no picture data, or its segments do not hold together.
    """
    segments, scan_at = split_jpeg(data)
    found, run = _sort(segments)
    made = Embedding(had_manifest=any(segment.role == "manifest" for segment in segments))
    new = edit_blocks(found, changes, policy, _TARGET, made)
    resources = join_resources(split_resources(run), new.iim, policy)
    head, mpf_at = _assemble(segments, new, resources, policy)
    scan = data[scan_at:]
    if policy.keeps_everything:
        moved_by = sum(map(len, head)) + 2 - scan_at
        _correct_mpf(segments, head, mpf_at, moved_by)
    else:
        scan = scan[: find_end(scan)]
    made.parts = [data[:2], *head, scan]
    return made


def picture_of_jpeg(data: bytes, *, with_trailer: bool) -> list[bytes]:
    """Return what makes the picture: tables, frame header, scans; and what lies behind it."""
    segments, scan_at = split_jpeg(data)
    kept = [s.data for s in segments if s.marker and not 0xE0 <= s.marker <= 0xEF and s.marker != _COM]
    scan = data[scan_at:]
    return [*kept, scan if with_trailer else scan[: find_end(scan)]]


def split_jpeg(data: bytes) -> tuple[list[_Segment], int]:
    """Split a JPEG up to its first scan; returns the segments and where the scan's marker stands."""
    segments: list[_Segment] = []
    at = 2
    while len(segments) < _MAX_SEGMENTS:
        marker_at = _find_marker(data, at)
        if marker_at > at:
            segments.append(_Segment(0, data[at:marker_at]))
        marker = data[marker_at + 1] if marker_at + 1 < len(data) else _EOI
        if marker == _SOS:
            return segments, marker_at
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            segments.append(_Segment(0, data[marker_at : marker_at + 2]))
            at = marker_at + 2
            continue
        size = int.from_bytes(data[marker_at + 2 : marker_at + 4], "big")
        at = marker_at + 2 + size
        if marker == _EOI or size < 2 or at > len(data):
            break
        segments.append(_Segment(marker, data[marker_at:at]))
    raise UnreadableMedia("The JPEG has no picture data behind its headers, so nothing can be written into it.")


def _find_marker(data: bytes, at: int) -> int:
    """Find the next marker at or behind a place; fill bytes and junk are passed over."""
    while at + 1 < len(data):
        if data[at] == 0xFF and data[at + 1] not in {0x00, 0xFF}:
            return at
        at = data.find(b"\xff", at + 1)
        if at < 0:
            break
    return len(data)


def find_end(scan: bytes) -> int:
    """Find the end of the picture in bytes that begin with a scan; all of them when its end mark is missing."""
    at = 0
    while found := _SCAN_MARKER.search(scan, at):
        marker = scan[found.start() + 1]
        if marker == _EOI:
            return found.end()
        size = int.from_bytes(scan[found.end() : found.end() + 2], "big")
        at = found.end() + (0 if marker == 0x01 else max(size, 2))
    return len(scan)


def _sort(segments: list[_Segment]) -> tuple[MetadataBlocks, bytes]:
    """Give each segment its role, exactly as the reader takes them; returns the blocks and the Photoshop run."""
    blocks = MetadataBlocks()
    exif, run = bytearray(), bytearray()
    manifests: set[bytes] = set()
    for segment in segments:
        body = segment.body
        if segment.marker == _APP1:
            before = len(exif), len(blocks.xmp), len(blocks.extended_xmp)
            take_app1(body, exif, blocks)
            after = len(exif), len(blocks.xmp), len(blocks.extended_xmp)
            roles = ("exif", "xmp", "extension")
            segment.role = next((role for role, a, b in zip(roles, before, after, strict=True) if a < b), "")
            if body.startswith((XMP_HEADER, EXTENDED_XMP_HEADER)):
                segment.role = "xmp" if body.startswith(XMP_HEADER) else "extension"
        elif segment.marker == _APP13:
            sizes = len(run), len(blocks.iim)
            take_app13(body, run, blocks)
            segment.role = "photoshop" if sizes != (len(run), len(blocks.iim)) else ""
        elif segment.marker == _APP11 and body[:2] == b"JP":
            # Segments of one box share its number; the first of them names what it is (ISO 19566-5).
            if b"c2pa" in body[:160]:
                manifests.add(body[2:4])
            segment.role = "manifest" if body[2:4] in manifests else ""
    if exif:
        blocks.tiff = io.BytesIO(bytes(exif))
    if run:
        read_resources(bytes(run), blocks)
    return blocks, bytes(run)


def _assemble(
    segments: list[_Segment], new: NewBlocks, resources: bytes, policy: MetadataPolicy
) -> tuple[list[bytes], int | None]:
    """Put the new blocks where the old ones stood; returns the segments and the place of the MPF among them."""
    blocks = {
        "exif": _exif_segments(new.exif),
        "xmp": [_pack(_APP1, XMP_HEADER + new.xmp)] if new.xmp else [],
        "extension": _extension_segments(new.extension) if new.extension else [],
        "photoshop": _chunks(_APP13, _PHOTOSHOP, resources),
    }
    if new.extension is None:
        blocks["extension"] = [segment.data for segment in segments if segment.role == "extension"]
    present = {segment.role for segment in segments}
    # EXIF wants to be first (EXIF 2.32 §4.5.4); what has no place yet goes behind it.
    first = next((i for i, s in enumerate(segments) if s.marker != _APP0 and s.role != "exif"), len(segments))
    head: list[bytes] = []
    mpf_at = None
    for number, segment in enumerate([*segments, _Segment(0, b"")]):
        if number == first:
            head += [part for role, parts in blocks.items() if role not in present for part in parts]
        if segment.role in blocks:
            head += blocks.pop(segment.role)
            blocks[segment.role] = []
        elif segment.role != "manifest" and (kept := _kept(segment, policy)):
            if segment.marker == _APP2 and segment.body.startswith(MPF_HEADER):
                mpf_at = len(head)
            head.append(kept)
    return head, mpf_at


def _kept(segment: _Segment, policy: MetadataPolicy) -> bytes:
    """Return a segment that is none of our blocks as it may leave; b'' when it may not."""
    if policy.keeps_everything or (segment.marker and not 0xE0 <= segment.marker <= 0xEF and segment.marker != _COM):
        return segment.data
    if segment.marker == _APP0 and segment.body.startswith(b"JFIF\x00") and len(segment.body) >= 14:
        return _pack(_APP0, segment.body[:12] + b"\x00\x00")  # without the small picture it may hold
    is_colour = segment.marker == _APP2 and segment.body.startswith(b"ICC_PROFILE\x00")
    return segment.data if is_colour or (segment.marker == _APP14 and segment.body.startswith(b"Adobe")) else b""


def _pack(marker: int, body: bytes) -> bytes:
    """Write one segment."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _chunks(marker: int, header: bytes, content: bytes) -> list[bytes]:
    """Write a content that may be longer than one segment as several, each with the header."""
    step = _MAX_BODY - len(header)
    return [_pack(marker, header + content[at : at + step]) for at in range(0, len(content), step)]


def _exif_segments(block: bytes) -> list[bytes]:
    """Write the EXIF block; one that was longer than a segment already goes on in the next, as it did."""
    return _chunks(_APP1, EXIF_HEADER + b"\x00", block)


def _extension_segments(content: bytes) -> list[bytes]:
    """Write extended XMP: each part says of which content, of what length, from which place (XMP part 3, §1.1.3.1)."""
    name, step = extension_id(content), 65_400
    head = EXTENDED_XMP_HEADER + name
    return [
        _pack(_APP1, head + struct.pack(">II", len(content), at) + content[at : at + step])
        for at in range(0, len(content), step)
    ]


def _correct_mpf(segments: list[_Segment], head: list[bytes], mpf_at: int | None, moved_by: int) -> None:
    """Correct the offsets of the pictures behind the first one."""
    if mpf_at is None:
        return
    old_at = 2
    for segment in segments:
        if segment.marker == _APP2 and segment.body.startswith(MPF_HEADER):
            break
        old_at += len(segment.data)
    new_at = 2 + sum(map(len, head[:mpf_at]))
    body = head[mpf_at][4:]
    header_moved_by = new_at - old_at
    head[mpf_at] = _pack(_APP2, corrected_mpf(body, grown_by=moved_by, moved_by=moved_by - header_moved_by))
