"""Merging on the Duplicates page: which copy stands for all, what it gains, and what becomes of the galleries."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from library.desk.browse import AssetView, get_asset
from library.desk.cluster_book import KnownCluster
from library.desk.merge import FieldOffer, MergePlan, Merging, merge, plan_merge, propose_kept
from library.desk.whereabouts import placements_of
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import told
from library.ui.likeness import harm_badges, placed_words, used_words
from library.ui.notices import show_notice, take_back
from library.ui.translation import t
from library.ui.widgets.badges import empty_state, limit_badge, plain_badge, state_badge
from library.ui.widgets.layers import limit_words, value_words
from library.ui.widgets.pictures import thumbnail_of

_LATER = "duplicates_merge_later"
_LONGEST = 160


def show_merging(clusters: Sequence[KnownCluster], done: list[str]) -> None:
    """Show the first of the clusters that could be merged.

    Args:
        clusters: settled, the most harmful first.
        done: steps of this session, the last of which can be taken back here.
    """
    later: list[int] = session.memory().setdefault(_LATER, [])
    waiting = [each for each in clusters if each.mergeable[0] not in later]
    queue = waiting or list(clusters)
    if not queue:
        show_notice()
        st.html(empty_state(t("duplicates.merge.none"), t("duplicates.merge.words")))
        if done:
            with st.container(horizontal=True, horizontal_alignment="center"):
                _undo(done)
        return
    _show_one(queue[0], done, later)


def _show_one(cluster: KnownCluster, done: list[str], later: list[int]) -> None:
    desk = session.workspace()
    ids = cluster.mergeable
    name = ids[0]
    views = {asset_id: get_asset(desk, asset_id) for asset_id in ids}
    proposed = propose_kept(desk, ids)
    actions = st.container(horizontal=True, vertical_alignment="center", key="dup_merge_bar", gap="small")
    show_notice()
    st.html(f"<div class='dup-strip'><span class='why'>{escape(t('duplicates.merge.lead', n=len(ids)))}</span>"
            f"{harm_badges(cluster)}</div>")  # fmt: skip
    keep = st.radio(
        t("duplicates.merge.keep"),
        ids,
        index=ids.index(proposed),
        format_func=lambda key: _name(views[key].asset.file_name, views[key], is_proposed=key == proposed),
        key=f"dup_keep_{name}",
        horizontal=True,
    )
    chosen = tuple(key for key in ids if key != keep)
    st.html(_cards(views, keep))
    if len(chosen) > 1:
        options = [key for key in ids if key != keep]
        chosen = tuple(
            st.pills(
                t("duplicates.merge.others"),
                options,
                selection_mode="multi",
                default=options,
                format_func=lambda key: views[key].asset.file_name,
                key=f"dup_others_{name}_{keep}",
            )
        )
    if not chosen:
        with actions:
            _later(name, later)
        return
    plan = plan_merge(desk, keep, chosen)
    take = _show_offers(plan, name)
    repoint = _show_items(plan, name)
    with actions:
        st.button(
            t("duplicates.merge.do", n=len(chosen)),
            key="dup_merge",
            type="primary",
            icon=":material/merge:",
            shortcut="m",
            on_click=_merge,
            args=(Merging(keep, chosen, take, repoint), done),
        )
        _later(name, later)
        _undo(done)


def _name(file_name: str, view: AssetView, *, is_proposed: bool) -> str:
    size = f"{view.asset.width_px} × {view.asset.height_px}"
    return f"{file_name} · {size}" + (f" · {t('duplicates.merge.proposed')}" if is_proposed else "")


def _later(name: int, later: list[int]) -> None:
    st.button(
        t("duplicates.verdict.skip"),
        key="dup_merge_skip",
        type="tertiary",
        shortcut="s",
        on_click=_put_off,
        args=(name, later),
    )


def _put_off(name: int, later: list[int]) -> None:
    """Put a cluster at the end of this session's list; made for a button's callback."""
    later.append(name)
    session.dismiss_notice()


def _undo(done: list[str]) -> None:
    st.button(
        t("duplicates.verdict.undo"),
        key="dup_merge_undo",
        type="tertiary",
        shortcut="z",
        icon=":material/undo:",
        disabled=not done,
        on_click=lambda: take_back(done.pop()),
    )


def _merge(wanted: Merging, done: list[str]) -> None:
    """Merge; made for a button's callback."""
    try:
        step = merge(session.workspace(), wanted, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    done.append(step)
    session.notify(t("duplicates.merge.done", n=len(wanted.others)))


def _cards(views: dict[int, AssetView], keep: int) -> str:
    placed = placements_of(session.workspace(), list(views))
    cards = "".join(_card(view, placed_words(placed.get(key, ())), is_kept=key == keep) for key, view in views.items())
    return f"<div class='dup-cards'>{cards}</div>"


def _card(view: AssetView, placed: str, *, is_kept: bool) -> str:
    asset = view.asset
    badges = [plain_badge(t("duplicates.merge.kept"))] if is_kept else []
    badges += [state_badge(asset.credit_state), *(limit_badge(limit_words(code)) for code in asset.restrictions)]
    lines = [view.credit_text or t("library.credit.none"), f"{asset.width_px} × {asset.height_px}", used_words(view)]
    if placed:
        lines.append(f"{t('duplicates.field.placed')}: {placed}")
    words = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f"<figure class='{'kept' if is_kept else ''}'><img src='{thumbnail_of(asset)}'"
        f" alt='{escape(asset.file_name, quote=True)}'><figcaption><b>{escape(asset.file_name)}</b>"
        f"<span>{''.join(badges)}</span>{words}</figcaption></figure>"
    )


