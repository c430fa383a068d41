"""Findings: what checks, clearance and audit observe, each with a stable code.

docs/findings.md explains every code: meaning, example, remedy.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

CODES: dict[str, str] = {
    "CRD001": "no credit",
    "CRD002": "printed credit contradicts what was delivered",
    "CRD003": "credit not understood",
    "CRD004": "credit without a person",
    "CAP001": "no caption",
    "CAP002": "no alternative text",
    "CAP003": "captions that continue each other are torn apart",
    "CAP004": "caption too long",
    "CAP005": "place or day missing",
    "CAP006": "name spelt in two ways",
    "CAP007": "quotation marks of another house",
    "CAP008": "ss or ß against the house style",
    "CAP009": "alternative text repeats the caption",
    "CAP010": "text in the wrong language",
    "DUP001": "the same picture twice in one gallery",
    "GAL001": "picture wanted, not in the catalogue",
    "GAL002": "gallery is empty",
    "RGT001": "use against a restriction",
    "RGT002": "restriction to keep in mind",
    "AUD001": "picture used without a credit",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about content.

    Args:
        code: stable code, one of CODES.
        severity: "error" must be settled, "warning" should be looked at, "note" is good to know.
        subject: what it is about, as "item:7", "asset:12" or "usage:3".
        message: the observation in one sentence.
        hint: the remedy in one sentence.
    """

    code: str
    severity: Severity
    subject: str
    message: str
    hint: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown finding code {self.code}")
