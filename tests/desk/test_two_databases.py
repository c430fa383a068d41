"""Galleries, verdicts, the ledger and its audit do the same on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text

from library.catalogue.database import connect, open_database
from library.desk import galleries
from library.desk.audit import audit
from library.desk.audit_tables import to_csv
from library.desk.deduplicate import compare, decide, find_clusters
from library.desk.gallery_view import get_gallery, list_galleries
from library.desk.history import undo
from library.desk.publish import publish, read_published
from library.desk.workspace import Workspace
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
    assert compare(either, first, second).distance_bits == 1
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
