"""Library: every picture of the catalogue; look, filter, select, and see all that is known of one."""

from collections.abc import Sequence

import streamlit as st

from library.catalogue.models import Asset
from library.catalogue.search import AssetPage, AssetQuery
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.browse import count_facets, find, find_ids
from library.desk.house import credit_text
from library.desk.merge import count_merged
from library.ui import session
from library.ui.damage import damage_words
from library.ui.development import show_development
from library.ui.errors import door
from library.ui.filters import ORDERS, VIEWS, Filters, current_filters, write_address
from library.ui.inspector import show_inspector
from library.ui.large_view import open_large, show_large
from library.ui.notices import show_notice
from library.ui.picture_search import show_picture_search
from library.ui.places import link
from library.ui.translation import moment, t
from library.ui.widgets.badges import STATES, empty_state, length_text
from library.ui.widgets.facets import FacetGroup, chosen_facets, facet_list, facet_values
from library.ui.widgets.grid import GridItem, picture_grid
from library.ui.widgets.pictures import thumbnail_of

_WIDTHS: dict[str, int] = {"caption": 360, "credit": 230, "state": 130, "file": 170, "arrived": 150}
_VIEW_ICONS = {"small": "grid_on", "medium": "grid_view", "large": "crop_landscape", "table": "table_rows"}


def render() -> None:
    """Show the page."""
    if not find(session.workspace(), AssetQuery(), limit=1).total:
        _nothing_yet()
        return
    filters = current_filters()
    _follow_link(filters)
    filters.choose_facets(chosen_facets(_facets_key(filters)))
    _toolbar(filters)
    _sidebar(filters)
    show_development()
    _work(filters)


def _follow_link(filters: Filters) -> None:
    """Turn to the page of the picture that an address names; filters that hide it give way."""
    asset, filters.to_follow = filters.to_follow, None
    if asset is None:
        return
    found = find_ids(session.workspace(), filters.query(), order=filters.order)
    if asset not in found and filters.is_narrowed:
        filters.clear()
        found = find_ids(session.workspace(), filters.query(), order=filters.order)
    if asset not in found and not filters.with_merged:
        filters.with_merged = True  # it may have been merged into another
        found = find_ids(session.workspace(), filters.query(), order=filters.order)
    if asset in found:
        filters.page = found.index(asset) // filters.page_size + 1
    filters.asset = asset
    filters.select(asset)


def _facets_key(filters: Filters) -> str:
    return f"lib_facets_{filters.round}"


def _toolbar(filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="lib_bar", gap="small"):
        words = st.text_input(
            t("library.search.label"),
            value=filters.words,
            placeholder=t("library.search.placeholder"),
            icon=":material/search:",
            key=f"lib_words_{filters.round}",
            label_visibility="collapsed",
            width="stretch",
            live=True,
        )
        order = st.selectbox(
            t("library.order.label"),
            ORDERS,
            index=ORDERS.index(filters.order),
            format_func=lambda one: t(f"library.order.{one}"),
            key="lib_order",
            label_visibility="collapsed",
            width=190,
        )
        view = st.segmented_control(
            t("library.view.label"),
            VIEWS,
            default=filters.view,
            required=True,
            format_func=lambda one: f":material/{_VIEW_ICONS[one]}: {t(f'library.view.{one}')}",
            key="lib_view",
            label_visibility="collapsed",
        )
    if (words or "", order) != (filters.words, filters.order):
        filters.page = 1
    if view != filters.view:
        filters.page = 1
    filters.words, filters.order, filters.view = words or "", order, view or "medium"


def _sidebar(filters: Filters) -> None:
    with st.sidebar:
        show_picture_search()
        counts = count_facets(session.workspace(), filters.query())
        names = ["credit_state", "kind", "agency", "distributor"]
        if "damaged" in counts["condition"] or filters.facets.get("condition"):
            names.insert(1, "condition")
        facet_list(
            [_facet(name, counts[name], filters) for name in names],
            key=_facets_key(filters),
        )
        days = st.date_input(
            t("library.days.label"),
            value=[day for day in filters.days if day],
            format="DD.MM.YYYY",
            key=f"lib_days_{filters.round}",
        )
        _merged_toggle(filters)
        chosen = (*days, None, None)[:2] if isinstance(days, tuple) else (days, days)
        if chosen != filters.days:
            filters.days, filters.page = (chosen[0], chosen[1]), 1
            st.rerun()  # the counts above are of the days before
        if filters.is_narrowed:
            st.button(t("library.clear"), key="lib_clear", type="tertiary", on_click=filters.clear)


def _merged_toggle(filters: Filters) -> None:
    """Let merged copies be shown, where there are any."""
    if not filters.with_merged and not count_merged(session.workspace()):
        return
    shown = st.toggle(t("library.merged.show"), value=filters.with_merged, key=f"lib_merged_{filters.round}")
    if shown != filters.with_merged:
        filters.with_merged, filters.page = shown, 1
        st.rerun()  # the counts above are of before


