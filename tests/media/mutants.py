"""Whole small files of every kind that we read, and damage of the kinds that happen to files."""

import random
import struct
import tempfile
from functools import cache
from pathlib import Path

from tests.media.bombs import webp
from tests.media.boxes import clip, items, movie_header, video_track
from tests.media.boxes import item as entry
from tests.media.building import (
    UTF8_MARK,
    alt,
    encoded,
    exif_segment,
    exif_with_thumbnail,
    iim,
    iptc_segment,
    jpeg_with,
    png_with,
    resource,
    scene,
    seq,
    xmp,
    xmp_segment,
)
from tests.media.clips import moving_scene, write_clip

PACKET = xmp(alt("dc:description", "A square") + seq("dc:creator", "A. One"), 'photoshop:City="Bern"')
IPTC = iim(UTF8_MARK, (2, 120, "Zürich".encode()), (2, 80, b"A. One"), (2, 110, b"EPA"), (2, 25, b"word"))
CHUNKS = [b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff", b"\x01", b"\x80", b"<", b"\x1c", b"\xff\xd9", b"&#0;"]


def block() -> bytes:
    return exif_with_thumbnail(
        ((0x010E, 2, b"A caption of some length\x00"), (0x0110, 2, b"Camera\x00")),
        encoded(scene(48, 32), "JPEG", quality=70),
    )


@cache
def files() -> dict[str, bytes]:
    """Build one file of each kind, by its suffix."""
    exif, resources = block(), resource(0x0404, IPTC)
    made = {
        ".jpg": jpeg_with(exif_segment(exif), xmp_segment(PACKET), iptc_segment(IPTC)),
        ".png": png_with((b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + PACKET), after=(b"eXIf", exif)),
        ".webp": webp((b"EXIF", exif), (b"XMP ", PACKET)),
        ".gif": encoded(scene(), "GIF", comment=b"A square"),
        ".tif": encoded(scene(), "TIFF", tiffinfo={270: "A square"}),
        ".avif": encoded(scene(), "AVIF", exif=exif, xmp=PACKET),
        ".mp4": clip(movie_header(), video_track(), items(entry(b"\xa9nam", b"A square"))),
        ".xmp": PACKET,
        ".dng": exif,
        ".psd": struct.pack(">4sH6xHIIHHII", b"8BPS", 1, 3, 64, 96, 8, 3, 0, len(resources)) + resources + b"\x00" * 8,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".mov", ".webm", ".mkv"):
            codec = "libvpx" if suffix == ".webm" else "mpeg4"
            path = write_clip(
                Path(folder, f"a{suffix}"), moving_scene(6, 64, 48), codec=codec, tags={"title": "A square"}
            )
            made[suffix] = path.read_bytes()
    return made


def mutate(data: bytes, seed: int) -> bytes:
    """Damage a file as its seed says: flipped bits, overwritten, repeated, missing and moved parts, a cut."""
    rng = random.Random(seed)
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(min(4, len(out) - 1), len(out)) if len(out) > 5 else 0
        kind = rng.randrange(6)
        if kind == 0:
            out[at : at + 1] = bytes([out[at] ^ (1 << rng.randrange(8))]) if out else b""
        elif kind == 1:
            new = rng.choice(CHUNKS)
            out[at : at + len(new)] = new
        elif kind == 2:
            length = rng.randrange(1, 64)
            out[at:at] = out[at : at + length] * rng.choice([1, 1, 20])
        elif kind == 3:
            del out[at : at + rng.randrange(1, 200)]
        elif kind == 4:
            other = rng.randrange(len(out)) if out else 0
            out[at : at + 16] = out[other : other + 16]
        else:
            out[at : at + 4] = rng.randrange(2**32).to_bytes(4, rng.choice(["big", "little"]))
    if rng.random() < 0.2:
        del out[rng.randrange(len(out) + 1) :]
    return bytes(out)
