"""The words of the trade on the page Agencies: the newsroom's and the shipped ones, adding and taking out."""

from html import escape

import streamlit as st

from library.credits.own_words import KINDS, VALUES, OwnWord
from library.desk.agency_file import AgencyFile
from library.desk.own_words import WordView, list_words, remove_word, save_word
from library.errors import LibraryError
from library.rights.phrases import CODES
from library.ui import session
from library.ui.agency_replay import offer, preview, show_offer
from library.ui.errors import sentences
from library.ui.notices import show_notice
from library.ui.translation import number, t
from library.ui.widgets.rows import Row, row_list

_EXAMPLES = {
    "institution": "Wasserrettung", "flag": "Archivaufnahme", "caption_flag": "(Archivaufnahme)",
    "handout_phrase": "handout image issued by", "label": "Bildnachweis", "boilerplate": "Click to enlarge",
    "private": "Familienalbum", "platform": "Mastodon", "newspaper": "Kurier", "person": "Zep",
    "restriction": "no use in {countries}", "country": "SUI",
}  # fmt: skip


def show_words() -> None:
    """Show the kinds of words, and the words of the kind chosen."""
    views = list_words(session.workspace())
    listed, detail = st.columns([1, 1.9], gap="large")
    with listed:
        kind = row_list([_row(kind, views) for kind in KINDS], key="agy_kinds", label=t("agencies.words.title"))
    with detail, st.container(key="agy_words_detail"):
        show_notice()
        show_offer()
        _show_kind(kind or KINDS[0], [view for view in views if view.word.kind == (kind or KINDS[0])])


def _row(kind: str, views: list[WordView]) -> Row:
    words = [view for view in views if view.word.kind == kind]
    is_changed = any(not view.is_shipped or view.word.is_removed for view in words)
    count = number(sum(not view.word.is_removed for view in words), session.language())
    return Row(kind, t(f"agencies.words.kind.{kind}"), t(f"agencies.words.told.{kind}"), count, is_changed)


def _show_kind(kind: str, views: list[WordView]) -> None:
    st.html(
        f"<h2 class='agy-title'>{escape(t(f'agencies.words.kind.{kind}'))}</h2>"
        f"<p class='desk-hint'>{escape(t(f'agencies.words.told.{kind}'))}</p>"
    )
    _show_add(kind, views)
    ours = [view.word for view in views if not view.is_shipped]
    st.html(f"<p class='desk-label desk-section'>{escape(t('agencies.words.ours', n=len(ours)))}</p>")
    for word in ours:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(f"{word.text}  ·  {word.value}" if word.value else word.text)
            st.button(
                t("words.action.remove"),
                key=f"agy_word_remove_{kind}_{word.value}_{word.key}",
                type="tertiary",
                on_click=_remove,
                args=(word,),
            )
    _show_shipped(kind, [view.word for view in views if view.is_shipped])


def _show_add(kind: str, views: list[WordView]) -> None:
    """Show the form that adds a word, with its dry run."""
    with st.form(f"agy_word_{kind}", border=False, clear_on_submit=False):
        left, right = st.columns([2, 1], vertical_alignment="bottom")
        with left:
            text = st.text_input(
                t("agencies.words.text"), key=f"agy_word_text_{kind}", placeholder=_EXAMPLES.get(kind, "")
            )
        with right:
            value = _value(kind, views)
        with st.container(horizontal=True, gap="small"):
            is_added = st.form_submit_button(t("agencies.words.add"), type="primary", key=f"agy_word_add_{kind}")
            is_asked = st.form_submit_button(t("agencies.replay.preview"), key=f"agy_word_preview_{kind}")
    if not is_added and not is_asked:
        return
    try:
        word = OwnWord(kind, (text or "").strip(), value)
        if is_asked:
            preview(AgencyFile(words=(word,)))
            return
        step = save_word(session.workspace(), word, by=session.user(), now=session.now())
    except LibraryError as error:
        st.error("  \n".join(sentences(error)))
        return
    _tell(step)
    session.forget_widget(f"agy_word_text_{kind}")
    st.rerun()


def _value(kind: str, views: list[WordView]) -> str:
    """Ask what the word stands for, where its kind asks for it."""
    key, label = f"agy_word_value_{kind}", t("agencies.words.value")
    if kind == "country":
        codes = sorted({view.word.value for view in views})
        return str(st.selectbox(label, codes, key=key, accept_new_options=True) or "")
    options = sorted(CODES) if kind == "restriction" else VALUES.get(kind)
    if not options:
        return ""
    return st.selectbox(label, options, format_func=lambda one: _value_words(kind, one), key=key)


def _value_words(kind: str, value: str) -> str:
    return value if kind in ("restriction", "country") else t(f"agencies.words.flag.{value}")


def _show_shipped(kind: str, words: list[OwnWord]) -> None:
    """List what comes with photodesk, and let a person take words out."""
    if not words:
        return
    st.html(f"<p class='desk-label desk-section'>{escape(t('agencies.words.shipped', n=len(words)))}</p>")
    names = {f"{word.text} · {word.value}" if word.value else word.text: word for word in words}
    key = f"agy_word_out_{kind}"
    session.set_widget(key, [name for name, word in names.items() if word.is_removed])
    st.multiselect(
        t("agencies.words.out"),
        list(names),
        key=key,
        placeholder=t("agencies.words.out_none"),
        on_change=_take_out,
        args=(key, names),
    )
    groups: dict[str, list[OwnWord]] = {}
    for word in words:
        groups.setdefault(word.value, []).append(word)
    st.html("".join(_group_html(kind, value, found) for value, found in sorted(groups.items())))


def _group_html(kind: str, value: str, words: list[OwnWord]) -> str:
    told = ", ".join(f"<s>{escape(word.text)}</s>" if word.is_removed else escape(word.text) for word in words)
    head = f"<b>{escape(_value_words(kind, value))}</b> " if value else ""
    return f"<p class='agy-words'>{head}{told}</p>"


def _take_out(key: str, names: dict[str, OwnWord]) -> None:
    """Take shipped words out, or bring them back, as the list of those taken out changed; made for a callback."""
    out = set(session.widget(key, ()))
    try:
        for name, word in names.items():
            if (name in out) == word.is_removed:
                continue
            act = remove_word if name in out else save_word
            _tell(act(session.workspace(), word, by=session.user(), now=session.now()))
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))


def _remove(word: OwnWord) -> None:
    """Take one of the newsroom's words out; made for a button's callback."""
    try:
        _tell(remove_word(session.workspace(), word, by=session.user(), now=session.now()))
    except LibraryError as error:
        session.notify(" ".join(sentences(error)))


def _tell(step: str | None) -> None:
    if step:
        offer()
    session.notify(t("words.notice.saved" if step else "words.notice.same"), step=step)
