"""Import: bring pictures and clips in, from this computer or from a folder, and see what became of each."""

import json
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import streamlit as st

from library.desk.browse import AssetView, get_asset
from library.desk.develop import Developed
from library.desk.incoming import collect_files
from library.desk.ingest import ingest, take_in
from library.desk.ingest_report import IngestReport, IngestResult
from library.errors import NotFound
from library.media.sidecar import owner_of
from library.ui import session
from library.ui.damage import damage_words
from library.ui.development import show_development
from library.ui.errors import in_words
from library.ui.places import link
from library.ui.translation import t
from library.ui.widgets.alike import near_words
from library.ui.widgets.badges import state_badge
from library.ui.widgets.pictures import thumbnail_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.runtime.uploaded_file_manager import UploadedFile

_REPORT = "ingest_report"
_ROUND = "ingest_round"
_ROWS = 200
PATIENT_FILES = 24
"""Up to so many files the page waits for previews and look-alikes; larger batches are shown after a first look."""
_SOURCES = ("upload", "folder")
_ATTENTION = ("failed", "ingested", "known", "skipped")  # what a person wants to see first


def render() -> None:
    """Show the page."""
    st.title(t("ingest.title"))
    report: IngestReport | None = session.memory().get(_REPORT)
    if report is not None:
        _show(report)
        return
    left, right = st.columns([2.4, 1], gap="large")
    with right:
        _explain()
    with left:
        source = st.segmented_control(
            t("ingest.source"),
            _SOURCES,
            default="upload",
            required=True,
            format_func=lambda one: t(f"ingest.tab.{one}"),
            key="ing_source",
            label_visibility="collapsed",
        )
        if source == "folder":
            _from_folder()
        else:
            _from_upload()


def _explain() -> None:
    lines = "".join(f"<li>{escape(t(f'ingest.hint.{name}'))}</li>" for name in ("read", "credit", "safe"))
    st.html(f"<p class='desk-label'>{escape(t('ingest.hint.title'))}</p><ul class='desk-list desk-soft'>{lines}</ul>")


def _from_upload() -> None:
    # The button's own word is English only; the stylesheet shows ours in its place.
    choose = json.dumps(t("ingest.upload.choose"), ensure_ascii=False)
    st.html(f"<style>.st-key-ing_upload {{ --ing-choose: {choose}; }}</style>")
    with st.container(key="ing_upload"):
        files = st.file_uploader(
            t("ingest.upload.label"),
            accept_multiple_files=True,
            key=f"ing_files_{session.memory().get(_ROUND, 0)}",
            label_visibility="collapsed",
        )
    if files and st.button(t("ingest.upload.start", n=len(files)), type="primary", key="ing_upload_start"):
        with tempfile.TemporaryDirectory(prefix="photodesk-upload-") as folder:
            _bring_in(_written(files, Path(folder)), is_upload=True)


def _written(files: "Iterable[UploadedFile]", folder: Path) -> list[Path]:
    """Write uploads to files of their own names, each in a folder of its own, for two may be called alike.

    What a program wrote beside a picture goes into the folder of that picture.
    """
    named = [(PurePath(file.name.replace("\\", "/")).name or "upload", file) for file in files]
    paths: dict[str, Path] = {}
    written = []
    # Pictures first: an XMP file is laid beside its own.
    for number, (name, file) in enumerate(sorted(named, key=lambda one: one[0].lower().endswith(".xmp"))):
        owner = owner_of(Path(name), paths) if name.lower().endswith(".xmp") else None
        path = (paths[owner].parent if owner else folder / str(number)) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.getbuffer())
        paths.setdefault(name, path)
        written.append(path)
    return written


def _from_folder() -> None:
    with st.form("ing_folder_form", border=False):
        told = st.text_input(
            t("ingest.folder.label"),
            placeholder=t("ingest.folder.placeholder"),
            key="ing_folder",
            icon=":material/folder:",
        )
        is_started = st.form_submit_button(t("ingest.folder.start"), type="primary", key="ing_folder_start")
    if not is_started or not told:
        return
    path = Path(told.strip()).expanduser()
    if not path.exists():
        st.html(f"<div class='desk-error' role='alert'><p>{escape(t('ingest.folder.missing'))}</p></div>")
        return
    _bring_in([path], is_upload=False)


def _bring_in(paths: list[Path], *, is_upload: bool) -> None:
    """Bring files in with a bar that tells how fast and how long, and keep the report for the next run."""
    verb = ingest if len(collect_files(paths).files) <= PATIENT_FILES else take_in
    with _bar() as told:
        report = verb(
            session.workspace(), paths, by=session.user(), now=session.now(), progress=told, is_upload=is_upload
        )
    memory = session.memory()
    memory[_REPORT], memory[_ROUND] = report, memory.get(_ROUND, 0) + 1
    st.rerun()


