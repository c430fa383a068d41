"""Near-duplicates: find clusters, compare two assets, and remember what a person decides of them for ever."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Proof, Usage, Verdict
from library.desk import history
from library.desk.curate import get_row
from library.desk.matching import pixels_of
from library.desk.proofs import batches, paths_of, read_proofs, relation_of
from library.desk.verdicts import new_verdict
from library.desk.workspace import Workspace
from library.duplicates import clusters
from library.duplicates.clusters import VERDICTS, DuplicateCluster, Pair, ordered_pair
from library.duplicates.relations import JOINED, Relation, from_the_other_side
from library.errors import EditConflict, InvalidInput

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
class RelatedPair:
    """Two assets that are related, or were decided on.

    Args:
        relation: what the first was proved to be to the second, with the map between them for an overlay; None where
            only a verdict joins them.
        verdict: what a person decided; None while nobody did.
    """

    first: int
    second: int
    relation: Relation | None
    verdict: str | None

    def seen_from(self, asset_id: int) -> Relation | None:
        """Give the relation with one of the two as the first picture."""
        if self.relation is None or asset_id == self.first:
            return self.relation
        return from_the_other_side(self.relation)


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster with its assets.

    Args:
        largest: the member that the others were proved against: that with the most pixels, but not a page or montage
            that the picture was put into.
        assets: ascending by id.
        pairs: of assets that were proved the same picture, or decided.
        roles: what each asset is to the largest: "largest", "same", "crop", "mirrored", "black_and_white", "overlay", …
            (`library.duplicates.relations.Reason`), or "decided" where only a verdict says so.
        is_settled: whether verdicts say of all that they are the same picture.
        uses: number of lines in the ledger, by asset id.
        paths: where each came from last, by asset id: folder and file name, or the name alone for uploads.
        same_moment: other frames of the same moment, which are no members.
    """

    largest: Asset
    assets: tuple[Asset, ...]
    pairs: tuple[RelatedPair, ...]
    roles: dict[int, str]
    is_settled: bool
    uses: dict[int, int]
    paths: dict[int, str]
    same_moment: tuple[RelatedPair, ...] = ()

    @property
    def open_pairs(self) -> tuple[RelatedPair, ...]:
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
        relation: what the first was proved to be to the second; None when nothing was.
        verdict: what a person decided; None while nobody did.
        differences: field, value of the first, value of the second.
    """

    first: Asset
    second: Asset
    relation: Relation | None
    verdict: Verdict | None
    differences: tuple[tuple[str, Any, Any], ...]


def find_clusters(workspace: Workspace, *, with_settled: bool = False) -> tuple[ClusterView, ...]:
    """Find the clusters of the same picture that a person should look at.

    What came in was compared at ingest; `library.desk.matching.match_all` catches up with what was not.

    Args:
        with_settled: whether clusters with nothing left to ask are listed too.

    Returns:
        Clusters by the first asset's id.
    """
    with reading(workspace.engine) as session:
        related = _related(session)
        found = [each for each in _clusters(session, related) if with_settled or not each.is_settled]
        ids = [key for cluster in found for key in cluster.members]
        assets = _rows(session, ids)
        uses = _uses(session, ids)
        paths = paths_of(session, ids)
    moments = _moments(related)
    return tuple(_view(cluster, related, moments, _Facts(assets, uses, paths)) for cluster in found)


def find_pairs(workspace: Workspace) -> tuple[tuple[RelatedPair, ...], dict[int, str]]:
    """Find all pairs that are the same picture or frames of one moment, and where each asset came from."""
    with reading(workspace.engine) as session:
        related = _related(session)
        pairs = tuple(related[pair] for pair in sorted(related))
        paths = paths_of(session, {key for pair in related for key in pair})
    return pairs, paths


def near_groups(session: Session, asset_ids: Collection[int]) -> dict[int, str]:
    """Name the group of the same picture of each of a few assets that has one among them."""
    if len(asset_ids) < 2:
        return {}
    found = _clusters(session, _related(session, set(asset_ids)))
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
        proof = session.exec(select(Proof).where(Proof.first_id == first, Proof.second_id == second)).first()
        verdict = _find_verdict(session, first, second)
    values = [(name, getattr(rows[0], name), getattr(rows[1], name)) for name in _COMPARED]
    return Comparison(
        first=rows[0],
        second=rows[1],
        relation=relation_of(proof) if proof else None,
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
            rows = get_row(session, first), get_row(session, second)
            step = history.begin_step(session, "verdict", by=by, now=now)
            known = _find_verdict(session, first, second)
            if known is None:
                step.add(new_verdict(*rows, verdict, by=by, now=now))
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


def _related(session: Session, among: set[int] | None = None) -> dict[Pair, RelatedPair]:
    """Read every pair that was proved related or decided on, by its ids."""
    decided: dict[Pair, str] = {
        (first, second): kind
        for first, second, kind in session.exec(select(Verdict.first_id, Verdict.second_id, Verdict.kind))
        if first is not None and second is not None and (among is None or {first, second} <= among)
    }
    related = {
        (proof.first_id, proof.second_id): RelatedPair(
            proof.first_id, proof.second_id, relation_of(proof), decided.get((proof.first_id, proof.second_id))
        )
        for proof in read_proofs(session, among)
    }
    for (first, second), kind in decided.items():
        related.setdefault((first, second), RelatedPair(first, second, None, kind))
    return related


def _clusters(session: Session, related: dict[Pair, RelatedPair]) -> tuple[DuplicateCluster, ...]:
    proved = {pair: each.relation.score for pair, each in related.items() if _is_joined(each) and each.relation}
    verdicts = {pair: cast("clusters.Verdict", each.verdict) for pair, each in related.items() if each.verdict}
    return clusters.cluster(proved, verdicts, pixels_of(session, {*proved, *verdicts}))


def _is_joined(pair: RelatedPair) -> bool:
    return pair.relation is not None and pair.relation.kind in JOINED


def _moments(related: dict[Pair, RelatedPair]) -> dict[int, list[RelatedPair]]:
    """List the other frames of each asset."""
    frames: dict[int, list[RelatedPair]] = {}
    for pair in related.values():
        is_frame = pair.relation is not None and pair.relation.kind == "other-frame" and pair.verdict is None
        if is_frame or pair.verdict == "other_frame":
            frames.setdefault(pair.first, []).append(pair)
            frames.setdefault(pair.second, []).append(pair)
    return frames


def _rows(session: Session, ids: Iterable[int]) -> dict[int, Asset]:
    rows: dict[int, Asset] = {}
    for some in batches(ids):
        for asset in session.exec(select(Asset).where(col(Asset.id).in_(some))):
            rows[asset.id or 0] = asset
    return rows


def _uses(session: Session, ids: Iterable[int]) -> dict[int, int]:
    uses: dict[int, int] = {}
    for some in batches(ids):
        counted = select(Usage.asset_id, func.count()).where(col(Usage.asset_id).in_(some))
        uses.update(session.exec(counted.group_by(col(Usage.asset_id))).all())
    return uses


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of the members of clusters, by asset id."""

    assets: dict[int, Asset]
    uses: dict[int, int]
    paths: dict[int, str]


