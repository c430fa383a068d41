"""Raw files: told by content, read like EXIF, sized as the sensor's picture and shown by the camera's JPEG."""

from pathlib import Path

import pytest

from library.media.inspect import inspect_file, look_at
from library.media.metadata import read_file
from tests.media import raws


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "picture.bin"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("build", "form", "size", "camera"),
    [
        (raws.dng, "DNG", (6000, 4000), "LEICA Q2"),
        (raws.nef, "NEF", (8256, 5504), "NIKON Z 9"),
        (raws.rw2, "RW2", (3648, 2736), "Panasonic DMC-LX3"),
        (raws.raf, "RAF", (7728, 5152), "X-T5"),
        (raws.cr3, "CR3", (3648, 5472), "Canon EOS R6"),
        (raws.crw, "CRW", (2048, 3072), "Canon EOS 10D"),
        (raws.mrw, "MRW", (2560, 1920), "Minolta Co., Ltd. DiMAGE 7i"),
    ],
)
def test_a_raw_file_is_told_read_and_shown(
    tmp_path: Path, build, form: str, size: tuple[int, int], camera: str
) -> None:
    path = write(tmp_path, build())
    found = read_file(path)
    assert found.media.format == form
    assert (found.width_px, found.height_px) == size
    assert found.metadata.camera == camera
    assert (found.duration_seconds, found.codec) == (None, None)
    whole = inspect_file(path)
    assert (whole.picture.width_px, whole.picture.height_px) == size
    assert [made.name for made in whole.picture.renditions] == ["thumbnail", "preview"]
    assert whole.picture.fingerprints


@pytest.mark.parametrize(
    ("build", "created"),
    [
        (raws.rw2, "2024-05-03T10:20:30"),
        (raws.cr3, "2021-05-12T12:21:21"),
        (raws.crw, "2003-05-27T01:46:40"),
    ],
)
def test_the_moment_of_capture_is_found_wherever_it_lies(tmp_path: Path, build, created: str) -> None:
    assert read_file(write(tmp_path, build())).metadata.created == created


def test_the_preview_is_turned_as_the_raw_file_says(tmp_path: Path) -> None:
    shown = inspect_file(write(tmp_path, raws.dng(orientation=6))).picture
    assert (shown.width_px, shown.height_px) == (4000, 6000)
    assert all(made.height_px > made.width_px for made in shown.renditions)


def test_a_preview_that_is_upright_already_is_not_turned_again(tmp_path: Path) -> None:
    shown = inspect_file(write(tmp_path, raws.dng(orientation=6, jpeg=raws.preview(64, 96)))).picture
    assert all(made.height_px > made.width_px for made in shown.renditions)


def test_a_raw_file_without_a_picture_to_show_is_kept_and_says_so(tmp_path: Path) -> None:
    shown = look_at(write(tmp_path, raws.dng(jpeg=b"\x00" * 200))).picture
    assert (shown.width_px, shown.height_px, shown.renditions) == (6000, 4000, ())
    assert "the file carries no picture to show" in shown.notes


def test_the_next_preview_is_taken_when_the_best_one_is_broken(tmp_path: Path) -> None:
    broken = raws.preview(320, 240)
    data = raws.dng(jpeg=broken[: len(broken) // 2] + b"\x00" * 64) + raws.preview()
    assert len(inspect_file(write(tmp_path, data)).picture.renditions) == 2


def test_cut_raw_files_never_raise_what_nobody_expects(tmp_path: Path) -> None:
    for build in (raws.dng, raws.rw2, raws.raf, raws.cr3, raws.crw, raws.mrw):
        whole = build()
        for length in range(64, len(whole), max(1, len(whole) // 25)):
            read_file(write(tmp_path, whole[:length]))
