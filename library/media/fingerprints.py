"""Perceptual hashes (imagehash's pHash, 64 bit) of a picture as a person sees it.

A stored hash is only comparable to one of the same algorithm and version; golden tests pin the bits.
"""

from dataclasses import dataclass

import imagehash
import numpy as np
from PIL import Image

ALGORITHM = "phash"
VERSION = 1
"""Raised whenever the way from pixels to bits changes."""

_MIN_SPREAD = 2.0
_BORDER_SPREAD = 6.0
_BORDER_STEP = 8.0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One perceptual hash.

    Attributes:
        algorithm: 'phash'.
        version: of our way to make it.
        bits: 16 hexadecimal digits.
        region: 'whole', 'trimmed' (without flat borders) or 'frame' (of a clip).
        at_seconds: moment of the frame; None for pictures.
    """

    algorithm: str
    version: int
    bits: str
    region: str
    at_seconds: float | None = None


def fingerprint_picture(image: Image.Image) -> tuple[Fingerprint, ...]:
    """Fingerprint an upright, flattened picture, and once more without its flat borders where it has some.

    Returns:
        One or two fingerprints; none for a picture without structure, because all flat pictures hash alike.
    """
    grey = image.convert("L")
    if not has_structure(grey):
        return ()
    found = [Fingerprint(ALGORITHM, VERSION, phash_bits(grey), "whole")]
    box = find_content_box(grey)
    if box is not None:
        inner = grey.crop(box)
        if has_structure(inner):
            found.append(Fingerprint(ALGORITHM, VERSION, phash_bits(inner), "trimmed"))
    return tuple(found)


def fingerprint_frame(image: Image.Image, at_seconds: float) -> Fingerprint | None:
    """Fingerprint a frame without its letterbox; None for a black or flat one, which counts for nothing."""
    grey = image.convert("L")
    box = find_content_box(grey)
    grey = grey.crop(box) if box else grey
    if not has_structure(grey):
        return None
    return Fingerprint(ALGORITHM, VERSION, phash_bits(grey), "frame", at_seconds)


def phash_bits(image: Image.Image) -> str:
    """Return the 64-bit pHash as 16 hexadecimal digits."""
    return str(imagehash.phash(image))


def has_structure(grey: Image.Image) -> bool:
    """Tell whether a grey picture shows anything at all."""
    small = np.asarray(grey.resize((32, 32), Image.Resampling.BOX), dtype=np.float32)
    return bool(small.std() >= _MIN_SPREAD)


def find_content_box(grey: Image.Image) -> tuple[int, int, int, int] | None:
    """Find the picture inside flat borders (bars, frames); None when there are no borders worth the name.

    A border line is flat in itself and of the tone of the outermost line. At least 2 % of an edge must go, and at least
    a quarter of the area must stay.
    """
    values = np.asarray(grey, dtype=np.float32)
    height, width = values.shape
    top, bottom = _flat_lines(values), _flat_lines(values[::-1])
    if top + bottom >= height:
        return None
    middle = values[top : height - bottom]
    left, right = _flat_lines(middle.T), _flat_lines(middle.T[::-1])
    if left + right >= width or max((top + bottom) / height, (left + right) / width) < 0.02:
        return None
    box = (left, top, width - right, height - bottom)
    return box if (box[2] - box[0]) * (box[3] - box[1]) >= 0.25 * width * height else None


def _flat_lines(lines: np.ndarray) -> int:
    """Count the flat lines at the beginning that have the tone of the first."""
    tones, spreads = lines.mean(axis=1), lines.std(axis=1)
    content = (spreads > _BORDER_SPREAD) | (np.abs(tones - tones[0]) > _BORDER_STEP)
    return int(np.argmax(content)) if content.any() else len(lines)


def hamming(a_bits: str, b_bits: str) -> int:
    """Count the bits in which two fingerprints of the same length differ."""
    return (int(a_bits, 16) ^ int(b_bits, 16)).bit_count()
