from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from library.catalogue.database import writing
from library.credits.own_words import OwnWord
from library.credits.registry import load_registry
from library.desk.agencies import list_agencies, registry_of, removed_agencies
from library.desk.browse import get_asset
from library.desk.describe import proposed_layer
from library.desk.own_words import own_words
from library.desk.workspace import Workspace
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON
from tests.ui.reading import html_of, must_be_sound

Make = Callable[..., AppTest]


def _choose(app: AppTest, name: str) -> AppTest:
    app.session_state["agy_list"] = {"chosen": name}
    return app.run()


def test_most_used_agency_is_shown_first_with_how_it_is_printed(desk_app: Make, pictures: list[int]) -> None:
    app = desk_app("agencies").run()
    must_be_sound(app)
    assert "How it is printed" in html_of(app)
    app = _choose(app, "EPA")
    must_be_sound(app)
    assert "EPA/Anna Muster" in html_of(app)


def test_search_finds_by_alias(desk_app: Make) -> None:
    app = desk_app("agencies").run()
    app.text_input(key="agy_words").set_value("deutsche presse-agentur").run()
    must_be_sound(app)
    assert "1 agency" in html_of(app)


def test_credit_line_is_read_with_its_evidence(desk_app: Make) -> None:
    app = desk_app("agencies").run()
    app.text_input(key="agy_try").set_value("KEYSTONE/EPA/JEON HEON-KYUN").run()
    must_be_sound(app)
    shown = html_of(app)
    assert "<u>KEYSTONE</u>/EPA/JEON HEON-KYUN" in shown
    assert "Jeon Heon-Kyun" in shown


def test_removing_is_undone_and_restored(desk_app: Make, desk: Workspace) -> None:
    app = _choose(desk_app("agencies").run(), "EPA")
    app.button(key="agy_remove_EPA").click().run()
    must_be_sound(app)
    assert removed_agencies(desk) == ["EPA"]
    app.button(key="agy_restore_EPA").click().run()
    must_be_sound(app)
    assert removed_agencies(desk) == []
    app.button(key="desk_notice_undo").click().run()
    assert removed_agencies(desk) == ["EPA"]


def test_editing_adds_a_spelling(desk_app: Make, desk: Workspace) -> None:
    app = _choose(desk_app("agencies").run(), "EPA")
    app.button(key="agy_edit_EPA").click().run()
    app.multiselect(key="agy_aliases_EPA").set_value(["European Pressphoto"])
    app.button(key="agy_save_EPA").click().run()
    assert registry_of(desk).find("European Pressphoto").name == "EPA"
    assert next(view for view in list_agencies(desk) if view.entry.name == "EPA").is_changed


def test_new_agency_is_added_and_nonsense_is_told(desk_app: Make, desk: Workspace) -> None:
    app = desk_app("agencies").run()
    app.button(key="agy_add").click().run()
    app.text_input(key="agy_title_new").set_value("Alpen Bild")
    app.text_input(key="agy_country_new").set_value("Schweiz")
    app.button(key="agy_save_new").click().run()
    assert app.error
    app.text_input(key="agy_country_new").set_value("ch")
    app.button(key="agy_save_new").click().run()
    assert registry_of(desk).find("alpen bild").country == "CH"


