"""A scene: shapes, land, light, sky, and what is laid over them, rendered in one go."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from sample_media.generate.film import Film, develop, focus
from sample_media.generate.ground import Land, draw_land
from sample_media.generate.light import Light, Sky, paint_sky, shade
from sample_media.generate.noise import Array, blur, resize, sample, seeded, smooth, tile
from sample_media.generate.optics import Buffers, Camera
from sample_media.generate.shapes import Shape, draw

Overlay = Callable[["Exposed"], None]


@dataclass(frozen=True)
class Mirror:
    """Still or moving water, glass or wet ground that shows what stands above it.

    Args:
        level: Height of the surface in metres.
        ripple: Height of the waves in px at 1600 px.
        colour: Of the water itself.
        strength: Share reflected when one looks steeply; at a flat angle it is nearly all.
        reach: The farthest metre that the surface reaches.
    """

    level: float = 0.0
    ripple: float = 6.0
    colour: tuple[float, float, float] = (0.02, 0.05, 0.06)
    strength: float = 0.25
    reach: float = 1e5
    length: float = 1.0


@dataclass
class Scene:
    """Everything that is to be photographed."""

    name: str
    size: tuple[int, int] = (1600, 1067)
    camera: dict[str, object] = field(default_factory=dict)
    light: Light = field(default_factory=Light)
    sky: Sky = field(default_factory=Sky)
    film: Film = field(default_factory=Film)
    lands: list[Land] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    mirror: Mirror | None = None
    overlays: list[Overlay] = field(default_factory=list)

    @property
    def rng(self) -> np.random.Generator:
        """The generator that belongs to the scene's name."""
        return seeded(self.name)

    def add(self, *shapes: Shape) -> None:
        """Place shapes."""
        self.shapes.extend(shapes)


@dataclass
class Exposed:
    """A scene's light as it falls on the film, for overlays to add to."""

    picture: Array
    depth: Array
    camera: Camera
    light: Light
    scene: Scene


def render(scene: Scene, scale: float = 1.0) -> Image.Image:
    """Photograph a scene.

    Args:
        scene: What is to be seen.
        scale: Share of the scene's size in px; drawn somewhat larger and reduced.
    """
    over = 1.12
    size = (round(scene.size[0] * scale * over), round(scene.size[1] * scale * over))
    camera = Camera(*size, **scene.camera)  # type: ignore[arg-type]
    buffers = Buffers(*size)
    for land in scene.lands:
        draw_land(land, camera, buffers)
    for shape in scene.shapes:
        draw(shape, camera, buffers)
    sky = paint_sky(scene.sky, scene.light, camera)
    picture = shade(buffers, scene.shapes, camera, scene.light, sky)
    exposed = Exposed(picture, buffers.depth, camera, scene.light, scene)
    if scene.mirror is not None:
        _reflect(exposed, scene.mirror)
    for overlay in scene.overlays:
        overlay(exposed)
    picture = focus(exposed.picture, exposed.depth, scene.film)
    picture = resize(
        np.minimum(picture, 40), round(scene.size[0] * scale), round(scene.size[1] * scale), Image.Resampling.BOX
    )
    return develop(blur(np.maximum(picture, 0), 0.45 * scale), replace(scene.film), scene.name)


def _reflect(exposed: Exposed, mirror: Mirror) -> None:
    camera, picture = exposed.camera, exposed.picture
    high, wide = picture.shape[:2]
    _, ry = camera.rays(slice(0, high), slice(0, wide))
    with np.errstate(divide="ignore"):
        distance = np.where(ry < -1e-5, (mirror.level - camera.eye[1]) / np.minimum(ry, -1e-5), np.inf).astype(
            np.float32
        )
    water = (distance < exposed.depth) & (distance < mirror.reach)
    safe = np.where(np.isfinite(distance), distance, 1e5)
    at = camera.world(np.minimum(safe, 1e5).astype(np.float32), slice(0, high), slice(0, wide))
    u, v = at[..., 0] / (60 * mirror.length), at[..., 2] / (22 * mirror.length)
    fine = np.clip(40 * mirror.length / np.maximum(safe, 1), 0, 1)
    waves = sample(tile(7, 1.5), u, v) * 0.6 + fine * sample(tile(8, 1.2), u * 6, v * 6) * 0.6
    scale = wide / 1600
    nearer = np.clip((np.arange(high)[:, None] / high - camera.horizon) / (1 - camera.horizon), 0.04, 1)
    shift = waves * mirror.ripple * scale * (0.35 + 3 * nearer)
    rows = 2 * high * camera.horizon - np.arange(high)[:, None] + shift * 2.2
    cols = np.arange(wide)[None, :] + shift * 0.5
    source_row = np.clip(rows, 0, high * camera.horizon).astype(np.int32)
    shown = picture[source_row, np.clip(cols, 0, wide - 1).astype(np.int32)]
    flat = np.clip(1 + ry / np.hypot(1, ry) - waves * 0.12, 0, 1) ** 4
    share = np.clip(mirror.strength + (1 - mirror.strength) * flat, 0, 1)[..., None]
    own = np.asarray(mirror.colour, np.float32) * (1 + 0.5 * waves)[..., None]
    mixed = own * (1 - share) + shown * share * 0.93
    exposed.picture = np.where(water[..., None], mixed, picture).astype(np.float32)
    exposed.depth = np.where(water, distance, exposed.depth).astype(np.float32)


__all__ = ["Exposed", "Mirror", "Scene", "render", "smooth"]
