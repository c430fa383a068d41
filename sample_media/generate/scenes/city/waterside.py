"""By the water: the harbour, the old bridge, fireworks over a lake town, a freighter."""

import numpy as np

from sample_media.generate.figures import Person, anybody, person_shapes, walking
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, mix
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, blur, sample, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Puff, smoke
from sample_media.generate.scene import Exposed, Mirror, Overlay, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, house, leafy_tree, panel, strip


def harbour_dusk() -> Scene:
    """Cranes and a moored ship against an evening sky."""
    s = Scene("harbour_dusk", camera={"eye": (0, 3, 0), "horizon": 0.62, "lens_mm": 42})
    dark = Material((0.03, 0.03, 0.035), mottle=0.2, size=1)
    _cranes(s, dark)
    rng = s.rng
    _moored_ship(s, rng)
    _harbour_lamps(s, rng)
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


def _cranes(s: Scene, dark: Material) -> None:
    """Set up three cranes."""
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


def _moored_ship(s: Scene, rng: np.random.Generator) -> None:
    """Moor a ship with containers on deck."""
    s.shapes += box((-85, 1, 170), (120, 9, 18), Material((0.05, 0.012, 0.012), mottle=0.2, size=3))
    s.shapes += box((-82, 10, 174), (16, 18, 12), Material((0.2, 0.19, 0.2), mottle=0.15, size=2))
    for i in range(16):
        for level in range(rng.integers(1, 5)):
            c = [(0.16, 0.03, 0.02), (0.02, 0.06, 0.12), (0.12, 0.1, 0.03), (0.04, 0.09, 0.06)][rng.integers(4)]
            s.shapes += box((-62 + i * 5.8, 10 + level * 2.6, 174), (5.5, 2.5, 12), Material(c, mottle=0.2, size=1))


def _harbour_lamps(s: Scene, rng: np.random.Generator) -> None:
    """Light the quay and the ship's cabins."""
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


def stone_bridge() -> Scene:
    """An arched stone bridge over a river in autumn."""
    s = Scene("stone_bridge", camera={"eye": (-6, 3.2, 0), "horizon": 0.5, "lens_mm": 34, "yaw": 12})
    _arches(s)
    rng = s.rng
    for _ in range(16):
        x = rng.uniform(-34, 34)
        s.shapes += person_shapes(Person((x, 9.0, 46), 90, 1.75, anybody(rng), walking(rng.random()), 0))
    for x in (-20, 0, 20):
        s.add(
            Limb((x, 10.4, 44.4), (x, 14, 44.4), (0.1, 0.07), Material((0.02, 0.02, 0.02))),
            Egg((x, 14.2, 44.4), (0.3, 0.4, 0.3), Material((0.6, 0.6, 0.5))),
        )
    _old_town(s, rng)
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


def _arches(s: Scene) -> None:
    """Build the arches of cut stone."""
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
            s.add(panel((cx - 9, 0, z), 18, 9.5, Material(picture=high)))
        for a in range(18):
            t0, t1 = np.pi * a / 18, np.pi * (a + 1) / 18
            p0 = np.array([cx + 6.9 * np.cos(t0), 6.6 * np.sin(t0) - 0.5, 44])
            p1 = np.array([cx + 6.9 * np.cos(t1), 6.6 * np.sin(t1) - 0.5, 44])
            s.add(Piece(tuple(p0), tuple(p1 - p0), (0, 0, 8), Material((0.2, 0.17, 0.14), mottle=0.3, size=1)))
        s.shapes += box((cx - 10.6, -1, 42.5), (3.2, 3.4, 11), stone)
    s.add(panel((-60, 9.5, 43.8), 120, 1, stone))


def _old_town(s: Scene, rng: np.random.Generator) -> None:
    """Put the old town and its trees behind the bridge."""
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
    puffs = [Puff((rng.uniform(-90, 90), rng.uniform(60, 190), 300), rng.uniform(25, 50), 0.35) for _ in range(22)]
    s.overlays += [smoke(puffs, (0.3, 0.16, 0.12), (0.03, 0.025, 0.04)), _bursts(rng)]
    s.add(strip((-2000, 0, -10), 4000, 258, Material((0.006, 0.008, 0.014))))
    s.light = Light(sun=(0, 0.6, 0.5), sun_colour=(0.25, 0.16, 0.1), sky=(0.05, 0.04, 0.06))
    s.sky = Sky(top=(0.004, 0.006, 0.016), low=(0.05, 0.035, 0.05), cloud=0)
    s.film = Film(exposure=1.1, bloom=0.45, grain=7)
    return s


def _bursts(rng: np.random.Generator) -> Overlay:
    """Return the bursts and what the lake shows of them."""

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

    return burst


def ship_at_sea() -> Scene:
    """A freighter in a swell under a squall."""
    s = Scene("ship_at_sea", (1600, 1000), {"eye": (0, 8, 0), "horizon": 0.46, "lens_mm": 70})
    s.lands.append(Land(_sea_heights, _sea_colours, near=12, far=6000, steps=900, gloss=0.55))
    _freighter(s)
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


def _sea_heights(x: Array, z: Array) -> Array:
    swell = 1.5 * sample(tile(44, 2.1), x / 420, z / 260)
    chop = 0.55 * np.abs(sample(tile(45, 1.7), x / 70, z / 46)) * (1 - smooth(250, 700, z))
    return swell - chop


def _sea_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    foam = (
        smooth(0.55, 1.0, sample(tile(45, 1.7), x / 70 + 0.02, z / 46))
        * smooth(0.1, 0.9, sample(tile(46, 1.6), x / 300, z / 200))
        * (1 - smooth(300, 900, z))
    )
    water = mix((0.02, 0.045, 0.05), (0.05, 0.1, 0.1), smooth(-1.2, 1.6, y))
    return mix(water, (0.75, 0.8, 0.82), foam)


def _freighter(s: Scene) -> None:
    """Build hull, bridge and funnel."""
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
        panel((-53, 25.6, 330.9), 15, 1.4, Material((0.02, 0.03, 0.04))),
        Limb((-47, 28, 338), (-47, 38, 338), (1, 0.3), Material((0.5, 0.5, 0.5))),
    )
    s.shapes += box((-52, 28, 336), (7, 8, 5), Material((0.05, 0.1, 0.25)))
