"""Buildings: towers at night, a farmhouse on fire."""

import numpy as np

from sample_media.generate.figures import Clothes, Person, Pose, person_shapes
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Puff, flames, smoke
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, floor, house, leafy_tree, panel


def skyline_night() -> Scene:
    """Towers with lit windows."""
    s = Scene("skyline_night", (1600, 1200), {"eye": (0, 40, 0), "horizon": 0.66, "lens_mm": 38})
    rng = s.rng
    _towers(s, rng)
    s.add(floor(Material((0.03, 0.03, 0.035))))
    _street_lamps(s, rng)
    s.light = Light(
        sun=(0.4, 0.4, 0.5),
        sun_colour=(0.05, 0.06, 0.1),
        sky=(0.04, 0.05, 0.1),
        floor=(0.5, 0.28, 0.1),
        haze=(0.1, 0.08, 0.13),
        haze_metres=900,
    )
    s.sky = Sky(
        top=(0.008, 0.014, 0.045),
        low=(0.28, 0.17, 0.16),
        cloud=0.5,
        cloud_colour=(0.1, 0.08, 0.12),
        cloud_dark=(0.03, 0.03, 0.06),
        seed=31,
        curve=0.5,
    )
    s.film = Film(exposure=1.2, bloom=0.25, grain=7)
    return s


def _towers(s: Scene, rng: np.random.Generator) -> None:
    """Build rows of towers, higher towards the middle."""
    for row in range(5):
        for i in range(16):
            z = 240 + row * 95 + rng.uniform(-20, 20)
            x = (i - 8) * (44 + row * 16) + rng.uniform(-14, 14)
            tall = rng.gamma(4, 16) + 22 + 34 * row * np.exp(-((x / (160 + 60 * row)) ** 2))
            w = rng.uniform(22, 40)
            lamp = [(3.2, 2.0, 0.9), (2.2, 2.3, 2.4), (3.0, 2.4, 1.4)][rng.integers(3)]
            s.shapes += house(
                (x, 0, z),
                (w, tall, w),
                Facade(
                    int(w / 3),
                    max(int(tall / 3.6), 4),
                    (0.05, 0.055, 0.07),
                    lit=float(rng.uniform(0.15, 0.6)),
                    seed=row * 40 + i,
                    opening=(0.7, 0.6),
                    lamp=lamp,
                ),
            )
            if tall > 130:
                s.add(
                    Limb(
                        (x + w / 2, tall, z + w / 2),
                        (x + w / 2, tall + 28, z + w / 2),
                        (0.8, 0.3),
                        Material((0.1, 0.1, 0.1)),
                    ),
                    Egg((x + w / 2, tall + 28, z + w / 2), (1.6, 1.6, 1.6), Material(glow=(30, 1, 0.6))),
                )


def _street_lamps(s: Scene, rng: np.random.Generator) -> None:
    """Scatter the lamps of the streets."""
    for _ in range(420):
        s.add(
            Egg(
                (rng.uniform(-400, 400), 3, rng.uniform(110, 330)),
                (0.9, 0.7, 0.7),
                Material(glow=((16, 9, 3.5) if rng.random() < 0.7 else (10, 11, 12))),
                casts=False,
            )
        )


def burnt_house() -> Scene:
    """Firefighters before a burning farmhouse by day."""
    s = Scene("burning_house", camera={"eye": (0, 1.7, -3), "horizon": 0.68, "lens_mm": 33})
    rng = s.rng
    s.add(floor(Material((0.14, 0.14, 0.1), mottle=0.4, size=0.7)))
    s.shapes += house((-9, 0, 22), (16, 6.5, 11), Facade(6, 2, (0.3, 0.24, 0.17), seed=200), roof=6.5)
    s.shapes += box((8, 0, 24), (10, 4, 10), Material((0.18, 0.1, 0.05), mottle=0.4, size=0.6))
    _fire_engine(s)
    _firefighters(s)
    _fire_and_water(s, rng)
    for _ in range(10):
        s.shapes += leafy_tree((rng.uniform(-40, 40), 0, rng.uniform(45, 60)), 12, rng)
    s.light = Light(
        sun=(-0.5, 0.7, -0.5),
        sun_colour=(1.1, 1.05, 1.0),
        sky=(0.5, 0.54, 0.6),
        haze=(0.6, 0.6, 0.62),
        haze_metres=130,
        lamps=(Lamp((-1, 9, 20), (40, 16, 4)),),
        shadow=((0, 2, 14), 18),
        softness=0.3,
    )
    s.sky = Sky(cloud=0.8, top=(0.5, 0.55, 0.62), low=(0.75, 0.77, 0.8), seed=38)
    s.film = Film(exposure=0.78)
    return s


