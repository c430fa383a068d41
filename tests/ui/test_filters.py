from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.ui.filters import ORDERS, VIEWS, Filters, read_address
from library.ui.widgets.grid import GridItem, read_choice


def test_address_gives_filters() -> None:
    filters = read_address(
        {"q": "seal", "agency": "-", "kind": "photo", "from": "2026-11-01", "page": "3", "asset": "7"}
    )
    assert (filters.words, filters.facets) == ("seal", {"agency": "", "kind": "photo"})
    assert (filters.days, filters.page, filters.asset) == ((date(2026, 11, 1), None), 3, 7)
    assert filters.is_narrowed


@given(st.dictionaries(st.sampled_from(["q", "page", "asset", "from", "until", "order", "view", "kind"]), st.text()))
def test_no_address_breaks_the_library(query: dict[str, str]) -> None:
    filters = read_address(query)
    assert filters.page >= 1
    assert filters.view in VIEWS
    assert filters.order in ORDERS


def test_another_facet_begins_at_the_first_page() -> None:
    filters = Filters(page=4)
    filters.choose_facets({"agency": None, "colour": "red"})
    assert filters.page == 4
    filters.choose_facets({"agency": "EPA"})
    assert (filters.page, filters.facets) == (1, {"agency": "EPA"})


def test_clearing_begins_anew() -> None:
    filters = Filters(words="x", facets={"kind": "video"}, page=2)
    filters.clear()
    assert (filters.is_narrowed, filters.page, filters.round) == (False, 1, 1)


@pytest.mark.parametrize("told", [{}, {"selection": None}, {"selection": [9, "1", 1, 1], "open": "1"}])
def test_grid_trusts_only_ids_that_it_shows(told: dict) -> None:
    item = GridItem(1, "/thumb/1/x.jpg", 1.5, "a.jpg", "", "", "", "clear")
    choice = read_choice(told, [item])
    assert set(choice.chosen) <= {1}
    assert choice.opened is None
