"""What hangs in the air: smoke, fire, beams of light, rain, snow, lights out of focus."""

from dataclasses import dataclass

import numpy as np

from sample_media.generate.noise import Array, blur, sample, seeded, smooth, tile
from sample_media.generate.optics import Vector
from sample_media.generate.scene import Exposed, Overlay


@dataclass(frozen=True)
class Puff:
    """A ball of smoke: place, radius in metres, thickness 0 to 1."""

    at: Vector
    radius: float
    thickness: float = 0.7


def smoke(puffs: list[Puff], lit: Vector, dark: Vector, seed: int = 4) -> Overlay:
    """Return an overlay of smoke, drawn from the farthest ball to the nearest."""

    def lay(exposed: Exposed) -> None:
        camera = exposed.camera
        view = camera.to_view(np.array([p.at for p in puffs]))
        cols, rows, scale = camera.project(view)
        for i in np.argsort(-view[:, 2]):
            if view[i, 2] > 0.5:
                _puff(
                    exposed, (cols[i], rows[i], scale[i] * puffs[i].radius, view[i, 2]), puffs[i], (lit, dark, seed + i)
                )

    return lay


def _puff(exposed: Exposed, where: tuple[float, ...], puff: Puff, look: tuple[Vector, Vector, int]) -> None:
    col, row, radius, depth = where
    high, wide = exposed.depth.shape
    left, right = max(int(col - 1.3 * radius), 0), min(int(col + 1.3 * radius) + 1, wide)
    top, low = max(int(row - 1.3 * radius), 0), min(int(row + 1.3 * radius) + 1, high)
    if left >= right or top >= low:
        return
    x, y = np.meshgrid((np.arange(left, right) - col) / radius, (np.arange(top, low) - row) / radius)
    lit, dark, seed = look
    turn = np.cos(seed * 1.7), np.sin(seed * 1.7)
    u, v = (x * turn[0] - y * turn[1]) * 0.11 + seed * 0.137, (x * turn[1] + y * turn[0]) * 0.11 + seed * 0.311
    body = sample(tile(6, 1.55), u, v)
    near = np.sqrt(x * x + y * y) + body * 0.3
    alpha = 1 - smooth(0.25, 1.05, near)
    alpha = alpha * puff.thickness * (exposed.depth[top:low, left:right] > depth)
    sun = np.asarray(exposed.light.sun, np.float32)
    side = sun @ exposed.camera.axes.T
    lump = sample(tile(6, 1.55), u + 0.01, v + 0.012) - body
    bright = np.clip(0.5 + 0.45 * (x * side[0] - y * side[1]) + lump * 1.5, 0, 1)[..., None]
    colour = np.asarray(dark, np.float32) * (1 - bright) + np.asarray(lit, np.float32) * bright
    window = exposed.picture[top:low, left:right]
    window[...] = window * (1 - alpha[..., None]) + colour * alpha[..., None]


@dataclass(frozen=True)
class Beam:
    """A cone of light between two world points; widths in metres; `colour` times strength."""

    start: Vector
    end: Vector
    widths: tuple[float, float]
    colour: Vector


def beams(cones: list[Beam], dust: float = 0.5) -> Overlay:
    """Return an overlay of light that is visible in dusty air."""

    def lay(exposed: Exposed) -> None:
        camera = exposed.camera
        high, wide = exposed.depth.shape
        px, py = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
        mist = 1 + dust * sample(tile(9, 1.8), px / wide * 0.6, py / wide * 0.6)
        for cone in cones:
            cols, rows, scale = camera.project(camera.to_view(np.array([cone.start, cone.end])))
            dx, dy = cols[1] - cols[0], rows[1] - rows[0]
            along = ((px - cols[0]) * dx + (py - rows[0]) * dy) / max(dx * dx + dy * dy, 1)
            across = ((px - cols[0]) * dy - (py - rows[0]) * dx) / max(np.hypot(dx, dy), 1)
            width = np.maximum(scale[0] * cone.widths[0] * (1 - along) + scale[1] * cone.widths[1] * along, 1)
            strength = np.exp(-((across / width) ** 2) * 2) * (along > 0) * np.clip(1 - along, 0, 1) ** 1.2
            exposed.picture += (strength * mist)[..., None] * np.asarray(cone.colour, np.float32)

    return lay


@dataclass(frozen=True)
class Fall:
    """What falls: how much, how long and slanted the streaks are (px at 1600), how bright."""

    count: int
    length: float
    slant: float
    size: float
    strength: float
    seed: str = "fall"


