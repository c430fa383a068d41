"""Adding, changing and removing agencies: the dialog and its saving."""

from typing import Any

import streamlit as st

from library.credits.registry import KINDS, PRINTS, ROLES, AgencyEntry
from library.desk.agencies import registry_of, remove_agency, restore_agency, save_agency
from library.desk.agency_file import AgencyFile
from library.errors import LibraryError
from library.ui import session
from library.ui.agency_replay import offer, preview
from library.ui.errors import sentences
from library.ui.translation import t

CHOSEN = "agencies_chosen"
_OPEN = "agencies_open"
_NEW = AgencyEntry(name="new")


def choose(name: str) -> None:
    """Have the list choose an agency."""
    count, _ = session.memory().get(CHOSEN, (0, None))
    session.memory()[CHOSEN] = (count + 1, name)


def open_form(name: str | None) -> None:
    """Open the form of an agency, None: of a new one; made for a button's callback."""
    session.memory()[_OPEN] = (name,)


def _close_form() -> None:
    session.memory().pop(_OPEN, None)


def show_form() -> None:
    """Show the form that is open, if one is."""
    if _OPEN not in session.memory():
        return
    (name,) = session.memory()[_OPEN]
    entry = next((one for one in registry_of(session.workspace()).entries if one.name == name), None)

    @st.dialog(entry.name if entry else t("agencies.new"), width="large", on_dismiss=_close_form)
    def show() -> None:
        _form(entry)

    show()


def _form(entry: AgencyEntry | None) -> None:
    held, mark = entry or _NEW, entry.name if entry else "new"
    with st.form(f"agy_form_{mark}", border=False, enter_to_submit=False):
        told: dict[str, Any] = {"title": _line("title", entry.title if entry else "", mark)}
        left, middle, right = st.columns(3)
        with left:
            told["role"] = _choice("role", ROLES, held.role, mark)
        with middle:
            told["prints"] = _choice("prints", PRINTS, held.prints, mark)
        with right:
            told["kind"] = _choice("kind", KINDS, held.kind, mark)
        left, right = st.columns([2, 1])
        with left:
            told["printed_as"] = _line("printed_as", held.printed_as, mark)
        with right:
            told["country"] = _line("country", held.country, mark).strip().upper()
        told["aliases"] = _several("aliases", held.aliases, mark)
        told["id_patterns"] = _several("id_patterns", held.id_patterns, mark)
        told["redistributes"] = st.toggle(
            t("agencies.field.redistributes"), held.redistributes, key=f"agy_redistributes_{mark}"
        )
        with st.container(horizontal=True, gap="small"):
            is_saved = st.form_submit_button(
                t("words.action.save"), type="primary", shortcut="Ctrl+Enter", key=f"agy_save_{mark}"
            )
            is_asked = st.form_submit_button(t("agencies.replay.preview"), key=f"agy_preview_{mark}")
    values = {"name": entry.name if entry else told["title"].strip(), **told}
    if is_saved:
        _save(values)
    elif is_asked:
        _preview(values)


def _preview(values: dict[str, Any]) -> None:
    """Tell what saving would change in the catalogue, or why it cannot be saved."""
    try:
        preview(AgencyFile((AgencyEntry(**values),)))
    except LibraryError as error:
        _tell(error)


def _tell(error: LibraryError) -> None:
    message, hint = sentences(error)
    st.error(f"{message}  \n{hint}")


def _line(name: str, value: str, mark: str) -> str:
    return st.text_input(t(f"agencies.field.{name}"), value, key=f"agy_{name}_{mark}")


def _choice(name: str, options: tuple[str, ...], value: str, mark: str) -> str:
    return st.selectbox(
        t(f"agencies.field.{name}"),
        options,
        index=options.index(value),
        format_func=lambda one: t(f"words.role.{one}" if name == "role" else f"agencies.{name}.{one}"),
        key=f"agy_{name}_{mark}",
    )


def _several(name: str, values: tuple[str, ...], mark: str) -> tuple[str, ...]:
    told = st.multiselect(
        t(f"agencies.field.{name}"),
        list(values),
        default=list(values),
        accept_new_options=True,
        key=f"agy_{name}_{mark}",
        placeholder=t("library.edit.add"),
    )
    return tuple(str(one).strip() for one in told if str(one).strip())


def _save(values: dict[str, Any]) -> None:
    """Save and close; what does not hold together is told inside the form, which keeps its words."""
    try:
        step = save_agency(session.workspace(), AgencyEntry(**values), by=session.user(), now=session.now())
    except LibraryError as error:
        _tell(error)
        return
    if step:
        offer()
    session.notify(t("words.notice.saved" if step else "words.notice.same"), step=step)
    _close_form()
    choose(values["name"])
    st.rerun()


def remove(name: str) -> None:
    """Take an agency out of the registry; made for a button's callback."""
    try:
        step = remove_agency(session.workspace(), name, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))
        return
    offer()
    session.notify(t("agencies.removed_notice", name=name), step=step)


def bring_back(name: str) -> None:
    """Put a removed agency back; made for a button's callback."""
    try:
        step = restore_agency(session.workspace(), name, by=session.user(), now=session.now())
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))
        return
    offer()
    choose(name)
    session.notify(t("agencies.restored_notice", name=name), step=step)
