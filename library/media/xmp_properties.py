"""The XMP properties that carry our fields: name, shape, and older homes of the same statement (standards.md §1)."""

from dataclasses import dataclass
from typing import Final, Literal

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML: Final = "http://www.w3.org/XML/1998/namespace"

SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
}
"""Prefix -> name space as we write it."""


@dataclass(frozen=True, slots=True)
class XmpHome:
    """Where a field lives in XMP.

    Attributes:
        name: the property, with our prefix.
        shape: one text, one text by language, an ordered or unordered list, or a list of structures.
        part: the part of a structure that holds the text.
        mirrors: older homes that say the same; they go when the field is written, lest they contradict it.
        fallbacks: (structure, part) that readers take when the home is empty; emptied when the field is taken out.
    """

    name: str
    shape: Literal["text", "alt", "seq", "bag", "struct"] = "text"
    part: str = ""
    mirrors: tuple[str, ...] = ()
    fallbacks: tuple[tuple[str, str], ...] = ()


def _shown(part: str) -> tuple[tuple[str, str], ...]:
    return (("Iptc4xmpExt:LocationShown", f"Iptc4xmpExt:{part}"),)


HOMES: Final[dict[str, XmpHome]] = {
    "description": XmpHome("dc:description", "alt", mirrors=("tiff:ImageDescription",)),
    "headline": XmpHome("photoshop:Headline"),
    "title": XmpHome("dc:title", "alt"),
    "creator": XmpHome("dc:creator", "seq", mirrors=("tiff:Artist",)),
    "creator_title": XmpHome("photoshop:AuthorsPosition"),
    "credit_line": XmpHome("photoshop:Credit"),
    "source": XmpHome("photoshop:Source"),
    "copyright_notice": XmpHome("dc:rights", "alt", mirrors=("tiff:Copyright",)),
    "copyright_owner": XmpHome("plus:CopyrightOwner", "struct", "plus:CopyrightOwnerName"),
    "image_supplier": XmpHome("plus:ImageSupplier", "struct", "plus:ImageSupplierName"),
    "supplier_ref": XmpHome(
        "plus:ImageSupplierImageID", fallbacks=(("plus:ImageSupplier", "plus:ImageSupplierImageID"),)
    ),
    "licensor_url": XmpHome("plus:Licensor", "struct", "plus:LicensorURL"),
    "usage_terms": XmpHome("xmpRights:UsageTerms", "alt"),
    "web_statement": XmpHome("xmpRights:WebStatement"),
    "instructions": XmpHome("photoshop:Instructions"),
    "transmission_ref": XmpHome("photoshop:TransmissionReference"),
    "caption_writer": XmpHome("photoshop:CaptionWriter"),
    "alt_text": XmpHome("Iptc4xmpCore:AltTextAccessibility", "alt"),
    "extended_description": XmpHome("Iptc4xmpCore:ExtDescrAccessibility", "alt"),
    "keywords": XmpHome("dc:subject", "bag"),
    "created": XmpHome("photoshop:DateCreated", mirrors=("exif:DateTimeOriginal",)),
    "city": XmpHome("photoshop:City", fallbacks=_shown("City")),
    "state": XmpHome("photoshop:State", fallbacks=_shown("ProvinceState")),
    "country": XmpHome("photoshop:Country", fallbacks=_shown("CountryName")),
    "country_code": XmpHome("Iptc4xmpCore:CountryCode", fallbacks=_shown("CountryCode")),
    "location": XmpHome("Iptc4xmpCore:Location", fallbacks=_shown("Sublocation")),
    "persons": XmpHome(
        "Iptc4xmpExt:PersonInImage",
        "bag",
        fallbacks=(("Iptc4xmpExt:PersonInImageWDetails", "Iptc4xmpExt:PersonName"),),
    ),
    "event": XmpHome("Iptc4xmpExt:Event", "alt"),
    "digital_source_type": XmpHome("Iptc4xmpExt:DigitalSourceType", mirrors=("Iptc4xmpExt:DigitalSourcefileType",)),
    "data_mining": XmpHome("plus:DataMining"),
    "ai_system_used": XmpHome("Iptc4xmpExt:AISystemUsed"),
    "ai_system_version_used": XmpHome("Iptc4xmpExt:AISystemVersionUsed"),
    "ai_prompt_information": XmpHome("Iptc4xmpExt:AIPromptInformation"),
    "ai_prompt_writer_name": XmpHome("Iptc4xmpExt:AIPromptWriterName"),
    "metadata_date": XmpHome("xmp:MetadataDate"),
}
"""Field of `EmbeddedMetadata` -> its home; every field that can be written has one, and the moment of writing."""


def clark(name: str) -> str:
    """Turn 'dc:title' into lxml's '{name space}title'."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"
