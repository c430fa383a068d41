"""Races: cyclists, sails and runners."""

import numpy as np

from sample_media.generate.figures import (
    CHEER,
    HAIRS,
    SKINS,
    STAND,
    Clothes,
    Person,
    Pose,
    crowd,
    person_shapes,
    running,
)
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, mix
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, ridged, sample, seeded, smooth, tile
from sample_media.generate.optics import Material, Vector
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Limb, Piece
from sample_media.generate.things import Facade, floor, house, leafy_tree, side_panel, strip

JERSEYS: tuple[Vector, ...] = (
    (0.7, 0.6, 0.03),
    (0.03, 0.1, 0.4),
    (0.6, 0.03, 0.03),
    (0.05, 0.35, 0.15),
    (0.7, 0.7, 0.72),
    (0.55, 0.1, 0.35),
    (0.02, 0.02, 0.03),
    (0.1, 0.45, 0.6),
)


def peloton() -> Scene:
    """Cyclists in a bunch, head on, heat over the road."""
    s = Scene("peloton", (1600, 1067), {"eye": (0, 1.5, 0), "horizon": 0.34, "lens_mm": 80})
    rng = s.rng
    s.add(
        floor(Material((0.3, 0.26, 0.12), mottle=0.4, size=0.8)),
        strip((-3.6, 0.01, 0), 7.2, 300, Material((0.2, 0.2, 0.21), mottle=0.15, size=0.5)),
    )
    _riders(s, rng)
    for side in (-1, 1):
        places = [(side * (4.2 + rng.uniform(0, 0.9)), 0.0, 9 + k * 0.8) for k in range(44)]
        s.shapes += crowd(rng, places, 180 + side * 50, [CHEER, STAND, CHEER])
    for _ in range(30):
        s.shapes += leafy_tree((rng.choice([-1, 1]) * rng.uniform(7, 26), 0, rng.uniform(30, 90)), 9, rng)
    s.light = Light(
        sun=(0.6, 0.7, -0.35),
        sun_colour=(2.6, 2.4, 2.0),
        sky=(0.38, 0.45, 0.56),
        floor=(0.2, 0.16, 0.1),
        haze=(0.75, 0.78, 0.8),
        haze_metres=170,
        shadow=((0, 1, 14), 12),
    )
    s.sky = Sky(cloud=0.2, seed=51)
    s.film = Film(exposure=0.68, focus=10.5, aperture=9, saturation=0.95)
    return s


def _riders(s: Scene, rng: np.random.Generator) -> None:
    """Let thirty riders come on in rows of five."""
    for i in range(30):
        row = i // 5
        x, z = -2.3 + (i % 5) * 1.1 + rng.normal(0, 0.14) + 0.4 * (row % 2), 9.5 + row * 1.9 + rng.normal(0, 0.3)
        c = JERSEYS[rng.integers(8)]
        lift = rng.uniform(0, 60)
        pose = Pose(
            (64, 12, 16),
            (64, 12, 16),
            (36 + lift / 2, 6, 70 + lift / 4),
            (66 - lift / 2, 6, 85 - lift / 4),
            lean=46,
            seat=0.82,
            nod=26,
        )
        s.shapes += person_shapes(
            Person(
                (x, 0.0, z + 0.25),
                180 + rng.normal(0, 4),
                1.78,
                Clothes(
                    c,
                    (0.02, 0.02, 0.025),
                    SKINS[0],
                    SKINS[rng.integers(3)],
                    hat="helmet",
                    hat_colour=JERSEYS[rng.integers(8)],
                    bare_legs=True,
                    bare_arms=True,
                ),
                pose,
                1,
                0.92,
            )
        )
        _bicycle(s, x, z, c)


def _bicycle(s: Scene, x: float, z: float, c: Vector) -> None:
    """Put a racing bicycle under a rider."""
    black = Material((0.02, 0.02, 0.02))
    for dz in (-0.75, 0.45):
        for k in range(12):
            a, b = 2 * np.pi * k / 12, 2 * np.pi * (k + 1) / 12
            s.add(
                Limb(
                    (x, 0.34 + 0.33 * np.cos(a), z + dz + 0.33 * np.sin(a)),
                    (x, 0.34 + 0.33 * np.cos(b), z + dz + 0.33 * np.sin(b)),
                    (0.014, 0.014),
                    black,
                )
            )
    s.add(
        Limb((x, 0.34, z - 0.75), (x, 0.98, z - 0.5), (0.018, 0.02), Material(c, gloss=0.6)),
        Limb((x - 0.21, 1.0, z - 0.55), (x + 0.21, 1.0, z - 0.55), (0.018, 0.018), black),
        Limb((x, 0.9, z - 0.5), (x, 0.4, z), (0.022, 0.022), Material(c, gloss=0.6)),
    )


