"""Clusters kept in memory are those that would be found anew, whatever people do."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.catalogue.database import writing
from library.catalogue.models import Usage
from library.desk.cluster_book import ClusterBook, KnownCluster, cluster_book
from library.desk.curate import edit_asset
from library.desk.deduplicate import decide, find_clusters, withdraw_verdict
from library.desk.history import undo
from library.desk.verdicts import list_verdicts
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, proof

SAME = "same"


def members(book: ClusterBook) -> list[tuple[int, ...]]:
    return sorted(each.cluster.members for each in book.all())


def the_one(workspace: Workspace) -> KnownCluster:
    (found,) = cluster_book(workspace).all()
    return found


def test_verdict_changes_only_its_own_cluster(workspace: Workspace) -> None:
    first = [credited(workspace, f"parade_{n}", bits=HALF ^ n) for n in range(2)]
    credited(workspace, "stadium", bits=0x3333333333333333)
    credited(workspace, "stadium_copy", bits=0x3333333333333333)
    book = cluster_book(workspace)
    before = {each.cluster.members: each for each in book.all()}
    decide(workspace, *first, "other_frame", by="anna", now=NOON)
    after = {each.cluster.members: each for each in book.all()}
    assert tuple(first) not in after
    (left,) = after
    assert after[left] is before[left]


def test_each_member_is_asked_about_once_and_never_what_follows(workspace: Workspace) -> None:
    ids = [credited(workspace, f"parade_{n}", bits=HALF ^ n) for n in range(4)]
    found = the_one(workspace)
    assert len(found.questions) == 3
    for left in (2, 1, 0):
        question = the_one(workspace).questions[0]
        decide(workspace, question.first, question.second, SAME, by="anna", now=NOON)
        assert len(the_one(workspace).questions) == left
    assert the_one(workspace).cluster.is_settled
    assert the_one(workspace).cluster.members == tuple(ids)


def test_steps_taken_back_by_anybody_are_seen(workspace: Workspace) -> None:
    ids = [credited(workspace, f"parade_{n}", bits=HALF ^ n) for n in range(2)]
    book = cluster_book(workspace)
    assert members(book) == [tuple(ids)]
    step = decide(workspace, *ids, "unrelated", by="anna", now=NOON)
    assert members(book) == []
    undo(workspace, step or "", by="beat", now=NOON)
    assert members(book) == [tuple(ids)]
    decide(workspace, *ids, "unrelated", by="anna", now=NOON)
    withdraw_verdict(workspace, *ids, by="anna", now=NOON)
    assert members(book) == [tuple(ids)]


def test_most_harmful_stands_first_and_moves_when_facts_change(workspace: Workspace) -> None:
    harmless = [credited(workspace, f"a_{n}", bits=HALF ^ n) for n in range(2)]
    agencies = [credited(workspace, f"b_{n}", bits=0x3333333333333333, agency=("EPA", "AP")[n]) for n in range(2)]
    book = cluster_book(workspace)
    assert [each.cluster.members for each in book.all()] == [tuple(agencies), tuple(harmless)]
    assert [each.harm.codes for each in book.all()] == [("agencies",), ()]
    with writing(workspace.engine) as session:
        for asset_id in harmless:
            session.add(Usage(asset_id=asset_id, outlet="M", territory="CH", used_at=NOON, recorded_by="anna"))
    assert [each.cluster.members for each in book.all()] == [tuple(harmless), tuple(agencies)]
    edit_asset(workspace, agencies[0], {"agency": "AP"}, by="anna", now=NOON)
    assert [each.harm.codes for each in book.all()] == [("used_twice", "used"), ()]


PAIRS = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
STEPS = st.lists(st.tuples(PAIRS, st.sampled_from(["same", "other_frame", "unrelated", "none", "undo"])), max_size=7)


@given(linked=st.sets(PAIRS, max_size=9), steps=STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_book_always_shows_what_would_be_found_anew_and_no_member_against_a_verdict(
    workspace: Workspace, linked: set[tuple[int, int]], steps: list[tuple[tuple[int, int], str]]
) -> None:
    ids = [credited(workspace, f"{len(members(cluster_book(workspace)))}_{linked}_{steps}_{n}") for n in range(6)]
    with writing(workspace.engine) as session:
        for one, other in {(min(pair), max(pair)) for pair in linked}:
            session.add(proof(ids[one], ids[other]))
    book = cluster_book(workspace)
    given_verdicts: dict[frozenset[int], str] = {}
    last: str | None = None
    for (one, other), verdict in steps:
        pair = frozenset({ids[one], ids[other]})
        if verdict == "undo":
            if last:
                undo(workspace, last, by="anna", now=NOON)
                last, given_verdicts = None, _verdicts(workspace)
            continue
        if verdict == "none":
            last = withdraw_verdict(workspace, *pair, by="anna", now=NOON)
        else:
            last = decide(workspace, *pair, verdict, by="anna", now=NOON)
        given_verdicts = _verdicts(workspace)
        found = [tuple(asset.id for asset in each.assets) for each in find_clusters(workspace, with_settled=True)]
        assert members(book) == sorted(found)
        for cluster in book.all():
            inside = set(cluster.cluster.members)
            parted = [pair for pair, kind in given_verdicts.items() if kind != SAME and pair <= inside]
            assert not parted
            asked = {frozenset({each.first, each.second}) for each in cluster.questions}
            assert not asked & given_verdicts.keys()


def _verdicts(workspace: Workspace) -> dict[frozenset[int], str]:
    return {
        frozenset({each.verdict.first_id, each.verdict.second_id}): each.verdict.kind
        for each in list_verdicts(workspace, limit=1000)
    }
