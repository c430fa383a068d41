"""Town, water's edge and traffic."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
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
)
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, mix
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.noise import Array, blur, sample, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Fall, Puff, bokeh, falling, flames, smoke
from sample_media.generate.scene import Exposed, Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import MORVANIA, Facade, box, floor, flying_flag, house, leafy_tree, lettering


def harbour_dusk() -> Scene:
    """Cranes and a moored ship against an evening sky."""
    s = Scene("harbour_dusk", camera={"eye": (0, 3, 0), "horizon": 0.62, "lens_mm": 42})
    dark = Material((0.03, 0.03, 0.035), mottle=0.2, size=1)
    for x, z in ((-60, 190), (-22, 210), (14, 230)):
        for dx in (0, 14):
            for dz in (0, 10):
                s.add(Limb((x + dx, 0, z + dz), (x + dx, 38, z + dz), (0.8, 0.8), dark))
        s.add(
            Limb((x - 34, 40, z), (x + 26, 40, z), (1.2, 1.2), dark),
            Limb((x + 7, 60, z), (x + 7, 38, z), (0.9, 0.9), dark),
        )
        s.add(
            Limb((x + 7, 60, z), (x - 30, 41, z), (0.3, 0.3), dark),
            Limb((x + 7, 60, z), (x + 24, 41, z), (0.3, 0.3), dark),
        )
        for dx in (0, 14):
            s.add(Limb((x + dx, 5, z), (x + 14 - dx, 36, z), (0.4, 0.4), dark))
    rng = s.rng
    s.shapes += box((-85, 1, 170), (120, 9, 18), Material((0.05, 0.012, 0.012), mottle=0.2, size=3))
    s.shapes += box((-82, 10, 174), (16, 18, 12), Material((0.2, 0.19, 0.2), mottle=0.15, size=2))
    for i in range(16):
        for level in range(rng.integers(1, 5)):
            c = [(0.16, 0.03, 0.02), (0.02, 0.06, 0.12), (0.12, 0.1, 0.03), (0.04, 0.09, 0.06)][rng.integers(4)]
            s.shapes += box((-62 + i * 5.8, 10 + level * 2.6, 174), (5.5, 2.5, 12), Material(c, mottle=0.2, size=1))
    for _ in range(60):
        s.add(
            Egg(
                (rng.uniform(-150, 200), rng.uniform(2, 9), rng.uniform(232, 300)),
                (0.5, 0.4, 0.4),
                Material(glow=(14, 8, 3)),
            )
        )
    for x, y in ((-78, 25), (-72, 25), (-78, 20), (-70, 20)):
        s.add(Egg((x, y, 173.6), (0.5, 0.4, 0.2), Material(glow=(12, 9, 5))))
    s.shapes += box((-400, 0, 240), (900, 4, 40), dark)
    for i in range(24):
        s.shapes += box(
            (60 + i * 15, 0, 300 + (i * 37) % 60), (13, 9 + (i * 53) % 26, 14), Material((0.03, 0.03, 0.045))
        )
    s.light = Light(
        sun=(0.45, 0.06, 0.9),
        sun_colour=(1.5, 0.6, 0.25),
        sky=(0.12, 0.13, 0.25),
        haze=(0.75, 0.38, 0.25),
        haze_metres=1500,
    )
    s.sky = Sky(
        top=(0.05, 0.09, 0.3),
        low=(1.05, 0.5, 0.24),
        cloud=0.55,
        cloud_colour=(1.2, 0.5, 0.28),
        cloud_dark=(0.16, 0.12, 0.24),
        glow=(1.6, 0.7, 0.2),
        seed=30,
        curve=0.75,
    )
    s.mirror = Mirror(0, 8, (0.015, 0.02, 0.04), 0.25)
    s.film = Film(exposure=0.85, bloom=0.25)
    return s


def skyline_night() -> Scene:
    """Towers with lit windows."""
    s = Scene("skyline_night", (1600, 1200), {"eye": (0, 40, 0), "horizon": 0.66, "lens_mm": 38})
    rng = s.rng
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
    s.add(floor(Material((0.03, 0.03, 0.035))))
    for _ in range(420):
        s.add(
            Egg(
                (rng.uniform(-400, 400), 3, rng.uniform(110, 330)),
                (0.9, 0.7, 0.7),
                Material(glow=((16, 9, 3.5) if rng.random() < 0.7 else (10, 11, 12))),
                casts=False,
            )
        )
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


def stone_bridge() -> Scene:
    """An arched stone bridge over a river in autumn."""
    s = Scene("stone_bridge", camera={"eye": (-6, 3.2, 0), "horizon": 0.5, "lens_mm": 34, "yaw": 12})
    stone = Material((0.4, 0.34, 0.27), mottle=0.35, size=1.1)
    for i in range(4):
        cx = -27 + i * 18
        high = np.zeros((220, 360, 4), np.float32)
        x, y = np.meshgrid(np.linspace(-9, 9, 360), np.linspace(9.5, 0, 220))
        courses = (
            0.85
            + 0.25 * sample(tile(2, 1.2), (x + i * 3).astype(np.float32) / 5, y.astype(np.float32) / 2)
            - 0.25 * ((y % 0.7) < 0.09)
        )
        high[..., :3] = np.array([0.4, 0.34, 0.27]) * courses[..., None]
        ring = np.abs(np.hypot(x, (y + 0.5) * 1.05) - 7.3) < 0.45
        high[..., :3][ring] *= 1.25
        high[..., 3] = (np.hypot(x, (y + 0.5) * 1.05) > 6.9) & (y > -1)
        for z in (44, 52):
            s.add(Piece((cx - 9, 0, z), (18, 0, 0), (0, 9.5, 0), Material(picture=high)))
        for a in range(18):
            t0, t1 = np.pi * a / 18, np.pi * (a + 1) / 18
            p0 = np.array([cx + 6.9 * np.cos(t0), 6.6 * np.sin(t0) - 0.5, 44])
            p1 = np.array([cx + 6.9 * np.cos(t1), 6.6 * np.sin(t1) - 0.5, 44])
            s.add(Piece(tuple(p0), tuple(p1 - p0), (0, 0, 8), Material((0.2, 0.17, 0.14), mottle=0.3, size=1)))
        s.shapes += box((cx - 10.6, -1, 42.5), (3.2, 3.4, 11), stone)
    s.add(Piece((-60, 9.5, 43.8), (120, 0, 0), (0, 1, 0), stone))
    rng = s.rng
    for _ in range(16):
        x = rng.uniform(-34, 34)
        s.shapes += person_shapes(Person((x, 9.0, 46), 90, 1.75, anybody(rng), walking(rng.random()), 0))
    for x in (-20, 0, 20):
        s.add(
            Limb((x, 10.4, 44.4), (x, 14, 44.4), (0.1, 0.07), Material((0.02, 0.02, 0.02))),
            Egg((x, 14.2, 44.4), (0.3, 0.4, 0.3), Material((0.6, 0.6, 0.5))),
        )
    for i in range(12):
        s.shapes += house(
            (-60 + i * 11, 3, 76 + (i * 13) % 9),
            (10.6, 13 + (i * 5) % 7, 12),
            Facade(
                4, 4, ((0.55, 0.42, 0.28), (0.5, 0.3, 0.22), (0.55, 0.5, 0.42), (0.42, 0.44, 0.38))[i % 4], seed=i + 90
            ),
            roof=5,
        )
    for _ in range(16):
        s.shapes += leafy_tree(
            (rng.uniform(-60, 60), 1, rng.uniform(58, 72)),
            rng.uniform(7, 12),
            rng,
            ((0.32, 0.14, 0.02), (0.36, 0.2, 0.03), (0.2, 0.06, 0.02))[rng.integers(3)],
        )
    s.light = Light(
        sun=(-0.7, 0.42, -0.4),
        sun_colour=(2.7, 2.1, 1.4),
        sky=(0.35, 0.42, 0.56),
        haze=(0.75, 0.74, 0.75),
        haze_metres=600,
        shadow=((0, 4, 50), 52),
        softness=0.3,
    )
    s.sky = Sky(top=(0.14, 0.3, 0.6), low=(0.72, 0.75, 0.78), cloud=0.4, seed=32)
    s.mirror = Mirror(0, 7, (0.03, 0.045, 0.03), 0.22, length=0.4)
    s.film = Film(exposure=0.7)
    return s


def market_stall() -> Scene:
    """A stall with fruit under an awning."""
    s = Scene("market_stall", camera={"eye": (0, 1.75, 0), "horizon": 0.3, "lens_mm": 38})
    rng = s.rng
    s.add(floor(Material((0.24, 0.22, 0.2), mottle=0.4, size=0.3)))
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
    stripes = np.tile(np.repeat(np.array([[0.65, 0.05, 0.04], [0.8, 0.78, 0.72]], np.float32), 20, 0)[None], (40, 9, 1))
    s.add(
        Piece((-3.2, 2.35, 1.6), (6.4, 0, 0), (0, 0.75, 3.2), Material(picture=stripes)),
        Piece((-3.2, 2.1, 1.6), (6.4, 0, 0), (0, 0.25, 0), Material(picture=stripes)),
    )
    for x in (-3, 3):
        s.add(Limb((x, 0, 1.8), (x, 2.5, 1.8), (0.03, 0.03), Material((0.5, 0.5, 0.5))))
    places = [(float(rng.uniform(-6, 6)), 0.0, float(rng.uniform(7.5, 16))) for _ in range(34)]
    s.shapes += crowd(rng, places, 90, [STAND, walking(0.2), walking(0.7)])
    for i in range(5):
        s.shapes += house(
            (-22 + i * 9, 0, 20),
            (9, 12, 9),
            Facade(4, 3, ((0.5, 0.42, 0.3), (0.5, 0.36, 0.26))[i % 2], seed=i + 120),
            roof=4,
        )
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


def tram_in_rain() -> Scene:
    """A tram in a wet street at night, umbrellas, lights out of focus."""
    s = Scene("tram_in_rain", (1067, 1600), {"eye": (0.3, 1.5, 0), "horizon": 0.5, "lens_mm": 50})
    rng = s.rng
    s.shapes += box((-1.4, 0.4, 16), (2.6, 2.9, 24), Material((0.03, 0.1, 0.28), gloss=0.6, mottle=0.1, size=1))
    s.add(
        Piece((-1.25, 1.5, 15.97), (2.3, 0, 0), (0, 1.2, 0), Material((0.9, 0.8, 0.5), glow=(1.6, 1.25, 0.75))),
        Piece(
            (-0.8, 2.8, 15.96),
            (1.4, 0, 0),
            (0, 0.36, 0),
            Material(picture=lettering("4 HAFEN", (160, 40), (1, 0.6, 0.1), (0.01, 0.01, 0.01)), glow=(5, 5, 5)),
        ),
    )
    s.add(Piece((1.22, 1.5, 16), (0, 0, 24), (0, 1.0, 0), Material((0.9, 0.8, 0.5), glow=(1.2, 0.95, 0.6))))
    for x in (-0.95, 0.75):
        s.add(Egg((x, 0.85, 15.9), (0.13, 0.13, 0.05), Material(glow=(40, 36, 28))))
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
    for side in (-1, 1):
        for i in range(5):
            s.shapes += house(
                (5.2 if side > 0 else -15.2, 0, 6 + i * 14),
                (10, 18, 13.5),
                Facade(6, 5, (0.14, 0.12, 0.1), lit=0.4, seed=i + 140 + side),
            )
            s.add(
                Piece(
                    (side * 5.17, 0.3, 7 + i * 14),
                    (0, 0, 10),
                    (0, 2.4, 0),
                    Material((0.8, 0.7, 0.5), glow=((2.6, 1.9, 1.0), (0.9, 1.6, 2.4), (2.6, 0.9, 0.7))[i % 3]),
                    casts=False,
                )
            )
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


def fireworks() -> Scene:
    """Fireworks over a lake town."""
    s = Scene("fireworks", (1067, 1600), {"eye": (0, 12, 0), "horizon": 0.76, "lens_mm": 35})
    rng = s.rng
    for i in range(40):
        s.shapes += house(
            (-170 + i * 8.5, 0, 250 + rng.uniform(0, 40)),
            (8, rng.uniform(8, 22), 8),
            Facade(3, 4, (0.05, 0.045, 0.04), lit=0.5, seed=i + 160),
        )

    def burst(exposed: Exposed) -> None:
        high, wide = exposed.depth.shape
        layer = np.zeros((high, wide, 3), np.float32)
        for cx, cy, r, colour in (
            (0.42, 0.22, 0.34, (1.0, 0.55, 0.2)),
            (0.72, 0.38, 0.24, (1, 0.15, 0.2)),
            (0.22, 0.46, 0.2, (0.3, 0.6, 1.0)),
            (0.6, 0.12, 0.16, (0.5, 1, 0.45)),
        ):
            for _ in range(150):
                a, tilt = rng.uniform(0, 2 * np.pi), rng.uniform(-1, 1)
                reach = r * wide * np.sqrt(1 - tilt * tilt * 0.9) * rng.uniform(0.85, 1.05)
                t = np.linspace(0.12, 1, 130)
                x = cx * wide + np.cos(a) * reach * t
                y = cy * high + np.sin(a) * reach * t + 0.14 * r * wide * t * t
                good = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
                np.add.at(
                    layer,
                    (y[good].astype(int), x[good].astype(int)),
                    (np.array(colour) * (0.25 + 1.6 * t[good, None] ** 3) * 3.4),
                )
        for i in range(3):
            exposed.picture[..., i] += blur(layer[..., i], wide / 1000) + blur(layer[..., i], wide / 60) * 0.5
        top = int(high * exposed.camera.horizon)
        rows = np.clip(2 * top - np.arange(top, high), 0, high - 1)
        ripple = (
            np.arange(wide)[None, :]
            + 9
            * sample(
                tile(8, 1.3),
                np.arange(wide)[None, :] / 400 + np.zeros((high - top, 1)),
                np.arange(high - top)[:, None] / 40 + np.zeros((1, wide)),
            )
        ).astype(int) % wide
        exposed.picture[top:] += exposed.picture[rows[:, None], ripple] * 0.5

    puffs = [Puff((rng.uniform(-90, 90), rng.uniform(60, 190), 300), rng.uniform(25, 50), 0.35) for _ in range(22)]
    s.overlays += [smoke(puffs, (0.3, 0.16, 0.12), (0.03, 0.025, 0.04)), burst]
    s.add(Piece((-2000, 0, -10), (4000, 0, 0), (0, 0, 258), Material((0.006, 0.008, 0.014)), casts=False))
    s.light = Light(sun=(0, 0.6, 0.5), sun_colour=(0.25, 0.16, 0.1), sky=(0.05, 0.04, 0.06))
    s.sky = Sky(top=(0.004, 0.006, 0.016), low=(0.05, 0.035, 0.05), cloud=0)
    s.film = Film(exposure=1.1, bloom=0.45, grain=7)
    return s


def ship_at_sea() -> Scene:
    """A freighter in a swell under a squall."""
    s = Scene("ship_at_sea", (1600, 1000), {"eye": (0, 8, 0), "horizon": 0.46, "lens_mm": 70})

    def heights(x: Array, z: Array) -> Array:
        swell = 1.5 * sample(tile(44, 2.1), x / 420, z / 260)
        chop = 0.55 * np.abs(sample(tile(45, 1.7), x / 70, z / 46)) * (1 - smooth(250, 700, z))
        return swell - chop

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        foam = (
            smooth(0.55, 1.0, sample(tile(45, 1.7), x / 70 + 0.02, z / 46))
            * smooth(0.1, 0.9, sample(tile(46, 1.6), x / 300, z / 200))
            * (1 - smooth(300, 900, z))
        )
        water = mix((0.02, 0.045, 0.05), (0.05, 0.1, 0.1), smooth(-1.2, 1.6, y))
        return mix(water, (0.75, 0.8, 0.82), foam)

    s.lands.append(Land(heights, colours, near=12, far=6000, steps=900, gloss=0.55))
    hull = Material((0.2, 0.025, 0.02), mottle=0.25, size=4)
    s.shapes += box((-58, -3, 330), (108, 12, 16), hull) + box(
        (-58, -3, 329.6), (108, 4.5, 16), Material((0.09, 0.02, 0.018), mottle=0.3, size=4)
    )
    s.add(
        Piece((50, -3, 330), (16, 0, 8), (0, 12, 0), hull),
        Piece((50, -3, 346), (16, 0, -8), (0, 12, 0), hull),
        Piece((50, 9, 330), (18, 5, 8), (0, -6, 0), hull, "triangle"),
    )
    s.shapes += box((-54, 9, 332), (16, 19, 12), Material((0.68, 0.68, 0.66), mottle=0.12, size=3)) + box(
        (-56, 25, 331), (21, 3, 14), Material((0.6, 0.6, 0.6))
    )
    s.add(
        Piece((-53, 25.6, 330.9), (15, 0, 0), (0, 1.4, 0), Material((0.02, 0.03, 0.04))),
        Limb((-47, 28, 338), (-47, 38, 338), (1, 0.3), Material((0.5, 0.5, 0.5))),
    )
    s.shapes += box((-52, 28, 336), (7, 8, 5), Material((0.05, 0.1, 0.25)))
    rng = s.rng
    for i in range(13):
        for level in range(rng.integers(2, 5)):
            c = [(0.3, 0.05, 0.03), (0.03, 0.12, 0.28), (0.35, 0.25, 0.05), (0.06, 0.2, 0.12), (0.4, 0.4, 0.4)][
                rng.integers(5)
            ]
            s.shapes += box((-34 + i * 6.3, 9 + level * 2.7, 332), (6, 2.6, 12), Material(c, mottle=0.2, size=2))
    s.light = Light(
        sun=(-0.5, 0.5, 0.55),
        sun_colour=(1.6, 1.55, 1.45),
        sky=(0.45, 0.52, 0.58),
        haze=(0.55, 0.6, 0.64),
        haze_metres=2600,
    )
    s.sky = Sky(
        top=(0.1, 0.13, 0.17),
        low=(0.66, 0.7, 0.72),
        cloud=0.82,
        cloud_colour=(0.7, 0.72, 0.74),
        cloud_dark=(0.1, 0.12, 0.15),
        seed=34,
    )
    s.overlays.append(
        smoke(
            [Puff((54 + i * 1.5, 1 + 0.5 * i, 328), 3.6, 0.5) for i in range(6)]
            + [Puff((-48 - 4 * i, 38 + 1.6 * i, 338), 2 + 0.8 * i, 0.3) for i in range(9)],
            (0.85, 0.88, 0.9),
            (0.4, 0.42, 0.45),
        )
    )
    s.film = Film(exposure=0.85, saturation=0.8)
    return s


def train_platform() -> Scene:
    """A train at a platform under a station roof, people waiting."""
    s = Scene("train_platform", camera={"eye": (-0.8, 1.65, 0), "horizon": 0.46, "lens_mm": 30})
    rng = s.rng
    s.add(floor(Material((0.13, 0.12, 0.11), mottle=0.4, size=0.5), -1.0))
    s.add(
        Piece(
            (-3.6, 0, -5),
            (5.0, 0, 0),
            (0, 0, 180),
            Material((0.4, 0.38, 0.36), mottle=0.15, size=0.9, gloss=0.25),
            casts=False,
        ),
        Piece((1.0, 0.01, -5), (0.14, 0, 0), (0, 0, 180), Material((0.75, 0.75, 0.72)), casts=False),
    )
    body = Material((0.5, 0.52, 0.54), gloss=0.5, mottle=0.05, size=2)
    for car in range(6):
        z = 1 + car * 20.4
        s.shapes += box((1.6, 0.0, z), (2.9, 2.9, 20), body)
        s.add(
            Piece((1.58, 1.15, z + 0.4), (0, 0, 19.2), (0, 0.95, 0), Material((0.015, 0.02, 0.025), gloss=1.3)),
            Piece((1.575, 0.25, z), (0, 0, 20), (0, 0.3, 0), Material((0.45, 0.03, 0.03))),
        )
        for dz in (3.5, 15):
            s.add(
                Piece((1.57, 0.0, z + dz), (0, 0, 1.5), (0, 2.3, 0), Material((0.5, 0.05, 0.04))),
                Piece((1.565, 1.1, z + dz + 0.25), (0, 0, 1), (0, 1.0, 0), Material((0.02, 0.03, 0.03), gloss=1)),
            )
    for z in range(4, 130, 9):
        s.add(
            Limb((-3.0, 0, z), (-3.0, 5.2, z), (0.16, 0.13), Material((0.1, 0.12, 0.13))),
            Limb((-9, 5.4, z), (4.5, 6.4, z), (0.14, 0.14), Material((0.12, 0.13, 0.14))),
        )
        s.shapes += box((-1.4, 4.3, z), (0.18, 0.08, 2.4), Material((1, 1, 1), glow=(5, 5, 4.8)))
    s.add(Piece((-9, 5.5, -5), (14, 1.1, 0), (0, 0, 180), Material((0.3, 0.31, 0.32), mottle=0.2, size=2)))
    s.shapes += box((-1.9, 2.9, 9), (1.9, 0.5, 0.15), Material((0.02, 0.04, 0.2)))
    s.add(
        Piece(
            (-1.88, 2.92, 8.98),
            (1.86, 0, 0),
            (0, 0.46, 0),
            Material(
                picture=lettering("14.32  BRUNNAU", (300, 70), (0.9, 0.9, 0.9), (0.01, 0.03, 0.2)), glow=(0.7, 0.7, 0.7)
            ),
        )
    )
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


def airport_apron() -> Scene:
    """A government aircraft on the apron; stairs, a red carpet, a welcoming party."""
    s = Scene("airport_apron", (1600, 1000), {"eye": (2, 2.2, 0), "horizon": 0.5, "lens_mm": 36})
    rng = s.rng
    s.add(floor(Material((0.3, 0.3, 0.31), mottle=0.2, size=2.5, gloss=0.2)))
    for z in (9, 15):
        s.add(Piece((-80, 0.01, z), (160, 0, 0), (0, 0, 0.2), Material((0.65, 0.5, 0.08)), casts=False))
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
    for i in range(24):
        s.add(
            Piece((-15.5 + i * 1.1, 5.1, 27.92), (0.34, 0, 0), (0, 0.46, 0.06), Material((0.02, 0.025, 0.03), gloss=1))
        )
    s.add(
        Piece((-17, 4.35, 27.89), (33, 0, 0), (0, 0.3, 0), Material((0.02, 0.1, 0.3))),
        Piece((-17, 4.0, 27.9), (33, 0, 0), (0, 0.25, 0), Material((0.02, 0.28, 0.16))),
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
    for x in (-4, 12.5):
        s.add(
            Limb((x, 0.6, 29), (x, 3, 29), (0.3, 0.3), Material((0.3, 0.3, 0.3))),
            Limb((x - 0.5, 0.55, 28.4), (x + 0.5, 0.55, 28.4), (0.55, 0.55), Material((0.02, 0.02, 0.02))),
        )
    for i in range(15):
        s.shapes += box((9.0, 0.25 * i, 21.6 + i * 0.42), (2.0, 0.25, 0.42), Material((0.4, 0.41, 0.43)))
    s.add(
        Limb((9, 1.0, 21.6), (9, 4.7, 27.9), (0.05, 0.05), Material((0.7, 0.7, 0.7))),
        Limb((11, 1.0, 21.6), (11, 4.7, 27.9), (0.05, 0.05), Material((0.7, 0.7, 0.7))),
    )
    s.add(
        Piece(
            (9.2, 0.02, 4), (1.7, 0, 0), (0, 0, 17.5), Material((0.33, 0.014, 0.018), mottle=0.2, size=0.4), casts=False
        )
    )
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


def motorway_dusk() -> Scene:
    """Traffic jam on a motorway, red and white lights to the horizon."""
    s = Scene("motorway_dusk", (1600, 1067), {"eye": (0.5, 9, 0), "horizon": 0.34, "lens_mm": 85})
    rng = s.rng
    s.add(
        floor(Material((0.05, 0.055, 0.045), mottle=0.3, size=2)),
        Piece(
            (-15, 0.02, 0),
            (30, 0, 0),
            (0, 0, 1600),
            Material((0.085, 0.085, 0.09), mottle=0.15, size=1.5, gloss=0.4),
            casts=False,
        ),
    )
    s.add(Piece((-0.5, 0.03, 0), (1, 0, 0), (0, 0, 1600), Material((0.25, 0.26, 0.25)), casts=False))
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
    for z in (130, 330):
        s.add(
            Limb((-17, 0, z), (-17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
            Limb((17, 0, z), (17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
            Limb((-17, 7.5, z), (17, 7.5, z), (0.25, 0.25), Material((0.3, 0.3, 0.3))),
        )
        for x in (-12, -5, 3, 10):
            s.add(
                Piece((x, 6, z - 0.3), (4.6, 0, 0), (0, 2.8, 0), Material((0.02, 0.08, 0.25), glow=(0.02, 0.06, 0.18)))
            )
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


def burnt_house() -> Scene:
    """Firefighters before a burning farmhouse by day."""
    s = Scene("burning_house", camera={"eye": (0, 1.7, -3), "horizon": 0.68, "lens_mm": 33})
    rng = s.rng
    s.add(floor(Material((0.14, 0.14, 0.1), mottle=0.4, size=0.7)))
    s.shapes += house((-9, 0, 22), (16, 6.5, 11), Facade(6, 2, (0.3, 0.24, 0.17), seed=200), roof=6.5)
    s.shapes += box((8, 0, 24), (10, 4, 10), Material((0.18, 0.1, 0.05), mottle=0.4, size=0.6))
    s.shapes += box((6.2, 0.5, 13.5), (7.5, 2.4, 2.5), Material((0.42, 0.02, 0.02), gloss=0.4)) + box(
        (5.0, 0.5, 13.4), (1.7, 2.0, 2.6), Material((0.42, 0.02, 0.02), gloss=0.4)
    )
    s.add(
        Piece((6.2, 1.5, 13.48), (7.5, 0, 0), (0, 0.28, 0), Material((0.8, 0.8, 0.3))),
        Limb((6.5, 3.05, 14), (13.5, 3.3, 14), (0.16, 0.12), Material((0.6, 0.6, 0.62))),
    )
    for x in (7.2, 12.0):
        s.add(Piece((x, 0.5, 13.44), (0.5, 0, 0), (0, 0.5, 0), Material((0.02, 0.02, 0.02)), "disc"))
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
