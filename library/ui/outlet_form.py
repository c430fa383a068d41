"""The form of an outlet's rules: those for all its captions, and those of single languages."""

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from library.captions.outlets import DEFAULT, RULES
from library.desk.outlets import OutletView, get_outlet
from library.ui import session
from library.ui.translation import t

Written = dict[str, Any]
_IN_TABLE = ("quotes", "sharp_s", "longest_caption")


def show_rules(view: OutletView) -> Written:
    """Show the rules of an outlet to be changed, and give them as they are written."""
    default = get_outlet(session.workspace(), DEFAULT).table if view.name != DEFAULT else {}
    mark = f"{view.name}_{hash(repr(view.table)) & 0xFFFFFF:x}"  # what was saved elsewhere begins a new form
    columns = st.columns(4, gap="small")
    with columns[0]:
        longest = st.text_input(
            t("outlets.rule.longest_caption"),
            _text(view.table.get("longest_caption")),
            key=f"out_longest_{mark}",
            placeholder=_inherited(default, "longest_caption"),
            help=t("outlets.rule.longest_help"),
        )
    told: Written = {"longest_caption": _number(longest)}
    for place, rule in zip(columns[1:3], ("dateline", "person"), strict=True):
        with place:
            told[rule] = _choice(view.table, default, rule, mark)
    with columns[3]:
        told["quotes"] = _optional(
            st.text_input(
                t("outlets.rule.quotes"),
                _text(view.table.get("quotes")),
                key=f"out_quotes_{mark}",
                placeholder=_inherited(default, "quotes"),
                help=t("outlets.rule.quotes_help"),
            )
        )
    told["sharp_s"] = view.table.get("sharp_s")
    own = {rule: told[rule] for rule in RULES if told.get(rule) is not None}
    languages = _languages(view.table.get("languages", {}), mark)
    return own | ({"languages": languages} if languages else {})


def _choice(table: Mapping[str, Any], default: Mapping[str, Any], rule: str, mark: str) -> bool | None:
    options = (None, True, False)
    held = table.get(rule)
    told = st.selectbox(
        t(f"outlets.rule.{rule}"),
        options,
        index=options.index(held),
        format_func=lambda one: (
            _inherited(default, rule) if one is None else t(f"library.flag.{'yes' if one else 'no'}")
        ),
        key=f"out_{rule}_{mark}",
    )
    return told if isinstance(told, bool) else None


def _inherited(default: Mapping[str, Any], rule: str) -> str:
    """Say what holds where an outlet says nothing."""
    value = default.get(rule)
    if isinstance(value, bool):
        value = t("library.flag.yes" if value else "library.flag.no")
    return t("outlets.like_default", value=value) if value else t("outlets.any")


def _languages(held: Mapping[str, Mapping[str, Any]], mark: str) -> dict[str, dict[str, Any]]:
    """Show the rules of single languages as a table, and give them as written; what it has no column for is kept."""
    st.html(f"<p class='desk-label'>{t('outlets.languages')}</p>")
    rows = [{"language": tag, **{rule: values.get(rule) for rule in _IN_TABLE}} for tag, values in held.items()]
    empty = {"language": None, **dict.fromkeys(_IN_TABLE)}
    written = st.data_editor(
        rows or [empty],
        num_rows="dynamic",
        placeholder="",
        hide_index=True,
        key=f"out_languages_{mark}",
        column_config={
            "language": st.column_config.TextColumn(
                t("outlets.try.language"), help=t("outlets.language_help"), width="small"
            ),
            "quotes": st.column_config.TextColumn(t("outlets.rule.quotes"), max_chars=8),
            "sharp_s": st.column_config.SelectboxColumn(t("outlets.rule.sharp_s"), options=["ss", "ß"]),
            "longest_caption": st.column_config.NumberColumn(t("outlets.rule.longest_caption"), min_value=0, step=1),
        },
    )
    found: dict[str, dict[str, Any]] = {}
    for row in written:
        tag = str(row.get("language") or "").strip()
        kept = {rule: value for rule, value in held.get(tag, {}).items() if rule not in _IN_TABLE}
        length = row.get("longest_caption")
        values = kept | {rule: str(row[rule]).strip() for rule in ("quotes", "sharp_s") if row.get(rule)}
        if length is not None and not math.isnan(length):
            values["longest_caption"] = int(length)
        if tag and values:
            found[tag] = values
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _optional(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _number(text: str | None) -> Any:  # noqa: ANN401  what is no number is told when the rules are checked
    clean = (text or "").strip()
    if not clean:
        return None
    return int(clean) if clean.isdecimal() else clean
