"""The form that settles a group of the queue: the best reading of its pictures, to be corrected and saved."""

from typing import Any
from zlib import crc32

import streamlit as st

from library.catalogue.layers import CREDIT_PARTS
from library.catalogue.models import Asset
from library.desk.queue import NAMES, CreditGroup, SharedReading, read_together
from library.desk.settle import settle
from library.errors import LibraryError
from library.ui import session
from library.ui.credit_choices import HOUSES, show_choices
from library.ui.credit_done import finish
from library.ui.credit_lesson import pending_lesson, show_lesson, try_lesson
from library.ui.credit_order import taken_of
from library.ui.editing import agency_names
from library.ui.errors import told
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
        parts = {part: _part(part, shared, mark) for part in NAMES}
        flags = _flags(shared, mark)
        name = group.names[0] if group.kind in {"unknown", "cut"} and len(group.names) == 1 else None
        is_kept = bool(name) and st.checkbox(t("credit.form.remember", name=name), key=f"cred_remember_{mark}")
        with st.container(key="cred_primary"):
            is_saved = st.form_submit_button(
                t("credit.form.settle", n=len(ids)),
                type="primary",
                shortcut="Ctrl+Enter",
                key=f"cred_settle_{mark}",
                width="stretch",
            )
    if not is_saved:
        return
    values = _values(shared, parts, flags)
    if name and is_kept:
        entered = {f"cred_{part}_{mark}": value for part, value in parts.items()}
        try_lesson(group, ids, name, values, {**entered, f"cred_flags_{mark}": flags, f"cred_remember_{mark}": True})
    else:
        _save(group, ids, values, following)


def _part(part: str, shared: SharedReading, mark: str) -> str | None:
    """Show the widget of a part with the best reading, and give what a person entered."""
    label, key, value = t(f"words.field.{part}"), f"cred_{part}_{mark}", shared.values.get(part)
    differs = shared.mixed.get(part)
    keep = t("credit.form.kept", n=differs) if differs else t("credit.form.nobody")
    if part in HOUSES:
        session.set_widget(key, session.widget(key, value))
        names = agency_names(value, session.widget(key))
        return st.selectbox(label, names, key=key, accept_new_options=True, placeholder=keep)
    session.set_widget(key, session.widget(key, value or ""))
    return st.text_input(label, key=key, placeholder=keep)


def _flags(shared: SharedReading, mark: str) -> list[str]:
    key = f"cred_flags_{mark}"
    session.set_widget(key, session.widget(key, [flag for flag in FLAGS if shared.values.get(flag)]))
    told_flags = st.pills(
        t("library.edit.flags"),
        FLAGS,
        selection_mode="multi",
        format_func=lambda flag: t(f"words.flag.{flag}"),
        key=key,
    )
    return list(told_flags or ())


def _values(shared: SharedReading, parts: dict[str, str | None], flags: list[str]) -> dict[str, Any]:
    """Give what is to be decided: a part that differs from picture to picture and was left empty is kept."""
    values: dict[str, Any] = {part: value or None for part, value in parts.items() if value or part in shared.values}
    values |= {flag: flag in flags for flag in FLAGS if flag in flags or flag in shared.values}
    return {part: value for part, value in values.items() if part in CREDIT_PARTS}


def _save(group: CreditGroup, ids: tuple[int, ...], values: dict[str, Any], following: str | None) -> None:
    """Settle the pictures and go on."""
    try:
        step = settle(session.workspace(), ids, values, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
    else:
        finish(step, group, len(ids), following)
    st.rerun()
