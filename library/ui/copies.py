"""Downloads of a picture that carry what the desk decided: a copy for partners, a rendition for the public."""

from functools import partial

import streamlit as st

from library.desk.browse import AssetView
from library.desk.copies import copy_name, make_copy
from library.media.policy import COPY, PUBLIC, MetadataPolicy
from library.ui import session
from library.ui.translation import t


def copy_buttons(view: AssetView) -> None:
    """Show the downloads; each is made when it is asked for."""
    with st.container(horizontal=True, gap="small", key="lib_copies"):
        for policy, icon in ((COPY, ":material/file_copy:"), (PUBLIC, ":material/public:")):
            _button(view, policy, icon)


def _button(view: AssetView, policy: MetadataPolicy, icon: str) -> None:
    asset = view.asset
    name = copy_name(asset, policy)
    st.download_button(
        t(f"copies.{policy.name}"),
        data=partial(_make, asset.id or 0, policy),
        file_name=name,
        key=f"lib_copy_{policy.name}_{asset.id}",
        help=t(f"copies.{policy.name}_words"),
        on_click="ignore",
        type="tertiary",
        icon=icon,
    )


def _make(asset_id: int, policy: MetadataPolicy) -> bytes:
    _, data = make_copy(session.workspace(), asset_id, policy, by=session.user(), now=session.now())
    return data
