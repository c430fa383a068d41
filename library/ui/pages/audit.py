"""Audit: which agency was used where, how often, and which uses have something to settle."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.audit import AuditedUse, AuditLine, AuditReport, audit
from library.desk.audit_tables import to_csv
from library.desk.house import credit_text
from library.findings import Finding
from library.ui import session
from library.ui.conflicts import show_conflicts
from library.ui.ledger import show_chart, show_ledger
from library.ui.notices import show_notice
from library.ui.places import link
from library.ui.translation import day, number, t
from library.ui.widgets.badges import empty_state
from library.ui.widgets.layers import limit_words
from library.ui.widgets.pictures import thumbnail_of

_STYLE = Path(__file__).parents[3] / "assets" / "audit.css"
PERIODS: dict[str, int | None] = {"week": 7, "month": 30, "quarter": 91, "year": 365, "all": None}
CODES = ("AUD001", "CRD002", "RGT001")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants to see; None: all."""

    from_on: date | None
    until_on: date | None
    agency: str | None
    outlet: str | None


def render() -> None:
    """Show the page."""
    st.html(_STYLE)
    desk = session.workspace()
    everything = audit(desk)
    if not everything.uses:
        st.html(empty_state(t("audit.empty.title"), t("audit.empty.words")))
        with st.container(horizontal=True, horizontal_alignment="center"):
            link("galleries", t("audit.empty.link"), icon=":material/view_carousel:")
        show_conflicts(None)
        return
    asked = _show_bar(everything)
    report = audit(desk, agency=asked.agency, outlet=asked.outlet, from_on=asked.from_on, until_on=asked.until_on)
    show_notice()
    _show_metrics(report)
    if not report.uses:
        st.html(f"<p class='desk-note aud-nothing'>{escape(t('audit.nothing'))}</p>")
        return
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        show_chart(report)
    with right:
        _show_counts(report)
    _show_findings(report)
    show_conflicts(asked.agency)
    show_ledger(report)


def _show_bar(everything: AuditReport) -> Asked:
    with st.container(horizontal=True, vertical_alignment="center", key="aud_bar", gap="small"):
        st.html(f"<h1 class='aud-title'>{escape(t('audit.title'))}</h1>", width="content")
        period = st.segmented_control(
            t("audit.period.label"),
            [*PERIODS, "own"],
            format_func=lambda name: t(f"audit.period.{name}"),
            default="month",
            required=True,
            key="aud_period",
            label_visibility="collapsed",
            width="content",
        )
        from_on, until_on = _days(str(period), everything)
        agency = _select("agency", sorted({*_agencies(everything)}, key=str.casefold))
        outlet = _select("outlet", sorted({use.usage.outlet for use in everything.uses}))
        asked = Asked(from_on, until_on, agency, outlet)
        st.download_button(
            t("audit.csv"),
            data=partial(_csv, asked),
            file_name=f"audit-{from_on or everything.uses[-1].used_on}-{until_on or _today()}.csv",
            mime="text/csv",
            key="aud_csv",
            icon=":material/download:",
            on_click="ignore",
        )
    return asked


def _csv(asked: Asked) -> bytes:
    desk = session.workspace()
    report = audit(desk, agency=asked.agency, outlet=asked.outlet, from_on=asked.from_on, until_on=asked.until_on)
    return to_csv(report, session.language())


def _agencies(report: AuditReport) -> list[str]:
    return [name for line in (*report.by_agency, *report.by_distributor) if (name := line.name)]


def _select(name: str, values: list[str]) -> str | None:
    chosen = st.selectbox(
        t(f"audit.filter.{name}"),
        ["", *values],
        format_func=lambda value: value or t(f"audit.filter.every_{name}"),
        key=f"aud_{name}",
        label_visibility="collapsed",
        width=210,
    )
    return chosen or None


def _today() -> date:
    return session.now().astimezone(session.workspace().settings.zone).date()


def _days(period: str, everything: AuditReport) -> tuple[date | None, date | None]:
    """Give first and last day of a period; None for no limit."""
    today = _today()
    if period != "own":
        length = PERIODS[period]
        return (None, None) if length is None else (today - timedelta(days=length - 1), today)
    first = everything.uses[-1].used_on
    chosen = st.date_input(
        t("audit.period.days"),
        value=(first, today),
        max_value=max(today, everything.uses[0].used_on),
        key="aud_days",
        label_visibility="collapsed",
        width=230,
        format="DD.MM.YYYY" if session.language() == "de" else "YYYY-MM-DD",
    )
    days = chosen if isinstance(chosen, tuple) else (chosen,)
    return (days[0] if days else None), (days[1] if len(days) > 1 else None)


