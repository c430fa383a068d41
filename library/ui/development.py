"""A line that tells how many previews are still being made, and brings them on the screen as they come."""

from html import escape

import streamlit as st

from library.desk.develop import count_undeveloped
from library.ui import session
from library.ui.translation import t

_EVERY = "3s"


def show_development() -> None:
    """Show the line while there is something to tell; nothing, and no timer, otherwise."""
    left = count_undeveloped(session.workspace())
    if left:
        _line(left)


@st.fragment(run_every=_EVERY)
def _line(shown: int) -> None:
    left = count_undeveloped(session.workspace())
    if left != shown:
        st.rerun()
    st.html(f"<p class='desk-hint' role='status'>{escape(t('ingest.developing', n=left))}</p>")
