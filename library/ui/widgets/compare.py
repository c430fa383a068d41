"""Two pictures compared: side by side at one height, or aligned upon each other: overlaid, blinking, subtracted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from library.duplicates.overlay import Box, Overlay

MODES = {"side": "v", "overlay": "o", "blink": "b", "difference": "d"}
"""The ways to look at two pictures, with their keys."""
_HERE = Path(__file__).parent
_FIGURE = (
    "<figure class='{name}'><div class='pane'><div class='lens'><img><div class='marks'></div></div></div>"
    "<figcaption><span class='name'></span><span class='badge'></span></figcaption></figure>"
)
_HTML = (
    "<div class='compare side'><div class='tools'><div class='modes' role='radiogroup'></div>"
    "<label class='amount'><span class='what'></span><input type='range' min='0' max='100' value='50'></label>"
    "<span class='hint'></span></div>"
    f"<div class='stage'>{_FIGURE.format(name='first')}{_FIGURE.format(name='second')}</div></div>"
)


@dataclass(frozen=True, slots=True)
class ComparedPicture:
    """One of the two.

    Args:
        ratio: width by height.
        badge: what sets it apart, as "larger"; empty for nothing.
        marks: places to be marked, each with its kind: "common", "over" or "moved".
    """

    src: str
    alt: str
    name: str
    ratio: float
    badge: str = ""
    marks: tuple[tuple[str, Box], ...] = ()


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "desk_compare",
        html=_HTML,
        css=(_HERE / "compare.css").read_text("utf-8"),
        js=(_HERE / "compare.js").read_text("utf-8"),
    )


def compare_pictures(
    pictures: tuple[ComparedPicture, ComparedPicture],
    *,
    overlay: Overlay | None,
    coming: tuple[str, ...] = (),
    key: str,
    words: Mapping[str, str],
) -> None:
    """Show two pictures to be compared.

    Args:
        overlay: how they lie upon each other; None: each fills the same frame.
        coming: addresses of pictures that are asked for next, to be loaded meanwhile.
        words: "side", "overlay", "blink", "difference", "modes", "amount", "opacity", "gain", "magnify" and
            "unaligned" in the session's language.
    """
    data = {
        "pictures": [asdict(picture) for picture in pictures],
        "overlay": asdict(overlay) if overlay else None,
        "coming": list(coming),
        "keys": MODES,
        "words": dict(words),
    }
    _component()(key=key, data=data)
