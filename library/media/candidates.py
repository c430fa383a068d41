"""Collect, for every field, what each block of a file says: the table of standards.md §1 in code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.media.exif_fields import ExifFields, join_camera, parse_moment, valid_position
from library.media.iim import IimRecord
from library.media.xmp import XmpProperties

Value = str | tuple[str, ...] | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one block says of one field.

    Attributes:
        field: a field of `EmbeddedMetadata`.
        origin: 'XMP', 'IIM', 'EXIF', 'QuickTime', or the format whose own texts it is from ('PNG', 'JPEG', 'GIF').
        value: the text, the list of texts, or the position.
    """

    field: str
    origin: str
    value: Value


IIM_DATASETS = {
    "title": 5, "instructions": 40, "creator_title": 85, "city": 90, "location": 92, "state": 95, "country_code": 100,
    "country": 101, "transmission_ref": 103, "headline": 105, "credit_line": 110, "source": 115,
    "copyright_notice": 116, "description": 120, "caption_writer": 122,
}  # fmt: skip
"""Single texts of IIM record 2; creator (80) and keywords (25) repeat."""

_XMP_TEXTS: dict[str, tuple[str, ...]] = {
    "description": ("dc:description",),
    "headline": ("photoshop:Headline",),
    "title": ("dc:title",),
    "creator_title": ("photoshop:AuthorsPosition",),
    "credit_line": ("photoshop:Credit",),
    "source": ("photoshop:Source",),
    "copyright_notice": ("dc:rights",),
    "supplier_ref": ("plus:ImageSupplierImageID",),
    "usage_terms": ("xmpRights:UsageTerms",),
    "web_statement": ("xmpRights:WebStatement",),
    "instructions": ("photoshop:Instructions",),
    "transmission_ref": ("photoshop:TransmissionReference",),
    "caption_writer": ("photoshop:CaptionWriter",),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility",),
    "extended_description": ("Iptc4xmpCore:ExtDescrAccessibility",),
    "city": ("photoshop:City",),
    "state": ("photoshop:State",),
    "country": ("photoshop:Country",),
    "country_code": ("Iptc4xmpCore:CountryCode",),
    "location": ("Iptc4xmpCore:Location",),
    "event": ("Iptc4xmpExt:Event",),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:DigitalSourcefileType"),
    "data_mining": ("plus:DataMining",),
    "ai_system_used": ("Iptc4xmpExt:AISystemUsed",),
    "ai_system_version_used": ("Iptc4xmpExt:AISystemVersionUsed",),
    "ai_prompt_information": ("Iptc4xmpExt:AIPromptInformation",),
    "ai_prompt_writer_name": ("Iptc4xmpExt:AIPromptWriterName",),
    "lens": ("exifEX:LensModel", "aux:Lens"),
}

_XMP_STRUCTURES: dict[str, tuple[tuple[str, str], ...]] = {
    "copyright_owner": (("plus:CopyrightOwner", "plus:CopyrightOwnerName"),),
    "image_supplier": (("plus:ImageSupplier", "plus:ImageSupplierName"),),
    "supplier_ref": (("plus:ImageSupplier", "plus:ImageSupplierImageID"),),
    "licensor_url": (("plus:Licensor", "plus:LicensorURL"),),
}

_PLACE_SHOWN: dict[str, tuple[str, str]] = {
    "city": ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:City"),
    "state": ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:ProvinceState"),
    "country": ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:CountryName"),
    "country_code": ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:CountryCode"),
    "location": ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:Sublocation"),
}

TEXT_CHUNKS = {
    "PNG": {"title": "title", "author": "creator", "artist": "creator", "description": "description",
            "copyright": "copyright_notice", "creation time": "created", "comment": "comment"},
    "QuickTime": {"title": "title", "artist": "creator", "author": "creator", "description": "description",
                  "synopsis": "description", "comment": "description", "copyright": "copyright_notice",
                  "keywords": "keywords", "credit": "credit_line", "creation_time": "created", "camera": "camera",
                  "lens": "lens", "source": "source", "location": "gps"},
}  # fmt: skip

