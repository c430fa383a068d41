"""The camera, and the buffers it fills: distance, direction of the surface, colour, glow, gloss."""

from dataclasses import dataclass, field

import numpy as np

from sample_media.generate.noise import Array

Vector = tuple[float, float, float]


def unit(vector: Array | Vector) -> Array:
    """Return the vector with length 1."""
    array = np.asarray(vector, np.float32)
    return array / max(float(np.linalg.norm(array)), 1e-9)


@dataclass(frozen=True)
class Camera:
    """Where we stand and how we look.

    World: x right, y up, z away, in metres. `horizon` is the row of the eye's height as a share of the picture's
    height (a shift lens: uprights stay upright); `pitch` tilts instead, in degrees. With `parallel` (metres across)
    there is no perspective: so the sun sees the scene.
    """

    width: int
    height: int
    eye: Vector = (0.0, 1.7, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0
    lens_mm: float = 35.0
    horizon: float = 0.5
    parallel: float = 0.0
    basis: Array | None = None

    @property
    def focal(self) -> float:
        """Focal length in px (px a metre when parallel)."""
        if self.parallel:
            return self.width / self.parallel
        return self.lens_mm / 36.0 * max(self.width, self.height)

    @property
    def axes(self) -> Array:
        """Rows: right, up, forward."""
        if self.basis is not None:
            return self.basis
        a, b = np.radians(self.yaw), np.radians(self.pitch)
        forward = np.array([np.sin(a) * np.cos(b), np.sin(b), np.cos(a) * np.cos(b)])
        right = np.array([np.cos(a), 0, -np.sin(a)])
        up = np.cross(forward, right)
        return np.stack([right, up, forward]).astype(np.float32)

    def to_view(self, points: Array) -> Array:
        """Turn world points (n x 3) into right, up, forward."""
        return (np.asarray(points, np.float32) - np.asarray(self.eye, np.float32)) @ self.axes.T

    def project(self, view: Array) -> tuple[Array, Array, Array]:
        """Return columns, rows and px a metre of view points."""
        scale = (
            np.full(len(view), self.focal, np.float32) if self.parallel else self.focal / np.maximum(view[:, 2], 0.05)
        )
        return self.width / 2 + view[:, 0] * scale, self.height * self.horizon - view[:, 1] * scale, scale

    def rays(self, rows: slice, columns: slice) -> tuple[Array, Array]:
        """Return the slopes of the rays (or, parallel, the metres) to the right and up for a window of px."""
        x = (np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - self.width / 2) / self.focal
        y = (self.height * self.horizon - np.arange(rows.start, rows.stop, dtype=np.float32) - 0.5) / self.focal
        return np.meshgrid(x, y)  # type: ignore[return-value]

    def world(self, depth: Array, rows: slice, columns: slice) -> Array:
        """Return world points (rows x columns x 3) at the given distances."""
        rx, ry = self.rays(rows, columns)
        if not self.parallel:
            rx, ry = rx * depth, ry * depth
        return np.stack([rx, ry, depth], -1) @ self.axes + np.asarray(self.eye, np.float32)


@dataclass(frozen=True)
class Material:
    """How a surface looks.

    Args:
        colour: Linear red, green, blue, 0 to 1.
        mottle: Strength of its unevenness, 0 to 1, and `size` of that in metres.
        gloss: Strength of highlights.
        glow: Own light.
        picture: What is painted on a flat shape (height x width x 3 or 4 channels, linear).
        rough: Raggedness of the outline of round shapes (leaves, hair), 0 to 1.
    """

    colour: Vector = (0.5, 0.5, 0.5)
    mottle: float = 0.0
    size: float = 1.0
    gloss: float = 0.0
    glow: Vector | None = None
    picture: Array | None = None
    rough: float = 0.0


@dataclass
class Buffers:
    """What the camera found at each px."""

    width: int
    height: int
    depth: Array = field(init=False)
    normal: Array = field(init=False)
    colour: Array = field(init=False)
    glow: Array = field(init=False)
    gloss: Array = field(init=False)

    def __post_init__(self) -> None:
        self.depth = np.full((self.height, self.width), np.inf, np.float32)
        self.normal = np.zeros((self.height, self.width, 3), np.float32)
        self.colour = np.zeros((self.height, self.width, 3), np.float32)
        self.glow = np.zeros((self.height, self.width, 3), np.float32)
        self.gloss = np.zeros((self.height, self.width), np.float32)
