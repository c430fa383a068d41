from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from library.catalogue.search import AssetQuery
from library.desk.browse import find, get_asset
from library.desk.curate import edit_asset
from library.desk.gallery_view import list_galleries
from library.desk.ingest import ingest
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.duplicates.pictures import street
from tests.ui.conftest import ARRIVED
from tests.ui.reading import html_of, must_be_sound

Make = Callable[..., AppTest]
GRID = "lib_grid_0"


def _select(app: AppTest, *ids: int) -> AppTest:
    app.session_state[GRID] = {"selection": list(ids)}
    return app.run()


def test_empty_catalogue_says_what_to_do(desk_app: Make) -> None:
    app = desk_app().run()
    must_be_sound(app)
    assert "The light table is empty" in html_of(app)


def test_count_and_hint_are_shown_beside_the_grid(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    must_be_sound(app)
    assert "3 pictures" in html_of(app)
    assert "Select a picture" in html_of(app)


def test_inspector_shows_all_layers_with_the_words_underlined(desk_app: Make, pictures: list[int]) -> None:
    app = _select(desk_app().run(), pictures[0])
    must_be_sound(app)
    shown = html_of(app)
    assert "A train arrives" in shown
    assert "Proposed by photodesk" in shown
    assert "KEYSTONE/<u>EPA</u>/JEON HEON-KYUN" in shown
    assert "Not in CH" in shown
    assert "20 Nov 2026, 13:00 by night desk · /feeds/keystone" in shown
    assert "Not used yet." in shown


def test_words_of_foreign_files_never_become_markup(desk_app: Make, pictures: list[int]) -> None:
    app = _select(desk_app().run(), pictures[1])
    assert "A seal &lt;b&gt;balances&lt;/b&gt; a ball." in html_of(app)


def test_saving_decides_and_undo_takes_it_back(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    app = _select(desk_app().run(), pictures[1])
    mark = f"{pictures[1]}_1"
    app.text_area(key=f"lib_caption_{mark}").set_value("Eine Robbe balanciert einen Ball.")
    app.button(key=f"lib_save_{mark}").click().run()
    must_be_sound(app)
    assert get_asset(desk, pictures[1]).asset.caption == "Eine Robbe balanciert einen Ball."
    assert get_asset(desk, pictures[1]).asset.decided.keys() == {"caption"}
    assert "Saved." in [text.value for text in app.text]
    app.button(key="desk_notice_undo").click().run()
    must_be_sound(app)
    assert get_asset(desk, pictures[1]).asset.caption is None
    assert "Undone" in html_of(app)


def test_somebody_elses_newer_version_is_not_overwritten(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    app = _select(desk_app().run(), pictures[1])
    edit_asset(desk, pictures[1], {"caption": "Theirs"}, by="Jan", now=ARRIVED)
    mark = f"{pictures[1]}_1"
    app.text_area(key=f"lib_caption_{mark}").set_value("Mine")
    app.button(key=f"lib_save_{mark}").click().run()
    assert get_asset(desk, pictures[1]).asset.caption == "Theirs"


def test_filters_and_search_narrow(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    app.session_state["lib_facets_0"] = {"chosen": {"agency": "EPA"}}
    app.run()
    assert "1 picture<" in html_of(app)
    app.text_input(key="lib_words_0").set_value("seal").run()
    assert "No picture fits" in html_of(app)
    app.button(key="lib_clear_all").click().run()
    must_be_sound(app)
    assert "3 pictures" in html_of(app)


def test_address_names_picture_and_filters(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app()
    app.query_params["asset"] = str(pictures[0])
    app.query_params["agency"] = "EPA"
    app.run()
    must_be_sound(app)
    assert "A train arrives" in html_of(app)
    assert "1 picture<" in html_of(app)


def test_nonsense_in_the_address_is_left_out(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app()
    for name, value in {"page": "-3", "view": "?", "order": "x", "from": "yesterday", "asset": "9999"}.items():
        app.query_params[name] = value
    app.run()
    must_be_sound(app)
    assert "3 pictures" in html_of(app)


def test_table_is_another_view_of_the_same(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    app.button_group(key="lib_view").set_value("table").run()
    must_be_sound(app)
    assert list(app.dataframe[0].value["file"]) == ["clip.jpg", "seal.jpg", "train.jpg"]


def test_selection_goes_into_a_new_gallery(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    app = _select(desk_app().run(), *pictures[:2])
    app.text_input(key="lib_collect_title").set_value("Seals and trains").run()
    app.button(key="lib_collect_do").click().run()
    assert [(one.gallery.title, one.items) for one in list_galleries(desk)] == [("Seals and trains", 2)]


def test_several_pictures_are_packed_for_download(desk_app: Make, desk: Workspace, tmp_path: Path) -> None:
    for number in range(2):
        street(number).save(tmp_path / f"{number}.jpg")
    report = ingest(desk, [tmp_path / "0.jpg", tmp_path / "1.jpg"], by="Mara", now=NOON)
    app = _select(desk_app().run(), *(one.asset_id or 0 for one in report.results))
    app.button(key="lib_export_make").click().run()
    must_be_sound(app)
    assert "Download 2 pictures (ZIP)" in str(app.get("download_button"))


def test_the_library_speaks_german(desk_app: Make, pictures: list[int], monkeypatch) -> None:
    monkeypatch.setenv("PHOTODESK_LANGUAGE", "de")
    app = _select(desk_app().run(), pictures[0])
    must_be_sound(app)
    shown = html_of(app)
    assert "3 Bilder" in shown
    assert "Von photodesk vorgeschlagen" in shown
    assert "20. 11. 2026, 13:00 durch night desk" in shown


def test_large_view_goes_to_the_neighbours(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    app.session_state[GRID] = {"selection": [pictures[1]], "open": pictures[1]}
    app.run()
    must_be_sound(app)
    assert "2 / 3" in html_of(app)
    app.session_state[GRID] = {"selection": [pictures[1]]}
    app.button(key="lib_large_next").click().run()
    must_be_sound(app)
    assert "3 / 3" in html_of(app)
    assert app.button(key="lib_large_next").disabled


def test_decision_is_taken_back_for_the_proposal(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[0], {"agency": "AP", "caption": "Ours"}, by="Jan", now=ARRIVED)
    app = _select(desk_app().run(), pictures[0])
    mark = f"{pictures[0]}_2"
    app.button_group(key=f"lib_withdrawn_{mark}").set_value(["agency"]).run()
    app.button(key=f"lib_withdraw_do_{mark}").click().run()
    must_be_sound(app)
    asset = get_asset(desk, pictures[0]).asset
    assert (asset.agency, asset.caption) == ("EPA", "Ours")


def test_undo_of_something_changed_since_is_refused_in_words(
    desk_app: Make, desk: Workspace, pictures: list[int]
) -> None:
    first = edit_asset(desk, pictures[0], {"caption": "First"}, by="Jan", now=ARRIVED)
    edit_asset(desk, pictures[0], {"caption": "Second"}, by="Mara", now=ARRIVED)
    app = _select(desk_app().run(), pictures[0])
    app.button(key=f"lib_undo_{(first or '')[:12]}").click().run()
    assert not app.exception
    assert any("Undo the newer step first." in text.value for text in app.text)
    assert get_asset(desk, pictures[0]).asset.caption == "Second"


def test_language_is_switched_on_the_screen(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    app.button_group(key="desk_language").set_value("de").run()
    must_be_sound(app)
    assert "3 Bilder" in html_of(app)


def test_what_was_said_is_over_when_another_picture_is_chosen(desk_app: Make, pictures: list[int]) -> None:
    app = _select(desk_app().run(), pictures[1])
    app.button(key=f"lib_save_{pictures[1]}_1").click().run()
    assert any("Nothing to save" in text.value for text in app.text)
    assert not any("Nothing to save" in text.value for text in _select(app, pictures[0]).text)


def test_picture_dropped_on_the_library_is_looked_for_and_not_brought_in(
    desk_app: Make, desk: Workspace, tmp_path: Path
) -> None:
    held, asked = tmp_path / "held.jpg", tmp_path / "asked.png"
    street(5).save(held)
    street(5).crop((0, 60, 500, 420)).save(asked)
    ingest(desk, [held], by="Mara", now=NOON)
    app = desk_app("library").run()
    must_be_sound(app)
    app.file_uploader("lib_like_file").upload("asked.png", asked.read_bytes(), "image/png").run()
    must_be_sound(app)
    assert "held.jpg" in html_of(app)
    assert find(desk, AssetQuery()).total == 1
