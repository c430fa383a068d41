"""Clusters of the same picture and people's verdicts."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from library.duplicates.clusters import (
    VERDICTS,
    ClusterPair,
    DuplicateCluster,
    Pair,
    Verdict,
    cluster,
    ordered_pair,
    unproved,
)

KEYS = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1])
PROVED = st.dictionaries(KEYS, st.sampled_from([0.93, 0.97, 0.99]), max_size=16)
DECIDED = st.dictionaries(KEYS, st.sampled_from(VERDICTS), max_size=8)
SIZES = {key: 100 - key for key in range(1, 9)}


def members(found: tuple[DuplicateCluster, ...]) -> list[tuple[int, ...]]:
    return [each.members for each in found]


def test_pictures_proved_against_the_middle_are_one_cluster() -> None:
    (found,) = cluster({(1, 2): 0.99, (1, 3): 0.97}, {}, SIZES)
    assert (found.middle, found.members) == (1, (1, 2, 3))
    assert found.pairs == (ClusterPair(1, 2, None), ClusterPair(1, 3, None))
    assert not found.is_settled


def test_largest_of_two_is_the_middle_whatever_its_key() -> None:
    (found,) = cluster({(1, 3): 0.99}, {}, {3: 500, 1: 10})
    assert found.middle == 3


def test_page_that_the_picture_was_put_into_is_not_the_middle() -> None:
    (found,) = cluster({(1, 2): 0.99, (1, 3): 0.97, (1, 4): 0.97}, {}, {1: 10, 2: 5, 3: 5, 4: 5000})
    assert (found.middle, found.members) == (1, (1, 2, 3, 4))


def test_weak_links_make_no_chain() -> None:
    assert members(cluster({(1, 2): 0.99, (2, 3): 0.99, (3, 4): 0.99}, {}, SIZES)) == [(1, 2, 3)]


def test_verdict_against_a_pair_parts_it_for_ever() -> None:
    for verdict in ("other_frame", "unrelated"):
        assert cluster({(1, 2): 1.0}, {(1, 2): verdict}, SIZES) == ()


def test_verdict_same_joins_what_no_proof_finds() -> None:
    (found,) = cluster({}, {(1, 2): "same"}, SIZES)
    assert found.members == (1, 2)
    assert found.is_settled


def test_newcomer_proved_against_one_of_those_called_same_is_asked_about() -> None:
    (found,) = cluster({(1, 3): 0.97}, {(1, 2): "same"}, SIZES)
    assert found.members == (1, 2, 3)
    assert not found.is_settled


def test_newcomer_parted_from_a_member_stays_out() -> None:
    (found,) = cluster({(1, 3): 1.0}, {(1, 2): "same", (2, 3): "unrelated"}, SIZES)
    assert found.members == (1, 2)


def test_contradicting_verdicts_keep_apart_what_was_called_apart() -> None:
    found = cluster({}, {(1, 2): "same", (2, 3): "same", (1, 3): "unrelated"}, SIZES)
    assert members(found) == [(1, 2)]


def test_members_linked_through_others_are_to_be_proved_against_the_middle() -> None:
    chain: dict[Pair, float] = {(1, 2): 0.99, (2, 3): 0.99, (3, 4): 0.99}
    assert list(unproved(chain, chain, SIZES)) == [(2, 4)]
    assert list(unproved(chain, {*chain, (2, 4), (1, 3)}, SIZES)) == []
    assert list(unproved({(1, 2): 0.9}, {(1, 2)}, SIZES)) == []


def test_those_not_proved_against_the_middle_are_proved_among_themselves() -> None:
    proved: dict[Pair, float] = {(1, 2): 0.9, (1, 3): 0.9, (1, 4): 0.9, (4, 5): 0.9, (5, 6): 0.9}
    known = {*proved, (1, 5), (1, 6), (2, 4), (3, 4), (4, 6)}
    assert list(unproved(proved, known, SIZES)) == []


def test_whoever_those_outside_were_proved_against_may_be_the_better_middle() -> None:
    proved: dict[Pair, float] = {(1, 2): 0.9, (1, 3): 0.9, (1, 4): 0.9, (4, 5): 0.9}
    assert list(unproved(proved, {*proved, (1, 5)}, SIZES)) == [(2, 4), (3, 4)]


@given(PROVED, DECIDED, st.randoms())
def test_result_does_not_depend_on_the_order_of_pairs(
    proved: dict[Pair, float], decided: dict[Pair, Verdict], random: Random
) -> None:
    shuffled = [dict(random.sample(list(each.items()), len(each))) for each in (proved, decided)]
    assert cluster(proved, decided, SIZES) == cluster(*shuffled, SIZES)


@given(PROVED, DECIDED)
def test_no_cluster_holds_two_that_a_person_parted(proved: dict[Pair, float], decided: dict[Pair, Verdict]) -> None:
    found = cluster(proved, decided, SIZES)
    for each in found:
        for pair, verdict in decided.items():
            assert verdict == "same" or not set(pair) <= set(each.members)
    listed = [key for each in found for key in each.members]
    assert len(listed) == len(set(listed))


@given(PROVED)
def test_without_verdicts_every_member_was_proved_against_the_middle(proved: dict[Pair, float]) -> None:
    for each in cluster(proved, {}, SIZES):
        assert all(ordered_pair(each.middle, key) in proved for key in each.members if key != each.middle)


@given(PROVED)
def test_proving_what_is_open_comes_to_an_end(proved: dict[Pair, float]) -> None:
    known = set(proved)
    for _ in range(100):
        wanted = set(unproved(proved, known, SIZES))
        if not wanted:
            return
        assert not wanted & known
        known |= wanted
    raise AssertionError("never done")
