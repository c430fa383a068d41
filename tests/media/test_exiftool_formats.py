"""What ExifTool writes into clips, documents, raw files and sidecars, we read; where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from library.media.metadata import read_file
from tests.media import raws
from tests.media.boxes import clip, movie_header, video_track

EXIFTOOL = shutil.which("exiftool")
pytestmark = [pytest.mark.skipif(EXIFTOOL is None, reason="ExifTool is not installed"), pytest.mark.slow]

EDITORIAL = {
    "description": ("XMP-dc:Description", "Zürich: «Straße» – 50 €"),
    "headline": ("XMP-photoshop:Headline", "Москва & <мир>"),
    "credit_line": ("XMP-photoshop:Credit", "서울 😀"),
    "copyright_notice": ("XMP-dc:Rights", "© مرحبا"),
    "city": ("XMP-photoshop:City", "Genève"),
}


def write(path: Path, data: bytes, *orders: str) -> None:
    path.write_bytes(data)
    command = [str(EXIFTOOL), "-charset", "utf8", "-overwrite_original", "-m", "-q", *orders, str(path)]
    subprocess.run(command, check=True, timeout=60)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("clip.mp4", clip(movie_header(), video_track())),
        ("clip.mov", clip(movie_header(), video_track(), brand=b"qt  ")),
        ("layers.psd", raws.psd()),
        ("photo.dng", raws.dng()),
        ("photo.nef", raws.nef()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_xmp_that_exiftool_embeds_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    write(path, data, *(f"-{tag}={value}" for tag, value in EDITORIAL.values()))
    found = read_file(path).metadata
    assert {field: getattr(found, field) for field in EDITORIAL} == {
        field: value for field, (_, value) in EDITORIAL.items()
    }


@pytest.mark.parametrize("group", ["ItemList", "UserData", "Keys"])
def test_clips_texts_in_each_of_their_homes_are_read(tmp_path: Path, group: str) -> None:
    path = tmp_path / "clip.mp4"
    orders = [f"-{group}:Title=Straße 東京", f"-{group}:Artist=Zoë", f"-{group}:GPSCoordinates=46.948, 7.4474, 540"]
    write(path, clip(movie_header(), video_track()), *orders)
    found = read_file(path).metadata
    assert (found.title, found.creator) == ("Straße 東京", ("Zoë",))
    assert found.gps == pytest.approx((46.948, 7.4474), abs=1e-4)


def test_a_sidecar_that_exiftool_writes_is_read(tmp_path: Path) -> None:
    path, beside = tmp_path / "photo.dng", tmp_path / "photo.xmp"
    path.write_bytes(raws.dng())
    orders = [f"-{tag}={value}" for tag, value in EDITORIAL.values()]
    subprocess.run([str(EXIFTOOL), "-charset", "utf8", "-q", *orders, str(beside)], check=True, timeout=60)
    found = read_file(path).metadata
    assert found.description == EDITORIAL["description"][1]
    assert {c.origin for c in found.candidates if c.field in EDITORIAL} == {"sidecar"}


@pytest.mark.parametrize("build", [raws.dng, raws.nef, raws.raf, raws.cr3, raws.rw2, raws.mrw])
def test_exiftool_measures_our_raw_files_as_we_do(tmp_path: Path, build) -> None:
    path = tmp_path / f"photo.{build.__name__}"
    path.write_bytes(build())
    command = [str(EXIFTOOL), "-s3", "-n", "-Composite:ImageSize", str(path)]
    told = subprocess.run(command, check=False, capture_output=True, timeout=60, text=True).stdout.replace("x", " ")
    found = read_file(path)
    assert sorted(map(int, told.split())) == sorted((found.width_px or 0, found.height_px or 0))