def _facet(name: str, counts: dict[str, int], filters: Filters) -> FacetGroup:
    labels: dict[str, str] = {}
    if name in {"agency", "distributor"}:
        labels[""] = t(f"words.unknown.{name}")
    if name == "credit_state":
        counts = {state: counts[state] for state in STATES if state in counts}
    if name in {"credit_state", "kind"}:
        labels |= {value: t(f"words.{name}.{value}") for value in counts if value}
    if name == "condition":
        labels = {value: t(f"damage.value.{value}") for value in counts}
    title = t("damage.facet") if name == "condition" else t(f"library.facets.{name}")
    chosen = filters.facets.get(name)
    return FacetGroup(name, title, facet_values(counts, labels, chosen), chosen, name == "credit_state")


@st.fragment
def _work(filters: Filters) -> None:
    """Show pictures and inspector; a selection runs this part alone."""
    with door():
        page = find(
            session.workspace(),
            filters.query(),
            order=filters.order,
            limit=filters.page_size,
            offset=(filters.page - 1) * filters.page_size,
        )
        if not page.total:
            _nothing(filters)
            return
        pictures, inspector = st.columns([3.1, 1.15], gap="medium")
        with pictures, st.container(key="lib_pictures"):
            chosen = _pictures(filters, page)
        if chosen != filters.looked_at:
            session.dismiss_notice()
            filters.looked_at = chosen
        mark = "_".join(str(one) for one in chosen[:8])  # another selection begins at the top again
        with inspector, st.container(key=f"lib_inspector_{mark}"):
            show_notice()
            show_inspector(chosen)


def _pictures(filters: Filters, page: AssetPage) -> tuple[int, ...]:
    """Show the page of pictures and give the ids chosen."""
    pages = -(-page.total // filters.page_size)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="lib_count", gap="small"
    ):
        st.html(f"<p class='desk-hint desk-number'>{t('library.count', n=page.total)}</p>", width="content")
        if pages > 1:
            number = st.pagination(
                pages, default=min(filters.page, pages), key=f"lib_page_{filters.round}_{pages}", width=300
            )
            if number != filters.page:
                filters.page = number
                filters.select()
                st.rerun(scope="fragment")
    registry = registry_of(session.workspace())
    if filters.view == "table":
        chosen = _table(page.assets, registry)
    else:
        choice = picture_grid(
            [_item(asset, registry) for asset in page.assets],
            key=f"lib_grid_{filters.round}",
            label=t("library.grid.label"),
            size=filters.view,
            force=filters.force,
        )
        chosen = choice.chosen
        if choice.opened is not None:
            open_large(choice.opened)
        show_large([asset.id or 0 for asset in page.assets])
    filters.asset = chosen[0] if len(chosen) == 1 else None
    write_address(filters)
    return chosen


def _item(asset: Asset, registry: Registry) -> GridItem:
    words = asset.caption or asset.headline or asset.description or asset.file_name
    credit = credit_text(session.workspace(), asset, registry) or ""
    state = t(f"words.credit_state.{asset.credit_state}")
    parts = (asset.distributor, asset.agency, asset.photographer or asset.provider)
    names = "/".join(dict.fromkeys(part for part in parts if part))  # without "Photo:", which would stand everywhere
    return GridItem(
        id=asset.id or 0,
        src=thumbnail_of(asset),
        ratio=asset.width_px / max(asset.height_px, 1),
        name=asset.file_name,
        label=f"{words}. {credit}. {state}" + (f". {damage_words(asset.damage)}" if asset.damage else ""),
        hover=f"{words}\n{credit or state}" + (f"\n{damage_words(asset.damage)}" if asset.damage else ""),
        credit=names or state,
        state=asset.credit_state,
        time=length_text(asset.duration_seconds) if asset.kind == "video" else "",
        limited=bool(asset.restrictions),
        mark=t("library.merged.badge") if asset.merged_into_id else t("damage.badge") if asset.damage else "",
    )


def _table(assets: Sequence[Asset], registry: Registry) -> tuple[int, ...]:
    import pandas as pd  # noqa: PLC0415  only this view needs it

    rows = [
        {
            "picture": thumbnail_of(asset),
            "caption": asset.caption or asset.headline or asset.description,
            "credit": credit_text(session.workspace(), asset, registry) or "",
            "state": t(f"words.credit_state.{asset.credit_state}"),
            "file": asset.file_name,
            "arrived": moment(asset.ingested_at),
        }
        for asset in assets
    ]
    told = st.dataframe(
        pd.DataFrame(rows),
        key="lib_table",
        height=720,
        row_height=56,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            "picture": st.column_config.ImageColumn(t("library.column.picture"), width="small"),
            **{name: st.column_config.TextColumn(t(f"library.column.{name}"), width=_WIDTHS[name]) for name in _WIDTHS},
        },
    )
    chosen = [row for row in told["selection"]["rows"] if row < len(assets)]
    return tuple(assets[row].id or 0 for row in chosen)


def _nothing(filters: Filters) -> None:
    """Say that no picture fits, and what to do about it."""
    st.html(empty_state(t("library.none.title"), t("library.none.words")))
    with st.container(horizontal_alignment="center"):
        if st.button(t("library.clear"), key="lib_clear_all"):
            filters.clear()
            st.rerun()


def _nothing_yet() -> None:
    """Say that the catalogue is empty, and how to begin."""
    st.html(empty_state(t("library.empty.title"), t("library.empty.words")))
    with st.container(horizontal_alignment="center"):
        link("ingest", t("library.empty.link"), icon=":material/upload:")
