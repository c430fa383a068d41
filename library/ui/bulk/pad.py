"""The stationery pad of the dialogue: for each field a tick, what the pictures show now, a way and a text."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from library.captions.stationery import WAYS, PadLine, Way
from library.captions.templates import VARIABLES
from library.catalogue.layers import CAPTION_FIELDS, FIELDS
from library.desk.bulk import MixedValue
from library.ui import session
from library.ui.bulk.state import Opened, kept_pad
from library.ui.translation import t
from library.ui.widgets.badges import FLAGS, STATES

MAIN = ("caption", "headline", "alt_text", "keywords", "photographer", "agency", "distributor", "provider", "city",
        "country")  # fmt: skip
MORE = (
    *CAPTION_FIELDS.values(),
    "description",
    "credit_line",
    "supplier_ref",
    "restrictions",
    "copyright_notice",
    "instructions",
    "usage_terms",
)
_INSERTS = tuple(name for name in VARIABLES if name != "date")
_LONG = ("caption", *CAPTION_FIELDS.values(), "description", "instructions", "usage_terms")
_COLUMNS = [1.3, 1.05, 3]


def show_pad(state: Opened, mixed: Mapping[str, MixedValue]) -> None:
    """Show the pad."""
    for name in MAIN:
        _row(state, name, mixed[name])
    _variables(state)
    with st.expander(t("bulk.pad.more"), type="compact"):
        for name in MORE:
            _row(state, name, mixed[name])
        _choices(state, mixed)


def pad_lines(state: Opened) -> tuple[PadLine, ...]:
    """Give the pad's lines as the person left them."""
    return tuple(
        PadLine(
            name,
            session.widget(_key(state, "text", name)) or "",
            session.widget(_key(state, "way", name)) or "replace",
            bool(session.widget(_key(state, "tick", name))),
        )
        for name in (*MAIN, *MORE)
    )


def fill_pad(state: Opened, lines: Iterable[PadLine]) -> None:
    """Write a saved pad into the fields; those that it does not name are emptied and without a tick."""
    by_field = {line.field: line for line in lines}
    for name in (*MAIN, *MORE):
        line = by_field.get(name, PadLine(name, "", _first_way(name), is_ticked=False))
        session.set_widget(_key(state, "text", name), line.template)
        session.set_widget(_key(state, "way", name), line.way)
        session.set_widget(_key(state, "tick", name), line.is_ticked)


def chosen_values(state: Opened) -> dict[str, Any]:
    """Give the state of the credit and the flags that the person chose."""
    told = {name: session.widget(_key(state, "choice", name)) for name in ("credit_state", *FLAGS)}
    return {name: value for name, value in told.items() if value is not None}


def _key(state: Opened, part: str, name: str) -> str:
    return f"bulk_{part}_{name}_{state.round}"


def _row(state: Opened, name: str, mixed: MixedValue) -> None:
    text, way = kept_pad().get(name, ("", _first_way(name)))
    # Set and not given as defaults, for a saved pad or a variable sets them too.
    for part, first in (("text", text), ("way", way)):
        if session.widget(_key(state, part, name)) is None:
            session.set_widget(_key(state, part, name), first)
    tick, how, words = st.columns(_COLUMNS, gap="small", vertical_alignment="center")
    with tick, st.container(gap=None):
        st.checkbox(t(f"words.field.{name}"), key=_key(state, "tick", name), help=_counts(mixed))
    with how:
        st.selectbox(
            t("bulk.pad.way"),
            WAYS,
            format_func=lambda one: t(f"bulk.way.{one}"),
            key=_key(state, "way", name),
            label_visibility="collapsed",
        )
    shared: dict[str, Any] = {
        "label": t(f"words.field.{name}"),
        "key": _key(state, "text", name),
        "placeholder": _now(mixed),
        "label_visibility": "collapsed",
        "on_change": _written,
        "args": (state, name),
    }
    with words:
        if name in _LONG:
            st.text_area(height=82, **shared)
        else:
            st.text_input(live=True, **shared)


