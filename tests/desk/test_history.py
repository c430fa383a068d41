"""Edits are kept and undone as one step; nothing a newer edit says is lost."""

from datetime import datetime

import pytest

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Gallery, GalleryItem
from library.catalogue.search import AssetQuery, find_assets
from library.desk.curate import edit_asset, edit_assets, withdraw_decisions
from library.desk.history import begin_step, get_history, undo
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound, NothingToUndo
from tests.assets import add_asset

PROPOSED = {"agency": {"value": "EPA", "rule": "agency id", "evidence": []}}


@pytest.fixture
def asset(workspace: Workspace, now: datetime) -> int:
    with writing(workspace.engine) as session:
        asset = add_asset(session, "zug", now, headline="Delivered", description="A train", proposed=PROPOSED)
    assert asset.id is not None
    return asset.id


def row(workspace: Workspace, asset_id: int) -> Asset:
    with reading(workspace.engine) as session:
        found = session.get(Asset, asset_id)
    assert found is not None
    return found


def test_an_edit_shows_and_keeps_the_other_layers(workspace: Workspace, asset: int, now: datetime) -> None:
    edit_asset(workspace, asset, {"headline": " Decided ", "agency": "AP"}, by="anna", now=now)
    edited = row(workspace, asset)
    assert (edited.headline, edited.agency) == ("Decided", "AP")
    assert edited.delivered["headline"] == "Delivered"
    assert edited.proposed["agency"]["value"] == "EPA"
    assert edited.credit_state == "clear"


def test_an_edit_is_found_by_its_new_words(workspace: Workspace, asset: int, now: datetime) -> None:
    edit_asset(workspace, asset, {"caption": "Ein Seelöwe"}, by="anna", now=now)
    with reading(workspace.engine) as session:
        assert find_assets(session, AssetQuery(words="seelowe")).total == 1


def test_the_history_tells_who_and_what(workspace: Workspace, asset: int, now: datetime) -> None:
    edit_asset(workspace, asset, {"headline": "One"}, by="anna", now=now)
    edit_asset(workspace, asset, {"headline": "Two"}, by="beat", now=now)
    newest, oldest = get_history(workspace, "asset", asset)
    assert (newest.by, newest.fields) == ("beat", (("headline", "One", "Two"),))
    assert (oldest.by, oldest.fields) == ("anna", (("headline", None, "One"),))


def test_undo_shows_what_was_there_before(workspace: Workspace, asset: int, now: datetime) -> None:
    step = edit_asset(workspace, asset, {"headline": "One", "agency": "AP"}, by="anna", now=now)
    assert step is not None
    undo(workspace, step, by="anna", now=now)
    after = row(workspace, asset)
    assert (after.headline, after.agency, after.credit_state, after.decided) == ("Delivered", "EPA", "missing", {})


def test_an_undo_can_be_undone(workspace: Workspace, asset: int, now: datetime) -> None:
    step = edit_asset(workspace, asset, {"headline": "One"}, by="anna", now=now)
    assert step is not None
    undo(workspace, undo(workspace, step, by="anna", now=now), by="anna", now=now)
    assert row(workspace, asset).headline == "One"
    with pytest.raises(NothingToUndo):
        undo(workspace, step, by="anna", now=now)


def test_an_older_step_is_not_undone_over_a_newer_edit(workspace: Workspace, asset: int, now: datetime) -> None:
    step = edit_asset(workspace, asset, {"headline": "One"}, by="anna", now=now)
    edit_asset(workspace, asset, {"headline": "Two"}, by="beat", now=now)
    assert step is not None
    with pytest.raises(EditConflict):
        undo(workspace, step, by="anna", now=now)
    assert row(workspace, asset).headline == "Two"


def test_a_stale_form_is_refused(workspace: Workspace, asset: int, now: datetime) -> None:
    seen = row(workspace, asset).version
    edit_asset(workspace, asset, {"headline": "One"}, version=seen, by="anna", now=now)
    with pytest.raises(EditConflict):
        edit_asset(workspace, asset, {"headline": "Two"}, version=seen, by="beat", now=now)


def test_saving_what_is_shown_decides_nothing(workspace: Workspace, asset: int, now: datetime) -> None:
    assert edit_asset(workspace, asset, {"headline": "Delivered", "agency": "EPA"}, by="anna", now=now) is None
    assert get_history(workspace, "asset", asset) == []


def test_a_field_can_be_decided_to_be_empty(workspace: Workspace, asset: int, now: datetime) -> None:
    edit_asset(workspace, asset, {"agency": None}, by="anna", now=now)
    assert row(workspace, asset).agency is None
    withdraw_decisions(workspace, asset, ["agency"], by="anna", now=now)
    assert row(workspace, asset).agency == "EPA"


def test_a_batch_is_one_step(workspace: Workspace, asset: int, now: datetime) -> None:
    with writing(workspace.engine) as session:
        other = add_asset(session, "other", now).id
    assert other is not None
    step = edit_assets(workspace, [asset, other], {"keywords": ["train", " train ", ""]}, by="anna", now=now)
    assert step is not None
    assert [row(workspace, number).keywords for number in (asset, other)] == [["train"], ["train"]]
    undo(workspace, step, by="anna", now=now)
    assert [row(workspace, number).keywords for number in (asset, other)] == [[], []]


def test_a_batch_with_an_unknown_asset_changes_none(workspace: Workspace, asset: int, now: datetime) -> None:
    with pytest.raises(NotFound):
        edit_assets(workspace, [asset, 999], {"headline": "One"}, by="anna", now=now)
    assert row(workspace, asset).headline == "Delivered"


@pytest.mark.parametrize("values", [{"colour": "red"}, {"is_pool": "yes"}, {"keywords": "a, b"}, {"headline": 7}])
def test_nonsense_is_refused(workspace: Workspace, asset: int, now: datetime, values: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        edit_asset(workspace, asset, values, by="anna", now=now)


def test_rows_that_came_or_went_are_undone_with_their_values(workspace: Workspace, now: datetime) -> None:
    with writing(workspace.engine) as session:
        step = begin_step(session, "create", by="anna", now=now)
        gallery = Gallery(title="Besuch", created_at=now, created_by="anna", changed_at=now)
        step.add(gallery)
        item = GalleryItem(uid="a" * 32, gallery_id=gallery.id, position=0, caption="Kim reist ...")
        step.add(item)
        created = step.uid
    with writing(workspace.engine) as session:
        removing = begin_step(session, "remove", by="anna", now=now)
        removing.remove(session.get(GalleryItem, item.id))  # type: ignore[arg-type]
    undo(workspace, removing.uid, by="anna", now=now)
    with reading(workspace.engine) as session:
        again = session.get(GalleryItem, item.id)
        assert again is not None
        assert (again.uid, again.caption) == ("a" * 32, "Kim reist ...")
    undo(workspace, created, by="anna", now=now)
    with reading(workspace.engine) as session:
        assert session.get(Gallery, gallery.id) is None
        assert session.get(GalleryItem, item.id) is None


def test_an_unknown_step_is_told(workspace: Workspace, now: datetime) -> None:
    with pytest.raises(NothingToUndo):
        undo(workspace, "0" * 32, by="anna", now=now)
