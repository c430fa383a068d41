"""Captions that come back in a table."""

import csv
import io
from collections.abc import Mapping

import pytest
from openpyxl import load_workbook

from library.desk import galleries
from library.desk.caption_table import import_captions, plan_captions
from library.desk.export import export_document, read_document
from library.desk.gallery_view import get_gallery
from library.desk.history import undo
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids

LATER = NOON.replace(hour=16)


@pytest.fixture
def gallery_id(workspace: Workspace) -> int:
    gallery = gallery_of(workspace, credited(workspace, "arrival"), credited(workspace, "meeting"))
    for item, text in zip(item_ids(workspace, gallery), ("Die Ankunft ...", "... und das Treffen."), strict=True):
        galleries.edit_item(workspace, item, {"caption": text}, by="anna", now=NOON)
    return gallery


def table(workspace: Workspace, gallery_id: int) -> bytes:
    return export_document(workspace, read_document(workspace, gallery_id), "csv")


def edited(data: bytes, changes: Mapping[tuple[int, str], str]) -> bytes:
    """Write into cells as a translator does."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for (row, column), text in changes.items():
        rows[row][rows[0].index(column)] = text
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def captions(workspace: Workspace, gallery_id: int) -> list[tuple[str, dict[str, str]]]:
    items = get_gallery(workspace, gallery_id).document.items
    return [(item.caption, dict(item.translations)) for item in items]


def test_translations_come_in_as_one_step_that_can_be_undone(workspace: Workspace, gallery_id: int) -> None:
    before = captions(workspace, gallery_id)
    data = edited(
        table(workspace, gallery_id),
        {(1, "caption_fr"): "L'arrivée …", (2, "caption_fr"): "… et la réunion.", (2, "caption_de"): "... Treffen."},
    )
    plan = plan_captions(workspace, gallery_id, data)
    assert [(each.position, each.language, each.now, each.table) for each in plan.changes] == [
        (1, "fr", "", "L'arrivée …"),
        (2, "de", "... und das Treffen.", "... Treffen."),
        (2, "fr", "", "… et la réunion."),
    ]
    assert captions(workspace, gallery_id) == before, "a plan changes nothing"
    done, step = import_captions(workspace, gallery_id, data, by="mara", now=LATER)
    assert done == plan
    assert captions(workspace, gallery_id) == [
        ("Die Ankunft ...", {"fr": "L'arrivée …"}),
        ("... Treffen.", {"fr": "… et la réunion."}),
    ]
    undo(workspace, step or "", by="mara", now=LATER)
    assert captions(workspace, gallery_id) == before


def test_workbook_is_taken_too(workspace: Workspace, gallery_id: int) -> None:
    book = load_workbook(io.BytesIO(export_document(workspace, read_document(workspace, gallery_id), "xlsx")))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("caption_it") + 1
    sheet.cell(2, column).value = "=L'arrivo"  # a sign of a formula, written by hand
    sheet.cell(2, column).data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    import_captions(workspace, gallery_id, buffer.getvalue(), by="mara", now=LATER)
    assert captions(workspace, gallery_id)[0][1] == {"it": "=L'arrivo"}


def test_what_the_desk_changed_since_is_a_conflict_and_stays(workspace: Workspace, gallery_id: int) -> None:
    data = edited(
        table(workspace, gallery_id), {(1, "caption_de"): "Ankunft am Morgen ...", (2, "caption_en"): "Talks."}
    )
    first = item_ids(workspace, gallery_id)[0]
    galleries.edit_item(workspace, first, {"caption": "Die Ankunft am Abend ..."}, by="anna", now=NOON)
    plan, _ = import_captions(workspace, gallery_id, data, by="mara", now=LATER)
    assert [(each.language, each.now, each.table) for each in plan.conflicts] == [
        ("de", "Die Ankunft am Abend ...", "Ankunft am Morgen ...")
    ]
    assert captions(workspace, gallery_id)[0][0] == "Die Ankunft am Abend ..."
    assert captions(workspace, gallery_id)[1][1] == {"en": "Talks."}
    import_captions(workspace, gallery_id, data, overwrite=True, by="mara", now=LATER)
    assert captions(workspace, gallery_id)[0][0] == "Ankunft am Morgen ..."


def test_what_the_translator_left_alone_never_takes_back_the_desks_newer_words(
    workspace: Workspace, gallery_id: int
) -> None:
    data = table(workspace, gallery_id)
    galleries.edit_item(workspace, item_ids(workspace, gallery_id)[0], {"caption": "Neuer."}, by="anna", now=NOON)
    plan, step = import_captions(workspace, gallery_id, data, by="mara", now=LATER)
    assert (plan.changes, plan.conflicts, step) == ((), (), None)
    assert captions(workspace, gallery_id)[0][0] == "Neuer."


def test_empty_cells_say_nothing_and_rows_and_columns_of_others_are_told(workspace: Workspace, gallery_id: int) -> None:
    data = edited(
        table(workspace, gallery_id),
        {(1, "caption_de"): "", (2, "uid"): "f" * 32, (1, "caption_it"): "到着"},
    ).replace(b"caption_it", b"caption_ja")
    plan = plan_captions(workspace, gallery_id, data)
    assert (plan.changes, plan.unknown, plan.skipped) == ((), ("f" * 32,), ("ja",))
    assert captions(workspace, gallery_id)[0][0] == "Die Ankunft ..."


def test_no_gallery_and_no_table_are_told(workspace: Workspace, gallery_id: int) -> None:
    with pytest.raises(NotFound):
        plan_captions(workspace, 99, table(workspace, gallery_id))
    with pytest.raises(InvalidInput):
        plan_captions(workspace, gallery_id, b"nothing")
