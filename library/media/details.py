"""What XMP says beyond one text a field: the other languages of a text, and structures such as licensors and places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from library.media.xmp import XmpProperties, XmpValue

MAX_DETAILS = 1000
"""Texts and structures kept of one file."""

MAX_TEXT = 10_000
"""Characters kept of one of them."""

MAX_PARTS = 200
"""Parts kept of one structure."""

TRANSLATED = {
    "description": "dc:description",
    "title": "dc:title",
    "copyright_notice": "dc:rights",
    "usage_terms": "xmpRights:UsageTerms",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
    "extended_description": "Iptc4xmpCore:ExtDescrAccessibility",
    "event": "Iptc4xmpExt:Event",
}
"""Fields that XMP holds by language (Lang Alt)."""

STRUCTURED = {
    "creator_contact": "Iptc4xmpCore:CreatorContactInfo",
    "location_shown": "Iptc4xmpExt:LocationShown",
    "location_created": "Iptc4xmpExt:LocationCreated",
    "artwork": "Iptc4xmpExt:ArtworkOrObject",
    "person": "Iptc4xmpExt:PersonInImageWDetails",
    "registry_entry": "Iptc4xmpExt:RegistryId",
    "image_creator": "plus:ImageCreator",
    "image_supplier": "plus:ImageSupplier",
    "copyright_owner": "plus:CopyrightOwner",
    "licensor": "plus:Licensor",
}
"""Our name -> property that holds one structure, or a list of them."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of a field in one language.

    Attributes:
        field: a field of `EmbeddedMetadata`.
        lang: the language as the file tags it ('de-CH', 'x-default'); '' when it does not.
        text: the text.
    """

    field: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Structure:
    """One structure: a licensor, a place, the way to reach the creator.

    Attributes:
        name: a key of `STRUCTURED`.
        parts: (name, text) of its parts, the names without their name space; lists come as repeated names.
    """

    name: str
    parts: tuple[tuple[str, str], ...]


def read_translations(xmp: XmpProperties) -> tuple[Translation, ...]:
    """Read every text that a file gives by language, where there is more to it than the default text."""
    found = []
    for field, name in TRANSLATED.items():
        items = xmp.values[name].items if name in xmp.values else []
        texts = [
            Translation(field, item.lang[:100], text[:MAX_TEXT])
            for item in items[:MAX_PARTS]
            if (text := item.as_text())
        ]
        if any(text.lang.lower() not in {"", "x-default"} for text in texts):
            found.extend(texts)
    return tuple(found[:MAX_DETAILS])


def read_structures(xmp: XmpProperties) -> tuple[Structure, ...]:
    """Read the structures of a file, those without any text left out."""
    found = []
    for name, home in STRUCTURED.items():
        for fields in xmp.values[home].as_structures() if home in xmp.values else ():
            parts = tuple(islice(_list_parts(fields), MAX_PARTS))
            if parts:
                found.append(Structure(name, parts))
    return tuple(found[:MAX_DETAILS])


def _list_parts(fields: dict[str, XmpValue], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the texts of a structure; the parts of a structure within it stand beside its own."""
    for name, value in fields.items():
        if value.fields and depth < 4:
            yield from _list_parts(value.fields, depth + 1)
            continue
        # Of a text by language only the default one counts here.
        texts = (value.as_text(),) if any(item.lang for item in value.items) else value.as_texts()
        for text in texts:
            if text:
                yield name.rpartition(":")[2][:100], text[:MAX_TEXT]
