"""Merge copies of one picture without losing any: one stands for all in the Library, the others stay as they are.

The kept one gains what it lacks, field by field, each with where it comes from. Uses are never rewritten; galleries are
changed only on purpose. All of it is one step of the history.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, func, select

from library.catalogue.database import reading, writing
from library.catalogue.layers import FIELDS, layers_of
from library.catalogue.models import Asset, Gallery, GalleryItem, Proof, Verdict
from library.desk.cluster_book import read_members
from library.desk.curate import get_row
from library.desk.history import Step, begin_step, touch_gallery
from library.desk.proofs import relation_of
from library.desk.verdicts import new_verdict
from library.desk.workspace import Workspace
from library.duplicates.clusters import ordered_pair
from library.duplicates.harm import Member
from library.errors import InvalidInput

# True of the picture, whoever sent it; what else a file says belongs to the house that it came from.
OF_THE_PICTURE: Final = frozenset(
    {"headline", "description", "caption", "alt_text", "photographer", "keywords", "city", "country", "is_ai"}
    | {name for name in FIELDS if name.startswith("caption_")}
)
_NOT_OFFERED: Final = frozenset({"credit_state"})
_SPOILT: Final = frozenset({"overlay", "framed", "black_and_white", "crop"})


@dataclass(frozen=True, slots=True)
class FieldOffer:
    """What the kept picture could take over from another.

    Args:
        kept: what it shows itself.
        value: what the other shows.
        from_id: the other.
        from_name: the other's file.
        layer: "decided", "proposed" or "delivered".
        rule: the rule that proposes it; None for other layers.
        words: what the rule read; "" where there is no rule.
        is_proposed: whether the kept one lacks it and it is true of the picture, whoever sent it.
    """

    field: str
    kept: Any
    value: Any
    from_id: int
    from_name: str
    layer: str
    rule: str | None
    words: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A place in a gallery that shows one of the others.

    Args:
        holds_kept: whether the gallery shows the kept one already, so that the place is not re-pointed.
    """

    item_id: int
    asset_id: int
    gallery_id: int
    gallery: str
    holds_kept: bool


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do.

    Args:
        kept: the picture that will stand for all.
        others: those that will be hidden behind it.
        offers: what it could gain, the proposed ones first.
        items: places in galleries that show one of the others.
        uses: lines of the ledger by asset id; they stay where they are.
    """

    kept: Asset
    others: tuple[Asset, ...]
    offers: tuple[FieldOffer, ...]
    items: tuple[PlacedItem, ...]
    uses: dict[int, int]


@dataclass(frozen=True, slots=True)
class Merging:
    """What somebody wants to merge.

    Args:
        keep: the picture that stays in the Library.
        others: the copies that are hidden behind it; they keep their files, deliveries, uses and galleries.
        take: fields to take over from the others; None: those proposed.
        repoint: whether places in galleries that show one of the others shall show the kept one. What was published
            stays as it was printed, until the gallery is published again.
    """

    keep: int
    others: tuple[int, ...]
    take: tuple[str, ...] | None = None
    repoint: bool = False


def propose_kept(workspace: Workspace, asset_ids: Collection[int]) -> int:
    """Choose the picture to keep: whole and unspoilt, the largest, the most used, the best credited.

    Raises:
        NotFound: there is no such asset.
    """
    with reading(workspace.engine) as session:
        rows = [get_row(session, asset_id) for asset_id in sorted(asset_ids)]
        members = read_members(session, asset_ids)
        spoilt = _spoilt(session, asset_ids)
    return min(rows, key=lambda row: _rank(row, members[row.id or 0], spoilt)).id or 0


def plan_merge(workspace: Workspace, keep: int, others: Sequence[int]) -> MergePlan:
    """Say what merging would do, and what the kept picture could gain.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: the kept one is among the others, was merged itself, a photo meets a clip, or
            somebody decided that they differ.
    """
    with reading(workspace.engine) as session:
        return _plan(session, keep, others)


def merge(workspace: Workspace, wanted: Merging, *, by: str, now: datetime) -> str:
    """Let one picture stand for copies of it.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such asset.
        InvalidInput: as `plan_merge`, or a field is not on offer.
    """
    with writing(workspace.engine) as session:
        plan = _plan(session, wanted.keep, wanted.others)
        offers = _taken(plan, wanted.take)
        step = begin_step(session, "merge", by=by, now=now)
        _say_same(step, plan)
        step.decide(plan.kept, **{offer.field: offer.value for offer in offers})
        followers = select(Asset).where(col(Asset.merged_into_id).in_([row.id for row in plan.others]))
        for row in (*plan.others, *session.exec(followers).all()):
            step.set(row, merged_into_id=wanted.keep)
        if wanted.repoint:
            _repoint(step, plan)
        return step.uid


def merged_into(workspace: Workspace, asset_id: int) -> tuple[Asset, ...]:
    """List the copies that an asset stands for."""
    with reading(workspace.engine) as session:
        found = select(Asset).where(Asset.merged_into_id == asset_id).order_by(col(Asset.id))
        return tuple(session.exec(found).all())


def count_merged(workspace: Workspace) -> int:
    """Count the copies that others stand for."""
    with reading(workspace.engine) as session:
        found = select(func.count()).select_from(Asset).where(col(Asset.merged_into_id).is_not(None))
        return session.exec(found).one()


def _plan(session: Session, keep: int, others: Sequence[int]) -> MergePlan:
    wanted = tuple(dict.fromkeys(others))
    if not wanted or keep in wanted:
        raise InvalidInput("A picture is merged with others", hint="Name the one to keep first, then its copies.")
    kept = get_row(session, keep)
    rows = tuple(get_row(session, asset_id) for asset_id in wanted)
    if kept.merged_into_id is not None:
        raise InvalidInput(
            f"Asset {keep} was merged into asset {kept.merged_into_id}", hint=f"Keep asset {kept.merged_into_id}."
        )
    if {row.kind for row in rows} != {kept.kind}:
        raise InvalidInput("A still of a clip is no copy of it", hint="Merge photos with photos and clips with clips.")
    _must_fit(session, (keep, *wanted))
    members = read_members(session, (keep, *wanted))
    spoilt = _spoilt(session, (keep, *wanted))
    best_first = sorted(rows, key=lambda row: _rank(row, members[row.id or 0], spoilt))
    return MergePlan(
        kept=kept,
        others=rows,
        offers=tuple(_offers(kept, best_first)),
        items=_items(session, keep, wanted),
        uses={asset_id: member.uses for asset_id, member in members.items() if member.uses},
    )


def _must_fit(session: Session, ids: Sequence[int]) -> None:
    """Refuse pictures that somebody decided to be different."""
    among = select(Verdict).where(
        col(Verdict.first_id).in_(ids), col(Verdict.second_id).in_(ids), Verdict.kind != "same"
    )
    parted = session.exec(among).first()
    if parted is not None:
        raise InvalidInput(
            f"{parted.decided_by} decided that assets {parted.first_id} and {parted.second_id} are different pictures",
            hint="Take that verdict back first, or leave one of the two out.",
        )


def _spoilt(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Find those that were proved to be a crop, written over, framed or without colour beside another of them."""
    proofs = select(Proof).where(col(Proof.first_id).in_(ids), col(Proof.second_id).in_(ids))
    found: set[int] = set()
    for proof in session.exec(proofs):
        relation = relation_of(proof)
        for reason in relation.reasons if relation else ():
            # What is over a picture is found in the second of the two.
            of = "second" if reason.code == "overlay" and reason.of == "both" else reason.of
            if reason.code in _SPOILT and of != "both":
                found.add(proof.first_id if of == "first" else proof.second_id)
    return frozenset(found)


