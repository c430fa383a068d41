"""The parts of writing: cutting between letters, IIM, EXIF blocks and XMP packets."""

import struct
from hashlib import md5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import InvalidInput
from library.media.changes import parse_changes
from library.media.exif_writing import edit_exif
from library.media.graphemes import cut_text
from library.media.iim import parse_datasets, read_iim
from library.media.iim_writing import edit_iim
from library.media.mpf import corrected_mpf
from library.media.photoshop_writing import join_resources, split_resources
from library.media.policy import COPY, PUBLIC
from library.media.xmp import XmpProperties, parse_packet
from library.media.xmp_writing import edit_xmp, is_private
from tests.media.building import NAMES, PACKET, UTF8_MARK, alt, iim, resource, seq, tiff, xmp
from tests.media.sources import FOREIGN, MAKER_NOTE, exif_block


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abc", 3, "abc"),
        ("äöü", 5, "äö"),
        ("Москва", 7, "Мос"),
        ("서울", 5, "서"),
        ("ab e\u0301", 5, "ab"),
        ("a👩‍👩‍👧", 12, "a"),
        ("a👍🏽", 6, "a"),
        ("🇨🇭🇩🇪", 12, "🇨🇭"),
        ("नमस्ते", 15, "नमस्"),
        ("ab\r\ncd", 3, "ab"),
        ("👩‍👩‍👧", 5, ""),
        ("e" + "\u0301" * 100, 81, "e" + "\u0301" * 40),
    ],
)
def test_texts_are_cut_between_letters(text: str, limit: int, cut: str) -> None:
    assert cut_text(text, limit) == cut


@given(text=st.text(max_size=60), limit=st.integers(1, 80))
def test_what_is_cut_fits_and_begins_the_text(text: str, limit: int) -> None:
    cut = cut_text(text, limit)
    assert len(cut.encode("utf-8", "surrogatepass")) <= limit
    assert text.startswith(cut)


@pytest.mark.parametrize(
    "values",
    [{"unknown": "x"}, {"gps": [1, 2]}, {"orientation": 1}, {"caption": ["x"]}, {"keywords": [1]}, {"created": "soon"}],
)
def test_values_of_the_wrong_kind_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        parse_changes(values)


