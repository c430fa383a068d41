"""Weather and what it does: fire, snowstorm, flood, fog."""

import numpy as np

from sample_media.generate.figures import SIT, STAND, Clothes, Person, person_shapes
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, height_at, mix
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, ridged, sample, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Fall, Puff, falling, flames, smoke
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, fir, floor, house, leafy_tree, strip


def forest_fire() -> Scene:
    """A wooded slope on fire by night, with smoke."""
    s = Scene("forest_fire", camera={"eye": (0, 20, 0), "horizon": 0.6, "lens_mm": 60})
    rng = s.rng
    s.lands.append(Land(_wood_heights, _wood_colours, near=40, far=2000))
    spots = []
    for _ in range(150):
        x, z = rng.uniform(-190, 190), rng.uniform(150, 620)
        y = height_at(_wood_heights, x, z)
        burning = abs(z - 330 - 0.5 * x + 40 * np.sin(x / 30)) < 45
        s.shapes += fir((x, y, z), rng.uniform(14, 24), rng)
        if burning:
            spots.append(((x, y - 1, z - 3), float(rng.uniform(14, 38))))
    s.light = Light(
        sun=(0.3, 0.2, 0.8),
        sun_colour=(0.9, 0.32, 0.08),
        sky=(0.09, 0.06, 0.07),
        floor=(0.2, 0.08, 0.02),
        haze=(0.32, 0.12, 0.05),
        haze_metres=900,
    )
    s.sky = Sky(top=(0.025, 0.02, 0.03), low=(0.4, 0.15, 0.06), cloud=0, curve=0.5)
    puffs = []
    for i in range(60):
        t = i / 59
        puffs.append(
            Puff((-60 + 200 * t + rng.normal(0, 34), 95 + 150 * t + rng.normal(0, 26), 420 + 40 * t), 52 + 40 * t, 0.34)
        )
    s.overlays.append(smoke(puffs, (0.62, 0.26, 0.1), (0.05, 0.035, 0.035)))
    s.overlays.append(flames(spots))
    s.film = Film(exposure=1.15, bloom=0.3, grain=8)
    return s


def _wood_heights(x: Array, z: Array) -> Array:
    return 90 * smooth(150, 700, z) + 22 * sample(tile(31, 2.3), x / 800, z / 800) + 0.06 * x


def _wood_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    return mix((0.03, 0.025, 0.015), (0.09, 0.06, 0.03), smooth(-0.6, 0.6, sample(tile(1, 1.3), x / 60, z / 60)))


def snowstorm_road() -> Scene:
    """A country road in driving snow, with headlights coming on."""
    s = Scene("snowstorm_road", (1500, 1125), {"eye": (-1.2, 1.5, 0), "horizon": 0.46, "lens_mm": 40})
    s.add(floor(Material((0.72, 0.75, 0.8), mottle=0.12, size=0.8)))
    s.add(strip((-3.4, 0.01, -5), 6.8, 500, Material((0.32, 0.34, 0.37), mottle=0.3, size=0.7)))
    for x in (-1.9, -0.6, 0.9, 2.0):
        s.add(strip((x, 0.02, -5), 0.32, 500, Material((0.14, 0.15, 0.17), mottle=0.5, size=0.5)))
    rng = s.rng
    for z in range(8, 200, 12):
        for x in (-4.2, 4.2):
            s.add(
                Limb(
                    (x, 0, z), (x, 1.5, z), (0.035, 0.035), Material((0.5, 0.1, 0.05) if z % 24 else (0.05, 0.05, 0.05))
                )
            )
    for _ in range(40):
        side = rng.choice([-1, 1])
        s.shapes += fir((side * rng.uniform(8, 30), 0, rng.uniform(14, 120)), rng.uniform(8, 15), rng, snow=0.55)
    _cars(s)
    s.light = Light(
        sun=(0.1, 1, 0.1),
        sun_colour=(0.25, 0.26, 0.28),
        sky=(0.42, 0.46, 0.54),
        floor=(0.3, 0.33, 0.38),
        haze=(0.42, 0.46, 0.53),
        haze_metres=48,
    )
    s.sky = Sky(top=(0.36, 0.4, 0.47), low=(0.42, 0.46, 0.53), cloud=0)
    s.overlays.append(falling(Fall(5200, 9, 0.8, 0.85, 0.9)))
    s.film = Film(exposure=1.0, bloom=0.35, saturation=0.7, grain=6)
    return s


