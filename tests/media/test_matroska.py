"""Matroska and WebM out of elements: facts, tags, and tags behind the pictures."""

import struct
from pathlib import Path

from library.media.metadata import FileMetadata, read_file
from tests.media.boxes import element, number

HEAD = element(0x1A45DFA3, element(0x4282, b"webm"))
INFO = element(
    0x1549A966,
    element(0x2AD7B1, number(1_000_000)),
    element(0x4489, struct.pack(">d", 12_500.0)),
    element(0x4461, struct.pack(">q", 86_400 * 10**9)),
    element(0x7BA9, "Zürich".encode()),
)
VIDEO = element(0xE0, element(0xB0, number(640)), element(0xBA, number(360)))
TRACKS = element(0x1654AE6B, element(0xAE, element(0x83, number(1)), element(0x86, b"V_VP9"), VIDEO))
CLUSTER = element(0x1F43B675, b"\x00" * 64)


def tags(*pairs: tuple[str, str], track: int = 0) -> bytes:
    simple = b"".join(element(0x67C8, element(0x45A3, n.encode()), element(0x4487, t.encode())) for n, t in pairs)
    targets = element(0x63C0, element(0x63C5, number(track)) if track else b"")
    return element(0x1254C367, element(0x7373, targets, simple))


def read(tmp_path: Path, *inside: bytes, length: int | None = None) -> FileMetadata:
    path = tmp_path / "clip.webm"
    path.write_bytes(HEAD + element(0x18538067, *inside, length=length))
    return read_file(path)


def test_facts_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, INFO, TRACKS, CLUSTER)
    assert found.media.format == "WebM"
    assert (found.width_px, found.height_px, found.duration_seconds, found.codec) == (640, 360, 12.5, "vp9")
    assert found.metadata.created == "2001-01-02T00:00:00Z"
    assert found.metadata.title == "Zürich"


def test_tags_of_the_clip_are_read_and_those_of_a_track_are_not(tmp_path: Path) -> None:
    own = tags(("ARTIST", "Zoë"), ("COMMENT", "a comment"), ("SUMMARY", "a summary"), ("COPYRIGHT", "© Ours"))
    found = read(tmp_path, INFO, TRACKS, tags(("DESCRIPTION", "of a track"), track=1), own, CLUSTER).metadata
    assert found.creator == ("Zoë",)
    assert found.description == "a summary"
    assert found.copyright_notice == "© Ours"


def test_tags_behind_the_pictures_are_found(tmp_path: Path) -> None:
    behind = tags(("DESCRIPTION", "at the end"))
    assert read(tmp_path, INFO, TRACKS, CLUSTER * 3, behind).metadata.description == "at the end"


def test_tags_are_found_through_the_seek_table(tmp_path: Path) -> None:
    def table(at: int) -> bytes:
        entry = element(0x4DBB, element(0x53AB, bytes.fromhex("1254c367")), element(0x53AC, number(at)))
        return element(0x114D9B74, entry)

    before = len(table(0)) + len(INFO) + len(TRACKS) + len(CLUSTER)
    found = read(tmp_path, table(before), INFO, TRACKS, CLUSTER, tags(("DESCRIPTION", "sought")))
    assert found.metadata.description == "sought"


def test_a_segment_of_unknown_length_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, INFO, TRACKS, length=(1 << 56) - 1).duration_seconds == 12.5


def test_a_cut_clip_gives_what_it_has(tmp_path: Path) -> None:
    whole = HEAD + element(0x18538067, INFO, TRACKS, tags(("TITLE", "A")), CLUSTER)
    path = tmp_path / "clip.webm"
    for length in range(40, len(whole), 3):
        path.write_bytes(whole[:length])
        read_file(path)
