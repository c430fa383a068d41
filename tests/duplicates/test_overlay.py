"""Pictures laid over each other in shares of their sizes land where the proof says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.duplicates.overlay import box_of, overlay_of
from library.duplicates.relations import Reason, Relation, from_the_other_side

FIRST, SECOND = (1600, 1000), (400, 300)


def relation(*affine: float, first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> Relation:
    return Relation("crop", 0.99, 0.99, (Reason("crop", 30),), affine, first, second, (), (), 1)


# The second is the part of the first from (800, 200) on, half as large.
CROP = relation(0.5, 0, -400, 0, 0.5, -100, first=(800, 200, 1600, 800), second=(0, 0, 400, 300))


def test_crop_is_laid_upon_the_picture_that_shows_more() -> None:
    found = overlay_of(CROP, FIRST, SECOND)
    assert found.base == "first"
    assert found.size == (25, 30)
    assert found.matrix == (2, 0, 0, 2)
    assert found.shift == (200, pytest.approx(200 / 3))
    assert found.common == ((50, 20), (100, 20), (100, 80), (50, 80))


def test_picture_that_shows_more_lies_still_on_either_side() -> None:
    found = overlay_of(from_the_other_side(CROP), SECOND, FIRST)
    assert found.base == "second"
    assert found.common == ((50, 20), (100, 20), (100, 80), (50, 80))


def test_region_is_told_in_per_cent() -> None:
    assert box_of(CROP.first_region, FIRST) == (50, 20, 50, 60)


@given(x=st.floats(0, 1), y=st.floats(0, 1), turn=st.sampled_from([(0.5, 0, 0, 0.5), (0, 0.4, -0.4, 0), (-1, 0, 0, 1)]))
def test_share_of_the_first_is_carried_to_the_share_of_the_second(
    x: float, y: float, turn: tuple[float, float, float, float]
) -> None:
    a, c, b, d = turn
    tilted = relation(a, c, 30, b, d, -20, first=(0, 0, 9, 9), second=(0, 0, 9, 9))
    forth = overlay_of(tilted, FIRST, SECOND).to_second
    px, py = x * FIRST[0], y * FIRST[1]
    assert forth[0] * x + forth[2] * y + forth[4] == pytest.approx((a * px + c * py + 30) / SECOND[0], abs=1e-9)
    assert forth[1] * x + forth[3] * y + forth[5] == pytest.approx((b * px + d * py - 20) / SECOND[1], abs=1e-9)
