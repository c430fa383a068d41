"""Clips out of boxes: size as shown, moments, places and texts from every place where programs put them."""

import struct
import time
from pathlib import Path

import pytest

from library.media.metadata import FileMetadata, read_file
from library.media.quicktime import XMP_UUID, to_degrees
from tests.media import boxes
from tests.media.boxes import clip, international, item, items, keyed, movie_header, video_track
from tests.media.building import alt, xmp

SINCE_1904 = 2_082_844_800


def read(tmp_path: Path, data: bytes) -> FileMetadata:
    path = tmp_path / "clip.mov"
    path.write_bytes(data)
    return read_file(path)


@pytest.mark.parametrize(
    ("rotation", "shown"), [(0, (320, 240)), (90, (240, 320)), (180, (320, 240)), (270, (240, 320))]
)
def test_a_clip_is_as_large_as_it_is_shown(tmp_path: Path, rotation: int, shown: tuple[int, int]) -> None:
    found = read(tmp_path, clip(movie_header(), video_track(rotation=rotation)))
    assert (found.width_px, found.height_px) == shown
    assert found.duration_seconds == 5.0
    assert found.codec == "h264"


def test_the_moment_of_the_header_is_universal_time(tmp_path: Path) -> None:
    found = read(tmp_path, clip(movie_header(SINCE_1904 + 86_400), video_track()))
    assert found.metadata.created == "1970-01-02T00:00:00Z"


def test_a_header_that_counts_from_1970_is_understood(tmp_path: Path) -> None:
    found = read(tmp_path, clip(movie_header(1_700_000_000), video_track()))
    assert found.metadata.created == "2023-11-14T22:13:20Z"


def test_no_moment_is_no_date(tmp_path: Path) -> None:
    assert read(tmp_path, clip(movie_header(0), video_track())).metadata.created is None


def test_apples_own_moment_with_its_zone_goes_before_the_headers(tmp_path: Path) -> None:
    keys = keyed(
        creationdate=b"2019-02-12T15:27:12+0800", location__ISO6709=b"+27.1281+100.2508+000.000/", make=b"Apple"
    )
    found = read(tmp_path, clip(movie_header(SINCE_1904 + 5), video_track(), keys)).metadata
    assert found.created == "2019-02-12T15:27:12+08:00"
    assert found.gps == (27.1281, 100.2508)
    assert found.camera == "Apple"


def test_the_day_of_a_films_release_does_not_hide_its_clock(tmp_path: Path) -> None:
    day = items(item(b"\xa9day", b"2008-11-25T08:00:00Z"))
    found = read(tmp_path, clip(movie_header(SINCE_1904 + 86_400), video_track(), boxes.box(b"udta", day)))
    assert found.metadata.created == "1970-01-02T00:00:00Z"


def test_itunes_items_are_read(tmp_path: Path) -> None:
    inside = [
        item(b"\xa9nam", "Straße".encode()),
        item(b"\xa9ART", "Zoë Ångström".encode("utf-16-be"), form=2),
        item(b"\xa9cmt", b"a comment"),
        item(b"desc", b"a caption"),
        item(b"cprt", "© Ours".encode()),
        item(b"keyw", b"one, two"),
        item(b"trkn", b"\x00\x01", form=0),
    ]
    found = read(tmp_path, clip(movie_header(), video_track(), boxes.box(b"udta", items(*inside)))).metadata
    assert found.title == "Straße"
    assert found.creator == ("Zoë Ångström",)
    assert found.description == "a caption"
    assert found.copyright_notice == "© Ours"
    assert found.keywords == ("one", "two")
    assert {c.origin for c in found.candidates} == {"QuickTime"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zürich".encode("mac_roman"), 0),
        ("Zürich".encode(), 0),
        ("Zürich".encode(), 0x55C4),
        (b"\xfe\xff" + "Zürich".encode("utf-16-be"), 0x55C4),
    ],
)
def test_international_texts_in_each_of_their_encodings(tmp_path: Path, text: bytes, language: int) -> None:
    data = boxes.box(b"udta", international(b"\xa9nam", text, language))
    assert read(tmp_path, clip(movie_header(), video_track(), data)).metadata.title == "Zürich"


def test_3gpp_texts_and_place(tmp_path: Path) -> None:
    loci = (
        struct.pack(">IH", 0, 0x55C4) + b"Bern\x00\x00" + struct.pack(">iii", int(7.5 * 65536), int(46.25 * 65536), 0)
    )
    title = struct.pack(">IH", 0, 0x55C4) + "Grüezi".encode() + b"\x00"
    data = boxes.box(b"udta", boxes.box(b"titl", title), boxes.box(b"loci", loci + b"earth\x00\x00"))
    found = read(tmp_path, clip(movie_header(), video_track(), data, brand=b"3gp5")).metadata
    assert found.title == "Grüezi"
    assert found.gps == (46.25, 7.5)


@pytest.mark.parametrize("place", ["top", "moov", "udta"])
def test_xmp_in_each_of_its_places(tmp_path: Path, place: str) -> None:
    packet = xmp(alt("dc:description", "A clip"))
    own = boxes.box(b"uuid", XMP_UUID, packet)
    inside = {"top": b"", "moov": own, "udta": boxes.box(b"udta", boxes.box(b"XMP_", packet))}[place]
    found = read(tmp_path, clip(movie_header(), video_track(), inside, before=own if place == "top" else b""))
    assert found.metadata.description == "A clip"


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("+27.1281+100.2508/", "+27.1281+100.2508/"),
        ("+4230.50-00715.25/", "+42.5083333-7.2541667"),
        ("-423030+0071515/", "-42.5083333+7.2541667"),
    ],
)
def test_places_in_minutes_and_seconds(text: str, degrees: str) -> None:
    assert to_degrees(text) == degrees


def test_a_cut_clip_gives_what_it_has(tmp_path: Path) -> None:
    whole = clip(movie_header(SINCE_1904 + 86_400), video_track(), boxes.box(b"udta", items(item(b"\xa9nam", b"A"))))
    for length in range(16, len(whole), 7):
        read(tmp_path, whole[:length])


def test_endless_boxes_end_soon(tmp_path: Path) -> None:
    leaf = boxes.box(b"free") * 3000
    nested = boxes.box(b"udta", *(boxes.full(b"meta", leaf) for _ in range(300)))
    started = time.process_time()
    read(tmp_path, clip(movie_header(), video_track(), nested))
    assert time.process_time() - started < 2
