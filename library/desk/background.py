"""Work behind the screens: a thread that develops what came in at a first look, as long as the server lives."""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from library.desk.develop import count_undeveloped, develop
from library.desk.workspace import Workspace
from library.errors import LibraryError

POLL_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Background:
    """Develop whatever waits, until stopped; the pixels are decoded in worker processes, not here.

    Args:
        workspace: whose assets.
        poll_seconds: how often to look for work.
    """

    def __init__(self, workspace: Workspace, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._workspace, self._poll_seconds = workspace, poll_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="photodesk-background")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the pictures in hand; what is left is taken up at the next start."""
        self._stopped.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped.wait(self._poll_seconds):
            try:
                if count_undeveloped(self._workspace):
                    develop(self._workspace, progress=self._pause)
            except _Stopped:
                return
            except (LibraryError, SQLAlchemyError) as error:
                # The thread's outermost loop: a database that is away for a moment must not end it.
                _log.warning("Developing stopped for a moment: %s", error)

    def _pause(self, _done: int, _total: int, _newest: object) -> None:
        """Leave between two pictures when the server stops."""
        if self._stopped.is_set():
            raise _Stopped


class _Stopped(Exception):
    """The server is going."""
