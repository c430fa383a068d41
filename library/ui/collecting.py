"""Putting the selected pictures into a gallery, without leaving the Library."""

import streamlit as st

from library.desk.galleries import NewGallery, add_assets, create_gallery
from library.desk.gallery_view import list_galleries
from library.ui import session
from library.ui.errors import door
from library.ui.places import go
from library.ui.translation import t

_NEW = 0


def add_to_gallery(asset_ids: tuple[int, ...]) -> None:
    """Offer to put pictures into a gallery that is there, or into a new one."""
    with st.popover(t("library.collect.open"), icon=":material/view_carousel:", key="lib_collect", width="stretch"):
        titles = {one.gallery.id or 0: one.gallery.title for one in list_galleries(session.workspace())}
        chosen = st.selectbox(
            t("library.collect.gallery"),
            [*titles, _NEW],
            format_func=lambda one: titles.get(one, t("library.collect.new")),
            key="lib_collect_gallery",
        )
        title = st.text_input(t("library.collect.title"), key="lib_collect_title") if chosen == _NEW else ""
        if st.button(
            t("library.collect.do", n=len(asset_ids)),
            type="primary",
            key="lib_collect_do",
            disabled=chosen == _NEW and not (title or "").strip(),
        ):
            with door():
                go("galleries", gallery=_collect(chosen, title or "", asset_ids))


def _collect(gallery_id: int, title: str, asset_ids: tuple[int, ...]) -> int:
    """Put pictures into a gallery and give its id."""
    workspace, by, now = session.workspace(), session.user(), session.now()
    if gallery_id == _NEW:
        return create_gallery(workspace, NewGallery(title, asset_ids=asset_ids), by=by, now=now)
    add_assets(workspace, gallery_id, asset_ids, by=by, now=now)
    return gallery_id
