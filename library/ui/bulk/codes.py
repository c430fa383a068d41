"""The codes of the dialogue: the tables that are kept by name, the one in use, and files brought in."""

from html import escape
from pathlib import PurePath

import streamlit as st

from library.captions.code_replacements import DELIMITER, CodeProblem, parse_codes, to_tsv
from library.desk.codes import CodesEntry, get_codes, list_codes, remove_codes, save_codes
from library.desk.history import undo
from library.desk.shelf import SHARED
from library.errors import LibraryError
from library.ui import session
from library.ui.bulk.state import Codes, Opened, codes, keep_codes
from library.ui.errors import told
from library.ui.translation import t

_PROBLEMS_SHOWN = 12


def show_codes(state: Opened) -> None:
    """Show the tables of codes that are kept, the one in use, and take another from a file."""
    st.html(f"<p class='desk-hint'>{escape(t('bulk.codes.hint'))}</p>")
    kept = {f"{one.owner}/{one.name}": one for one in list_codes(session.workspace(), by=session.user())}
    _follow(kept)
    found = codes()
    key = f"bulk_codes_kept_{state.round}"
    session.set_widget(key, f"{found.owner}/{found.name}" if found else None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bulk_codes_shelf"):
        st.selectbox(
            t("bulk.codes.kept"),
            list(kept),
            index=None,
            format_func=lambda one: _name_of(kept[one]),
            key=key,
            placeholder=t("bulk.codes.take" if kept else "bulk.codes.empty"),
            label_visibility="collapsed",
            on_change=_take,
            args=(state, key),
        )
        with st.popover(
            t("bulk.codes.bring"), icon=":material/upload_file:", key=f"bulk_codes_menu_{state.codes_round}"
        ):
            _upload(state)
    if state.codes_error:
        st.html(f"<p class='bulk-warning'>{escape(state.codes_error)}</p>")
    _show_told(state)
    if found is not None:
        _show_used(state, found)


def _name_of(entry: CodesEntry) -> str:
    name = entry.name if entry.owner == SHARED else t("bulk.shelf.own", name=entry.name)
    return t("bulk.codes.entry", name=name, n=entry.count)


def _follow(kept: dict[str, CodesEntry]) -> None:
    """Let go of a table in use that is kept no more."""
    found = codes()
    if found is not None and f"{found.owner}/{found.name}" not in kept:
        keep_codes(None)


def _take(state: Opened, key: str) -> None:
    """Use the table chosen, or none."""
    state.codes_told = ("", None)
    chosen = session.widget(key)
    if not chosen:
        keep_codes(None)
        return
    owner, _, name = str(chosen).partition("/")
    try:
        saved = get_codes(session.workspace(), name, owner=owner, by=session.user())
    except LibraryError as error:
        state.codes_told = (told(error), None)
    else:
        keep_codes(Codes(saved.name, saved.owner, saved.table))


def _show_used(state: Opened, found: Codes) -> None:
    """Show what is wrong with the table in use, and what can be done with it."""
    if found.table.problems:
        lines = "".join(f"<li>{escape(_problem(one))}</li>" for one in found.table.problems[:_PROBLEMS_SHOWN])
        more = "<li>…</li>" if len(found.table.problems) > _PROBLEMS_SHOWN else ""
        st.html(f"<ul class='desk-list bulk-problems'>{lines}{more}</ul>")
    st.checkbox(t("bulk.codes.everywhere"), key=f"bulk_codes_in_{state.round}")
    with st.container(horizontal=True, gap="small"):
        st.button(t("bulk.codes.forget"), key="bulk_codes_forget", type="tertiary", on_click=keep_codes, args=(None,))
        st.download_button(
            t("bulk.codes.download"),
            lambda: to_tsv(found.table).encode(),
            f"{found.name}.tsv",
            "text/tab-separated-values",
            key="bulk_codes_download",
            type="tertiary",
            on_click="ignore",
        )
        st.button(
            t("bulk.shelf.remove"), key="bulk_codes_remove", type="tertiary", on_click=_remove, args=(state, found)
        )


def _upload(state: Opened) -> None:
    mark = f"{state.round}_{state.codes_round}"
    delimiter = st.text_input(
        t("bulk.codes.delimiter"), DELIMITER, key=f"bulk_delimiter_{mark}", max_chars=3, width=160
    )
    st.checkbox(t("bulk.shelf.mine"), key=f"bulk_codes_own_{mark}")
    st.file_uploader(
        t("bulk.codes.file"),
        type=["tsv", "txt", "csv"],
        key=f"bulk_codes_{mark}",
        on_change=_bring,
        args=(state, mark, delimiter),
    )


def _bring(state: Opened, mark: str, delimiter: str) -> None:
    """Keep the table that was uploaded under its file's name and use it, or say why it cannot be used."""
    file = session.widget(f"bulk_codes_{mark}")
    state.codes_error = ""
    if file is None:
        return
    by, is_own = session.user(), bool(session.widget(f"bulk_codes_own_{mark}"))
    name = " ".join(PurePath(file.name).stem.split())[:60].strip() or "codes"
    try:
        table = parse_codes(file.getvalue(), delimiter=delimiter or DELIMITER)
        step = save_codes(session.workspace(), name, table, is_own=is_own, by=by, now=session.now())
    except LibraryError as error:
        state.codes_error = told(error)
        return
    keep_codes(Codes(name, by if is_own else SHARED, table))
    state.codes_round += 1
    state.codes_told = (t("bulk.codes.done.save", name=name, n=len(table.codes)), step)


def _remove(state: Opened, found: Codes) -> None:
    by = session.user() if found.owner != SHARED else SHARED
    try:
        step = remove_codes(session.workspace(), found.name, owner=by, by=session.user(), now=session.now())
    except LibraryError as error:
        state.codes_told = (told(error), None)
    else:
        state.codes_told = (t("bulk.codes.done.remove", name=found.name), step)
    keep_codes(None)


def _show_told(state: Opened) -> None:
    """Say what was done with a kept table, and take it back if the person wants."""
    words, step = state.codes_told
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(words)
        if step is not None:
            st.button(
                t("words.action.undo"), key="bulk_codes_undo", type="tertiary", on_click=_undo, args=(state, step)
            )


def _undo(state: Opened, step: str) -> None:
    try:
        undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        state.codes_told = (told(error), None)
    else:
        state.codes_told = (t("words.notice.undone"), None)


def _problem(problem: CodeProblem) -> str:
    return t(f"bulk.codes.problem.{problem.kind}", line=problem.line, code=problem.code, first=problem.first_line or 0)
