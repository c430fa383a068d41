"""Recognise what is here already: every likeness in memory, asked with a picture, the best candidates proved.

The index is built once a process and grows with the catalogue: before each question the rows that any process added
since are read.
"""

import threading
import weakref
from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlalchemy import select as columns
from sqlmodel import col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Likeness, Proof
from library.desk.proofs import shown_of
from library.desk.workspace import Workspace
from library.duplicates.relations import JOINED, Relation, Shown, relate, shown
from library.duplicates.search import Asked, LikenessIndex
from library.media import likeness as made
from library.media.visual_words import mirrored, near_words_of, words_of

MOST_PROOFS: Final = 8
"""Pairs proved for one picture: those beyond are less alike than these."""

_ROWS: Final = 1 << 16
_MANY: Final = 1024


@dataclass(frozen=True, slots=True)
class Relative:
    """An asset that is the same picture as the one asked about, or another frame of the moment.

    Args:
        relation: with the asking picture as the first.
        at_seconds: moment of the clip's frame that it was found in; None for pictures.
    """

    asset_id: int
    relation: Relation
    at_seconds: float | None = None

    @property
    def is_joined(self) -> bool:
        """Whether it is the same picture."""
        return self.relation.kind in JOINED


class Recogniser:
    """All likenesses of a catalogue in memory.

    Args:
        workspace: whose catalogue; it is read at the first question.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._engine, self._store = workspace.engine, workspace.store
        self._lock = threading.RLock()
        self._index = LikenessIndex()
        # A place in these is the index's key: objects would take ten times the memory.
        self._rows, self._assets, self._pixels = array("q"), array("q"), array("q")
        self._last_proof = 0
        self._groups = _Groups()

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def last_row(self) -> int:
        """The id of the newest likeness read."""
        return self._rows[-1] if self._rows else 0

    def update(self) -> None:
        """Read the likenesses and proofs that were added since."""
        with self._lock, reading(self._engine) as session:
            likenesses = (
                columns(
                    *(col(field) for field in (Likeness.id, Likeness.asset_id, Likeness.hashes, Likeness.words)),
                    col(Asset.width_px),
                    col(Asset.height_px),
                )
                .join(Asset)
                .where(col(Likeness.version) == made.VERSION)
                .order_by(col(Likeness.id))
                .limit(_ROWS)
            )
            while True:
                rows = session.execute(likenesses.where(col(Likeness.id) > self.last_row)).all()
                self._add([(made.words_in(row[3]), made.upright_in(row[2])) for row in rows])
                for row_id, asset_id, _, _, width, height in rows:
                    self._rows.append(row_id)
                    self._assets.append(asset_id)
                    self._pixels.append(width * height)
                if len(rows) < _ROWS:
                    break
            joined = select(Proof.id, Proof.first_id, Proof.second_id).where(col(Proof.id) > self._last_proof)
            for proof_id, one, other in session.exec(joined.where(col(Proof.kind).in_(JOINED)).order_by(col(Proof.id))):
                self._groups.join(one, other)
                self._last_proof = proof_id or 0

    def _add(self, found: Sequence[tuple[NDArray[np.uint16], NDArray[np.uint64]]]) -> None:
        """Append words and hashes to the index, many at once where there are many."""
        places = range(len(self._rows), len(self._rows) + len(found))
        if len(found) >= _MANY:
            self._index.add_many(places, [words for words, _ in found], [hashes for _, hashes in found])
        else:
            for place, (words, hashes) in zip(places, found, strict=True):
                self._index.add(place, words, hashes)

    def relatives(
        self, asked: made.Likeness, size: tuple[int, int], *, but: Collection[int] = ()
    ) -> tuple[Relative, ...]:
        """Find the assets that are, or show the same moment as, a picture; the surest first.

        Of pictures that are known to be the same, one proof is enough, besides that with their middle.

        Args:
            asked: its likeness.
            size: width and height of its original in px.
            but: assets that are not asked about: the picture itself, and what it was compared with already.
        """
        self.update()
        picture = shown(asked.hashes, asked.detail, *size)
        waiting = self._candidates(asked, picture, but)
        found: dict[int, Relative] = {}
        settled: set[int] = set()
        tried: set[int] = set()
        proofs = 0
        while waiting and proofs < MOST_PROOFS:
            place, is_wanted = waiting.pop(0)
            group = self._groups.of(self._assets[place])
            if place in tried or (group in settled and not is_wanted):
                continue
            tried.add(place)
            relative, is_costly = self._prove(picture, place)
            proofs += is_costly
            if relative is None:
                continue
            known = found.get(relative.asset_id)
            if known is None or relative.relation.score > known.relation.score:
                found[relative.asset_id] = relative
            if relative.is_joined and group not in settled:
                settled.add(group)
                waiting[:0] = [(each, True) for each in self._middle(group, but)]
        return tuple(sorted(found.values(), key=lambda each: (-each.relation.score, each.asset_id)))

    def _candidates(self, asked: made.Likeness, picture: Shown, but: Collection[int]) -> list[tuple[int, bool]]:
        with self._lock:
            found = self._index.find(asked_with(asked, picture), most=16)
            return [(each.key, False) for each in found if self._assets[each.key] not in but]

    def _middle(self, group: int, but: Collection[int]) -> list[int]:
        """Give the place of the picture of a group that most of it was proved against, the largest of those."""
        members = self._groups.members(group)
        if len(members) < 2:
            return []
        with self._lock:
            assets = np.array(self._assets)
        places = np.flatnonzero(np.isin(assets, [each for each in members if each not in but]))
        return sorted((int(place) for place in places), key=self._rank)[:1]

    def _rank(self, place: int) -> tuple[int, int, int]:
        return -self._groups.links[self._assets[place]], -self._pixels[place], place

    def _prove(self, picture: Shown, place: int) -> tuple[Relative | None, bool]:
        """Prove one candidate; also tell whether it took long, as it does when the two can be laid over each other."""
        with reading(self._engine) as session:
            row = session.get(Likeness, self._rows[place])
            asset = session.get(Asset, self._assets[place])
        other = shown_of(self._store, row, asset) if row and asset else None
        relation = relate(picture, other) if other else None
        if relation is None or relation.kind == "unrelated" or row is None:
            return None, relation is not None
        return Relative(row.asset_id, relation, row.at_seconds), True


_RECOGNISERS: Final[weakref.WeakKeyDictionary[Engine, Recogniser]] = weakref.WeakKeyDictionary()
_OPENING: Final = threading.Lock()


def recogniser_of(workspace: Workspace) -> Recogniser:
    """Give the recogniser of a workspace: one a process, because reading a million likenesses takes a while."""
    with _OPENING:
        if workspace.engine not in _RECOGNISERS:
            _RECOGNISERS[workspace.engine] = Recogniser(workspace)
        return _RECOGNISERS[workspace.engine]


def asked_with(likeness: made.Likeness, picture: Shown) -> Asked:
    """Turn a likeness into a question: near words too, the words of the mirrored picture, hashes in all forms."""
    described = picture.detail.descriptors
    hashes = np.concatenate([made.forms_in(likeness.hashes).ravel(), made.upright_in(likeness.hashes)])
    return Asked(near_words_of(described), lambda: words_of(mirrored(described)), hashes)


class _Groups:
    """Assets known to be the same picture."""

    def __init__(self) -> None:
        self._group: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self.links: Counter[int] = Counter()

    def of(self, asset: int) -> int:
        """Name an asset's group; an asset alone is its own."""
        return self._group.get(asset, asset)

    def members(self, group: int) -> set[int]:
        return self._members.get(group, {group})

    def join(self, one: int, other: int) -> None:
        self.links.update((one, other))
        first, second = sorted((self.of(one), self.of(other)))
        if first == second:
            return
        both = self.members(first) | self.members(second)
        self._members.pop(second, None)
        self._members[first] = both
        for each in both:
            self._group[each] = first
