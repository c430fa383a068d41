"""Landscape and weather."""

import numpy as np

from sample_media.generate.figures import SIT, STAND, Clothes, Person, Pose, person_shapes, walking
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, mix, snow_and_rock
from sample_media.generate.light import Light, Sky
from sample_media.generate.noise import Array, ridged, sample, seeded, smooth, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Fall, Puff, falling, flames, smoke, veil
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, fir, floor, house, leafy_tree


def alpine_lake() -> Scene:
    """A still lake below snowy peaks."""

    def heights(x: Array, z: Array) -> Array:
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
    s.lands.append(Land(heights, snow_and_rock(1150), near=700, far=24000, steps=1000))
    s.film = Film(exposure=0.85)
    return s


def ski_slope() -> Scene:
    """Skiers on a piste in hard light."""
    s = Scene("ski_slope", camera={"eye": (0, 9, 0), "horizon": 0.3, "lens_mm": 45, "yaw": 0})

    def heights(x: Array, z: Array) -> Array:
        slope = -0.16 * z + 0.19 * x
        bumps = 2.2 * sample(tile(24, 2.2), x / 240, z / 240) + 0.22 * sample(tile(25, 1.8), x / 22, z / 22)
        far = smooth(350, 2600, z) * (ridged(sample(tile(26, 2.3), x / 6000 + 0.4, z / 6000 + 0.15)) * 1500 - 250)
        return slope * (1 - smooth(200, 420, z)) + bumps + far - 60 * smooth(200, 420, z)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        stone = smooth(0.25, 0.45, 1 - upright) * smooth(400, 800, z)
        return mix((0.88, 0.9, 0.95), (0.16, 0.15, 0.15), stone)

    s.lands.append(Land(heights, colours, near=2, far=7000, steps=900))
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
    for x, z, lean in ((-1.5, 14, 26), (5, 24, 20), (-7, 30, 24), (2, 44, 18), (-12, 52, 20), (9, 60, 20)):
        y = float(heights(np.array([x], np.float32), np.array([z], np.float32))[0])
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
    for _ in range(26):
        x, z = rng.uniform(-60, -17), rng.uniform(35, 170)
        y = float(heights(np.array([x], np.float32), np.array([z], np.float32))[0])
        s.shapes += fir((x, y, z), rng.uniform(8, 17), rng, snow=0.35)
    s.overlays.append(falling(Fall(500, 1, 0, 1.3, 0.5, "spray")))
    s.film = Film(exposure=0.62, contrast=1.1)
    return s


