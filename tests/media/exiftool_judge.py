"""ExifTool as judge of our reading: its values, with the precedence of standards.md §2, in our names."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from library.media.precedence import is_boilerplate

EXIFTOOL = shutil.which("exiftool")

TAGS = {
    "caption": ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription", "PNG:Description"),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline"),
    "title": ("XMP-dc:Title", "IPTC:ObjectName", "IFD0:XPTitle", "PNG:Title"),
    "creator": ("XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist", "PNG:Author"),
    "creator_title": ("XMP-photoshop:AuthorsPosition", "IPTC:By-lineTitle"),
    "credit": ("XMP-photoshop:Credit", "IPTC:Credit"),
    "source": ("XMP-photoshop:Source", "IPTC:Source"),
    "copyright": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright", "PNG:Copyright"),
    "instructions": ("XMP-photoshop:Instructions", "IPTC:SpecialInstructions"),
    "usage_terms": ("XMP-xmpRights:UsageTerms",),
    "keywords": ("XMP-dc:Subject", "IPTC:Keywords", "IFD0:XPKeywords"),
    "city": ("XMP-photoshop:City", "IPTC:City"),
    "state": ("XMP-photoshop:State", "IPTC:Province-State"),
    "country": ("XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName"),
    "country_code": ("XMP-iptcCore:CountryCode", "IPTC:Country-PrimaryLocationCode"),
    "transmission_ref": ("XMP-photoshop:TransmissionReference", "IPTC:OriginalTransmissionReference"),
    "alt_text": ("XMP-iptcCore:AltTextAccessibility",),
    "extended_description": ("XMP-iptcCore:ExtDescrAccessibility",),
    "digital_source_type": ("XMP-iptcExt:DigitalSourceType",),
    "caption_writer": ("XMP-photoshop:CaptionWriter", "IPTC:Writer-Editor"),
}
"""Name in the object of `photodesk metadata` -> ExifTool's tags, the most believed first."""

_LISTS = {"creator", "keywords"}


def judge(paths: Iterable[Path], *, undeclared: str = "Latin") -> dict[Path, dict[str, Any]]:
    """Read files with one ExifTool process; fields that a file does not have are left out.

    Args:
        paths: the files.
        undeclared: ExifTool's name of the character set of IPTC that declares none.
    """
    tags = [f"-{tag}" for group in TAGS.values() for tag in group]
    digests = ["-Photoshop:IPTCDigest", "-File:CurrentIPTCDigest", "-IFD0:Orientation"]
    command = [
        str(EXIFTOOL),
        "-json",
        "-G1",
        "-n",
        "-m",
        "-charset",
        f"iptc={undeclared}",
        *tags,
        *digests,
        *(str(path) for path in paths),
    ]
    out = subprocess.run(command, check=False, capture_output=True, timeout=300).stdout
    # Numbers would lose their zeros: all values are texts.
    return {Path(one["SourceFile"]): _decide(one) for one in json.loads(out, parse_float=str, parse_int=str)}


def _decide(read: dict[str, Any]) -> dict[str, Any]:
    """Choose one value a field."""
    noted, current = read.get("Photoshop:IPTCDigest"), read.get("File:CurrentIPTCDigest")
    is_newer = bool(noted and current and noted != current and set(noted) != {"0"})
    found: dict[str, Any] = {}
    for field, tags in TAGS.items():
        values = [(tag, _plain(tag, read[tag])) for tag in tags if tag in read]
        values = [(tag, value) for tag, value in values if value and not _is_empty_talk(field, value)]
        if is_newer:
            values.sort(key=lambda pair: not pair[0].startswith("IPTC"))
        if values:
            found[field] = values[0][1] if field in _LISTS else values[0][1][0]
    return found


def _is_empty_talk(field: str, value: list[str]) -> bool:
    return field == "caption" and is_boilerplate(value[0])


def _plain(tag: str, value: Any) -> list[str]:
    """Return a value as a list of texts without padding; EXIF's lists are taken apart."""
    parts = value if isinstance(value, list) else [value]
    if tag in {"IFD0:Artist", "IFD0:XPKeywords"}:
        parts = str(value).split(";")
    texts = (_repair(str(part)).replace("\r\n", "\n").replace("\r", "\n").strip("\x00 \n\t") for part in parts)
    return [text for text in texts if text]


def _repair(text: str) -> str:
    """Undo the reading of undeclared UTF-8 as cp1252."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
