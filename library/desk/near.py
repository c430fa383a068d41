"""What is here already and looks like an arrival: each arrival is compared with all that came before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlmodel import col, func, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Likeness, Usage
from library.desk.matching import note_compared
from library.desk.proofs import keep_likenesses, paths_of
from library.desk.recognise import Relative, recogniser_of
from library.desk.workspace import Workspace
from library.duplicates.relations import JOINED, Kind, Reason
from library.media import likeness as made
from library.media.inspect import Development

_MOST_FRAMES: Final = 12
"""Frames of a clip that are asked with at once; the others are compared by `photodesk duplicates`."""


@dataclass(frozen=True, slots=True)
class NearAsset:
    """A picture that was here before the arrival, and what the arrival is to it.

    Args:
        kind: "same", "crop" and "altered" are the same picture, "other-frame" another of the same moment.
        score: probability that it is the same picture.
        reasons: the why; "first" in them is the arrival.
        name: the agency's number or the file name, by which people know it.
        path: where it came from last.
        uses: lines in the ledger.
    """

    asset_id: int
    kind: Kind
    score: float
    reasons: tuple[Reason, ...] = ()
    name: str = ""
    path: str = ""
    uses: int = 0

    @property
    def is_joined(self) -> bool:
        """Whether it is the same picture."""
        return self.kind in JOINED


class NearFinder:
    """Compare arrivals with all that is here, and with each other.

    Args:
        workspace: whose catalogue.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._recogniser = recogniser_of(workspace)

    def meet(self, asset_id: int, picture: Development | None) -> tuple[NearAsset, ...]:
        """Find what an arrival is to what is here, the surest first, and remember it and its likeness."""
        if picture is None or not picture.likenesses:
            return ()
        size = picture.width_px, picture.height_px
        asked = picture.likenesses[:_MOST_FRAMES]
        relatives = surest(
            each for likeness in asked for each in self._recogniser.relatives(likeness, size, but={asset_id})
        )
        with writing(self._workspace.engine) as session:
            keep_likenesses(session, self._workspace.store, asset_id, picture.likenesses)
            session.flush()
            note_compared(session, asset_id, relatives, datetime.now(UTC))
            # Who came in through another process meanwhile was not asked about: the next run of `duplicates` does.
            missed = select(func.count()).where(
                col(Likeness.id) > self._recogniser.last_row,
                Likeness.asset_id != asset_id,
                Likeness.version == made.VERSION,
            )
            if session.exec(missed).one():
                for row in session.exec(select(Likeness).where(Likeness.asset_id == asset_id)):
                    row.is_compared = False
        return told_of(self._workspace, relatives)


def told_of(workspace: Workspace, relatives: Iterable[Relative]) -> tuple[NearAsset, ...]:
    """Say by what name people know each relative, and how often it was used."""
    listed = list(relatives)
    ids = [each.asset_id for each in listed]
    if not ids:
        return ()
    with reading(workspace.engine) as session:
        named = select(Asset.id, Asset.supplier_ref, Asset.file_name).where(col(Asset.id).in_(ids))
        names = {key: reference or name for key, reference, name in session.exec(named)}
        counted = select(Usage.asset_id, func.count()).where(col(Usage.asset_id).in_(ids)).group_by(col(Usage.asset_id))
        uses = dict(session.exec(counted).all())
        paths = paths_of(session, ids)
    return tuple(
        NearAsset(
            each.asset_id,
            each.relation.kind,
            each.relation.score,
            each.relation.reasons,
            names.get(each.asset_id, ""),
            paths.get(each.asset_id, ""),
            uses.get(each.asset_id, 0),
        )
        for each in listed
    )


def surest(relatives: Iterable[Relative]) -> tuple[Relative, ...]:
    """Keep each asset once, by its surest frame; the same picture before other frames."""
    best: dict[int, Relative] = {}
    for each in relatives:
        if each.asset_id not in best or each.relation.score > best[each.asset_id].relation.score:
            best[each.asset_id] = each
    return tuple(sorted(best.values(), key=lambda each: (-each.relation.score, each.asset_id)))
