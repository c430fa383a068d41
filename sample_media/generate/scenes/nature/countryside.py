"""The worked land: wheat, pasture, wind turbines, vines."""

import numpy as np

from sample_media.generate.film import Film
from sample_media.generate.ground import Land, height_at, mix, snow_and_rock
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, ridged, sample, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Puff, smoke
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, house, leafy_tree


def wheat_field() -> Scene:
    """A tractor in a field of ripe wheat, evening."""
    s = Scene("wheat_field", camera={"eye": (0, 2.6, 0), "horizon": 0.42, "lens_mm": 38})
    s.lands.append(Land(_wheat_heights, _wheat_colours, near=1.2, far=4000, steps=900))
    s.light = Light(
        sun=(-0.8, 0.3, 0.45),
        sun_colour=(3.0, 2.2, 1.3),
        sky=(0.4, 0.45, 0.55),
        haze=(0.85, 0.72, 0.55),
        haze_metres=2600,
        shadow=((3, 1, 26), 16),
    )
    s.sky = Sky(
        top=(0.2, 0.34, 0.58),
        low=(0.95, 0.75, 0.5),
        cloud=0.42,
        cloud_colour=(1.1, 0.85, 0.6),
        cloud_dark=(0.5, 0.45, 0.48),
        glow=(1.0, 0.6, 0.25),
        seed=12,
    )
    _tractor(s)
    dust = [Puff((8.5 + i * 0.9, 0.8 + 0.12 * i, 27 + i * 0.3), 1.3 + 0.32 * i, 0.34) for i in range(9)]
    s.overlays.append(smoke(dust, (1.2, 0.95, 0.65), (0.5, 0.36, 0.22)))
    rng = s.rng
    for x, z in ((-40, 150), (-30, 160), (30, 230), (-75, 240), (65, 260), (80, 250)):
        s.shapes += leafy_tree((x, height_at(_wheat_heights, x, z), z), 13, rng)
    s.film = Film(exposure=0.62, focus=25, aperture=2.5)
    return s


def _wheat_heights(x: Array, z: Array) -> Array:
    ears = 0.22 * np.abs(sample(tile(27, 0.7), x / 9, z / 14)) * (1 - smooth(60, 140, z))
    return (
        5 * sample(tile(28, 2.6), x / 900, z / 900) * smooth(20, 300, z)
        + ears
        + 26 * smooth(300, 1500, z) * (1 + sample(tile(29, 2.3), x / 2500, z / 2500))
    )


def _wheat_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    uneven = sample(tile(1, 1.2), x / 14, z / 30) * (1 - smooth(100, 400, z)) + sample(tile(2, 1.7), x / 300, z / 500)
    rows = np.sin(x * 4 + 1.5 * uneven) * (1 - smooth(20, 90, z)) * 0.15
    gold = mix((0.34, 0.22, 0.07), (0.62, 0.44, 0.17), smooth(-0.8, 0.9, uneven + rows))
    green = mix((0.05, 0.09, 0.02), (0.12, 0.15, 0.05), smooth(-0.5, 0.5, uneven))
    return mix(gold, green, smooth(230, 330, z + 60 * sample(tile(28, 2.0), x / 700, z / 2000)))


def _tractor(s: Scene) -> None:
    """Build the tractor."""
    red = Material((0.35, 0.02, 0.015), gloss=0.5, mottle=0.1, size=0.5)
    black = Material((0.02, 0.02, 0.02), mottle=0.3, size=0.2)
    y = 0.1
    s.shapes += box((3, y + 1.0, 25), (2.6, 0.9, 1.2), red) + box((5.3, y + 1.0, 24.8), (1.6, 2.1, 1.7), red)
    s.shapes += box((5.4, y + 2.0, 24.75), (1.4, 0.9, 1.8), Material((0.05, 0.07, 0.08), gloss=0.8)) + box(
        (5.1, y + 3.1, 24.6), (2.0, 0.15, 2.1), red
    )
    for x, r in ((3.5, 0.62), (6.1, 1.0)):
        for z in (24.6, 26.5):
            s.add(
                Piece((x, y + r, z - 0.25), (r, 0, 0), (0, r, 0), black, "disc"),
                Piece((x, y + r, z - 0.27), (r * 0.5, 0, 0), (0, r * 0.5, 0), Material((0.5, 0.4, 0.05)), "disc"),
                Piece((x, y + r, z + 0.25), (r, 0, 0), (0, r, 0), black, "disc"),
            )
    s.add(Limb((3.6, y + 1.9, 25.6), (3.6, y + 2.9, 25.6), (0.06, 0.05), black))


