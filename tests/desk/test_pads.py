"""Stationery pads kept by name."""

import pytest

from library.captions.stationery import PadLine
from library.desk.browse import get_asset
from library.desk.bulk import apply_bulk
from library.desk.bulk_plan import BulkChange
from library.desk.history import undo
from library.desk.pads import get_pad, list_pads, remove_pad, rename_pad, save_pad
from library.desk.shelf import SHARED
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import stock

LEAGUE = (PadLine("caption", "{city}, {date:%d.%m.%Y}"), PadLine("keywords", "Fussball", "append"))


def names(workspace: Workspace, by: str) -> list[tuple[str, str]]:
    return [(pad.name, pad.owner) for pad in list_pads(workspace, by=by)]


def test_a_pad_of_the_desk_is_everybodys_and_ones_own_is_not(workspace: Workspace) -> None:
    save_pad(workspace, " Super   League ", LEAGUE, by="anna", now=NOON)
    save_pad(workspace, "Theater", LEAGUE[:1], is_own=True, by="anna", now=NOON)
    assert names(workspace, "anna") == [("Super League", SHARED), ("Theater", "anna")]
    assert names(workspace, "beat") == [("Super League", SHARED)]
    assert get_pad(workspace, "Super League", by="beat").lines == LEAGUE
    with pytest.raises(NotFound):
        get_pad(workspace, "Theater", by="beat")


def test_ones_own_pad_goes_before_the_desks_of_the_same_name(workspace: Workspace) -> None:
    save_pad(workspace, "Cup", LEAGUE, by="anna", now=NOON)
    save_pad(workspace, "Cup", LEAGUE[:1], is_own=True, by="beat", now=NOON)
    assert get_pad(workspace, "Cup", by="beat").lines == LEAGUE[:1]
    assert get_pad(workspace, "Cup", by="anna").lines == LEAGUE


def test_every_change_of_a_pad_is_undone_in_one_step(workspace: Workspace) -> None:
    made = save_pad(workspace, "Cup", LEAGUE, by="anna", now=NOON)
    assert save_pad(workspace, "Cup", LEAGUE, by="anna", now=NOON) is None
    changed = save_pad(workspace, "Cup", LEAGUE[:1], by="beat", now=NOON)
    renamed = rename_pad(workspace, "Cup", "Cup 2027", by="anna", now=NOON)
    removed = remove_pad(workspace, "Cup 2027", by="anna", now=NOON)
    assert names(workspace, "anna") == []
    for step, expected in ((removed, ("Cup 2027", 1)), (renamed, ("Cup", 1)), (changed, ("Cup", 2))):
        assert step is not None
        undo(workspace, step, by="anna", now=NOON)
        (pad,) = list_pads(workspace, by="anna")
        assert (pad.name, len(pad.lines)) == expected
    assert made is not None
    undo(workspace, made, by="anna", now=NOON)
    assert names(workspace, "anna") == []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("  ", LEAGUE),
        ("x" * 61, LEAGUE),
        ("Cup", ()),
        ("Cup", (PadLine("caption", "", is_ticked=False),)),
        ("Cup", (PadLine("caption", "{town}"),)),
        ("Cup", (PadLine("colour", "red"),)),
        ("Cup", (PadLine("is_pool", "true"),)),
    ],
)
def test_what_cannot_be_used_is_not_kept(workspace: Workspace, name: str, lines: tuple[PadLine, ...]) -> None:
    with pytest.raises(InvalidInput):
        save_pad(workspace, name, lines, by="anna", now=NOON)
    assert names(workspace, "anna") == []


def test_a_name_that_is_taken_is_refused(workspace: Workspace) -> None:
    save_pad(workspace, "Cup", LEAGUE, by="anna", now=NOON)
    save_pad(workspace, "League", LEAGUE, by="anna", now=NOON)
    with pytest.raises(InvalidInput):
        rename_pad(workspace, "Cup", "League", by="anna", now=NOON)


def test_a_saved_pad_is_put_on_pictures(workspace: Workspace) -> None:
    save_pad(workspace, "Cup", LEAGUE, by="anna", now=NOON)
    asset = stock(workspace, "goal", city="Bern", keywords=["Tor"])
    apply_bulk(workspace, [asset], BulkChange(pad=get_pad(workspace, "Cup", by="beat").lines), by="beat", now=NOON)
    shown = get_asset(workspace, asset).asset
    assert shown.caption == "Bern,"
    assert shown.keywords == ["Tor", "Fussball"]
