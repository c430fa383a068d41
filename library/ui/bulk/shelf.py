"""The shelf of saved pads above the pad: take one, keep this one under a name, rename it, throw it away."""

from collections.abc import Callable

import streamlit as st

from library.desk.history import undo
from library.desk.pads import SavedPad, list_pads, remove_pad, rename_pad, save_pad
from library.desk.shelf import SHARED
from library.errors import LibraryError
from library.ui import session
from library.ui.bulk.pad import fill_pad, pad_lines
from library.ui.bulk.state import Opened
from library.ui.errors import told
from library.ui.translation import t

_Change = Callable[[], str | None]


def show_shelf(state: Opened) -> None:
    """Show the saved pads, and what can be done with the one that is written here."""
    pads = {f"{pad.owner}/{pad.name}": pad for pad in list_pads(session.workspace(), by=session.user())}
    key = f"bulk_saved_{state.round}"
    if session.widget(key) not in pads:
        session.set_widget(key, None)  # renamed or thrown away, here or elsewhere
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bulk_shelf"):
        chosen = st.selectbox(
            t("bulk.shelf.label"),
            list(pads),
            index=None,
            format_func=lambda one: _name_of(pads[one]),
            key=key,
            placeholder=t("bulk.shelf.none" if pads else "bulk.shelf.empty"),
            label_visibility="collapsed",
            on_change=_take,
            args=(state, key, pads),
        )
        with st.popover(t("bulk.shelf.save"), icon=":material/save:", key=f"bulk_pad_menu_{state.shelf}"):
            _menu(state, pads.get(chosen or ""), key)
    _show_told(state)


def _name_of(pad: SavedPad) -> str:
    return pad.name if pad.owner == SHARED else t("bulk.shelf.own", name=pad.name)


def _take(state: Opened, key: str, pads: dict[str, SavedPad]) -> None:
    """Write the chosen pad's texts and ticks into the fields; nothing is saved by that."""
    pad = pads.get(session.widget(key) or "")
    if pad is not None:
        fill_pad(state, pad.lines)
        state.pad_told = ("", None)


def _menu(state: Opened, pad: SavedPad | None, key: str) -> None:
    mark = f"{state.round}_{pad.name if pad else ''}"
    name_key, own_key = f"bulk_pad_name_{mark}", f"bulk_pad_own_{mark}"
    st.text_input(t("bulk.shelf.name"), pad.name if pad else "", key=name_key, placeholder=t("bulk.shelf.example"))
    st.checkbox(t("bulk.shelf.mine"), pad is not None and pad.owner != SHARED, key=own_key)
    desk, by, now = session.workspace(), session.user(), session.now()

    def save() -> str | None:
        name, is_own = str(session.widget(name_key) or ""), bool(session.widget(own_key))
        step = save_pad(desk, name, pad_lines(state), is_own=is_own, by=by, now=now)
        session.set_widget(key, f"{by if is_own else SHARED}/{' '.join(name.split())}")
        return step

    with st.container(horizontal=True, gap="small"):
        _button("save", t("bulk.shelf.keep"), state, save, is_main=True)
        if pad is None:
            return

        def rename() -> str | None:
            name = str(session.widget(name_key) or "")
            step = rename_pad(desk, pad.name, name, by=by, now=now)
            session.set_widget(key, f"{pad.owner}/{' '.join(name.split())}")
            return step

        _button("rename", t("bulk.shelf.rename"), state, rename)
        _button("remove", t("bulk.shelf.remove"), state, lambda: remove_pad(desk, pad.name, by=by, now=now))


def _button(name: str, label: str, state: Opened, change: _Change, *, is_main: bool = False) -> None:
    st.button(
        label,
        key=f"bulk_pad_{name}",
        type="primary" if is_main else "tertiary",
        on_click=_do,
        args=(state, name, change),
    )


def _do(state: Opened, name: str, change: _Change) -> None:
    try:
        step = change()
    except LibraryError as error:
        state.pad_told = (told(error), None)
    else:
        state.shelf += 1
        state.pad_told = (t(f"bulk.shelf.done.{name}") if step else t("words.notice.same"), step)


def _show_told(state: Opened) -> None:
    """Say what was done with a pad, and take it back if the person wants."""
    words, step = state.pad_told
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(words)
        if step is not None:
            st.button(t("words.action.undo"), key="bulk_pad_undo", type="tertiary", on_click=_undo, args=(state, step))


def _undo(state: Opened, step: str) -> None:
    try:
        undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        state.pad_told = (told(error), None)
    else:
        state.pad_told = (t("words.notice.undone"), None)
