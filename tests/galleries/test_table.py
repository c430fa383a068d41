"""The gallery as a table, and its captions read back."""

import csv
import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from library.errors import InvalidInput
from library.galleries.document import GalleryDocument
from library.galleries.sources import Sources
from library.galleries.table import caption_text, captions_by_language, read_rows, text_sum, write_csv, write_xlsx
from tests.galleries.hostile import HOSTILE, galleries, hostile, shown

SOURCES = Sources()


def test_csv_begins_with_a_byte_order_mark_and_has_a_column_for_each_language() -> None:
    data = write_csv(shown(), SOURCES)
    assert data.startswith(b"\xef\xbb\xbf")
    header, first, *_ = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    row = dict(zip(header, first, strict=True))
    assert [name for name in header if name.startswith("caption_")] == [
        "caption_de", "caption_en", "caption_fr", "caption_it",
    ]  # fmt: skip
    assert row["caption_fr"] == "Un navire quitte le port …"
    assert row["credit"] == "Bild: KEYSTONE/EPA/Name O'Brien"
    assert row["created"] == "2026-11-21 16:20"
    assert row["restrictions"] == "NO_SALES; TIME_LIMIT:14d"


def test_no_cell_of_the_csv_runs_as_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(write_csv(hostile(), SOURCES).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_workbook_has_real_dates_a_header_that_stays_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(write_xlsx(shown(), SOURCES)))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    header = [cell.value for cell in sheet[1]]
    created = sheet.cell(2, header.index("created") + 1)
    assert created.value == datetime(2026, 11, 21, 16, 20)  # noqa: DTZ001  spreadsheets know no zones
    assert created.is_date
    risky = load_workbook(io.BytesIO(write_xlsx(hostile(), SOURCES))).worksheets[0]
    assert not [cell for row in risky.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_same_document_is_the_same_workbook_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_xlsx(shown(), SOURCES)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
    assert write_xlsx(shown(), SOURCES) == data


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@given(document=galleries())
@settings(max_examples=15, deadline=None)
def test_captions_come_back_as_they_went_out(write: object, document: GalleryDocument) -> None:
    _same(write(document, SOURCES), document)  # type: ignore[operator]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_hostile_captions_come_back_as_they_went_out(write: object) -> None:
    _same(write(hostile(), SOURCES), hostile())  # type: ignore[operator]


def _same(data: bytes, document: GalleryDocument) -> None:
    rows = read_rows(data)
    assert [row.uid for row in rows] == [item.uid for item in document.items]
    for row, item in zip(rows, document.items, strict=True):
        captions = captions_by_language(document, item)
        assert dict(row.captions) == {tag: caption_text(text) for tag, text in captions.items() if caption_text(text)}
        assert all(row.seen[tag] == text_sum(captions[tag]) for tag in row.captions)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";").encode("utf-8"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("…", "...").encode("cp1252"),
        lambda text: b"\xef\xbb\xbf" + text.replace("\r\n", "\n").encode(),
    ],
    ids=["semicolons", "UTF-16 with tabs", "cp1252", "line feeds"],
)
def test_what_spreadsheets_make_of_the_file_is_read(change: object) -> None:
    text = "uid,caption_fr,seen\r\nabc,Été à Genève …,fr:0\r\n"
    (row,) = read_rows(change(text))  # type: ignore[operator]
    assert row.uid == "abc"
    assert row.captions["fr"].startswith("Été à Genève")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no columns"),
        (b"a,b\n1,2\n", "no columns"),
        (b"uid,caption_de\na,x\na,y\n", "two rows"),
        (b"PK\x03\x04 broken", "no workbook"),
        (b"x" * (21 << 20), "larger"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        read_rows(data)
    assert caught.value.hint


def test_a_row_without_its_sums_is_read_all_the_same() -> None:
    (row,) = read_rows(b"uid,caption_de\nabc,Hallo\n")
    assert (dict(row.captions), dict(row.seen)) == ({"de": "Hallo"}, {})
    assert HOSTILE
