"""What is to be written: the keys of `photodesk metadata`, checked and brought into the form that files carry."""

import re
from collections.abc import Mapping

from library.errors import InvalidInput
from library.media.charset import clean_text
from library.media.contract import FIELD_NAMES
from library.media.exif_fields import parse_moment

Text = str | tuple[str, ...]
Changes = dict[str, Text]
"""Field of `EmbeddedMetadata` -> its new value; '' and () take a value out."""

_NAMES = {field: key for key, field in FIELD_NAMES.items()}

LISTS = frozenset({"creator", "keywords", "persons"})

FIELDS = frozenset({
    "description", "headline", "title", "creator", "creator_title", "credit_line", "source", "copyright_notice",
    "copyright_owner", "image_supplier", "supplier_ref", "licensor_url", "usage_terms", "web_statement", "instructions",
    "transmission_ref", "caption_writer", "alt_text", "extended_description", "keywords", "created", "city", "state",
    "country", "country_code", "location", "persons", "event", "digital_source_type", "data_mining", "ai_system_used",
    "ai_system_version_used", "ai_prompt_information", "ai_prompt_writer_name",
})  # fmt: skip
"""Fields that can be written; the camera's own facts (place, orientation, exposure) are never ours to change."""

STAMP = "metadata_date"
"""No field of the desk: when the metadata were written, ISO 8601; XMP alone notes it, and readers of several packets
believe the later one."""

_VOCABULARIES = {
    "digital_source_type": (re.compile(r"[a-z][A-Za-z]+"), "http://cv.iptc.org/newscodes/digitalsourcetype/"),
    "data_mining": (re.compile(r"DMI-[A-Z-]+"), "http://ns.useplus.org/ldf/vocab/"),
}
_SURROGATES = re.compile("[\ud800-\udfff]")
_PARTIAL_DATE = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2]))?")


def parse_changes(values: Mapping[str, object]) -> Changes:
    """Check the values a person or program gives, and bring them into the form that files carry.

    Args:
        values: key of the command, or field -> text, list of texts, or None; None, '' and [] take a value out.

    Raises:
        InvalidInput: an unknown key, a value of the wrong kind, or a moment that is none.
    """
    changes: Changes = {}
    for key, value in values.items():
        field = FIELD_NAMES.get(key, key)
        if field not in FIELDS:
            known = ", ".join(sorted(name_of(field) for field in FIELDS))
            raise InvalidInput(f"“{key}” is no field that can be written.", hint=f"Use one of: {known}.")
        changes[field] = _list(key, value) if field in LISTS else _single(key, field, value)
    return changes


def name_of(field: str) -> str:
    """Return the key of the command for a field; fields that it does not print keep their own name."""
    return _NAMES.get(field, field)


def _list(key: str, value: object) -> tuple[str, ...]:
    """Read a list of texts; one text is a list of one."""
    if value is None:
        return ()
    members = [value] if isinstance(value, str) else value
    if not isinstance(members, (list, tuple)) or not all(isinstance(member, str) for member in members):
        raise InvalidInput(f"“{key}” wants a list of texts.", hint='Write it as ["one", "two"].')
    return tuple(text for text in (_clean(member) for member in members) if text)


def _single(key: str, field: str, value: object) -> str:
    """Read one text; the terms of a vocabulary become their addresses, moments their ISO form."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidInput(f"“{key}” wants a text.", hint='Write it as "text", or null to take it out.')
    text = _clean(value)
    if field == "created" and text:
        return _moment(key, text)
    pattern, address = _VOCABULARIES.get(field, (None, ""))
    return address + text if pattern and pattern.fullmatch(text) else text


def _moment(key: str, text: str) -> str:
    """Read a moment in ISO 8601, perhaps only a year or a month, without inventing a time zone."""
    moment = text if _PARTIAL_DATE.fullmatch(text) else parse_moment(text)
    if not moment:
        raise InvalidInput(f"“{key}” is no moment: {text}", hint="Write it as 2026-05-03T14:30:00+02:00 or 2026-05-03.")
    return moment


def _clean(text: str) -> str:
    """Drop what XML cannot hold; line breaks and tabs stay."""
    return clean_text(_SURROGATES.sub("", text))
