"""Settling a group of the queue: what it may be, the form with the best reading, saving and taking back."""

from dataclasses import dataclass
from typing import Any, cast
from zlib import crc32

import streamlit as st

from library.catalogue.layers import CREDIT_PARTS
from library.desk.history import undo
from library.desk.queue import NAMES, CreditGroup, SharedReading, read_together
from library.desk.settle import Lesson, lesson_of, settle, settle_and_learn
from library.errors import LibraryError
from library.ui import session
from library.ui.credit_order import step_to
from library.ui.editing import agency_names
from library.ui.errors import told
from library.ui.translation import t
from library.ui.widgets.badges import FLAGS

_DONE = "credit_done"
_HOUSES = ("distributor", "agency")
_MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a group may be, as a button.

    Args:
        words: on the button.
        shortcut: its key.
        part: the part of the credit that it fills in.
        value: with what.
    """

    words: str
    shortcut: str
    part: str
    value: str


def show_form(group: CreditGroup, following: str | None) -> None:
    """Show what the group may be and the form that settles it.

    Args:
        following: key of the group to look at afterwards.
    """
    # The form of another group, or of the same with other pictures, is another form.
    mark = f"{crc32(group.key.encode()):08x}_{group.count}_{group.asset_ids[0]}"
    shared = read_together(session.workspace(), group.asset_ids)
    _show_choices(group, mark)
    with st.form(f"cred_form_{mark}", border=False, enter_to_submit=False):
        parts = {part: _part(part, shared, mark) for part in NAMES}
        flags = _flags(shared, mark)
        name = group.names[0] if group.kind in {"unknown", "cut"} and group.names else None
        is_kept = bool(name) and st.checkbox(t("credit.form.remember", name=name), key=f"cred_remember_{mark}")
        is_saved = st.form_submit_button(
            t("credit.form.settle", n=group.count),
            type="primary",
            shortcut="Ctrl+Enter",
            key=f"cred_settle_{mark}",
            width="stretch",
        )
    if is_saved:
        values = _values(shared, parts, flags)
        _save(group, values, remember=name if is_kept else None, following=following)


def choices_of(group: CreditGroup) -> list[Choice]:
    """List what a group may be, where its names tell."""
    if group.kind == "conflict":
        return [
            Choice(name, str(place), "agency", name) for place, name in enumerate(group.names[:_MOST_CHOICES], start=1)
        ]
    if group.kind == "distributor":
        return [Choice(t("credit.choice.itself", name=group.names[0]), "1", "agency", group.names[0])]
    if group.kind in {"unknown", "cut"}:
        parts = ("agency", "photographer", "provider")
        name = ", ".join(group.names)
        return [Choice(t(f"credit.choice.{part}"), str(place), part, name) for place, part in enumerate(parts, start=1)]
    return []


def _show_choices(group: CreditGroup, mark: str) -> None:
    found = choices_of(group)
    if not found:
        return
    st.html(f"<p class='desk-label'>{t(f'credit.ask.{group.kind}')}</p>")
    with st.container(horizontal=True, gap="small", key="cred_choices"):
        for place, choice in enumerate(found):
            st.button(
                choice.words,
                key=f"cred_choice_{place}_{mark}",
                shortcut=choice.shortcut,
                on_click=_choose,
                args=(choice, mark),
            )


def _choose(choice: Choice, mark: str) -> None:
    """Fill a choice into the form; made for a button's callback."""
    for part in ("agency", "photographer", "provider"):
        key = f"cred_{part}_{mark}"
        if session.widget(key) == choice.value and part != choice.part:
            session.set_widget(key, None if part in _HOUSES else "")
    session.set_widget(f"cred_{choice.part}_{mark}", choice.value)


def _part(part: str, shared: SharedReading, mark: str) -> str | None:
    """Show the widget of a part with the best reading, and give what a person entered."""
    label, key, value = t(f"words.field.{part}"), f"cred_{part}_{mark}", shared.values.get(part)
    differs = shared.mixed.get(part)
    keep = t("credit.form.kept", n=differs) if differs else t("credit.form.nobody")
    if part in _HOUSES:
        session.set_widget(key, session.widget(key, value))
        names = agency_names(value, session.widget(key))
        return st.selectbox(label, names, key=key, accept_new_options=True, placeholder=keep)
    session.set_widget(key, session.widget(key, value or ""))
    return st.text_input(label, key=key, placeholder=keep)


def _flags(shared: SharedReading, mark: str) -> list[str]:
    held = [flag for flag in FLAGS if shared.values.get(flag)]
    told_flags = st.pills(
        t("library.edit.flags"),
        FLAGS,
        selection_mode="multi",
        default=held,
        format_func=lambda flag: t(f"words.flag.{flag}"),
        key=f"cred_flags_{mark}",
    )
    return list(told_flags or ())


def _values(shared: SharedReading, parts: dict[str, str | None], flags: list[str]) -> dict[str, Any]:
    """Give what is to be decided: a part that differs from picture to picture and was left empty is kept."""
    values: dict[str, Any] = {part: value or None for part, value in parts.items() if value or part in shared.values}
    values |= {flag: flag in flags for flag in FLAGS if flag in flags or flag in shared.values}
    return {part: value for part, value in values.items() if part in CREDIT_PARTS}


def _save(group: CreditGroup, values: dict[str, Any], *, remember: str | None, following: str | None) -> None:
    """Settle the group; where a name is to be remembered, read the whole catalogue anew with it."""
    desk, by, now = session.workspace(), session.user(), session.now()
    house = values.get("agency") or values.get("distributor")
    if remember and not house:
        st.error(t("credit.form.no_house"))
        return
    step = ""
    try:
        if remember:
            lesson = Lesson(values, lesson_of(desk, remember, values))
            bar = st.progress(0.0, t("credit.form.applying"))
            step = settle_and_learn(
                desk, group.asset_ids, lesson, by=by, now=now, progress=lambda done, total: _tell(bar, done, total)
            )
        else:
            step = settle(desk, group.asset_ids, values, by=by, now=now)
    except LibraryError as error:
        session.notify(told(error))
    else:
        session.notify(t("credit.settled", n=group.count))
    if step:
        done_steps().append(((step,), group.key))
        step_to(following)
    st.rerun()


def _tell(bar: Any, done: int, total: int) -> None:  # noqa: ANN401  Streamlit's own type
    bar.progress(done / max(total, 1), t("credit.form.applying"))


def done_steps() -> list[tuple[tuple[str, ...], str]]:
    """Give what was settled in this session: the steps of each decision with the key of its group."""
    return cast("list[tuple[tuple[str, ...], str]]", session.memory().setdefault(_DONE, []))


def undo_last() -> None:
    """Take this session's last decision back, all its steps; made for a button's callback."""
    if not done_steps():
        return
    steps, key = done_steps().pop()
    try:
        for step in reversed(steps):
            undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    session.notify(t("words.notice.undone"))
    step_to(key)
