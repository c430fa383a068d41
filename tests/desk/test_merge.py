"""Merging never loses: one picture stands for its copies, and one step takes all of it back."""

from typing import Any

import pytest
from sqlmodel import select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Delivery, Proof, Usage, Verdict
from library.catalogue.search import AssetQuery
from library.desk.browse import find_ids, get_asset
from library.desk.cluster_book import cluster_book
from library.desk.deduplicate import decide
from library.desk.history import undo
from library.desk.merge import Merging, merge, merged_into, plan_merge, propose_kept
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from tests.conftest import NOON
from tests.desk.stock import HALF, credited, gallery_of, proof, shown_assets, stock

WHO: dict[str, Any] = {"by": "anna", "now": NOON}


def use(desk: Workspace, asset_id: int) -> None:
    with writing(desk.engine) as session:
        session.add(Usage(asset_id=asset_id, outlet="M", territory="CH", used_at=NOON, recorded_by="anna"))


def everything(desk: Workspace) -> list[Any]:
    """Give all that a merge may touch, so that it can be compared."""
    with reading(desk.engine) as session:
        assets = [(row.id, row.decided, row.headline, row.merged_into_id) for row in session.exec(select(Asset))]
        verdicts = [(row.first_id, row.second_id, row.kind) for row in session.exec(select(Verdict))]
        uses = [(row.asset_id, row.outlet) for row in session.exec(select(Usage))]
        deliveries = [(row.asset_id, row.file_name) for row in session.exec(select(Delivery))]
    return [assets, verdicts, uses, deliveries]


@pytest.fixture
def copies(workspace: Workspace) -> tuple[int, int]:
    kept = credited(workspace, "wire", bits=HALF)
    other = credited(
        workspace, "handout", bits=HALF ^ 1, agency="AP", photographer="Ann Muster", headline="A parade", keywords=["x"]
    )
    return kept, other


def test_kept_one_gains_what_it_lacks_and_what_belongs_to_the_other_house_is_only_offered(
    workspace: Workspace, copies: tuple[int, int]
) -> None:
    plan = plan_merge(workspace, *copies[:1], copies[1:])
    offers = {offer.field: offer for offer in plan.offers}
    assert {name for name, offer in offers.items() if offer.is_proposed} == {"photographer", "headline", "keywords"}
    assert (offers["agency"].kept, offers["agency"].value, offers["agency"].is_proposed) == ("EPA", "AP", False)
    assert (offers["headline"].from_name, offers["headline"].layer, offers["headline"].rule) == (
        "handout.jpg",
        "proposed",
        "test",
    )
    merge(workspace, Merging(copies[0], (copies[1],)), **WHO)
    kept = get_asset(workspace, copies[0]).asset
    assert (kept.photographer, kept.headline, kept.keywords, kept.agency) == ("Ann Muster", "A parade", ["x"], "EPA")


def test_only_ticked_fields_are_taken(workspace: Workspace, copies: tuple[int, int]) -> None:
    merge(workspace, Merging(copies[0], (copies[1],), take=("agency",)), **WHO)
    kept = get_asset(workspace, copies[0]).asset
    assert (kept.agency, kept.headline) == ("AP", None)
    third = credited(workspace, "third")
    with pytest.raises(InvalidInput, match="city"):
        merge(workspace, Merging(copies[0], (third,), take=("city",)), **WHO)


def test_picture_without_any_credit_is_offered_the_others(workspace: Workspace, copies: tuple[int, int]) -> None:
    bare = stock(workspace, "bare")
    proposed = {offer.field for offer in plan_merge(workspace, bare, [copies[0]]).offers if offer.is_proposed}
    assert {"agency", "distributor"} <= proposed


def test_others_are_hidden_but_kept_with_files_uses_and_galleries(
    workspace: Workspace, copies: tuple[int, int]
) -> None:
    kept, other = copies
    use(workspace, other)
    gallery = gallery_of(workspace, other)
    uses = everything(workspace)[2:]
    merge(workspace, Merging(kept, (other,)), **WHO)
    assert everything(workspace)[2:] == uses
    assert shown_assets(workspace, gallery) == [other]
    assert find_ids(workspace, AssetQuery()) == [kept]
    assert set(find_ids(workspace, AssetQuery(with_merged=True))) == {kept, other}
    assert [asset.id for asset in merged_into(workspace, kept)] == [other]
    (cluster,) = cluster_book(workspace).all()
    assert (cluster.unmerged, cluster.questions) == ((kept,), ())


