"""House rules: saved, tried out, added, removed, taken from a file."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from library.desk.outlets import get_outlet, outlets_of
from library.desk.workspace import Workspace
from tests.ui.reading import html_of, must_be_sound

Open = Callable[..., AppTest]


def _field(app: AppTest, beginning: str) -> str:
    fields = [*app.text_input, *app.selectbox, *app.text_area]
    return next(one.key for one in fields if one.key and one.key.startswith(beginning))


def test_a_rule_is_tried_before_it_is_saved_and_undone_after(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("outlets").run()
    must_be_sound(app)
    app.text_input(key=_field(app, "out_longest_")).set_value("12").run()
    app.text_area(key="out_try_caption").set_value("Ein Zug kommt an und fährt weiter.").run()
    must_be_sound(app)
    assert "The caption has 34 characters, 12 fit." in html_of(app).replace("the caption", "The caption")
    assert get_outlet(desk, "Morgenpost").table["longest_caption"] == 400
    app.button(key="out_save").click().run()
    must_be_sound(app)
    assert get_outlet(desk, "Morgenpost").table["longest_caption"] == 12
    app.button(key="desk_notice_undo").click().run()
    assert get_outlet(desk, "Morgenpost").table["longest_caption"] == 400


def test_what_is_no_rule_is_told_in_words_and_not_saved(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("outlets").run()
    app.text_input(key=_field(app, "out_longest_")).set_value("viel").run()
    assert "longest_caption" in html_of(app)
    app.button(key="out_save").click().run()
    assert not app.exception
    assert get_outlet(desk, "Morgenpost").table["longest_caption"] == 400


def test_an_outlet_is_added_and_removed(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("outlets").run()
    app.text_input(key="out_name").set_value(" Abendblatt ").run()
    app.button(key="out_create").click().run()
    must_be_sound(app)
    assert "Abendblatt" in outlets_of(desk)
    assert app.session_state["desk_memory"]["outlets_chosen"][1] == "Abendblatt"
    app.session_state["out_list"] = {"chosen": "Abendblatt"}  # as the list in the browser answers
    app.run()
    assert "<h2 class='desk-title'>Abendblatt</h2>" in html_of(app)
    app.button(key="out_remove").click().run()
    must_be_sound(app)
    assert "Abendblatt" not in outlets_of(desk)


def test_rules_come_from_a_file_and_a_wrong_one_is_told(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("outlets").run()
    app.file_uploader(key="out_import").upload("ours.toml", b"[outlets.Abendblatt]\ndateline = true\n").run()
    must_be_sound(app)
    assert outlets_of(desk)["Abendblatt"] == {"dateline": True}
    app.file_uploader(key="out_import").upload("wrong.toml", b"[outlets.X]\ncolour = 1\n").run()
    assert any("colour" in text.value for text in app.text)
    assert "X" not in outlets_of(desk)


def test_the_page_speaks_german(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("outlets")
    app.session_state["desk_language"] = "de"
    app.run()
    app.text_area(key="out_try_caption").set_value("Die Straße ist leer.").run()
    must_be_sound(app)
    assert "Legende: «Straße»: Das Haus schreibt hier kein ß." in html_of(app)
