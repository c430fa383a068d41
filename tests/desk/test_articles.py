"""Published articles become galleries; what the catalogue lacks stays wanted until it is there."""

import json
from pathlib import Path

import pytest

from library.catalogue.database import reading
from library.catalogue.models import Article, Gallery
from library.credits.registry import load_registry
from library.desk.articles import ImportedArticle, import_article, read_published, rematch_gallery
from library.desk.gallery_view import ItemView, get_gallery
from library.desk.history import undo
from library.desk.workspace import Workspace
from library.errors import ArticleUnreadable, NotFound
from library.storage.store import digest_of
from tests.articles.page import URL, page
from tests.conftest import NOON
from tests.desk.stock import stock

TEXT = Path(__file__).parents[1] / "corpora" / "article.txt"
BOOK = (
    "Switzerland, Flood book: the village of Musterwil under water, 1984. Musterwil, the river's highest mark was "
    "reached in the early morning when the dam upstream had to be opened for several hours by the army."
)


def imported(workspace: Workspace, source: Path | bytes = TEXT) -> ImportedArticle:
    return import_article(workspace, source, by="anna", now=NOON)


def items(workspace: Workspace, gallery_id: int) -> tuple[ItemView, ...]:
    return tuple(get_gallery(workspace, gallery_id).items)


def test_every_picture_and_video_becomes_an_item_in_order(workspace: Workspace) -> None:
    made = imported(workspace)
    assert (made.linked, made.wanted, made.is_new) == (0, 8, True)
    kinds = [each.item.kind for each in items(workspace, made.gallery_id)]
    assert kinds == ["video", "photo", "photo", "photo", "photo", "photo", "video", "photo"]
    assert all(each.asset is None for each in items(workspace, made.gallery_id))


def test_a_wanted_item_keeps_what_the_page_said(workspace: Workspace) -> None:
    item = items(workspace, imported(workspace).gallery_id)[3].item
    assert item.caption == "Die Feuerwehr schleppt Sandsäcke durch die Nacht ..."
    assert item.wanted["agency_image_id"] == "epa90000001"
    assert item.wanted["credit_line"] == "Bild: keystone"
    assert item.wanted["description"].endswith("authorities s ...")


def test_pictures_in_the_catalogue_are_linked_with_the_reason(workspace: Workspace) -> None:
    by_id = stock(workspace, "sandbags", supplier_ref="epa90000001")
    by_text = stock(workspace, "flood-book", description=BOOK)
    made = imported(workspace)
    views = items(workspace, made.gallery_id)
    assert made.linked == 2
    assert [views[3].item.asset_id, views[1].item.asset_id] == [by_id, by_text]
    assert "agency id" in views[3].item.wanted["why"]
    assert "begins with" in views[1].item.wanted["why"]
    assert views[1].item.wanted["score"] > 0.9


def test_the_same_file_again_makes_nothing_new(workspace: Workspace) -> None:
    first = imported(workspace)
    again = imported(workspace)
    assert again.is_new is False
    assert (again.article_id, again.gallery_id, again.wanted) == (first.article_id, first.gallery_id, 8)


def test_the_page_itself_is_kept(workspace: Workspace) -> None:
    made = imported(workspace)
    with reading(workspace.engine) as session:
        article = session.get(Article, made.article_id)
    assert article is not None
    assert article.source_digest == digest_of(TEXT.read_bytes())
    assert workspace.store.read("documents", article.source_digest) == TEXT.read_bytes()
    assert len(article.published["media"]) == 8
    assert article.published_at is not None


def test_an_import_is_undone_in_one_step(workspace: Workspace) -> None:
    from library.desk.history import get_history

    made = imported(workspace)
    undo(workspace, get_history(workspace, "article", made.article_id)[0].step, by="anna", now=NOON)
    with reading(workspace.engine) as session:
        assert session.get(Article, made.article_id) is None
        assert session.get(Gallery, made.gallery_id) is None
    assert imported(workspace).is_new is True


def test_wanted_items_are_filled_after_a_later_ingest(workspace: Workspace) -> None:
    made = imported(workspace)
    assert rematch_gallery(workspace, made.gallery_id, by="anna", now=NOON).step is None
    asset = stock(workspace, "sandbags", supplier_ref="epa90000001")
    found = rematch_gallery(workspace, made.gallery_id, by="anna", now=NOON)
    assert (len(found.linked), found.wanted) == (1, 7)
    assert items(workspace, made.gallery_id)[3].item.asset_id == asset
    assert found.step is not None
    undo(workspace, found.step, by="anna", now=NOON)
    assert items(workspace, made.gallery_id)[3].item.asset_id is None


def test_several_frames_of_one_text_wait_for_a_person(workspace: Workspace) -> None:
    frames = [stock(workspace, f"frame-{n}", description=f"{BOOK} Frame {n}") for n in range(3)]
    item = items(workspace, imported(workspace).gallery_id)[1].item
    assert item.asset_id is None
    assert item.wanted["candidates"] == frames


def test_one_asset_is_not_linked_twice(workspace: Workspace) -> None:
    stock(workspace, "sandbags", description="A firefighter carries sandbags through the flooded village at night")
    text = "A firefighter carries sandbags through the flooded village ..."
    blocks = "".join(f"{text}\nBildtext Nummer {n}.Bild: keystone\n\n" for n in range(2))
    made = imported(workspace, f"Ein ganz gewöhnlicher Titel\n3. Mai 2024\n\n{blocks}".encode())
    assert (made.linked, made.wanted) == (1, 1)


def test_a_saved_page_is_imported_with_its_address_and_language(workspace: Workspace) -> None:
    body = '<figure><img src="https://img.example.org/2024/shore-old.jpg" alt="The shore"><figcaption>Am Ufer. AP'
    made = import_article(workspace, page(body).encode(), url=URL, by="anna", now=NOON)
    view = get_gallery(workspace, made.gallery_id)
    assert view.gallery.language == "de-CH"
    assert view.items[0].item.wanted["url"] == "https://img.example.org/2024/shore-old.jpg"
    assert view.items[0].item.alt_text == "The shore"


def test_credits_are_read_into_parts() -> None:
    article = read_published(TEXT, load_registry())
    assert article["media"][4]["credit_parts"]["distributor"] == "KEYSTONE"
    assert article["media"][3]["credit_parts"]["agency"] == "EPA"
    assert article["media"][3]["credit_parts"]["evidence"]
    assert json.dumps(article)


def test_what_is_no_article_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ArticleUnreadable):
        imported(workspace, tmp_path / "missing.html")
    with pytest.raises(ArticleUnreadable):
        imported(workspace, b"  ")
    with pytest.raises(ArticleUnreadable):
        imported(workspace, b"<html><body></body></html>")
    with pytest.raises(NotFound):
        rematch_gallery(workspace, 77, by="anna", now=NOON)
