"""What a picture is recognised by after it was cropped, toned, framed or written over: hashes and local features.

Made once at ingest from the preview that is decoded anyway. A stored likeness is comparable only to one of the same
version; golden tests pin it. The search over likenesses and the proof of a pair live in `library.duplicates`.
"""

import io
import struct
from dataclasses import dataclass
from typing import Any, Final

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from library.errors import UnreadableMedia
from library.media.fingerprints import find_content_box, has_structure
from library.media.visual_words import words_of

ALGORITHM: Final = "likeness"
VERSION: Final = 1
"""Raised whenever the way from pixels to hashes, words or features changes."""

EDGE_PX: Final = 400
MAX_POINTS: Final = 400

# Shares of width and height: left, top, right, bottom. Together they hold a piece of most crops whole.
WINDOWS: Final = (
    (0.10, 0.10, 0.90, 0.90),
    (0.00, 0.00, 0.75, 0.75),
    (0.25, 0.00, 1.00, 0.75),
    (0.00, 0.25, 0.75, 1.00),
    (0.25, 0.25, 1.00, 1.00),
    (0.20, 0.00, 0.80, 1.00),
    (0.00, 0.20, 1.00, 0.80),
)
FORMS: Final = 8
"""Upright, mirrored, upside down, both, and the same four of the transposed picture."""

_HEADER: Final = struct.Struct("<4sHHHBI")
_MAGIC: Final = b"PDL1"
_STEP: Final = 0.025
_JPEG_QUALITY: Final = 85

Grey = NDArray[np.uint8]
Points = NDArray[np.float32]
Descriptors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a picture, or one frame of a clip, is recognised by.

    Attributes:
        version: of our way to make it.
        hashes: 64-bit pHashes, little-endian: the whole in its eight forms, without flat borders in its eight forms
            (where it has borders), and overlapping windows, upright; empty for a picture without structure.
        words: visual words of its key points, 16 bits each, little-endian; at most `MAX_POINTS`.
        detail: what a pair is proved with, packed by `pack_detail`.
        at_seconds: moment of the frame; None for pictures.
    """

    version: int
    hashes: bytes
    words: bytes
    detail: bytes
    at_seconds: float | None = None


def forms_in(hashes: bytes) -> NDArray[np.uint64]:
    """Give the hashes of the whole and the trimmed picture in all forms, shape (n, 8); n is 0, 1 or 2."""
    read = np.frombuffer(hashes, "<u8")
    rows = 0 if not len(read) else (len(read) - len(WINDOWS)) // FORMS
    return read[: rows * FORMS].reshape(rows, FORMS).astype(np.uint64)


def upright_in(hashes: bytes) -> NDArray[np.uint64]:
    """Give the hashes that a picture is found by: of the whole, the trimmed picture and the windows, all upright."""
    read = np.frombuffer(hashes, "<u8").astype(np.uint64)
    forms = forms_in(hashes)
    return np.concatenate([forms[:, 0], read[forms.size :]])


def words_in(words: bytes) -> NDArray[np.uint16]:
    """Give visual words as numbers."""
    return np.frombuffer(words, "<u2").astype(np.uint16)


@dataclass(frozen=True, slots=True)
class Detail:
    """The grey picture and its key points.

    Attributes:
        grey: at most `EDGE_PX` on the longer edge.
        points: shape (n, 4): x and y in px, size in px, angle in degrees.
        descriptors: shape (n, 128), of length one.
        colour: mean saturation, 0 to 255.
        box: the picture inside flat borders: left, top, right, bottom in px; the whole where there are none.
    """

    grey: Grey
    points: Points
    descriptors: Descriptors
    colour: int
    box: tuple[int, int, int, int]


def likeness_of(image: Image.Image, *, at_seconds: float | None = None) -> Likeness:
    """Take the likeness of an upright, flattened picture of at least preview or thumbnail size."""
    small = image.copy()
    small.thumbnail((EDGE_PX, EDGE_PX), Image.Resampling.BOX, reducing_gap=None)
    grey = small.convert("L")
    values = np.asarray(grey, dtype=np.uint8)
    points, descriptors = find_points(values)
    box = find_content_box(grey)
    hashes = []
    if has_structure(grey):
        hashes.append(_forms(grey))
        if box is not None and has_structure(grey.crop(box)):
            hashes.append(_forms(grey.crop(box)))
        hashes.append(_window_hashes(grey))
    return Likeness(
        version=VERSION,
        hashes=b"".join(each.astype("<u8").tobytes() for each in hashes),
        words=words_of(descriptors).astype("<u2").tobytes(),
        detail=pack_detail(values, points, descriptors, _colour(small)),
        at_seconds=at_seconds,
    )


def likeness_of_file(data: bytes, *, at_seconds: float | None = None) -> Likeness:
    """Take the likeness of a rendition of ours.

    Raises:
        UnreadableMedia: it cannot be decoded.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            return likeness_of(image.convert("RGB"), at_seconds=at_seconds)
    except (OSError, ValueError, SyntaxError) as e:
        raise UnreadableMedia("A rendition is damaged.") from e


