"""Things that scenes share: boxes, trees, flags, lettering, houses with windows, seats, microphones."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from sample_media.generate.noise import Array, sample, tile
from sample_media.generate.optics import Material, Vector
from sample_media.generate.shapes import Egg, Limb, Piece, Shape

GOLD: Vector = (0.55, 0.38, 0.12)
CARPET = Material((0.3, 0.012, 0.015), mottle=0.2, size=0.3)


def box(corner: Vector, size: Vector, material: Material, yaw: float = 0.0) -> list[Shape]:
    """Return a box: its low left near corner, its size to the right, up and away, turned about that corner."""
    a = np.radians(yaw)
    x = np.array([np.cos(a), 0, -np.sin(a)]) * size[0]
    y = np.array([0.0, size[1], 0.0])
    z = np.array([np.sin(a), 0, np.cos(a)]) * size[2]
    c = np.asarray(corner, float)
    faces = [(c, x, y), (c + z, x, y), (c, z, y), (c + x, z, y), (c + y, x, z), (c, x, z)]
    return [Piece(tuple(p), tuple(u), tuple(v), material) for p, u, v in faces]  # type: ignore[arg-type]


def floor(material: Material, at: float = 0.0, reach: float = 4000.0) -> Piece:
    """Return endless ground."""
    return Piece((-reach, at, -20.0), (2 * reach, 0, 0), (0, 0, reach + 20), material, casts=False)


def strip(corner: Vector, wide: float, long: float, material: Material) -> Piece:
    """Return what is laid flat on the ground: its low left near corner, its size to the right and away."""
    return Piece(corner, (wide, 0, 0), (0, 0, long), material, casts=False)


def panel(corner: Vector, wide: float, high: float, material: Material, casts: bool = True) -> Piece:
    """Return what stands upright and faces the camera, such as a wall, a sign or a pane: its low left corner."""
    return Piece(corner, (wide, 0, 0), (0, high, 0), material, casts=casts)


def side_panel(corner: Vector, long: float, high: float, material: Material, casts: bool = True) -> Piece:
    """Return what stands upright along the way the camera looks: its low near corner."""
    return Piece(corner, (0, 0, long), (0, high, 0), material, casts=casts)


def leafy_tree(at: Vector, height: float, rng: np.random.Generator, colour: Vector = (0.06, 0.11, 0.03)) -> list[Shape]:
    """Return a broad-leaved tree."""
    x, y, z = at
    parts: list[Shape] = [
        Limb(
            at,
            (x, y + height * 0.55, z),
            (height * 0.035, height * 0.02),
            Material((0.07, 0.05, 0.035), mottle=0.4, size=0.3),
        )
    ]
    for _ in range(22):
        away = rng.normal(0, 0.14 * height, 3)
        r = height * rng.uniform(0.09, 0.17)
        shade = rng.uniform(0.7, 1.35)
        material = Material(tuple(v * shade for v in colour), mottle=0.75, size=height * 0.035, rough=0.75)  # type: ignore[arg-type]
        parts.append(Egg((x + away[0], y + height * 0.66 + away[1] * 0.85, z + away[2]), (r, r * 0.8, r), material))
    return parts


def fir(at: Vector, height: float, rng: np.random.Generator, snow: float = 0.0) -> list[Shape]:
    """Return a fir; `snow` is the share of white on it."""
    x, y, z = at
    parts: list[Shape] = [
        Limb(at, (x, y + height * 0.3, z), (height * 0.02, height * 0.016), Material((0.05, 0.035, 0.025)))
    ]
    for i in range(7):
        low = 0.12 + 0.13 * i
        r = height * 0.19 * (1.04 - low) * rng.uniform(0.85, 1.15)
        dark = np.array([0.018, 0.04, 0.02]) * rng.uniform(0.8, 1.3) * (1 - snow) + np.array([0.75, 0.8, 0.88]) * snow
        material = Material(tuple(dark), mottle=0.7, size=height * 0.03, rough=0.65)
        parts.append(Egg((x, y + height * low, z), (r, height * 0.1, r), material))
    parts.append(
        Limb(
            (x, y + height * 0.9, z),
            (x, y + height * 1.02, z),
            (height * 0.018, height * 0.004),
            Material(tuple(dark), rough=0.3),
        )
    )
    return parts


def lettering(text: str, size: tuple[int, int], ink: Vector, paper: Vector, share: float = 0.6) -> Array:
    """Return a painted board with a line of letters (linear light)."""
    image = Image.new("L", size, 0)
    pen = ImageDraw.Draw(image)
    lines = text.split("\n")
    points = size[1] * share / len(lines)
    font = ImageFont.load_default(points)
    widest = max(pen.textlength(line, font=font) for line in lines)
    if widest > size[0] * 0.9:
        points *= size[0] * 0.9 / widest
        font = ImageFont.load_default(points)
    for i, line in enumerate(lines):
        row = size[1] * (i + 0.5) / len(lines)
        pen.text((size[0] / 2, row), line, fill=255, font=font, anchor="mm", stroke_width=max(int(points / 22), 0))
    share_of_ink = (np.asarray(image, np.float32) / 255)[..., None]
    board = np.asarray(paper, np.float32) * (1 - share_of_ink) + np.asarray(ink, np.float32) * share_of_ink
    high, wide = board.shape[:2]
    u, v = np.meshgrid(np.linspace(0, 1, wide, dtype=np.float32), np.linspace(0, high / wide, high, dtype=np.float32))
    return (board * (1 + 0.22 * sample(tile(6, 2.2), u * 0.3, v * 0.3))[..., None]).astype(np.float32)


@dataclass(frozen=True)
class Cloth:
    """The pattern of a flag: bands of colour, upright or level, and a device ('', 'disc', 'cross')."""

    bands: tuple[Vector, ...]
    upright: bool = False
    device: str = ""
    device_colour: Vector = (0.8, 0.78, 0.7)


TERSIA = Cloth(
    ((0.02, 0.1, 0.3), (0.75, 0.75, 0.76), (0.02, 0.28, 0.16)), device="disc", device_colour=(0.75, 0.45, 0.04)
)
MORVANIA = Cloth(((0.55, 0.02, 0.04), (0.8, 0.62, 0.1)), upright=True, device="cross", device_colour=(0.78, 0.78, 0.78))
UNION = Cloth(((0.02, 0.06, 0.25),), device="disc", device_colour=(0.7, 0.55, 0.05))


def pattern(cloth: Cloth, seed: int = 0, wide: int = 240, high: int = 160) -> Array:
    """Return the painted cloth with its folds."""
    u, v = np.meshgrid(np.linspace(0, 1, wide, dtype=np.float32), np.linspace(0, 1, high, dtype=np.float32))
    wave = sample(tile(seed + 30, 2.4), u * 0.25, v * 0.08)
    along = (u if cloth.upright else v) + wave * 0.03
    index = np.clip((along * len(cloth.bands)).astype(int), 0, len(cloth.bands) - 1)
    paint = np.asarray(cloth.bands, np.float32)[index]
    x, y = (u - 0.5) * 1.5, v - 0.5 + wave * 0.03
    if cloth.device == "disc":
        mark = np.hypot(x, y) < 0.2
    elif cloth.device == "cross":
        mark = (np.minimum(np.abs(x), np.abs(y)) < 0.06) & (np.maximum(np.abs(x), np.abs(y)) < 0.25)
    else:
        mark = np.zeros_like(x, bool)
    paint = np.where(mark[..., None], np.asarray(cloth.device_colour, np.float32), paint)
    fold = 1 + 0.55 * np.sin((u * 3.2 + wave * 1.6 + seed) * 2 * np.pi) * (0.3 + 0.5 * u)
    return (paint * fold[..., None] * 0.8).astype(np.float32)


def standing_flag(at: Vector, height: float, cloth: Cloth, seed: int) -> list[Shape]:
    """Return a flag on an indoor pole, hanging in folds."""
    x, y, z = at
    hanging = np.rot90(pattern(cloth, seed, 160, 120), 1)
    parts: list[Shape] = [
        Limb(at, (x, y + height, z), (0.018, 0.018), Material((0.5, 0.35, 0.1), gloss=0.8)),
        Egg((x, y + height + 0.05, z), (0.04, 0.07, 0.04), Material((0.7, 0.5, 0.15), gloss=1.0)),
    ]
    cells = 9
    for i in range(cells):
        wide = hanging.shape[1] // cells
        paint = np.ascontiguousarray(hanging[:, i * wide : (i + 1) * wide])
        cx, low, top = x + i * 0.055, y + height * (0.3 + 0.02 * i), y + height * (0.985 - 0.02 * i)
        deep = 0.07 * (i % 2)
        turn = 0.07 if i % 2 == 0 else -0.07
        parts.append(
            Piece(
                (cx, low, z - 0.02 - deep), (0.055, 0, turn * -1 + 0.0), (0, top - low, 0.05), Material(picture=paint)
            )
        )
    return parts


def flying_flag(at: Vector, pole: float, cloth: Cloth, seed: int, side: float = 1.0) -> list[Shape]:
    """Return a flag on a mast in the wind."""
    x, y, z = at
    wide, high = pole * 0.36, pole * 0.24
    paint = pattern(cloth, seed)
    parts: list[Shape] = [Limb(at, (x, y + pole, z), (0.05, 0.03), Material((0.6, 0.6, 0.62), gloss=0.6))]
    strips = 8
    rise = 0.0
    for i in range(strips):
        cols = slice(i * paint.shape[1] // strips, (i + 1) * paint.shape[1] // strips)
        bend = 0.5 * np.sin(i * 1.1 + seed)
        corner = (x + side * wide * i / strips, y + pole - high + rise, z + bend * wide * 0.12)
        step = 0.5 * np.sin((i + 1) * 1.1 + seed)
        drop = -0.03 * high * np.cos(i * 0.9 + seed)
        across = (side * wide / strips, drop, (step - bend) * wide * 0.12)
        parts.append(Piece(corner, across, (0, high, 0), Material(picture=np.ascontiguousarray(paint[:, cols]))))
        rise += drop
    return parts


@dataclass(frozen=True)
class Facade:
    """A wall with windows: how many, which colours, and how many are lit (share)."""

    columns: int
    rows: int
    wall: Vector = (0.3, 0.27, 0.23)
    glass: Vector = (0.05, 0.07, 0.09)
    lit: float = 0.0
    seed: int = 0
    opening: tuple[float, float] = (0.5, 0.6)
    lamp: Vector = (3.2, 2.1, 0.95)


def facade_paint(facade: Facade) -> tuple[Array, Array]:
    """Return what is painted on a wall, and the light that its windows give."""
    rng = np.random.default_rng(700 + facade.seed)
    cell = 14
    high, wide = facade.rows * cell, facade.columns * cell
    u, v = np.meshgrid(np.linspace(0, 1, wide, dtype=np.float32), np.linspace(0, high / wide, high, dtype=np.float32))
    grime = 1 + 0.18 * sample(tile(2, 1.5), u * 0.4, v * 0.4)
    wall = np.asarray(facade.wall, np.float32) * grime[..., None]
    light = np.zeros_like(wall)
    ow, oh = int(cell * facade.opening[0]), int(cell * facade.opening[1])
    for r in range(facade.rows):
        for c in range(facade.columns):
            top, left = r * cell + (cell - oh) // 2, c * cell + (cell - ow) // 2
            pane = (slice(top, top + oh), slice(left, left + ow))
            wall[pane] = np.asarray(facade.glass, np.float32) * rng.uniform(0.5, 2.2)
            if rng.random() < facade.lit:
                tint = (
                    np.asarray(facade.lamp, np.float32)
                    * rng.uniform(0.12, 1.0)
                    * np.array([1, rng.uniform(0.85, 1.15), rng.uniform(0.7, 1.7)])
                )
                light[pane] = tint * np.linspace(1.1, 0.6, oh)[:, None, None]
    return wall.astype(np.float32), light.astype(np.float32)


def house(corner: Vector, size: Vector, facade: Facade, roof: float = 0.0) -> list[Shape]:
    """Return a building with a painted front and side; `roof` is the height of a gable in metres."""
    wall, light = facade_paint(facade)
    x, y, z = corner
    w, h, d = size
    parts: list[Shape] = []
    flat = Material(facade.wall, mottle=0.15, size=2.0)
    side_x = x if x > 0 else x + w
    parts += box(corner, size, flat)
    for at, across in (((x, y, z - 0.02), (w, 0, 0)), ((side_x + (-0.02 if x > 0 else 0.02), y, z), (0, 0, d))):
        parts.append(Piece(at, across, (0, h, 0), Material(picture=wall)))
        if facade.lit:
            mask = np.concatenate([light, (light.sum(-1, keepdims=True) > 0)], -1).astype(np.float32)
            lift = (
                at[0] + (-0.03 if across[2] and x > 0 else 0.03 if across[2] else 0),
                y,
                at[2] - (0.03 if across[0] else 0),
            )
            parts.append(Piece(lift, across, (0, h, 0), Material(picture=mask, glow=(1, 1, 1)), casts=False))
    if roof:
        tiles = Material((0.16, 0.07, 0.045), mottle=0.4, size=0.8)
        e = 0.4
        parts.append(Piece((x - e, y + h, z - e), (w + 2 * e, 0, 0), (0, roof, d / 2 + e), tiles))
        parts.append(Piece((x - e, y + h, z + d + e), (w + 2 * e, 0, 0), (0, roof, -d / 2 - e), tiles))
        parts.append(Piece((x, y + h, z), (0, 0, d), (0, roof, d / 2), flat, outline="triangle"))
    return parts


def microphone(foot: Vector, head: Vector) -> list[Shape]:
    """Return a microphone on a thin neck."""
    f, h = np.asarray(foot, float), np.asarray(head, float)
    way = (h - f) / np.linalg.norm(h - f)
    black = Material((0.012, 0.012, 0.014), gloss=0.4)
    return [
        Limb(foot, head, (0.008, 0.006), black),
        Limb(head, tuple(h + way * 0.07), (0.02, 0.026), Material((0.02, 0.02, 0.022), mottle=0.3, size=0.02)),  # type: ignore[arg-type]
    ]


def lectern(at: Vector, colour: Vector, sign: Array | None = None) -> list[Shape]:
    """Return a lectern that faces us, with two microphones."""
    x, y, z = at
    wood = Material(colour, mottle=0.35, size=0.35, gloss=0.3)
    parts = box((x - 0.38, y, z - 0.2), (0.76, 1.08, 0.4), wood)
    parts += box((x - 0.44, y + 1.06, z - 0.28), (0.88, 0.06, 0.52), wood)
    if sign is not None:
        parts.append(Piece((x - 0.28, y + 0.5, z - 0.215), (0.56, 0, 0), (0, 0.42, 0), Material(picture=sign)))
    parts += microphone((x - 0.12, y + 1.1, z - 0.1), (x - 0.07, y + 1.38, z + 0.05))
    parts += microphone((x + 0.12, y + 1.1, z - 0.1), (x + 0.07, y + 1.38, z + 0.05))
    return parts
