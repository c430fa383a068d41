"""The pool of isolated processes: results stream, hostile files cost a worker and nothing else."""

import struct
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from library.media import limits, worker, workers
from library.media.inspect import Inspection, inspect_file
from library.media.messages import HEADER, pack_inspection, unpack_inspection
from library.media.workers import Unreadable, inspect_files
from tests.media.building import encoded, exif_segment, jpeg_with, plain_jpeg, rational, scene, tiff, xmp, xmp_segment

CRASHING_WORKER = """
import os, sys, time
from pathlib import Path
from library.media import worker
inspect = worker.inspect_file
def hostile(path, *, shooting):
    if 'crash' in path.name or ('once' in path.name and shooting):
        os.kill(os.getpid(), 11)
    if 'hang' in path.name:
        time.sleep(60)
    return inspect(path, shooting=shooting)
worker.inspect_file = hostile
worker.main()
"""

BUSY_WORKER = """
import hashlib
from pathlib import Path
from library.media import limits, worker
limits.GRACE_SECONDS = 0.0
worker.cpu_budget = lambda path: 1.0
inspect = worker.inspect_file
def busy(path, *, shooting):
    while path.name == 'busy.jpg':
        pass
    if path.name == 'stuck.jpg':
        hashlib.pbkdf2_hmac('sha256', b'a', b'b', 10**9)
    return inspect(path, shooting=shooting)
worker.inspect_file = busy
worker.main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.jpg", "b.jpg", "c.png"):
        (tmp_path / name).write_bytes(plain_jpeg())
    (tmp_path / "empty.jpg").write_bytes(b"")
    return tmp_path


def test_all_files_come_back_with_what_was_found_or_why_not(folder: Path) -> None:
    found = dict(inspect_files(sorted(folder.iterdir()), workers=2))
    assert {path.name for path in found} == {"a.jpg", "b.jpg", "c.png", "empty.jpg"}
    good = found[folder / "a.jpg"]
    assert isinstance(good, Inspection)
    assert good == inspect_file(folder / "a.jpg")
    bad = found[folder / "empty.jpg"]
    assert isinstance(bad, Unreadable)
    assert (bad.error, "empty" in bad.reason, bool(bad.hint)) == ("UnreadableMedia", True, True)


def test_a_crash_or_a_hang_costs_only_its_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash on the first try only is forgiven; a crash on both, and a hang, are reported."""
    for name in ("crash.jpg", "once.jpg", "hang.jpg"):
        (folder / name).write_bytes(plain_jpeg())
    script = tmp_path / "hostile.txt"
    script.write_text(CRASHING_WORKER, encoding="utf-8")
    popen = workers.subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda _words, **how: popen([sys.executable, str(script)], **how))
    files = [path for path in sorted(folder.iterdir()) if path.suffix == ".jpg"]
    found = {path.name: outcome for path, outcome in inspect_files(files, workers=2, deadline_seconds=1.5)}
    states = {name: outcome.reason if isinstance(outcome, Unreadable) else "" for name, outcome in found.items()}
    assert (states["a.jpg"], states["b.jpg"], states["once.jpg"]) == ("", "", "")
    assert "ended by the file" in states["crash.jpg"]
    assert "too long" in states["hang.jpg"]


