"""Traps of IPTC-IIM: character sets, cuts, damaged blocks, Photoshop's resources and the digest."""

import hashlib
import struct
from collections.abc import Iterator

from tests.media.building import UTF8_MARK, alt, iim, iptc_segment, resource, segment, seq, xmp, xmp_segment
from tests.media.traps import WHOLE, Trap, in_iptc, in_jpeg


def iim_traps() -> Iterator[Trap]:
    """Character sets, cuts, damaged and scattered blocks of IPTC-IIM."""
    late = iim((2, 120, WHOLE.encode()), (2, 90, "Zürich".encode()))
    yield in_iptc("UTF-8 declared", iim(UTF8_MARK, (2, 120, WHOLE.encode())), caption=WHOLE)
    yield in_iptc("cp1252 undeclared", iim((2, 120, WHOLE.encode("cp1252"))), caption=WHOLE)
    yield in_iptc("UTF-8 undeclared", iim((2, 120, WHOLE.encode())), caption=WHOLE, repaired=True)
    yield in_iptc(
        "UTF-8 undeclared, one ASCII text",
        iim((2, 120, WHOLE.encode()), (2, 90, b"Bern")),
        caption=WHOLE,
        city="Bern",
        repaired=True,
    )
    mac = "Überfüllte Züge: «Zürich» – der größte Bahnhof"
    yield in_iptc(
        "Mac Roman undeclared",
        iim((2, 120, mac.encode("mac_roman")), (2, 80, "Jörg Müller".encode("mac_roman"))),
        caption=mac,
        creator=["Jörg Müller"],
        repaired=True,
    )
    yield in_iptc("UTF-8 declared behind the texts", late + iim(UTF8_MARK), caption=WHOLE, city="Zürich", repaired=True)
    yield in_iptc(
        "UTF-8 declared between the texts",
        iim((2, 120, WHOLE.encode())) + iim(UTF8_MARK) + iim((2, 90, "Zürich".encode())),
        caption=WHOLE,
        city="Zürich",
        repaired=True,
    )
    yield in_iptc(
        "declares UTF-8, holds cp1252", iim(UTF8_MARK, (2, 120, WHOLE.encode("cp1252"))), caption=WHOLE, repaired=True
    )
    yield in_iptc(
        "declares UTF-8, one text is cp1252",
        iim(UTF8_MARK, (2, 120, WHOLE.encode()), (2, 90, "Zürich".encode("cp1252"))),
        caption=WHOLE,
        city="Zürich",
        repaired=True,
    )
    for escape in (b"\x1b.A", b"\x1b-A", b"\x1b/A"):
        yield in_iptc(
            f"declares Latin-1 by {escape!r}",
            iim((1, 90, escape), (2, 120, "Genève".encode("latin-1"))),
            caption="Genève",
        )
    yield in_iptc(
        "declares Latin-1, holds UTF-8", iim((1, 90, b"\x1b.A"), (2, 120, WHOLE.encode())), caption=WHOLE, repaired=True
    )
    yield in_iptc(
        "declares Latin-2", iim((1, 90, b"\x1b-B"), (2, 120, "Łódź".encode("iso8859-2"))), caption="Łódź", repaired=True
    )
    yield in_iptc(
        "declares Cyrillic",
        iim((1, 90, b"\x1b-L"), (2, 120, "Москва".encode("iso8859-5"))),
        caption="Москва",
        repaired=True,
    )
    yield in_iptc(
        "UTF-8 declared by its other escapes",
        iim((1, 90, b"\x1b%/I"), (2, 120, WHOLE.encode())),
        caption=WHOLE,
        repaired=True,
    )
    cut = ("K" * 31 + "ü").encode()[:32]
    yield in_iptc(
        "half a letter at the limit, declared",
        iim(UTF8_MARK, (2, 110, cut), (2, 120, WHOLE.encode())),
        credit="K" * 31,
        caption=WHOLE,
        repaired=True,
    )
    yield in_iptc(
        "half a letter at the limit, undeclared",
        iim((2, 110, cut), (2, 120, WHOLE.encode())),
        credit="K" * 31,
        caption=WHOLE,
        repaired=True,
    )
    yield in_iptc(
        "half a letter and nothing else beyond ASCII", iim(UTF8_MARK, (2, 110, cut)), credit="K" * 31, repaired=True
    )
    yield in_iptc(
        "padded with NUL and blanks",
        iim((2, 90, b"Bern\x00\x00\x00"), (2, 95, b"  BE   "), (2, 101, b"\x00\x00")),
        city="Bern",
        state="BE",
        country=None,
    )
    long = b"x" * 40_000
    extended = struct.pack(">BBBHI", 0x1C, 2, 120, 0x8004, len(long)) + long + iim((2, 90, b"Bern"))
    yield in_iptc("extended length of four bytes", extended, caption=long.decode(), city="Bern")
    short = struct.pack(">BBBHH", 0x1C, 2, 105, 0x8002, 4) + b"Head" + iim((2, 90, b"Bern"))
    yield in_iptc("extended length of two bytes", short, headline="Head", city="Bern")
    yield in_iptc(
        "bad marker in the middle",
        iim((2, 90, b"Bern")) + b"\x00\xff\x07" + iim((2, 120, b"A square")),
        city="Bern",
        caption="A square",
        repaired=True,
    )
    yield in_iptc(
        "bytes between two datasets",
        iim((2, 90, b"Bern")) + b"\x00" + iim((2, 120, b"A square")),
        city="Bern",
        caption="A square",
        repaired=True,
    )
    yield in_iptc(
        "repeated texts",
        iim((2, 80, b"A. One"), (2, 25, b"a, b"), (2, 80, b"B. Two"), (2, 25, b"c")),
        creator=["A. One", "B. Two"],
        keywords=["a, b", "c"],
    )
    yield in_iptc(
        "record version and foreign records",
        iim(
            (1, 0, b"\x00\x04"),
            (2, 0, b"\x00\x04"),
            (2, 90, b"Bern"),
            (3, 10, b"x"),
            (7, 10, b"\x00"),
            (8, 10, b"data"),
        ),
        city="Bern",
    )
    yield in_iptc(
        "line breaks and control characters",
        iim((2, 120, b"One\r\nTwo\x02\rThree")),
        caption="One\nTwo\nThree",
        repaired=True,
    )
    yield in_iptc("time without a zone", iim((2, 55, b"20260503"), (2, 60, b"102030")), created="2026-05-03T10:20:30")
    yield in_iptc(
        "time with a zone", iim((2, 55, b"20260503"), (2, 60, b"102030+0200")), created="2026-05-03T10:20:30+02:00"
    )
    yield in_iptc("date alone", iim((2, 55, b"20260503")), created="2026-05-03")
    yield in_iptc("zero date", iim((2, 55, b"00000000"), (2, 60, b"000000")), created=None)
    yield in_iptc(
        "date with separators",
        iim((2, 55, b"2026-05-03"), (2, 60, b"10:20:30")),
        created="2026-05-03T10:20:30",
        repaired=True,
    )


