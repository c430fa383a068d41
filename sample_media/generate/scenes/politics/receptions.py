"""Receptions: the palace, the table, the handshake, the toast, the photographers."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CAMERA, CLASP, SIT, WAVE, Person, Pose, anybody, person_shapes, suit, walking
from sample_media.generate.film import Film
from sample_media.generate.light import INDOORS, Lamp, Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece, Shape
from sample_media.generate.things import (
    CARPET,
    GOLD,
    MORVANIA,
    TERSIA,
    Facade,
    box,
    floor,
    house,
    leafy_tree,
    microphone,
    panel,
    side_panel,
    standing_flag,
    strip,
)


def reflecting_pool() -> Scene:
    """A palace at blue hour above a pool."""
    s = Scene("reflecting_pool", (1600, 900), {"eye": (0, 1.4, 0), "horizon": 0.58, "lens_mm": 30})
    _palace(s)
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


def _palace(s: Scene) -> None:
    """Build the palace with dome and columns."""
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


def glasses_at_table() -> Scene:
    """A negotiating table with flowers, two delegations opposite each other, seen along its length."""
    s = Scene("glasses_at_table", (1600, 1080), {"eye": (0, 2.1, -1.6), "horizon": 0.3, "lens_mm": 36})
    rng = s.rng
    s.add(floor(Material((0.26, 0.06, 0.05), mottle=0.5, size=0.8)))
    s.shapes += box((-0.95, 0, 1), (1.9, 0.76, 9), Material((0.14, 0.06, 0.03), mottle=0.25, size=0.6, gloss=0.6))
    _delegations(s, rng)
    s.add(panel((-7, 0, 13), 14, 6, Material((0.42, 0.35, 0.2), mottle=0.2, size=1)))
    for i in range(4):
        s.shapes += standing_flag((-2.6 + i * 0.5, 0, 12.2), 2.7, TERSIA, i) + standing_flag(
            (0.9 + i * 0.5, 0, 12.2), 2.7, MORVANIA, i + 4
        )
    for side in (-1, 1):
        s.add(side_panel((side * 4.6, 0, -4), 18, 6, Material((0.5, 0.44, 0.3), mottle=0.12, size=1.2)))
        for z in range(0, 14, 3):
            s.add(
                side_panel((side * 4.55, 1.2, z), 1.3, 2.7, Material((0.9, 0.92, 1), glow=(1.7, 1.8, 2.0)), casts=False)
            )
    s.light = replace(
        INDOORS,
        sun=(-0.7, 0.6, -0.2),
        shadow=((0, 0.6, 5), 7),
        lamps=tuple(Lamp((0, 3.6, z), (5, 4.2, 3)) for z in (2, 6, 10)),
    )
    s.film = Film(exposure=0.72, focus=5.5, aperture=4)
    return s


def _delegations(s: Scene, rng: np.random.Generator) -> None:
    """Seat two delegations, with papers, microphones, glasses and flowers."""
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


def handshake(frame: int = 0) -> Scene:
    """Two men shake hands before a row of flags; later frames: they come nearer, turn, walk off."""
    s = Scene("handshake", camera={"eye": (0, 1.5, -0.8), "horizon": 0.4, "lens_mm": 44})
    rng = s.rng
    s.add(floor(Material((0.16, 0.1, 0.06), mottle=0.2, size=0.9, gloss=0.4)))
    s.add(strip((-2.4, 0.01, 1), 4.8, 6, CARPET))
    s.add(panel((-9, 0, 6.9), 18, 5, Material((0.3, 0.24, 0.15), mottle=0.12, size=1.2)))
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


def toast_2004() -> Scene:
    """Two men raise their glasses at a banquet; a black-and-white print of 2004."""
    s = Scene("toast_2004", (1500, 1040), {"eye": (0, 1.45, 0), "horizon": 0.42, "lens_mm": 48})
    rng = s.rng
    s.add(floor(Material((0.15, 0.12, 0.1), mottle=0.3, size=0.5)))
    s.add(panel((-6, 0, 6.2), 12, 4.2, Material((0.16, 0.15, 0.14), mottle=0.14, size=1.6)))
    for x in (-2.6, -0.1, 2.4):
        s.add(panel((x - 0.6, 1.3, 6.1), 1.2, 1.9, Material((0.06, 0.055, 0.05), mottle=0.5, size=0.6)))
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


def photographers() -> Scene:
    """A row of photographers behind a rope, flash lights going off."""
    s = Scene("photographers", camera={"eye": (0, 1.6, 0), "horizon": 0.4, "lens_mm": 40})
    rng = s.rng
    s.add(floor(Material((0.26, 0.02, 0.02), mottle=0.2, size=0.5)))
    _rows_of_cameras(s, rng)
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


def _rows_of_cameras(s: Scene, rng: np.random.Generator) -> None:
    """Set up three rows of photographers."""
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
