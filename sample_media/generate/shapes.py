"""Solids and how a camera sees them: flat pieces, round limbs, ellipsoids."""

from dataclasses import dataclass

import numpy as np

from sample_media.generate.noise import Array, sample, tile
from sample_media.generate.optics import Buffers, Camera, Material, Vector

NEAR = 0.08


@dataclass(frozen=True)
class Piece:
    """A flat piece: a corner, two edges, and an outline within them ('full', 'triangle', 'disc')."""

    corner: Vector
    across: Vector
    up: Vector
    material: Material
    outline: str = "full"
    casts: bool = True


@dataclass(frozen=True)
class Limb:
    """A round body between two points, with a radius at each; a ball when they coincide."""

    start: Vector
    end: Vector
    radii: tuple[float, float]
    material: Material
    casts: bool = True


@dataclass(frozen=True)
class Egg:
    """An ellipsoid with upright axis, turned by `yaw` degrees."""

    centre: Vector
    radii: Vector
    material: Material
    yaw: float = 0.0
    casts: bool = True


Shape = Piece | Limb | Egg


def draw(shape: Shape, camera: Camera, buffers: Buffers) -> None:
    """Draw a shape where it stands before what is there already."""
    if isinstance(shape, Piece):
        _draw_piece(shape, camera, buffers)
    elif isinstance(shape, Limb):
        _draw_limb(shape, camera, buffers)
    else:
        _draw_egg(shape, camera, buffers)


def _window(camera: Camera, x: tuple[float, float], y: tuple[float, float]) -> tuple[slice, slice] | None:
    left, right = max(int(x[0]) - 1, 0), min(int(x[1]) + 2, camera.width)
    top, low = max(int(y[0]) - 1, 0), min(int(y[1]) + 2, camera.height)
    if left >= right or top >= low:
        return None
    return slice(top, low), slice(left, right)


def _draw_piece(piece: Piece, camera: Camera, buffers: Buffers) -> None:
    p0, u, v = (np.asarray(a, np.float32) for a in (piece.corner, piece.across, piece.up))
    corners = camera.to_view(
        np.stack(
            [p0, p0 + u, p0 + v, p0 + u + v]
            if piece.outline != "disc"
            else [p0 - u - v, p0 + u - v, p0 - u + v, p0 + u + v]
        )
    )
    if corners[:, 2].max() < NEAR:
        return
    if corners[:, 2].min() < NEAR and not camera.parallel:
        window: tuple[slice, slice] | None = (slice(0, camera.height), slice(0, camera.width))
    else:
        x, y, _ = camera.project(corners)
        window = _window(camera, (x.min(), x.max()), (y.min(), y.max()))
    if window is None:
        return
    view0, vu, vv = camera.to_view(p0[None])[0], camera.axes @ u, camera.axes @ v
    normal = np.cross(vu, vv)
    rx, ry = camera.rays(*window)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if camera.parallel:
            depth = (normal @ view0 - rx * normal[0] - ry * normal[1]) / (normal[2] if abs(normal[2]) > 1e-6 else 1e-6)
            at = np.stack([rx, ry, depth], -1) - view0
        else:
            depth = (normal @ view0) / (rx * normal[0] + ry * normal[1] + normal[2])
            at = np.stack([rx * depth, ry * depth, depth], -1) - view0
        gram = np.linalg.inv(np.array([[vu @ vu, vu @ vv], [vu @ vv, vv @ vv]], np.float64) + np.eye(2) * 1e-12)
        au, av = at @ vu, at @ vv
        s = (gram[0, 0] * au + gram[0, 1] * av).astype(np.float32)
        t = (gram[1, 0] * au + gram[1, 1] * av).astype(np.float32)
        if piece.outline == "disc":
            hit = s * s + t * t <= 1
        elif piece.outline == "triangle":
            hit = (s >= 0) & (t >= 0) & (s + t <= 1)
        else:
            hit = (s >= 0) & (s <= 1) & (t >= 0) & (t <= 1)
        hit &= (depth > NEAR) & np.isfinite(depth) & (depth < buffers.depth[window])
    facing = np.cross(u, v)
    facing = facing / max(float(np.linalg.norm(facing)), 1e-9)
    if facing @ (np.asarray(camera.eye) - p0 if not camera.parallel else -camera.axes[2]) < 0:
        facing = -facing
    paint, hit = _painted(piece.material, s, t, hit)
    _put(buffers, camera, window, _Hit(hit, depth, facing.astype(np.float32), piece.material, paint))


def _painted(material: Material, s: Array, t: Array, hit: Array) -> tuple[Array | None, Array]:
    if material.picture is None:
        return None, hit
    high, wide = material.picture.shape[:2]
    col = np.clip(np.nan_to_num(s) * wide, 0, wide - 1).astype(np.int32)
    row = np.clip((1 - np.nan_to_num(t)) * high, 0, high - 1).astype(np.int32)
    paint = material.picture[row, col]
    if paint.shape[-1] == 4:
        hit = hit & (paint[..., 3] > 0.5)
        paint = paint[..., :3]
    return paint, hit