def _view(
    cluster: DuplicateCluster,
    related: dict[Pair, RelatedPair],
    moments: dict[int, list[RelatedPair]],
    facts: _Facts,
) -> ClusterView:
    members = set(cluster.members)
    frames = {(pair.first, pair.second): pair for key in members for pair in moments.get(key, ())}
    return ClusterView(
        largest=facts.assets[cluster.middle],
        assets=tuple(facts.assets[key] for key in cluster.members),
        pairs=tuple(related[pair.first, pair.second] for pair in cluster.pairs),
        roles={key: _role(key, cluster.middle, related) for key in cluster.members},
        is_settled=cluster.is_settled,
        uses={key: facts.uses[key] for key in cluster.members if key in facts.uses},
        paths={key: facts.paths.get(key) or facts.assets[key].file_name for key in cluster.members},
        same_moment=tuple(pair for name, pair in sorted(frames.items()) if not set(name) <= members),
    )


def _role(key: int, middle: int, related: dict[Pair, RelatedPair]) -> str:
    """Say what a member is to the largest: the most telling reason."""
    if key == middle:
        return "largest"
    pair = related.get(ordered_pair(key, middle))
    if pair is None or pair.relation is None:
        return "decided"
    return pair.relation.reasons[0].code if pair.relation.reasons else "same"
