"""From rows to the gallery document: what each item will print, gathered in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from library.catalogue.layers import written_captions
from library.catalogue.models import Article, Asset, Gallery, GalleryItem, Rendition
from library.credits.registry import Registry
from library.desk.agencies import registry_in
from library.desk.copies import bare_credit, facts_of, reserve
from library.desk.deduplicate import near_groups
from library.desk.house import credit_text
from library.desk.workspace import Workspace
from library.errors import NotFound
from library.galleries.document import (
    DocumentArticle,
    DocumentCredit,
    DocumentItem,
    DocumentRendition,
    DocumentRestriction,
    GalleryDocument,
    short_tag,
)

_DATES = ("release", "expires")
_WORDS = frozenset({"description", "alt_text", "supplier_ref"})
_FLAGS = ("archive", "pool", "handout", "ai", "symbolic")


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a gallery's document is made of.

    Args:
        items: in their order, hidden ones among them.
        assets: by id.
        renditions: by asset id, then by name.
        groups: name of the group of near-duplicates within this gallery, by asset id.
        registry: the agencies in force, for the way each is printed.
    """

    gallery: Gallery
    article: Article | None
    items: tuple[GalleryItem, ...]
    assets: Mapping[int, Asset]
    renditions: Mapping[int, Mapping[str, Rendition]] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    registry: Registry | None = None


def get_gallery_row(session: Session, gallery_id: int, *, to_change: bool = False) -> Gallery:
    """Give a gallery's row in a session.

    Args:
        to_change: make others who want to change this gallery wait until the transaction ends; SQLite does so anyway.

    Raises:
        NotFound: there is no such gallery.
    """
    gallery = session.get(Gallery, gallery_id, with_for_update=to_change or None)
    if gallery is None:
        raise NotFound(f"There is no gallery {gallery_id}", hint="Look at the list: photodesk gallery list")
    return gallery


def items_of(session: Session, gallery_id: int) -> list[GalleryItem]:
    """List a gallery's items in their order."""
    ordered = select(GalleryItem).where(GalleryItem.gallery_id == gallery_id)
    return list(session.exec(ordered.order_by(col(GalleryItem.position), col(GalleryItem.id))).all())


def gather(session: Session, gallery: Gallery) -> Material:
    """Read what a gallery's document is made of."""
    items = items_of(session, gallery.id or 0)
    ids = {item.asset_id for item in items if item.asset_id is not None}
    assets = session.exec(select(Asset).where(col(Asset.id).in_(ids))).all()
    renditions: dict[int, dict[str, Rendition]] = {}
    for rendition in session.exec(select(Rendition).where(col(Rendition.asset_id).in_(ids)).order_by(Rendition.name)):
        renditions.setdefault(rendition.asset_id, {})[rendition.name] = rendition
    return Material(
        gallery=gallery,
        article=session.get(Article, gallery.article_id) if gallery.article_id is not None else None,
        items=tuple(items),
        assets={asset.id: asset for asset in assets if asset.id is not None},
        renditions=renditions,
        groups=near_groups(session, ids),
        registry=registry_in(session),
    )


def draft_document(workspace: Workspace, material: Material, *, with_wanted: bool = True) -> GalleryDocument:
    """Make the document of a gallery as it stands.

    Args:
        with_wanted: whether items still without a picture are part of it, as on the screen; not so in print.
    """
    shown = [item for item in material.items if not item.is_hidden and (with_wanted or item.asset_id is not None)]
    return GalleryDocument(
        gallery_id=material.gallery.id or 0,
        title=material.gallery.title,
        language=material.gallery.language,
        items=tuple(document_item(workspace, material, item, place) for place, item in enumerate(shown, start=1)),
        article=_article(workspace, material.article) if material.article else None,
    )


