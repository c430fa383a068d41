from library.desk.galleries import edit_item, hide, set_lead
from library.desk.gallery_view import get_gallery
from library.desk.workspace import Workspace
from library.findings import observe
from library.ui.gallery.order import sorter_items
from library.ui.gallery.outcome import file_stem, page_html
from library.ui.widgets import findings
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids


def test_sorter_shows_chains_torn_sentences_lead_and_gravest_finding(workspace: Workspace) -> None:
    nameless = credited(workspace, "ohne", agency=None, distributor=None, credit_state="missing")
    clip = credited(workspace, "film", kind="video")
    gallery_id = gallery_of(workspace, *(credited(workspace, name) for name in "abc"), nameless, clip)
    ids = item_ids(workspace, gallery_id)
    for item, caption in zip(ids, ("Der Zug fährt ...", "... nach Bern.", "... und zurück.", "Ende."), strict=False):
        edit_item(workspace, item, {"caption": caption}, by="anna", now=NOON)
    set_lead(workspace, gallery_id, ids[1], by="anna", now=NOON)
    hide(workspace, ids[4], by="anna", now=NOON)
    first, second, third, fourth, fifth = sorter_items(get_gallery(workspace, gallery_id))
    assert (first.chain, second.chain, third.chain) == (0, 0, None)
    assert (first.torn, third.torn) == (False, True)
    assert second.lead
    assert fourth.severity == "error"
    assert fifth.hidden
    assert not fifth.has_caption


def test_findings_of_one_kind_stand_in_one_line_with_their_pictures(monkeypatch) -> None:
    monkeypatch.setattr(findings, "t", lambda key: key)
    monkeypatch.setattr(findings.session, "language", lambda: "de")
    found = [
        observe("CAP001", "warning", "item:b", "item", position=2),
        observe("CAP001", "warning", "item:a", "item", position=1),
        observe("GAL002", "error", "gallery:1", "gallery"),
    ]
    captions, empty = findings.group_findings(found, {"a": 1, "b": 2})
    assert [chip["place"] for chip in captions["chips"]] == ["2", "1"]
    assert captions["chips"][0]["said"] == "Bild 2 hat keine Legende."
    assert captions["title"] == "findings.CAP001.title"
    assert empty["chips"] == []


def test_preview_is_the_page_with_pictures_of_this_server(workspace: Workspace) -> None:
    asset = credited(workspace, "zug")
    page = page_html(get_gallery(workspace, gallery_of(workspace, asset)))
    assert f'src="/preview/{asset}/' in page
    assert "<script" not in page


def test_names_of_exported_files_keep_letters_and_digits() -> None:
    assert file_stem("Varga besucht den Fürsten – 2026/11") == "varga-besucht-den-fürsten-2026-11"
    assert file_stem("../../") == "gallery"
