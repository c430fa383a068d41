"""Edit many pictures in one dialogue: what they show, what is to change, how it will look, one Apply, one Undo."""

from html import escape
from pathlib import Path

import streamlit as st

from library.catalogue.models import Asset
from library.desk.browse import find_ids, get_asset
from library.desk.bulk import apply_bulk, mixed_values, preview, versions_of
from library.desk.bulk_plan import BulkChange
from library.errors import LibraryError
from library.ui import session
from library.ui.bulk.changes import changes_html
from library.ui.bulk.codes import show_codes
from library.ui.bulk.one import previous_of
from library.ui.bulk.outcome import show_report, tell_report
from library.ui.bulk.pad import chosen_values, pad_lines, remember_pad, show_pad
from library.ui.bulk.shelf import show_shelf
from library.ui.bulk.state import Opened, close_bulk, codes, open_bulk, opened
from library.ui.bulk.tools import (
    chosen_copy,
    chosen_names,
    chosen_search,
    codes_everywhere,
    show_copy,
    show_find,
    show_names,
)
from library.ui.errors import door, told
from library.ui.filters import current_filters
from library.ui.translation import t

MOST = 5_000
_PREVIEWED = 6
_LOOKED_AT = 150  # pictures in which those that change are looked for
_SOURCES = 12
_STYLE = Path(__file__).parents[3] / "assets" / "bulk.css"


def edit_button(ids: tuple[int, ...]) -> None:
    """Show the button that opens the dialogue, and the dialogue while it is open."""
    st.html(_STYLE)
    st.button(
        t("bulk.open", n=len(ids)),
        key="bulk_open_button",
        type="primary",
        icon=":material/edit:",
        shortcut="E",
        on_click=open_bulk,
        args=(ids,),
    )
    show_report(ids)
    state = opened()
    if state is None or state.ids != ids:
        close_bulk()
        return

    @st.dialog(t("bulk.title", n=len(ids)), width="large", on_dismiss=close_bulk)
    def show() -> None:
        if opened() is None:
            st.rerun()  # applied: the page is drawn anew without the dialogue
        with door():
            _body(state)

    show()


def _body(state: Opened) -> None:
    workspace = session.workspace()
    target = _target(state)
    mixed = mixed_values(workspace, target)
    left, right = st.columns([1.35, 1], gap="large")
    with left, st.container(key="bulk_left"):
        parts = ("pad", "find", "codes", "names", "copy")
        pad, find, replace, names, copy = st.tabs([t(f"bulk.tab.{name}") for name in parts])
        with pad:
            show_shelf(state)
            show_pad(state, mixed)
        with find:
            show_find(state)
        with replace:
            show_codes(state)
        with names:
            show_names(state)
        with copy:
            show_copy(state, _sources(state))
    with right, st.container(key="bulk_right"):
        _outcome(state, target)


def _target(state: Opened) -> tuple[int, ...]:
    """Give the pictures to change: those selected, or all that the Library shows now."""
    if session.widget(f"bulk_target_{state.round}") != "found":
        return state.ids
    filters = current_filters()
    return tuple(find_ids(session.workspace(), filters.query(), order=filters.order)[:MOST])


def _choose_target(state: Opened) -> None:
    filters = current_filters()
    found = min(len(find_ids(session.workspace(), filters.query(), order=filters.order)), MOST)
    if found <= len(state.ids):
        return
    counts = {"selected": len(state.ids), "found": found}
    st.segmented_control(
        t("bulk.target.label"),
        list(counts),
        default="selected",
        required=True,
        format_func=lambda one: t(f"bulk.target.{one}", n=counts[one]),
        key=f"bulk_target_{state.round}",
        label_visibility="collapsed",
        on_change=_see_again,
        args=(state,),
    )


def _see_again(state: Opened) -> None:
    """Take the versions of the pictures now aimed at as what the person sees."""
    state.versions = versions_of(session.workspace(), _target(state))


def _sources(state: Opened) -> list[Asset]:
    """Give the pictures to copy from: the one before the selection, then those selected."""
    found = previous_of(state.ids)
    before = () if found is None else (found,)
    return [get_asset(session.workspace(), one).asset for one in (*before, *state.ids[:_SOURCES])]


def _change(state: Opened) -> BulkChange:
    """Put together what the person asked for."""
    search, search_in = chosen_search(state)
    source, fields = chosen_copy(state)
    table, spelt = codes(), chosen_names(state)
    return BulkChange(
        values=chosen_values(state),
        pad=tuple(line for line in pad_lines(state) if line.is_ticked),
        codes=table.table if table else None,
        codes_in=codes_everywhere(state) if table else (),
        spell_names=bool(spelt),
        spell_in=spelt,
        search=search,
        search_in=search_in,
        copy_from=source if fields else None,
        copy_fields=fields if source else (),
        on_conflict="stop" if session.widget(f"bulk_stop_{state.round}") else "skip",
    )


def _outcome(state: Opened, target: tuple[int, ...]) -> None:
    """Show how the first pictures will look, and Apply."""
    _choose_target(state)
    change = _change(state)
    is_idle = not (
        change.values or change.pad or change.codes_in or change.search or change.copy_from or change.spell_names
    )
    is_wrong = False
    with st.container(key="bulk_preview", height=430, border=False):
        if is_idle:
            st.html(f"<p class='desk-hint bulk-idle'>{escape(t('bulk.preview.none'))}</p>")
        else:
            try:
                looked = preview(session.workspace(), target, change, limit=_LOOKED_AT)
                # What changes comes first: of many pictures a search or a name may touch one in a hundred.
                shown = sorted(looked.items, key=lambda item: item.state == "same" and not item.warnings)[:_PREVIEWED]
                st.html(changes_html(shown, rest=max(len(target) - len(shown), 0)))
            except LibraryError as error:
                is_wrong = True
                st.html(f"<p class='bulk-warning'>{escape(told(error))}</p>")
    if state.error:
        st.html(f"<p class='bulk-warning' role='alert'>{escape(state.error)}</p>")
    st.checkbox(t("bulk.stop"), key=f"bulk_stop_{state.round}", help=t("bulk.stop_help"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            t("bulk.apply", n=len(target)),
            key="bulk_apply",
            type="primary",
            shortcut="Ctrl+Enter",
            disabled=is_idle or is_wrong,
            on_click=_apply,
            args=(state,),
        )
        st.button(t("words.action.cancel"), key="bulk_cancel", type="tertiary", on_click=close_bulk)


def _apply(state: Opened) -> None:
    """Save; what went wrong is told in the dialogue, what went right beside the pictures."""
    target = _target(state)
    try:
        report = apply_bulk(
            session.workspace(),
            target,
            _change(state),
            versions=state.versions,
            by=session.user(),
            now=session.now(),
        )
    except LibraryError as error:
        state.error = told(error)
        return
    remember_pad(state)
    close_bulk()
    tell_report(state.ids, report, t("library.batch.saved", n=report.count("changed")))
