"""Publishing and exporting."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser
from sqlmodel import select

from library.catalogue.database import reading, writing
from library.catalogue.models import GalleryItem, Usage
from library.desk import galleries
from library.desk.curate import edit_asset
from library.desk.export import export_document, export_html_folder, read_document
from library.desk.gallery_view import get_gallery
from library.desk.history import get_history, undo
from library.desk.publish import publish, read_published
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound, NothingToUndo, PublishRefused
from library.galleries import document as documents
from tests.conftest import NOON
from tests.desk.stock import PREVIEW, credited, gallery_of, item_ids, stock

LATER = NOON.replace(hour=15)
CLIP = Path(__file__).parents[2] / "sample_media" / "regatta_drohne.mp4"


def ledger(workspace: Workspace) -> list[Usage]:
    with reading(workspace.engine) as session:
        return list(session.exec(select(Usage).order_by(Usage.id)).all())


@pytest.fixture
def gallery_id(workspace: Workspace) -> int:
    return gallery_of(
        workspace, credited(workspace, "arrival"), credited(workspace, "meeting", photographer="A. Muster")
    )


def test_published_gallery_is_frozen_and_its_uses_are_in_the_ledger(workspace: Workspace, gallery_id: int) -> None:
    items = item_ids(workspace, gallery_id)
    galleries.edit_item(workspace, items[0], {"caption": "Ankunft."}, by="anna", now=NOON)
    done = publish(workspace, gallery_id, by="anna", now=NOON)
    lines = ledger(workspace)
    assert [line.asset_id for line in lines] == [item.asset_id for item in done.document.items]
    first = lines[0]
    assert (first.outlet, first.territory, first.medium) == ("Morgenpost", "CH", "web")
    assert (first.agency, first.distributor, first.caption) == ("EPA", "Keystone", "Ankunft.")
    assert first.used_at == NOON
    assert first.recorded_by == "anna"
    assert first.credit_line == done.document.items[0].credit.printed
    assert first.document_digest == done.digest
    assert get_gallery(workspace, gallery_id).gallery.state == "published"
    assert read_published(workspace, gallery_id) == done.document


def test_frozen_document_stays_when_the_picture_changes(workspace: Workspace, gallery_id: int) -> None:
    done = publish(workspace, gallery_id, by="anna", now=NOON)
    edit_asset(workspace, done.document.items[0].asset_id or 0, {"agency": "AP"}, by="anna", now=LATER)
    assert export_document(workspace, read_document(workspace, gallery_id, published=True), "json") == documents.dump(
        done.document
    )
    assert read_document(workspace, gallery_id).items[0].credit.agency == "AP"


def test_document_keeps_to_the_published_schema(workspace: Workspace, gallery_id: int) -> None:
    done = publish(workspace, gallery_id, by="anna", now=NOON)
    Draft202012Validator(documents.read_schema()).validate(
        json.loads(export_document(workspace, done.document, "json"))
    )


def test_gallery_with_errors_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, stock(workspace, "bare"))
    with pytest.raises(PublishRefused, match="CRD001"):
        publish(workspace, gallery_id, by="anna", now=NOON)
    assert ledger(workspace) == []
    assert get_gallery(workspace, gallery_id).gallery.state == "draft"
    assert list(workspace.store.digests("documents")) == []


def test_error_goes_out_when_accepted_by_name_and_with_a_reason(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, stock(workspace, "bare"))
    done = publish(workspace, gallery_id, accept={"CRD001": "Eigenes Bild"}, by="anna", now=NOON)
    (kept,) = done.document.accepted
    assert (kept.code, kept.by, kept.why) == ("CRD001", "anna", "Eigenes Bild")
    assert [finding.code for finding in done.accepted] == ["CRD001"]
    assert ledger(workspace)[0].credit_line is None
    fields = [field for step in get_history(workspace, "gallery", gallery_id) for field in step.fields]
    assert ("accepted", None, {"code": "CRD001", "why": "Eigenes Bild"}) in fields


@pytest.mark.parametrize("accept", [{"CRD001": " "}, {"XYZ": "why"}, {"DUP001": "irrelevant"}])
def test_acceptance_without_reason_or_of_something_else_does_not_help(
    workspace: Workspace, accept: dict[str, str]
) -> None:
    gallery_id = gallery_of(workspace, stock(workspace, "bare"))
    with pytest.raises((InvalidInput, PublishRefused)):
        publish(workspace, gallery_id, accept=accept, by="anna", now=NOON)


def test_unknown_medium_is_refused(workspace: Workspace, gallery_id: int) -> None:
    with pytest.raises(InvalidInput, match="medium"):
        publish(workspace, gallery_id, medium="radio", by="anna", now=NOON)


def test_time_limit_since_delivery_stops_a_late_publication(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, credited(workspace, "match", restrictions=["TIME_LIMIT:14d"]))
    with pytest.raises(PublishRefused, match="RGT001"):
        publish(workspace, gallery_id, by="anna", now=NOON.replace(month=12, day=24))
    assert publish(workspace, gallery_id, by="anna", now=LATER).uses


def test_hidden_and_wanted_items_are_not_published(workspace: Workspace, gallery_id: int) -> None:
    galleries.hide(workspace, item_ids(workspace, gallery_id)[0], by="anna", now=NOON)
    with writing(workspace.engine) as session:
        session.add(GalleryItem(uid="e" * 32, gallery_id=gallery_id, position=9, wanted={"caption": "x"}))
    done = publish(workspace, gallery_id, by="anna", now=NOON)
    assert [item.position for item in done.document.items] == [1]
    assert len(done.uses) == 1


def test_gallery_of_wanted_items_alone_is_refused(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace)
    with writing(workspace.engine) as session:
        session.add(GalleryItem(uid="e" * 32, gallery_id=gallery_id, position=0, wanted={"caption": "x"}))
    with pytest.raises(PublishRefused, match="no picture"):
        publish(workspace, gallery_id, by="anna", now=NOON)


def test_same_gallery_published_again_is_no_second_use_but_a_corrected_credit_is_a_new_line(
    workspace: Workspace, gallery_id: int
) -> None:
    first = publish(workspace, gallery_id, by="anna", now=NOON)
    assert publish(workspace, gallery_id, by="anna", now=LATER).uses == ()
    item = item_ids(workspace, gallery_id)[0]
    galleries.edit_item(workspace, item, {"credit_line": "Bild: zvg"}, by="anna", now=LATER)
    assert get_gallery(workspace, gallery_id).is_changed
    (line,) = publish(workspace, gallery_id, by="beat", now=LATER).uses
    assert (line.credit_line, line.item_uid) == ("Bild: zvg", first.document.items[0].uid)
    assert not get_gallery(workspace, gallery_id).is_changed
    assert len(ledger(workspace)) == 3


def test_publication_cannot_be_undone(workspace: Workspace, gallery_id: int) -> None:
    publish(workspace, gallery_id, by="anna", now=NOON)
    step = get_history(workspace, "gallery", gallery_id)[0]
    assert (step.action, step.can_be_undone) == ("publish", False)
    with pytest.raises(NothingToUndo):
        undo(workspace, step.step, by="anna", now=LATER)


def test_draft_has_no_published_document(workspace: Workspace, gallery_id: int) -> None:
    with pytest.raises(NotFound, match="never published"):
        read_published(workspace, gallery_id)


def test_page_carries_its_pictures_inside(workspace: Workspace, gallery_id: int) -> None:
    page = export_document(workspace, read_document(workspace, gallery_id), "html").decode()
    pictures = LexborHTMLParser(page).css("img")
    assert len(pictures) == 2
    assert all((picture.attributes["src"] or "").startswith("data:image/jpeg;base64,") for picture in pictures)


def test_page_with_its_pictures_and_clips_beside_it(workspace: Workspace, gallery_id: int, tmp_path: Path) -> None:
    galleries.add_assets(workspace, gallery_id, [credited(workspace, "evening", kind="video")], by="anna", now=NOON)
    document = read_document(workspace, gallery_id)
    clip = workspace.store.put_bytes("originals", CLIP.read_bytes()).digest
    document = replace(document, items=(*document.items[:2], with_original(document.items[2], clip)))
    files = export_html_folder(workspace, document, tmp_path / "unsere parade.html")
    assert [path.read_bytes() for path in files[1:4]] == [PREVIEW, PREVIEW, PREVIEW]
    assert files[4].read_bytes()[4:8] == b"ftyp"
    tree = LexborHTMLParser(files[0].read_text(encoding="utf-8"))
    assert (tree.css_first("img").attributes["src"] or "").startswith("unsere%20parade_files/001-")
    assert (tree.css_first("video source").attributes["src"] or "").endswith(".mp4")


def with_original(item: documents.DocumentItem, digest: str) -> documents.DocumentItem:
    original = documents.DocumentRendition("original", "video/mp4", 640, 360, digest)
    return replace(item, renditions=(original, *item.renditions[1:]))


def test_page_that_cannot_be_written_is_an_error_in_words(
    workspace: Workspace, gallery_id: int, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InvalidInput, match="cannot be written"):
        export_html_folder(workspace, read_document(workspace, gallery_id), tmp_path / "file" / "page.html")


def test_gallery_counts_as_changed_when_a_picture_in_it_is_corrected(workspace: Workspace, gallery_id: int) -> None:
    done = publish(workspace, gallery_id, by="anna", now=NOON)
    assert not get_gallery(workspace, gallery_id).is_changed
    edit_asset(workspace, done.document.items[0].asset_id or 0, {"agency": "AP"}, by="anna", now=LATER)
    assert get_gallery(workspace, gallery_id).is_changed