def wheat_field() -> Scene:
    """A tractor in a field of ripe wheat, evening."""
    s = Scene("wheat_field", camera={"eye": (0, 2.6, 0), "horizon": 0.42, "lens_mm": 38})

    def heights(x: Array, z: Array) -> Array:
        ears = 0.22 * np.abs(sample(tile(27, 0.7), x / 9, z / 14)) * (1 - smooth(60, 140, z))
        return (
            5 * sample(tile(28, 2.6), x / 900, z / 900) * smooth(20, 300, z)
            + ears
            + 26 * smooth(300, 1500, z) * (1 + sample(tile(29, 2.3), x / 2500, z / 2500))
        )

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        uneven = sample(tile(1, 1.2), x / 14, z / 30) * (1 - smooth(100, 400, z)) + sample(
            tile(2, 1.7), x / 300, z / 500
        )
        rows = np.sin(x * 4 + 1.5 * uneven) * (1 - smooth(20, 90, z)) * 0.15
        gold = mix((0.34, 0.22, 0.07), (0.62, 0.44, 0.17), smooth(-0.8, 0.9, uneven + rows))
        green = mix((0.05, 0.09, 0.02), (0.12, 0.15, 0.05), smooth(-0.5, 0.5, uneven))
        return mix(gold, green, smooth(230, 330, z + 60 * sample(tile(28, 2.0), x / 700, z / 2000)))

    s.lands.append(Land(heights, colours, near=1.2, far=4000, steps=900))
    s.light = Light(
        sun=(-0.8, 0.3, 0.45),
        sun_colour=(3.0, 2.2, 1.3),
        sky=(0.4, 0.45, 0.55),
        haze=(0.85, 0.72, 0.55),
        haze_metres=2600,
        shadow=((3, 1, 26), 16),
    )
    s.sky = Sky(
        top=(0.2, 0.34, 0.58),
        low=(0.95, 0.75, 0.5),
        cloud=0.42,
        cloud_colour=(1.1, 0.85, 0.6),
        cloud_dark=(0.5, 0.45, 0.48),
        glow=(1.0, 0.6, 0.25),
        seed=12,
    )
    red = Material((0.35, 0.02, 0.015), gloss=0.5, mottle=0.1, size=0.5)
    black = Material((0.02, 0.02, 0.02), mottle=0.3, size=0.2)
    y = 0.1
    s.shapes += box((3, y + 1.0, 25), (2.6, 0.9, 1.2), red) + box((5.3, y + 1.0, 24.8), (1.6, 2.1, 1.7), red)
    s.shapes += box((5.4, y + 2.0, 24.75), (1.4, 0.9, 1.8), Material((0.05, 0.07, 0.08), gloss=0.8)) + box(
        (5.1, y + 3.1, 24.6), (2.0, 0.15, 2.1), red
    )
    for x, r in ((3.5, 0.62), (6.1, 1.0)):
        for z in (24.6, 26.5):
            s.add(
                Piece((x, y + r, z - 0.25), (r, 0, 0), (0, r, 0), black, "disc"),
                Piece((x, y + r, z - 0.27), (r * 0.5, 0, 0), (0, r * 0.5, 0), Material((0.5, 0.4, 0.05)), "disc"),
                Piece((x, y + r, z + 0.25), (r, 0, 0), (0, r, 0), black, "disc"),
            )
    s.add(Limb((3.6, y + 1.9, 25.6), (3.6, y + 2.9, 25.6), (0.06, 0.05), black))
    dust = [Puff((8.5 + i * 0.9, 0.8 + 0.12 * i, 27 + i * 0.3), 1.3 + 0.32 * i, 0.34) for i in range(9)]
    s.overlays.append(smoke(dust, (1.2, 0.95, 0.65), (0.5, 0.36, 0.22)))
    rng = s.rng
    for x, z in ((-40, 150), (-30, 160), (30, 230), (-75, 240), (65, 260), (80, 250)):
        s.shapes += leafy_tree((x, float(heights(np.array([x], np.float32), np.array([z], np.float32))[0]), z), 13, rng)
    s.film = Film(exposure=0.62, focus=25, aperture=2.5)
    return s


def forest_fire() -> Scene:
    """A wooded slope on fire by night, with smoke."""
    s = Scene("forest_fire", camera={"eye": (0, 20, 0), "horizon": 0.6, "lens_mm": 60})
    rng = s.rng

    def heights(x: Array, z: Array) -> Array:
        return 90 * smooth(150, 700, z) + 22 * sample(tile(31, 2.3), x / 800, z / 800) + 0.06 * x

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        return mix((0.03, 0.025, 0.015), (0.09, 0.06, 0.03), smooth(-0.6, 0.6, sample(tile(1, 1.3), x / 60, z / 60)))

    s.lands.append(Land(heights, colours, near=40, far=2000))
    spots = []
    for _ in range(150):
        x, z = rng.uniform(-190, 190), rng.uniform(150, 620)
        y = float(heights(np.array([x], np.float32), np.array([z], np.float32))[0])
        burning = abs(z - 330 - 0.5 * x + 40 * np.sin(x / 30)) < 45
        s.shapes += fir((x, y, z), rng.uniform(14, 24), rng)
        if burning:
            spots.append(((x, y - 1, z - 3), float(rng.uniform(14, 38))))
    s.light = Light(
        sun=(0.3, 0.2, 0.8),
        sun_colour=(0.9, 0.32, 0.08),
        sky=(0.09, 0.06, 0.07),
        floor=(0.2, 0.08, 0.02),
        haze=(0.32, 0.12, 0.05),
        haze_metres=900,
    )
    s.sky = Sky(top=(0.025, 0.02, 0.03), low=(0.4, 0.15, 0.06), cloud=0, curve=0.5)
    puffs = []
    for i in range(60):
        t = i / 59
        puffs.append(
            Puff((-60 + 200 * t + rng.normal(0, 34), 95 + 150 * t + rng.normal(0, 26), 420 + 40 * t), 52 + 40 * t, 0.34)
        )
    s.overlays.append(smoke(puffs, (0.62, 0.26, 0.1), (0.05, 0.035, 0.035)))
    s.overlays.append(flames(spots))
    s.film = Film(exposure=1.15, bloom=0.3, grain=8)
    return s


