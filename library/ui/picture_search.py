"""Search by picture on the Library page: drop one, and see it, or a relative of it, if the desk holds any."""

import tempfile
from html import escape
from pathlib import Path

import streamlit as st

from library.desk.browse import get_asset
from library.desk.like import find_like
from library.desk.near import NearAsset
from library.ui import session
from library.ui.errors import door
from library.ui.places import link
from library.ui.translation import t
from library.ui.widgets.alike import near_words
from library.ui.widgets.pictures import thumbnail_of

_FOUND = "lib_like_found"
_MOST = 6


def show_picture_search() -> None:
    """Show where a picture is dropped, and what was found; the picture is not brought in."""
    with st.expander(t("library.like.label"), icon=":material/image_search:", key="lib_like"):
        dropped = st.file_uploader(t("library.like.drop"), key="lib_like_file", label_visibility="collapsed")
        if dropped is None:
            session.memory().pop(_FOUND, None)
            st.caption(t("library.like.hint"))
            return
        with door():
            _show(_relatives(str(dropped.file_id), dropped.name, dropped.getvalue()))


def _relatives(upload: str, name: str, data: bytes) -> tuple[NearAsset, ...]:
    """Find the relatives of an upload once, not at every run of the page."""
    kept = session.memory().get(_FOUND)
    if isinstance(kept, tuple) and kept[0] == upload:
        return tuple(kept[1])
    with tempfile.TemporaryDirectory(prefix="photodesk-like-") as folder:
        path = Path(folder, Path(name).name or "picture")
        path.write_bytes(data)
        found = find_like(session.workspace(), path)
    session.memory()[_FOUND] = (upload, found)
    return found


def _show(found: tuple[NearAsset, ...]) -> None:
    if not found:
        st.caption(t("library.like.none"))
    for near in found[:_MOST]:
        asset = get_asset(session.workspace(), near.asset_id).asset
        words = escape(near_words(near))
        st.html(
            f"<img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}' style='width:100%'>"
            f"<div class='desk-hint'>{words}</div>"
        )
        link("library", t("library.like.open"), icon=":material/open_in_new:", asset=near.asset_id)