def test_galleries_are_repointed_only_on_purpose_and_never_show_a_picture_twice(
    workspace: Workspace, copies: tuple[int, int]
) -> None:
    kept, other = copies
    alone, both = gallery_of(workspace, other), gallery_of(workspace, kept, other)
    use(workspace, other)
    plan = plan_merge(workspace, kept, [other])
    assert [(item.gallery_id, item.holds_kept) for item in plan.items] == [(alone, False), (both, True)]
    step = merge(workspace, Merging(kept, (other,), repoint=True), **WHO)
    assert shown_assets(workspace, alone) == [kept]
    assert shown_assets(workspace, both) == [kept, other]
    assert everything(workspace)[2] == [(other, "M")]
    undo(workspace, step, **WHO)
    assert shown_assets(workspace, alone) == [other]


def test_one_step_takes_all_of_it_back(workspace: Workspace, copies: tuple[int, int]) -> None:
    third = credited(workspace, "third", city="Bern")
    gallery_of(workspace, copies[1])
    before = everything(workspace)
    step = merge(
        workspace,
        Merging(
            copies[0],
            (
                copies[1],
                third,
            ),
            repoint=True,
        ),
        **WHO,
    )
    assert everything(workspace) != before
    undo(workspace, step, **WHO)
    assert everything(workspace) == before
    assert len(find_ids(workspace, AssetQuery())) == 3


def test_copies_of_a_copy_follow(workspace: Workspace, copies: tuple[int, int]) -> None:
    third = credited(workspace, "third")
    merge(workspace, Merging(copies[1], (third,)), **WHO)
    step = merge(workspace, Merging(copies[0], (copies[1],)), **WHO)
    assert {asset.id for asset in merged_into(workspace, copies[0])} == {copies[1], third}
    undo(workspace, step, **WHO)
    assert [asset.id for asset in merged_into(workspace, copies[1])] == [third]


def test_what_cannot_be_merged_is_refused(workspace: Workspace, copies: tuple[int, int]) -> None:
    kept, other = copies
    for wanted in ([], [kept]):
        with pytest.raises(InvalidInput, match="merged with others"):
            plan_merge(workspace, kept, wanted)
    clip = credited(workspace, "clip", kind="video")
    with pytest.raises(InvalidInput, match="no copy"):
        plan_merge(workspace, kept, [clip])
    decide(workspace, kept, other, "other_frame", **WHO)
    with pytest.raises(InvalidInput, match="anna decided"):
        merge(workspace, Merging(kept, (other,)), **WHO)
    third = credited(workspace, "third")
    merge(workspace, Merging(kept, (third,)), **WHO)
    with pytest.raises(InvalidInput, match="was merged into"):
        plan_merge(workspace, third, [other])


def test_largest_unspoilt_most_used_and_best_credited_is_proposed(workspace: Workspace) -> None:
    unclear = credited(workspace, "unclear", credit_state="unclear")
    clear = credited(workspace, "clear")
    assert propose_kept(workspace, [unclear, clear]) == clear
    use(workspace, unclear)
    assert propose_kept(workspace, [unclear, clear]) == unclear
    with writing(workspace.engine) as session:
        session.get_one(Asset, clear).width_px = 3000
    assert propose_kept(workspace, [unclear, clear]) == clear
    with writing(workspace.engine) as session:
        written_over = proof(unclear, clear, "altered")
        written_over.facts = written_over.facts | {
            "reasons": [{"code": "overlay", "percent": 9, "place": "", "of": "both"}]
        }
        session.add(written_over)
    assert propose_kept(workspace, [unclear, clear]) == unclear
    with reading(workspace.engine) as session:
        assert len(session.exec(select(Proof)).all()) == 1
