from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset
from library.credits.registry import load_registry
from library.desk.agencies import registry_of
from library.desk.describe import proposed_layer
from library.desk.own_words import own_words
from library.desk.queue import CreditGroup, find_groups
from library.desk.settle import settle
from library.desk.workspace import Workspace
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON
from tests.ui.reading import html_of, must_be_sound

Open = Callable[..., AppTest]


def bring(desk: Workspace, name: str, **delivered: object) -> int:
    with writing(desk.engine) as session:
        proposed = proposed_layer(from_json(delivered), load_registry())
        return add_asset(session, name, NOON, proposed=proposed, **delivered).id or 0


def asset_of(desk: Workspace, asset_id: int) -> Asset:
    with reading(desk.engine) as session:
        return session.get_one(Asset, asset_id)


@pytest.fixture
def queue(desk: Workspace) -> list[CreditGroup]:
    """Put three pictures with an unknown name and one whose fields contradict each other into the catalogue."""
    for number in range(3):
        bring(desk, f"u{number}", credit_line="Nordlichtbild")
    bring(
        desk,
        "torn",
        credit_line="Reuters",
        source="AP",
        candidates=[
            {"field": "credit_line", "origin": "IIM", "value": "Reuters"},
            {"field": "credit_line", "origin": "XMP", "value": "Reuters <b>Pictures</b>"},
            {"field": "source", "origin": "XMP", "value": "AP"},
        ],
    )
    return find_groups(desk)


def button(app: AppTest, beginning: str):
    return next(one for one in app.button if one.key and one.key.startswith(beginning))


def texts_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.text)


def field(widgets, beginning: str):
    return next(one for one in widgets if one.key and one.key.startswith(beginning))