def _fire_engine(s: Scene) -> None:
    """Park the fire engine."""
    s.shapes += box((6.2, 0.5, 13.5), (7.5, 2.4, 2.5), Material((0.42, 0.02, 0.02), gloss=0.4)) + box(
        (5.0, 0.5, 13.4), (1.7, 2.0, 2.6), Material((0.42, 0.02, 0.02), gloss=0.4)
    )
    s.add(
        panel((6.2, 1.5, 13.48), 7.5, 0.28, Material((0.8, 0.8, 0.3))),
        Limb((6.5, 3.05, 14), (13.5, 3.3, 14), (0.16, 0.12), Material((0.6, 0.6, 0.62))),
    )
    for x in (7.2, 12.0):
        s.add(Piece((x, 0.5, 13.44), (0.5, 0, 0), (0, 0.5, 0), Material((0.02, 0.02, 0.02)), "disc"))


def _firefighters(s: Scene) -> None:
    """Put firefighters and a hose before the house."""
    coat = Clothes((0.03, 0.032, 0.04), (0.03, 0.032, 0.04), hat="helmet", hat_colour=(0.7, 0.6, 0.05))
    for x, z, yaw in ((-3.2, 9.5, 5), (-2.3, 10.2, 5), (1.6, 11.5, 330), (4.2, 10, 20), (-6.4, 12, 30)):
        s.shapes += person_shapes(
            Person((x, 0, z), yaw, 1.82, coat, Pose((55, 6, 20), (50, 6, 30), (18, 8, 4), (-14, 8, 8), lean=8), 1, 1.15)
        )
        s.add(
            Limb((x - 0.25, 0.1, z - 0.2), (x + 0.25, 0.1, z - 0.2), (0.07, 0.07), Material((0.7, 0.7, 0.3))),
            Limb((x, 1.25, z - 0.18), (x, 0.85, z - 0.2), (0.13, 0.13), Material((0.5, 0.45, 0.05))),
        )
    for i in range(9):
        s.add(
            Limb(
                (-6 + i * 0.9, 0.06, 6 + np.sin(i) * 0.8),
                (-5.1 + i * 0.9, 0.06, 6 + np.sin(i + 1) * 0.8),
                (0.06, 0.06),
                Material((0.4, 0.38, 0.3)),
            )
        )


def _fire_and_water(s: Scene, rng: np.random.Generator) -> None:
    """Lay flames, smoke and the jet of water over it."""
    s.overlays.append(
        flames(
            [
                (
                    (x, 6.2 + rng.uniform(-0.5, 4.4) * (1 - abs(x + 1) / 9), 24 + rng.uniform(-1, 2)),
                    float(rng.uniform(1.6, 4.2)),
                )
                for x in np.linspace(-8, 6, 13)
            ]
        )
    )
    s.overlays.append(
        smoke(
            [Puff((-1 + i * 0.7 + rng.normal(0, 1.4), 12 + i * 0.95, 27), 3 + 0.28 * i, 0.62) for i in range(24)],
            (0.34, 0.28, 0.24),
            (0.02, 0.02, 0.022),
        )
    )
    s.overlays.append(
        smoke(
            [
                Puff((-3.1 + 0.1 * i, 1.5 + 0.42 * i - 0.012 * i * i, 10.5 + 0.62 * i), 0.16 + 0.03 * i, 0.4)
                for i in range(18)
            ],
            (0.95, 0.95, 1.0),
            (0.5, 0.52, 0.55),
            90,
        )
    )
