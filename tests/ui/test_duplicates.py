from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from library.desk.verdicts import count_verdicts, list_verdicts
from library.desk.workspace import Workspace
from tests.desk.stock import HALF, credited
from tests.ui.reading import html_of, must_be_sound

THIRDS = 0x3333333333333333
Open = Callable[..., AppTest]


def two_alike(desk: Workspace) -> tuple[int, int]:
    first = credited(desk, "parade", bits=HALF, agency="EPA", description="A parade")
    second = credited(desk, "parade_copy", bits=HALF ^ 1, agency="AP", distributor=None)
    return first, second


def test_empty_catalogue_says_what_will_appear_here(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("duplicates").run()
    must_be_sound(app)
    assert "No doubles waiting" in html_of(app)


def test_pair_stands_side_by_side_with_its_differences(desk_app: Open, desk: Workspace) -> None:
    two_alike(desk)
    app = desk_app("duplicates").run()
    must_be_sound(app)
    words = html_of(app)
    assert "1 pair to decide" in words
    assert "The same picture" in words
    row = next(row for row in words.split("<tr") if "Agency<" in row)
    assert "differs" in row
    assert "EPA" in row
    assert "AP" in row
    kind = next(row for row in words.split("<tr") if "Size<" in row)
    assert "differs" not in kind


def test_verdict_is_remembered_and_undone(desk_app: Open, desk: Workspace) -> None:
    first, second = two_alike(desk)
    app = desk_app("duplicates").run()
    app.button("dup_other_frame").click().run()
    must_be_sound(app)
    past = list_verdicts(desk)
    assert [(each.verdict.first_id, each.verdict.second_id, each.verdict.kind) for each in past] == [
        (first, second, "other_frame")
    ]
    assert past[0].verdict.decided_by == "Mara"
    assert "No doubles waiting" in html_of(app)
    app.button("dup_undo").click().run()
    must_be_sound(app)
    assert count_verdicts(desk) == 0
    assert "1 pair to decide" in html_of(app)


def test_history_asks_again(desk_app: Open, desk: Workspace) -> None:
    two_alike(desk)
    app = desk_app("duplicates").run()
    app.button("dup_same").click().run()
    app.segmented_control("dup_view").set_value("decided").run()
    (past,) = list_verdicts(desk)
    assert past.first.file_name == "parade.jpg"
    app.button(f"dup_again_{past.verdict.id}").click().run()
    must_be_sound(app)
    assert count_verdicts(desk) == 0
    app.segmented_control("dup_view").set_value("decide").run()
    assert "1 pair to decide" in html_of(app)


def test_skipped_pair_comes_last(desk_app: Open, desk: Workspace) -> None:
    two_alike(desk)
    credited(desk, "stadium", bits=THIRDS, agency="dpa")
    credited(desk, "stadium_copy", bits=THIRDS, agency="Reuters")
    app = desk_app("duplicates").run()
    assert "EPA" in html_of(app)
    app.button("dup_skip").click().run()
    must_be_sound(app)
    assert "Reuters" in html_of(app)
    app.button("dup_skip").click().run()
    assert "EPA" in html_of(app)


def test_page_speaks_german(desk_app: Open, desk: Workspace) -> None:
    two_alike(desk)
    app = desk_app("duplicates")
    app.session_state["desk_language"] = "de"
    app.run()
    must_be_sound(app)
    assert "1 Paar zu entscheiden" in html_of(app)
    assert app.button("dup_same").label == "Dasselbe Bild"
