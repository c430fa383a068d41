"""The exact search of near fingerprints."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.duplicates.index import (
    HammingIndex,
    NearPair,
    Neighbour,
    has_structure,
    is_trusted,
    parse_bits,
)
from library.errors import InvalidInput

HALF = 0x5555555555555555
BITS = st.sets(st.integers(0, 63), min_size=26, max_size=38).map(lambda places: sum(1 << place for place in places))
ENTRIES = st.lists(st.tuples(st.integers(1, 9), BITS), max_size=30)


def distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def flip(bits: int, *places: int) -> int:
    return bits ^ sum(1 << place for place in places)


def test_nearest_is_found_first_with_its_distance() -> None:
    index = HammingIndex([(1, flip(HALF, 0, 1, 2)), (2, flip(HALF, 0, 1)), (3, ~HALF & (1 << 64) - 1)])
    assert index.find(HALF, 4) == (Neighbour(2, 2), Neighbour(1, 3))


def test_nearest_of_several_fingerprints_of_one_key_counts() -> None:
    index = HammingIndex([(1, flip(HALF, 0, 1, 2, 3)), (1, flip(HALF, 0)), (2, flip(HALF, 7))])
    assert index.find(HALF, 8) == (Neighbour(1, 1), Neighbour(2, 1))
    assert index.find_pairs(8) == (NearPair(1, 2, 2),)


@pytest.mark.parametrize("bits", [0, 1 << 63, (1 << 64) - 1, 0xFF, 0xFFFF])
def test_flat_pictures_are_near_nothing(bits: int) -> None:
    index = HammingIndex([(1, bits), (2, bits), (3, HALF)])
    assert not is_trusted(bits)
    assert len(index) == 1
    assert index.find(bits, 8) == ()
    assert index.find_pairs(64) == ()


def test_structure_of_arrays_is_judged_as_of_one() -> None:
    words = [0, HALF, (1 << 64) - 1, 0xFFFFFFFF]
    assert has_structure(np.array(words, dtype=np.uint64)).tolist() == [is_trusted(word) for word in words]


def test_empty_index_finds_nothing() -> None:
    assert HammingIndex().find(HALF, 8) == ()
    assert HammingIndex().find_pairs(8) == ()


@pytest.mark.parametrize("text", ["", "55", "zz55555555555555", "+555555555555555", "5" * 17])
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="no fingerprint"):
        parse_bits(text)


def test_stored_fingerprint_is_read_with_the_first_digit_highest() -> None:
    assert parse_bits("8000000000000001") == (1 << 63) + 1


@given(ENTRIES, BITS, st.integers(0, 20))
def test_search_finds_what_comparing_with_each_finds(entries: list[tuple[int, int]], asked: int, within: int) -> None:
    nearest: dict[int, int] = {}
    for key, bits in entries:
        if distance(bits, asked) <= within:
            nearest[key] = min(nearest.get(key, 64), distance(bits, asked))
    expected = sorted(nearest.items(), key=lambda entry: (entry[1], entry[0]))
    assert [(each.key, each.distance_bits) for each in HammingIndex(entries).find(asked, within)] == expected


@settings(max_examples=60)
@given(ENTRIES, st.integers(0, 20), st.randoms())
def test_pairs_are_symmetric_and_do_not_depend_on_the_order_of_entries(
    entries: list[tuple[int, int]], within: int, random: Random
) -> None:
    found = HammingIndex(entries).find_pairs(within)
    assert found == HammingIndex(random.sample(entries, len(entries))).find_pairs(within)
    assert all(pair.first < pair.second for pair in found)
    for pair in found:
        bits = [b for key, b in entries if key == pair.first]
        near = HammingIndex(entries)
        assert any(
            n.key == pair.second and n.distance_bits == pair.distance_bits for b in bits for n in near.find(b, 64)
        )


@pytest.mark.parametrize("within", [0, 3, 8, 15, 16, 24])
def test_bands_lose_no_pair(within: int) -> None:
    random = np.random.default_rng(7)
    base = random.integers(0, 1 << 63, 300, dtype=np.uint64)
    copies = base.copy()
    for row in range(len(copies)):
        for place in random.choice(64, size=row % 26, replace=False):
            copies[row] ^= np.uint64(1) << np.uint64(place)
    words = np.concatenate([base, copies])
    words = words[has_structure(words)]
    index = HammingIndex()
    index.extend_arrays(np.arange(len(words)), words)
    everything = np.bitwise_count(words[:, None] ^ words[None, :])
    left, right = np.nonzero(np.triu(everything <= within, k=1))
    expected = [NearPair(int(a), int(b), int(everything[a, b])) for a, b in zip(left, right, strict=True)]
    assert list(index.find_pairs(within)) == expected


def test_appending_one_by_one_finds_the_same_as_all_at_once() -> None:
    entries = [(key, flip(HALF, key % 5, 30 + key % 7)) for key in range(3000)]
    grown = HammingIndex()
    for entry in entries:
        grown.extend([entry])
    assert len(grown) == 3000
    assert grown.find(HALF, 1) == HammingIndex(entries).find(HALF, 1)
