"""Land and water that no flat piece can show: height fields, marched column by column."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sample_media.generate.noise import Array, sample, smooth, tile
from sample_media.generate.optics import Buffers, Camera

Heights = Callable[[Array, Array], Array]
Colours = Callable[[Array, Array, Array, Array], Array]


@dataclass(frozen=True)
class Land:
    """A height field.

    Args:
        heights: World x and z to height, in metres.
        colours: World x, height, z and the surface's direction (y part) to linear colour.
        near: Where the march starts, in metres.
        far: Where it ends.
        steps: How many steps it takes.
        gloss: Strength of highlights.
    """

    heights: Heights
    colours: Colours
    near: float = 1.0
    far: float = 6000.0
    steps: int = 700
    gloss: float = 0.0


def draw_land(land: Land, camera: Camera, buffers: Buffers) -> None:
    """Draw a height field where it stands before what is there already."""
    depth = _march(land, camera)
    hit = np.isfinite(depth) & (depth < buffers.depth)
    if not hit.any():
        return
    everything = (slice(0, camera.height), slice(0, camera.width))
    at = camera.world(np.where(hit, depth, 1).astype(np.float32), *everything)[hit]
    reach = np.maximum(depth[hit] / camera.focal * 1.5, 0.02)
    x, z = at[:, 0], at[:, 2]
    here = land.heights(x, z)
    slope_x = (land.heights(x + reach, z) - here) / reach
    slope_z = (land.heights(x, z + reach) - here) / reach
    normal = np.stack([-slope_x, np.ones_like(slope_x), -slope_z], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    buffers.depth[hit] = depth[hit]
    buffers.normal[hit] = normal
    buffers.colour[hit] = land.colours(x, here, z, normal[:, 1])
    buffers.glow[hit] = 0
    buffers.gloss[hit] = land.gloss


def _march(land: Land, camera: Camera) -> Array:
    z = np.geomspace(land.near, land.far, land.steps).astype(np.float32)
    kx = (np.arange(camera.width, dtype=np.float32) + 0.5 - camera.width / 2) / camera.focal
    right, _, forward = camera.axes
    wx = camera.eye[0] + z[:, None] * (forward[0] + kx[None, :] * right[0])
    wz = camera.eye[2] + z[:, None] * (forward[2] + kx[None, :] * right[2])
    rows = camera.height * camera.horizon - (land.heights(wx, wz) - camera.eye[1]) * camera.focal / z[:, None]
    crest = np.minimum.accumulate(np.clip(rows, -1, camera.height + 1), axis=0)
    steps_before = np.zeros((camera.height + 3, camera.width), np.int32)
    columns = np.broadcast_to(np.arange(camera.width), crest.shape)
    np.add.at(steps_before, (np.ceil(crest).astype(np.int32) + 1, columns), 1)
    # a px belongs to the first step whose crest lies above it: count the steps whose crest lies below
    below = np.cumsum(steps_before[::-1], axis=0)[::-1]
    index = below[2 : camera.height + 2]
    found = index < land.steps
    later = np.clip(index, 0, land.steps - 1)
    earlier = np.clip(later - 1, 0, land.steps - 1)
    cols = np.broadcast_to(np.arange(camera.width), index.shape)
    row = np.arange(camera.height, dtype=np.float32)[:, None] + 0.5
    low, high = crest[earlier, cols], crest[later, cols]
    part = np.clip((low - row) / np.maximum(low - high, 1e-3), 0, 1)
    return np.where(found, z[earlier] + (z[later] - z[earlier]) * part, np.inf).astype(np.float32)


def height_at(heights: Heights, x: float, z: float) -> float:
    """Return the height of the land at a place, in metres."""
    return float(heights(np.array([x], np.float32), np.array([z], np.float32))[0])


def mix(a: Array | tuple[float, float, float], b: Array | tuple[float, float, float], share: Array) -> Array:
    """Mix two colours px by px."""
    return (np.asarray(a, np.float32) * (1 - share[..., None]) + np.asarray(b, np.float32) * share[..., None]).astype(
        np.float32
    )


def snow_and_rock(line: float, rock: tuple[float, float, float] = (0.22, 0.2, 0.18)) -> Colours:
    """Return the colours of a mountain: grass and forest low, rock where steep, snow above a line (metres)."""

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        uneven = sample(tile(1, 1.3), x / 900, z / 900)
        green = mix((0.035, 0.06, 0.02), (0.13, 0.15, 0.05), smooth(-0.5, 0.7, uneven))
        stone = np.asarray(rock, np.float32) * (1 + 0.45 * sample(tile(2, 1.1), x / 300, (z + 2 * y) / 300))[..., None]
        base = mix(green, stone, smooth(0.15, 0.32, 1 - upright))
        white = smooth(line - 120, line + 160, y + 220 * uneven) * smooth(0.42, 0.62, upright)
        return mix(base, (0.86, 0.89, 0.95), white)

    return colours
