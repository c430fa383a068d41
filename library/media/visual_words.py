"""Visual words: each half of a descriptor is quantised to one of 256 centroids, both halves name one of 65,536 words.

The centroids are data (visual_words.json), made by `python -m benchmarks.likeness --train`.
"""

import base64
import json
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

CENTROIDS: Final = Path(__file__).with_name("visual_words.json")
WORDS: Final = 1 << 16
_SCALE: Final = 512.0


def words_of(descriptors: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Name the word of each descriptor, shape (n,)."""
    if not len(descriptors):
        return np.zeros(0, np.uint16)
    first, second = (_nearest(descriptors[:, half * 64 : half * 64 + 64], half, 1)[:, 0] for half in (0, 1))
    return (first.astype(np.uint16) << np.uint16(8)) | second.astype(np.uint16)


def near_words_of(descriptors: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Name the word of each descriptor and the two reached by taking one half's second choice, shape (n, 3)."""
    if not len(descriptors):
        return np.zeros((0, 3), np.uint16)
    first, second = (_nearest(descriptors[:, half * 64 : half * 64 + 64], half, 2) for half in (0, 1))
    choices = [(0, 0), (1, 0), (0, 1)]
    named = [(first[:, a].astype(np.uint16) << np.uint16(8)) | second[:, b].astype(np.uint16) for a, b in choices]
    return np.stack(named, axis=1)


def mirrored(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn descriptors into those that the same points have in a mirrored picture."""
    return descriptors[:, _MIRROR]


def encode_centroids(centroids: NDArray[np.float32]) -> str:
    """Write centroids of shape (2, 256, 64) as base64."""
    return base64.b64encode(np.clip(np.rint(centroids * _SCALE), 0, 255).astype(np.uint8).tobytes()).decode("ascii")


def _nearest(halves: NDArray[np.float32], half: int, count: int) -> NDArray[np.intp]:
    centroids, squares = _centroids()
    distances = squares[half] - 2 * (halves @ centroids[half].T)
    if count == 1:
        return np.asarray(distances.argmin(axis=1)[:, None])
    some = np.argpartition(distances, count - 1, axis=1)[:, :count]
    order = np.take_along_axis(distances, some, axis=1).argsort(axis=1)
    return np.asarray(np.take_along_axis(some, order, axis=1))


@cache
def _centroids() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    text = json.loads(CENTROIDS.read_text("utf-8"))["centroids"]
    values = np.frombuffer(base64.b64decode(text), np.uint8).reshape(2, 256, 64).astype(np.float32) / _SCALE
    return values, (values**2).sum(axis=2)


def _mirror() -> NDArray[np.intp]:
    """List where each of the 4 x 4 cells of 8 directions goes when the picture is mirrored."""
    rows, columns, bins = np.meshgrid(np.arange(4), np.arange(4), np.arange(8), indexing="ij")
    return ((3 - rows) * 32 + columns * 8 + (-bins) % 8).ravel()


_MIRROR: Final = _mirror()
