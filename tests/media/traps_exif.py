"""Traps of EXIF: texts, boilerplate, orientation, moments of capture and places."""

import struct
from collections.abc import Iterator
from typing import Any

from tests.media.building import alt, exif_segment, iim, iptc_segment, rational, tiff, xmp, xmp_segment
from tests.media.traps import ARTIST, COPYRIGHT, DESCRIPTION, ORIENTATION, WHOLE, Trap, in_exif, in_jpeg, in_xmp

XP_TITLE, XP_KEYWORDS = 0x9C9B, 0x9C9E


def exif_traps() -> Iterator[Trap]:
    """Texts, dates, orientation and places of EXIF."""
    yield in_exif(
        "UTF-8 in ASCII",
        (DESCRIPTION, 2, WHOLE.encode() + b"\x00"),
        (ARTIST, 2, "Zoë Müller\x00".encode()),
        caption=WHOLE,
        creator=["Zoë Müller"],
    )
    yield in_exif(
        "Latin-1 in ASCII",
        (DESCRIPTION, 2, "Zürich ist schön".encode("latin-1") + b"\x00"),
        caption="Zürich ist schön",
        repaired=True,
    )
    yield in_exif("type UTF-8 of Exif 3", (DESCRIPTION, 129, WHOLE.encode() + b"\x00"), caption=WHOLE)
    yield in_exif("padded with blanks and NULs", (DESCRIPTION, 2, b"A square      \x00\x00\x00"), caption="A square")
    yield in_exif(
        "nothing but NULs and blanks",
        (DESCRIPTION, 2, b"\x00\x00\x00\x00\x00"),
        (ARTIST, 2, b"        \x00"),
        caption=None,
        creator=[],
    )
    yield in_exif(
        "several artists", (ARTIST, 2, b"A. One; B. Two;C. Three\x00"), creator=["A. One", "B. Two", "C. Three"]
    )
    yield in_exif(
        "photographer and editor", (COPYRIGHT, 2, b"Photographer\x00Editor\x00"), copyright="Photographer\nEditor"
    )
    yield in_exif("editor alone", (COPYRIGHT, 2, b" \x00Editor\x00"), copyright="Editor", repaired=True)
    wide = {"title": (XP_TITLE, "Größe für alle"), "keywords": (XP_KEYWORDS, "a;b b; c")}
    yield in_exif(
        "Windows' texts",
        *((tag, 1, text.encode("utf-16-le") + b"\x00\x00") for tag, text in wide.values()),
        title="Größe für alle",
        keywords=["a", "b b", "c"],
    )
    yield in_exif(
        "Windows' texts in a big-endian block",
        *((tag, 1, text.encode("utf-16-le") + b"\x00\x00") for tag, text in wide.values()),
        order=">",
        title="Größe für alle",
        keywords=["a", "b b", "c"],
    )
    yield in_exif(
        "title and photographer of Exif 3",
        exif=((0xA436, 2, b"Title\x00"), (0xA437, 2, b"A. One\x00")),
        title="Title",
        creator=["A. One"],
        repaired=True,
    )
    for text in (
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "<KENOX S860  / Samsung S860>",
        "KODAK Digital Still Camera",
    ):
        yield in_exif(f"boilerplate {text}", (DESCRIPTION, 2, text.encode() + b"\x00"), caption=None)
    boilerplate = exif_segment(tiff([(DESCRIPTION, 2, b"OLYMPUS DIGITAL CAMERA         \x00")]))
    yield in_jpeg(
        "boilerplate beside a caption of IPTC",
        boilerplate,
        iptc_segment(iim((2, 120, b"A square"))),
        caption="A square",
    )
    yield in_jpeg(
        "boilerplate in XMP too",
        boilerplate,
        xmp_segment(xmp(alt("dc:description", "OLYMPUS DIGITAL CAMERA"))),
        iptc_segment(iim((2, 120, b"A square"))),
        caption="A square",
    )
    for number, seen in ((0, None), (1, 1), (6, 6), (8, 8), (9, None), (65535, None)):
        yield in_exif(f"orientation {number}", (ORIENTATION, 3, struct.pack("<H", number)), orientation=seen)
    yield in_exif(
        "orientation, big-endian", (ORIENTATION, 3, struct.pack(">H", 6)), order=">", orientation=6, width=64, height=96
    )
    yield in_exif("orientation as a text", (ORIENTATION, 2, b"6\x00"), orientation=6, width=64, height=96)
    yield in_exif("orientation as LONG", (ORIENTATION, 4, struct.pack("<I", 8)), orientation=8, width=64, height=96)
    yield in_exif(
        "stale pixel dimensions",
        exif=((0xA002, 4, struct.pack("<I", 4000)), (0xA003, 4, struct.pack("<I", 3000))),
        width=96,
        height=64,
    )
    yield in_exif("maker twice", (0x010F, 2, b"NIKON CORPORATION\x00"), (0x0110, 2, b"NIKON D5\x00"), camera="NIKON D5")
    yield in_exif("maker once", (0x010F, 2, b"SONY\x00"), (0x0110, 2, b"ILCE-7M4  \x00\x00"), camera="SONY ILCE-7M4")


