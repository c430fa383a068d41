"""Which of several copies of one picture to use: one that breaks no limit, then the cheapest, then the freest."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from library.rights.breaches import Breach


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, as far as the catalogue knows it.

    Args:
        key: whatever the caller knows it by.
        breaches: limits that the planned use would break.
        limits: number of all its limits; those that no machine can judge are among them.
        price: of one use in the newsroom's currency; None while no contract says it.
        pixels: width by height.
    """

    key: int
    breaches: tuple[Breach, ...] = ()
    limits: int = 0
    price: Decimal | None = None
    pixels: int = 0


def cheapest_usable(copies: Iterable[Copy]) -> Copy | None:
    """Choose the copy to use; None where each breaks a limit.

    A price that is known goes before one that is not: what nobody knows may be dear.
    """
    usable = [copy for copy in copies if not copy.breaches]
    return min(usable, key=_rank, default=None)


def _rank(copy: Copy) -> tuple[Any, ...]:
    return copy.price is None, copy.price or Decimal(0), copy.limits, -copy.pixels, copy.key
