"""The evidence on a pair: how well they agree when one is laid over the other, and what the disagreement is made of.

Content that *moved* speaks for another frame of the scene; content that *exists nowhere* in the other picture speaks
for something put over a copy.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from library.duplicates.alignment import Affine, Alignment, align, frame_alignments
from library.duplicates.planes import (
    Plane,
    correlate,
    correlate_locally,
    find_flow,
    flattened,
    follow,
    spread_of,
)
from library.media.likeness import Detail

FEATURES: Final = (
    "inliers", "inlier_share", "inlier_density", "error_px", "spread", "from_points",
    "overlap_a", "overlap_b", "scale", "squeeze", "shear", "turn_off",
    "correlation", "agree_01", "agree_05", "agree_10", "agree_25", "agree_50", "agree_75", "fine_25", "fine_50",
    "below_50", "below_80", "textured", "flow_50", "flow_75", "flow_90", "flow_97", "moved", "moved_most",
    "nowhere", "nowhere_fill", "nowhere_most", "moved_of_low", "agree_after", "gain", "tone", "noise_ratio",
    "after_low", "least_points", "elsewhere", "elsewhere_most", "patches", "contrast_low",
)  # fmt: skip

_STRIDE: Final = 4
_WINDOW: Final = 13
_LEAST_SIDE_PX: Final = 28
_BLOCK: Final = np.ones((3, 3), np.uint8)
_HALF: Final = 6
_REACH: Final = 22


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured on a pair.

    Attributes:
        alignment: from A to B after refinement.
        values: one number a name of `FEATURES`.
        nowhere: places of B (left, top, right, bottom in px of its grey picture) with content that is not in A, largest
            first.
        moved: the same for content that moved.
    """

    alignment: Alignment
    values: NDArray[np.float32]
    nowhere: tuple[tuple[int, int, int, int], ...] = ()
    moved: tuple[tuple[int, int, int, int], ...] = ()

    def value(self, name: str) -> float:
        """Give one number by its name."""
        return float(self.values[FEATURES.index(name)])


@dataclass(frozen=True, slots=True)
class _Overlay:
    """Two pictures in the frame of one of them.

    Attributes:
        ground: the picture that stays.
        laid: the other, warped onto it.
        mask: where both are.
        affine: from the other to the ground.
        corner: of the cut-out in the ground picture, x and y in px.
    """

    ground: Plane
    laid: Plane
    mask: NDArray[np.bool_]
    affine: Affine
    corner: tuple[int, int]


def collect_evidence(a: Detail, b: Detail, forms: tuple[int, ...] = ()) -> Evidence | None:
    """Measure a pair.

    Args:
        a: one picture.
        b: the other.
        forms: forms in which the hashes found A near B; each is tried as an alignment of the whole pictures.

    Returns:
        None when nothing lays the one over the other.
    """
    swap = False
    found = _best_alignment(a, b, forms)
    if found is None:
        return None
    # The picture that shows the common part smaller is the ground, so that the other is shrunk and not blown up.
    if abs(np.linalg.det(found.affine[:, :2])) > 1.0:
        swap = True
        a, b = b, a
        found = replace(found, affine=invert(found.affine))
    overlay = _lay(a, b, found.affine)
    if overlay is None:
        return None
    finer = _refine(a, b, overlay)
    if finer is not None:
        found, overlay = replace(found, affine=finer.affine), finer
    measured = _measure(a, b, found, overlay, swapped=swap)
    if measured is None:
        return None
    values, nowhere, moved = measured
    if swap:
        back = found.affine
        nowhere, moved = (tuple(_carry(box, invert(back)) for box in boxes) for boxes in (nowhere, moved))
        found = replace(found, affine=invert(found.affine))
    return Evidence(found, values, nowhere, moved)


def invert(affine: Affine) -> Affine:
    """Give the map back."""
    linear = np.linalg.inv(affine[:, :2])
    return np.column_stack([linear, -linear @ affine[:, 2]])


