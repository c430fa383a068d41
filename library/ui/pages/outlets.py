"""House rules: what each outlet wants of a caption, tried out on one while they are written."""

from html import escape
from typing import Any

import streamlit as st

from library.captions.lint import CaptionedPicture, lint
from library.captions.outlets import DEFAULT, OutletRules, check_outlet, rules_for
from library.desk.outlets import (
    OutletView,
    export_outlets,
    import_outlets,
    list_outlets,
    outlets_of,
    remove_outlet,
    save_outlet,
)
from library.errors import LibraryError
from library.findings import phrase
from library.ui import session
from library.ui.errors import told
from library.ui.notices import show_notice
from library.ui.outlet_form import Written, show_rules
from library.ui.translation import t
from library.ui.widgets.rows import Row, row_list

_CHOSEN = "outlets_chosen"


def render() -> None:
    """Show the page."""
    st.title(t("outlets.title"))
    st.html(f"<p class='desk-hint'>{escape(t('outlets.about'))}</p>")
    views = list_outlets(session.workspace())
    listed, detail = st.columns([1, 2.4], gap="large")
    with listed:
        chosen = _list(views)
        _add()
        _files()
    with detail:
        show_notice()
        view = next((view for view in views if view.name == chosen), None)
        if view is not None:
            _detail(view)


def _list(views: list[OutletView]) -> str | None:
    force = session.memory().get(_CHOSEN)
    if force is None:
        first = next((view.name for view in views if view.is_ours), DEFAULT)
        force = session.memory()[_CHOSEN] = (1, first)
    rows = [Row(view.name, _name_of(view), _origin(view), "", view.is_changed) for view in views]
    return row_list(rows, key="out_list", label=t("outlets.title"), height_px=320, force=force)


def _name_of(view: OutletView) -> str:
    return t("outlets.default") if view.name == DEFAULT else view.name


def _origin(view: OutletView) -> str:
    words = [t("outlets.ours")] if view.is_ours else []
    words.append(t("outlets.own" if view.is_changed else "outlets.shipped"))
    return " · ".join(words)


def _choose(name: str) -> None:
    session.memory()[_CHOSEN] = (session.memory().get(_CHOSEN, (0, ""))[0] + 1, name)


def _add() -> None:
    with st.popover(t("outlets.add"), icon=":material/add:", key="out_add"):
        st.text_input(t("outlets.name"), key="out_name", placeholder=t("outlets.example"))
        st.button(t("outlets.create"), key="out_create", type="primary", on_click=_create)


def _create() -> None:
    name = " ".join(str(session.widget("out_name") or "").split())
    known = {view.name.casefold(): view.name for view in list_outlets(session.workspace())}
    if name.casefold() in known:
        _choose(known[name.casefold()])
    elif _do(lambda: save_outlet(session.workspace(), name, {}, by=session.user(), now=session.now())):
        _choose(name)
        session.set_widget("out_name", "")


def _files() -> None:
    with st.popover(t("outlets.files"), icon=":material/swap_vert:", key="out_files"):
        st.download_button(
            t("outlets.export"),
            data=lambda: export_outlets(session.workspace()).encode(),
            file_name="outlets.toml",
            mime="application/toml",
            key="out_export",
            on_click="ignore",
            icon=":material/download:",
        )
        st.file_uploader(t("outlets.import"), type=["toml"], key="out_import", on_change=_import)


def _import() -> None:
    file = session.widget("out_import")
    if file is None:
        return
    try:
        text = file.getvalue().decode("utf-8")
        step, changed = import_outlets(session.workspace(), text, by=session.user(), now=session.now())
    except UnicodeDecodeError:
        session.notify(t("outlets.no_text"))
    except LibraryError as error:
        session.notify(told(error))
    else:
        session.notify(t("outlets.imported", n=len(changed)) if step else t("words.notice.same"), step=step)


def _do(change: Any) -> bool:  # noqa: ANN401  a call that gives a step
    """Make a change and say so; tell whether it could be made."""
    try:
        step = change()
    except LibraryError as error:
        session.notify(told(error))
        return False
    session.notify(t("words.notice.saved") if step else t("words.notice.same"), step=step)
    return True


def _detail(view: OutletView) -> None:
    st.html(f"<h2 class='desk-title'>{escape(_name_of(view))}</h2>")
    written = show_rules(view)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            t("words.action.save"),
            key="out_save",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save,
            args=(view, written),
        )
        if view.name != DEFAULT and (view.is_changed or view.is_shipped):
            st.button(t("words.action.remove"), key="out_remove", type="tertiary", on_click=_remove, args=(view,))
    _try_out(view, written)


def _save(view: OutletView, written: Written) -> None:
    _do(lambda: save_outlet(session.workspace(), view.name, written, by=session.user(), now=session.now()))


def _remove(view: OutletView) -> None:
    if _do(lambda: remove_outlet(session.workspace(), view.name, by=session.user(), now=session.now())):
        _choose(DEFAULT)


def _try_out(view: OutletView, written: Written) -> None:
    """Hold a caption against the rules as they are written here, saved or not."""
    st.html(f"<h3 class='desk-label desk-section'>{escape(t('outlets.try.title'))}</h3>")
    left, right = st.columns([1, 3], gap="medium")
    tags = sorted({"de-CH", "de-DE", "fr", "it", "en", *written.get("languages", {})})
    language = left.selectbox(t("outlets.try.language"), tags, index=tags.index("de-CH"), key="out_try_language")
    caption = right.text_area(
        t("outlets.try.caption"), key="out_try_caption", height=96, placeholder=t("outlets.try.example")
    )
    try:
        check_outlet(view.name, written)
    except LibraryError as error:
        st.html(f"<p class='desk-error' role='alert'>{escape(told(error))}</p>")
        return
    tables = {**outlets_of(session.workspace()), view.name: written}
    rules = rules_for(view.name, language or "de-CH", tables)
    st.html(f"<p class='desk-hint'>{escape(_in_words(rules))}</p>")
    if caption:
        picture = CaptionedPicture("asset:0", phrase("words.asset", name=t("outlets.try.name")), caption=caption)
        found = [finding.observed.say(session.language()) for finding in lint(picture, rules)]
        lines = "".join(f"<li>{escape(one)}</li>" for one in found or [t("galleries.checks.clean")])
        st.html(f"<ul class='desk-list'>{lines}</ul>")


def _in_words(rules: OutletRules) -> str:
    """Say what holds for captions of an outlet in a language."""
    longest = (
        t("outlets.holds.longest", n=rules.longest_caption) if rules.longest_caption else t("outlets.holds.any_length")
    )
    words = [
        longest,
        t("outlets.holds.quotes", quotes=f"{rules.quotes[0]}…{rules.quotes[1]}") if rules.quotes else "",
        t("outlets.holds.sharp_s", sharp_s=rules.sharp_s) if rules.sharp_s else "",
        t("outlets.holds.dateline") if rules.dateline else "",
        t("outlets.holds.person") if rules.person else "",
    ]
    return " · ".join(word for word in words if word)
