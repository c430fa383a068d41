"""What a delivery says of a picture, and the three blocks that carry it: IIM, XMP, EXIF."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from PIL import ExifTags, Image, TiffImagePlugin

# dataset of record 2 and its limit in bytes (IPTC-IIM 4.2)
DATASETS: dict[str, tuple[int, int]] = {
    "title": (5, 64),
    "category": (15, 3),
    "keywords": (25, 64),
    "release_date": (30, 8),
    "release_time": (35, 11),
    "instructions": (40, 256),
    "date": (55, 8),
    "time": (60, 11),
    "creator": (80, 32),
    "creator_title": (85, 32),
    "city": (90, 32),
    "state": (95, 32),
    "country_code": (100, 3),
    "country": (101, 64),
    "transmission_ref": (103, 32),
    "headline": (105, 256),
    "credit": (110, 32),
    "source": (115, 32),
    "copyright": (116, 128),
    "description": (120, 2000),
    "caption_writer": (122, 32),
}
PLAIN: dict[str, str] = {
    "credit": "photoshop:Credit",
    "source": "photoshop:Source",
    "headline": "photoshop:Headline",
    "city": "photoshop:City",
    "state": "photoshop:State",
    "country": "photoshop:Country",
    "country_code": "Iptc4xmpCore:CountryCode",
    "instructions": "photoshop:Instructions",
    "transmission_ref": "photoshop:TransmissionReference",
    "creator_title": "photoshop:AuthorsPosition",
    "caption_writer": "photoshop:CaptionWriter",
    "web_statement": "xmpRights:WebStatement",
    "digital_source_type": "Iptc4xmpExt:DigitalSourceType",
    "supplier_ref": "plus:ImageSupplierImageID",
    "data_mining": "plus:DataMining",
    "ai_system": "Iptc4xmpExt:AISystemUsed",
    "ai_prompt": "Iptc4xmpExt:AIPromptInformation",
    "ai_prompt_writer": "Iptc4xmpExt:AIPromptWriterName",
}
BY_LANGUAGE = {
    "description": "dc:description",
    "title": "dc:title",
    "copyright": "dc:rights",
    "usage_terms": "xmpRights:UsageTerms",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
}
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}


@dataclass(frozen=True)
class Delivery:
    """How a picture is delivered.

    Args:
        fields: Field names (those of DATASETS, PLAIN, BY_LANGUAGE) to texts; `created` as ISO 8601.
        layers: Which blocks carry them: 'iim', 'xmp', 'exif'.
        charset: Of the IIM texts: 'utf-8' (declared by 1:90), 'utf-8-undeclared', 'cp1252', 'mac-roman'.
        exif: Camera data: make, model, lens, exposure (1/s), f, iso, focal, gps (latitude, longitude), orientation.
        only_iim: Fields that the IIM alone carries otherwise than XMP (a conflict).
    """

    fields: Mapping[str, Any]
    layers: tuple[str, ...] = ("iim", "xmp")
    charset: str = "utf-8"
    exif: Mapping[str, Any] = field(default_factory=dict)
    only_iim: Mapping[str, Any] = field(default_factory=dict)


def iim_block(delivery: Delivery) -> bytes:
    """Return the IIM datasets; values over their limit are cut at that byte, as old systems do."""
    codec = {"utf-8": "utf-8", "utf-8-undeclared": "utf-8", "cp1252": "cp1252", "mac-roman": "mac-roman"}[
        delivery.charset
    ]
    block = _dataset(1, 90, b"\x1b%G") if delivery.charset == "utf-8" else b""
    block += _dataset(2, 0, b"\x00\x04")
    values = {**delivery.fields, **_dated(str(delivery.fields.get("created", ""))), **delivery.only_iim}
    for name, (number, limit) in DATASETS.items():
        value = values.get(name)
        for text in value if isinstance(value, list) else [value] if value else []:
            block += _dataset(2, number, str(text).encode(codec, "replace")[:limit])
    return block


def _dated(created: str) -> dict[str, str]:
    if not created:
        return {}
    day, _, clock = created.partition("T")
    found = {"date": day.replace("-", "")}
    if clock:
        found["time"] = clock[:8].replace(":", "") + clock[8:].replace(":", "")
    return found


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def photoshop_block(iim: bytes) -> bytes:
    """Return the image resources that hold an IIM block and its digest."""

    def resource(number: int, value: bytes) -> bytes:
        return (
            b"8BIM"
            + number.to_bytes(2, "big")
            + b"\0\0"
            + len(value).to_bytes(4, "big")
            + value
            + b"\0" * (len(value) % 2)
        )

    # the digest is of the standard's making, not a seal
    return resource(0x0404, iim) + resource(0x0425, hashlib.md5(iim, usedforsecurity=False).digest())


def xmp_packet(delivery: Delivery) -> bytes:
    """Return the XMP packet."""
    f = delivery.fields
    parts = [f"<{PLAIN[name]}>{escape(str(f[name]))}</{PLAIN[name]}>" for name in PLAIN if f.get(name)]
    for name, tag in BY_LANGUAGE.items():
        if f.get(name):
            texts = f[name] if isinstance(f[name], dict) else {"x-default": f[name]}
            items = "".join(
                f"<rdf:li xml:lang={quoteattr(lang)}>{escape(str(text))}</rdf:li>" for lang, text in texts.items()
            )
            parts.append(f"<{tag}><rdf:Alt>{items}</rdf:Alt></{tag}>")
    if f.get("creator"):
        names = f["creator"] if isinstance(f["creator"], list) else [f["creator"]]
        parts.append(
            "<dc:creator><rdf:Seq>"
            + "".join(f"<rdf:li>{escape(n)}</rdf:li>" for n in names)
            + "</rdf:Seq></dc:creator>"
        )
    if f.get("keywords"):
        parts.append(
            "<dc:subject><rdf:Bag>"
            + "".join(f"<rdf:li>{escape(k)}</rdf:li>" for k in f["keywords"])
            + "</rdf:Bag></dc:subject>"
        )
    if f.get("created"):
        parts.append(f"<photoshop:DateCreated>{escape(str(f['created']))}</photoshop:DateCreated>")
    if f.get("persons"):
        people = "".join(f"<rdf:li>{escape(p)}</rdf:li>" for p in f["persons"])
        parts.append(f"<Iptc4xmpExt:PersonInImage><rdf:Bag>{people}</rdf:Bag></Iptc4xmpExt:PersonInImage>")
    if f.get("licensor_url"):
        url = escape(str(f["licensor_url"]))
        parts.append(
            '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
            f"<plus:LicensorURL>{url}</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
        )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    body = "\n   ".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about="" {spaces}>\n   {body}\n  </rdf:Description>\n'
        ' </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def exif_block(delivery: Delivery) -> bytes:
    """Return the EXIF block, starting with its TIFF header."""
    e, f = delivery.exif, delivery.fields
    exif = Image.Exif()
    texts = {0x010E: e.get("description", f.get("description")), 0x013B: f.get("creator"), 0x8298: f.get("copyright")}
    plain = {0x010F: e.get("make"), 0x0110: e.get("model"), 0x0112: e.get("orientation"), 0x0131: e.get("software")}
    for tag, value in plain.items():
        if value:
            exif[tag] = value
    for tag, value in texts.items() if "exif" in delivery.layers else ():
        if value:
            exif[tag] = ("; ".join(value) if isinstance(value, list) else str(value)).encode()
    _shooting(exif, e, str(f.get("created", "")))
    if e.get("gps"):
        _gps(exif, e["gps"])
    return exif.tobytes().removeprefix(b"Exif\0\0")


def _shooting(exif: Image.Exif, e: Mapping[str, Any], moment: str) -> None:
    ratio = TiffImagePlugin.IFDRational
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    found = {
        0x9003: moment[:19].replace("-", ":").replace("T", " ") if e.get("model") else None,
        0x9011: moment[19:] if e.get("model") else None,
        0xA434: e.get("lens"),
        0x8827: e.get("iso"),
        0x829A: ratio(1, int(e["exposure"])) if e.get("exposure") else None,
        0x829D: ratio(round(e["f"] * 10), 10) if e.get("f") else None,
        0x920A: ratio(round(e["focal"] * 10), 10) if e.get("focal") else None,
    }
    for tag, value in found.items():
        if value:
            shot[tag] = value


def _gps(exif: Image.Exif, place: list[float]) -> None:
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    ratio = TiffImagePlugin.IFDRational
    for tag, value, sides in ((1, place[0], "NS"), (3, place[1], "EW")):
        size = abs(value)
        minutes = size % 1 * 60
        gps[tag] = sides[0] if value >= 0 else sides[1]
        gps[tag + 1] = (ratio(int(size), 1), ratio(int(minutes), 1), ratio(round(minutes % 1 * 6000), 100))
