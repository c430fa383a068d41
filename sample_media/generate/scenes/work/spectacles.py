"""What guests are shown: the rocket, the sea lion, the dancers."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import CHEER, SIT, STAND, Clothes, Person, Pose, anybody, crowd, person_shapes, suit
from sample_media.generate.film import Film
from sample_media.generate.light import Lamp, Light, Sky
from sample_media.generate.noise import sample, tile
from sample_media.generate.optics import Material
from sample_media.generate.overlays import Beam, Puff, beams, smoke
from sample_media.generate.scene import Exposed, Scene
from sample_media.generate.shapes import Egg, Limb
from sample_media.generate.things import box, floor, panel


def rocket_launch() -> Scene:
    """A rocket rises from a spaceport on a column of fire."""
    s = Scene("rocket_launch", (1600, 1200), {"eye": (0, 4, 0), "horizon": 0.86, "lens_mm": 47})
    rng = s.rng
    s.add(floor(Material((0.2, 0.18, 0.12), mottle=0.4, size=4)))
    _rocket(s)
    _launch_tower(s)
    s.shapes += box((-110, 0, 350), (34, 30, 26), Material((0.5, 0.5, 0.48), mottle=0.1, size=4)) + box(
        (60, 0, 380), (60, 13, 20), Material((0.42, 0.42, 0.4))
    )
    _exhaust(s, rng)
    s.overlays.append(_rocket_plume)
    s.light = Light(
        sun=(-0.75, 0.3, -0.35),
        sun_colour=(2.0, 1.6, 1.2),
        sky=(0.25, 0.33, 0.5),
        lamps=(Lamp((8, 86, 300), (5000, 3000, 1300)),),
        haze=(0.66, 0.66, 0.72),
        haze_metres=2600,
    )
    s.sky = Sky(
        top=(0.05, 0.14, 0.38),
        low=(0.75, 0.66, 0.6),
        cloud=0.2,
        cloud_colour=(1, 0.85, 0.75),
        cloud_dark=(0.5, 0.45, 0.5),
        seed=60,
    )
    s.film = Film(exposure=0.72, bloom=0.3)
    return s


def _rocket_plume(exposed: Exposed) -> None:
    view = exposed.camera.to_view(np.array([[8.0, 94, 320], [8, 38, 320]]))
    cols, rows, scale = exposed.camera.project(view)
    high, wide = exposed.depth.shape
    px, py = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
    t = (py - rows[0]) / (rows[1] - rows[0])
    width = scale[0] * (3.6 + 3.5 * np.clip(t, 0, 1))
    wobble = sample(tile(8, 1.6), px / 300, py / 900) * 0.3
    core = np.exp(-(((px - cols[0]) / width) ** 2) * 1.6 + wobble) * (t > -0.01) * np.clip(1.15 - t, 0, 1)
    exposed.picture += core[..., None] * np.array([26, 15, 6], np.float32)
    halo = np.exp(-((np.hypot(px - cols[0], (py - rows[0] * 0.6 - rows[1] * 0.4) * 0.5) / (scale[0] * 30)) ** 1.2))
    exposed.picture += halo[..., None] * np.array([0.55, 0.3, 0.12], np.float32)


def _rocket(s: Scene) -> None:
    """Build the rocket with its boosters."""
    white = Material((0.75, 0.75, 0.76), gloss=0.3)
    s.add(
        Limb((8, 95, 320), (8, 138, 320), (3.4, 3.4), white),
        Limb((8, 138, 320), (8, 152, 320), (3.4, 0.5), white),
        Limb((8, 112, 320), (8, 116, 320), (3.5, 3.5), Material((0.02, 0.1, 0.3))),
    )
    for dx in (-4.6, 4.6):
        s.add(
            Limb((8 + dx, 94, 319), (8 + dx, 120, 319), (1.9, 1.9), Material((0.6, 0.6, 0.6))),
            Limb((8 + dx, 120, 319), (8 + dx, 126, 319), (1.9, 0.3), Material((0.6, 0.6, 0.6))),
        )


def _launch_tower(s: Scene) -> None:
    """Build the tower and the masts."""
    steel = Material((0.1, 0.07, 0.06), mottle=0.2, size=2)
    for x in (-14, -6):
        s.add(Limb((x, 0, 324), (x, 88, 324), (0.7, 0.7), steel))
    for y in range(6, 88, 8):
        s.add(
            Limb((-14, y, 324), (-6, y + 8, 324), (0.35, 0.35), steel),
            Limb((-6, y, 324), (-14, y + 8, 324), (0.35, 0.35), steel),
            Limb((-14, y, 324), (-6, y, 324), (0.4, 0.4), steel),
        )
    for x in (-95, 90):
        s.add(Limb((x, 0, 340), (x, 105, 340), (1.2, 0.3), steel))


def _exhaust(s: Scene, rng: np.random.Generator) -> None:
    """Let steam roll over the ground and rise behind the rocket."""
    s.overlays.append(
        smoke(
            [
                Puff(
                    (8 + rng.normal(0, 22 + 30 * t), 5 + rng.gamma(2, 6) * (1.3 - t), 312 + rng.uniform(-8, 16)),
                    rng.uniform(10, 19),
                    0.85,
                )
                for t in np.linspace(0, 1, 52)
            ]
            + [Puff((8 + rng.normal(0, 2.4), 22 + 2.5 * i, 322), 5.5, 0.55) for i in range(24)],
            (1.15, 0.9, 0.66),
            (0.3, 0.24, 0.24),
        )
    )


def aquarium() -> Scene:
    """A sea lion balances a ball before rows of guests, blue light from the basin."""
    s = Scene("aquarium", camera={"eye": (-0.4, 1.7, 0), "horizon": 0.38, "lens_mm": 36})
    rng = s.rng
    s.add(floor(Material((0.05, 0.14, 0.22), mottle=0.2, size=0.6, gloss=0.6)))
    _sea_lion(s)
    s.shapes += person_shapes(
        Person(
            (0.75, 0, 4.4),
            250,
            1.78,
            Clothes((0.02, 0.16, 0.3), (0.02, 0.03, 0.06), bare_arms=True),
            Pose((95, 20, 30), (10, 10, 40)),
            1,
        )
    )
    _guests_in_rows(s, rng)
    _glass_wall(s)
    s.light = Light(
        sun=(-0.4, 0.8, -0.55),
        sun_colour=(1.4, 1.4, 1.4),
        sky=(0.1, 0.2, 0.3),
        floor=(0.03, 0.1, 0.15),
        lamps=(Lamp((0, 6, 12), (8, 26, 44)), Lamp((-1.2, 4, 2), (4, 4, 4))),
        shadow=((0, 1, 6), 8),
        softness=0.06,
    )
    s.sky = Sky(top=(0.004, 0.012, 0.03), low=(0.01, 0.03, 0.06), cloud=0)
    s.overlays.append(beams([Beam((-1.4, 7, 3), (-1.5, 0.2, 4.5), (0.15, 1.4), (0.12, 0.14, 0.16))]))
    s.film = Film(exposure=0.95, focus=4.3, aperture=7, grain=6)
    return s


def _sea_lion(s: Scene) -> None:
    """Let a sea lion balance a ball."""
    hide = Material((0.05, 0.04, 0.036), mottle=0.25, size=0.3, gloss=1.2)
    s.shapes += box((-2.7, 0, 3.9), (2.6, 0.5, 1.4), Material((0.3, 0.42, 0.5), mottle=0.15, size=0.4, gloss=0.3))
    for a, b, r in (
        ((-0.55, 0.62, 4.6), (-1.1, 0.75, 4.5), (0.14, 0.3)),
        ((-1.1, 0.75, 4.5), (-1.5, 1.2, 4.4), (0.31, 0.3)),
        ((-1.5, 1.2, 4.4), (-1.55, 1.68, 4.35), (0.29, 0.16)),
        ((-1.55, 1.7, 4.35), (-1.5, 1.92, 4.22), (0.15, 0.14)),
        ((-1.5, 1.92, 4.22), (-1.46, 2.12, 4.1), (0.13, 0.055)),
        ((-1.35, 0.95, 4.15), (-1.95, 0.52, 3.98), (0.12, 0.06)),
        ((-1.35, 0.95, 4.6), (-0.95, 0.52, 4.2), (0.12, 0.06)),
        ((-0.55, 0.6, 4.6), (-0.2, 0.55, 4.75), (0.12, 0.04)),
        ((-0.55, 0.6, 4.6), (-0.25, 0.55, 4.4), (0.12, 0.04)),
    ):
        s.add(Limb(a, b, r, hide))
    s.add(
        Egg((-1.44, 2.38, 4.02), (0.21, 0.21, 0.21), Material((0.75, 0.1, 0.08), gloss=0.6)),
        Limb((-1.44, 2.25, 3.87), (-1.44, 2.5, 3.87), (0.06, 0.06), Material((0.8, 0.8, 0.8))),
    )


def _guests_in_rows(s: Scene, rng: np.random.Generator) -> None:
    """Seat the guests."""
    for row in range(6):
        s.shapes += box((-9, 0, 8 + row * 1.2), (18, 0.35 + 0.5 * row, 1.2), Material((0.12, 0.16, 0.2)))
        for i in range(17):
            x = -8 + i + rng.normal(0, 0.08)
            guest = suit(rng) if row < 2 else anybody(rng)
            pose = (SIT, replace(SIT, right_arm=(62, -4, 60), left_arm=(62, -4, 60)))[rng.integers(2)]
            s.shapes += person_shapes(
                Person((x, 0.35 + 0.5 * row, 8.5 + row * 1.2), 180, 1.72, guest, pose, 0 if row > 1 else 1)
            )


def _glass_wall(s: Scene) -> None:
    """Put a lit basin with fish behind them."""
    glass = np.array([0.05, 0.35, 0.6], np.float32) * np.ones((90, 300, 1), np.float32)
    u, v = np.meshgrid(np.linspace(0, 3, 300, dtype=np.float32), np.linspace(0, 1, 90, dtype=np.float32))
    glass = glass * (0.5 + np.exp(-np.abs(sample(tile(52, 1.9), u * 0.4, v * 0.4)) * 5) + 0.7 * (1 - v))[..., None]
    s.add(panel((-12, 4, 16), 24, 5, Material(picture=glass.astype(np.float32), glow=(1.1, 1.1, 1.1))))
    for x, y, size in ((-6, 6.4, 0.6), (-3, 5.6, 0.4), (2.5, 6.9, 0.8), (6, 5.8, 0.5), (7.5, 6.6, 0.35)):
        s.add(
            Limb((x - size, y, 15.9), (x + size, y + 0.1, 15.9), (0.04, size * 0.36), Material((0.01, 0.04, 0.08))),
            Limb(
                (x - size, y, 15.9), (x - size * 1.4, y + 0.2, 15.9), (0.05, size * 0.25), Material((0.01, 0.04, 0.08))
            ),
        )


def dancers() -> Scene:
    """Children in white dance in rings on a square (a mass performance)."""
    s = Scene("dancers", (1600, 1000), {"eye": (0, 17, -16), "horizon": 0.0, "lens_mm": 52})
    rng = s.rng
    s.add(floor(Material((0.2, 0.19, 0.19), mottle=0.12, size=2)))
    _rings(s, rng)
    s.light = Light(
        sun=(0.7, 0.4, 0.3),
        sun_colour=(2.6, 2.1, 1.5),
        sky=(0.35, 0.42, 0.55),
        shadow=((0, 1, 40), 42),
        softness=0.05,
        haze=(0.8, 0.7, 0.6),
        haze_metres=1200,
    )
    s.film = Film(exposure=0.75)
    s.shapes += crowd(
        rng, [(float(x), 0.0, 68 + rng.uniform(0, 4)) for x in np.arange(-34, 35, 0.8)], 180, [STAND, CHEER]
    )
    return s


def _rings(s: Scene, rng: np.random.Generator) -> None:
    """Let children dance in five sets of rings."""
    for cx, cz, c in (
        (-9, 26, (0.8, 0.8, 0.78)),
        (8, 30, (0.75, 0.5, 0.05)),
        (-2, 46, (0.1, 0.3, 0.6)),
        (18, 52, (0.7, 0.1, 0.12)),
        (-24, 50, (0.75, 0.35, 0.45)),
    ):
        for ring in range(3):
            r = 2.2 + ring * 2.1
            n = int(r * 4.4)
            for k in range(n):
                a = 2 * np.pi * k / n
                s.shapes += person_shapes(
                    Person(
                        (cx + r * np.cos(a), 0, cz + r * np.sin(a)),
                        np.degrees(-a) + 270 + 180 * (ring % 2),
                        1.35,
                        Clothes(c, c, skirt=True, long_hair=True),
                        (CHEER, STAND, Pose((100, 60, 10), (100, 60, 10)))[rng.integers(3)],
                        0,
                    )
                )
