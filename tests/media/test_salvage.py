"""Salvage: what one part of a file lost does not lose the others, and a cut file keeps what came before the cut."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from library.errors import MediaError
from library.media.inspect import Inspection, inspect_file, look_at
from library.media.metadata import read_metadata
from tests.media.boxes import clip, movie_header, video_track
from tests.media.building import (
    encoded,
    exif_segment,
    exif_with_thumbnail,
    iptc_segment,
    jpeg_with,
    scene,
    tiff,
    xmp_segment,
)
from tests.media.mutants import IPTC, PACKET, files

SUFFIXES = sorted(files())


def look(folder: Path, data: bytes, suffix: str = ".jpg") -> Inspection:
    path = folder / f"picture{suffix}"
    path.write_bytes(data)
    return look_at(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_cut_anywhere_ends_as_a_record_or_with_a_reason(suffix: str, tmp_path: Path) -> None:
    whole = files()[suffix]
    kept = told = 0
    for percent in range(100):
        try:
            found = look(tmp_path, whole[: len(whole) * percent // 100], suffix)
        except MediaError as error:
            told += error.message.startswith("picture") and bool(error.hint)
        else:
            kept += 1
            assert found.picture.renditions or found.picture.damage or found.picture.width_px
    assert kept + told == 100
    assert kept or suffix in {".xmp", ".dng", ".gif", ".avif", ".mov", ".webm", ".mkv"}


def test_a_broken_block_does_not_lose_the_others(tmp_path: Path) -> None:
    exif = tiff(((0x8298, 2, b"A copyright\x00"), (0x0110, 2, b"Camera\x00")))
    blocks = {"exif": exif_segment(exif), "xmp": xmp_segment(PACKET), "iptc": iptc_segment(IPTC)}
    broken = {
        "exif": exif_segment(b"II*\x00\xff\xff\xff\x7f" + exif[8:]),
        "xmp": xmp_segment(b"<x:xmpmeta" + b"\xff<<&" * 99),
        "iptc": iptc_segment(b"\x1c\x02\x78\xff\xff" * 9),
    }
    expected = {"exif": ("copyright_notice", "A copyright"), "xmp": ("city", "Bern"), "iptc": ("credit_line", "EPA")}
    for lost in blocks:
        path = tmp_path / f"{lost}.jpg"
        path.write_bytes(jpeg_with(*({**blocks, lost: broken[lost]}).values()))
        found = read_metadata(path)
        assert found.notes, lost
        for name, (field, value) in expected.items():
            assert name == lost or getattr(found, field) == value, (lost, name)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_cut_jpeg_keeps_credit_and_a_picture_and_is_marked(share: float, tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(7).integers(0, 255, (700, 900, 3), dtype=np.uint8))
    small = exif_with_thumbnail(((0x010E, 2, b"A square\x00"),), encoded(scene(48, 32), "JPEG"))
    whole = jpeg_with(exif_segment(small), iptc_segment(IPTC), picture=encoded(noise, "JPEG", quality=90))
    start = whole.index(b"\xff\xda")
    path = tmp_path / "picture.jpg"
    path.write_bytes(whole[: start + int((len(whole) - start) * share)])
    found = inspect_file(path)
    assert (found.metadata.credit_line, found.metadata.description) == ("EPA", "Zürich")
    assert found.picture.renditions
    assert found.picture.damage


@pytest.mark.parametrize("length", [40, 400_000])
def test_a_picture_that_is_gone_leaves_its_size_and_the_thumbnail_it_carries(length: int, tmp_path: Path) -> None:
    """Whether it is decoded at once or later."""
    small = exif_with_thumbnail(((0x0110, 2, b"Camera\x00"),), encoded(scene(48, 32), "JPEG"))
    head = jpeg_with(exif_segment(small))
    found = look(tmp_path, head[: head.rindex(b"\xff\xc0")] + b"\xff" * length)
    assert found.picture.damage
    assert [(made.name, made.width_px, made.height_px) for made in found.picture.renditions] == [("thumbnail", 48, 32)]
    assert found.picture.fingerprints == ()


def test_a_clip_without_frames_keeps_what_its_header_tells(tmp_path: Path) -> None:
    found = look(tmp_path, clip(movie_header(), video_track(320, 240)), ".mp4")
    picture = found.picture
    assert (picture.width_px, picture.height_px, picture.duration_seconds, picture.codec) == (320, 240, 5.0, "h264")
    assert picture.damage


def test_a_file_of_holes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "holes.jpg"
    with path.open("wb") as file:
        file.write(encoded(scene(), "JPEG"))
        file.truncate(10**11)
    with pytest.raises(MediaError, match="mostly holes"):
        look_at(path)


def test_what_is_no_file_is_named_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    (tmp_path / "folder.jpg").mkdir()
    for name, words in (("pipe.jpg", "a pipe"), ("loop.jpg", "cannot be opened"), ("folder.jpg", "a folder"),
                        ("absent.jpg", "cannot be opened")):  # fmt: skip
        with pytest.raises(MediaError, match=words):
            look_at(tmp_path / name)
    with pytest.raises(MediaError, match="a pipe, a device"):
        look_at(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (encoded(scene(), "JPEG") + b"PK\x03\x04" + b"x" * 99 + b"PK\x05\x06" + b"\x00" * 18, "JPEG"),
        (encoded(scene(), "JPEG") + b"%PDF-1.7\n%%EOF", "JPEG"),
        (encoded(scene(), "GIF") + b"<html><script>alert(1)</script></html>", "GIF"),
        (encoded(scene(), "PNG"), "PNG"),
    ],
)
def test_polyglots_and_wrong_suffixes_are_what_their_first_bytes_say(
    data: bytes, format_name: str, tmp_path: Path
) -> None:
    found = look(tmp_path, data, ".pdf")
    assert (found.media.format, found.picture.damage) == (format_name, None)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n" + encoded(scene(), "JPEG"), b"PK\x03\x04" + encoded(scene(), "PNG"), b""]
)
def test_what_begins_as_something_else_is_refused_by_its_name(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"PDF document|ZIP archive|is empty"):
        look(tmp_path, data)