def snowstorm_road() -> Scene:
    """A country road in driving snow, with headlights coming on."""
    s = Scene("snowstorm_road", (1500, 1125), {"eye": (-1.2, 1.5, 0), "horizon": 0.46, "lens_mm": 40})
    s.add(floor(Material((0.72, 0.75, 0.8), mottle=0.12, size=0.8)))
    s.add(
        Piece(
            (-3.4, 0.01, -5), (6.8, 0, 0), (0, 0, 500), Material((0.32, 0.34, 0.37), mottle=0.3, size=0.7), casts=False
        )
    )
    for x in (-1.9, -0.6, 0.9, 2.0):
        s.add(
            Piece(
                (x, 0.02, -5),
                (0.32, 0, 0),
                (0, 0, 500),
                Material((0.14, 0.15, 0.17), mottle=0.5, size=0.5),
                casts=False,
            )
        )
    rng = s.rng
    for z in range(8, 200, 12):
        for x in (-4.2, 4.2):
            s.add(
                Limb(
                    (x, 0, z), (x, 1.5, z), (0.035, 0.035), Material((0.5, 0.1, 0.05) if z % 24 else (0.05, 0.05, 0.05))
                )
            )
    for _ in range(40):
        side = rng.choice([-1, 1])
        s.shapes += fir((side * rng.uniform(8, 30), 0, rng.uniform(14, 120)), rng.uniform(8, 15), rng, snow=0.55)
    body = Material((0.05, 0.06, 0.08), gloss=0.5)
    s.shapes += box((0.6, 0.35, 22), (1.75, 0.65, 4.2), body) + box(
        (0.75, 1.0, 23.2), (1.45, 0.55, 2.0), Material((0.02, 0.03, 0.04), gloss=0.6)
    )
    for x in (0.85, 2.1):
        s.add(Egg((x, 0.72, 21.95), (0.12, 0.09, 0.05), Material(glow=(40, 36, 28))))
    for x in (-2.2, -1.2):
        s.add(Egg((x, 0.8, 34), (0.1, 0.07, 0.05), Material(glow=(9, 0.4, 0.2))))
    s.shapes += box((-2.5, 0.4, 34.1), (1.7, 1.1, 4), Material((0.2, 0.2, 0.21)))
    s.light = Light(
        sun=(0.1, 1, 0.1),
        sun_colour=(0.25, 0.26, 0.28),
        sky=(0.42, 0.46, 0.54),
        floor=(0.3, 0.33, 0.38),
        haze=(0.42, 0.46, 0.53),
        haze_metres=48,
    )
    s.sky = Sky(top=(0.36, 0.4, 0.47), low=(0.42, 0.46, 0.53), cloud=0)
    s.overlays.append(falling(Fall(5200, 9, 0.8, 0.85, 0.9)))
    s.film = Film(exposure=1.0, bloom=0.35, saturation=0.7, grain=6)
    return s


