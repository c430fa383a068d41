import pytest

from library.desk.curate import edit_asset
from library.desk.galleries import edit_item
from library.desk.gallery_view import get_gallery
from library.desk.lint import lint_assets
from library.desk.workspace import Workspace
from library.errors import NotFound
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids, stock

AGENCY_TEXT = "Minister Anna Baerbock speaks in Bern, Switzerland, 5 June 2020. EPA/NORA MUSTER"


def described(workspace: Workspace) -> int:
    return credited(workspace, "meeting", photographer="Nora Muster", delivered={"description": AGENCY_TEXT})


def test_captions_of_a_gallery_are_held_against_the_house(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, described(workspace))
    (item,) = item_ids(workspace, gallery_id)
    edit_item(workspace, item, {"caption": 'Ministerin Baerbok sagt "nein" auf der Straße.'}, by="anna", now=NOON)
    found = {finding.code: finding.severity for finding in get_gallery(workspace, gallery_id).findings}
    assert found == {"CAP006": "warning", "CAP007": "note", "CAP008": "note"}


def test_caption_as_the_house_writes_has_no_findings(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, described(workspace))
    (item,) = item_ids(workspace, gallery_id)
    edit_item(workspace, item, {"caption": "Ministerin Baerbock sagt «nein» auf der Strasse."}, by="anna", now=NOON)
    assert get_gallery(workspace, gallery_id).findings == ()


def test_credit_of_one_use_that_names_another_agency_is_a_warning(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, described(workspace))
    (item,) = item_ids(workspace, gallery_id)
    edit_item(workspace, item, {"caption": "Ein Treffen.", "credit_line": "Bild: AP"}, by="anna", now=NOON)
    (finding,) = get_gallery(workspace, gallery_id).findings
    assert (finding.code, finding.severity) == ("CRD002", "warning")
    assert "EPA" in finding.message


def test_assets_are_checked_for_credits_and_for_what_people_wrote(workspace: Workspace) -> None:
    bare, meeting = stock(workspace, "bare"), described(workspace)
    edit_asset(workspace, meeting, {"caption": "Die Straße in Bern."}, by="anna", now=NOON)
    assert [(one.code, one.subject) for one in lint_assets(workspace)] == [
        ("CRD001", f"asset:{bare}"),
        ("CAP008", f"asset:{meeting}"),
    ]
    assert {one.code for one in lint_assets(workspace, [meeting])} == {"CAP008"}


def test_asset_that_is_not_there_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        lint_assets(workspace, [77])


def test_captions_in_further_languages_are_held_against_the_rules_of_theirs(workspace: Workspace) -> None:
    asset = described(workspace)
    edit_asset(workspace, asset, {"caption": "Ein Treffen.", "caption_fr": 'Elle dit "non".'}, by="anna", now=NOON)
    (finding,) = get_gallery(workspace, gallery_of(workspace, asset)).findings
    assert (finding.code, finding.message) == (
        "CAP007",
        'Item 1 (French): the caption has " where the house writes «…».',
    )
    assert [one.code for one in lint_assets(workspace, [asset])] == ["CAP007"]


def test_alternative_text_that_is_still_the_agencys_is_noted_and_one_that_a_person_wrote_is_a_warning(
    workspace: Workspace,
) -> None:
    english = "The minister speaks at a desk in the hall of the old town."
    asset = credited(workspace, "meeting", photographer="Nora Muster", alt_text=english)
    gallery_id = gallery_of(workspace, asset)
    (item,) = item_ids(workspace, gallery_id)
    edit_item(workspace, item, {"caption": "Ein Treffen."}, by="anna", now=NOON)
    (draft,) = get_gallery(workspace, gallery_id).findings
    assert (draft.code, draft.severity) == ("CAP010", "note")
    assert draft.facts("de")["message"] == "Bild 1: Der Alternativtext ist noch der der Agentur, auf Englisch."
    edit_item(workspace, item, {"alt_text": english}, by="anna", now=NOON)
    (own,) = get_gallery(workspace, gallery_id).findings
    assert (own.code, own.severity) == ("CAP010", "warning")
