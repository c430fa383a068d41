"""Which pictures are too large to decode: told by the header, before anything is decoded (metadata.md §6)."""

from pathlib import Path

from PIL import Image

from library.errors import MediaRefused
from library.media import probe
from library.media.probe import MediaType

MAX_PIXELS = 300_000_000
MAX_PIXELS_PER_BYTE = 2000
RATIO_FREE_PIXELS = 50_000_000
"""Below this a high ratio of pixels to bytes is only a flat picture, and harmless."""

DECODED_BYTES = 900_000_000
"""Memory that a decoded picture may take of what a reading process has (limits.PEAK_BYTES); the rest is its own."""

_PIXEL_BYTES = {"1": 2, "L": 1, "P": 5, "PA": 9, "LA": 8, "La": 8, "RGBA": 8, "RGBa": 8, "I;16": 6, "LAB": 8}
_USUAL_PIXEL_BYTES = 4
_TRANSPARENT_PIXEL_BYTES = 9
_BUFFERED_PIXEL_BYTES = {probe.WEBP: 16, probe.AVIF: 9}
"""What a pixel takes at most on its way to a small picture, as measured: by Pillow's mode, with whatever is made of it,
and of decoders that hold the picture several times."""


def refuse_bomb(path: Path, width: int, height: int) -> None:
    """Refuse a picture by its header, before anything is decoded.

    Raises:
        MediaRefused: more than 300 megapixels, or far more pixels than its bytes can honestly hold.
    """
    pixels = width * height
    if pixels > MAX_PIXELS:
        raise MediaRefused(
            f"{path.name} says it is {width} x {height} pixels; photodesk opens at most {MAX_PIXELS // 1_000_000} "
            "megapixels."
        )
    if pixels > RATIO_FREE_PIXELS and pixels / max(1, path.stat().st_size) > MAX_PIXELS_PER_BYTE:
        raise MediaRefused(
            f"{path.name} says it is {width} x {height} pixels, which its {path.stat().st_size} bytes cannot hold."
        )


def refuse_heavy(path: Path, media: MediaType, image: Image.Image) -> None:
    """Refuse by its header a picture that would take too much memory, with the limit of its kind.

    Args:
        path: the file, for the message.
        media: its kind.
        image: opened, not decoded; not a JPEG, for those are scaled while they are decoded.

    Raises:
        MediaRefused: it needs more than DECODED_BYTES.
    """
    mode = "I;16" if image.mode.startswith("I;16") else image.mode
    each = _PIXEL_BYTES.get(mode, _USUAL_PIXEL_BYTES)
    if "transparency" in image.info:
        each = _TRANSPARENT_PIXEL_BYTES
    most = DECODED_BYTES // max(each, _BUFFERED_PIXEL_BYTES.get(media, 0))
    if image.width * image.height > most:
        raise MediaRefused(
            f"{path.name} says it is {image.width} x {image.height} pixels; of {media.format} files like it photodesk "
            f"opens at most {most // 1_000_000} megapixels.",
            hint="Ask the sender for a smaller version, or for a JPEG, which may have 300 megapixels.",
        )
