"""The picker: search the catalogue and take pictures into the gallery, or fill the place of one."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from library.catalogue.search import AssetQuery
from library.desk import galleries
from library.desk.browse import find
from library.desk.gallery_view import ItemView
from library.ui import session
from library.ui.errors import door
from library.ui.gallery.bench import Bench, attempt, bench_of, look, places_of
from library.ui.translation import t
from library.ui.widgets.badges import length_text
from library.ui.widgets.grid import GridChoice, GridItem, picture_grid
from library.ui.widgets.pictures import thumbnail_of

_SHOWN = 60
_WORDS_TO_BEGIN_WITH = 4
_OPEN = "galleries_picker_open"


def open_adding(bench: Bench) -> None:
    """Open the picker for pictures to add after the chosen one."""
    _open(t("galleries.picker.add"), bench, "", _show_adding)


def open_filling(bench: Bench, each: ItemView) -> None:
    """Open the picker for the picture that an item wants, or for another one in its place."""
    if each.asset is None:
        wanted = each.item.wanted
        words = str(wanted.get("agency_image_id") or "")
        text = str(wanted.get("description") or wanted.get("caption") or "")
        begin = words or " ".join(text.split()[:_WORDS_TO_BEGIN_WITH])
        title = t("galleries.picker.fill")
    else:
        begin, title = "", t("galleries.picker.replace")
    _open(title, bench, begin, partial(_show_filling, item_id=each.item.id or 0))


def _open(title: str, bench: Bench, words: str, show: Callable[[Bench, str], None]) -> None:
    number = session.memory()["galleries_picker"] = int(session.memory().get("galleries_picker", 0)) + 1
    session.memory()[_OPEN] = True

    @st.dialog(title, width="large")
    def dialog() -> None:
        with door():
            if not session.memory().get(_OPEN):
                st.rerun()  # something was taken: the dialog has done its work
            if session.widget(f"gal_pick_{number}_q") is None:
                session.set_widget(f"gal_pick_{number}_q", words)
            show(bench, f"gal_pick_{number}")

    dialog()


def _show_adding(bench: Bench, key: str) -> None:
    choice = _search(key)
    n = len(choice.chosen)
    st.button(
        t("galleries.picker.take", n=n) if n else t("galleries.picker.take_none"),
        key=f"{key}_take",
        type="primary",
        disabled=not n,
        on_click=add_assets,
        args=(bench.gallery_id, choice.chosen),
    )


def _show_filling(bench: Bench, key: str, *, item_id: int) -> None:
    choice = _search(key)
    st.button(
        t("galleries.picker.use"),
        key=f"{key}_take",
        type="primary",
        disabled=not choice.chosen,
        on_click=fill_item,
        args=(bench.gallery_id, item_id, choice.chosen[:1]),
    )


def _search(key: str) -> GridChoice:
    """Show the search with its results and give what is chosen among them."""
    words = st.text_input(
        t("galleries.picker.search"),
        key=f"{key}_q",
        placeholder=t("galleries.picker.search_hint"),
        label_visibility="collapsed",
        icon=":material/search:",
    )
    page = find(session.workspace(), AssetQuery(words=words or ""), limit=_SHOWN)
    if not page.assets:
        st.html(f"<p class='desk-note gal-none'>{t('galleries.picker.none')}</p>")
        return GridChoice((), None)
    shown = len(page.assets)
    told = (
        t("galleries.picker.first", n=page.total, shown=shown)
        if page.total > shown
        else t("galleries.picker.found", n=page.total)
    )
    st.html(f"<p class='desk-note gal-found'>{told} <span>{t('galleries.picker.hint')}</span></p>")
    with st.container(height=430, border=False, key=f"{key}_results"):
        return picture_grid(
            [
                GridItem(
                    id=asset.id or 0,
                    src=thumbnail_of(asset),
                    ratio=asset.width_px / max(asset.height_px, 1),
                    name=asset.file_name,
                    label=asset.headline or asset.description or asset.file_name,
                    hover=asset.caption or asset.description or asset.file_name,
                    credit=" / ".join(filter(None, (asset.photographer, asset.agency))) or t("words.unknown.agency"),
                    state=asset.credit_state,
                    time=length_text(asset.duration_seconds),
                    limited=bool(asset.restrictions),
                )
                for asset in page.assets
            ],
            key=f"{key}_grid",
            label=t("galleries.picker.grid"),
            size="medium",
        )


def add_assets(gallery_id: int, asset_ids: tuple[int, ...]) -> None:
    """Put pictures after the chosen one; made for a button's callback."""
    bench = bench_of(gallery_id)
    before = look(bench)
    places = places_of(before)
    at = max((places[uid] for uid in bench.chosen), default=None)
    desk, by, now = session.workspace(), session.user(), session.now()
    if attempt(bench, lambda: galleries.add_assets(desk, gallery_id, asset_ids, at=at, by=by, now=now)):
        session.memory()[_OPEN] = False
        new = [each.item.uid for each in look(bench).items if each.item.uid not in places]
        bench.choose(*new[:1])


def fill_item(gallery_id: int, item_id: int, asset_ids: tuple[int, ...]) -> None:
    """Link an item with a picture; made for a button's callback."""
    desk, by, now = session.workspace(), session.user(), session.now()
    if asset_ids and attempt(
        bench_of(gallery_id), lambda: galleries.fill_wanted(desk, item_id, asset_ids[0], by=by, now=now)
    ):
        session.memory()[_OPEN] = False
