"""Clusters of near-duplicates and people's verdicts."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from library.duplicates.clusters import VERDICTS, ClusterPair, DuplicateCluster, Verdict, cluster, ordered_pair
from library.duplicates.index import NearPair

PAIRS = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10)).filter(lambda pair: pair[0] != pair[1]),
    max_size=20,
).map(lambda pairs: [NearPair(*ordered_pair(a, b), bits) for a, b, bits in pairs])
DECIDED = st.dictionaries(
    st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(VERDICTS),
    max_size=8,
)


def near(*pairs: tuple[int, int, int]) -> list[NearPair]:
    return [NearPair(*pair) for pair in pairs]


def members(found: tuple[DuplicateCluster, ...]) -> list[tuple[int, ...]]:
    return [each.members for each in found]


def test_pictures_near_each_other_are_one_cluster() -> None:
    (found,) = cluster(near((1, 2, 3), (1, 3, 4), (2, 3, 5)), {})
    assert found.members == (1, 2, 3)
    assert found.pairs == (
        ClusterPair(1, 2, 3, None),
        ClusterPair(1, 3, 4, None),
        ClusterPair(2, 3, 5, None),
    )
    assert not found.is_settled


def test_weak_links_make_no_chain() -> None:
    assert members(cluster(near((1, 2, 3), (2, 3, 4), (3, 4, 5)), {})) == [(1, 2), (3, 4)]


def test_nearest_pair_wins_a_member_that_two_want() -> None:
    assert members(cluster(near((1, 2, 5), (2, 3, 1)), {})) == [(2, 3)]


def test_verdict_against_a_pair_parts_it_for_ever() -> None:
    for verdict in ("other_frame", "unrelated"):
        assert cluster(near((1, 2, 0)), {(1, 2): verdict}) == ()


def test_verdict_same_joins_what_no_hash_finds() -> None:
    (found,) = cluster([], {(1, 2): "same"})
    assert found.members == (1, 2)
    assert found.is_settled
    assert found.pairs == (ClusterPair(1, 2, None, "same"),)


def test_newcomer_near_one_of_those_called_same_is_asked_about() -> None:
    (found,) = cluster(near((1, 3, 4)), {(1, 2): "same"})
    assert found.members == (1, 2, 3)
    assert not found.is_settled


def test_newcomer_parted_from_one_of_those_called_same_stays_out() -> None:
    (found,) = cluster(near((1, 3, 0)), {(1, 2): "same", (2, 3): "unrelated"})
    assert found.members == (1, 2)


def test_contradicting_verdicts_keep_apart_what_was_called_apart() -> None:
    found = cluster([], {(1, 2): "same", (2, 3): "same", (1, 3): "unrelated"})
    assert members(found) == [(1, 2)]


def test_all_called_the_same_needs_no_further_question() -> None:
    (found,) = cluster(near((1, 2, 3), (2, 3, 3), (1, 3, 3)), {(1, 2): "same", (2, 3): "same"})
    assert found.is_settled


@given(PAIRS, DECIDED, st.randoms())
def test_result_does_not_depend_on_the_order_of_pairs(
    pairs: list[NearPair], decided: dict[tuple[int, int], Verdict], random: Random
) -> None:
    shuffled = dict(random.sample(list(decided.items()), len(decided)))
    assert cluster(pairs, decided) == cluster(random.sample(pairs, len(pairs)), shuffled)


@given(PAIRS, DECIDED)
def test_no_cluster_holds_two_that_a_person_parted(
    pairs: list[NearPair], decided: dict[tuple[int, int], Verdict]
) -> None:
    found = cluster(pairs, decided)
    for each in found:
        for pair, verdict in decided.items():
            assert verdict == "same" or not set(pair) <= set(each.members)
    listed = [key for each in found for key in each.members]
    assert len(listed) == len(set(listed))


@given(PAIRS)
def test_without_verdicts_every_member_fits_every_other(pairs: list[NearPair]) -> None:
    known = {(pair.first, pair.second) for pair in pairs}
    for each in cluster(pairs, {}):
        assert all((a, b) in known for a in each.members for b in each.members if a < b)
