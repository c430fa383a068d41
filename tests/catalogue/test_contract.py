"""One contract for both databases: what the catalogue keeps and finds is the same on each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from library.catalogue.database import connect, open_database, reading, writing
from library.catalogue.models import Delivery, Gallery, GalleryItem, Usage, Verdict
from library.catalogue.search import AssetQuery, count_values, find_asset_ids, find_assets, index_asset
from tests.assets import add_asset
from tests.conftest import NOON


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    else:
        server = request.getfixturevalue("postgres_url")
        name = f"desk_{uuid4().hex[:8]}"
        admin = connect(server).execution_options(isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        engine = open_database(server.replace("/postgres?", f"/{name}?"))
    yield engine
    engine.dispose()


def test_moments_come_back_aware_and_in_utc(engine: Engine) -> None:
    zurich = timezone(timedelta(hours=2))
    with writing(engine) as session:
        asset = add_asset(session, "a", NOON, created_at=datetime(2024, 6, 19, 14, 0, tzinfo=zurich))
    with reading(engine) as session:
        found = find_assets(session, AssetQuery()).assets[0]
    assert found.id == asset.id
    assert found.created_at == datetime(2024, 6, 19, 12, 0, tzinfo=UTC)
    assert found.created_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("münchen", True),
        ("Muenchen", True),
        ("Munch", True),
        ("seelöwe zug", True),
        ("seelöwe schiff", False),
        ("STRASSE", True),
        ("Straße", True),
        ("zug-1", True),
        ('zug" OR "schiff', False),
        ("zug & | ! ( ) : * '", True),
        ("", True),
    ],
)
def test_words_are_found_in_any_spelling(engine: Engine, asked: str, finds: bool) -> None:
    with writing(engine) as session:
        add_asset(session, "zug-1", NOON, description="Ein Zug und ein Seelöwe in der Großen Strasse von München")
        add_asset(session, "anderes", NOON, description="Der Hafen")
    with reading(engine) as session:
        total = find_assets(session, AssetQuery(words=asked)).total
    assert total == (2 if asked == "" else int(finds))


def test_what_was_corrected_is_found_and_what_was_wrong_no_longer(engine: Engine) -> None:
    with writing(engine) as session:
        asset = add_asset(session, "a", NOON, description="Ein Walross")
        asset.description = "Ein Seelöwe"
        index_asset(session, asset)
    with reading(engine) as session:
        assert find_assets(session, AssetQuery(words="walross")).total == 0
        assert find_assets(session, AssetQuery(words="seelöwe")).total == 1


def test_filters_narrow_and_facets_count_what_the_other_filters_leave(engine: Engine) -> None:
    with writing(engine) as session:
        for number, (agency, kind) in enumerate([("AP", "photo"), ("AP", "video"), ("EPA", "photo"), (None, "photo")]):
            add_asset(session, f"a{number}", NOON, kind=kind, proposed={"agency": {"value": agency, "rule": "test"}})
    with reading(engine) as session:
        assert find_assets(session, AssetQuery(agency="AP", kind="photo")).total == 1
        assert find_assets(session, AssetQuery(agency="")).total == 1
        assert count_values(session, AssetQuery(agency="AP", kind="photo"), "agency") == {"": 1, "AP": 1, "EPA": 1}
        assert count_values(session, AssetQuery(agency="AP"), "kind") == {"photo": 1, "video": 1}


def test_damaged_files_are_found_and_counted(engine: Engine) -> None:
    with writing(engine) as session:
        add_asset(session, "whole", NOON)
        add_asset(session, "cut", NOON).damage = "the picture data end early"
    with reading(engine) as session:
        (found,) = find_assets(session, AssetQuery(condition="damaged")).assets
        assert found.damage == "the picture data end early"
        assert find_assets(session, AssetQuery(condition="whole")).total == 1
        assert count_values(session, AssetQuery(condition="damaged"), "condition") == {"damaged": 1, "whole": 1}


def test_days_are_the_newsrooms_days(engine: Engine) -> None:
    with writing(engine) as session:
        late = add_asset(session, "late", NOON, created_at=datetime(2024, 6, 18, 22, 30, tzinfo=UTC))  # 00:30 in Zurich
        add_asset(session, "noon", NOON, created_at=datetime(2024, 6, 18, 10, 0, tzinfo=UTC))
    day = date(2024, 6, 19)
    with reading(engine) as session:
        assert find_asset_ids(session, AssetQuery(from_on=day, until_on=day)) == [late.id]


def test_pages_follow_each_other_without_gap_or_overlap(engine: Engine) -> None:
    with writing(engine) as session:
        for number in range(7):
            add_asset(session, f"a{number}", NOON + timedelta(minutes=number % 3))
    for order in ("newest", "oldest", "created", "agency"):
        with reading(engine) as session:
            pages = [find_assets(session, AssetQuery(), order=order, limit=3, offset=at) for at in (0, 3, 6)]
            ids = [asset.id for page in pages for asset in page.assets]
            assert ids == find_asset_ids(session, AssetQuery(), order=order)
        assert sorted(ids) == list(range(min(ids), min(ids) + 7))
        assert {page.total for page in pages} == {7}


def test_the_same_digest_is_refused_twice(engine: Engine) -> None:
    with writing(engine) as session:
        add_asset(session, "a", NOON)
    with pytest.raises(IntegrityError), writing(engine) as session:
        add_asset(session, "a", NOON)


def test_a_row_needs_its_parent(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Delivery(asset_id=99, file_name="x.jpg", uploader="u", delivered_at=NOON))


def test_one_verdict_a_pair(engine: Engine) -> None:
    with writing(engine) as session:
        one, two = add_asset(session, "a", NOON), add_asset(session, "b", NOON)
        pair = {"first_id": one.id, "second_id": two.id, "decided_by": "u", "decided_at": NOON}
        session.add(Verdict(**pair, kind="same"))
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Verdict(**pair, kind="unrelated"))


@pytest.mark.parametrize("statement", ["UPDATE usage SET outlet = 'other'", "DELETE FROM usage"])
def test_nobody_rewrites_the_ledger(engine: Engine, statement: str) -> None:
    with writing(engine) as session:
        asset = add_asset(session, "a", NOON)
        session.add(Usage(asset_id=asset.id, outlet="o", territory="CH", used_at=NOON, recorded_by="u"))
    with pytest.raises(DBAPIError), writing(engine) as session:
        session.connection().execute(text(statement))


def test_json_and_order_of_a_gallery_come_back(engine: Engine) -> None:
    with writing(engine) as session:
        gallery = Gallery(title="Besuch", created_at=NOON, created_by="u", changed_at=NOON)
        session.add(gallery)
        session.flush()
        wanted = {"description": "Präsident …", "score": 0.5, "why": None}
        session.add(GalleryItem(uid=uuid4().hex, gallery_id=gallery.id, position=0, wanted=wanted))
    with reading(engine) as session:
        item = session.get(GalleryItem, 1)
    assert item is not None
    assert item.wanted == wanted
