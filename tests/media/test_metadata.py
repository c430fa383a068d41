"""Whole files: which block is believed, and the traps of real metadata (each built byte by byte)."""

import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from library.media.metadata import EmbeddedMetadata, from_json, read_metadata, to_json
from tests.media.building import (
    UTF8_MARK,
    alt,
    encoded,
    exif_segment,
    iim,
    iptc_segment,
    jpeg_with,
    png_with,
    rational,
    resource,
    scene,
    segment,
    seq,
    tiff,
    xmp,
    xmp_segment,
)

DESCRIPTION, ARTIST, COPYRIGHT, ORIENTATION, XP_TITLE = 0x010E, 0x013B, 0x8298, 0x0112, 0x9C9B


@pytest.fixture
def read(tmp_path: Path):
    def call(data: bytes, name: str = "picture.jpg") -> EmbeddedMetadata:
        path = tmp_path / name
        path.write_bytes(data)
        return read_metadata(path)

    return call


def exif_with(*entries: tuple[int, int, bytes], exif=(), gps=()) -> bytes:
    return exif_segment(tiff(entries, exif, gps))


def test_every_field_of_the_standard_is_read_from_xmp(read) -> None:
    struct_of = '<{0}><rdf:Seq><rdf:li rdf:parseType="Resource"><{1}>{2}</{1}></rdf:li></rdf:Seq></{0}>'.format
    body = "".join((
        alt("dc:description", "A square"), alt("dc:title", "T1"), alt("dc:rights", "© A"), seq("dc:creator", "A. One"),
        seq("dc:subject", "a", "b", kind="Bag"), alt("xmpRights:UsageTerms", "web only"),
        alt("Iptc4xmpCore:AltTextAccessibility", "alt"), alt("Iptc4xmpCore:ExtDescrAccessibility", "long alt"),
        alt("Iptc4xmpExt:Event", "Parade"), seq("Iptc4xmpExt:PersonInImage", "P. One", kind="Bag"),
        struct_of("plus:CopyrightOwner", "plus:CopyrightOwnerName", "Owner"),
        struct_of("plus:ImageSupplier", "plus:ImageSupplierName", "Supplier"),
        struct_of("plus:Licensor", "plus:LicensorURL", "https://l.example"),
    ))  # fmt: skip
    simple = {
        "photoshop:Headline": "H", "photoshop:AuthorsPosition": "STR", "photoshop:Credit": "EPA",
        "photoshop:Source": "X", "photoshop:Instructions": "no sales", "photoshop:TransmissionReference": "ref",
        "photoshop:CaptionWriter": "wr", "photoshop:City": "Bern", "photoshop:State": "BE",
        "photoshop:Country": "Switzerland", "Iptc4xmpCore:CountryCode": "CHE", "Iptc4xmpCore:Location": "Square",
        "photoshop:DateCreated": "2026-05-03T10:20:30+02:00", "xmpRights:WebStatement": "https://w.example",
        "plus:ImageSupplierImageID": "epa1", "plus:DataMining": "https://d.example",
        "Iptc4xmpExt:DigitalSourceType": "https://s.example", "Iptc4xmpExt:AISystemUsed": "sys",
        "Iptc4xmpExt:AISystemVersionUsed": "1", "Iptc4xmpExt:AIPromptInformation": "prompt",
        "Iptc4xmpExt:AIPromptWriterName": "writer",
    }  # fmt: skip
    packet = xmp(body, " ".join(f'{name}="{value}"' for name, value in simple.items()))
    found = read(jpeg_with(xmp_segment(packet)))
    assert found == EmbeddedMetadata(
        description="A square", headline="H", title="T1", creator=("A. One",), creator_title="STR", credit_line="EPA",
        source="X", copyright_notice="© A", copyright_owner="Owner", image_supplier="Supplier", supplier_ref="epa1",
        licensor_url="https://l.example", usage_terms="web only", web_statement="https://w.example",
        instructions="no sales", transmission_ref="ref", caption_writer="wr", alt_text="alt",
        extended_description="long alt", keywords=("a", "b"), created="2026-05-03T10:20:30+02:00", city="Bern",
        state="BE", country="Switzerland", country_code="CHE", location="Square", persons=("P. One",), event="Parade",
        digital_source_type="https://s.example", data_mining="https://d.example", ai_system_used="sys",
        ai_system_version_used="1", ai_prompt_information="prompt", ai_prompt_writer_name="writer",
        structures=found.structures, candidates=found.candidates,
    )  # fmt: skip
    assert [one.name for one in found.structures] == ["image_supplier", "copyright_owner", "licensor"]
    assert {candidate.origin for candidate in found.candidates} == {"XMP"}


