"""One pair of the Duplicates page: both pictures laid upon each other, why they were found, and what differs."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

import streamlit as st

from library.catalogue.models import Asset
from library.desk.browse import AssetView, get_asset
from library.desk.cluster_book import KnownCluster
from library.desk.deduplicate import compare
from library.desk.whereabouts import Placement, placements_of
from library.duplicates.overlay import Box, box_of, overlay_of
from library.duplicates.questions import Question
from library.duplicates.relations import Relation, from_the_other_side
from library.ui import session
from library.ui.places import link
from library.ui.translation import day, moment, t
from library.ui.widgets.alike import relation_words
from library.ui.widgets.badges import limit_badge, size_text
from library.ui.widgets.compare import ComparedPicture, compare_pictures
from library.ui.widgets.layers import value_words
from library.ui.widgets.pictures import preview_of, thumbnail_of

_WORDS = ("side", "overlay", "blink", "difference", "modes", "amount", "opacity", "gain", "magnify", "unaligned")
_FIELDS = ("photographer", "agency", "distributor", "supplier_ref", "restrictions", "description")
_MOST_THUMBS = 12
_PART = 94.0
"""Per cent of a picture: a common part that is larger is not worth a mark."""


def show_pair(cluster: KnownCluster, question: Question, coming: Sequence[str]) -> tuple[AssetView, AssetView]:
    """Show the two pictures of a question, and give them.

    Args:
        coming: previews of the next question, to be loaded meanwhile.
    """
    desk = session.workspace()
    first, second = get_asset(desk, question.first), get_asset(desk, question.second)
    found = compare(desk, question.first, question.second)
    relation = found.relation
    if relation is not None and found.first.id != question.first:
        relation = from_the_other_side(relation)
    _show_strip(cluster, question, relation, is_clip="video" in {first.asset.kind, second.asset.kind})
    sizes = _size(first.asset), _size(second.asset)
    compare_pictures(
        (
            _compared(first.asset, second.asset, relation),
            _compared(second.asset, first.asset, relation, is_second=True),
        ),
        overlay=overlay_of(relation, *sizes) if relation else None,
        coming=tuple(coming),
        key="dup_compare",
        words={name: t(f"duplicates.compare.{name}") for name in _WORDS},
    )
    return first, second


def show_facts(first: AssetView, second: AssetView) -> None:
    """Show what is known of two pictures, those facts that differ marked, and the ways to them."""
    ids = first.asset.id or 0, second.asset.id or 0
    placed = placements_of(session.workspace(), ids)
    st.html(_facts_html((first, placed.get(ids[0], ())), (second, placed.get(ids[1], ()))))
    with st.container(horizontal=True, gap="medium", key="dup_links"):
        for view in (first, second):
            label = t("galleries.editor.open")
            link("library", f"{label}: {view.asset.file_name}", icon=":material/open_in_new:", asset=view.asset.id or 0)


def coming_pictures(questions: Iterable[Question]) -> tuple[str, ...]:
    """Give the previews of questions."""
    desk = session.workspace()
    ids = [asset_id for question in questions for asset_id in (question.first, question.second)]
    return tuple(preview_of(get_asset(desk, asset_id).asset) for asset_id in ids)


def harm_badges(cluster: KnownCluster) -> str:
    """Say why a cluster should be looked at."""
    members = [cluster.members[key] for key in cluster.mergeable or cluster.unmerged]
    badges = []
    for code in cluster.harm.codes:
        if code in {"used_twice", "used_limited"} and "used_under_two" in cluster.harm.codes:
            continue  # said with the worse
        words = t(f"duplicates.harm.{code}")
        if code == "agencies":
            words += ": " + ", ".join(sorted({member.agency for member in members if member.agency}))
        if code == "used":
            words = t("duplicates.uses", n=cluster.harm.uses)
        badges.append(limit_badge(words))
    return "".join(badges)


def _show_strip(cluster: KnownCluster, question: Question, relation: Relation | None, *, is_clip: bool) -> None:
    """Show why the two were found, the harm, and the whole cluster where it has more than the two."""
    why = relation_words(relation.kind, relation.reasons) if relation else ""
    if is_clip:
        why += f" · {t('duplicates.clip')}"
    members = cluster.cluster.members
    thumbs, more = "", ""
    if len(members) > 2:
        views = [get_asset(session.workspace(), key).asset for key in members[:_MOST_THUMBS]]
        thumbs = "".join(
            f"<img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}'"
            f" class='{'here' if asset.id in {question.first, question.second} else ''}'>"
            for asset in views
        )
        more = f"<span class='desk-soft'>{escape(t('duplicates.group', n=len(members)))}</span>"
    st.html(f"<div class='dup-strip'>{thumbs}{more}<span class='why'>{escape(why)}</span>{harm_badges(cluster)}</div>")


def _compared(asset: Asset, other: Asset, relation: Relation | None, *, is_second: bool = False) -> ComparedPicture:
    is_larger = _pixels(asset) > _pixels(other)
    return ComparedPicture(
        src=preview_of(asset),
        alt=asset.alt_text or asset.description or asset.file_name,
        name=asset.file_name,
        ratio=round(asset.width_px / max(asset.height_px, 1), 4),
        badge=t("duplicates.compare.larger") if is_larger else "",
        marks=tuple(_marks(asset, relation, is_second=is_second)) if relation else (),
    )


def _marks(asset: Asset, relation: Relation, *, is_second: bool) -> Iterable[tuple[str, Box]]:
    """Mark the common part where it is not all of the picture, and on the second what is new or moved."""
    size = _size(asset)
    common = box_of(relation.second_region if is_second else relation.first_region, size)
    if common[2] * common[3] < _PART * 100:
        yield "common", common
    if is_second:
        for kind, boxes in (("over", relation.over), ("moved", relation.moved)):
            yield from ((kind, box_of(box, size)) for box in boxes)


def _size(asset: Asset) -> tuple[int, int]:
    return asset.width_px, asset.height_px


def _pixels(asset: Asset) -> int:
    return asset.width_px * asset.height_px


_Side = tuple[AssetView, tuple[Placement, ...]]


def _facts_html(first: _Side, second: _Side) -> str:
    """Put the facts of both under their pictures, those that differ marked."""
    rows = []
    for label, left, right in _facts(first, second):
        differs = left != right
        mark = f"<i title='{escape(t('duplicates.differs'), quote=True)}'>≠</i>" if differs else ""
        head = f"<th scope='row'>{escape(label)}{mark}</th>"
        cells = "".join(f"{head}<td>{escape(words or '–')}</td>" for words in (left, right))
        rows.append(f"<tr class='{'differs' if differs else ''}'>{cells}</tr>")
    return f"<div class='desk-scroll'><table class='dup-facts'>{''.join(rows)}</table></div>"


def _facts(first: _Side, second: _Side) -> list[tuple[str, str, str]]:
    def row(label: str, of: Callable[[AssetView], str]) -> tuple[str, str, str]:
        return label, of(first[0]), of(second[0])

    def field(name: str) -> tuple[str, str, str]:
        return row(t(f"words.field.{name}"), lambda view: str(value_words(name, getattr(view.asset, name)) or ""))

    rows = [row(t("duplicates.field.credit"), lambda view: view.credit_text or "")]
    rows += [field(name) for name in _FIELDS]
    rows += [
        row(t("duplicates.field.created"), lambda view: (view.asset.created or "").replace("T", " ")[:19]),
        row(t("duplicates.field.size"), lambda view: f"{view.asset.width_px} × {view.asset.height_px}"),
        row(t("duplicates.field.format"), lambda view: f"{view.asset.format}, {size_text(view.asset.size_bytes)}"),
        row(t("duplicates.field.arrived"), lambda view: moment(view.asset.ingested_at)),
        row(t("duplicates.field.used"), used_words),
        (t("duplicates.field.placed"), placed_words(first[1]), placed_words(second[1])),
    ]
    return [each for each in rows if each[1] or each[2]]


def used_words(view: AssetView) -> str:
    """Say where a picture was used: story, title and day."""
    stories = dict.fromkeys(f"{story}, {usage.outlet} ({day(usage.used_at)})" for usage, story in view.uses)
    return "; ".join(stories) or t("duplicates.never")


def placed_words(placed: Sequence[Placement]) -> str:
    """Say which galleries a picture stands in."""
    return "; ".join(dict.fromkeys(f"{each.title} ({each.position + 1})" for each in placed))
