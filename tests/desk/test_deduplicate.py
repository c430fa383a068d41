"""Finding near-duplicates and remembering verdicts."""

import pytest

from library.catalogue.database import writing
from library.catalogue.models import Fingerprint
from library.desk.deduplicate import ClusterView, compare, decide, find_clusters, withdraw_verdict
from library.desk.history import get_history, undo
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import HALF, credited


@pytest.fixture
def pair(workspace: Workspace) -> tuple[int, int]:
    return credited(workspace, "wire", bits=HALF), credited(workspace, "copy", bits=HALF ^ 0b11, agency="AP")


def ids(found: tuple[ClusterView, ...]) -> list[tuple[int | None, ...]]:
    return [tuple(asset.id for asset in cluster.assets) for cluster in found]


def test_near_pictures_are_found_with_their_distance_and_agencies(workspace: Workspace, pair: tuple[int, int]) -> None:
    credited(workspace, "stranger", bits=0x3333333333333333)
    (found,) = find_clusters(workspace)
    assert tuple(asset.id for asset in found.assets) == pair
    assert found.pairs[0].distance_bits == 2
    assert found.agencies == ("AP", "EPA")
    assert found.largest.id == pair[0]


def test_threshold_decides_what_is_near(workspace: Workspace, pair: tuple[int, int]) -> None:
    assert find_clusters(workspace, threshold=1) == ()
    assert ids(find_clusters(workspace, threshold=2)) == [pair]
    with pytest.raises(InvalidInput):
        find_clusters(workspace, threshold=33)


def test_flat_pictures_are_not_taken_for_each_other(workspace: Workspace) -> None:
    for name in ("slide", "fog"):
        credited(workspace, name, bits=1 << 63)
    assert find_clusters(workspace) == ()


def test_trimmed_fingerprint_finds_the_picture_in_a_frame(workspace: Workspace) -> None:
    framed = credited(workspace, "framed", bits=0x3333333333333333)
    plain = credited(workspace, "plain", bits=HALF)
    assert find_clusters(workspace) == ()
    with writing(workspace.engine) as session:
        session.add(Fingerprint(asset_id=framed, algorithm="phash", version=1, bits=f"{HALF:016x}", region="trimmed"))
    assert ids(find_clusters(workspace)) == [(framed, plain)]


def test_hashes_of_different_versions_are_not_compared(workspace: Workspace) -> None:
    old = credited(workspace, "old")
    with writing(workspace.engine) as session:
        session.add(Fingerprint(asset_id=old, algorithm="phash", version=0, bits=f"{HALF:016x}", region="whole"))
    credited(workspace, "new", bits=HALF)
    assert find_clusters(workspace) == ()


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
    assert found.distance_bits == 2
    assert ("agency", "EPA", "AP") in found.differences
    assert "distributor" not in {name for name, _, _ in found.differences}


def test_comparison_of_a_picture_without_trusted_fingerprint_has_no_distance(
    workspace: Workspace, pair: tuple[int, int]
) -> None:
    assert compare(workspace, pair[0], credited(workspace, "flat", bits=1)).distance_bits is None


def test_what_cannot_be_decided_is_refused(workspace: Workspace, pair: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match="no verdict"):
        decide(workspace, *pair, "maybe", by="anna", now=NOON)
    with pytest.raises(InvalidInput, match="itself"):
        decide(workspace, pair[0], pair[0], "same", by="anna", now=NOON)
    with pytest.raises(NotFound):
        decide(workspace, pair[0], 99, "same", by="anna", now=NOON)
