"""Light: sun with soft shadows, sky, lamps, dust in the corners, haze."""

from dataclasses import dataclass, field

import numpy as np

from sample_media.generate.noise import Array, blur, sample, seeded, smooth, tile
from sample_media.generate.optics import Buffers, Camera, Vector, unit
from sample_media.generate.shapes import Shape, draw

MAP_PX = 1500


@dataclass(frozen=True)
class Lamp:
    """A light at a place: colour times strength at one metre."""

    at: Vector
    colour: Vector


@dataclass(frozen=True)
class Light:
    """All the light of a scene.

    Args:
        sun: Towards the sun. `sun_colour` is its strength.
        sky: Light from above, `floor` from below.
        lamps: Lights at places.
        haze: Colour of the far distance; `haze_metres` where it has taken two thirds (0: clear air).
        haze_top: Metres of height at which the haze thins out (0: everywhere alike).
        shadow: Centre and radius in metres of what throws shadows (None: no shadows).
        softness: Width of the shadows' edges in metres.
        corners: Strength of darkening where surfaces meet.
    """

    sun: Vector = (0.5, 0.8, -0.4)
    sun_colour: Vector = (2.6, 2.4, 2.1)
    sky: Vector = (0.5, 0.6, 0.75)
    floor: Vector = (0.18, 0.16, 0.14)
    lamps: tuple[Lamp, ...] = ()
    haze: Vector = (0.6, 0.68, 0.78)
    haze_metres: float = 0.0
    haze_top: float = 0.0
    shadow: tuple[Vector, float] | None = None
    softness: float = 0.08
    corners: float = 0.8


INDOORS = Light(
    sun=(-0.5, 0.75, -0.6),
    sun_colour=(1.7, 1.55, 1.35),
    sky=(0.34, 0.33, 0.34),
    floor=(0.14, 0.11, 0.09),
    shadow=((0, 1, 4), 6),
    softness=0.2,
)


@dataclass(frozen=True)
class Sky:
    """What is behind everything.

    Args:
        top: Colour overhead; `low` at the horizon.
        cloud: Share covered, 0 to 1; `cloud_colour` lit and `cloud_dark` underneath.
        glow: Colour of the glow about the sun (None: none).
        seed: Which clouds.
        curve: How fast `low` goes over to `top`.
    """

    top: Vector = (0.12, 0.28, 0.62)
    low: Vector = (0.55, 0.68, 0.82)
    cloud: float = 0.4
    cloud_colour: Vector = (0.95, 0.95, 0.95)
    cloud_dark: Vector = (0.5, 0.54, 0.6)
    glow: Vector | None = None
    seed: int = 5
    curve: float = 0.6
    stars: int = field(default=0)


def shadow_of_sun(shapes: list[Shape], light: Light, at: Array, normal: Array) -> Array:
    """Return how much of the sun reaches each world point, 0 to 1."""
    if light.shadow is None:
        return np.ones(at.shape[:2], np.float32)
    centre, radius = light.shadow
    to_sun = unit(light.sun)
    side = unit(np.cross(np.array([0.0, 1.0, 0.01], np.float32), to_sun))
    basis = np.stack([side, np.cross(-to_sun, side), -to_sun]).astype(np.float32)
    eye = np.asarray(centre, np.float32) + to_sun * radius * 4
    camera = Camera(MAP_PX, MAP_PX, tuple(eye), parallel=2 * radius, basis=basis)  # type: ignore[arg-type]
    buffers = Buffers(MAP_PX, MAP_PX)
    for shape in shapes:
        if shape.casts:
            draw(shape, camera, buffers)
    view = camera.to_view((at + normal * radius * 0.004).reshape(-1, 3)).reshape(at.shape)
    rng = seeded("shadow")
    lit = np.zeros(at.shape[:2], np.float32)
    turns = 5
    for _ in range(turns):
        angle = rng.uniform(0, 2 * np.pi, at.shape[:2]).astype(np.float32)
        away = np.sqrt(rng.uniform(0, 1, at.shape[:2])).astype(np.float32) * light.softness
        col = ((view[..., 0] + np.cos(angle) * away) * camera.focal + MAP_PX / 2).astype(np.int32)
        row = (MAP_PX / 2 - (view[..., 1] + np.sin(angle) * away) * camera.focal).astype(np.int32)
        inside = (col >= 0) & (col < MAP_PX) & (row >= 0) & (row < MAP_PX)
        met = buffers.depth[np.clip(row, 0, MAP_PX - 1), np.clip(col, 0, MAP_PX - 1)]
        lit += ~inside | (met > view[..., 2] - radius * 0.006)
    return blur(lit / turns, 0.9)


def corners(depth: Array, focal: float, strength: float) -> Array:
    """Return the darkening where something near rises before a surface, from the distances alone."""
    clipped = np.minimum(depth, 5000)
    dark = np.zeros_like(clipped)
    for width in (5.0, 16.0, 48.0):
        gap = clipped - blur(clipped, width)
        metres = np.maximum(clipped * width / focal * 1.6, 1e-3)
        dark += np.clip(gap / metres, 0, 1) * (1 - smooth(0.7, 1.6, gap / metres))
    return np.clip(1 - strength * 0.5 * dark, 0.15, 1).astype(np.float32)


