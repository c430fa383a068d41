"""Values that IIM has cut at 32 bytes: repaired from XMP, repaired by known names, or settled by one decision."""

from pathlib import Path

import pytest

from library.catalogue.database import reading
from library.catalogue.models import Asset
from library.desk.ingest import ingest
from library.desk.queue import find_groups
from library.desk.settle import settle
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.media.building import UTF8_MARK, iim, iptc_segment, jpeg_with, xmp, xmp_segment

WHOLE = "PA Archive/Press Association Images"


def bring_in(workspace: Workspace, path: Path, cut: bytes, whole: str = "", caption: bytes = b"A bridge.") -> Asset:
    """Write a file whose IIM credit is cut, perhaps with the whole text in XMP; ingest it and give its asset."""
    segments = [iptc_segment(iim(UTF8_MARK, (2, 110, cut), (2, 120, caption)))]
    if whole:
        segments.append(xmp_segment(xmp(f"<photoshop:Credit>{whole}</photoshop:Credit>")))
    path.write_bytes(jpeg_with(*segments))
    report = ingest(workspace, [path], by="anna", now=NOON)
    with reading(workspace.engine) as session:
        return session.get_one(Asset, report.results[0].asset_id)


def test_cut_value_is_repaired_from_xmp(workspace: Workspace, tmp_path: Path) -> None:
    asset = bring_in(workspace, tmp_path / "a.jpg", WHOLE.encode()[:32], WHOLE)
    assert asset.credit_line == WHOLE
    assert asset.delivered["conflicts"] == []
    assert find_groups(workspace) == []
    values = {one["origin"]: one["value"] for one in asset.delivered["candidates"] if one["field"] == "credit_line"}
    assert values == {"XMP": WHOLE, "IIM": WHOLE[:32]}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Ann Musterfrau/AFP via Getty Images", "AFP"),
        ("Rolf Beispielhaft/Associated Press", "AP"),
        ("Jörg Müllerbeispiel/Keystone-SDA", "KEYSTONE"),
    ],
)
def test_cut_value_is_repaired_by_known_names(workspace: Workspace, tmp_path: Path, line: str, agency: str) -> None:
    cut = line.encode()[:32]
    assert len(cut) == 32
    asset = bring_in(workspace, tmp_path / "a.jpg", cut)
    proofs = [proof for part in ("agency", "distributor") for proof in asset.proposed.get(part, {}).get("evidence", ())]
    repaired = [proof for proof in proofs if proof["rule"] == "cut_house"]
    assert agency in (asset.agency, asset.distributor)
    assert repaired, proofs
    assert cut.decode("utf-8", "replace").endswith(repaired[0]["text"])
    assert asset.credit_state == "clear"


def test_half_a_character_at_the_cut_does_no_harm(workspace: Workspace, tmp_path: Path) -> None:
    line = "Xyzzybildqwertzuiopverlagweltbiü"
    asset = bring_in(workspace, tmp_path / "a.jpg", line.encode()[:32])
    assert asset.credit_line is not None
    (group,) = find_groups(workspace)
    assert group.kind == "cut"


def test_cut_names_that_nobody_knows_are_one_group_and_one_decision(workspace: Workspace, tmp_path: Path) -> None:
    cut = b"Xyzzybildqwertzuiopverlagweltbil"
    for number in range(3):
        bring_in(workspace, tmp_path / f"{number}.jpg", cut, caption=f"A bridge, {number}.".encode())
    (group,) = find_groups(workspace)
    assert (group.kind, group.names, group.count) == ("cut", (cut.decode(),), 3)
    settle(workspace, group.key, {"agency": "Xyzzybild"}, by="anna", now=NOON)
    assert find_groups(workspace) == []


def test_institution_at_the_cut_is_asked_about_unless_another_field_has_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    cut = b"Ministry of Defence of the Xylandian Republic"[:32]
    asset = bring_in(workspace, tmp_path / "a.jpg", cut)
    assert (asset.provider, asset.credit_state) == (cut.decode(), "unclear")
    assert [(group.kind, group.names) for group in find_groups(workspace)] == [("cut", (cut.decode(),))]
    settle(workspace, [asset.id or 0], {"provider": "Ministry of Defence of Xylandia"}, by="anna", now=NOON)
    assert find_groups(workspace) == []
    caption = b"A bridge. Photo by " + cut + b"."
    again = bring_in(workspace, tmp_path / "b.jpg", cut, caption=caption)
    assert again.credit_state == "clear"
