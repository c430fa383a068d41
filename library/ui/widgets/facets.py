"""Filters with counts: one quiet list a facet, one choice each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from library.ui import session
from library.ui.translation import number, t

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that can be chosen; "" stands for none."""

    value: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet.

    Args:
        chosen: the value that is chosen; None: any.
        dots: values are credit states and carry their dot.
    """

    name: str
    title: str
    values: tuple[FacetValue, ...]
    chosen: str | None
    dots: bool = False


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "photodesk_facets",
        html="<div class='f'></div>",
        css=(_HERE / "facets.css").read_text("utf-8"),
        js=(_HERE / "facets.js").read_text("utf-8"),
    )


def facet_values(counts: dict[str, int], labels: dict[str, str], chosen: str | None) -> tuple[FacetValue, ...]:
    """Put counts into values, the chosen one always among them.

    Args:
        labels: value -> words; a value without words stands for itself.
    """
    kept = dict(counts)
    if chosen is not None:
        kept.setdefault(chosen, 0)
    return tuple(
        FacetValue(value, labels.get(value, value), number(count, session.language())) for value, count in kept.items()
    )


def facet_list(groups: Sequence[FacetGroup], *, key: str) -> None:
    """Show the filters; what is chosen comes with `chosen_facets` in the run that the click begins."""
    shown = [asdict(group) for group in groups if group.values]
    _component()(
        key=key,
        data={"groups": shown, "more": t("library.facets.more")},
        default={"chosen": {}},
        on_chosen_change=_nothing,
    )


def chosen_facets(key: str) -> dict[str, str | None]:
    """Give what is chosen, before the filters are drawn; facets that nobody touched are left out."""
    state = session.widget(key) or {}
    told = state.get("chosen") or {}
    return {
        name: value
        for name, value in dict(told).items()
        if isinstance(name, str) and (value is None or isinstance(value, str))
    }


def _nothing() -> None:
    """Let the component tell its state."""
