"""Opening, making and upgrading catalogues."""

import sqlite3
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from library.catalogue.database import (
    connect,
    known_revisions,
    newest_revision,
    open_database,
    reading,
    revision_of,
    upgrade_database,
    writing,
)
from library.catalogue.models import Asset
from library.catalogue.search import AssetQuery, find_assets, index_asset
from library.errors import CatalogueTooNew, CatalogueUnavailable
from tests.assets import add_asset
from tests.conftest import NOON


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_new_catalogue_has_the_newest_schema(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path / "new" / "catalogue.sqlite"))
    assert revision_of(engine) == newest_revision()
    engine.dispose()


def test_migrations_make_exactly_the_models_tables(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path / "c.sqlite"))

    def ours(_item: object, name: str | None, *_rest: object) -> bool:
        return not (name or "").startswith("search_index")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


_FIRST_ASSET = """
INSERT INTO asset (digest, kind, format, mime, suffix, size_bytes, width_px, height_px, ingested_at, delivered,
    proposed, decided, shooting, file_name, description, is_archive, is_pool, is_handout, is_ai, is_symbolic,
    credit_state, restrictions, keywords, version)
VALUES ('ab', 'photo', 'JPEG', 'image/jpeg', '.jpg', 1000, 1600, 1067, '2026-01-01 12:00:00', '{}', '{}', '{}', '{}',
    'zug.jpg', 'Ein Zug in den Bergen', 0, 0, 0, 0, 0, 'missing', '[]', '[]', 1)
"""  # a row as the first program wrote it; today's models know more columns


def test_an_older_catalogue_is_copied_then_upgraded_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    engine = connect(url_of(path))
    upgrade_database(engine, known_revisions()[0])
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute(_FIRST_ASSET)
        old.commit()

    upgraded = open_database(url_of(path))
    with reading(upgraded) as session:
        asset = session.get_one(Asset, 1)
        assert (asset.description, asset.is_developed, asset.damage) == ("Ein Zug in den Bergen", True, None)
        index_asset(session, asset)
        assert find_assets(session, AssetQuery(words="berge")).total == 1
    upgraded.dispose()
    (copy,) = tmp_path.glob("c.before-*.sqlite")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == (known_revisions()[0],)
        assert old.execute("SELECT count(*) FROM asset").fetchone() == (1,)


def test_a_newer_catalogue_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    open_database(url_of(path)).dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CatalogueTooNew):
        open_database(url_of(path))


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(CatalogueUnavailable):
        open_database(url_of(path))


def test_sqlite_runs_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path / "c.sqlite"))
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def _read_then_write(path: str, times: int) -> None:
    engine = connect(path)
    for _ in range(times):
        with writing(engine) as session:
            number = session.connection().execute(text("SELECT count(*) FROM article")).scalar_one()
            session.connection().execute(
                text(
                    "INSERT INTO article (headline, authors, published, created_at, created_by, version) "
                    "VALUES (:headline, '[]', '{}', '2026-01-01 00:00:00', 'x', 1)"
                ),
                {"headline": str(number)},
            )
    engine.dispose()


def test_processes_that_read_and_then_write_do_not_lose_a_row(tmp_path: Path) -> None:
    url = url_of(tmp_path / "c.sqlite")
    engine = open_database(url)
    workers = [get_context("spawn").Process(target=_read_then_write, args=(url, 25)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with engine.connect() as connection:
        headlines = {int(row[0]) for row in connection.execute(text("SELECT headline FROM article"))}
    engine.dispose()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert headlines == set(range(50))


def _add_twice(session: Session) -> None:
    for _ in range(2):
        add_asset(session, "half", NOON)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path / "c.sqlite"))
    with pytest.raises(IntegrityError), writing(engine) as session:
        _add_twice(session)
    with reading(engine) as session:
        assert find_assets(session, AssetQuery()).total == 0
    engine.dispose()
