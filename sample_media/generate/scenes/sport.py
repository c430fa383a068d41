"""Sport and stage."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
    CHEER,
    HAIRS,
    SKINS,
    STAND,
    Clothes,
    Person,
    Pose,
    anybody,
    crowd,
    person_shapes,
    running,
)
from sample_media.generate.film import Film
from sample_media.generate.ground import Land, mix
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.noise import Array, ridged, sample, seeded, smooth, tile
from sample_media.generate.optics import Material, Vector
from sample_media.generate.overlays import Beam, Puff, beams, bokeh, smoke
from sample_media.generate.scene import Mirror, Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import Facade, box, floor, house, leafy_tree, lettering


def pitch(scene: Scene, width: float, start: float, reach: float, bright: float = 1.0) -> None:
    """Lay a mown pitch."""
    for i, z in enumerate(np.arange(start, start + reach, reach / 14)):
        g = (0.055, 0.14, 0.025) if i % 2 else (0.075, 0.18, 0.035)
        scene.add(
            Piece(
                (-width / 2, 0, z),
                (width, 0, 0),
                (0, 0, reach / 14),
                Material(tuple(v * bright for v in g), mottle=0.3, size=0.5),
                casts=False,
            )
        )  # type: ignore[arg-type]


def stadium() -> Scene:
    """A full stadium under floodlights, from the upper tier."""
    s = Scene("stadium", (1800, 1125), {"eye": (0, 26, -34), "horizon": 0.2, "lens_mm": 24})
    rng = s.rng
    s.add(floor(Material((0.12, 0.05, 0.04), mottle=0.15, size=2), -0.25))
    pitch(s, 105, 0, 68, 1.3)
    line = Material((0.75, 0.78, 0.75))
    for z in (1, 66.6):
        s.add(Piece((-51, 0.02, z), (102, 0, 0), (0, 0, 0.35), line, casts=False))
    for x in (-51, -0.15, 50.7):
        s.add(Piece((x, 0.02, 1), (0.35, 0, 0), (0, 0, 66), line, casts=False))
    for i in range(48):
        a, b = 2 * np.pi * i / 48, 2 * np.pi * (i + 1) / 48
        s.add(
            Limb(
                (9 * np.cos(a), 0.0, 34 + 9 * np.sin(a)),
                (9 * np.cos(b), 0.0, 34 + 9 * np.sin(b)),
                (0.16, 0.16),
                line,
                casts=False,
            )
        )
    for side in (-1, 1):
        for z in (14, 54):
            s.add(Piece((side * 34.5, 0.02, z), (side * 16.5, 0, 0), (0, 0, 0.3), line, casts=False))
        s.add(Piece((side * 34.5, 0.02, 14), (0.3, 0, 0), (0, 0, 40), line, casts=False))
    heads = rng.uniform(0, 1, (130, 520, 1)).astype(np.float32)
    tone = np.array(
        [[0.5, 0.06, 0.05], [0.06, 0.08, 0.25], [0.45, 0.42, 0.4], [0.05, 0.05, 0.06], [0.35, 0.3, 0.1]], np.float32
    )
    stands = tone[rng.integers(0, 5, (130, 520))] * (0.35 + 0.9 * heads)
    stands[::8] *= 0.25
    for z, y, run, rise in ((74, 2.5, 26, 13), (103, 19, 24, 16)):
        s.add(Piece((-78, y, z), (156, 0, 0), (0, rise, run), Material(picture=stands)))
    for side in (-1, 1):
        s.add(
            Piece((side * 60, 2.5, -10), (0, 0, 92), (side * 26, 13, 0), Material(picture=stands)),
            Piece((side * 88, 19, -10), (0, 0, 115), (side * 24, 16, 0), Material(picture=stands)),
        )
    s.add(
        Piece((-110, 40, 96), (220, 0, 0), (0, 5, 40), Material((0.12, 0.13, 0.15))),
        Piece(
            (-52, 0.1, 70),
            (104, 0, 0),
            (0, 1.2, 0),
            Material(
                picture=lettering(
                    "NORDBANK   SEETAL   VELO24   MORVANIA AIR   NORDBANK   SEETAL",
                    (1400, 22),
                    (0.8, 0.8, 0.8),
                    (0.02, 0.1, 0.3),
                    0.8,
                ),
                glow=(0.5, 0.5, 0.5),
            ),
        ),
    )
    for x in np.arange(-70, 71, 10):
        s.add(Egg((x, 39, 96), (2.4, 0.9, 0.5), Material(glow=(40, 42, 46)), casts=False))
    for _ in range(23):
        shirt: Vector = [(0.6, 0.03, 0.03), (0.75, 0.75, 0.75)][rng.integers(2)]
        s.shapes += person_shapes(
            Person(
                (rng.uniform(-44, 44), 0, rng.uniform(5, 62)),
                rng.uniform(0, 360),
                1.85,
                Clothes(shirt, (0.05, 0.05, 0.1)),
                running(rng.random()),
                0,
            )
        )
    s.light = Light(
        sun=(0.3, 1.2, 0.5),
        sun_colour=(1.9, 2.0, 2.1),
        sky=(0.25, 0.27, 0.32),
        floor=(0.08, 0.1, 0.06),
        haze=(0.25, 0.3, 0.4),
        haze_metres=900,
    )
    s.sky = Sky(
        top=(0.01, 0.02, 0.07),
        low=(0.1, 0.13, 0.26),
        cloud=0.4,
        cloud_colour=(0.1, 0.11, 0.18),
        cloud_dark=(0.02, 0.03, 0.07),
        seed=50,
    )
    s.overlays.append(
        beams([Beam((x, 39, 96), (x * 0.4, 0, 40), (1, 12), (0.06, 0.065, 0.08)) for x in np.arange(-70, 71, 20)], 0.3)
    )
    s.film = Film(exposure=0.85, bloom=0.35, grain=5)
    return s


def football_duel(frame: int = 0) -> Scene:
    """Two players fight for the ball; later frames are the next moments of the burst."""
    s = Scene("football_duel", camera={"eye": (0, 1.2, 0), "horizon": 0.36, "lens_mm": 95})
    rng = s.rng
    pitch(s, 120, 0, 60, 1.15)
    boards = lettering("SEETAL BIER    NORDBANK    VELO24", (900, 60), (0.75, 0.75, 0.75), (0.03, 0.1, 0.35), 0.7)
    for i in range(-2, 3):
        s.add(Piece((i * 12 - 6, 0, 34), (12, 0, 0), (0, 1, 0), Material(picture=boards, glow=(0.4, 0.4, 0.4))))
    tone = np.array([[0.35, 0.04, 0.04], [0.04, 0.05, 0.16], [0.3, 0.28, 0.26], [0.03, 0.03, 0.04]], np.float32)
    s.add(
        Piece(
            (-40, 1.4, 38),
            (80, 0, 0),
            (0, 14, 18),
            Material(picture=tone[rng.integers(0, 4, (70, 300))] * (0.4 + 0.9 * rng.random((70, 300, 1), np.float32))),
        )
    )
    red = Clothes(
        (0.55, 0.02, 0.025), (0.55, 0.02, 0.025), (0.7, 0.7, 0.05), SKINS[0], HAIRS[1], bare_legs=True, bare_arms=True
    )
    blue = Clothes(
        (0.75, 0.76, 0.78), (0.03, 0.05, 0.2), (0.1, 0.5, 0.7), SKINS[3], HAIRS[0], bare_legs=True, bare_arms=True
    )
    kick = Pose((-40, 40, 40), (50, 45, 40), (66, 6, 12), (-16, 8, 26), lean=-8)
    slide = Pose((20, 60, 20), (-30, 50, 40), (80, 10, 8), (40, 20, 90), lean=-30)
    jump = Pose((60, 60, 50), (40, 60, 60), (10, 8, 70), (-10, 8, 60), lean=10)
    plan = [
        ((-0.75, 0.0, 70, running(0.22)), (0.85, 0.0, 285, running(0.6)), (0.15, 0.14)),
        ((-0.5, 0.0, 80, kick), (0.75, 0.0, 290, running(0.95)), (0.62, 0.3)),
        ((-1.0, 0.05, 60, jump), (0.35, 0.12, 300, jump), (-0.2, 2.25)),
        ((-1.5, 0.0, 95, running(0.45)), (0.5, -0.42, 262, slide), (-0.62, 0.14)),
        (
            (-0.2, 0.0, 180, replace(CHEER, lean=-6)),
            (1.45, 0.0, 330, Pose((30, 30, 100), (30, 30, 100), lean=26)),
            (-1.6, 0.12),
        ),
    ]
    (ax, ay, ayaw, apose), (bx, by, byaw, bpose), (ball_x, ball_y) = plan[frame]
    s.shapes += person_shapes(Person((ax, ay, 9.0), ayaw, 1.84, red, apose, 2)) + person_shapes(
        Person((bx, by, 9.15), byaw, 1.88, blue, bpose, 2)
    )
    s.add(
        Egg((ball_x, ball_y, 8.8), (0.112, 0.112, 0.112), Material((0.82, 0.82, 0.8), mottle=0.6, size=0.12, gloss=0.3))
    )
    for x, z, shirt in ((-3.8 + frame * 0.5, 19, 0), (4.2 - frame * 0.4, 23, 1), (1.5 + frame * 0.3, 27, 0)):
        s.shapes += person_shapes(Person((x, 0, z), 180, 1.83, red if shirt else blue, running(0.2 * frame + x), 1))
    s.light = Light(
        sun=(-0.55, 0.8, -0.35),
        sun_colour=(2.3, 2.3, 2.3),
        sky=(0.22, 0.24, 0.28),
        floor=(0.06, 0.1, 0.04),
        shadow=((0, 1, 9), 6),
        softness=0.06,
    )
    s.sky = Sky(top=(0.01, 0.015, 0.04), low=(0.04, 0.05, 0.1), cloud=0)
    s.overlays.append(bokeh(46, (0.0, 0.2), 20, [(0.7, 0.75, 0.85), (0.6, 0.5, 0.35)], "pitch"))
    s.film = Film(exposure=0.75, focus=9.0, aperture=15, bloom=0.2)
    return s


def peloton() -> Scene:
    """Cyclists in a bunch, head on, heat over the road."""
    s = Scene("peloton", (1600, 1067), {"eye": (0, 1.5, 0), "horizon": 0.34, "lens_mm": 80})
    rng = s.rng
    s.add(
        floor(Material((0.3, 0.26, 0.12), mottle=0.4, size=0.8)),
        Piece(
            (-3.6, 0.01, 0), (7.2, 0, 0), (0, 0, 300), Material((0.2, 0.2, 0.21), mottle=0.15, size=0.5), casts=False
        ),
    )
    jerseys: tuple[Vector, ...] = (
        (0.7, 0.6, 0.03),
        (0.03, 0.1, 0.4),
        (0.6, 0.03, 0.03),
        (0.05, 0.35, 0.15),
        (0.7, 0.7, 0.72),
        (0.55, 0.1, 0.35),
        (0.02, 0.02, 0.03),
        (0.1, 0.45, 0.6),
    )
    black = Material((0.02, 0.02, 0.02))
    for i in range(30):
        row = i // 5
        x, z = -2.3 + (i % 5) * 1.1 + rng.normal(0, 0.14) + 0.4 * (row % 2), 9.5 + row * 1.9 + rng.normal(0, 0.3)
        c = jerseys[rng.integers(8)]
        lift = rng.uniform(0, 60)
        pose = Pose(
            (64, 12, 16),
            (64, 12, 16),
            (36 + lift / 2, 6, 70 + lift / 4),
            (66 - lift / 2, 6, 85 - lift / 4),
            lean=46,
            seat=0.82,
            nod=26,
        )
        s.shapes += person_shapes(
            Person(
                (x, 0.0, z + 0.25),
                180 + rng.normal(0, 4),
                1.78,
                Clothes(
                    c,
                    (0.02, 0.02, 0.025),
                    SKINS[0],
                    SKINS[rng.integers(3)],
                    hat="helmet",
                    hat_colour=jerseys[rng.integers(8)],
                    bare_legs=True,
                    bare_arms=True,
                ),
                pose,
                1,
                0.92,
            )
        )
        for dz in (-0.75, 0.45):
            for k in range(12):
                a, b = 2 * np.pi * k / 12, 2 * np.pi * (k + 1) / 12
                s.add(
                    Limb(
                        (x, 0.34 + 0.33 * np.cos(a), z + dz + 0.33 * np.sin(a)),
                        (x, 0.34 + 0.33 * np.cos(b), z + dz + 0.33 * np.sin(b)),
                        (0.014, 0.014),
                        black,
                    )
                )
        s.add(
            Limb((x, 0.34, z - 0.75), (x, 0.98, z - 0.5), (0.018, 0.02), Material(c, gloss=0.6)),
            Limb((x - 0.21, 1.0, z - 0.55), (x + 0.21, 1.0, z - 0.55), (0.018, 0.018), black),
            Limb((x, 0.9, z - 0.5), (x, 0.4, z), (0.022, 0.022), Material(c, gloss=0.6)),
        )
    for side in (-1, 1):
        places = [(side * (4.2 + rng.uniform(0, 0.9)), 0.0, 9 + k * 0.8) for k in range(44)]
        s.shapes += crowd(rng, places, 180 + side * 50, [CHEER, STAND, CHEER])
    for _ in range(30):
        s.shapes += leafy_tree((rng.choice([-1, 1]) * rng.uniform(7, 26), 0, rng.uniform(30, 90)), 9, rng)
    s.light = Light(
        sun=(0.6, 0.7, -0.35),
        sun_colour=(2.6, 2.4, 2.0),
        sky=(0.38, 0.45, 0.56),
        floor=(0.2, 0.16, 0.1),
        haze=(0.75, 0.78, 0.8),
        haze_metres=170,
        shadow=((0, 1, 14), 12),
    )
    s.sky = Sky(cloud=0.2, seed=51)
    s.film = Film(exposure=0.68, focus=10.5, aperture=9, saturation=0.95)
    return s


def concert() -> Scene:
    """A band on stage in beams of light, raised hands in front."""
    s = Scene("concert", camera={"eye": (0, 2.4, 0), "horizon": 0.55, "lens_mm": 34})
    rng = s.rng
    s.shapes += box((-11, 0, 17), (22, 1.6, 9), Material((0.02, 0.02, 0.025)))
    s.add(Piece((-13, 1.6, 26), (26, 0, 0), (0, 9, 0), Material((0.03, 0.015, 0.05), mottle=0.4, size=1)))
    for x in (-11, 11):
        s.shapes += box((x - 0.9, 1.6, 17.5), (1.8, 6.5, 1.5), Material((0.012, 0.012, 0.014), mottle=0.3, size=0.3))
    s.add(Limb((-12, 9.4, 18), (12, 9.4, 18), (0.2, 0.2), Material((0.1, 0.1, 0.1))))
    for x, yaw, pose in (
        (-4, 170, Pose((50, 20, 60), (30, 30, 80), lean=-4)),
        (0, 180, Pose((150, 20, 20), (50, 14, 110))),
        (4.2, 200, Pose((50, 20, 60), (30, 30, 80), lean=6)),
    ):
        s.shapes += person_shapes(
            Person(
                (x, 1.6, 19 if x else 18),
                yaw,
                1.82,
                Clothes((0.02, 0.02, 0.03), (0.02, 0.02, 0.02), long_hair=True),
                pose,
                1,
            )
        )
        if x:
            s.add(
                Limb((x - 0.5, 2.6, 18.7), (x + 0.75, 3.0, 18.6), (0.16, 0.03), Material((0.4, 0.05, 0.03), gloss=0.8))
            )
    s.shapes += person_shapes(
        Person((0, 2.2, 22.5), 180, 1.8, Clothes((0.1, 0.1, 0.1)), Pose((90, 40, 40), (90, 40, 40), seat=0.5), 1)
    )
    for x, y, r in ((-0.9, 2.8, 0.35), (0.9, 2.8, 0.35), (0, 2.6, 0.6), (-1.5, 3.6, 0.4), (1.5, 3.6, 0.4)):
        s.add(Limb((x, y, 21.8), (x, y, 22.2), (r, r), Material((0.35, 0.25, 0.05), gloss=0.8)))
    places = [(float(rng.uniform(-8, 8)), 0.2, float(z)) for z in np.linspace(3.2, 14, 120)]
    for p in places:
        s.shapes += person_shapes(
            Person(
                p,
                rng.normal(0, 14),
                float(rng.normal(1.73, 0.08)),
                replace(anybody(rng), top=(0.015, 0.015, 0.02)),
                (CHEER, STAND, Pose((165, 14, 12)), Pose((140, 30, 30), (155, 20, 20)))[rng.integers(4)],
                0,
            )
        )
    colours: tuple[Vector, ...] = ((0.5, 0.05, 0.33), (0.08, 0.14, 0.75), (0.05, 0.45, 0.48), (0.55, 0.24, 0.04))
    cones = [
        Beam((x, 9.2, 18.2), (x * 0.35 + 7 * np.sin(i * 1.7), -1, 12), (0.12, 1.3), colours[i % 4])
        for i, x in enumerate(np.linspace(-11, 11, 11))
    ]
    cones += [
        Beam((x, 1.9, 25.5), (x * 2.2, 15, 20), (0.15, 1.8), colours[(i + 1) % 4])
        for i, x in enumerate((-7, -3.5, 3.5, 7))
    ]
    for x in np.linspace(-11, 11, 11):
        s.add(Egg((x, 9.2, 18.1), (0.2, 0.2, 0.2), Material(glow=(20, 20, 26))))
    s.light = Light(
        sun=(0, 0.5, 0.9),
        sun_colour=(0.7, 0.25, 1.0),
        sky=(0.02, 0.015, 0.04),
        floor=(0.03, 0.02, 0.05),
        lamps=(Lamp((-4, 8, 17), (20, 4, 18)), Lamp((4, 8, 17), (4, 10, 30)), Lamp((0, 6, 15), (12, 10, 9))),
    )
    s.sky = Sky(top=(0.004, 0.003, 0.01), low=(0.01, 0.006, 0.02), cloud=0)
    s.overlays += [
        smoke(
            [Puff((rng.uniform(-11, 11), rng.uniform(1.5, 5), rng.uniform(15, 24)), 2.6, 0.2) for _ in range(30)],
            (0.35, 0.12, 0.5),
            (0.05, 0.02, 0.1),
        ),
        beams(cones, 0.7),
    ]
    s.film = Film(exposure=1.0, bloom=0.35, grain=9)
    return s


def swimmers() -> Scene:
    """Swimmers in lanes, from above."""
    s = Scene("swimmers", (1600, 1000), {"eye": (0, 9.5, -3), "horizon": 0.5, "lens_mm": 40, "pitch": -52})
    rng = s.rng
    size = 900
    u, v = np.meshgrid(np.linspace(0, 1, size, dtype=np.float32), np.linspace(0, 1, size, dtype=np.float32))
    caustic = np.abs(sample(tile(52, 1.9), u * 0.9, v * 0.9)) + np.abs(sample(tile(53, 1.7), u * 1.5, v * 1.5)) * 0.6
    web = np.exp(-caustic * 5)
    floor_paint = np.array([0.03, 0.3, 0.42], np.float32) * (0.65 + 0.9 * web)[..., None]
    band = np.abs(((u * 8 + 0.06 * caustic) % 1) - 0.5) < 0.055
    floor_paint[band] *= 0.16
    s.add(Piece((-12, -0.4, -8), (24, 0, 0), (0, 0, 26), Material(picture=floor_paint), casts=False))
    for lane in range(9):
        x = -12 + lane * 3.0
        for k in range(170):
            c: Vector = (0.7, 0.03, 0.03) if (k // 8) % 2 else (0.75, 0.75, 0.75)
            s.add(Egg((x, 0.0, -4 + k * 0.14), (0.075, 0.075, 0.065), Material(c, gloss=0.4)))
    spray = []
    for lane, z in enumerate((1.2, 3.4, 5.1, 4.5, 6.4, 2.9, 1.8, 0.9)):
        x = -10.5 + lane * 3.0
        skin = Material(SKINS[rng.integers(4)], gloss=0.4)
        s.add(
            Limb((x, -0.08, z - 0.75), (x, 0.0, z), (0.13, 0.22), skin),
            Egg(
                (x, 0.06, z + 0.3),
                (0.1, 0.1, 0.13),
                Material(((0.7, 0.7, 0.1), (0.6, 0.05, 0.05), (0.75, 0.75, 0.75))[lane % 3], gloss=0.6),
            ),
        )
        s.add(
            Limb((x + 0.2, 0.02, z + 0.05), (x + 0.32, 0.2 * (lane % 2), z + 0.75), (0.065, 0.045), skin),
            Limb((x - 0.2, 0.02, z), (x - 0.42, -0.1, z - 0.5), (0.065, 0.045), skin),
            Limb((x - 0.09, -0.1, z - 0.75), (x - 0.12, -0.1, z - 1.5), (0.09, 0.05), skin),
            Limb((x + 0.09, -0.1, z - 0.75), (x + 0.15, -0.1, z - 1.45), (0.09, 0.05), skin),
        )
        spray += [Puff((x + rng.normal(0, 0.25), 0.12, z - 1.6 + rng.normal(0, 0.3)), 0.32, 0.7) for _ in range(5)] + [
            Puff((x + 0.33, 0.16, z + 0.7), 0.22, 0.6)
        ]
    s.light = Light(sun=(0.5, 0.9, 0.3), sun_colour=(1.9, 1.9, 1.85), sky=(0.4, 0.44, 0.48), shadow=((0, 0, 4), 14))
    s.overlays.append(smoke(spray, (1.25, 1.3, 1.3), (0.55, 0.7, 0.75)))
    s.film = Film(exposure=0.75, bloom=0.2)
    return s


def gymnast() -> Scene:
    """A gymnast in the air, dark hall, panned background."""
    s = Scene("gymnast", (1067, 1600), {"eye": (0, 1.6, 0), "horizon": 0.6, "lens_mm": 70})
    rng = s.rng
    s.add(floor(Material((0.03, 0.08, 0.25), mottle=0.1, size=0.5)))
    s.shapes += (
        box((-3, 1.1, 7.9), (6, 0.16, 0.12), Material((0.5, 0.36, 0.2), mottle=0.2, size=0.3))
        + box((-1.4, 0, 7.9), (0.1, 1.1, 0.1), Material((0.2, 0.2, 0.2)))
        + box((1.3, 0, 7.9), (0.1, 1.1, 0.1), Material((0.2, 0.2, 0.2)))
    )
    dress = Clothes((0.5, 0.02, 0.12), SKINS[0], SKINS[0], SKINS[0], HAIRS[2], bare_legs=False, bare_arms=True)
    s.shapes += person_shapes(
        Person(
            (0.1, 1.75, 8),
            82,
            1.55,
            dress,
            Pose((165, 10, 6), (120, 50, 10), (88, 4, 2), (-72, 4, 4), lean=-14, nod=10),
            2,
            0.85,
        )
    )
    tone = np.array([[0.1, 0.02, 0.03], [0.02, 0.03, 0.08], [0.12, 0.11, 0.1], [0.02, 0.02, 0.03]], np.float32)
    s.add(Piece((-30, 1, 34), (60, 0, 0), (0, 14, 12), Material(picture=tone[rng.integers(0, 4, (60, 240))])))
    s.add(
        Piece(
            (-12, 0, 22),
            (24, 0, 0),
            (0, 1.1, 0),
            Material(
                picture=lettering(
                    "BRUNNAU 2026   TURNEN   BRUNNAU 2026", (700, 32), (0.7, 0.7, 0.7), (0.02, 0.04, 0.2), 0.7
                ),
                glow=(0.3, 0.3, 0.3),
            ),
        )
    )
    s.light = Light(
        sun=(-0.4, 0.9, -0.5),
        sun_colour=(2.6, 2.5, 2.4),
        sky=(0.12, 0.13, 0.2),
        floor=(0.03, 0.05, 0.12),
        lamps=(Lamp((3, 6, 11), (24, 26, 34)),),
    )
    s.sky = Sky(top=(0.003, 0.004, 0.01), low=(0.01, 0.012, 0.03), cloud=0)
    s.overlays.append(bokeh(40, (0.02, 0.34), 24, [(0.5, 0.55, 0.8), (0.6, 0.4, 0.2)], "hall"))
    s.film = Film(exposure=0.8, focus=8, aperture=15, grain=7)
    return s


def regatta() -> Scene:
    """Sails on a glittering lake against the light."""
    s = Scene("regatta", (1600, 1000), {"eye": (0, 4, 0), "horizon": 0.5, "lens_mm": 85})
    rng = seeded("sails")
    for i in range(15):
        z = rng.uniform(70, 260)
        x = (i - 7) * 5.4 * z / 110 + rng.normal(0, 3)
        h = rng.uniform(11, 14)
        c: Vector = ((0.8, 0.8, 0.78), (0.8, 0.8, 0.78), (0.7, 0.08, 0.06), (0.1, 0.25, 0.55), (0.8, 0.6, 0.1))[
            rng.integers(5)
        ]
        lean = rng.uniform(0.8, 2.2)
        s.add(
            Piece((x, 1.2, z), (-4.2, 0, 1), (lean, h, 0.4), Material(c, mottle=0.06, size=1), "triangle"),
            Piece((x + 0.4, 1.0, z), (2.9, 0, 0.6), (lean * 0.7, h * 0.8, 0.3), Material((0.8, 0.8, 0.8)), "triangle"),
        )
        s.add(
            Limb((x - 4.4, 0.5, z), (x + 3.0, 0.7, z), (0.55, 0.2), Material((0.6, 0.6, 0.62), gloss=0.5)),
            Limb((x, 0.5, z), (x + lean, 1.4 + h, z + 0.4), (0.08, 0.05), Material((0.1, 0.1, 0.1))),
        )

    def heights(x: Array, z: Array) -> Array:
        return smooth(1300, 3200, z) * 420 * ridged(sample(tile(55, 2.4), x / 5200 + 0.3, z / 5200)) - 25

    def colours(x: Array, y: Array, z: Array, upright: Array) -> Array:
        return mix((0.05, 0.07, 0.06), (0.09, 0.11, 0.09), smooth(-0.5, 0.5, sample(tile(1, 1.4), x / 300, z / 300)))

    s.lands.append(Land(heights, colours, near=1000, far=6000))
    s.light = Light(
        sun=(0.15, 0.3, 0.95),
        sun_colour=(2.8, 2.4, 1.8),
        sky=(0.4, 0.45, 0.55),
        haze=(0.85, 0.8, 0.72),
        haze_metres=1500,
    )
    s.sky = Sky(
        top=(0.35, 0.45, 0.6),
        low=(0.95, 0.88, 0.75),
        cloud=0.3,
        cloud_colour=(1.1, 1, 0.9),
        cloud_dark=(0.6, 0.6, 0.65),
        glow=(1.6, 1.3, 0.8),
        seed=54,
    )
    s.mirror = Mirror(0, 15, (0.03, 0.06, 0.09), 0.3, length=0.6)
    s.film = Film(exposure=0.62, bloom=0.3)
    return s


def marathon() -> Scene:
    """Runners seen from a bridge, a river of heads."""
    s = Scene("marathon", (1067, 1600), {"eye": (0, 9, 0), "horizon": 0.12, "lens_mm": 60})
    rng = s.rng
    s.add(floor(Material((0.22, 0.22, 0.23), mottle=0.15, size=1)))
    for _ in range(330):
        z = rng.uniform(13, 75)
        c: Vector = (
            (0.7, 0.5, 0.03),
            (0.6, 0.05, 0.05),
            (0.05, 0.2, 0.55),
            (0.7, 0.7, 0.7),
            (0.05, 0.4, 0.2),
            (0.02, 0.02, 0.03),
            (0.65, 0.2, 0.4),
        )[rng.integers(7)]
        s.shapes += person_shapes(
            Person(
                (rng.uniform(-5.2, 5.2), 0, z),
                180,
                float(rng.normal(1.73, 0.07)),
                Clothes(
                    c,
                    (0.03, 0.03, 0.05),
                    skin=SKINS[rng.integers(5)],
                    hair=HAIRS[rng.integers(5)],
                    bare_arms=True,
                    bare_legs=True,
                ),
                running(rng.random()),
                0,
            )
        )
    for side in (-1, 1):
        s.add(Piece((side * 6, 0, 5), (0, 0, 90), (0, 1.0, 0), Material((0.5, 0.5, 0.52))))
        s.shapes += crowd(
            rng,
            [(side * (6.6 + rng.uniform(0, 1.5)), 0.0, 12 + k * 0.7) for k in range(60)],
            180 + side * 70,
            [CHEER, STAND],
        )
        for k in range(4):
            s.shapes += house(
                (9 if side > 0 else -21, 0, 8 + k * 24),
                (12, 16, 22),
                Facade(6, 4, (0.45, 0.36, 0.27), seed=k + 230 + side),
            )
    s.light = Light(
        sun=(0.6, 0.65, 0.4),
        sun_colour=(2.6, 2.2, 1.6),
        sky=(0.35, 0.42, 0.55),
        haze=(0.8, 0.78, 0.74),
        haze_metres=800,
        shadow=((0, 1, 34), 32),
    )
    s.sky = Sky(cloud=0.3)
    s.film = Film(exposure=0.7, focus=24, aperture=3)
    return s
