"""How this newsroom prints a credit: by its style, and each agency as the newsroom's registry says."""

from sqlalchemy import event

from library.catalogue.database import reading
from library.catalogue.models import Asset
from library.credits.registry import AgencyEntry
from library.desk.agencies import save_agency
from library.desk.gallery_view import get_gallery
from library.desk.house import credit_text
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of


def count_agency_queries(workspace: Workspace, gallery_id: int) -> int:
    """Count the queries for agencies while a gallery is opened."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        seen.append(statement)

    event.listen(workspace.engine, "before_cursor_execute", note)
    try:
        get_gallery(workspace, gallery_id)
    finally:
        event.remove(workspace.engine, "before_cursor_execute", note)
    return sum("FROM agency" in statement for statement in seen)


def test_an_agency_is_printed_as_the_newsroom_says(workspace: Workspace) -> None:
    asset_id = credited(workspace, "arrival")
    with reading(workspace.engine) as session:
        asset = session.get_one(Asset, asset_id)
    assert asset.agency is not None
    before = credit_text(workspace, asset) or ""
    assert asset.agency in before
    save_agency(workspace, AgencyEntry(asset.agency, printed_as="Quantril"), by="anna", now=NOON)
    assert credit_text(workspace, asset) == before.replace(asset.agency, "Quantril")


def test_a_gallery_asks_for_the_agencies_once_however_many_pictures_it_has(workspace: Workspace) -> None:
    small = gallery_of(workspace, *(credited(workspace, f"small-{number}") for number in range(2)))
    large = gallery_of(workspace, *(credited(workspace, f"large-{number}") for number in range(12)))
    assert count_agency_queries(workspace, small) == count_agency_queries(workspace, large) == 1
