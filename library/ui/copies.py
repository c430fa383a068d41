"""Downloads that carry what the desk decided: a copy for partners, a rendition for the public; of one or of many."""

import time
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from uuid import uuid4

import streamlit as st

from library.desk.browse import AssetView
from library.desk.copies import AssetCopy, copy_name, make_copy
from library.desk.copy_archive import pack_copies
from library.media.policy import COPY, POLICIES, PUBLIC, MetadataPolicy
from library.ui import session
from library.ui.errors import door
from library.ui.translation import t

_PACKED = "lib_packed"
_REASONS = 5
_KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class _Packed:
    """An archive that waits to be fetched, and why pictures are missing in it."""

    asset_ids: tuple[int, ...]
    policy: str
    archive: Path
    made: int
    refused: tuple[str, ...]


def copy_buttons(view: AssetView) -> None:
    """Show the downloads; each is made when it is asked for."""
    with st.container(horizontal=True, gap="small", key="lib_copies"):
        for policy, icon in ((COPY, ":material/file_copy:"), (PUBLIC, ":material/public:")):
            _button(view, policy, icon)


def export_several(asset_ids: tuple[int, ...]) -> None:
    """Offer copies of the pictures chosen as one archive."""
    with st.popover(t("copies.several"), icon=":material/folder_zip:", key="lib_export", width="stretch"):
        name = st.radio(
            t("copies.policy"),
            list(POLICIES),
            format_func=lambda one: t(f"copies.{one}"),
            captions=[t(f"copies.{one}_words") for one in POLICIES],
            key="lib_export_policy",
        )
        if st.button(t("copies.make", n=len(asset_ids)), type="primary", key="lib_export_make"):
            with door():
                _pack(asset_ids, POLICIES[name])
        _offer(asset_ids, name)


def _pack(asset_ids: tuple[int, ...], policy: MetadataPolicy) -> None:
    """Pack the copies into a file of this session, until the next is packed; what lies there for a day goes."""
    session.memory().pop(_PACKED, None)
    folder = session.workspace().settings.home / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.zip"):
        if old.stat().st_mtime < time.time() - _KEPT_SECONDS:
            old.unlink(missing_ok=True)
    archive = folder / f"{uuid4().hex}.zip"
    done: list[AssetCopy] = []
    bar = st.progress(0.0)
    for copy in pack_copies(session.workspace(), asset_ids, archive, policy, by=session.user(), now=session.now()):
        done.append(copy)
        bar.progress(len(done) / len(asset_ids), text=f"{len(done)} / {len(asset_ids)}")
    bar.empty()
    refused = tuple(copy.reason or "" for copy in done if copy.path is None)
    session.memory()[_PACKED] = _Packed(asset_ids, policy.name, archive, len(done) - len(refused), refused)


def _offer(asset_ids: tuple[int, ...], policy: str) -> None:
    """Offer what was packed of these pictures for this purpose, and say what is missing."""
    told: _Packed | None = session.memory().get(_PACKED)
    if told is None or (told.asset_ids, told.policy) != (asset_ids, policy) or not told.archive.exists():
        return
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in told.refused[:_REASONS])
    if reasons:
        st.html(f"<p class='desk-hint'>{escape(t('copies.refused', n=len(told.refused)))}</p><ul>{reasons}</ul>")
    if told.made:
        st.download_button(
            t("copies.load", n=told.made),
            data=told.archive.read_bytes,
            file_name=f"photodesk-{policy}.zip",
            mime="application/zip",
            key="lib_export_load",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def _button(view: AssetView, policy: MetadataPolicy, icon: str) -> None:
    asset = view.asset
    st.download_button(
        t(f"copies.{policy.name}"),
        data=partial(_make, asset.id or 0, policy),
        file_name=copy_name(asset, policy),
        key=f"lib_copy_{policy.name}_{asset.id}",
        help=t(f"copies.{policy.name}_words"),
        on_click="ignore",
        type="tertiary",
        icon=icon,
    )


def _make(asset_id: int, policy: MetadataPolicy) -> bytes:
    _, data = make_copy(session.workspace(), asset_id, policy, by=session.user(), now=session.now())
    return data
