"""Finding near-duplicates and remembering verdicts."""

import pytest

from library.catalogue.database import writing
from library.desk.deduplicate import (
    ClusterView,
    compare,
    decide,
    find_clusters,
    find_pairs,
    withdraw_verdict,
)
from library.desk.history import get_history, undo
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, proof


@pytest.fixture
def pair(workspace: Workspace) -> tuple[int, int]:
    return credited(workspace, "wire", bits=HALF), credited(workspace, "copy", bits=HALF ^ 0b11, agency="AP")


def ids(found: tuple[ClusterView, ...]) -> list[tuple[int | None, ...]]:
    return [tuple(asset.id for asset in cluster.assets) for cluster in found]


def test_same_picture_is_found_with_its_reason_and_agencies(workspace: Workspace, pair: tuple[int, int]) -> None:
    credited(workspace, "stranger", bits=0x3333333333333333)
    (found,) = find_clusters(workspace)
    assert tuple(asset.id for asset in found.assets) == pair
    (proved,) = found.pairs
    assert proved.relation is not None
    assert (proved.relation.kind, [reason.code for reason in proved.relation.reasons]) == ("same", ["same"])
    assert found.agencies == ("AP", "EPA")
    assert found.largest.id == pair[0]
    assert found.roles == {pair[0]: "largest", pair[1]: "same"}


def test_other_frame_is_no_member_but_told_beside(workspace: Workspace, pair: tuple[int, int]) -> None:
    third = credited(workspace, "next_frame", bits=0x3333333333333333)
    with writing(workspace.engine) as session:
        session.add(proof(pair[0], third, "other-frame", score=0.2))
    (found,) = find_clusters(workspace)
    assert tuple(asset.id for asset in found.assets) == pair
    assert [(each.first, each.second) for each in found.same_moment] == [(pair[0], third)]
    pairs, paths = find_pairs(workspace)
    assert [(each.first, each.second) for each in pairs] == [pair, (pair[0], third)]
    assert paths[third] == "next_frame.jpg"


def test_relation_is_told_from_either_side(workspace: Workspace, pair: tuple[int, int]) -> None:
    (found,) = find_clusters(workspace)
    (proved,) = found.pairs
    here, there = proved.seen_from(pair[0]), proved.seen_from(pair[1])
    assert here is not None
    assert there is not None
    assert here.second_region == there.first_region


@pytest.mark.parametrize("verdict", ["other_frame", "unrelated"])
def test_pictures_called_different_are_never_asked_about_again(
    workspace: Workspace, pair: tuple[int, int], verdict: str
) -> None:
    decide(workspace, pair[1], pair[0], verdict, by="anna", now=NOON)
    assert find_clusters(workspace) == ()
    assert find_clusters(workspace, with_settled=True) == ()


def test_pictures_called_the_same_are_listed_only_on_demand(workspace: Workspace, pair: tuple[int, int]) -> None:
    decide(workspace, *pair, "same", by="anna", now=NOON)
    assert find_clusters(workspace) == ()
    (found,) = find_clusters(workspace, with_settled=True)
    assert found.is_settled
    assert found.open_pairs == ()


def test_newcomer_like_pictures_called_the_same_is_asked_about(workspace: Workspace, pair: tuple[int, int]) -> None:
    decide(workspace, *pair, "same", by="anna", now=NOON)
    third = credited(workspace, "third", bits=HALF ^ 0b1100)
    (found,) = find_clusters(workspace)
    assert tuple(asset.id for asset in found.assets) == (*pair, third)
    assert {(each.first, each.second) for each in found.open_pairs} == {(pair[0], third), (pair[1], third)}


def test_verdict_is_changed_taken_back_and_undone(workspace: Workspace, pair: tuple[int, int]) -> None:
    first = decide(workspace, *pair, "unrelated", by="anna", now=NOON)
    assert decide(workspace, *pair, "unrelated", by="beat", now=NOON) is None
    second = decide(workspace, *pair, "same", by="beat", now=NOON)
    verdict = compare(workspace, *pair).verdict
    assert verdict is not None
    assert (verdict.kind, verdict.decided_by) == ("same", "beat")
    assert [step.by for step in get_history(workspace, "verdict", verdict.id or 0)] == ["beat", "anna"]
    undo(workspace, second, by="anna", now=NOON)
    assert compare(workspace, *pair).verdict.kind == "unrelated"
    undo(workspace, first, by="anna", now=NOON)
    assert compare(workspace, *pair).verdict is None
    assert len(find_clusters(workspace)) == 1


def test_withdrawn_verdict_is_asked_about_again(workspace: Workspace, pair: tuple[int, int]) -> None:
    decide(workspace, *pair, "unrelated", by="anna", now=NOON)
    step = withdraw_verdict(workspace, *pair, by="anna", now=NOON)
    assert len(find_clusters(workspace)) == 1
    undo(workspace, step, by="anna", now=NOON)
    assert find_clusters(workspace) == ()
    assert withdraw_verdict(workspace, pair[0], 99, by="anna", now=NOON) is None


def test_comparison_is_the_same_from_either_side_and_names_what_differs(
    workspace: Workspace, pair: tuple[int, int]
) -> None:
    found = compare(workspace, *pair)
    assert found == compare(workspace, *reversed(pair))
    assert found.relation is not None
    assert ("agency", "EPA", "AP") in found.differences
    assert "distributor" not in {name for name, _, _ in found.differences}


def test_comparison_of_strangers_has_no_relation(workspace: Workspace, pair: tuple[int, int]) -> None:
    assert compare(workspace, pair[0], credited(workspace, "flat", bits=1)).relation is None


def test_what_cannot_be_decided_is_refused(workspace: Workspace, pair: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match="no verdict"):
        decide(workspace, *pair, "maybe", by="anna", now=NOON)
    with pytest.raises(InvalidInput, match="itself"):
        decide(workspace, pair[0], pair[0], "same", by="anna", now=NOON)
    with pytest.raises(NotFound):
        decide(workspace, pair[0], 99, "same", by="anna", now=NOON)
