"""Decisions hold for the bytes, not for the numbers that assets have."""

from sqlmodel import col, delete, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Delivery, Fingerprint, Proof, Rendition, SearchDoc, Verdict
from library.desk.deduplicate import compare, decide, find_clusters
from library.desk.verdicts import recall
from library.desk.workspace import Workspace
from tests.assets import add_asset
from tests.conftest import NOON
from tests.desk.stock import HALF, credited


def remove(desk: Workspace, asset_id: int) -> None:
    """Remove an asset with all that hangs on it, as somebody who clears out a catalogue would."""
    with writing(desk.engine) as session:
        for table in (Delivery, Fingerprint, Rendition):
            session.execute(delete(table).where(col(table.asset_id) == asset_id))
        session.execute(delete(Proof).where((col(Proof.first_id) == asset_id) | (col(Proof.second_id) == asset_id)))
        session.execute(delete(SearchDoc).where(col(SearchDoc.asset_id) == asset_id))
        session.execute(delete(Asset).where(col(Asset.id) == asset_id))


def test_decision_waits_for_bytes_that_left_and_holds_when_they_come_again(workspace: Workspace) -> None:
    first, second = credited(workspace, "wire", bits=HALF), credited(workspace, "copy", bits=HALF ^ 1)
    third = credited(workspace, "later")
    decide(workspace, first, second, "other_frame", by="anna", now=NOON)
    remove(workspace, first)
    assert find_clusters(workspace, with_settled=True) == ()
    with reading(workspace.engine) as session:
        (verdict,) = session.exec(select(Verdict)).all()
        assert verdict.first_id is None
    with writing(workspace.engine) as session:
        again = add_asset(session, "wire", NOON)
        assert (again.id or 0) > third
        assert recall(session, again) == 1
        number = again.id or 0
    kept = compare(workspace, number, second).verdict
    assert kept is not None
    assert (kept.kind, kept.decided_by, kept.first_id, kept.second_id) == ("other_frame", "anna", second, number)
