"""The ledger as a chart and as a table; what they need is loaded only where they are shown."""

from collections import Counter
from html import escape
from typing import Any

import streamlit as st

from library.desk.audit import AuditReport
from library.ui import session
from library.ui.translation import t
from library.ui.widgets.pictures import thumbnail_of

_SERIES = 7  # as many as the eye tells apart; the rest is gathered
_CHART_HEIGHT_PX = 300
_TABLE_HEIGHT_PX = 520
_ROW_HEIGHT_PX = 54


def show_chart(report: AuditReport) -> None:
    """Show the uses a day as bars, stacked by agency."""
    import altair  # noqa: PLC0415  heavy, and only this page draws

    frame = count_days(report)
    st.html(f"<p class='aud-label'>{escape(t('audit.chart.title'))}</p>")
    words = {name: t(f"audit.chart.{name}") for name in ("day", "uses", "agency")}
    order = list(dict.fromkeys(row["agency"] for row in frame))
    # One mark a day at most: left alone, a chart of three days marks the hours and names each day many times.
    days = {"interval": "day", "step": max(1, _span(report) // 12)}
    axis = altair.Axis(grid=False, format=_day_format(), labelOverlap=True, tickCount=days)
    chart = (
        altair.Chart(altair.InlineData(values=frame))
        .mark_bar(size=max(3, min(22, 420 // _span(report))))
        .encode(
            x=altair.X("day:T", title=None, axis=axis),
            y=altair.Y("sum(uses):Q", title=None, axis=altair.Axis(tickMinStep=1, domain=False, ticks=False)),
            color=altair.Color(
                "agency:N",
                sort=order,
                scale=altair.Scale(domain=order),
                legend=altair.Legend(title=None, orient="bottom"),
            ),
            order=altair.Order("rank:Q"),
            tooltip=[
                altair.Tooltip("day:T", title=words["day"], format=_day_format()),
                altair.Tooltip("agency:N", title=words["agency"]),
                altair.Tooltip("uses:Q", title=words["uses"]),
            ],
        )
        .properties(height=_CHART_HEIGHT_PX)
    )
    st.altair_chart(chart, key="aud_chart")


def count_days(report: AuditReport) -> list[dict[str, Any]]:
    """Count the uses of each day and agency, the most used agencies first; rare ones are gathered."""
    named = [line.name for line in report.by_agency][:_SERIES]
    counted: Counter[tuple[str, str]] = Counter()
    for use in report.uses:
        if not use.is_corrected:
            agency = use.usage.agency or ""
            counted[use.used_on.isoformat(), agency if agency in named else "*"] += 1
    rank = {name: place for place, name in enumerate([*named, "*"])}
    rows = sorted(counted.items(), key=lambda pair: (rank[pair[0][1]], pair[0][0]))
    return [{"day": day, "agency": _shown(name), "uses": uses, "rank": rank[name]} for (day, name), uses in rows]


def _shown(name: str) -> str:
    return {"*": t("audit.chart.others"), "": t("audit.by.unknown")}.get(name, name)


def _span(report: AuditReport) -> int:
    """Count the days from the first to the last use."""
    return max(1, (report.uses[0].used_on - report.uses[-1].used_on).days + 1)


def _day_format() -> str:
    return "%-d. %-m." if session.language() == "de" else "%-d %b"


def show_ledger(report: AuditReport) -> None:
    """Show every use as a line of a table with its picture."""
    import pandas  # noqa: PLC0415  heavy, and only this page needs it

    st.html(f"<h2 class='aud-section'>{escape(t('audit.ledger.title'))}</h2>")
    frame = pandas.DataFrame(
        [
            {
                "thumb": thumbnail_of(use.asset),
                "used_on": use.used_on,
                "story": use.story,
                "outlet": use.usage.outlet,
                "medium": use.usage.medium,
                "agency": use.usage.agency or "",
                "distributor": use.usage.distributor or "",
                "photographer": use.usage.photographer or "",
                "credit": use.usage.credit_line or "",
                "caption": use.usage.caption or "",
                "findings": _findings_of(use.is_corrected, [finding.code for finding in use.findings]),
            }
            for use in report.uses
        ]
    )
    columns = {name: st.column_config.TextColumn(t(f"audit.ledger.{name}")) for name in frame.columns}
    columns["thumb"] = st.column_config.ImageColumn(t("audit.ledger.thumb"), width="small")
    style = "DD.MM.YYYY" if session.language() == "de" else "D MMM YYYY"
    columns["used_on"] = st.column_config.DateColumn(t("audit.ledger.used_on"), format=style, width="small")
    st.dataframe(
        frame,
        column_config=columns,
        hide_index=True,
        row_height=_ROW_HEIGHT_PX,
        height=min(_TABLE_HEIGHT_PX, (len(frame) + 1) * _ROW_HEIGHT_PX),
        key="aud_ledger",
    )


def _findings_of(is_corrected: bool, codes: list[str]) -> str:
    if is_corrected:
        return t("audit.ledger.corrected")
    return ", ".join(t(f"findings.{code}.title") for code in codes)