def test_empty_queue_says_that_all_is_clear(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("credit").run()
    must_be_sound(app)
    assert "Every credit is clear" in html_of(app)


def test_largest_group_is_shown_first_with_its_evidence(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    must_be_sound(app)
    words = html_of(app)
    assert "2 groups, 4 pictures to settle" in words
    assert "<u class='asked' title='a name in the credit is not known'>Nordlichtbild</u>" in words
    assert "<kbd>Enter</kbd> settle" in words
    assert "1 / 3" in words
    assert button(app, "cred_settle").label == "Settle 3 pictures"


def test_one_decision_settles_the_group_and_undo_brings_it_back(
    desk_app: Open, desk: Workspace, queue: list[CreditGroup]
) -> None:
    app = desk_app("credit").run()
    button(app, "cred_choice_0").click().run()
    assert field(app.selectbox, "cred_agency").value == "Nordlichtbild"
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    assert [asset_of(desk, one).agency for one in queue[0].asset_ids] == ["Nordlichtbild"] * 3
    assert [group.key for group in find_groups(desk)] == [queue[1].key]
    assert "3 pictures settled." in [element.value for element in app.text]
    assert "1 group, 1 picture to settle" in html_of(app)
    button(app, "cred_undo").click().run()
    must_be_sound(app)
    assert find_groups(desk) == queue


def test_choice_moves_the_name_to_another_part(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_choice_0").click().run()
    button(app, "cred_choice_1").click().run()
    must_be_sound(app)
    assert field(app.text_input, "cred_photographer").value == "Nordlichtbild"
    assert field(app.selectbox, "cred_agency").value is None


def test_contradiction_stands_side_by_side_and_is_escaped(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_next").click().run()
    must_be_sound(app)
    words = html_of(app)
    assert "differs" in words
    assert "<th scope='col'>XMP</th><th scope='col'>IIM</th>" in words
    assert "&lt;b&gt;Pictures&lt;/b&gt;" in words
    assert field(app.selectbox, "cred_agency").value == "Reuters"
    assert button(app, "cred_choice_1").label == "AP"


def test_name_is_learnt_after_a_dry_run(desk_app: Open, desk: Workspace, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    field(app.checkbox, "cred_remember").check()
    button(app, "cred_settle").click().run()
    assert app.error[0].value.startswith("Nobody is named for whom")
    field(app.selectbox, "cred_agency").set_value("EPA")
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    words = html_of(app)
    assert "If “Nordlichtbild” is learnt" in words
    assert "3 pictures would be read differently" in words
    assert find_groups(desk) == queue
    button(app, "cred_learn").click().run()
    must_be_sound(app)
    known = registry_of(desk).find("Nordlichtbild")
    assert known is not None
    assert known.name == "EPA"
    assert asset_of(desk, queue[0].asset_ids[0]).proposed["agency"]["value"] == "EPA"
    button(app, "cred_undo").click().run()
    must_be_sound(app)
    assert find_groups(desk) == queue
    assert registry_of(desk).find("Nordlichtbild") is None


def test_dry_run_is_left_or_the_pictures_settled_without_it(
    desk_app: Open, desk: Workspace, queue: list[CreditGroup]
) -> None:
    app = desk_app("credit").run()
    button(app, "cred_choice_2").click().run()
    field(app.checkbox, "cred_remember").check()
    button(app, "cred_settle").click().run()
    button(app, "cred_learn_back").click().run()
    must_be_sound(app)
    assert field(app.text_input, "cred_provider").value == "Nordlichtbild"
    assert field(app.checkbox, "cred_remember").value
    button(app, "cred_settle").click().run()
    button(app, "cred_learn_not").click().run()
    must_be_sound(app)
    assert asset_of(desk, queue[0].asset_ids[0]).provider == "Nordlichtbild"
    assert own_words(desk) == ()


def test_pictures_left_out_stay_in_the_group(desk_app: Open, desk: Workspace, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_out").click().run()
    assert button(app, "cred_settle").label == "Settle 2 pictures"
    assert "2 of 3 chosen" in html_of(app)
    button(app, "cred_choice_0").click().run()
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    (left, *_) = [group for group in find_groups(desk) if group.kind == "unknown"]
    assert left.asset_ids == queue[0].asset_ids[:1]
    assert button(app, "cred_settle").label == "Settle 1 picture"


def test_only_the_picture_looked_at_is_chosen_and_all_again(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_picture_next").click().run()
    button(app, "cred_only").click().run()
    assert button(app, "cred_settle").label == "Settle 1 picture"
    button(app, "cred_out").click().run()
    assert "Every picture is left out" in html_of(app)
    button(app, "cred_all").click().run()
    must_be_sound(app)
    assert button(app, "cred_settle").label == "Settle 3 pictures"


def test_picture_opens_large_with_its_delivered_text(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_large").click().run()
    must_be_sound(app)
    assert "desk-plate large" in html_of(app)


def test_block_is_taken_for_the_whole_group(desk_app: Open, desk: Workspace) -> None:
    for number, name in enumerate(("Rolf Beispiel", "Max Versuch")):
        bring(
            desk,
            f"b{number}",
            creator=["Ann Muster"],
            credit_line="AP",
            conflicts=["creator"],
            candidates=[
                {"field": "creator", "origin": "XMP", "value": ["Ann Muster"]},
                {"field": "creator", "origin": "IIM", "value": [name]},
                {"field": "credit_line", "origin": "XMP", "value": "AP"},
            ],
        )
    app = desk_app("credit").run()
    must_be_sound(app)
    words = html_of(app)
    assert "<u class='asked' title='written as the name of a person'>Ann Muster</u></td>" in words
    assert "Max Versuch</u></td>" in words
    assert [button(app, f"cred_choice_{place}").label for place in (0, 1)] == ["Take XMP", "Take IIM"]
    button(app, "cred_choice_1").click().run()
    must_be_sound(app)
    assert {asset_of(desk, one).photographer for one in (1, 2)} == {"Rolf Beispiel", "Max Versuch"}
    assert find_groups(desk) == []


def test_skipped_group_comes_last(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit").run()
    button(app, "cred_skip").click().run()
    must_be_sound(app)
    assert button(app, "cred_settle").label == "Settle 1 picture"


def test_after_a_group_the_next_one_is_shown(desk_app: Open, desk: Workspace, queue: list[CreditGroup]) -> None:
    bring(desk, "bare", credit_line="picture alliance")
    app = desk_app("credit").run()
    button(app, "cred_next").click().run()
    assert button(app, "cred_choice_0").label == "Reuters"
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    assert button(app, "cred_choice_0").label == "picture alliance itself"
    button(app, "cred_settle").click().run()
    assert button(app, "cred_settle").label == "Settle 3 pictures"
    button(app, "cred_undo").click().run()
    assert button(app, "cred_choice_0").label == "picture alliance itself"


def test_all_settled_shows_the_empty_page_with_undo(desk_app: Open, desk: Workspace) -> None:
    bring(desk, "bare", credit_line="picture alliance")
    app = desk_app("credit").run()
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    assert "Every credit is clear" in html_of(app)
    button(app, "cred_undo").click().run()
    must_be_sound(app)
    assert len(find_groups(desk)) == 1


def test_page_speaks_german(desk_app: Open, queue: list[CreditGroup]) -> None:
    app = desk_app("credit")
    app.session_state["desk_language"] = "de"
    app.run()
    must_be_sound(app)
    words = html_of(app)
    assert "2 Gruppen, 4 Bilder zu klären" in words
    assert button(app, "cred_settle").label == "3 Bilder klären"


def test_what_somebody_else_settled_meanwhile_stays_and_is_told(
    desk_app: Open, desk: Workspace, queue: list[CreditGroup]
) -> None:
    app = desk_app("credit").run()
    group = queue[0]
    settle(desk, group.asset_ids, {"agency": "EPA"}, by="anna", now=NOON)
    field(app.selectbox, "cred_agency").set_value("Reuters")
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    assert [asset_of(desk, one).agency for one in group.asset_ids] == ["EPA"] * 3
    assert "anna settled 3 pictures of it in the meantime" in texts_of(app)
    assert "Not saved there: Agency: Reuters." in texts_of(app)


def test_the_rest_of_a_group_is_settled_where_somebody_else_settled_a_part(
    desk_app: Open, desk: Workspace, queue: list[CreditGroup]
) -> None:
    app = desk_app("credit").run()
    first, *others = queue[0].asset_ids
    settle(desk, [first], {"agency": "EPA"}, by="anna", now=NOON)
    field(app.selectbox, "cred_agency").set_value("Reuters")
    button(app, "cred_settle").click().run()
    must_be_sound(app)
    assert asset_of(desk, first).agency == "EPA"
    assert [asset_of(desk, one).agency for one in others] == ["Reuters"] * 2
    assert "2 pictures settled. anna settled 1 picture of it" in texts_of(app)


def test_a_lesson_of_a_group_that_somebody_else_settled_is_told(
    desk_app: Open, desk: Workspace, queue: list[CreditGroup]
) -> None:
    app = desk_app("credit").run()
    field(app.selectbox, "cred_agency").set_value("Reuters")
    field(app.checkbox, "cred_remember").check()
    button(app, "cred_settle").click().run()
    settle(desk, queue[0].asset_ids, {"agency": "EPA"}, by="anna", now=NOON)
    app.button(key="cred_learn").click().run()
    must_be_sound(app)
    assert asset_of(desk, queue[0].asset_ids[0]).agency == "EPA"
    assert "anna settled 3 pictures of it in the meantime" in texts_of(app)
    assert registry_of(desk).find("Nordlichtbild") is None
