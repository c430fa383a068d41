"""Writes metadata into copies in a process apart: what is copied came from strangers, and may hurt whoever reads it."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from library import errors
from library.errors import LibraryError, UnreadableMedia
from library.media.changes import Changes
from library.media.embed import Written, remove_leftovers
from library.media.messages import unpack_written
from library.media.policy import COPY, MetadataPolicy
from library.media.probe import MediaType
from library.media.workers import FILES_PER_WORKER, WorkerDied, WorkerProcess

DEADLINE_SECONDS = 30.0
BYTES_PER_SECOND = 4e6
"""A slow drive copies so much; a long file has longer."""


class Writer:
    """One process that writes copies one after another; it is started when the first is wanted.

    A file that ends it costs only its own copy.
    """

    def __init__(self) -> None:
        self._worker: WorkerProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def write(
        self, source: Path, target: Path, changes: Changes, policy: MetadataPolicy = COPY, *, only_new: bool = False
    ) -> Written:
        """Write a copy of a file that carries these fields, as `embed.write_metadata` does.

        Raises:
            LibraryError: as there; UnreadableMedia also where the file ended the process, MediaRefused where it took
                too much time or memory. No unfinished file is left behind.
        """
        request = {"task": "write", "path": str(source), "target": str(target), "only_new": only_new}
        size = source.stat().st_size if source.is_file() else 0
        content, _ = self._ask(
            request | _plain(changes, policy),
            deadline_seconds=DEADLINE_SECONDS + size / BYTES_PER_SECOND,
            target=target,
        )
        return unpack_written(content)

    def embed(self, data: bytes, media: MediaType, changes: Changes, policy: MetadataPolicy = COPY) -> bytes:
        """Return a picture that carries these fields, as `embed.embed_in_bytes` does.

        Raises:
            LibraryError: as `write`.
        """
        request = {"task": "embed", "path": "", "format": media.format} | _plain(changes, policy)
        return self._ask(request, data, deadline_seconds=DEADLINE_SECONDS)[1]

    def close(self, *, kill: bool = False) -> None:
        """End the process; the next copy starts another."""
        if self._worker:
            self._worker.close(kill=kill)
            self._worker = None

    def _ask(
        self, request: dict[str, Any], data: bytes = b"", *, deadline_seconds: float, target: Path | None = None
    ) -> tuple[dict[str, Any], bytes]:
        """Have something written; errors of the process are raised here."""
        if self._worker and self._worker.files >= FILES_PER_WORKER:
            self.close()
        worker = self._worker = self._worker or WorkerProcess()
        try:
            content, blob = worker.ask({**request, "shooting": False}, data, deadline_seconds=deadline_seconds)
        except (WorkerDied, OSError, ValueError) as e:
            # ValueError: the process wrote something that is no answer.
            self.close(kill=True)
            if target:
                remove_leftovers(target.parent, worker.process.pid)
            name = Path(request["path"]).name or "The picture"
            raise UnreadableMedia(f"{name} cannot be copied: {e}.") from e
        if "error" in content:
            raise _rebuilt(content)
        return content, blob


def _plain(changes: Changes, policy: MetadataPolicy) -> dict[str, Any]:
    """Give what is to be written as JSON values."""
    return {"changes": changes, "policy": policy.name}


def _rebuilt(content: dict[str, Any]) -> LibraryError:
    """Give the error that the process met; of a kind that this program does not know: that the file is unreadable."""
    kind = getattr(errors, content["error"], UnreadableMedia)
    is_ours = isinstance(kind, type) and issubclass(kind, errors.MediaError | errors.InvalidInput)
    return (kind if is_ours else UnreadableMedia)(content["reason"], hint=content["hint"])