def find_points(grey: Grey) -> tuple[Points, Descriptors]:
    """Find the strongest key points (SIFT) and describe each by the square roots of its gradients' shares."""
    # A low threshold keeps faded and foggy pictures recognisable; the strongest are kept anyway.
    detector = cv2.SIFT_create(nfeatures=MAX_POINTS, contrastThreshold=0.012)  # type: ignore[attr-defined]
    cv2.setNumThreads(1)
    found, described = detector.detectAndCompute(grey, None)
    if described is None or not found:
        return np.zeros((0, 4), np.float32), np.zeros((0, 128), np.float32)
    order = sorted(range(len(found)), key=lambda i: -found[i].response)[:MAX_POINTS]
    points = np.array([(*found[i].pt, found[i].size, found[i].angle) for i in order], dtype=np.float32)
    sums = np.maximum(described[order].sum(axis=1, keepdims=True), 1e-6)
    return points, np.sqrt(described[order] / sums).astype(np.float32)


def pack_detail(grey: Grey, points: Points, descriptors: Descriptors, colour: int) -> bytes:
    """Pack grey picture and key points: about 15 KB of JPEG and 72 bytes a point."""
    jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])[1].tobytes()
    height, width = grey.shape
    levels = np.clip(np.rint(descriptors / _STEP), 0, 15).astype(np.uint8)
    nibbles = levels[:, 0::2] << 4 | levels[:, 1::2]
    scaled = np.rint(points * np.array([64, 64, 64, 100], np.float32)).clip(0, 65535).astype("<u2")
    head = _HEADER.pack(_MAGIC, width, height, len(points), colour, len(jpeg))
    return b"".join((head, jpeg, scaled.tobytes(), nibbles.tobytes()))


def unpack_detail(data: bytes) -> Detail:
    """Unpack what `pack_detail` packed.

    Raises:
        ValueError: it is something else, or cut.
    """
    if len(data) < _HEADER.size:
        raise ValueError("no detail of a likeness")
    magic, width, height, count, colour, length = _HEADER.unpack_from(data)
    if magic != _MAGIC or len(data) != _HEADER.size + length + count * 72:
        raise ValueError("no detail of a likeness")
    at = _HEADER.size
    grey: Any = cv2.imdecode(np.frombuffer(data, np.uint8, length, at), cv2.IMREAD_GRAYSCALE)
    if grey is None or grey.shape != (height, width):
        raise ValueError("the grey picture of a likeness is damaged")
    at += length
    scaled = np.frombuffer(data, "<u2", count * 4, at).reshape(count, 4)
    nibbles = np.frombuffer(data, np.uint8, count * 64, at + count * 8).reshape(count, 64)
    levels: NDArray[Any] = np.empty((count, 128), np.float32)
    levels[:, 0::2], levels[:, 1::2] = nibbles >> 4, nibbles & 15
    levels /= np.maximum(np.sqrt((levels * levels).sum(axis=1, keepdims=True)), np.float32(1e-6))
    points: NDArray[Any] = scaled.astype(np.float32) / np.array([64, 64, 64, 100], np.float32)
    box = find_content_box(Image.fromarray(grey)) or (0, 0, width, height)
    return Detail(grey, points, levels, colour, box)


def _forms(grey: Image.Image) -> NDArray[np.uint64]:
    """Hash a picture in its eight forms: mirroring changes signs of its DCT, transposing transposes it."""
    block = _low_frequencies(grey)
    signs = np.where(np.arange(8) % 2, -1.0, 1.0)
    forms = [
        turned * rows[:, None] * columns[None, :]
        for turned in (block, block.T)
        for rows in (np.ones(8), signs)
        for columns in (np.ones(8), signs)
    ]
    return np.array([_bits(form > np.median(form)) for form in forms], dtype=np.uint64)


def _low_frequencies(grey: Image.Image) -> NDArray[np.float64]:
    """Give the 8 x 8 block that imagehash's pHash looks at."""
    pixels = np.asarray(grey.resize((32, 32), Image.Resampling.LANCZOS), dtype=np.float64)
    return _COSINES @ pixels @ _COSINES.T


def _window_hashes(grey: Image.Image) -> NDArray[np.uint64]:
    width, height = grey.size
    hashes = [
        imagehash.phash(grey.crop((round(x0 * width), round(y0 * height), round(x1 * width), round(y1 * height))))
        for x0, y0, x1, y1 in WINDOWS
    ]
    return np.array([_bits(found.hash) for found in hashes], dtype=np.uint64)


def _bits(block: NDArray[np.bool_]) -> int:
    return int.from_bytes(np.packbits(block.ravel()).tobytes(), "big")


def _colour(image: Image.Image) -> int:
    """Measure the mean saturation; 0 for a grey picture."""
    if image.mode == "L":
        return 0
    tiny = np.asarray(image.convert("RGB").resize((48, 48), Image.Resampling.BOX), dtype=np.int16)
    return int((tiny.max(axis=2) - tiny.min(axis=2)).mean())


def _cosines() -> NDArray[np.float64]:
    places, waves = np.arange(32), np.arange(8)
    return 2 * np.cos(np.pi * waves[:, None] * (2 * places[None, :] + 1) / 64)


_COSINES: Final = _cosines()
