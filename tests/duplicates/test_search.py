"""Candidates by words and hashes."""

import numpy as np
import pytest

from library.duplicates import search
from library.duplicates.search import Asked, LikenessIndex

NOTHING = np.zeros(0, np.uint64)


def words_of(seed: int, count: int = 200) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 1 << 16, count).astype(np.uint16)


def hash_of(seed: int) -> np.ndarray:
    places = np.random.default_rng(seed).permutation(64)[:32]
    return np.array([sum(1 << int(place) for place in places)], dtype=np.uint64)


def asked(words: np.ndarray, hashes: np.ndarray = NOTHING, mirrored: np.ndarray | None = None) -> Asked:
    return Asked(words, lambda: words[:0] if mirrored is None else mirrored, hashes)


@pytest.fixture
def index() -> LikenessIndex:
    made = LikenessIndex()
    for key in range(600):
        made.add(key, words_of(key), hash_of(key))
    return made


def test_picture_with_a_quarter_of_its_words_is_found_first(index: LikenessIndex) -> None:
    found = index.find(asked(np.concatenate([words_of(77)[:50], words_of(9999, 150)])))
    assert found[0].key == 77
    assert found[0].votes > 20


def test_mirrored_words_are_asked_too(index: LikenessIndex) -> None:
    assert index.find(asked(words_of(9999), mirrored=words_of(5)))[0].key == 5


@pytest.mark.parametrize("flips", range(search.HASH_BITS + 1))
def test_hash_within_reach_is_never_missed(index: LikenessIndex, flips: int) -> None:
    for key in (3, 300, 599):
        near = hash_of(key)[0]
        for place in np.random.default_rng(key + flips).permutation(64)[:flips]:
            near ^= np.uint64(1) << np.uint64(place)
        if 24 <= int(near).bit_count() <= 40:
            found = index.find(asked(words_of(9999), np.array([near])))
            assert (found[0].key, found[0].bits) == (key, flips)


def test_strangers_are_no_candidates(index: LikenessIndex) -> None:
    assert index.find(asked(words_of(9999), hash_of(9999))) == ()


def test_growing_one_by_one_finds_what_segments_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_OPEN", 32)
    monkeypatch.setattr(search, "_CLOSED_HASHES", 64)
    made = LikenessIndex()
    for key in range(700):
        made.add(key, words_of(key), hash_of(key))
        if key % 97 == 0:
            assert made.find(asked(words_of(key)))[0].key == key
    assert len(made) == 700
    for key in (0, 31, 32, 350, 699):
        assert made.find(asked(words_of(key), hash_of(key)))[0].key == key
        assert made.find(asked(words_of(9999), hash_of(key)))[0].bits == 0
    assert made.nbytes() > 700 * 200 * 2


def test_many_at_once_are_found_as_one_by_one() -> None:
    made = LikenessIndex()
    made.add(1000, words_of(1000), hash_of(1000))
    made.add_many(range(600), [words_of(key) for key in range(600)], [hash_of(key) for key in range(600)])
    assert len(made) == 601
    for key in (0, 599, 1000):
        assert made.find(asked(words_of(key), hash_of(key)))[0].key == key


def test_empty_index_and_empty_question_find_nothing(index: LikenessIndex) -> None:
    assert LikenessIndex().find(asked(words_of(1), hash_of(1))) == ()
    assert index.find(asked(words_of(1)[:0])) == ()
