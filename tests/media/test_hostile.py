"""Damaged bytes anywhere: our own readers give a record or a MediaError, never anything else."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.errors import MediaError
from library.media.metadata import EmbeddedMetadata, read_metadata
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
    seq,
    tiff,
    xmp,
    xmp_segment,
)

BLOCK = tiff(
    (
        (0x010E, 2, b"A caption of some length\x00"),
        (0x0110, 2, b"Camera\x00"),
        (0x83BB, 4, iim((2, 120, b"caption!!!!"))),
    ),
    ((0x9003, 2, b"2026:05:03 10:20:30\x00"), (0x829A, 5, rational((1, 250)))),
    ((1, 2, b"N\x00"), (2, 5, rational((46, 1), (57, 1), (0, 1))), (3, 2, b"E\x00"), (4, 5, rational((7, 1)))),
)
PACKET = xmp(alt("dc:description", "A square") + seq("dc:creator", "A", "B"), 'photoshop:City="Bern"')
IPTC = iim(UTF8_MARK, (2, 120, "Zürich".encode()), (2, 80, b"A. One"), (2, 25, b"word"), (2, 55, b"20260503"))


def heif() -> bytes:
    """Build the boxes of a HEIC that hold EXIF and XMP (nothing that could be decoded)."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, kind) + body

    exif = b"\x00\x00\x00\x06Exif\x00\x00" + BLOCK
    entries = box(b"infe", b"\x02\x00\x00\x00" + struct.pack(">HH4s", 1, 0, b"Exif") + b"\x00")
    entries += box(b"infe", b"\x02\x00\x00\x00" + struct.pack(">HH4s", 2, 0, b"mime") + b"\x00application/rdf+xml\x00")
    iinf = box(b"iinf", b"\x00\x00\x00\x00" + struct.pack(">H", 2) + entries)

    def iloc(first: int) -> bytes:
        places = [(1, first, len(exif)), (2, first + len(exif), len(PACKET))]
        body = b"".join(struct.pack(">HHHII", item, 0, 1, at, size) for item, at, size in places)
        return box(b"iloc", b"\x00\x00\x00\x00\x44\x00" + struct.pack(">H", 2) + body)

    ftyp = box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic")
    length = len(ftyp) + 12 + len(iinf) + len(iloc(0)) + 8
    return ftyp + box(b"meta", b"\x00\x00\x00\x00" + iinf + iloc(length)) + box(b"mdat", exif + PACKET)


def profile() -> tuple[bytes, bytes]:
    block = resource(0x0404, IPTC)
    return b"zTXt", b"Raw profile type iptc\x00\x00" + zlib.compress(
        b"\niptc\n%8d\n" % len(block) + block.hex().encode()
    )


FILES = {
    "jpeg": jpeg_with(exif_segment(BLOCK), xmp_segment(PACKET), iptc_segment(IPTC)),
    "png": png_with((b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + PACKET), profile(), after=(b"eXIf", BLOCK)),
    "webp": encoded(scene(), "WEBP", xmp=PACKET, exif=BLOCK),
    "tiff": BLOCK,
    "heif": heif(),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_whole_file_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "whole"
    path.write_bytes(FILES[kind])
    found = read_metadata(path)
    assert found.camera == "Camera"
    assert found.gps == (46.95, 7.0)
    assert kind == "tiff" or found.city == "Bern"
    assert found.notes == ()


@pytest.mark.parametrize("kind", FILES)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(data=st.data())
def test_damaged_bytes_give_a_record_or_a_media_error(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    damaged = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(8, len(damaged) - 1))
        new = data.draw(
            st.sampled_from([b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f", b"\x01", b"\x80", b"<", b"\x1c"])
        )
        damaged[at : at + len(new)] = new
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(8, len(damaged))) :]
    path = tmp_path / "damaged"
    path.write_bytes(damaged)
    try:
        found = read_metadata(path)
    except MediaError:
        return
    assert isinstance(found, EmbeddedMetadata)
    for candidate in found.candidates:
        assert candidate.value


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60))
def test_any_text_goes_through_every_block(text: str, tmp_path: Path) -> None:
    from xml.sax.saxutils import escape

    path = tmp_path / "text.jpg"
    expected = text.strip().strip("\ufeff").strip() or None
    blocks = {
        "headline": xmp_segment(xmp(f"<photoshop:Headline>{escape(text)}</photoshop:Headline>")),
        "instructions": iptc_segment(iim(UTF8_MARK, (2, 40, text.encode()))),
        "copyright_notice": exif_segment(tiff(((0x8298, 2, text.encode() + b"\x00"),))),
    }
    for field, segment in blocks.items():
        path.write_bytes(jpeg_with(segment))
        assert getattr(read_metadata(path), field) == expected
