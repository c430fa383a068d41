"""The other parts of the dialogue: find and replace, spelling names out, copying from another picture."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from library.captions.find_replace import Search
from library.catalogue.layers import CAPTION_FIELDS
from library.catalogue.models import Asset
from library.ui import session
from library.ui.bulk.pad import MAIN, list_fields
from library.ui.bulk.state import Opened
from library.ui.translation import t

TEXTS = ("caption", "headline", "alt_text", "keywords")  # where words and codes are looked for first
TEXTS_TO_SPELL = ("caption", *CAPTION_FIELDS.values(), "headline", "alt_text")


def show_find(state: Opened) -> None:
    """Show find and replace."""
    mark = state.round
    st.text_input(t("bulk.find.pattern"), key=f"bulk_find_{mark}", live=True)
    st.text_input(t("bulk.find.with"), key=f"bulk_with_{mark}", live=True)
    with st.container(horizontal=True, gap="medium"):
        st.checkbox(t("bulk.find.regex"), key=f"bulk_regex_{mark}", help=t("bulk.find.regex_help"))
        st.checkbox(t("bulk.find.case"), value=True, key=f"bulk_case_{mark}")
    st.pills(
        t("bulk.find.in"),
        list_fields(),
        selection_mode="multi",
        default=list(TEXTS),
        format_func=lambda name: t(f"words.field.{name}"),
        key=f"bulk_find_in_{mark}",
    )


def chosen_search(state: Opened) -> tuple[Search | None, tuple[str, ...]]:
    """Give what to find and the fields to look in; None while nothing is to be found."""
    pattern = session.widget(f"bulk_find_{state.round}") or ""
    names = tuple(session.widget(f"bulk_find_in_{state.round}") or ())
    if not pattern or not names:
        return None, names
    replacement = session.widget(f"bulk_with_{state.round}") or ""
    is_regex = bool(session.widget(f"bulk_regex_{state.round}"))
    return Search(pattern, replacement, is_regex, bool(session.widget(f"bulk_case_{state.round}", True))), names


def codes_everywhere(state: Opened) -> tuple[str, ...]:
    """Give the fields whose present text is searched for codes too."""
    return TEXTS if session.widget(f"bulk_codes_in_{state.round}") else ()


def show_names(state: Opened) -> None:
    """Show in which fields names are to be spelt out."""
    st.html(f"<p class='desk-hint'>{escape(t('bulk.names.hint'))}</p>")
    st.pills(
        t("bulk.names.in"),
        TEXTS_TO_SPELL,
        selection_mode="multi",
        format_func=lambda name: t(f"words.field.{name}"),
        key=f"bulk_names_{state.round}",
    )


def chosen_names(state: Opened) -> tuple[str, ...]:
    """Give the fields in which names are to be spelt out; none while nobody asks for it."""
    return tuple(session.widget(f"bulk_names_{state.round}") or ())


def show_copy(state: Opened, sources: Sequence[Asset]) -> None:
    """Show from which picture to take which fields."""
    names = {asset.id or 0: f"{asset.file_name} · {_about(asset)}" for asset in sources}
    st.selectbox(
        t("bulk.copy.from"),
        list(names),
        index=None,
        format_func=lambda one: names[one],
        key=f"bulk_copy_from_{state.round}",
        placeholder=t("bulk.copy.none"),
    )
    st.pills(
        t("bulk.copy.fields"),
        MAIN,
        selection_mode="multi",
        default=["caption", "headline", "keywords", "city", "country"],
        format_func=lambda name: t(f"words.field.{name}"),
        key=f"bulk_copy_fields_{state.round}",
    )


def chosen_copy(state: Opened) -> tuple[int | None, tuple[str, ...]]:
    """Give the picture to copy from and the fields; None: nothing is copied."""
    return (
        session.widget(f"bulk_copy_from_{state.round}"),
        tuple(session.widget(f"bulk_copy_fields_{state.round}") or ()),
    )


def _about(asset: Asset) -> str:
    words = " ".join((asset.caption or asset.headline or asset.description or "").split())
    return words if len(words) <= 60 else words[:59] + "…"
