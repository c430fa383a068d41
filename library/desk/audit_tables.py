"""An audit as a table for spreadsheets and as data for programs."""

import csv
import io
from typing import Any, Final

from library.desk.audit import AuditedUse, AuditLine, AuditReport
from library.findings import ENGLISH

COLUMNS: Final = (
    "used_on",
    "outlet",
    "medium",
    "territory",
    "story",
    "asset",
    "file_name",
    "supplier_ref",
    "agency",
    "distributor",
    "photographer",
    "credit_line",
    "caption",
    "corrected",
    "findings",
    "explanation",
)
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(report: AuditReport, language: str = ENGLISH) -> bytes:
    """Write the uses as CSV: UTF-8 with a byte order mark, as Excel wants it, and no cell that runs as a formula.

    Args:
        language: of what is said of the findings.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for use in report.uses:
        row = _row(use, language)
        writer.writerow([safe_cell(str(row[name])) for name in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def to_json(report: AuditReport, language: str = ENGLISH) -> dict[str, Any]:
    """Turn a report into data.

    Args:
        language: of what is said of the findings.
    """
    return {
        "from": report.from_on.isoformat() if report.from_on else None,
        "to": report.until_on.isoformat() if report.until_on else None,
        "agency": report.agency,
        "by_agency": [_line(line) for line in report.by_agency],
        "by_distributor": [_line(line) for line in report.by_distributor],
        "by_article": [_line(line) for line in report.by_article],
        "findings": [finding.facts(language) for finding in report.findings],
        "uses": [
            {
                **_row(use, language),
                "usage": use.usage.id,
                "article": use.usage.article_id,
                "gallery": use.usage.gallery_id,
            }
            for use in report.uses
        ],
    }


def safe_cell(text: str) -> str:
    """Make text safe for a cell: what a spreadsheet would run gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text


def _row(use: AuditedUse, language: str) -> dict[str, Any]:
    usage, asset = use.usage, use.asset
    return {
        "used_on": use.used_on.isoformat(),
        "outlet": usage.outlet,
        "medium": usage.medium,
        "territory": usage.territory,
        "story": use.story,
        "asset": asset.id,
        "file_name": asset.file_name,
        "supplier_ref": asset.supplier_ref or "",
        "agency": usage.agency or "",
        "distributor": usage.distributor or "",
        "photographer": usage.photographer or "",
        "credit_line": usage.credit_line or "",
        "caption": usage.caption or "",
        "corrected": "yes" if use.is_corrected else "",
        "findings": " ".join(finding.code for finding in use.findings),
        "explanation": " ".join(finding.observed.say(language) for finding in use.findings),
    }


def _line(line: AuditLine) -> dict[str, Any]:
    return {"name": line.name, "uses": line.uses, "assets": line.assets, "findings": line.findings}