def _cars(s: Scene) -> None:
    """Put a car and a van on the road."""
    body = Material((0.05, 0.06, 0.08), gloss=0.5)
    s.shapes += box((0.6, 0.35, 22), (1.75, 0.65, 4.2), body) + box(
        (0.75, 1.0, 23.2), (1.45, 0.55, 2.0), Material((0.02, 0.03, 0.04), gloss=0.6)
    )
    for x in (0.85, 2.1):
        s.add(Egg((x, 0.72, 21.95), (0.12, 0.09, 0.05), Material(glow=(40, 36, 28))))
    for x in (-2.2, -1.2):
        s.add(Egg((x, 0.8, 34), (0.1, 0.07, 0.05), Material(glow=(9, 0.4, 0.2))))
    s.shapes += box((-2.5, 0.4, 34.1), (1.7, 1.1, 4), Material((0.2, 0.2, 0.21)))


def flooded_street() -> Scene:
    """A village street under brown water, a rescue boat between the houses."""
    s = Scene("flooded_street", camera={"eye": (0.5, 2.4, 0), "horizon": 0.42, "lens_mm": 32})
    _drowned_houses(s)
    s.light = Light(
        sun=(0.2, 1, -0.3),
        sun_colour=(0.7, 0.7, 0.7),
        sky=(0.75, 0.8, 0.86),
        floor=(0.16, 0.13, 0.1),
        haze=(0.68, 0.71, 0.74),
        haze_metres=170,
    )
    s.sky = Sky(
        top=(0.5, 0.55, 0.62),
        low=(0.75, 0.78, 0.8),
        cloud=0.8,
        cloud_colour=(0.85, 0.86, 0.88),
        cloud_dark=(0.45, 0.48, 0.52),
        seed=14,
    )
    s.mirror = Mirror(0.0, 9, (0.13, 0.085, 0.045), 0.12, length=0.12)
    _rescue_boat(s)
    s.shapes += box((-4.4, -0.75, 15), (1.8, 1.5, 4.2), Material((0.2, 0.21, 0.24), gloss=0.7)) + box(
        (-4.2, 0.7, 16), (1.4, 0.5, 2.2), Material((0.03, 0.04, 0.05), gloss=0.9)
    )
    for z in (14, 27, 40):
        s.add(
            Limb((-5.2, -1, z), (-5.2, 5.5, z), (0.07, 0.05), Material((0.1, 0.1, 0.1))),
            Limb((-5.2, 5.5, z), (-4.2, 5.7, z), (0.05, 0.05), Material((0.1, 0.1, 0.1))),
        )
    s.film = Film(exposure=0.8, saturation=0.8)
    return s


def _drowned_houses(s: Scene) -> None:
    """Line the street with houses."""
    for i in range(6):
        for side in (-1, 1):
            wide, z = 9.0, 9 + i * 11.5
            wall = [(0.5, 0.44, 0.34), (0.42, 0.3, 0.24), (0.5, 0.5, 0.48), (0.46, 0.38, 0.2), (0.34, 0.36, 0.33)][
                (i * 2 + (side > 0)) % 5
            ]
            x = 6.2 if side > 0 else -6.2 - wide
            s.shapes += house(
                (x, -0.4, z), (wide, 6.5 + (i * 7 % 3), 10.5), Facade(4, 3, wall, seed=i * 2 + side), roof=3.2
            )


def _rescue_boat(s: Scene) -> None:
    """Man a rubber boat with a helper and three rescued."""
    orange = (0.6, 0.15, 0.02)
    x, z = 0.6, 10.5
    grey = Material((0.1, 0.11, 0.12), gloss=0.3, mottle=0.15, size=0.3)
    s.add(
        Limb((x - 0.75, 0.25, z), (x - 0.75, 0.25, z + 3.4), (0.28, 0.26), grey),
        Limb((x + 0.75, 0.25, z), (x + 0.75, 0.25, z + 3.4), (0.28, 0.26), grey),
    )
    s.add(
        Limb((x - 0.75, 0.28, z), (x, 0.38, z - 0.7), (0.28, 0.2), grey),
        Limb((x + 0.75, 0.28, z), (x, 0.38, z - 0.7), (0.28, 0.2), grey),
    )
    s.shapes += person_shapes(
        Person(
            (x, 0.1, z + 2.6),
            185,
            1.8,
            Clothes(orange, orange, hat="helmet", hat_colour=(0.7, 0.7, 0.65)),
            STAND,
            1,
        )
    )
    for dx, dz in ((-0.4, 0.6), (0.35, 1.2), (-0.3, 1.7)):
        s.shapes += person_shapes(
            Person(
                (x + dx, 0.05, z + dz),
                180,
                1.7,
                Clothes((0.1 + dx * 0.1, 0.12, 0.2), hat="wool" if dx > 0 else ""),
                SIT,
                1,
            )
        )


