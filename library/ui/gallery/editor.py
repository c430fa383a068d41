"""The editor of one item: caption beside the agency's text, alternative text, credit as it will print, its place."""

from functools import partial
from html import escape
from typing import Literal, cast

import streamlit as st

from library.catalogue.layers import CAPTION_FIELDS, written_captions
from library.desk import galleries
from library.desk.gallery_view import GalleryView, ItemView
from library.desk.house import credit_text
from library.errors import EditConflict
from library.galleries.document import short_tag
from library.ui import session
from library.ui.gallery.bench import Bench, Verb, act, attempt, places_of
from library.ui.gallery.languages import caption_language, show_languages
from library.ui.gallery.picker import open_filling
from library.ui.places import link
from library.ui.translation import t
from library.ui.widgets.badges import FLAGS, badge_row, limit_badge, plain_badge, state_badge
from library.ui.widgets.layers import limit_words

Field = Literal["caption", "caption_de", "caption_fr", "caption_it", "caption_en", "alt_text", "credit_line"]


def show_editor(bench: Bench, view: GalleryView) -> None:
    """Show what can be done with the chosen items: words for one, actions for one or several."""
    chosen = [each for each in view.items if each.item.uid in bench.chosen]
    if not chosen:
        return
    if len(chosen) > 1:
        _show_several(bench, view, chosen)
        return
    each = chosen[0]
    with st.container(key="gal_editor", gap="small"):
        _show_actions(bench, each, places_of(view)[each.item.uid])
        _show_badges(each)
        left, right = st.columns([1.25, 1], gap="medium")
        own = short_tag(view.gallery.language)
        with left, st.container(key="gal_caption"):
            show_languages(each, own)
            field, inherited = _caption_field(each, own, caption_language(view))
            _show_field(bench, each, field, own, shown_when_empty=inherited or t("galleries.editor.caption_hint"))
            _show_origin(each, field, own)
        with right:
            _show_agency_text(bench, each, field, inherited)
        _show_chain(bench, view)
        left, right = st.columns([1.25, 1], gap="medium")
        with left:
            proposed = each.asset.alt_text if each.asset else None
            _show_field(bench, each, "alt_text", own, shown_when_empty=proposed or t("galleries.editor.alt_hint"))
        with right:
            printed = (
                credit_text(session.workspace(), each.asset) if each.asset else each.item.wanted.get("credit_line")
            )
            _show_field(bench, each, "credit_line", own, shown_when_empty=printed or t("galleries.editor.credit_hint"))


def _caption_field(each: ItemView, own: str, language: str) -> tuple[Field, str]:
    """Give the field of the caption in a language, and what stands there unless the gallery says otherwise."""
    written = written_captions(each.asset, session.workspace().settings.caption_language) if each.asset else {}
    field = "caption" if language == own else CAPTION_FIELDS[language]
    return cast("Field", field), written.get(language, "")


def _show_origin(each: ItemView, field: Field, own: str) -> None:
    """Say where a caption comes from that nobody wrote for this gallery."""
    language = own if field == "caption" else field.removeprefix("caption_")
    printed = each.printed.caption if language == own else each.printed.translations.get(language)
    if printed and not galleries.text_of(each.item, field, own):
        st.html(f"<p class='desk-hint'>{escape(t('galleries.editor.inherited'))}</p>")


