"""The guest arrives: the train and the drive into town."""

from dataclasses import replace

import numpy as np

from sample_media.generate.figures import (
    CHEER,
    CLASP,
    HOLD,
    SALUTE,
    WAVE,
    Clothes,
    Person,
    Pose,
    anybody,
    person_shapes,
    suit,
    walking,
)
from sample_media.generate.film import Film
from sample_media.generate.light import Light, Sky
from sample_media.generate.optics import Material, Vector
from sample_media.generate.scene import Scene
from sample_media.generate.shapes import Egg, Limb, Piece
from sample_media.generate.things import (
    CARPET,
    MORVANIA,
    TERSIA,
    Facade,
    box,
    floor,
    flying_flag,
    house,
    leafy_tree,
    side_panel,
    strip,
)


def armoured_train() -> Scene:
    """A green armoured train beside a red carpet; a delegation steps down."""
    s = Scene("armoured_train", camera={"eye": (-1.0, 1.9, -2.0), "horizon": 0.42, "lens_mm": 34})
    rng = s.rng
    s.add(floor(Material((0.34, 0.32, 0.3), mottle=0.3, size=0.6)))
    s.add(strip((-0.7, 0.012, -4), 1.5, 34, CARPET))
    _armoured_cars(s)
    s.add(side_panel((1.57, 0.6, 7.4), 1.1, 2.35, Material((0.03, 0.025, 0.02))))
    for step in range(3):
        s.shapes += box((0.75 + step * 0.27, 0, 7.4), (0.3, 0.18 + 0.18 * step, 1.1), Material((0.25, 0.02, 0.02)))
    _delegation(s, rng)
    for i in range(5):
        s.shapes += flying_flag((-4.2, 0, 9 + i * 6), 6.5, (TERSIA, MORVANIA)[i % 2], i)
    for x, z in ((-9, 30), (-14, 38), (-7, 44), (-18, 30)):
        s.shapes += leafy_tree((x, 0, z), 9, rng, (0.1, 0.09, 0.03))
    s.light = Light(
        sun=(-0.65, 0.55, -0.5),
        sun_colour=(2.2, 2.0, 1.7),
        sky=(0.42, 0.48, 0.56),
        haze=(0.7, 0.72, 0.74),
        haze_metres=260,
        shadow=((0, 1, 10), 13),
    )
    s.sky = Sky(cloud=0.66, top=(0.3, 0.4, 0.55), low=(0.72, 0.75, 0.78), seed=22)
    s.film = Film(exposure=0.72, saturation=0.85)
    return s


def _armoured_cars(s: Scene) -> None:
    """Build the cars of the train."""
    green = Material((0.022, 0.075, 0.04), mottle=0.12, size=1.5, gloss=0.55)
    for car in range(4):
        z = -3 + car * 15.5
        s.shapes += box((1.6, 0.55, z), (3.0, 2.9, 14.9), green)
        s.add(
            Limb(
                (3.1, 3.1, z + 0.2), (3.1, 3.1, z + 14.7), (1.5, 1.5), Material((0.05, 0.06, 0.055), mottle=0.2, size=1)
            )
        )
        s.add(
            side_panel((1.585, 1.45, z), 14.9, 0.14, Material((0.6, 0.5, 0.12), gloss=0.4)),
            side_panel((1.585, 3.0, z), 14.9, 0.08, Material((0.6, 0.5, 0.12))),
        )
        for w in range(7):
            s.add(side_panel((1.58, 1.85, z + 1.0 + w * 1.95), 1.15, 0.85, Material((0.012, 0.016, 0.02), gloss=1.2)))
        for w in range(6):
            s.add(
                Piece((1.7, 0.42, z + 1.5 + w * 2.4), (0, 0, 0.45), (0, 0.45, 0), Material((0.02, 0.02, 0.02)), "disc")
            )
        for x in range(20):
            s.add(
                Limb(
                    (1.6, 0.7 + 0.01, z + x * 0.75), (1.6, 0.72, z + x * 0.75), (0.03, 0.03), Material((0.1, 0.12, 0.1))
                )
            )


def _delegation(s: Scene, rng: np.random.Generator) -> None:
    """Let the delegation step down before saluting soldiers."""
    s.shapes += person_shapes(
        Person(
            (0.9, 0.3, 7.95),
            250,
            1.72,
            Clothes((0.05, 0.05, 0.05), (0.05, 0.05, 0.05), hair=(0.02, 0.02, 0.02)),
            walking(0.15, 14),
            1,
            1.15,
        )
    )
    for x, z, yaw in (
        (0.1, 6.9, 40),
        (-0.2, 8.2, 100),
        (-0.9, 7.6, 80),
        (0.9, 9.6, 230),
        (0.2, 10.4, 200),
        (-0.5, 11.4, 170),
    ):
        s.shapes += person_shapes(Person((x, 0, z), yaw, float(rng.uniform(1.68, 1.82)), suit(rng), CLASP, 1))
    for i in range(9):
        green_coat = Clothes((0.09, 0.11, 0.07), (0.02, 0.025, 0.05), hat="cap", hat_colour=(0.09, 0.11, 0.07))
        s.shapes += person_shapes(Person((-1.7, 0, 6.5 + i * 1.7), 90, 1.82, green_coat, SALUTE, 1))


