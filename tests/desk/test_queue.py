from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from library.desk.curate import edit_asset
from library.desk.ingest import ingest
from library.desk.queue import find_group, find_groups, queue_stamp
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.desk.stock import deliver
from tests.media.building import iim, iptc_segment, jpeg_with

CUT = b"Xyzzybildqwertzuiopverlagweltbil"  # 32 bytes
Bring = Callable[..., int]


@pytest.fixture
def bring(workspace: Workspace) -> Bring:
    return partial(deliver, workspace)


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


def test_person_may_put_a_picture_back_into_the_queue(workspace: Workspace, bring: Bring) -> None:
    asset_id = bring("clear", credit_line="AP")
    edit_asset(workspace, asset_id, {"credit_state": "unclear"}, by="anna", now=NOON)
    (group,) = find_groups(workspace)
    assert (group.kind, group.names) == ("unclear", ("AP",))


def test_stamp_differs_once_something_happened(workspace: Workspace, bring: Bring) -> None:
    stamps = [queue_stamp(workspace)]
    asset_id = bring("one", credit_line="Nordlichtbild")
    stamps.append(queue_stamp(workspace))
    assert queue_stamp(workspace) == stamps[-1]
    edit_asset(workspace, asset_id, {"agency": "AP"}, by="anna", now=NOON)
    stamps.append(queue_stamp(workspace))
    assert len(set(stamps)) == len(stamps)
