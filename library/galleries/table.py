"""A gallery as a table for rights teams and translators, CSV or XLSX, and the captions of such a table read back.

The column `seen` holds a short sum of each caption as it was exported, so that reading a table back tells what its
translator changed from what the desk changed meanwhile.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from library.errors import InvalidInput
from library.galleries.document import DocumentItem, GalleryDocument, short_tag
from library.galleries.sources import Sources, photographer_of, plain

LANGUAGES: Final = ("de", "fr", "it", "en")
_CAPTION: Final = "caption_"
_LIMIT_BYTES: Final = 20 << 20
_LIMIT_ROWS: Final = 10_000
_Cell = str | int | float | date | datetime | None
_WIDTHS: Final = {"position": 9, "kind": 8, "file_name": 24, "agency_text": 50, "alt_text": 36, "credit": 32}
# What a spreadsheet would run as a formula; the apostrophe before it is the spreadsheet's own sign for text.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_BREAK: Final = re.compile(r"\r\n?")
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_MOMENT: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # spreadsheets know no zones


@dataclass(frozen=True, slots=True)
class TableRow:
    """The captions of one item as a table gives them back.

    Args:
        uid: of the item.
        captions: by language; only those that say something.
        seen: sums of the captions as they were exported, by language; empty where the table has lost them.
    """

    uid: str
    captions: Mapping[str, str]
    seen: Mapping[str, str]


def caption_text(text: str) -> str:
    """Bring a caption into the form that survives every spreadsheet: one kind of line break, no white space around."""
    return plain(_BREAK.sub("\n", text)).strip()


def text_sum(text: str) -> str:
    """Give a short sum of a caption in that form."""
    return hashlib.sha256(caption_text(text).encode()).hexdigest()[:8]


def write_csv(document: GalleryDocument, _sources: Sources) -> bytes:
    """Write CSV in UTF-8 with a byte order mark; nothing in it runs as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _rows(document):
        writer.writerow([_csv_cell(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(document: GalleryDocument, _sources: Sources) -> bytes:
    """Write XLSX with real dates and a header that stays in sight; nothing in it is a formula."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Captions"
    header, *rows = _rows(document)
    for row, cells in enumerate((header, *rows), start=1):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value = plain(value)[:32_000]
                cell.data_type = "s"  # also where it begins with "="
            else:
                cell.value = value
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
            cell.font = Font(bold=True) if row == 1 else Font()
            cell.alignment = Alignment(vertical="top", wrap_text=row > 1)
    for column, name in enumerate(header, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 50 if str(name).startswith(_CAPTION) else _WIDTHS.get(str(name), 16)
        sheet.column_dimensions[letter].hidden = name in {"uid", "seen"}
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator, book.properties.created = "photodesk", _MOMENT
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def read_rows(data: bytes) -> tuple[TableRow, ...]:
    """Read the captions of a table, CSV or XLSX, that was exported and edited.

    Raises:
        InvalidInput: it is no such table, or too large for one.
    """
    if len(data) > _LIMIT_BYTES:
        raise InvalidInput("The table is larger than any gallery's", hint="Choose the file that photodesk exported.")
    rows = _xlsx_rows(data) if data.startswith(b"PK") else _csv_rows(data)
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    tags = {index: _tag(name) for index, name in enumerate(header) if name.startswith(_CAPTION)}
    if "uid" not in header or not tags:
        raise InvalidInput(
            "The table has no columns “uid” and “caption_…”",
            hint="Use a table that photodesk exported, and leave its first row as it is.",
        )
    uid, seen = header.index("uid"), header.index("seen") if "seen" in header else None
    read = []
    for row in rows[1:]:
        cells = [*row, *[""] * (len(header) - len(row))]
        if cells[uid].strip():
            captions = {tag: text for index, tag in tags.items() if (text := caption_text(cells[index]))}
            read.append(TableRow(cells[uid].strip(), captions, _seen(cells[seen]) if seen is not None else {}))
    _must_be_single(read)
    return tuple(read)


def _must_be_single(rows: Sequence[TableRow]) -> None:
    uids = [row.uid for row in rows]
    doubled = next((uid for uid in uids if uids.count(uid) > 1), None)
    if doubled is not None:
        raise InvalidInput(f"The table has two rows for item {doubled}", hint="Keep one row for each picture.")


def captions_by_language(document: GalleryDocument, item: DocumentItem) -> dict[str, str]:
    """Give the captions of an item by language without a country, the document's own among them."""
    own = {short_tag(document.language): item.caption}
    return {short_tag(tag): text for tag, text in item.translations.items()} | own


def _tag(name: str) -> str:
    return short_tag(name.removeprefix(_CAPTION))


def _rows(document: GalleryDocument) -> list[list[_Cell]]:
    own = short_tag(document.language)
    known = {short_tag(tag) for item in document.items for tag in item.translations}
    languages = [own, *sorted({*known, *LANGUAGES} - {own})]
    rows = [_row(document, item, languages) for item in document.items]
    header: list[_Cell] = list(_row(document, DocumentItem("", 1, "photo"), languages))
    return [header, *(list(row.values()) for row in rows)]


def _row(document: GalleryDocument, item: DocumentItem, languages: Iterable[str]) -> dict[str, _Cell]:
    captions = captions_by_language(document, item)
    return {
        "position": item.position,
        "kind": item.kind,
        "file_name": item.file_name,
        "agency_number": item.supplier_ref,
        "agency_text": item.agency_text,
        **{f"{_CAPTION}{tag}": caption_text(captions.get(tag, "")) for tag in languages},
        "alt_text": item.alt_text,
        "credit": item.credit.printed,
        "photographer": photographer_of(item),
        "agency": item.credit.agency,
        "distributor": item.credit.distributor,
        "provider": item.credit.provider,
        "restrictions": "; ".join(each.code for each in item.restrictions),
        "instructions": item.text("instructions"),
        "usage_terms": item.text("usage_terms"),
        "copyright": item.text("copyright_notice"),
        "created": _date(item.text("created")),
        "not_before": _date(item.text("release")),
        "not_after": _date(item.text("expires")),
        "width_px": item.width_px,
        "height_px": item.height_px,
        "duration_seconds": item.duration_seconds,
        "sha256": item.digest,
        "uid": item.uid,
        "seen": " ".join(f"{tag}:{text_sum(captions.get(tag, ''))}" for tag in languages),
    }


def _date(text: str | None) -> _Cell:
    """Give a moment as a spreadsheet has it, on the clock it was written at; what is none stays text."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-11-22"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return text


def _csv_cell(cell: _Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    text = "" if cell is None else plain(cell) if isinstance(cell, str) else str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _timeless(data: bytes) -> bytes:
    """Take out of a workbook when it was written, so that the same table gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as written, zipfile.ZipFile(buffer, "w") as kept:
        for entry in written.infolist():
            member = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.compress_type = 3, zipfile.ZIP_DEFLATED
            content = written.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            kept.writestr(member, content)
    return buffer.getvalue()


def _csv_rows(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    head = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InvalidInput(f"The table cannot be read: {error}", hint="Save it as CSV in UTF-8, or as XLSX.") from error
    return [[cell[1:] if _QUOTED.match(cell) else cell for cell in row] for row in rows[:_LIMIT_ROWS]]


def _decoded(data: bytes) -> str:
    """Decode as spreadsheets write: UTF-8, UTF-16 with its mark, else Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _xlsx_rows(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 10 * _LIMIT_BYTES:
                raise InvalidInput("The table is larger than any gallery's", hint="Choose the file that was exported.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=_LIMIT_ROWS, values_only=True)
        return [["" if cell is None else str(cell) for cell in row] for row in cells]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise InvalidInput("The file is no workbook that can be read", hint="Save it as XLSX or CSV again.") from error


def _seen(text: str) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in text.split())
    return {tag: found for tag, _, found in pairs if found}