def regatta() -> Scene:
    """Sails on a glittering lake against the light."""
    s = Scene("regatta", (1600, 1000), {"eye": (0, 4, 0), "horizon": 0.5, "lens_mm": 85})
    rng = seeded("sails")
    _sails(s, rng)
    s.lands.append(Land(_shore_heights, _shore_colours, near=1000, far=6000))
    s.light = Light(
        sun=(0.15, 0.3, 0.95),
        sun_colour=(2.8, 2.4, 1.8),
        sky=(0.4, 0.45, 0.55),
        haze=(0.85, 0.8, 0.72),
        haze_metres=1500,
    )
    s.sky = Sky(
        top=(0.35, 0.45, 0.6),
        low=(0.95, 0.88, 0.75),
        cloud=0.3,
        cloud_colour=(1.1, 1, 0.9),
        cloud_dark=(0.6, 0.6, 0.65),
        glow=(1.6, 1.3, 0.8),
        seed=54,
    )
    s.mirror = Mirror(0, 15, (0.03, 0.06, 0.09), 0.3, length=0.6)
    s.film = Film(exposure=0.62, bloom=0.3)
    return s


def _shore_heights(x: Array, z: Array) -> Array:
    return smooth(1300, 3200, z) * 420 * ridged(sample(tile(55, 2.4), x / 5200 + 0.3, z / 5200)) - 25


def _shore_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    return mix((0.05, 0.07, 0.06), (0.09, 0.11, 0.09), smooth(-0.5, 0.5, sample(tile(1, 1.4), x / 300, z / 300)))


def _sails(s: Scene, rng: np.random.Generator) -> None:
    """Let fifteen boats heel."""
    for i in range(15):
        z = rng.uniform(70, 260)
        x = (i - 7) * 5.4 * z / 110 + rng.normal(0, 3)
        h = rng.uniform(11, 14)
        c: Vector = ((0.8, 0.8, 0.78), (0.8, 0.8, 0.78), (0.7, 0.08, 0.06), (0.1, 0.25, 0.55), (0.8, 0.6, 0.1))[
            rng.integers(5)
        ]
        lean = rng.uniform(0.8, 2.2)
        s.add(
            Piece((x, 1.2, z), (-4.2, 0, 1), (lean, h, 0.4), Material(c, mottle=0.06, size=1), "triangle"),
            Piece((x + 0.4, 1.0, z), (2.9, 0, 0.6), (lean * 0.7, h * 0.8, 0.3), Material((0.8, 0.8, 0.8)), "triangle"),
        )
        s.add(
            Limb((x - 4.4, 0.5, z), (x + 3.0, 0.7, z), (0.55, 0.2), Material((0.6, 0.6, 0.62), gloss=0.5)),
            Limb((x, 0.5, z), (x + lean, 1.4 + h, z + 0.4), (0.08, 0.05), Material((0.1, 0.1, 0.1))),
        )


def marathon() -> Scene:
    """Runners seen from a bridge, a river of heads."""
    s = Scene("marathon", (1067, 1600), {"eye": (0, 9, 0), "horizon": 0.12, "lens_mm": 60})
    rng = s.rng
    s.add(floor(Material((0.22, 0.22, 0.23), mottle=0.15, size=1)))
    _runners(s, rng)
    for side in (-1, 1):
        s.add(side_panel((side * 6, 0, 5), 90, 1.0, Material((0.5, 0.5, 0.52))))
        s.shapes += crowd(
            rng,
            [(side * (6.6 + rng.uniform(0, 1.5)), 0.0, 12 + k * 0.7) for k in range(60)],
            180 + side * 70,
            [CHEER, STAND],
        )
        for k in range(4):
            s.shapes += house(
                (9 if side > 0 else -21, 0, 8 + k * 24),
                (12, 16, 22),
                Facade(6, 4, (0.45, 0.36, 0.27), seed=k + 230 + side),
            )
    s.light = Light(
        sun=(0.6, 0.65, 0.4),
        sun_colour=(2.6, 2.2, 1.6),
        sky=(0.35, 0.42, 0.55),
        haze=(0.8, 0.78, 0.74),
        haze_metres=800,
        shadow=((0, 1, 34), 32),
    )
    s.sky = Sky(cloud=0.3)
    s.film = Film(exposure=0.7, focus=24, aperture=3)
    return s


def _runners(s: Scene, rng: np.random.Generator) -> None:
    """Fill the road with runners."""
    for _ in range(330):
        z = rng.uniform(13, 75)
        c: Vector = (
            (0.7, 0.5, 0.03),
            (0.6, 0.05, 0.05),
            (0.05, 0.2, 0.55),
            (0.7, 0.7, 0.7),
            (0.05, 0.4, 0.2),
            (0.02, 0.02, 0.03),
            (0.65, 0.2, 0.4),
        )[rng.integers(7)]
        s.shapes += person_shapes(
            Person(
                (rng.uniform(-5.2, 5.2), 0, z),
                180,
                float(rng.normal(1.73, 0.07)),
                Clothes(
                    c,
                    (0.03, 0.03, 0.05),
                    skin=SKINS[rng.integers(5)],
                    hair=HAIRS[rng.integers(5)],
                    bare_arms=True,
                    bare_legs=True,
                ),
                running(rng.random()),
                0,
            )
        )