def moment_traps() -> Iterator[Trap]:
    """Moments of capture, and places."""
    original, fraction, offset = (
        (0x9003, 2, b"2026:05:03 10:20:30\x00"),
        (0x9291, 2, b"250\x00"),
        (0x9011, 2, b"+02:00\x00"),
    )
    yield in_exif("fraction and offset", exif=(original, fraction, offset), created="2026-05-03T10:20:30.25+02:00")
    yield in_exif("no offset", exif=(original,), created="2026-05-03T10:20:30")
    yield in_exif(
        "offset of another moment", exif=(original, (0x9010, 2, b"+05:00\x00")), created="2026-05-03T10:20:30"
    )
    yield in_exif("blank offset", exif=(original, (0x9011, 2, b"   :  \x00")), created="2026-05-03T10:20:30")
    for zero in (b"0000:00:00 00:00:00\x00", b"    :  :     :  :  \x00", b"                   \x00"):
        data = exif_segment(tiff((), ((0x9003, 2, zero),)))
        yield in_jpeg(f"zero date {zero[:11]!r}", data, iptc_segment(iim((2, 55, b"20260503"))), created="2026-05-03")
        yield in_jpeg(f"zero date {zero[:11]!r} and nothing else", data, created=None)
    capture = exif_segment(tiff((), (original,)))
    yield in_jpeg(
        "EXIF before XMP",
        capture,
        xmp_segment(xmp("", 'photoshop:DateCreated="2026-05-04T00:00:00Z"')),
        created="2026-05-03T10:20:30",
    )
    yield in_xmp(
        "XMP with a zone",
        "",
        'photoshop:DateCreated="2026-05-03T10:20:30.5-05:00"',
        created="2026-05-03T10:20:30.5-05:00",
    )
    yield in_xmp("XMP without seconds", "", 'photoshop:DateCreated="2026-05-03T10:20"', created="2026-05-03T10:20:00")
    yield in_xmp("XMP with a month", "", 'photoshop:DateCreated="2026-05"', created="2026-05", repaired=True)

    def place(latitude: Any, ref: bytes, longitude: Any, other: bytes) -> tuple[tuple[int, int, bytes], ...]:
        return (1, 2, ref), (2, 5, rational(*latitude)), (3, 2, other), (4, 5, rational(*longitude))

    bern = ((46, 1), (57, 1), (0, 1)), ((7, 1), (27, 1), (0, 1))
    yield in_exif("north and east", gps=place(bern[0], b"N\x00", bern[1], b"E\x00"), place=[46.95, 7.45])
    yield in_exif("south and west", gps=place(bern[0], b"S\x00", bern[1], b"W\x00"), place=[-46.95, -7.45])
    yield in_exif(
        "decimal minutes",
        gps=place(((46, 1), (5700, 100), (0, 1)), b"N\x00", ((7, 1), (2700, 100), (0, 1)), b"E\x00"),
        place=[46.95, 7.45],
    )
    yield in_exif("degrees alone", gps=place(((4695, 100),), b"N\x00", ((745, 100),), b"E\x00"), place=[46.95, 7.45])
    zero = ((0, 1), (0, 1), (0, 1))
    yield in_exif("null island", gps=place(zero, b"N\x00", zero, b"E\x00"), place=None)
    none = ((0, 0), (0, 0), (0, 0))
    yield in_exif("zero denominators", gps=place(none, b"N\x00", none, b"E\x00"), place=None)
    yield in_exif("beyond the pole", gps=place(((91, 1), (0, 1), (0, 1)), b"N\x00", bern[1], b"E\x00"), place=None)
    yield in_exif(
        "beyond the date line", gps=place(bern[0], b"N\x00", ((181, 1), (0, 1), (0, 1)), b"E\x00"), place=None
    )
    yield in_exif("latitude alone", gps=place(bern[0], b"N\x00", bern[1], b"E\x00")[:2], place=None)
    yield in_xmp("place of XMP", "", 'exif:GPSLatitude="46,57.0N" exif:GPSLongitude="7,27,0W"', gps=[46.95, -7.45])
