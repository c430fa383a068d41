"""Where people work and learn: factory, laboratory, classroom."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CLASP, SIT, Clothes, Person, Pose, anybody, person_shapes
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light
from sample_media.generate.optics import Material, Vector
from sample_media.generate.overlays import flames
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import box, floor, lettering, panel, side_panel, strip

LIQUIDS: tuple[Vector, ...] = (
    (0.6, 0.08, 0.1),
    (0.05, 0.35, 0.6),
    (0.65, 0.45, 0.03),
    (0.1, 0.5, 0.25),
    (0.4, 0.1, 0.5),
    (0.7, 0.72, 0.75),
)


def factory_hall() -> Scene:
    """Robots along a line in a long hall."""
    s = Scene("factory_hall", camera={"eye": (0.6, 2.6, 0), "horizon": 0.4, "lens_mm": 30})
    rng = s.rng
    s.add(floor(Material((0.24, 0.26, 0.25), mottle=0.12, size=1.5, gloss=0.6)))
    for x in (-1.9, 2.1):
        s.add(strip((x, 0.01, 0), 0.12, 120, Material((0.7, 0.55, 0.05))))
    _robots(s, rng)
    _steel_hall(s)
    for x, z, yaw in ((0.8, 8.5, 250), (-0.7, 13, 60), (1.4, 21, 180), (1.3, 8.9, 280)):
        s.shapes += person_shapes(
            Person(
                (x, 0, z),
                yaw,
                1.76,
                Clothes((0.03, 0.09, 0.25), (0.03, 0.08, 0.22), hat="helmet", hat_colour=(0.75, 0.75, 0.7)),
                CLASP,
                1,
            )
        )
    s.overlays.append(flames([((-3.7, 1.62, 9.6), 0.35)]))
    s.light = Light(
        sun=(0.2, 1, 0.1),
        sun_colour=(0.8, 0.82, 0.85),
        sky=(0.55, 0.58, 0.6),
        floor=(0.22, 0.23, 0.23),
        haze=(0.6, 0.64, 0.68),
        haze_metres=110,
        shadow=((0, 2, 16), 20),
        softness=0.5,
    )
    s.film = Film(exposure=0.8, bloom=0.2)
    return s


def _robots(s: Scene, rng: np.random.Generator) -> None:
    """Line up robots over their car bodies."""
    orange = Material((0.7, 0.2, 0.02), gloss=0.5)
    for i in range(11):
        z = 4.5 + i * 5
        s.shapes += (
            box((-5, 0.5, z - 1.6), (2.4, 0.45, 4.4), Material((0.5, 0.52, 0.55), gloss=0.6))
            + box(
                (-4.7, 0.95, z - 1.2),
                (1.8, 0.5, 3.2),
                Material(((0.5, 0.5, 0.52), (0.12, 0.2, 0.35))[i % 2], gloss=0.9),
            )
            + box((-4.4, 1.45, z - 0.4), (1.3, 0.45, 1.6), Material((0.1, 0.12, 0.14), gloss=1))
        )
        for side, bx in ((1, -2.5), (1, 4.0)):
            base = np.array([bx, 0.0, z])
            bend = rng.uniform(-0.4, 0.4)
            a, b, c = base + [0, 0.9, 0], base + [0.2 * side, 2.3, bend], base + [-1.2 * side, 2.5 + bend, bend]
            s.add(
                Limb(tuple(base), tuple(a), (0.42, 0.34), Material((0.12, 0.12, 0.13))),
                Egg(tuple(a), (0.36, 0.36, 0.36), orange),
                Limb(tuple(a), tuple(b), (0.26, 0.2), orange),
                Egg(tuple(b), (0.28, 0.28, 0.28), orange),
                Limb(tuple(b), tuple(c), (0.2, 0.13), orange),
                Limb(tuple(c), tuple(c + [-0.2, -0.5, 0]), (0.12, 0.06), Material((0.1, 0.1, 0.1))),
            )
        if i % 3 == 1:
            s.add(Egg((-3.7, 1.7, z + 0.2), (0.05, 0.05, 0.05), Material(glow=(60, 55, 50))))


def _steel_hall(s: Scene) -> None:
    """Build pillars, girders, lamps and walls."""
    for z in range(2, 70, 6):
        for x in (-8.5, 8.5):
            s.add(Limb((x, 0, z), (x, 8, z), (0.18, 0.18), Material((0.3, 0.33, 0.36))))
        s.add(
            Limb((-8.5, 8, z), (8.5, 8, z), (0.2, 0.2), Material((0.3, 0.33, 0.36))),
            Limb((-8.5, 8, z), (0, 9.6, z), (0.12, 0.12), Material((0.3, 0.33, 0.36))),
            Limb((8.5, 8, z), (0, 9.6, z), (0.12, 0.12), Material((0.3, 0.33, 0.36))),
        )
        for x in (-5, 0, 5):
            s.shapes += box((x - 0.12, 7.5, z), (0.24, 0.1, 2.6), Material((1, 1, 1), glow=(6, 6.2, 6.4)))
    for side in (-1, 1):
        s.add(side_panel((side * 9, 0, 0), 80, 10, Material((0.4, 0.42, 0.43), mottle=0.1, size=2)))
    s.add(
        Piece((-9, 10, 0), (18, 0, 0), (0, 0, 80), Material((0.3, 0.31, 0.33), mottle=0.1, size=2)),
        panel((-9, 0, 76), 18, 10, Material((0.5, 0.52, 0.55))),
    )


def laboratory() -> Scene:
    """Glassware in cool light, a researcher behind it out of focus."""
    s = Scene("laboratory", camera={"eye": (0, 1.35, 0), "horizon": 0.4, "lens_mm": 60})
    rng = s.rng
    s.shapes += box((-3, 0, 1.5), (6, 0.92, 1.5), Material((0.75, 0.77, 0.78), gloss=0.4))
    _glassware(s, rng)
    coat = Clothes((0.75, 0.77, 0.8), (0.5, 0.5, 0.52), hair=(0.05, 0.03, 0.02), long_hair=True, collar=(0.1, 0.3, 0.3))
    s.shapes += person_shapes(
        Person((-0.4, 0, 3.35), 150, 1.7, coat, Pose((66, 8, 66), (52, 10, 50), nod=-14), 2, 0.92)
    )
    s.shapes += person_shapes(Person((1.5, 0, 4.8), 210, 1.78, replace(coat, long_hair=False), CLASP, 1))
    s.add(panel((-5, 0, 6.5), 10, 4, Material((0.5, 0.6, 0.64))))
    _shelves(s, rng)
    s.add(panel((1.6, 1.2, 5.6), 1.6, 1, Material((0.1, 0.3, 0.5), glow=(0.5, 1.4, 2.2))))
    s.light = Light(
        sun=(-0.6, 0.8, -0.3),
        sun_colour=(1.5, 1.6, 1.7),
        sky=(0.45, 0.52, 0.56),
        floor=(0.3, 0.32, 0.33),
        shadow=((0, 1, 2.5), 3),
        softness=0.08,
    )
    s.film = Film(exposure=0.75, focus=1.85, aperture=15, warmth=-0.05)
    return s


def _glassware(s: Scene, rng: np.random.Generator) -> None:
    """Crowd the bench with glass and a microscope."""
    for i in range(22):
        x, z = -1.15 + (i % 11) * 0.23 + rng.normal(0, 0.03), 1.72 + 0.45 * (i // 11) + rng.uniform(0, 0.2)
        c, h = LIQUIDS[rng.integers(6)], rng.uniform(0.08, 0.2)
        glass = Material((0.6, 0.68, 0.72), gloss=2.0)
        if i % 3 == 0:
            s.add(
                Limb((x, 0.95, z), (x, 0.95 + h * 0.8, z), (0.085, 0.03), Material(c, gloss=1.5)),
                Limb((x, 0.95 + h * 0.8, z), (x, 1.22, z), (0.026, 0.028), glass),
            )
        else:
            s.add(
                Limb((x, 0.94, z), (x, 0.94 + h, z), (0.04, 0.04), Material(c, gloss=1.5)),
                Limb((x, 0.94 + h, z), (x, 1.2, z), (0.04, 0.042), glass),
            )
    s.add(
        Limb((0.75, 0.95, 2.35), (0.75, 1.35, 2.4), (0.05, 0.045), Material((0.12, 0.12, 0.13))),
        Limb((0.75, 1.35, 2.4), (0.62, 1.55, 2.2), (0.05, 0.03), Material((0.7, 0.7, 0.7), gloss=1)),
        Limb((0.68, 1.3, 2.2), (0.66, 1.12, 2.18), (0.035, 0.02), Material((0.5, 0.5, 0.5), gloss=1)),
    )


def _shelves(s: Scene, rng: np.random.Generator) -> None:
    """Fill the shelves."""
    for shelf in range(4):
        s.shapes += box((-4, 0.9 + shelf * 0.6, 6.0), (8, 0.05, 0.4), Material((0.6, 0.65, 0.68)))
        for k in range(26):
            s.shapes += box(
                (-3.9 + k * 0.3, 0.95 + shelf * 0.6, 6.05),
                (0.18, rng.uniform(0.2, 0.42), 0.2),
                Material(LIQUIDS[rng.integers(6)]),
            )


def classroom() -> Scene:
    """Pupils from behind, hands up, a blackboard with sums."""
    s = Scene("classroom", (1600, 1067), {"eye": (-0.8, 1.75, 0), "horizon": 0.34, "lens_mm": 32})
    rng = s.rng
    s.add(floor(Material((0.36, 0.26, 0.16), mottle=0.25, size=0.6, gloss=0.3)))
    _room(s, rng)
    _pupils(s, rng)
    s.shapes += person_shapes(
        Person(
            (1.7, 0, 8.2),
            200,
            1.72,
            replace(anybody(rng), top=(0.1, 0.12, 0.18), hat="", long_hair=True),
            Pose((100, 40, 10), (10, 10, 40)),
            1,
        )
    )
    s.light = Light(
        sun=(-0.85, 0.45, -0.1),
        sun_colour=(0.9, 0.85, 0.75),
        sky=(0.5, 0.5, 0.5),
        floor=(0.3, 0.25, 0.2),
        lamps=(Lamp((-3.8, 2, 3), (4, 4.2, 4.4)), Lamp((-3.8, 2, 6), (4, 4.2, 4.4))),
    )
    s.film = Film(exposure=0.75, focus=5, aperture=3)
    return s


def _room(s: Scene, rng: np.random.Generator) -> None:
    """Build walls, blackboard, windows and drawings."""
    s.add(
        panel((-4.5, 0, 9), 9, 3.2, Material((0.66, 0.64, 0.56), mottle=0.05, size=1)),
        panel(
            (-2.6, 0.95, 8.95),
            5.2,
            1.4,
            Material(
                picture=lettering("7 x 8 = 56\n12 x 12 = 144", (420, 120), (0.7, 0.7, 0.66), (0.03, 0.08, 0.06), 0.5)
            ),
        ),
    )
    s.add(
        side_panel((4.5, 0, 0), 9, 3.2, Material((0.6, 0.57, 0.5))),
        side_panel((-4.5, 0, 0), 9, 3.2, Material((0.66, 0.64, 0.58))),
        Piece((-4.5, 3.2, 0), (9, 0, 0), (0, 0, 9), Material((0.7, 0.7, 0.68))),
    )
    for z in (1.5, 4, 6.5):
        s.add(side_panel((-4.47, 1.0, z), 1.8, 1.8, Material((0.9, 0.95, 1), glow=(3.2, 3.4, 3.6)), casts=False))
    for k in range(9):
        s.add(
            side_panel(
                (4.46, 1.1 + 0.7 * (k % 2), 1 + k * 0.75),
                0.5,
                0.5,
                Material(tuple(rng.uniform(0.1, 0.7, 3)), mottle=0.5, size=0.2),
            )
        )  # type: ignore[arg-type]


def _pupils(s: Scene, rng: np.random.Generator) -> None:
    """Seat pupils in pairs at their desks."""
    wood = Material((0.5, 0.34, 0.18), mottle=0.15, size=0.4, gloss=0.3)
    for row in range(4):
        for col in range(4):
            x, z = -2.7 + col * 1.75, 2.6 + row * 1.35
            s.shapes += box((x - 0.6, 0.68, z + 0.3), (1.2, 0.04, 0.5), wood)
            for dx in (-0.3, 0.3):
                c: Vector = (
                    (0.6, 0.1, 0.08),
                    (0.08, 0.2, 0.5),
                    (0.65, 0.5, 0.1),
                    (0.1, 0.4, 0.25),
                    (0.6, 0.6, 0.62),
                    (0.45, 0.15, 0.4),
                )[rng.integers(6)]
                pose = (replace(SIT, right_arm=(168, 6, 6)), SIT, SIT)[rng.integers(3)]
                s.shapes += person_shapes(
                    Person(
                        (x + dx, -0.05, z - 0.1),
                        rng.normal(0, 8),
                        1.4,
                        replace(anybody(rng), top=c, hat=""),
                        pose,
                        1,
                        0.9,
                    )
                )
                s.shapes += box((x + dx - 0.16, 0.3, z - 0.28), (0.32, 0.5, 0.04), wood)
