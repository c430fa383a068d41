from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from library.desk.articles import import_article
from library.desk.curate import edit_asset
from library.desk.galleries import add_assets, edit_item
from library.desk.gallery_view import get_gallery, list_galleries
from library.desk.publish import read_published
from library.desk.workspace import Workspace
from library.galleries.formats import FORMATS
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids, shown_assets
from tests.ui.reading import html_of, must_be_sound

Open = Callable[..., AppTest]
ARTICLE = """<html lang="de"><head><title>Besuch in Brunnau</title></head><body><article><h1>Besuch in Brunnau</h1>
<figure><img src="a.jpg" alt="Zug"><figcaption>Der Zug kommt an. Bild: keystone</figcaption></figure>
<p>Ein langer Absatz über den Besuch, der am Morgen begann und am Abend endete.</p>
<figure><img src="b.jpg" alt="Robbe"><figcaption>Die Robbe balanciert. Bild: EPA</figcaption></figure>
</article></body></html>"""


@pytest.fixture
def train(desk: Workspace) -> int:
    """Make a gallery of three pictures, the first two of which share one sentence."""
    gallery_id = gallery_of(desk, *(credited(desk, name) for name in ("zug", "robbe", "empfang")))
    first, second, _ = item_ids(desk, gallery_id)
    edit_item(desk, first, {"caption": "Der Zug kommt an ..."}, by="anna", now=NOON)
    edit_item(desk, second, {"caption": "... und fährt weiter."}, by="anna", now=NOON)
    return gallery_id


def uids(desk: Workspace, gallery_id: int) -> list[str]:
    return [each.item.uid for each in get_gallery(desk, gallery_id).items]


def bring(app: AppTest, gallery_id: int, order: dict[str, object]) -> None:
    """Tell an order as the sorter in the browser does."""
    app.session_state[f"gal_sorter_{gallery_id}"] = {"order": order, "selection": None}
    app.run()


def opened(desk_app: Open, gallery_id: int, *, language: str = "en") -> AppTest:
    app = desk_app("galleries")
    app.query_params["gallery"] = str(gallery_id)
    app.session_state["desk_language"] = language
    return app.run()


