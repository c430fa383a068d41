"""What became of a batch that came in: a result for each file, and their sum."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from library.desk.develop import Developed
from library.desk.near import NearAsset


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file.

    Args:
        state: "ingested" (a new asset), "known" (the same bytes again), "failed", or "skipped" (an XMP file, which is
            read with the file it belongs to).
        damage: what is missing of a damaged picture that came in all the same, in words; None when it is whole.
        asset_id: the asset; None where it failed.
        reason: why it failed or was passed over, one sentence.
        hint: what a person can do about it.
        error: name of the error, as in `library.errors`, so that a screen can tell it in its own language.
        near: pictures that look like a new asset, the nearest first.
        owner: name of the file that an XMP file belongs to; None when it is none or lies alone.
    """

    path: Path
    state: Literal["ingested", "known", "failed", "skipped"]
    asset_id: int | None = None
    reason: str | None = None
    hint: str | None = None
    error: str | None = None
    near: tuple[NearAsset, ...] = ()
    damage: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a batch.

    Args:
        ingested: number of new assets.
        known: number of files whose bytes were here already.
        failed: number of files that could not be read.
        skipped: number of files of other kinds in folders, and of XMP files that were named.
        seconds: wall clock time.
        results: one for each file, in the order they were done.
    """

    ingested: int
    known: int
    failed: int
    skipped: int
    seconds: float
    results: tuple[IngestResult, ...]

    @property
    def failures(self) -> tuple[IngestResult, ...]:
        """The files that failed."""
        return tuple(result for result in self.results if result.state == "failed")

    @property
    def passed_over(self) -> tuple[IngestResult, ...]:
        """The XMP files that were named."""
        return tuple(result for result in self.results if result.state == "skipped")

    @property
    def damaged(self) -> tuple[IngestResult, ...]:
        """The files that came in although their picture is damaged."""
        return tuple(result for result in self.results if result.damage)


Progress = Callable[[int, int, "IngestResult | Developed | None"], None]
"""Called with files done, files in all, and the newest: a file that came in, then those that were developed (None at
the beginning of each)."""


def joined(results: tuple[IngestResult, ...], developed: tuple[Developed, ...]) -> tuple[IngestResult, ...]:
    """Tell each result what its development found."""
    found = {each.asset_id: each for each in developed}
    return tuple(
        replace(result, near=found[result.asset_id].near, damage=found[result.asset_id].damage)
        if result.state == "ingested" and result.asset_id in found
        else result
        for result in results
    )
