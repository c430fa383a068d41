"""What two pictures are to each other, how sure that is, and why, in a few codes that screens put into words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from library.duplicates.evidence import Evidence, collect_evidence
from library.duplicates.judge import Judge, shipped_judge
from library.media.likeness import Detail, forms_in, unpack_detail

Kind = Literal["same", "crop", "altered", "other-frame", "unrelated"]
Region = tuple[int, int, int, int]
"""Left, top, right, bottom in px."""

JOINED: Final = ("same", "crop", "altered")
"""Kinds that make two assets the same picture."""

FORM_BITS: Final = 14
_WHOLE: Final = 0.94
_BEYOND: Final = 0.9
_GREY: Final = 5
_COLOURED: Final = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is proved: its detail, and the size of the original it stands for.

    Attributes:
        detail: grey picture and key points.
        hashes: of the whole and the trimmed picture in all forms, shape (n, 8); n is 0, 1 or 2.
        width_px: of the original, upright.
        height_px: of the original, upright.
    """

    detail: Detail
    hashes: NDArray[np.uint64]
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the why.

    Attributes:
        code: "same", "resized", "crop", "beyond", "mirrored", "turned", "tilted", "squeezed", "black_and_white",
            "overlay", "framed", "moved", "matched".
        percent: its measure (share of the picture, degrees for turns); None where there is none.
        place: where in the picture: "left", "right", "top", "bottom", "middle", "top left"; "" where it says nothing.
        of: whose property it is: "first", "second" or "both".
    """

    code: str
    percent: int | None = None
    place: str = ""
    of: str = "both"


@dataclass(frozen=True, slots=True)
class Relation:
    """What the first picture is to the second.

    Attributes:
        kind: see `Kind`.
        score: calibrated probability that they are the same picture.
        scene: the same that they show one moment.
        reasons: the why, the most telling first.
        affine: from the first original's px to the second's, row by row.
        first_region: the common part in the first original.
        second_region: the common part in the second original.
        over: places in the second original whose content the first does not have (overlays), largest first.
        moved: places in the second original whose content moved.
        version: of the judge.
    """

    kind: Kind
    score: float
    scene: float
    reasons: tuple[Reason, ...]
    affine: tuple[float, ...]
    first_region: Region
    second_region: Region
    over: tuple[Region, ...]
    moved: tuple[Region, ...]
    version: int


def shown(hashes: bytes, detail: bytes, width_px: int, height_px: int) -> Shown:
    """Put together what a proof needs of one picture.

    Raises:
        ValueError: the detail is damaged.
    """
    return Shown(unpack_detail(detail), forms_in(hashes), width_px, height_px)


def relate(first: Shown, second: Shown, judge: Judge | None = None) -> Relation | None:
    """Prove what two pictures are to each other; None when nothing lays the one over the other."""
    evidence = collect_evidence(first.detail, second.detail, near_forms(first.hashes, second.hashes))
    if evidence is None:
        return None
    judge = judge or shipped_judge()
    score, scene = judge.weigh(evidence)
    is_copy, is_scene = score >= judge.copy_from, scene >= judge.scene_from
    affine = _in_originals(evidence, first, second)
    regions = _common(affine, first, second)
    up_second = second.width_px / second.detail.grey.shape[1]
    over, moved = (tuple(_scaled(box, up_second) for box in boxes[:3]) for boxes in (evidence.nowhere, evidence.moved))
    if is_copy:
        reasons = tuple(_why(evidence, first, second))
        kind = _kind(reasons)
    else:
        kind = "other-frame" if is_scene else "unrelated"
        reasons = tuple(_why_not(evidence)) if is_scene else ()
        over = ()
    flat = tuple(round(float(value), 5) for value in affine.ravel())
    return Relation(kind, round(score, 4), round(scene, 4), reasons, flat, *regions, over, moved, judge.version)


def from_the_other_side(relation: Relation) -> Relation:
    """Tell a relation with the second picture as the first."""
    affine = np.array(relation.affine).reshape(2, 3)
    linear = np.linalg.inv(affine[:, :2])
    back = np.column_stack([linear, -linear @ affine[:, 2]])
    sides = {"first": "second", "second": "first"}
    over, moved = (tuple(_moved(box, back) for box in boxes) for boxes in (relation.over, relation.moved))
    return replace(
        relation,
        reasons=tuple(_other_side(reason, sides) for reason in relation.reasons),
        affine=tuple(round(float(value), 5) for value in back.ravel()),
        first_region=relation.second_region,
        second_region=relation.first_region,
        over=over,
        moved=moved,
    )


def _other_side(reason: Reason, sides: dict[str, str]) -> Reason:
    # A turn to the left is a turn to the right seen from there; of two mirrored pictures each is turned alike.
    percent = (360 - (reason.percent or 0)) % 360 if reason.code == "turned" else reason.percent
    return replace(reason, percent=percent, of=sides.get(reason.of, reason.of))


def near_forms(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> tuple[int, ...]:
    """Name the forms in which the first picture's hashes come near the second's, the nearest first."""
    if not len(first) or not len(second):
        return ()
    distances = np.bitwise_count(first[:, None, :] ^ second[None, :, :1]).min(axis=(0, 1))
    return tuple(int(form) for form in np.argsort(distances, kind="stable") if distances[form] <= FORM_BITS)


def _kind(reasons: tuple[Reason, ...]) -> Kind:
    codes = {reason.code for reason in reasons}
    if codes <= {"same", "resized"}:
        return "same"
    return "crop" if codes <= {"crop", "resized"} else "altered"


def _why(evidence: Evidence, first: Shown, second: Shown) -> Iterator[Reason]:
    """Say how a copy came about, what changed most first."""
    affine = evidence.alignment.affine
    if evidence.alignment.is_mirrored:
        yield Reason("mirrored")
    yield from _turns(evidence)
    if min(first.detail.colour, second.detail.colour) <= _GREY and max(
        first.detail.colour, second.detail.colour
    ) >= _COLOURED:  # fmt: skip
        yield Reason("black_and_white", of="first" if first.detail.colour < second.detail.colour else "second")
    yield from _outside(evidence, first, second)
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in evidence.nowhere[:3])
    if evidence.nowhere and area >= 0.006 * second.detail.grey.size:
        share = round(100 * min(1.0, area / second.detail.grey.size))
        yield Reason("overlay", max(1, share), _place(evidence.nowhere, second.detail))
    if evidence.value("squeeze") > 1.06 and evidence.value("error_px") < 4:
        yield Reason("squeezed", round(100 * (evidence.value("squeeze") - 1)))
    larger, smaller = _scale(affine, first, second)
    if larger > 1.15:
        yield Reason("resized", round(100 / larger), of=smaller)
    elif evidence.value("overlap_a") >= _WHOLE and evidence.value("overlap_b") >= _WHOLE:
        yield Reason("same")


def _turns(evidence: Evidence) -> Iterator[Reason]:
    linear = evidence.alignment.affine[:, :2]
    x, y = linear[:, 0]
    if evidence.alignment.is_mirrored:
        x = -x
    degrees = float(np.degrees(np.arctan2(y, x)))
    quarter = round(degrees / 90) * 90 % 360
    if quarter:
        yield Reason("turned", quarter)
    off = evidence.value("turn_off")
    if off >= 0.8:
        yield Reason("tilted", max(1, round(off)))


def _outside(evidence: Evidence, first: Shown, second: Shown) -> Iterator[Reason]:
    """Say what each picture has beyond the common part: a frame around it, or more of the scene."""
    shares = {"first": evidence.value("overlap_a"), "second": evidence.value("overlap_b")}
    pictures = {"first": first.detail, "second": second.detail}
    for of, other in (("first", "second"), ("second", "first")):
        if shares[of] >= _WHOLE:
            continue
        percent = round(100 * shares[of])
        box = pictures[of].box
        inner = (box[2] - box[0]) * (box[3] - box[1]) / pictures[of].grey.size
        if inner < 0.97 and abs(inner - shares[of]) < 0.08:
            yield Reason("framed", percent, of=of)
        elif shares[other] >= _BEYOND:
            yield Reason("crop", percent, _side(evidence, first, second, of), of=other)
        else:
            yield Reason("beyond", percent, of=of)


def _why_not(evidence: Evidence) -> Iterator[Reason]:
    if evidence.moved:
        yield Reason("moved", max(1, round(100 * evidence.value("moved"))))
    yield Reason("matched", round(100 * evidence.value("inlier_share")))


def _scale(affine: NDArray[np.float64], first: Shown, second: Shown) -> tuple[float, str]:
    """Give by how much the common part is larger in one original than in the other, and in which it is smaller."""
    up_first = first.width_px / first.detail.grey.shape[1]
    up_second = second.width_px / second.detail.grey.shape[1]
    factor = float(np.sqrt(abs(np.linalg.det(affine[:, :2])))) * up_second / up_first
    return (factor, "first") if factor >= 1 else (1 / factor, "second")


def _in_originals(evidence: Evidence, first: Shown, second: Shown) -> NDArray[np.float64]:
    """Give the map between the originals' px."""
    affine = evidence.alignment.affine
    up_first = np.array([first.width_px / first.detail.grey.shape[1], first.height_px / first.detail.grey.shape[0]])
    up_second = np.array(
        [second.width_px / second.detail.grey.shape[1], second.height_px / second.detail.grey.shape[0]]
    )
    # Centres of pixels: place p of a small picture is (p + 0.5) * up - 0.5 of the original.
    linear = up_second[:, None] * affine[:, :2] / up_first[None, :]
    shift = up_second * (affine[:, 2] + 0.5) - 0.5 + linear @ (0.5 - 0.5 * up_first)
    return np.column_stack([linear, shift])


