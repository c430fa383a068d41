"""Correcting one picture: its form, its decisions taken back; what a person leaves alone stays as it is."""

from typing import Any

import streamlit as st

from library.catalogue.layers import CAPTION_FIELDS, FIELDS
from library.desk.agencies import registry_of
from library.desk.browse import AssetView
from library.desk.curate import withdraw_decisions
from library.ui import session
from library.ui.bulk.one import copy_previous, save_one, spell_names
from library.ui.translation import t
from library.ui.widgets.badges import FLAGS, STATES

_WORDS = ("caption", "headline", "alt_text", "keywords")
_CREDIT = ("photographer", "agency", "distributor", "provider")
_MORE = (
    *CAPTION_FIELDS.values(), "description", "credit_line", "supplier_ref", "restrictions", "city", "country",
    "copyright_notice", "instructions", "usage_terms",
)  # fmt: skip
_HEIGHTS = {"caption": 120, "description": 140, "alt_text": 76, "instructions": 76, "usage_terms": 76}


def edit_one(view: AssetView) -> None:
    """Show the form for one picture, and save it."""
    asset = view.asset
    mark = f"{asset.id}_{asset.version}"  # the form of another picture, or of a newer version, is another form
    with st.form(f"lib_form_{mark}", border=False, enter_to_submit=False):
        for name in (*_WORDS, *_CREDIT):
            _input(name, view.layers[name].shown, mark)
        _flags(view, mark)
        st.selectbox(
            t("words.field.credit_state"),
            STATES,
            index=STATES.index(asset.credit_state),
            format_func=lambda state: t(f"words.credit_state.{state}"),
            key=f"lib_credit_state_{mark}",
        )
        with st.expander(t("library.edit.more"), type="compact"):
            for name in _MORE:
                _input(name, view.layers[name].shown, mark)
        # Saved before the page is drawn again: if somebody else saved meanwhile, this form is drawn no more.
        st.form_submit_button(
            t("words.action.save"),
            type="primary",
            shortcut="Ctrl+Enter",
            key=f"lib_save_{mark}",
            on_click=_save,
            args=(view, mark),
        )
    with st.container(horizontal=True, gap="small"):
        copy_previous(view)
        spell_names(view)
    _withdraw(view, mark)


def _save(view: AssetView, mark: str) -> None:
    """Save what a person changed in the form, over the version that they saw."""
    names = (*_WORDS, *_CREDIT, "credit_state", *_MORE)
    before = {name: _as_widget(name, view.layers[name].shown) for name in (*names, *FLAGS)}
    before["credit_state"] = view.asset.credit_state  # never nothing: "missing" where no layer says more
    told = {name: session.widget(f"lib_{name}_{mark}", before[name]) for name in names}
    flags = session.widget(f"lib_flags_{mark}") or ()
    told |= {flag: flag in flags for flag in FLAGS}
    save_one(view, {name: value for name, value in told.items() if value != before[name]})


def _input(name: str, value: Any, mark: str) -> Any:  # noqa: ANN401  a field's value
    """Show the widget that suits a field and give what a person entered."""
    field, label, key = FIELDS[name], t(f"words.field.{name}"), f"lib_{name}_{mark}"
    if field.kind == "list":
        held = list(value or ())
        return st.multiselect(
            label, held, default=held, key=key, accept_new_options=True, placeholder=t("library.edit.add")
        )
    if field.kind == "text" or name == "alt_text":
        about = t("bulk.one.hint") if name == "caption" else None
        return st.text_area(label, value or "", key=key, height=_HEIGHTS.get(name, 90), help=about)
    if name in {"agency", "distributor"}:
        names = agency_names(value)
        return st.selectbox(
            label,
            names,
            index=names.index(value) if value else None,
            key=key,
            accept_new_options=True,
            placeholder=t(f"words.unknown.{name}"),
        )
    return st.text_input(label, value or "", key=key)


def _as_widget(name: str, value: Any) -> Any:  # noqa: ANN401  a field's value
    """Give a field's value as its untouched widget gives it."""
    kind = FIELDS[name].kind
    if kind == "list":
        return list(value or ())
    if kind == "flag" or name in {"agency", "distributor"}:
        return value
    return value or ""


def agency_names(*held: str | None) -> list[str]:
    """Name the agencies in force, and what a picture holds although the registry does not know it."""
    names = {entry.name for entry in registry_of(session.workspace()).entries} | {name for name in held if name}
    return sorted(names, key=str.casefold)


def _flags(view: AssetView, mark: str) -> None:
    held = [flag for flag in FLAGS if getattr(view.asset, flag)]
    st.pills(
        t("library.edit.flags"),
        FLAGS,
        selection_mode="multi",
        default=held,
        format_func=lambda flag: t(f"words.flag.{flag}"),
        key=f"lib_flags_{mark}",
    )


def _withdraw(view: AssetView, mark: str) -> None:
    """Offer to take decisions back, so that the proposal shows again."""
    decided = [name for name, layers in view.layers.items() if layers.is_decided]
    if not decided:
        return
    with st.popover(t("library.withdraw.open"), type="tertiary", icon=":material/history:", key=f"lib_withdraw_{mark}"):
        fields = st.pills(
            t("library.withdraw.label"),
            decided,
            selection_mode="multi",
            default=decided,
            format_func=lambda name: t(f"words.field.{name}"),
            key=f"lib_withdrawn_{mark}",
        )
        if st.button(t("library.withdraw.do"), key=f"lib_withdraw_do_{mark}", disabled=not fields):
            step = withdraw_decisions(
                session.workspace(), view.asset.id or 0, fields or (), by=session.user(), now=session.now()
            )
            session.notify(t("library.withdraw.done"), step=step)
            st.rerun()
