"""One picture as large as the window allows, and its neighbours by the arrow keys."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from library.desk.browse import get_asset
from library.ui import session
from library.ui.errors import door
from library.ui.translation import t
from library.ui.widgets.badges import badge_row, state_badge
from library.ui.widgets.pictures import plate


def open_large(asset_id: int) -> None:
    """Have a picture shown large from this run on, until the view is closed."""
    session.memory()[session.LARGE] = asset_id


def show_large(asset_ids: Sequence[int]) -> None:
    """Show the picture that is open, if one is.

    Args:
        asset_ids: the pictures on the page, among which the arrow keys go.
    """
    if session.memory().get(session.LARGE) not in asset_ids:
        return

    @st.dialog(t("library.large.title"), width="large", on_dismiss=_close)
    def show() -> None:
        with door():
            _picture(asset_ids)

    show()


def _close() -> None:
    session.memory().pop(session.LARGE, None)


def _picture(asset_ids: Sequence[int]) -> None:
    shown = session.memory().get(session.LARGE)
    place = asset_ids.index(shown) if shown in asset_ids else 0
    view = get_asset(session.workspace(), asset_ids[place])
    asset = view.asset
    credit = view.credit_text or t("library.credit.none")
    st.html(
        f"{plate(asset, is_large=True)}<h2 class='desk-title'>{escape(asset.headline or asset.file_name)}</h2>"
        f"<p class='desk-printed'>{escape(asset.caption or asset.description or '')}</p>"
        f"{badge_row([escape(credit), state_badge(asset.credit_state)])}"
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="center"):
        _step("previous", "chevron_left", "Left", asset_ids, place - 1)
        st.html(f"<p class='desk-hint desk-number'>{place + 1} / {len(asset_ids)}</p>", width="content")
        _step("next", "chevron_right", "Right", asset_ids, place + 1)


def _step(name: str, icon: str, key: str, asset_ids: Sequence[int], place: int) -> None:
    is_there = 0 <= place < len(asset_ids)
    st.button(
        t(f"library.large.{name}"),
        key=f"lib_large_{name}",
        icon=f":material/{icon}:",
        type="tertiary",
        shortcut=key,
        disabled=not is_there,
        on_click=open_large,
        args=(asset_ids[place] if is_there else 0,),
    )
