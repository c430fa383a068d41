"""What the file itself says: each field in every block that has it, and the whole tree for the curious."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from library.desk.browse import AssetView
from library.desk.file_tree import read_file_tree
from library.media.tree import Branch
from library.ui import session
from library.ui.errors import door
from library.ui.translation import messages, t

_ORDER = ("sidecar", "XMP", "IIM", "EXIF")


def show_blocks(view: AssetView) -> None:
    """Show the tab."""
    found = candidates_by_field(view.asset.delivered)
    if found:
        st.html(blocks_html(found, view.asset.delivered))
    else:
        st.html(f"<p class='desk-hint'>{escape(t('library.blocks.none'))}</p>")
    for note in view.asset.delivered.get("notes", ()):
        st.html(f"<p class='desk-hint'>{escape(str(note))}</p>")
    key = f"lib_tree_{view.asset.id}"
    if st.toggle(t("library.blocks.all"), key=key):
        with door():
            tree = read_file_tree(session.workspace(), view.asset.id or 0)
            st.html(f"<div class='desk-tree'>{''.join(_tree_html(tree, is_open=True))}</div>")


def candidates_by_field(delivered: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Sort what the blocks say by field, then by block."""
    found: dict[str, dict[str, str]] = {}
    for one in delivered.get("candidates", ()):
        value = one["value"]
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        found.setdefault(one["field"], {}).setdefault(one["origin"], text)
    return found


def blocks_html(found: Mapping[str, Mapping[str, str]], delivered: Mapping[str, Any]) -> str:
    """Lay the fields out: a line for each block that has one, the believed value marked, contradictions too."""
    conflicts = set(delivered.get("conflicts", ()))
    rows = "".join(_field_html(name, found[name], delivered.get(name), name in conflicts) for name in found)
    return f"<dl class='desk-blocks'>{rows}</dl>"


def _field_html(name: str, values: Mapping[str, str], shown: Any, disagrees: bool) -> str:  # noqa: ANN401  any field
    key = f"words.field.{name}"
    label = t(key) if key in messages() else name.replace("_", " ")
    believed = ", ".join(map(str, shown)) if isinstance(shown, list) else str(shown)
    mark = f"<span class='desk-origin'>{escape(t('library.blocks.disagree'))}</span>" if disagrees else ""
    origins = sorted(values, key=lambda origin: (_ORDER.index(origin) if origin in _ORDER else len(_ORDER), origin))
    lines = "".join(
        f"<dd class='{'is-shown' if values[origin] == believed else ''}'><span>{escape(origin)}</span>"
        f"<span>{escape(values[origin])}</span></dd>"
        for origin in origins
    )
    return f"<dt class='{'disagrees' if disagrees else ''}'>{escape(label)}{mark}</dt>{lines}"


def _tree_html(branches: Iterable[Branch], *, is_open: bool = False) -> Iterable[str]:
    """Yield branches as nested lists that open on a click."""
    for each in branches:
        if each.branches:
            inner = "".join(_tree_html(each.branches))
            opened = " open" if is_open or len(each.branches) == 1 else ""
            yield f"<details{opened}><summary>{escape(each.name)}</summary>{inner}</details>"
        else:
            name = f"<span>{escape(each.name)}</span>" if each.name else ""
            yield f"<p>{name}<span>{escape(each.value)}</span></p>"
