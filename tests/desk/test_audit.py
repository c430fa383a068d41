"""Auditing the ledger."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from library.catalogue.database import writing
from library.catalogue.models import Usage
from library.credits.own_words import OwnWord
from library.desk import galleries
from library.desk.audit import AuditReport, audit
from library.desk.audit_tables import COLUMNS, safe_cell, to_csv, to_json
from library.desk.own_words import save_word
from library.desk.publish import publish
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from tests.conftest import NOON
from tests.desk.stock import credited, gallery_of, item_ids, stock

DAY = timedelta(days=1)


def use(
    workspace: Workspace, asset_id: int, printed: str | None = "Bild: keystone", at: datetime = NOON, **parts: Any
) -> int | None:
    """Write a line of the ledger as another program would have."""
    with writing(workspace.engine) as session:
        known = {"outlet": "Morgenpost", "territory": "CH", "agency": "EPA", "distributor": "Keystone"}
        line = Usage(asset_id=asset_id, credit_line=printed, used_at=at, recorded_by="anna", **(known | parts))
        session.add(line)
        session.flush()
        return line.id


def codes(report: AuditReport) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in report.findings]


def test_correct_use_has_no_findings(workspace: Workspace) -> None:
    use(workspace, credited(workspace, "arrival"))
    report = audit(workspace)
    assert len(report.uses) == 1
    assert report.findings == ()


def test_use_without_credit_is_found(workspace: Workspace) -> None:
    line = use(workspace, credited(workspace, "arrival"), printed=None)
    assert codes(audit(workspace)) == [("AUD001", f"usage:{line}")]


def test_credit_that_names_somebody_else_is_found(workspace: Workspace) -> None:
    line = use(workspace, credited(workspace, "arrival"), printed="Bild: AP")
    (finding,) = audit(workspace).findings
    assert (finding.code, finding.subject) == ("CRD002", f"usage:{line}")
    assert "EPA" in finding.message


def test_distributor_alone_is_a_short_credit_and_not_a_wrong_one(workspace: Workspace) -> None:
    use(workspace, credited(workspace, "arrival"), printed="Bild: keystone")
    use(workspace, credited(workspace, "meeting"), printed="Bild: KEYSTONE/EPA/Nora Muster")
    assert audit(workspace).findings == ()


def test_house_style_of_the_pictures_own_parts_is_no_contradiction(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival", photographer="Nora Muster")
    publish(workspace, gallery_of(workspace, asset), by="anna", now=NOON)
    assert audit(workspace).findings == ()


def test_use_in_a_barred_country_or_after_its_time_is_found(workspace: Workspace) -> None:
    match = credited(workspace, "match", restrictions=["TERRITORY_OUT:CH", "NO_SALES"])
    handout = credited(workspace, "handout", restrictions=["TIME_LIMIT:14d"])
    first = use(workspace, match)
    use(workspace, match, territory="DE")
    use(workspace, handout, at=NOON + 14 * DAY)
    late = use(workspace, handout, at=NOON + 15 * DAY)
    assert set(codes(audit(workspace))) == {("RGT001", f"usage:{first}"), ("RGT001", f"usage:{late}")}


def test_embargo_and_expiry_delivered_in_the_file_hold(workspace: Workspace) -> None:
    speech = credited(workspace, "speech", delivered={"release": "2026-11-20T18:00:00"})
    early = use(workspace, speech, at=NOON)
    use(workspace, speech, at=NOON + DAY)
    poster = credited(workspace, "poster", delivered={"expires": "2026-11-21"})
    use(workspace, poster, at=NOON)
    late = use(workspace, poster, at=NOON + 3 * DAY)
    assert set(codes(audit(workspace))) == {("RGT001", f"usage:{early}"), ("RGT001", f"usage:{late}")}


def test_embargo_holds_until_the_moment_that_the_agency_names(workspace: Workspace) -> None:
    words = {"instructions": "EMBARGOED UNTIL 21 November 2026, 18:00 GMT"}
    speech = credited(workspace, "speech", restrictions=["EMBARGO"], delivered=words)
    early = use(workspace, speech, at=NOON)
    use(workspace, speech, at=NOON + 2 * DAY)
    assert codes(audit(workspace)) == [("RGT001", f"usage:{early}")]


def test_embargo_in_the_newsrooms_own_words_holds_until_its_moment(workspace: Workspace) -> None:
    save_word(workspace, OwnWord("restriction", "Zurückhalten bis", "EMBARGO"), by="anna", now=NOON)
    words = {"instructions": "Zurückhalten bis 21 November 2026, 18:00 GMT"}
    speech = credited(workspace, "speech", restrictions=["EMBARGO"], delivered=words)
    early = use(workspace, speech, at=NOON)
    use(workspace, speech, at=NOON + 2 * DAY)
    assert codes(audit(workspace)) == [("RGT001", f"usage:{early}")]


def test_second_use_of_a_picture_for_one_use_is_found(workspace: Workspace) -> None:
    asset = credited(workspace, "single", restrictions=["SINGLE_USE"])
    publish(workspace, gallery_of(workspace, asset), by="anna", now=NOON)
    assert audit(workspace).findings == ()
    second = use(workspace, asset, at=NOON + DAY)
    assert codes(audit(workspace)) == [("RGT001", f"usage:{second}")]


def test_uses_are_counted_by_agency_distributor_and_article(workspace: Workspace) -> None:
    arrival, meeting = credited(workspace, "arrival"), credited(workspace, "meeting")
    gallery_id = gallery_of(workspace, arrival, meeting, title="Besuch")
    publish(workspace, gallery_id, by="anna", now=NOON)
    use(workspace, arrival, printed=None)
    use(workspace, stock(workspace, "own"), printed="Bild: Nora Muster", agency=None, distributor=None)
    report = audit(workspace)
    assert [(line.name, line.uses, line.assets, line.findings) for line in report.by_agency] == [
        ("EPA", 3, 2, 1),
        ("", 1, 1, 0),
    ]
    assert [(line.name, line.uses) for line in report.by_distributor] == [("Keystone", 3), ("", 1)]
    assert ("Besuch", 2) in [(line.name, line.uses) for line in report.by_article]


def test_corrected_line_is_listed_but_neither_counted_nor_judged(workspace: Workspace) -> None:
    gallery_id = gallery_of(workspace, stock(workspace, "bare"))
    publish(workspace, gallery_id, accept={"CRD001": "Eile"}, by="anna", now=NOON)
    assert len(audit(workspace).findings) == 1
    values = {"credit_line": "Bild: Nora Muster"}
    galleries.edit_item(workspace, item_ids(workspace, gallery_id)[0], values, by="anna", now=NOON)
    publish(workspace, gallery_id, by="anna", now=NOON + DAY)
    report = audit(workspace)
    assert [each.is_corrected for each in report.uses] == [False, True]
    assert report.findings == ()
    assert report.by_agency[0].uses == 1


def test_report_is_narrowed_by_agency_in_any_spelling(workspace: Workspace) -> None:
    use(workspace, credited(workspace, "arrival"))
    use(workspace, credited(workspace, "meeting", agency="AP"), agency="AP", distributor=None, printed="Bild: AP")
    assert [each.usage.agency for each in audit(workspace, agency="keystone").uses] == ["EPA"]
    assert [each.usage.agency for each in audit(workspace, agency="Associated Press").uses] == ["AP"]
    assert audit(workspace, agency="nobody").uses == ()


def test_report_is_narrowed_by_outlet(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival")
    use(workspace, asset)
    use(workspace, asset, outlet="Abendblatt")
    assert [each.usage.outlet for each in audit(workspace, outlet="Abendblatt").uses] == ["Abendblatt"]


def test_days_are_those_of_the_newsroom(workspace: Workspace) -> None:
    asset = credited(workspace, "arrival")
    use(workspace, asset, at=NOON.replace(hour=23, minute=30))  # half past midnight of the next day in Zurich
    day, next_day = date(2026, 11, 20), date(2026, 11, 21)
    assert audit(workspace, from_on=day, until_on=day).uses == ()
    (found,) = audit(workspace, from_on=next_day, until_on=next_day).uses
    assert found.used_on == next_day
    with pytest.raises(InvalidInput, match="after"):
        audit(workspace, from_on=next_day, until_on=day)


def test_table_has_a_byte_order_mark_and_runs_no_formula(workspace: Workspace) -> None:
    use(workspace, credited(workspace, "arrival"), caption="=HYPERLINK(1)", printed="Bild: keystone, «Ümlaut»")
    data = to_csv(audit(workspace))
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert tuple(row) == COLUMNS
    assert row["caption"] == "'=HYPERLINK(1)"
    assert row["credit_line"] == "Bild: keystone, «Ümlaut»"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", "\r1", "  =1", "＝1"])
def test_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_plain_cell_stays(workspace: Workspace) -> None:
    assert safe_cell("Bild: a-b=c") == "Bild: a-b=c"


def test_report_is_plain_data(workspace: Workspace) -> None:
    use(workspace, credited(workspace, "arrival"), printed=None)
    data = json.loads(json.dumps(to_json(audit(workspace, from_on=date(2026, 11, 1)))))
    assert data["from"] == "2026-11-01"
    assert data["findings"][0]["code"] == "AUD001"
    assert data["uses"][0]["findings"] == "AUD001"
