"""The live preview: a gallery's page as its readers will see it, article-wide or on a telephone."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

_HERE = Path(__file__).parent
_HTML = "<div class='stage'><iframe sandbox='allow-same-origin' loading='eager'></iframe></div>"

Mode = Literal["article", "mobile"]


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What the preview shows.

    Args:
        html: a whole page, escaped by whoever made it; it runs no scripts here.
        title: name of the frame for a screen reader.
        item: uid of the figure to point at; None points at none.
    """

    html: str
    title: str
    mode: Mode = "article"
    item: str | None = None


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "desk_preview",
        html=_HTML,
        css=(_HERE / "preview.css").read_text("utf-8"),
        js=(_HERE / "preview.js").read_text("utf-8"),
    )


def preview(view: PreviewView, *, key: str) -> None:
    """Show a page in a frame; a click on a figure leaves {"id", "n"} as `picked` under `key`."""
    _component()(
        key=key,
        data={"html": view.html, "title": view.title, "mode": view.mode, "item": view.item},
        default={"picked": None},
        on_picked_change=_nothing,
    )


def _nothing() -> None:
    """Let the component tell its state."""