def _show_actions(bench: Bench, each: ItemView, place: int) -> None:
    item, gallery_id = each.item, bench.gallery_id
    by, now, desk = session.user(), session.now(), session.workspace()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="gal_actions"):
        st.html(f"<p class='gal-place'>{escape(t('galleries.editor.place', place=place))}</p>", width="content")
        lead = partial(galleries.set_lead, desk, gallery_id, None if item.is_lead else item.id, by=by, now=now)
        name = "is_lead" if item.is_lead else "lead"
        _button(bench, "lead", t(f"galleries.editor.{name}"), ":material/star:", lead)
        hide = partial(galleries.hide, desk, item.id or 0, is_hidden=not item.is_hidden, by=by, now=now)
        name = "show" if item.is_hidden else "hide"
        _button(
            bench,
            "hide",
            t(f"galleries.editor.{name}"),
            f":material/visibility{'' if name == 'show' else '_off'}:",
            hide,
        )
        find = "replace" if each.asset else "find"
        if st.button(
            t(f"galleries.editor.{find}"), key=f"gal_{find}_{item.uid}", type="tertiary", icon=":material/search:"
        ):
            open_filling(bench, each)
        if each.asset and item.wanted:
            unlink = partial(galleries.fill_wanted, desk, item.id or 0, None, by=by, now=now)
            _button(bench, "unlink", t("galleries.editor.unlink"), ":material/link_off:", unlink)
        remove = partial(galleries.remove_item, desk, item.id or 0, by=by, now=now)
        _button(bench, "remove", t("galleries.editor.remove"), ":material/delete:", remove)
        if each.asset:
            link("library", t("galleries.editor.open"), icon=":material/open_in_new:", asset=each.asset.id or 0)


def _show_badges(each: ItemView) -> None:
    """Show what has to be known before the picture goes out: its credit's state, its limits, its former uses."""
    asset = each.asset
    if asset is None:
        return
    badges = [state_badge(asset.credit_state)]
    badges += [plain_badge(t(f"words.flag.{flag}")) for flag in FLAGS if getattr(asset, flag)]
    badges += [limit_badge(limit_words(code)) for code in asset.restrictions]
    if each.uses:
        badges.append(plain_badge(t("galleries.editor.used", n=each.uses)))
    st.html(badge_row(badges))


def _show_several(bench: Bench, view: GalleryView, chosen: list[ItemView]) -> None:
    by, now, desk = session.user(), session.now(), session.workspace()
    ids = [each.item.id or 0 for each in chosen]

    def each_of(verb: str) -> list[Verb]:
        if verb == "remove":
            return [partial(galleries.remove_item, desk, item_id, by=by, now=now) for item_id in ids]
        return [partial(galleries.hide, desk, item_id, is_hidden=verb == "hide", by=by, now=now) for item_id in ids]

    def move(to: int) -> Verb:
        return partial(galleries.move, desk, bench.gallery_id, ids, to, by=by, now=now)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="gal_actions"):
        st.html(f"<p class='gal-place'>{escape(t('galleries.editor.several', n=len(chosen)))}</p>", width="content")
        _button(bench, "first", t("galleries.editor.first"), ":material/first_page:", move(0))
        _button(bench, "last", t("galleries.editor.last"), ":material/last_page:", move(len(view.items)))
        name = "show" if all(each.item.is_hidden for each in chosen) else "hide"
        icon = f":material/visibility{'' if name == 'show' else '_off'}:"
        _button(bench, "hide", t(f"galleries.editor.{name}"), icon, *each_of(name))
        _button(bench, "remove", t("galleries.editor.remove"), ":material/delete:", *each_of("remove"))


def _button(bench: Bench, name: str, label: str, icon: str, *verbs: Verb) -> None:
    st.button(label, key=f"gal_{name}", type="tertiary", icon=icon, on_click=act, args=(bench, *verbs))


def _show_field(bench: Bench, each: ItemView, field: Field, language: str, *, shown_when_empty: str) -> None:
    """Show a field that is saved when the person leaves it; it follows the catalogue when others change it.

    Args:
        language: of the gallery.
    """
    uid = each.item.uid
    key, stored = f"gal_{field}_{uid}", galleries.text_of(each.item, field, language) or ""
    if session.widget(key) is None or bench.seen.get((uid, field)) != stored:
        session.set_widget(key, stored)
        bench.seen[uid, field] = stored
    save = partial(_save, bench, each.item.id or 0, uid, field)
    if field.startswith("caption"):
        st.text_area(t("galleries.editor.caption"), key=key, height=108, placeholder=shown_when_empty, on_change=save)
    elif field == "alt_text":
        st.text_input(t("galleries.editor.alt"), key=key, placeholder=shown_when_empty, on_change=save)
    else:
        st.text_input(
            t("galleries.editor.credit"),
            key=key,
            placeholder=shown_when_empty,
            help=t("galleries.editor.credit_help"),
            on_change=save,
        )
    _show_rescued(bench, each, field)


