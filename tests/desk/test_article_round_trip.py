"""The example article: imported, matched, exported, and read again."""

from pathlib import Path

import pytest
from sqlmodel import select

from library.articles.published import PublishedMedia
from library.articles.read import read_article
from library.catalogue.database import writing
from library.catalogue.models import Asset, Rendition
from library.desk.articles import import_article
from library.desk.export import export_document, export_html_folder, read_document
from library.desk.gallery_view import get_gallery
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.desk.stock import credited
from tests.media.building import box

CLIP = Path(__file__).parents[2] / "sample_media" / "regatta_drohne.mp4"
EXAMPLE = Path(__file__).parents[2] / "sample_media" / "article.txt"


@pytest.mark.parametrize("way", ["inside", "beside", "ninjs"])
def test_example_article_keeps_all_its_items_through_import_match_export_and_reading(
    workspace: Workspace, tmp_path: Path, way: str
) -> None:
    source = read_article(EXAMPLE.read_bytes())
    # The desk holds each picture as its agency sent it; only then is none of them wanted.
    for place, medium in enumerate(source.media):
        _bring_in(workspace, medium, place)
    imported = import_article(workspace, EXAMPLE, by="anna", now=NOON)
    gallery = get_gallery(workspace, imported.gallery_id)
    assert len(gallery.items) == len(source.media)
    held = [item for item in gallery.document.items if not item.is_wanted]
    assert len(held) >= len(source.media) - 1, "a clip that nothing describes cannot be matched"

    document = read_document(workspace, imported.gallery_id)
    if way == "beside":
        read = read_article(export_html_folder(workspace, document, tmp_path / "story.html")[0].read_bytes())
    else:
        read = read_article(export_document(workspace, document, "html" if way == "inside" else "ninjs"))
    assert [medium.kind for medium in read.media] == [item.kind for item in held]
    assert [medium.caption or "" for medium in read.media] == [item.caption for item in held]
    assert [medium.credit_line or "" for medium in read.media] == [item.credit.printed for item in held]
    assert [medium.alt_text or "" for medium in read.media] == [item.alt_text for item in held]


def _bring_in(workspace: Workspace, medium: PublishedMedia, place: int) -> None:
    """Bring in an asset with the agency's words, a preview of its own, and a clip's bytes."""
    asset_id = credited(
        workspace,
        f"picture-{place}",
        kind=medium.kind,
        description=medium.description or medium.caption or f"clip {place}",
        supplier_ref=medium.agency_image_id,
    )
    with writing(workspace.engine) as session:
        (preview,) = session.exec(select(Rendition).where(Rendition.asset_id == asset_id)).all()
        preview.digest = workspace.store.put_bytes("renditions", f"preview {place}".encode()).digest
        if medium.kind == "video":
            asset = session.get_one(Asset, asset_id)
            asset.digest = workspace.store.put_bytes(
                "originals", CLIP.read_bytes() + box(b"free", bytes([place]))
            ).digest
