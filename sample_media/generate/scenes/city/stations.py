"""Where people arrive: the platform and the apron."""

import numpy as np

from sample_media.generate.figures import STAND, WAVE, Clothes, Person, anybody, person_shapes, suit, walking
from sample_media.generate.film import Film
from sample_media.generate.light import Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Limb, Piece
from sample_media.generate.things import MORVANIA, box, floor, flying_flag, lettering, panel, side_panel, strip


def train_platform() -> Scene:
    """A train at a platform under a station roof, people waiting."""
    s = Scene("train_platform", camera={"eye": (-0.8, 1.65, 0), "horizon": 0.46, "lens_mm": 30})
    rng = s.rng
    s.add(floor(Material((0.13, 0.12, 0.11), mottle=0.4, size=0.5), -1.0))
    s.add(
        strip((-3.6, 0, -5), 5.0, 180, Material((0.4, 0.38, 0.36), mottle=0.15, size=0.9, gloss=0.25)),
        strip((1.0, 0.01, -5), 0.14, 180, Material((0.75, 0.75, 0.72))),
    )
    _train(s)
    _platform_roof(s)
    _waiting_people(s, rng)
    s.light = Light(
        sun=(-0.8, 0.6, 0.3),
        sun_colour=(1.3, 1.2, 1.05),
        sky=(0.5, 0.53, 0.58),
        floor=(0.15, 0.15, 0.15),
        haze=(0.75, 0.77, 0.8),
        haze_metres=120,
        shadow=((0, 1.5, 22), 26),
    )
    s.sky = Sky(cloud=0.7, top=(0.6, 0.66, 0.74), low=(0.85, 0.87, 0.9), seed=35)
    s.film = Film(exposure=0.78, focus=9, aperture=3)
    return s


def _train(s: Scene) -> None:
    """Stand a train at the platform."""
    body = Material((0.5, 0.52, 0.54), gloss=0.5, mottle=0.05, size=2)
    for car in range(6):
        z = 1 + car * 20.4
        s.shapes += box((1.6, 0.0, z), (2.9, 2.9, 20), body)
        s.add(
            side_panel((1.58, 1.15, z + 0.4), 19.2, 0.95, Material((0.015, 0.02, 0.025), gloss=1.3)),
            side_panel((1.575, 0.25, z), 20, 0.3, Material((0.45, 0.03, 0.03))),
        )
        for dz in (3.5, 15):
            s.add(
                side_panel((1.57, 0.0, z + dz), 1.5, 2.3, Material((0.5, 0.05, 0.04))),
                side_panel((1.565, 1.1, z + dz + 0.25), 1, 1.0, Material((0.02, 0.03, 0.03), gloss=1)),
            )


def _platform_roof(s: Scene) -> None:
    """Build the roof with lamps and the board."""
    for z in range(4, 130, 9):
        s.add(
            Limb((-3.0, 0, z), (-3.0, 5.2, z), (0.16, 0.13), Material((0.1, 0.12, 0.13))),
            Limb((-9, 5.4, z), (4.5, 6.4, z), (0.14, 0.14), Material((0.12, 0.13, 0.14))),
        )
        s.shapes += box((-1.4, 4.3, z), (0.18, 0.08, 2.4), Material((1, 1, 1), glow=(5, 5, 4.8)))
    s.add(Piece((-9, 5.5, -5), (14, 1.1, 0), (0, 0, 180), Material((0.3, 0.31, 0.32), mottle=0.2, size=2)))
    s.shapes += box((-1.9, 2.9, 9), (1.9, 0.5, 0.15), Material((0.02, 0.04, 0.2)))
    s.add(
        panel(
            (-1.88, 2.92, 8.98),
            1.86,
            0.46,
            Material(
                picture=lettering("14.32  BRUNNAU", (300, 70), (0.9, 0.9, 0.9), (0.01, 0.03, 0.2)), glow=(0.7, 0.7, 0.7)
            ),
        )
    )


def _waiting_people(s: Scene, rng: np.random.Generator) -> None:
    """Let people wait with their luggage."""
    for _ in range(34):
        x, z = rng.uniform(-2.7, 0.7), rng.uniform(4, 50)
        s.shapes += person_shapes(
            Person(
                (x, 0, z),
                rng.uniform(0, 360),
                float(rng.normal(1.72, 0.08)),
                anybody(rng),
                (STAND, walking(rng.random()))[rng.integers(2)],
                1,
            )
        )
        if rng.random() < 0.5:
            s.shapes += box(
                (x + 0.3, 0, z - 0.1),
                (0.35, 0.6, 0.24),
                Material((0.1, rng.uniform(0.02, 0.15), rng.uniform(0.02, 0.2)), gloss=0.2),
            )


