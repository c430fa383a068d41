"""People, built of limbs: where they stand, what they wear, what they do."""

from dataclasses import dataclass, field, replace

import numpy as np

from sample_media.generate.noise import Array
from sample_media.generate.optics import Material, Vector
from sample_media.generate.shapes import Egg, Limb, Piece, Shape

SKINS: tuple[Vector, ...] = (
    (0.55, 0.34, 0.25),
    (0.6, 0.38, 0.29),
    (0.42, 0.25, 0.17),
    (0.24, 0.13, 0.08),
    (0.5, 0.31, 0.21),
)
HAIRS: tuple[Vector, ...] = (
    (0.02, 0.015, 0.012),
    (0.06, 0.035, 0.02),
    (0.16, 0.09, 0.04),
    (0.28, 0.27, 0.26),
    (0.3, 0.2, 0.09),
)
STREET: tuple[Vector, ...] = (
    (0.03, 0.04, 0.07),
    (0.05, 0.05, 0.05),
    (0.3, 0.05, 0.04),
    (0.08, 0.12, 0.25),
    (0.12, 0.13, 0.09),
    (0.35, 0.33, 0.3),
    (0.05, 0.16, 0.12),
    (0.3, 0.2, 0.08),
    (0.02, 0.02, 0.025),
    (0.22, 0.1, 0.14),
    (0.5, 0.48, 0.44),
    (0.1, 0.2, 0.3),
)


@dataclass(frozen=True)
class Clothes:
    """What a person wears; `collar` is the shirt that shows above a jacket, with a `tie`."""

    top: Vector = (0.03, 0.035, 0.05)
    legs: Vector = (0.03, 0.035, 0.05)
    shoes: Vector = (0.015, 0.012, 0.01)
    skin: Vector = SKINS[0]
    hair: Vector = HAIRS[1]
    collar: Vector | None = None
    tie: Vector | None = None
    hat: str = ""
    hat_colour: Vector = (0.04, 0.05, 0.06)
    skirt: bool = False
    long_hair: bool = False
    bare_arms: bool = False
    bare_legs: bool = False


@dataclass(frozen=True)
class Pose:
    """Angles in degrees. Arms and legs: (forward, outward, bend of the lower part)."""

    right_arm: Vector = (4.0, 8.0, 14.0)
    left_arm: Vector = (4.0, 8.0, 14.0)
    right_leg: Vector = (0.0, 3.0, 2.0)
    left_leg: Vector = (0.0, 3.0, 2.0)
    lean: float = 0.0
    nod: float = 0.0
    turn: float = 0.0
    seat: float = 0.0


@dataclass(frozen=True)
class Person:
    """A person: feet at `at`, looking along `yaw` (0 away from us, 180 towards us), `height` in metres."""

    at: Vector
    yaw: float = 180.0
    height: float = 1.75
    clothes: Clothes = field(default_factory=Clothes)
    pose: Pose = field(default_factory=Pose)
    detail: int = 1
    girth: float = 1.0


STAND = Pose()
WAVE = Pose(right_arm=(150, 28, 35))
CHEER = Pose(right_arm=(160, 22, 15), left_arm=(160, 22, 15))
HOLD = Pose(right_arm=(120, 8, 60), left_arm=(120, 8, 60))
SPEAK = Pose(right_arm=(38, 14, 62), left_arm=(38, 14, 62), lean=4)
CLASP = Pose(right_arm=(22, 4, 62), left_arm=(22, 4, 62))
SIT = Pose(right_arm=(35, 8, 50), left_arm=(35, 8, 50), right_leg=(84, 6, 84), left_leg=(84, 6, 84), seat=0.45)
SALUTE = Pose(right_arm=(70, 60, 130))
CAMERA = Pose(right_arm=(62, 22, 112), left_arm=(62, 22, 112), lean=5)