_GPS_XMP = re.compile(r"\s*(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?\s*([NSEW])\s*$", re.IGNORECASE)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MAIL_DATE = re.compile(
    r"\s*(?:[a-z]{3},\s*)?(\d{1,2})\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{4})"
    r"(?:\s+(\d{1,2}:\d{2}(?::\d{2})?)\s*([+-]\d{4}|GMT|UTC?|Z)?)?",
    re.IGNORECASE,
)
_GPS_ISO = re.compile(r"\s*([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")
_SUPPLIER_ID = re.compile(r"(?=\S*\d)[\w.:/-]{5,64}")


def collect_candidates(
    xmp: XmpProperties, iim: IimRecord, exif: ExifFields, texts: Sequence[tuple[str, str]], text_origin: str
) -> list[Candidate]:
    """List what each block says, XMP first, then IIM, EXIF and text chunks; blank values are left out.

    Args:
        xmp: properties of the packets.
        iim: texts of the IPTC block.
        exif: fields of the EXIF block.
        texts: text chunks of a PNG, or tags of a clip.
        text_origin: 'QuickTime' or the format.
    """
    table = TEXT_CHUNKS.get(text_origin, TEXT_CHUNKS["PNG"])
    if text_origin != "QuickTime":
        texts = texts[::-1]  # of chunks that repeat the last counts, as in the blocks
    found = [
        *(Candidate(field, "XMP", value) for field, value in _from_xmp(xmp) if value),
        *(Candidate(field, "IIM", value) for field, value in _from_iim(iim) if value),
        *(Candidate(field, "EXIF", value) for field, value in _from_exif(exif) if value),
        *(Candidate(field, text_origin, value) for field, value in _from_texts(texts, table) if value),
    ]
    known = {candidate.field for candidate in found}
    if exif.digitized and "created" not in known:
        # The moment of digitising stands in only where nobody knows the moment of capture.
        found.append(Candidate("created", "EXIF", exif.digitized))
    # The place shown is another fact than the core place, and stands in only where no block has one (metadata.md §1).
    for field, (holder, part) in _PLACE_SHOWN.items():
        if field not in known and (text := xmp.structure_text(holder, part)):
            found.append(Candidate(field, "XMP", text))
    return found


def _from_xmp(xmp: XmpProperties) -> Iterable[tuple[str, Value]]:
    """Yield the fields of XMP; a field that has several homes comes once, from the first that is filled."""
    if not xmp.values:  # most files have no XMP, and a look at forty names costs more than reading their header
        return
    for field, names in _XMP_TEXTS.items():
        text = next((text for text in (xmp.text(name) for name in names) if text), "")
        for holder, part in _XMP_STRUCTURES.get(field, ()):
            text = text or xmp.structure_text(holder, part)
        yield field, text
    for field, places in _XMP_STRUCTURES.items():
        if field not in _XMP_TEXTS:
            yield field, next((text for text in (xmp.structure_text(*place) for place in places) if text), "")
    yield "creator", xmp.texts("dc:creator")
    yield "keywords", xmp.texts("dc:subject")
    yield "persons", xmp.texts("Iptc4xmpExt:PersonInImage") or _person_names(xmp)
    yield "camera", join_camera(xmp.text("tiff:Make"), xmp.text("tiff:Model"))
    for name in ("photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate"):
        if moment := _xmp_moment(xmp.text(name)):
            yield "created", moment
            break
    latitude, longitude = (_xmp_degrees(xmp.text(f"exif:GPS{name}")) for name in ("Latitude", "Longitude"))
    if latitude is not None and longitude is not None:
        yield "gps", valid_position(latitude, longitude) or ()


def _person_names(xmp: XmpProperties) -> tuple[str, ...]:
    """Read the names of persons that are given with details."""
    value = xmp.values.get("Iptc4xmpExt:PersonInImageWDetails")
    names = (fields.get("Iptc4xmpExt:PersonName") for fields in value.as_structures()) if value else ()
    return tuple(text for text in (name.as_text() for name in names if name) if text)


