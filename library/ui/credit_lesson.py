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
from library.ui.credit_done import carry_out
from library.ui.errors import sentences
from library.ui.translation import t

_PENDING, _ASKED, _DECIDED = "credit_lesson", "credit_lesson_asked", "credit_lesson_decided"


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants to be learnt.

    Args:
        values: part of the credit -> value, as it is to be settled.
        entered: key of each of the form's widgets -> what a person entered.
    """

    group: CreditGroup
    asset_ids: tuple[int, ...]
    name: str
    values: Mapping[str, Any]
    entered: Mapping[str, Any]


def ask_lesson(asked: Asked) -> None:
    """Have a lesson tried when the page is drawn next; made for a button's callback."""
    session.memory()[_ASKED] = asked


def carry_on() -> None:
    """Do what the last click asked for: try a lesson, or learn it. Both take time, and show how far they are.

    It is done before the queue is looked at, which another person may have changed meanwhile.
    """
    if asked := cast("Asked | None", session.memory().pop(_ASKED, None)):
        _try_lesson(asked)
    if decided := session.memory().pop(_DECIDED, None):
        _carry_out(*decided)
        st.rerun()


def _try_lesson(asked: Asked) -> None:
    """Read the catalogue as if the name were learnt, and keep the decision until a person looked at it."""
    desk = session.workspace()
    bar = st.progress(0.0, t("credit.lesson.reading"))
    try:
        file = lesson_of(desk, asked.name, asked.values)
        found = try_file(desk, file, progress=_moving(bar, "credit.lesson.reading"))
    except LibraryError as error:
        bar.empty()
        st.error("  \n".join(sentences(error)))
        return
    lesson = Lesson(asked.values, file)
    session.memory()[_PENDING] = PendingLesson(
        asked.name, asked.group.key, asked.asset_ids, lesson, found, asked.entered
    )
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
    decided = (pending, group, following)
    with st.container(key="cred_primary"):
        st.button(
            t("credit.lesson.learn"),
            type="primary",
            key="cred_learn",
            width="stretch",
            on_click=_note,
            args=(*decided, True),
        )
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("credit.lesson.plain"), key="cred_learn_not", type="tertiary", on_click=_note, args=(*decided, False)
        )
        st.button(t("credit.lesson.back"), key="cred_learn_back", type="tertiary", shortcut="Esc", on_click=_go_back)


def _note(*decided: object) -> None:
    """Note what the person decided, for `carry_on`; made for a button's callback."""
    session.memory()[_DECIDED] = decided


def _go_back() -> None:
    """Leave the dry run for the form as it was; made for a button's callback."""
    held = cast("PendingLesson | None", session.memory().get(_PENDING))
    for key, value in (held.entered if held else {}).items():
        session.set_widget(key, value)
    _forget()


def _forget() -> None:
    session.memory().pop(_PENDING, None)


def _carry_out(pending: PendingLesson, group: CreditGroup, following: str | None, is_learnt: bool) -> None:
    desk, by, now = session.workspace(), session.user(), session.now()
    ids, lesson = pending.asset_ids, pending.lesson

    def learn() -> str:
        bar = st.progress(0.0, t("credit.form.applying"))
        return settle_and_learn(desk, ids, lesson, by=by, now=now, progress=_moving(bar, "credit.form.applying"))

    def plain() -> str:
        return settle(desk, ids, lesson.values, only_waiting=True, by=by, now=now)

    carry_out(learn if is_learnt else plain, group, ids, following, wanted=lesson.values)
    _forget()


def _moving(bar: Any, words: str) -> Callable[[int, int], None]:  # noqa: ANN401  Streamlit's own type
    return lambda done, total: bar.progress(done / max(total, 1), t(words))
