"""The JSON object that `photodesk metadata` prints for a file: the names that other programs rely on."""

from pathlib import Path
from typing import Any

from library.media.metadata import EmbeddedMetadata, FileMetadata

FIELD_NAMES = {
    "caption": "description",
    "headline": "headline",
    "title": "title",
    "creator": "creator",
    "creator_title": "creator_title",
    "credit": "credit_line",
    "source": "source",
    "copyright": "copyright_notice",
    "instructions": "instructions",
    "usage_terms": "usage_terms",
    "keywords": "keywords",
    "created": "created",
    "city": "city",
    "state": "state",
    "country": "country",
    "country_code": "country_code",
    "transmission_ref": "transmission_ref",
    "supplier_ref": "supplier_ref",
    "alt_text": "alt_text",
    "extended_description": "extended_description",
    "digital_source_type": "digital_source_type",
    "data_mining": "data_mining",
    "licensor_url": "licensor_url",
    "caption_writer": "caption_writer",
    "camera": "camera",
    "gps": "gps",
}
"""Name in the object -> attribute of `EmbeddedMetadata`, in the order of printing."""

_NAMES = {attribute: name for name, attribute in FIELD_NAMES.items()}


def to_contract(path: Path | str, file: FileMetadata, *, with_candidates: bool = False) -> dict[str, Any]:
    """Return the object for one file.

    Args:
        path: as the caller named it.
        file: what was read.
        with_candidates: add every value with its origin, whether the origins disagree, the languages and structures,
            and what was odd.
    """
    plain: dict[str, Any] = {
        "path": str(path),
        "kind": file.media.kind,
        "format": file.media.format,
        "width": file.width_px,
        "height": file.height_px,
        "orientation": file.metadata.orientation,
    }
    for name, attribute in FIELD_NAMES.items():
        value = getattr(file.metadata, attribute)
        plain[name] = list(value) if isinstance(value, tuple) else value
    plain |= {"duration_seconds": file.duration_seconds, "codec": file.codec, "c2pa": file.c2pa}
    if with_candidates:
        plain["candidates"] = _list_candidates(file.metadata)
        plain["languages"] = _list_languages(file.metadata)
        plain["structures"] = [
            {"name": one.name, "parts": [list(part) for part in one.parts]} for one in file.metadata.structures
        ]
        plain["notes"] = list(file.metadata.notes)
    return plain


def error_object(path: Path | str, reason: str) -> dict[str, Any]:
    """Return the object for a file that cannot be read."""
    return {"path": str(path), "error": reason}


def _list_languages(metadata: EmbeddedMetadata) -> dict[str, dict[str, str]]:
    """Return the texts of each field that has several languages, by language."""
    found: dict[str, dict[str, str]] = {}
    for one in metadata.translations:
        found.setdefault(_NAMES.get(one.field, one.field), {}).setdefault(one.lang or "x-default", one.text)
    return found


def _list_candidates(metadata: EmbeddedMetadata) -> dict[str, Any]:
    """Return, for every field that has a value, what each block says and whether they disagree."""
    found: dict[str, Any] = {}
    for candidate in metadata.candidates:
        entry = found.setdefault(
            _NAMES.get(candidate.field, candidate.field),
            {"disagree": candidate.field in metadata.conflicts, "values": []},
        )
        value = list(candidate.value) if isinstance(candidate.value, tuple) else candidate.value
        entry["values"].append({"origin": candidate.origin, "value": value})
    return found
