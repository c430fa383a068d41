"""What a save did: the sentence with its Undo, and the pictures that a person should look at."""

from collections.abc import Sequence

import streamlit as st

from library.desk.bulk import BulkReport
from library.ui import session
from library.ui.bulk.changes import changes_html, needs_attention
from library.ui.bulk.state import Done, done, keep_done
from library.ui.translation import t

_REPORTED = 60


def tell_report(ids: tuple[int, ...], report: BulkReport, saved: str) -> None:
    """Say what a save did, and keep the report for `show_report`.

    Args:
        ids: the pictures that were selected.
        saved: the sentence for what was saved.
    """
    keep_done(Done(ids, report))
    left = report.count("conflict")
    words = [saved] if report.step else [] if left else [t("words.notice.same")]
    words += [t("bulk.report.left", n=left)] if left else []
    session.notify(" ".join(words), step=report.step)


def show_report(ids: Sequence[int]) -> None:
    """Show per picture what the last save left alone or doubts, as long as the same pictures are selected."""
    found = done()
    if found is None:
        return
    if found.ids != tuple(ids) or session.notice() is None:
        keep_done(None)
        return
    items = needs_attention(found.report)
    if items:
        with st.expander(t("bulk.report.title", n=len(items)), expanded=True, key="bulk_report"):
            st.html(changes_html(items[:_REPORTED], rest=max(len(items) - _REPORTED, 0)))