def test_page_speaks_german(desk_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_LANGUAGE", "de")
    app = _choose(desk_app("agencies").run(), "dpa")
    must_be_sound(app)
    assert "So wird gedruckt" in html_of(app)


def test_changed_agency_tells_what_it_would_change_and_is_applied_and_undone(desk_app: Make, desk: Workspace) -> None:
    delivered = {"credit_line": "Nordlichtbild"}
    with writing(desk.engine) as db:
        proposed = proposed_layer(from_json(delivered), load_registry())
        asset_id = add_asset(db, "one", NOON, proposed=proposed, **delivered).id or 0
    app = _choose(desk_app("agencies").run(), "EPA")
    app.button(key="agy_edit_EPA").click().run()
    app.multiselect(key="agy_aliases_EPA").set_value(["Nordlichtbild"])
    app.button(key="agy_preview_EPA").click().run()
    must_be_sound(app)
    assert "1 picture would be read differently" in html_of(app)
    assert "1 picture moves from <i>unknown</i> to <b>EPA</b>" in html_of(app)
    assert registry_of(desk).find("Nordlichtbild") is None
    app.button(key="agy_save_EPA").click().run()
    must_be_sound(app)
    assert get_asset(desk, asset_id).asset.agency is None
    app.button(key="agy_replay_show").click().run()
    assert "1 picture moves from <i>unknown</i> to <b>EPA</b>" in html_of(app)
    app.button(key="agy_replay_apply").click().run()
    must_be_sound(app)
    assert get_asset(desk, asset_id).asset.agency == "EPA"
    assert not [one for one in app.button if one.key == "agy_replay_apply"]
    app.button(key="desk_notice_undo").click().run()
    assert get_asset(desk, asset_id).asset.agency is None


def test_preview_of_nonsense_is_told(desk_app: Make) -> None:
    app = desk_app("agencies").run()
    app.button(key="agy_add").click().run()
    app.text_input(key="agy_title_new").set_value("Alpen Bild")
    app.text_input(key="agy_country_new").set_value("Schweiz")
    app.button(key="agy_preview_new").click().run()
    assert app.error


def _look_at(app: AppTest, view: str, kind: str | None = None) -> AppTest:
    app.run()
    app.session_state["agy_view"] = view
    if kind:
        app.session_state["agy_kinds"] = {"chosen": kind}
    return app.run()


def test_word_is_tried_added_and_removed(desk_app: Make, desk: Workspace) -> None:
    with writing(desk.engine) as session:
        delivered = {"credit_line": "KEYSTONE/Xyzzywacht Uri"}
        proposed = proposed_layer(from_json(delivered), load_registry())
        add_asset(session, "fire", NOON, proposed=proposed, **delivered)
    app = _look_at(desk_app("agencies"), "words", "institution")
    must_be_sound(app)
    assert "polizei" in html_of(app)
    app.text_input(key="agy_word_text_institution").set_value("Xyzzywacht")
    app.button(key="agy_word_preview_institution").click().run()
    must_be_sound(app)
    assert "<b>Xyzzywacht Uri</b>" in html_of(app)
    assert own_words(desk) == ()
    app.text_input(key="agy_word_text_institution").set_value("Xyzzywacht")
    app.button(key="agy_word_add_institution").click().run()
    must_be_sound(app)
    assert own_words(desk) == (OwnWord("institution", "Xyzzywacht"),)
    app.button(key="agy_word_remove_institution__xyzzywacht").click().run()
    must_be_sound(app)
    assert own_words(desk) == ()


def test_phrase_that_cannot_be_read_by_is_refused_in_words(desk_app: Make, desk: Workspace) -> None:
    app = _look_at(desk_app("agencies"), "words", "restriction")
    app.text_input(key="agy_word_text_restriction").set_value("no {colour} use")
    app.button(key="agy_word_add_restriction").click().run()
    assert "placeholder {colour}" in app.error[0].value
    assert own_words(desk) == ()


def test_shipped_word_is_taken_out_and_brought_back(desk_app: Make, desk: Workspace) -> None:
    app = _look_at(desk_app("agencies"), "words", "flag")
    out = app.multiselect(key="agy_word_out_flag")
    out.set_value(["kk · handout"]).run()
    must_be_sound(app)
    assert own_words(desk) == (OwnWord("flag", "kk", "handout", is_removed=True),)
    assert "<s>kk</s>" in html_of(app)
    app.multiselect(key="agy_word_out_flag").set_value([]).run()
    must_be_sound(app)
    assert own_words(desk) == ()


FILE = b"""schema = 1
[agencies]
"Nordlicht" = { aliases = ["Nordlichtbild"] }
[[words]]
kind = "country"
value = "CH"
add = ["Xyzzyland"]
"""


def test_file_is_checked_told_and_imported(desk_app: Make, desk: Workspace) -> None:
    app = _look_at(desk_app("agencies"), "file")
    must_be_sound(app)
    app.file_uploader(key="agy_import_0").upload("ours.toml", FILE).run()
    must_be_sound(app)
    assert "1 agency added:</b> Nordlicht" in html_of(app)
    assert "1 word added:</b> Xyzzyland" in html_of(app)
    assert registry_of(desk).find("Nordlichtbild") is None
    app.button(key="agy_import_keep").click().run()
    must_be_sound(app)
    assert registry_of(desk).find("Nordlichtbild") is not None
    assert "Xyzzyland" in app.code[0].value


def test_file_that_does_not_hold_together_is_refused_in_words(desk_app: Make) -> None:
    app = _look_at(desk_app("agencies"), "file")
    app.file_uploader(key="agy_import_0").upload("ours.toml", FILE.replace(b"country", b"colour")).run()
    assert "no words of kind 'colour'" in app.error[0].value
