"""What was settled in this session: said, remembered, and taken back with one key."""

from typing import cast

from library.desk.history import undo
from library.desk.queue import CreditGroup
from library.errors import LibraryError
from library.ui import session
from library.ui.credit_order import step_to, take_only
from library.ui.errors import told
from library.ui.translation import t

_DONE = "credit_done"


def finish(step: str, group: CreditGroup, count: int, following: str | None) -> None:
    """Say that pictures are settled, keep the step for undo, and go on: to the rest of the group, or the next one.

    Args:
        count: how many pictures were settled; the others of the group were left out.
        following: key of the group to look at afterwards.
    """
    done_steps().append((step, group.key))
    session.notify(t("credit.settled", n=count))
    take_only(group, group.asset_ids)
    step_to(following if count == group.count else group.key)


def done_steps() -> list[tuple[str, str]]:
    """Give what was settled in this session: the step of each decision with the key of its group."""
    return cast("list[tuple[str, str]]", session.memory().setdefault(_DONE, []))


def undo_last() -> None:
    """Take this session's last decision back; made for a button's callback."""
    if not done_steps():
        return
    step, key = done_steps().pop()
    try:
        undo(session.workspace(), step, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(told(error))
        return
    session.notify(t("words.notice.undone"))
    step_to(key)
