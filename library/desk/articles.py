"""Published articles: import one as a gallery, and fill later what the catalogue lacked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from library.articles.match import SURE, AssetText, Match, MatchIndex, build_index, find_match
from library.articles.published import Kind, PublishedArticle, PublishedMedia, to_json
from library.articles.read import read_article
from library.catalogue.database import writing
from library.catalogue.models import Article, Asset, Delivery, Gallery, GalleryItem
from library.desk.documents import get_gallery_row, items_of
from library.desk.history import Step, begin_step, touch_gallery
from library.desk.published import content_of, read_published
from library.desk.workspace import Workspace
from library.errors import ArticleUnreadable
from library.storage.store import digest_of

__all__ = ["ImportedArticle", "Rematched", "import_article", "read_published", "rematch_gallery"]

_WANTED_FIELDS = ("description", "caption", "credit_line", "agency_image_id", "url", "poster", "alt_text")


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """What an import made, or found there already.

    Args:
        linked: items whose picture is in the catalogue.
        wanted: items still without one.
        is_new: False where the same page or text had been imported before; then nothing was changed.
    """

    article_id: int
    gallery_id: int
    headline: str
    linked: int
    wanted: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Rematched:
    """What a second look for wanted pictures gave.

    Args:
        step: for `undo`; None where nothing was found.
        linked: ids of the items that have their picture now.
        wanted: how many are still without one.
    """

    step: str | None
    linked: tuple[int, ...]
    wanted: int


def import_article(
    workspace: Workspace, source: Path | bytes, *, url: str | None = None, by: str, now: datetime
) -> ImportedArticle:
    """Make an article and its gallery from a published page or text; link the pictures that the catalogue holds.

    The page itself is kept in the store. The same file again makes nothing new.

    Args:
        source: a file, or its bytes.
        url: where it was published, when known.

    Raises:
        ArticleUnreadable: the file is missing, or holds neither headline nor pictures.
    """
    data = content_of(source)
    known = _find_imported(workspace, digest_of(data))
    if known is not None:
        return known
    article = read_article(data, url=url)
    if not article.media and not article.headline:
        raise ArticleUnreadable("The page holds neither a headline nor pictures of an article")
    blob = workspace.store.put_bytes("documents", data)
    try:
        with writing(workspace.engine) as session:
            step = begin_step(session, "import", by=by, now=now)
            return _make(step, workspace, article, blob.digest)
    except IntegrityError as error:  # somebody else imported the same file between our look and our writing
        known = _find_imported(workspace, blob.digest)
        if known is None:
            raise ArticleUnreadable("The article could not be written into the catalogue") from error
        return known


def rematch_gallery(workspace: Workspace, gallery_id: int, *, by: str, now: datetime) -> Rematched:
    """Look for a gallery's wanted pictures among all assets once more, as after an ingest.

    Raises:
        NotFound: there is no such gallery.
    """
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id)
        items = items_of(session, gallery_id)
        open_items = [item for item in items if item.asset_id is None and item.wanted]
        if not open_items:
            return Rematched(None, (), 0)
        step = begin_step(session, "link", by=by, now=now)
        media = [_medium(item) for item in open_items]
        taken = {item.asset_id for item in items if item.asset_id is not None}
        linked: list[int] = []
        for item, (asset_id, why) in zip(open_items, _choose(media, _index(session), taken), strict=True):
            if asset_id is not None:
                step.set(item, asset_id=asset_id, wanted={**_described(item.wanted), **why})
                linked.append(item.id or 0)
        if not linked:
            return Rematched(None, (), len(open_items))
        touch_gallery(step, gallery)
        return Rematched(step.uid, tuple(linked), len(open_items) - len(linked))


def _find_imported(workspace: Workspace, digest: str) -> ImportedArticle | None:
    """Give what an earlier import of the same bytes made."""
    with writing(workspace.engine) as session:
        article = session.exec(select(Article).where(Article.source_digest == digest)).first()
        if article is None:
            return None
        gallery = session.exec(select(Gallery).where(Gallery.article_id == article.id)).first()
        if gallery is None:
            return None
        items = items_of(session, gallery.id or 0)
        linked = sum(item.asset_id is not None for item in items)
        return ImportedArticle(
            article.id or 0, gallery.id or 0, article.headline, linked, len(items) - linked, is_new=False
        )


def _make(step: Step, workspace: Workspace, published: PublishedArticle, digest: str) -> ImportedArticle:
    zone = workspace.settings.zone
    article = Article(
        headline=published.headline or "?",
        authors=list(published.authors),
        url=published.url,
        published_at=_moment(published.published_at, zone),
        updated_at=_moment(published.updated_at, zone),
        source_digest=digest,
        published=to_json(published),
        created_at=step.now,
        created_by=step.by,
    )
    step.add(article)
    gallery = Gallery(
        title=article.headline,
        language=published.language or "de",
        article_id=article.id,
        created_at=step.now,
        created_by=step.by,
        changed_at=step.now,
    )
    step.add(gallery)
    chosen = _choose(published.media, _index(step.session), set())
    for position, (medium, (asset_id, why)) in enumerate(zip(published.media, chosen, strict=True)):
        step.add(_item(gallery, position, medium, asset_id, why))
    linked = sum(asset_id is not None for asset_id, _ in chosen)
    return ImportedArticle(
        article.id or 0, gallery.id or 0, article.headline, linked, len(chosen) - linked, is_new=True
    )


def _item(
    gallery: Gallery, position: int, medium: PublishedMedia, asset_id: int | None, why: dict[str, Any]
) -> GalleryItem:
    told = {name: value for name in _WANTED_FIELDS if (value := getattr(medium, name))}
    return GalleryItem(
        uid=uuid4().hex,
        gallery_id=gallery.id or 0,
        position=position,
        kind=medium.kind,
        asset_id=asset_id,
        caption=medium.caption,
        alt_text=medium.alt_text,
        # An empty record would say that the item was never wanted; a bare video line still is.
        wanted={**(told or {"caption": ""}), **why},
    )


def _choose(
    media: Sequence[PublishedMedia], index: MatchIndex, taken: set[int]
) -> list[tuple[int | None, dict[str, Any]]]:
    """Give for each medium the asset to link, if any is sure enough and not linked yet, and the reasons as kept."""
    chosen: list[tuple[int | None, dict[str, Any]]] = []
    for medium in media:
        match = find_match(medium, index)
        is_sure = match is not None and match.score >= SURE and match.asset_id not in taken
        if match is not None and is_sure:
            taken.add(match.asset_id)
        chosen.append((match.asset_id if match is not None and is_sure else None, _reasons(match, is_sure=is_sure)))
    return chosen


def _reasons(match: Match | None, *, is_sure: bool) -> dict[str, Any]:
    if match is None:
        return {}
    reasons: dict[str, Any] = {"why": match.why, "score": match.score}
    if not is_sure:
        reasons["candidates"] = [match.asset_id, *match.also]
    return reasons


def _described(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if name not in {"why", "score", "candidates"}}


def _medium(item: GalleryItem) -> PublishedMedia:
    """Give a wanted item as what was published, to match it again."""
    told = {name: item.wanted[name] for name in _WANTED_FIELDS if item.wanted.get(name)}
    kind: Kind = "video" if item.kind == "video" else "photo"
    return PublishedMedia(kind, item.position + 1, **told)


def _index(session: Session) -> MatchIndex:
    """Index all assets by what they can be recognised by."""
    names: dict[int, set[str]] = {}
    for asset_id, file_name in session.exec(select(Delivery.asset_id, Delivery.file_name)):
        names.setdefault(asset_id, set()).add(file_name)
    columns = (
        Asset.id,
        Asset.kind,
        Asset.supplier_ref,
        Asset.description,
        Asset.caption,
        Asset.headline,
        Asset.file_name,
    )
    rows: Any = session.connection().execute(select_columns(*map(col, columns)).order_by(col(Asset.id)))
    return build_index(
        AssetText(
            asset_id=asset_id,
            kind="video" if kind == "video" else "photo",
            supplier_ref=supplier_ref,
            description=description,
            caption=caption,
            headline=headline,
            file_names=tuple(sorted(names.get(asset_id, set()) | {file_name})),
        )
        for asset_id, kind, supplier_ref, description, caption, headline, file_name in rows
    )


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """Give a printed moment as UTC; one without an offset is of the newsroom's zone."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
