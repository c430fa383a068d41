"""The order: the sorter with its callbacks."""

from typing import Any

from library.desk import galleries
from library.desk.gallery_view import GalleryView, ItemView, get_gallery
from library.errors import EditConflict
from library.findings import Finding
from library.ui import session
from library.ui.gallery.bench import Bench, Verb, attempt, chains_of, item_ids
from library.ui.translation import t
from library.ui.widgets.badges import length_text
from library.ui.widgets.pictures import thumbnail_of
from library.ui.widgets.sorter import SorterItem, SorterView, sorter

_WORDS = (
    "list", "position", "video", "lead", "hidden", "torn", "wanted", "missing",
    "lifted", "moved", "dropped", "cancelled", "removed",
)  # fmt: skip
_RANK = {"error": 2, "warning": 1, "note": 0}


def show_order(bench: Bench, view: GalleryView) -> None:
    """Show the pictures to be put in order."""
    sorter(
        SorterView(
            rev=view.gallery.version,
            items=sorter_items(view),
            words={name: t(f"galleries.sorter.{name}") for name in _WORDS},
            chosen=(tuple(bench.chosen), bench.told),
            reply=bench.reply,
            moves_chains=bool(session.widget("gal_chains", default=False)),
        ),
        key=sorter_key(bench.gallery_id),
    )


def sorter_key(gallery_id: int) -> str:
    """Name the sorter of a gallery."""
    return f"gal_sorter_{gallery_id}"


def sorter_items(view: GalleryView) -> list[SorterItem]:
    """Turn a gallery's items into what the sorter shows."""
    chains = chains_of(view)
    gravest = _gravest(view.findings)
    torn = {finding.subject for finding in view.findings if finding.code == "CAP003"}
    return [
        SorterItem(
            id=each.item.uid,
            text=_text(each),
            src=thumbnail_of(each.asset) if each.asset and "thumbnail" in each.renditions else None,
            length=length_text(each.asset.duration_seconds) if each.asset and each.item.kind == "video" else "",
            has_caption=bool(each.printed.caption),
            lead=each.item.is_lead,
            hidden=each.item.is_hidden,
            wanted=each.asset is None,
            chain=chains.get(each.item.uid),
            torn=f"item:{each.item.uid}" in torn,
            severity=gravest.get(f"item:{each.item.uid}", ""),
        )
        for each in view.items
    ]


def _text(each: ItemView) -> str:
    asset = each.asset
    return each.printed.caption or each.printed.agency_text or (asset.file_name if asset else "") or ""


def _gravest(findings: tuple[Finding, ...]) -> dict[str, str]:
    gravest: dict[str, str] = {}
    for finding in sorted(findings, key=lambda each: _RANK[each.severity]):
        if finding.severity != "note":
            gravest[finding.subject] = finding.severity
    return gravest


def hear_sorter(bench: Bench) -> None:
    """Take what a person did in the sorter; before the gallery is read, so that this run shows it."""
    key = sorter_key(bench.gallery_id)
    if order := bench.news(key, "order"):
        _take_order(bench, order)
    if selection := bench.news(key, "selection"):
        bench.chosen = [uid for uid in selection.get("ids") or () if isinstance(uid, str)]
    opened = (session.widget(key) or {}).get("edit")
    if isinstance(opened, str):
        bench.chosen = [opened]


def _take_order(bench: Bench, order: dict[str, Any]) -> None:
    """Bring the gallery into the order that the sorter sent; what is missing from it was removed."""
    bench.reply = order.get("n")
    view = get_gallery(session.workspace(), bench.gallery_id)
    wanted = [uid for uid in order.get("ids") or () if isinstance(uid, str)]
    attempt(bench, *_verbs(bench, view, wanted, bench.newest_version(int(order.get("rev") or 0))))


def _verbs(bench: Bench, view: GalleryView, wanted: list[str], seen: int) -> list[Verb]:
    """List what is to be done: removals one by one, or one new order."""
    desk, by, now = session.workspace(), session.user(), session.now()
    gone = [each.item.id or 0 for each in view.items if each.item.uid not in wanted]

    def check() -> None:
        if seen != view.gallery.version:
            raise EditConflict("Somebody else changed this gallery while you were sorting it")

    def reorder() -> str | None:
        return galleries.reorder(desk, bench.gallery_id, item_ids(view, wanted), version=seen, by=by, now=now)

    def remove(item_id: int) -> Verb:
        return lambda: galleries.remove_item(desk, item_id, by=by, now=now)

    return [check, *map(remove, gone)] if gone else [reorder]
