"""Duplicates: pictures that look alike, one pair after the other; what a person says of them is never asked again."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, cast

import streamlit as st

from library.catalogue.models import Asset
from library.desk.browse import AssetView, get_asset
from library.desk.deduplicate import ClusterView, decide, find_clusters, withdraw_verdict
from library.desk.verdicts import PastVerdict, count_verdicts, list_verdicts
from library.duplicates.relations import Relation
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import door, told
from library.ui.notices import show_notice, take_back
from library.ui.places import link
from library.ui.translation import day, moment, t
from library.ui.widgets.alike import relation_words
from library.ui.widgets.badges import empty_state, size_text
from library.ui.widgets.compare import ComparedPicture, compare_pictures
from library.ui.widgets.layers import value_words
from library.ui.widgets.pictures import preview_of, thumbnail_of

_STYLE = Path(__file__).parents[3] / "assets" / "duplicates.css"
_SKIPPED, _DONE = "duplicates_skipped", "duplicates_done"
VERDICTS = {"same": "1", "other_frame": "2", "unrelated": "3"}
_ICONS = {"same": "content_copy", "other_frame": "burst_mode", "unrelated": "link_off"}
_WORDS = ("side", "overlay", "blink", "difference", "modes", "amount", "opacity", "gain", "magnify")


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair that nobody has decided, with the cluster it belongs to."""

    first: int
    second: int
    relation: Relation | None
    cluster: ClusterView


def render() -> None:
    """Show the page."""
    st.html(_STYLE)
    _desk()


@st.fragment
def _desk() -> None:
    """Show the queue, so that a verdict does not draw the frame around it again."""
    with door():
        queue = _queue(find_clusters(session.workspace()))
        _show_bar(queue)
        if queue:
            _show_pair(queue[0])
        else:
            st.html(empty_state(t("duplicates.empty.title"), t("duplicates.empty.words")))
            show_notice()
            if _done():
                with st.container(horizontal=True, horizontal_alignment="center"):
                    _undo_button()
        _show_history()


def _queue(clusters: tuple[ClusterView, ...]) -> list[OpenPair]:
    """List the open pairs cluster by cluster, those that were skipped in this session at the end."""
    pairs = [
        OpenPair(pair.first, pair.second, pair.relation, cluster) for cluster in clusters for pair in cluster.open_pairs
    ]
    skipped = _skipped()
    return sorted(pairs, key=lambda pair: skipped.get((pair.first, pair.second), 0))


def _skipped() -> dict[tuple[int, int], int]:
    return cast("dict[tuple[int, int], int]", session.memory().setdefault(_SKIPPED, {}))


def _done() -> list[str]:
    return cast("list[str]", session.memory().setdefault(_DONE, []))


def _show_bar(queue: list[OpenPair]) -> None:
    decided = count_verdicts(session.workspace())
    total = decided + len(queue)
    with st.container(horizontal=True, vertical_alignment="center", key="dup_bar"):
        words = escape(t("duplicates.left", n=len(queue)))
        told = escape(t("duplicates.progress", done=decided, all=total)) if total else ""
        share = round(100 * decided / total) if total else 0
        bar = (
            f"<div class='dup-progress' role='img' aria-label='{told}'><i style='width:{share}%'></i></div>"
            if total
            else ""
        )
        title = escape(t("duplicates.title"))
        told = f"<span class='desk-soft'>{told}</span>"
        st.html(f"<div class='dup-head'><h1>{title}</h1><span>{words}</span>{bar}{told}</div>")


def _show_pair(pair: OpenPair) -> None:
    desk = session.workspace()
    first, second = get_asset(desk, pair.first), get_asset(desk, pair.second)
    _show_strip(pair)
    larger = pair.cluster.largest.id if _pixels(first.asset) != _pixels(second.asset) else None
    compare_pictures(
        _compared(first.asset, is_larger=larger == pair.first),
        _compared(second.asset, is_larger=larger == pair.second),
        key="dup_compare",
        words={name: t(f"duplicates.compare.{name}") for name in _WORDS},
    )
    _show_verdicts(pair)
    show_notice()
    st.html(_facts_html(first, second))
    with st.container(horizontal=True, gap="medium", key="dup_links"):
        for view in (first, second):
            label = t("galleries.editor.open")
            link("library", f"{label}: {view.asset.file_name}", icon=":material/open_in_new:", asset=view.asset.id or 0)


def _show_strip(pair: OpenPair) -> None:
    """Show the whole cluster where it has more than the two, and why the two were found."""
    told = [] if pair.relation is None else [relation_words(pair.relation.kind, pair.relation.reasons)]
    members = pair.cluster.assets
    thumbs = ""
    if len(members) > 2:
        told.insert(0, t("duplicates.group", n=len(members)))
        thumbs = "".join(
            f"<img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}'"
            f" class='{'here' if asset.id in {pair.first, pair.second} else ''}'>"
            for asset in members
        )
    st.html(f"<div class='dup-strip'>{thumbs}<span class='desk-soft'>{escape(' · '.join(told))}</span></div>")


def _compared(asset: Asset, *, is_larger: bool) -> ComparedPicture:
    return ComparedPicture(
        src=preview_of(asset),
        alt=asset.alt_text or asset.description or asset.file_name,
        name=asset.file_name,
        ratio=round(asset.width_px / max(asset.height_px, 1), 4),
        badge=t("duplicates.compare.larger") if is_larger else "",
    )


