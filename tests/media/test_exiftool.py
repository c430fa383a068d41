"""Our reading beside ExifTool's, where it is installed: the same values out of the same files."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from library.media.metadata import read_metadata
from tests.media.building import alt, encoded, scene

EXIFTOOL = shutil.which("exiftool")
pytestmark = pytest.mark.skipif(EXIFTOOL is None, reason="ExifTool is not installed")

TAGS = {
    "description": ("XMP-dc:Description", "IPTC:Caption-Abstract", "EXIF:ImageDescription"),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline"),
    "title": ("XMP-dc:Title", "IPTC:ObjectName"),
    "credit_line": ("XMP-photoshop:Credit", "IPTC:Credit"),
    "source": ("XMP-photoshop:Source", "IPTC:Source"),
    "copyright_notice": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "EXIF:Copyright"),
    "creator_title": ("XMP-photoshop:AuthorsPosition", "IPTC:By-lineTitle"),
    "instructions": ("XMP-photoshop:Instructions", "IPTC:SpecialInstructions"),
    "city": ("XMP-photoshop:City", "IPTC:City"),
    "caption_writer": ("XMP-photoshop:CaptionWriter", "IPTC:Writer-Editor"),
    "usage_terms": ("XMP-xmpRights:UsageTerms",),
    "alt_text": ("XMP-iptcCore:AltTextAccessibility",),
}
VALUES = ["Zürich: «Straße» – 50 €", "Москва & <мир>", "서울 😀👩‍👩‍👧", "مرحبا بالعالم", "quote \" and 'single'"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WebP"])
def test_what_exiftool_writes_we_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(encoded(scene(), {"WebP": "WEBP"}.get(kind, kind)))
    written = {}
    orders = []
    for number, (field, tags) in enumerate(TAGS.items()):
        value = f"{VALUES[number % len(VALUES)]} {number}"
        # One block each, in turn, so that every block is proved; PNG and WebP keep to XMP and EXIF.
        usable = [tag for tag in tags if kind in {"JPEG", "TIFF"} or not tag.startswith("IPTC")]
        written[field] = value
        orders.append(f"-{usable[number % len(usable)]}={value}")
    options = ["-codedcharacterset=utf8", "-charset", "exif=utf8", "-overwrite_original", "-m", "-q"]
    subprocess.run([str(EXIFTOOL), *options, *orders, str(path)], check=True, timeout=60)
    found = read_metadata(path)
    assert {field: getattr(found, field) for field in written} == written


def test_what_we_read_exiftool_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    packet = alt("dc:description", "A square")
    from tests.media.building import UTF8_MARK, iim, iptc_segment, jpeg_with, xmp, xmp_segment

    block = iim(UTF8_MARK, (2, 80, "Zoë".encode()), (2, 80, b"B. Two"), (2, 25, b"a, b"), (2, 55, b"20260503"))
    path.write_bytes(jpeg_with(xmp_segment(xmp(packet)), iptc_segment(block)))
    command = [str(EXIFTOOL), "-j", "-G0", "-struct", str(path)]
    judged = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)[0]
    found = read_metadata(path)
    assert found.description == judged["XMP:Description"]
    assert list(found.creator) == judged["IPTC:By-line"]
    assert found.created == judged["IPTC:DateCreated"].replace(":", "-")
