"""Arithmetic on grey planes laid upon each other: tone taken out, flow between them, correlation place by place."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[Any]

# The pool of workers or threads is the parallelism; OpenCV's own threads would only wait for each other.
cv2.setNumThreads(1)


def flattened(plane: Plane) -> NDArray[np.uint8]:
    """Take tone and contrast out, so that brightness, gamma and black and white do not count."""
    rest = plane - cv2.blur(plane, (21, 21))
    spread = cv2.sqrt(cv2.blur(rest * rest, (21, 21)))
    return np.asarray(cv2.addWeighted(rest / (spread + 4.0), 45, rest, 0, 128, dtype=cv2.CV_8U))


def find_flow(ground: NDArray[np.uint8], laid: NDArray[np.uint8], *, quick: bool) -> Plane:
    """Say for each place of the ground where the laid picture shows the same, in px."""
    preset = cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST if quick else cv2.DISOPTICAL_FLOW_PRESET_FAST
    finder = cv2.DISOpticalFlow_create(preset)  # type: ignore[attr-defined]
    if not quick:
        finder.setFinestScale(1)
    if min(ground.shape) < 64:
        wider = [cv2.copyMakeBorder(p, 0, max(0, 64 - p.shape[0]), 0, max(0, 64 - p.shape[1]), cv2.BORDER_REPLICATE)
                 for p in (ground, laid)]  # fmt: skip
        return np.asarray(finder.calc(wider[0], wider[1], None))[: ground.shape[0], : ground.shape[1]]
    return np.asarray(finder.calc(ground, laid, None))


def follow(plane: NDArray[np.uint8], flow: Plane) -> NDArray[np.uint8]:
    """Fetch each place's content from where the flow leads."""
    height, width = plane.shape
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(cv2.remap(plane, columns + flow[..., 0], rows + flow[..., 1], cv2.INTER_LINEAR))


def correlate_locally(one: Any, other: Any, window: int) -> Plane:  # noqa: ANN401  planes of bytes or floats
    """Correlate around every place."""
    one, other = one.astype(np.float32), other.astype(np.float32)
    size = (window, window)
    mean_one, mean_other = cv2.blur(one, size), cv2.blur(other, size)
    var_one = cv2.blur(one * one, size) - mean_one * mean_one
    var_other = cv2.blur(other * other, size) - mean_other * mean_other
    both = cv2.blur(one * other, size) - mean_one * mean_other
    return np.asarray(both / np.sqrt((var_one.clip(0) + 2.0) * (var_other.clip(0) + 2.0)))


def spread_of(plane: Plane, window: int) -> Plane:
    """Measure the standard deviation around every place."""
    size = (window, window)
    mean = cv2.blur(plane, size)
    return np.asarray(np.sqrt((cv2.blur(plane * plane, size) - mean * mean).clip(0)))


def correlate(one: Plane, other: Plane) -> float:
    """Correlate two planes, or lists of values, as wholes."""
    one, other = one - one.mean(), other - other.mean()
    return float((one * other).sum() / max(1e-6, float(np.sqrt((one * one).sum() * (other * other).sum()))))
