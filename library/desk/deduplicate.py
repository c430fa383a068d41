"""Near-duplicates: find clusters, compare two assets, and remember what a person decides of them for ever."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final, cast

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Delivery, Fingerprint, Usage, Verdict
from library.desk import history
from library.desk.curate import get_row
from library.desk.workspace import Workspace
from library.duplicates import clusters
from library.duplicates.clusters import VERDICTS, ClusterPair, DuplicateCluster, ordered_pair
from library.duplicates.index import HASH_BITS, HammingIndex, parse_bits
from library.errors import EditConflict, InvalidInput

# At 6 of 64 bits, half of the altered copies are found and about as many strangers come along: a list to look
# through. Within one gallery a warning has to be right more often, so it asks for more likeness.
REVIEW_BITS: Final = 6
GALLERY_BITS: Final = 4

# What a person looks at to tell two pictures apart.
_COMPARED: Final = (
    "agency",
    "distributor",
    "photographer",
    "provider",
    "credit_line",
    "supplier_ref",
    "restrictions",
    "headline",
    "description",
    "created",
    "width_px",
    "height_px",
    "format",
    "size_bytes",
)


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster with its assets.

    Args:
        assets: ascending by id.
        pairs: of assets that are near each other or decided.
        is_settled: whether verdicts say of all that they are the same picture.
        uses: number of lines in the ledger, by asset id.
        paths: where each came from last, by asset id: folder and file name, or the name alone for uploads.
    """

    assets: tuple[Asset, ...]
    pairs: tuple[ClusterPair, ...]
    is_settled: bool
    uses: dict[int, int]
    paths: dict[int, str]

    @property
    def largest(self) -> Asset:
        """The member with the most pixels; the first of equals."""
        return max(self.assets, key=lambda asset: (asset.width_px * asset.height_px, -(asset.id or 0)))

    @property
    def open_pairs(self) -> tuple[ClusterPair, ...]:
        """The pairs nobody has decided."""
        return tuple(pair for pair in self.pairs if pair.verdict is None)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The different agencies that members are credited to."""
        return tuple(sorted({asset.agency for asset in self.assets if asset.agency}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assets beside each other.

    Args:
        distance_bits: of their nearest fingerprints; None when one has none that can be trusted.
        verdict: what a person decided; None while nobody did.
        differences: field, value of the first, value of the second.
    """

    first: Asset
    second: Asset
    distance_bits: int | None
    verdict: Verdict | None
    differences: tuple[tuple[str, Any, Any], ...]


def find_clusters(
    workspace: Workspace, *, threshold: int = REVIEW_BITS, with_settled: bool = False
) -> tuple[ClusterView, ...]:
    """Find the clusters of near-duplicates that a person should look at.

    Args:
        threshold: greatest number of differing bits, 0 to 32.
        with_settled: whether clusters with nothing left to ask are listed too.

    Returns:
        Clusters by the first asset's id.

    Raises:
        InvalidInput: the threshold is out of range.
    """
    if not 0 <= threshold <= HASH_BITS // 2:
        raise InvalidInput(f"{threshold} bits is no threshold", hint="Give a number from 0 to 32; 6 is usual.")
    with reading(workspace.engine) as session:
        found = _clusters(session, threshold)
        wanted = [cluster for cluster in found if with_settled or not cluster.is_settled]
        ids = [key for cluster in wanted for key in cluster.members]
        assets = _rows(session, ids)
        uses = _uses(session, ids)
        paths = _paths(session, ids)
    return tuple(_view(cluster, assets, uses, paths) for cluster in wanted)


def near_groups(session: Session, asset_ids: Collection[int]) -> dict[int, str]:
    """Name the group of near-duplicates of each of a few assets that has one among them."""
    if len(asset_ids) < 2:
        return {}
    found = _clusters(session, GALLERY_BITS, set(asset_ids))
    return {key: f"near-{cluster.members[0]}" for cluster in found for key in cluster.members}


def compare(workspace: Workspace, one: int, other: int) -> Comparison:
    """Put two assets beside each other.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: both are the same.
    """
    first, second = _pair(one, other)
    with reading(workspace.engine) as session:
        rows = get_row(session, first), get_row(session, second)
        near = _load(session, {first, second}).find_pairs(HASH_BITS)
        verdict = _find_verdict(session, first, second)
    values = [(name, getattr(rows[0], name), getattr(rows[1], name)) for name in _COMPARED]
    return Comparison(
        first=rows[0],
        second=rows[1],
        distance_bits=near[0].distance_bits if near else None,
        verdict=verdict,
        differences=tuple((name, left, right) for name, left, right in values if left != right),
    )


