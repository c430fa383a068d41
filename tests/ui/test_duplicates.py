from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from library.desk.browse import get_asset
from library.desk.verdicts import count_verdicts, list_verdicts
from library.desk.workspace import Workspace
from tests.desk.stock import HALF, credited, gallery_of, shown_assets
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


def test_queue_is_narrowed_to_one_harm_and_keys_are_listed(desk_app: Open, desk: Workspace) -> None:
    two_alike(desk)
    credited(desk, "stadium", bits=THIRDS)
    credited(desk, "stadium_copy", bits=THIRDS)
    app = desk_app("duplicates").run()
    assert "2 pairs to decide" in html_of(app)
    app.pills("dup_harm").set_value("agencies").run()
    must_be_sound(app)
    assert "1 pair to decide" in html_of(app)
    assert "<kbd>3</kbd> Not related" in html_of(app)
    assert "<kbd>D</kbd> Difference" in html_of(app)
    app.button("dup_other_frame").click().run()
    must_be_sound(app)
    assert "1 pair to decide" in html_of(app)


def test_place_in_a_gallery_is_told(desk_app: Open, desk: Workspace) -> None:
    first, _ = two_alike(desk)
    gallery_of(desk, first, title="Umzug")
    app = desk_app("duplicates").run()
    assert "Umzug (1)" in html_of(app)


def test_same_pictures_are_merged_with_what_is_ticked_and_undone(desk_app: Open, desk: Workspace) -> None:
    first = credited(desk, "parade", bits=HALF)
    second = credited(desk, "parade_copy", bits=HALF ^ 1, headline="A parade", photographer="Ann Muster")
    gallery = gallery_of(desk, second, title="Umzug")
    app = desk_app("duplicates").run()
    app.button("dup_same").click().run()
    app.segmented_control("dup_view").set_value("merge").run()
    must_be_sound(app)
    assert app.checkbox(f"dup_take_{first}_{first}_headline").value
    app.checkbox(f"dup_take_{first}_{first}_photographer").uncheck()
    app.checkbox(f"dup_repoint_{first}_{first}").check()
    app.run()
    app.button("dup_merge").click().run()
    must_be_sound(app)
    assert "Nothing to merge" in html_of(app)
    kept = get_asset(desk, first).asset
    assert (kept.headline, kept.photographer) == ("A parade", None)
    assert shown_assets(desk, gallery) == [first]
    app.button("dup_merge_undo").click().run()
    must_be_sound(app)
    assert get_asset(desk, second).asset.merged_into_id is None
    assert shown_assets(desk, gallery) == [second]
    assert "2 copies of one picture" in html_of(app)
