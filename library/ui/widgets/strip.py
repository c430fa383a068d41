"""A strip of thumbnails: one is looked at, some may be left out; and Enter presses the page's main button."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import streamlit as st

from library.ui import session

_HERE = Path(__file__).parent
Did = Literal["look", "toggle", "open"]


@dataclass(frozen=True, slots=True)
class Thumb:
    """One picture of the strip.

    Args:
        out: left out of what is decided.
    """

    id: int
    src: str
    label: str
    out: bool = False


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "photodesk_strip",
        html="<div class='s' role='listbox' aria-multiselectable='true'></div>",
        css=(_HERE / "strip.css").read_text("utf-8"),
        js=(_HERE / "strip.js").read_text("utf-8"),
    )


def picture_strip(
    thumbs: Sequence[Thumb], *, shown: int, key: str, label: str, primary: str, on_did: Callable[[Did, int], None]
) -> None:
    """Show the strip.

    Args:
        shown: id of the picture that is looked at.
        label: what a screen reader says of the whole.
        primary: key of the container whose button plain Enter presses, wherever on the page the person is.
        on_did: told what a person did with which picture: a click looks at it, Ctrl+click leaves it out or takes it
            in, a double click opens it large.
    """

    def tell() -> None:
        did = cast("dict[str, Any]", (session.widget(key) or {}).get("did") or {})
        if did.get("what") in ("look", "toggle", "open") and any(thumb.id == did.get("id") for thumb in thumbs):
            on_did(did["what"], int(did["id"]))

    _component()(
        key=key,
        data={"thumbs": [asdict(thumb) for thumb in thumbs], "shown": shown, "label": label, "primary": primary},
        on_did_change=tell,
    )