def church_in_fog() -> Scene:
    """A hill village with a church tower above a sea of fog at sunrise."""
    s = Scene("church_in_fog", (1067, 1600), {"eye": (0, 60, 0), "horizon": 0.52, "lens_mm": 60})
    s.lands.append(Land(_village_heights, _village_colours, near=60, far=6000))
    _church(s)
    rng = s.rng
    _village(s, rng)
    s.light = Light(
        sun=(0.85, 0.24, 0.5),
        sun_colour=(3.2, 1.9, 1.0),
        sky=(0.3, 0.34, 0.48),
        haze=(0.95, 0.72, 0.55),
        haze_metres=1300,
        haze_top=60,
    )
    s.sky = Sky(
        top=(0.16, 0.26, 0.5),
        low=(1.0, 0.68, 0.42),
        cloud=0.2,
        cloud_colour=(1.1, 0.7, 0.5),
        cloud_dark=(0.5, 0.35, 0.4),
        glow=(1.2, 0.6, 0.25),
        seed=9,
        curve=0.8,
    )
    puffs = [
        Puff((rng.uniform(-330, 330), rng.uniform(-4, 16), z), 55, 0.55) for z in range(760, 150, -14) for _ in (0, 1)
    ]
    s.overlays.append(smoke(puffs, (0.95, 0.72, 0.56), (0.4, 0.38, 0.46), 60))
    s.film = Film(exposure=0.7)
    return s


def _village_heights(x: Array, z: Array) -> Array:
    knoll = 56 * np.exp(-((x - 20) ** 2 + (z - 520) ** 2) / 2 / 120**2)
    far = smooth(900, 3000, z) * (120 + 210 * ridged(sample(tile(33, 2.4), x / 6000, z / 6000 + 0.3)))
    return knoll + far - 8 + 3 * sample(tile(23, 1.7), x / 160, z / 160)


def _village_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    return mix((0.04, 0.055, 0.02), (0.12, 0.13, 0.05), smooth(-0.5, 0.5, sample(tile(1, 1.3), x / 150, z / 150)))


def _church(s: Scene) -> None:
    """Build tower, spire and nave."""
    plaster = Material((0.6, 0.56, 0.48), mottle=0.15, size=3)
    slate = Material((0.08, 0.07, 0.075), mottle=0.3, size=2)
    s.shapes += box((14, 44, 515), (9, 34, 9), plaster)
    for u, v, w in (
        ((10.6, 0, 0), (4.8, 26, 4.8), (13.2, 78, 514.2)),
        ((10.6, 0, 0), (4.8, 26, -4.8), (13.2, 78, 524.8)),
        ((0, 0, 10.6), (4.8, 26, 4.8), (13.2, 78, 514.2)),
        ((0, 0, 10.6), (-4.8, 26, 4.8), (23.8, 78, 514.2)),
    ):
        s.add(
            Piece(w, u, v, slate, "triangle"),
            Piece(
                (w[0] + u[0], w[1], w[2] + u[2]),
                (-u[0], 0, -u[2]),
                (-v[0] if u[0] else v[0], v[1], v[2] if u[0] else -v[2]),
                slate,
                "triangle",
            ),
        )
    s.shapes += house((22, 42, 512), (26, 14, 14), Facade(6, 1, (0.55, 0.5, 0.42), seed=3), roof=10)


def _village(s: Scene, rng: np.random.Generator) -> None:
    """Scatter houses and trees about the church."""
    for _ in range(12):
        x, z = rng.normal(10, 50), rng.normal(490, 30)
        s.shapes += house(
            (x, height_at(_village_heights, x, z) - 3, z),
            (12, 9, 10),
            Facade(4, 2, (0.45, 0.4, 0.33), seed=rng.integers(99), lit=0.15),
            roof=5,
        )
    for _ in range(24):
        x, z = rng.normal(10, 70), rng.normal(480, 40)
        s.shapes += leafy_tree((x, height_at(_village_heights, x, z) - 1, z), rng.uniform(9, 15), rng)