def test_values_are_brought_into_the_form_of_files() -> None:
    changes = parse_changes(
        {
            "caption": " a\x00b\x0b\r\nc\ud800 ",
            "creator": "One",
            "keywords": None,
            "created": "2026-05-03 14:30",
            "data_mining": "DMI-PROHIBITED",
            "digital_source_type": "digitalCapture",
        }
    )
    assert changes == {
        "description": "ab\nc",
        "creator": ("One",),
        "keywords": (),
        "created": "2026-05-03T14:30:00",
        "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }


def test_iim_is_converted_and_foreign_datasets_stay() -> None:
    old = iim((2, 0, b"\x00\x02"), (2, 120, b"old"), (2, 118, "Grüße".encode("cp1252")), (7, 10, b"\xff\x00raw"))
    block = edit_iim([old], parse_changes({"caption": "Neu", "keywords": ["a", "b"]})).block
    datasets, damaged = parse_datasets(block)
    assert not damaged
    assert datasets == [
        UTF8_MARK,
        (2, 0, b"\x00\x02"),
        (2, 120, b"Neu"),
        (2, 118, "Grüße".encode()),
        (2, 25, b"a"),
        (2, 25, b"b"),
        (7, 10, b"\xff\x00raw"),
    ]


def test_iim_keeps_a_moment_without_zone_without_one() -> None:
    for moment, date, time in (
        ("2026-05-03T14:30:00", b"20260503", b"143000"),
        ("2026-05-03T14:30:00Z", b"20260503", b"143000+0000"),
        ("2026-05-03", b"20260503", None),
        ("2026-05", b"20260500", None),
    ):
        block = edit_iim([], parse_changes({"created": moment})).block
        datasets = {kind: data for _, kind, data in parse_datasets(block)[0]}
        assert (datasets[55], datasets.get(60)) == (date, time)


def test_a_country_code_that_is_a_name_is_no_code() -> None:
    edit = edit_iim([iim((2, 100, b"CHE"))], parse_changes({"country_code": "Switzerland", "city": "Bern"}))
    assert edit.left == ["country_code"]
    assert 100 not in read_iim([edit.block]).values


def test_long_datasets_keep_their_length() -> None:
    old = iim(UTF8_MARK, (2, 120, b"x")) + b"\x1c\x08\x0a\x80\x04" + struct.pack(">I", 40_000) + b"p" * 40_000
    block = edit_iim([old], parse_changes({"city": "Bern"})).block
    assert (8, 10, b"p" * 40_000) in parse_datasets(block)[0]


def test_resources_keep_their_bytes_around_the_new_iptc() -> None:
    run = resource(0x03ED, b"r" * 5, b"name") + resource(0x0404, b"old") + resource(0x0425, b"d" * 16)
    run += resource(0x0422, b"exif")
    joined = join_resources(split_resources(run), b"new block", COPY)
    assert [(one.number, one.data) for one in split_resources(joined)] == [
        (0x03ED, b"r" * 5),
        (0x0404, b"new block"),
        (0x0425, md5(b"new block").digest()),
        (0x0422, b"exif"),
    ]
    assert b"exif" not in join_resources(split_resources(run), b"new block", PUBLIC)


@pytest.mark.parametrize("order", ["<", ">"])
def test_exif_texts_change_and_everything_else_stays_in_its_place(order: str) -> None:
    block = exif_block(order)
    short = edit_exif(block, parse_changes({"caption": "new"})).block
    assert len(short) == len(block)
    long = edit_exif(block, parse_changes({"caption": "n" * 500, "created": "2026-05-03T14:30:00+02:00"})).block
    for part in (MAKER_NOTE, b"SN-4711", b"\xff\xd8\xff"):
        assert long.find(part) == block.find(part)
    assert b"OLD CAPTION" not in long
    again = edit_exif(long, parse_changes({"caption": "m" * 500})).block
    assert len(again) == len(long)
    assert b"+02:00" in again


def test_a_value_that_two_entries_share_is_not_overwritten() -> None:
    block = bytearray(tiff([(0x010E, 2, b"shared text\x00"), (0x0131, 2, b"another one\x00")]))
    block[10 + 12 + 8 : 10 + 12 + 12] = block[10 + 8 : 10 + 12]
    after = edit_exif(bytes(block), parse_changes({"caption": "new"})).block
    assert b"shared text\x00" in after


def test_a_block_that_is_none_is_left_alone() -> None:
    for block in (b"garbage!", b"II*\x00\xff\xff\xff\xff", b"II*\x00\x08\x00\x00\x00\xff\xff"):
        edit = edit_exif(block, parse_changes({"caption": "new"}))
        assert edit.block == block
        assert edit.notes


def test_a_full_block_takes_what_finds_room() -> None:
    block = exif_block()
    edit = edit_exif(block, parse_changes({"caption": "x" * 900, "creator": "Short"}), limit_bytes=len(block))
    assert len(edit.block) == len(block)
    assert edit.left == ["description"]
    assert b"Short" in edit.block
    assert b"OLD CAPTION" not in edit.block


def read(packet: bytes) -> XmpProperties:
    found = XmpProperties()
    parse_packet(packet, found)
    return found


def test_foreign_properties_other_languages_and_parts_stay() -> None:
    old = xmp(
        "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Old</rdf:li><rdf:li xml:lang='fr'>Vieux</rdf:li>"
        "<rdf:li xml:lang='en-US'>Old</rdf:li></rdf:Alt></dc:title>"
        "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName='Agency' plus:LicensorURL='http://old'/></rdf:Seq>"
        "</plus:Licensor>" + FOREIGN
    )
    packet = edit_xmp([old], parse_changes({"title": "New", "licensor_url": "http://new"}), COPY).packet
    found = read(packet)
    assert [(item.lang, item.text) for item in found.values["dc:title"].items] == [
        ("x-default", "New"),
        ("fr", "Vieux"),
    ]
    assert found.structure_text("plus:Licensor", "plus:LicensorURL") == "http://new"
    assert found.structure_text("plus:Licensor", "plus:LicensorName") == "Agency"
    assert b"kept" in packet


def test_a_second_packet_is_folded_in() -> None:
    first, second = xmp(alt("dc:title", "One") + FOREIGN), xmp(alt("dc:title", "Two"), 'photoshop:City="Bern"')
    found = read(edit_xmp([first, second], parse_changes({"headline": "H"}), COPY).packet)
    assert (found.text("dc:title"), found.text("photoshop:City"), found.text("x:Own")) == ("Two", "Bern", "kept")


def test_properties_under_other_prefixes_and_name_spaces_are_found() -> None:
    old = PACKET.format(
        body='<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Headline="Old"/>'
        f'<rdf:Description rdf:about="" {NAMES}><photoshop:Headline>Older</photoshop:Headline></rdf:Description>'
    ).encode()
    packet = edit_xmp([old], parse_changes({"headline": "New"}), COPY).packet
    assert read(packet).text("photoshop:Headline") == "New"
    assert b"Old" not in packet
    assert packet.count(b"<rdf:Description") == 1


def test_a_packet_in_utf16_and_one_that_is_refused_give_a_new_one() -> None:
    wide = xmp(alt("dc:title", "Ä")).decode("utf-8").encode("utf-16")
    assert read(edit_xmp([wide], parse_changes({"headline": "H"}), COPY).packet).text("dc:title") == "Ä"
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]>' + xmp(seq("dc:creator", "&a;"))
    edit = edit_xmp([evil], parse_changes({"headline": "H"}), COPY)
    assert b"DOCTYPE" not in edit.packet
    assert edit.notes


@pytest.mark.parametrize(
    ("tag", "private"),
    [
        ("{http://ns.adobe.com/exif/1.0/aux/}SerialNumber", True),
        ("{http://cipa.jp/exif/1.0/}LensSerialNumber", True),
        ("{http://ns.adobe.com/exif/1.0/}GPSLatitude", True),
        ("{http://www.metadataworkinggroup.com/schemas/regions/}Regions", True),
        ("{http://ns.microsoft.com/photo/1.2/}RegionInfo", True),
        ("{http://ns.google.com/photos/1.0/container/}Directory", True),
        ("{http://ns.google.com/photos/1.0/panorama/}ProjectionType", False),
        ("{http://purl.org/dc/elements/1.1/}title", False),
        ("{http://ns.adobe.com/photoshop/1.0/}Credit", False),
    ],
)
def test_private_properties_are_known(tag: str, private: bool) -> None:
    assert is_private(tag) is private


def test_an_index_of_pictures_that_does_not_hold_together_is_left() -> None:
    for body in (b"MPF\x00", b"MPF\x00II*\x00\xff\xff\xff\xff", b"MPF\x00XX*\x00\x08\x00\x00\x00\x01\x00"):
        assert corrected_mpf(body, grown_by=5, moved_by=5) == body
