from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Delivery
from library.credits.registry import load_registry
from library.desk.agencies import registry_of
from library.desk.curate import edit_asset
from library.desk.describe import proposed_layer
from library.desk.history import undo
from library.desk.ingest import ingest
from library.desk.queue import find_group, find_groups, read_together, remember_name, settle
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON
from tests.media.building import iim, iptc_segment, jpeg_with

PLAIN = load_registry()
CUT = b"Xyzzybildqwertzuiopverlagweltbil"  # 32 bytes
Bring = Callable[..., int]


@pytest.fixture
def bring(workspace: Workspace) -> Bring:
    def add(name: str, folder: str | None = None, **delivered: Any) -> int:
        with writing(workspace.engine) as session:
            proposed = proposed_layer(from_json(delivered), PLAIN)
            asset = add_asset(session, name, NOON, proposed=proposed, **delivered)
            session.add(
                Delivery(
                    asset_id=asset.id or 0,
                    file_name=asset.file_name,
                    folder=folder,
                    uploader="anna",
                    delivered_at=NOON,
                )
            )
            return asset.id or 0

    return add


def asset_of(workspace: Workspace, asset_id: int) -> Asset:
    with reading(workspace.engine) as session:
        return session.get_one(Asset, asset_id)


def test_queue_is_empty_where_all_is_clear(workspace: Workspace, bring: Bring) -> None:
    assert find_groups(workspace) == []
    bring("clear", credit_line="KEYSTONE/EPA/JEON HEON-KYUN")
    assert find_groups(workspace) == []


def test_pictures_are_grouped_by_pattern_the_largest_group_first(workspace: Workspace, bring: Bring) -> None:
    unknown = [bring(f"u{n}", credit_line=line) for n, line in enumerate(("Nordlichtbild", "NORDLICHTBILD") * 2)]
    bare = [bring(f"k{n}", credit_line="picture alliance") for n in range(3)]
    torn = [bring(f"c{n}", credit_line="Reuters", source="AP") for n in range(2)]
    bring("nobody")
    groups = find_groups(workspace)
    assert [(group.kind, group.count) for group in groups] == [
        ("unknown", 4),
        ("distributor", 3),
        ("conflict", 2),
        ("missing", 1),
    ]
    assert groups[0].asset_ids == tuple(reversed(unknown))
    assert groups[0].names[0].casefold() == "nordlichtbild"
    assert groups[1].names == ("picture alliance",)
    assert groups[1].asset_ids == tuple(reversed(bare))
    assert set(groups[2].names) == {"Reuters", "AP"}
    assert groups[2].asset_ids == tuple(reversed(torn))
    assert find_group(workspace, groups[0].key) == groups[0]


def test_pictures_without_credit_are_grouped_by_folder_or_else_camera(workspace: Workspace, bring: Bring) -> None:
    bring("one", "/feeds/club")
    bring("two", "/feeds/club", camera="Canon EOS R5")
    bring("three", camera="Canon EOS R5")
    bring("four")
    assert [(group.names, group.count) for group in find_groups(workspace)] == [
        (("/feeds/club",), 2),
        ((), 1),
        (("Canon EOS R5",), 1),
    ]


def test_names_cut_in_an_iim_field_are_a_group_of_their_own(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "cut.jpg"
    path.write_bytes(jpeg_with(iptc_segment(iim((2, 110, CUT)))))
    ingest(workspace, [path], by="anna", now=NOON)
    (group,) = find_groups(workspace)
    assert group.kind == "cut"
    assert group.names == ("Xyzzybildqwertzuiopverlagweltbil",)


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


def test_person_may_put_a_picture_back_into_the_queue(workspace: Workspace, bring: Bring) -> None:
    asset_id = bring("clear", credit_line="AP")
    edit_asset(workspace, asset_id, {"credit_state": "unclear"}, by="anna", now=NOON)
    (group,) = find_groups(workspace)
    assert (group.kind, group.names) == ("unclear", ("AP",))


def test_name_is_remembered_as_an_agency_or_as_a_spelling(workspace: Workspace) -> None:
    step = remember_name(workspace, "Nordlichtbild", "Nordlicht", by="anna", now=NOON)
    assert step is not None
    found = registry_of(workspace).find("NORDLICHTBILD")
    assert found is not None
    assert found.name == "Nordlicht"
    assert remember_name(workspace, "Nordlichtbild", "Nordlicht", by="anna", now=NOON) is None
    remember_name(workspace, "Xyzzybild", "EPA", by="anna", now=NOON)
    again = registry_of(workspace).find("xyzzybild")
    assert again is not None
    assert again.name == "EPA"


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
