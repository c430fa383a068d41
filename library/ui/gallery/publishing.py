"""Publishing: what goes out, what stops it, and its acceptance by name and with a reason."""

from html import escape

import streamlit as st

from library.desk.gallery_view import GalleryView, get_gallery
from library.desk.publish import MEDIA, publish
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import door, sentences
from library.ui.gallery.bench import places_of
from library.ui.translation import t

_OPEN = "galleries_publishing"
_REFUSAL = "galleries_refusal"


def open_publishing(gallery_id: int) -> None:
    """Open the dialog that publishes a gallery."""
    session.memory()[_OPEN] = True
    session.memory().pop(_REFUSAL, None)

    @st.dialog(t("galleries.publish.title"), width="medium")
    def dialog() -> None:
        with door():
            if not session.memory().get(_OPEN):
                st.rerun()  # it went out: the dialog has done its work
            _show(gallery_id)

    dialog()


def _show(gallery_id: int) -> None:
    view = get_gallery(session.workspace(), gallery_id, now=session.now())
    printed = [item for item in view.document.items if not item.is_wanted]
    wanted = len(view.document.items) - len(printed)
    words = t("galleries.publish.what", n=len(printed))
    left_out = t("galleries.publish.without", n=wanted) if wanted else ""
    st.html(f"<p class='desk-hint'>{escape(words)} {escape(left_out)}</p>")
    st.segmented_control(
        t("galleries.publish.medium"),
        MEDIA,
        format_func=lambda medium: t(f"galleries.publish.{medium}"),
        default=MEDIA[0],
        required=True,
        key="gal_publish_medium",
    )
    codes = stopping_codes(view)
    if codes:
        _show_acceptances(view, codes)
    _show_refusal()
    st.button(
        t("galleries.publish.confirm"),
        key="gal_publish_confirm",
        type="primary",
        on_click=publish_gallery,
        args=(gallery_id, tuple(codes)),
    )


def stopping_codes(view: GalleryView) -> list[str]:
    """List the codes of the findings that stop publishing, each once."""
    return list(dict.fromkeys(finding.code for finding in view.findings if finding.severity == "error"))


def _show_acceptances(view: GalleryView, codes: list[str]) -> None:
    places = places_of(view)
    head, hint = t("galleries.publish.refused"), t("galleries.publish.accept_hint")
    st.html(f"<div class='gal-refused'><p><strong>{escape(head)}</strong></p><p>{escape(hint)}</p></div>")
    for code in codes:
        subjects = [each.subject.removeprefix("item:") for each in view.findings if each.code == code]
        numbers = ", ".join(str(places[uid]) for uid in dict.fromkeys(subjects) if uid in places)
        title = t(f"findings.{code}.title") + (f" ({numbers})" if numbers else "")
        st.text_input(title, key=f"gal_accept_{code}", placeholder=t("galleries.publish.reason"))
    if session.widget("gal_accept_by") is None:
        session.set_widget("gal_accept_by", session.user())
    st.text_input(t("galleries.publish.name"), key="gal_accept_by")


def _show_refusal() -> None:
    refusal = session.memory().get(_REFUSAL)
    if refusal:
        message, hint = refusal
        st.html(
            f"<div class='desk-error' role='alert'><p>{escape(message)}</p>"
            f"<p class='desk-hint'>{escape(hint)}</p></div>"
        )


def publish_gallery(gallery_id: int, codes: tuple[str, ...]) -> None:
    """Publish, with the reasons that the person gave; made for a button's callback."""
    reasons = {code: str(session.widget(f"gal_accept_{code}") or "").strip() for code in codes}
    by = str(session.widget("gal_accept_by") or "").strip() if codes else session.user()
    try:
        published = publish(
            session.workspace(),
            gallery_id,
            accept={code: reason for code, reason in reasons.items() if reason},
            medium=str(session.widget("gal_publish_medium") or MEDIA[0]),
            by=by,
            now=session.now(),
        )
    except LibraryError as error:
        session.memory()[_REFUSAL] = sentences(error)
        return
    session.memory()[_OPEN] = False
    session.notify(t("galleries.publish.done", n=len(published.uses)))