def test_every_field_of_iim_is_read(read) -> None:
    numbers = {5: "title", 40: "instructions", 85: "creator_title", 90: "city", 92: "location", 95: "state",
               100: "country_code", 101: "country", 103: "transmission_ref", 105: "headline", 110: "credit_line",
               115: "source", 116: "copyright_notice", 120: "description", 122: "caption_writer"}  # fmt: skip
    texts = ((2, number, f"v{number}".encode()) for number in numbers)
    block = iim(*texts, (2, 55, b"20260503"), (2, 60, b"102030"), (2, 30, b"20260504"),
                (2, 35, b"060000+0100"), (2, 37, b"20260601"), (2, 187, b"epa12345678"))  # fmt: skip
    found = read(jpeg_with(iptc_segment(block)))
    assert {getattr(found, name): number for number, name in numbers.items()} == {f"v{n}": n for n in numbers}
    assert (found.created, found.release, found.expires) == (
        "2026-05-03T10:20:30", "2026-05-04T06:00:00+01:00", "2026-06-01",
    )  # fmt: skip
    assert found.supplier_ref == "epa12345678"


def test_xmp_goes_before_iim_before_exif_and_the_conflict_is_told(read) -> None:
    found = read(jpeg_with(
        exif_with((DESCRIPTION, 2, b"from exif\x00")), xmp_segment(xmp(alt("dc:description", "from xmp"))),
        iptc_segment(iim((2, 120, b"from iim"), (2, 105, b"head"))),
    ))  # fmt: skip
    assert (found.description, found.headline) == ("from xmp", "head")
    assert found.conflicts == ("description",)
    assert [(c.origin, c.value) for c in found.candidates if c.field == "description"] == [
        ("XMP", "from xmp"), ("IIM", "from iim"), ("EXIF", "from exif"),
    ]  # fmt: skip


@pytest.mark.parametrize("stale", [True, False])
def test_a_digest_that_does_not_match_puts_iim_first(read, stale: bool) -> None:
    block = iim((2, 120, b"from iim"))
    digest = hashlib.md5(b"older" if stale else block).digest()
    found = read(jpeg_with(xmp_segment(xmp(alt("dc:description", "from xmp"))), iptc_segment(block, digest)))
    assert found.description == ("from iim" if stale else "from xmp")


def test_a_digest_of_zeros_says_nothing(read) -> None:
    block = iim((2, 120, b"from iim"))
    found = read(jpeg_with(xmp_segment(xmp(alt("dc:description", "from xmp"))), iptc_segment(block, bytes(16))))
    assert found.description == "from xmp"


def test_blank_xmp_does_not_hide_iim(read) -> None:
    found = read(jpeg_with(xmp_segment(xmp(alt("dc:description", " "))), iptc_segment(iim((2, 120, b"from iim")))))
    assert (found.description, found.conflicts) == ("from iim", ())


def test_a_text_cut_at_its_limit_gives_way_even_to_a_stale_xmp(read) -> None:
    whole = "KEYSTONE/EPA/Alexandra Constantinescu"
    block = iim(UTF8_MARK, (2, 110, whole.encode()[:32]))
    found = read(jpeg_with(xmp_segment(xmp("", f'photoshop:Credit="{whole}"')), iptc_segment(block, b"x" * 16)))
    assert found.credit_line == whole
    assert found.conflicts == ()
    assert any("cut" in note for note in found.notes)


@pytest.mark.parametrize(
    "text", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "<KENOX S860  / Samsung S860>", "cof", "  "]
)
def test_what_the_camera_writes_is_no_caption(read, text: str) -> None:
    found = read(jpeg_with(exif_with((DESCRIPTION, 2, text.encode() + b"\x00"))))
    assert found.description is None


def test_boilerplate_in_xmp_does_not_hide_a_caption_in_iim(read) -> None:
    packet = xmp(alt("dc:description", "SONY DSC"))
    assert read(jpeg_with(xmp_segment(packet), iptc_segment(iim((2, 120, b"A square"))))).description == "A square"


