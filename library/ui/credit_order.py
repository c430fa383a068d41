"""The order of the queue in this session: which group and which picture is looked at, and what was skipped."""

from typing import cast

from library.desk.queue import CreditGroup, find_groups, queue_stamp
from library.ui import session

_CHOSEN, _SKIPPED, _PICTURE, _HERE = "credit_chosen", "credit_skipped", "credit_picture", "credit_here"
_OUT, _LARGE, _GROUPS = "credit_out", "credit_large", "credit_groups"


def groups_now() -> list[CreditGroup]:
    """Give the queue, found anew only where something happened since: every key draws the page again."""
    desk = session.workspace()
    stamp = queue_stamp(desk)
    held = session.memory().get(_GROUPS)
    if held is None or held[0] != stamp:
        held = session.memory()[_GROUPS] = (stamp, find_groups(desk))
    return ordered(cast("list[CreditGroup]", held[1]))


def ordered(groups: list[CreditGroup]) -> list[CreditGroup]:
    """Put the groups that were skipped in this session at the end."""
    skipped = _skipped()
    return sorted(groups, key=lambda group: skipped.get(group.key, 0))


def force_of(groups: list[CreditGroup]) -> tuple[int, str]:
    """Give the number of the last time that the page chose a group, and its key; else the first of the groups."""
    order, key = cast("tuple[int, str | None]", session.memory().get(_CHOSEN, (0, None)))
    keys = [group.key for group in groups]
    return order, key if key in keys else keys[0]


def chosen_key(key: str) -> str:
    """Note which group is looked at; another group begins with its first picture."""
    if session.memory().get(_HERE) != key:
        session.memory()[_HERE] = key
        session.memory()[_PICTURE] = 0
        session.memory()[_OUT] = set()
    return key


def step_to(key: str | None) -> None:
    """Have the list choose a group, None: the first; made for a button's callback."""
    order, _ = session.memory().get(_CHOSEN, (0, None))
    session.memory()[_CHOSEN] = (order + 1, key)


def skip(key: str, following: str) -> None:
    """Put a group at the end of this session's queue; made for a button's callback."""
    skipped = _skipped()
    skipped[key] = len(skipped) + 1
    session.dismiss_notice()
    step_to(following)


def following_of(groups: list[CreditGroup], group: CreditGroup) -> str | None:
    """Give the key of the group to look at after one is settled: the next, after the last the first; None: no other."""
    keys = [one.key for one in groups]
    others = [*keys[keys.index(group.key) + 1 :], *keys[: keys.index(group.key)]]
    return others[0] if others else None


def picture_of(group: CreditGroup) -> int:
    """Give the place of the picture looked at, counted from 0."""
    return min(int(session.memory().get(_PICTURE, 0)), group.count - 1)


def show_picture(place: int) -> None:
    """Look at another picture of the group; made for a button's callback."""
    session.memory()[_PICTURE] = place


def left_out() -> set[int]:
    """Give the pictures of the group looked at that are left out of the decision."""
    return cast("set[int]", session.memory().setdefault(_OUT, set()))


def taken_of(group: CreditGroup) -> tuple[int, ...]:
    """Give the pictures that a decision settles: all of the group but those left out."""
    out = left_out()
    return tuple(asset_id for asset_id in group.asset_ids if asset_id not in out)


def toggle(asset_id: int) -> None:
    """Leave a picture out, or take it in again; made for a button's callback."""
    session.memory()[_OUT] = left_out() ^ {asset_id}


def take_only(group: CreditGroup, asset_ids: tuple[int, ...]) -> None:
    """Take in these pictures and leave out all others of the group; made for a button's callback."""
    session.memory()[_OUT] = set(group.asset_ids) - set(asset_ids)


def is_large() -> bool:
    """Tell whether the picture looked at is shown large."""
    return bool(session.memory().get(_LARGE))


def show_large(*, is_open: bool = True) -> None:
    """Show the picture looked at large, or no longer; made for a button's callback."""
    session.memory()[_LARGE] = is_open


def _skipped() -> dict[str, int]:
    return cast("dict[str, int]", session.memory().setdefault(_SKIPPED, {}))
