"""The form that settles a group of the queue: the best reading of its pictures, to be corrected and saved."""

from typing import Any
from zlib import crc32

import streamlit as st

from library.catalogue.layers import CREDIT_PARTS
from library.catalogue.models import Asset
from library.desk.queue import NAMES, CreditGroup, SharedReading, read_together
from library.desk.settle import settle
from library.ui import session
from library.ui.credit_choices import HOUSES, show_choices
from library.ui.credit_done import carry_out
from library.ui.credit_lesson import Asked, ask_lesson, pending_lesson, show_lesson
from library.ui.credit_order import taken_of
from library.ui.editing import agency_names
from library.ui.translation import t
from library.ui.widgets.badges import FLAGS


def show_form(group: CreditGroup, asset: Asset, following: str | None) -> None:
    """Show what the group may be and the form that settles it, or the dry run of what it would teach.

    Args:
        asset: the picture looked at.
        following: key of the group to look at afterwards.
    """
    if pending := pending_lesson(group):
        show_lesson(pending, group, following)
        return
    ids = taken_of(group)
    if not ids:
        st.html(f"<p class='desk-hint'>{t('credit.form.none')}</p>")
        return
    # The form of another group, or of the same with other pictures, is another form.
    mark = f"{crc32(group.key.encode()):08x}_{group.count}_{group.asset_ids[0]}"
    shared = read_together(session.workspace(), ids)
    show_choices(group, asset, mark, following)
    with st.form(f"cred_form_{mark}", border=False, enter_to_submit=False):
        for part in NAMES:
            _part(part, shared, mark)
        _flags(shared, mark)
        name = group.names[0] if group.kind in {"unknown", "cut"} and len(group.names) == 1 else None
        if name:
            st.checkbox(t("credit.form.remember", name=name), key=f"cred_remember_{mark}")
        with st.container(key="cred_primary"):
            # Settled before the page is drawn again: if somebody else settled the group, its form is drawn no more.
            st.form_submit_button(
                t("credit.form.settle", n=len(ids)),
                type="primary",
                shortcut="Ctrl+Enter",
                key=f"cred_settle_{mark}",
                width="stretch",
                on_click=_settle,
                args=(group, ids, shared, mark, following),
            )


def _settle(group: CreditGroup, ids: tuple[int, ...], shared: SharedReading, mark: str, following: str | None) -> None:
    """Settle the group as the form says, or try first what it would teach; made for the button's callback."""
    parts: dict[str, str | None] = {part: session.widget(f"cred_{part}_{mark}") for part in NAMES}
    flags: list[str] = list(session.widget(f"cred_flags_{mark}") or ())
    values = _values(shared, parts, flags)
    if session.widget(f"cred_remember_{mark}"):
        entered: dict[str, Any] = {f"cred_{part}_{mark}": value for part, value in parts.items()}
        entered |= {f"cred_flags_{mark}": flags, f"cred_remember_{mark}": True}
        ask_lesson(Asked(group, ids, group.names[0], values, entered))
        return
    desk, by, now = session.workspace(), session.user(), session.now()
    carry_out(
        lambda: settle(desk, ids, values, only_waiting=True, by=by, now=now), group, ids, following, wanted=values
    )


def _part(part: str, shared: SharedReading, mark: str) -> None:
    """Show the widget of a part with the best reading."""
    label, key, value = t(f"words.field.{part}"), f"cred_{part}_{mark}", shared.values.get(part)
    differs = shared.mixed.get(part)
    keep = t("credit.form.kept", n=differs) if differs else t("credit.form.nobody")
    if part in HOUSES:
        session.set_widget(key, session.widget(key, value))
        names = agency_names(value, session.widget(key))
        st.selectbox(label, names, key=key, accept_new_options=True, placeholder=keep)
        return
    session.set_widget(key, session.widget(key, value or ""))
    st.text_input(label, key=key, placeholder=keep)


def _flags(shared: SharedReading, mark: str) -> None:
    key = f"cred_flags_{mark}"
    session.set_widget(key, session.widget(key, [flag for flag in FLAGS if shared.values.get(flag)]))
    st.pills(
        t("library.edit.flags"),
        FLAGS,
        selection_mode="multi",
        format_func=lambda flag: t(f"words.flag.{flag}"),
        key=key,
    )


def _values(shared: SharedReading, parts: dict[str, str | None], flags: list[str]) -> dict[str, Any]:
    """Give what is to be decided: a part that differs from picture to picture and was left empty is kept."""
    values: dict[str, Any] = {part: value or None for part, value in parts.items() if value or part in shared.values}
    values |= {flag: flag in flags for flag in FLAGS if flag in flags or flag in shared.values}
    return {part: value for part, value in values.items() if part in CREDIT_PARTS}
