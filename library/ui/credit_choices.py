"""What a group of the queue may be, as buttons with a number key each: a name in a part, or a block of the file."""

from dataclasses import dataclass

import streamlit as st

from library.catalogue.models import Asset
from library.desk.disagreement import CAPTION
from library.desk.queue import CreditGroup
from library.desk.settle import ORIGINS, settle_from
from library.ui import session
from library.ui.credit_done import carry_out
from library.ui.credit_order import taken_of
from library.ui.translation import t

HOUSES = ("distributor", "agency")
_FILLED = ("agency", "photographer", "provider")
_MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a group may be, as a button.

    Args:
        words: on the button.
        part: the part of the credit that it fills in; "" where it takes what a block says.
        value: with what; or the block.
    """

    words: str
    part: str
    value: str


def choices_of(group: CreditGroup, asset: Asset) -> list[Choice]:
    """List what a group may be, where its names or the blocks of its pictures tell.

    Args:
        asset: one picture of the group.
    """
    if group.kind == "blocks":
        return [Choice(_block_words(origin), "", origin) for origin in _blocks(asset)]
    if group.kind == "conflict":
        return [Choice(name, "agency", name) for name in group.names[:_MOST_CHOICES]]
    if group.kind == "distributor":
        return [Choice(t("credit.choice.itself", name=group.names[0]), "agency", group.names[0])]
    if group.kind in {"unknown", "cut"}:
        name = ", ".join(group.names)
        return [Choice(t(f"credit.choice.{part}"), part, name) for part in _FILLED]
    return []


def _blocks(asset: Asset) -> list[str]:
    """Name the blocks that contradict each other, of which one may be believed."""
    proofs = (asset.proposed.get("disagreement") or {}).get("evidence") or ()
    told_by = {str(proof.get("part") or "") for proof in proofs}
    if CAPTION in told_by:
        return [CAPTION]
    return [origin for origin in ORIGINS if origin in told_by]


def _block_words(origin: str) -> str:
    return t("credit.choice.caption") if origin == CAPTION else t("credit.choice.take", block=origin)


def show_choices(group: CreditGroup, asset: Asset, mark: str, following: str | None) -> None:
    """Show what the group may be; a block settles the group at once, a name is filled into the form.

    Args:
        mark: of the form's widgets.
        following: key of the group to look at after a block was taken.
    """
    found = choices_of(group, asset)
    if not found:
        return
    st.html(f"<p class='desk-label'>{t(f'credit.ask.{group.kind}')}</p>")
    with st.container(horizontal=True, gap="small", key="cred_choices"):
        for place, choice in enumerate(found, 1):
            st.button(
                choice.words,
                key=f"cred_choice_{place - 1}_{mark}",
                shortcut=str(place),
                on_click=_choose if choice.part else _take,
                args=(choice, mark) if choice.part else (choice.value, group, following),
            )


def _choose(choice: Choice, mark: str) -> None:
    """Fill a choice into the form; made for a button's callback."""
    for part in _FILLED:
        key = f"cred_{part}_{mark}"
        if session.widget(key) == choice.value and part != choice.part:
            session.set_widget(key, None if part in HOUSES else "")
    session.set_widget(f"cred_{choice.part}_{mark}", choice.value)


def _take(origin: str, group: CreditGroup, following: str | None) -> None:
    """Settle the group by what a block says; made for a button's callback."""
    ids, desk, by, now = taken_of(group), session.workspace(), session.user(), session.now()
    carry_out(lambda: settle_from(desk, ids, origin, only_waiting=True, by=by, now=now), group, ids, following)