def resource_traps() -> Iterator[Trap]:
    """Photoshop's resources: split, odd, doubled, bare; and the digest that tells which block is newer."""
    block = iim((2, 120, b"from iim"), (2, 105, b"head"))
    packet = xmp_segment(xmp(alt("dc:description", "from xmp")))
    match, stale = hashlib.md5(block).digest(), hashlib.md5(b"older").digest()
    yield in_jpeg("digest matches", packet, iptc_segment(block, match), caption="from xmp", headline="head")
    yield in_jpeg("digest does not match", packet, iptc_segment(block, stale), caption="from iim", headline="head")
    yield in_jpeg("digest absent", packet, iptc_segment(block), caption="from xmp")
    yield in_jpeg("digest of zeros", packet, iptc_segment(block, bytes(16)), caption="from xmp")
    newer = iptc_segment(iim((2, 55, b"20260504")), stale)
    yield in_jpeg(
        "digest does not match, dates",
        xmp_segment(xmp("", 'photoshop:DateCreated="2026-05-03"')),
        newer,
        created="2026-05-04",
    )
    whole = resource(0x03ED, b"odd", b"name") + resource(0x0404, iim((2, 120, b"split over segments" * 10)), b"odd")
    parts = [segment(0xED, b"Photoshop 3.0\x00" + part) for part in (whole[:60], whole[60:120], whole[120:])]
    yield in_jpeg("one resource split over three segments", *parts, caption="split over segments" * 10)
    two = [
        segment(0xED, b"Photoshop 3.0\x00" + resource(0x0404, one))
        for one in (iim((2, 90, b"Bern")), iim((2, 105, b"Head")))
    ]
    yield in_jpeg("two resources in two segments", *two, city="Bern", headline="Head", repaired=True)
    for name in (b"", b"a", b"ab", b"abc"):
        yield in_jpeg(
            f"resource named {name!r}",
            segment(
                0xED,
                b"Photoshop 3.0\x00" + resource(0x03F3, b"x" * 9, name) + resource(0x0404, iim((2, 90, b"Bern")), name),
            ),
            city="Bern",
        )
    unpadded = b"8BIM" + struct.pack(">HHI", 0x03ED, 0, 3) + b"odd" + resource(0x0404, iim((2, 90, b"Bern")))
    yield in_jpeg(
        "odd resource without padding", segment(0xED, b"Photoshop 3.0\x00" + unpadded), city="Bern", repaired=True
    )
    yield in_jpeg(
        "Photoshop 2.5",
        segment(0xED, b"Adobe_Photoshop2.5:\x00\x00" + resource(0x0404, iim((2, 90, b"Bern")))),
        city="Bern",
        repaired=True,
    )
    yield in_jpeg(
        "blank XMP does not hide IPTC",
        xmp_segment(xmp(alt("dc:description", " ") + seq("dc:creator", ""), 'photoshop:City=""')),
        iptc_segment(iim((2, 120, b"A square"), (2, 80, b"A. One"), (2, 90, b"Bern"))),
        caption="A square",
        creator=["A. One"],
        city="Bern",
    )
    long = "KEYSTONE/EPA/Alexandra Constantinescu"
    yield in_jpeg(
        "cut at the limit gives way to XMP though newer",
        xmp_segment(xmp("", f'photoshop:Credit="{long}"')),
        iptc_segment(iim((2, 110, long.encode()[:32])), stale),
        credit=long,
        repaired=True,
    )
    yield in_jpeg(
        "XMP tells the character set of IPTC",
        xmp_segment(xmp("<photoshop:City>Łódź</photoshop:City>")),
        iptc_segment(iim((2, 90, "Łódź".encode("cp1250")), (2, 80, "Wałęsa".encode("cp1250")))),
        city="Łódź",
        creator=["Wałęsa"],
        repaired=True,
    )