def test_exif_texts_are_utf8_or_latin_whatever_the_standard_says(read) -> None:
    utf8 = exif_with((ARTIST, 2, "Zoë Müller; B. Two\x00".encode()), (COPYRIGHT, 2, "© Zoë\x00© Editor\x00".encode()))
    found = read(jpeg_with(utf8))
    assert (found.creator, found.copyright_notice) == (("Zoë Müller", "B. Two"), "© Zoë\n© Editor")
    latin = read(jpeg_with(exif_with((ARTIST, 2, "Zoë Müller\x00junk".encode("latin-1")))))
    assert latin.creator == ("Zoë Müller",)


def test_windows_title_is_read_when_nothing_else_has_one(read) -> None:
    found = read(jpeg_with(exif_with((XP_TITLE, 1, "Größe\x00".encode("utf-16-le")))))
    assert found.title == "Größe"


def test_exif_goes_first_for_the_moment_of_capture(read) -> None:
    exif = exif_with(
        exif=((0x9003, 2, b"2026:05:03 10:20:30\x00"), (0x9291, 2, b"250\x00"), (0x9011, 2, b"+02:00\x00"))
    )
    found = read(jpeg_with(exif, xmp_segment(xmp("", 'photoshop:DateCreated="2026-05-04"'))))
    assert (found.created, found.conflicts) == ("2026-05-03T10:20:30.25+02:00", ("created",))


def test_a_zero_date_does_not_hide_another_and_no_zone_stays_no_zone(read) -> None:
    exif = exif_with(exif=((0x9003, 2, b"0000:00:00 00:00:00\x00"),))
    found = read(jpeg_with(exif, iptc_segment(iim((2, 55, b"20260503"), (2, 60, b"102030")))))
    assert found.created == "2026-05-03T10:20:30"
    assert read(jpeg_with(iptc_segment(iim((2, 55, b"20260500"))))).created == "2026-05"


def test_the_moment_of_digitising_stands_in_only_when_nothing_else_is_known(read) -> None:
    exif = exif_with(exif=((0x9004, 2, b"2026:05:03 10:20:30\x00"),))
    assert read(jpeg_with(exif)).created == "2026-05-03T10:20:30"
    assert read(jpeg_with(exif, iptc_segment(iim((2, 55, b"19970601"))))).created == "1997-06-01"


@pytest.mark.parametrize(
    ("latitude", "longitude", "gps"),
    [
        (((46, 1), (57, 1), (0, 1)), ((7, 1), (27, 1), (0, 1)), (-46.95, 7.45)),
        (((0, 1), (0, 1), (0, 1)), ((0, 1), (0, 1), (0, 1)), None),
        (((0, 0), (0, 0), (0, 0)), ((7, 1), (27, 1), (0, 1)), None),
        (((91, 1), (0, 1), (0, 1)), ((7, 1), (27, 1), (0, 1)), None),
        (((4695, 100), (0, 0), (0, 0)), ((745, 100), (0, 0), (0, 0)), (-46.95, 7.45)),
    ],
)
def test_only_places_on_earth_are_places(read, latitude, longitude, gps) -> None:
    entries = ((1, 2, b"S\x00"), (2, 5, rational(*latitude)), (3, 2, b"E\x00"), (4, 5, rational(*longitude)))
    assert read(jpeg_with(exif_with(gps=entries))).gps == gps


def test_technical_fields_are_read_in_either_byte_order(read) -> None:
    exif = ((0x829A, 5, rational((1, 250), order=">")), (0x829D, 5, rational((28, 10), order=">")),
            (0x8827, 3, struct.pack(">H", 400)), (0xA434, 2, b"EF 85mm\x00"))  # fmt: skip
    block = tiff(((0x010F, 2, b"NIKON CORPORATION\x00"), (0x0110, 2, b"NIKON D5\x00"),
                  (ORIENTATION, 3, struct.pack(">H", 6))), exif, order=">")  # fmt: skip
    found = read(jpeg_with(exif_segment(block)))
    assert (found.camera, found.lens, found.orientation) == ("NIKON D5", "EF 85mm", 6)
    assert found.exposure == "1/250 s, f/2.8, ISO 400"


def test_an_orientation_outside_one_to_eight_is_none(read) -> None:
    assert read(jpeg_with(exif_with((ORIENTATION, 3, struct.pack("<H", 9))))).orientation is None


def test_directories_in_a_ring_end(read) -> None:
    block = bytearray(tiff(((DESCRIPTION, 2, b"text in a ring\x00"), (0x8769, 4, struct.pack("<I", 8)))))
    assert read(jpeg_with(exif_segment(bytes(block)))).description == "text in a ring"


