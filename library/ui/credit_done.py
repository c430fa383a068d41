"""What was settled in this session: said, remembered, and taken back with one key; and what others settled before."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from library.desk.history import undo
from library.desk.house import credit_text
from library.desk.queue import NAMES, CreditGroup, Meanwhile, settled_meanwhile
from library.errors import EditConflict, LibraryError
from library.ui import session
from library.ui.credit_order import step_to, take_only
from library.ui.errors import told
from library.ui.translation import t

_DONE = "credit_done"


def carry_out(
    settle: Callable[[], str],
    group: CreditGroup,
    ids: tuple[int, ...],
    following: str | None,
    *,
    wanted: Mapping[str, Any] | None = None,
) -> None:
    """Settle pictures and go on; say what somebody else settled in the meantime, and that it stays.

    Args:
        settle: leaves alone what waits no more, and gives the step.
        ids: the pictures that the person saw and took.
        wanted: part -> value that the person decided on, to be told where it is not saved.
    """
    before = settled_meanwhile(session.workspace(), ids)
    try:
        step = settle()
    except EditConflict as error:
        session.notify(told(error) if before is None else _told(before, wanted))
        return
    except LibraryError as error:
        session.notify(told(error))
        return
    finish(step, group, len(ids) - (before.count if before else 0), following)
    if before:
        session.notify(f"{t('credit.settled', n=len(ids) - before.count)} {_told(before, wanted)}")


def _told(before: Meanwhile, wanted: Mapping[str, Any] | None) -> str:
    """Say who settled pictures in the meantime and how, and which words are not saved there."""
    line = credit_text(session.workspace(), before.example) or t("library.credit.none")
    words = t("credit.meanwhile.by", n=before.count, by=before.by, line=line)
    names = [f"{t(f'words.field.{part}')}: {wanted[part]}" for part in NAMES if wanted and wanted.get(part)]
    return f"{words} {t('credit.meanwhile.mine', names=', '.join(names))}" if names else words


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