def flooded_street() -> Scene:
    """A village street under brown water, a rescue boat between the houses."""
    s = Scene("flooded_street", camera={"eye": (0.5, 2.4, 0), "horizon": 0.42, "lens_mm": 32})
    for i in range(6):
        for side in (-1, 1):
            wide, z = 9.0, 9 + i * 11.5
            wall = [(0.5, 0.44, 0.34), (0.42, 0.3, 0.24), (0.5, 0.5, 0.48), (0.46, 0.38, 0.2), (0.34, 0.36, 0.33)][
                (i * 2 + (side > 0)) % 5
            ]
            x = 6.2 if side > 0 else -6.2 - wide
            s.shapes += house(
                (x, -0.4, z), (wide, 6.5 + (i * 7 % 3), 10.5), Facade(4, 3, wall, seed=i * 2 + side), roof=3.2
            )
    s.light = Light(
        sun=(0.2, 1, -0.3),
        sun_colour=(0.7, 0.7, 0.7),
        sky=(0.75, 0.8, 0.86),
        floor=(0.16, 0.13, 0.1),
        haze=(0.68, 0.71, 0.74),
        haze_metres=170,
    )
    s.sky = Sky(
        top=(0.5, 0.55, 0.62),
        low=(0.75, 0.78, 0.8),
        cloud=0.8,
        cloud_colour=(0.85, 0.86, 0.88),
        cloud_dark=(0.45, 0.48, 0.52),
        seed=14,
    )
    s.mirror = Mirror(0.0, 9, (0.13, 0.085, 0.045), 0.12, length=0.12)
    orange = (0.6, 0.15, 0.02)
    for z, x in ((10.5, 0.6),):
        grey = Material((0.1, 0.11, 0.12), gloss=0.3, mottle=0.15, size=0.3)
        s.add(
            Limb((x - 0.75, 0.25, z), (x - 0.75, 0.25, z + 3.4), (0.28, 0.26), grey),
            Limb((x + 0.75, 0.25, z), (x + 0.75, 0.25, z + 3.4), (0.28, 0.26), grey),
        )
        s.add(
            Limb((x - 0.75, 0.28, z), (x, 0.38, z - 0.7), (0.28, 0.2), grey),
            Limb((x + 0.75, 0.28, z), (x, 0.38, z - 0.7), (0.28, 0.2), grey),
        )
        s.shapes += person_shapes(
            Person(
                (x, 0.1, z + 2.6),
                185,
                1.8,
                Clothes(orange, orange, hat="helmet", hat_colour=(0.7, 0.7, 0.65)),
                STAND,
                1,
            )
        )
        for dx, dz in ((-0.4, 0.6), (0.35, 1.2), (-0.3, 1.7)):
            s.shapes += person_shapes(
                Person(
                    (x + dx, 0.05, z + dz),
                    180,
                    1.7,
                    Clothes((0.1 + dx * 0.1, 0.12, 0.2), hat="wool" if dx > 0 else ""),
                    SIT,
                    1,
                )
            )
    s.shapes += box((-4.4, -0.75, 15), (1.8, 1.5, 4.2), Material((0.2, 0.21, 0.24), gloss=0.7)) + box(
        (-4.2, 0.7, 16), (1.4, 0.5, 2.2), Material((0.03, 0.04, 0.05), gloss=0.9)
    )
    for z in (14, 27, 40):
        s.add(
            Limb((-5.2, -1, z), (-5.2, 5.5, z), (0.07, 0.05), Material((0.1, 0.1, 0.1))),
            Limb((-5.2, 5.5, z), (-4.2, 5.7, z), (0.05, 0.05), Material((0.1, 0.1, 0.1))),
        )
    s.film = Film(exposure=0.8, saturation=0.8)
    return s


