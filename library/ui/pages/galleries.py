"""Galleries: put the pictures of an article in order, say what stands under each, see it as readers will, publish."""

from pathlib import Path

import streamlit as st

from library.desk.gallery_view import GalleryView, list_galleries
from library.ui import session
from library.ui.errors import door
from library.ui.gallery.bench import Bench, bench_of, look, redo, undo
from library.ui.gallery.chooser import choose_gallery, open_new, show_rematch, show_rename, state_html
from library.ui.gallery.editor import show_editor
from library.ui.gallery.order import hear_sorter, show_order
from library.ui.gallery.outcome import hear_outcome, show_checks, show_export, show_mode, show_preview
from library.ui.gallery.picker import open_adding
from library.ui.gallery.publishing import open_publishing
from library.ui.notices import show_notice
from library.ui.translation import t
from library.ui.widgets.badges import empty_state

_STYLE = Path(__file__).parents[3] / "assets" / "galleries.css"


def render() -> None:
    """Show the page."""
    st.html(_STYLE)
    _desk()


@st.fragment
def _desk() -> None:
    """Show everything that changes with a gallery, so that the frame around it is not drawn again."""
    with door():
        summaries = list_galleries(session.workspace())
        if not summaries:
            _show_empty()
            return
        with st.container(horizontal=True, vertical_alignment="center", key="gal_bar", gap="small"):
            bench = bench_of(choose_gallery(summaries))
            hear_sorter(bench)
            hear_outcome(bench)
            view = look(bench)
            _show_bar(bench, view)
        show_notice()
        if not view.items:
            st.html(empty_state(t("galleries.bare.title"), t("galleries.bare.words")))
            _center_button("gal_add_first", t("galleries.add.button"), lambda: open_adding(bench))
            return
        _show_bench(bench, view)


def _show_empty() -> None:
    st.html(empty_state(t("galleries.empty.title"), t("galleries.empty.words")))
    _center_button("gal_new_first", t("galleries.new.button"), open_new)
    show_notice()


def _center_button(key: str, label: str, action: object) -> None:
    with st.container(horizontal=True, horizontal_alignment="center"):
        if st.button(label, key=key, type="primary") and callable(action):
            action()


def _show_bar(bench: Bench, view: GalleryView) -> None:
    show_rename(view)
    if st.button(t("galleries.new.button"), key="gal_new", type="tertiary", icon=":material/add:"):
        open_new()
    show_rematch(view)
    st.html(state_html(view))
    st.button(
        t("galleries.undo.button"),
        key="gal_undo",
        type="tertiary",
        icon=":material/undo:",
        help=t("galleries.undo.button"),
        disabled=not bench.done,
        on_click=undo,
        args=(bench,),
    )
    st.button(
        t("galleries.undo.redo"),
        key="gal_redo",
        type="tertiary",
        icon=":material/redo:",
        help=t("galleries.undo.redo"),
        disabled=not bench.undone,
        on_click=redo,
        args=(bench,),
    )
    if st.button(t("galleries.add.button"), key="gal_add", icon=":material/add_photo_alternate:"):
        open_adding(bench)
    show_export(view)
    if st.button(t("galleries.publish.button"), key="gal_publish", type="primary"):
        open_publishing(bench.gallery_id)


def _show_bench(bench: Bench, view: GalleryView) -> None:
    with st.container(key="gal_bench"):
        left, right = st.columns([1.6, 1], gap="medium")
        with left:
            show_order(bench, view)
            with st.container(horizontal=True, vertical_alignment="center", key="gal_below"):
                st.html(f"<p class='desk-note'>{t('galleries.sorter.help')}</p>")
                st.toggle(t("galleries.sorter.chains"), key="gal_chains", help=t("galleries.sorter.chains_help"))
            show_editor(bench, view)
        with right, st.container(key="gal_outcome", gap="small"):
            show_mode()
            show_preview(bench, view)
            show_checks(bench, view)
