"""How two related pictures are laid over each other, in shares of their sizes, so that any size of screen can do it."""

from dataclasses import dataclass
from typing import Literal

from library.duplicates.relations import Region, Relation, from_the_other_side

Box = tuple[float, float, float, float]
"""Left, top, width, height in per cent of a picture."""
Size = tuple[int, int]
"""Width and height in px."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The one picture laid over the other, the base, which is the one that shows more.

    Args:
        base: which of the two lies still.
        size: width and height of the other before it is turned and scaled, in per cent of the base's.
        matrix: turn and scale, in the order of CSS: a, b, c, d.
        shift: how far it moves afterwards, in per cent of its own width and height.
        common: corners of the other in per cent of the base.
        to_second: from shares of the first picture to shares of the second: a, b, c, d, e, f in the order of CSS.
    """

    base: Literal["first", "second"]
    size: tuple[float, float]
    matrix: tuple[float, float, float, float]
    shift: tuple[float, float]
    common: tuple[tuple[float, float], ...]
    to_second: tuple[float, ...]


def overlay_of(relation: Relation, first: Size, second: Size) -> Overlay:
    """Lay two pictures over each other.

    Args:
        relation: of the first to the second.
        first: size of the first original.
        second: size of the second original.
    """
    shares = _share(relation.first_region, first), _share(relation.second_region, second)
    base: Literal["first", "second"] = "first" if shares[0] <= shares[1] else "second"
    onto = from_the_other_side(relation).affine if base == "first" else relation.affine
    (width, height), (other_width, other_height) = (first, second) if base == "first" else (second, first)
    a, c, e, b, d, f = onto
    corners = [(0, 0), (other_width, 0), (other_width, other_height), (0, other_height)]
    forth_a, forth_c, forth_e, forth_b, forth_d, forth_f = relation.affine
    return Overlay(
        base=base,
        size=(100 * other_width / width, 100 * other_height / height),
        matrix=(a, b, c, d),
        shift=(100 * e / other_width, 100 * f / other_height),
        common=tuple((100 * (a * x + c * y + e) / width, 100 * (b * x + d * y + f) / height) for x, y in corners),
        to_second=(
            forth_a * first[0] / second[0],
            forth_b * first[0] / second[1],
            forth_c * first[1] / second[0],
            forth_d * first[1] / second[1],
            forth_e / second[0],
            forth_f / second[1],
        ),
    )


def box_of(region: Region, size: Size) -> Box:
    """Give a region in per cent of its picture."""
    left, top, right, bottom = region
    return 100 * left / size[0], 100 * top / size[1], 100 * (right - left) / size[0], 100 * (bottom - top) / size[1]


def _share(region: Region, size: Size) -> float:
    left, top, right, bottom = region
    return (right - left) * (bottom - top) / max(1, size[0] * size[1])