def cows_on_alp() -> Scene:
    """Cows on a mountain pasture, shallow focus."""
    s = Scene("cows_on_alp", camera={"eye": (0, 1.5, -4), "horizon": 0.46, "lens_mm": 62})
    s.lands.append(Land(_alp_heights, _alp_colours, near=1.0, far=14000, steps=1000))
    for x, z, yaw, c in (
        (-0.9, 7.5, 70, (0.32, 0.17, 0.09)),
        (2.6, 11, 250, (0.22, 0.11, 0.06)),
        (-4, 15, 80, (0.55, 0.5, 0.45)),
        (6, 19, 260, (0.3, 0.16, 0.09)),
        (0.5, 24, 95, (0.25, 0.13, 0.07)),
    ):
        s.shapes += cow((x, height_at(_alp_heights, x, z), z), yaw, c)
    s.light = Light(
        sun=(-0.6, 0.7, -0.2),
        sun_colour=(2.3, 2.1, 1.8),
        sky=(0.4, 0.5, 0.65),
        floor=(0.1, 0.14, 0.05),
        haze=(0.55, 0.66, 0.8),
        haze_metres=9000,
        shadow=((0, 1, 14), 15),
    )
    s.sky = Sky(cloud=0.5, seed=18)
    s.film = Film(exposure=0.72, focus=12, aperture=7)
    return s


def _alp_heights(x: Array, z: Array) -> Array:
    near = (
        0.05 * z
        + 0.14 * np.abs(sample(tile(27, 0.8), x / 7, z / 7)) * (1 - smooth(25, 60, z))
        + 0.4 * sample(tile(28, 2.2), x / 60, z / 60)
    )
    return (
        near * (1 - smooth(60, 130, z))
        - 25 * smooth(60, 130, z)
        + smooth(300, 3000, z)
        * (1900 * ridged(sample(tile(36, 2.5), x / 13000 + 0.6, z / 13000)) - 200)
        * smooth(900, 5200, z)
    )


def _alp_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    grass = mix((0.06, 0.12, 0.02), (0.2, 0.26, 0.06), smooth(-0.7, 0.8, sample(tile(1, 1.1), x / 5, z / 5)))
    return mix(grass, snow_and_rock(760)(x, y, z, upright), smooth(70, 200, z))


def cow(at: tuple[float, float, float], yaw: float, colour: tuple[float, float, float]) -> list[Limb | Egg | Piece]:
    """Return a cow that grazes."""
    a = np.radians(yaw)
    ahead, right = np.array([np.sin(a), 0, np.cos(a)]), np.array([np.cos(a), 0, -np.sin(a)])
    hide = Material(colour, mottle=0.3, size=0.5)
    dark = Material(tuple(0.6 * v for v in colour), mottle=0.3, size=0.3)  # type: ignore[arg-type]

    def p(f: float, u: float, r: float = 0.0) -> tuple[float, float, float]:
        return tuple(np.asarray(at) + ahead * f + right * r + np.array([0, u, 0]))  # type: ignore[return-value]

    parts: list[Limb | Egg | Piece] = [
        Limb(p(-0.65, 0.98), p(0.55, 0.96), (0.33, 0.36), hide),
        Limb(p(-0.5, 0.86), p(0.4, 0.84), (0.33, 0.33), hide),
    ]
    for f in (-0.72, 0.58):
        for r in (-0.18, 0.18):
            parts += [
                Limb(p(f, 0.75, r), p(f + 0.05, 0.36, r), (0.14, 0.08), hide),
                Limb(p(f + 0.05, 0.36, r), p(f, 0.0, r), (0.07, 0.06), dark),
            ]
    parts += [
        Limb(p(0.75, 1.0), p(1.15, 0.62), (0.25, 0.17), hide),
        Limb(p(1.15, 0.62), p(1.38, 0.3), (0.16, 0.1), hide),
        Egg(p(1.42, 0.24), (0.1, 0.1, 0.1), Material((0.05, 0.04, 0.04))),
    ]
    for r in (-0.22, 0.22):
        parts += [
            Limb(p(1.08, 0.72, r * 0.5), p(1.06, 0.74, r * 1.3), (0.05, 0.03), dark),
            Limb(p(1.08, 0.78, r * 0.4), p(1.16, 0.95, r), (0.03, 0.01), Material((0.6, 0.55, 0.45))),
        ]
    parts += [
        Limb(p(-1.0, 1.1), p(-1.05, 0.4), (0.03, 0.05), dark),
        Egg(p(-0.35, 0.55), (0.16, 0.12, 0.18), Material((0.5, 0.3, 0.25))),
    ]
    return parts


