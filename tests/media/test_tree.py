"""Everything a file's blocks hold, as a tree, and what two files say differently."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.media.differences import Difference, compare_fields, compare_trees
from library.media.metadata import read_file
from library.media.tree import Branch, flatten_tree, from_plain, read_tree, to_plain
from tests.media.building import alt, exif_segment, iim, iptc_segment, jpeg_with, rational, seq, tiff, xmp, xmp_segment


@pytest.fixture
def made(tmp_path: Path):
    def make(name: str, *segments: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(jpeg_with(*segments))
        return path

    return make


def rich(made, name: str = "a.jpg", city: str = "Zürich") -> Path:
    exif = tiff(
        ((0x010E, 2, b"A parade\x00"), (0x0110, 2, b"EOS R5\x00")),
        ((0x829A, 5, rational((1, 250))),),
        gps=((1, 2, b"N\x00"), (2, 5, rational((46, 1), (57, 1), (0, 1)))),
    )
    packet = xmp(
        alt("dc:description", "A parade in the capital") + seq("dc:creator", "A. One", "B. Two"),
        f'photoshop:City="{city}"',
    )
    block = iim((1, 90, b"\x1b%G"), (2, 80, b"A. One"), (2, 110, "Agentür".encode()))
    return made(name, exif_segment(exif), xmp_segment(packet), iptc_segment(block))


def test_every_block_is_a_tree_of_named_values(made) -> None:
    values = list(flatten_tree(read_tree(rich(made))))
    for wanted in (
        ("EXIF: picture > ImageDescription", "A parade"),
        ("EXIF: capture > ExposureTime", "0.004"),
        ("EXIF: position > GPSLatitude", "46, 57, 0"),
        ("IPTC-IIM > 2:80 By-line", "A. One"),
        ("IPTC-IIM > 2:110 Credit", "Agentür"),
        ("XMP > dc:creator > 2", "B. Two"),
        ("XMP > dc:description > x-default", "A parade in the capital"),
        ("XMP > photoshop:City", "Zürich"),
    ):
        assert wanted in values


def test_a_file_without_metadata_has_no_tree(made) -> None:
    assert read_tree(made("bare.jpg")) == ()


branches = st.recursive(
    st.builds(Branch, st.text(min_size=1), st.text()),
    lambda inner: st.builds(Branch, st.text(min_size=1), st.just(""), st.lists(inner, min_size=1).map(tuple)),
    max_leaves=8,
)


@given(st.lists(branches).map(tuple))
def test_a_tree_goes_through_json_unchanged(tree: tuple[Branch, ...]) -> None:
    assert from_plain(to_plain(tree)) == tree


def test_two_files_are_compared_by_field_and_by_value(made) -> None:
    first, second = rich(made), rich(made, "b.jpg", city="Bern")
    assert compare_fields(read_file(first), read_file(second)) == (Difference("city", "Zürich", "Bern"),)
    assert compare_trees(read_tree(first), read_tree(second)) == (Difference("XMP > photoshop:City", "Zürich", "Bern"),)
    assert compare_fields(read_file(first), read_file(first)) == ()
    bare = compare_fields(read_file(first), read_file(made("bare.jpg")))
    assert Difference("creator", ["A. One", "B. Two"], None) in bare
