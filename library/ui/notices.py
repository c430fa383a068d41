"""The sentence that tells what was just done, with its Undo."""

import streamlit as st

from library.desk.history import undo
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import sentences
from library.ui.translation import t


def show_notice() -> None:
    """Show what was just done; what can be undone, can be undone here."""
    found = session.notice()
    if found is None:
        return
    words, step = found
    with st.container(horizontal=True, vertical_alignment="center", key="desk_notice", gap="small"):
        st.text(words)
        if step is not None:
            undo_button(step, key="desk_notice_undo")


def undo_button(step: str, *, key: str) -> None:
    """Show the button that takes a step back; everything on the page is drawn again then, for counts may change."""
    if st.button(t("words.action.undo"), key=key, type="tertiary", icon=":material/undo:"):
        take_back(step)
        st.rerun()


def take_back(step: str) -> None:
    """Undo a step and say so."""
    try:
        again = undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))
        return
    session.notify(t("words.notice.undone"), step=again)
