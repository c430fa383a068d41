"""Lay one picture over another: key points matched, an affine map of sane shape found, the rest refined by flow.

Deterministic: each match proposes the map that its own two points' places, sizes and angles imply, and the map that
most others agree with wins; no dice are thrown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from library.media.likeness import Detail
from library.media.visual_words import mirrored

Affine = NDArray[np.float64]
"""Shape (2, 3): maps places in px of one picture to the other's."""

LEAST_INLIERS: Final = 6
_ENOUGH: Final = 30
_MOST_PROPOSALS: Final = 120
_RATIO: Final = 0.88
_ROUGH_PX: Final = 14.0
_FINE_PX: Final = 3.0
_STRETCH: Final = 1.7
_SCALES: Final = (0.12, 8.0)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How picture A lies in picture B.

    Attributes:
        affine: from A to B, both in px of their grey pictures.
        is_mirrored: whether A is seen in a mirror.
        inliers: number of matched points that agree with the map.
        matches: number of points matched.
        error_px: median distance of the agreeing points from where the map puts them.
        spread: share of a 4 x 4 grid over the overlap that holds an agreeing point.
        source: "points" or "frame" (whole picture upon whole picture, proposed by the hashes).
    """

    affine: Affine
    is_mirrored: bool
    inliers: int
    matches: int
    error_px: float
    spread: float
    source: str


@dataclass(frozen=True, slots=True)
class _Matched:
    """Points of A and B that are alike, mirrored points of A already put into the plain picture's places."""

    a: NDArray[np.float64]
    b: NDArray[np.float64]
    is_mirrored: bool


