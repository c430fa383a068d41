"""Tables of code replacements kept by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.captions.code_replacements import parse_codes, table_of, to_tsv
from library.desk.codes import get_codes, list_codes, remove_codes, rename_codes, save_codes
from library.desk.history import undo
from library.desk.shelf import SHARED
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON

TEAM = parse_codes("rf\tRoger Federer\tFederer\nmh\tMartina Hingis\n")
OTHER = parse_codes("rf\tRolf Frei\n", delimiter="~")


def names(workspace: Workspace, by: str) -> list[tuple[str, str, int]]:
    return [(one.name, one.owner, one.count) for one in list_codes(workspace, by=by)]


def test_a_table_of_the_desk_is_everybodys_and_ones_own_goes_first(workspace: Workspace) -> None:
    save_codes(workspace, " The   team ", TEAM, by="anna", now=NOON)
    save_codes(workspace, "The team", OTHER, is_own=True, by="anna", now=NOON)
    assert names(workspace, "anna") == [("The team", SHARED, 2), ("The team", "anna", 1)]
    assert names(workspace, "beat") == [("The team", SHARED, 2)]
    assert get_codes(workspace, "The team", by="anna").table == OTHER
    assert get_codes(workspace, "The team", owner=SHARED, by="anna").table == TEAM
    assert get_codes(workspace, "The team", by="beat").table.find("RF") == ("Roger Federer", "Federer")


def test_a_table_is_replaced_renamed_thrown_away_and_each_is_taken_back(workspace: Workspace) -> None:
    by = "anna"
    save_codes(workspace, "Team", TEAM, by=by, now=NOON)
    assert save_codes(workspace, "Team", TEAM, by=by, now=NOON) is None
    replaced = save_codes(workspace, "Team", OTHER, by="beat", now=NOON)
    saved = get_codes(workspace, "Team", by=by)
    assert (saved.table, saved.changed_by) == (OTHER, "beat")
    undo(workspace, replaced or "", by=by, now=NOON)
    assert get_codes(workspace, "Team", by=by).table == TEAM
    renamed = rename_codes(workspace, "Team", "Tennis", by=by, now=NOON)
    assert names(workspace, by) == [("Tennis", SHARED, 2)]
    undo(workspace, renamed or "", by=by, now=NOON)
    removed = remove_codes(workspace, "Team", by=by, now=NOON)
    assert names(workspace, by) == []
    undo(workspace, removed, by=by, now=NOON)
    assert get_codes(workspace, "Team", by=by).table == TEAM


def test_a_name_is_asked_for_and_given_once(workspace: Workspace) -> None:
    for name in ("", "  ", "x" * 61):
        with pytest.raises(InvalidInput, match="table of codes"):
            save_codes(workspace, name, TEAM, by="anna", now=NOON)
    for name in ("One", "Two"):
        save_codes(workspace, name, TEAM, by="anna", now=NOON)
    with pytest.raises(InvalidInput, match="'Two' already"):
        rename_codes(workspace, "One", "Two", by="anna", now=NOON)
    with pytest.raises(NotFound):
        get_codes(workspace, "Three", by="anna")


_TEXT = st.text("abcäß <>&'\"/.-", max_size=12).map(lambda text: " ".join(text.split()))


@given(
    st.dictionaries(
        st.text("abcXYZ019.-", min_size=1, max_size=6),
        st.lists(_TEXT, max_size=3).map(lambda row: (*row, "end")),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_read_as_the_same_table(codes: dict[str, tuple[str, ...]]) -> None:
    assert parse_codes(to_tsv(table_of(codes))) == table_of(codes)
