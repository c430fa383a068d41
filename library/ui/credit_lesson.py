"""Before a name is learnt: a dry run over the whole catalogue, and the decision whether to learn it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

import streamlit as st

from library.desk.queue import CreditGroup
from library.desk.replay import Replay
from library.desk.settle import Lesson, lesson_of, settle, settle_and_learn, try_file
from library.errors import LibraryError
from library.ui import session
from library.ui.agency_replay import replay_html
from library.ui.credit_done import finish
from library.ui.errors import sentences, told
from library.ui.translation import t

_PENDING = "credit_lesson"


@dataclass(frozen=True, slots=True)
class PendingLesson:
    """A decision that waits for its dry run to be looked at.

    Args:
        name: the name that is to be learnt.
        key: of the group.
        asset_ids: the pictures to settle.
        found: what the lesson would change.
        entered: key of each of the form's widgets -> what a person entered, for the way back.
    """

    name: str
    key: str
    asset_ids: tuple[int, ...]
    lesson: Lesson
    found: Replay
    entered: Mapping[str, Any]


def try_lesson(
    group: CreditGroup, asset_ids: tuple[int, ...], name: str, values: Mapping[str, Any], entered: Mapping[str, Any]
) -> None:
    """Read the catalogue as if the name were learnt, and keep the decision until a person looked at it.

    Args:
        values: part of the credit -> value, as it is to be settled.
        entered: key of each of the form's widgets -> what a person entered.
    """
    desk = session.workspace()
    bar = st.progress(0.0, t("credit.lesson.reading"))
    try:
        file = lesson_of(desk, name, values)
        found = try_file(desk, file, progress=_moving(bar, "credit.lesson.reading"))
    except LibraryError as error:
        bar.empty()
        st.error("  \n".join(sentences(error)))
        return
    session.memory()[_PENDING] = PendingLesson(name, group.key, asset_ids, Lesson(values, file), found, entered)
    st.rerun()


def pending_lesson(group: CreditGroup) -> PendingLesson | None:
    """Give the lesson of this group that waits; one of another group is over."""
    held = cast("PendingLesson | None", session.memory().get(_PENDING))
    return held if held is not None and held.key == group.key else None


def show_lesson(pending: PendingLesson, group: CreditGroup, following: str | None) -> None:
    """Show what the lesson would change, and ask whether to learn it."""
    st.html(f"<p class='desk-label desk-section'>{escape(t('credit.lesson.title', name=pending.name))}</p>")
    with st.container(key="cred_lesson"):
        st.html(replay_html(pending.found))
    with st.container(key="cred_primary"):
        is_learnt = st.button(t("credit.lesson.learn"), type="primary", key="cred_learn", width="stretch")
    with st.container(horizontal=True, gap="small"):
        is_plain = st.button(t("credit.lesson.plain"), key="cred_learn_not", type="tertiary")
        st.button(t("credit.lesson.back"), key="cred_learn_back", type="tertiary", shortcut="Esc", on_click=_go_back)
    if is_learnt or is_plain:
        _decide(pending, group, following, is_learnt=is_learnt)


def _go_back() -> None:
    """Leave the dry run for the form as it was; made for a button's callback."""
    held = cast("PendingLesson | None", session.memory().get(_PENDING))
    for key, value in (held.entered if held else {}).items():
        session.set_widget(key, value)
    _forget()


def _forget() -> None:
    session.memory().pop(_PENDING, None)


def _decide(pending: PendingLesson, group: CreditGroup, following: str | None, *, is_learnt: bool) -> None:
    desk, by, now = session.workspace(), session.user(), session.now()
    try:
        if is_learnt:
            bar = st.progress(0.0, t("credit.form.applying"))
            moving = _moving(bar, "credit.form.applying")
            step = settle_and_learn(desk, pending.asset_ids, pending.lesson, by=by, now=now, progress=moving)
        else:
            step = settle(desk, pending.asset_ids, pending.lesson.values, by=by, now=now)
    except LibraryError as error:
        session.notify(told(error))
    else:
        finish(step, group, len(pending.asset_ids), following)
    _forget()
    st.rerun()


def _moving(bar: Any, words: str) -> Callable[[int, int], None]:  # noqa: ANN401  Streamlit's own type
    return lambda done, total: bar.progress(done / max(total, 1), t(words))
