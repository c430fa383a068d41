"""The judge: boosted trees over the evidence, shipped as data and evaluated here; no learning library at run time.

`judge.json` names its version and the command that trains it (`python -m benchmarks.likeness --train`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from library.duplicates.evidence import FEATURES, Evidence
from library.errors import JudgeUnusable

JUDGE: Final = Path(__file__).with_name("judge.json")


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, padded to one shape so that all are walked at once.

    Attributes:
        feature: which number each node looks at, shape (trees, nodes); -1 for a leaf.
        threshold: a node sends numbers up to this to the left.
        left: where it sends them.
        right: where it sends the others.
        value: what a leaf adds.
        base: what is added to before the first tree.
        depth: longest way from a root to a leaf.
        scale: slope and shift that turn the sum into log odds (calibration).
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float
    depth: int
    scale: tuple[float, float]

    def probability(self, values: NDArray[np.float32]) -> float:
        """Give the calibrated probability for one vector of evidence."""
        rows = np.arange(len(self.feature))
        at = np.zeros(len(rows), dtype=np.int16)
        for _ in range(self.depth):
            feature = self.feature[rows, at]
            goes_left = values[feature] <= self.threshold[rows, at]
            onward = np.where(goes_left, self.left[rows, at], self.right[rows, at])
            at = np.where(feature < 0, at, onward).astype(np.int16)
        odds = self.scale[0] * (self.base + float(self.value[rows, at].sum())) + self.scale[1]
        return float(1.0 / (1.0 + np.exp(-np.clip(odds, -40, 40))))


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides on a pair.

    Attributes:
        version: remembered with every proof.
        copy: are the two the same picture, however altered.
        scene: if not, do they show the same moment.
        copy_from: least probability to call them the same picture.
        scene_from: least probability to call them frames of one scene.
    """

    version: int
    copy: Trees
    scene: Trees
    copy_from: float
    scene_from: float

    def weigh(self, evidence: Evidence) -> tuple[float, float]:
        """Give the probabilities of a copy and of one scene."""
        return self.copy.probability(evidence.values), self.scene.probability(evidence.values)


@cache
def shipped_judge() -> Judge:
    """Load the judge that comes with the program."""
    return read_judge(json.loads(JUDGE.read_text("utf-8")))


def read_judge(content: Mapping[str, Any]) -> Judge:
    """Read a judge from its JSON.

    Raises:
        JudgeUnusable: it was trained on other evidence.
    """
    if tuple(content["features"]) != FEATURES:
        raise JudgeUnusable("The judge was trained on other evidence than this program collects")
    return Judge(
        version=content["version"],
        copy=_trees(content["copy"]),
        scene=_trees(content["scene"]),
        copy_from=content["copy_from"],
        scene_from=content["scene_from"],
    )


def _trees(content: Mapping[str, Any]) -> Trees:
    """Pad trees of different sizes to one shape."""
    trees: Sequence[Mapping[str, Sequence[float]]] = content["trees"]
    nodes = max(len(tree["feature"]) for tree in trees)

    def padded(name: str, fill: float) -> list[list[float]]:
        return [[*tree[name], *([fill] * (nodes - len(tree[name])))] for tree in trees]

    return Trees(
        feature=np.array(padded("feature", -1), dtype=np.int16),
        threshold=np.array(padded("threshold", 0.0), dtype=np.float32),
        left=np.array(padded("left", 0), dtype=np.int16),
        right=np.array(padded("right", 0), dtype=np.int16),
        value=np.array(padded("value", 0.0), dtype=np.float32),
        base=float(content["base"]),
        depth=int(content["depth"]),
        scale=(float(content["scale"][0]), float(content["scale"][1])),
    )
