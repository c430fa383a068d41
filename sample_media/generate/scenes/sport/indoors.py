"""Under a roof: the band, the swimmers, the gymnast."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CHEER, HAIRS, SKINS, STAND, Clothes, Person, Pose, anybody, person_shapes
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.noise import sample, tile
from sample_media.generate.optics import Material, Vector
from sample_media.generate.overlays import Beam, Puff, beams, bokeh, smoke
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import box, floor, lettering, panel, strip


def concert() -> Scene:
    """A band on stage in beams of light, raised hands in front."""
    s = Scene("concert", camera={"eye": (0, 2.4, 0), "horizon": 0.55, "lens_mm": 34})
    rng = s.rng
    _stage(s)
    _band(s)
    _raised_hands(s, rng)
    cones = _spotlights(s)
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


def _stage(s: Scene) -> None:
    """Build the stage."""
    s.shapes += box((-11, 0, 17), (22, 1.6, 9), Material((0.02, 0.02, 0.025)))
    s.add(panel((-13, 1.6, 26), 26, 9, Material((0.03, 0.015, 0.05), mottle=0.4, size=1)))
    for x in (-11, 11):
        s.shapes += box((x - 0.9, 1.6, 17.5), (1.8, 6.5, 1.5), Material((0.012, 0.012, 0.014), mottle=0.3, size=0.3))
    s.add(Limb((-12, 9.4, 18), (12, 9.4, 18), (0.2, 0.2), Material((0.1, 0.1, 0.1))))


def _band(s: Scene) -> None:
    """Put the band on it."""
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


def _raised_hands(s: Scene, rng: np.random.Generator) -> None:
    """Fill the floor before the stage."""
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


def _spotlights(s: Scene) -> list[Beam]:
    """Hang the lamps and return their beams."""
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
    return cones


def swimmers() -> Scene:
    """Swimmers in lanes, from above."""
    s = Scene("swimmers", (1600, 1000), {"eye": (0, 9.5, -3), "horizon": 0.5, "lens_mm": 40, "pitch": -52})
    rng = s.rng
    _basin(s)
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


def _basin(s: Scene) -> None:
    """Paint the floor of the basin, with its lanes and the light of the waves."""
    size = 900
    u, v = np.meshgrid(np.linspace(0, 1, size, dtype=np.float32), np.linspace(0, 1, size, dtype=np.float32))
    caustic = np.abs(sample(tile(52, 1.9), u * 0.9, v * 0.9)) + np.abs(sample(tile(53, 1.7), u * 1.5, v * 1.5)) * 0.6
    web = np.exp(-caustic * 5)
    floor_paint = np.array([0.03, 0.3, 0.42], np.float32) * (0.65 + 0.9 * web)[..., None]
    band = np.abs(((u * 8 + 0.06 * caustic) % 1) - 0.5) < 0.055
    floor_paint[band] *= 0.16
    s.add(strip((-12, -0.4, -8), 24, 26, Material(picture=floor_paint)))


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
    _dim_hall(s, rng)
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


def _dim_hall(s: Scene, rng: np.random.Generator) -> None:
    """Put a dark stand and boards behind the gymnast."""
    tone = np.array([[0.1, 0.02, 0.03], [0.02, 0.03, 0.08], [0.12, 0.11, 0.1], [0.02, 0.02, 0.03]], np.float32)
    s.add(Piece((-30, 1, 34), (60, 0, 0), (0, 14, 12), Material(picture=tone[rng.integers(0, 4, (60, 240))])))
    s.add(
        panel(
            (-12, 0, 22),
            24,
            1.1,
            Material(
                picture=lettering(
                    "BRUNNAU 2026   TURNEN   BRUNNAU 2026", (700, 32), (0.7, 0.7, 0.7), (0.02, 0.04, 0.2), 0.7
                ),
                glow=(0.3, 0.3, 0.3),
            ),
        )
    )