def _common(affine: NDArray[np.float64], first: Shown, second: Shown) -> tuple[Region, Region]:
    """Give the upright rectangles around the common part in both originals."""
    linear = np.linalg.inv(affine[:, :2])
    back = np.column_stack([linear, -linear @ affine[:, 2]])
    return (
        _carried(back, second.width_px, second.height_px, first.width_px, first.height_px),
        _carried(affine, first.width_px, first.height_px, second.width_px, second.height_px),
    )


def _moved(box: Region, affine: NDArray[np.float64]) -> Region:
    corners = np.array([(box[i], box[j]) for i in (0, 2) for j in (1, 3)], dtype=np.float64)
    moved = corners @ affine[:, :2].T + affine[:, 2]
    (left, top), (right, bottom) = np.rint(moved.min(axis=0)), np.rint(moved.max(axis=0))
    return int(left), int(top), int(right), int(bottom)


def _carried(affine: NDArray[np.float64], width: int, height: int, most_x: int, most_y: int) -> Region:
    corners = np.array([(x, y) for x in (0, width) for y in (0, height)], dtype=np.float64)
    moved = corners @ affine[:, :2].T + affine[:, 2]
    low, high = np.rint(moved.min(axis=0)), np.rint(moved.max(axis=0))
    return (
        int(np.clip(low[0], 0, most_x)), int(np.clip(low[1], 0, most_y)),
        int(np.clip(high[0], 0, most_x)), int(np.clip(high[1], 0, most_y)),
    )  # fmt: skip


def _scaled(box: Region, up: float) -> Region:
    return round(box[0] * up), round(box[1] * up), round(box[2] * up), round(box[3] * up)


def _side(evidence: Evidence, first: Shown, second: Shown, of: str) -> str:
    """Say where in the fuller picture the common part lies."""
    regions = _common(evidence.alignment.affine, _small(first), _small(second))
    region, detail = (regions[0], first.detail) if of == "first" else (regions[1], second.detail)
    return _place([region], detail, least=0.08)


def _small(picture: Shown) -> Shown:
    height, width = picture.detail.grey.shape
    return Shown(picture.detail, picture.hashes, width, height)


def _place(boxes: tuple[Region, ...] | list[Region], detail: Detail, least: float = 0.17) -> str:
    """Name the place of the largest box: by how far its middle is off the picture's middle."""
    if not boxes:
        return ""
    height, width = detail.grey.shape
    x = (boxes[0][0] + boxes[0][2]) / 2 / width - 0.5
    y = (boxes[0][1] + boxes[0][3]) / 2 / height - 0.5
    down = "top" if y < -least else "bottom" if y > least else ""
    across = "left" if x < -least else "right" if x > least else ""
    return f"{down} {across}".strip() or "middle"
