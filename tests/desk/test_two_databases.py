"""Galleries, verdicts, the ledger and its audit do the same on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import text

from library.catalogue.database import connect, open_database, writing
from library.catalogue.search import AssetQuery
from library.credits.own_words import OwnWord
from library.credits.registry import load_registry
from library.desk import galleries
from library.desk.agency_file import AgencyFile
from library.desk.audit import audit
from library.desk.audit_tables import to_csv
from library.desk.browse import find
from library.desk.deduplicate import compare, decide, find_clusters
from library.desk.describe import proposed_layer
from library.desk.gallery_view import get_gallery, list_galleries
from library.desk.history import undo
from library.desk.publish import publish, read_published
from library.desk.queue import find_groups
from library.desk.replay import apply_file
from library.desk.settle import lesson_of, settle
from library.desk.workspace import Workspace
from library.errors import EditConflict
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, gallery_of, item_ids, shown_assets


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, workspace: Workspace) -> Iterator[Workspace]:
    """Give an empty workspace on either database."""
    if request.param == "sqlite":
        yield workspace
        return
    server = request.getfixturevalue("postgres_url")
    name = f"desk_{uuid4().hex}"
    admin = connect(server)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    shared = replace(workspace, engine=open_database(server.replace("/postgres?", f"/{name}?")))
    yield shared
    shared.close()


def test_gallery_is_built_published_corrected_and_audited(either: Workspace) -> None:
    first, second = credited(either, "arrival", bits=HALF), credited(either, "copy", bits=HALF ^ 1, agency="AP")
    gallery_id = gallery_of(either, first, second)
    items = item_ids(either, gallery_id)
    assert "DUP001" in {finding.code for finding in get_gallery(either, gallery_id, now=NOON).findings}
    assert len(find_clusters(either)) == 1
    decide(either, first, second, "other_frame", by="anna", now=NOON)
    assert find_clusters(either) == ()
    relation = compare(either, first, second).relation
    assert relation is not None
    assert relation.kind == "same"
    step = galleries.reorder(either, gallery_id, items[::-1], version=None, by="anna", now=NOON)
    undo(either, step or "", by="anna", now=NOON)
    assert shown_assets(either, gallery_id) == [first, second]

    done = publish(either, gallery_id, by="anna", now=NOON)
    assert read_published(either, gallery_id) == done.document
    galleries.edit_item(either, items[0], {"credit_line": "Bild: IMAGO"}, by="anna", now=NOON)
    assert len(publish(either, gallery_id, by="anna", now=NOON).uses) == 1
    report = audit(either, from_on=NOON.date(), until_on=NOON.date())
    assert [finding.code for finding in report.findings] == ["CRD002"]
    assert sum(line.uses for line in report.by_agency) == 2
    assert to_csv(report).count(b"\r\n") == 4
    assert list_galleries(either)[0].gallery.state == "published"


def test_of_several_who_sort_at_once_exactly_one_wins(either: Workspace) -> None:
    gallery_id = gallery_of(either, *(credited(either, name) for name in ("arrival", "meeting", "dinner")))
    order = item_ids(either, gallery_id)[::-1]
    version = get_gallery(either, gallery_id).gallery.version
    start = Barrier(6)

    def sort(number: int) -> bool:
        start.wait(timeout=30)
        try:
            galleries.reorder(either, gallery_id, order, version=version, by=f"person {number}", now=NOON)
        except EditConflict:
            return False
        return True

    with ThreadPoolExecutor(6) as people:
        assert sum(people.map(sort, range(6))) == 1
    assert item_ids(either, gallery_id) == order
    assert get_gallery(either, gallery_id).gallery.version == version + 1


def test_of_several_who_write_under_one_picture_at_once_nobody_writes_over_another(either: Workspace) -> None:
    gallery_id = gallery_of(either, credited(either, "arrival"))
    (item,) = item_ids(either, gallery_id)
    start = Barrier(6)

    def write(number: int) -> str | None:
        start.wait(timeout=30)
        try:
            text = f"Legende {number}"
            galleries.edit_item(either, item, {"caption": text}, seen={"caption": None}, by="anna", now=NOON)
        except EditConflict:
            return None
        return text

    with ThreadPoolExecutor(6) as people:
        written = [caption for caption in people.map(write, range(6)) if caption]
    assert [view.printed.caption for view in get_gallery(either, gallery_id).items] == written


def test_two_who_decide_at_once_leave_one_verdict(either: Workspace) -> None:
    first, second = credited(either, "wire"), credited(either, "copy")
    start = Barrier(4)

    def judge(verdict: str) -> bool:
        start.wait(timeout=30)
        try:
            return decide(either, first, second, verdict, by="anna", now=NOON) is not None
        except EditConflict:
            return False

    with ThreadPoolExecutor(4) as people:
        assert any(people.map(judge, ["same", "same", "same", "same"]))
    verdict = compare(either, first, second).verdict
    assert verdict is not None
    assert verdict.kind == "same"


def test_queue_is_settled_and_catalogue_read_anew_and_both_taken_back(either: Workspace) -> None:
    delivered = {"credit_line": "Nordlichtbild", "camera": "Canon"}
    proposed = proposed_layer(from_json(delivered), load_registry())
    with writing(either.engine) as session:
        ids = [add_asset(session, name, NOON, proposed=proposed, **delivered).id or 0 for name in ("one", "two")]
        add_asset(session, "bare", NOON, camera="Canon")
    groups = find_groups(either)
    assert [(group.kind, group.names, group.count) for group in groups] == [
        ("unknown", ("Nordlichtbild",), 2),
        ("missing", ("Canon",), 1),
    ]
    step = settle(either, groups[0].key, {"agency": "Nordlicht"}, by="anna", now=NOON)
    assert len(find_groups(either)) == 1
    undo(either, step, by="anna", now=NOON)
    assert find_groups(either) == groups
    lesson = lesson_of(either, "Nordlichtbild", {"agency": "Nordlicht"})
    applied = apply_file(either, AgencyFile(lesson.entries, (), (OwnWord("person", "Xyzzy"),)), by="anna", now=NOON)
    assert find(either, AssetQuery(agency="Nordlicht", credit_state="clear")).total == len(ids)
    undo(either, applied.step or "", by="anna", now=NOON)
    assert find_groups(either) == groups
