"""The workspace: what every verb of the desk works on."""

from dataclasses import dataclass

from sqlalchemy import Engine

from library.catalogue.database import open_database
from library.settings import Settings
from library.storage.store import BlobStore, open_store


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
