"""One picture with the same means as many: variables and codes in its form, fields taken from the picture before."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from library.captions.stationery import PadLine
from library.desk.browse import AssetView, find_ids
from library.desk.bulk import apply_bulk
from library.desk.bulk_plan import WRITTEN_FIELDS, BulkChange
from library.errors import LibraryError
from library.ui import session
from library.ui.bulk.outcome import show_report, tell_report
from library.ui.bulk.pad import MAIN
from library.ui.bulk.state import codes
from library.ui.errors import told
from library.ui.filters import current_filters
from library.ui.translation import t

_COPIED = ("caption", "headline", "keywords", "city", "country")
_STYLE = Path(__file__).parents[3] / "assets" / "bulk.css"


def save_one(view: AssetView, values: Mapping[str, Any]) -> None:
    """Save what a person changed in one picture's form; its variables and codes are filled in.

    Somebody else's newer words in the same fields stay, and are shown beside those that were not saved.
    """
    written = [name for name, value in values.items() if isinstance(value, str) and name in WRITTEN_FIELDS]
    table = codes()
    change = BulkChange(
        values={name: value for name, value in values.items() if name not in written},
        pad=tuple(PadLine(name, values[name]) for name in written),
        codes=table.table if table else None,
    )
    _apply(view, change)


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
