"""What a person looks for in the Library: kept through the session, written into the address, turned into a query."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

import streamlit as st

from library.catalogue.search import FACETS, AssetQuery, Order
from library.ui import session

ORDERS: tuple[Order, ...] = get_args(Order)
VIEWS = ("small", "medium", "large", "table")
PAGE_SIZES = {"small": 120, "medium": 60, "large": 30, "table": 100}
_UNKNOWN = "-"  # in an address: the facet's value is unknown


@dataclass(slots=True)
class Filters:
    """The state of the Library in one session.

    Args:
        facets: facet -> value; "" finds those that have none.
        days: first and last day of capture; either may be None.
        page: counted from 1.
        asset: the picture that the address names; None: none.
        round: counts how often everything was cleared, so that the widgets begin anew.
        force: number and ids: see `picture_grid`.
        looked_at: what the inspector showed last.
        with_merged: whether pictures that were merged into another are shown, too.
        to_follow: the picture that a new address names, until the page has turned to it; None: none.
    """

    words: str = ""
    facets: dict[str, str | None] = field(default_factory=dict)
    days: tuple[date | None, date | None] = (None, None)
    order: Order = "newest"
    view: str = "medium"
    page: int = 1
    asset: int | None = None
    round: int = 0
    force: tuple[int, tuple[int, ...]] = (0, ())
    looked_at: tuple[int, ...] = ()
    to_follow: int | None = None
    with_merged: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything narrows the view."""
        return bool(self.words or any(self.days) or any(value is not None for value in self.facets.values()))

    @property
    def page_size(self) -> int:
        """Give how many pictures a page holds."""
        return PAGE_SIZES[self.view]

    def query(self) -> AssetQuery:
        """Give the query of the catalogue."""
        return AssetQuery(
            words=self.words,
            kind=self.facets.get("kind"),
            agency=self.facets.get("agency"),
            distributor=self.facets.get("distributor"),
            credit_state=self.facets.get("credit_state"),
            condition=self.facets.get("condition"),
            from_on=self.days[0],
            until_on=self.days[1],
            zone=session.workspace().settings.time_zone,
            with_merged=self.with_merged,
        )

    def choose_facets(self, told: Mapping[str, str | None]) -> None:
        """Take what the filters say; another choice begins at the first page."""
        known = {name: value for name, value in told.items() if name in FACETS}
        if any(self.facets.get(name) != value for name, value in known.items()):
            self.page = 1
        self.facets.update(known)

    def select(self, *ids: int) -> None:
        """Have the grid select pictures."""
        self.force = (self.force[0] + 1, ids)

    def clear(self) -> None:
        """Look at everything again."""
        self.words, self.facets, self.days, self.page = "", {}, (None, None), 1
        self.round += 1


def current_filters() -> Filters:
    """Give this session's filters; where the address says something new, as it says."""
    memory = session.memory()
    told = st.query_params.to_dict()
    if "library" not in memory or (told and told != memory.get("library_address")):
        before: Filters | None = memory.get("library")
        memory["library"] = read_address(told)
        memory["library_address"] = told
        if before is not None:
            memory["library"].round = before.round + 1
            memory["library"].force = (before.force[0] + 1, ())
    filters: Filters = memory["library"]
    return filters


def read_address(query: Mapping[str, str]) -> Filters:
    """Read filters from an address's parameters; what makes no sense is left out."""
    filters = Filters(words=query.get("q", ""))
    for name in FACETS:
        if name in query:
            filters.facets[name] = "" if query[name] == _UNKNOWN else query[name]
    filters.days = (_day(query.get("from")), _day(query.get("until")))
    filters.with_merged = query.get("merged") == "shown"
    for order in ORDERS:
        if query.get("order") == order:
            filters.order = order
    if query.get("view") in VIEWS:
        filters.view = query["view"]
    if query.get("page", "").isdigit():
        filters.page = max(int(query["page"]), 1)
    if query.get("asset", "").isdigit():
        filters.asset = filters.to_follow = int(query["asset"])
    return filters


def write_address(filters: Filters) -> None:
    """Write filters into the address, so that it can be sent to a colleague; only what differs from the start."""
    found: dict[str, Any] = {"q": filters.words}
    found |= {name: _UNKNOWN if value == "" else value for name, value in filters.facets.items()}
    found |= {"from": filters.days[0], "until": filters.days[1], "asset": filters.asset}
    found |= {
        "order": filters.order if filters.order != "newest" else None,
        "view": filters.view if filters.view != "medium" else None,
        "page": filters.page if filters.page > 1 else None,
        "merged": "shown" if filters.with_merged else None,
    }
    plain = {name: str(value) for name, value in found.items() if value}
    session.memory()["library_address"] = plain
    if st.query_params.to_dict() != plain:
        st.query_params.from_dict(plain)


def _day(text: str | None) -> date | None:
    with suppress(ValueError, TypeError):
        return date.fromisoformat(text or "")
    return None
