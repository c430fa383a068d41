from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.credits.own_words import OwnWord
from library.credits.registry import KINDS, PRINTS, ROLES, AgencyEntry, shipped_entries
from library.desk.agencies import list_agencies, registry_of, remove_agency, removed_agencies, save_agency
from library.desk.agency_file import (
    AgencyFile,
    export_agencies,
    format_agency_file,
    import_agencies,
    parse_agency_file,
    registry_with,
)
from library.desk.history import undo
from library.desk.workspace import Workspace, open_workspace
from library.errors import RegistryError
from library.settings import Settings
from tests.conftest import NOON

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).map(lambda text: f"N{text}n")
ENTRIES = st.builds(
    AgencyEntry,
    name=NAMES,
    title=st.one_of(st.just(""), NAMES),
    role=st.sampled_from(ROLES),
    kind=st.sampled_from(KINDS),
    prints=st.sampled_from(PRINTS),
    redistributes=st.booleans(),
    country=st.sampled_from(("", "CH", "DE")),
    aliases=st.lists(NAMES, max_size=3).map(tuple),
    id_patterns=st.sampled_from(((), ("epa\\d{8}",), ('a"b\\.c', "x"))),
    printed_as=st.one_of(st.just(""), NAMES),
)


WORDS = st.builds(
    lambda kind, text, is_removed: OwnWord(kind[0], text.strip(), kind[1], is_removed),
    st.sampled_from([("institution", ""), ("flag", "pool"), ("country", "CH"), ("restriction", "NO_SALES")]),
    st.from_regex(r"[a-zé]{3,9}( [\"'a-z]{3,9})?", fullmatch=True),
    st.booleans(),
)


def sorted_words(words: Iterable[OwnWord]) -> list[OwnWord]:
    return sorted(words, key=lambda word: (word.kind, word.text, word.is_removed))


@given(
    st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.name),
    st.lists(NAMES, max_size=2),
    st.lists(WORDS, max_size=5),
)
def test_what_is_written_is_read_again(entries: list[AgencyEntry], removed: list[str], words: list[OwnWord]) -> None:
    file = AgencyFile(tuple(entries), tuple(removed), tuple(words))
    again = parse_agency_file(format_agency_file(file))
    assert (again.entries, again.removed) == (file.entries, file.removed)
    assert sorted_words(again.words) == sorted_words(file.words)


def test_all_shipped_agencies_survive_the_round_trip(workspace: Workspace) -> None:
    text = export_agencies(workspace, everything=True)
    assert parse_agency_file(text).entries == shipped_entries()
    imported = import_agencies(workspace, parse_agency_file(text), by="anna", now=NOON)
    assert (imported.step, imported.added, imported.changed, imported.same) == (None, (), (), len(shipped_entries()))


def test_own_entries_and_removals_pass_to_another_desk(workspace: Workspace, tmp_path) -> None:
    save_agency(workspace, {"name": "Alpen Bild", "aliases": ["alpenbild.ch"], "country": "CH"}, by="anna", now=NOON)
    remove_agency(workspace, "KNA", by="anna", now=NOON)
    text = export_agencies(workspace)
    assert '"Alpen Bild" = { country = "CH", aliases = ["alpenbild.ch"] }' in text
    other = open_workspace(Settings(home=tmp_path / "other", workers=1, user="ben"))
    try:
        told = import_agencies(other, parse_agency_file(text), by="ben", now=NOON)
        assert (told.added, told.changed, told.removed) == (("Alpen Bild",), (), ("KNA",))
        assert export_agencies(other) == text
        assert removed_agencies(other) == ["KNA"]
        assert told.step is not None
        undo(other, told.step, by="ben", now=NOON)
        assert registry_of(other).find("KNA") is not None
        assert registry_of(other).find("Alpen Bild") is None
    finally:
        other.close()


def test_dry_run_changes_nothing(workspace: Workspace) -> None:
    file = parse_agency_file('schema = 1\n[agencies]\n"Alpen Bild" = {}\n"dpa" = { printed_as = "DPA" }\n')
    told = import_agencies(workspace, file, dry_run=True, by="anna", now=NOON)
    assert (told.step, told.added, told.changed) == (None, ("Alpen Bild",), ("dpa",))
    assert not any(view.is_changed for view in list_agencies(workspace))
    proposed = registry_with(workspace, file).find("alpen bild")
    assert proposed is not None
    assert proposed.name == "Alpen Bild"


def test_file_brings_a_removed_agency_back(workspace: Workspace) -> None:
    remove_agency(workspace, "KNA", by="anna", now=NOON)
    file = parse_agency_file('schema = 1\n[agencies]\n"KNA" = { kind = "agency", aliases = ["KNA-Bild"] }\n')
    import_agencies(workspace, file, by="anna", now=NOON)
    assert removed_agencies(workspace) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema = ", "no TOML"),
        ("[agencies]", "schema"),
        ("schema = 1", r"\[agencies\]"),
        ("schema = 1\nremoved = 3\n[agencies]", "removed"),
        ('schema = 1\n[agencies]\n"A" = { colour = "red" }', "colour"),
    ],
)
def test_file_that_does_not_hold_together_is_refused(text: str, words: str) -> None:
    with pytest.raises(RegistryError, match=words):
        parse_agency_file(text)


def test_spelling_of_two_agencies_is_refused_and_nothing_is_changed(workspace: Workspace) -> None:
    file = parse_agency_file('schema = 1\n[agencies]\n"A1" = { aliases = ["Xy"] }\n"A2" = { aliases = ["Xy"] }\n')
    with pytest.raises(RegistryError, match="both claim"):
        import_agencies(workspace, file, by="anna", now=NOON)
    assert not any(view.is_changed for view in list_agencies(workspace))