def test_one_iptc_resource_may_be_split_over_segments(read) -> None:
    whole = resource(0x03ED, b"odd", b"name") + resource(0x0404, iim((2, 120, b"split over segments" * 10)), b"odd")
    parts = [segment(0xED, b"Photoshop 3.0\x00" + part) for part in (whole[:60], whole[60:120], whole[120:])]
    assert read(jpeg_with(*parts)).description == "split over segments" * 10


def test_xmp_under_another_header_is_found(read) -> None:
    found = read(jpeg_with(segment(0xE1, b"XMP\x00://ns.adobe.com/xap/1.0/\x00" + xmp("", 'photoshop:City="Bern"'))))
    assert found.city == "Bern"


def test_fill_bytes_and_damaged_segments_do_not_stop_the_walk(read) -> None:
    data = jpeg_with(xmp_segment(b"<broken"), b"\xff" * 3000, iptc_segment(iim((2, 90, b"Bern"))))
    found = read(data)
    assert (found.city, bool(found.notes)) == ("Bern", True)


def test_png_text_comes_compressed_raw_and_behind_the_picture(read) -> None:
    itxt = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(xmp("", 'photoshop:City="Bern"'))
    block = resource(0x0404, iim((2, 120, b"raw profile")))
    digits = b"\nIPTC profile\n%8d\n" % len(block) + block.hex().encode() + b"\n"
    profile = b"Raw profile type iptc\x00\x00" + zlib.compress(digits)
    exif = tiff(((ARTIST, 2, b"behind the pixels\x00"),))
    data = png_with(
        (b"iTXt", itxt), (b"zTXt", profile), (b"tEXt", b"Title\x00Platz f\xfcr alle"), after=(b"eXIf", exif)
    )
    found = read(data, "p.png")
    assert (found.city, found.description, found.creator) == ("Bern", "raw profile", ("behind the pixels",))
    assert found.title == "Platz für alle"


def test_a_text_bomb_in_a_png_is_cut_off(read) -> None:
    bomb = b"Comment\x00\x00" + zlib.compress(b"a" * 50_000_000, 9)
    found = read(png_with((b"zTXt", bomb), (b"tEXt", b"Author\x00A. One")), "p.png")
    assert found.creator == ("A. One",)


def test_webp_gif_and_tiff_carry_the_same_fields(read) -> None:
    packet = xmp("", 'photoshop:City="Bern"')
    exif = b"Exif\x00\x00" + tiff(((ARTIST, 2, b"A. One\x00"),))
    webp = read(encoded(scene(), "WEBP", xmp=packet, exif=exif), "p.webp")
    assert (webp.city, webp.creator) == ("Bern", ("A. One",))
    gif = encoded(scene().convert("P"), "GIF")
    gif = gif[:-1] + b"\x21\xff\x0bXMP DataXMP" + packet + b"\x01" + bytes(range(255, -1, -1)) + b"\x00\x3b"
    assert read(gif, "p.gif").city == "Bern"
    tags = Image.Exif()
    tags[ARTIST], tags[0x02BC], tags[0x83BB] = "A. One", packet, iim((2, 120, b"A square"))
    buffer = io.BytesIO()
    scene().save(buffer, "TIFF", tiffinfo=tags)
    found = read(buffer.getvalue(), "p.tif")
    assert (found.city, found.creator, found.description) == ("Bern", ("A. One",), "A square")


def test_iptc_as_longs_in_a_tiff_is_read_whole(read) -> None:
    block = iim((2, 120, b"A square in the city centre"))
    block += bytes(-len(block) % 4)
    found = read(tiff(((0x83BB, 4, block),)), "p.tif")
    assert found.description == "A square in the city centre"


def test_the_place_shown_stands_in_only_without_a_core_place(read) -> None:
    shown = ('<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Thun'
             "</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>")  # fmt: skip
    assert read(jpeg_with(xmp_segment(xmp(shown)))).city == "Thun"
    assert read(jpeg_with(xmp_segment(xmp(shown, 'photoshop:City="Bern"')))).city == "Bern"


def test_the_record_goes_through_json_and_back(read) -> None:
    contact = '<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="a@x.example"/>'
    body = seq("dc:creator", "A", "B") + alt("dc:title", "Platz", "de") + contact
    found = read(jpeg_with(xmp_segment(xmp(body, 'photoshop:City="Zürich"'))))
    assert (len(found.translations), len(found.structures)) == (1, 1)
    assert from_json(to_json(found)) == found