def church_in_fog() -> Scene:
    """A hill village with a church tower above a sea of fog at sunrise."""
    s = Scene("church_in_fog", (1067, 1600), {"eye": (0, 60, 0), "horizon": 0.52, "lens_mm": 60})

    def heights(x: Array, z: Array) -> Array:
        knoll = 56 * np.exp(-((x - 20) ** 2 + (z - 520) ** 2) / 2 / 120**2)
        far = smooth(900, 3000, z) * (120 + 210 * ridged(sample(tile(33, 2.4), x / 6000, z / 6000 + 0.3)))
        return knoll + far - 8 + 3 * sample(tile(23, 1.7), x / 160, z / 160)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        return mix((0.04, 0.055, 0.02), (0.12, 0.13, 0.05), smooth(-0.5, 0.5, sample(tile(1, 1.3), x / 150, z / 150)))

    s.lands.append(Land(heights, colours, near=60, far=6000))
    plaster = Material((0.6, 0.56, 0.48), mottle=0.15, size=3)
    slate = Material((0.08, 0.07, 0.075), mottle=0.3, size=2)
    s.shapes += box((14, 44, 515), (9, 34, 9), plaster)
    for u, v, w in (
        ((10.6, 0, 0), (4.8, 26, 4.8), (13.2, 78, 514.2)),
        ((10.6, 0, 0), (4.8, 26, -4.8), (13.2, 78, 524.8)),
        ((0, 0, 10.6), (4.8, 26, 4.8), (13.2, 78, 514.2)),
        ((0, 0, 10.6), (-4.8, 26, 4.8), (23.8, 78, 514.2)),
    ):
        s.add(
            Piece(w, u, v, slate, "triangle"),
            Piece(
                (w[0] + u[0], w[1], w[2] + u[2]),
                (-u[0], 0, -u[2]),
                (v[0] - u[0] * 0.0 if u[0] == 0 else -v[0], v[1], v[2] if u[0] else -v[2]),
                slate,
                "triangle",
            ),
        )
    s.shapes += house((22, 42, 512), (26, 14, 14), Facade(6, 1, (0.55, 0.5, 0.42), seed=3), roof=10)
    rng = s.rng
    for _ in range(12):
        x, z = rng.normal(10, 50), rng.normal(490, 30)
        s.shapes += house(
            (x, float(heights(np.array([x], np.float32), np.array([z], np.float32))[0]) - 3, z),
            (12, 9, 10),
            Facade(4, 2, (0.45, 0.4, 0.33), seed=rng.integers(99), lit=0.15),
            roof=5,
        )
    for _ in range(24):
        x, z = rng.normal(10, 70), rng.normal(480, 40)
        s.shapes += leafy_tree(
            (x, float(heights(np.array([x], np.float32), np.array([z], np.float32))[0]) - 1, z), rng.uniform(9, 15), rng
        )
    s.light = Light(
        sun=(0.85, 0.24, 0.5),
        sun_colour=(3.2, 1.9, 1.0),
        sky=(0.3, 0.34, 0.48),
        haze=(0.95, 0.72, 0.55),
        haze_metres=1300,
        haze_top=60,
    )
    s.sky = Sky(
        top=(0.16, 0.26, 0.5),
        low=(1.0, 0.68, 0.42),
        cloud=0.2,
        cloud_colour=(1.1, 0.7, 0.5),
        cloud_dark=(0.5, 0.35, 0.4),
        glow=(1.2, 0.6, 0.25),
        seed=9,
        curve=0.8,
    )
    puffs = [
        Puff((rng.uniform(-330, 330), rng.uniform(-4, 16), z), 55, 0.55) for z in range(760, 150, -14) for _ in (0, 1)
    ]
    s.overlays.append(smoke(puffs, (0.95, 0.72, 0.56), (0.4, 0.38, 0.46), 60))
    s.film = Film(exposure=0.7)
    return s