@contextmanager
def _bar() -> "Iterator[Callable[[int, int, IngestResult | Developed | None], None]]":
    bar = st.progress(0.0, text=t("ingest.progress.start"))
    began = [time.monotonic()]

    def told(done: int, total: int, newest: IngestResult | Developed | None) -> None:
        if newest is None or not total:
            began[0] = time.monotonic()  # each stage has its own speed
            return
        seconds = max(time.monotonic() - began[0], 0.001)
        words = t(
            "ingest.progress.previews" if isinstance(newest, Developed) else "ingest.progress.line",
            done=done,
            total=total,
            rate=f"{done / seconds:.1f}",
            left=time_left(done, total, seconds),
        )
        bar.progress(done / total, text=words)

    yield told
    bar.empty()


def time_left(done: int, total: int, seconds: float) -> str:
    """Say how long the rest takes at the speed so far, in seconds or minutes."""
    left = round((total - done) * seconds / max(done, 1))
    if left < 90:
        return t("ingest.progress.seconds", n=left)
    return t("ingest.progress.minutes", n=-(-left // 60))


def _show(report: IngestReport) -> None:
    """Show what became of each file, and where to go from here."""
    counts = [
        t(f"ingest.done.{state}", n=getattr(report, state))
        for state in ("ingested", "known", "failed", "skipped")
        if getattr(report, state) or state == "ingested"
    ]
    took = t("ingest.done.seconds", seconds=f"{report.seconds:.1f}")
    st.html(f"<h2 class='desk-title'>{escape(' · '.join(counts))}</h2><p class='desk-hint'>{escape(took)}</p>")
    show_development()
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        link("library", t("ingest.library"), icon=":material/photo_library:")
        if any(result.near for result in report.results):
            link("duplicates", t("ingest.duplicates"), icon=":material/content_copy:")
        st.button(t("ingest.again"), key="ing_again", on_click=_begin_again)
    ordered = sorted(report.results, key=lambda result: _ATTENTION.index(result.state))
    rows = "".join(_row(result) for result in ordered[:_ROWS])
    names = ("file", "state", "words", "credit")
    heads = "".join(f"<th class='ing-{name}'>{escape(t(f'ingest.column.{name}'))}</th>" for name in names)
    st.html(f"<div class='desk-scroll'><table class='desk-table'><tr><th></th>{heads}</tr>{rows}</table></div>")
    if len(report.results) > _ROWS:
        st.html(f"<p class='desk-hint'>{escape(t('ingest.more', n=len(report.results) - _ROWS))}</p>")


def _begin_again() -> None:
    session.memory().pop(_REPORT, None)


def _row(result: IngestResult) -> str:
    name = result.path.name.encode("utf-8", "replace").decode("utf-8")
    look = "known" if result.state == "skipped" else result.state
    alone = result.state == "skipped" and result.owner is None
    word = t("ingest.state.alone") if alone else t(f"ingest.state.{result.state}")
    state = f"<span class='ing-state {look}'>{escape(word)}</span>"
    view = _view(result.asset_id)
    if result.state == "skipped":
        words = t("ingest.sidecar.taken", owner=result.owner) if result.owner else t("ingest.sidecar.alone")
        blank = "<td class='thumb'><span></span></td>"
        told = f"<td>{state}</td><td colspan='2'>{escape(words)}</td>"
        return f"<tr>{blank}<td class='ing-file'>{escape(name)}</td>{told}</tr>"
    if view is None:
        reason, hint = in_words([result.error or "MediaError"], result.reason or "", result.hint or "")
        words = f"{escape(reason)}<br><span class='desk-hint'>{escape(hint)}</span>"
        blank = "<td class='thumb'><span></span></td>"
        return f"<tr>{blank}<td class='ing-file'>{escape(name)}</td><td>{state}</td><td colspan='2'>{words}</td></tr>"
    asset = view.asset
    picture = f"<a href='/?asset={asset.id}' target='_blank'><img src='{thumbnail_of(asset)}' alt=''></a>"
    words = escape(asset.caption or asset.headline or asset.description or "") + _near(result)
    if asset.damage:
        words += f"<br><span class='desk-hint'>{escape(damage_words(asset.damage))}</span>"
    credit = f"{escape(view.credit_text)}<br>" if view.credit_text else ""
    badge = f"<span class='desk-badges'>{state_badge(asset.credit_state)}</span>"
    return (
        f"<tr><td class='thumb'>{picture}</td><td class='ing-file'>{escape(name)}</td><td>{state}</td>"
        f"<td><div class='ing-text'>{words}</div></td><td>{credit}{badge}</td></tr>"
    )


def _near(result: IngestResult) -> str:
    if not result.near:
        return ""
    return "".join(f"<br><span class='desk-hint'>{escape(near_words(near))}</span>" for near in result.near[:3])


def _view(asset_id: int | None) -> AssetView | None:
    if asset_id is None:
        return None
    with suppress(NotFound):
        return get_asset(session.workspace(), asset_id)
    return None
