"""Ceremonies in the open: the guard of honour, the parade, the wreath."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
    CHEER,
    HOLD,
    SALUTE,
    STAND,
    WAVE,
    Clothes,
    Person,
    Pose,
    crowd,
    person_shapes,
    suit,
    walking,
)
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.overlays import flames
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import (
    CARPET,
    MORVANIA,
    TERSIA,
    UNION,
    Facade,
    box,
    floor,
    flying_flag,
    house,
    lettering,
    panel,
    strip,
)


def honour_guard() -> Scene:
    """A guest walks along a guard of honour; children with flowers wait at the end."""
    s = Scene("honour_guard", camera={"eye": (-1.6, 1.6, -1), "horizon": 0.4, "lens_mm": 48})
    rng = s.rng
    s.add(floor(Material((0.4, 0.38, 0.35), mottle=0.14, size=1.4)))
    s.add(strip((-1.55, 0.012, -4), 1.9, 60, CARPET))
    _guardsmen(s)
    _guests(s, rng)
    _children_with_flowers(s, rng)
    s.shapes += house((-26, 0, 46), (52, 15, 14), Facade(17, 3, (0.55, 0.47, 0.32), seed=4, opening=(0.4, 0.7)))
    for x in range(-24, 27, 6):
        s.add(Limb((x, 0, 45), (x, 14, 45), (0.75, 0.6), Material((0.62, 0.56, 0.44), mottle=0.15, size=2)))
    for i in range(6):
        s.shapes += flying_flag((-13 + i * 5.2, 0, 36), 11, (MORVANIA, TERSIA)[i % 2], i)
    s.light = Light(
        sun=(-0.7, 0.6, -0.25),
        sun_colour=(2.5, 2.2, 1.8),
        sky=(0.4, 0.46, 0.58),
        haze=(0.7, 0.74, 0.8),
        haze_metres=400,
        shadow=((0, 1, 11), 13),
    )
    s.sky = Sky(cloud=0.3, seed=23)
    s.film = Film(exposure=0.72, focus=7.2, aperture=5)
    return s


def _guardsmen(s: Scene) -> None:
    """Line up two ranks with bearskins and rifles."""
    guard = Clothes(
        (0.34, 0.03, 0.03), (0.015, 0.017, 0.03), hat="bear", hat_colour=(0.012, 0.012, 0.013), collar=(0.7, 0.7, 0.7)
    )
    for row in range(2):
        for i in range(14):
            z = 4.2 + i * 1.15
            x = 1.35 + row * 0.8
            s.shapes += person_shapes(Person((x, 0, z), 270, 1.84, guard, Pose((52, 2, 78), (2, 6, 8)), 1))
            s.add(
                Limb(
                    (x - 0.26, 0.75, z - 0.12),
                    (x - 0.24, 1.95, z - 0.1),
                    (0.022, 0.012),
                    Material((0.06, 0.035, 0.02), gloss=0.4),
                )
            )
            s.add(
                Limb(
                    (x - 0.24, 1.93, z - 0.1),
                    (x - 0.23, 2.2, z - 0.1),
                    (0.01, 0.004),
                    Material((0.8, 0.8, 0.82), gloss=1),
                )
            )


def _guests(s: Scene, rng: np.random.Generator) -> None:
    """Let host, guest and adjutant walk along."""
    s.shapes += person_shapes(
        Person((-0.95, 0, 7.0), 182, 1.8, replace(suit(rng), hair=(0.3, 0.29, 0.28)), walking(0.17), 1)
    )
    s.shapes += person_shapes(
        Person((-0.15, 0, 7.4), 182, 1.71, replace(suit(rng), hair=(0.03, 0.02, 0.01)), walking(0.7), 1, 1.12)
    )
    s.shapes += person_shapes(
        Person((-2.2, 0, 8.6), 180, 1.85, Clothes((0.03, 0.05, 0.12), (0.03, 0.05, 0.12), hat="cap"), SALUTE, 1)
    )


def _children_with_flowers(s: Scene, rng: np.random.Generator) -> None:
    """Let children wait with flowers."""
    for i in range(12):
        frock = [(0.8, 0.8, 0.78), (0.75, 0.4, 0.45), (0.3, 0.5, 0.75)][i % 3]
        x, z = -3.6 + (i % 3) * 0.45, 9 + i * 0.62
        s.shapes += person_shapes(
            Person(
                (x, 0, z),
                130,
                float(rng.uniform(1.15, 1.3)),
                Clothes(frock, frock, skirt=True, long_hair=True),
                HOLD if i % 2 else WAVE,
                1,
            )
        )
        for _ in range(4):
            s.add(
                Egg(
                    (x + 0.22 + rng.normal(0, 0.05), 0.95 + rng.normal(0, 0.05), z - 0.2),
                    (0.06, 0.05, 0.06),
                    Material([(0.7, 0.05, 0.05), (0.8, 0.6, 0.05)][rng.integers(2)], rough=0.3),
                )
            )


def parade() -> Scene:
    """Marching columns and rising balloons on a wide square."""
    s = Scene("parade", camera={"eye": (0, 9, 0), "horizon": 0.36, "lens_mm": 44})
    rng = s.rng
    s.add(floor(Material((0.44, 0.42, 0.39), mottle=0.1, size=3)))
    for z in range(8, 130, 6):
        s.add(strip((-60, 0.01, z), 120, 0.12, Material((0.28, 0.27, 0.25))))
    _columns(s, rng)
    places = [(float(x) + rng.normal(0, 0.2), 0.5 * r, 52 + r * 1.4) for r in range(6) for x in np.arange(-34, 35, 1.1)]
    s.shapes += crowd(rng, places, 180, [CHEER, STAND, WAVE])
    s.shapes += house((-40, 0, 76), (80, 22, 16), Facade(26, 4, (0.5, 0.44, 0.34), seed=6, opening=(0.4, 0.66)))
    s.shapes += box((-9, 0, 70), (18, 32, 6), Material((0.55, 0.5, 0.4), mottle=0.12, size=2))
    s.add(
        panel(
            (-6, 11, 69.9),
            12,
            17,
            Material(picture=lettering("1274\n2026", (300, 420), (0.8, 0.65, 0.2), (0.4, 0.02, 0.03), 0.5)),
        )
    )
    for _ in range(230):
        x, y, z = rng.normal(0, 17), rng.uniform(6, 34) ** 1.0, rng.uniform(30, 68)
        c = [(0.75, 0.03, 0.03), (0.8, 0.6, 0.03), (0.8, 0.8, 0.8), (0.03, 0.2, 0.65)][rng.integers(4)]
        s.add(Egg((x, y, z), (0.34, 0.42, 0.34), Material(c, gloss=0.5), casts=False))
    s.light = Light(
        sun=(-0.6, 0.6, -0.4),
        sun_colour=(2.4, 2.2, 1.9),
        sky=(0.42, 0.5, 0.62),
        haze=(0.68, 0.74, 0.82),
        haze_metres=330,
        shadow=((0, 3, 34), 38),
        softness=0.2,
    )
    s.sky = Sky(cloud=0.3, top=(0.1, 0.3, 0.65), seed=24)
    s.film = Film(exposure=0.7)
    return s


def _columns(s: Scene, rng: np.random.Generator) -> None:
    """March three columns, each behind its flag."""
    for block, (cx, colour) in enumerate(((-11, (0.07, 0.1, 0.06)), (0, (0.5, 0.5, 0.5)), (11, (0.03, 0.05, 0.15)))):
        for row in range(8):
            for col in range(9):
                dress = Clothes(colour, colour, hat="cap", hat_colour=tuple(0.8 * v for v in colour))  # type: ignore[arg-type]
                where = (cx + (col - 4) * 0.95 + rng.normal(0, 0.03), 0, 20 + row * 1.5 + block * 1.5)
                s.shapes += person_shapes(
                    Person(where, 180, 1.76, dress, walking(0.25 if row % 2 == 0 else 0.24, 34), 0)
                )
        s.shapes += flying_flag((cx, 0, 17.5 + block), 4.2, (TERSIA, MORVANIA, UNION)[block], block)
        s.shapes += person_shapes(
            Person((cx, 0, 17.5 + block), 180, 1.8, Clothes((0.6, 0.6, 0.6), (0.6, 0.6, 0.6), hat="cap"), HOLD, 0)
        )


def wreath() -> Scene:
    """A wreath before a memorial with an eternal flame, at dusk; soldiers' backs."""
    s = Scene("wreath", (1100, 1500), {"eye": (0, 1.2, 0), "horizon": 0.6, "lens_mm": 40})
    rng = s.rng
    s.add(floor(Material((0.16, 0.15, 0.15), mottle=0.15, size=1, gloss=0.5)))
    for i in range(4):
        s.shapes += box(
            (-5 + i * 0.8, 0.2 * i, 8 + i * 0.7),
            (10 - 1.6 * i, 0.2, 6),
            Material((0.34, 0.32, 0.3), mottle=0.12, size=1),
        )
    s.shapes += box((-1.1, 0.8, 11.4), (2.2, 13, 2.2), Material((0.42, 0.38, 0.34), mottle=0.14, size=1.5))
    _flowers_and_ribbons(s, rng)
    _soldiers(s)
    s.light = Light(
        sun=(0.5, 0.12, 0.85),
        sun_colour=(1.4, 0.7, 0.35),
        sky=(0.2, 0.24, 0.4),
        floor=(0.1, 0.07, 0.06),
        lamps=(Lamp((0, 1.6, 9.2), (7, 3.4, 1.1)),),
    )
    s.sky = Sky(
        top=(0.05, 0.09, 0.26),
        low=(0.9, 0.45, 0.25),
        cloud=0.5,
        cloud_colour=(0.9, 0.4, 0.3),
        cloud_dark=(0.15, 0.13, 0.24),
        seed=27,
        curve=0.8,
    )
    s.overlays.append(flames([((0, 1.35, 10.2), 0.95), ((0.15, 1.35, 10.2), 0.7), ((-0.15, 1.35, 10.2), 0.6)]))
    s.film = Film(exposure=0.95, focus=7, aperture=4)
    return s


