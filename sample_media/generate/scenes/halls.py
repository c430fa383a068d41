"""Halls and streets of the week: parliament, court, press, march, portrait."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
    CHEER,
    CLASP,
    SIT,
    SPEAK,
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
from sample_media.generate.overlays import Beam, Puff, beams, bokeh, flames, smoke
from sample_media.generate.scene import Scene
from sample_media.generate.scenes.politics import INDOORS
from sample_media.generate.shapes import Egg, Limb, Piece
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
    lectern,
    lettering,
    standing_flag,
)  # fmt: skip


def lectern_speech() -> Scene:
    """A speaker at a lectern, from the side, before a dark hall."""
    s = Scene("lectern_speech", (1067, 1600), {"eye": (1.2, 1.3, -0.6), "horizon": 0.55, "lens_mm": 62, "yaw": -14})
    rng = s.rng
    s.add(floor(Material((0.05, 0.04, 0.04), mottle=0.2, size=0.5)))
    s.shapes += lectern(
        (0, 0, 3),
        (0.12, 0.06, 0.03),
        lettering("LANDTAG\nMORVANIEN", (280, 210), (0.7, 0.6, 0.3), (0.02, 0.03, 0.09), 0.5),
    )
    s.shapes += person_shapes(
        Person(
            (-0.05, 0.12, 3.62),
            165,
            1.7,
            Clothes((0.2, 0.02, 0.05), (0.02, 0.02, 0.03), hair=(0.12, 0.06, 0.02), long_hair=True),
            replace(SPEAK, turn=-25, left_arm=(70, 26, 70)),
            2,
            0.9,
        )
    )
    s.add(Piece((-8, 0, 9), (16, 0, 0), (0, 7, 0), Material((0.012, 0.02, 0.05), mottle=0.3, size=1)))
    for i in range(3):
        s.shapes += standing_flag((-3.1 + i * 0.75, 0, 7.4), 3.0, (UNION, MORVANIA, UNION)[i], i)
    s.light = Light(
        sun=(0.8, 0.6, -0.4),
        sun_colour=(2.6, 2.3, 1.9),
        sky=(0.07, 0.08, 0.12),
        floor=(0.05, 0.04, 0.04),
        shadow=((0, 1, 3.5), 4),
        lamps=(Lamp((-2.4, 3.2, 5.2), (5, 6, 9)),),
    )
    s.overlays.append(bokeh(26, (0.04, 0.34), 26, [(0.5, 0.4, 0.25), (0.25, 0.3, 0.5)], "lectern"))
    s.film = Film(exposure=0.7, focus=4.1, aperture=10, edges=0.4)
    _ = rng
    return s


def hemicycle() -> Scene:
    """A parliament in session, from the gallery."""
    s = Scene("hemicycle", camera={"eye": (0, 8.5, -9), "horizon": 0.16, "lens_mm": 30})
    rng = s.rng
    s.add(floor(Material((0.2, 0.04, 0.035), mottle=0.2, size=1)))
    wood = Material((0.25, 0.12, 0.05), mottle=0.25, size=0.8, gloss=0.3)
    centre = np.array([0.0, 0.0, 16.0])
    for ring in range(7):
        r, rise = 6.0 + ring * 1.9, ring * 0.42
        n = int(r * 1.55)
        for i in range(n):
            a = np.radians(-84 + 168 * i / (n - 1))
            x, z = centre[0] + r * np.sin(a), centre[2] - r * np.cos(a)
            t = np.array([np.cos(a), 0, np.sin(a)]) * 1.95 * r / n * 1.52
            out = np.array([np.sin(a), 0, -np.cos(a)])
            c = np.array([x, rise, z]) - t / 2
            s.add(
                Piece(tuple(c - out * 0.5), tuple(t), (0, 0.78, 0), wood),
                Piece(tuple(c - out * 0.5 + [0, 0.78, 0]), tuple(t), tuple(out * 0.5), wood),
            )
            s.add(
                Piece(
                    tuple(c + out * 0.75),
                    tuple(t * 0.8),
                    (0, 1.05, 0),
                    Material((0.28, 0.03, 0.03), mottle=0.1, size=0.3),
                )
            )
            if rng.random() < 0.83:
                pose = replace(SIT, turn=float(rng.normal(0, 25)))
                s.shapes += person_shapes(
                    Person(
                        (x + out[0] * 0.35, rise - 0.1, z + out[2] * 0.35),
                        np.degrees(np.arctan2(-out[0], -out[2])),
                        1.72,
                        suit(rng) if rng.random() < 0.6 else anybody(rng),
                        pose,
                        0,
                    )
                )
    s.shapes += (
        box((-3, 0, 16.5), (6, 1.3, 1.2), wood)
        + box((-6, 0.0, 18.2), (12, 1.9, 1.2), wood)
        + box((-1, 1.9, 18), (2, 1.0, 0.8), wood)
    )
    for x in (-4, -2, 0, 2, 4):
        s.shapes += person_shapes(Person((x, 1.1, 19.6), 180, 1.74, suit(rng), SIT, 0))
    s.shapes += person_shapes(Person((0, 0.5, 17.7), 180, 1.76, suit(rng), SPEAK, 0))
    s.add(Piece((-22, 0, 23), (44, 0, 0), (0, 14, 0), Material((0.5, 0.42, 0.28), mottle=0.12, size=1.4)))
    for x in range(-20, 22, 5):
        s.add(Limb((x, 0, 22.6), (x, 14, 22.6), (0.45, 0.4), Material((0.6, 0.55, 0.45), mottle=0.3, size=0.5)))
    s.add(Piece((-4.4, 4, 22.2), (8.8, 0, 0), (0, 6, 0), Material((0.12, 0.2, 0.2), mottle=0.8, size=0.7)))
    for x in (-7.5, 5.5):
        s.shapes += standing_flag((x, 0, 21), 4.4, MORVANIA if x < 0 else UNION, 3)
    s.light = Light(
        sun=(-0.3, 1, -0.3),
        sun_colour=(1.2, 1.1, 0.95),
        sky=(0.5, 0.47, 0.42),
        floor=(0.2, 0.15, 0.1),
        shadow=((0, 1, 12), 20),
        softness=0.4,
        lamps=(Lamp((0, 9, 18), (40, 34, 26)),),
    )
    s.film = Film(exposure=0.75, saturation=0.8)
    return s


def press_conference() -> Scene:
    """A thicket of microphones before a minister who is out of focus."""
    s = Scene("press_conference", camera={"eye": (0, 1.32, 0), "horizon": 0.56, "lens_mm": 66})
    rng = s.rng
    s.add(
        Piece(
            (-6, 0, 5.5),
            (12, 0, 0),
            (0, 4, 0),
            Material(
                picture=np.tile(
                    lettering("MINISTERIUM", (160, 60), (0.5, 0.55, 0.65), (0.07, 0.12, 0.26), 0.3), (9, 9, 1)
                )
            ),
        )
    )
    s.shapes += box((-1.8, 0, 1.9), (3.6, 0.92, 0.7), Material((0.3, 0.3, 0.32), mottle=0.1, size=0.5))
    colours: tuple[Vector, ...] = (
        (0.6, 0.04, 0.03),
        (0.03, 0.12, 0.5),
        (0.75, 0.5, 0.02),
        (0.03, 0.3, 0.15),
        (0.7, 0.7, 0.7),
        (0.02, 0.02, 0.02),
    )
    for _ in range(17):
        x = rng.normal(0, 0.27)
        foot = np.array([x * 1.7, 0.9, 1.75])
        head = np.array([x * 0.85, 1.17 + rng.uniform(-0.06, 0.1), 1.98 + rng.uniform(-0.1, 0.1)])
        way = (head - foot) / np.linalg.norm(head - foot)
        cube = Material(colours[rng.integers(6)], gloss=0.2)
        s.add(Limb(tuple(foot), tuple(head), (0.016, 0.02), Material((0.015, 0.015, 0.017), gloss=0.5)))
        s.add(
            Limb(tuple(head - way * 0.12), tuple(head - way * 0.05), (0.036, 0.036), cube),
            Egg(
                tuple(head + way * 0.03),
                (0.034, 0.045, 0.034),
                Material((0.02, 0.02, 0.022), mottle=0.4, size=0.02, rough=0.1),
            ),
        )
    s.shapes += person_shapes(
        Person((0.02, 0.0, 2.9), 186, 1.76, suit(rng, (0.05, 0.16, 0.1)), replace(CLASP, turn=14), 2)
    )
    s.shapes += person_shapes(Person((-1.0, 0.0, 3.7), 165, 1.7, anybody(rng), STAND, 1)) + person_shapes(
        Person((1.05, 0, 3.9), 190, 1.8, suit(rng), STAND, 1)
    )
    s.light = replace(INDOORS, sun=(0.6, 0.6, -0.7), shadow=((0, 1, 2.6), 2.6), softness=0.04)
    s.film = Film(exposure=0.75, focus=1.98, aperture=20)
    return s


def courtroom() -> Scene:
    """A high hall of justice, empty but for three judges."""
    s = Scene("courtroom", camera={"eye": (0, 1.7, -2), "horizon": 0.5, "lens_mm": 26})
    rng = s.rng
    s.add(floor(Material((0.2, 0.15, 0.1), mottle=0.2, size=1.2, gloss=0.3)))
    wood = Material((0.16, 0.075, 0.035), mottle=0.35, size=0.7, gloss=0.35)
    s.add(
        Piece((-8, 0, 14), (16, 0, 0), (0, 3.6, 0), wood),
        Piece((-8, 3.6, 14), (16, 0, 0), (0, 6, 0), Material((0.55, 0.52, 0.45), mottle=0.08, size=1)),
    )
    s.add(Piece((-8, 9.2, -5), (16, 0, 0), (0, 0, 20), Material((0.6, 0.57, 0.5), mottle=0.05, size=1)))
    for side in (-1, 1):
        s.add(Piece((side * 8, 0, -5), (0, 0, 19), (0, 9.2, 0), Material((0.5, 0.46, 0.38), mottle=0.08, size=1)))
        for z in range(0, 14, 4):
            s.add(
                Piece(
                    (side * 7.95, 2.8, z),
                    (0, 0, 1.7),
                    (0, 5.2, 0),
                    Material((0.9, 0.93, 1), glow=(2.6, 2.7, 2.9) if side < 0 else (0.6, 0.65, 0.7)),
                    casts=False,
                )
            )
    s.shapes += box((-4, 0, 10.4), (8, 1.6, 1), wood) + box((-2, 0, 10.2), (4, 1.75, 1), wood)
    for x in (-2.4, 0, 2.4):
        s.shapes += person_shapes(
            Person(
                (x, 0.85, 12.0),
                180,
                1.74,
                Clothes(
                    (0.012, 0.012, 0.013),
                    (0.012, 0.012, 0.012),
                    hair=(0.3, 0.3, 0.3) if x == 0 else (0.05, 0.03, 0.02),
                    collar=(0.8, 0.8, 0.8),
                ),
                SIT,
                1,
            )
        )
        s.shapes += box((x - 0.5, 1, 12.5), (1, 2.1, 0.15), Material((0.16, 0.02, 0.02), mottle=0.2, size=0.3))
    s.add(
        Piece(
            (0, 5.4, 13.9),
            (1.1, 0, 0),
            (0, 1.1, 0),
            Material((0.5, 0.38, 0.12), mottle=0.6, size=0.2, gloss=0.5),
            "disc",
        )
    )
    for side in (-1, 1):
        for i in range(4):
            s.shapes += box((1.0 if side > 0 else -5.4, 0, 1.5 + i * 1.6), (4.4, 0.5, 0.5), wood) + box(
                (1.0 if side > 0 else -5.4, 0.5, 1.9 + i * 1.6), (4.4, 0.55, 0.08), wood
            )
    for x, z in ((-1.9, 8.4), (1.9, 8.4)):
        s.shapes += box((x - 1, 0, z), (2, 0.8, 0.8), wood) + person_shapes(
            Person((x, 0, z - 0.7), 0, 1.75, suit(rng), SIT, 1)
        )
    s.light = Light(
        sun=(-0.85, 0.62, 0.12),
        sun_colour=(0.9, 0.85, 0.75),
        sky=(0.34, 0.33, 0.32),
        floor=(0.2, 0.16, 0.12),
        haze=(0.5, 0.5, 0.5),
        haze_metres=140,
        lamps=(Lamp((-6, 5, 4), (12, 12, 13)), Lamp((-6, 5, 10), (12, 12, 13))),
    )
    s.overlays.append(
        beams(
            [Beam((-8, 7.5, z), (-1, 0, z + 1.2), (0.9, 1.6), (0.22, 0.21, 0.19)) for z in (0.8, 4.8, 8.8, 12.8)], 0.4
        )
    )
    s.film = Film(exposure=0.85, saturation=0.85)
    return s


def demonstration() -> Scene:
    """A march with banners, head on."""
    s = Scene("demonstration", camera={"eye": (0.6, 2.5, 0), "horizon": 0.34, "lens_mm": 48})
    rng = s.rng
    s.add(floor(Material((0.17, 0.17, 0.18), mottle=0.25, size=0.6)))
    places = [
        (float(x) + rng.normal(0, 0.16), 0.0, 7.0 + r * 0.95 + rng.normal(0, 0.2))
        for r in range(26)
        for x in np.arange(-4.4 - r * 0.05, 4.6 + r * 0.05, 0.78)
    ]
    s.shapes += crowd(rng, places, 180, [walking(0.1), walking(0.6), CHEER, STAND, WAVE, walking(0.35)])
    s.add(
        Piece(
            (-3.5, 0.55, 6.4),
            (6.9, 0.1, 0.2),
            (0, 0.95, 0.06),
            Material(picture=lettering("MEHR LOHN IN DER PFLEGE", (1100, 150), (0.4, 0.01, 0.02), (0.8, 0.79, 0.75))),
        )
    )
    words = ["JETZT!", "GENUG", "WIR SIND\nDA", "NEIN", "MEHR\nZEIT", "FAIR", "PFLEGE", "SO NICHT"]
    for i in range(24):
        x, z = rng.uniform(-5, 5), rng.uniform(8.5, 27)
        inks = [
            ((0.02, 0.02, 0.02), (0.8, 0.78, 0.72)),
            ((0.8, 0.8, 0.8), (0.4, 0.03, 0.04)),
            ((0.03, 0.05, 0.2), (0.75, 0.55, 0.05)),
            ((0.8, 0.8, 0.8), (0.04, 0.16, 0.1)),
        ][i % 4]
        w, h = rng.uniform(0.7, 1.2), rng.uniform(0.5, 0.75)
        y = rng.uniform(2.05, 2.7)
        tilt = rng.normal(0, 0.07)
        s.add(Limb((x, 1.2, z + 0.03), (x, y + 0.1, z + 0.03), (0.016, 0.016), Material((0.3, 0.2, 0.1))))
        s.add(
            Piece(
                (x - w / 2, y, z),
                (w, tilt, 0),
                (-tilt, h, 0),
                Material(picture=lettering(words[i % 8], (260, 160), *inks)),
            )
        )
    for x, z, c in ((-3.4, 12, MORVANIA), (3.2, 15, UNION), (-0.8, 20, TERSIA)):
        s.shapes += flying_flag((x, 0, z), 4.6, c, int(z))
    for side in (-1, 1):
        for i in range(5):
            s.shapes += house(
                (7.5 if side > 0 else -19.5, 0, 6 + i * 17),
                (12, 18 + (i * 5) % 6, 16),
                Facade(6, 5, ((0.42, 0.38, 0.32), (0.5, 0.42, 0.3), (0.36, 0.3, 0.27))[i % 3], seed=i + 60 + side),
            )
    s.light = Light(
        sun=(0.4, 0.9, -0.3),
        sun_colour=(0.9, 0.88, 0.85),
        sky=(0.62, 0.66, 0.74),
        haze=(0.72, 0.75, 0.78),
        haze_metres=110,
        shadow=((0, 1, 16), 16),
        softness=0.3,
    )
    s.sky = Sky(cloud=0.85, top=(0.6, 0.65, 0.7), low=(0.82, 0.84, 0.86), seed=26)
    s.film = Film(exposure=0.8, focus=7.5, aperture=6)
    return s


def police_line() -> Scene:
    """A line of helmets and shields at night, blue light and smoke."""
    s = Scene("police_line", (1600, 1000), {"eye": (0, 1.5, 0), "horizon": 0.42, "lens_mm": 50})
    rng = s.rng
    s.add(floor(Material((0.05, 0.05, 0.055), mottle=0.3, size=0.4, gloss=0.5)))
    for i in range(13):
        x = -4.5 + i * 0.75
        s.shapes += person_shapes(
            Person(
                (x, 0, 7 + 0.2 * abs(i - 6)),
                180,
                1.84,
                Clothes((0.015, 0.02, 0.035), (0.015, 0.018, 0.03), hat="helmet", hat_colour=(0.5, 0.5, 0.52)),
                Pose((30, 12, 60), (30, 12, 60)),
                1,
                1.2,
            )
        )
        s.add(
            Piece(
                (x - 0.27, 0.35, 6.6 + 0.2 * abs(i - 6)),
                (0.54, 0, 0),
                (0, 1.05, 0.08),
                Material((0.1, 0.12, 0.15), gloss=1.5),
            )
        )
    s.shapes += box((-5.5, 0.4, 13), (2.3, 2.2, 5.5), Material((0.5, 0.5, 0.52), gloss=0.3)) + box(
        (2.6, 0.4, 12), (2.3, 2.2, 5.5), Material((0.5, 0.5, 0.52), gloss=0.3)
    )
    for x, z in ((-5.1, 13.3), (-3.7, 13.3), (3.0, 12.3), (4.4, 12.3)):
        s.add(Egg((x, 2.75, z), (0.16, 0.13, 0.16), Material(glow=(1.5, 6, 40))))
    for x, z in ((-5.0, 12.95), (-3.7, 12.95), (3.1, 11.95), (4.4, 11.95)):
        s.add(Egg((x, 1.1, z), (0.14, 0.1, 0.05), Material(glow=(26, 24, 20))))
    s.light = Light(
        sun=(0.2, 0.4, 0.9),
        sun_colour=(0.35, 0.5, 1.0),
        sky=(0.03, 0.045, 0.09),
        floor=(0.03, 0.02, 0.015),
        lamps=(Lamp((-4.3, 3.2, 12), (3, 8, 40)), Lamp((3.8, 3.2, 11), (3, 8, 40)), Lamp((0, 5, 2), (5, 3.4, 1.6))),
        haze=(0.05, 0.08, 0.2),
        haze_metres=50,
    )
    s.sky = Sky(top=(0.006, 0.008, 0.02), low=(0.05, 0.07, 0.16), cloud=0)
    s.overlays += [
        smoke(
            [
                Puff((rng.uniform(-7, 7), rng.uniform(0.4, 2.6), rng.uniform(8.5, 16)), rng.uniform(1.2, 2.4), 0.35)
                for _ in range(26)
            ],
            (0.45, 0.55, 1.0),
            (0.03, 0.05, 0.14),
        ),
        flames([((-2.6, 0, 5.4), 0.9), ((-2.2, 0, 5.5), 0.6), ((-2.9, 0, 5.6), 0.5)]),
    ]
    s.film = Film(exposure=1.15, bloom=0.35, grain=9, focus=7.3, aperture=5)
    return s


def window_portrait() -> Scene:
    """A woman against a window, mostly outline: portrait of an author."""
    s = Scene("window_portrait", (1200, 1600), {"eye": (0, 1.5, 0), "horizon": 0.46, "lens_mm": 80})
    s.add(
        Piece((-4, 0, 3.6), (2.9, 0, 0), (0, 4, 0), Material((0.2, 0.17, 0.14), mottle=0.2, size=0.6)),
        Piece((0.65, 0, 3.6), (4, 0, 0), (0, 4, 0), Material((0.2, 0.17, 0.14), mottle=0.2, size=0.6)),
    )
    for y in (0.9, 1.62, 2.4):
        s.add(Limb((-1.2, y, 3.58), (0.7, y, 3.58), (0.03, 0.03), Material((0.4, 0.38, 0.35))))
    for x in (-1.1, -0.25, 0.65):
        s.add(Limb((x, 0.5, 3.58), (x, 3, 3.58), (0.035, 0.035), Material((0.4, 0.38, 0.35))))
    rng = s.rng
    for _ in range(9):
        s.shapes += leafy_tree((rng.uniform(-6, 4), -3, rng.uniform(14, 26)), 9, rng, (0.09, 0.13, 0.03))
    s.shapes += person_shapes(
        Person(
            (0.02, 0, 2.55),
            118,
            1.7,
            Clothes((0.07, 0.08, 0.1), hair=(0.1, 0.05, 0.025), long_hair=True, skin=(0.58, 0.37, 0.28)),
            replace(CLASP, nod=-3, turn=8),
            2,
            0.86,
        )
    )
    s.light = Light(
        sun=(-0.7, 0.5, 0.65),
        sun_colour=(2.4, 2.1, 1.7),
        sky=(0.09, 0.09, 0.1),
        floor=(0.07, 0.05, 0.04),
        lamps=(Lamp((1.3, 1.9, 1.2), (0.22, 0.18, 0.14)),),
    )
    s.sky = Sky(top=(0.7, 0.78, 0.85), low=(0.95, 0.95, 0.92), cloud=0.3)
    s.film = Film(exposure=0.75, focus=2.5, aperture=13, bloom=0.4)
    return s