def test_without_any_gallery_the_page_says_how_to_begin(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("galleries").run()
    must_be_sound(app)
    assert "No gallery yet" in html_of(app)


def test_new_gallery_is_created_and_shown(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("galleries").run()
    app.button(key="gal_new_first").click().run()
    app.text_input(key="gal_new_title").set_value("Parade in Bildern")
    app.button(key="gal_new_create").click().run()
    must_be_sound(app)
    (summary,) = list_galleries(desk)
    assert summary.gallery.title == "Parade in Bildern"
    assert summary.gallery.created_by == "Mara"
    app.run()
    assert "No pictures in it yet" in html_of(app)


def test_gallery_without_a_title_is_refused_in_words(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("galleries").run()
    app.button(key="gal_new_first").click().run()
    app.button(key="gal_new_create").click().run()
    # An AppTest runs the whole page where a browser runs the dialog alone, so the dialog is closed by now.
    assert "A gallery needs a title" in app.session_state["desk_memory"]["galleries_new_told"]
    assert not list_galleries(desk)


def test_gallery_from_an_article_shows_what_is_wanted(desk_app: Open, desk: Workspace) -> None:
    credited(desk, "zug", description="Der Zug kommt an.", caption="Der Zug kommt an.")
    app = desk_app("galleries").run()
    app.button(key="gal_new_first").click().run()
    app.file_uploader(key="gal_new_file").upload("besuch.html", ARTICLE.encode())
    app.button(key="gal_new_import").click().run()
    assert not app.exception
    (summary,) = list_galleries(desk)
    assert summary.gallery.title == "Besuch in Brunnau"
    assert summary.items == 2
    assert summary.wanted >= 1
    app.run()
    assert f"{summary.wanted} wanted" in html_of(app)


def test_chain_of_captions_is_shown_as_one_sentence(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    must_be_sound(app)
    shown = html_of(app)
    assert "One sentence over 2 pictures" in shown
    assert "Der Zug kommt an ..." in shown
    assert "Der Zug kommt an ..." in app.text_area[0].value


def test_caption_is_saved_when_the_field_is_left_and_undone_in_one_step(
    desk_app: Open, desk: Workspace, train: int
) -> None:
    app = opened(desk_app, train)
    app.text_area[0].set_value("  Der Zug steht. ").run()
    must_be_sound(app)
    assert get_gallery(desk, train).items[0].item.caption == "Der Zug steht."
    assert app.text_area[0].value == "Der Zug steht."
    app.button(key="gal_undo").click().run()
    assert get_gallery(desk, train).items[0].item.caption == "Der Zug kommt an ..."
    assert app.text_area[0].value == "Der Zug kommt an ..."
    app.button(key="gal_redo").click().run()
    must_be_sound(app)
    assert get_gallery(desk, train).items[0].item.caption == "Der Zug steht."


def test_text_of_two_people_is_never_lost(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    edit_item(desk, item_ids(desk, train)[0], {"caption": "Von Anna."}, by="anna", now=NOON)
    app.text_area[0].set_value("Von Mara.").run()
    assert get_gallery(desk, train).items[0].item.caption == "Von Anna."
    assert app.text_area[0].value == "Von Anna."
    assert "Somebody else wrote here" in html_of(app)
    assert "Von Mara." in html_of(app)
    app.button(key="gal_mine_caption").click().run()
    must_be_sound(app)
    assert get_gallery(desk, train).items[0].item.caption == "Von Mara."


def test_order_of_the_sorter_is_saved(desk_app: Open, desk: Workspace, train: int) -> None:
    before = shown_assets(desk, train)
    app = opened(desk_app, train)
    view = get_gallery(desk, train)
    order = {"rev": view.gallery.version, "ids": uids(desk, train)[::-1], "n": 1}
    bring(app, train, order)
    assert shown_assets(desk, train) == before[::-1]
    # The screen is not told the new version before the next drop: its own changes are no conflict.
    bring(app, train, {"rev": view.gallery.version, "ids": uids(desk, train)[::-1], "n": 2})
    assert shown_assets(desk, train) == before
    must_be_sound(app)


def test_order_of_an_older_version_is_a_conflict_told_in_words(desk_app: Open, desk: Workspace, train: int) -> None:
    before = shown_assets(desk, train)
    app = opened(desk_app, train)
    view = get_gallery(desk, train)
    sorted_uids = uids(desk, train)[::-1]
    edit_item(desk, item_ids(desk, train)[2], {"caption": "Von Anna."}, by="anna", now=NOON)
    bring(app, train, {"rev": view.gallery.version, "ids": sorted_uids, "n": 1})
    assert shown_assets(desk, train) == before
    assert any("Somebody else changed this gallery" in text.value for text in app.text)


def test_item_missing_from_the_order_is_removed(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    view = get_gallery(desk, train)
    bring(app, train, {"rev": view.gallery.version, "ids": uids(desk, train)[:2], "n": 1})
    assert len(shown_assets(desk, train)) == 2
    app.button(key="gal_undo").click().run()
    must_be_sound(app)
    assert len(shown_assets(desk, train)) == 3


def test_click_on_a_finding_leads_to_its_picture(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    assert "Picture 1" in html_of(app)
    app.session_state[f"gal_findings_{train}"] = {"picked": {"id": uids(desk, train)[2], "n": 1}}
    app.run()
    must_be_sound(app)
    assert "Picture 3" in html_of(app)


def test_several_pictures_are_hidden_in_one_step(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    selection = {"ids": uids(desk, train)[:2], "n": 1}
    app.session_state[f"gal_sorter_{train}"] = {"order": None, "selection": selection}
    app.run()
    assert "2 pictures chosen" in html_of(app)
    app.button(key="gal_hide").click().run()
    must_be_sound(app)
    assert [each.item.is_hidden for each in get_gallery(desk, train).items] == [True, True, False]
    app.button(key="gal_undo").click().run()
    assert not any(each.item.is_hidden for each in get_gallery(desk, train).items)


def test_picker_searches_the_catalogue(desk_app: Open, desk: Workspace, train: int) -> None:
    credited(desk, "stadion")
    app = opened(desk_app, train)
    app.button(key="gal_add").click().run()
    must_be_sound(app)
    assert "4 pictures found" in html_of(app)
    assert app.button(key="gal_pick_1_take").disabled


def test_export_writes_the_page_and_the_data_when_asked(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    must_be_sound(app)
    labels = [element.proto.label for element in app.get("download_button")]
    assert labels[:2] == ["Page (HTML, pictures inside)", "HTML for an article"]
    assert {"Pictures with their words (ZIP)", "Captions as a workbook (XLSX)", "ninjs 3.1", "Data (JSON)"} <= {*labels}
    assert len(labels) == len(FORMATS), "one line for each format"


def test_publishing_is_refused_until_somebody_gives_a_reason(desk_app: Open, desk: Workspace, train: int) -> None:
    nameless = credited(desk, "ohne", agency=None, distributor=None, credit_state="missing")
    add_assets(desk, train, [nameless], by="anna", now=NOON)
    app = opened(desk_app, train)
    app.button(key="gal_publish").click().run()
    assert "It must not go out yet" in html_of(app)
    assert app.text_input(key="gal_accept_by").value == "Mara"
    app.button(key="gal_publish_confirm").click().run()
    assert get_gallery(desk, train).gallery.state == "draft"
    assert "must not go out yet" in app.session_state["desk_memory"]["galleries_refusal"][0]
    app.button(key="gal_publish").click().run()
    app.text_input(key="gal_accept_CRD001").set_value("Privatbild, Name auf Wunsch weggelassen")
    app.text_input(key="gal_accept_by").set_value("Anna Muster")
    app.button(key="gal_publish_confirm").click().run()
    must_be_sound(app)
    view = get_gallery(desk, train)
    assert view.gallery.state == "published"
    assert any("4 uses written" in text.value for text in app.text)
    document = read_published(desk, train)
    assert [(each.code, each.by) for each in document.accepted] == [("CRD001", "Anna Muster")]


def test_sound_gallery_is_published_and_a_later_change_shows(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    app.button(key="gal_publish").click().run()
    assert "It must not go out yet" not in html_of(app)
    app.button(key="gal_publish_confirm").click().run()
    must_be_sound(app)
    assert "Published " in html_of(app)
    app.text_area[0].set_value("Ganz neu.").run()
    assert "Changed since" in html_of(app)
    assert app.button_group(key="gal_export_state").value == "now"
    assert len(app.get("download_button")) == len(FORMATS)


def test_page_speaks_german(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train, language="de")
    must_be_sound(app)
    assert "Ein Satz über 2 Bilder" in html_of(app)
    assert app.button(key="gal_publish").label == "Veröffentlichen"
    assert app.text_area[0].label == "Legende"


def test_words_of_agencies_never_become_markup(desk_app: Open, desk: Workspace) -> None:
    gallery_id = gallery_of(desk, credited(desk, "boese", description="<img src=x onerror=alert(1)>"))
    app = opened(desk_app, gallery_id)
    must_be_sound(app)
    assert "<img src=x" not in html_of(app)
    assert "&lt;img src=x" in html_of(app)


def test_article_names_what_is_wanted_beside_the_caption(desk_app: Open, desk: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "besuch.html"
    page.write_text(ARTICLE, encoding="utf-8")
    made = import_article(desk, page, by="Mara", now=NOON)
    app = opened(desk_app, made.gallery_id)
    must_be_sound(app)
    assert "is not in the catalogue yet" in html_of(app)
    assert app.button(key="gal_undo").disabled  # an import is no step that Undo takes back: the gallery would be gone
    app.button(key="gal_rematch").click().run()
    must_be_sound(app)
    assert any("None of the wanted pictures" in text.value for text in app.text)


def test_caption_in_another_language_is_written_beside_the_gallerys_own_and_exported(
    desk_app: Open, desk: Workspace, train: int
) -> None:
    app = opened(desk_app, train, language="de")
    app.button_group(key="gal_caption_language").set_value("fr").run()
    assert app.text_area[0].value == ""
    app.text_area[0].set_value("Le train arrive …").run()
    must_be_sound(app)
    item = get_gallery(desk, train).document.items[0]
    assert (item.caption, item.translations) == ("Der Zug kommt an ...", {"fr": "Le train arrive …"})
    app.button_group(key="gal_export_language").set_value("fr").run()
    must_be_sound(app)
    edit_item(desk, item_ids(desk, train)[0], {"caption_fr": "D'Anna."}, by="anna", now=NOON)
    app.text_area[0].set_value("De Mara.").run()
    assert get_gallery(desk, train).document.items[0].translations == {"fr": "D'Anna."}, "nothing overwritten"
    assert "De Mara." in html_of(app)


def test_caption_of_the_picture_shows_in_grey_until_the_gallery_says_otherwise(desk_app: Open, desk: Workspace) -> None:
    asset = credited(desk, "ankunft")
    edit_asset(desk, asset, {"caption": "Ankunft in Brunnau."}, by="anna", now=NOON)
    gallery_id = gallery_of(desk, asset)
    app = opened(desk_app, gallery_id)
    assert (app.text_area[0].value, app.text_area[0].placeholder) == ("", "Ankunft in Brunnau.")
    assert "The picture's own caption" in html_of(app).replace("&#x27;", "'")
    app.button(key="gal_use_text").click().run()
    must_be_sound(app)
    assert get_gallery(desk, gallery_id).items[0].item.caption == "Ankunft in Brunnau."


def test_language_of_a_gallery_is_corrected_where_it_is_renamed(desk_app: Open, desk: Workspace, train: int) -> None:
    app = opened(desk_app, train)
    version = get_gallery(desk, train).gallery.version
    app.selectbox(key=f"gal_title_{train}_{version}_language").set_value("en")
    app.button(key="gal_rename_save").click().run()
    must_be_sound(app)
    assert get_gallery(desk, train).document.language == "en"


def test_refusal_and_findings_speak_german(desk_app: Open, desk: Workspace, train: int) -> None:
    nameless = credited(desk, "ohne", agency=None, distributor=None, credit_state="missing")
    add_assets(desk, train, [nameless], by="anna", now=NOON)
    app = opened(desk_app, train, language="de")
    app.button(key="gal_publish").click().run()
    app.button(key="gal_publish_confirm").click().run()
    message, hint = app.session_state["desk_memory"]["galleries_refusal"]
    assert message == "«Parade in Bildern» darf noch nicht hinaus: [CRD001] Bild 4 hat keinen Nachweis."
    assert "Erledigen Sie" in hint
