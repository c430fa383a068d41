"""The picture grid: justified rows of thumbnails, selection by mouse and keyboard, double-click to open."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GridItem:
    """One thumbnail.

    Args:
        src: address of the thumbnail.
        ratio: width by height; held between 0.5 and 2.6, beyond which the thumbnail is cut.
        name: shown where the thumbnail is missing.
        label: what a screen reader says.
        hover: words under the pointer.
        credit: the line under the picture.
        state: of the credit, which colours the dot.
        time: length of a video, as "0:42"; "" for photos.
        limited: a restriction applies.
        mark: a warning on the picture, as "damaged"; "" for none.
    """

    id: int
    src: str
    ratio: float
    name: str
    label: str
    hover: str
    credit: str
    state: str
    time: str = ""
    limited: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class GridChoice:
    """What a person did with the grid.

    Args:
        chosen: ids selected, among those shown.
        opened: id double-clicked or entered in this run; None: none.
    """

    chosen: tuple[int, ...]
    opened: int | None


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "photodesk_grid",
        html="<div class='g' role='listbox' aria-multiselectable='true'></div>",
        css=(_HERE / "grid.css").read_text("utf-8"),
        js=(_HERE / "grid.js").read_text("utf-8"),
    )


def picture_grid(
    items: Sequence[GridItem],
    *,
    key: str,
    label: str,
    size: str = "medium",
    force: tuple[int, Sequence[int]] = (0, ()),
) -> GridChoice:
    """Show the grid and give what a person did.

    Args:
        label: what a screen reader says of the whole.
        size: "small", "medium" or "large".
        force: (number, ids): ids are selected whenever the number differs from the one before.
    """
    plain = [{**asdict(item), "ratio": round(min(max(item.ratio, 0.5), 2.6), 3)} for item in items]
    order, chosen = force
    result = _component()(
        key=key,
        data={"items": plain, "size": size, "label": label, "order": order, "chosen": list(chosen)},
        default={"selection": list(chosen)},
        on_selection_change=_nothing,
        on_open_change=_nothing,
    )
    return read_choice(result, items)


def read_choice(result: Any, items: Sequence[GridItem]) -> GridChoice:  # noqa: ANN401  Streamlit's result
    """Read what the browser says, which is not to be trusted: only ids that are shown count."""
    shown = {item.id for item in items}
    told = result.get("selection") or ()
    chosen = tuple(dict.fromkeys(one for one in told if isinstance(one, int) and one in shown))
    opened = result.get("open")
    return GridChoice(chosen, opened if isinstance(opened, int) and opened in shown else None)


def _nothing() -> None:
    """Let the component tell its state; the value itself comes with the result."""
