from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from library.desk.audit import audit
from library.desk.audit_tables import to_csv
from library.desk.galleries import edit_item
from library.desk.publish import publish
from library.desk.workspace import Workspace
from library.ui.ledger import count_days
from tests.desk.stock import credited, gallery_of, item_ids
from tests.ui.reading import html_of, must_be_sound

Open = Callable[..., AppTest]


@pytest.fixture
def ledger(desk: Workspace) -> datetime:
    """Publish two galleries, today and fifty days ago; the older one with a picture without a credit."""
    from library.ui.session import now as this_moment

    now = this_moment()
    old = gallery_of(desk, credited(desk, "zug", agency="AP"), credited(desk, "leer", agency=None, distributor=None))
    publish(desk, old, accept={"CRD001": "no name known"}, by="anna", now=now - timedelta(days=50))
    new = gallery_of(desk, credited(desk, "robbe"), credited(desk, "wal"), title="Tiere")
    edit_item(desk, item_ids(desk, new)[1], {"credit_line": "Bild: Reuters/Jane Doe"}, by="anna", now=now)
    publish(desk, new, by="anna", now=now)
    return now


def test_empty_ledger_says_what_begins_it(desk_app: Open, desk: Workspace) -> None:
    app = desk_app("audit").run()
    must_be_sound(app)
    assert "Nothing used yet" in html_of(app)


def metric(app: AppTest, name: str) -> str:
    metrics = next(part for part in html_of(app).split("\n") if "aud-metrics" in part)
    return metrics.split(f"<span>{name}")[0].rsplit("<b>", 1)[1].removesuffix("</b>")


def test_month_counts_what_was_used_in_it(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    app = desk_app("audit").run()
    must_be_sound(app)
    assert metric(app, "Uses") == "2"
    assert metric(app, "Contradicting credit") == "1"
    assert "Printed: Bild: Reuters/Jane Doe" in html_of(app)
    assert "Known: Bild: KEYSTONE/EPA" in html_of(app)


def test_all_time_shows_the_use_without_a_credit(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    app = desk_app("audit").run()
    app.session_state["aud_period"] = "all"
    app.run()
    must_be_sound(app)
    assert metric(app, "Uses") == "4"
    assert metric(app, "Without a credit") == "1"
    assert "Nothing was printed" in html_of(app)


def test_agency_narrows_metrics_chart_and_ledger(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    app = desk_app("audit").run()
    app.session_state["aud_period"] = "all"
    app.selectbox(key="aud_agency").select("AP").run()
    must_be_sound(app)
    assert metric(app, "Uses") == "1"
    assert list(app.dataframe[0].value["agency"]) == ["AP"]
    assert app.dataframe[0].value["thumb"][0].startswith("/thumb/")


def test_nothing_in_a_period_is_said_and_the_filters_stay(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    app = desk_app("audit").run()
    app.session_state["aud_period"] = "week"
    app.selectbox(key="aud_agency").select("AP").run()
    must_be_sound(app)
    assert "No use in this period" in html_of(app)
    assert app.selectbox(key="aud_agency").value == "AP"


def test_rare_agencies_are_gathered_in_the_chart(
    desk_app: Open, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.ui.ledger._SERIES", 1)
    monkeypatch.setattr("library.ui.ledger.t", lambda key: key)
    gallery_id = gallery_of(
        desk,
        credited(desk, "a"),
        credited(desk, "b"),
        credited(desk, "c", agency="AP"),
        credited(desk, "d", agency="dpa"),
    )
    from library.ui.session import now

    publish(desk, gallery_id, by="anna", now=now())
    rows = count_days(audit(desk))
    assert [(row["agency"], row["uses"]) for row in rows] == [("EPA", 2), ("audit.chart.others", 2)]


def test_file_for_spreadsheets_holds_the_filtered_lines(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    lines = to_csv(audit(desk, agency="AP")).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    app = desk_app("audit").run()
    assert [element.proto.label for element in app.get("download_button")] == ["CSV"]


def test_page_speaks_german(desk_app: Open, desk: Workspace, ledger: datetime) -> None:
    app = desk_app("audit")
    app.session_state["desk_language"] = "de"
    app.run()
    must_be_sound(app)
    assert "Widersprüchlicher Nachweis" in html_of(app)
    assert "Nutzungen pro Tag, nach Agentur" in html_of(app)
