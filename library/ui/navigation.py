"""The frame around every page: title, logo, stylesheet, navigation, language; and the warm-up of the process."""

from pathlib import Path

import streamlit as st

from library.ui import session
from library.ui.errors import door
from library.ui.places import FIRST, pages
from library.ui.translation import LANGUAGES, t

ASSETS = Path(__file__).parents[2] / "assets"


def main(first: str = FIRST) -> None:
    """Run the page that the address names, in its frame.

    Args:
        first: the place served at the root; tests choose theirs.
    """
    st.set_page_config(
        page_title="photodesk",
        page_icon=str(ASSETS / "favicon.png"),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(ASSETS / "desk.css")
    with door():
        st.logo(str(ASSETS / "logo.svg"), size="medium", link=None, icon_image=str(ASSETS / "logo.svg"))
        chosen = st.navigation(pages(first=first), position="top")
        _choose_language()
        chosen.run()


def _choose_language() -> None:
    with st.container(key="desk_tools"):
        st.segmented_control(
            t("navigation.language"),
            list(LANGUAGES),
            format_func=str.upper,
            default=None if session.widget(session.LANGUAGE) else session.language(),
            required=True,
            key=session.LANGUAGE,
            label_visibility="collapsed",
            persist_state="session",
        )


def warm_up() -> None:
    """Import what the first session would otherwise wait for."""
    import altair  # noqa: F401, PLC0415  late on purpose: a command line or a test needs neither
    import pandas  # noqa: F401, PLC0415

    session.workspace()