def _rank(row: Asset, member: Member, spoilt: frozenset[int]) -> tuple[Any, ...]:
    credit = {"clear": 0, "unclear": 1, "conflict": 2}.get(row.credit_state, 3)
    return row.merged_into_id is not None, row.id in spoilt, -member.pixels, -member.uses, credit, row.id or 0


def _offers(kept: Asset, others: Iterable[Asset]) -> list[FieldOffer]:
    found: dict[str, FieldOffer] = {}
    knows_house = bool(kept.agency or kept.distributor or kept.credit_line)
    for other in others:
        for name in FIELDS:
            mine, theirs = layers_of(kept, name).shown, layers_of(other, name)
            if name in _NOT_OFFERED or name in found or not theirs.shown or theirs.shown == mine:
                continue
            layer = "decided" if theirs.is_decided else "proposed" if theirs.rule else "delivered"
            found[name] = FieldOffer(
                field=name,
                kept=mine,
                value=theirs.shown,
                from_id=other.id or 0,
                from_name=other.file_name,
                layer=layer,
                rule=theirs.rule if layer == "proposed" else None,
                words=" … ".join(str(each["text"]) for each in theirs.evidence if each.get("text"))
                if layer == "proposed"
                else "",
                is_proposed=not mine and (name in OF_THE_PICTURE or not knows_house) and name != "restrictions",
            )
    return sorted(found.values(), key=lambda offer: (not offer.is_proposed, bool(offer.kept)))


def _items(session: Session, keep: int, others: Sequence[int]) -> tuple[PlacedItem, ...]:
    held = set(session.exec(select(GalleryItem.gallery_id).where(GalleryItem.asset_id == keep)))
    placed = (
        select(GalleryItem, Gallery.title)
        .join(Gallery, col(GalleryItem.gallery_id) == Gallery.id)
        .where(col(GalleryItem.asset_id).in_(others))
        .order_by(col(GalleryItem.gallery_id), col(GalleryItem.position))
    )
    found = []
    for item, title in session.exec(placed):
        found.append(PlacedItem(item.id or 0, item.asset_id or 0, item.gallery_id, title, item.gallery_id in held))
        held.add(item.gallery_id)  # a second copy in the same gallery would show the kept one twice
    return tuple(found)


def _taken(plan: MergePlan, take: Sequence[str] | None) -> list[FieldOffer]:
    if take is None:
        return [offer for offer in plan.offers if offer.is_proposed]
    on_offer = {offer.field: offer for offer in plan.offers}
    unknown = sorted(set(take) - on_offer.keys())
    if unknown:
        raise InvalidInput(
            f"No other value of {', '.join(unknown)} is on offer",
            hint=f"Choose among {', '.join(on_offer)}." if on_offer else "The others know nothing more.",
        )
    return [on_offer[field] for field in take]


def _say_same(step: Step, plan: MergePlan) -> None:
    """Remember that the others are the kept picture, where nobody had said so."""
    for other in plan.others:
        first, second = ordered_pair(plan.kept.id or 0, other.id or 0)
        known = select(Verdict.id).where(Verdict.first_id == first, Verdict.second_id == second)
        if step.session.exec(known).first() is None:
            step.add(new_verdict(plan.kept, other, "same", by=step.by, now=step.now))


def _repoint(step: Step, plan: MergePlan) -> None:
    galleries = {}
    for placed in plan.items:
        item = step.session.get(GalleryItem, placed.item_id)
        if item is None or placed.holds_kept:
            continue
        step.set(item, asset_id=plan.kept.id)
        galleries[placed.gallery_id] = step.session.get(Gallery, placed.gallery_id)
    for gallery in galleries.values():
        if gallery is not None:
            touch_gallery(step, gallery)
