"""The languages of a gallery's captions: which one is being written, and which there are."""

from typing import Final

import streamlit as st

from library.catalogue.layers import CAPTION_FIELDS
from library.desk.gallery_view import GalleryView, ItemView
from library.galleries.document import short_tag
from library.ui import session
from library.ui.translation import t

LANGUAGE_NAMES: Final = {"de": "Deutsch", "fr": "Français", "it": "Italiano", "en": "English"}
_CHOSEN = "gal_caption_language"


def show_languages(each: ItemView, own: str) -> None:
    """Show the languages of an item's caption, the gallery's first; those that it has are marked.

    Args:
        own: the gallery's language, without a country.
    """
    written = {own: each.printed.caption, **each.printed.translations}
    st.segmented_control(
        t("galleries.editor.language"),
        [own, *(language for language in CAPTION_FIELDS if language != own)],
        format_func=lambda language: f"{language.upper()} ✓" if written.get(language) else language.upper(),
        default=own,
        required=True,
        key=_CHOSEN,
        help=t("galleries.editor.language_help"),
        label_visibility="collapsed",
    )


def caption_language(view: GalleryView) -> str:
    """Give the language that captions are being written in: the gallery's, unless the person chose another."""
    own = short_tag(view.gallery.language)
    return str(session.widget(_CHOSEN) or own)