def street_with_flowers() -> Scene:
    """People with bunches of flowers and small flags line a street, seen from behind a motorcycle escort."""
    s = Scene("street_with_flowers", (1600, 1000), {"eye": (1.5, 1.6, 0), "horizon": 0.44, "lens_mm": 55})
    rng = s.rng
    s.add(floor(Material((0.16, 0.16, 0.17), mottle=0.25, size=0.5)))
    for side in (-1, 1):
        s.add(strip((side * 5.0 - 3, 0.12, 0), 6, 140, Material((0.4, 0.38, 0.36), mottle=0.2, size=0.5)))
    _onlookers(s, rng)
    for side in (-1, 1):
        for i in range(6):
            s.shapes += house(
                (8.5 if side > 0 else -20.5, 0, 12 + i * 19),
                (12, 17 + (i * 5) % 7, 17),
                Facade(6, 5, ((0.5, 0.42, 0.32), (0.42, 0.36, 0.34))[i % 2], seed=i + 40 + side),
            )
    black = Material((0.012, 0.012, 0.014), gloss=1.2)
    _limousine(s, black)
    _escort(s, black)
    s.light = Light(
        sun=(0.5, 0.75, -0.4),
        sun_colour=(2.1, 2.0, 1.8),
        sky=(0.42, 0.47, 0.56),
        haze=(0.75, 0.78, 0.82),
        haze_metres=160,
        shadow=((0, 1, 20), 20),
    )
    s.sky = Sky(cloud=0.7, top=(0.4, 0.5, 0.65), low=(0.8, 0.83, 0.85), seed=25)
    s.film = Film(exposure=0.75, focus=14, aperture=7, saturation=0.95)
    return s


def _onlookers(s: Scene, rng: np.random.Generator) -> None:
    """Line both sides with people who wave."""
    for side in (-1, 1):
        for i in range(60):
            x, z = side * (2.5 + rng.uniform(0, 0.5) + (i % 3) * 0.55), 6.5 + i * 0.52
            bright = [
                (0.7, 0.3, 0.4),
                (0.75, 0.72, 0.65),
                (0.15, 0.35, 0.6),
                (0.6, 0.08, 0.1),
                (0.7, 0.55, 0.1),
                (0.2, 0.42, 0.3),
            ][rng.integers(6)]
            dress = replace(anybody(rng), top=bright)
            s.shapes += person_shapes(
                Person(
                    (x, 0.12, z),
                    -side * 75,
                    float(rng.normal(1.67, 0.07)),
                    dress,
                    (CHEER, HOLD, WAVE)[rng.integers(3)],
                    0,
                )
            )
            hand = (x - side * 0.28, 1.75 + rng.uniform(-0.1, 0.2), z - 0.12)
            _greeting(s, rng, hand, side, i)


def _greeting(s: Scene, rng: np.random.Generator, hand: Vector, side: int, number: int) -> None:
    """Put a bunch of flowers or a small flag into a hand."""
    if number % 2:
        for _ in range(6):
            c = [(0.85, 0.15, 0.3), (0.85, 0.3, 0.5), (0.85, 0.65, 0.1)][rng.integers(3)]
            s.add(
                Egg(
                    (
                        hand[0] + rng.normal(0, 0.08),
                        hand[1] + rng.normal(0, 0.07),
                        hand[2] + rng.normal(0, 0.08),
                    ),
                    (0.075, 0.06, 0.075),
                    Material(c, rough=0.3),
                )
            )
    else:
        s.shapes += flying_flag(
            (hand[0], hand[1] - 0.1, hand[2]), 0.75, (TERSIA, MORVANIA)[rng.integers(2)], number, -side
        )


def _limousine(s: Scene, black: Material) -> None:
    """Drive the limousine."""
    s.shapes += box((-0.6, 0.3, 29), (1.9, 0.65, 5.2), black) + box(
        (-0.45, 0.95, 30.2), (1.6, 0.55, 3), Material((0.02, 0.025, 0.03), gloss=1.2)
    )
    for x in (-0.4, 1.1):
        s.add(Egg((x, 0.68, 28.95), (0.13, 0.08, 0.04), Material(glow=(16, 15, 13))))
        s.shapes += flying_flag((x, 0.95, 29.2), 0.9, TERSIA if x < 0 else MORVANIA, 3)


def _escort(s: Scene, black: Material) -> None:
    """Let three motorcycles ride ahead."""
    for x, z in ((-1.3, 21), (1.6, 22), (0.2, 18)):
        s.add(
            Limb((x, 0.35, z), (x, 0.35, z + 1.4), (0.32, 0.32), black),
            Limb((x, 0.7, z + 0.3), (x, 0.85, z + 1.0), (0.2, 0.22), Material((0.7, 0.7, 0.72), gloss=0.7)),
            Egg((x, 0.85, z - 0.02), (0.1, 0.1, 0.05), Material(glow=(20, 19, 17))),
        )
        s.shapes += person_shapes(
            Person(
                (x, 0.2, z + 0.8),
                180,
                1.8,
                Clothes((0.03, 0.05, 0.1), (0.03, 0.04, 0.05), hat="helmet", hat_colour=(0.75, 0.75, 0.75)),
                Pose((50, 20, 10), (50, 20, 10), (70, 14, 90), (70, 14, 90), seat=0.55),
                0,
            )
        )
