"""Settling groups of the queue, as one step each: by decision, by what a block says, and learning from it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from library.catalogue.database import reading
from library.catalogue.models import Asset
from library.desk.agencies import list_agencies, registry_of
from library.desk.agency_file import AgencyFile, registry_with
from library.desk.curate import edit_asset
from library.desk.history import get_history, undo
from library.desk.ingest import ingest
from library.desk.own_words import own_words
from library.desk.queue import find_groups, read_together
from library.desk.replay import replay
from library.desk.settle import Lesson, lesson_of, settle, settle_and_learn, settle_from
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import deliver
from tests.media.building import alt, iim, iptc_segment, jpeg_with, seq, xmp, xmp_segment

Bring = Callable[..., int]


@pytest.fixture
def bring(workspace: Workspace) -> Bring:
    return partial(deliver, workspace)


def asset_of(workspace: Workspace, asset_id: int) -> Asset:
    with reading(workspace.engine) as session:
        return session.get_one(Asset, asset_id)


def test_one_decision_settles_the_group_and_is_undone_as_one_step(workspace: Workspace, bring: Bring) -> None:
    ids = [bring(f"u{n}", credit_line="Nordlichtbild") for n in range(3)]
    (group,) = find_groups(workspace)
    step = settle(workspace, group.key, {"agency": "Nordlicht", "is_handout": True}, by="anna", now=NOON)
    assert find_groups(workspace) == []
    settled = asset_of(workspace, ids[0])
    assert (settled.agency, settled.is_handout, settled.credit_state) == ("Nordlicht", True, "clear")
    assert settled.decided == {"agency": "Nordlicht", "is_handout": True, "credit_state": "clear"}
    undo(workspace, step, by="anna", now=NOON)
    assert find_groups(workspace) == [group]
    assert asset_of(workspace, ids[0]).decided == {}


def test_what_is_not_given_stays_as_each_is_read(workspace: Workspace, bring: Bring) -> None:
    first = bring("one", credit_line="Reuters", source="AP", creator=["Ann Muster"])
    second = bring("two", credit_line="Reuters", source="AP", creator=["Rolf Beispiel"])
    shared = read_together(workspace, [first, second])
    assert shared.values["agency"] == "Reuters"
    assert shared.mixed == {"photographer": 2}
    settle(workspace, [first, second], {"agency": "Reuters"}, by="anna", now=NOON)
    assert [asset_of(workspace, one).photographer for one in (first, second)] == ["Ann Muster", "Rolf Beispiel"]
    assert asset_of(workspace, first).decided == {"credit_state": "clear"}
    assert find_groups(workspace) == []


def test_settling_that_nobody_can_be_named_leaves_the_queue(workspace: Workspace, bring: Bring) -> None:
    asset_id = bring("nobody")
    step = settle(workspace, [asset_id], {}, by="anna", now=NOON)
    assert find_groups(workspace) == []
    assert asset_of(workspace, asset_id).credit_state == "missing"
    undo(workspace, step, by="anna", now=NOON)
    assert len(find_groups(workspace)) == 1


def test_nonsense_is_refused_with_what_to_do(workspace: Workspace, bring: Bring) -> None:
    asset_id = bring("nobody")
    with pytest.raises(InvalidInput, match="part"):
        settle(workspace, [asset_id], {"headline": "x"}, by="anna", now=NOON)
    with pytest.raises(InvalidInput, match="no picture"):
        settle(workspace, [], {}, by="anna", now=NOON)
    with pytest.raises(NotFound, match="no group"):
        settle(workspace, "unknown:nothing", {}, by="anna", now=NOON)
    with pytest.raises(NotFound, match="no asset"):
        settle(workspace, [asset_id, 99], {"agency": "AP"}, by="anna", now=NOON)


def test_learning_settles_the_group_and_reads_all_others_anew_in_one_step(workspace: Workspace, bring: Bring) -> None:
    ids = [bring(f"u{n}", credit_line="Nordlichtbild") for n in range(2)]
    other = bring("other", credit_line="Jane Doe/Nordlichtbild")
    decided = bring("decided", credit_line="Nordlichtbild")
    edit_asset(workspace, decided, {"agency": "AP"}, by="eva", now=NOON)
    group = next(group for group in find_groups(workspace) if group.names == ("Nordlichtbild",))
    file = lesson_of(workspace, "Nordlichtbild", {"agency": "Nordlicht"})
    told = replay(workspace, registry_with(workspace, file))
    assert next(one for one in told.groups if one.field == "agency").assets == 4
    step = settle_and_learn(workspace, ids, Lesson({"agency": "Nordlicht"}, file), by="anna", now=NOON)
    assert [asset_of(workspace, one).agency for one in (*ids, other)] == ["Nordlicht"] * 3
    assert asset_of(workspace, other).decided == {}
    assert asset_of(workspace, decided).agency == "AP"
    assert [past.step for past in get_history(workspace, "asset", ids[0])] == [step]
    undo(workspace, step, by="anna", now=NOON)
    assert next(one for one in find_groups(workspace) if one.key == group.key) == group
    assert registry_of(workspace).find("Nordlichtbild") is None
    assert asset_of(workspace, ids[0]).decided == {}


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"photographer": "Nordlichtbild"}, "photographer"),
        ({"provider": "NORDLICHTBILD"}, "provider"),
        ({"agency": "Nordlichtbild"}, "agency"),
        ({"agency": "EPA"}, "agency"),
        ({"distributor": "KEYSTONE"}, "distributor"),
    ],
)
def test_name_is_learnt_as_what_it_was_settled_as(
    workspace: Workspace, bring: Bring, values: dict[str, Any], part: str
) -> None:
    first, second = bring("one", credit_line="Nordlichtbild"), bring("two", credit_line="Nordlichtbild")
    file = lesson_of(workspace, "Nordlichtbild", values)
    settle_and_learn(workspace, [first], Lesson(values, file), by="anna", now=NOON)
    assert str(getattr(asset_of(workspace, second), part)).casefold() == str(values[part]).casefold()
    assert asset_of(workspace, second).credit_state == ("unclear" if part == "distributor" else "clear")
    assert bool(own_words(workspace)) == (part in ("photographer", "provider"))
    assert any(view.is_changed for view in list_agencies(workspace)) == (part in ("agency", "distributor"))


def test_name_that_is_known_already_teaches_nothing(workspace: Workspace) -> None:
    assert lesson_of(workspace, "KEYSTONE-SDA", {"agency": "KEYSTONE"}) == AgencyFile()
    with pytest.raises(InvalidInput, match="Nobody is named"):
        lesson_of(workspace, "Nordlichtbild", {"is_pool": True})


@pytest.fixture
def torn(workspace: Workspace, tmp_path: Path) -> list[int]:
    """Bring in two files whose IIM names other people and another agency than their XMP."""
    for number, (ours, theirs) in enumerate((("Ann Muster", "Rolf Beispiel"), ("Eva Probe", "Max Versuch"))):
        body = seq("dc:creator", ours) + alt("dc:description", f"A bridge, {number}.")
        told = xmp(body + "<photoshop:Credit>Reuters</photoshop:Credit>")
        block = iim((2, 80, theirs.encode()), (2, 110, b"AP"), (2, 120, f"A bridge, {number}.".encode()))
        (tmp_path / f"{number}.jpg").write_bytes(jpeg_with(xmp_segment(told), iptc_segment(block)))
    report = ingest(workspace, sorted(tmp_path.glob("*.jpg")), by="anna", now=NOON)
    return [result.asset_id or 0 for result in report.results]


def test_pictures_whose_blocks_contradict_each_other_are_one_group(workspace: Workspace, torn: list[int]) -> None:
    (group,) = find_groups(workspace)
    assert (group.kind, group.field, group.names) == ("blocks", "credit_line", ("Reuters", "AP"))
    assert sorted(group.asset_ids) == sorted(torn)
    assert asset_of(workspace, torn[0]).credit_state == "conflict"


@pytest.mark.parametrize(
    ("origin", "agency", "people", "line"),
    [
        ("XMP", "Reuters", {"Ann Muster", "Eva Probe"}, "Reuters"),
        ("IIM", "AP", {"Rolf Beispiel", "Max Versuch"}, "AP"),
    ],
)
def test_group_is_settled_by_what_one_block_says_of_each(
    workspace: Workspace, torn: list[int], origin: str, agency: str, people: set[str], line: str
) -> None:
    (group,) = find_groups(workspace)
    step = settle_from(workspace, group.key, origin, by="anna", now=NOON)
    assets = [asset_of(workspace, asset_id) for asset_id in torn]
    assert {asset.photographer for asset in assets} == people
    assert {(asset.agency, asset.credit_line, asset.credit_state) for asset in assets} == {(agency, line, "clear")}
    assert find_groups(workspace) == []
    undo(workspace, step, by="anna", now=NOON)
    assert find_groups(workspace) == [group]


def test_caption_settles_against_the_fields(workspace: Workspace, bring: Bring) -> None:
    asset_id = bring(
        "signed", creator=["Ann Muster"], credit_line="AP", description="A bridge in Bern. (AP Photo/Rolf Beispiel)"
    )
    (group,) = find_groups(workspace)
    assert (group.kind, group.field, group.names, group.is_of_persons) == ("blocks", "creator", ("caption",), True)
    settle_from(workspace, group.key, "caption", by="anna", now=NOON)
    assert asset_of(workspace, asset_id).photographer == "Rolf Beispiel"


def test_pictures_without_the_block_stay_in_the_queue(workspace: Workspace, torn: list[int], bring: Bring) -> None:
    bare = bring("one", credit_line="Nordlichtbild")
    settle_from(workspace, [*torn, bare], "IIM", by="anna", now=NOON)
    assert [group.asset_ids for group in find_groups(workspace)] == [(bare,)]
    assert asset_of(workspace, bare).decided == {}
    with pytest.raises(InvalidInput, match="None of the pictures has"):
        settle_from(workspace, [bare], "IIM", by="anna", now=NOON)
    with pytest.raises(InvalidInput, match="No file has a block 'MPEG'"):
        settle_from(workspace, [bare], "MPEG", by="anna", now=NOON)
