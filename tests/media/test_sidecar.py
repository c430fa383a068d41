"""XMP beside a file: whose it is, when it is believed first, and as a file of its own."""

import time
from pathlib import Path

import pytest

from library.media.metadata import read_file
from library.media.sidecar import owner_of
from tests.media.building import alt, iim, iptc_segment, jpeg_with, seq, xmp, xmp_segment
from tests.media.raws import dng


def beside(folder: Path, name: str, text: str, attributes: str = "") -> Path:
    path = folder / name
    path.write_bytes(xmp(alt("dc:description", text), attributes))
    return path


def picture(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["photo.xmp", "photo.XMP", "photo.dng.xmp"])
def test_a_raw_files_sidecar_is_read_first(tmp_path: Path, name: str) -> None:
    path = picture(tmp_path, "photo.dng", dng())
    beside(tmp_path, name, "Of the photographer")
    found = read_file(path).metadata
    assert found.description == "Of the photographer"
    assert {(c.field, c.origin) for c in found.candidates if c.field == "description"} == {("description", "sidecar")}
    assert any(name in note for note in found.notes)


def test_the_sidecar_of_a_raw_file_is_not_the_jpegs_of_the_same_name(tmp_path: Path) -> None:
    picture(tmp_path, "photo.dng", dng())
    path = picture(tmp_path, "photo.jpg", jpeg_with())
    beside(tmp_path, "photo.xmp", "Of the raw file")
    assert read_file(path).metadata.description is None


def test_a_jpegs_own_sidecar_goes_before_what_it_holds(tmp_path: Path) -> None:
    path = picture(tmp_path, "photo.jpg", jpeg_with(xmp_segment(xmp(alt("dc:description", "Inside")))))
    beside(tmp_path, "photo.jpg.xmp", "Beside")
    found = read_file(path).metadata
    assert found.description == "Beside"
    assert "description" in found.conflicts


def test_a_sidecar_of_a_shared_name_stands_behind_a_jpegs_own_xmp(tmp_path: Path) -> None:
    path = picture(tmp_path, "photo.jpg", jpeg_with(xmp_segment(xmp(alt("dc:description", "Inside")))))
    beside(tmp_path, "photo.xmp", "Beside", 'photoshop:City="Bern"')
    found = read_file(path).metadata
    assert (found.description, found.city) == ("Inside", "Bern")


def test_a_sidecar_of_a_shared_name_goes_before_iptc_where_there_is_no_xmp(tmp_path: Path) -> None:
    path = picture(tmp_path, "photo.jpg", jpeg_with(iptc_segment(iim((2, 120, b"Inside")))))
    beside(tmp_path, "photo.xmp", "Beside")
    assert read_file(path).metadata.description == "Beside"


@pytest.mark.parametrize(
    ("inside", "believed"), [("2024-01-01T10:00:00Z", "Beside"), ("2024-05-01T10:00:00Z", "Inside")]
)
def test_the_later_of_two_dated_packets_goes_first(tmp_path: Path, inside: str, believed: str) -> None:
    packet = xmp(alt("dc:description", "Inside"), f'xmp:MetadataDate="{inside}"')
    path = picture(tmp_path, "photo.jpg", jpeg_with(xmp_segment(packet)))
    beside(tmp_path, "photo.jpg.xmp", "Beside", 'xmp:MetadataDate="2024-03-01T10:00:00+01:00"')
    assert read_file(path).metadata.description == believed


def test_a_broken_sidecar_loses_nothing(tmp_path: Path) -> None:
    path = picture(tmp_path, "photo.jpg", jpeg_with(xmp_segment(xmp(alt("dc:description", "Inside")))))
    (tmp_path / "photo.jpg.xmp").write_bytes(b"\x00\x01 no packet")
    assert read_file(path).metadata.description == "Inside"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_packet_is_read_as_a_file_of_its_own(tmp_path: Path, encoding: str) -> None:
    sizes = (
        'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:ImageWidth="4032" tiff:ImageLength="3024" tiff:Orientation="6"'
    )
    packet = xmp(alt("dc:description", "Zürich") + seq("dc:creator", "Zoë"), sizes).decode()
    path = picture(tmp_path, "lone.xmp", ("<!-- by a program -->\n" + packet.replace("\ufeff", "")).encode(encoding))
    found = read_file(path)
    assert (found.media.kind, found.media.format) == ("sidecar", "XMP")
    assert (found.metadata.description, found.metadata.creator) == ("Zürich", ("Zoë",))
    assert (found.width_px, found.height_px, found.metadata.orientation) == (3024, 4032, 6)


@pytest.mark.parametrize(
    ("sidecar", "names", "owner"),
    [
        ("a.xmp", ["a.jpg", "a.cr2"], "a.cr2"),
        ("a.jpg.xmp", ["a.jpg", "a.cr2"], "a.jpg"),
        ("a.xmp", ["a.jpg"], "a.jpg"),
        ("A.XMP", ["a.JPG"], "a.JPG"),
        ("a.xmp", ["b.jpg", "a.xmp"], None),
    ],
)
def test_whose_a_sidecar_is(sidecar: str, names: list[str], owner: str | None) -> None:
    assert owner_of(Path(sidecar), names) == owner


def test_a_list_that_stands_elsewhere_in_the_packet_is_found(tmp_path: Path) -> None:
    bag = '<rdf:Bag rdf:nodeID="words"><rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag>'
    packet = xmp('<dc:subject rdf:nodeID="words"/>').decode().replace("<rdf:Description", bag + "<rdf:Description", 1)
    assert read_file(picture(tmp_path, "lone.xmp", packet.encode())).metadata.keywords == ("one", "two")


def test_nodes_that_name_each_other_end_soon(tmp_path: Path) -> None:
    members = '<rdf:li rdf:nodeID="words"/>' * 200
    bag = f'<rdf:Bag rdf:nodeID="words">{members}</rdf:Bag>'
    packet = xmp('<dc:subject rdf:nodeID="words"/>').decode().replace("<rdf:Description", bag + "<rdf:Description", 1)
    started = time.process_time()
    read_file(picture(tmp_path, "lone.xmp", packet.encode()))
    assert time.process_time() - started < 2


def test_exiv2s_own_files_are_read(tmp_path: Path) -> None:
    packet = xmp_segment(xmp(alt("dc:description", "Beside")))
    found = read_file(picture(tmp_path, "photo.exv", b"\xff\x01Exiv2" + packet + b"\xff\xd9"))
    assert (found.media.format, found.metadata.description) == ("EXV", "Beside")
