"""What it costs to leave a cluster as it is: paid twice, credited two ways, used against a limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

HarmCode = Literal["used_under_two", "used_twice", "agencies", "used_limited", "limits", "distributors", "used"]

ORDER: Final[tuple[HarmCode, ...]] = (
    "used_under_two",
    "used_twice",
    "agencies",
    "used_limited",
    "limits",
    "distributors",
    "used",
)


@dataclass(frozen=True, slots=True)
class Member:
    """What is told of one picture of a cluster.

    Args:
        agency: "" where it is unknown; as distributor.
        restrictions: codes.
        uses: lines of the ledger.
        is_clip: whether it moves; a still of it is related, but no copy.
        merged_into: the picture that stands for it; None: it stands for itself.
    """

    agency: str = ""
    distributor: str = ""
    restrictions: tuple[str, ...] = ()
    uses: int = 0
    pixels: int = 0
    is_clip: bool = False
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """Why a cluster should be looked at.

    Args:
        codes: the worst first: copies of different agencies used, several copies used, different agencies named, a copy
            used that is limited while another is not, different limits, different distributors, used at all.
        uses: lines of the ledger in all.
    """

    codes: tuple[HarmCode, ...]
    uses: int

    @property
    def rank(self) -> tuple[int, int]:
        """The order of the queue: the lowest first."""
        worst = ORDER.index(self.codes[0]) if self.codes else len(ORDER)
        return worst, -self.uses


def harm_of(members: Iterable[Member]) -> Harm:
    """Say what harm a cluster does; pictures that were merged into another do none any more."""
    standing = [member for member in members if member.merged_into is None]
    used = [member for member in standing if member.uses]
    limited = [member for member in standing if member.restrictions]
    found: dict[HarmCode, bool] = {
        "used_under_two": _differ(member.agency for member in used),
        "used_twice": len(used) > 1,
        "agencies": _differ(member.agency for member in standing),
        "used_limited": any(member.restrictions for member in used) and len(limited) < len(standing),
        "limits": len({frozenset(member.restrictions) for member in standing}) > 1,
        "distributors": _differ(member.distributor for member in standing),
        "used": bool(used),
    }
    return Harm(tuple(code for code in ORDER if found[code]), sum(member.uses for member in standing))


def _differ(names: Iterable[str]) -> bool:
    return len({name.casefold() for name in names if name}) > 1