def _xmp_moment(text: str) -> str:
    """Read a moment of XMP: ISO 8601, perhaps only a year or a month."""
    if re.fullmatch(r"(?!0000)\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    return parse_moment(text)


def _xmp_degrees(text: str) -> float | None:
    """Read '52,31.5N' or '52,31,30N' as degrees."""
    found = _GPS_XMP.match(text)
    if not found:
        return None
    value = float(found.group(1)) + float(found.group(2)) / 60 + float(found.group(3) or 0) / 3600
    return -value if found.group(4).upper() in "SW" else value


def _from_iim(iim: IimRecord) -> Iterable[tuple[str, Value]]:
    """Yield the fields of IPTC-IIM."""
    if not iim.values:
        return
    for field, dataset in IIM_DATASETS.items():
        yield field, iim.values.get(dataset, [""])[0]
    yield "creator", tuple(iim.values.get(80, ()))
    yield "keywords", tuple(iim.values.get(25, ())[:10_000])
    for field, date, time in (("created", 55, 60), ("release", 30, 35), ("expires", 37, 38)):
        yield field, iim_moment(iim.values.get(date, [""])[0], iim.values.get(time, [""])[0])
    # EPA writes its number into 2:187, Reuters into 2:22; others use 2:22 for anything, so it must look like a number.
    own_number = next((v[0] for v in (iim.values.get(187), iim.values.get(22)) if v), "")
    yield "supplier_ref", own_number if _SUPPLIER_ID.fullmatch(own_number) else ""


def iim_moment(date: str, time: str) -> str:
    """Join an IIM date (CCYYMMDD) and time (HHMMSS±HHMM); without a zone it stays without one."""
    digits = re.sub(r"\D", "", date)[:8]
    if len(digits) < 8 or digits.startswith("0000"):
        return ""
    year, month, day = digits[:4], digits[4:6], digits[6:]
    if month == "00" or not 1 <= int(month) <= 12:
        return year
    if day == "00" or not 1 <= int(day) <= 31:
        return f"{year}-{month}"
    clock = re.match(r"\s*(\d{2}):?(\d{2}):?(\d{2})?\s*(.*)$", time)
    if not clock:
        return f"{year}-{month}-{day}"
    hour, minute, second, zone = clock.group(1), clock.group(2), clock.group(3) or "00", clock.group(4)
    return parse_moment(f"{year}-{month}-{day} {hour}:{minute}:{second}{zone}")


def _from_exif(exif: ExifFields) -> Iterable[tuple[str, Value]]:
    """Yield the fields of EXIF."""
    yield "description", exif.description
    yield "creator", tuple(part.strip() for part in exif.artist.split(";") if part.strip())
    yield "copyright_notice", exif.copyright_notice
    yield "title", exif.title
    yield "keywords", exif.keywords
    yield "created", exif.created
    yield "camera", exif.camera
    yield "lens", exif.lens
    yield "gps", exif.gps or ()
    yield "comment", exif.comment


def _written_date(text: str) -> str:
    """Turn the date of a mail ('Sun, 3 May 2026 10:20:30 +0200'), which PNG recommends, into digits; others stay."""
    found = _MAIL_DATE.match(text)
    if not found:
        return text
    day, month, year, time, zone = found.groups()
    number = _MONTHS.index(month[:3].lower()) // 3 + 1
    return f"{year}-{number:02d}-{int(day):02d} {time or ''}{'Z' if zone in {'GMT', 'UT', 'UTC', 'Z'} else zone or ''}"


def _from_texts(texts: Sequence[tuple[str, str]], table: dict[str, str]) -> Iterable[tuple[str, Value]]:
    """Yield the fields of text chunks or tags; the first text of a field counts here."""
    seen: set[str] = set()
    for keyword, text in texts:
        field = table.get(keyword.lower(), "")
        if not field or field in seen or not text.strip():
            continue
        seen.add(field)
        if field == "creator":
            yield field, (text,)
        elif field == "keywords":
            yield field, tuple(word.strip() for word in re.split("[,;]", text) if word.strip())
        elif field == "created":
            yield field, parse_moment(_written_date(text))
        elif field == "gps":
            found = _GPS_ISO.match(text)
            yield field, (valid_position(float(found.group(1)), float(found.group(2))) or ()) if found else ()
        else:
            yield field, text
