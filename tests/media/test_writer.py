"""Copies are written in a process apart: a file that ends it, or takes too much, costs only its own copy."""

import resource
import signal
import sys
from pathlib import Path

import pytest

from library.errors import InvalidInput, MediaRefused, UnreadableMedia, UnsupportedMedia
from library.media import limits, probe, workers, writer
from library.media.changes import parse_changes
from library.media.embed import embed_in_bytes, write_metadata
from library.media.limits import room_for_copy
from library.media.metadata import read_metadata
from library.media.policy import PUBLIC
from library.media.writer import Writer
from tests.media.building import encoded, jpeg_with, plain_jpeg, scene, xmp, xmp_segment
from tests.media.sources import jpegs

HOSTILE = """
import os, time
from pathlib import Path
from library.media import embed, limits, worker
def write(source, target, changes, policy, *, only_new):
    with embed._Temporary(target) as copy:
        copy.write([b'half'])
        if 'crash' in source.name:
            os.kill(os.getpid(), 11)
        if 'hang' in source.name:
            time.sleep(60)
        if 'busy' in source.name:
            while True:
                pass
    return embed.write_metadata(source, target, changes, policy, only_new=only_new)
worker.write_metadata = write
worker.cpu_budget = lambda path: 0.3
worker.main()
"""

CHANGES = parse_changes({"caption": "Straße, Łódź", "creator": ["A. Example"], "credit": "KEYSTONE"})


def test_what_is_written_apart_is_what_is_written_here(tmp_path: Path) -> None:
    (tmp_path / "signed.jpg").write_bytes(jpegs()["signed"])
    (tmp_path / "a.tif").write_bytes(encoded(scene(), "TIFF"))
    with Writer() as apart:
        for name in ("signed.jpg", "a.tif"):
            there = apart.write(tmp_path / name, tmp_path / f"there {name}", CHANGES)
            here = write_metadata(tmp_path / name, tmp_path / f"here {name}", CHANGES)
            assert (there.blocks, there.values, there.cut) == (here.blocks, here.values, here.cut)
            assert (there.credentials, there.notes, there.media) == (here.credentials, here.notes, here.media)
            assert there.path.read_bytes() == here.path.read_bytes()
        assert there.sidecar == tmp_path / "there a.tif.xmp"
        assert apart.embed(plain_jpeg(), probe.JPEG, CHANGES, PUBLIC) == embed_in_bytes(
            plain_jpeg(), probe.JPEG, CHANGES, PUBLIC
        )


def test_what_the_file_says_already_is_not_written_again(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(jpeg_with(xmp_segment(xmp("", 'photoshop:Credit="KEYSTONE"'))))
    with Writer() as apart:
        written = apart.write(source, tmp_path / "b.jpg", CHANGES, only_new=True)
    assert set(written.values) == {"description", "creator"}


def test_errors_of_the_process_are_raised_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no picture at all", encoding="utf-8")
    (tmp_path / "a.tif").write_bytes(encoded(scene(), "TIFF"))
    with Writer() as apart:
        with pytest.raises(UnsupportedMedia):
            apart.write(tmp_path / "a.txt", tmp_path / "b.txt", CHANGES)
        with pytest.raises(InvalidInput, match="nothing private"):
            apart.write(tmp_path / "a.tif", tmp_path / "b.tif", CHANGES, PUBLIC)
        with pytest.raises(UnreadableMedia):
            apart.embed(b"\xff\xd8 and no more", probe.JPEG, CHANGES)


@pytest.mark.slow
def test_a_file_that_ends_the_process_leaves_nothing_and_the_next_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "hostile.txt"
    script.write_text(HOSTILE, encoding="utf-8")
    popen = workers.subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda _words, **how: popen([sys.executable, str(script)], **how))
    monkeypatch.setattr(writer, "DEADLINE_SECONDS", 4.0)
    out = tmp_path / "out"
    out.mkdir()
    for name in ("crash.jpg", "hang.jpg", "busy.jpg", "good.jpg"):
        (tmp_path / name).write_bytes(plain_jpeg())
    with Writer() as apart:
        for name, error, words in (
            ("crash.jpg", UnreadableMedia, "ended by the file"),
            ("hang.jpg", UnreadableMedia, "too long"),
            ("busy.jpg", MediaRefused, "computing"),
        ):
            with pytest.raises(error, match=words):
                apart.write(tmp_path / name, out / name, CHANGES)
            assert list(out.iterdir()) == []
        assert apart.write(tmp_path / "good.jpg", out / "good.jpg", CHANGES).path == out / "good.jpg"
    assert read_metadata(out / "good.jpg").credit_line == "KEYSTONE"


def test_a_copy_may_be_as_long_as_its_source_and_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OUTPUT_BYTES", 1000)
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(b"x" * 5000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with room_for_copy(source):
            copy.write_bytes(b"x" * 6000)
            with pytest.raises(OSError, match="too large"):
                copy.write_bytes(b"x" * 6001)
        with pytest.raises(OSError, match="too large"):
            copy.write_bytes(b"x" * 1001)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
