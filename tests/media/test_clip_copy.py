"""Clips for the public: the same pictures and sound, and nothing that says where and by whom."""

import shutil
from pathlib import Path

import av
import pytest

from library.errors import InvalidInput
from library.media.changes import parse_changes
from library.media.clip_copy import copy_bare_clip
from library.media.embed import write_metadata
from library.media.metadata import read_file, read_metadata
from library.media.policy import PUBLIC
from library.media.probe import probe_file
from tests.media.clips import moving_scene, write_clip

PLACE = "+47.3769+008.5417/"


def clip_with_place(path: Path) -> Path:
    """Write a clip that says where it was taken, by whom and with what."""
    plain = write_clip(path.with_name(f"plain{path.suffix}"), moving_scene(8))
    with av.open(str(plain)) as before, av.open(str(path), "w", options={"movflags": "use_metadata_tags"}) as after:
        after.metadata.update({"location": PLACE, "artist": "A. Example", "com.apple.quicktime.model": "Phone 9"})
        stream = after.add_stream_from_template(before.streams.video[0])
        for packet in before.demux(before.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                after.mux(packet)
    plain.unlink()
    return path


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux() if packet.dts is not None]


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_public_clip_has_the_same_pictures_and_loses_what_is_private(tmp_path: Path, suffix: str) -> None:
    source = clip_with_place(tmp_path / f"a{suffix}")
    assert PLACE.encode() in source.read_bytes()
    original = source.read_bytes()
    written = write_metadata(source, tmp_path / f"b{suffix}", parse_changes({"credit": "KEYSTONE/N. Name"}), PUBLIC)
    assert packets(written.path) == packets(source)
    copied = written.path.read_bytes()
    assert not any(word in copied for word in (PLACE.encode(), b"A. Example", b"Phone 9"))
    assert source.read_bytes() == original
    assert written.sidecar
    said = read_metadata(written.path)
    assert (said.credit_line, said.gps) == ("KEYSTONE/N. Name", None)
    assert PLACE.encode() not in written.sidecar.read_bytes()
    assert read_file(source).duration_seconds == pytest.approx(read_file(written.path).duration_seconds, abs=0.05)


def test_the_same_clip_gives_the_same_bytes(tmp_path: Path) -> None:
    source = clip_with_place(tmp_path / "a.mp4")
    for name in ("b.mp4", "c.mp4"):
        copy_bare_clip(source, tmp_path / name, probe_file(source))
    assert (tmp_path / "b.mp4").read_bytes() == (tmp_path / "c.mp4").read_bytes()


def test_a_clip_that_cannot_be_copied_so_is_refused_with_a_reason(tmp_path: Path) -> None:
    source = clip_with_place(tmp_path / "a.mp4")
    shutil.copy(source, tmp_path / "cut.mp4")
    (tmp_path / "cut.mp4").write_bytes(source.read_bytes()[:600])
    with pytest.raises(InvalidInput) as refused:
        copy_bare_clip(tmp_path / "cut.mp4", tmp_path / "b.mp4", probe_file(source))
    assert refused.value.hint
