"""Football: the full stadium and the duel on its pitch."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CHEER, HAIRS, SKINS, Clothes, Person, Pose, person_shapes, running
from sample_media.generate.film import Film
from sample_media.generate.light import Light, Sky
from sample_media.generate.optics import Material, Vector
from sample_media.generate.overlays import Beam, beams, bokeh
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import floor, lettering, panel, strip

RED = Clothes(
    (0.55, 0.02, 0.025), (0.55, 0.02, 0.025), (0.7, 0.7, 0.05), SKINS[0], HAIRS[1], bare_legs=True, bare_arms=True
)
BLUE = Clothes(
    (0.75, 0.76, 0.78), (0.03, 0.05, 0.2), (0.1, 0.5, 0.7), SKINS[3], HAIRS[0], bare_legs=True, bare_arms=True
)


def pitch(scene: Scene, width: float, start: float, reach: float, bright: float = 1.0) -> None:
    """Lay a mown pitch."""
    for i, z in enumerate(np.arange(start, start + reach, reach / 14)):
        g = (0.055, 0.14, 0.025) if i % 2 else (0.075, 0.18, 0.035)
        scene.add(
            strip((-width / 2, 0, z), width, reach / 14, Material(tuple(v * bright for v in g), mottle=0.3, size=0.5))
        )  # type: ignore[arg-type]


def stadium() -> Scene:
    """A full stadium under floodlights, from the upper tier."""
    s = Scene("stadium", (1800, 1125), {"eye": (0, 26, -34), "horizon": 0.2, "lens_mm": 24})
    rng = s.rng
    s.add(floor(Material((0.12, 0.05, 0.04), mottle=0.15, size=2), -0.25))
    _marked_pitch(s)
    _stands(s, rng)
    _roof_and_boards(s)
    _players(s, rng)
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


def _marked_pitch(s: Scene) -> None:
    """Lay the pitch and paint its lines."""
    pitch(s, 105, 0, 68, 1.3)
    line = Material((0.75, 0.78, 0.75))
    for z in (1, 66.6):
        s.add(strip((-51, 0.02, z), 102, 0.35, line))
    for x in (-51, -0.15, 50.7):
        s.add(strip((x, 0.02, 1), 0.35, 66, line))
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
            s.add(strip((side * 34.5, 0.02, z), side * 16.5, 0.3, line))
        s.add(strip((side * 34.5, 0.02, 14), 0.3, 40, line))


def _stands(s: Scene, rng: np.random.Generator) -> None:
    """Fill the stands."""
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


def _roof_and_boards(s: Scene) -> None:
    """Put up roof, boards and floodlights."""
    s.add(
        Piece((-110, 40, 96), (220, 0, 0), (0, 5, 40), Material((0.12, 0.13, 0.15))),
        panel(
            (-52, 0.1, 70),
            104,
            1.2,
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


def _players(s: Scene, rng: np.random.Generator) -> None:
    """Let two teams play."""
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


def football_duel(frame: int = 0) -> Scene:
    """Two players fight for the ball; later frames are the next moments of the burst."""
    s = Scene("football_duel", camera={"eye": (0, 1.2, 0), "horizon": 0.36, "lens_mm": 95})
    rng = s.rng
    pitch(s, 120, 0, 60, 1.15)
    _boards_and_stand(s, rng)
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
    s.shapes += person_shapes(Person((ax, ay, 9.0), ayaw, 1.84, RED, apose, 2)) + person_shapes(
        Person((bx, by, 9.15), byaw, 1.88, BLUE, bpose, 2)
    )
    s.add(
        Egg((ball_x, ball_y, 8.8), (0.112, 0.112, 0.112), Material((0.82, 0.82, 0.8), mottle=0.6, size=0.12, gloss=0.3))
    )
    for x, z, shirt in ((-3.8 + frame * 0.5, 19, 0), (4.2 - frame * 0.4, 23, 1), (1.5 + frame * 0.3, 27, 0)):
        s.shapes += person_shapes(Person((x, 0, z), 180, 1.83, RED if shirt else BLUE, running(0.2 * frame + x), 1))
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


def _boards_and_stand(s: Scene, rng: np.random.Generator) -> None:
    """Put boards and a full stand behind the pitch."""
    boards = lettering("SEETAL BIER    NORDBANK    VELO24", (900, 60), (0.75, 0.75, 0.75), (0.03, 0.1, 0.35), 0.7)
    for i in range(-2, 3):
        s.add(panel((i * 12 - 6, 0, 34), 12, 1, Material(picture=boards, glow=(0.4, 0.4, 0.4))))
    tone = np.array([[0.35, 0.04, 0.04], [0.04, 0.05, 0.16], [0.3, 0.28, 0.26], [0.03, 0.03, 0.04]], np.float32)
    s.add(
        Piece(
            (-40, 1.4, 38),
            (80, 0, 0),
            (0, 14, 18),
            Material(picture=tone[rng.integers(0, 4, (70, 300))] * (0.4 + 0.9 * rng.random((70, 300, 1), np.float32))),
        )
    )
