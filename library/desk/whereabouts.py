"""Where pictures stand: in which galleries, by which titles they were used."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import col, select

from library.catalogue.database import reading
from library.catalogue.models import Gallery, GalleryItem
from library.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Placement:
    """A gallery that a picture stands in.

    Args:
        position: counted from 0.
        is_published: whether the gallery was published at least once.
    """

    gallery_id: int
    title: str
    position: int
    is_published: bool


def placements_of(workspace: Workspace, asset_ids: Collection[int]) -> dict[int, tuple[Placement, ...]]:
    """Give the galleries that each of a few pictures stands in; those in none are left out."""
    placed = (
        select(GalleryItem, Gallery)
        .join(Gallery, col(GalleryItem.gallery_id) == Gallery.id)
        .where(col(GalleryItem.asset_id).in_(asset_ids))
        .order_by(col(Gallery.id), col(GalleryItem.position))
    )
    found: dict[int, list[Placement]] = {}
    with reading(workspace.engine) as session:
        for item, gallery in session.exec(placed):
            if item.asset_id is not None:
                is_published = gallery.published_at is not None
                placement = Placement(gallery.id or 0, gallery.title, item.position, is_published)
                found.setdefault(item.asset_id, []).append(placement)
    return {asset_id: tuple(places) for asset_id, places in found.items()}
