"""Galleries as they are looked at: the list, and one with items, captions, credits, chains and findings."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from library.catalogue.database import reading
from library.catalogue.models import Article, Asset, Delivery, Gallery, GalleryItem, Rendition, Usage
from library.desk.documents import Material, document_item, draft_document, gather, get_gallery_row
from library.desk.limits import aware, breaches_of
from library.desk.lint import lint_items
from library.desk.own_words import words_in
from library.desk.workspace import Workspace
from library.errors import BlobMissing
from library.findings import Finding, Severity, observe
from library.galleries import document as documents
from library.galleries.checks import check_gallery, check_order
from library.galleries.document import DocumentItem, GalleryDocument, captions_of
from library.galleries.ordering import find_chains
from library.rights.breaches import Use
from library.rights.language import load_language

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class GallerySummary:
    """One line of the list.

    Args:
        headline: of its article; None without one.
        items: how many, hidden ones among them.
        wanted: how many of them are still without a picture.
        cover_id: asset of the lead picture, else of the first; None without any.
    """

    gallery: Gallery
    headline: str | None
    items: int
    wanted: int
    cover_id: int | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with its asset and what will be printed.

    Args:
        asset: None while the picture is wanted.
        printed: caption, alternative text and credit as they go out.
        renditions: of the asset, by name.
        uses: lines of the ledger that name the asset, this gallery's too.
    """

    item: GalleryItem
    asset: Asset | None
    printed: DocumentItem
    renditions: dict[str, Rendition]
    uses: int


@dataclass(frozen=True, slots=True)
class GalleryView:
    """One gallery with everything that the builder shows.

    Args:
        items: in their order, hidden ones among them.
        document: what readers would see now; items still wanted are gaps in it.
        chains: uids of the items whose captions are one sentence.
        findings: the most severe first; subjects are "item:<uid>".
        is_changed: whether readers would see something else than what was published; False for drafts.
    """

    gallery: Gallery
    article: Article | None
    items: tuple[ItemView, ...]
    document: GalleryDocument
    chains: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]
    is_changed: bool


def list_galleries(workspace: Workspace, *, limit: int = 200) -> list[GallerySummary]:
    """List galleries, the last changed first."""
    with reading(workspace.engine) as session:
        rows = session.exec(
            select(Gallery, Article.headline)
            .outerjoin(Article, col(Gallery.article_id) == Article.id)
            .order_by(col(Gallery.changed_at).desc(), col(Gallery.id).desc())
            .limit(limit)
        ).all()
        items: dict[int, list[GalleryItem]] = {}
        ids = [gallery.id for gallery, _ in rows]
        wanted = select(GalleryItem).where(col(GalleryItem.gallery_id).in_(ids))
        for item in session.exec(wanted.order_by(col(GalleryItem.position), col(GalleryItem.id))):
            items.setdefault(item.gallery_id, []).append(item)
    return [_summary(gallery, headline, items.get(gallery.id or 0, [])) for gallery, headline in rows]


def get_gallery(workspace: Workspace, gallery_id: int, *, now: datetime | None = None) -> GalleryView:
    """Give one gallery with everything that the builder shows.

    Args:
        now: the moment for limits of time; None checks only those that hold at any time.

    Raises:
        NotFound: there is no such gallery.
    """
    with reading(workspace.engine) as session:
        material = gather(session, get_gallery_row(session, gallery_id))
        uses = _uses(session, material)
        findings = check_material(workspace, session, material, now=now)
    document = draft_document(workspace, material)
    gallery = material.gallery
    return GalleryView(
        gallery=gallery,
        article=material.article,
        items=tuple(_item_view(workspace, material, item, uses) for item in material.items),
        document=document,
        chains=tuple(
            tuple(document.items[index].uid for index in chain) for chain in find_chains(captions_of(document.items))
        ),
        findings=findings,
        is_changed=gallery.document_digest is not None and _differs(workspace, material, gallery.document_digest),
    )


def get_version(workspace: Workspace, gallery_id: int) -> int:
    """Give the version of a gallery, without the rest of it.

    Raises:
        NotFound: there is no such gallery.
    """
    with reading(workspace.engine) as session:
        return get_gallery_row(session, gallery_id).version


