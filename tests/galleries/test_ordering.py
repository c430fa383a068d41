"""Order and chains."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.galleries.ordering import (
    LooseEnd,
    continues,
    find_chains,
    find_loose_ends,
    find_torn,
    insert,
    is_reordering,
    move,
    remove,
)

JOURNEY = (
    "Der Präsident reist im Sonderzug an ...",
    "... dort wird er von einer Kapelle empfangen ...",
    "... und trifft am Abend den Gastgeber.",
)


def test_block_moves_together_and_keeps_its_order() -> None:
    assert move("abcdef", {"b", "d"}, 3) == ("a", "c", "e", "b", "d", "f")


def test_move_beyond_either_end_stays_within_the_list() -> None:
    assert move("abc", ["a"], 99) == ("b", "c", "a")
    assert move("abc", ["c"], -5) == ("c", "a", "b")


def test_move_of_unknown_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the list"):
        move("abc", ["x"], 0)


def test_several_are_inserted_at_a_place_or_appended() -> None:
    assert insert("ab", "xy", 1) == ("a", "x", "y", "b")
    assert insert("ab", "xy") == ("a", "b", "x", "y")


def test_removed_entries_leave_the_others_in_order() -> None:
    assert remove("abcd", "bd") == ("a", "c")


def test_reordering_holds_the_same_entries_once_each() -> None:
    assert is_reordering([1, 2, 3], [3, 1, 2])
    assert not is_reordering([1, 2, 3], [1, 2])
    assert not is_reordering([1, 2, 3], [1, 2, 2])


@given(st.lists(st.integers(), unique=True), st.data())
def test_move_keeps_every_entry_once(entries: list[int], data: st.DataObject) -> None:
    moved = data.draw(st.sets(st.sampled_from(entries))) if entries else set()
    result = move(entries, moved, data.draw(st.integers(-3, 30)))
    assert is_reordering(entries, result)
    assert [e for e in result if e not in moved] == [e for e in entries if e not in moved]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Er reist an ...", "... und reist ab.", True),
        ("Er reist an …", "…und reist ab.", True),
        ("Er reist an . . .", "[...] und reist ab.", True),
        ("«Er reist an …»", "«… und reist ab.»", True),
        ("Er reist an ...", "und reist ab.", True),
        ("Er reist an", "... und reist ab.", True),
        ("Er reist an.", "... und reist ab.", False),
        ("Er reist an ...", "Morgen reist er ab.", False),
        ("Er reist an.", "Er reist ab.", False),
        ("Er reist an ...", "", False),
        ("", "... und reist ab.", False),
        ("Um 10.15 Uhr", "kam der Zug", False),
    ],
)
def test_captions_continue_each_other_when_dots_say_so(first: str, second: str, joined: bool) -> None:
    assert continues(first, second) is joined


def test_sentence_over_three_pictures_is_one_chain() -> None:
    assert find_chains(["Vorher.", *JOURNEY, "Nachher."]) == ((1, 2, 3),)
    assert find_loose_ends(["Vorher.", *JOURNEY, "Nachher."]) == ()


def test_two_sentences_side_by_side_are_two_chains() -> None:
    assert find_chains(["Im Land ...", "... der Wunder.", *JOURNEY]) == ((0, 1), (2, 3, 4))


def test_swapped_pictures_leave_loose_ends() -> None:
    assert find_loose_ends([JOURNEY[0], JOURNEY[2], JOURNEY[1]]) == (LooseEnd(2, "start"), LooseEnd(2, "end"))


def test_middle_taken_out_is_torn_although_the_rest_seems_to_fit() -> None:
    assert find_loose_ends([JOURNEY[0], JOURNEY[2]]) == ()
    assert find_torn("abc", JOURNEY, "ac") == (("a", "b", "c"),)


def test_chain_moved_as_a_whole_or_removed_as_a_whole_is_not_torn() -> None:
    captions = ["Vorher.", *JOURNEY]
    assert find_torn("xabc", captions, "abcx") == ()
    assert find_torn("xabc", captions, "x") == ()


def test_picture_put_between_tears_the_chain() -> None:
    assert find_torn("abc", JOURNEY, "axbc") == (("a", "b", "c"),)


@given(st.lists(st.sampled_from([*JOURNEY, "Ende.", ""]), max_size=8), st.randoms())
def test_nothing_is_torn_when_nothing_moves(captions: list[str], random: Random) -> None:
    uids = list(range(len(captions)))
    assert find_torn(uids, captions, uids) == ()
    shuffled = random.sample(uids, len(uids))
    for chain in find_torn(uids, captions, shuffled):
        assert len(chain) > 1
