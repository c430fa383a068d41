"""The newsroom's own words: kept in the catalogue on top of the shipped lists, read by at once, undone in one step."""

import pytest

from library.credits.own_words import KINDS, OwnWord
from library.credits.records import Credit, CreditFields
from library.desk.agencies import registry_of
from library.desk.agency_file import export_agencies, import_agencies, parse_agency_file
from library.desk.history import undo
from library.desk.own_words import list_words, own_words, remove_word, save_word
from library.desk.reading import read_credit
from library.desk.workspace import Workspace
from library.errors import NotFound, RegistryError
from tests.conftest import NOON

FILE = """
schema = 1

[[words]]
kind = "institution"
add = ["Xyzzywacht"]

[[words]]
kind = "restriction"
value = "NO_SALES"
add = ["xyzzy verkauf nie"]
remove = ["not for sale"]
"""


def read(workspace: Workspace, **fields: str) -> Credit:
    return read_credit(CreditFields(**fields), registry_of(workspace))


@pytest.mark.parametrize(
    ("word", "field", "text", "part", "value"),
    [
        (OwnWord("institution", "Xyzzywacht"), "credit", "KEYSTONE/Xyzzywacht Uri", "provider", "Xyzzywacht Uri"),
        (OwnWord("flag", "Xyzzyschatz", "archive"), "credit", "AP/Xyzzyschatz", "is_archive", True),
        (OwnWord("flag", "Archivbild", "symbolic"), "credit", "Archivbild / AP", "is_archive", False),
        (OwnWord("caption_flag", "xyzzyschatz", "archive"), "caption", "A bridge. Xyzzyschatz.", "is_archive", True),
        (OwnWord("person", "Xyzzy"), "credit", "Xyzzy", "photographer", "Xyzzy"),
        (OwnWord("label", "Xyzzybildnis"), "credit", "Xyzzybildnis: Jane Doe/AP", "unread", ()),
        (OwnWord("platform", "Xyzzynet"), "credit", "Jane Doe/Xyzzynet", "unread", ()),
        (OwnWord("private", "Xyzzyalbum"), "credit", "Xyzzyalbum", "provider", "xyzzyalbum"),
        (OwnWord("boilerplate", "please xyzzy"), "credit", "Jane Doe/AP please xyzzy", "photographer", "Jane Doe"),
        (OwnWord("restriction", "xyzzy verkauf nie", "NO_SALES"), "instructions", "Xyzzy Verkauf nie!", "restrictions",
         ("NO_SALES",)),
        (OwnWord("country", "XYZ", "CH"), "instructions", "XYZ OUT", "restrictions", ("TERRITORY_OUT:CH",)),
        (OwnWord("country", "Xyzzyland", "DE,AT"), "instructions", "No sales in Xyzzyland", "restrictions",
         ("TERRITORY_OUT:DE", "TERRITORY_OUT:AT")),
    ],
)  # fmt: skip
def test_word_is_read_by_once_it_is_saved_and_no_longer_once_it_is_undone(
    workspace: Workspace, word: OwnWord, field: str, text: str, part: str, value: object
) -> None:
    before = getattr(read(workspace, **{field: text}), part)
    assert before != value
    step = save_word(workspace, word, by="anna", now=NOON)
    assert step is not None
    assert getattr(read(workspace, **{field: text}), part) == value
    assert save_word(workspace, word, by="anna", now=NOON) is None
    undo(workspace, step, by="anna", now=NOON)
    assert getattr(read(workspace, **{field: text}), part) == before
    assert own_words(workspace) == ()


def test_shipped_word_is_taken_out_and_comes_back(workspace: Workspace) -> None:
    word = OwnWord("restriction", "not for sale", "NO_SALES")
    assert read(workspace, instructions="NOT FOR SALE").restrictions == ("NO_SALES",)
    remove_word(workspace, word, by="anna", now=NOON)
    assert read(workspace, instructions="NOT FOR SALE").restrictions == ()
    (view,) = [view for view in list_words(workspace) if view.word.is_removed]
    assert (view.word.text, view.is_shipped) == ("not for sale", True)
    assert list_words(workspace)[0] == view
    save_word(workspace, word, by="anna", now=NOON)
    assert read(workspace, instructions="NOT FOR SALE").restrictions == ("NO_SALES",)
    assert own_words(workspace) == ()


def test_every_kind_is_listed_and_no_shipped_word_is_refused(workspace: Workspace) -> None:
    kinds = {view.word.kind for view in list_words(workspace)}
    assert kinds == {*KINDS} - {"person"}
    assert all(view.is_shipped for view in list_words(workspace, "country"))


def test_word_that_is_not_there_cannot_be_removed(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="institution 'Xyzzywacht'"):
        remove_word(workspace, OwnWord("institution", "Xyzzywacht"), by="anna", now=NOON)


def test_phrase_that_cannot_be_read_by_is_refused_and_nothing_is_kept(workspace: Workspace) -> None:
    with pytest.raises(RegistryError, match="placeholder"):
        save_word(workspace, OwnWord("restriction", "no {colour} use", "NO_SALES"), by="anna", now=NOON)
    assert own_words(workspace) == ()


def test_words_go_out_as_toml_and_come_in_again_as_one_step(workspace: Workspace) -> None:
    told = import_agencies(workspace, parse_agency_file(FILE), by="anna", now=NOON)
    assert [word.text for word in told.words] == ["Xyzzywacht", "xyzzy verkauf nie", "not for sale"]
    text = export_agencies(workspace)
    assert set(parse_agency_file(text).words) == set(own_words(workspace))
    edited = parse_agency_file(text.replace("Xyzzywacht", "Xyzzyhilfe"))
    dry = import_agencies(workspace, edited, dry_run=True, by="anna", now=NOON)
    assert (dry.step, [word.text for word in dry.words]) == (None, ["Xyzzyhilfe"])
    again = import_agencies(workspace, edited, by="anna", now=NOON)
    assert len(own_words(workspace)) == 4
    undo(workspace, again.step or "", by="anna", now=NOON)
    undo(workspace, told.step or "", by="anna", now=NOON)
    assert own_words(workspace) == ()
    whole = import_agencies(workspace, parse_agency_file(export_agencies(workspace, everything=True)), by="a", now=NOON)
    assert (whole.step, whole.words) == (None, ())