def airport_apron() -> Scene:
    """A government aircraft on the apron; stairs, a red carpet, a welcoming party."""
    s = Scene("airport_apron", (1600, 1000), {"eye": (2, 2.2, 0), "horizon": 0.5, "lens_mm": 36})
    rng = s.rng
    s.add(floor(Material((0.3, 0.3, 0.31), mottle=0.2, size=2.5, gloss=0.2)))
    for z in (9, 15):
        s.add(strip((-80, 0.01, z), 160, 0.2, Material((0.65, 0.5, 0.08))))
    _fuselage(s)
    _livery(s)
    for x in (-4, 12.5):
        s.add(
            Limb((x, 0.6, 29), (x, 3, 29), (0.3, 0.3), Material((0.3, 0.3, 0.3))),
            Limb((x - 0.5, 0.55, 28.4), (x + 0.5, 0.55, 28.4), (0.55, 0.55), Material((0.02, 0.02, 0.02))),
        )
    _stairs(s)
    s.add(strip((9.2, 0.02, 4), 1.7, 17.5, Material((0.33, 0.014, 0.018), mottle=0.2, size=0.4)))
    _welcome(s, rng)
    for i in range(4):
        s.shapes += flying_flag((14.5 + i * 3, 0, 36), 8, MORVANIA, i)
    s.shapes += (
        box((-120, 0, 140), (200, 9, 20), Material((0.45, 0.46, 0.48), mottle=0.1, size=5))
        + box((40, 0, 150), (8, 34, 8), Material((0.5, 0.5, 0.5)))
        + box((37, 34, 147), (14, 6, 14), Material((0.1, 0.13, 0.15), gloss=0.6))
    )
    s.light = Light(
        sun=(0.35, 0.6, -0.65),
        sun_colour=(2.2, 2.05, 1.8),
        sky=(0.4, 0.48, 0.6),
        haze=(0.7, 0.76, 0.84),
        haze_metres=700,
        shadow=((-2, 3, 26), 32),
    )
    s.sky = Sky(cloud=0.42, top=(0.12, 0.3, 0.62), seed=36)
    s.film = Film(exposure=0.72)
    return s


def _fuselage(s: Scene) -> None:
    """Build hull, tail, wing and engine."""
    white = Material((0.75, 0.76, 0.78), gloss=0.7)
    s.add(
        Limb((-17, 4.5, 30), (13, 4.5, 30), (2.1, 2.1), white),
        Limb((13, 4.5, 30), (18.5, 3.9, 30), (2.1, 0.7), white),
        Limb((-17, 4.5, 30), (-27, 5.6, 30), (2.1, 0.5), white),
    )
    s.add(
        Piece((-27.5, 5.6, 30), (5.5, 0, 0), (-3.2, 7, 0), Material((0.02, 0.1, 0.3))),
        Piece((-26, 5.8, 30), (4, 0, 0), (-2, 0.4, -8), white),
        Piece((-7, 3.4, 28.4), (8, 0, 0), (-9, 1.3, -15), Material((0.5, 0.51, 0.53), gloss=0.6)),
    )
    s.add(
        Limb((-5.5, 2.3, 22.5), (-1.2, 2.3, 22.5), (0.95, 1.1), Material((0.6, 0.61, 0.63), gloss=0.6)),
        Piece((-1.15, 2.3, 22.5), (0, 0.95, 0), (0, 0, 0.95), Material((0.02, 0.02, 0.02)), "disc"),
    )


def _livery(s: Scene) -> None:
    """Paint windows, stripes and the state's name."""
    for i in range(24):
        s.add(
            Piece((-15.5 + i * 1.1, 5.1, 27.92), (0.34, 0, 0), (0, 0.46, 0.06), Material((0.02, 0.025, 0.03), gloss=1))
        )
    s.add(
        panel((-17, 4.35, 27.89), 33, 0.3, Material((0.02, 0.1, 0.3))),
        panel((-17, 4.0, 27.9), 33, 0.25, Material((0.02, 0.28, 0.16))),
    )
    s.add(
        Piece(
            (-8, 5.65, 28.15),
            (9, 0, 0),
            (0, 0.8, 0.3),
            Material(picture=lettering("REPUBLIC OF TERSIA", (360, 36), (0.02, 0.06, 0.2), (0.74, 0.75, 0.77), 0.8)),
        )
    )
    for x in (15.4, 16.6):
        s.add(Piece((x, 4.6, 28.6), (0.9, -0.1, 0.4), (0, 0.6, 0.2), Material((0.015, 0.02, 0.025), gloss=1.2)))


def _stairs(s: Scene) -> None:
    """Roll up the stairs."""
    for i in range(15):
        s.shapes += box((9.0, 0.25 * i, 21.6 + i * 0.42), (2.0, 0.25, 0.42), Material((0.4, 0.41, 0.43)))
    s.add(
        Limb((9, 1.0, 21.6), (9, 4.7, 27.9), (0.05, 0.05), Material((0.7, 0.7, 0.7))),
        Limb((11, 1.0, 21.6), (11, 4.7, 27.9), (0.05, 0.05), Material((0.7, 0.7, 0.7))),
    )


def _welcome(s: Scene, rng: np.random.Generator) -> None:
    """Let the guest descend between officials and soldiers."""
    s.shapes += person_shapes(Person((10, 3.4, 27), 185, 1.8, suit(rng), WAVE, 1)) + person_shapes(
        Person((10.3, 2.0, 24.7), 180, 1.75, suit(rng), walking(0.2, 12), 1)
    )
    for i in range(9):
        s.shapes += person_shapes(Person((6.4 + rng.normal(0, 0.25), 0, 12 + i * 0.9), 90, 1.78, suit(rng), STAND, 1))
        s.shapes += person_shapes(
            Person(
                (12.6, 0, 11 + i * 1.0),
                270,
                1.84,
                Clothes((0.03, 0.05, 0.12), (0.03, 0.05, 0.12), hat="cap", hat_colour=(0.6, 0.6, 0.6)),
                STAND,
                1,
            )
        )