def _flowers_and_ribbons(s: Scene, rng: np.random.Generator) -> None:
    """Bind the wreath."""
    for _ in range(120):
        a = rng.uniform(0, 2 * np.pi)
        c = [(0.05, 0.12, 0.03), (0.05, 0.1, 0.03), (0.6, 0.03, 0.04), (0.75, 0.72, 0.68)][rng.integers(4)]
        s.add(
            Egg(
                (
                    0.95 * np.cos(a) * 0.62 + rng.normal(0, 0.06),
                    1.25 + 0.62 * np.sin(a) + rng.normal(0, 0.06),
                    7.4 + rng.normal(0, 0.05),
                ),
                (0.09, 0.09, 0.07),
                Material(c, rough=0.4),
            )
        )
    s.add(
        Piece((-0.62, 0.25, 7.25), (0.22, 0, 0), (0.35, 0.6, 0.1), Material((0.4, 0.02, 0.03))),
        Piece((0.42, 0.25, 7.25), (0.22, 0, 0), (-0.35, 0.6, 0.1), Material((0.65, 0.5, 0.1))),
    )


def _soldiers(s: Scene) -> None:
    """Put a soldier on either side."""
    for x in (-2.1, 2.1):
        s.shapes += person_shapes(
            Person(
                (x, 0, 6.2),
                0,
                1.86,
                Clothes((0.05, 0.06, 0.05), (0.05, 0.06, 0.05), hat="cap", hat_colour=(0.05, 0.06, 0.05)),
                SALUTE if x > 0 else STAND,
                1,
                1.1,
            )
        )
