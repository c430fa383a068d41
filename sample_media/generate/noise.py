"""Textures: random fields that look like matter (stone, cloud, cloth) instead of like dice."""

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Array = NDArray[np.float32]
TILE = 1024


def seeded(name: str) -> np.random.Generator:
    """Return the random generator that belongs to a name, the same on every machine."""
    return np.random.default_rng(zlib.crc32(name.encode()))


@lru_cache(maxsize=16)
def tile(seed: int, slope: float = 1.9) -> Array:
    """Return a square of noise that repeats seamlessly, its values about -1 to 1.

    Args:
        seed: Which of the tiles.
        slope: How fast fine structure fades; 1 is gravel, 2 is cloud, 3 is rolling hills.
    """
    rng = np.random.default_rng(1000 + seed)
    white = np.fft.rfft2(rng.standard_normal((TILE, TILE)))
    fy = np.fft.fftfreq(TILE)[:, None] * TILE
    fx = np.fft.rfftfreq(TILE)[None, :] * TILE
    radius = np.maximum(np.hypot(fy, fx), 1.0)
    white *= radius**-slope * (radius > 1.5)
    field = np.fft.irfft2(white, s=(TILE, TILE))
    return np.clip(field / (2.2 * field.std()), -1.6, 1.6).astype(np.float32)


def sample(field: Array, u: Array, v: Array) -> Array:
    """Read a repeating field between its points.

    Args:
        field: A tile.
        u: Across, in repeats.
        v: Down, in repeats.
    """
    side = field.shape[0]
    x = (u * side) % side
    y = (v * side) % side
    x0 = x.astype(np.int32)
    y0 = y.astype(np.int32)
    fx = (x - x0).astype(np.float32)
    fy = (y - y0).astype(np.float32)
    x0 %= side
    y0 %= side
    x1 = (x0 + 1) % side
    y1 = (y0 + 1) % side
    top = field[y0, x0] * (1 - fx) + field[y0, x1] * fx
    low = field[y1, x0] * (1 - fx) + field[y1, x1] * fx
    return (top * (1 - fy) + low * fy).astype(np.float32)


def ridged(field: Array) -> Array:
    """Fold noise so that its zero lines become crests, as weather makes them of mountains."""
    return (1 - np.abs(field)) ** 2


def blur(picture: Array, sigma: float) -> Array:
    """Blur a plane or a picture; wide blurs are made on a reduced copy.

    Args:
        picture: Height x width, or height x width x channels.
        sigma: In px.
    """
    if sigma <= 0.2:
        return picture
    step = int(max(1, sigma // 3))
    if step == 1:
        sigmas = (sigma, sigma) + (0,) * (picture.ndim - 2)
        return ndimage.gaussian_filter(picture, sigmas, mode="nearest", truncate=2.6).astype(np.float32)
    small = blur(
        resize(picture, picture.shape[1] // step, picture.shape[0] // step, Image.Resampling.BOX), sigma / step
    )
    return resize(small, picture.shape[1], picture.shape[0], Image.Resampling.BICUBIC)


def resize(picture: Array, width: int, height: int, how: Image.Resampling = Image.Resampling.LANCZOS) -> Array:
    """Resize a plane or a picture of floats."""
    size = (max(width, 2), max(height, 2))
    if picture.ndim == 2:
        return np.asarray(Image.fromarray(np.ascontiguousarray(picture, np.float32)).resize(size, how), np.float32)
    planes = [resize(picture[..., i], width, height, how) for i in range(picture.shape[2])]
    return np.stack(planes, axis=-1)


def smooth(low: float, high: float, value: Array) -> Array:
    """Go softly from 0 at `low` to 1 at `high`."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)
