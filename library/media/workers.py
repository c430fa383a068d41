"""A pool of isolated processes that inspect files: no file can hurt the program that asks (metadata.md §6)."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, Literal

from library.errors import MediaError
from library.media.inspect import Development, Inspection
from library.media.messages import HEADER, pack_message, unpack_development, unpack_inspection
from library.media.probe import MediaType, probe_head
from library.media.tree import Branch, from_plain

FILES_PER_WORKER = 500
START_SECONDS = 60.0
MAX_ANSWER_BYTES = 64 * 1024**2
"""No honest answer is longer; whoever reads it need not hold more."""

_ROOT = Path(__file__).resolve().parent.parent.parent
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_DEATHS: dict[int, str] = {
    signal.SIGXCPU: "it takes more computing than any honest file",
    signal.SIGKILL: "the system ended the process that read it, perhaps for lack of memory",
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be inspected.

    Attributes:
        reason: one sentence.
        hint: what a person can do.
        error: name of the error, e.g. 'UnsupportedMedia'.
    """

    reason: str
    hint: str
    error: str = "UnreadableMedia"


@dataclass(frozen=True, slots=True)
class MetadataTree:
    """All that a file's metadata blocks hold."""

    blocks: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do with one file.

    Attributes:
        path: the file.
        task: "inspect" it completely, take a first "look", "develop" one that was looked at, or read its "tree".
        media: its kind, to develop it.
        orientation: EXIF orientation, to develop it.
    """

    path: Path
    task: Literal["inspect", "look", "develop", "tree"] = "inspect"
    media: MediaType | None = None
    orientation: int | None = None


Answer = Inspection | Development | MetadataTree | Unreadable


class WorkerDied(Exception):
    """The process ended or was killed while it had a file; the text says why."""


class WorkerProcess:
    """One child process and the pipe to it."""

    def __init__(self) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        # One thread per worker for number crunching: the pool is the parallelism, and threads cost address space.
        # Passwords of the catalogue and the like are not for a process that strangers' files run in.
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment = {**passed_on, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1",
                       "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "PYTHONUTF8": "1"}  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "library.media.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            start_new_session=True, bufsize=0,
        )  # fmt: skip
        self.files = 0
        self._ready = False

    def do(self, job: Job, *, deadline_seconds: float, shooting: bool) -> Answer:
        """Have one file inspected within its deadline; raise WorkerDied when the process is lost."""
        request = {
            "path": str(job.path), "task": job.task, "shooting": shooting,
            "format": job.media.format if job.media else None, "orientation": job.orientation,
        }  # fmt: skip
        content, blob = self.ask(request, deadline_seconds=deadline_seconds)
        if "inspection" in content:
            return unpack_inspection(content, blob)
        if "development" in content:
            return unpack_development(content, blob)
        if "tree" in content:
            return MetadataTree(from_plain(content["tree"]))
        return Unreadable(content["reason"], content["hint"], content["error"])

    def ask(
        self, request: dict[str, Any], blob: bytes = b"", *, deadline_seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """Have one task done; give the answer with the bytes behind it; raise WorkerDied when the process is lost."""
        if not self._ready:
            self._receive(time.monotonic() + START_SECONDS)
            self._ready = True
        self.files += 1
        message = memoryview(pack_message({**request, "deadline": deadline_seconds}, blob))
        try:
            assert self.process.stdin  # noqa: S101 - it was asked for above
            while message:
                message = message[self.process.stdin.write(message) :]
        except OSError as e:
            raise WorkerDied(self._cause()) from e
        content, answer = self._receive(time.monotonic() + deadline_seconds)
        if content.get("worn"):
            self.files = FILES_PER_WORKER
        return content, answer

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        """Read one message, or kill the process when the deadline passes."""
        text_bytes, blob_bytes = HEADER.unpack(self._read(HEADER.size, deadline))
        if text_bytes + blob_bytes > MAX_ANSWER_BYTES:
            raise WorkerDied("it says more of itself than photodesk takes")
        return json.loads(self._read(text_bytes, deadline)), self._read(blob_bytes, deadline)

    def _read(self, count: int, deadline: float) -> bytes:
        """Read exactly so many bytes."""
        assert self.process.stdout  # noqa: S101 - it was asked for above
        file = self.process.stdout.fileno()
        data = bytearray()
        while len(data) < count:
            remaining = deadline - time.monotonic()
            if remaining <= 0 or not select.select([file], [], [], remaining)[0]:
                raise WorkerDied("it took too long to read")
            part = os.read(file, min(count - len(data), 1 << 20))
            if not part:
                raise WorkerDied(self._cause())
            data += part
        return bytes(data)

    def _cause(self) -> str:
        """Say in words what ended the process."""
        with suppress(subprocess.TimeoutExpired):
            code = self.process.wait(timeout=2)
            if code < 0 and -code in _DEATHS:
                return _DEATHS[-code]
        return "the process that read it was ended by the file"

    def close(self, *, kill: bool) -> None:
        """End the process and its pipes."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        if kill:
            self.process.kill()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass(slots=True)
class _Deadlines:
    """Seconds a picture and a clip may take."""

    photo: float
    video: float

    def of(self, job: Job) -> float:
        """Return the deadline of a file by its content."""
        try:
            return self.video if (job.media or probe_head(job.path)).kind == "video" else self.photo
        except MediaError:
            return self.photo