def falling(fall: Fall) -> Overlay:
    """Return an overlay of snow or rain in three depths."""

    def lay(exposed: Exposed) -> None:
        rng = seeded(fall.seed)
        high, wide = exposed.depth.shape
        scale = wide / 1600
        for size, share in ((0.5, 0.62), (1.0, 0.3), (2.4, 0.08)):
            layer = np.zeros((high, wide), np.float32)
            number = int(fall.count * share)
            x0, y0 = rng.uniform(-50, wide + 50, number), rng.uniform(-50, high + 50, number)
            power = rng.uniform(0.4, 1.2, number)
            steps = max(int(fall.length * size * scale), 1)
            for step in range(steps):
                cols, rows = (x0 + fall.slant * step).astype(int), (y0 + step).astype(int)
                good = (cols >= 0) & (cols < wide) & (rows >= 0) & (rows < high)
                np.add.at(layer, (rows[good], cols[good]), power[good] / steps)
            sigma = max(fall.size * size * scale, 0.6)
            layer = blur(layer, sigma) * sigma * sigma * 6.3 * fall.strength * (1 if steps == 1 else steps / 3)
            cover = np.clip(layer, 0, 0.85)[..., None]
            exposed.picture[...] = exposed.picture * (1 - cover) + cover * (0.9 if fall.strength > 0.3 else 0.7)

    return lay


def flames(spots: list[tuple[Vector, float]], seed: int = 3) -> Overlay:
    """Return an overlay of fire: each spot a foot point and the height in metres."""

    def lay(exposed: Exposed) -> None:
        camera = exposed.camera
        cols, rows, scale = camera.project(camera.to_view(np.array([s[0] for s in spots])))
        high, wide = exposed.depth.shape
        glow = np.zeros((high, wide), np.float32)
        for i, (_, metres) in enumerate(spots):
            tall = metres * scale[i]
            left, right = max(int(cols[i] - tall * 0.6), 0), min(int(cols[i] + tall * 0.6), wide)
            top, low = max(int(rows[i] - tall * 1.3), 0), min(int(rows[i] + tall * 0.1), high)
            if left >= right or top >= low:
                continue
            x, y = np.meshgrid((np.arange(left, right) - cols[i]) / tall, (rows[i] - np.arange(top, low)) / tall)
            lick = sample(tile(seed, 1.5), x * 0.25 + i * 0.17, y * 0.14 - i * 0.31) * 0.34 * (0.3 + y)
            shape = 1 - np.abs(x + lick) / np.maximum(0.34 * (1.1 - y), 0.02)
            glow[top:low, left:right] += np.clip(shape, 0, 1) * smooth(-0.05, 0.06, y) * np.clip(1.2 - y, 0, 1)
        glow = blur(glow, wide / 1100)
        exposed.picture += np.stack([glow * 5.5, glow**1.6 * 2.4, glow**3 * 0.5], -1)
        exposed.picture += blur(glow, wide / 40)[..., None] * np.array([1.1, 0.4, 0.1], np.float32)

    return lay


def bokeh(count: int, rows: tuple[float, float], radius: float, colours: list[Vector], seed: str = "bokeh") -> Overlay:
    """Return an overlay of discs of light: how many, between which rows (shares), radius in px at 1600."""

    def lay(exposed: Exposed) -> None:
        rng = seeded(seed)
        high, wide = exposed.depth.shape
        for _ in range(count):
            r = radius * wide / 1600 * rng.uniform(0.6, 1.2)
            cx, cy = rng.uniform(0, wide), rng.uniform(rows[0], rows[1]) * high
            colour = np.asarray(colours[rng.integers(len(colours))], np.float32) * rng.uniform(0.3, 1.2)
            left, right = max(int(cx - r - 2), 0), min(int(cx + r + 3), wide)
            top, low = max(int(cy - r - 2), 0), min(int(cy + r + 3), high)
            if left >= right or top >= low:
                continue
            x, y = np.meshgrid(np.arange(left, right) - cx, np.arange(top, low) - cy)
            away = np.hypot(x, y) / r
            disc = (1 - smooth(0.9, 1.02, away)) * (0.75 + 0.35 * smooth(0.6, 0.95, away))
            behind = exposed.depth[top:low, left:right] > 25
            exposed.picture[top:low, left:right] += (disc * behind)[..., None] * colour

    return lay


def veil(colour: Vector, strength: float, near: float = 0.0) -> Overlay:
    """Return an overlay of even mist over the whole picture beyond `near` metres."""

    def lay(exposed: Exposed) -> None:
        share = (strength * (exposed.depth > near)).astype(np.float32)[..., None]
        exposed.picture[...] = exposed.picture * (1 - share) + np.asarray(colour, np.float32) * share

    return lay


def soft(values: Array, sigma: float) -> Array:
    """Blur a mask for an overlay."""
    return blur(values, sigma)
