"""The workspace: what every verb of the desk works on."""

import os
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Engine

from library.catalogue.database import open_database
from library.settings import Settings, read_settings
from library.storage.opening import open_store
from library.storage.store import BlobStore


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open catalogue with its store.

    Args:
        engine: of the catalogue, upgraded to this program's schema.
        store: where the bytes lie.
        settings: what the installation chose.
    """

    engine: Engine
    store: BlobStore
    settings: Settings

    def close(self) -> None:
        """Let go of the database's connections."""
        self.engine.dispose()


def open_workspace(settings: Settings) -> Workspace:
    """Open catalogue and store as the settings say; make them if they are new.

    Raises:
        CatalogueError: the catalogue cannot be opened, or is of another program's time.
        SettingsError: a setting names nothing that can be opened.
    """
    store = open_store(settings.media_url)
    return Workspace(open_database(settings.catalogue_url), store, settings)


def shared_workspace() -> Workspace:
    """Give the workspace that the environment names, opened once a process: for doors that live as long as it does.

    Raises:
        LibraryError: it cannot be opened.
    """
    return _shared(tuple(sorted(pair for pair in os.environ.items() if pair[0].startswith("PHOTODESK_"))))


@lru_cache(maxsize=1)
def _shared(environment: tuple[tuple[str, str], ...]) -> Workspace:
    del environment  # it makes the key: reading the settings for each picture would cost more than the picture
    return open_workspace(read_settings())


def close_shared_workspace() -> None:
    """Let go of the shared workspace; the next who asks opens it anew."""
    if _shared.cache_info().currsize:
        shared_workspace().close()
    _shared.cache_clear()
