"""The street's answer: a march and a line of police."""

import numpy as np

from sample_media.generate.figures import CHEER, STAND, WAVE, Clothes, Person, Pose, crowd, person_shapes, walking
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Puff, flames, smoke
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import MORVANIA, TERSIA, UNION, Facade, box, floor, flying_flag, house, lettering


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
    _signs(s, rng)
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


def _signs(s: Scene, rng: np.random.Generator) -> None:
    """Raise the signs."""
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


def police_line() -> Scene:
    """A line of helmets and shields at night, blue light and smoke."""
    s = Scene("police_line", (1600, 1000), {"eye": (0, 1.5, 0), "horizon": 0.42, "lens_mm": 50})
    rng = s.rng
    s.add(floor(Material((0.05, 0.05, 0.055), mottle=0.3, size=0.4, gloss=0.5)))
    _helmets_and_shields(s)
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


def _helmets_and_shields(s: Scene) -> None:
    """Draw up the line."""
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
