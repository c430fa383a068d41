"""Limits that a process puts on itself before it opens a stranger's file: memory, output, and CPU time for each file.

CPU time is bounded twice. At the budget a signal raises `OutOfTime` in our own code, so that the process lives on and
says why. Code that never comes back to Python is ended by the system shortly after, and whoever started the process
sees how.
"""

import contextlib
import math
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

PEAK_BYTES = 1024**3
"""Memory that a process which reads files may have, its libraries included."""

OUTPUT_BYTES = 64 * 1024**2
"""A reading process writes no file longer than this."""

CPU_SECONDS = 5.0
CPU_SECONDS_PER_MB = 0.25
FREE_BYTES = 8 * 1024**2
"""Files as small as this have `CPU_SECONDS`; each further megabyte buys time, because honest long files need it."""

GRACE_SECONDS = 1.0
_AGAIN_SECONDS = 0.5
_MB = 1e6


class OutOfTime(BaseException):
    """A file took its CPU time; no `Exception`, so that no library swallows it."""


def limit_process() -> None:
    """Bound memory and output of this process, write no core dumps, and let people's programs go first.

    Call it after the imports: what the libraries take in address space without using it is not counted.
    """
    mapped, used = _memory()
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: OUTPUT_BYTES}
    if mapped:
        wanted[resource.RLIMIT_AS] = mapped + PEAK_BYTES - used
    for kind, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            before = resource.getrlimit(kind)[1]
            lower = _lower(value, before)
            # Only the output may be widened again, for the copy of a long file.
            resource.setrlimit(kind, (lower, before if kind == resource.RLIMIT_FSIZE else lower))
    with contextlib.suppress(OSError):
        os.nice(5)


@contextlib.contextmanager
def room_for_copy(source: Path) -> Iterator[None]:
    """Let this process write files as long as a source and what a copy may gain, in the block.

    A process without limits keeps none.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with contextlib.suppress(ValueError, OSError):
        if before[0] != resource.RLIM_INFINITY:
            room = _lower(source.stat().st_size + OUTPUT_BYTES, before[1])
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def cpu_budget(path: Path) -> float:
    """Return the CPU seconds that a file may take; holes in it buy nothing."""
    with contextlib.suppress(OSError, ValueError):
        facts = path.stat()
        # Some network drives do not count blocks.
        size = min(facts.st_size, facts.st_blocks * 512 or facts.st_size)
        return CPU_SECONDS + max(0, size - FREE_BYTES) / _MB * CPU_SECONDS_PER_MB
    return CPU_SECONDS


@contextlib.contextmanager
def cpu_clock(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block when this process has spent so many CPU seconds in it, in all its threads.

    Args:
        seconds: the budget; a second later the system ends the process.
    """
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    before = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(spent + seconds + GRACE_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (_lower(end, before[0]), before[1]))
    signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    """End the work on a file; rings again should a library have swallowed it."""
    raise OutOfTime


def _lower(value: int, present: int) -> int:
    """Return a limit that is no looser than the present one."""
    return value if present == resource.RLIM_INFINITY else min(value, present)


def _memory() -> tuple[int, int]:
    """Return the address space and the memory of this process, bytes; nothing where the system does not say."""
    try:
        mapped, used = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    except (OSError, ValueError):
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    return int(mapped) * page, int(used) * page
