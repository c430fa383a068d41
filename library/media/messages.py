"""How the parent and its worker processes talk: length-prefixed JSON, followed by the bytes of the renditions."""

import json
import struct
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from library.media.changes import Changes
from library.media.embed import CredentialsRecord, Written
from library.media.fingerprints import Fingerprint
from library.media.inspect import Development, Inspection
from library.media.likeness import Likeness
from library.media.metadata import from_json, to_json
from library.media.probe import MEDIA_TYPES, MediaType
from library.media.renditions import RenderedPicture

HEADER = struct.Struct(">II")
"""Length of the JSON and of the bytes behind it."""


def pack_message(content: dict[str, Any], blob: bytes = b"") -> bytes:
    """Return a message as it goes over the pipe."""
    text = json.dumps(content, ensure_ascii=True).encode("ascii")
    return HEADER.pack(len(text), len(blob)) + text + blob


def pack_inspection(inspection: Inspection) -> bytes:
    """Return an inspection as a message."""
    picture, blob = _plain_picture(inspection.picture)
    content = {
        "inspection": {
            "digest": inspection.digest,
            "size_bytes": inspection.size_bytes,
            "changed_ns": inspection.changed_ns,
            "media": inspection.media.format,
            "metadata": to_json(inspection.metadata),
            "picture": picture,
            "is_developed": inspection.is_developed,
        }
    }
    return pack_message(content, blob)


def unpack_inspection(content: dict[str, Any], blob: bytes) -> Inspection:
    """Rebuild an inspection from a message."""
    plain = content["inspection"]
    return Inspection(
        digest=plain["digest"],
        size_bytes=plain["size_bytes"],
        changed_ns=plain["changed_ns"],
        media=media_of(plain["media"]),
        metadata=from_json(plain["metadata"]),
        picture=_rebuilt_picture(plain["picture"], blob),
        is_developed=plain["is_developed"],
    )


def pack_development(picture: Development) -> bytes:
    """Return what came of a file's pixels as a message."""
    plain, blob = _plain_picture(picture)
    return pack_message({"development": plain}, blob)


def unpack_development(content: dict[str, Any], blob: bytes) -> Development:
    """Rebuild what came of a file's pixels from a message."""
    return _rebuilt_picture(content["development"], blob)


def unpack_changes(plain: dict[str, Any]) -> Changes:
    """Rebuild the fields to write from a message, in which tuples are lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}


def pack_written(written: Written) -> bytes:
    """Return what was written as a message."""
    plain = {
        **asdict(written),
        "path": str(written.path),
        "media": written.media.format,
        "sidecar": str(written.sidecar) if written.sidecar else None,
    }
    return pack_message({"written": plain})


def unpack_written(content: dict[str, Any]) -> Written:
    """Rebuild what was written from a message."""
    plain = content["written"]
    return Written(
        path=Path(plain["path"]),
        media=media_of(plain["media"]),
        sidecar=Path(plain["sidecar"]) if plain["sidecar"] else None,
        blocks=tuple(plain["blocks"]),
        values=unpack_changes(plain["values"]),
        cut=tuple(plain["cut"]),
        credentials=CredentialsRecord(**plain["credentials"]) if plain["credentials"] else None,
        notes=tuple(plain["notes"]),
    )


def media_of(format_name: str) -> MediaType:
    """Return the kind of a format, as "JPEG"."""
    return next(media for media in MEDIA_TYPES if media.format == format_name)


def _plain_picture(picture: Development) -> tuple[dict[str, Any], bytes]:
    """Take a picture apart into JSON values and the bytes of its renditions."""
    plain = {
        **{item.name: getattr(picture, item.name) for item in fields(picture)},
        "fingerprints": [asdict(fingerprint) for fingerprint in picture.fingerprints],
        "renditions": [[r.name, r.mime, r.width_px, r.height_px, len(r.data)] for r in picture.renditions],
        "likenesses": [
            [each.version, each.hashes.hex(), each.words.hex(), each.at_seconds, len(each.detail)]
            for each in picture.likenesses
        ],
    }
    return plain, b"".join(
        [*(rendition.data for rendition in picture.renditions), *(each.detail for each in picture.likenesses)]
    )


def _rebuilt_picture(plain: dict[str, Any], blob: bytes) -> Development:
    """Put a picture together again."""
    renditions, at = [], 0
    for name, mime, width, height, length in plain["renditions"]:
        renditions.append(RenderedPicture(name, mime, width, height, blob[at : at + length]))
        at += length
    likenesses = []
    for version, hashes, words, at_seconds, length in plain["likenesses"]:
        found = bytes.fromhex(hashes), bytes.fromhex(words), blob[at : at + length]
        likenesses.append(Likeness(version, *found, at_seconds))
        at += length
    return Development(
        **{
            **plain,
            "fingerprints": tuple(Fingerprint(**fingerprint) for fingerprint in plain["fingerprints"]),
            "renditions": tuple(renditions),
            "likenesses": tuple(likenesses),
            "notes": tuple(plain["notes"]),
        }
    )