def walking(phase: float, reach: float = 26.0) -> Pose:
    """Return a step of a walk; phase 0 to 1."""
    s = float(np.sin(2 * np.pi * phase))
    return Pose(
        right_leg=(reach * s, 2, 6 + 22 * max(-s, 0)), left_leg=(-reach * s, 2, 6 + 22 * max(s, 0)),
        right_arm=(-reach * 0.9 * s, 7, 22), left_arm=(reach * 0.9 * s, 7, 22), lean=3,
    )  # fmt: skip


def running(phase: float) -> Pose:
    """Return a step of a run; phase 0 to 1."""
    s = float(np.sin(2 * np.pi * phase))
    return Pose(
        right_leg=(12 + 48 * s, 3, 35 - 30 * s), left_leg=(12 - 48 * s, 3, 35 + 30 * s),
        right_arm=(-45 * s, 16, 85), left_arm=(45 * s, 16, 85), lean=14,
    )  # fmt: skip


def suit(rng: np.random.Generator, tie: Vector | None = None) -> Clothes:
    """Return a dark suit with a white shirt."""
    cloth = [(0.02, 0.024, 0.04), (0.03, 0.03, 0.033), (0.045, 0.048, 0.058), (0.018, 0.018, 0.02)][rng.integers(4)]
    return Clothes(
        cloth, cloth, skin=SKINS[rng.integers(5)], hair=HAIRS[rng.integers(5)], collar=(0.75, 0.76, 0.8),
        tie=tie or [(0.25, 0.02, 0.03), (0.03, 0.06, 0.2), (0.05, 0.05, 0.07)][rng.integers(3)],
    )  # fmt: skip


def anybody(rng: np.random.Generator) -> Clothes:
    """Return somebody's street clothes."""
    top = STREET[rng.integers(len(STREET))]
    legs = [(0.03, 0.04, 0.08), (0.03, 0.03, 0.03), (0.1, 0.1, 0.11), (0.12, 0.1, 0.07)][rng.integers(4)]
    hat = str(rng.choice(["", "", "", "", "cap", "wool"]))
    return Clothes(
        top, legs, skin=SKINS[rng.integers(5)], hair=HAIRS[rng.integers(5)], long_hair=bool(rng.random() < 0.4),
        hat=hat, hat_colour=STREET[rng.integers(len(STREET))],
    )  # fmt: skip


