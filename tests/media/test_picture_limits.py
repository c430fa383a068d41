"""Pictures too large to decode are refused by their header, with the limit of their kind."""

import struct
import zlib
from pathlib import Path

import pytest

from library.errors import MediaRefused
from library.media import pixel_limits, probe
from library.media.picture import decode_picture, measure_picture
from library.media.probe import MediaType
from tests.media.building import encoded, scene


def png_of(width: int, height: int, bits: int, colour: int, *, see_through: bool = False) -> bytes:
    """Head of a PNG, and as many bytes as an honest one of its size has at least."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    palette = chunk(b"PLTE", bytes(768)) if colour == 3 else b""
    mask = chunk(b"tRNS", b"\x00") if see_through else b""
    return b"\x89PNG\r\n\x1a\n" + head + palette + mask + chunk(b"IDAT", bytes(width * height // 1900))


@pytest.mark.parametrize(
    ("megapixels", "bits", "colour", "see_through", "most"),
    [
        (290, 8, 0, False, None),
        (220, 8, 2, False, None),
        (230, 8, 2, False, 225),
        (230, 16, 2, False, 225),
        (110, 8, 6, False, None),
        (115, 8, 6, False, 112),
        (175, 8, 3, False, None),
        (185, 8, 3, False, 180),
        (105, 8, 3, True, 100),
        (155, 16, 0, False, 150),
        (310, 8, 0, False, 300),
    ],
)
def test_each_kind_of_png_has_its_limit(
    tmp_path: Path, megapixels: int, bits: int, colour: int, see_through: bool, most: int | None
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_of(10_000, megapixels * 100, bits, colour, see_through=see_through))
    if most is None:
        assert measure_picture(path, probe.PNG, orientation=None) == (10_000, megapixels * 100)
        return
    with pytest.raises(MediaRefused, match=rf"10000 x {megapixels * 100} .* at most {most} megapixels"):
        measure_picture(path, probe.PNG, orientation=None)


@pytest.mark.parametrize("media", [probe.PNG, probe.TIFF, probe.WEBP, probe.AVIF, probe.GIF, probe.JPEG])
def test_only_jpegs_are_scaled_while_they_are_decoded(
    tmp_path: Path, media: MediaType, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(encoded(scene(), media.format))
    monkeypatch.setattr(pixel_limits, "DECODED_BYTES", 3_000)
    if media is probe.JPEG:
        assert decode_picture(path, media, orientation=None, edge_px=32).width_px == scene().width
        return
    with pytest.raises(MediaRefused, match="megapixels") as refused:
        decode_picture(path, media, orientation=None, edge_px=32)
    assert "JPEG" in (refused.value.hint or "")
