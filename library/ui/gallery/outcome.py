"""The outcome: the page as its readers will see it, what the checks say of it, and its export."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from library.desk.export import export_html, export_json, read_document
from library.desk.gallery_view import GalleryView
from library.galleries.document import DocumentItem, GalleryDocument, languages_of
from library.galleries.html import render_page
from library.ui import session
from library.ui.gallery.bench import Bench, places_of
from library.ui.gallery.languages import LANGUAGE_NAMES, caption_language
from library.ui.translation import t
from library.ui.widgets.findings import finding_list
from library.ui.widgets.pictures import original_of, preview_of
from library.ui.widgets.preview import Mode, PreviewView, preview

_MODE = "gal_mode"


def show_preview(bench: Bench, view: GalleryView) -> None:
    """Show the gallery as it will look."""
    mode: Mode = "mobile" if session.widget(_MODE) == "mobile" else "article"
    preview(
        PreviewView(
            html=page_html(view, caption_language(view)),
            title=t("galleries.preview.title"),
            mode=mode,
            item=bench.current,
        ),
        key=f"gal_preview_{bench.gallery_id}",
    )


def show_mode() -> None:
    """Show the choice between the preview's widths."""
    st.segmented_control(
        t("galleries.preview.mode"),
        ["article", "mobile"],
        format_func=lambda mode: t(f"galleries.preview.{mode}"),
        key=_MODE,
        default="article",
        required=True,
        label_visibility="collapsed",
    )


def page_html(view: GalleryView, language: str | None = None) -> str:
    """Render the page with pictures as this server gives them.

    Args:
        language: of the captions; None: the gallery's own.
    """
    assets = {each.item.uid: each.asset for each in view.items if each.asset}
    drawn = {each.item.uid for each in view.items if each.renditions}

    def picture(item: DocumentItem) -> str | None:
        return preview_of(assets[item.uid]) if item.uid in drawn and item.uid in assets else None

    def clip(item: DocumentItem) -> str | None:
        return original_of(assets[item.uid]) if item.kind == "video" and item.uid in assets else None

    return render_page(view.document, picture, video_src=clip, language=language)


def show_checks(bench: Bench, view: GalleryView) -> None:
    """Show what the checks found."""
    errors = sum(finding.severity == "error" for finding in view.findings)
    warnings = sum(finding.severity == "warning" for finding in view.findings)
    told = [t("galleries.checks.errors", n=errors)] if errors else []
    told += [t("galleries.checks.warnings", n=warnings)] if warnings else []
    words = " · ".join(told) or t("galleries.checks.clean")
    title = f"<span>{t('galleries.checks.title')}</span>"
    st.html(f"<p class='gal-checks'>{title}<span class='{'bad' if errors else ''}'>{words}</span></p>")
    if not view.findings:
        return
    finding_list(view.findings, places_of(view), item=bench.current, key=f"gal_findings_{bench.gallery_id}")


def hear_outcome(bench: Bench) -> None:
    """Take a click on a picture in the preview, or on its number in the checks."""
    for key in (f"gal_preview_{bench.gallery_id}", f"gal_findings_{bench.gallery_id}"):
        picked = bench.news(key, "picked") or {}
        if isinstance(picked.get("id"), str):
            bench.choose(picked["id"])


def show_export(view: GalleryView) -> None:
    """Show the downloads; each is made when it is asked for."""
    with st.popover(t("galleries.export.button"), icon=":material/download:", key="gal_export"):
        _downloads(view, "now", is_published=False)
        if view.gallery.document_digest:
            _downloads(view, "published", is_published=True)


def _downloads(view: GalleryView, name: str, *, is_published: bool) -> None:
    desk, gallery_id = session.workspace(), view.gallery.id or 0
    stem = file_stem(view.gallery.title)
    if view.gallery.document_digest:
        st.html(f"<p class='gal-label'>{t(f'galleries.export.{name}')}</p>")

    def made(write: Callable[[GalleryDocument], bytes]) -> bytes:
        return write(read_document(desk, gallery_id, published=is_published))

    for suffix, mime, write in (
        ("html", "text/html", partial(export_html, desk)),
        ("json", "application/json", export_json),
    ):
        st.download_button(
            t(f"galleries.export.{suffix}"),
            data=partial(made, write),
            file_name=f"{stem}.{suffix}",
            mime=mime,
            key=f"gal_{suffix}_{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/web:" if suffix == "html" else ":material/data_object:",
        )

    others = languages_of(view.document)[1:] if not is_published else ()
    for language in others:
        st.download_button(
            t("galleries.export.html_in", name=LANGUAGE_NAMES.get(language, language)),
            data=partial(made, partial(export_html, desk, language=language)),
            file_name=f"{stem}-{language}.html",
            mime="text/html",
            key=f"gal_html_{language}_{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/translate:",
        )


def file_stem(title: str) -> str:
    """Make the beginning of a file's name of a title: letters and digits, the rest as dashes."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.casefold()).split())[:60] or "gallery"