def test_workers_are_replaced_after_their_term(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FILES_PER_WORKER", 1)
    assert len(list(inspect_files([folder / "a.jpg", folder / "b.jpg"], workers=1))) == 2


def test_stopping_early_ends_the_workers(folder: Path) -> None:
    files = [folder / "a.jpg"] * 50
    outcomes = inspect_files(files, workers=2)
    next(outcomes)
    began = time.monotonic()
    outcomes.close()
    assert time.monotonic() - began < 8


def test_an_endless_exif_does_not_lose_the_picture(folder: Path) -> None:
    ring = bytearray(tiff(((0x010E, 2, b"text in a ring\x00"),)))
    struct.pack_into("<I", ring, 10 + 12, 8)
    path = folder / "ring.jpg"
    path.write_bytes(jpeg_with(exif_segment(bytes(ring))))
    outcome = dict(inspect_files([path], workers=1, deadline_seconds=10))[path]
    assert isinstance(outcome, Inspection)
    assert outcome.metadata.description == "text in a ring"


def test_a_picture_that_needs_too_much_memory_is_refused(folder: Path) -> None:
    path = folder / "huge.tif"
    path.write_bytes(
        encoded(scene(), "TIFF").replace(struct.pack("<HHII", 256, 4, 1, 96), struct.pack("<HHII", 256, 4, 1, 2**30))
    )
    outcome = dict(inspect_files([path], workers=1))[path]
    assert isinstance(outcome, Unreadable)


def test_names_that_are_no_utf8_go_through(folder: Path) -> None:
    path = folder / b"caf\xe9.jpg".decode("utf-8", "surrogateescape")
    path.write_bytes(plain_jpeg())
    assert isinstance(dict(inspect_files([path], workers=1))[path], Inspection)


def test_an_inspection_goes_over_the_pipe_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = tiff((), gps=((1, 2, b"N\x00"), (2, 5, rational((46, 1))), (3, 2, b"E\x00"), (4, 5, rational((7, 1)))))
    path.write_bytes(jpeg_with(exif_segment(exif), xmp_segment(xmp("", 'photoshop:City="Zürich"'))))
    inspection = inspect_file(path)
    message = pack_inspection(inspection)
    text_bytes, blob_bytes = HEADER.unpack(message[: HEADER.size])
    content = workers.json.loads(message[HEADER.size : HEADER.size + text_bytes])
    assert len(message) == HEADER.size + text_bytes + blob_bytes
    assert unpack_inspection(content, message[-blob_bytes:]) == inspection


def test_whatever_a_decoder_raises_becomes_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, *, shooting: bool) -> Inspection:
        raise KeyError("odd")

    monkeypatch.setattr(worker, "inspect_file", fail)
    message = worker.answer({"path": str(tmp_path / "a.jpg"), "task": "inspect", "shooting": True})
    assert b"KeyError" in message


@pytest.mark.slow
def test_a_hang_of_our_own_code_ends_with_a_reason_and_a_hang_elsewhere_costs_the_worker(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop in Python is interrupted; a loop that never comes back to Python (a digest) is ended."""
    for name in ("busy.jpg", "stuck.jpg"):
        (folder / name).write_bytes(plain_jpeg())
    script = tmp_path / "busy.txt"
    script.write_text(BUSY_WORKER, encoding="utf-8")
    popen = workers.subprocess.Popen
    monkeypatch.setattr(workers.subprocess, "Popen", lambda _words, **how: popen([sys.executable, str(script)], **how))
    files = [folder / name for name in ("busy.jpg", "stuck.jpg", "a.jpg", "b.jpg")]
    found = {path.name: outcome for path, outcome in inspect_files(files, workers=1)}
    reasons = {name: outcome.reason for name, outcome in found.items() if isinstance(outcome, Unreadable)}
    assert set(reasons) == {"busy.jpg", "stuck.jpg"}
    assert "more than 1 s of computing" in reasons["busy.jpg"]
    assert "more computing than any honest file" in reasons["stuck.jpg"]


def test_long_files_have_more_time_and_holes_buy_none(tmp_path: Path) -> None:
    short, holes = tmp_path / "short", tmp_path / "holes"
    short.write_bytes(b"x")
    with holes.open("wb") as file:
        file.write(b"x")
        file.truncate(10**12)
    assert limits.cpu_budget(short) == limits.cpu_budget(tmp_path / "absent") == limits.CPU_SECONDS
    assert limits.cpu_budget(holes) == limits.CPU_SECONDS


def test_no_password_reaches_a_worker(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_DATABASE_URL", "postgresql://desk:secret@host/desk")
    seen: list[dict[str, str]] = []
    popen = workers.subprocess.Popen

    def start(words: list[str], **how: Any) -> Any:
        seen.append(how["env"])
        return popen(words, **how)

    monkeypatch.setattr(workers.subprocess, "Popen", start)
    assert len(list(inspect_files([folder / "a.jpg"], workers=1))) == 1
    assert "PATH" in seen[0]
    assert not any("secret" in value for value in seen[0].values())
