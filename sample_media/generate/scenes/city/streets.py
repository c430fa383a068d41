"""Streets: the market, the tram, the motorway."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import STAND, Person, Pose, anybody, crowd, person_shapes, walking
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Fall, bokeh, falling
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, floor, house, leafy_tree, lettering, panel, side_panel, strip


def market_stall() -> Scene:
    """A stall with fruit under an awning."""
    s = Scene("market_stall", camera={"eye": (0, 1.75, 0), "horizon": 0.3, "lens_mm": 38})
    rng = s.rng
    s.add(floor(Material((0.24, 0.22, 0.2), mottle=0.4, size=0.3)))
    _fruit(s, rng)
    _sellers(s, rng)
    _awning(s)
    _market_square(s, rng)
    s.light = Light(
        sun=(-0.5, 0.75, -0.65),
        sun_colour=(2.2, 2.0, 1.7),
        sky=(0.45, 0.48, 0.52),
        floor=(0.2, 0.16, 0.12),
        shadow=((0, 1, 4), 7),
        softness=0.03,
    )
    s.sky = Sky(cloud=0.4, seed=33)
    s.film = Film(exposure=0.72, focus=3.0, aperture=8, saturation=0.92)
    return s


def _fruit(s: Scene, rng: np.random.Generator) -> None:
    """Lay out the crates of fruit with their prices."""
    fruits = [
        (0.5, 0.04, 0.02),
        (0.65, 0.28, 0.02),
        (0.12, 0.28, 0.03),
        (0.6, 0.5, 0.05),
        (0.16, 0.02, 0.07),
        (0.3, 0.34, 0.05),
        (0.5, 0.02, 0.05),
        (0.35, 0.16, 0.06),
    ]
    for row in range(3):
        for col in range(6):
            x, y, z = -2.25 + col * 0.76, 0.55 + row * 0.2, 2.25 + row * 0.62
            s.shapes += box((x, y - 0.12, z), (0.7, 0.16, 0.56), Material((0.32, 0.2, 0.1), mottle=0.4, size=0.2))
            c = np.array(fruits[(col * 3 + row * 5) % 8])
            r = 0.045 + 0.02 * ((col + row) % 3)
            for _ in range(60):
                px, pz = x + rng.uniform(r, 0.7 - r), z + rng.uniform(r, 0.56 - r)
                s.add(
                    Egg(
                        (px, y + 0.04 + rng.uniform(0, 0.08), pz),
                        (r, r * rng.uniform(0.85, 1.05), r),
                        Material(tuple(c * rng.uniform(0.75, 1.3)), gloss=0.25),
                    )
                )
            s.add(
                Piece(
                    (x + 0.2, y + 0.12, z + 0.5),
                    (0.26, 0, 0),
                    (0, 0.16, 0.02),
                    Material(
                        picture=lettering(
                            f"{rng.integers(2, 7)}.{rng.integers(1, 9)}0",
                            (80, 50),
                            (0.02, 0.02, 0.02),
                            (0.8, 0.75, 0.3),
                        )
                    ),
                )
            )


def _sellers(s: Scene, rng: np.random.Generator) -> None:
    """Put two sellers behind the stall and a customer before it."""
    for x, h in ((-1.4, 1.62), (1.3, 1.78)):
        s.shapes += person_shapes(
            Person(
                (x, 0, 4.7),
                175,
                h,
                replace(anybody(rng), top=(0.05, 0.12, 0.08), hat=""),
                Pose((50, 10, 50), (30, 10, 50)),
                1,
            )
        )
    s.shapes += person_shapes(
        Person(
            (1.9, 0, 1.75),
            330,
            1.66,
            replace(anybody(rng), long_hair=True, top=(0.35, 0.08, 0.06)),
            Pose((52, 10, 30), (10, 8, 60)),
            1,
        )
    )


def _awning(s: Scene) -> None:
    """Stretch a striped awning."""
    stripes = np.tile(np.repeat(np.array([[0.65, 0.05, 0.04], [0.8, 0.78, 0.72]], np.float32), 20, 0)[None], (40, 9, 1))
    s.add(
        Piece((-3.2, 2.35, 1.6), (6.4, 0, 0), (0, 0.75, 3.2), Material(picture=stripes)),
        panel((-3.2, 2.1, 1.6), 6.4, 0.25, Material(picture=stripes)),
    )
    for x in (-3, 3):
        s.add(Limb((x, 0, 1.8), (x, 2.5, 1.8), (0.03, 0.03), Material((0.5, 0.5, 0.5))))


def _market_square(s: Scene, rng: np.random.Generator) -> None:
    """Put passers-by and houses behind the stall."""
    places = [(float(rng.uniform(-6, 6)), 0.0, float(rng.uniform(7.5, 16))) for _ in range(34)]
    s.shapes += crowd(rng, places, 90, [STAND, walking(0.2), walking(0.7)])
    for i in range(5):
        s.shapes += house(
            (-22 + i * 9, 0, 20),
            (9, 12, 9),
            Facade(4, 3, ((0.5, 0.42, 0.3), (0.5, 0.36, 0.26))[i % 2], seed=i + 120),
            roof=4,
        )


def tram_in_rain() -> Scene:
    """A tram in a wet street at night, umbrellas, lights out of focus."""
    s = Scene("tram_in_rain", (1067, 1600), {"eye": (0.3, 1.5, 0), "horizon": 0.5, "lens_mm": 50})
    rng = s.rng
    _tram(s)
    _umbrellas(s, rng)
    _shop_windows(s)
    s.light = Light(
        sun=(0, 1, 0.2),
        sun_colour=(0.05, 0.06, 0.09),
        sky=(0.05, 0.06, 0.1),
        floor=(0.25, 0.17, 0.1),
        lamps=tuple(Lamp((x, 4, z), (14, 9, 5)) for x in (-4, 4) for z in (8, 22, 36)),
        haze=(0.12, 0.11, 0.14),
        haze_metres=90,
    )
    s.sky = Sky(top=(0.01, 0.013, 0.03), low=(0.1, 0.09, 0.11), cloud=0)
    s.mirror = Mirror(0, 7, (0.012, 0.012, 0.015), 0.3, length=0.05)
    s.overlays += [
        bokeh(34, (0.3, 0.52), 22, [(2.2, 1.1, 0.3), (2, 0.2, 0.15), (0.3, 0.8, 1.6), (1.6, 1.5, 1.2)], "tram"),
        falling(Fall(900, 40, 0.12, 0.7, 0.3, "tramrain")),
    ]
    s.film = Film(exposure=1.15, bloom=0.35, grain=8, focus=9, aperture=7)
    return s


def _tram(s: Scene) -> None:
    """Build the tram, head on."""
    s.shapes += box((-1.4, 0.4, 16), (2.6, 2.9, 24), Material((0.03, 0.1, 0.28), gloss=0.6, mottle=0.1, size=1))
    s.add(
        panel((-1.25, 1.5, 15.97), 2.3, 1.2, Material((0.9, 0.8, 0.5), glow=(1.6, 1.25, 0.75))),
        panel(
            (-0.8, 2.8, 15.96),
            1.4,
            0.36,
            Material(picture=lettering("4 HAFEN", (160, 40), (1, 0.6, 0.1), (0.01, 0.01, 0.01)), glow=(5, 5, 5)),
        ),
    )
    s.add(side_panel((1.22, 1.5, 16), 24, 1.0, Material((0.9, 0.8, 0.5), glow=(1.2, 0.95, 0.6))))
    for x in (-0.95, 0.75):
        s.add(Egg((x, 0.85, 15.9), (0.13, 0.13, 0.05), Material(glow=(40, 36, 28))))


def _umbrellas(s: Scene, rng: np.random.Generator) -> None:
    """Send people with umbrellas through the rain."""
    for x, z, yaw in ((2.0, 7.5, 180), (-2.1, 9.5, 0), (2.7, 12, 180), (-2.9, 13.5, 170), (1.7, 5.0, 350)):
        s.shapes += person_shapes(
            Person(
                (x, 0, z),
                yaw,
                1.74,
                replace(anybody(rng), top=(0.03, 0.035, 0.05)),
                replace(walking(rng.random()), right_arm=(60, 4, 95)),
                1,
            )
        )
        c = [(0.02, 0.02, 0.025), (0.4, 0.03, 0.03), (0.03, 0.08, 0.25)][rng.integers(3)]
        s.add(
            Egg((x, 2.02, z), (0.58, 0.26, 0.58), Material(c, gloss=0.9)),
            Limb((x, 1.2, z - 0.1), (x, 2.1, z), (0.012, 0.012), Material((0.1, 0.1, 0.1))),
        )


def _shop_windows(s: Scene) -> None:
    """Line the street with houses and lit shops."""
    for side in (-1, 1):
        for i in range(5):
            s.shapes += house(
                (5.2 if side > 0 else -15.2, 0, 6 + i * 14),
                (10, 18, 13.5),
                Facade(6, 5, (0.14, 0.12, 0.1), lit=0.4, seed=i + 140 + side),
            )
            s.add(
                side_panel(
                    (side * 5.17, 0.3, 7 + i * 14),
                    10,
                    2.4,
                    Material((0.8, 0.7, 0.5), glow=((2.6, 1.9, 1.0), (0.9, 1.6, 2.4), (2.6, 0.9, 0.7))[i % 3]),
                    casts=False,
                )
            )


def motorway_dusk() -> Scene:
    """Traffic jam on a motorway, red and white lights to the horizon."""
    s = Scene("motorway_dusk", (1600, 1067), {"eye": (0.5, 9, 0), "horizon": 0.34, "lens_mm": 85})
    rng = s.rng
    s.add(
        floor(Material((0.05, 0.055, 0.045), mottle=0.3, size=2)),
        strip((-15, 0.02, 0), 30, 1600, Material((0.085, 0.085, 0.09), mottle=0.15, size=1.5, gloss=0.4)),
    )
    s.add(strip((-0.5, 0.03, 0), 1, 1600, Material((0.25, 0.26, 0.25))))
    _traffic(s, rng)
    _gantries(s)
    for _ in range(40):
        s.shapes += leafy_tree(
            (rng.choice([-1, 1]) * rng.uniform(22, 70), 0, rng.uniform(90, 500)), 11, rng, (0.02, 0.025, 0.015)
        )
    s.light = Light(
        sun=(0.25, 0.05, 0.95),
        sun_colour=(0.9, 0.4, 0.2),
        sky=(0.16, 0.17, 0.27),
        floor=(0.12, 0.06, 0.04),
        haze=(0.5, 0.28, 0.24),
        haze_metres=620,
    )
    s.sky = Sky(
        top=(0.07, 0.1, 0.26),
        low=(0.95, 0.45, 0.26),
        cloud=0.4,
        cloud_colour=(0.8, 0.35, 0.25),
        cloud_dark=(0.2, 0.15, 0.24),
        seed=37,
        curve=0.8,
    )
    s.film = Film(exposure=1.0, bloom=0.32, grain=5)
    return s


def _traffic(s: Scene, rng: np.random.Generator) -> None:
    """Queue cars and lorries in eight lanes."""
    for lane in (-12.5, -9, -5.5, -2.2, 2.2, 5.5, 9, 12.5):
        z = 30 + rng.uniform(0, 9)
        while z < 620:
            away = lane > 0
            lorry = abs(lane) > 11 and rng.random() < 0.45
            w, h, d = (2.5, 3.6, 11) if lorry else (1.8, 1.35, 4.3)
            c = [(0.02, 0.02, 0.025), (0.4, 0.4, 0.42), (0.2, 0.02, 0.02), (0.03, 0.06, 0.15), (0.6, 0.6, 0.6)][
                rng.integers(5)
            ]
            x = lane + rng.normal(0, 0.15) - w / 2
            s.shapes += box((x, 0.3, z), (w, h * 0.62, d), Material(c, gloss=0.4))
            if not lorry:
                s.shapes += box(
                    (x + 0.15, 0.3 + h * 0.6, z + 0.9),
                    (w - 0.3, h * 0.36, d * 0.5),
                    Material((0.02, 0.025, 0.03), gloss=0.7),
                )
            else:
                s.shapes += box((x, 0.9, z + 0.05), (w, h - 0.6, d), Material(c, gloss=0.1))
            glow = (22, 1.1, 0.5) if away else (26, 24, 19)
            for dx in (0.25, w - 0.25):
                s.add(Egg((x + dx, 0.85, z - 0.03), (0.17, 0.1, 0.05), Material(glow=glow), casts=False))
            z += d + (rng.uniform(2.5, 7) if away else rng.uniform(12, 34))


def _gantries(s: Scene) -> None:
    """Put up the signs over the road."""
    for z in (130, 330):
        s.add(
            Limb((-17, 0, z), (-17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
            Limb((17, 0, z), (17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
            Limb((-17, 7.5, z), (17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
        )
        for x in (-12, -5, 3, 10):
            s.add(panel((x, 6, z - 0.3), 4.6, 2.8, Material((0.02, 0.08, 0.25), glow=(0.02, 0.06, 0.18))))
