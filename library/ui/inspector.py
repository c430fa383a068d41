"""The inspector: all that is known of the selected picture, and the place to correct it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from library.desk.browse import AssetView, get_asset
from library.desk.history import PastStep, get_history
from library.ui import session
from library.ui.blocks import show_blocks
from library.ui.bulk.dialogue import edit_button
from library.ui.bulk.one import show_outcome
from library.ui.collecting import add_to_gallery
from library.ui.copies import copy_buttons, export_several
from library.ui.damage import damage_words
from library.ui.editing import edit_one
from library.ui.merged import show_copies_of
from library.ui.notices import undo_button
from library.ui.places import link
from library.ui.translation import messages, moment, t
from library.ui.widgets.badges import FLAGS, badge_row, limit_badge, plain_badge, size_text, state_badge
from library.ui.widgets.layers import field_html, limit_words, value_words
from library.ui.widgets.persons import persons_html
from library.ui.widgets.pictures import original_of, plate, thumbnail_of

_MAIN = ("caption", "description", "credit_line", "photographer", "agency", "distributor", "provider")
_SHOW_ALWAYS = {"caption", "credit_line", "photographer", "agency", "credit_state"}
_STRIP = 12
_PLAYABLE = {"h264", "vp8", "vp9", "av1", "libdav1d"}  # what every browser of today plays


def show_inspector(chosen: tuple[int, ...]) -> None:
    """Show the inspector for the pictures chosen: none, one, or several."""
    if not chosen:
        st.html(f"<p class='desk-hint'>{escape(t('library.inspector.none'))}</p>")
    elif len(chosen) == 1:
        _one(get_asset(session.workspace(), chosen[0]))
    else:
        _strip([get_asset(session.workspace(), asset_id) for asset_id in chosen[:_STRIP]], len(chosen))
        edit_button(chosen)
        add_to_gallery(chosen)
        export_several(chosen)


def _strip(views: list[AssetView], count: int) -> None:
    shown = "".join(
        f"<img src='{thumbnail_of(view.asset)}' alt='{escape(view.asset.file_name, quote=True)}'>" for view in views
    )
    rest = f"<span>+{count - len(views)}</span>" if count > len(views) else ""
    st.html(
        f"<h2 class='desk-title'>{escape(t('library.batch.title', n=count))}</h2>"
        f"<div class='lib-strip'>{shown}{rest}</div>"
    )


def _one(view: AssetView) -> None:
    asset = view.asset
    st.html(plate(asset) + _unplayable(view) + _damaged(view) + _head(view))
    show_copies_of(asset)
    show_outcome(view)
    add_to_gallery((asset.id or 0,))
    about, edit, file, history = st.tabs(
        [t(f"library.tab.{name}") for name in ("about", "edit", "file", "history")], key=f"lib_tab_{asset.id}"
    )
    with about:
        _about(view)
    with edit:
        edit_one(view)
    with file:
        show_blocks(view)
    with history:
        _history(view)


def _unplayable(view: AssetView) -> str:
    codec = view.asset.codec or ""
    if view.asset.kind != "video" or codec.lower() in _PLAYABLE:
        return ""
    return f"<p class='desk-hint'>{escape(t('library.clip.codec', codec=codec or '?'))}</p>"


def _damaged(view: AssetView) -> str:
    damage = view.asset.damage
    return f"<p class='desk-hint'>{escape(damage_words(damage))}</p>" if damage else ""


def _head(view: AssetView) -> str:
    asset = view.asset
    badges = [state_badge(asset.credit_state)]
    badges += [limit_badge(t("damage.badge"))] if asset.damage else []
    badges += [plain_badge(t(f"words.flag.{flag}")) for flag in FLAGS if getattr(asset, flag)]
    badges += [limit_badge(limit_words(code)) for code in asset.restrictions]
    title = asset.headline or asset.file_name
    printed = (
        escape(view.credit_text)
        if view.credit_text
        else f"<span class='desk-soft'>{escape(t('library.credit.none'))}</span>"
    )
    return f"<h2 class='desk-title'>{escape(title)}</h2><p class='desk-printed'>{printed}</p>{badge_row(badges)}"


def _about(view: AssetView) -> None:
    rest = [name for name in view.layers if name not in _MAIN and name != "headline"]
    wanted = [*_MAIN, "headline", *rest]
    shown = [name for name in wanted if name in _SHOW_ALWAYS or _has_value(view, name)]
    persons = persons_html(view.asset.description or view.asset.caption or "")
    fields = "".join(
        field_html(view.layers[name], view.asset.delivered) + (persons if name == "caption" else "") for name in shown
    )
    st.html(f"<div class='desk-fields'>{fields}</div>{_deliveries(view)}{_uses(view)}{_facts(view)}")
    with st.container(horizontal=True, gap="medium"):
        for article in dict.fromkeys(use.gallery_id for use, _ in view.uses if use.gallery_id):
            link("galleries", t("library.uses.gallery"), icon=":material/view_carousel:", gallery=article)
        st.link_button(
            t("library.original"), f"{original_of(view.asset)}?download", icon=":material/download:", type="tertiary"
        )
    copy_buttons(view)


def _has_value(view: AssetView, name: str) -> bool:
    layers = view.layers[name]
    return bool(layers.shown or layers.delivered or layers.is_decided)


def _section(title: str) -> str:
    return f"<p class='desk-label desk-section'>{escape(title)}</p>"


def _deliveries(view: AssetView) -> str:
    rows = "".join(
        f"<li>{escape(one.file_name)}<span class='when'>"
        f"{escape(t('library.delivery.line', when=moment(one.delivered_at), who=one.uploader))}"
        f"{' · ' + escape(one.folder) if one.folder else ''}{_beside(one.sidecar_name)}</span></li>"
        for one in view.deliveries
    )
    return f"{_section(t('library.delivery.title', n=len(view.deliveries)))}<ul class='desk-list'>{rows}</ul>"


def _beside(sidecar: str | None) -> str:
    return f" · {escape(t('library.delivery.sidecar', name=sidecar))}" if sidecar else ""


def _uses(view: AssetView) -> str:
    if not view.uses:
        return f"{_section(t('library.uses.title'))}<p class='desk-hint'>{escape(t('library.uses.none'))}</p>"
    rows = "".join(
        f"<li>{escape(headline)}<span class='when'>{escape(moment(use.used_at))} · {escape(use.outlet)} · "
        f"{escape(use.credit_line or t('library.credit.none'))}</span></li>"
        for use, headline in view.uses
    )
    return f"{_section(t('library.uses.title'))}<ul class='desk-list'>{rows}</ul>"


def _facts(view: AssetView) -> str:
    asset = view.asset
    facts = {
        t("library.facts.file"): f"{asset.file_name} · {asset.format} · {size_text(asset.size_bytes)}",
        t("library.facts.size"): f"{asset.width_px} × {asset.height_px} px"
        + (f" · {asset.codec}" if asset.codec else ""),
        t("library.facts.taken"): moment(asset.created_at) if asset.created_at else "",
        t("library.facts.arrived"): moment(asset.ingested_at),
    }
    if not asset.shooting:
        told = ("camera", "lens", "exposure")
        facts |= {t(f"library.facts.{name}"): asset.delivered.get(name) or "" for name in told}
    facts |= {name.replace("_", " ").capitalize(): str(value) for name, value in asset.shooting.items()}
    facts[t("library.facts.credentials")] = _credentials(asset.delivered)
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items() if value)
    return f"{_section(t('library.facts.title'))}<dl class='desk-facts'>{rows}</dl>"


def _credentials(delivered: Mapping[str, Any]) -> str:
    """Say what became of the file's Content Credentials; who signed is named, and never called trusted."""
    state = delivered.get("content_credentials")
    if not state:
        return ""
    signer = str(delivered.get("credentials_signer") or "")
    words = t(f"library.credentials.{state}")
    return f"{words} · {t('library.credentials.signer', name=signer)}" if signer else words


