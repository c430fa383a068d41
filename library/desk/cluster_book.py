"""All clusters of a catalogue, kept in memory: after a decision only the clusters that it touches are made anew.

The proofs are read whole when any came or went, as after an import; what people did since is read from the history.
"""

import threading
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from sqlalchemy import Engine, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Change, Proof, Usage, Verdict
from library.desk.proofs import batches
from library.desk.workspace import Workspace
from library.duplicates import clusters
from library.duplicates.clusters import DuplicateCluster, Pair, ordered_pair
from library.duplicates.harm import Harm, Member, harm_of
from library.duplicates.questions import Question, questions
from library.duplicates.relations import JOINED

_OVERLAP: Final = 500
"""Lines of the history that are looked at again: on PostgreSQL one may be written after a line with a higher number."""


@dataclass(frozen=True, slots=True)
class KnownCluster:
    """A cluster with what is left to ask, and what it does harm to.

    Args:
        members: what is told of each, by asset id.
        questions: one for each member, or block of members, that is not settled.
    """

    cluster: DuplicateCluster
    members: Mapping[int, Member]
    questions: tuple[Question, ...]
    harm: Harm

    @property
    def unmerged(self) -> tuple[int, ...]:
        """The members that stand for themselves, ascending."""
        return tuple(key for key in self.cluster.members if self.members[key].merged_into is None)

    @property
    def mergeable(self) -> tuple[int, ...]:
        """The most members that one could stand for, ascending; empty where there are no two.

        All are photos or all are clips, and they belong together without the others: two stills of one clip may be
        different pictures.
        """
        standing = set(self.unmerged)
        linked = {key: {key} for key in standing}
        for pair in self.cluster.pairs:
            ends = {pair.first, pair.second}
            if ends <= standing and self.members[pair.first].is_clip == self.members[pair.second].is_clip:
                joined = linked[pair.first] | linked[pair.second]
                linked.update(dict.fromkeys(joined, joined))
        most = max(linked.values(), key=lambda part: (len(part), -min(part)), default=set())
        return tuple(sorted(most)) if len(most) > 1 else ()


