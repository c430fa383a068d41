"""Only what a change can reach is read anew, and nothing that it changes is missed."""

from dataclasses import replace

import pytest

from library.credits.own_words import OwnWord
from library.credits.registry import AgencyEntry, Registry, load_registry
from library.desk.describe import proposed_layer
from library.desk.reach import is_reached, needles_between
from library.desk.replay import replay
from library.desk.workspace import Workspace
from library.media.metadata import from_json
from tests.desk.stock import deliver

PLAIN = load_registry()
NORDLICHT = load_registry([AgencyEntry("Nordlicht", aliases=("Nordlichtbild Agentur",))])
TEXTS = (
    "Nordlicht",
    "NORDLICHT/Ann Muster",
    "Ann Muster / Nord-Licht",
    "Foto: Nördlicht",
    "Nordlichtbild Agen",
    "x" * 12 + " via Nordlichtbild Ag",
    "Ann Muster",
    "KEYSTONE/EPA/Ann Muster",
    "Wasserretter Uri/AP",
    "WASSER&shy;RETTER",
    "Archivschatz / AP",
)
CHANGES = (
    NORDLICHT,
    load_registry(words=(OwnWord("institution", "Wasserretter"),)),
    load_registry(words=(OwnWord("flag", "Archivschatz", "archive"),)),
    load_registry(words=(OwnWord("person", "Nordlicht"),)),
    load_registry(words=(OwnWord("restriction", "nie * verkaufen", "NO_SALES"),)),
    load_registry(words=(OwnWord("country", "Xyzzyland", "CH"),)),
    load_registry(words=(OwnWord("flag", "pool", "pool", is_removed=True),)),
)


@pytest.mark.parametrize("changed", CHANGES)
@pytest.mark.parametrize("text", [*TEXTS, "Never ever verkaufen, nie", "XYZZYLAND OUT", "AP Pool"])
@pytest.mark.parametrize("field", ["credit_line", "description", "instructions", "creator"])
def test_what_is_not_reached_reads_the_same(changed: Registry, text: str, field: str) -> None:
    delivered = {field: [text] if field == "creator" else text}
    needles = needles_between(PLAIN, changed)
    assert needles is not None
    record = from_json(delivered)
    if proposed_layer(record, PLAIN) != proposed_layer(record, changed):
        assert is_reached(delivered, needles)


def test_same_registry_reaches_nothing_and_ids_reach_everything() -> None:
    assert needles_between(PLAIN, PLAIN) == frozenset()
    assert not is_reached({"credit_line": "AP"}, frozenset())
    epa = next(entry for entry in PLAIN.entries if entry.name == "EPA")
    assert needles_between(PLAIN, load_registry([replace(epa, aliases=(*epa.aliases, "Eppa"))])) is None


def test_words_are_looked_for_in_every_block_but_not_in_cameras() -> None:
    needles = needles_between(PLAIN, NORDLICHT)
    assert needles is not None
    assert is_reached({"candidates": [{"field": "creator", "origin": "IIM", "value": ["Nordlicht"]}]}, needles)
    assert not is_reached({"camera": "Nordlicht X1", "credit_line": "AP"}, needles)


def test_replay_of_what_is_reached_finds_what_a_whole_one_finds(workspace: Workspace) -> None:
    for number, text in enumerate(TEXTS * 3):
        deliver(workspace, f"p{number}", credit_line=text)
    whole = replay(workspace, NORDLICHT)
    told: list[tuple[int, int]] = []
    some = replay(
        workspace,
        NORDLICHT,
        only=needles_between(PLAIN, NORDLICHT),
        progress=lambda done, all_: told.append((done, all_)),
    )
    assert some == whole
    assert whole.changed
    assert told[-1] == (len(TEXTS) * 3, len(TEXTS) * 3)
