"""The choice of a gallery, and the beginning of a new one: empty, or from a published article."""

import json
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from library.desk import galleries
from library.desk.articles import import_article, rematch_gallery
from library.desk.galleries import NewGallery
from library.desk.gallery_view import GallerySummary, GalleryView
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import door, told
from library.ui.gallery.bench import attempt, bench_of
from library.ui.gallery.languages import LANGUAGE_NAMES
from library.ui.translation import moment, t

_CHOSEN = "galleries_chosen"
_OPEN = "galleries_new_open"
_TOLD = "galleries_new_told"
_CHOICE = "gal_choice"


def choose_gallery(summaries: Sequence[GallerySummary]) -> int:
    """Show the choice and give the gallery chosen: in the address, here before, or the last changed."""
    ids = [summary.gallery.id or 0 for summary in summaries]
    asked = st.query_params.get("gallery", "")
    chosen = int(asked) if asked.isdigit() and int(asked) in ids else session.memory().get(_CHOSEN)
    if chosen not in ids:
        chosen = ids[0]
    by_id = {summary.gallery.id: summary for summary in summaries}
    if session.widget(_CHOICE) != chosen:
        session.set_widget(_CHOICE, chosen)
    st.selectbox(
        t("galleries.choose"),
        ids,
        key=_CHOICE,
        format_func=lambda gallery_id: by_id[gallery_id].gallery.title,
        on_change=lambda: remember(int(session.widget(_CHOICE))),
        label_visibility="collapsed",
    )
    remember(int(chosen))
    return int(chosen)


def remember(gallery_id: int) -> None:
    """Make a gallery the one that is shown, here and in the address."""
    session.memory()[_CHOSEN] = gallery_id
    st.query_params["gallery"] = str(gallery_id)


def state_html(view: GalleryView) -> str:
    """Say how a gallery stands: its state, how many pictures, how many of them wanted."""
    gallery = view.gallery
    if gallery.published_at is None:
        badge = f"<span class='desk-badge'>{escape(t('galleries.state.draft'))}</span>"
    else:
        name, css = ("changed", "unclear") if view.is_changed else ("published", "clear")
        words = t(f"galleries.state.{name}", when=moment(gallery.published_at))
        badge = f"<span class='desk-badge {css}'>{escape(words)}</span>"
    wanted = sum(each.asset is None for each in view.items)
    badges = [badge, f"<span>{escape(t('galleries.count', n=len(view.items)))}</span>"]
    if wanted:
        badges.append(f"<span class='desk-badge unclear'>{escape(t('galleries.wanted_count', n=wanted))}</span>")
    return f"<div class='desk-badges gal-state'>{''.join(badges)}</div>"


def open_new() -> None:
    """Open the dialog that begins a gallery."""
    session.memory()[_OPEN] = True
    session.memory().pop(_TOLD, None)

    @st.dialog(t("galleries.new.button"), width="medium")
    def dialog() -> None:
        with door():
            if not session.memory().get(_OPEN):
                st.rerun()
            _show_new()

    dialog()


def _show_new() -> None:
    left, right = st.columns([2, 1])
    left.text_input(t("galleries.new.title"), key="gal_new_title", placeholder=t("galleries.new.hint"))
    right.selectbox(
        t("galleries.new.language"),
        list(LANGUAGE_NAMES),
        index=list(LANGUAGE_NAMES).index(session.workspace().settings.caption_language),
        format_func=LANGUAGE_NAMES.__getitem__,
        key="gal_new_language",
    )
    st.button(t("galleries.new.create"), key="gal_new_create", type="primary", on_click=create)
    st.html(f"<p class='gal-or'>{escape(t('galleries.new.or'))}</p>")
    # The button's own word is English only; the stylesheet shows ours in its place.
    word = json.dumps(t("galleries.new.choose"), ensure_ascii=False)
    st.html(f"<style>.st-key-gal_upload {{ --gal-choose: {word}; }}</style>")
    with st.container(key="gal_upload"):
        st.file_uploader(t("galleries.new.file"), type=["txt", "html", "htm"], key="gal_new_file")
    st.button(t("galleries.new.import"), key="gal_new_import", on_click=read_article)
    told = session.memory().get(_TOLD)
    if told:
        st.html(f"<div class='desk-error' role='alert'><p>{escape(told)}</p></div>")


def create() -> None:
    """Make an empty gallery of the title given; made for a button's callback."""
    new = NewGallery(
        title=str(session.widget("gal_new_title") or ""), language=str(session.widget("gal_new_language") or "de")
    )
    try:
        gallery_id = galleries.create_gallery(session.workspace(), new, by=session.user(), now=session.now())
    except LibraryError as error:
        session.memory()[_TOLD] = told(error)
        return
    _begin(gallery_id)


def read_article() -> None:
    """Make a gallery of the article given; made for a button's callback."""
    upload = session.widget("gal_new_file")
    if upload is None:
        session.memory()[_TOLD] = t("galleries.new.no_file")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(upload.name).name
        path.write_bytes(upload.getvalue())
        try:
            found = import_article(session.workspace(), path, by=session.user(), now=session.now())
        except LibraryError as error:
            session.memory()[_TOLD] = told(error)
            return
    _begin(found.gallery_id)
    session.notify(t("galleries.new.imported", linked=found.linked, wanted=found.wanted))


def _begin(gallery_id: int) -> None:
    session.memory()[_OPEN] = False
    session.dismiss_notice()
    remember(gallery_id)


def show_rename(view: GalleryView) -> None:
    """Show the fields that give a gallery another title, and correct the language of its captions."""
    gallery = view.gallery
    key = f"gal_title_{gallery.id}_{gallery.version}"
    with st.popover(t("galleries.rename.button"), type="tertiary", icon=":material/edit:", key="gal_rename"):
        st.text_input(t("galleries.new.title"), value=gallery.title, key=key)
        known = {**LANGUAGE_NAMES, gallery.language: LANGUAGE_NAMES.get(gallery.language, gallery.language)}
        st.selectbox(
            t("galleries.new.language"),
            list(known),
            index=list(known).index(gallery.language),
            format_func=known.__getitem__,
            key=f"{key}_language",
        )
        st.button(t("galleries.rename.save"), key="gal_rename_save", on_click=lambda: _rename(gallery.id or 0, key))


def _rename(gallery_id: int, key: str) -> None:
    title, language = str(session.widget(key) or ""), session.widget(f"{key}_language")
    by, now = session.user(), session.now()
    attempt(
        bench_of(gallery_id),
        lambda: galleries.rename(session.workspace(), gallery_id, title, language=language, by=by, now=now),
    )
    session.forget_widget("gal_caption_language")


def show_rematch(view: GalleryView) -> None:
    """Show the button that looks for wanted pictures once more, where an article left some open."""
    if any(each.asset is None and each.item.wanted for each in view.items):
        st.button(
            t("galleries.rematch.button"),
            key="gal_rematch",
            type="tertiary",
            icon=":material/sync:",
            help=t("galleries.rematch.help"),
            on_click=_rematch,
            args=(view.gallery.id or 0,),
        )


def _rematch(gallery_id: int) -> None:
    found: list[int] = []

    def look_again() -> str | None:
        again = rematch_gallery(session.workspace(), gallery_id, by=session.user(), now=session.now())
        found.extend(again.linked)
        return again.step

    if attempt(bench_of(gallery_id), look_again):
        n = len(found)
        session.notify(t("galleries.rematch.found", n=n) if n else t("galleries.rematch.none"))
