"""Galleries: make one, put pictures into it in order, say what stands under each; every step can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlmodel import Session

from library.catalogue.database import writing
from library.catalogue.layers import CAPTION_FIELDS
from library.catalogue.models import Article, Gallery, GalleryItem
from library.desk.curate import get_row
from library.desk.documents import get_gallery_row, items_of
from library.desk.history import Step, begin_step, touch_gallery
from library.desk.workspace import Workspace
from library.errors import EditConflict, InvalidInput, NotFound
from library.galleries import ordering
from library.galleries.document import short_tag

ITEM_FIELDS: Final = ("caption", *CAPTION_FIELDS.values(), "alt_text", "credit_line")
_LANGUAGE_OF: Final = {name: language for language, name in CAPTION_FIELDS.items()}


@dataclass(frozen=True, slots=True)
class NewGallery:
    """A gallery to be made.

    Args:
        language: BCP 47 tag of its captions.
        asset_ids: its first pictures, in order.
    """

    title: str
    language: str = "de"
    article_id: int | None = None
    asset_ids: tuple[int, ...] = ()


def create_gallery(workspace: Workspace, new: NewGallery, *, by: str, now: datetime) -> int:
    """Make a gallery and give its id.

    Raises:
        InvalidInput: the title is empty.
        NotFound: there is no such article or asset.
    """
    title = _clean_title(new.title)
    with writing(workspace.engine) as session:
        if new.article_id is not None and session.get(Article, new.article_id) is None:
            raise NotFound(f"There is no article {new.article_id}")
        gallery = Gallery(
            title=title,
            language=new.language,
            article_id=new.article_id,
            created_at=now,
            created_by=by,
            changed_at=now,
        )
        step = begin_step(session, "create", by=by, now=now)
        step.add(gallery)
        _insert(step, gallery, new.asset_ids, None)
        return gallery.id or 0


def rename(
    workspace: Workspace, gallery_id: int, title: str, *, language: str | None = None, by: str, now: datetime
) -> str | None:
    """Give a gallery another title, or correct the language of its captions.

    Args:
        language: BCP 47 tag of what is written in its captions; None: as it is.

    Returns:
        the step, for `undo`; None where nothing changed.
    """
    clean = _clean_title(title)
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        step = begin_step(session, "rename", by=by, now=now)
        if not step.set(gallery, title=clean, language=language or gallery.language):
            return None
        gallery.changed_at = now
        return step.uid


def add_assets(
    workspace: Workspace, gallery_id: int, asset_ids: Sequence[int], *, at: int | None = None, by: str, now: datetime
) -> str | None:
    """Put assets into a gallery, in their order.

    Args:
        at: index, among all items, of the first of them; None: at the end.

    Returns:
        the step, for `undo`; None when there was nothing to add.

    Raises:
        NotFound: there is no such gallery or asset; then nothing is added.
    """
    if not asset_ids:
        return None
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        step = begin_step(session, "add", by=by, now=now)
        _insert(step, gallery, asset_ids, at)
        touch_gallery(step, gallery)
        return step.uid


def reorder(
    workspace: Workspace, gallery_id: int, item_ids: Sequence[int], *, version: int | None, by: str, now: datetime
) -> str | None:
    """Bring a gallery's items into an order.

    Args:
        item_ids: every item of the gallery, hidden ones too, once each.
        version: the gallery's version that the person saw; None: whichever it is.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        EditConflict: somebody else changed the gallery since that version, or its items are others by now.
    """
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        if version is not None and gallery.version != version:
            raise EditConflict("Somebody else changed this gallery while you were sorting it")
        present = items_of(session, gallery_id)
        if not ordering.is_reordering([item.id for item in present], list(item_ids)):
            raise EditConflict("The gallery holds other pictures by now than those that were sorted")
        return _arrange(begin_step(session, "reorder", by=by, now=now), gallery, present, item_ids)


def move(
    workspace: Workspace, gallery_id: int, item_ids: Sequence[int], to: int, *, by: str, now: datetime
) -> str | None:
    """Move items of a gallery together, in their present order, so that the first stands at an index.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: an item is not in this gallery.
    """
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        present = items_of(session, gallery_id)
        places = [item.id or 0 for item in present]
        if strangers := set(item_ids).difference(places):
            raise NotFound(f"Gallery {gallery_id} has no item {min(strangers)}")
        step = begin_step(session, "reorder", by=by, now=now)
        return _arrange(step, gallery, present, ordering.move(places, set(item_ids), to))


def remove_item(workspace: Workspace, item_id: int, *, by: str, now: datetime) -> str:
    """Take an item out of its gallery; the asset stays in the catalogue.

    Returns:
        the step, for `undo`.
    """
    with writing(workspace.engine) as session:
        item, gallery = _get_item(session, item_id)
        step = begin_step(session, "remove", by=by, now=now)
        # The others keep their positions: a gap harms nobody, and the item finds its place again on undo.
        step.remove(item)
        touch_gallery(step, gallery)
        return step.uid


def hide(workspace: Workspace, item_id: int, *, is_hidden: bool = True, by: str, now: datetime) -> str | None:
    """Keep an item without showing it, or show it again.

    Returns:
        the step, for `undo`; None where nothing changed.
    """
    with writing(workspace.engine) as session:
        item, gallery = _get_item(session, item_id)
        step = begin_step(session, "hide" if is_hidden else "show", by=by, now=now)
        return _set(step, gallery, item, is_hidden=is_hidden)


def edit_item(
    workspace: Workspace,
    item_id: int,
    values: Mapping[str, str | None],
    *,
    seen: Mapping[str, str | None] | None = None,
    by: str,
    now: datetime,
) -> str | None:
    """Write captions, alternative text or credit line of an item for this gallery.

    Args:
        values: of ITEM_FIELDS those to write; "caption" is in the gallery's language, "caption_fr" in French. Empty
            text falls back to the asset's.
        seen: the same fields as the person saw them; None: whatever they are.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        EditConflict: somebody else wrote one of these fields since.
        InvalidInput: an item has no such field.
    """
    clean = {name: _clean_text(name, value) for name, value in values.items()}
    with writing(workspace.engine) as session:
        item, gallery = _get_item(session, item_id)
        for name in clean.keys() & (seen or {}).keys():
            if text_of(item, name, gallery.language) != ((seen or {})[name] or None):
                raise EditConflict("Somebody else wrote under this picture while you were editing")
        columns = _columns(item, gallery.language, clean)
        return _set(begin_step(session, "edit", by=by, now=now), gallery, item, **columns)


def text_of(item: GalleryItem, name: str, language: str) -> str | None:
    """Give one of ITEM_FIELDS as a person wrote it for this gallery; None where nobody did.

    Args:
        language: of the gallery.
    """
    own = _LANGUAGE_OF.get(name)
    if own is None or own == short_tag(language):
        return getattr(item, "caption" if own else name) or None
    return item.translations.get(own) or None


def _columns(item: GalleryItem, language: str, values: Mapping[str, str | None]) -> dict[str, object]:
    """Give the columns that hold fields of an item: captions in other languages share one."""
    others = {
        one: text for name, text in values.items() if (one := _LANGUAGE_OF.get(name)) and one != short_tag(language)
    }
    columns: dict[str, object] = {
        "caption" if name in _LANGUAGE_OF else name: text
        for name, text in values.items()
        if _LANGUAGE_OF.get(name) not in others
    }
    if others:
        columns["translations"] = {one: text for one, text in (item.translations | others).items() if text}
    return columns


def set_lead(workspace: Workspace, gallery_id: int, item_id: int | None, *, by: str, now: datetime) -> str | None:
    """Choose the picture that the gallery opens the article with; None chooses none.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such item in this gallery.
    """
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        items = items_of(session, gallery_id)
        if item_id is not None and item_id not in {item.id for item in items}:
            raise NotFound(f"Gallery {gallery_id} has no item {item_id}")
        step = begin_step(session, "lead", by=by, now=now)
        changed = [step.set(item, is_lead=item.id == item_id) for item in items]
        if not any(changed):
            return None
        touch_gallery(step, gallery)
        return step.uid


def fill_wanted(workspace: Workspace, item_id: int, asset_id: int | None, *, by: str, now: datetime) -> str | None:
    """Link an item with the asset it wants, or with another one; None makes it wanted again.

    Returns:
        the step, for `undo`; None where nothing changed.

    Raises:
        NotFound: there is no such item or asset.
        InvalidInput: the item has never been wanted, so nothing would say what it wants.
    """
    with writing(workspace.engine) as session:
        item, gallery = _get_item(session, item_id)
        step = begin_step(session, "link", by=by, now=now)
        if asset_id is not None:
            return _set(step, gallery, item, asset_id=asset_id, kind=get_row(session, asset_id).kind)
        if not item.wanted:
            raise InvalidInput(
                f"Item {item_id} was never a wanted one", hint="Remove the item, or link it with another asset."
            )
        return _set(step, gallery, item, asset_id=None)


def _get_item(session: Session, item_id: int) -> tuple[GalleryItem, Gallery]:
    found = session.get(GalleryItem, item_id)
    gallery = get_gallery_row(session, found.gallery_id, to_change=True) if found else None
    # Once more: somebody may have changed or removed it while we waited for the gallery.
    item = session.get(GalleryItem, item_id, populate_existing=True)
    if item is None or gallery is None:
        raise NotFound(f"There is no gallery item {item_id}", hint="Look at the gallery: somebody may have removed it.")
    return item, gallery


def _set(step: Step, gallery: Gallery, item: GalleryItem, **values: object) -> str | None:
    if not step.set(item, **values):
        return None
    touch_gallery(step, gallery)
    return step.uid


def _insert(step: Step, gallery: Gallery, asset_ids: Sequence[int], at: int | None) -> None:
    assets = [get_row(step.session, asset_id) for asset_id in asset_ids]
    present = items_of(step.session, gallery.id or 0)
    place = len(present) if at is None else min(max(at, 0), len(present))
    # Positions may have gaps where items were removed.
    first = present[place].position if place < len(present) else present[-1].position + 1 if present else 0
    new = [
        GalleryItem(
            uid=uuid4().hex,
            gallery_id=gallery.id or 0,
            position=first + offset,
            kind=asset.kind,
            asset_id=asset.id,
        )
        for offset, asset in enumerate(assets)
    ]
    for item in present[place:]:
        step.set(item, position=item.position + len(new))
    for item in new:
        step.add(item)


def _arrange(step: Step, gallery: Gallery, present: Sequence[GalleryItem], item_ids: Sequence[int]) -> str | None:
    if [item.id for item in present] == list(item_ids):
        return None
    place = {item_id: position for position, item_id in enumerate(item_ids)}
    for item in present:
        step.set(item, position=place[item.id or 0])
    touch_gallery(step, gallery)
    return step.uid


def _clean_title(title: str) -> str:
    clean = " ".join(title.split())
    if not clean:
        raise InvalidInput("A gallery needs a title", hint="Say in a few words what it shows.")
    return clean


def _clean_text(name: str, value: str | None) -> str | None:
    if name not in ITEM_FIELDS:
        raise InvalidInput(f"Items have no field {name!r}", hint=f"Fields are: {', '.join(ITEM_FIELDS)}.")
    kept = "".join(letter for letter in value or "" if letter >= " " or letter in "\n\t")
    text = kept.strip() if name.startswith("caption") else " ".join(kept.split())
    return text or None
