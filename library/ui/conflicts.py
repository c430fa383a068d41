"""Pictures of which the copies name different agencies, as the audit tells them to the rights desk."""

from html import escape

import streamlit as st

from library.catalogue.models import Asset
from library.desk.conflicts import CreditConflict, find_credit_conflicts
from library.ui import session
from library.ui.places import link
from library.ui.translation import t
from library.ui.widgets.layers import limit_words
from library.ui.widgets.pictures import thumbnail_of

_SHOWN = 6


def show_conflicts(agency: str | None) -> None:
    """Show the conflicts, the most harmful first; nothing where there is none.

    Args:
        agency: one of the agencies, in any spelling; None: all.
    """
    found = find_credit_conflicts(session.workspace(), agency=agency, now=session.now())
    if not found:
        return
    is_open = bool(session.memory().get("audit_all_conflicts"))
    st.html(f"<h2 class='aud-section'>{escape(t('audit.conflicts.title', n=len(found)))}</h2>")
    for place, conflict in enumerate(found if is_open else found[:_SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"aud_conflict_{place}", gap="small"):
            st.html(_html(conflict))
            link("duplicates", t("audit.conflicts.link"), icon=":material/content_copy:")
    if not is_open and len(found) > _SHOWN:
        st.button(
            t("audit.conflicts.more", n=len(found) - _SHOWN),
            key="aud_more_conflicts",
            type="tertiary",
            on_click=lambda: session.memory().update(audit_all_conflicts=True),
        )


def _html(conflict: CreditConflict) -> str:
    language = session.language()
    pictures = "".join(_copy(conflict, asset) for asset in conflict.assets)
    css = "missing" if conflict.finding.severity == "error" else "unclear"
    state = t("audit.conflicts.decided" if conflict.is_decided else "audit.conflicts.proved")
    return (
        f"<div class='aud-conflict'><p><span class='desk-badge {css}'>"
        f"{escape(t('findings.DUP002.title'))}</span> {escape(', '.join(conflict.agencies))}"
        f" <span class='desk-soft'>{escape(state)}</span></p>"
        f"<div class='copies'>{pictures}</div>"
        f"<p class='desk-soft'>{escape(conflict.finding.remedy.say(language))}</p></div>"
    )


def _copy(conflict: CreditConflict, asset: Asset) -> str:
    key = asset.id or 0
    words = [asset.agency or t("words.unknown.agency")]
    if conflict.uses.get(key):
        words.append(t("duplicates.uses", n=conflict.uses[key]))
    if key in conflict.barred:
        words.append(t("audit.conflicts.barred", limits=", ".join(map(limit_words, conflict.barred[key]))))
    is_best = conflict.cheapest is not None and conflict.cheapest.id == key
    if is_best:
        words.append(t("audit.conflicts.best"))
    return (
        f"<figure class='{'best' if is_best else ''}'><img src='{thumbnail_of(asset)}'"
        f" alt='{escape(asset.file_name, quote=True)}' loading='lazy'>"
        f"<figcaption>{escape(' · '.join(words))}</figcaption></figure>"
    )