def _show_metrics(report: AuditReport) -> None:
    counted = [use for use in report.uses if not use.is_corrected]
    found = Counter(finding.code for finding in report.findings)
    figures = {
        "uses": len(counted),
        "assets": len({use.usage.asset_id for use in counted}),
        "agencies": len([line for line in report.by_agency if line.name]),
        "articles": len(report.by_article),
        **{code: found[code] for code in CODES},
    }
    cells = "".join(
        f"<div class='{'bad' if name in CODES and value else ''}'>"
        f"<b>{number(value, session.language())}</b><span>{escape(t(f'audit.metric.{name}'))}</span></div>"
        for name, value in figures.items()
    )
    st.html(f"<div class='aud-metrics'>{cells}</div>")


def _show_counts(report: AuditReport) -> None:
    kind = st.segmented_control(
        t("audit.by.label"),
        ["agency", "distributor", "article"],
        format_func=lambda name: t(f"audit.by.{name}"),
        default="agency",
        required=True,
        key="aud_by",
        label_visibility="collapsed",
    )
    lines = {"distributor": report.by_distributor, "article": report.by_article}.get(str(kind), report.by_agency)
    nameless = t({"distributor": "audit.by.none", "article": "audit.by.untitled"}.get(str(kind), "audit.by.unknown"))
    head = "".join(
        f"<th>{escape(words)}</th>"
        for words in ("", t("audit.metric.uses"), t("audit.by.pictures"), t("audit.by.findings"))
    )
    most = max((line.uses for line in lines), default=1)
    rows = "".join(_count_row(line, nameless, most) for line in lines)
    st.html(f"<div class='aud-counts'><table><tr>{head}</tr>{rows}</table></div>")


def _count_row(line: AuditLine, nameless: str, most: int) -> str:
    name = escape(line.name) or f"<span class='desk-soft'>{escape(nameless)}</span>"
    figures = "".join(f"<td>{number(value, session.language())}</td>" for value in (line.uses, line.assets))
    css = "bad" if line.findings else "desk-soft"
    return (
        f"<tr><th scope='row'>{name}<i style='width:{100 * line.uses / most:.0f}%'></i></th>{figures}"
        f"<td><span class='{css}'>{number(line.findings, session.language())}</span></td></tr>"
    )


def _show_findings(report: AuditReport) -> None:
    found = [(finding, use) for use in report.uses for finding in use.findings]
    st.html(f"<h2 class='aud-section'>{escape(t('audit.findings.title'))}</h2>")
    if not found:
        st.html(f"<p class='desk-note'>{escape(t('audit.findings.none'))}</p>")
        return
    is_open = bool(session.memory().get("audit_all_findings"))
    registry = registry_of(session.workspace())
    for place, (finding, use) in enumerate(found if is_open else found[:_SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"aud_finding_{place}", gap="small"):
            st.html(_finding_html(finding, use, registry))
            link("library", t("audit.findings.picture"), icon=":material/image:", asset=use.usage.asset_id)
            if use.usage.gallery_id:
                label = t("audit.findings.gallery")
                link("galleries", label, icon=":material/view_carousel:", gallery=use.usage.gallery_id)
    if not is_open and len(found) > _SHOWN:
        st.button(
            t("audit.findings.more", n=len(found) - _SHOWN),
            key="aud_more",
            type="tertiary",
            on_click=lambda: session.memory().update(audit_all_findings=True),
        )


def _finding_html(finding: Finding, use: AuditedUse, registry: Registry) -> str:
    asset, usage = use.asset, use.usage
    printed = (
        t("audit.findings.printed", credit=usage.credit_line)
        if usage.credit_line
        else t("audit.findings.nothing_printed")
    )
    known = credit_text(session.workspace(), asset, registry)
    words = [printed]
    if finding.code == "RGT001":
        limits = ", ".join(limit_words(code) for code in asset.restrictions)
        words = [t("audit.findings.limits", limits=limits)] if limits else []
    elif known:
        words.append(t("audit.findings.known", credit=known))
    where = t("audit.findings.where", story=use.story or asset.file_name, when=day(usage.used_at))
    said = escape(finding.observed.say(session.language()), quote=True)
    return (
        f"<div class='aud-finding'><img src='{thumbnail_of(asset)}' alt='{escape(asset.file_name, quote=True)}'"
        f" loading='lazy'><div><p><span class='desk-badge missing'>{escape(t(f'findings.{finding.code}.title'))}</span>"
        f"<span class='story'>{escape(where)}</span></p>"
        f"<p class='desk-soft' title='{said}'>{escape(' · '.join(words))}</p>"
        "</div></div>"
    )