def _draw_limb(limb: Limb, camera: Camera, buffers: Buffers) -> None:
    view = camera.to_view(np.array([limb.start, limb.end], np.float32))
    if view[:, 2].min() < NEAR * 2 and not camera.parallel:
        return
    x, y, scale = camera.project(view)
    r = np.maximum(np.array(limb.radii, np.float32) * scale, 0.55)
    window = _window(camera, ((x - r).min(), (x + r).max()), ((y - r).min(), (y + r).max()))
    if window is None:
        return
    cols = np.arange(window[1].start, window[1].stop, dtype=np.float32)[None, :] + 0.5
    rows = np.arange(window[0].start, window[0].stop, dtype=np.float32)[:, None] + 0.5
    dx, dy = x[1] - x[0], y[1] - y[0]
    along = np.clip(((cols - x[0]) * dx + (rows - y[0]) * dy) / max(dx * dx + dy * dy, 1e-6), 0, 1)
    radius = r[0] + (r[1] - r[0]) * along
    ex, ey = (cols - x[0] - along * dx) / radius, (rows - y[0] - along * dy) / radius
    gap = ex * ex + ey * ey
    if limb.material.rough:
        gap = gap + limb.material.rough * (
            sample(tile(3, 0.9), (cols + rows * 0) / 170, rows / 170 + cols * 0) * 0.8 + 0.2
        )
    bulge = np.sqrt(np.clip(1 - gap, 0, 1))
    metres = limb.radii[0] + (limb.radii[1] - limb.radii[0]) * along
    depth = view[0, 2] + (view[1, 2] - view[0, 2]) * along - bulge * metres
    hit = (gap < 1) & (depth < buffers.depth[window])
    normal = np.stack([ex, -ey, -bulge], -1) @ camera.axes
    _put(buffers, camera, window, _Hit(hit, depth.astype(np.float32), normal, limb.material, None))


def _draw_egg(egg: Egg, camera: Camera, buffers: Buffers) -> None:
    view = camera.to_view(np.array([egg.centre], np.float32))
    if view[0, 2] < max(egg.radii) * 1.02 and not camera.parallel:
        return
    x, y, scale = camera.project(view)
    reach = max(egg.radii) * scale[0] * 1.1
    window = _window(camera, (x[0] - reach, x[0] + reach), (y[0] - reach, y[0] + reach))
    if window is None:
        return
    a = np.radians(egg.yaw)
    turn = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]], np.float32)
    to_ball = (turn / np.array(egg.radii, np.float32)[:, None]) @ camera.axes.T
    rx, ry = camera.rays(*window)
    if camera.parallel:
        start = np.stack([rx, ry, rx * 0], -1) - view[0]
        way = np.broadcast_to(np.array([0, 0, 1], np.float32), start.shape)
    else:
        start = np.broadcast_to(-view[0], (*rx.shape, 3))
        way = np.stack([rx, ry, np.ones_like(rx)], -1)
    o, d = start @ to_ball.T, way @ to_ball.T
    a2, b2, c2 = (d * d).sum(-1), (o * d).sum(-1), (o * o).sum(-1) - 1
    if egg.material.rough:
        px, py = np.meshgrid(np.arange(window[1].start, window[1].stop), np.arange(window[0].start, window[0].stop))
        c2 = c2 + egg.material.rough * (sample(tile(3, 0.9), px / 170, py / 170) * 0.8 + 0.2)
    root = b2 * b2 - a2 * c2
    depth = (-b2 - np.sqrt(np.maximum(root, 0))) / a2
    hit = (root > 0) & (depth > NEAR) & (depth < buffers.depth[window])
    normal = (o + d * depth[..., None]) @ (turn / np.array(egg.radii, np.float32)[:, None])
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    _put(buffers, camera, window, _Hit(hit, depth, normal, egg.material, None))


@dataclass(frozen=True)
class _Hit:
    where: Array
    depth: Array
    normal: Array
    material: Material
    paint: Array | None


def _put(buffers: Buffers, camera: Camera, window: tuple[slice, slice], hit: _Hit) -> None:
    where = hit.where
    if not where.any():
        return
    depth = np.broadcast_to(hit.depth, where.shape)[where]
    buffers.depth[window][where] = depth
    if camera.parallel:
        return
    material = hit.material
    colour = np.asarray(material.colour, np.float32) if hit.paint is None else hit.paint[where] * np.float32(1)
    if material.mottle:
        rx, ry = camera.rays(*window)
        at = np.stack([rx[where] * depth, ry[where] * depth, depth], -1) @ camera.axes + np.asarray(
            camera.eye, np.float32
        )
        far = np.clip(material.size * camera.focal / (depth * 12), 0, 1)
        u, v = (at[:, 0] + 0.61 * at[:, 2]) / material.size / 8, (at[:, 1] + 0.77 * at[:, 2]) / material.size / 8
        uneven = sample(tile(1, 1.25), u, v) * far + 0.5 * sample(tile(2, 1.6), u / 7, v / 7)
        colour = colour * np.maximum(1 + material.mottle * uneven, 0.05)[:, None]
    buffers.colour[window][where] = colour
    normal = hit.normal[where] if hit.normal.ndim == 3 else np.broadcast_to(hit.normal, (len(depth), 3))
    if material.mottle:
        # the same unevenness bends the light: folds of cloth, grain of stone
        tilt = np.stack([uneven, sample(tile(2, 1.6), v, u), -uneven], -1) * np.float32(material.mottle * 0.7)
        normal = normal + tilt * far[:, None]
        normal = normal / np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    buffers.normal[window][where] = normal
    buffers.gloss[window][where] = material.gloss
    if material.glow is None:
        buffers.glow[window][where] = 0
    elif hit.paint is None:
        buffers.glow[window][where] = np.asarray(material.glow, np.float32)
    else:
        buffers.glow[window][where] = hit.paint[where] * np.asarray(material.glow, np.float32)
