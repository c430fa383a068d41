"""A list of rows of which one is chosen, by mouse or arrow keys."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Args:
        id: what is given back when it is chosen.
        title: the first line.
        words: the second, quieter line.
        count: stands at the right.
        changed: marked with a dot.
    """

    id: str
    title: str
    words: str = ""
    count: str = ""
    changed: bool = False


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "photodesk_rows",
        html="<div class='l' role='listbox'></div>",
        css=(_HERE / "rows.css").read_text("utf-8"),
        js=(_HERE / "rows.js").read_text("utf-8"),
    )


def row_list(
    rows: Sequence[Row], *, key: str, label: str, height_px: int = 640, force: tuple[int, str | None] = (0, None)
) -> str | None:
    """Show the list and give the id of the row chosen; None: none.

    Args:
        label: what a screen reader says of the whole.
        force: (number, id): that row is chosen whenever the number differs from the one before.
    """
    order, chosen = force
    result = _component()(
        key=key,
        data={
            "rows": [asdict(row) for row in rows],
            "label": label,
            "height": height_px,
            "order": order,
            "chosen": chosen,
        },
        default={"chosen": chosen},
        on_chosen_change=_nothing,
    )
    told = result.get("chosen")
    return told if any(row.id == told for row in rows) else None


def _nothing() -> None:
    """Let the component tell its state."""
