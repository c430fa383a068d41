"""From light to a file's px: focus, bloom, exposure, grain, the edges of the lens."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image

from sample_media.generate.noise import Array, blur, seeded


@dataclass(frozen=True)
class Film:
    """How the picture is taken and developed.

    Args:
        exposure: Factor before the tone curve.
        focus: Metres in focus (0: everything); `aperture` is the blur far beyond it, in px at 1600 px.
        bloom: Strength of light spilling over.
        contrast: 1 is neutral; `saturation` likewise.
        warmth: Above 0 warmer, below 0 cooler.
        grain: Strength in 8-bit levels.
        edges: Darkening of the corners, 0 to 1.
        mono: Black and white.
        lift: Grey in the blacks (haze, old print).
    """

    exposure: float = 1.0
    focus: float = 0.0
    aperture: float = 6.0
    bloom: float = 0.12
    contrast: float = 1.06
    saturation: float = 0.84
    warmth: float = 0.0
    grain: float = 4.0
    edges: float = 0.28
    mono: bool = False
    lift: float = 0.0


def focus(picture: Array, depth: Array, film: Film) -> Array:
    """Blur what lies before or behind the plane in focus."""
    if not film.focus:
        return picture
    scale = max(picture.shape[:2]) / 1600
    far = np.minimum(np.where(np.isfinite(depth), depth, 1e5), 1e5)
    spread = np.clip(film.aperture * scale * np.abs(far - film.focus) / far, 0, film.aperture * scale * 1.6)
    near = far < film.focus * 0.8
    # what stands before the plane in focus spills over its own outline
    spread = np.maximum(spread, blur(np.where(near, spread, 0).astype(np.float32), film.aperture * scale * 0.8))
    stops = [0.0, 1.2 * scale, 2.6 * scale, 5.5 * scale, 11 * scale, 22 * scale]
    stops = [s for s in stops if s <= film.aperture * scale * 1.7] or [0.0]
    layers = [_disc(picture, s) for s in stops]
    result = layers[0].copy()
    for (low, high), (a, b) in zip(pairwise(stops), pairwise(layers), strict=True):
        share = np.clip((spread - low) / (high - low), 0, 1)[..., None]
        result = np.where(share > 0, a * (1 - share) + b * share, result)
    return result.astype(np.float32)


def _disc(picture: Array, radius: float) -> Array:
    return blur(np.minimum(picture, 12), radius * 0.75)


def develop(picture: Array, film: Film, name: str) -> Image.Image:
    """Turn linear light into an 8-bit picture.

    Args:
        picture: Height x width x 3, linear.
        film: The development.
        name: Seeds the grain.
    """
    high, wide = picture.shape[:2]
    if film.bloom:
        bright = np.clip(picture * film.exposure - 0.9, 0, 6)
        spill = blur(bright, wide / 260) * 0.5 + blur(bright, wide / 60) * 0.35 + blur(bright, wide / 18) * 0.25
        picture = picture + spill * film.bloom / film.exposure * 2
    x = np.linspace(-1, 1, wide, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, high, dtype=np.float32)[:, None] * high / wide
    picture = picture * (1 - film.edges * np.clip((x * x + y * y) / 1.3, 0, 1.3))[..., None] * film.exposure
    picture = picture * np.array([1 + film.warmth, 1, 1 - film.warmth], np.float32)
    grey = picture @ np.array([0.25, 0.65, 0.1], np.float32)
    picture = np.maximum(grey[..., None] + (picture - grey[..., None]) * film.saturation, 0)
    curve = picture * (2.51 * picture + 0.03) / (picture * (2.43 * picture + 0.59) + 0.14)
    tone = np.clip(curve, 0, 1) ** np.float32(1 / 2.2)
    tone = np.clip(0.45 + (tone - 0.45) * film.contrast, 0, 1)
    tone = film.lift + tone * (1 - film.lift)
    if film.mono:
        tone = np.repeat((tone @ np.array([0.3, 0.59, 0.11], np.float32))[..., None], 3, -1)
    rng = seeded("grain" + name)
    grain = blur(rng.standard_normal((high, wide)).astype(np.float32), 0.7) * 1.8
    colour = blur(rng.standard_normal((high, wide, 3)).astype(np.float32), 0.9) * (0.0 if film.mono else 0.9)
    strength = film.grain * (0.55 + 0.9 * np.sqrt(np.clip(1 - tone.mean(-1), 0, 1)))
    levels = tone * 255 + (grain[..., None] + colour) * strength[..., None] * 0.36
    return Image.fromarray(np.clip(levels + 0.5, 0, 255).astype(np.uint8))
