"""Mountains: lake, piste, path, glacier and avalanche."""

import numpy as np

from sample_media.generate.figures import Clothes, Person, Pose, person_shapes, walking
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, height_at, mix, snow_and_rock
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, ridged, sample, seeded, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Fall, Puff, falling, smoke, veil
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb
from sample_media.generate.things import fir


def alpine_lake() -> Scene:
    """A still lake below snowy peaks."""
    s = Scene("alpine_lake", camera={"eye": (0, 6, 0), "horizon": 0.55, "lens_mm": 28})
    s.light = Light(
        sun=(-0.7, 0.55, 0.1),
        haze=(0.5, 0.62, 0.78),
        haze_metres=26000,
        sun_colour=(2.3, 2.1, 1.8),
        sky=(0.35, 0.45, 0.62),
    )
    s.sky = Sky(cloud=0.36, seed=5)
    s.mirror = Mirror(ripple=4, colour=(0.01, 0.045, 0.055))
    s.lands.append(Land(_lake_heights, snow_and_rock(1150), near=700, far=24000, steps=1000))
    s.film = Film(exposure=0.85)
    return s


def _lake_heights(x: Array, z: Array) -> Array:
    crest = ridged(sample(tile(21, 2.5), x / 21000 + 0.2, z / 21000 + 0.1))
    side = 1.6 * np.maximum(np.abs(x + 300) - 900, 0)
    rise = smooth(2600, 12500, z + side)
    hills = 260 * smooth(1700, 4200, z + side) * (1 + 0.6 * sample(tile(28, 2.5), x / 5200, z / 5200))
    trees = (
        15
        * sample(tile(23, 1.9), x / 240, z / 240)
        * smooth(1700, 2100, z + side)
        * (1 - smooth(500, 900, crest * rise * 2600))
    )
    return crest * rise * 2700 + hills + trees - 70 + 45 * sample(tile(22, 2.2), x / 2600, z / 2600) * rise


def ski_slope() -> Scene:
    """Skiers on a piste in hard light."""
    s = Scene("ski_slope", camera={"eye": (0, 9, 0), "horizon": 0.3, "lens_mm": 45, "yaw": 0})
    s.lands.append(Land(_piste_heights, _piste_colours, near=2, far=7000, steps=900))
    s.light = Light(
        sun=(0.75, 0.35, 0.5),
        sun_colour=(2.4, 2.25, 2.0),
        sky=(0.22, 0.36, 0.62),
        haze_metres=16000,
        shadow=((0, -2, 26), 26),
        corners=0.3,
    )
    s.sky = Sky(cloud=0.12, top=(0.05, 0.2, 0.6), low=(0.4, 0.6, 0.85))
    rng = s.rng
    _skiers(s, rng)
    for _ in range(26):
        x, z = rng.uniform(-60, -17), rng.uniform(35, 170)
        y = height_at(_piste_heights, x, z)
        s.shapes += fir((x, y, z), rng.uniform(8, 17), rng, snow=0.35)
    s.overlays.append(falling(Fall(500, 1, 0, 1.3, 0.5, "spray")))
    s.film = Film(exposure=0.62, contrast=1.1)
    return s


def _piste_heights(x: Array, z: Array) -> Array:
    slope = -0.16 * z + 0.19 * x
    bumps = 2.2 * sample(tile(24, 2.2), x / 240, z / 240) + 0.22 * sample(tile(25, 1.8), x / 22, z / 22)
    far = smooth(350, 2600, z) * (ridged(sample(tile(26, 2.3), x / 6000 + 0.4, z / 6000 + 0.15)) * 1500 - 250)
    return slope * (1 - smooth(200, 420, z)) + bumps + far - 60 * smooth(200, 420, z)


def _piste_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    stone = smooth(0.25, 0.45, 1 - upright) * smooth(400, 800, z)
    return mix((0.88, 0.9, 0.95), (0.16, 0.15, 0.15), stone)


