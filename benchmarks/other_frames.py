"""Other frames of a scene, made from one photograph: people and things move, the camera a little, the noise is new."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Random = np.random.Generator
Field = NDArray[np.float32]

_LEAST_VISIBLE: Final = 14.0
"""Grey levels that a place of some size must change by, so that the frame is really another."""


def other_frame(image: Image.Image, random: Random, visitor: Image.Image | None = None) -> Image.Image:
    """Make the next frame of a burst.

    Args:
        image: the frame before.
        random: where chance comes from.
        visitor: another photograph, a piece of which walks through.
    """
    values = np.asarray(image.convert("RGB"))
    for _ in range(6):
        moved = _posed(values, random, visitor)
        if _is_visible(values, moved):
            break
    taken = _taken(moved, random)
    return _panned(taken, random) if random.random() < 0.7 else Image.fromarray(taken)


def _posed(values: NDArray[np.uint8], random: Random, visitor: Image.Image | None) -> NDArray[np.uint8]:
    """Move some regions, each as a soft-edged piece, and let depth shift the rest a little."""
    height, width = values.shape[:2]
    edge = max(width, height)
    field: Field = np.zeros((height, width, 2), dtype=np.float32)
    weight = _texture(values)
    for _ in range(int(random.integers(1, 6))):
        place = random.choice(weight.size, p=weight.ravel())
        y, x = divmod(int(place), weight.shape[1])
        centre = np.array([x, y]) * 16 + 8
        radius = random.uniform(0.03, 0.22, 2) * edge
        length = float(np.exp(random.uniform(np.log(0.006), np.log(0.08)))) * edge
        angle = random.uniform(0, 2 * np.pi)
        field += _blob(field.shape, centre, radius, length * np.array([np.cos(angle), np.sin(angle)]), random)
    if random.random() < 0.4:
        field += _depth(field.shape, random, amplitude=float(random.uniform(0.002, 0.02)) * edge)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    out = cv2.remap(
        values, columns + field[..., 0], rows + field[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    if visitor is not None and random.random() < 0.35:
        out = _visited(out, random, visitor)
    return np.asarray(out, dtype=np.uint8)


def _blob(
    shape: tuple[int, ...], centre: NDArray[np.float64], radius: NDArray[np.float64], shift: NDArray[np.float64],
    random: Random,
) -> Field:  # fmt: skip
    """Shift what lies in an ellipse, softly or with a hard rim, perhaps with a turn of its own."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    x, y = (columns - centre[0]) / radius[0], (rows - centre[1]) / radius[1]
    inside = 1 - np.sqrt(x * x + y * y)
    rim = float(random.uniform(0.1, 0.8))
    mask = np.clip(inside / rim, 0, 1)[..., None].astype(np.float32)
    turn = float(random.normal(0, 0.06))
    field = np.empty((shape[0], shape[1], 2), dtype=np.float32)
    field[..., 0] = shift[0] - turn * (rows - centre[1])
    field[..., 1] = shift[1] + turn * (columns - centre[0])
    return np.asarray(field * mask, dtype=np.float32)


def _depth(shape: tuple[int, ...], random: Random, *, amplitude: float) -> Field:
    """Shift near and far differently: a smooth field along one direction."""
    coarse = random.normal(0, 1, (4, 5)).astype(np.float32)
    smooth = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    angle = random.uniform(0, 2 * np.pi)
    direction = np.array([np.cos(angle), 0.4 * np.sin(angle)], dtype=np.float32)
    return np.asarray(smooth[..., None] * direction * amplitude, dtype=np.float32)


def _visited(values: NDArray[np.uint8], random: Random, visitor: Image.Image) -> NDArray[np.uint8]:
    height, width = values.shape[:2]
    guest = np.asarray(visitor.convert("RGB").resize((width, height)), dtype=np.float32)
    rows, columns = np.mgrid[0:height, 0:width]
    wide, high = random.uniform(0.04, 0.15) * width, random.uniform(0.1, 0.4) * height
    x, y = random.uniform(0.1, 0.9) * width, random.uniform(0.3, 0.9) * height
    inside = ((columns - x) / wide) ** 2 + ((rows - y) / high) ** 2
    mask = np.clip((1.1 - inside) * 5, 0, 1)[..., None]
    return np.asarray((guest * mask + values * (1 - mask)).astype(np.uint8))


def _taken(values: NDArray[np.uint8], random: Random) -> NDArray[np.uint8]:
    """Expose it anew: a little brighter or darker, with noise of its own."""
    gain, spread = random.normal(1, 0.03), random.uniform(0.5, 4)
    exposed = values.astype(np.float32) * gain + random.normal(0, spread, values.shape[:2])[..., None]
    return np.asarray(exposed.clip(0, 255).astype(np.uint8))


def _panned(values: NDArray[np.uint8], random: Random) -> Image.Image:
    """Move the camera a little, and cut away what came in from outside."""
    height, width = values.shape[:2]
    angle, zoom = random.normal(0, 0.6), random.uniform(1.0, 1.04)
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
    turned[:, 2] += random.normal(0, 0.01, 2) * (width, height)
    projective = np.vstack([turned, [*random.normal(0, 8e-6, 2), 1.0]])
    moved = cv2.warpPerspective(values, projective, (width, height), flags=cv2.INTER_LINEAR,
                                borderMode=cv2.BORDER_REFLECT_101)  # fmt: skip
    dx, dy = round(0.03 * width), round(0.03 * height)
    return Image.fromarray(np.ascontiguousarray(moved[dy : height - dy, dx : width - dx]))


def _texture(values: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Give the chance of each 16 px square to hold something that moves: where there is something to see."""
    grey = cv2.cvtColor(values, cv2.COLOR_RGB2GRAY).astype(np.float32)
    strength = np.abs(cv2.Sobel(grey, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    rows, columns = grey.shape[0] // 16, grey.shape[1] // 16
    squares = strength[: rows * 16, : columns * 16].reshape(rows, 16, columns, 16).mean(axis=(1, 3)).astype(np.float64)
    squares = np.maximum(squares - np.percentile(squares, 40), 1e-6)
    return np.asarray(squares / squares.sum())


def _is_visible(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Tell whether somewhere a place of some size has clearly changed, seen at the size of a thumbnail."""
    size = (200, max(1, 200 * one.shape[0] // one.shape[1]))
    small = [cv2.resize(cv2.cvtColor(v, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA).astype(np.float32)
             for v in (one, other)]  # fmt: skip
    changed = cv2.blur(np.abs(small[0] - small[1]), (5, 5))
    return float(np.percentile(changed, 99.0)) > _LEAST_VISIBLE


def really_differ(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two frames that were really taken show a visible change."""
    return _is_visible(np.asarray(one.convert("RGB")), np.asarray(other.convert("RGB").resize(one.size)))
