"""Exports of a gallery through the desk: every format, and the same bytes tomorrow."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlmodel import select

from library.catalogue.database import writing
from library.catalogue.models import Asset
from library.desk import galleries
from library.desk.curate import edit_asset
from library.desk.export import export_document, read_document
from library.desk.ingest import ingest
from library.desk.publish import publish
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.galleries.document import GalleryDocument
from library.galleries.formats import FORMATS
from library.media.metadata import read_metadata
from tests.conftest import NOON
from tests.desk.stock import gallery_of, item_ids
from tests.media.building import iim, iptc_segment, jpeg_with, plain_jpeg

LATER = NOON.replace(hour=18)


@pytest.fixture
def published(workspace: Workspace, tmp_path: Path) -> GalleryDocument:
    """Publish a gallery of a real picture and of one whose bytes are none."""
    first, second = tmp_path / "hafen.jpg", tmp_path / "treffen.jpg"
    first.write_bytes(plain_jpeg())
    second.write_bytes(jpeg_with(iptc_segment(iim((2, 37, b"20270131")))))
    # One by one: files that are read side by side come in any order.
    assets = [ingest(workspace, [path], by="anna", now=NOON).results[0].asset_id or 0 for path in (first, second)]
    values = {"photographer": "N. Name", "agency": "EPA", "copyright_notice": "© EPA", "city": "Brunnau"}
    for asset_id in assets:
        edit_asset(workspace, asset_id, values, by="anna", now=NOON)
    gallery = gallery_of(workspace, *assets)
    for item, caption in zip(item_ids(workspace, gallery), ("Der Hafen ...", "... am Morgen."), strict=True):
        words = {"caption": caption, "caption_fr": f"{caption} (fr)", "alt_text": "Ein Schiff"}
        galleries.edit_item(workspace, item, words, by="anna", now=NOON)
    return publish(workspace, gallery, accept={"DUP001": "test"}, by="anna", now=NOON).document


def test_frozen_document_exports_the_same_bytes_after_its_pictures_changed(
    workspace: Workspace, published: GalleryDocument
) -> None:
    def exported() -> dict[str, bytes]:
        document = read_document(workspace, published.gallery_id, published=True)
        return {name: export_document(workspace, document, name) for name in FORMATS}

    before = exported()
    with writing(workspace.engine) as session:
        assets = [asset.id or 0 for asset in session.exec(select(Asset)).all()]
    for asset_id in assets:
        changed = {"photographer": "Ganz Anders", "agency": "AP", "copyright_notice": "© AP", "city": "Tersia"}
        edit_asset(workspace, asset_id, changed, by="mara", now=LATER)
    after = exported()
    assert [name for name in FORMATS if after[name] != before[name]] == []
    assert b"Ganz Anders" in export_document(workspace, read_document(workspace, published.gallery_id), "ninjs")


def test_pictures_of_the_archive_carry_what_the_document_says(
    workspace: Workspace, published: GalleryDocument, tmp_path: Path
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_document(workspace, published, "zip", language="fr")))
    path = tmp_path / "from_archive.jpg"
    path.write_bytes(archive.read("pictures/001-hafen.jpg"))
    inside = read_metadata(path)
    assert inside.description == "Der Hafen ... (fr)"
    assert (inside.alt_text, inside.copyright_notice, inside.creator) == ("Ein Schiff", "© EPA", ("N. Name",))
    assert inside.credit_line == "EPA/N. Name"
    assert inside.gps is None


def test_a_day_that_limits_a_use_counts_whole_on_the_newsrooms_clock(
    workspace: Workspace, published: GalleryDocument
) -> None:
    told = json.loads(export_document(workspace, published, "ninjs", base_url="https://media.example"))
    assert told["associations"][1]["expires"] == "2027-01-31T23:59:59+01:00"
    assert told["uri"] == f"https://media.example/galleries/{published.gallery_id}"


def test_what_cannot_be_exported_is_refused_in_words(workspace: Workspace, published: GalleryDocument) -> None:
    with pytest.raises(InvalidInput, match="no format"):
        export_document(workspace, published, "pdf")
    with pytest.raises(InvalidInput, match="no captions in 'it'"):
        export_document(workspace, published, "html", language="it")
    with pytest.raises(InvalidInput, match="no address"):
        export_document(workspace, published, "ninjs", base_url="nowhere")