def _show_offers(plan: MergePlan, name: int) -> tuple[str, ...]:
    """Let the person tick what the kept picture takes over; what it lacks is ticked."""
    if not plan.offers:
        st.html(f"<p class='desk-soft'>{escape(t('duplicates.merge.nothing_new'))}</p>")
        return ()
    st.html(f"<h3 class='dup-sub'>{escape(t('duplicates.merge.gains'))}</h3>")
    proposed = [offer for offer in plan.offers if offer.is_proposed]
    others = [offer for offer in plan.offers if not offer.is_proposed]
    if not proposed:
        st.html(f"<p class='desk-soft'>{escape(t('duplicates.merge.nothing_new'))}</p>")
    taken = _tick(proposed, plan, name)
    if others:
        with st.expander(t("duplicates.merge.different", n=len(others)), key=f"dup_different_{name}"):
            taken += _tick(others, plan, name)
    return taken


def _tick(offers: Sequence[FieldOffer], plan: MergePlan, name: int) -> tuple[str, ...]:
    mark = f"{name}_{plan.kept.id}"
    return tuple(
        offer.field
        for offer in offers
        if st.checkbox(_offer_words(offer), value=offer.is_proposed, key=f"dup_take_{mark}_{offer.field}")
    )


def _offer_words(offer: FieldOffer) -> str:
    """Say what would be taken, from whom, and what it would replace."""
    evidence = t(f"duplicates.merge.layer.{offer.layer}", name=offer.from_name)
    if offer.words:
        evidence += f", «{_short(offer.words)}»"
    words = f"**{t(f'words.field.{offer.field}')}**: {_plain(value_words(offer.field, offer.value))} — {evidence}"
    if offer.kept:
        words += f"; {t('duplicates.merge.instead', value=_plain(value_words(offer.field, offer.kept)))}"
    return words


def _plain(text: str) -> str:
    """Keep a value from being read as markup."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!$~:|<>" else sign for sign in _short(text))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _show_items(plan: MergePlan, name: int) -> bool:
    """Say what becomes of galleries and uses; to re-point them is a choice of its own."""
    uses = sum(number for asset_id, number in plan.uses.items() if asset_id != plan.kept.id)
    if uses:
        st.html(f"<p class='desk-soft'>{escape(t('duplicates.merge.uses_stay', n=uses))}</p>")
    free = [item for item in plan.items if not item.holds_kept]
    if not free:
        return False
    galleries = ", ".join(dict.fromkeys(item.gallery for item in free))
    return st.checkbox(
        t("duplicates.merge.repoint", n=len(free), galleries=_plain(galleries)),
        value=False,
        key=f"dup_repoint_{name}_{plan.kept.id}",
    )