def _first_way(name: str) -> Way:
    return "append" if name == "keywords" else "replace"


def _written(state: Opened, name: str) -> None:
    """Tick a field that was written in; an emptied field is ticked by hand, for that clears it."""
    state.last_field = name
    if session.widget(_key(state, "text", name)):
        session.set_widget(_key(state, "tick", name), True)


def _now(mixed: MixedValue) -> str:
    """Say what the pictures show now."""
    if mixed.is_mixed:
        return t("bulk.pad.mixed", n=mixed.distinct)
    value = ", ".join(mixed.value) if isinstance(mixed.value, list) else mixed.value
    return str(value) if value else t("bulk.pad.empty")


def _counts(mixed: MixedValue) -> str | None:
    """List the most frequent values; None where there is nothing to list."""
    if not mixed.is_mixed:
        return None
    lines = [f"{number} × {_short(value)}" for value, number in mixed.counts]
    if mixed.distinct > len(mixed.counts):
        lines.append("…")
    return "\n\n".join(lines)


def _short(value: object) -> str:
    words = str(value or "–")
    # The tooltip reads Markdown: foreign words are shown as code, in which nothing has a meaning.
    plain = " ".join(words.replace("`", "'").split())
    return f"`{plain if len(plain) <= 70 else plain[:69] + '…'}`"


def _variables(state: Opened) -> None:
    st.html(f"<p class='desk-hint'>{escape(t('bulk.pad.variables'))}</p>")
    options = [f"{{{name}}}" for name in _INSERTS] + ["{date:%d.%m.%Y}", "{sequence:03}"]
    key = f"bulk_variables_{state.round}"
    st.pills(
        t("bulk.pad.variables"),
        options,
        key=key,
        on_change=_insert,
        args=(state, key),
        label_visibility="collapsed",
    )


def _insert(state: Opened, key: str) -> None:
    """Put the variable that was clicked behind the text written last."""
    variable = session.widget(key)
    if not variable:
        return
    place = _key(state, "text", state.last_field)
    text = session.widget(place) or ""
    session.set_widget(place, f"{text}{' ' if text and not text.endswith((' ', '(')) else ''}{variable}")
    session.set_widget(_key(state, "tick", state.last_field), True)
    session.set_widget(key, None)


def _choices(state: Opened, mixed: Mapping[str, MixedValue]) -> None:
    """Offer what is chosen and not written: the state of the credit, the flags."""
    st.selectbox(
        t("words.field.credit_state"),
        STATES,
        index=None,
        format_func=lambda one: t(f"words.credit_state.{one}"),
        key=_key(state, "choice", "credit_state"),
        placeholder=_choice_now(mixed["credit_state"]),
    )
    for start in range(0, len(FLAGS), 3):
        for place, flag in zip(st.columns(3, gap="small"), FLAGS[start : start + 3], strict=False):
            place.selectbox(
                t(f"words.flag.{flag}"),
                (True, False),
                index=None,
                format_func=lambda one: t("library.flag.yes" if one else "library.flag.no"),
                key=_key(state, "choice", flag),
                placeholder=_choice_now(mixed[flag]),
            )


def _choice_now(mixed: MixedValue) -> str:
    if mixed.is_mixed:
        return t("bulk.pad.mixed", n=mixed.distinct)
    if isinstance(mixed.value, bool):
        return t("library.flag.yes" if mixed.value else "library.flag.no")
    return t(f"words.credit_state.{mixed.value or 'missing'}")


def remember_pad(state: Opened) -> None:
    """Keep the pad's texts for the next pictures; the ticks begin anew."""
    kept = kept_pad()
    for line in pad_lines(state):
        if line.template or line.field in kept:
            kept[line.field] = (line.template, line.way)


def list_fields() -> tuple[str, ...]:
    """Name the fields that hold words, in the order of the pad."""
    return tuple(name for name in (*MAIN, *MORE) if FIELDS[name].kind != "flag")
