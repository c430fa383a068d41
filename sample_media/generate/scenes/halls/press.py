"""Before the press: microphones and a portrait."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CLASP, STAND, Clothes, Person, anybody, person_shapes, suit
from sample_media.generate.film import Film
from sample_media.generate.light import INDOORS, Lamp, Light, Sky
from sample_media.generate.optics import Material, Vector
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb
from sample_media.generate.things import box, leafy_tree, lettering, panel


def press_conference() -> Scene:
    """A thicket of microphones before a minister who is out of focus."""
    s = Scene("press_conference", camera={"eye": (0, 1.32, 0), "horizon": 0.56, "lens_mm": 66})
    rng = s.rng
    s.add(
        panel(
            (-6, 0, 5.5),
            12,
            4,
            Material(
                picture=np.tile(
                    lettering("MINISTERIUM", (160, 60), (0.5, 0.55, 0.65), (0.07, 0.12, 0.26), 0.3), (9, 9, 1)
                )
            ),
        )
    )
    s.shapes += box((-1.8, 0, 1.9), (3.6, 0.92, 0.7), Material((0.3, 0.3, 0.32), mottle=0.1, size=0.5))
    _microphones(s, rng)
    s.shapes += person_shapes(
        Person((0.02, 0.0, 2.9), 186, 1.76, suit(rng, (0.05, 0.16, 0.1)), replace(CLASP, turn=14), 2)
    )
    s.shapes += person_shapes(Person((-1.0, 0.0, 3.7), 165, 1.7, anybody(rng), STAND, 1)) + person_shapes(
        Person((1.05, 0, 3.9), 190, 1.8, suit(rng), STAND, 1)
    )
    s.light = replace(INDOORS, sun=(0.6, 0.6, -0.7), shadow=((0, 1, 2.6), 2.6), softness=0.04)
    s.film = Film(exposure=0.75, focus=1.98, aperture=20)
    return s


def _microphones(s: Scene, rng: np.random.Generator) -> None:
    """Hold seventeen microphones into the picture."""
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


def window_portrait() -> Scene:
    """A woman against a window, mostly outline: portrait of an author."""
    s = Scene("window_portrait", (1200, 1600), {"eye": (0, 1.5, 0), "horizon": 0.46, "lens_mm": 80})
    s.add(
        panel((-4, 0, 3.6), 2.9, 4, Material((0.2, 0.17, 0.14), mottle=0.2, size=0.6)),
        panel((0.65, 0, 3.6), 4, 4, Material((0.2, 0.17, 0.14), mottle=0.2, size=0.6)),
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
