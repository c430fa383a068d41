"""The newsroom's agencies and words as a file: out, and in again after a look at what it would change."""

from functools import partial
from html import escape

import streamlit as st

from library.desk.agency_file import AgencyFile, ImportedAgencies, export_agencies, import_agencies, parse_agency_file
from library.errors import InvalidInput, LibraryError
from library.ui import session
from library.ui.agency_replay import offer, preview, show_offer
from library.ui.errors import sentences
from library.ui.notices import show_notice
from library.ui.translation import t

_ROUND = "agencies_round"
_MOST_NAMES = 40


def show_exchange() -> None:
    """Show both ways side by side."""
    out, in_ = st.columns(2, gap="large")
    with out:
        _show_export()
    with in_:
        show_notice()
        show_offer()
        _show_import()


def _show_export() -> None:
    st.html(_head("agencies.file.export", "agencies.file.export_words"))
    with st.container(horizontal=True, gap="small"):
        for name, everything in (("own", False), ("all", True)):
            st.download_button(
                t(f"agencies.file.{name}"),
                data=partial(export_agencies, session.workspace(), everything=everything),
                file_name="agencies.toml" if not everything else "agencies-all.toml",
                mime="application/toml",
                key=f"agy_export_{name}",
                icon=":material/download:",
            )
    st.code(export_agencies(session.workspace()), language="toml", height=360, wrap_lines=True)


def _head(title: str, words: str) -> str:
    return f"<p class='desk-label desk-section'>{escape(t(title))}</p><p class='desk-hint'>{escape(t(words))}</p>"


def _show_import() -> None:
    st.html(_head("agencies.file.import", "agencies.file.import_words"))
    turn = session.memory().get(_ROUND, 0)
    given = st.file_uploader(
        t("agencies.file.choose"), type=["toml"], key=f"agy_import_{turn}", label_visibility="collapsed"
    )
    if given is None:
        return
    try:
        file = _read(given.getvalue())
        plan = import_agencies(session.workspace(), file, dry_run=True, by=session.user(), now=session.now())
    except LibraryError as error:
        st.error("  \n".join(sentences(error)))
        return
    st.html(_plan_html(plan))
    if not (plan.added or plan.changed or plan.removed or plan.words):
        return
    with st.container(horizontal=True, gap="small"):
        is_kept = st.button(t("agencies.file.keep"), type="primary", key="agy_import_keep")
        is_asked = st.button(t("agencies.replay.preview"), key="agy_import_preview")
    if is_asked:
        preview(file)
    if is_kept:
        told = import_agencies(session.workspace(), file, by=session.user(), now=session.now())
        offer()
        session.memory()[_ROUND] = turn + 1
        session.notify(t("words.notice.saved"), step=told.step)
        st.rerun()


def _read(content: bytes) -> AgencyFile:
    """Read an uploaded file.

    Raises:
        InvalidInput: it is no text in UTF-8.
        RegistryError: it does not hold together.
    """
    try:
        return parse_agency_file(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInput("The file is no text in UTF-8", hint="Save it as UTF-8 and try again.") from error


def _plan_html(plan: ImportedAgencies) -> str:
    added = tuple(word.text for word in plan.words if not word.is_removed)
    taken = tuple(word.text for word in plan.words if word.is_removed)
    told = {
        "added": plan.added, "changed": plan.changed, "removed": plan.removed, "words_added": added,
        "words_removed": taken,
    }  # fmt: skip
    rows = "".join(
        f"<p class='agy-words'><b>{escape(t(f'agencies.file.{name}', n=len(names)))}</b> "
        f"{escape(', '.join(names[:_MOST_NAMES]))}{' …' if len(names) > _MOST_NAMES else ''}</p>"
        for name, names in told.items()
        if names
    )
    return rows or f"<p class='desk-hint'>{escape(t('agencies.file.nothing'))}</p>"