class _Body:
    """Places parts given in a person's own directions (right, up, ahead) into the world."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.scale = person.height / 1.75
        a, lean = np.radians(person.yaw), np.radians(person.pose.lean)
        ahead = np.array([np.sin(a), 0, np.cos(a)])
        right = np.array([np.cos(a), 0, -np.sin(a)])
        up = np.array([0.0, 1.0, 0.0])
        self.upright = np.stack([right, up, ahead])
        self.bent = np.stack(
            [right, up * np.cos(lean) + ahead * np.sin(lean), ahead * np.cos(lean) - up * np.sin(lean)]
        )
        low = 0.92 if not person.pose.seat else person.pose.seat + 0.1
        self.hip = np.asarray(person.at, float) + up * low * self.scale
        self.parts: list[Shape] = []

    def spot(self, right: float, up: float, ahead: float) -> Array:
        """Return the world point of a place above the hip."""
        return self.hip + (np.array([right, up, ahead]) * self.scale) @ self.bent

    def limb(self, start: Array, end: Array, radii: tuple[float, float], colour: Vector, folds: float = 0.25) -> None:
        """Add a limb."""
        material = Material(colour, mottle=folds if self.person.detail else 0.0, size=0.16)
        self.parts.append(Limb(tuple(start), tuple(end), (radii[0] * self.scale, radii[1] * self.scale), material))  # type: ignore[arg-type]

    def egg(self, centre: Array, radii: Vector, colour: Vector, rough: float = 0.0) -> None:
        """Add an ellipsoid."""
        sized = tuple(r * self.scale for r in radii)
        material = Material(colour, rough=rough, gloss=0.05)
        self.parts.append(Egg(tuple(centre), sized, material, yaw=-self.person.yaw - self.person.pose.turn))  # type: ignore[arg-type]

    def swing(self, angles: Vector, side: float) -> tuple[Array, Array]:
        """Return the world directions of an upper and a lower part from their angles."""
        forward, out, bend = (np.radians(v) for v in angles)
        upper = np.array([side * np.sin(out), -np.cos(forward) * np.cos(out), np.sin(forward) * np.cos(out)])
        total = forward + bend
        lower = np.array([side * np.sin(out) * np.cos(bend), -np.cos(total) * np.cos(out), np.sin(total) * np.cos(out)])
        return upper, lower / np.linalg.norm(lower)


def person_shapes(person: Person) -> list[Shape]:
    """Return the limbs of a person."""
    body = _Body(person)
    wide = person.girth
    _trunk(body, wide)
    for side in (1.0, -1.0):
        _arm(body, side, wide)
        _leg(body, side)
    _head(body)
    return body.parts


def _trunk(body: _Body, wide: float) -> None:
    c = body.person.clothes
    for side in (-1, 1):
        chest, waist = body.spot(side * 0.085 * wide, 0.42, 0.01), body.spot(side * 0.075 * wide, 0.02, 0)
        body.limb(waist, chest, (0.115 * wide, 0.115 * wide), c.top)
        body.limb(chest, body.spot(side * 0.15 * wide, 0.46, 0), (0.1, 0.075), c.top)
        body.limb(body.spot(0, 0.545, -0.01), body.spot(side * 0.16 * wide, 0.475, 0), (0.055, 0.068), c.top)
    body.limb(body.spot(0, 0.5, 0), body.spot(0, 0.62, 0.015), (0.055, 0.05), c.skin, 0.0)
    if c.collar is not None and body.person.detail:
        body.limb(body.spot(0, 0.53, 0.075), body.spot(0, 0.26, 0.125 * wide), (0.05, 0.006), c.collar, 0.05)
        if c.tie is not None:
            body.limb(body.spot(0, 0.505, 0.118), body.spot(0, 0.2, 0.138 * wide), (0.014, 0.024), c.tie, 0.1)
    if c.skirt:
        body.limb(body.spot(0, 0.02, 0), body.spot(0, -0.42, 0), (0.16, 0.24), c.legs)


def _arm(body: _Body, side: float, wide: float) -> None:
    c, pose = body.person.clothes, body.person.pose
    upper, lower = body.swing(pose.right_arm if side > 0 else pose.left_arm, side)
    shoulder = body.spot(side * 0.178 * wide, 0.455, 0)
    elbow = shoulder + upper @ body.bent * 0.3 * body.scale
    inward = lower - np.array([side * 0.12, 0, 0])
    hand = elbow + inward / np.linalg.norm(inward) @ body.bent * 0.26 * body.scale
    body.limb(shoulder, elbow, (0.066, 0.052), c.top)
    body.limb(elbow, hand, (0.05, 0.038), c.skin if c.bare_arms else c.top, 0.0 if c.bare_arms else 0.25)
    if c.collar is not None and body.person.detail:
        body.limb(hand, hand + (hand - elbow) * 0.05, (0.036, 0.036), c.collar, 0.0)
    body.limb(hand + (hand - elbow) * 0.1, hand + (hand - elbow) * 0.36, (0.038, 0.03), c.skin, 0.0)


def _leg(body: _Body, side: float) -> None:
    c, pose = body.person.clothes, body.person.pose
    upper, lower = body.swing(pose.right_leg if side > 0 else pose.left_leg, side)
    back = np.radians(pose.right_leg[0] if side > 0 else pose.left_leg[0]) - np.radians(
        (pose.right_leg if side > 0 else pose.left_leg)[2]
    )
    lower = np.array([lower[0], -np.cos(back), np.sin(back)])
    hip = body.hip + np.array([side * 0.09, 0, 0]) * body.scale @ body.upright
    knee = hip + upper @ body.upright * 0.43 * body.scale
    foot = knee + lower / np.linalg.norm(lower) @ body.upright * 0.43 * body.scale
    colour = c.skin if c.skirt or c.bare_legs else c.legs
    thigh = c.legs if c.bare_legs else colour
    body.limb(hip, knee, (0.095, 0.068), thigh)
    body.limb(knee, foot, (0.064, 0.05), colour, 0.0 if colour is c.skin else 0.25)
    body.limb(foot, foot + np.array([0, -0.015, 0.16]) * body.scale @ body.upright, (0.05, 0.042), c.shoes, 0.0)


def _head(body: _Body) -> None:
    c, pose = body.person.clothes, body.person.pose
    nod = np.radians(pose.nod)
    turn = np.radians(pose.turn)
    ahead = np.array([np.sin(turn) * np.cos(nod), np.sin(nod), np.cos(turn) * np.cos(nod)])
    right = np.array([np.cos(turn), 0, -np.sin(turn)])

    def at(r: float, u: float, f: float) -> Array:
        return body.spot(*(np.array([0, 0.7, 0.03]) + right * r + np.array([0, u, 0]) + ahead * f))

    body.egg(at(0, 0, 0.01), (0.078, 0.112, 0.094), c.skin)
    body.limb(at(0, -0.06, 0.055), at(0, -0.075, 0.06), (0.045, 0.042), c.skin, 0.0)
    if c.hat:
        _hat(body, at)
    if c.hat != "helmet":
        body.egg(at(0, 0.035, -0.022), (0.086, 0.1, 0.096), c.hair, rough=0.12)
        if c.long_hair:
            body.egg(at(0, -0.06, -0.05), (0.09, 0.15, 0.07), c.hair, rough=0.15)
    if body.person.detail < 2:
        return
    dark = tuple(0.62 * v for v in c.skin)
    body.limb(at(0, 0.015, 0.094), at(0, -0.028, 0.107), (0.012, 0.017), c.skin, 0.0)
    for side in (-1, 1):
        body.egg(at(side * 0.032, 0.02, 0.073), (0.019, 0.011, 0.014), dark)  # type: ignore[arg-type]
        body.egg(at(side * 0.08, -0.005, 0.0), (0.014, 0.03, 0.022), c.skin)
    body.egg(at(0, -0.064, 0.086), (0.024, 0.007, 0.012), (c.skin[0] * 0.75, c.skin[1] * 0.55, c.skin[2] * 0.55))


def _hat(body: _Body, at: object) -> None:
    c = body.person.clothes
    place = at  # a function of right, up, ahead
    if c.hat == "helmet":
        body.egg(place(0, 0.045, -0.005), (0.1, 0.095, 0.125), c.hat_colour)  # type: ignore[operator]
    elif c.hat == "wool":
        body.egg(place(0, 0.06, -0.012), (0.092, 0.09, 0.102), c.hat_colour)  # type: ignore[operator]
    elif c.hat == "bear":
        body.egg(place(0, 0.17, -0.01), (0.115, 0.17, 0.125), c.hat_colour, 0.1)  # type: ignore[operator]
    else:
        body.egg(place(0, 0.09, -0.01), (0.108, 0.045, 0.115), c.hat_colour)  # type: ignore[operator]
        body.egg(place(0, 0.06, 0.09), (0.07, 0.012, 0.06), c.hat_colour)  # type: ignore[operator]


def crowd(
    rng: np.random.Generator, places: list[Vector], yaw: float, poses: list[Pose], detail: int = 0
) -> list[Shape]:
    """Return a crowd: somebody different at each place, turned about the given way."""
    shapes: list[Shape] = []
    for place in places:
        pose = poses[rng.integers(len(poses))]
        pose = replace(pose, turn=float(rng.normal(0, 18)), nod=float(rng.normal(0, 6)))
        person = Person(
            place, yaw + float(rng.normal(0, 14)), float(rng.normal(1.72, 0.08)), anybody(rng), pose, detail
        )
        shapes += person_shapes(person)
    return shapes


def plate(corner: Vector, across: Vector, up: Vector, material: Material) -> Piece:
    """Return a flat piece (a banner, a board)."""
    return Piece(corner, across, up, material)
