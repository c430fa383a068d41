"""Building galleries: order, captions, links, and taking any step back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.catalogue.database import writing
from library.catalogue.models import GalleryItem
from library.desk import galleries
from library.desk.curate import edit_asset
from library.desk.galleries import NewGallery, create_gallery
from library.desk.gallery_view import check_reorder, get_gallery, list_galleries
from library.desk.history import get_history, undo
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, gallery_of, item_ids, shown_assets, stock


@pytest.fixture
def three(workspace: Workspace) -> tuple[int, list[int]]:
    assets = [credited(workspace, name) for name in ("arrival", "meeting", "dinner")]
    return gallery_of(workspace, *assets), assets


def want(workspace: Workspace, gallery_id: int, **wanted: str) -> int:
    with writing(workspace.engine) as session:
        item = GalleryItem(uid="f" * 32, gallery_id=gallery_id, position=99, wanted=wanted)
        session.add(item)
        session.flush()
        return item.id or 0


def test_new_gallery_holds_its_pictures_in_order(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, assets = three
    view = get_gallery(workspace, gallery_id)
    assert [each.item.asset_id for each in view.items] == assets
    assert [item.position for item in view.document.items] == [1, 2, 3]
    assert view.gallery.state == "draft"
    assert not view.is_changed


def test_gallery_without_title_or_with_unknown_picture_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="title"):
        create_gallery(workspace, NewGallery("  "), by="anna", now=NOON)
    with pytest.raises(NotFound, match="asset 99"):
        create_gallery(workspace, NewGallery("Leer", asset_ids=(99,)), by="anna", now=NOON)
    assert list_galleries(workspace) == []


def test_several_pictures_are_added_at_a_place_in_one_step(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, assets = three
    new = [credited(workspace, "crowd"), credited(workspace, "band")]
    step = galleries.add_assets(workspace, gallery_id, new, at=1, by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == [assets[0], *new, *assets[1:]]
    undo(workspace, step, by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == assets


def test_adding_an_unknown_picture_adds_none(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, assets = three
    with pytest.raises(NotFound):
        galleries.add_assets(workspace, gallery_id, [assets[0], 99], by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == assets


def test_order_is_saved_and_taken_back(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    before = item_ids(workspace, gallery_id)
    wanted = [before[2], before[0], before[1]]
    version = get_gallery(workspace, gallery_id).gallery.version
    step = galleries.reorder(workspace, gallery_id, wanted, version=version, by="anna", now=NOON)
    assert item_ids(workspace, gallery_id) == wanted
    undo(workspace, step, by="anna", now=NOON)
    assert item_ids(workspace, gallery_id) == before


def test_order_of_somebody_who_saw_an_older_version_is_refused(
    workspace: Workspace, three: tuple[int, list[int]]
) -> None:
    gallery_id, assets = three
    before = item_ids(workspace, gallery_id)
    version = get_gallery(workspace, gallery_id).gallery.version
    galleries.move(workspace, gallery_id, [before[0]], 2, by="beat", now=NOON)
    with pytest.raises(EditConflict):
        galleries.reorder(workspace, gallery_id, before[::-1], version=version, by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == [assets[1], assets[2], assets[0]]


def test_undo_counts_as_a_change_for_those_who_did_not_see_it(
    workspace: Workspace, three: tuple[int, list[int]]
) -> None:
    gallery_id, _ = three
    before = item_ids(workspace, gallery_id)
    step = galleries.move(workspace, gallery_id, [before[0]], 2, by="beat", now=NOON)
    version = get_gallery(workspace, gallery_id).gallery.version
    undo(workspace, step, by="beat", now=NOON)
    with pytest.raises(EditConflict):
        galleries.reorder(workspace, gallery_id, before[::-1], version=version, by="anna", now=NOON)


def test_order_that_loses_an_item_is_refused(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    with pytest.raises(EditConflict, match="other pictures"):
        galleries.reorder(workspace, gallery_id, item_ids(workspace, gallery_id)[:2], version=None, by="anna", now=NOON)


def test_same_order_changes_nothing(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    before = get_gallery(workspace, gallery_id).gallery.version
    order = item_ids(workspace, gallery_id)
    assert galleries.reorder(workspace, gallery_id, order, version=None, by="anna", now=NOON) is None
    assert get_gallery(workspace, gallery_id).gallery.version == before


def test_item_of_another_gallery_is_not_moved(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    other = gallery_of(workspace, credited(workspace, "crowd"))
    with pytest.raises(NotFound, match="has no item"):
        galleries.move(workspace, three[0], item_ids(workspace, other), 0, by="anna", now=NOON)


def test_removed_item_comes_back_to_its_place_with_its_caption(
    workspace: Workspace, three: tuple[int, list[int]]
) -> None:
    gallery_id, assets = three
    item = item_ids(workspace, gallery_id)[1]
    galleries.edit_item(workspace, item, {"caption": "Beim Treffen."}, by="anna", now=NOON)
    step = galleries.remove_item(workspace, item, by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == [assets[0], assets[2]]
    undo(workspace, step, by="anna", now=NOON)
    view = get_gallery(workspace, gallery_id)
    assert [each.item.asset_id for each in view.items] == assets
    assert view.items[1].item.caption == "Beim Treffen."


def test_picture_is_added_in_the_gap_that_a_removed_one_left(
    workspace: Workspace, three: tuple[int, list[int]]
) -> None:
    gallery_id, assets = three
    galleries.remove_item(workspace, item_ids(workspace, gallery_id)[0], by="anna", now=NOON)
    new = credited(workspace, "crowd")
    galleries.add_assets(workspace, gallery_id, [new], at=0, by="anna", now=NOON)
    assert shown_assets(workspace, gallery_id) == [new, assets[1], assets[2]]


def test_hidden_item_stays_but_is_not_shown(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, assets = three
    step = galleries.hide(workspace, item_ids(workspace, gallery_id)[0], by="anna", now=NOON)
    view = get_gallery(workspace, gallery_id)
    assert len(view.items) == 3
    assert [item.asset_id for item in view.document.items] == assets[1:]
    undo(workspace, step, by="anna", now=NOON)
    assert len(get_gallery(workspace, gallery_id).document.items) == 3


def test_text_of_an_item_wins_over_the_text_of_its_picture(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival", photographer="Anna Muster")
    gallery_id = gallery_of(workspace, asset)
    printed = get_gallery(workspace, gallery_id).items[0].printed
    assert printed.alt_text == "To be seen"
    assert "Anna Muster" in printed.credit.printed
    values = {"caption": " Ankunft. ", "alt_text": "Ein Zug", "credit_line": "Bild: zvg"}
    galleries.edit_item(workspace, item_ids(workspace, gallery_id)[0], values, by="anna", now=NOON)
    printed = get_gallery(workspace, gallery_id).items[0].printed
    assert (printed.caption, printed.alt_text, printed.credit.printed) == ("Ankunft.", "Ein Zug", "Bild: zvg")
    assert printed.credit.agency == "EPA"


def test_caption_that_a_person_wrote_for_the_picture_is_a_first_one(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival", description="Agency text", caption="Agency sentence")
    edit_asset(workspace, asset, {"caption": "Von uns."}, by="anna", now=NOON)
    other = credited(workspace, "meeting", caption="Agency sentence")
    view = get_gallery(workspace, gallery_of(workspace, asset, other))
    assert [each.printed.caption for each in view.items] == ["Von uns.", ""]


def french(workspace: Workspace, *assets: int) -> int:
    new = galleries.NewGallery("Le défilé", language="fr-CH", asset_ids=assets)
    return galleries.create_gallery(workspace, new, by="anna", now=NOON)


def test_a_gallery_takes_the_pictures_captions_in_its_language_and_carries_the_others(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival", description="An agency's text in English.")
    edit_asset(
        workspace,
        asset,
        {"caption": "Ankunft.", "caption_fr": "Arrivée.", "caption_it": "Arrivo."},
        by="anna",
        now=NOON,
    )
    (german,), (other,) = (
        get_gallery(workspace, one).document.items for one in (gallery_of(workspace, asset), french(workspace, asset))
    )
    assert (german.caption, german.translations) == ("Ankunft.", {"fr": "Arrivée.", "it": "Arrivo."})
    assert (other.caption, other.translations) == ("Arrivée.", {"de": "Ankunft.", "it": "Arrivo."})
    assert {german.agency_text, other.agency_text} == {"An agency's text in English."}


def test_a_caption_of_one_use_in_another_language_goes_before_the_pictures_and_is_undone(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival")
    edit_asset(workspace, asset, {"caption": "Ankunft.", "caption_fr": "Arrivée."}, by="anna", now=NOON)
    gallery_id = gallery_of(workspace, asset)
    (item,) = item_ids(workspace, gallery_id)
    step = galleries.edit_item(
        workspace, item, {"caption_fr": "Ils arrivent.", "caption_de": "Da!"}, by="anna", now=NOON
    )
    assert step is not None
    (shown,) = get_gallery(workspace, gallery_id).document.items
    assert (shown.caption, shown.translations) == ("Da!", {"fr": "Ils arrivent."})
    undo(workspace, step, by="anna", now=NOON)
    (shown,) = get_gallery(workspace, gallery_id).document.items
    assert (shown.caption, shown.translations) == ("Ankunft.", {"fr": "Arrivée."})
    galleries.edit_item(workspace, item, {"caption_fr": "Ils arrivent."}, by="anna", now=NOON)
    galleries.edit_item(workspace, item, {"caption_fr": ""}, by="anna", now=NOON)
    (shown,) = get_gallery(workspace, gallery_id).document.items
    assert shown.translations == {"fr": "Arrivée."}


def test_two_people_who_write_one_item_in_one_language_do_not_overwrite_each_other(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, credited(workspace, "arrival"))
    (item,) = item_ids(workspace, gallery_id)
    galleries.edit_item(workspace, item, {"caption_it": "Prima."}, seen={"caption_it": None}, by="beat", now=NOON)
    galleries.edit_item(workspace, item, {"caption_fr": "Premier."}, seen={"caption_fr": None}, by="anna", now=NOON)
    with pytest.raises(EditConflict):
        galleries.edit_item(workspace, item, {"caption_it": "Mia."}, seen={"caption_it": None}, by="anna", now=NOON)
    (shown,) = get_gallery(workspace, gallery_id).document.items
    assert shown.translations == {"it": "Prima.", "fr": "Premier."}


def test_writing_over_text_that_somebody_changed_is_refused(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    item = item_ids(workspace, three[0])[0]
    galleries.edit_item(workspace, item, {"caption": "Erste."}, seen={"caption": None}, by="beat", now=NOON)
    with pytest.raises(EditConflict):
        galleries.edit_item(workspace, item, {"caption": "Zweite."}, seen={"caption": ""}, by="anna", now=NOON)
    galleries.edit_item(workspace, item, {"alt_text": "Zug"}, seen={"alt_text": None}, by="anna", now=NOON)


def test_two_people_write_under_different_pictures_at_once(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    first, second, _ = item_ids(workspace, three[0])
    one = galleries.edit_item(workspace, first, {"caption": "Erste."}, by="anna", now=NOON)
    galleries.edit_item(workspace, second, {"caption": "Zweite."}, by="beat", now=NOON)
    undo(workspace, one, by="anna", now=NOON)
    captions = [each.printed.caption for each in get_gallery(workspace, three[0]).items]
    assert captions == ["", "Zweite.", ""]


def test_unknown_field_or_item_is_refused(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    with pytest.raises(InvalidInput, match="no field"):
        galleries.edit_item(workspace, item_ids(workspace, three[0])[0], {"price": "1"}, by="anna", now=NOON)
    with pytest.raises(NotFound):
        galleries.edit_item(workspace, 99, {"caption": "x"}, by="anna", now=NOON)


def test_one_picture_leads(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    first, second, _ = item_ids(workspace, gallery_id)
    galleries.set_lead(workspace, gallery_id, first, by="anna", now=NOON)
    step = galleries.set_lead(workspace, gallery_id, second, by="anna", now=NOON)
    assert [item.lead for item in get_gallery(workspace, gallery_id).document.items] == [False, True, False]
    undo(workspace, step, by="anna", now=NOON)
    assert [item.lead for item in get_gallery(workspace, gallery_id).document.items] == [True, False, False]
    with pytest.raises(NotFound):
        galleries.set_lead(workspace, gallery_id, 99, by="anna", now=NOON)


def test_wanted_picture_is_a_gap_until_it_is_linked(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    item = want(workspace, gallery_id, agency_image_id="xyz00000001", caption="Am Abend.", credit_line="Bild: keystone")
    view = get_gallery(workspace, gallery_id)
    assert view.document.items[-1].is_wanted
    assert view.document.items[-1].caption == "Am Abend."
    assert "GAL001" in {finding.code for finding in view.findings}
    assert list_galleries(workspace)[0].wanted == 1
    clip = credited(workspace, "evening", kind="video")
    step = galleries.fill_wanted(workspace, item, clip, by="anna", now=NOON)
    last = get_gallery(workspace, gallery_id).document.items[-1]
    assert (last.asset_id, last.kind) == (clip, "video")
    undo(workspace, step, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).document.items[-1].is_wanted


def test_wrong_link_is_taken_off_only_where_something_was_wanted(
    workspace: Workspace, three: tuple[int, list[int]]
) -> None:
    gallery_id, assets = three
    item = want(workspace, gallery_id, description="A picture")
    galleries.fill_wanted(workspace, item, assets[0], by="anna", now=NOON)
    galleries.fill_wanted(workspace, item, None, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).document.items[-1].is_wanted
    with pytest.raises(InvalidInput, match="never a wanted"):
        galleries.fill_wanted(workspace, item_ids(workspace, gallery_id)[0], None, by="anna", now=NOON)


def test_chain_is_shown_and_its_tearing_foretold(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    items = item_ids(workspace, gallery_id)
    for item, caption in zip(items, ("Sie kommt ...", "... sie sieht ...", "... sie siegt."), strict=True):
        galleries.edit_item(workspace, item, {"caption": caption}, by="anna", now=NOON)
    view = get_gallery(workspace, gallery_id)
    assert view.chains == (tuple(each.item.uid for each in view.items),)
    assert check_reorder(workspace, gallery_id, tuple(items)) == ()
    (finding,) = check_reorder(workspace, gallery_id, (items[0], items[2]))
    assert finding.code == "CAP003"


def test_findings_name_what_is_missing_and_doubled(workspace: Workspace) -> None:
    bare = stock(workspace, "bare")
    twin, other = (credited(workspace, name, bits=HALF) for name in ("twin", "other"))
    view = get_gallery(workspace, gallery_of(workspace, bare, twin, other))
    uids = [each.item.uid for each in view.items]
    found = {(finding.code, finding.subject) for finding in view.findings}
    assert ("CRD001", f"item:{uids[0]}") in found
    assert ("CAP002", f"item:{uids[0]}") in found
    assert ("DUP001", f"item:{uids[2]}") in found


def test_credit_that_nobody_is_sure_of_is_a_warning_until_somebody_decides(workspace: Workspace) -> None:
    asset = credited(workspace, "found", credit_state="unclear")
    gallery_id = gallery_of(workspace, asset)
    assert "CRD003" in {finding.code for finding in get_gallery(workspace, gallery_id).findings}
    edit_asset(workspace, asset, {"photographer": "Nora Muster"}, by="anna", now=NOON)
    assert "CRD003" not in {finding.code for finding in get_gallery(workspace, gallery_id).findings}


def test_picture_barred_in_our_country_is_an_error_before_it_goes_out(workspace: Workspace) -> None:
    asset = credited(workspace, "match", restrictions=["TERRITORY_OUT:CH", "NO_SALES"])
    findings = get_gallery(workspace, gallery_of(workspace, asset)).findings
    assert findings[0].code == "RGT001"
    assert findings[0].severity == "error"
    assert "RGT002" in {finding.code for finding in findings}


def test_rename_is_kept_in_the_history_of_the_gallery(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, _ = three
    step = galleries.rename(workspace, gallery_id, "  Besuch   am Hafen ", by="anna", now=NOON)
    galleries.hide(workspace, item_ids(workspace, gallery_id)[0], by="beat", now=NOON)
    assert get_gallery(workspace, gallery_id).gallery.title == "Besuch am Hafen"
    assert [past.action for past in get_history(workspace, "gallery", gallery_id)] == ["hide", "rename", "create"]
    undo(workspace, step, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).gallery.title == "Parade in Bildern"


def test_list_shows_cover_and_counts(workspace: Workspace, three: tuple[int, list[int]]) -> None:
    gallery_id, assets = three
    (summary,) = list_galleries(workspace)
    assert (summary.items, summary.wanted, summary.cover_id) == (3, 0, assets[0])
    galleries.set_lead(workspace, gallery_id, item_ids(workspace, gallery_id)[2], by="anna", now=NOON)
    assert list_galleries(workspace)[0].cover_id == assets[2]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_moves_taken_back_give_the_order_there_was(workspace: Workspace, data: st.DataObject) -> None:
    existing = list_galleries(workspace)
    gallery_id = (
        existing[0].gallery.id if existing else gallery_of(workspace, *(credited(workspace, f"p{n}") for n in range(5)))
    )
    before = item_ids(workspace, gallery_id)
    steps = []
    for _ in range(data.draw(st.integers(1, 3))):
        moved = data.draw(st.lists(st.sampled_from(before), min_size=1, max_size=3, unique=True))
        steps.append(galleries.move(workspace, gallery_id, moved, data.draw(st.integers(-1, 6)), by="anna", now=NOON))
    for step in filter(None, reversed(steps)):
        undo(workspace, step, by="anna", now=NOON)
    assert item_ids(workspace, gallery_id) == before
