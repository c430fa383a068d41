"""The outcome: the page as its readers will see it, what the checks say of it, and its export."""

from typing import Final

import streamlit as st

from library.desk.export import export_document, read_document
from library.desk.gallery_view import GalleryView
from library.galleries.document import DocumentItem, languages_of, short_tag
from library.galleries.formats import FORMATS, ExportFormat
from library.galleries.html import render_page
from library.ui import session
from library.ui.gallery.bench import Bench, places_of
from library.ui.gallery.languages import LANGUAGE_NAMES, caption_language
from library.ui.translation import t
from library.ui.widgets.findings import finding_list
from library.ui.widgets.pictures import original_of, preview_of
from library.ui.widgets.preview import Mode, PreviewView, preview

_MODE = "gal_mode"
# The order of the export's list: for readers, for people at work, for other systems.
_GROUPS: Final = {
    "page": ("html", "fragment", "wordpress", "markdown"),
    "people": ("zip", "xlsx", "csv"),
    "systems": ("json", "ninjs", "ninjs-2", "ninjs-1", "ans", "jsonld", "rss", "iiif"),
}


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
    """Show the downloads, one a line; each is made when it is asked for."""
    with st.popover(t("galleries.export.button"), icon=":material/download:", key="gal_export"):
        state = "now"
        if view.gallery.document_digest:
            state = st.segmented_control(
                t("galleries.export.state"),
                ["now", "published"],
                format_func=lambda name: t(f"galleries.export.{name}"),
                key="gal_export_state",
                default="now",
                required=True,
                label_visibility="collapsed",
            )
        language = _export_language(view)
        with st.container(key="gal_formats", gap=None):
            for group, names in _GROUPS.items():
                st.html(f"<p class='gal-label'>{t(f'galleries.export.{group}')}</p>")
                for name in names:
                    _download(view, FORMATS[name], is_published=state == "published", language=language)


def _export_language(view: GalleryView) -> str | None:
    """Show the choice of a language where there are several; give it where it is not the gallery's own."""
    languages = languages_of(view.document)
    if len(languages) < 2:
        return None
    chosen: str = st.segmented_control(
        t("galleries.export.language"),
        languages,
        format_func=lambda tag: LANGUAGE_NAMES.get(short_tag(tag), tag),
        key="gal_export_language",
        default=languages[0],
        required=True,
        label_visibility="collapsed",
    )
    return None if chosen == languages[0] else chosen


def _download(view: GalleryView, form: ExportFormat, *, is_published: bool, language: str | None) -> None:
    desk, gallery_id = session.workspace(), view.gallery.id or 0
    tag = language if form.has_one_language else None

    def made() -> bytes:
        document = read_document(desk, gallery_id, published=is_published)
        # What was published has the languages that it was published in.
        return export_document(desk, document, form.name, language=tag if tag in languages_of(document) else None)

    st.download_button(
        t(f"galleries.export.format.{form.name}"),
        data=made,
        file_name=f"{file_stem(view.gallery.title)}{f'-{tag}' if tag else ''}{form.suffix}",
        mime=form.mime,
        key=f"gal_{form.name}_{'published' if is_published else 'now'}",
        on_click="ignore",
        type="tertiary",
    )


def file_stem(title: str) -> str:
    """Make the beginning of a file's name of a title: letters and digits, the rest as dashes."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.casefold()).split())[:60] or "gallery"
