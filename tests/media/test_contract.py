"""The object of `photodesk metadata`: its names, the upright size, candidates and disagreement."""

import struct
from pathlib import Path

import pytest

from library.media.contract import error_object, to_contract
from library.media.metadata import read_file
from tests.media.building import alt, encoded, exif_segment, iim, iptc_segment, jpeg_with, scene, tiff, xmp, xmp_segment

KEYS = [
    "path", "kind", "format", "width", "height", "orientation", "caption", "headline", "title", "creator",
    "creator_title", "credit", "source", "copyright", "instructions", "usage_terms", "keywords", "created", "city",
    "state", "country", "country_code", "transmission_ref", "supplier_ref", "alt_text", "extended_description",
    "digital_source_type", "data_mining", "licensor_url", "caption_writer", "camera", "gps", "duration_seconds",
    "codec", "c2pa",
]  # fmt: skip


def test_the_object_has_exactly_the_names_programs_rely_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_with())
    told = to_contract("a.jpg", read_file(path))
    assert list(told) == KEYS
    assert (told["path"], told["kind"], told["format"], told["width"], told["height"]) == (
        "a.jpg", "photo", "JPEG", 96, 64,
    )  # fmt: skip
    assert (told["creator"], told["keywords"], told["gps"], told["caption"], told["c2pa"]) == (
        [], [], None, None, "absent",
    )  # fmt: skip


def test_candidates_come_with_their_origin_and_whether_they_disagree(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    block = iim((2, 120, b"from iim"), (2, 105, b"head"))
    path.write_bytes(jpeg_with(xmp_segment(xmp(alt("dc:description", "from xmp"))), iptc_segment(block)))
    told = to_contract(path, read_file(path), with_candidates=True)
    assert told["caption"] == "from xmp"
    assert told["candidates"]["caption"] == {
        "disagree": True,
        "values": [{"origin": "XMP", "value": "from xmp"}, {"origin": "IIM", "value": "from iim"}],
    }
    assert told["candidates"]["headline"]["disagree"] is False


def test_languages_and_structures_come_with_the_candidates(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    items = '<rdf:li xml:lang="x-default">Square</rdf:li><rdf:li xml:lang="de">Platz</rdf:li>'
    contact = '<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="a@x.example"/>'
    packet = xmp(f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>{contact}")
    path.write_bytes(jpeg_with(xmp_segment(packet)))
    told = to_contract(path, read_file(path), with_candidates=True)
    assert told["languages"] == {"caption": {"x-default": "Square", "de": "Platz"}}
    assert told["structures"] == [{"name": "creator_contact", "parts": [["CiEmailWork", "a@x.example"]]}]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "AVIF"])
def test_the_size_comes_from_the_header(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(encoded(scene(120, 80), kind))
    file = read_file(path)
    assert (file.width_px, file.height_px) == (120, 80)


@pytest.mark.parametrize(("orientation", "size"), [(1, (96, 64)), (3, (96, 64)), (6, (64, 96)), (8, (64, 96))])
def test_the_size_is_that_of_the_upright_picture(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_with(exif_segment(tiff([(0x0112, 3, struct.pack("<H", orientation))]))))
    told = to_contract(path, read_file(path))
    assert (told["orientation"], (told["width"], told["height"])) == (orientation, size)


def test_a_file_that_cannot_be_read_gives_its_path_and_the_reason() -> None:
    assert error_object("a.jpg", "a.jpg is empty.") == {"path": "a.jpg", "error": "a.jpg is empty."}