def wind_turbines() -> Scene:
    """Wind turbines in a row over rolling hills."""
    s = Scene("wind_turbines", camera={"eye": (0, 24, 0), "horizon": 0.72, "lens_mm": 50})

    def heights(x: Array, z: Array) -> Array:
        return 45 * sample(tile(35, 2.7), x / 2600, z / 2600) + 12 * smooth(200, 900, z)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        strips = np.sin((x * 0.8 + z * 0.3) / 55 + 3 * sample(tile(28, 2.6), x / 1500, z / 1500))
        base = mix((0.1, 0.16, 0.035), (0.32, 0.28, 0.1), smooth(-0.2, 0.2, strips))
        return base * (1 + 0.3 * sample(tile(1, 1.4), x / 80, z / 80))[..., None]

    s.lands.append(Land(heights, colours, near=20, far=6000))
    white = Material((0.72, 0.73, 0.74), gloss=0.1)
    for k, (x, z) in enumerate(((-70, 330), (40, 420), (150, 540), (-190, 620), (10, 760), (290, 800))):
        y = float(heights(np.array([x], np.float32), np.array([z], np.float32))[0])
        hub = np.array([x, y + 105.0, z])
        s.add(
            Limb((x, y - 5, z), tuple(hub), (2.2, 1.3), white),
            Limb(tuple(hub + [0, 0, -3]), tuple(hub + [0, 0, 6]), (1.9, 1.6), white),
        )
        for b in range(3):
            a = np.radians(k * 37 + b * 120 + 15)
            tip = hub + np.array([np.sin(a), np.cos(a), 0]) * 56 + [0, 0, -4]
            s.add(Limb(tuple(hub + [0, 0, -4]), tuple(tip), (1.7, 0.35), white))
    s.light = Light(
        sun=(-0.6, 0.35, 0.5),
        sun_colour=(2.6, 2.2, 1.7),
        sky=(0.45, 0.52, 0.65),
        haze=(0.72, 0.76, 0.82),
        haze_metres=4000,
    )
    s.sky = Sky(
        top=(0.1, 0.17, 0.3),
        low=(0.72, 0.75, 0.78),
        cloud=0.72,
        cloud_colour=(0.95, 0.92, 0.88),
        cloud_dark=(0.2, 0.23, 0.3),
        seed=17,
    )
    s.film = Film(exposure=0.75)
    return s


def cows_on_alp() -> Scene:
    """Cows on a mountain pasture, shallow focus."""
    s = Scene("cows_on_alp", camera={"eye": (0, 1.5, -4), "horizon": 0.46, "lens_mm": 62})

    def heights(x: Array, z: Array) -> Array:
        near = (
            0.05 * z
            + 0.14 * np.abs(sample(tile(27, 0.8), x / 7, z / 7)) * (1 - smooth(25, 60, z))
            + 0.4 * sample(tile(28, 2.2), x / 60, z / 60)
        )
        return (
            near * (1 - smooth(60, 130, z))
            - 25 * smooth(60, 130, z)
            + smooth(300, 3000, z)
            * (1900 * ridged(sample(tile(36, 2.5), x / 13000 + 0.6, z / 13000)) - 200)
            * smooth(900, 5200, z)
        )

    snow = snow_and_rock(760)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        grass = mix((0.06, 0.12, 0.02), (0.2, 0.26, 0.06), smooth(-0.7, 0.8, sample(tile(1, 1.1), x / 5, z / 5)))
        return mix(grass, snow(x, y, z, upright), smooth(70, 200, z))

    s.lands.append(Land(heights, colours, near=1.0, far=14000, steps=1000))
    for x, z, yaw, c in (
        (-0.9, 7.5, 70, (0.32, 0.17, 0.09)),
        (2.6, 11, 250, (0.22, 0.11, 0.06)),
        (-4, 15, 80, (0.55, 0.5, 0.45)),
        (6, 19, 260, (0.3, 0.16, 0.09)),
        (0.5, 24, 95, (0.25, 0.13, 0.07)),
    ):
        s.shapes += cow((x, float(heights(np.array([x], np.float32), np.array([z], np.float32))[0]), z), yaw, c)
    s.light = Light(
        sun=(-0.6, 0.7, -0.2),
        sun_colour=(2.3, 2.1, 1.8),
        sky=(0.4, 0.5, 0.65),
        floor=(0.1, 0.14, 0.05),
        haze=(0.55, 0.66, 0.8),
        haze_metres=9000,
        shadow=((0, 1, 14), 15),
    )
    s.sky = Sky(cloud=0.5, seed=18)
    s.film = Film(exposure=0.72, focus=12, aperture=7)
    return s


