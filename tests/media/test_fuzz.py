"""Fuzzing: whatever happens to a file, readers, decoders and writers give a record or an error of ours, and in time.

The short suite takes some mutants of each kind, always the same; `make test-all` makes new ones for two minutes. A
failure names kind and seed: put both into `take` to see it again.
"""

import itertools
import random
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.errors import LibraryError
from library.media.changes import parse_changes
from library.media.embed import can_embed, write_metadata
from library.media.inspect import Development, Inspection, develop_file, look_at
from library.media.limits import CPU_SECONDS, PEAK_BYTES, OutOfTime, cpu_clock
from library.media.metadata import EmbeddedMetadata, read_metadata
from library.media.probe import probe_file
from tests.media.mutants import files, mutate

MINUTES = 2
KINDS = sorted(files())
CHANGES = parse_changes({"caption": "Ein Bär", "creator": ["A. One"], "keywords": ["bear"]})


def take(kind: str, seed: int, folder: Path) -> None:
    """Do with one mutant all that the desk does with a file."""
    path = folder / f"mutant{kind}"
    path.write_bytes(mutate(files()[kind], seed))
    steps = {
        "read": lambda: read_metadata(path),
        "look": lambda: look_at(path),
        "develop": lambda: develop_file(path, probe_file(path), orientation=1),
        "write": lambda: write_metadata(path, folder / "copy", CHANGES) if can_embed(probe_file(path)) else None,
    }
    for name, step in steps.items():
        try:
            with cpu_clock(CPU_SECONDS):
                found = step()
        except LibraryError as error:
            if not (error.message and error.hint):
                pytest.fail(f"{name} of {kind} with seed {seed} says nothing")
        except OutOfTime:
            pytest.fail(f"{name} of {kind} with seed {seed} takes too long")
        except Exception as error:  # noqa: BLE001
            pytest.fail(f"{name} of {kind} with seed {seed}: {error!r}")
        else:
            assert found is None or name == "write" or isinstance(found, EmbeddedMetadata | Inspection | Development)
    for left in folder.glob("copy*"):
        left.unlink()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_mutants_of_every_kind_give_a_record_or_an_error_of_ours(kind: str, tmp_path: Path, seed: int) -> None:
    take(kind, seed, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_new_mutants_for_two_minutes(tmp_path: Path) -> None:
    end = time.monotonic() + MINUTES * 60
    seeds = random.Random()
    for kind in itertools.cycle(KINDS):
        if time.monotonic() > end:
            break
        take(kind, seeds.randrange(2**32), tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < PEAK_BYTES
