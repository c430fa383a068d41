"""Our reading beside ExifTool's, where it is installed: the same values out of the same files."""

import subprocess
from pathlib import Path

import pytest

from library.media.contract import to_contract
from library.media.metadata import read_file
from tests.media.building import encoded, scene
from tests.media.exiftool_judge import EXIFTOOL, TAGS, judge
from tests.media.test_traps import TRAPS

pytestmark = pytest.mark.skipif(EXIFTOOL is None, reason="ExifTool is not installed")

SAMPLES = Path(__file__).parents[2] / "sample_media"
VALUES = ["Zürich: «Straße» – 50 €", "Москва & <мир>", "서울 😀👩‍👩‍👧", "مرحبا بالعالم", "quote \" and 'single'"]


def ours(path: Path, fields: set[str]) -> dict[str, object]:
    """Return what we read of some fields."""
    told = to_contract(path, read_file(path))
    return {field: told[field] for field in fields}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_what_exiftool_writes_we_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(encoded(scene(), kind))
    written: dict[str, object] = {}
    orders = []
    for number, (field, tags) in enumerate(TAGS.items()):
        value = f"{VALUES[number % len(VALUES)]} {number}" if field != "country_code" else "CHE"
        # One block each, in turn, so that every block is proved; PNG and WebP keep to XMP and EXIF.
        blocks = ("XMP", "IPTC", "IFD0") if kind in {"JPEG", "TIFF"} else ("XMP", "IFD0")
        usable = [tag for tag in tags if tag.startswith(blocks) and not tag.startswith("IFD0:XP")]
        written[field] = [value] if field in {"creator", "keywords"} else value
        orders.append(f"-{usable[number % len(usable)]}={value}")
    options = ["-codedcharacterset=utf8", "-charset", "exif=utf8", "-overwrite_original", "-m", "-q"]
    subprocess.run([str(EXIFTOOL), *options, *orders, str(path)], check=True, timeout=60)
    assert ours(path, set(written)) == written


@pytest.mark.slow
def test_what_we_read_of_traps_exiftool_reads_too(tmp_path: Path) -> None:
    traps = {}
    for number, trap in enumerate(TRAPS):
        if not trap.repaired:
            path = tmp_path / f"{number}{trap.suffix}"
            path.write_bytes(trap.data)
            traps[path] = trap
    read = judge(traps)
    compared = 0
    for path, trap in traps.items():
        # Only what every version of ExifTool reads the same way is asked for.
        fields = read[path].keys() & trap.right.keys()
        compared += len(fields)
        assert {field: read[path][field] for field in fields} == {field: trap.right[field] for field in fields}, (
            trap.name
        )
    assert compared >= 100


@pytest.mark.slow
def test_what_exiftool_reads_of_the_sample_media_we_read() -> None:
    pictures = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in {".jpg", ".png", ".webp", ".tif"}]
    read = judge(pictures) | judge([SAMPLES / "windraeder_mac.jpg"], undeclared="MacRoman")
    assert sum(len(fields) for fields in read.values()) >= 100
    for path, fields in read.items():
        assert ours(path, set(fields)) == fields, path.name
