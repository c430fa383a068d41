"""Everything that a file's metadata blocks hold, as a tree for the curious: no field chosen, nothing joined."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags

from library.media.charset import clean_text, guess_text
from library.media.iim import decode_block
from library.media.metadata import read_blocks
from library.media.probe import probe_file
from library.media.tiff import Directory, Entry
from library.media.xmp import XmpValue, read_xmp

MAX_TEXT = 2000
"""Letters of one value that are shown."""

MAX_BRANCHES = 5000
"""Values of one block that are shown."""

_IIM_NAMES = {
    3: "ObjectTypeReference", 5: "ObjectName", 7: "EditStatus", 10: "Urgency", 12: "SubjectReference", 15: "Category",
    20: "SupplementalCategory", 22: "FixtureIdentifier", 25: "Keywords", 26: "ContentLocationCode",
    27: "ContentLocationName", 30: "ReleaseDate", 35: "ReleaseTime", 37: "ExpirationDate", 38: "ExpirationTime",
    40: "SpecialInstructions", 45: "ReferenceService", 47: "ReferenceDate", 50: "ReferenceNumber", 55: "DateCreated",
    60: "TimeCreated", 62: "DigitalCreationDate", 63: "DigitalCreationTime", 65: "OriginatingProgram",
    70: "ProgramVersion", 75: "ObjectCycle", 80: "By-line", 85: "By-lineTitle", 90: "City", 92: "Sub-location",
    95: "Province-State", 100: "CountryCode", 101: "CountryName", 103: "OriginalTransmissionReference",
    105: "Headline", 110: "Credit", 115: "Source", 116: "CopyrightNotice", 118: "Contact", 120: "Caption-Abstract",
    122: "Writer-Editor", 130: "ImageType", 131: "ImageOrientation", 135: "LanguageIdentifier", 187: "UniqueDocumentID",
}  # fmt: skip
"""Datasets of record 2 by the names of IIM 4.2, and the unique id that EPA and others write."""

_ENVELOPE_NAMES = {0: "ModelVersion", 5: "Destination", 20: "FileFormat", 22: "FileVersion", 30: "ServiceIdentifier",
                   40: "EnvelopeNumber", 60: "EnvelopePriority", 70: "DateSent", 80: "TimeSent",
                   90: "CodedCharacterSet", 100: "UNO"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """A name with a value, or with branches of its own.

    Args:
        name: as the standard that wrote it calls it.
        value: the text; "" where there are branches.
    """

    name: str
    value: str = ""
    branches: tuple["Branch", ...] = ()


def read_tree(path: Path) -> tuple[Branch, ...]:
    """Read all metadata blocks of a file as trees: EXIF by directory, IIM by record, XMP by property, other texts.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file cannot be opened or read.
    """
    blocks, directories = read_blocks(path, probe_file(path))
    xmp = read_xmp(blocks)
    parts = [
        ("EXIF: picture", tuple(_from_directory(directories.main, ExifTags.TAGS))),
        ("EXIF: capture", tuple(_from_directory(directories.exif, ExifTags.TAGS))),
        ("EXIF: position", tuple(_from_directory(directories.gps, ExifTags.GPSTAGS))),
        ("IPTC-IIM", tuple(_from_iim(blocks.iim, xmp.all_texts()))),
        ("XMP", tuple(_from_value(name, value) for name, value in sorted(xmp.values.items())[:MAX_BRANCHES])),
        ("Texts", tuple(Branch(name, _short(text)) for name, text in blocks.texts[:MAX_BRANCHES])),
        ("Notes", tuple(Branch("", note) for note in dict.fromkeys([*blocks.notes, *xmp.notes, *directories.notes]))),
    ]
    return tuple(Branch(name, branches=branches) for name, branches in parts if branches)


def to_plain(branches: Iterable[Branch]) -> list[dict[str, Any]]:
    """Turn trees into JSON values."""
    return [
        {"name": each.name, "branches": to_plain(each.branches)}
        if each.branches
        else {"name": each.name, "value": each.value}
        for each in branches
    ]


def from_plain(plain: Iterable[dict[str, Any]]) -> tuple[Branch, ...]:
    """Rebuild trees from `to_plain`."""
    return tuple(Branch(each["name"], each.get("value", ""), from_plain(each.get("branches", ()))) for each in plain)


def flatten_tree(branches: Iterable[Branch], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value with its path, as ("XMP > dc:creator > 1", "A. Name")."""
    for each in branches:
        path = f"{above} > {each.name}" if above and each.name else above or each.name
        if each.branches:
            yield from flatten_tree(each.branches, path)
        else:
            yield path, each.value


def _from_directory(directory: Directory, names: dict[int, str]) -> Iterator[Branch]:
    """Yield the entries of an EXIF directory by the names of EXIF 3.0."""
    for tag, entry in sorted(directory.items())[:MAX_BRANCHES]:
        yield Branch(names.get(tag, f"0x{tag:04X}"), _entry_text(entry))


def _entry_text(entry: Entry) -> str:
    """Write one entry: texts as text, few numbers as numbers, all else by its length."""
    if entry.type == 2:
        return _short(clean_text(guess_text(entry.data).text))
    numbers = entry.numbers() if entry.type != 7 else ()
    if numbers and len(numbers) <= 16:
        return ", ".join(f"{number:g}" for number in numbers)
    return f"{len(entry.data)} bytes"


def _from_iim(blocks: Iterable[bytes], known_texts: frozenset[str]) -> Iterator[Branch]:
    """Yield the datasets of all blocks."""
    for block in blocks:
        for record, dataset, data, text in decode_block(block, known_texts)[:MAX_BRANCHES]:
            names = _IIM_NAMES if record == 2 else _ENVELOPE_NAMES if record == 1 else {}
            label = f"{record}:{dataset:02} {names.get(dataset, '')}".strip()
            is_text = record == 1 and data.isascii() and data.decode("ascii").isprintable()
            yield Branch(label, _short(text or (data.decode("ascii") if is_text else f"{len(data)} bytes")))


def _from_value(name: str, value: XmpValue) -> Branch:
    """Turn a value of XMP into a branch; members of a list are numbered, those of a Lang Alt named by language."""
    if value.fields:
        return Branch(name, branches=tuple(_from_value(part, inner) for part, inner in value.fields.items()))
    if value.items:
        return Branch(
            name,
            branches=tuple(
                _from_value(item.lang or str(number), item) for number, item in enumerate(value.items[:MAX_BRANCHES], 1)
            ),
        )
    return Branch(name, _short(value.text))


def _short(text: str) -> str:
    """Cut a text that is longer than anybody reads."""
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"