def check_reorder(workspace: Workspace, gallery_id: int, item_ids: tuple[int, ...]) -> tuple[Finding, ...]:
    """Say what an order that leaves out or moves items would tear, before anybody saves it."""
    with reading(workspace.engine) as session:
        material = gather(session, get_gallery_row(session, gallery_id))
    uid = {item.id: item.uid for item in material.items if not item.is_hidden}
    wanted = tuple(uid[item_id] for item_id in item_ids if item_id in uid)
    return check_order(draft_document(workspace, material), wanted)


def check_material(
    workspace: Workspace, session: Session, material: Material, *, medium: str = "web", now: datetime | None
) -> tuple[Finding, ...]:
    """Check a gallery for what is missing and for limits that this newsroom would break.

    Returns:
        Findings, errors first.
    """
    document = draft_document(workspace, material)
    use = Use(workspace.settings.territory, medium, now)
    barred = _breaches(workspace, session, material, document, use)
    words = (*_unclear_credits(material, document), *lint_items(workspace, material, document))
    found = (*barred, *check_gallery(document), *words)
    return tuple(sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity)))


def _breaches(
    workspace: Workspace, session: Session, material: Material, document: GalleryDocument, use: Use
) -> list[Finding]:
    arrived = select(Delivery.asset_id, func.min(Delivery.delivered_at)).where(
        col(Delivery.asset_id).in_(material.assets)
    )
    first_delivery = dict(session.exec(arrived.group_by(col(Delivery.asset_id))).all())
    language = load_language(words_in(session))
    found = []
    for item in document.items:
        if item.asset_id is None:
            continue
        this = replace(use, delivered_at=aware(first_delivery.get(item.asset_id)))
        found += [
            observe(
                "RGT001",
                "error",
                f"item:{item.uid}",
                "item",
                position=item.position,
                breach=breach.words,
                limit=breach.code,
            )
            for breach in breaches_of(material.assets[item.asset_id], this, workspace.settings.zone, language)
        ]
    return found


def _unclear_credits(material: Material, document: GalleryDocument) -> list[Finding]:
    """Find credits that a rule could not read to the end and that nobody has looked at."""
    overridden = {item.uid for item in material.items if item.credit_line}
    states = {
        item.uid: material.assets[item.asset_id].credit_state for item in document.items if item.asset_id is not None
    }
    return [
        observe("CRD003", "warning", f"item:{item.uid}", states[item.uid], position=item.position)
        for item in document.items
        if states.get(item.uid) in {"unclear", "conflict"} and item.uid not in overridden and item.credit.printed
    ]


def _summary(gallery: Gallery, headline: str | None, items: list[GalleryItem]) -> GallerySummary:
    linked = [item for item in items if item.asset_id is not None and not item.is_hidden]
    cover = next((item for item in linked if item.is_lead), linked[0] if linked else None)
    return GallerySummary(
        gallery=gallery,
        headline=headline,
        items=len(items),
        wanted=sum(item.asset_id is None for item in items),
        cover_id=cover.asset_id if cover else None,
    )


def _differs(workspace: Workspace, material: Material, digest: str) -> bool:
    """Tell whether what is printed differs from the frozen document: an asset's credit may have been corrected."""
    try:
        frozen = documents.load(workspace.store.read("documents", digest))
    except BlobMissing:  # the gallery must still open, and what went out is to be published again
        return True
    current = draft_document(workspace, material, with_wanted=False)
    return [_printed(item) for item in frozen.items] != [_printed(item) for item in current.items]


def _printed(item: DocumentItem) -> tuple[object, ...]:
    return item.uid, item.digest, item.caption, dict(item.translations), item.alt_text, item.credit, item.lead


def _uses(session: Session, material: Material) -> dict[int, int]:
    counted = select(Usage.asset_id, func.count()).where(col(Usage.asset_id).in_(material.assets))
    return dict(session.exec(counted.group_by(col(Usage.asset_id))).all())


def _item_view(workspace: Workspace, material: Material, item: GalleryItem, uses: dict[int, int]) -> ItemView:
    asset_id = item.asset_id or 0
    return ItemView(
        item=item,
        asset=material.assets.get(asset_id),
        printed=document_item(workspace, material, item, material.items.index(item) + 1),
        renditions=dict(material.renditions.get(asset_id, {})),
        uses=uses.get(asset_id, 0),
    )