def _skiers(s: Scene, rng: np.random.Generator) -> None:
    """Send six skiers down."""
    for x, z, lean in ((-1.5, 14, 26), (5, 24, 20), (-7, 30, 24), (2, 44, 18), (-12, 52, 20), (9, 60, 20)):
        y = height_at(_piste_heights, x, z)
        top = [(0.6, 0.05, 0.03), (0.03, 0.2, 0.5), (0.7, 0.45, 0.03), (0.05, 0.35, 0.25)][rng.integers(4)]
        pose = Pose((50, 30, 40), (35, 34, 50), (38, 6, 62), (30, 6, 50), lean=lean)
        turn = 150 + rng.uniform(-30, 30)
        s.shapes += person_shapes(
            Person(
                (x, y - 0.08, z), turn, 1.78, Clothes(top, (0.02, 0.02, 0.03), hat="helmet", hat_colour=top), pose, 1
            )
        )
        a = np.radians(turn)
        for side in (-0.14, 0.14):
            p = np.array([x + side * np.cos(a), y + 0.03, z - side * np.sin(a)])
            way = np.array([np.sin(a), -0.1, np.cos(a)]) * 0.9
            s.add(Limb(tuple(p - way), tuple(p + way), (0.04, 0.04), Material((0.05, 0.05, 0.06), gloss=0.5)))


def mountain_path() -> Scene:
    """A view along a mountain path as a telephone takes it."""
    s = Scene("mountain_path", (1200, 1600), {"eye": (0, 1.6, 0), "horizon": 0.44, "lens_mm": 27})
    s.lands.append(Land(_path_heights, _path_colours, near=0.7, far=18000, steps=1100))
    s.shapes += person_shapes(
        Person(
            (-0.6, -0.15, 9),
            5,
            1.7,
            Clothes((0.5, 0.08, 0.04), (0.1, 0.11, 0.12), hat="cap", hat_colour=(0.05, 0.1, 0.2)),
            walking(0.2),
            1,
        )
    )
    s.shapes += person_shapes(
        Person((0.4, -0.2, 13), 350, 1.76, Clothes((0.06, 0.2, 0.3), (0.2, 0.17, 0.12)), walking(0.7), 1)
    )
    s.add(Egg((-0.62, 1.1, 8.82), (0.2, 0.3, 0.16), Material((0.07, 0.1, 0.25), mottle=0.3, size=0.1)))
    s.light = Light(
        sun=(0.7, 0.6, -0.1),
        haze=(0.5, 0.62, 0.8),
        haze_metres=17000,
        shadow=((0, 0, 8), 9),
        sun_colour=(2.4, 2.2, 1.9),
        sky=(0.35, 0.46, 0.65),
    )
    s.sky = Sky(top=(0.06, 0.2, 0.56), low=(0.45, 0.62, 0.85), cloud=0.3, seed=19)
    s.film = Film(exposure=0.78, contrast=1.15, saturation=1.05, grain=2, edges=0.1)
    return s


def _path_heights(x: Array, z: Array) -> Array:
    near = 0.3 * x * smooth(-1, 4, np.abs(x)) - 0.02 * z + 0.12 * sample(tile(25, 1.5), x / 9, z / 9)
    return (
        near * (1 - smooth(30, 90, z))
        - 260 * smooth(40, 160, z)
        + smooth(1400, 8500, z) * (3000 * ridged(sample(tile(38, 2.5), x / 15000 + 0.35, z / 15000 + 0.7)) - 100)
    )


def _path_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    bend = x + 1.2 * np.sin(z / 7) - 0.2
    grass = mix((0.08, 0.11, 0.03), (0.24, 0.22, 0.08), smooth(-0.7, 0.8, sample(tile(1, 1.1), x / 4, z / 4)))
    path = mix(
        grass, (0.42, 0.37, 0.3), 1 - smooth(0.45, 0.75, np.abs(bend) + 0.15 * sample(tile(2, 1.2), x / 3, z / 3))
    )
    return mix(path, snow_and_rock(1250)(x, y, z, upright), smooth(45, 100, z))


