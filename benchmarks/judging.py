"""Train the judge: boosted trees on the evidence, cross-validated by scene, calibrated, cut for precision."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from library.duplicates.evidence import FEATURES

Matrix = NDArray[np.float32]
Labels = NDArray[np.int8]
Names = NDArray[np.str_]

COMMAND: Final = "python -m benchmarks.likeness --train"
_FRAMES_JOINED: Final = 0.015
"""Share of other frames that may be joined in cross-validation: below the 2.5 % asked for: real bursts are harder."""

# More of this can only speak for the same picture (+1) or against it (-1): what a few dozen photographs cannot teach.
_RISING: Final = ("inliers", "inlier_share", "inlier_density", "spread", "correlation", "agree_05", "agree_10",
                  "agree_25", "agree_50", "agree_75", "fine_25", "fine_50")  # fmt: skip
_FALLING: Final = ("error_px", "shear", "flow_50", "flow_75", "flow_90", "flow_97", "moved", "moved_most",
                   "elsewhere", "elsewhere_most")  # fmt: skip


def train(evidence: Matrix, is_copy: Labels, is_scene: Labels, groups: Names, *, version: int) -> dict[str, Any]:
    """Fit both judges and give the content of judge.json.

    Args:
        evidence: shape (n, features).
        is_copy: 1 for a pair that is the same picture.
        is_scene: 1 for a pair of one scene, copies among them.
        groups: scene of each row.
        version: of the judge.
    """
    copy, copy_odds = _fitted(evidence, is_copy, groups, is_constrained=True)
    scene, scene_odds = _fitted(evidence, is_scene, groups, is_constrained=False)
    frames = copy_odds[(is_copy == 0) & (is_scene == 1)]
    strangers = copy_odds[is_scene == 0]
    threshold = max(
        _precise(copy_odds, is_copy, 0.995),
        float(np.quantile(frames, 1 - _FRAMES_JOINED)) if len(frames) else 0.0,
        float(strangers.max(initial=-40.0)) + 0.7,
    )
    return {
        "version": version,
        "made_by": COMMAND,
        "rows": len(evidence),
        "features": list(FEATURES),
        "copy_from": round(_probability(threshold), 5),
        "scene_from": round(max(0.6, _probability(_precise(scene_odds, is_scene, 0.98))), 5),
        "copy": copy,
        "scene": scene,
    }


def _probability(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def _precise(odds: NDArray[np.float64], labels: Labels, precision: float) -> float:
    """Give the lowest log odds from which on so many are right."""
    order = np.argsort(-odds)
    right = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    return float(odds[order[enough[-1]]]) if len(enough) else float(odds.max())


def _fitted(
    evidence: Matrix, labels: Labels, groups: Names, *, is_constrained: bool
) -> tuple[dict[str, Any], NDArray[np.float64]]:
    """Fit trees on all rows; calibrate them by what folds say of scenes they have not seen."""
    raw = np.zeros(len(labels))
    for teach, test in GroupKFold(5).split(evidence, labels, groups):
        fold = _trees(is_constrained).fit(evidence[teach], labels[teach], _weights(labels[teach]))
        raw[test] = fold.decision_function(evidence[test])
    scale = LogisticRegression(C=100).fit(raw[:, None], labels)
    slope, shift = float(scale.coef_[0, 0]), float(scale.intercept_[0])
    final = _trees(is_constrained).fit(evidence, labels, _weights(labels))
    return {"scale": [round(slope, 5), round(shift, 5)], **_exported(final)}, slope * raw + shift


def _weights(labels: Labels) -> NDArray[np.float64]:
    """Weigh both sides alike."""
    share = labels.mean()
    return np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))


def _trees(is_constrained: bool) -> HistGradientBoostingClassifier:
    signs = [1 if name in _RISING else -1 if name in _FALLING else 0 for name in FEATURES]
    return HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.1, max_leaf_nodes=10, min_samples_leaf=12, l2_regularization=2.0,
        max_features=0.4, early_stopping=False, random_state=7, monotonic_cst=signs if is_constrained else None,
    )  # fmt: skip


def _exported(fitted: HistGradientBoostingClassifier) -> dict[str, Any]:
    trees, depth = [], 0
    for (predictor,) in fitted._predictors:
        nodes = predictor.nodes
        depth = max(depth, int(nodes["depth"].max()))
        trees.append({
            "feature": [-1 if leaf else int(i) for i, leaf in zip(nodes["feature_idx"], nodes["is_leaf"], strict=True)],
            "threshold": [round(float(value), 6) for value in nodes["num_threshold"]],
            "left": [int(value) for value in nodes["left"]],
            "right": [int(value) for value in nodes["right"]],
            "value": [round(float(v), 6) if leaf else 0.0
                      for v, leaf in zip(nodes["value"], nodes["is_leaf"], strict=True)],
        })  # fmt: skip
    base = float(np.asarray(fitted._baseline_prediction).ravel()[0])
    return {"base": round(base, 6), "depth": depth, "trees": trees}
