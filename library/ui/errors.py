"""The one door where errors become plain messages: what happened, and what a person can do now."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from uuid import uuid4

import streamlit as st

from library.errors import LibraryError
from library.ui.translation import messages, t

_log = logging.getLogger("photodesk.ui")


@contextmanager
def door() -> Iterator[None]:
    """Show an error raised inside instead of a traceback; what was drawn before stays."""
    try:
        yield
    except LibraryError as error:
        _show(*sentences(error))
    except Exception:  # noqa: BLE001  a door: a fault of ours is told in words, its traceback goes to the log
        mark = uuid4().hex[:8]
        _log.exception("fault %s on the screen", mark)
        _show(t("errors.fault.message"), t("errors.fault.hint", mark=mark))


def sentences(error: LibraryError) -> tuple[str, str]:
    """Give an error's message and hint in this session's language.

    English has the error's own words; other languages the words for its kind, with the particulars added.
    """
    for kind in type(error).__mro__:
        if f"errors.{kind.__name__}.message" in messages():
            said, hint = t(f"errors.{kind.__name__}.message"), t(f"errors.{kind.__name__}.hint")
            break
    else:
        return error.message, error.hint
    is_own = not said  # English leaves the text empty: the error's own words are better
    return (error.message if is_own else f"{said} ({error.message})"), (error.hint if is_own else hint)


def told(error: LibraryError) -> str:
    """Give an error's message and hint in one line."""
    message, hint = sentences(error)
    return f"{message} {hint}" if message.endswith((".", "!", "?", ")")) else f"{message}. {hint}"


def _show(message: str, hint: str) -> None:
    st.html(
        f"<div class='desk-error' role='alert'><p>{escape(message)}</p><p class='desk-hint'>{escape(hint)}</p></div>"
    )
