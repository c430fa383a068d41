"""Many pictures are edited in one dialogue: mixed values, pad, codes, search, preview, one Apply, one Undo."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from library.captions.code_replacements import parse_codes
from library.desk.browse import get_asset
from library.desk.codes import list_codes, save_codes
from library.desk.curate import edit_asset
from library.desk.pads import SHARED, list_pads
from library.desk.workspace import Workspace
from tests.conftest import NOON
from tests.ui.conftest import ARRIVED
from tests.ui.reading import html_of, must_be_sound

Make = Callable[..., AppTest]
GRID = "lib_grid_0"


@pytest.fixture
def dialogue(desk_app: Make, pictures: list[int]) -> AppTest:
    """Open the dialogue for the first two pictures."""
    app = desk_app().run()
    app.session_state[GRID] = {"selection": pictures[:2]}
    app.run()
    app.button(key="bulk_open_button").click().run()
    must_be_sound(app)
    return app


def _captions(desk: Workspace, ids: list[int]) -> list[str | None]:
    return [get_asset(desk, one).asset.caption for one in ids]


def test_what_the_pictures_show_is_told_and_nothing_is_ticked(dialogue: AppTest) -> None:
    assert dialogue.text_input(key="bulk_text_agency_1").placeholder == "mixed: 2 different"
    assert dialogue.text_area(key="bulk_text_caption_1").placeholder == "empty in all"
    assert not any(box.value for box in dialogue.checkbox if "_tick_" in (box.key or ""))
    assert dialogue.button(key="bulk_apply").disabled


def test_a_pad_is_looked_at_applied_and_undone(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.text_area(key="bulk_text_caption_1").set_value("No. {sequence:02} {city}").run()
    dialogue.text_input(key="bulk_text_photographer_1").set_value("Anna Muster").run()
    must_be_sound(dialogue)
    assert dialogue.checkbox(key="bulk_tick_caption_1").value
    assert "No. 02" in html_of(dialogue)
    assert "nothing known for city" in html_of(dialogue)
    assert _captions(desk, pictures[:2]) == [None, None]
    dialogue.button(key="bulk_apply").click().run()
    must_be_sound(dialogue)
    assert _captions(desk, pictures) == ["No. 01", "No. 02", None]
    assert {get_asset(desk, one).asset.photographer for one in pictures[:2]} == {"Anna Muster"}
    assert "2 pictures saved." in [text.value for text in dialogue.text]
    dialogue.button(key="desk_notice_undo").click().run()
    assert _captions(desk, pictures[:2]) == [None, None]


def test_the_pad_keeps_its_texts_without_ticks(dialogue: AppTest, pictures: list[int]) -> None:
    dialogue.text_input(key="bulk_text_headline_1").set_value("Derby").run()
    dialogue.button(key="bulk_apply").click().run()
    dialogue.button(key="bulk_open_button").click().run()
    assert dialogue.text_input(key="bulk_text_headline_2").value == "Derby"
    assert not dialogue.checkbox(key="bulk_tick_headline_2").value


def test_a_click_puts_a_variable_behind_the_text(dialogue: AppTest) -> None:
    dialogue.text_input(key="bulk_text_headline_1").set_value("Derby in").run()
    dialogue.button_group(key="bulk_variables_1").set_value("{city}").run()
    assert dialogue.text_input(key="bulk_text_headline_1").value == "Derby in {city}"


def test_an_unknown_variable_is_told_and_cannot_be_applied(dialogue: AppTest) -> None:
    dialogue.text_input(key="bulk_text_headline_1").set_value("{town}").run()
    assert "There is no variable {town}" in html_of(dialogue)
    assert dialogue.button(key="bulk_apply").disabled


def test_words_are_found_and_replaced(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.text_input(key="bulk_find_1").set_value(r"^a (\w+)").run()
    dialogue.text_input(key="bulk_with_1").set_value(r"The \1").run()
    dialogue.checkbox(key="bulk_regex_1").check().run()
    dialogue.checkbox(key="bulk_case_1").uncheck().run()
    assert "The train arrives" in html_of(dialogue)
    dialogue.button(key="bulk_apply").click().run()
    assert get_asset(desk, pictures[0]).asset.headline == "The train arrives"


def test_codes_are_uploaded_once_and_used(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.file_uploader(key="bulk_codes_1_0").upload("team.tsv", b"rf\tRoger Federer\nrf\tx\n").run()
    must_be_sound(dialogue)
    assert "Line 2: rf stands in line 1 already." in html_of(dialogue)
    dialogue.text_area(key="bulk_text_caption_1").set_value("=rf= =xx=").run()
    assert "xx is no code of the table" in html_of(dialogue)
    dialogue.button(key="bulk_apply").click().run()
    assert _captions(desk, pictures[:2]) == ["Roger Federer =xx="] * 2
    assert "2 pictures to look at" in [one.label for one in dialogue.expander]


def test_a_kept_table_of_codes_is_taken_deleted_and_brought_back(dialogue: AppTest, desk: Workspace) -> None:
    save_codes(desk, "Team", parse_codes("rf\tRoger Federer\n"), by="beat", now=NOON)
    dialogue.run()
    dialogue.selectbox(key="bulk_codes_kept_1").set_value("/Team").run()
    must_be_sound(dialogue)
    dialogue.text_area(key="bulk_text_caption_1").set_value("=rf= serves").run()
    assert "Roger Federer serves" in html_of(dialogue)
    dialogue.button(key="bulk_codes_remove").click().run()
    must_be_sound(dialogue)
    assert list_codes(desk, by="beat") == []
    assert dialogue.selectbox(key="bulk_codes_kept_1").value is None
    dialogue.button(key="bulk_codes_undo").click().run()
    assert [one.name for one in list_codes(desk, by="beat")] == ["Team"]


def test_a_file_without_codes_is_told(dialogue: AppTest) -> None:
    dialogue.file_uploader(key="bulk_codes_1_0").upload("team.tsv", b"nothing").run()
    assert "There is no code in this file" in html_of(dialogue)


def test_fields_are_copied_from_another_picture(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.selectbox(key="bulk_copy_from_1").set_value(pictures[0]).run()
    dialogue.button(key="bulk_apply").click().run()
    must_be_sound(dialogue)
    assert get_asset(desk, pictures[1]).asset.headline == "A train arrives"


def test_all_found_can_be_changed_at_once(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.button_group(key="bulk_target_1").set_value("found").run()
    dialogue.text_area(key="bulk_text_caption_1").set_value("All").run()
    dialogue.button(key="bulk_apply").click().run()
    assert _captions(desk, pictures) == ["All"] * 3


def test_somebody_elses_words_stay_and_are_shown(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[1], {"caption": "Theirs"}, by="Jan", now=ARRIVED)
    dialogue.text_area(key="bulk_text_caption_1").set_value("Mine").run()
    dialogue.button(key="bulk_apply").click().run()
    must_be_sound(dialogue)
    assert _captions(desk, pictures[:2]) == ["Mine", "Theirs"]
    assert "Somebody else changed this meanwhile: Caption." in html_of(dialogue)


def test_all_or_nothing_is_told_in_the_dialogue(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[1], {"caption": "Theirs"}, by="Jan", now=ARRIVED)
    dialogue.text_area(key="bulk_text_caption_1").set_value("Mine").run()
    dialogue.checkbox(key="bulk_stop_1").check().run()
    dialogue.button(key="bulk_apply").click().run()
    assert _captions(desk, pictures[:2]) == [None, "Theirs"]
    assert "Somebody else changed 1 of these pictures" in html_of(dialogue)


def test_cancel_changes_nothing(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    dialogue.text_area(key="bulk_text_caption_1").set_value("Mine").run()
    dialogue.button(key="bulk_cancel").click().run()
    must_be_sound(dialogue)
    assert _captions(desk, pictures[:2]) == [None, None]
    assert not [box for box in dialogue.checkbox if "_tick_" in (box.key or "")]


def test_the_form_of_one_picture_fills_variables_and_keeps_what_it_cannot(
    desk_app: Make, desk: Workspace, pictures: list[int]
) -> None:
    app = desk_app().run()
    app.session_state[GRID] = {"selection": [pictures[1]]}
    app.run()
    app.text_area(key=f"lib_caption_{pictures[1]}_1").set_value("{file_name} {town}")
    app.button(key=f"lib_save_{pictures[1]}_1").click().run()
    assert any("There is no variable {town}" in text.value for text in app.text)
    assert app.text_area(key=f"lib_caption_{pictures[1]}_1").value == "{file_name} {town}"
    app.text_area(key=f"lib_caption_{pictures[1]}_1").set_value("{file_name}{city}")
    app.button(key=f"lib_save_{pictures[1]}_1").click().run()
    must_be_sound(app)
    assert _captions(desk, [pictures[1]]) == ["seal.jpg"]
    assert "nothing known for city" in html_of(app)


def test_fields_come_from_the_previous_picture(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[1], {"caption": "A seal", "city": "Bern"}, by="Jan", now=ARRIVED)
    app = desk_app().run()
    app.session_state[GRID] = {"selection": [pictures[0]]}  # newest first: the seal stands before the train
    app.run()
    app.button_group(key=f"lib_copied_{pictures[0]}_1").set_value(["caption", "city"]).run()
    app.button(key=f"lib_copy_do_{pictures[0]}_1").click().run()
    must_be_sound(app)
    asset = get_asset(desk, pictures[0]).asset
    assert (asset.caption, asset.city, asset.headline) == ("A seal", "Bern", "A train arrives")


def test_before_the_first_picture_stands_none(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app().run()
    app.session_state[GRID] = {"selection": [pictures[2]]}
    app.run()
    app.button(key=f"lib_copy_do_{pictures[2]}_1").click().run()
    assert "No picture stands before this one." in [text.value for text in app.text]


def test_a_pad_is_kept_under_a_name_taken_again_renamed_and_thrown_away(dialogue: AppTest, desk: Workspace) -> None:
    dialogue.text_area(key="bulk_text_caption_1").set_value("{city}, {date:%d.%m.%Y}").run()
    dialogue.text_input(key="bulk_text_keywords_1").set_value("Fussball").run()
    dialogue.text_input(key="bulk_pad_name_1_").set_value("Super  League").run()
    dialogue.button(key="bulk_pad_save").click().run()
    must_be_sound(dialogue)
    assert "The pad is saved." in [text.value for text in dialogue.text]
    (pad,) = list_pads(desk, by="Mara")
    assert (pad.name, pad.owner) == ("Super League", SHARED)
    assert {line.field: line.way for line in pad.lines} == {"caption": "replace", "keywords": "append"}

    dialogue.button(key="bulk_cancel").click().run()
    dialogue.button(key="bulk_open_button").click().run()
    assert dialogue.text_area(key="bulk_text_caption_2").value == ""
    dialogue.selectbox(key="bulk_saved_2").set_value("/Super League").run()
    must_be_sound(dialogue)
    assert dialogue.text_area(key="bulk_text_caption_2").value == "{city}, {date:%d.%m.%Y}"
    assert dialogue.checkbox(key="bulk_tick_caption_2").value
    assert not dialogue.checkbox(key="bulk_tick_headline_2").value

    dialogue.text_input(key="bulk_pad_name_2_Super League").set_value("Cup").run()
    dialogue.button(key="bulk_pad_rename").click().run()
    assert [pad.name for pad in list_pads(desk, by="Mara")] == ["Cup"]
    dialogue.button(key="bulk_pad_remove").click().run()
    assert list_pads(desk, by="Mara") == []
    dialogue.button(key="bulk_pad_undo").click().run()
    must_be_sound(dialogue)
    assert [pad.name for pad in list_pads(desk, by="Mara")] == ["Cup"]


def test_a_pad_without_a_name_is_told_and_not_kept(dialogue: AppTest, desk: Workspace) -> None:
    dialogue.text_area(key="bulk_text_caption_1").set_value("{city}").run()
    dialogue.button(key="bulk_pad_save").click().run()
    must_be_sound(dialogue)
    assert any("A pad needs a name" in text.value for text in dialogue.text)
    assert list_pads(desk, by="Mara") == []


def test_names_are_spelt_out_after_a_look_at_them(dialogue: AppTest, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[0], {"caption": "Muster lacht.", "headline": "Roger Muster am Zug"}, by="a", now=ARRIVED)
    dialogue.button(key="bulk_cancel").click().run()
    dialogue.button(key="bulk_open_button").click().run()
    dialogue.button_group(key="bulk_names_2").set_value(["caption"]).run()
    must_be_sound(dialogue)
    assert "<span>Roger Muster lacht.</span>" in html_of(dialogue)
    dialogue.button(key="bulk_apply").click().run()
    must_be_sound(dialogue)
    assert get_asset(desk, pictures[0]).asset.caption == "Roger Muster lacht."


def test_names_of_one_picture_are_spelt_out_after_a_look(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[0], {"caption": "Muster lacht.", "headline": "Roger Muster am Zug"}, by="a", now=ARRIVED)
    app = desk_app().run()
    app.session_state[GRID] = {"selection": pictures[:1]}
    app.run()
    mark = f"{pictures[0]}_{get_asset(desk, pictures[0]).asset.version}"
    app.button(key=f"lib_names_{mark}").click().run()
    must_be_sound(app)
    assert "Roger Muster lacht." in html_of(app)
    app.button(key=f"lib_names_do_{mark}").click().run()
    must_be_sound(app)
    assert get_asset(desk, pictures[0]).asset.caption == "Roger Muster lacht."
    app.button(key="desk_notice_undo").click().run()
    assert get_asset(desk, pictures[0]).asset.caption == "Muster lacht."


def test_keywords_of_one_picture_take_variables(desk_app: Make, desk: Workspace, pictures: list[int]) -> None:
    edit_asset(desk, pictures[0], {"city": "Bern"}, by="a", now=ARRIVED)
    app = desk_app().run()
    app.session_state[GRID] = {"selection": pictures[:1]}
    app.run()
    mark = f"{pictures[0]}_{get_asset(desk, pictures[0]).asset.version}"
    app.session_state[f"lib_keywords_{mark}"] = ["Zug", "{city}", "Nr. {sequence}"]
    app.button(key=f"lib_save_{mark}").click().run()
    must_be_sound(app)
    assert get_asset(desk, pictures[0]).asset.keywords == ["Zug", "Bern", "Nr. 1"]
