"""Bombs: each ends as a record or with a reason, within its CPU time and memory, and costs no worker."""

import os
import resource
from pathlib import Path

import pytest

from library.errors import MediaError
from library.media.lengths import MAX_TEXT
from library.media.limits import PEAK_BYTES, OutOfTime, cpu_clock, limit_process
from library.media.metadata import read_file
from library.media.workers import Unreadable, inspect_files
from tests.media.bombs import BOMBS

SECONDS = 4.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    for number, make in enumerate(BOMBS.values()):
        (folder / f"{number}.jpg").write_bytes(make())
    return folder


def outcome_alone(path: Path) -> str:
    """Read metadata in a process of its own; say how that ended, and with how much memory."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        # The child must not come back into pytest, whatever happens.
        try:
            limit_process()
            with cpu_clock(SECONDS):
                try:
                    read_file(path)
                    said = "read"
                except MediaError as error:
                    said = f"refused: {error.message}"
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            os.write(outward, f"{said[:200]}{' with too much memory' if peak > PEAK_BYTES else ''}".encode())
        except OutOfTime:
            os.write(outward, b"out of time")
        finally:
            os._exit(0)
    os.close(outward)
    os.waitpid(child, 0)
    with os.fdopen(inward, "rb") as answer:
        return answer.read().decode() or "died"


@pytest.mark.parametrize("name", BOMBS)
def test_metadata_of_a_bomb_are_read_in_bounded_time_and_memory(name: str, folder: Path) -> None:
    said = outcome_alone(folder / f"{list(BOMBS).index(name)}.jpg")
    assert said.startswith(("read", "refused")), said
    assert "memory" not in said


def test_no_bomb_kills_a_worker_or_ends_without_a_reason(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    found = dict(inspect_files(paths, workers=2))
    assert set(found) == set(paths)
    for path, outcome in found.items():
        if isinstance(outcome, Unreadable):
            told = (list(BOMBS)[int(path.stem)], outcome.reason)
            assert outcome.error in {"UnreadableMedia", "MediaRefused", "UnsupportedMedia"}, told
            assert outcome.reason, told
            assert outcome.hint, told
            assert not any(words in outcome.reason for words in ("ended", "too long", "Error:")), told


def test_what_is_hidden_among_rubbish_is_still_read(folder: Path) -> None:
    """Beside the rubbish the other blocks count."""
    texts = {name: read_file(folder / f"{number}.jpg").metadata for number, name in enumerate(BOMBS)
             if name in {"long resource names", "two directories in a ring", "many keywords"}}  # fmt: skip
    assert texts["long resource names"].description == "kept"
    assert texts["two directories in a ring"].description == "in a ring"
    assert len(texts["many keywords"].keywords) == 10_000


def test_texts_beyond_measure_are_cut_and_that_is_noted(folder: Path) -> None:
    found = read_file(folder / f"{list(BOMBS).index('long caption')}.jpg").metadata
    assert len(found.description or "") == MAX_TEXT
    assert "texts longer than any that people write were cut" in found.notes