def _history(view: AssetView) -> None:
    steps = get_history(session.workspace(), "asset", view.asset.id or 0, limit=30)
    if not steps:
        st.html(f"<p class='desk-hint'>{escape(t('library.history.none'))}</p>")
    for step in steps:
        with st.container(key=f"lib_step_{step.step[:12]}", gap=None):
            st.html(_step_html(step))
            if step.can_be_undone:
                undo_button(step.step, key=f"lib_undo_{step.step[:12]}")


def _step_html(step: PastStep) -> str:
    key = f"library.action.{step.action}"
    action = t(key) if key in messages() else step.action
    undone = f" · {escape(t('library.history.undone'))}" if step.is_undone else ""
    changes = "".join(
        f"<dt>{escape(_field_words(name))}</dt><dd><s>{escape(_short(name, old))}</s> {escape(_short(name, new))}</dd>"
        for name, old, new in step.fields
        if name != "row"
    )
    return (
        f"<div class='lib-step{' undone' if step.is_undone else ''}'><b>{escape(action)}</b>"
        f"<span class='desk-hint'> {escape(moment(step.at))} · {escape(step.by)}{undone}</span>"
        f"<dl class='desk-facts'>{changes}</dl></div>"
    )


def _field_words(name: str) -> str:
    key = f"words.field.{name}"
    return t(key) if key in messages() else name.replace("_", " ")


def _short(name: str, value: object) -> str:
    words = value_words(name, value) if isinstance(value, (str, list, tuple, bool)) else ""
    return words if len(words) <= 160 else words[:159] + "…"