def _carry(box: tuple[int, int, int, int], affine: Affine) -> tuple[int, int, int, int]:
    """Carry a rectangle through a map: the upright rectangle around it."""
    corners = np.array([(box[i], box[j]) for i in (0, 2) for j in (1, 3)], dtype=np.float64)
    moved = corners @ affine[:, :2].T + affine[:, 2]
    (left, top), (right, bottom) = np.floor(moved.min(axis=0)), np.ceil(moved.max(axis=0))
    return int(left), int(top), int(right), int(bottom)


def _best_alignment(a: Detail, b: Detail, forms: tuple[int, ...]) -> Alignment | None:
    """Choose between the map of the points and those the hashes propose by how well the pictures agree under it."""
    by_points = align(a, b)
    if by_points is not None and by_points.inliers >= 20:
        return by_points
    best, best_agreement = by_points, -1.0 if by_points is None else _rough_agreement(a, b, by_points) + 0.05
    for proposed in frame_alignments(a, b, forms):
        agreement = _rough_agreement(a, b, proposed)
        if agreement > max(best_agreement, 0.4):
            best, best_agreement = proposed, agreement
    return best


def _rough_agreement(a: Detail, b: Detail, found: Alignment) -> float:
    """Correlate blurred pictures under a map; -1 where they hardly overlap."""
    affine = found.affine
    if abs(np.linalg.det(affine[:, :2])) > 1.0:
        a, b, affine = b, a, invert(affine)
    overlay = _lay(a, b, affine)
    if overlay is None:
        return -1.0
    ground, laid = (cv2.GaussianBlur(plane, (0, 0), 3.0) for plane in (overlay.ground, overlay.laid))
    return correlate(ground[overlay.mask], laid[overlay.mask])


def _lay(a: Detail, b: Detail, affine: Affine) -> _Overlay | None:
    """Warp A onto B and cut both to the rectangle of their overlap."""
    height, width = b.grey.shape
    left, top, right, bottom = _carry((0, 0, a.grey.shape[1] - 1, a.grey.shape[0] - 1), affine)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right + 1, width), min(bottom + 1, height)
    if right - left < _LEAST_SIDE_PX or bottom - top < _LEAST_SIDE_PX:
        return None
    moved = affine.copy()
    moved[:, 2] -= (left, top)
    size = (right - left, bottom - top)
    scale = float(np.sqrt(abs(np.linalg.det(affine[:, :2]))))
    source = a.grey if scale > 0.75 else cv2.GaussianBlur(a.grey, (0, 0), 0.45 / scale)
    laid: Any = cv2.warpAffine(source, moved, size, flags=cv2.INTER_LINEAR).astype(np.float32)
    inside: Any = cv2.warpAffine(np.full(a.grey.shape, 255, np.uint8), moved, size, flags=cv2.INTER_NEAREST)
    inside = cv2.erode(inside, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=255) > 0
    if inside.sum() < _LEAST_SIDE_PX**2:
        return None
    ground = b.grey[top:bottom, left:right].astype(np.float32)
    return _Overlay(ground, laid, inside, affine, (left, top))


