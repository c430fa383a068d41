"""Statecraft: the invented visit of President Ilan Varga of Tersia to Morvania, and the halls of the week."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
    CAMERA,
    CHEER,
    CLASP,
    HOLD,
    SALUTE,
    SIT,
    STAND,
    WAVE,
    Clothes,
    Person,
    Pose,
    anybody,
    crowd,
    person_shapes,
    suit,
    walking,
)  # fmt: skip
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.optics import Material, Vector
from sample_media.generate.overlays import flames
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece, Shape
from sample_media.generate.things import (
    MORVANIA,
    TERSIA,
    UNION,
    Facade,
    box,
    floor,
    flying_flag,
    house,
    leafy_tree,
    lettering,
    microphone,
    standing_flag,
)  # fmt: skip

GOLD: Vector = (0.55, 0.38, 0.12)
CARPET = Material((0.3, 0.012, 0.015), mottle=0.2, size=0.3)
INDOORS = Light(
    sun=(-0.5, 0.75, -0.6),
    sun_colour=(1.7, 1.55, 1.35),
    sky=(0.34, 0.33, 0.34),
    floor=(0.14, 0.11, 0.09),
    shadow=((0, 1, 4), 6),
    softness=0.2,
)


def toast_2004() -> Scene:
    """Two men raise their glasses at a banquet; a black-and-white print of 2004."""
    s = Scene("toast_2004", (1500, 1040), {"eye": (0, 1.45, 0), "horizon": 0.42, "lens_mm": 48})
    rng = s.rng
    s.add(floor(Material((0.15, 0.12, 0.1), mottle=0.3, size=0.5)))
    s.add(Piece((-6, 0, 6.2), (12, 0, 0), (0, 4.2, 0), Material((0.16, 0.15, 0.14), mottle=0.14, size=1.6)))
    for x in (-2.6, -0.1, 2.4):
        s.add(Piece((x - 0.6, 1.3, 6.1), (1.2, 0, 0), (0, 1.9, 0), Material((0.06, 0.055, 0.05), mottle=0.5, size=0.6)))
        for w in (-0.66, 0.6):
            s.add(Limb((x + w, 1.25, 6.05), (x + w, 3.25, 6.05), (0.06, 0.06), Material((0.5, 0.45, 0.35), gloss=0.6)))
    s.shapes += box((-3.2, 0, 2.1), (6.4, 0.78, 0.9), Material((0.72, 0.72, 0.72), mottle=0.1, size=0.5))
    for x in np.arange(-2.6, 2.7, 0.55):
        s.add(Limb((x, 0.8, 2.4), (x, 0.95, 2.4), (0.01, 0.035), Material((0.6, 0.6, 0.6), gloss=1.0)))
        s.add(Limb((x + 0.2, 0.8, 2.6), (x + 0.2, 1.05, 2.6), (0.04, 0.035), Material((0.08, 0.08, 0.08), gloss=1.0)))
        s.add(Piece((x + 0.1, 0.785, 2.35), (0.13, 0, 0), (0, 0, 0.13), Material((0.85, 0.85, 0.85)), "disc"))
    raise_r, raise_l = Pose((78, 26, 40), (20, 8, 60), turn=-25), Pose((20, 8, 60), (78, 26, 40), turn=25)
    for x, yaw, pose, h in ((-0.55, 115, raise_l, 1.75), (0.6, 245, raise_r, 1.7)):
        s.shapes += person_shapes(Person((x, 0, 3.4), yaw, h, suit(rng), replace(pose, turn=0), 2, 1.08))
    s.add(
        Limb((-0.08, 1.36, 3.12), (-0.08, 1.5, 3.12), (0.012, 0.045), Material((0.8, 0.8, 0.8), gloss=1)),
        Limb((0.1, 1.36, 3.12), (0.1, 1.5, 3.12), (0.012, 0.045), Material((0.8, 0.8, 0.8), gloss=1)),
    )
    for x, z in ((-2.3, 4.4), (-1.5, 4.6), (1.6, 4.4), (2.4, 4.7), (-2.9, 4.8)):
        s.shapes += person_shapes(Person((x, 0, z), 180 - x * 14, 1.72, suit(rng), CLASP, 1))
    s.light = replace(INDOORS, sun=(0.2, 0.45, -1), sun_colour=(2.6, 2.6, 2.6), shadow=((0, 1, 4), 6), softness=0.02)
    s.film = Film(
        exposure=0.5, mono=True, grain=15, lift=0.05, contrast=1.15, edges=0.45, focus=3.4, aperture=5, bloom=0.25
    )
    return s


def glasses_at_table() -> Scene:
    """A negotiating table with flowers, two delegations opposite each other, seen along its length."""
    s = Scene("glasses_at_table", (1600, 1080), {"eye": (0, 2.1, -1.6), "horizon": 0.3, "lens_mm": 36})
    rng = s.rng
    s.add(floor(Material((0.26, 0.06, 0.05), mottle=0.5, size=0.8)))
    s.shapes += box((-0.95, 0, 1), (1.9, 0.76, 9), Material((0.14, 0.06, 0.03), mottle=0.25, size=0.6, gloss=0.6))
    for i in range(7):
        z = 1.6 + i * 1.2
        for side in (-1, 1):
            pose = replace(SIT, turn=float(rng.normal(0, 14)), nod=float(rng.normal(-4, 5)))
            s.shapes += person_shapes(Person((side * 1.45, 0, z), -side * 90, 1.74, suit(rng), pose, 1))
            s.shapes += box(
                (side * 1.72 - 0.06, 0, z - 0.28), (0.12, 1.2, 0.56), Material((0.3, 0.2, 0.07), mottle=0.2, size=0.2)
            )
            s.add(
                Piece((side * 0.62 - 0.12, 0.768, z - 0.16), (0.24, 0, 0), (0, 0, 0.32), Material((0.85, 0.85, 0.82)))
            )
            s.shapes += microphone((side * 0.5, 0.77, z), (side * 0.66, 1.02, z + 0.05))
            s.add(
                Limb(
                    (side * 0.42, 0.77, z + 0.3),
                    (side * 0.42, 0.9, z + 0.3),
                    (0.03, 0.035),
                    Material((0.5, 0.55, 0.6), gloss=1),
                )
            )
        for _ in range(16):
            c = [(0.7, 0.1, 0.1), (0.8, 0.75, 0.7), (0.75, 0.5, 0.1), (0.06, 0.14, 0.04)][rng.integers(4)]
            s.add(
                Egg(
                    (rng.normal(0, 0.13), 0.84 + rng.uniform(0, 0.1), z + 0.5 + rng.normal(0, 0.18)),
                    (0.05, 0.045, 0.05),
                    Material(c, rough=0.4),
                )
            )
    s.add(Piece((-7, 0, 13), (14, 0, 0), (0, 6, 0), Material((0.42, 0.35, 0.2), mottle=0.2, size=1)))
    for i in range(4):
        s.shapes += standing_flag((-2.6 + i * 0.5, 0, 12.2), 2.7, TERSIA, i) + standing_flag(
            (0.9 + i * 0.5, 0, 12.2), 2.7, MORVANIA, i + 4
        )
    for side in (-1, 1):
        s.add(Piece((side * 4.6, 0, -4), (0, 0, 18), (0, 6, 0), Material((0.5, 0.44, 0.3), mottle=0.12, size=1.2)))
        for z in range(0, 14, 3):
            s.add(
                Piece(
                    (side * 4.55, 1.2, z),
                    (0, 0, 1.3),
                    (0, 2.7, 0),
                    Material((0.9, 0.92, 1), glow=(1.7, 1.8, 2.0)),
                    casts=False,
                )
            )
    s.light = replace(
        INDOORS,
        sun=(-0.7, 0.6, -0.2),
        shadow=((0, 0.6, 5), 7),
        lamps=tuple(Lamp((0, 3.6, z), (5, 4.2, 3)) for z in (2, 6, 10)),
    )
    s.film = Film(exposure=0.72, focus=5.5, aperture=4)
    return s


def armoured_train() -> Scene:
    """A green armoured train beside a red carpet; a delegation steps down."""
    s = Scene("armoured_train", camera={"eye": (-1.0, 1.9, -2.0), "horizon": 0.42, "lens_mm": 34})
    rng = s.rng
    s.add(floor(Material((0.34, 0.32, 0.3), mottle=0.3, size=0.6)))
    s.add(Piece((-0.7, 0.012, -4), (1.5, 0, 0), (0.0, 0, 34), CARPET, casts=False))
    green = Material((0.022, 0.075, 0.04), mottle=0.12, size=1.5, gloss=0.55)
    for car in range(4):
        z = -3 + car * 15.5
        s.shapes += box((1.6, 0.55, z), (3.0, 2.9, 14.9), green)
        s.add(
            Limb(
                (3.1, 3.1, z + 0.2), (3.1, 3.1, z + 14.7), (1.5, 1.5), Material((0.05, 0.06, 0.055), mottle=0.2, size=1)
            )
        )
        s.add(
            Piece((1.585, 1.45, z), (0, 0, 14.9), (0, 0.14, 0), Material((0.6, 0.5, 0.12), gloss=0.4)),
            Piece((1.585, 3.0, z), (0, 0, 14.9), (0, 0.08, 0), Material((0.6, 0.5, 0.12))),
        )
        for w in range(7):
            s.add(
                Piece(
                    (1.58, 1.85, z + 1.0 + w * 1.95),
                    (0, 0, 1.15),
                    (0, 0.85, 0),
                    Material((0.012, 0.016, 0.02), gloss=1.2),
                )
            )
        for w in range(6):
            s.add(
                Piece((1.7, 0.42, z + 1.5 + w * 2.4), (0, 0, 0.45), (0, 0.45, 0), Material((0.02, 0.02, 0.02)), "disc")
            )
        for x in range(20):
            s.add(
                Limb(
                    (1.6, 0.7 + 0.01, z + x * 0.75), (1.6, 0.72, z + x * 0.75), (0.03, 0.03), Material((0.1, 0.12, 0.1))
                )
            )
    s.add(Piece((1.57, 0.6, 7.4), (0, 0, 1.1), (0, 2.35, 0), Material((0.03, 0.025, 0.02))))
    for step in range(3):
        s.shapes += box((0.75 + step * 0.27, 0, 7.4), (0.3, 0.18 + 0.18 * step, 1.1), Material((0.25, 0.02, 0.02)))
    s.shapes += person_shapes(
        Person(
            (0.9, 0.3, 7.95),
            250,
            1.72,
            Clothes((0.05, 0.05, 0.05), (0.05, 0.05, 0.05), hair=(0.02, 0.02, 0.02)),
            walking(0.15, 14),
            1,
            1.15,
        )
    )
    for x, z, yaw in (
        (0.1, 6.9, 40),
        (-0.2, 8.2, 100),
        (-0.9, 7.6, 80),
        (0.9, 9.6, 230),
        (0.2, 10.4, 200),
        (-0.5, 11.4, 170),
    ):
        s.shapes += person_shapes(Person((x, 0, z), yaw, float(rng.uniform(1.68, 1.82)), suit(rng), CLASP, 1))
    for i in range(9):
        green_coat = Clothes((0.09, 0.11, 0.07), (0.02, 0.025, 0.05), hat="cap", hat_colour=(0.09, 0.11, 0.07))
        s.shapes += person_shapes(Person((-1.7, 0, 6.5 + i * 1.7), 90, 1.82, green_coat, SALUTE, 1))
    for i in range(5):
        s.shapes += flying_flag((-4.2, 0, 9 + i * 6), 6.5, (TERSIA, MORVANIA)[i % 2], i)
    for x, z in ((-9, 30), (-14, 38), (-7, 44), (-18, 30)):
        s.shapes += leafy_tree((x, 0, z), 9, rng, (0.1, 0.09, 0.03))
    s.light = Light(
        sun=(-0.65, 0.55, -0.5),
        sun_colour=(2.2, 2.0, 1.7),
        sky=(0.42, 0.48, 0.56),
        haze=(0.7, 0.72, 0.74),
        haze_metres=260,
        shadow=((0, 1, 10), 13),
    )
    s.sky = Sky(cloud=0.66, top=(0.3, 0.4, 0.55), low=(0.72, 0.75, 0.78), seed=22)
    s.film = Film(exposure=0.72, saturation=0.85)
    return s


def handshake(frame: int = 0) -> Scene:
    """Two men shake hands before a row of flags; later frames: they come nearer, turn, walk off."""
    s = Scene("handshake", camera={"eye": (0, 1.5, -0.8), "horizon": 0.4, "lens_mm": 44})
    rng = s.rng
    s.add(floor(Material((0.16, 0.1, 0.06), mottle=0.2, size=0.9, gloss=0.4)))
    s.add(Piece((-2.4, 0.01, 1), (4.8, 0, 0), (0, 0, 6), CARPET, casts=False))
    s.add(Piece((-9, 0, 6.9), (18, 0, 0), (0, 5, 0), Material((0.3, 0.24, 0.15), mottle=0.12, size=1.2)))
    for x in (-5.2, -2.65, 2.65, 5.2):
        s.add(Limb((x, 0, 6.6), (x, 5, 6.6), (0.22, 0.2), Material((0.62, 0.58, 0.5), mottle=0.2, size=0.4)))
    for i in range(4):
        s.shapes += standing_flag(
            (-2.1 + i * 0.62 - (0.0 if i < 2 else -0.25), 0, 5.6), 2.6, TERSIA if i % 2 else MORVANIA, i
        )
        s.shapes += standing_flag((0.55 + i * 0.62, 0, 5.6), 2.6, MORVANIA if i % 2 else TERSIA, i + 5)
    left, right = suit(rng, (0.3, 0.02, 0.03)), suit(rng, (0.03, 0.07, 0.25))
    left, right = (
        replace(left, hair=(0.3, 0.29, 0.28), skin=(0.55, 0.34, 0.25)),
        replace(right, hair=(0.03, 0.02, 0.015)),
    )
    reach = Pose((44, -6, 30), (4, 8, 16))
    poses = [
        ((-0.47, 92, reach), (0.47, 268, reach)),
        ((-1.05, 92, walking(0.2)), (0.95, 268, walking(0.7))),
        ((-0.46, 140, replace(reach, turn=20)), (0.46, 222, replace(reach, turn=-20))),
        ((-0.55, 180, replace(WAVE, right_arm=(140, 30, 30))), (0.5, 184, Pose((10, 10, 20), (30, 22, 60)))),
        ((-0.2, 70, walking(0.3)), (1.15, 75, walking(0.75))),
    ]
    (lx, ly, lp), (rx, ry, rp) = poses[frame]
    s.shapes += person_shapes(Person((lx, 0, 3.5), ly, 1.8, left, lp, 2)) + person_shapes(
        Person((rx, 0, 3.5 if frame < 4 else 3.9), ry, 1.7, right, rp, 2, 1.1)
    )
    s.light = replace(INDOORS, shadow=((0, 1, 4), 5), lamps=(Lamp((-2, 3.5, 1.5), (4.5, 4, 3.4)),))
    s.film = Film(exposure=0.72, focus=4.3, aperture=7)
    return s


def honour_guard() -> Scene:
    """A guest walks along a guard of honour; children with flowers wait at the end."""
    s = Scene("honour_guard", camera={"eye": (-1.6, 1.6, -1), "horizon": 0.4, "lens_mm": 48})
    rng = s.rng
    s.add(floor(Material((0.4, 0.38, 0.35), mottle=0.14, size=1.4)))
    s.add(Piece((-1.55, 0.012, -4), (1.9, 0, 0), (0, 0, 60), CARPET, casts=False))
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
    s.shapes += person_shapes(
        Person((-0.95, 0, 7.0), 182, 1.8, replace(suit(rng), hair=(0.3, 0.29, 0.28)), walking(0.17), 1)
    )
    s.shapes += person_shapes(
        Person((-0.15, 0, 7.4), 182, 1.71, replace(suit(rng), hair=(0.03, 0.02, 0.01)), walking(0.7), 1, 1.12)
    )
    s.shapes += person_shapes(
        Person((-2.2, 0, 8.6), 180, 1.85, Clothes((0.03, 0.05, 0.12), (0.03, 0.05, 0.12), hat="cap"), SALUTE, 1)
    )
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


def parade() -> Scene:
    """Marching columns and rising balloons on a wide square."""
    s = Scene("parade", camera={"eye": (0, 9, 0), "horizon": 0.36, "lens_mm": 44})
    rng = s.rng
    s.add(floor(Material((0.44, 0.42, 0.39), mottle=0.1, size=3)))
    for z in range(8, 130, 6):
        s.add(Piece((-60, 0.01, z), (120, 0, 0), (0, 0, 0.12), Material((0.28, 0.27, 0.25)), casts=False))
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
    places = [(float(x) + rng.normal(0, 0.2), 0.5 * r, 52 + r * 1.4) for r in range(6) for x in np.arange(-34, 35, 1.1)]
    s.shapes += crowd(rng, places, 180, [CHEER, STAND, WAVE])
    s.shapes += house((-40, 0, 76), (80, 22, 16), Facade(26, 4, (0.5, 0.44, 0.34), seed=6, opening=(0.4, 0.66)))
    s.shapes += box((-9, 0, 70), (18, 32, 6), Material((0.55, 0.5, 0.4), mottle=0.12, size=2))
    s.add(
        Piece(
            (-6, 11, 69.9),
            (12, 0, 0),
            (0, 17, 0),
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


def street_with_flowers() -> Scene:
    """People with bunches of flowers and small flags line a street, seen from behind a motorcycle escort."""
    s = Scene("street_with_flowers", (1600, 1000), {"eye": (1.5, 1.6, 0), "horizon": 0.44, "lens_mm": 55})
    rng = s.rng
    s.add(floor(Material((0.16, 0.16, 0.17), mottle=0.25, size=0.5)))
    for side in (-1, 1):
        s.add(
            Piece(
                (side * 5.0 - 3, 0.12, 0),
                (6, 0, 0),
                (0, 0, 140),
                Material((0.4, 0.38, 0.36), mottle=0.2, size=0.5),
                casts=False,
            )
        )
    for side in (-1, 1):
        for i in range(60):
            x, z = side * (2.5 + rng.uniform(0, 0.5) + (i % 3) * 0.55), 6.5 + i * 0.52
            bright = [
                (0.7, 0.3, 0.4),
                (0.75, 0.72, 0.65),
                (0.15, 0.35, 0.6),
                (0.6, 0.08, 0.1),
                (0.7, 0.55, 0.1),
                (0.2, 0.42, 0.3),
            ][rng.integers(6)]
            dress = replace(anybody(rng), top=bright)
            s.shapes += person_shapes(
                Person(
                    (x, 0.12, z),
                    -side * 75 + 180 * 0 + (200 if side > 0 else 160) * 0,
                    float(rng.normal(1.67, 0.07)),
                    dress,
                    (CHEER, HOLD, WAVE)[rng.integers(3)],
                    0,
                )
            )
            hand = (x - side * 0.28, 1.75 + rng.uniform(-0.1, 0.2), z - 0.12)
            if i % 2:
                for _ in range(6):
                    c = [(0.85, 0.15, 0.3), (0.85, 0.3, 0.5), (0.85, 0.65, 0.1)][rng.integers(3)]
                    s.add(
                        Egg(
                            (
                                hand[0] + rng.normal(0, 0.08),
                                hand[1] + rng.normal(0, 0.07),
                                hand[2] + rng.normal(0, 0.08),
                            ),
                            (0.075, 0.06, 0.075),
                            Material(c, rough=0.3),
                        )
                    )
            else:
                s.shapes += flying_flag(
                    (hand[0], hand[1] - 0.1, hand[2]), 0.75, (TERSIA, MORVANIA)[rng.integers(2)], i, -side
                )
    for side in (-1, 1):
        for i in range(6):
            s.shapes += house(
                (8.5 if side > 0 else -20.5, 0, 12 + i * 19),
                (12, 17 + (i * 5) % 7, 17),
                Facade(6, 5, ((0.5, 0.42, 0.32), (0.42, 0.36, 0.34))[i % 2], seed=i + 40 + side),
            )
    black = Material((0.012, 0.012, 0.014), gloss=1.2)
    s.shapes += box((-0.6, 0.3, 29), (1.9, 0.65, 5.2), black) + box(
        (-0.45, 0.95, 30.2), (1.6, 0.55, 3), Material((0.02, 0.025, 0.03), gloss=1.2)
    )
    for x in (-0.4, 1.1):
        s.add(Egg((x, 0.68, 28.95), (0.13, 0.08, 0.04), Material(glow=(16, 15, 13))))
        s.shapes += flying_flag((x, 0.95, 29.2), 0.9, TERSIA if x < 0 else MORVANIA, 3)
    for x, z in ((-1.3, 21), (1.6, 22), (0.2, 18)):
        s.add(
            Limb((x, 0.35, z), (x, 0.35, z + 1.4), (0.32, 0.32), black),
            Limb((x, 0.7, z + 0.3), (x, 0.85, z + 1.0), (0.2, 0.22), Material((0.7, 0.7, 0.72), gloss=0.7)),
            Egg((x, 0.85, z - 0.02), (0.1, 0.1, 0.05), Material(glow=(20, 19, 17))),
        )
        s.shapes += person_shapes(
            Person(
                (x, 0.2, z + 0.8),
                180,
                1.8,
                Clothes((0.03, 0.05, 0.1), (0.03, 0.04, 0.05), hat="helmet", hat_colour=(0.75, 0.75, 0.75)),
                Pose((50, 20, 10), (50, 20, 10), (70, 14, 90), (70, 14, 90), seat=0.55),
                0,
            )
        )
    s.light = Light(
        sun=(0.5, 0.75, -0.4),
        sun_colour=(2.1, 2.0, 1.8),
        sky=(0.42, 0.47, 0.56),
        haze=(0.75, 0.78, 0.82),
        haze_metres=160,
        shadow=((0, 1, 20), 20),
    )
    s.sky = Sky(cloud=0.7, top=(0.4, 0.5, 0.65), low=(0.8, 0.83, 0.85), seed=25)
    s.film = Film(exposure=0.75, focus=14, aperture=7, saturation=0.95)
    return s


def photographers() -> Scene:
    """A row of photographers behind a rope, flash lights going off."""
    s = Scene("photographers", camera={"eye": (0, 1.6, 0), "horizon": 0.4, "lens_mm": 40})
    rng = s.rng
    s.add(floor(Material((0.26, 0.02, 0.02), mottle=0.2, size=0.5)))
    parts: list[Shape] = []
    for row in range(3):
        for i in range(11):
            x, z = -3.8 + i * 0.76 + 0.3 * (row % 2) + rng.normal(0, 0.06), 5 + row * 0.7
            dress = replace(
                anybody(rng), top=[(0.03, 0.03, 0.035), (0.06, 0.06, 0.07), (0.04, 0.05, 0.08)][rng.integers(3)]
            )
            parts += person_shapes(Person((x, 0.25 * row, z), 180 - x * 5, 1.75, dress, CAMERA, 1))
            y = 1.5 + 0.25 * row
            parts += box((x - 0.075, y, z - 0.36), (0.15, 0.11, 0.08), Material((0.012, 0.012, 0.013), gloss=0.4))
            parts += [
                Limb(
                    (x, y + 0.05, z - 0.36),
                    (x, y + 0.05, z - 0.58),
                    (0.045, 0.055),
                    Material((0.015, 0.015, 0.017), gloss=0.8),
                )
            ]
            if rng.random() < 0.28:
                parts += [Egg((x, y + 0.2, z - 0.36), (0.06, 0.04, 0.03), Material(glow=(50, 52, 58)))]
    s.shapes += parts
    for x in (-3.6, -1.2, 1.2, 3.6):
        s.add(
            Limb((x, 0, 3.9), (x, 0.95, 3.9), (0.03, 0.03), Material(GOLD, gloss=1)),
            Limb((x, 0.93, 3.9), (x + 1.2, 0.74, 3.9), (0.025, 0.025), CARPET),
            Limb((x + 1.2, 0.74, 3.9), (x + 2.4, 0.93, 3.9), (0.025, 0.025), CARPET),
        )
    s.light = Light(
        sun=(0, 0.6, -0.8),
        sun_colour=(0.8, 0.75, 0.7),
        sky=(0.08, 0.08, 0.1),
        floor=(0.1, 0.03, 0.03),
        lamps=(Lamp((-3, 4, 2), (9, 7, 5)), Lamp((3, 4, 8), (4, 5, 9))),
        haze=(0.02, 0.02, 0.04),
        haze_metres=30,
    )
    s.sky = Sky(top=(0.006, 0.006, 0.012), low=(0.02, 0.02, 0.04), cloud=0)
    s.film = Film(exposure=0.85, bloom=0.5, focus=5, aperture=4)
    return s


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


def reflecting_pool() -> Scene:
    """A palace at blue hour above a pool."""
    s = Scene("reflecting_pool", (1600, 900), {"eye": (0, 1.4, 0), "horizon": 0.58, "lens_mm": 30})
    s.shapes += house(
        (-30, 0.5, 60), (60, 13, 18), Facade(25, 3, (0.5, 0.44, 0.35), seed=7, lit=0.9, opening=(0.4, 0.66))
    )
    s.shapes += house(
        (-8, 0.5, 57), (16, 19, 20), Facade(7, 4, (0.55, 0.48, 0.38), seed=8, lit=0.8, opening=(0.4, 0.7))
    )
    s.add(
        Egg((0, 19.5, 66), (7.5, 9, 7.5), Material((0.12, 0.22, 0.2), mottle=0.2, size=1, gloss=0.3)),
        Limb((0, 28, 66), (0, 34, 66), (0.8, 0.1), Material(GOLD, gloss=0.8)),
    )
    for x in range(-28, 30, 4):
        s.add(Limb((x, 0.5, 59), (x, 13, 59), (0.5, 0.42), Material((0.6, 0.52, 0.42), mottle=0.15, size=1)))
    s.add(
        Piece((-200, 0.0, 52), (400, 0, 0), (0, 0.6, 0.5), Material((0.25, 0.23, 0.2), mottle=0.2, size=1)),
        Piece((-200, 0.55, 52.4), (400, 0, 0), (0, 0, 200), Material((0.2, 0.19, 0.17), mottle=0.2, size=1)),
    )
    rng = s.rng
    for x in (-44, -38, -34, 34, 39, 45, -50, 51):
        s.shapes += leafy_tree((x, 0.5, 56 + rng.uniform(-3, 8)), 13, rng, (0.02, 0.04, 0.015))
    s.light = Light(
        sun=(0.3, 0.2, 0.9),
        sun_colour=(0.2, 0.2, 0.3),
        sky=(0.1, 0.14, 0.3),
        floor=(0.3, 0.18, 0.08),
        lamps=tuple(Lamp((x, 1.2, 55), (22, 14, 6)) for x in range(-24, 30, 8)),
        haze=(0.15, 0.2, 0.4),
        haze_metres=600,
    )
    s.sky = Sky(
        top=(0.012, 0.03, 0.13),
        low=(0.3, 0.32, 0.5),
        cloud=0.45,
        cloud_colour=(0.28, 0.26, 0.38),
        cloud_dark=(0.05, 0.07, 0.18),
        seed=28,
        curve=0.7,
    )
    s.mirror = Mirror(0, 3, (0.006, 0.012, 0.03), 0.3, length=0.3)
    s.film = Film(exposure=1.3, bloom=0.3)
    return s