def _save(bench: Bench, item_id: int, uid: str, field: Field, *, is_decided: bool = False) -> None:
    """Save what the person wrote; if somebody else wrote there since, keep it at hand instead.

    Args:
        is_decided: the person has seen the other's text and prefers their own.
    """
    own = bench.rescued.get((uid, field), "") if is_decided else str(session.widget(f"gal_{field}_{uid}") or "")
    seen: dict[str, str | None] | None = None if is_decided else {field: bench.seen.get((uid, field), "")}
    bench.rescued.pop((uid, field), None)
    conflicts: list[str] = []

    def write() -> str | None:
        try:
            return galleries.edit_item(
                session.workspace(), item_id, {field: own}, seen=seen, by=session.user(), now=session.now()
            )
        except EditConflict:
            conflicts.append(own)
            return None

    attempt(bench, write)
    if conflicts:
        bench.rescued[uid, field] = own


def _show_rescued(bench: Bench, each: ItemView, field: Field) -> None:
    own = bench.rescued.get((each.item.uid, field))
    if own is None:
        return
    words = escape(t("galleries.editor.conflict"))
    st.html(f"<div class='gal-conflict' role='alert'><p>{words}</p><blockquote>{escape(own)}</blockquote></div>")
    st.button(
        t("galleries.editor.use_mine"),
        key=f"gal_mine_{field}",
        on_click=partial(_save, bench, each.item.id or 0, each.item.uid, field, is_decided=True),
    )


def _show_agency_text(bench: Bench, each: ItemView, field: Field, inherited: str) -> None:
    """Show the agency's text, and offer what the caption may begin with.

    Args:
        inherited: the caption that a person wrote for the picture in this language; "" without one.
    """
    asset = each.asset
    label = f"<p class='gal-label'>{escape(t('galleries.editor.agency_text'))}</p>"
    text = each.printed.agency_text
    words = escape(text or t("galleries.editor.no_text"))
    st.html(f"{label}<div class='gal-agency'>{_wanted_html(each)}<p class='{'' if text else 'none'}'>{words}</p></div>")
    proposed = inherited or (asset.caption if asset else each.item.wanted.get("caption")) or text
    if proposed and proposed != session.widget(f"gal_{field}_{each.item.uid}"):
        take = partial(
            galleries.edit_item,
            session.workspace(),
            each.item.id or 0,
            {field: proposed},
            by=session.user(),
            now=session.now(),
        )
        _button(bench, "use_text", t("galleries.editor.use_text"), ":material/arrow_back:", take)


def _wanted_html(each: ItemView) -> str:
    if each.asset is not None:
        return ""
    wanted = each.item.wanted
    lines = [f"<strong>{escape(t('galleries.editor.wanted'))}</strong>"]
    if wanted.get("agency_image_id"):
        lines.append(escape(t("galleries.editor.wanted_ref", ref=str(wanted["agency_image_id"]))))
    if wanted.get("credit_line"):
        lines.append(escape(t("galleries.editor.wanted_credit", credit=str(wanted["credit_line"]))))
    return "".join(f"<p class='wanted'>{line}</p>" for line in lines)


def _show_chain(bench: Bench, view: GalleryView) -> None:
    """Show the whole sentence where the caption is a part of one, its own part set off."""
    chain = next((chain for chain in view.chains if bench.current in chain), ())
    if not chain:
        return
    captions = {each.item.uid: each.printed.caption for each in view.items}
    places = places_of(view)
    parts = "".join(
        f"<span class='{'own' if uid == bench.current else ''}'><b>{places[uid]}</b>{escape(captions[uid])}</span>"
        for uid in chain
    )
    label = escape(t("galleries.editor.chain", n=len(chain)))
    st.html(f"<div class='gal-chain'><p class='gal-label'>{label}</p><p class='sentence'>{parts}</p></div>")