def _refine(a: Detail, b: Detail, overlay: _Overlay) -> _Overlay | None:
    """Fit what the flow has in common over the agreeing places, as a better affine map."""
    # Half the size is fine enough: the fit is over hundreds of places.
    halves = [cv2.resize(plane, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
              for plane in (overlay.ground, overlay.laid)]  # fmt: skip
    ground, laid = flattened(halves[0]), flattened(halves[1])
    flow = find_flow(ground, laid, quick=True)
    agree = correlate_locally(ground, follow(laid, flow), 9)
    steps = (slice(None, None, 4),) * 2
    mask = overlay.mask[::2, ::2][: agree.shape[0], : agree.shape[1]]
    agree, flow = agree[: mask.shape[0], : mask.shape[1]], flow[: mask.shape[0], : mask.shape[1]]
    trusted = ((agree > 0.6) & mask)[steps]
    if trusted.sum() < 12:
        return None
    rows, columns = np.nonzero(trusted)
    places = np.column_stack([columns, rows]).astype(np.float64) * 8
    shifts = 2 * flow[steps][rows, columns].astype(np.float64)
    kept = np.ones(len(places), dtype=bool)
    design = np.column_stack([places, np.ones(len(places))])
    solution: NDArray[Any] = np.zeros((3, 2))
    for _ in range(4):
        solution = np.linalg.lstsq(design[kept], shifts[kept], rcond=None)[0]
        off = np.hypot(*(shifts - design @ solution).T)
        kept = off <= max(1.0, 2.0 * float(np.median(off)))
        if kept.sum() < 12:
            return None
    # The flow leads from the ground to the laid picture: ground place p shows what the laid picture has at p + flow.
    onward = np.column_stack([np.eye(2) + solution[:2].T, solution[2]])
    back = invert(onward)
    corner = np.array(overlay.corner, dtype=np.float64)
    linear = back[:, :2] @ overlay.affine[:, :2]
    shift = back[:, :2] @ (overlay.affine[:, 2] - corner) + back[:, 2] + corner
    if not 0.8 < abs(np.linalg.det(back[:, :2])) < 1.25:
        return None
    finer = _lay(a, b, np.column_stack([linear, shift]))
    if finer is None or finer.mask.sum() < 0.7 * overlay.mask.sum():
        return None
    return finer


def _measure(
    a: Detail, b: Detail, found: Alignment, overlay: _Overlay, *, swapped: bool
) -> tuple[NDArray[np.float32], Any, Any] | None:
    """Measure agreement, flow and what is nowhere over the overlap."""
    ground, laid = flattened(overlay.ground), flattened(overlay.laid)
    flow = find_flow(ground, laid, quick=False)
    soft_ground, soft_laid = (cv2.GaussianBlur(plane, (0, 0), 1.2) for plane in (overlay.ground, overlay.laid))
    agree = correlate_locally(soft_ground, soft_laid, _WINDOW)
    fine = correlate_locally(ground, laid, 7)
    after = correlate_locally(ground, follow(laid, flow), _WINDOW)
    spread_ground, spread_laid = spread_of(soft_ground, _WINDOW), spread_of(soft_laid, _WINDOW)
    steps = (slice(_STRIDE // 2, None, _STRIDE),) * 2
    mask = overlay.mask[steps]
    agree, fine, after = agree[steps], fine[steps], after[steps]
    has_texture = _has_texture(spread_ground[steps], mask) | _has_texture(spread_laid[steps], mask)
    has_both = _has_texture(spread_ground[steps], mask) & _has_texture(spread_laid[steps], mask)
    counted = has_texture & mask
    if counted.sum() < 12:
        return None
    length = np.hypot(flow[..., 0], flow[..., 1])[steps]
    low = counted & (agree < 0.7)
    moved = counted & has_both & (agree < 0.8) & (after > 0.6) & (after > agree + 0.12) & (length > 0.9)
    nowhere = low & ~cv2.dilate(moved.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & (after < 0.6)
    total = float(counted.sum())
    moved_boxes, moved_most, _ = _patches(moved, total)
    solid = cv2.morphologyEx(nowhere.astype(np.uint8), cv2.MORPH_OPEN, _BLOCK) > 0
    # Scattered places whose box spans the picture are no overlay that a person would point at.
    solid_boxes = [box for box in _patches(solid, total)[0] if solid[box[1] : box[3], box[0] : box[2]].mean() > 0.35]
    nowhere_boxes, nowhere_most, nowhere_fill = _patches(nowhere, total)
    steady = length[counted & (after > 0.7)]
    flows = np.percentile(steady, [50, 75, 90, 97]) if len(steady) else np.zeros(4)
    strong = counted & has_both
    strong = strong if strong.sum() >= 12 else counted
    agreed, fine_agreed = agree[strong], fine[strong]
    shape = _shape_of(found.affine)
    overlap_a, overlap_b = _overlap_shares(a, b, overlay, swapped=swapped)
    points = max(1, min(_inside(b.points, overlay.corner, overlay.mask), len(a.points)))
    whole = correlate(overlay.ground[overlay.mask], overlay.laid[overlay.mask])
    after_low = after[low]
    values = np.array(
        [
            found.inliers, found.inliers / max(1, found.matches), found.inliers / points, found.error_px,
            found.spread, found.source == "points", overlap_a, overlap_b, *shape,
            whole, *np.percentile(agreed, [1, 5, 10, 25, 50, 75]), *np.percentile(fine_agreed, [25, 50]),
            (agreed < 0.5).mean(), (agreed < 0.8).mean(), total / mask.size, *flows,
            moved.sum() / total, moved_most, nowhere.sum() / total, nowhere_fill, nowhere_most,
            moved.sum() / max(1.0, float(low.sum())), float(np.median(after[counted])),
            float((after - agree)[low].mean()) if low.any() else 0.0,
            _tone(overlay), _noise_ratio(overlay), float(after_low.mean()) if len(after_low) else 1.0,
            min(len(a.points), len(b.points)), *_elsewhere(soft_ground, soft_laid, nowhere_boxes),
            len(nowhere_boxes) + len(moved_boxes), _contrast_in(overlay, low),
        ],
        dtype=np.float32,
    )  # fmt: skip
    lifted = [
        tuple(
            (
                x0 * _STRIDE + overlay.corner[0], y0 * _STRIDE + overlay.corner[1],
                x1 * _STRIDE + overlay.corner[0], y1 * _STRIDE + overlay.corner[1],
            )
            for x0, y0, x1, y1 in boxes
        )
        for boxes in (solid_boxes, moved_boxes)
    ]  # fmt: skip
    return values, lifted[0], lifted[1]


def _has_texture(spread: Plane, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell where a picture has something to compare: more than noise, and not much less than elsewhere."""
    usual = float(np.median(spread[mask])) if mask.any() else 0.0
    return np.asarray(spread > max(2.0, min(5.0, 0.4 * usual)))


def _patches(where: NDArray[np.bool_], total: float) -> tuple[list[tuple[int, int, int, int]], float, float]:
    """Find connected patches: boxes in cells (largest first), share of the largest, how far they fill their boxes."""
    closed = cv2.morphologyEx(where.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    listed = sorted((tuple(int(v) for v in stats[i]) for i in range(1, count)), key=lambda each: -each[4])
    listed = [each for each in listed if each[4] >= 4]
    if not listed:
        return [], 0.0, 0.0
    boxes = [(x, y, x + width, y + height) for x, y, width, height, _ in listed]
    fill = sum(each[4] for each in listed) / sum(each[2] * each[3] for each in listed)
    return boxes[:6], listed[0][4] / total, fill


def _elsewhere(ground: Plane, laid: Plane, boxes: list[tuple[int, int, int, int]]) -> tuple[float, float]:
    """Look whether what disagrees in place is found near by: the mean and the best likeness over the largest patches.

    Something put over a copy is nowhere in the other picture; somebody who walked on is found a few steps away.
    """
    if not boxes:
        return 0.0, 0.0
    small = [cv2.resize(plane, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for plane in (ground, laid)]
    if min(small[0].shape) < 2 * _HALF + 1:
        return 0.0, 0.0
    found: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in boxes[:4]:
        column, row = (x0 + x1) * _STRIDE // 4, (y0 + y1) * _STRIDE // 4
        likeness = max(_found_near(small[0], small[1], column, row), _found_near(small[1], small[0], column, row))
        found.append((likeness, float((x1 - x0) * (y1 - y0))))
    total = sum(area for _, area in found)
    return sum(likeness * area for likeness, area in found) / total, max(likeness for likeness, _ in found)


def _found_near(one: Plane, other: Plane, column: int, row: int) -> float:
    """Give how much better a piece of one picture is found around its place in the other than in its place."""
    height, width = one.shape
    column, row = min(max(column, _HALF), width - _HALF - 1), min(max(row, _HALF), height - _HALF - 1)
    piece = one[row - _HALF : row + _HALF + 1, column - _HALF : column + _HALF + 1]
    if float(piece.std()) < 5.0:
        return 0.0
    top, left = max(0, row - _HALF - _REACH), max(0, column - _HALF - _REACH)
    around = other[top : row + _HALF + _REACH + 1, left : column + _HALF + _REACH + 1]
    likeness = cv2.matchTemplate(around, piece, cv2.TM_CCOEFF_NORMED)
    y, x = row - _HALF - top, column - _HALF - left
    here = float(likeness[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].max())
    best = float(likeness.max())
    return best if best > here + 0.2 else 0.0


def _contrast_in(overlay: _Overlay, low: NDArray[np.bool_]) -> float:
    """Give how far apart the two are in grey levels where they disagree, by how far apart they are elsewhere."""
    steps = (slice(_STRIDE // 2, None, _STRIDE),) * 2
    apart = np.abs(cv2.blur(overlay.ground, (9, 9)) - cv2.blur(overlay.laid, (9, 9)))[steps]
    if not low.any():
        return 0.0
    return float(np.mean(apart[low])) / (4.0 + float(np.median(apart[overlay.mask[steps]])))


def _shape_of(affine: Affine) -> tuple[float, float, float, float]:
    """Give scale, squeeze (longer by shorter axis), shear and degrees off the nearest right angle of a map."""
    linear = affine[:, :2]
    large, small = np.linalg.svd(linear, compute_uv=False)
    x, y = linear[:, 0], linear[:, 1]
    shear = abs(float(x @ y)) / max(1e-9, float(np.linalg.norm(x) * np.linalg.norm(y)))
    angle = float(np.degrees(np.arctan2(x[1], x[0])))
    return float(np.sqrt(large * small)), float(large / small), shear, abs((angle + 45) % 90 - 45)


def _overlap_shares(a: Detail, b: Detail, overlay: _Overlay, *, swapped: bool) -> tuple[float, float]:
    """Give the shares of the two pictures that they have in common, in the order they came."""
    area = float(overlay.mask.sum())
    of_b = area / b.grey.size
    of_a = min(1.0, area / abs(float(np.linalg.det(overlay.affine[:, :2]))) / a.grey.size)
    return (of_b, of_a) if swapped else (of_a, of_b)


def _inside(points: NDArray[np.float32], corner: tuple[int, int], mask: NDArray[np.bool_]) -> int:
    """Count key points inside the overlap."""
    x = points[:, 0].astype(int) - corner[0]
    y = points[:, 1].astype(int) - corner[1]
    within = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
    return int(mask[y[within], x[within]].sum())


def _tone(overlay: _Overlay) -> float:
    """Give the ratio of contrasts."""
    return float(overlay.laid[overlay.mask].std() / max(1.0, float(overlay.ground[overlay.mask].std())))


def _noise_ratio(overlay: _Overlay) -> float:
    """Give the share of the ground's variance that the laid picture does not explain, in the better half of places."""
    ground, laid = (cv2.GaussianBlur(plane, (0, 0), 1.0) for plane in (overlay.ground, overlay.laid))
    size = (9, 9)
    mean_ground, mean_laid = cv2.blur(ground, size), cv2.blur(laid, size)
    cov = cv2.blur(ground * laid, size) - mean_ground * mean_laid
    var_laid = (cv2.blur(laid * laid, size) - mean_laid * mean_laid).clip(0)
    var_ground = (cv2.blur(ground * ground, size) - mean_ground * mean_ground).clip(0)
    rest = (var_ground - cov * cov / (var_laid + 1.0)).clip(0)
    return float(np.median((rest / (var_ground + 1.0))[overlay.mask]))