def document_item(workspace: Workspace, material: Material, item: GalleryItem, position: int) -> DocumentItem:
    """Make the document's record of one item at a position, from 1."""
    asset = material.assets.get(item.asset_id or 0)
    if asset is None:
        return _wanted_item(item, position)
    language = short_tag(material.gallery.language)
    captions = captions_of(item, asset, language, own=workspace.settings.caption_language)
    printed = item.credit_line or credit_text(workspace, asset, material.registry) or ""
    return DocumentItem(
        uid=item.uid,
        position=position,
        kind="video" if asset.kind == "video" else "photo",
        asset_id=asset.id,
        digest=asset.digest,
        file_name=asset.file_name,
        supplier_ref=asset.supplier_ref,
        caption=captions.pop(language, ""),
        translations=captions,
        alt_text=item.alt_text or asset.alt_text or "",
        agency_text=asset.description or "",
        credit=_credit(asset, printed),
        restrictions=_restrictions(asset),
        renditions=_renditions(asset, material.renditions.get(asset.id or 0, {}).values()),
        width_px=asset.width_px,
        height_px=asset.height_px,
        duration_seconds=asset.duration_seconds,
        lead=item.is_lead,
        cluster=material.groups.get(asset.id or 0),
        metadata=_metadata(workspace, asset, bare_credit(workspace, printed, asset.kind)),
    )


def captions_of(item: GalleryItem, asset: Asset, language: str, *, own: str) -> dict[str, str]:
    """Give the captions of an item by language: those of this gallery, else those that people wrote for the asset.

    Args:
        language: of the gallery, without a country.
        own: language of the asset's field `caption`.
    """
    here = item.translations | ({language: item.caption} if item.caption else {})
    return written_captions(asset, own) | here


def moment_text(workspace: Workspace, moment: datetime | None) -> str | None:
    """Write a moment as ISO 8601 with the offset that the newsroom's clocks have at that moment."""
    return moment.astimezone(workspace.settings.zone).isoformat(timespec="seconds") if moment else None


def _article(workspace: Workspace, article: Article) -> DocumentArticle:
    return DocumentArticle(article.id or 0, article.headline, article.url, moment_text(workspace, article.published_at))


def _wanted_item(item: GalleryItem, position: int) -> DocumentItem:
    wanted = item.wanted
    return DocumentItem(
        uid=item.uid,
        position=position,
        kind="video" if item.kind == "video" else "photo",
        supplier_ref=wanted.get("agency_image_id"),
        caption=item.caption or wanted.get("caption") or "",
        translations=dict(item.translations),
        alt_text=item.alt_text or "",
        agency_text=wanted.get("description") or "",
        credit=DocumentCredit(printed=item.credit_line or wanted.get("credit_line") or ""),
        lead=item.is_lead,
    )


def _credit(asset: Asset, printed: str) -> DocumentCredit:
    return DocumentCredit(
        printed=printed,
        distributor=asset.distributor,
        agency=asset.agency,
        photographer=asset.photographer,
        provider=asset.provider,
        flags=tuple(flag for flag in _FLAGS if getattr(asset, f"is_{flag}")),
    )


def _metadata(workspace: Workspace, asset: Asset, credit: str) -> dict[str, str | tuple[str, ...]]:
    """Give what a picture's copies carry beside caption and alternative text, which the document holds.

    Args:
        credit: as printed, without a label.
    """
    zone = workspace.settings.zone
    dates = {name: _limit(name, str(asset.delivered[name]), zone) for name in _DATES if asset.delivered.get(name)}
    facts = {name: value for name, value in reserve(workspace, facts_of(asset)).items() if name not in _WORDS and value}
    printed = {"credit_line": credit} if credit else {}
    return dict(sorted((facts | dates | printed).items()))


def _limit(name: str, text: str, zone: ZoneInfo) -> str:
    """Give a moment that limits a use with its offset; a day alone counts whole, so that no limit is cut short."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= len("2026-11-22") and name == "expires":
        moment = moment.replace(hour=23, minute=59, second=59)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _restrictions(asset: Asset) -> tuple[DocumentRestriction, ...]:
    evidence: Sequence[Mapping[str, Any]] = (asset.proposed.get("restrictions") or {}).get("evidence") or ()
    words = {str(each.get("value")): str(each.get("text") or "") for each in evidence}
    return tuple(DocumentRestriction(code, words.get(code, "")) for code in asset.restrictions)


def _renditions(asset: Asset, renditions: Iterable[Rendition]) -> tuple[DocumentRendition, ...]:
    original = DocumentRendition("original", asset.mime, asset.width_px, asset.height_px, asset.digest)
    derived = (
        DocumentRendition(each.name, each.mime, each.width_px, each.height_px, each.digest) for each in renditions
    )
    return (original, *derived)
