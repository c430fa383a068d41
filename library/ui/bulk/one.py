"""One picture with the same means as many: variables and codes in its form, fields taken from the picture before."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from library.captions.stationery import PadLine
from library.catalogue.layers import CAPTION_FIELDS
from library.desk.browse import AssetView, find_ids
from library.desk.bulk import apply_bulk, preview
from library.desk.bulk_plan import WRITTEN_FIELDS, BulkChange
from library.errors import LibraryError
from library.ui import session
from library.ui.bulk.changes import changes_html
from library.ui.bulk.outcome import show_report, tell_report
from library.ui.bulk.pad import MAIN
from library.ui.bulk.state import codes
from library.ui.errors import told
from library.ui.filters import current_filters
from library.ui.translation import t

_COPIED = ("caption", "headline", "keywords", "city", "country")
_SPELT = ("caption", *CAPTION_FIELDS.values(), "headline")
_ASKED = "library_names"
_STYLE = Path(__file__).parents[3] / "assets" / "bulk.css"


def save_one(view: AssetView, values: Mapping[str, Any]) -> None:
    """Save what a person changed in one picture's form; its variables and codes are filled in.

    Somebody else's newer words in the same fields stay, and are shown beside those that were not saved.
    """
    written = [name for name, value in values.items() if name in WRITTEN_FIELDS and _is_template(value)]
    table = codes()
    change = BulkChange(
        values={name: value for name, value in values.items() if name not in written},
        pad=tuple(PadLine(name, _as_text(values[name])) for name in written),
        codes=table.table if table else None,
    )
    _apply(view, change)


def _is_template(value: Any) -> bool:  # noqa: ANN401  a field's value
    """Tell whether variables are to be filled in: in any text, and in a list where an item has a brace."""
    return isinstance(value, str) or (isinstance(value, list) and any("{" in item or "}" in item for item in value))


def _as_text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def show_outcome(view: AssetView) -> None:
    """Show what the last save of this picture left alone or doubts."""
    st.html(_STYLE)
    show_report((view.asset.id or 0,))


def copy_previous(view: AssetView) -> None:
    """Offer to take fields over from the picture before this one."""
    mark = f"{view.asset.id}_{view.asset.version}"
    with st.popover(t("bulk.copy.open"), type="tertiary", icon=":material/content_copy:", key=f"lib_copy_{mark}"):
        fields = st.pills(
            t("bulk.copy.fields"),
            MAIN,
            selection_mode="multi",
            default=list(_COPIED),
            format_func=lambda name: t(f"words.field.{name}"),
            key=f"lib_copied_{mark}",
        )
        if st.button(t("bulk.copy.do"), key=f"lib_copy_do_{mark}", disabled=not fields):
            source = previous_of((view.asset.id or 0,))
            if source is None:
                session.notify(t("bulk.copy.first"))
            else:
                _apply(view, BulkChange(copy_from=source, copy_fields=tuple(fields or ())))
            st.rerun()


def spell_names(view: AssetView) -> None:
    """Offer to spell out the names of the caption and the headline; what would change is shown before."""
    asset_id = view.asset.id or 0
    mark = f"{asset_id}_{view.asset.version}"
    change = BulkChange(spell_names=True, spell_in=_SPELT)
    if session.memory().get(_ASKED) != mark:
        st.button(
            t("bulk.names.open"),
            key=f"lib_names_{mark}",
            type="tertiary",
            icon=":material/person_search:",
            on_click=session.memory().__setitem__,
            args=(_ASKED, mark),
        )
        return
    (item,) = preview(session.workspace(), [asset_id], change).items
    if item.changes or item.warnings:
        st.html(changes_html([item]))
    else:
        st.html(f"<p class='desk-hint'>{escape(t('bulk.names.nothing'))}</p>")
    with st.container(horizontal=True, gap="small"):
        if item.changes:
            st.button(
                t("bulk.names.do"), key=f"lib_names_do_{mark}", type="primary", on_click=_apply, args=(view, change)
            )
        st.button(
            t("words.action.cancel"),
            key=f"lib_names_cancel_{mark}",
            type="tertiary",
            on_click=session.memory().pop,
            args=(_ASKED, None),
        )


def previous_of(ids: Sequence[int]) -> int | None:
    """Give the picture before the first of some, in the order of the Library; None where there is none."""
    filters = current_filters()
    order = find_ids(session.workspace(), filters.query(), order=filters.order)
    wanted = set(ids)
    place = next((place for place, one in enumerate(order) if one in wanted), 0)
    return order[place - 1] if place else None


def _apply(view: AssetView, change: BulkChange) -> None:
    asset_id = view.asset.id or 0
    try:
        report = apply_bulk(
            session.workspace(),
            [asset_id],
            change,
            versions={asset_id: view.asset.version},
            by=session.user(),
            now=session.now(),
        )
    except LibraryError as error:
        session.notify(told(error))
    else:
        tell_report((asset_id,), report, t("words.notice.saved"))
