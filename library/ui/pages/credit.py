"""To credit: pictures whose credit a person has to settle, grouped by what is wrong; one decision settles a group."""

from html import escape
from pathlib import Path

import streamlit as st

from library.desk.browse import AssetView, get_asset
from library.desk.disagreement import CAPTION
from library.desk.queue import CreditGroup, pictures_of
from library.ui import session
from library.ui.credit_choices import choices_of
from library.ui.credit_done import done_steps, undo_last
from library.ui.credit_evidence import evidence_table
from library.ui.credit_form import show_form
from library.ui.credit_lesson import carry_on
from library.ui.credit_order import (
    chosen_key,
    following_of,
    force_of,
    groups_now,
    is_large,
    left_out,
    picture_of,
    show_large,
    show_picture,
    skip,
    step_to,
    take_only,
    taken_of,
    toggle,
)
from library.ui.errors import door
from library.ui.notices import show_notice
from library.ui.places import link
from library.ui.translation import number, t
from library.ui.widgets.badges import badge_row, empty_state, state_badge
from library.ui.widgets.pictures import plate, thumbnail_of
from library.ui.widgets.rows import Row, row_list
from library.ui.widgets.strip import Did, Thumb, picture_strip

_STYLE = Path(__file__).parents[3] / "assets" / "credit.css"
_STRIP = 120


def render() -> None:
    """Show the page."""
    st.html(_STYLE)
    _desk()


@st.fragment
def _desk() -> None:
    """Show the queue, so that a decision does not draw the frame around it again."""
    with door():
        carry_on()
        groups = groups_now()
        _show_bar(groups)
        if not groups:
            st.html(empty_state(t("credit.empty.title"), t("credit.empty.words")))
            show_notice()
            if done_steps():
                with st.container(horizontal=True, horizontal_alignment="center"):
                    _undo_button()
            return
        listed, seen, told = st.columns([1, 1.75, 1.15], gap="large")
        with listed:
            group = _choose(groups)
        view = get_asset(session.workspace(), group.asset_ids[picture_of(group)])
        with seen, st.container(key="cred_seen"):
            _show_pictures(group, view)
        with told, st.container(key="cred_told"):
            show_form(group, view.asset, following_of(groups, group))
            _show_steps(groups, group)
            show_notice()
            _show_legend(group, len(choices_of(group, view.asset)))


def _show_bar(groups: list[CreditGroup]) -> None:
    pictures = sum(group.count for group in groups)
    told = f"{t('credit.groups', n=len(groups))}, {t('credit.pictures', n=pictures)}" if groups else ""
    st.html(f"<div class='cred-head'><h1>{escape(t('credit.title'))}</h1><span>{escape(told)}</span></div>")


def _choose(groups: list[CreditGroup]) -> CreditGroup:
    """List the groups and give the one chosen."""
    order, key = force_of(groups)
    rows = [
        Row(group.key, label_of(group), t(f"credit.kind.{group.kind}"), number(group.count, session.language()))
        for group in groups
    ]
    # A list that is told what to choose is a new list: the old one would still tell what was chosen before.
    told = row_list(rows, key=f"cred_list_{order}", label=t("credit.title"), height_px=700, force=(order, key))
    chosen = chosen_key(told or key)
    return next((group for group in groups if group.key == chosen), groups[0])


def label_of(group: CreditGroup) -> str:
    """Put a group's names into words."""
    if group.kind == "blocks":
        field = t(f"credit.field.{group.field}")
        names = [t("credit.choice.caption_alone") if name == CAPTION else name for name in group.names]
        return f"{field}: {(' ≠ ' if group.is_of_persons else t('credit.or')).join(names)}"
    if group.kind == "conflict":
        return t("credit.or").join(group.names)
    if group.kind == "missing":
        place = group.names[0].rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1] if group.names else ""
        return place or t("credit.nowhere")
    return ", ".join(group.names) or t("credit.nowhere")


def _show_pictures(group: CreditGroup, view: AssetView) -> None:
    """Show the group's pictures as a strip, and one of them with all that was delivered of its credit."""
    place = picture_of(group)
    _strip(group, place)
    st.html(plate(view.asset))
    with st.container(horizontal=True, vertical_alignment="center", key="cred_steps"):
        _picture_button("previous", "chevron_left", "Left", place - 1, group)
        st.html(f"<p class='desk-hint desk-number'>{place + 1} / {group.count}</p>", width="content")
        _picture_button("next", "chevron_right", "Right", place + 1, group)
        if group.count > 1:
            _choosing(group, view.asset.id or 0)
        st.button(
            t("credit.large.open"),
            key="cred_large",
            icon=":material/open_in_full:",
            type="tertiary",
            shortcut="o",
            on_click=show_large,
        )
        link("library", view.asset.file_name, icon=":material/open_in_new:", asset=view.asset.id or 0)
    printed = view.credit_text or t("library.credit.none")
    st.html(
        f"<p class='desk-label desk-section'>{escape(t('credit.reading'))}</p>"
        f"<p class='cred-printed'>{escape(printed)}</p>{badge_row([state_badge(view.asset.credit_state)])}"
    )
    st.html(evidence_table(view.asset, group))
    if is_large():
        _show_large(group, view)


