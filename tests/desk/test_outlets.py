"""Outlets of the newsroom: rules on top of those that come with photodesk."""

import pytest

from library.captions.outlets import DEFAULT, format_outlets, parse_outlets, shipped_outlets
from library.desk.galleries import edit_item
from library.desk.gallery_view import get_gallery
from library.desk.history import undo
from library.desk.outlets import (
    export_outlets,
    get_outlet,
    import_outlets,
    list_outlets,
    outlets_of,
    remove_outlet,
    rules_in,
    save_outlet,
)
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound, RegistryError
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids

SHORT = {"longest_caption": 20, "languages": {"fr": {"quotes": "“”"}}}


def test_rules_that_a_person_saves_hold_at_once_and_are_undone_in_one_step(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, credited(workspace, "meeting", photographer="Nora Muster"))
    (item,) = item_ids(workspace, gallery_id)
    edit_item(workspace, item, {"caption": "Ein Treffen am Morgen in Bern."}, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).findings == ()
    step = save_outlet(workspace, "Morgenpost", SHORT, by="anna", now=NOON)
    assert [one.code for one in get_gallery(workspace, gallery_id).findings] == ["CAP004"]
    assert rules_in(workspace, "fr").quotes == "“”"
    assert save_outlet(workspace, "Morgenpost", SHORT, by="anna", now=NOON) is None
    assert step is not None
    undo(workspace, step, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).findings == ()


def test_the_list_says_where_rules_come_from_and_which_outlet_is_ours(workspace: Workspace) -> None:
    save_outlet(workspace, "Abendblatt", {"dateline": True}, by="anna", now=NOON)
    views = list_outlets(workspace)
    assert views[0].name == DEFAULT
    assert [(view.name, view.is_shipped, view.is_changed) for view in views if view.name == "Abendblatt"] == [
        ("Abendblatt", False, True)
    ]
    assert [view.name for view in views if view.is_ours] == ["Morgenpost"]
    assert get_outlet(workspace, " abendblatt ").table == {"dateline": True}
    with pytest.raises(NotFound):
        get_outlet(workspace, "Mittagszeitung")


def test_removed_outlets_have_the_defaults_and_come_back(workspace: Workspace) -> None:
    save_outlet(workspace, "Abendblatt", {"dateline": True}, by="anna", now=NOON)
    for name in ("Abendblatt", "Morgenpost"):
        step = remove_outlet(workspace, name, by="anna", now=NOON)
        assert name not in outlets_of(workspace)
        undo(workspace, step, by="anna", now=NOON)
        assert name in outlets_of(workspace)
    with pytest.raises(InvalidInput):
        remove_outlet(workspace, DEFAULT, by="anna", now=NOON)


def test_outlets_go_to_another_desk_as_a_file(workspace: Workspace) -> None:
    save_outlet(workspace, 'Die "Post"', SHORT, by="anna", now=NOON)
    text = export_outlets(workspace)
    assert parse_outlets(text) == {'Die "Post"': SHORT}
    assert import_outlets(workspace, text, by="anna", now=NOON) == (None, ())
    step, changed = import_outlets(workspace, text.replace("20", "30"), by="beat", now=NOON)
    assert changed == ('Die "Post"',)
    assert get_outlet(workspace, 'Die "Post"').table["longest_caption"] == 30
    assert step is not None
    undo(workspace, step, by="anna", now=NOON)
    assert get_outlet(workspace, 'Die "Post"').table == SHORT


def test_shipped_tables_are_written_and_read_without_loss(workspace: Workspace) -> None:
    assert parse_outlets(format_outlets(shipped_outlets())) == shipped_outlets()
    assert parse_outlets(export_outlets(workspace, everything=True)) == shipped_outlets()


@pytest.mark.parametrize(
    "text",
    [
        "[outlets.A]\nlength = 3",
        '[outlets.A]\nlongest_caption = "3"',
        "[outlets.A]\nlongest_caption = -1",
        '[outlets.A]\nquotes = "«"',
        '[outlets.A]\nsharp_s = "sz"',
        '[outlets.A.languages."deutsch!"]\nquotes = "«»"',
        '[outlets]\nA = "x"',
        '[outlets.""]\ndateline = true',
        "[agencies.A]\nname = 1",
        "outlets = 3",
        "= no TOML",
    ],
)
def test_a_file_that_holds_anything_else_changes_nothing(workspace: Workspace, text: str) -> None:
    with pytest.raises(RegistryError) as caught:
        import_outlets(workspace, f"[outlets.Good]\ndateline = true\n{text}", by="anna", now=NOON)
    assert caught.value.hint
    assert "Good" not in outlets_of(workspace)
