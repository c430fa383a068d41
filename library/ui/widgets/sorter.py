"""The sorter: pictures of a gallery put in order by mouse, finger or keyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_HTML = (
    "<div class='sorter-host'><div class='sorter' role='listbox' aria-multiselectable='true'></div>"
    "<div class='live' aria-live='assertive'></div></div>"
)


@dataclass(frozen=True, slots=True)
class SorterItem:
    """One picture as the sorter shows it.

    Args:
        id: stable identity.
        text: what stands under it.
        src: address of the thumbnail; None while the picture is wanted or lost.
        length: duration of a clip as "0:42"; empty for photos.
        has_caption: whether `text` is what will be printed.
        chain: number of the sentence that its caption shares with its neighbours; None alone.
        torn: the caption continues a sentence that is not beside it.
        severity: "error" or "warning" of its gravest finding; empty without one.
    """

    id: str
    text: str
    src: str | None
    length: str = ""
    has_caption: bool = True
    lead: bool = False
    hidden: bool = False
    wanted: bool = False
    chain: int | None = None
    torn: bool = False
    severity: str = ""


@dataclass(frozen=True, slots=True)
class SorterView:
    """What the sorter shows.

    Args:
        rev: version of the list, sent back with a new order.
        words: its own words in the session's language.
        chosen: ids to select, with a number that changes whenever the screen chooses instead of the person.
        reply: number of the last order that was handled; None before the first.
        moves_chains: whether pictures of one sentence move together unless Shift is held.
    """

    rev: int
    items: Sequence[SorterItem]
    words: Mapping[str, str]
    chosen: tuple[Sequence[str], int] = ((), 0)
    reply: int | None = None
    moves_chains: bool = False


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "desk_sorter",
        html=_HTML,
        css=(_HERE / "sorter.css").read_text("utf-8"),
        js=(_HERE / "sorter.js").read_text("utf-8"),
    )


def sorter(view: SorterView, *, key: str) -> None:
    """Show pictures to be put in order.

    What a person does is found under `key` in the run that it begins: `order` ({"rev", "ids", "n"}; an id that is
    missing was removed), `selection` ({"ids", "n"}, the one last chosen first) and `edit` (id whose words the person
    wants to write).
    """
    ids, number = view.chosen
    data = {
        "rev": view.rev,
        "items": [asdict(item) for item in view.items],
        "words": dict(view.words),
        "select": {"ids": list(ids), "n": number},
        "reply": view.reply,
        "chains": view.moves_chains,
    }
    _component()(
        key=key,
        data=data,
        default={"order": None, "selection": None},
        on_order_change=_nothing,
        on_selection_change=_nothing,
        on_edit_change=_nothing,
    )


def _nothing() -> None:
    """Let the component tell its state."""