def align(a: Detail, b: Detail) -> Alignment | None:
    """Find the affine map that carries A's points onto B's; None when too few agree."""
    plain = _fit(_match(a, b, is_mirrored=False), b)
    if plain and plain.inliers >= max(_ENOUGH, plain.matches // 2):
        return plain
    other = _fit(_match(a, b, is_mirrored=True), b)
    if plain and other:
        return plain if plain.inliers >= other.inliers else other
    return plain or other


def frame_alignments(a: Detail, b: Detail, forms: tuple[int, ...]) -> Iterator[Alignment]:
    """Lay A's whole picture, and its picture inside borders, upon B's in the forms that the hashes propose.

    Args:
        a: a picture.
        b: another.
        forms: indices of `library.media.likeness` forms that A would take on to look like B.
    """
    height_a, width_a = a.grey.shape
    height_b, width_b = b.grey.shape
    wholes = (0, 0, width_a, height_a), (0, 0, width_b, height_b)
    pairs = dict.fromkeys([wholes, (a.box, wholes[1]), (wholes[0], b.box), (a.box, b.box)])
    for form in forms:
        for box_a, box_b in pairs:
            affine = _frame_map(box_a, box_b, form)
            if _is_sane(affine):
                yield Alignment(affine, is_mirroring(affine), 0, 0, 0.0, 0.0, "frame")


def is_mirroring(affine: Affine) -> bool:
    """Tell whether a map shows its picture in a mirror."""
    return bool(np.linalg.det(affine[:, :2]) < 0)


def _frame_map(box_a: tuple[int, int, int, int], box_b: tuple[int, int, int, int], form: int) -> Affine:
    """Map a rectangle of A onto one of B in one of the eight forms: transposed, then upside down, then mirrored."""
    corners_a = np.array([(box_a[0], box_a[1]), (box_a[2], box_a[1]), (box_a[0], box_a[3])], dtype=np.float64)
    unit = np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    if form & 4:
        unit = unit[:, ::-1]
    if form & 2:
        unit = np.column_stack([unit[:, 0], 1 - unit[:, 1]])
    if form & 1:
        unit = np.column_stack([1 - unit[:, 0], unit[:, 1]])
    size = np.array([box_b[2] - box_b[0], box_b[3] - box_b[1]], dtype=np.float64)
    corners_b = unit * size + np.array([box_b[0], box_b[1]], dtype=np.float64)
    # Pixel centres: a picture of n pixels reaches from -0.5 to n - 0.5.
    return np.asarray(np.linalg.solve(_homogeneous(corners_a - 0.5), corners_b - 0.5).T)


def _match(a: Detail, b: Detail, *, is_mirrored: bool) -> _Matched:
    """Match each point of A with the nearest of B if it is clearly nearer than the second or each is the other's."""
    empty = np.zeros((0, 4))
    if min(len(a.points), len(b.points)) < 2:
        return _Matched(empty, empty, is_mirrored)
    points, described = a.points.astype(np.float64), a.descriptors
    if is_mirrored:
        described = mirrored(described)
    likeness = described @ b.descriptors.T
    distances = np.sqrt(np.maximum(2 - 2 * likeness, 0))
    nearest = distances.argmin(axis=1)
    rows = np.arange(len(points))
    first = distances[rows, nearest]
    rest = distances.copy()
    rest[rows, nearest] = np.inf
    # A second point at the same place (another angle of the same corner) is no rival.
    second = rest.min(axis=1)
    is_mutual = distances.argmin(axis=0)[nearest] == rows
    kept = (first < 0.75) & ((first < _RATIO * second) | (is_mutual & (first < 0.95 * second)))
    order = np.argsort((first / np.maximum(second, 1e-6))[kept], kind="stable")
    return _Matched(points[kept][order], b.points[nearest[kept]][order].astype(np.float64), is_mirrored)


def _fit(matched: _Matched, b: Detail) -> Alignment | None:
    """Find the map most matches agree with, and fit it to them."""
    if len(matched.a) < LEAST_INLIERS:
        return None
    proposals = _proposals(matched)
    reach = max(_ROUGH_PX, 0.04 * max(b.grey.shape))
    places = _homogeneous(matched.a[:, :2]).T
    off_x = proposals[:, 0] @ places - matched.b[:, 0]
    off_y = proposals[:, 1] @ places - matched.b[:, 1]
    near = off_x * off_x + off_y * off_y < reach**2
    scores = near.sum(axis=1)
    best: tuple[int, Affine, NDArray[np.bool_]] | None = None
    for index in np.argsort(-scores, kind="stable")[:4]:
        if scores[index] < LEAST_INLIERS:
            break
        fitted = _polish(matched, near[index])
        if fitted is not None and (best is None or fitted[1].sum() > best[0]):
            best = int(fitted[1].sum()), fitted[0], fitted[1]
    if best is None:
        return None
    _, affine, inside = best
    errors = _errors(affine, matched)[inside]
    return Alignment(
        affine=affine,
        is_mirrored=is_mirroring(affine),
        inliers=_distinct(matched, inside),
        matches=len(matched.a),
        error_px=float(np.median(errors)),
        spread=_spread(matched.b[inside, :2], b),
        source="points",
    )


def _proposals(matched: _Matched) -> NDArray[np.float64]:
    """Give the similarity that each match implies, shape (n, 2, 3)."""
    a, b = matched.a[:_MOST_PROPOSALS], matched.b[:_MOST_PROPOSALS]
    scale = np.clip(b[:, 2] / np.maximum(a[:, 2], 1e-3), *_SCALES)
    sign = -1.0 if matched.is_mirrored else 1.0
    # In a mirror (x -> -x) an angle t becomes 180 - t.
    angle_a = 180.0 - a[:, 3] if matched.is_mirrored else a[:, 3]
    turn = np.deg2rad(b[:, 3] - angle_a)
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    linear = np.stack([np.stack([sign * cos, -sin], axis=1), np.stack([sign * sin, cos], axis=1)], axis=1)
    shift = b[:, :2] - np.einsum("nij,nj->ni", linear, a[:, :2])
    return np.concatenate([linear, shift[:, :, None]], axis=2)


def _polish(matched: _Matched, inside: NDArray[np.bool_]) -> tuple[Affine, NDArray[np.bool_]] | None:
    """Fit an affine map to the agreeing matches, narrowing step by step what counts as agreeing."""
    affine: Affine | None = None
    for reach in (10.0, 6.0, 4.0, _FINE_PX, _FINE_PX):
        if inside.sum() < 4:
            return None
        fitted = _least_squares(matched.a[inside, :2], matched.b[inside, :2])
        if fitted is None:
            return None
        affine = fitted
        inside = _errors(affine, matched) < reach
    if affine is None or inside.sum() < LEAST_INLIERS or not _is_sane(affine):
        return None
    return affine, inside


def _least_squares(a: NDArray[np.float64], b: NDArray[np.float64]) -> Affine | None:
    """Fit an affine map; a weak pull towards a similarity keeps few or crowded points from shearing it."""
    centre_a, centre_b = a.mean(axis=0), b.mean(axis=0)
    x, y = a - centre_a, b - centre_b
    spread = float((x**2).sum())
    if spread < 1.0:
        return None
    similar = _similarity(x, y, spread)
    pull = 2.0 * 25.0**2
    linear = (y.T @ x + pull * similar) @ np.linalg.inv(x.T @ x + pull * np.eye(2))
    return np.column_stack([linear, centre_b - linear @ centre_a])


def _similarity(x: NDArray[np.float64], y: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    """Fit the better of a turn and a mirrored turn to centred points."""
    plain = np.array([(x * y).sum(), (x[:, 0] * y[:, 1] - x[:, 1] * y[:, 0]).sum()]) / spread
    other = np.array(
        [(x[:, 0] * y[:, 0] - x[:, 1] * y[:, 1]).sum(), (x[:, 0] * y[:, 1] + x[:, 1] * y[:, 0]).sum()]
    ) / spread  # fmt: skip
    if (plain**2).sum() >= (other**2).sum():
        return np.array([[plain[0], -plain[1]], [plain[1], plain[0]]])
    return np.array([[other[0], other[1]], [other[1], -other[0]]])


def _is_sane(affine: Affine) -> bool:
    """Tell whether a map may have come about by cropping, scaling, turning, mirroring and some squeezing."""
    if not np.isfinite(affine).all():
        return False
    large, small = np.linalg.svd(affine[:, :2], compute_uv=False)
    return bool(small > _SCALES[0] and large < _SCALES[1] and large / small < _STRETCH)


def _errors(affine: Affine, matched: _Matched) -> NDArray[np.float64]:
    moved = matched.a[:, :2] @ affine[:, :2].T + affine[:, 2]
    return np.asarray(np.hypot(*(moved - matched.b[:, :2]).T))


def _distinct(matched: _Matched, inside: NDArray[np.bool_]) -> int:
    """Count agreeing matches by different places in both pictures."""
    a = {(int(x) // 2, int(y) // 2) for x, y in matched.a[inside, :2]}
    b = {(int(x) // 2, int(y) // 2) for x, y in matched.b[inside, :2]}
    return min(len(a), len(b))


def _spread(points: NDArray[np.float64], b: Detail) -> float:
    height, width = b.grey.shape
    cells = {(int(4 * x / width), int(4 * y / height)) for x, y in points}
    return len(cells) / 16


def _homogeneous(points: NDArray[Any]) -> NDArray[np.float64]:
    return np.column_stack([points, np.ones(len(points))])
