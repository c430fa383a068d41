"""What a changed agency would change in the catalogue: told before it is saved, applied after, and taken back."""

from html import escape
from typing import Any

import streamlit as st

from library.credits.registry import AgencyEntry
from library.desk.agency_file import AgencyFile, registry_with
from library.desk.replay import Replay, ReplayGroup, apply_replay, replay
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import told
from library.ui.translation import messages, t
from library.ui.widgets.layers import value_words

_OFFER = "agencies_offer"
_MOST_GROUPS = 12
_MOST_EXAMPLES = 3


def preview(entry: AgencyEntry) -> None:
    """Read the catalogue with a proposed entry and tell what would change; nothing is changed.

    Raises:
        RegistryError: the entry does not hold together with the others.
    """
    registry = registry_with(session.workspace(), AgencyFile((entry,), ()))
    bar = st.progress(0.0, t("agencies.replay.reading"))
    found = replay(session.workspace(), registry, progress=lambda done, total: _move(bar, done, total))
    bar.empty()
    st.html(replay_html(found))


def offer() -> None:
    """Have the page offer to read the catalogue anew, because the agencies changed."""
    session.memory()[_OFFER] = True


def show_offer() -> None:
    """Offer to apply what changed, as long as nobody did or declined."""
    if not session.memory().get(_OFFER):
        return
    with st.container(key="agy_offer", gap="small"):
        st.html(f"<p class='desk-hint'>{escape(t('agencies.replay.offer'))}</p>")
        with st.container(horizontal=True, gap="small"):
            is_shown = st.button(t("agencies.replay.show"), key="agy_replay_show")
            is_applied = st.button(t("agencies.replay.apply"), key="agy_replay_apply", type="primary")
            st.button(t("agencies.replay.later"), key="agy_replay_later", type="tertiary", on_click=_decline)
        if is_shown:
            bar = st.progress(0.0, t("agencies.replay.reading"))
            found = replay(session.workspace(), progress=lambda done, total: _move(bar, done, total))
            bar.empty()
            st.html(replay_html(found))
        if is_applied:
            _apply()


def _decline() -> None:
    session.memory().pop(_OFFER, None)


def _apply() -> None:
    """Propose anew for the whole catalogue, and say so with its undo."""
    bar = st.progress(0.0, t("agencies.replay.reading"))
    try:
        done = apply_replay(
            session.workspace(),
            by=session.user(),
            now=session.now(),
            progress=lambda so_far, total: _move(bar, so_far, total),
        )
    except LibraryError as error:
        session.notify(told(error))
    else:
        _decline()
        session.notify(t("agencies.replay.applied", n=done.changed), step=done.step)
    st.rerun()


def _move(bar: Any, done: int, total: int) -> None:  # noqa: ANN401  Streamlit's own type
    bar.progress(done / max(total, 1), t("agencies.replay.reading"))


def replay_html(found: Replay) -> str:
    """Give what a replay found as HTML: kinds of change with counts and examples, the largest first."""
    if not found.changed:
        return f"<p class='desk-hint'>{escape(t('agencies.replay.nothing', n=found.read))}</p>"
    rows = "".join(_row(group) for group in found.groups[:_MOST_GROUPS])
    more = len(found.groups) - _MOST_GROUPS
    rest = f"<p class='desk-hint'>{escape(t('agencies.replay.more', n=more))}</p>" if more > 0 else ""
    title = escape(t("agencies.replay.changes", n=found.changed))
    return f"<p class='desk-label desk-section'>{title}</p><table class='desk-table'>{rows}</table>{rest}"


def _row(group: ReplayGroup) -> str:
    name = f"words.field.{group.field}"
    field = t(name) if name in messages() else group.field
    change = "" if group.is_mixed else f"{_words(group.field, group.old)} → <b>{_words(group.field, group.new)}</b>"
    stay = escape(t("agencies.replay.stay", n=group.decided)) if group.decided else ""
    lines = [change, *(f"<span class='desk-soft'>{line}</span>" for line in (stay, *_examples(group)) if line)]
    return (
        f"<tr><td class='desk-number'>{escape(t('agencies.pictures', n=group.assets))}</td><td>{escape(field)}</td>"
        f"<td>{'<br>'.join(filter(None, lines))}</td></tr>"
    )


def _examples(group: ReplayGroup) -> list[str]:
    """Name the first pictures in one line, or give each with its own words where they differ."""
    some = group.examples[:_MOST_EXAMPLES]
    if group.is_mixed:
        return [escape(f"{one.file_name}: {value_words(group.field, one.new)}") for one in some]
    return [escape(t("agencies.replay.example", names=", ".join(one.file_name for one in some)))] if some else []


def _words(field: str, value: Any) -> str:  # noqa: ANN401  a field's value
    return escape(value_words(field, value) or t("words.unknown.value"))
