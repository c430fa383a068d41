"""What a session knows: workspace, person, language. The one place that names keys of st.session_state."""

from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, cast

import streamlit as st

from library.desk.workspace import Workspace, shared_workspace
from library.errors import LibraryError

LANGUAGE = "desk_language"
LARGE = "large"
_NOTICE = "desk_notice"
_MEMORY = "desk_memory"


def workspace() -> Workspace:
    """Give the workspace, opened once a process.

    Raises:
        LibraryError: it cannot be opened.
    """
    return shared_workspace()


def user() -> str:
    """Name the person at this screen, for the history."""
    return workspace().settings.user


def now() -> datetime:
    """Give this moment, UTC."""
    return datetime.now(UTC)


def language() -> str:
    """Give the language of this session: chosen here, else set for the installation, else the browser's."""
    chosen = st.session_state.get(LANGUAGE)
    if chosen:
        return str(chosen)
    return configured_language() or ("de" if (st.context.locale or "").lower().startswith("de") else "en")


def configured_language() -> str | None:
    """Give the language set for the installation; None where the browser decides, or nothing can be opened."""
    try:
        return workspace().settings.language
    except LibraryError:
        return None


def memory() -> MutableMapping[str, Any]:
    """Give what this session keeps between pages; widgets forget their value when a person leaves their page."""
    return cast("MutableMapping[str, Any]", st.session_state.setdefault(_MEMORY, {}))


def widget(key: str, default: Any = None) -> Any:  # noqa: ANN401  a widget's value
    """Give the value that a widget has now, before it is drawn."""
    return st.session_state.get(key, default)


def set_widget(key: str, value: Any) -> None:  # noqa: ANN401  a widget's value
    """Set a widget's value; only before it is drawn, as in a callback."""
    st.session_state[key] = value


def forget_widget(key: str) -> None:
    """Let a widget begin anew the next time it is drawn."""
    st.session_state.pop(key, None)


def notify(text: str, *, step: str | None = None) -> None:
    """Keep a sentence to be shown until the person does the next thing.

    Args:
        step: what was done, if it can be undone.
    """
    st.session_state[_NOTICE] = (text, step)


def notice() -> tuple[str, str | None] | None:
    """Give the sentence to be shown now, with the step that can be undone."""
    return cast("tuple[str, str | None] | None", st.session_state.get(_NOTICE))


def enter(place: str) -> None:
    """Note where a person is; what was said elsewhere is over."""
    if memory().get("place", place) != place:
        dismiss_notice()
        memory().pop(LARGE, None)
    memory()["place"] = place


def dismiss_notice() -> None:
    """Forget the sentence."""
    st.session_state.pop(_NOTICE, None)