def _choosing(group: CreditGroup, asset_id: int) -> None:
    """Leave the picture looked at out of the decision, or all others."""
    is_out = asset_id in left_out()
    st.button(
        t("credit.choose.in" if is_out else "credit.choose.out"),
        key="cred_out",
        type="tertiary",
        shortcut="x",
        on_click=toggle,
        args=(asset_id,),
    )
    st.button(
        t("credit.choose.only"),
        key="cred_only",
        type="tertiary",
        shortcut="n",
        on_click=take_only,
        args=(group, (asset_id,)),
    )
    if left_out():
        st.button(
            t("credit.choose.all"),
            key="cred_all",
            type="tertiary",
            shortcut="a",
            on_click=take_only,
            args=(group, group.asset_ids),
        )


def _show_large(group: CreditGroup, view: AssetView) -> None:
    """Show the picture as large as the window allows, with its delivered text."""

    @st.dialog(view.asset.file_name, width="large", on_dismiss=_close_large)
    def show() -> None:
        st.html(plate(view.asset, is_large=True) + evidence_table(view.asset, group))

    show()


def _close_large() -> None:
    show_large(is_open=False)


def _strip(group: CreditGroup, place: int) -> None:
    """Show the group as a strip, of a large group the part around the picture shown."""
    first = max(min(place - _STRIP // 2, group.count - _STRIP), 0)
    shown = group.asset_ids[first : first + _STRIP]
    if group.count < 2:
        shown = ()
    out = left_out()
    thumbs = [
        Thumb(asset.id or 0, thumbnail_of(asset), asset.file_name, (asset.id or 0) in out)
        for asset in pictures_of(session.workspace(), shown)
    ]

    def did(what: Did, asset_id: int) -> None:
        if what == "toggle":
            toggle(asset_id)
            return
        show_picture(group.asset_ids.index(asset_id))
        if what == "open":
            show_large()

    here = group.asset_ids[place]
    picture_strip(
        thumbs, shown=here, key="cred_strip", label=t("credit.choose.strip"), primary="cred_primary", on_did=did
    )
    told = [t("credit.choose.taken", n=len(taken_of(group)), all=group.count)] if out else []
    told += (
        [t("credit.choose.window", first=first + 1, last=first + len(shown))] if len(shown) < group.count > 1 else []
    )
    if told:
        st.html(f"<p class='desk-hint desk-number'>{escape(' · '.join(told))}</p>")


def _picture_button(name: str, icon: str, key: str, place: int, group: CreditGroup) -> None:
    st.button(
        t(f"library.large.{name}"),
        key=f"cred_picture_{name}",
        icon=f":material/{icon}:",
        type="tertiary",
        shortcut=key,
        disabled=not 0 <= place < group.count,
        on_click=show_picture,
        args=(place,),
    )


def _show_legend(group: CreditGroup, count: int) -> None:
    """List the keys that do something here."""
    keys = [
        ("J K", "group"),
        *([("← →", "picture"), ("X", "out"), ("N A", "only")] if group.count > 1 else []),
        ("O", "large"),
        *([("1" if count == 1 else f"1–{count}", "choice")] if count else []),
        ("Enter", "settle"),
        ("S", "skip"),
        ("Z", "undo"),
    ]
    told = "".join(f"<div><kbd>{key}</kbd> {escape(t(f'credit.key.{name}'))}</div>" for key, name in keys)
    st.html(f"<div class='cred-keys' aria-label='{escape(t('credit.key.title'), quote=True)}'>{told}</div>")


def _show_steps(groups: list[CreditGroup], group: CreditGroup) -> None:
    """Lead to the next and the previous group, and back from what was done."""
    keys = [one.key for one in groups]
    place = keys.index(group.key)
    with st.container(horizontal=True, gap="small", key="cred_moves"):
        for name, shortcut, to in (("previous", "k", place - 1), ("next", "j", place + 1)):
            st.button(
                t(f"credit.move.{name}"),
                key=f"cred_{name}",
                type="tertiary",
                shortcut=shortcut,
                disabled=not 0 <= to < len(keys),
                on_click=step_to,
                args=(keys[to % len(keys)],),
            )
        st.button(
            t("credit.move.skip"),
            key="cred_skip",
            type="tertiary",
            shortcut="s",
            disabled=len(keys) < 2,
            on_click=skip,
            args=(group.key, keys[(place + 1) % len(keys)]),
        )
        _undo_button()


def _undo_button() -> None:
    st.button(
        t("words.action.undo"),
        key="cred_undo",
        type="tertiary",
        shortcut="z",
        icon=":material/undo:",
        disabled=not done_steps(),
        on_click=undo_last,
    )
