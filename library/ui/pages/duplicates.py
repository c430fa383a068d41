"""Duplicates: pictures that look alike, the most harmful first; what a person says of them is never asked again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import cast

import streamlit as st

from library.desk.cluster_book import KnownCluster, cluster_book
from library.desk.deduplicate import decide, withdraw_verdict
from library.desk.verdicts import PastVerdict, count_verdicts, list_verdicts
from library.duplicates.harm import ORDER
from library.duplicates.questions import Question
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import door, told
from library.ui.likeness import coming_pictures, show_facts, show_pair
from library.ui.merging import show_merging
from library.ui.notices import show_notice, take_back
from library.ui.translation import moment, t
from library.ui.widgets.badges import empty_state
from library.ui.widgets.compare import MODES
from library.ui.widgets.pictures import thumbnail_of

_STYLE = Path(__file__).parents[3] / "assets" / "duplicates.css"
_SKIPPED, _DONE = "duplicates_skipped", "duplicates_done"
VERDICTS = {"same": "1", "other_frame": "2", "unrelated": "3"}
VIEWS = ("decide", "merge", "decided")
_ICONS = {"same": "content_copy", "other_frame": "burst_mode", "unrelated": "link_off"}
_PAST = 20

Asked = tuple[KnownCluster, Question]


def render() -> None:
    """Show the page."""
    st.html(_STYLE)
    _desk()


@st.fragment
def _desk() -> None:
    """Show the queue, so that a verdict does not draw the frame around it again."""
    with door():
        known = cluster_book(session.workspace()).all()
        mergeable = [each for each in known if each.cluster.is_settled and each.mergeable]
        asked = [each for each in known if each.questions]
        view = _show_bar(asked, len(mergeable))
        if view == "merge":
            show_merging(mergeable, _done())
        elif view == "decided":
            _show_decided()
        else:
            _show_queue(asked)


def _show_bar(asked: Sequence[KnownCluster], mergeable: int) -> str:
    decided = count_verdicts(session.workspace())
    left = sum(len(each.questions) for each in asked)
    counts = {"decide": left, "merge": mergeable, "decided": decided}
    total = decided + left
    with st.container(horizontal=True, vertical_alignment="center", key="dup_bar"):
        progress = t("duplicates.progress", done=decided, all=total)
        share = round(100 * decided / total) if total else 0
        bar = (
            f"<div class='dup-progress' role='img' aria-label='{escape(progress, quote=True)}'>"
            f"<i style='width:{share}%'></i></div><span class='desk-soft'>{escape(progress)}</span>"
        )
        st.html(f"<div class='dup-head'><h1>{escape(t('duplicates.title'))}</h1>{bar if total else ''}</div>")
        view = st.segmented_control(
            t("duplicates.view.label"),
            VIEWS,
            format_func=lambda name: f"{t(f'duplicates.view.{name}')} {counts[name]}",
            default="decide",
            required=True,
            key="dup_view",
            label_visibility="collapsed",
            width="content",
        )
    return str(view)


def _show_queue(asked: Sequence[KnownCluster]) -> None:
    chosen = _filter(asked)
    queue = _queue(chosen)
    first = next(queue, None)
    if first is None:
        _show_nothing(is_filtered=bool(asked))
        return
    cluster, question = first
    left = sum(len(each.questions) for each in chosen)
    _show_verdicts(question, t("duplicates.left", n=left))
    show_notice()
    pictures = show_pair(cluster, question, coming_pictures(question for _, question in islice(queue, 1)))
    _show_legend()
    show_facts(*pictures)


def _filter(asked: Sequence[KnownCluster]) -> Sequence[KnownCluster]:
    """Let the person narrow the queue to one kind of harm."""
    counts = Counter(code for each in asked for code in each.harm.codes)
    codes = [code for code in ORDER if counts[code]]
    if not codes:
        return asked
    remembered = session.memory().get("duplicates_harm", "")
    chosen = st.pills(
        t("duplicates.harm.label"),
        codes,
        format_func=lambda code: f"{t(f'duplicates.harm.{code}')} {counts[code]}",
        default=remembered if remembered in codes else None,
        key="dup_harm",
        label_visibility="collapsed",
    )
    session.memory()["duplicates_harm"] = chosen or ""
    return [each for each in asked if chosen in each.harm.codes] if chosen else asked


def _queue(asked: Sequence[KnownCluster]) -> Iterator[Asked]:
    """Give the questions cluster by cluster, those that were skipped in this session at the end."""
    skipped = _skipped()
    later: list[tuple[int, Asked]] = []
    for each in asked:
        for question in each.questions:
            place = skipped.get((question.first, question.second))
            if place is None:
                yield each, question
            else:
                later.append((place, (each, question)))
    yield from (found for _, found in sorted(later, key=lambda pair: pair[0]))


def _skipped() -> dict[tuple[int, int], int]:
    return cast("dict[tuple[int, int], int]", session.memory().setdefault(_SKIPPED, {}))


def _done() -> list[str]:
    return cast("list[str]", session.memory().setdefault(_DONE, []))


def _show_nothing(*, is_filtered: bool) -> None:
    name = "filtered" if is_filtered else "empty"
    st.html(empty_state(t(f"duplicates.{name}.title"), t(f"duplicates.{name}.words")))
    show_notice()
    if _done():
        with st.container(horizontal=True, horizontal_alignment="center"):
            undo_button()


def _show_verdicts(question: Question, left: str) -> None:
    pair = question.first, question.second
    with st.container(horizontal=True, vertical_alignment="center", key="dup_verdicts", gap="small"):
        for name, shortcut in VERDICTS.items():
            st.button(
                t(f"duplicates.verdict.{name}"),
                key=f"dup_{name}",
                type="primary" if name == "same" else "secondary",
                icon=f":material/{_ICONS[name]}:",
                shortcut=shortcut,
                on_click=give_verdict,
                args=(*pair, name),
            )
        st.button(t("duplicates.verdict.skip"), key="dup_skip", type="tertiary", shortcut="s", on_click=skip, args=pair)
        undo_button()
        st.html(f"<span class='desk-soft dup-left'>{escape(left)}</span>", width="content")


def _show_legend() -> None:
    """List the keys that do something here."""
    keys = {**{key: f"verdict.{name}" for name, key in VERDICTS.items()}, "S": "verdict.skip", "Z": "verdict.undo"}
    keys |= {key.upper(): f"compare.{name}" for name, key in MODES.items()}
    words = "".join(f"<span><kbd>{key}</kbd> {escape(t(f'duplicates.{name}'))}</span>" for key, name in keys.items())
    st.html(f"<div class='dup-keys' aria-label='{escape(t('duplicates.keys'), quote=True)}'>{words}</div>")


def undo_button() -> None:
    """Show the button that takes the last step of this session back."""
    st.button(
        t("duplicates.verdict.undo"),
        key="dup_undo",
        type="tertiary",
        shortcut="z",
        icon=":material/undo:",
        disabled=not _done(),
        on_click=undo_last,
    )


def give_verdict(first: int, second: int, verdict: str) -> None:
    """Remember what the person says of a pair; made for a button's callback."""
    try:
        step = decide(session.workspace(), first, second, verdict, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    if step:
        _done().append(step)
    session.notify(t(f"duplicates.told.{verdict}"))


def skip(first: int, second: int) -> None:
    """Put a pair at the end of this session's queue; made for a button's callback."""
    skipped = _skipped()
    skipped[first, second] = max(skipped.values(), default=0) + 1
    session.dismiss_notice()


def undo_last() -> None:
    """Take this session's last step back; made for a button's callback."""
    if _done():
        take_back(_done().pop())


def ask_again(first: int, second: int) -> None:
    """Take a verdict back, so that the pair is asked about again; made for a button's callback."""
    try:
        step = withdraw_verdict(session.workspace(), first, second, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    if step:
        _done().append(step)
        session.notify(t("duplicates.told.withdrawn"))


def _show_decided() -> None:
    show_notice()
    if _done():
        undo_button()
    past = list_verdicts(session.workspace(), limit=_PAST)
    if not past:
        st.html(empty_state(t("duplicates.history.none"), t("duplicates.history.words")))
        return
    for each in past:
        _show_past(each)


def _show_past(each: PastVerdict) -> None:
    verdict = each.verdict
    with st.container(horizontal=True, vertical_alignment="center", key=f"dup_past_{verdict.id}", gap="small"):
        thumbs = "".join(
            f"<img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}' loading='lazy'>"
            for asset in (each.first, each.second)
        )
        words = escape(t(f"duplicates.verdict.{verdict.kind}"))
        who = escape(t("duplicates.history.by", by=verdict.decided_by, when=moment(verdict.decided_at)))
        st.html(f"<div class='dup-past'>{thumbs}<span>{words}</span><span class='desk-soft'>{who}</span></div>")
        st.button(
            t("duplicates.history.again"),
            key=f"dup_again_{verdict.id}",
            type="tertiary",
            on_click=ask_again,
            args=(verdict.first_id, verdict.second_id),
        )
