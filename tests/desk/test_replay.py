from collections.abc import Callable
from typing import Any

import pytest

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset
from library.catalogue.search import AssetQuery
from library.credits.registry import entry_from, load_registry
from library.desk.agencies import save_agency
from library.desk.browse import find
from library.desk.curate import edit_asset
from library.desk.describe import proposed_layer
from library.desk.history import get_history, undo
from library.desk.replay import BATCH, Replay, ReplayGroup, apply_replay, replay
from library.desk.workspace import Workspace
from library.errors import EditConflict
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON

LINE = "Nordlichtbild"
ENTRY = {"name": "Nordlicht", "aliases": [LINE]}
PLAIN = load_registry()

Bring = Callable[..., int]


@pytest.fixture
def bring(workspace: Workspace) -> Bring:
    def add(name: str, **delivered: Any) -> int:
        with writing(workspace.engine) as session:
            proposed = proposed_layer(from_json(delivered), PLAIN)
            return add_asset(session, name, NOON, proposed=proposed, **delivered).id or 0

    return add


def asset_of(workspace: Workspace, asset_id: int) -> Asset:
    with reading(workspace.engine) as session:
        return session.get_one(Asset, asset_id)


def group(found: Replay, field: str) -> ReplayGroup:
    return next(one for one in found.groups if one.field == field)


def test_nothing_changes_where_the_rules_are_the_same(workspace: Workspace, bring: Bring) -> None:
    bring("one", credit_line="KEYSTONE/EPA/JEON HEON-KYUN")
    found = replay(workspace)
    assert (found.read, found.changed, found.groups) == (1, 0, ())
    assert apply_replay(workspace, by="anna", now=NOON).step is None


def test_proposed_agency_tells_what_it_would_change_and_changes_nothing(workspace: Workspace, bring: Bring) -> None:
    ids = [bring(f"one{number}", credit_line=LINE) for number in range(7)]
    bring("other", credit_line="AP")
    found = replay(workspace, load_registry([entry_from(ENTRY)]))
    assert (found.read, found.changed) == (8, 7)
    agency = group(found, "agency")
    assert (agency.old, agency.new, agency.assets, agency.decided) == (None, "Nordlicht", 7, 0)
    assert [one.asset_id for one in agency.examples] == ids[:5]
    assert group(found, "credit_state").new == "clear"
    assert asset_of(workspace, ids[0]).agency is None


def test_applying_shows_the_new_reading_and_is_undone_as_one_step(workspace: Workspace, bring: Bring) -> None:
    ids = [bring(f"one{number}", credit_line=LINE) for number in range(BATCH + 3)]
    before = [asset_of(workspace, one).proposed for one in ids]
    save_agency(workspace, ENTRY, by="anna", now=NOON)
    applied = apply_replay(workspace, by="anna", now=NOON)
    assert applied.changed == len(ids)
    assert find(workspace, AssetQuery(agency="Nordlicht", credit_state="clear")).total == len(ids)
    assert find(workspace, AssetQuery(words="nordlicht")).total == len(ids)
    assert replay(workspace).changed == 0
    past = get_history(workspace, "asset", ids[0])[0]
    assert past.action == "replay"
    assert ("agency", None, "Nordlicht") in past.fields
    assert applied.step is not None
    again = undo(workspace, applied.step, by="anna", now=NOON)
    assert [asset_of(workspace, one).proposed for one in ids] == before
    assert find(workspace, AssetQuery(agency="Nordlicht")).total == 0
    undo(workspace, again, by="anna", now=NOON)
    assert find(workspace, AssetQuery(agency="Nordlicht")).total == len(ids)


def test_decisions_stay_and_are_counted_apart(workspace: Workspace, bring: Bring) -> None:
    free, decided = bring("free", credit_line=LINE), bring("decided", credit_line=LINE)
    edit_asset(workspace, decided, {"agency": "AP"}, by="anna", now=NOON)
    save_agency(workspace, ENTRY, by="anna", now=NOON)
    found = replay(workspace)
    agency = group(found, "agency")
    assert (agency.assets, agency.decided, agency.shown) == (2, 1, 1)
    assert found.stay == 2  # the agency, and the state that the decision cleared
    assert [one.asset_id for one in agency.examples] == [free]
    apply_replay(workspace, by="anna", now=NOON)
    assert asset_of(workspace, free).agency == "Nordlicht"
    kept = asset_of(workspace, decided)
    assert kept.agency == "AP"
    assert kept.proposed["agency"]["value"] == "Nordlicht"


def test_replay_changed_again_since_is_not_undone_unaware(workspace: Workspace, bring: Bring) -> None:
    bring("one", credit_line=LINE)
    save_agency(workspace, ENTRY, by="anna", now=NOON)
    first = apply_replay(workspace, by="anna", now=NOON)
    save_agency(workspace, {"name": "Nordlicht"}, by="anna", now=NOON)
    save_agency(workspace, {"name": "Polar", "aliases": [LINE]}, by="anna", now=NOON)
    apply_replay(workspace, by="anna", now=NOON)
    assert first.step is not None
    with pytest.raises(EditConflict):
        undo(workspace, first.step, by="anna", now=NOON)


def test_texts_that_differ_from_picture_to_picture_are_one_group(workspace: Workspace, bring: Bring) -> None:
    for number in range(3):
        asset_id = bring(f"one{number}", description=f"A crow takes a grape, number {number}. (AP Photo/Ann Muster)")
        with writing(workspace.engine) as session:
            asset = session.get_one(Asset, asset_id)
            asset.proposed = {name: entry for name, entry in asset.proposed.items() if name != "caption"}
    (captions,) = (one for one in replay(workspace).groups if one.field == "caption")
    assert captions.is_mixed
    assert captions.assets == 3
    assert [one.new for one in captions.examples] == [f"A crow takes a grape, number {n}." for n in range(3)]


def test_progress_reaches_the_end(workspace: Workspace, bring: Bring) -> None:
    bring("one", credit_line=LINE)
    told: list[tuple[int, int]] = []
    replay(workspace, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