def decide(workspace: Workspace, one: int, other: int, verdict: str, *, by: str, now: datetime) -> str | None:
    """Remember for ever what two assets are to each other.

    Args:
        verdict: "same", "other_frame" or "unrelated".

    Returns:
        the step, for `undo`; None when this was decided already.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: no such verdict, or both assets are the same.
        EditConflict: somebody else decided at the same moment.
    """
    if verdict not in VERDICTS:
        raise InvalidInput(f"{verdict!r} is no verdict", hint=f"Choose one of {', '.join(VERDICTS)}.")
    first, second = _pair(one, other)
    try:
        with writing(workspace.engine) as session:
            get_row(session, first)
            get_row(session, second)
            step = history.begin_step(session, "verdict", by=by, now=now)
            known = _find_verdict(session, first, second)
            if known is None:
                step.add(Verdict(first_id=first, second_id=second, kind=verdict, decided_by=by, decided_at=now))
            elif known.kind == verdict:
                return None
            else:
                step.set(known, kind=verdict, decided_by=by, decided_at=now)
            return step.uid
    except IntegrityError as error:  # a shared catalogue lets two people insert at once; the second is refused
        raise EditConflict("Somebody else decided about these two pictures at the same moment") from error


def withdraw_verdict(workspace: Workspace, one: int, other: int, *, by: str, now: datetime) -> str | None:
    """Take a decision back, so that the two are asked about again.

    Returns:
        the step, for `undo`; None when nothing was decided.
    """
    first, second = _pair(one, other)
    with writing(workspace.engine) as session:
        known = _find_verdict(session, first, second)
        if known is None:
            return None
        step = history.begin_step(session, "verdict", by=by, now=now)
        step.remove(known)
        return step.uid


def _pair(one: int, other: int) -> tuple[int, int]:
    if one == other:
        raise InvalidInput(f"Asset {one} cannot be compared with itself", hint="Give two different assets.")
    return ordered_pair(one, other)


def _find_verdict(session: Session, first: int, second: int) -> Verdict | None:
    return session.exec(select(Verdict).where(Verdict.first_id == first, Verdict.second_id == second)).first()


def _clusters(session: Session, threshold: int, among: set[int] | None = None) -> tuple[DuplicateCluster, ...]:
    decided = session.exec(select(Verdict.first_id, Verdict.second_id, Verdict.kind)).all()
    verdicts = {
        (first, second): cast("clusters.Verdict", kind)
        for first, second, kind in decided
        if among is None or {first, second} <= among
    }
    return clusters.cluster(_load(session, among).find_pairs(threshold), verdicts)


def _load(session: Session, among: set[int] | None = None) -> HammingIndex:
    """Load the fingerprints of the newest algorithm; hashes of different versions are not comparable."""
    newest = session.exec(select(func.max(Fingerprint.version)).where(Fingerprint.algorithm == "phash")).one()
    statement = select(Fingerprint.asset_id, Fingerprint.bits)
    statement = statement.where(Fingerprint.algorithm == "phash", Fingerprint.version == newest)
    if among is not None:
        statement = statement.where(col(Fingerprint.asset_id).in_(among))
    index = HammingIndex()
    index.extend((asset_id, parse_bits(bits)) for asset_id, bits in session.exec(statement))
    return index


def _rows(session: Session, ids: Iterable[int]) -> dict[int, Asset]:
    rows: dict[int, Asset] = {}
    for some in _batches(ids):
        for asset in session.exec(select(Asset).where(col(Asset.id).in_(some))):
            rows[asset.id or 0] = asset
    return rows


def _uses(session: Session, ids: Iterable[int]) -> dict[int, int]:
    uses: dict[int, int] = {}
    for some in _batches(ids):
        counted = select(Usage.asset_id, func.count()).where(col(Usage.asset_id).in_(some))
        uses.update(session.exec(counted.group_by(col(Usage.asset_id))).all())
    return uses


def _paths(session: Session, ids: Iterable[int]) -> dict[int, str]:
    paths: dict[int, str] = {}
    for some in _batches(ids):
        arrived = select(Delivery.asset_id, Delivery.folder, Delivery.file_name)
        for asset_id, folder, name in session.exec(
            arrived.where(col(Delivery.asset_id).in_(some)).order_by(col(Delivery.id))
        ):
            paths[asset_id] = str(PurePath(folder, name)) if folder else name
    return paths


def _batches(ids: Iterable[int], size: int = 500) -> list[list[int]]:
    """Cut ids into lists that a database takes as parameters."""
    listed = list(ids)
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _view(
    cluster: DuplicateCluster, assets: dict[int, Asset], uses: dict[int, int], paths: dict[int, str]
) -> ClusterView:
    return ClusterView(
        assets=tuple(assets[key] for key in cluster.members),
        pairs=cluster.pairs,
        is_settled=cluster.is_settled,
        uses={key: uses[key] for key in cluster.members if key in uses},
        paths={key: paths.get(key) or assets[key].file_name for key in cluster.members},
    )