class _Pool:
    """Threads that each own one worker and pass files to it; results go into a bounded queue."""

    def __init__(self, jobs: Iterable[Job], workers: int, deadlines: _Deadlines) -> None:
        self.jobs = iter(jobs)
        self.deadlines = deadlines
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.results: Queue[tuple[Job, Answer] | None] = Queue(maxsize=workers * 2)
        self.again: list[Job] = []
        self.live: set[WorkerProcess] = set()
        self.threads = [threading.Thread(target=self._work, daemon=True, name=f"inspect-{i}") for i in range(workers)]
        for thread in self.threads:
            thread.start()

    def _next(self) -> Job | None:
        """Hand out the next file, None when there is none or the pool was stopped."""
        with self.lock:
            return None if self.stopped.is_set() else next(self.jobs, None)

    def _work(self) -> None:
        """Pass files to a worker until none is left."""
        worker: WorkerProcess | None = None
        try:
            while (job := self._next()) is not None:
                try:
                    worker = self._fresh(worker)
                    result = worker.do(job, deadline_seconds=self.deadlines.of(job), shooting=True)
                except (WorkerDied, OSError, ValueError):
                    # ValueError: the process wrote something that is no answer.
                    self._retire(worker, kill=True)
                    worker = None
                    with self.lock:
                        self.again.append(job)
                else:
                    self._put((job, result))
        finally:
            self._retire(worker, kill=self.stopped.is_set())
            self._put(None)

    def _fresh(self, worker: WorkerProcess | None) -> WorkerProcess:
        """Return a worker that may take another file: the same, or a new one after its term."""
        if worker and worker.files < FILES_PER_WORKER:
            return worker
        self._retire(worker, kill=False)
        started = WorkerProcess()
        with self.lock:
            self.live.add(started)
        return started

    def _retire(self, worker: WorkerProcess | None, *, kill: bool) -> None:
        """End a worker."""
        if worker:
            with self.lock:
                self.live.discard(worker)
            worker.close(kill=kill)

    def _put(self, outcome: tuple[Job, Answer] | None) -> None:
        """Pass on a result, waiting while nobody takes them; dropped when the pool was stopped."""
        while not self.stopped.is_set():
            with suppress(Full):
                self.results.put(outcome, timeout=0.5)
                return

    def stop(self) -> None:
        """Stop handing out files, and end workers that are still busy because nobody wants their results."""
        self.stopped.set()
        with self.lock:
            for worker in self.live:
                worker.process.kill()
        with suppress(Empty):
            while True:
                self.results.get_nowait()


def inspect_files(
    paths: Iterable[Path],
    *,
    workers: int,
    is_first_look: bool = False,
    deadline_seconds: float = 20.0,
    video_deadline_seconds: float = 120.0,
) -> Generator[tuple[Path, Inspection | Unreadable], None, None]:
    """Inspect files in isolated processes and yield each as it is done, in no particular order.

    Args:
        paths: the files; taken from the iterable only as fast as results are consumed.
        workers: number of processes.
        is_first_look: leave the pixels for later.
        deadline_seconds: wall clock seconds for a picture.
        video_deadline_seconds: wall clock seconds for a clip.

    Yields:
        The path with its inspection, or with the reason why there is none. A file that cost a worker its life, or did
        not end, is tried once more alone, without the shooting data; it never raises.
    """
    jobs = (Job(path, "look" if is_first_look else "inspect") for path in paths)
    with closing(_answers(jobs, workers, _Deadlines(deadline_seconds, video_deadline_seconds))) as answers:
        for job, answer in answers:
            if isinstance(answer, Inspection | Unreadable):
                yield job.path, answer


def develop_files(
    jobs: Iterable[Job], *, workers: int, deadline_seconds: float = 20.0, video_deadline_seconds: float = 120.0
) -> Generator[tuple[Path, Development | Unreadable], None, None]:
    """Develop files that were looked at, in isolated processes, each yielded as it is done, in no particular order.

    Args:
        jobs: what to develop; taken from the iterable only as fast as results are consumed.
        workers: number of processes.
        deadline_seconds: wall clock seconds for a picture.
        video_deadline_seconds: wall clock seconds for a clip.

    Yields:
        As `inspect_files`.
    """
    with closing(_answers(jobs, workers, _Deadlines(deadline_seconds, video_deadline_seconds))) as answers:
        for job, answer in answers:
            if isinstance(answer, Development | Unreadable):
                yield job.path, answer


def read_tree_apart(path: Path, *, deadline_seconds: float = 20.0) -> MetadataTree | Unreadable:
    """Read all that a file's metadata blocks hold, in a process of its own, for it may be hostile."""
    answer = _do_alone(Job(path, "tree"), deadline_seconds)
    return answer if isinstance(answer, MetadataTree | Unreadable) else MetadataTree(())


def _answers(jobs: Iterable[Job], workers: int, deadlines: _Deadlines) -> Generator[tuple[Job, Answer], None, None]:
    """Do jobs in a pool; those that cost a worker its life once more, alone."""
    pool = _Pool(jobs, max(1, workers), deadlines)
    running = len(pool.threads)
    try:
        while running:
            outcome = pool.results.get()
            if outcome is None:
                running -= 1
            else:
                yield outcome
        for job in pool.again:
            yield job, _do_alone(job, deadlines.of(job))
    finally:
        pool.stop()
        for thread in pool.threads:
            thread.join(timeout=10)


def _do_alone(job: Job, deadline_seconds: float) -> Answer:
    """Try a file a second and last time in a process of its own."""
    worker = WorkerProcess()
    try:
        result = worker.do(job, deadline_seconds=deadline_seconds, shooting=False)
    except WorkerDied as e:
        worker.close(kill=True)
        return Unreadable(
            f"{job.path.name} cannot be read: {e}.",
            "Ask the sender for a newly saved version; the file as it is is kept out.",
        )
    worker.close(kill=False)
    return result