def _pixels(asset: Asset) -> int:
    return asset.width_px * asset.height_px


def _show_verdicts(pair: OpenPair) -> None:
    with st.container(horizontal=True, horizontal_alignment="center", key="dup_verdicts", gap="small"):
        for name, shortcut in VERDICTS.items():
            st.button(
                t(f"duplicates.verdict.{name}"),
                key=f"dup_{name}",
                type="primary" if name == "same" else "secondary",
                icon=f":material/{_ICONS[name]}:",
                shortcut=shortcut,
                on_click=give_verdict,
                args=(pair.first, pair.second, name),
            )
        st.button(
            t("duplicates.verdict.skip"),
            key="dup_skip",
            type="tertiary",
            shortcut="s",
            on_click=skip,
            args=(pair.first, pair.second),
        )
        _undo_button()


def _undo_button() -> None:
    st.button(
        t("duplicates.verdict.undo"),
        key="dup_undo",
        type="tertiary",
        shortcut="z",
        icon=":material/undo:",
        disabled=not _done(),
        on_click=undo_last,
    )


def give_verdict(first: int, second: int, verdict: str) -> None:
    """Remember what the person says of a pair; made for a button's callback."""
    try:
        step = decide(session.workspace(), first, second, verdict, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    if step:
        _done().append(step)
    session.notify(t(f"duplicates.told.{verdict}"))


def skip(first: int, second: int) -> None:
    """Put a pair at the end of this session's queue; made for a button's callback."""
    skipped = _skipped()
    skipped[first, second] = len(skipped) + 1
    session.dismiss_notice()


def undo_last() -> None:
    """Take this session's last verdict back; made for a button's callback."""
    if _done():
        take_back(_done().pop())


def ask_again(first: int, second: int) -> None:
    """Take a verdict back, so that the pair is asked about again; made for a button's callback."""
    try:
        step = withdraw_verdict(session.workspace(), first, second, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    if step:
        _done().append(step)
        session.notify(t("duplicates.told.withdrawn"))


def _facts_html(first: AssetView, second: AssetView) -> str:
    """Put the facts of both under their pictures, those that differ marked."""
    rows = []
    for label, left, right in _facts(first, second):
        differs = left != right
        mark = f"<i title='{escape(t('duplicates.differs'), quote=True)}'>≠</i>" if differs else ""
        head = f"<th scope='row'>{escape(label)}{mark}</th>"
        cells = "".join(f"{head}<td>{escape(words or '–')}</td>" for words in (left, right))
        rows.append(f"<tr class='{'differs' if differs else ''}'>{cells}</tr>")
    return f"<div class='desk-scroll'><table class='dup-facts'>{''.join(rows)}</table></div>"


def _facts(first: AssetView, second: AssetView) -> list[tuple[str, str, str]]:
    def row(label: str, of: Any) -> tuple[str, str, str]:  # noqa: ANN401  a function of a view
        return label, str(of(first) or ""), str(of(second) or "")

    fields = ("photographer", "agency", "distributor", "supplier_ref", "restrictions", "description")
    rows = [row(t("duplicates.field.credit"), lambda view: view.credit_text)]
    rows += [
        row(t(f"words.field.{name}"), lambda view, name=name: value_words(name, getattr(view.asset, name)))
        for name in fields
    ]
    rows += [
        row(t("duplicates.field.created"), lambda view: _taken(view.asset)),
        row(t("duplicates.field.size"), lambda view: f"{view.asset.width_px} × {view.asset.height_px}"),
        row(t("duplicates.field.format"), lambda view: f"{view.asset.format}, {size_text(view.asset.size_bytes)}"),
        row(t("duplicates.field.arrived"), lambda view: moment(view.asset.ingested_at)),
        row(t("duplicates.field.used"), _used),
    ]
    return [each for each in rows if each[1] or each[2]]


def _taken(asset: Asset) -> str:
    return (asset.created or "").replace("T", " ")[:19]


def _used(view: AssetView) -> str:
    stories = dict.fromkeys(f"{story} ({day(usage.used_at)})" for usage, story in view.uses)
    return "; ".join(stories) or t("duplicates.never")


def _show_history() -> None:
    past = list_verdicts(session.workspace())
    if not past:
        return
    with st.expander(t("duplicates.history.title"), key="dup_history"):
        for each in past:
            _show_past(each)


def _show_past(each: PastVerdict) -> None:
    verdict = each.verdict
    with st.container(horizontal=True, vertical_alignment="center", key=f"dup_past_{verdict.id}", gap="small"):
        thumbs = "".join(
            f"<img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}' loading='lazy'>"
            for asset in (each.first, each.second)
        )
        words = escape(t(f"duplicates.verdict.{verdict.kind}"))
        who = escape(t("duplicates.history.by", by=verdict.decided_by, when=moment(verdict.decided_at)))
        st.html(f"<div class='dup-past'>{thumbs}<span>{words}</span><span class='desk-soft'>{who}</span></div>")
        st.button(
            t("duplicates.history.again"),
            key=f"dup_again_{verdict.id}",
            type="tertiary",
            on_click=ask_again,
            args=(verdict.first_id, verdict.second_id),
        )
