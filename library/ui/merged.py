"""In the inspector: the copies that a picture stands for, or the picture that stands for it."""

import streamlit as st

from library.catalogue.models import Asset
from library.desk.merge import merged_into
from library.ui import session
from library.ui.places import link
from library.ui.translation import t

_SHOWN = 6


def show_copies_of(asset: Asset) -> None:
    """Show the ways to a picture's merged copies, or to the picture it was merged into."""
    if asset.merged_into_id is not None:
        link("library", t("library.merged.into"), icon=":material/merge:", asset=asset.merged_into_id)
        return
    copies = merged_into(session.workspace(), asset.id or 0)
    if not copies:
        return
    with st.container(gap=None, key=f"lib_copies_{asset.id}"):
        for copy in copies[:_SHOWN]:
            words = t("library.merged.copy", name=copy.file_name, agency=copy.agency or t("words.unknown.agency"))
            link("library", words, icon=":material/content_copy:", asset=copy.id or 0, merged="shown")
        if len(copies) > _SHOWN:
            st.caption(t("library.merged.more", n=len(copies) - _SHOWN))
