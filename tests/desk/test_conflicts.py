"""Copies of one picture under different agencies are told to the rights desk, with the copy to use."""

from decimal import Decimal
from typing import Any

from library.catalogue.database import writing
from library.catalogue.models import Usage
from library.desk.cluster_book import cluster_book
from library.desk.conflicts import CreditConflict, find_credit_conflicts, to_facts
from library.desk.curate import edit_asset
from library.desk.deduplicate import decide
from library.desk.merge import Merging, merge
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, proof

WHO: dict[str, Any] = {"by": "anna", "now": NOON}


def copies(desk: Workspace, **second: Any) -> tuple[int, int]:
    first = credited(desk, "epa", bits=HALF)
    return first, credited(desk, "ap", **({"bits": HALF ^ 1, "agency": "AP"} | second))


def the_one(desk: Workspace) -> CreditConflict:
    (found,) = find_credit_conflicts(desk, now=NOON)
    return found


def test_copies_of_different_agencies_are_a_finding(workspace: Workspace) -> None:
    ids = copies(workspace)
    found = the_one(workspace)
    assert (found.agencies, found.is_decided) == (("AP", "EPA"), False)
    assert (found.finding.code, found.finding.severity) == ("DUP002", "warning")
    assert "AP, EPA (epa.jpg, ap.jpg)" in found.finding.message
    assert found.cheapest is not None
    assert found.cheapest.id == ids[0]
    assert to_facts(found, "de")["cheapest"] == ids[0]
    assert find_credit_conflicts(workspace, agency="Associated Press", now=NOON) == (found,)
    assert find_credit_conflicts(workspace, agency="Reuters", now=NOON) == ()


def test_one_agency_in_two_spellings_is_no_conflict(workspace: Workspace) -> None:
    copies(workspace, agency="epa")
    assert find_credit_conflicts(workspace, now=NOON) == ()


def test_use_makes_it_an_error(workspace: Workspace) -> None:
    first, _ = copies(workspace)
    with writing(workspace.engine) as session:
        session.add(Usage(asset_id=first, outlet="M", territory="CH", used_at=NOON, recorded_by="anna"))
    assert the_one(workspace).finding.severity == "error"
    assert the_one(workspace).uses == {first: 1}


def test_copy_that_may_not_be_used_is_never_the_cheapest(workspace: Workspace) -> None:
    first, second = copies(workspace)
    edit_asset(workspace, first, {"restrictions": ["TERRITORY_OUT:CH"]}, **WHO)
    found = the_one(workspace)
    assert found.cheapest is not None
    assert (found.cheapest.id, found.barred) == (second, {first: ("TERRITORY_OUT:CH",)})
    edit_asset(workspace, second, {"restrictions": ["TERRITORY_OUT:CH"]}, **WHO)
    assert the_one(workspace).cheapest is None
    assert "barred" in the_one(workspace).finding.message


def test_price_decides_among_those_that_may_be_used(workspace: Workspace) -> None:
    first, second = copies(workspace, is_handout=True)
    assert the_one(workspace).cheapest.id == second
    prices = {first: Decimal(40), second: Decimal(90)}
    (found,) = find_credit_conflicts(workspace, now=NOON, price_of=lambda asset: prices[asset.id or 0])
    assert found.cheapest is not None
    assert found.cheapest.id == first


def test_merged_copies_are_settled(workspace: Workspace) -> None:
    first, second = copies(workspace)
    merge(workspace, Merging(first, (second,)), **WHO)
    assert find_credit_conflicts(workspace, now=NOON) == ()


def test_two_stills_of_one_clip_are_neither_copies_nor_a_conflict(workspace: Workspace) -> None:
    clip = credited(workspace, "clip", kind="video", agency="watson")
    stills = credited(workspace, "parade"), credited(workspace, "handshake", agency="AP")
    with writing(workspace.engine) as session:
        for still in stills:
            session.add(proof(clip, still))
    for still in stills:
        decide(workspace, clip, still, "same", **WHO)
    (cluster,) = cluster_book(workspace).all()
    assert set(cluster.cluster.members) == {clip, *stills}
    assert cluster.mergeable == ()
    assert find_credit_conflicts(workspace, now=NOON) == ()