def wind_turbines() -> Scene:
    """Wind turbines in a row over rolling hills."""
    s = Scene("wind_turbines", camera={"eye": (0, 24, 0), "horizon": 0.72, "lens_mm": 50})
    s.lands.append(Land(_hill_heights, _hill_colours, near=20, far=6000))
    _turbines(s)
    s.light = Light(
        sun=(-0.6, 0.35, 0.5),
        sun_colour=(2.6, 2.2, 1.7),
        sky=(0.45, 0.52, 0.65),
        haze=(0.72, 0.76, 0.82),
        haze_metres=4000,
    )
    s.sky = Sky(
        top=(0.1, 0.17, 0.3),
        low=(0.72, 0.75, 0.78),
        cloud=0.72,
        cloud_colour=(0.95, 0.92, 0.88),
        cloud_dark=(0.2, 0.23, 0.3),
        seed=17,
    )
    s.film = Film(exposure=0.75)
    return s


def _hill_heights(x: Array, z: Array) -> Array:
    return 45 * sample(tile(35, 2.7), x / 2600, z / 2600) + 12 * smooth(200, 900, z)


def _hill_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    strips = np.sin((x * 0.8 + z * 0.3) / 55 + 3 * sample(tile(28, 2.6), x / 1500, z / 1500))
    base = mix((0.1, 0.16, 0.035), (0.32, 0.28, 0.1), smooth(-0.2, 0.2, strips))
    return base * (1 + 0.3 * sample(tile(1, 1.4), x / 80, z / 80))[..., None]


def _turbines(s: Scene) -> None:
    """Set up six turbines."""
    white = Material((0.72, 0.73, 0.74), gloss=0.1)
    for k, (x, z) in enumerate(((-70, 330), (40, 420), (150, 540), (-190, 620), (10, 760), (290, 800))):
        y = height_at(_hill_heights, x, z)
        hub = np.array([x, y + 105.0, z])
        s.add(
            Limb((x, y - 5, z), tuple(hub), (2.2, 1.3), white),
            Limb(tuple(hub + [0, 0, -3]), tuple(hub + [0, 0, 6]), (1.9, 1.6), white),
        )
        for b in range(3):
            a = np.radians(k * 37 + b * 120 + 15)
            tip = hub + np.array([np.sin(a), np.cos(a), 0]) * 56 + [0, 0, -4]
            s.add(Limb(tuple(hub + [0, 0, -4]), tuple(tip), (1.7, 0.35), white))


def vineyard() -> Scene:
    """Rows of vines above a lake in autumn light."""
    s = Scene("vineyard", camera={"eye": (0, 12, 0), "horizon": 0.3, "lens_mm": 32})
    s.lands.append(Land(_vineyard_heights, _vineyard_colours, near=3, far=8000, steps=1000))
    s.mirror = Mirror(-18, 3, (0.02, 0.05, 0.08), 0.3)
    s.shapes += house((14, -7, 62), (9, 6, 8), Facade(3, 2, (0.55, 0.5, 0.4), seed=210), roof=4)
    s.light = Light(
        sun=(-0.75, 0.4, 0.3),
        sun_colour=(2.9, 2.3, 1.5),
        sky=(0.32, 0.4, 0.55),
        haze=(0.7, 0.74, 0.82),
        haze_metres=4200,
    )
    s.sky = Sky(top=(0.15, 0.32, 0.62), low=(0.85, 0.8, 0.72), cloud=0.25, seed=39)
    s.film = Film(exposure=0.68, saturation=0.95)
    return s


def _vineyard_heights(x: Array, z: Array) -> Array:
    slope = -0.1 * z * (1 - smooth(90, 150, z)) - 26 * smooth(90, 150, z)
    rows = (
        1.25
        * smooth(0.15, 0.6, np.sin((x * 0.9 - z * 0.12) * 2 * np.pi / 2.3))
        * (0.8 + 0.35 * sample(tile(27, 0.9), x / 7, z / 7))
    )
    far = smooth(900, 3200, z) * (900 * ridged(sample(tile(47, 2.4), x / 6000 + 0.15, z / 6000 + 0.5)) - 20)
    return slope + rows * (1 - smooth(80, 120, z)) + far + 3


def _vineyard_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    vine = smooth(0.15, 0.5, np.sin((x * 0.9 - z * 0.12) * 2 * np.pi / 2.3))
    leaf = mix(
        (0.1, 0.14, 0.02),
        (0.5, 0.3, 0.04),
        smooth(-0.6, 0.8, sample(tile(1, 1.0), x / 6, z / 6) + 0.6 * sample(tile(2, 1.8), x / 70, z / 70)),
    )
    near = mix(
        mix((0.3, 0.24, 0.16), (0.14, 0.15, 0.05), smooth(-0.4, 0.5, sample(tile(2, 1.3), x / 6, z / 6))),
        leaf,
        vine,
    )
    return mix(near, (0.07, 0.1, 0.05), smooth(200, 900, z))
