"""The workspace that the routes work on, opened once a process for each place it may lie in."""

from functools import lru_cache

from library.desk.workspace import Workspace, open_workspace
from library.settings import Settings, read_settings


def workspace() -> Workspace:
    """Give the workspace that the environment names.

    Raises:
        LibraryError: it cannot be opened.
    """
    return _open(read_settings())


@lru_cache(maxsize=4)
def _open(settings: Settings) -> Workspace:
    return open_workspace(settings)
