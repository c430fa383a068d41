"""Two pictures compared: side by side at one height, overlaid, blinking, or as their difference."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_FIGURE = (
    "<figure class='{name}'><div class='pane'><img></div>"
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
    """

    src: str
    alt: str
    name: str
    ratio: float
    badge: str = ""


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "desk_compare",
        html=_HTML,
        css=(_HERE / "compare.css").read_text("utf-8"),
        js=(_HERE / "compare.js").read_text("utf-8"),
    )


def compare_pictures(first: ComparedPicture, second: ComparedPicture, *, key: str, words: Mapping[str, str]) -> None:
    """Show two pictures to be compared.

    Args:
        words: "side", "overlay", "blink", "difference", "modes", "amount", "opacity", "gain" and "magnify" in the
            session's language.
    """
    _component()(key=key, data={"pictures": [asdict(first), asdict(second)], "words": dict(words)})
