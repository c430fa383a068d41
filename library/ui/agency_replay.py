"""What a changed agency would change in the catalogue: told before it is saved, applied after, and taken back."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from library.catalogue.models import Asset
from library.desk.agency_file import AgencyFile
from library.desk.queue import NAMES, pictures_of
from library.desk.replay import Replay, ReplayExample, ReplayGroup, apply_replay, replay
from library.desk.settle import try_file
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import told
from library.ui.translation import messages, t
from library.ui.widgets.layers import value_words
from library.ui.widgets.pictures import thumbnail_of

_OFFER = "agencies_offer"
_MOST_GROUPS = 12
_MOST_EXAMPLES = 5


def preview(file: AgencyFile) -> None:
    """Read the catalogue with proposed agencies and words and tell what would change; nothing is changed.

    Raises:
        RegistryError: they do not hold together with the others.
    """
    bar = st.progress(0.0, t("agencies.replay.reading"))
    found = try_file(session.workspace(), file, progress=lambda done, total: _move(bar, done, total))
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
    """Give what a replay found as HTML: kinds of change with counts and pictures as examples, the largest first."""
    if not found.changed:
        return f"<p class='desk-hint'>{escape(t('agencies.replay.nothing', n=found.read))}</p>"
    shown = found.groups[:_MOST_GROUPS]
    ids = {one.asset_id for group in shown for one in group.examples[:_MOST_EXAMPLES]}
    pictures = {asset.id or 0: asset for asset in pictures_of(session.workspace(), sorted(ids))}
    rows = "".join(_row(group, pictures) for group in shown)
    more = len(found.groups) - _MOST_GROUPS
    rest = f"<p class='desk-hint'>{escape(t('agencies.replay.more', n=more))}</p>" if more > 0 else ""
    title = escape(t("agencies.replay.changes", n=found.changed))
    return f"<p class='desk-label desk-section'>{title}</p><div class='desk-moves'>{rows}</div>{rest}"


def _row(group: ReplayGroup, pictures: Mapping[int, Asset]) -> str:
    """Say how many pictures move from what to what, and show the first of them."""
    name = f"words.field.{group.field}"
    field = escape(t(name) if name in messages() else group.field)
    if group.is_mixed:
        words = escape(t("agencies.replay.other", n=group.assets))
    else:
        words = t(
            "agencies.replay.move",
            n=group.assets,
            old=f"<i>{_words(group.field, group.old)}</i>",
            new=f"<b>{_words(group.field, group.new)}</b>",
        )
    stay = f" <span>{escape(t('agencies.replay.stay', n=group.decided))}</span>" if group.decided else ""
    examples = "".join(_example(group, one, pictures) for one in group.examples[:_MOST_EXAMPLES])
    return f"<div><p><small>{field}</small> {words}{stay}</p><div class='desk-examples'>{examples}</div></div>"


def _example(group: ReplayGroup, one: ReplayExample, pictures: Mapping[int, Asset]) -> str:
    """Show one picture that would change; where each has words of its own, with them."""
    name = escape(one.file_name, quote=True)
    asset = pictures.get(one.asset_id)
    image = f"<img src='{thumbnail_of(asset)}' alt='{name}' title='{name}' loading='lazy'>" if asset else ""
    if not group.is_mixed:
        return image
    return f"<figure>{image}<figcaption>{escape(value_words(group.field, one.new))}</figcaption></figure>"


def _words(field: str, value: Any) -> str:  # noqa: ANN401  a field's value
    nobody = "agencies.replay.unknown" if field in NAMES else "words.unknown.value"
    return escape(value_words(field, value) or t(nobody))
