"""Chambers: the lectern, the parliament, the court."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import SIT, SPEAK, Clothes, Person, anybody, person_shapes, suit
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Beam, beams, bokeh
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Limb, Piece
from sample_media.generate.things import (
    MORVANIA,
    UNION,
    box,
    floor,
    lectern,
    lettering,
    panel,
    side_panel,
    standing_flag,
)


def lectern_speech() -> Scene:
    """A speaker at a lectern, from the side, before a dark hall."""
    s = Scene("lectern_speech", (1067, 1600), {"eye": (1.2, 1.3, -0.6), "horizon": 0.55, "lens_mm": 62, "yaw": -14})
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
    s.add(panel((-8, 0, 9), 16, 7, Material((0.012, 0.02, 0.05), mottle=0.3, size=1)))
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
    return s


def hemicycle() -> Scene:
    """A parliament in session, from the gallery."""
    s = Scene("hemicycle", camera={"eye": (0, 8.5, -9), "horizon": 0.16, "lens_mm": 30})
    rng = s.rng
    s.add(floor(Material((0.2, 0.04, 0.035), mottle=0.2, size=1)))
    wood = Material((0.25, 0.12, 0.05), mottle=0.25, size=0.8, gloss=0.3)
    _benches(s, rng, wood)
    s.shapes += (
        box((-3, 0, 16.5), (6, 1.3, 1.2), wood)
        + box((-6, 0.0, 18.2), (12, 1.9, 1.2), wood)
        + box((-1, 1.9, 18), (2, 1.0, 0.8), wood)
    )
    for x in (-4, -2, 0, 2, 4):
        s.shapes += person_shapes(Person((x, 1.1, 19.6), 180, 1.74, suit(rng), SIT, 0))
    s.shapes += person_shapes(Person((0, 0.5, 17.7), 180, 1.76, suit(rng), SPEAK, 0))
    _front_wall(s)
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


def _benches(s: Scene, rng: np.random.Generator, wood: Material) -> None:
    """Build the rings of benches and seat the members."""
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


def _front_wall(s: Scene) -> None:
    """Build the wall behind the chair."""
    s.add(panel((-22, 0, 23), 44, 14, Material((0.5, 0.42, 0.28), mottle=0.12, size=1.4)))
    for x in range(-20, 22, 5):
        s.add(Limb((x, 0, 22.6), (x, 14, 22.6), (0.45, 0.4), Material((0.6, 0.55, 0.45), mottle=0.3, size=0.5)))
    s.add(panel((-4.4, 4, 22.2), 8.8, 6, Material((0.12, 0.2, 0.2), mottle=0.8, size=0.7)))
    for x in (-7.5, 5.5):
        s.shapes += standing_flag((x, 0, 21), 4.4, MORVANIA if x < 0 else UNION, 3)


def courtroom() -> Scene:
    """A high hall of justice, empty but for three judges."""
    s = Scene("courtroom", camera={"eye": (0, 1.7, -2), "horizon": 0.5, "lens_mm": 26})
    rng = s.rng
    s.add(floor(Material((0.2, 0.15, 0.1), mottle=0.2, size=1.2, gloss=0.3)))
    wood = Material((0.16, 0.075, 0.035), mottle=0.35, size=0.7, gloss=0.35)
    _high_walls(s, wood)
    _judges(s, wood)
    s.add(
        Piece(
            (0, 5.4, 13.9),
            (1.1, 0, 0),
            (0, 1.1, 0),
            Material((0.5, 0.38, 0.12), mottle=0.6, size=0.2, gloss=0.5),
            "disc",
        )
    )
    _pews(s, rng, wood)
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


def _high_walls(s: Scene, wood: Material) -> None:
    """Build panelling, ceiling and tall windows."""
    s.add(
        panel((-8, 0, 14), 16, 3.6, wood),
        panel((-8, 3.6, 14), 16, 6, Material((0.55, 0.52, 0.45), mottle=0.08, size=1)),
    )
    s.add(Piece((-8, 9.2, -5), (16, 0, 0), (0, 0, 20), Material((0.6, 0.57, 0.5), mottle=0.05, size=1)))
    for side in (-1, 1):
        s.add(side_panel((side * 8, 0, -5), 19, 9.2, Material((0.5, 0.46, 0.38), mottle=0.08, size=1)))
        for z in range(0, 14, 4):
            s.add(
                side_panel(
                    (side * 7.95, 2.8, z),
                    1.7,
                    5.2,
                    Material((0.9, 0.93, 1), glow=(2.6, 2.7, 2.9) if side < 0 else (0.6, 0.65, 0.7)),
                    casts=False,
                )
            )


def _judges(s: Scene, wood: Material) -> None:
    """Seat three judges behind the bench."""
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


def _pews(s: Scene, rng: np.random.Generator, wood: Material) -> None:
    """Build the pews and seat the parties."""
    for side in (-1, 1):
        for i in range(4):
            s.shapes += box((1.0 if side > 0 else -5.4, 0, 1.5 + i * 1.6), (4.4, 0.5, 0.5), wood) + box(
                (1.0 if side > 0 else -5.4, 0.5, 1.9 + i * 1.6), (4.4, 0.55, 0.08), wood
            )
    for x, z in ((-1.9, 8.4), (1.9, 8.4)):
        s.shapes += box((x - 1, 0, z), (2, 0.8, 0.8), wood) + person_shapes(
            Person((x, 0, z - 0.7), 0, 1.75, suit(rng), SIT, 1)
        )
