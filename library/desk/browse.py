"""Browsing: find assets and see everything that is known of one."""

from dataclasses import dataclass

from sqlmodel import col, select

from library.catalogue import search
from library.catalogue.database import reading
from library.catalogue.layers import FIELDS, Layers, layers_of
from library.catalogue.models import Article, Asset, Delivery, Gallery, Rendition, Usage
from library.catalogue.search import AssetPage, AssetQuery, Order
from library.desk.curate import get_row
from library.desk.house import credit_text
from library.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AssetView:
    """Everything known of one asset.

    Args:
        layers: each field as delivered, proposed, decided and shown.
        deliveries: every arrival of these bytes, newest first.
        uses: lines of the ledger with the headline or gallery title they belong to, newest first.
        renditions: by name.
        credit_text: the credit in house style, as it would be printed; None: nobody to name.
    """

    asset: Asset
    layers: dict[str, Layers]
    deliveries: tuple[Delivery, ...]
    uses: tuple[tuple[Usage, str], ...]
    renditions: dict[str, Rendition]
    credit_text: str | None


def find(
    workspace: Workspace, query: AssetQuery, *, order: Order = "newest", limit: int = 60, offset: int = 0
) -> AssetPage:
    """Find a page of assets and the exact total."""
    with reading(workspace.engine) as session:
        return search.find_assets(session, query, order=order, limit=limit, offset=offset)


def find_ids(workspace: Workspace, query: AssetQuery, *, order: Order = "newest") -> list[int]:
    """Find the ids of all assets that match, in order."""
    with reading(workspace.engine) as session:
        return search.find_asset_ids(session, query, order=order)


def count_facets(workspace: Workspace, query: AssetQuery) -> dict[str, dict[str, int]]:
    """Count the matching assets for each value of each facet; "" stands for none."""
    with reading(workspace.engine) as session:
        return {facet: search.count_values(session, query, facet) for facet in search.FACETS}


def get_asset(workspace: Workspace, asset_id: int) -> AssetView:
    """Give everything known of an asset.

    Raises:
        NotFound: there is no such asset.
    """
    with reading(workspace.engine) as session:
        asset = get_row(session, asset_id)
        deliveries = session.exec(
            select(Delivery).where(Delivery.asset_id == asset_id).order_by(col(Delivery.id).desc())
        ).all()
        uses = session.exec(
            select(Usage, Article.headline, Gallery.title)
            .outerjoin(Article, col(Usage.article_id) == Article.id)
            .outerjoin(Gallery, col(Usage.gallery_id) == Gallery.id)
            .where(Usage.asset_id == asset_id)
            .order_by(col(Usage.used_at).desc(), col(Usage.id).desc())
        ).all()
        renditions = session.exec(select(Rendition).where(Rendition.asset_id == asset_id)).all()
    return AssetView(
        asset=asset,
        layers={name: layers_of(asset, name) for name in FIELDS},
        deliveries=tuple(deliveries),
        uses=tuple((usage, headline or title or "") for usage, headline, title in uses),
        renditions={rendition.name: rendition for rendition in renditions},
        credit_text=credit_text(workspace, asset),
    )
