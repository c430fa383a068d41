from pathlib import Path

import pytest

from library.credits.format import load_styles
from library.credits.registry import (
    AgencyEntry,
    entry_from,
    load_registry,
    parse_agencies,
    read_agencies,
    shipped_entries,
)
from library.credits.words import load_words
from library.errors import RegistryError

REGISTRY = load_registry()


def test_shipped_registry_holds_together_and_is_large_enough() -> None:
    assert len(shipped_entries()) >= 150
    assert len({entry.name for entry in REGISTRY.entries}) == len(REGISTRY.entries)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("keystone", "KEYSTONE"),
        ("KEYSTONE-SDA", "KEYSTONE"),
        ("DPA Images", "dpa"),
        ("www.imago-images.de", "IMAGO"),
        ("https://www.imago-images.de", "IMAGO"),
        ("ITAR-TASS", "TASS"),
        ("Agencia EFE", "EFE"),
        ("Xinhua News Agency", "Xinhua"),
        ("The Associated Press", "AP"),
        ("  ap photo ", "AP"),
        ("GettyImages", "Getty Images"),
        ("Ritzau Scanpix", "Ritzau Scanpix"),
        ("ČTK", "CTK"),
    ],
)
def test_a_house_is_found_by_any_spelling(spelling: str, name: str) -> None:
    found = REGISTRY.find(spelling)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("spelling", ["", "-", "Blorbo", "Photo Agency", "The", "News", "Jane Doe"])
def test_unknown_names_are_no_house(spelling: str) -> None:
    assert REGISTRY.find(spelling) is None


def test_a_cut_name_is_found_where_only_one_house_begins_so() -> None:
    found = REGISTRY.find_cut("Press Association Ima")
    assert found is not None
    assert found.name == "PA"
    assert REGISTRY.find_cut("Agence") is None
    assert REGISTRY.find_cut("Zzzzzz") is None


def test_own_entries_come_on_top_and_take_their_spelling() -> None:
    own = AgencyEntry(name="Alpen Bild", aliases=("alpenbild.ch", "ap photo"))
    registry = load_registry([own])
    assert registry.find("alpenbild.ch") is own
    assert registry.find("AP Photo") is own
    assert registry.find("AP") is not own


def test_removed_houses_are_not_found() -> None:
    assert load_registry(removed=["watson"]).find("watson.ch") is None


def test_entry_from_json_gives_the_same_entry() -> None:
    assert entry_from({"name": "Alpen Bild", "aliases": ["alpenbild.ch"]}).aliases == ("alpenbild.ch",)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"name": "A1", "role": "boss"}, "role"),
        ({"name": "A1", "kind": "shop"}, "kind"),
        ({"name": "A1", "prints": "middle"}, "prints"),
        ({"name": "A1", "country": "Schweiz"}, "country"),
        ({"name": "A1", "id_patterns": ["("]}, "regular expression"),
        ({"name": "A1", "colour": "red"}, "colour"),
        ({"name": "A1", "aliases": "one"}, "aliases"),
        ({"name": "A1", "aliases": [1]}, "aliases"),
        ({"name": " ", "aliases": []}, "name"),
        ({"title": "nobody"}, "name"),
    ],
)
def test_a_wrong_entry_is_refused_with_the_word_that_is_wrong(values: dict[str, object], word: str) -> None:
    with pytest.raises(RegistryError, match=word):
        entry_from(values)


def test_two_own_entries_cannot_claim_one_spelling() -> None:
    with pytest.raises(RegistryError, match="both claim"):
        load_registry([AgencyEntry(name="One", aliases=("same",)), AgencyEntry(name="Two", aliases=("Same",))])


def test_files_of_another_schema_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="schema"):
        parse_agencies({"schema": 2, "agencies": {}})
    with pytest.raises(RegistryError, match="agencies"):
        parse_agencies({"schema": 1})
    broken = tmp_path / "agencies.toml"
    broken.write_text("[agencies\n")
    with pytest.raises(RegistryError, match="cannot be read"):
        read_agencies(broken)
    broken.write_text("labels = 3\n")
    with pytest.raises(RegistryError, match=r"words\.toml"):
        load_words(broken)
    with pytest.raises(RegistryError, match="schema 1"):
        load_styles(broken)
