"""The places of the desk: each page with its address, and how one page leads to another."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import streamlit as st
from streamlit.navigation.page import Page

from library.ui import session
from library.ui.errors import door
from library.ui.translation import t


@dataclass(frozen=True, slots=True)
class Place:
    """One page.

    Args:
        name: of the module in library/ui/pages and of its messages.
        path: the address, without a slash.
        icon: a Material symbol.
    """

    name: str
    path: str
    icon: str


PLACES: dict[str, Place] = {
    place.name: place
    for place in (
        Place("library", "library", "photo_library"),
        Place("ingest", "import", "upload"),
        Place("credit", "credit", "badge"),
        Place("duplicates", "duplicates", "content_copy"),
        Place("galleries", "galleries", "view_carousel"),
        Place("audit", "audit", "fact_check"),
        Place("agencies", "agencies", "contacts"),
        Place("outlets", "outlets", "rule"),
    )
}
FIRST = "library"


def page_of(name: str, *, first: str = FIRST) -> Page:
    """Give the page of a place, as the navigation and links need it.

    Args:
        first: the place that is served at the root.
    """
    place = PLACES[name]
    return st.Page(
        _renderer(name),
        title=t(f"navigation.{name}"),
        icon=f":material/{place.icon}:",
        url_path="" if name == first else place.path,
        default=name == first,
    )


def _renderer(name: str) -> Callable[[], None]:
    def render() -> None:
        with door():
            session.enter(name)
            import_module(f"library.ui.pages.{name}").render()

    return render


def pages(*, first: str = FIRST) -> list[Page]:
    """List the pages that exist, in the order of the navigation; the first is served under its own path as well."""
    found = [page_of(name, first=first) for name in PLACES if find_spec(f"library.ui.pages.{name}")]
    also = st.Page(_renderer(first), title=t(f"navigation.{first}"), url_path=PLACES[first].path, visibility="hidden")
    return [*found, also]


def link(name: str, label: str, *, icon: str | None = None, **query: str | int) -> None:
    """Show a link to another page; `query` becomes the address's parameters."""
    st.page_link(
        page_of(name), label=label, icon=icon, query_params={key: str(value) for key, value in query.items()} or None
    )


def go(name: str, **query: str | int) -> None:
    """Leave this run for another page."""
    st.switch_page(page_of(name), query_params={key: str(value) for key, value in query.items()} or None)
