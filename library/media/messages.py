"""How the parent and its worker processes talk: length-prefixed JSON, followed by the bytes of the renditions."""

import json
import struct
from dataclasses import asdict
from typing import Any

from library.media.fingerprints import Fingerprint
from library.media.inspect import Inspection
from library.media.metadata import from_json, to_json
from library.media.probe import MEDIA_TYPES
from library.media.renditions import RenderedPicture

HEADER = struct.Struct(">II")
"""Length of the JSON and of the bytes behind it."""


def pack_message(content: dict[str, Any], blob: bytes = b"") -> bytes:
    """Return a message as it goes over the pipe."""
    text = json.dumps(content, ensure_ascii=True).encode("ascii")
    return HEADER.pack(len(text), len(blob)) + text + blob


def pack_inspection(inspection: Inspection) -> bytes:
    """Return an inspection as a message."""
    content = {
        "inspection": {
            "digest": inspection.digest,
            "size_bytes": inspection.size_bytes,
            "media": inspection.media.format,
            "width_px": inspection.width_px,
            "height_px": inspection.height_px,
            "duration_seconds": inspection.duration_seconds,
            "codec": inspection.codec,
            "metadata": to_json(inspection.metadata),
            "fingerprints": [asdict(fingerprint) for fingerprint in inspection.fingerprints],
            "renditions": [[r.name, r.mime, r.width_px, r.height_px, len(r.data)] for r in inspection.renditions],
            "shooting": inspection.shooting,
            "notes": list(inspection.notes),
        }
    }
    return pack_message(content, b"".join(rendition.data for rendition in inspection.renditions))


def unpack_inspection(content: dict[str, Any], blob: bytes) -> Inspection:
    """Rebuild an inspection from a message."""
    plain = dict(content["inspection"])
    renditions, at = [], 0
    for name, mime, width, height, length in plain.pop("renditions"):
        renditions.append(RenderedPicture(name, mime, width, height, blob[at : at + length]))
        at += length
    return Inspection(
        **{
            **plain,
            "media": next(media for media in MEDIA_TYPES if media.format == plain["media"]),
            "metadata": from_json(plain["metadata"]),
            "fingerprints": tuple(Fingerprint(**fingerprint) for fingerprint in plain["fingerprints"]),
            "renditions": tuple(renditions),
            "notes": tuple(plain["notes"]),
        }
    )