def rounded(normal: Array, depth: Array, scale: float) -> Array:
    """Soften the creases where limbs meet, but not the outlines against what lies behind."""
    wide = blur(normal, 4.0 * scale)
    flat = np.abs(depth - blur(depth, 4.0 * scale)) < 0.012 * depth
    share = blur(flat.astype(np.float32), 1.0)[..., None] * 0.85
    mixed = normal * (1 - share) + wide * share
    return (mixed / np.maximum(np.linalg.norm(mixed, axis=-1, keepdims=True), 1e-6)).astype(np.float32)


def paint_sky(sky: Sky, light: Light, camera: Camera) -> Array:
    """Return the sky behind the whole picture."""
    rx, ry = camera.rays(slice(0, camera.height), slice(0, camera.width))
    way = np.stack([rx, ry, np.ones_like(rx)], -1) @ camera.axes
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    height = np.maximum(way[..., 1], 0.0)
    share = np.clip(height, 0, 1) ** sky.curve
    share = np.clip(share * 1.5, 0, 1)[..., None]
    picture = np.asarray(sky.low, np.float32) * (1 - share) + np.asarray(sky.top, np.float32) * share
    near_sun = np.clip(way @ unit(light.sun), 0, 1)
    if sky.glow is not None:
        shine = near_sun**6 * 0.35 + near_sun**40 * 0.8 + near_sun**900 * 6
        picture = picture + shine[..., None] * np.asarray(sky.glow, np.float32)
    if sky.cloud > 0:
        u, v = way[..., 0] / (height + 0.12) * 0.11, way[..., 2] / (height + 0.12) * 0.11
        field_ = tile(sky.seed, 1.75)
        body = sample(field_, u, v) + 0.35 * sample(field_, u * 3.1 + 0.3, v * 3.1)
        thick = smooth(1.1 - 2.2 * sky.cloud, 1.9 - 2.2 * sky.cloud, body) * smooth(0.0, 0.05, height)
        lit = smooth(-0.6, 0.6, body - sample(field_, u + 0.012 * np.sign(light.sun[0]), v + 0.02)) * 0.7 + 0.3 * (
            1 - thick
        )
        shine = (
            np.asarray(sky.cloud_dark, np.float32) * (1 - lit[..., None])
            + np.asarray(sky.cloud_colour, np.float32) * lit[..., None]
        )
        if sky.glow is not None:
            shine = shine + (near_sun**5 * 0.5)[..., None] * np.asarray(sky.glow, np.float32)
        picture = picture * (1 - thick[..., None] * 0.93) + shine * thick[..., None] * 0.93
    if sky.stars:
        rng = seeded(f"stars{sky.seed}")
        rows = rng.integers(0, max(int(camera.height * camera.horizon), 1), sky.stars)
        picture[rows, rng.integers(0, camera.width, sky.stars)] += rng.exponential(0.35, sky.stars)[:, None].astype(
            np.float32
        )
    return picture.astype(np.float32)


def shade(buffers: Buffers, shapes: list[Shape], camera: Camera, light: Light, sky: Array) -> Array:
    """Return the picture in linear light."""
    solid = np.isfinite(buffers.depth)
    depth = np.where(solid, buffers.depth, 1).astype(np.float32)
    at = camera.world(depth, slice(0, camera.height), slice(0, camera.width))
    normal = rounded(buffers.normal, depth, camera.width / 1600)
    to_sun = unit(light.sun)
    lit = np.clip(normal @ to_sun, 0, 1)
    if light.shadow is not None:
        lit = lit * shadow_of_sun(shapes, light, at, normal)
    open_ = corners(np.where(solid, buffers.depth, 4000).astype(np.float32), camera.focal, light.corners)
    up = 0.5 + 0.5 * normal[..., 1:2]
    around = np.asarray(light.floor, np.float32) * (1 - up) + np.asarray(light.sky, np.float32) * up
    received = around * open_[..., None] + lit[..., None] * np.asarray(light.sun_colour, np.float32)
    to_eye = np.asarray(camera.eye, np.float32) - at
    to_eye /= np.maximum(np.linalg.norm(to_eye, axis=-1, keepdims=True), 1e-6)
    half = to_eye + to_sun
    half /= np.maximum(np.linalg.norm(half, axis=-1, keepdims=True), 1e-6)
    shine = (
        (np.clip((normal * half).sum(-1), 0, 1) ** 50)[..., None]
        * np.asarray(light.sun_colour, np.float32)
        * lit[..., None]
    )
    rim = (1 - np.clip((normal * to_eye).sum(-1), 0, 1)) ** 4
    shine = shine * 2 + rim[..., None] * np.asarray(light.sky, np.float32)
    for lamp in light.lamps:
        way = np.asarray(lamp.at, np.float32) - at
        far = np.maximum((way * way).sum(-1), 0.05)
        falls = np.clip((normal * way).sum(-1) / np.sqrt(far), 0, 1) / far
        received = received + (falls * open_)[..., None] * np.asarray(lamp.colour, np.float32)
    picture = buffers.colour * received + buffers.gloss[..., None] * shine * 0.5 + buffers.glow
    if light.haze_metres:
        thick = 1 - np.exp(-depth / light.haze_metres)
        if light.haze_top:
            thick = thick * np.exp(-np.maximum(at[..., 1], 0) / light.haze_top)
        picture = picture * (1 - thick[..., None]) + np.asarray(light.haze, np.float32) * thick[..., None]
    return np.where(solid[..., None], picture, sky).astype(np.float32)
