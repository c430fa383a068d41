"""One change for many pictures: looked at first, saved in one step, undone in one step, nothing overwritten unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlmodel import select

from library.captions.code_replacements import parse_codes
from library.captions.find_replace import Search
from library.captions.stationery import PadLine
from library.catalogue.database import connect, open_database, reading
from library.catalogue.models import Asset, Change
from library.catalogue.search import AssetQuery, find_assets
from library.desk import bulk, history
from library.desk.browse import get_asset
from library.desk.bulk import apply_bulk, mixed_values, preview, versions_of
from library.desk.bulk_plan import BulkChange, BulkWarning, cleared
from library.desk.curate import edit_asset
from library.desk.history import get_history, undo
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import stock

WHO: dict[str, Any] = {"by": "anna", "now": NOON}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, workspace: Workspace) -> Iterator[Workspace]:
    """Give an empty workspace on either database."""
    if request.param == "sqlite":
        yield workspace
        return
    server = request.getfixturevalue("postgres_url")
    name = f"desk_{uuid4().hex}"
    admin = connect(server)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    shared = replace(workspace, engine=open_database(server.replace("/postgres?", f"/{name}?")))
    yield shared
    shared.close()


@pytest.fixture
def ids(workspace: Workspace) -> list[int]:
    """Bring three pictures in: two from Bern, one from nowhere."""
    return [
        stock(
            workspace,
            "arrival",
            agency="EPA",
            credit_state="unclear",
            delivered={"city": "Bern", "keywords": ["train"]},
        ),
        stock(workspace, "meeting", agency="EPA", photographer="Anna Muster", delivered={"city": "Bern"}),
        stock(workspace, "dinner", delivered={"description": "Foto: dinner"}),
    ]


def row(workspace: Workspace, asset_id: int) -> Asset:
    with reading(workspace.engine) as session:
        found = session.get(Asset, asset_id)
    assert found is not None
    return found


def captions(workspace: Workspace, ids: list[int]) -> list[str | None]:
    return [row(workspace, one).caption for one in ids]


def test_what_is_mixed_is_told_with_its_counts(workspace: Workspace, ids: list[int]) -> None:
    mixed = mixed_values(workspace, ids)
    assert (mixed["agency"].is_mixed, mixed["agency"].value) == (True, None)
    assert mixed["agency"].counts == (("EPA", 2), (None, 1))
    assert (mixed["caption"].is_mixed, mixed["caption"].value) == (False, None)
    assert mixed["keywords"].counts == (("", 2), ("train", 1))
    assert mixed_values(workspace, ids[:2])["city"].value == "Bern"


def test_a_bulk_edit_is_one_step_and_undone_as_one(either: Workspace) -> None:
    ids = [stock(either, name, delivered={"city": "Bern"}) for name in ("arrival", "meeting", "dinner")]
    change = BulkChange(
        values={"photographer": "Anna Muster"},
        pad=(PadLine("caption", "{city}, Nr. {sequence:02}"), PadLine("keywords", "winter", "append")),
    )
    report = apply_bulk(either, ids[::-1], change, **WHO)
    assert (report.count("changed"), report.step is not None) == (3, True)
    assert captions(either, ids) == ["Bern, Nr. 03", "Bern, Nr. 02", "Bern, Nr. 01"]
    with reading(either.engine) as session:
        assert find_assets(session, AssetQuery(words="winter muster")).total == 3
        assert set(session.exec(select(Change.step).where(Change.action == "edit"))) == {report.step}
    back = undo(either, report.step or "", **WHO)
    assert captions(either, ids) == [None, None, None]
    assert row(either, ids[0]).decided == {}
    undo(either, back, **WHO)
    assert captions(either, ids)[0] == "Bern, Nr. 03"
    with reading(either.engine) as session:
        assert find_assets(session, AssetQuery(words="winter")).total == 3


def test_a_preview_tells_old_and_new_and_changes_nothing(workspace: Workspace, ids: list[int]) -> None:
    change = BulkChange(pad=(PadLine("caption", "{photographer}"), PadLine("agency", "AP")))
    looked = preview(workspace, ids, change, limit=2)
    assert looked.step is None
    assert [(one.field, one.old, one.new) for one in looked.items[0].changes] == [
        ("agency", "EPA", "AP"),
        ("credit_state", "unclear", "clear"),
    ]
    assert looked.items[0].warnings == (BulkWarning("empty_variable", "caption", "photographer"),)
    assert ("caption", None, "Anna Muster") in [(one.field, one.old, one.new) for one in looked.items[1].changes]
    assert len(looked.items) == 2
    assert row(workspace, ids[0]).version == 1


def test_variables_use_what_the_same_change_sets(workspace: Workspace, ids: list[int]) -> None:
    pad = (
        PadLine("caption", "{city} {headline}: {credit}"),
        PadLine("city", "Thun"),
        PadLine("headline", "x", is_ticked=False),
    )
    apply_bulk(workspace, ids[:1], BulkChange(values={"photographer": "Eva Beispiel"}, pad=pad), **WHO)
    assert captions(workspace, ids[:1]) == ["Thun : Bild: EPA/Eva Beispiel"]


def test_the_day_is_the_newsrooms(workspace: Workspace, ids: list[int]) -> None:
    from library.catalogue.database import writing

    with writing(workspace.engine) as session:
        asset = session.get(Asset, ids[0])
        assert asset is not None
        asset.created_at = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    looked = preview(workspace, ids[:1], BulkChange(pad=(PadLine("caption", "{date} {date:%H:%M}"),)))
    assert looked.items[0].changes[0].new == "21.11.2026 00:30"
    pad = tuple(PadLine(name, "{date:%B}") for name in ("caption", "caption_fr", "caption_en"))
    months = preview(workspace, ids[:1], BulkChange(pad=pad)).items[0].changes
    assert [one.new for one in months] == ["November", "novembre", "November"]


def test_codes_are_replaced_in_what_is_written_and_where_asked(workspace: Workspace, ids: list[int]) -> None:
    table = parse_codes("rf\tRoger Federer\ttennis\n")
    edit_asset(workspace, ids[1], {"headline": "=rf= wins"}, **WHO)
    change = BulkChange(
        pad=(PadLine("caption", "=rf= and =xx="), PadLine("keywords", "=rf#2=", "append")),
        codes=table,
        codes_in=("headline",),
    )
    report = apply_bulk(workspace, ids[:2], change, **WHO)
    assert captions(workspace, ids[:2]) == ["Roger Federer and =xx="] * 2
    assert row(workspace, ids[0]).keywords == ["train", "tennis"]
    assert row(workspace, ids[1]).headline == "Roger Federer wins"
    assert report.items[0].warnings == (BulkWarning("unknown_code", "caption", "xx"),)


def test_find_and_replace_goes_through_texts_and_lists(workspace: Workspace, ids: list[int]) -> None:
    search = Search(r"^(?:Foto: |tr)", "", is_regex=True)
    report = apply_bulk(workspace, ids, BulkChange(search=search, search_in=("description", "keywords")), **WHO)
    assert [item.state for item in report.items] == ["changed", "same", "changed"]
    assert (row(workspace, ids[0]).keywords, row(workspace, ids[2]).description) == (["ain"], "dinner")
    assert row(workspace, ids[2]).delivered["description"] == "Foto: dinner"


def test_fields_are_copied_from_another_picture(workspace: Workspace, ids: list[int]) -> None:
    change = BulkChange(copy_from=ids[1], copy_fields=("photographer", "city"), pad=(PadLine("city", "!", "append"),))
    apply_bulk(workspace, ids[2:], change, **WHO)
    copied = row(workspace, ids[2])
    assert (copied.photographer, copied.city, copied.credit_state) == ("Anna Muster", "Bern!", "clear")


def test_fields_are_cleared(workspace: Workspace, ids: list[int]) -> None:
    apply_bulk(workspace, ids, BulkChange(values=cleared(["keywords", "agency", "is_pool"])), **WHO)
    asset = row(workspace, ids[0])
    assert (asset.keywords, asset.agency, asset.proposed["agency"]["value"]) == ([], None, "EPA")
    with pytest.raises(InvalidInput):
        cleared(["colour"])


def test_a_change_that_changes_nothing_leaves_no_step(workspace: Workspace, ids: list[int]) -> None:
    report = apply_bulk(workspace, ids[:2], BulkChange(values={"city": "Bern"}), **WHO)
    assert (report.step, report.count("same")) == (None, 2)
    assert get_history(workspace, "asset", ids[0]) == []


def test_somebody_elses_words_are_not_overwritten_and_the_others_are_saved(either: Workspace) -> None:
    ids = [stock(either, name) for name in ("arrival", "meeting", "dinner")]
    seen = versions_of(either, ids)
    edit_asset(either, ids[0], {"caption": "Theirs"}, by="jan", now=NOON)
    edit_asset(either, ids[1], {"headline": "Another field"}, by="jan", now=NOON)
    report = apply_bulk(either, ids, BulkChange(values={"caption": "Mine"}), versions=seen, **WHO)
    assert [item.state for item in report.items] == ["conflict", "changed", "changed"]
    assert report.items[0].conflicts == ("caption",)
    assert (report.items[0].changes[0].old, report.items[0].changes[0].new) == ("Theirs", "Mine")
    assert captions(either, ids) == ["Theirs", "Mine", "Mine"]
    assert row(either, ids[1]).headline == "Another field"


def test_what_was_changed_and_taken_back_since_is_told_too(workspace: Workspace, ids: list[int]) -> None:
    seen = versions_of(workspace, ids)
    step = edit_asset(workspace, ids[0], {"caption": "Theirs", "headline": "x"}, by="jan", now=NOON)
    undo(workspace, step or "", by="jan", now=NOON)
    report = apply_bulk(workspace, ids[:1], BulkChange(values={"caption": "Mine"}), versions=seen, **WHO)
    assert report.items[0].state == "conflict"


def test_what_was_seen_is_no_conflict(workspace: Workspace, ids: list[int]) -> None:
    edit_asset(workspace, ids[0], {"caption": "Before"}, by="jan", now=NOON)
    seen = preview(workspace, ids, BulkChange()).versions
    report = apply_bulk(workspace, ids, BulkChange(values={"caption": "Mine"}), versions=seen, **WHO)
    assert report.count("changed") == 3


def test_all_or_nothing_saves_nothing(workspace: Workspace, ids: list[int]) -> None:
    seen = versions_of(workspace, ids)
    edit_asset(workspace, ids[1], {"caption": "Theirs"}, by="jan", now=NOON)
    change = BulkChange(values={"caption": "Mine"}, on_conflict="stop")
    with pytest.raises(EditConflict, match="1 of these"):
        apply_bulk(workspace, ids, change, versions=seen, **WHO)
    assert captions(workspace, ids) == [None, "Theirs", None]


@pytest.mark.parametrize(
    "change",
    [
        BulkChange(values={"colour": "red"}),
        BulkChange(values={"caption": 3}),
        BulkChange(pad=(PadLine("is_pool", "x"),)),
        BulkChange(pad=(PadLine("caption", "{town}"),)),
        BulkChange(search=Search("(", "", is_regex=True), search_in=("description",)),
        BulkChange(search=Search("a", "b"), search_in=("credit_state",)),
        BulkChange(copy_from=1, copy_fields=("colour",)),
    ],
)
def test_what_makes_no_sense_changes_nothing(workspace: Workspace, ids: list[int], change: BulkChange) -> None:
    with pytest.raises(InvalidInput):
        apply_bulk(workspace, ids, change, **WHO)
    assert row(workspace, ids[0]).version == 1


def test_an_unknown_picture_is_told_and_nothing_saved(workspace: Workspace, ids: list[int]) -> None:
    with pytest.raises(NotFound, match="9999"):
        apply_bulk(workspace, [*ids, 9999], BulkChange(values={"caption": "Mine"}), **WHO)
    assert captions(workspace, ids) == [None, None, None]


def test_more_pictures_than_one_statement_takes(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_CHUNK", 2)
    monkeypatch.setattr(history, "_CHUNK", 2)
    ids = [stock(workspace, f"picture {number}") for number in range(5)]
    seen = versions_of(workspace, ids)
    change = BulkChange(pad=(PadLine("caption", "{sequence:03}"),))
    report = apply_bulk(workspace, ids[::-1], change, versions=seen, **WHO)
    assert captions(workspace, ids) == ["005", "004", "003", "002", "001"]
    undo(workspace, report.step or "", **WHO)
    assert captions(workspace, ids) == [None] * 5


def test_captions_of_other_languages_are_written_found_and_undone(either: Workspace) -> None:
    ids = [stock(either, "arrival", delivered={"city": "Bern"}), stock(either, "meeting")]
    change = BulkChange(pad=(PadLine("caption_fr", "Le tigre à {city}"), PadLine("caption", "Der Tiger")))
    report = apply_bulk(either, ids, change, **WHO)
    assert row(either, ids[0]).decided["caption_fr"] == "Le tigre à Bern"
    assert captions(either, ids) == ["Der Tiger"] * 2
    assert mixed_values(either, ids)["caption_fr"].distinct == 2
    with reading(either.engine) as session:
        assert find_assets(session, AssetQuery(words="tigre")).total == 2
    undo(either, report.step or "", **WHO)
    with reading(either.engine) as session:
        assert find_assets(session, AssetQuery(words="tigre")).total == 0


def test_names_are_spelt_out_as_the_agency_the_selection_or_earlier_captions_have_them(workspace: Workspace) -> None:
    first = stock(workspace, "first", description="President Karin Keller-Sutter in Bern. EPA/NORA MUSTER", caption="")
    second = stock(workspace, "second", keywords=["Roger Muster"], delivered={"persons": ["Léa d'Arc"]})
    earlier = stock(workspace, "earlier")
    edit_asset(workspace, earlier, {"caption": "Trainer Murat Yakin jubelt."}, by="anna", now=NOON)
    edit_asset(workspace, first, {"caption": "Keller-Suter winkt Muster und Yakin."}, by="anna", now=NOON)
    edit_asset(workspace, second, {"caption": "R. Muster lacht."}, by="anna", now=NOON)
    change = BulkChange(spell_names=True)
    looked = preview(workspace, [first, second], change)
    assert [item.changes[0].new for item in looked.items] == [
        "Karin Keller-Sutter winkt Roger Muster und Murat Yakin.",
        "Roger Muster lacht.",
    ]
    assert get_asset(workspace, second).asset.caption == "R. Muster lacht."
    done = apply_bulk(workspace, [first, second], change, by="anna", now=NOON)
    assert get_asset(workspace, first).asset.caption == "Karin Keller-Sutter winkt Roger Muster und Murat Yakin."
    assert done.step is not None
    undo(workspace, done.step, by="anna", now=NOON)
    assert get_asset(workspace, second).asset.caption == "R. Muster lacht."


def test_a_name_of_two_people_is_told_and_stays(workspace: Workspace) -> None:
    asset = stock(workspace, "family", description="Roger Muster and Anna Muster at home.")
    edit_asset(workspace, asset, {"caption": "Muster lacht."}, by="anna", now=NOON)
    (item,) = preview(workspace, [asset], BulkChange(spell_names=True)).items
    assert item.changes == ()
    assert [(one.kind, one.what) for one in item.warnings] == [("two_people", "Muster")]
