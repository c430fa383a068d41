"""Read many files one after another in a child of this process, quickly: what a file does to it costs only that file.

A worker of the pool is a new program and takes a message for each file; here the child is a fork of a program without
threads that has loaded everything already, and answers come back as lines. So isolation costs some hundredths of a
millisecond a file.
"""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from library.media.limits import OutOfTime, cpu_budget, cpu_clock, limit_process

DEADLINE_SECONDS = 30.0
"""How long one file may keep the batch waiting, should the disk not answer."""

Answer = Callable[[str], bytes]
"""Gives one line for the name of a file, without a line break; raises nothing."""


@dataclass(frozen=True, slots=True)
class Killer:
    """A file that ended the child twice.

    Attributes:
        name: of the file, as it was given.
        reason: one sentence.
    """

    name: str
    reason: str


class _Died(Exception):
    """The child ended before it had answered all; the text says why."""


def answer_each(names: Sequence[str], answer: Answer) -> Iterator[bytes | Killer]:
    """Answer for each file in a child process, in their order.

    A file that ends the child is tried once more in a child of its own; then the next child goes on behind it.

    Args:
        names: of the files.
        answer: gives the line for one file; runs in the child.

    Yields:
        The lines, and a Killer in place of one that no child lived to give.
    """
    done = 0
    while done < len(names):
        try:
            for line in _answers(names[done:], answer):
                done += 1
                yield line
        except _Died:
            yield _answer_alone(names[done], answer)
            done += 1


def _answer_alone(name: str, answer: Answer) -> bytes | Killer:
    """Try a file a second and last time."""
    try:
        return next(_answers([name], answer), b"")
    except _Died as death:
        return Killer(name, f"{Path(name).name} cannot be read: {death}.")


def _answers(names: Sequence[str], answer: Answer) -> Iterator[bytes]:
    """Yield the lines of one child, as far as it comes."""
    inward, outward = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(inward)
        _work(names, answer, outward)
    os.close(outward)
    count = 0
    try:
        for line in _lines(inward):
            count += 1
            yield line
        if count < len(names):
            raise _Died(_cause(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
        os.waitpid(child, 0)
    except (GeneratorExit, TimeoutError, KeyboardInterrupt) as e:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if isinstance(e, TimeoutError):
            raise _Died("it took too long") from e
        raise
    finally:
        os.close(inward)


def _work(names: Sequence[str], answer: Answer, outward: int) -> None:
    """Answer for the files in the child, and never come back into the parent's code."""
    code = 1
    try:
        limit_process()
        for name in names:
            seconds = cpu_budget(Path(name))
            with cpu_clock(seconds):
                line = answer(name) + b"\n"
            while line:
                line = line[os.write(outward, line) :]
        code = 0
    except OutOfTime:
        code = 2
    finally:
        os._exit(code)


def _lines(file: int) -> Iterator[bytes]:
    """Yield whole lines; what a dying child left unfinished is dropped."""
    rest = b""
    while True:
        if not select.select([file], [], [], DEADLINE_SECONDS)[0]:
            raise TimeoutError
        data = os.read(file, 1 << 18)
        if not data:
            return
        *whole, rest = (rest + data).split(b"\n")
        yield from whole


def _cause(code: int) -> str:
    """Say in words what ended a child."""
    if code in {2, -signal.SIGXCPU}:
        return "it takes more computing than any honest file"
    if code < 0:
        with suppress(ValueError):
            return f"it ended the process that read it ({signal.Signals(-code).name})"
    return "it ended the process that read it"