def cow(at: tuple[float, float, float], yaw: float, colour: tuple[float, float, float]) -> list[Limb | Egg | Piece]:
    """Return a cow that grazes."""
    a = np.radians(yaw)
    ahead, right = np.array([np.sin(a), 0, np.cos(a)]), np.array([np.cos(a), 0, -np.sin(a)])
    hide = Material(colour, mottle=0.3, size=0.5)
    dark = Material(tuple(0.6 * v for v in colour), mottle=0.3, size=0.3)  # type: ignore[arg-type]

    def p(f: float, u: float, r: float = 0.0) -> tuple[float, float, float]:
        return tuple(np.asarray(at) + ahead * f + right * r + np.array([0, u, 0]))  # type: ignore[return-value]

    parts: list[Limb | Egg | Piece] = [
        Limb(p(-0.65, 0.98), p(0.55, 0.96), (0.33, 0.36), hide),
        Limb(p(-0.5, 0.86), p(0.4, 0.84), (0.33, 0.33), hide),
    ]
    for f in (-0.72, 0.58):
        for r in (-0.18, 0.18):
            parts += [
                Limb(p(f, 0.75, r), p(f + 0.05, 0.36, r), (0.14, 0.08), hide),
                Limb(p(f + 0.05, 0.36, r), p(f, 0.0, r), (0.07, 0.06), dark),
            ]
    parts += [
        Limb(p(0.75, 1.0), p(1.15, 0.62), (0.25, 0.17), hide),
        Limb(p(1.15, 0.62), p(1.38, 0.3), (0.16, 0.1), hide),
        Egg(p(1.42, 0.24), (0.1, 0.1, 0.1), Material((0.05, 0.04, 0.04))),
    ]
    for r in (-0.22, 0.22):
        parts += [
            Limb(p(1.08, 0.72, r * 0.5), p(1.06, 0.74, r * 1.3), (0.05, 0.03), dark),
            Limb(p(1.08, 0.78, r * 0.4), p(1.16, 0.95, r), (0.03, 0.01), Material((0.6, 0.55, 0.45))),
        ]
    parts += [
        Limb(p(-1.0, 1.1), p(-1.05, 0.4), (0.03, 0.05), dark),
        Egg(p(-0.35, 0.55), (0.16, 0.12, 0.18), Material((0.5, 0.3, 0.25))),
    ]
    return parts


def mountain_path() -> Scene:
    """A view along a mountain path as a telephone takes it."""
    s = Scene("mountain_path", (1200, 1600), {"eye": (0, 1.6, 0), "horizon": 0.44, "lens_mm": 27})

    def heights(x: Array, z: Array) -> Array:
        near = 0.3 * x * smooth(-1, 4, np.abs(x)) - 0.02 * z + 0.12 * sample(tile(25, 1.5), x / 9, z / 9)
        return (
            near * (1 - smooth(30, 90, z))
            - 260 * smooth(40, 160, z)
            + smooth(1400, 8500, z) * (3000 * ridged(sample(tile(38, 2.5), x / 15000 + 0.35, z / 15000 + 0.7)) - 100)
        )

    snow = snow_and_rock(1250)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        bend = x + 1.2 * np.sin(z / 7) - 0.2
        grass = mix((0.08, 0.11, 0.03), (0.24, 0.22, 0.08), smooth(-0.7, 0.8, sample(tile(1, 1.1), x / 4, z / 4)))
        path = mix(
            grass, (0.42, 0.37, 0.3), 1 - smooth(0.45, 0.75, np.abs(bend) + 0.15 * sample(tile(2, 1.2), x / 3, z / 3))
        )
        return mix(path, snow(x, y, z, upright), smooth(45, 100, z))

    s.lands.append(Land(heights, colours, near=0.7, far=18000, steps=1100))
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


