"""What is kept of likenesses and proofs: rows and blobs, written and read in one place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath
from typing import Any, cast

from sqlmodel import Session, col, delete, or_, select

from library.catalogue.models import Asset, Delivery, Likeness, Proof
from library.duplicates.clusters import ordered_pair
from library.duplicates.judge import shipped_judge
from library.duplicates.relations import Kind, Reason, Region, Relation, Shown, from_the_other_side, shown
from library.errors import BlobMissing
from library.media import likeness as made
from library.storage.store import BlobStore

_APART = frozenset({"kind", "score", "version"})


def version_now() -> str:
    """Give the version that proofs made now carry: of likeness and judge."""
    return f"{made.VERSION}.{shipped_judge().version}"


def keep_likenesses(session: Session, store: BlobStore, asset_id: int, likenesses: Iterable[made.Likeness]) -> None:
    """Write an asset's likenesses; those it had give way, and with them what was proved of it."""
    listed = list(likenesses)
    if not listed:
        return
    session.execute(delete(Likeness).where(col(Likeness.asset_id) == asset_id))
    session.execute(delete(Proof).where(or_(col(Proof.first_id) == asset_id, col(Proof.second_id) == asset_id)))
    for each in listed:
        row = Likeness(
            asset_id=asset_id,
            version=each.version,
            at_seconds=each.at_seconds,
            hashes=each.hashes,
            words=each.words,
            detail_digest=store.put_bytes("likenesses", each.detail).digest,
        )
        session.add(row)


def likenesses_of(session: Session, store: BlobStore, asset_id: int) -> list[made.Likeness]:
    """Read an asset's likenesses back; those whose blob is gone are left out."""
    wanted = select(Likeness).where(Likeness.asset_id == asset_id, Likeness.version == made.VERSION)
    found = []
    for row in session.exec(wanted.order_by(col(Likeness.id))):
        try:
            detail = store.read("likenesses", row.detail_digest)
        except BlobMissing:
            continue
        found.append(made.Likeness(row.version, row.hashes, row.words, detail, row.at_seconds))
    return found


def shown_of(store: BlobStore, row: Likeness, asset: Asset) -> Shown | None:
    """Load what a proof needs of an asset; None when its detail is gone or damaged, until it is made again."""
    try:
        return shown(row.hashes, store.read("likenesses", row.detail_digest), asset.width_px, asset.height_px)
    except (BlobMissing, ValueError):
        return None


def keep_proof(session: Session, one: int, other: int, relation: Relation | None, now: datetime) -> None:
    """Remember what two assets were proved to be.

    Args:
        session: a writing one.
        one: the relation's first picture.
        other: its second.
        relation: None where nothing lays the one over the other.
        now: the moment of the proof.
    """
    first, second = ordered_pair(one, other)
    known = session.exec(select(Proof).where(Proof.first_id == first, Proof.second_id == second)).first()
    proof = known or Proof(first_id=first, second_id=second, version="", kind="unrelated", score=0.0, proved_at=now)
    if relation is not None and first != one:
        relation = from_the_other_side(relation)
    proof.version, proof.proved_at = version_now(), now
    proof.kind, proof.score = (relation.kind, relation.score) if relation else ("unrelated", 0.0)
    proof.facts = {name: value for name, value in asdict(relation).items() if name not in _APART} if relation else {}
    session.add(proof)


def relation_of(proof: Proof) -> Relation | None:
    """Read back what was proved, the lower id first; None where nothing lays the one over the other."""
    facts: Mapping[str, Any] = proof.facts
    if not facts:
        return None
    return Relation(
        kind=cast("Kind", proof.kind),
        score=proof.score,
        scene=facts["scene"],
        reasons=tuple(Reason(**each) for each in facts["reasons"]),
        affine=tuple(facts["affine"]),
        first_region=_region(facts["first_region"]),
        second_region=_region(facts["second_region"]),
        over=tuple(_region(box) for box in facts["over"]),
        moved=tuple(_region(box) for box in facts["moved"]),
        version=int(proof.version.rpartition(".")[2]),
    )


def read_proofs(session: Session, among: Collection[int] | None = None) -> Iterator[Proof]:
    """Read all proofs that found two assets related, or those among some assets."""
    wanted = select(Proof).where(Proof.kind != "unrelated")
    if among is not None:
        wanted = wanted.where(col(Proof.first_id).in_(among), col(Proof.second_id).in_(among))
    yield from session.exec(wanted.order_by(col(Proof.first_id), col(Proof.second_id)))


def _region(box: Iterable[int]) -> Region:
    left, top, right, bottom = box
    return left, top, right, bottom


def paths_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Say where each asset came from last: folder and file name, or the name alone for uploads."""
    paths: dict[int, str] = {}
    for some in batches(ids):
        arrived = select(Delivery.asset_id, Delivery.folder, Delivery.file_name)
        for asset_id, folder, name in session.exec(
            arrived.where(col(Delivery.asset_id).in_(some)).order_by(col(Delivery.id))
        ):
            paths[asset_id] = str(PurePath(folder, name)) if folder else name
    return paths


def batches(ids: Iterable[int], size: int = 500) -> list[list[int]]:
    """Cut ids into lists that a database takes as parameters."""
    listed = list(ids)
    return [listed[start : start + size] for start in range(0, len(listed), size)]
