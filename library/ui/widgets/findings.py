"""Findings of a gallery: one line a kind, with the pictures it is about; a click leads to the picture."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from library.findings import Finding
from library.ui import session
from library.ui.translation import t

_HERE = Path(__file__).parent


@cache
def _component() -> Any:  # noqa: ANN401  Streamlit's renderer has no public type
    return st.components.v2.component(
        "desk_findings",
        html="<ul class='findings'></ul>",
        css=(_HERE / "findings.css").read_text("utf-8"),
        js=(_HERE / "findings.js").read_text("utf-8"),
    )


def finding_list(findings: Sequence[Finding], places: Mapping[str, int], *, item: str | None, key: str) -> None:
    """Show findings by kind; a click on a picture's number leaves {"id", "n"} as `picked` under `key`.

    Args:
        places: position from 1 of each item by uid.
        item: uid of the item that is being edited.
    """
    _component()(
        key=key,
        data={"groups": group_findings(findings, places), "item": item, "go": t("galleries.checks.go")},
        default={"picked": None},
        on_picked_change=_nothing,
    )


def _nothing() -> None:
    """Let the component tell its state."""


def group_findings(findings: Sequence[Finding], places: Mapping[str, int]) -> list[dict[str, Any]]:
    """Gather findings by code and severity, in their order, as the component takes them."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for finding in findings:
        group = groups.setdefault(
            (finding.code, finding.severity),
            {
                "code": f"{finding.code} {finding.severity}",
                "severity": finding.severity,
                "label": t(f"galleries.severity.{finding.severity}"),
                "title": t(f"findings.{finding.code}.title"),
                "hint": t(f"findings.{finding.code}.hint"),
                "chips": [],
            },
        )
        uid = finding.subject.removeprefix("item:")
        said = finding.observed.say(session.language())
        chip = next((one for one in group["chips"] if one["id"] == uid), None)
        if chip is not None:
            chip["said"] = f"{chip['said']} {said}"
        elif uid in places:
            group["chips"].append({"id": uid, "place": str(places[uid]), "said": said})
    return list(groups.values())