class ClusterBook:
    """The clusters of one catalogue.

    Args:
        engine: of the catalogue; it is read at the first question.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._proofs: tuple[Any, ...] = ()
        self._proved: dict[Pair, float] = {}
        self._verdicts: dict[Pair, clusters.Verdict] = {}
        self._linked: dict[int, set[int]] = {}
        self._members: dict[int, Member] = {}
        self._clusters: dict[int, KnownCluster] = {}
        self._of: dict[int, int] = {}
        self._seen: set[int] = set()
        self._last_change = 0
        self._last_use = 0
        self._ordered: tuple[KnownCluster, ...] | None = None

    def all(self) -> tuple[KnownCluster, ...]:
        """Give all clusters as things stand now, the most harmful first."""
        with self._lock:
            with reading(self._engine) as session:
                self._catch_up(session)
            if self._ordered is None:
                found = self._clusters.values()
                self._ordered = tuple(sorted(found, key=lambda each: (each.harm.rank, each.cluster.members)))
            return self._ordered

    def of(self, asset_id: int) -> KnownCluster | None:
        """Give the cluster of an asset as things stand now; None where it is in none."""
        self.all()
        with self._lock:
            return self._clusters.get(self._of.get(asset_id, -1))

    def _catch_up(self, session: Session) -> None:
        proofs = tuple(session.execute(columns(func.count(), func.max(Proof.id), func.max(Proof.proved_at))).one())
        last_change = session.execute(columns(func.max(col(Change.id)))).scalar() or 0
        last_use = session.execute(columns(func.max(Usage.id))).scalar() or 0
        if proofs != self._proofs:
            self._read_all(session)
            self._proofs = proofs
            recent = columns(col(Change.id)).where(col(Change.id) > last_change - _OVERLAP)
            self._seen = set(session.execute(recent).scalars())
        elif (last_change, last_use) != (self._last_change, self._last_use):
            self._read_changes(session)
        self._last_change, self._last_use = last_change, last_use

    def _read_all(self, session: Session) -> None:
        """Build every cluster."""
        proved = columns(col(Proof.first_id), col(Proof.second_id), col(Proof.score)).where(col(Proof.kind).in_(JOINED))
        self._proved = {(first, second): score for first, second, score in session.execute(proved)}
        decided = columns(col(Verdict.first_id), col(Verdict.second_id), col(Verdict.kind)).where(
            col(Verdict.first_id).is_not(None), col(Verdict.second_id).is_not(None)
        )
        self._verdicts = {(first, second): kind for first, second, kind in session.execute(decided)}
        self._linked = {}
        for pair in (*self._proved, *self._verdicts):
            self._link(pair)
        self._members, self._clusters, self._of = {}, {}, {}
        self._build(session, set(self._linked))

    def _read_changes(self, session: Session) -> None:
        """Make anew the clusters that people's steps and uses since the last look touch."""
        verdict_ids: set[int] = set()
        touched: set[int] = set()
        recent = col(Change.id) > self._last_change - _OVERLAP
        edits = columns(col(Change.id), col(Change.subject_id)).where(recent, col(Change.subject) == "asset")
        edited = [(number, asset_id) for number, asset_id in session.execute(edits) if number not in self._seen]
        touched.update(asset_id for _, asset_id in edited)
        said = columns(col(Change.id), col(Change.subject_id), col(Change.old), col(Change.new)).where(
            recent, col(Change.subject) == "verdict"
        )
        decisions = [row for row in session.execute(said) if row[0] not in self._seen]
        for _, verdict_id, *values in decisions:
            verdict_ids.add(verdict_id)
            for row in values:
                if isinstance(row, dict) and row.get("first_id") and row.get("second_id"):
                    touched |= self._forget((row["first_id"], row["second_id"]))
        self._seen.update(number for number, *_ in (*edited, *decisions))
        oldest = max(self._seen, default=0) - _OVERLAP
        self._seen = {number for number in self._seen if number > oldest}
        for some in batches(verdict_ids):
            for verdict in session.exec(select(Verdict).where(col(Verdict.id).in_(some))):
                if verdict.first_id is not None and verdict.second_id is not None:
                    pair = verdict.first_id, verdict.second_id
                    self._verdicts[pair] = cast("clusters.Verdict", verdict.kind)
                    self._link(pair)
                    touched |= set(pair)
        used = columns(col(Usage.asset_id)).where(col(Usage.id) > self._last_use).distinct()
        touched |= set(session.execute(used).scalars())
        known = touched & self._linked.keys()
        if known:
            self._build(session, self._component(known))

    def _forget(self, pair: Pair) -> set[int]:
        self._verdicts.pop(pair, None)
        return set(pair)

    def _link(self, pair: Pair) -> None:
        first, second = pair
        self._linked.setdefault(first, set()).add(second)
        self._linked.setdefault(second, set()).add(first)

    def _component(self, keys: Iterable[int]) -> set[int]:
        """Gather what is linked to some assets, however far: no cluster reaches beyond."""
        found, open_keys = set(keys), list(keys)
        while open_keys:
            for key in self._linked.get(open_keys.pop(), ()):
                if key not in found:
                    found.add(key)
                    open_keys.append(key)
        return found

    def _build(self, session: Session, keys: set[int]) -> None:
        """Build the clusters among some assets that are linked to no others."""
        for key in keys:
            gone = self._clusters.pop(self._of.pop(key, -1), None)
            if gone is not None:
                for member in gone.cluster.members:
                    self._of.pop(member, None)
        self._members.update(read_members(session, keys))
        pairs = {ordered_pair(key, other) for key in keys for other in self._linked.get(key, ())}
        proved = {pair: self._proved[pair] for pair in pairs if pair in self._proved}
        verdicts = {pair: self._verdicts[pair] for pair in pairs if pair in self._verdicts}
        pixels = {key: self._members[key].pixels for key in keys if key in self._members}
        for cluster in clusters.cluster(proved, verdicts, pixels):
            members = {key: self._members[key] for key in cluster.members}
            asked = () if cluster.is_settled else questions(cluster, proved)
            name = cluster.members[0]
            found = KnownCluster(cluster, members, asked, harm_of(()))
            part = found.mergeable or cluster.members
            self._clusters[name] = replace(found, harm=harm_of(members[key] for key in part))
            self._of.update(dict.fromkeys(cluster.members, name))
        self._ordered = None


def read_members(session: Session, ids: Iterable[int]) -> dict[int, Member]:
    """Read what is told of assets in clusters."""
    members: dict[int, Member] = {}
    for some in batches(ids):
        counted = select(col(Usage.asset_id), func.count()).where(col(Usage.asset_id).in_(some))
        uses: dict[int, int] = dict(session.exec(counted.group_by(col(Usage.asset_id))).all())
        told = columns(
            col(Asset.id),
            col(Asset.agency),
            col(Asset.distributor),
            col(Asset.restrictions),
            col(Asset.width_px) * col(Asset.height_px),
            col(Asset.kind),
            col(Asset.merged_into_id),
        ).where(col(Asset.id).in_(some))
        for asset_id, agency, distributor, restrictions, pixels, kind, merged_into in session.execute(told):
            members[asset_id] = Member(
                agency=agency or "",
                distributor=distributor or "",
                restrictions=tuple(restrictions or ()),
                uses=uses.get(asset_id, 0),
                pixels=pixels,
                is_clip=kind == "video",
                merged_into=merged_into,
            )
    return members


_OPENING = threading.Lock()
_BOOKS: "weakref.WeakKeyDictionary[Engine, ClusterBook]" = weakref.WeakKeyDictionary()


def cluster_book(workspace: Workspace) -> ClusterBook:
    """Give the book of a workspace's clusters: one a process, because reading a large catalogue takes a while."""
    with _OPENING:
        if workspace.engine not in _BOOKS:
            _BOOKS[workspace.engine] = ClusterBook(workspace.engine)
        return _BOOKS[workspace.engine]