def river_ice() -> Scene:
    """A glacier's tongue with meltwater."""
    s = Scene("glacier", camera={"eye": (0, 30, 0), "horizon": 0.25, "lens_mm": 40})

    def heights(x: Array, z: Array) -> Array:
        valley = 0.0011 * x * x * (0.4 + z / 2500) + 0.1 * z
        ice = (
            -12
            * np.abs(np.sin(z / 26 + 2 * sample(tile(40, 2.2), x / 600, z / 600))) ** 3
            * np.exp(-((x / 260) ** 2))
            * smooth(90, 160, z)
        )
        return valley - 20 + ice + 9 * sample(tile(41, 1.9), x / 300, z / 300)

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
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

    s.lands.append(Land(heights, colours, near=8, far=2600, steps=900))
    s.light = Light(
        sun=(-0.5, 0.5, 0.5), sun_colour=(1.6, 1.55, 1.5), sky=(0.5, 0.58, 0.7), haze=(0.7, 0.75, 0.8), haze_metres=3600
    )
    s.sky = Sky(top=(0.45, 0.52, 0.6), low=(0.75, 0.78, 0.82), cloud=0.85, seed=20)
    s.overlays.append(veil((0.72, 0.76, 0.8), 0.12, 500))
    s.film = Film(exposure=0.8)
    return s


def avalanche_dust() -> Scene:
    """Powder snow that comes down a couloir (what an avalanche service would send)."""
    rng = seeded("avalanche")
    s = Scene("avalanche", (1067, 1600), {"eye": (0, 0, 0), "horizon": 0.95, "lens_mm": 70})

    def heights(x: Array, z: Array) -> Array:
        wall = smooth(700, 2600, z) * 1500
        gully = -130 * np.exp(-(((x - 0.12 * (z - 1400)) / 120) ** 2))
        return (
            wall
            - 60
            + gully
            + 170 * sample(tile(42, 2.5), x / 2200, z / 2200)
            + 14 * sample(tile(43, 2.2), x / 420, z / 420)
        )

    s.lands.append(Land(heights, snow_and_rock(-400, (0.16, 0.15, 0.15)), near=300, far=3400, steps=1000))
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


def vineyard() -> Scene:
    """Rows of vines above a lake in autumn light."""
    s = Scene("vineyard", camera={"eye": (0, 12, 0), "horizon": 0.3, "lens_mm": 32})

    def heights(x: Array, z: Array) -> Array:
        slope = -0.1 * z * (1 - smooth(90, 150, z)) - 26 * smooth(90, 150, z)
        rows = (
            1.25
            * smooth(0.15, 0.6, np.sin((x * 0.9 - z * 0.12) * 2 * np.pi / 2.3))
            * (0.8 + 0.35 * sample(tile(27, 0.9), x / 7, z / 7))
        )
        far = smooth(900, 3200, z) * (900 * ridged(sample(tile(47, 2.4), x / 6000 + 0.15, z / 6000 + 0.5)) - 20)
        return slope + rows * (1 - smooth(80, 120, z)) + far + 3

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        vine = smooth(0.15, 0.5, np.sin((x * 0.9 - z * 0.12) * 2 * np.pi / 2.3))
        leaf = mix(
            (0.1, 0.14, 0.02),
            (0.5, 0.3, 0.04),
            smooth(-0.6, 0.8, sample(tile(1, 1.0), x / 6, z / 6) + 0.6 * sample(tile(2, 1.8), x / 70, z / 70)),
        )
        near = mix(
            mix((0.3, 0.24, 0.16), (0.14, 0.15, 0.05), smooth(-0.4, 0.5, sample(tile(2, 1.3), x / 6, z / 6))),
            leaf,
            vine,
        )
        return mix(near, (0.07, 0.1, 0.05), smooth(200, 900, z))

    s.lands.append(Land(heights, colours, near=3, far=8000, steps=1000))
    s.mirror = Mirror(-18, 3, (0.02, 0.05, 0.08), 0.3)
    s.shapes += house((14, -7, 62), (9, 6, 8), Facade(3, 2, (0.55, 0.5, 0.4), seed=210), roof=4)
    s.light = Light(
        sun=(-0.75, 0.4, 0.3),
        sun_colour=(2.9, 2.3, 1.5),
        sky=(0.32, 0.4, 0.55),
        haze=(0.7, 0.74, 0.82),
        haze_metres=4200,
    )
    s.sky = Sky(top=(0.15, 0.32, 0.62), low=(0.85, 0.8, 0.72), cloud=0.25, seed=39)
    s.film = Film(exposure=0.68, saturation=0.95)
    return s
