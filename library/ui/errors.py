"""The one door where errors become plain messages: what happened, and what a person can do now."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from uuid import uuid4

import streamlit as st

from library.errors import LibraryError, PublishRefused
from library.ui import session
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
    names = [kind.__name__ for kind in type(error).__mro__]
    message, hint = in_words(names, error.message, error.hint)
    reasons = error.reasons if isinstance(error, PublishRefused) else {}
    return reasons.get(session.language(), message), hint


def in_words(names: Sequence[str], message: str, hint: str) -> tuple[str, str]:
    """Give an error's message and hint in this session's language, where only its name and English words are known.

    Args:
        names: of the error and of what it is a kind of, the most exact first.
    """
    for name in names:
        if f"errors.{name}.message" in messages():
            said = t(f"errors.{name}.message")
            # English leaves the text empty: the error's own words are better.
            return (f"{said} ({message})", t(f"errors.{name}.hint")) if said else (message, hint)
    return message, hint


def told(error: LibraryError) -> str:
    """Give an error's message and hint in one line."""
    message, hint = sentences(error)
    return f"{message} {hint}" if message.endswith((".", "!", "?", ")")) else f"{message}. {hint}"


def _show(message: str, hint: str) -> None:
    st.html(
        f"<div class='desk-error' role='alert'><p>{escape(message)}</p><p class='desk-hint'>{escape(hint)}</p></div>"
    )
