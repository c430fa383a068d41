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
            st.button(
                t("words.action.undo"),
                key="desk_notice_undo",
                type="tertiary",
                icon=":material/undo:",
                on_click=take_back,
                args=(step,),
            )


def take_back(step: str) -> None:
    """Undo a step and say so; made for a button's callback."""
    try:
        again = undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))
        return
    session.notify(t("words.notice.undone"), step=again)
