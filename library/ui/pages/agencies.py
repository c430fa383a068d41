"""Agencies: who sends us pictures, how each is spelt, and how each is printed."""

from dataclasses import replace
from html import escape

import streamlit as st

from library.catalogue.search import AssetQuery
from library.credits.format import format_credit
from library.credits.records import Credit, CreditFields
from library.credits.registry import AgencyEntry
from library.desk.agencies import AgencyView, list_agencies, registry_of, removed_agencies
from library.desk.browse import count_facets
from library.desk.describe import read_credit
from library.desk.house import house_style
from library.ui import session
from library.ui.agency_exchange import show_exchange
from library.ui.agency_form import CHOSEN, bring_back, open_form, remove, show_form
from library.ui.agency_replay import show_offer
from library.ui.agency_words import show_words
from library.ui.notices import show_notice
from library.ui.places import link
from library.ui.translation import number, t
from library.ui.widgets.badges import FLAGS
from library.ui.widgets.layers import evidence_html, limit_words, rule_words
from library.ui.widgets.rows import Row, row_list

_PARTS = ("distributor", "agency", "photographer", "provider", "agency_image_id")
_EXAMPLE = "Anna Muster"
_VIEWS = ("agencies", "words", "file")


def render() -> None:
    """Show the page: agencies, words of the trade, or the file of both."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(t("agencies.title"), width="content")
        view = st.segmented_control(
            t("agencies.view.title"),
            _VIEWS,
            format_func=lambda name: t(f"agencies.view.{name}"),
            default=_VIEWS[0],
            required=True,
            key="agy_view",
            label_visibility="collapsed",
        )
    if view == "words":
        show_words()
    elif view == "file":
        show_exchange()
    else:
        _show_agencies()


def _show_agencies() -> None:
    """Show the agencies, and all that is known of one."""
    views = list_agencies(session.workspace())
    listed, detail = st.columns([1, 1.9], gap="large")
    with listed:
        chosen = _list(views)
    with detail, st.container(key="agy_detail"):
        show_notice()
        show_offer()
        view = next((view for view in views if view.entry.name == chosen), None)
        if view is None:
            st.html(f"<p class='desk-hint'>{escape(t('agencies.none'))}</p>")
        else:
            _detail(view)
        _try_out()
    show_form()


def _list(views: list[AgencyView]) -> str | None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = st.text_input(
            t("agencies.search"),
            placeholder=t("agencies.search"),
            icon=":material/search:",
            key="agy_words",
            label_visibility="collapsed",
            live=True,
            width="stretch",
        )
        st.button(t("agencies.add"), key="agy_add", icon=":material/add:", on_click=open_form, args=(None,))
    shown = [view for view in views if _fits(view, words or "")]
    st.html(f"<p class='desk-hint desk-number'>{t('agencies.count', n=len(shown))}</p>")
    force = session.memory().get(CHOSEN, (0, None))
    if force[1] is None and shown:
        force = (0, shown[0].entry.name)
    chosen = row_list([_row(view) for view in shown], key="agy_list", label=t("agencies.title"), force=force)
    _removed()
    return chosen


def _fits(view: AgencyView, words: str) -> bool:
    entry = view.entry
    text = " ".join((entry.name, entry.title, entry.printed_as, entry.country, *entry.aliases)).casefold()
    return all(word in text for word in words.casefold().split())


def _row(view: AgencyView) -> Row:
    pictures = number(view.assets, session.language()) if view.assets else ""
    return Row(view.entry.name, view.entry.name, _role(view.entry), pictures, view.is_changed)


def _role(entry: AgencyEntry) -> str:
    role = t(f"words.role.{entry.role}")
    return f"{role} · {entry.country}" if entry.country else role


def _removed() -> None:
    names = removed_agencies(session.workspace())
    if not names:
        return
    with st.expander(t("agencies.removed", n=len(names)), type="compact", key="agy_removed"):
        for name in names:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(name)
                st.button(
                    t("words.action.restore"),
                    key=f"agy_restore_{name}",
                    type="tertiary",
                    on_click=bring_back,
                    args=(name,),
                )


def _detail(view: AgencyView) -> None:
    entry = view.entry
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.html(
            f"<h2 class='agy-title'>{escape(entry.title)}</h2>"
            f"<p class='desk-hint'>{escape(_role(entry))} · {escape(_origin(view))}</p>",
            width="stretch",
        )
        with st.container(horizontal=True, width="content", gap="small"):
            st.button(
                t("words.action.edit"),
                key=f"agy_edit_{entry.name}",
                icon=":material/edit:",
                on_click=open_form,
                args=(entry.name,),
            )
            st.button(
                t("words.action.remove"),
                key=f"agy_remove_{entry.name}",
                type="tertiary",
                on_click=remove,
                args=(entry.name,),
            )
    st.html(_printed(entry) + _facts(entry))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        counts = count_facets(session.workspace(), AssetQuery()) if view.assets else {}
        for facet in ("agency", "distributor"):
            number_as = counts.get(facet, {}).get(entry.name, 0)
            if number_as:
                query = {facet: entry.name}
                link(
                    "library", t(f"agencies.pictures_as.{facet}", n=number_as), icon=":material/photo_library:", **query
                )
        if not view.assets:
            st.html(f"<p class='desk-hint'>{escape(t('agencies.pictures', n=0))}</p>", width="content")
        if view.uses:
            st.html(f"<p class='desk-hint'>{escape(t('agencies.uses', n=view.uses))}</p>", width="content")


def _origin(view: AgencyView) -> str:
    if not view.is_shipped:
        return t("agencies.origin.own")
    return t("agencies.origin.changed") if view.is_changed else t("agencies.origin.shipped")


def _printed(entry: AgencyEntry) -> str:
    """Show how the house style prints the agency, as a finished line."""
    style = house_style(session.workspace())
    examples = [(t("agencies.example.plain"), _example(entry))]
    examples.append((t("agencies.example.archive"), replace(_example(entry), is_archive=True)))
    rows = "".join(
        f"<tr><td>{escape(words)}</td><td class='agy-line'>{escape(format_credit(credit, style, 'photo'))}</td>"
        f"<td class='agy-line'>{escape(format_credit(credit, style, 'video'))}</td></tr>"
        for words, credit in examples
    )
    photo, video = escape(t("agencies.example.photo")), escape(t("agencies.example.video"))
    title = f"<p class='desk-label desk-section'>{escape(t('agencies.example.title'))}</p>"
    return f"{title}<table class='desk-table'><tr><th></th><th>{photo}</th><th>{video}</th></tr>{rows}</table>"


def _example(entry: AgencyEntry) -> Credit:
    if entry.role == "distributor":
        return Credit(distributor=entry.name, photographer=_EXAMPLE)
    return Credit(agency=entry.name, photographer=_EXAMPLE)


def _facts(entry: AgencyEntry) -> str:
    facts = {
        t("agencies.field.prints"): t(f"agencies.prints.{entry.prints}"),
        t("agencies.field.printed_as"): entry.printed,
        t("agencies.field.aliases"): ", ".join(entry.aliases) or t("words.unknown.value"),
    }
    if entry.redistributes:
        facts[t("agencies.field.redistributes")] = t("library.flag.yes")
    if entry.id_patterns:
        facts[t("agencies.field.id_patterns")] = "   ".join(entry.id_patterns)
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    return f"<p class='desk-label desk-section'>{escape(t('agencies.known'))}</p><dl class='desk-facts'>{rows}</dl>"


def _try_out() -> None:
    """Read a credit line that a person types, with the evidence."""
    st.html(f"<p class='desk-label desk-section agy-try'>{escape(t('agencies.try.title'))}</p>")
    line = st.text_input(
        t("agencies.try.label"),
        placeholder="KEYSTONE/EPA/JEON HEON-KYUN",
        key="agy_try",
        label_visibility="collapsed",
        live=True,
    )
    if line and line.strip():
        credit = read_credit(CreditFields(credit=line), registry_of(session.workspace()))
        st.html(_reading(credit, line))


def _reading(credit: Credit, line: str) -> str:
    printed = format_credit(credit, house_style(session.workspace()), "photo")
    rows = [(t("agencies.try.printed"), f"<span class='agy-line'>{escape(printed)}</span>")]
    for part in _PARTS:
        value = getattr(credit, part)
        if value:
            name = "supplier_ref" if part == "agency_image_id" else part
            rows.append((t(f"words.field.{name}"), f"{escape(str(value))}{_why(credit, part, line)}"))
    rows += [
        (t(f"words.flag.{flag}"), f"{escape(t('library.flag.yes'))}{_why(credit, flag, line)}")
        for flag in FLAGS
        if getattr(credit, flag)
    ]
    if credit.restrictions:
        limits = ", ".join(limit_words(code) for code in credit.restrictions)
        rows.append((t("words.field.restrictions"), escape(limits)))
    if credit.unread:
        rows.append((t("agencies.try.unread"), escape(", ".join(credit.unread))))
    cells = "".join(f"<dt>{escape(name)}</dt><dd>{words}</dd>" for name, words in rows)
    return f"<dl class='desk-facts agy-reading'>{cells}</dl>"


def _why(credit: Credit, part: str, line: str) -> str:
    proofs = [proof for proof in credit.evidence if proof.part == part]
    if not proofs:
        return ""
    plain = [{"field": proof.field, "start": proof.start, "end": proof.end, "text": proof.text} for proof in proofs]
    rule = rule_words(proofs[0].rule)
    where = " ".join(evidence_html(plain, {"credit_line": line}))
    return f"<span class='desk-evidence agy-why'>{where} <i>{escape(rule)}</i></span>"
