"""Captions that come back in a table: what would change, what the desk changed meanwhile, and one step that takes them.

A caption is compared three ways: as it was exported (its sum stands in the table), as the table has it, as it is now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from library.catalogue.database import reading, writing
from library.catalogue.layers import CAPTION_FIELDS
from library.catalogue.models import GalleryItem
from library.desk.documents import Material, document_item, gather, get_gallery_row
from library.desk.history import begin_step, touch_gallery
from library.desk.workspace import Workspace
from library.galleries.document import short_tag
from library.galleries.table import TableRow, read_rows, text_sum


@dataclass(frozen=True, slots=True)
class CaptionChange:
    """One caption that a table would change.

    Args:
        position: of the item, from 1, hidden ones counted.
        language: without a country.
        now: the caption as it stands.
        table: the caption as the table has it.
    """

    uid: str
    position: int
    language: str
    now: str
    table: str


@dataclass(frozen=True, slots=True)
class CaptionPlan:
    """What a table would do to a gallery.

    Args:
        changes: captions that it would write.
        conflicts: captions that both the table and the desk changed since the export.
        same: how many captions stay as they are.
        unknown: uids of rows whose item is not in the gallery.
        skipped: languages of columns that galleries have no captions in.
    """

    changes: tuple[CaptionChange, ...] = ()
    conflicts: tuple[CaptionChange, ...] = ()
    same: int = 0
    unknown: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def plan_captions(workspace: Workspace, gallery_id: int, data: bytes) -> CaptionPlan:
    """Say what a table's captions would change in a gallery.

    Args:
        data: bytes of a CSV or XLSX file that was exported from it.

    Raises:
        NotFound: there is no such gallery.
        InvalidInput: the table cannot be read.
    """
    rows = read_rows(data)
    with reading(workspace.engine) as session:
        return _plan(workspace, gather(session, get_gallery_row(session, gallery_id)), rows)


def import_captions(
    workspace: Workspace, gallery_id: int, data: bytes, *, overwrite: bool = False, by: str, now: datetime
) -> tuple[CaptionPlan, str | None]:
    """Take a table's captions into a gallery, all in one step.

    Args:
        overwrite: take the table's words where the desk changed them since, too.

    Returns:
        what was found, and the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such gallery.
        InvalidInput: the table cannot be read.
    """
    rows = read_rows(data)
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        material = gather(session, gallery)
        plan = _plan(workspace, material, rows)
        step = begin_step(session, "captions", by=by, now=now)
        items = {item.uid: item for item in material.items}
        taken = (*plan.changes, *(plan.conflicts if overwrite else ()))
        changed = [step.set(items[uid], **values) for uid, values in _columns(items, taken, gallery.language)]
        if not any(changed):
            return plan, None
        touch_gallery(step, gallery)
        return plan, step.uid


def _plan(workspace: Workspace, material: Material, rows: tuple[TableRow, ...]) -> CaptionPlan:
    places = {item.uid: place for place, item in enumerate(material.items)}
    changes: list[CaptionChange] = []
    conflicts: list[CaptionChange] = []
    same = 0
    for row in (row for row in rows if row.uid in places):
        shown = _captions(workspace, material, places[row.uid])
        for language, text in row.captions.items():
            if language not in CAPTION_FIELDS:
                continue
            present, base = shown.get(language, ""), row.seen.get(language)
            if text_sum(text) in {text_sum(present), base}:
                same += 1
                continue
            change = CaptionChange(row.uid, places[row.uid] + 1, language, present, text)
            (changes if base in {None, text_sum(present)} else conflicts).append(change)
    return CaptionPlan(
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        same=same,
        unknown=tuple(row.uid for row in rows if row.uid not in places),
        skipped=tuple(sorted({tag for row in rows for tag in row.captions} - set(CAPTION_FIELDS))),
    )


def _captions(workspace: Workspace, material: Material, place: int) -> dict[str, str]:
    """Give the captions of an item as the gallery prints them, by language."""
    printed = document_item(workspace, material, material.items[place], place + 1)
    return dict(printed.translations) | {short_tag(material.gallery.language): printed.caption}


def _columns(
    items: dict[str, GalleryItem], taken: tuple[CaptionChange, ...], language: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the columns to write, an item at a time: the gallery's own caption has one, the others share one."""
    for uid in dict.fromkeys(change.uid for change in taken):
        texts = {change.language: change.table for change in taken if change.uid == uid}
        own = texts.pop(short_tag(language), None)
        columns: dict[str, object] = {} if own is None else {"caption": own}
        if texts:
            columns["translations"] = items[uid].translations | texts
        yield uid, columns