def river_ice() -> Scene:
    """A glacier's tongue with meltwater."""
    s = Scene("glacier", camera={"eye": (0, 30, 0), "horizon": 0.25, "lens_mm": 40})
    s.lands.append(Land(_glacier_heights, _glacier_colours, near=8, far=2600, steps=900))
    s.light = Light(
        sun=(-0.5, 0.5, 0.5), sun_colour=(1.6, 1.55, 1.5), sky=(0.5, 0.58, 0.7), haze=(0.7, 0.75, 0.8), haze_metres=3600
    )
    s.sky = Sky(top=(0.45, 0.52, 0.6), low=(0.75, 0.78, 0.82), cloud=0.85, seed=20)
    s.overlays.append(veil((0.72, 0.76, 0.8), 0.12, 500))
    s.film = Film(exposure=0.8)
    return s


def _glacier_heights(x: Array, z: Array) -> Array:
    valley = 0.0011 * x * x * (0.4 + z / 2500) + 0.1 * z
    ice = (
        -12
        * np.abs(np.sin(z / 26 + 2 * sample(tile(40, 2.2), x / 600, z / 600))) ** 3
        * np.exp(-((x / 260) ** 2))
        * smooth(90, 160, z)
    )
    return valley - 20 + ice + 9 * sample(tile(41, 1.9), x / 300, z / 300)


def _glacier_colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
    rim = np.abs(x + 40 * sample(tile(40, 2.2), x / 900, z / 900))
    ice = mix(
        (0.28, 0.5, 0.62),
        (0.82, 0.88, 0.92),
        smooth(0.75, 0.95, upright + 0.1 * sample(tile(1, 1.2), x / 40, z / 40)),
    )
    ice = mix(ice, (0.16, 0.14, 0.12), smooth(0.75, 1.2, sample(tile(2, 1.4), x / 700, z / 180) + 0.4))
    rock = mix((0.14, 0.125, 0.11), (0.3, 0.27, 0.24), smooth(-0.6, 0.6, sample(tile(1, 1.3), x / 120, z / 120)))
    return mix(
        ice,
        rock,
        np.maximum(smooth(230, 300, rim), 1 - smooth(95, 140, z + 18 * sample(tile(2, 1.6), x / 120, z / 120))),
    )


def avalanche_dust() -> Scene:
    """Powder snow that comes down a couloir (what an avalanche service would send)."""
    rng = seeded("avalanche")
    s = Scene("avalanche", (1067, 1600), {"eye": (0, 0, 0), "horizon": 0.95, "lens_mm": 70})
    s.lands.append(Land(_couloir_heights, snow_and_rock(-400, (0.16, 0.15, 0.15)), near=300, far=3400, steps=1000))
    s.light = Light(
        sun=(0.8, 0.5, -0.2),
        sun_colour=(2.3, 2.2, 2.0),
        sky=(0.25, 0.36, 0.58),
        haze=(0.55, 0.66, 0.82),
        haze_metres=12000,
    )
    s.sky = Sky(top=(0.04, 0.15, 0.45), low=(0.25, 0.42, 0.7), cloud=0.0)
    puffs = []
    for _ in range(70):
        t = float(rng.uniform(0, 1)) ** 1.4
        puffs.append(
            Puff(
                (-30 - 60 * t + rng.normal(0, 25 + 110 * t), 760 - 640 * t + rng.normal(0, 25), 1500 - 420 * t),
                30 + 75 * t,
                0.75,
            )
        )
    s.overlays.append(smoke(puffs, (1.15, 1.15, 1.2), (0.4, 0.48, 0.62), 80))
    s.film = Film(exposure=0.7)
    return s


def _couloir_heights(x: Array, z: Array) -> Array:
    wall = smooth(700, 2600, z) * 1500
    gully = -130 * np.exp(-(((x - 0.12 * (z - 1400)) / 120) ** 2))
    return (
        wall
        - 60
        + gully
        + 170 * sample(tile(42, 2.5), x / 2200, z / 2200)
        + 14 * sample(tile(43, 2.2), x / 420, z / 420)
    )
