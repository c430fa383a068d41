"""Opening the catalogue: SQLite in a file or PostgreSQL, one schema, brought up to date by migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

import library.catalogue.models  # noqa: F401  registers the tables
from library.errors import CatalogueOutdated, CatalogueTooNew, CatalogueUnavailable

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 0x70686F746F  # advisory lock of PostgreSQL: "photo"


def open_database(url: str) -> Engine:
    """Open the catalogue; make it if it is new, and upgrade an older SQLite one after a backup copy.

    Args:
        url: SQLAlchemy URL, "sqlite:///path", "sqlite://" (in memory) or "postgresql+psycopg://…".

    Raises:
        CatalogueUnavailable: it cannot be opened or reached.
        CatalogueOutdated: a shared (PostgreSQL) catalogue of an older program, which is upgraded on purpose only.
        CatalogueTooNew: a newer program made it.
    """
    engine = connect(url)
    here = revision_of(engine)
    newest = newest_revision()
    if here == newest:
        return engine
    if here is not None and here not in known_revisions():
        raise CatalogueTooNew(f"The catalogue has revision {here}, this photodesk knows up to {newest}")
    if here is not None and engine.dialect.name != "sqlite":
        raise CatalogueOutdated(f"The catalogue has revision {here}, this photodesk needs {newest}")
    upgrade_database(engine)
    return engine


def connect(url: str) -> Engine:
    """Make an engine with our settings, without looking at the schema.

    Raises:
        CatalogueUnavailable: the URL cannot be used.
    """
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    options: dict[str, Any] = {}
    if url in {"sqlite://", "sqlite:///:memory:"}:
        options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif url.startswith("sqlite:///"):
        try:
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CatalogueUnavailable(f"The catalogue's folder cannot be made: {error}") from error
    else:
        options = {"pool_pre_ping": True}
    try:
        engine = create_engine(url, **options)
    except (SQLAlchemyError, ImportError) as error:
        raise CatalogueUnavailable(f"PHOTODESK_DATABASE_URL cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own type
    connection.isolation_level = None  # we write BEGIN ourselves: the driver would leave DDL outside transactions
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later loses to any other writer unless it asks for the lock at once.
    is_writing = connection.get_execution_options().get("photodesk_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open a session for reading; its rows stay usable afterwards."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Open a session for one writing transaction: committed at the end, rolled back by an exception."""
    with (
        Session(engine.execution_options(photodesk_writing=True), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


def known_revisions() -> list[str]:
    """List the schema's revisions, oldest first."""
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def newest_revision() -> str:
    """Give the revision that this program needs."""
    return known_revisions()[-1]


def revision_of(engine: Engine) -> str | None:
    """Give the catalogue's revision; None for an empty database.

    Raises:
        CatalogueUnavailable: it cannot be opened or reached.
    """
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except (OperationalError, DBAPIError) as error:
        raise CatalogueUnavailable(f"The catalogue cannot be opened: {error.orig}") from error


def upgrade_database(engine: Engine, revision: str = "head") -> Path | None:
    """Bring the catalogue's schema up to a revision.

    Returns:
        the backup copy that was made of an older SQLite catalogue first; None where there was nothing to copy.
    """
    backup = _back_up(engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(photodesk_writing=True).connect() as connection:
        config.attributes["connection"] = connection
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:  # batch migrations replace tables: with foreign keys on that would delete the children
            _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                if not is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                command.upgrade(config, revision)
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise CatalogueUnavailable(
                        "The upgrade would have left rows without their parent and was taken back",
                        hint=f"The catalogue is unchanged; a copy lies in {backup}.",
                    )
        finally:
            if is_sqlite:
                _pragma(connection, "foreign_keys=ON")
    return backup


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.dbapi_connection
    if driver is not None:
        driver.execute(f"PRAGMA {pragma}")


def _back_up(engine: Engine) -> Path | None:
    source = engine.url.database
    here = revision_of(engine)
    if engine.dialect.name != "sqlite" or not source or source == ":memory:" or here in {None, newest_revision()}:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = Path(source).with_name(f"{Path(source).stem}.before-{here}-{stamp}.sqlite")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as copy:
        old.backup(copy)
    return target
