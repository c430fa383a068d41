"""Bombs: each ends as a record or with a reason, within its CPU time and memory, and costs no worker."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from library.errors import MediaError
from library.media.inspect import inspect_file
from library.media.lengths import MAX_TEXT
from library.media.limits import PEAK_BYTES, OutOfTime, cpu_clock, limit_process
from library.media.metadata import read_file
from library.media.workers import Unreadable, inspect_files
from tests.media.bombs import BOMBS

SECONDS = 4.0


SLOW = {
    "inflated texts", "inflated packets", "raw profile of blanks", "many keywords", "many items", "many name spaces",
    "structures nested beyond measure", "lists nested beyond measure", "many descriptions", "wide directory",
    "pixels, 16,000 a side", "pixels, 60,000 a side", "gaps between datasets", "XML of errors", "long caption",
}  # fmt: skip
"""Bombs that take their time to make or to defuse; the others are enough for every day."""

Maker = Callable[[str], Path]


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Make a bomb when it is first wanted."""
    folder = tmp_path_factory.mktemp("bombs")

    def make(name: str) -> Path:
        path = folder / f"{list(BOMBS).index(name)}.jpg"
        if not path.exists():
            path.write_bytes(BOMBS[name]())
        return path

    return make


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


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in BOMBS])
def test_metadata_of_a_bomb_are_read_in_bounded_time_and_memory(name: str, bomb: Maker) -> None:
    said = outcome_alone(bomb(name))
    assert said.startswith(("read", "refused")), said
    assert "memory" not in said


@pytest.mark.parametrize(
    "names", [set(BOMBS) - SLOW, pytest.param(SLOW, marks=pytest.mark.slow)], ids=["quick", "slow"]
)
def test_no_bomb_kills_a_worker_or_ends_without_a_reason(names: set[str], bomb: Maker) -> None:
    paths = sorted(map(bomb, names))
    found = dict(inspect_files(paths, workers=2))
    assert set(found) == set(paths)
    for path, outcome in found.items():
        if isinstance(outcome, Unreadable):
            told = (list(BOMBS)[int(path.stem)], outcome.reason)
            assert outcome.error in {"UnreadableMedia", "MediaRefused", "UnsupportedMedia"}, told
            assert outcome.reason, told
            assert outcome.hint, told
            assert not any(words in outcome.reason for words in ("ended", "too long", "Error:")), told


@pytest.mark.parametrize(
    ("name", "description"), [("long resource names", "kept"), ("two directories in a ring", "in a ring")]
)
def test_what_is_hidden_among_rubbish_is_still_read(name: str, description: str, bomb: Maker) -> None:
    """Beside the rubbish the other blocks count."""
    assert read_file(bomb(name)).metadata.description == description


@pytest.mark.slow
def test_keywords_and_texts_beyond_measure_are_cut_and_that_is_noted(bomb: Maker) -> None:
    assert len(read_file(bomb("many keywords")).metadata.keywords) == 10_000
    found = read_file(bomb("long caption")).metadata
    assert len(found.description or "") == MAX_TEXT
    assert "texts longer than any that people write were cut" in found.notes


@pytest.mark.parametrize(
    "data", [b"GIF89a", b"GIF89a" + b"\x01\x00" * 3 + b"\x00!", b"GIF89a" + b"\x01\x00" * 3 + b"\x00!\xfe\x05a"]
)
def test_a_gif_that_ends_within_its_head_is_told_in_words(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cut.gif"
    path.write_bytes(data)
    with pytest.raises(MediaError, match=r"damaged|not a picture|unknown kind"):
        inspect_file(path)
