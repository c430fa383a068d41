"""Pictures by their address: id and beginning of the digest, so that other bytes have another address."""

from html import escape

from sqlalchemy import ColumnElement, false
from sqlmodel import col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset, Rendition
from library.desk.workspace import Workspace
from library.errors import BlobMissing

VERSION_DIGITS = 12
FIRST_LOOK = "-first"
"""Marks an address whose picture will soon give way to a better one, so that nobody keeps it."""


_PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    '<rect width="100%" height="100%" fill="#8a8f98" fill-opacity=".16"/>'
    '<text x="50%" y="50%" text-anchor="middle" dominant-baseline="central" fill="#8a8f98" '
    'font-family="system-ui, sans-serif" font-size="44" letter-spacing="3">{word}</text></svg>'
)
"""A grey that is quiet on a light and on a dark ground."""


def version_of(asset: Asset) -> str:
    """Give the version that stands in the addresses of an asset's pictures."""
    return asset.digest[:VERSION_DIGITS]


def shown_version(asset: Asset) -> str:
    """Give the version in the addresses of an asset's renditions: another while they are still a first look's."""
    return version_of(asset) + ("" if asset.is_developed else FIRST_LOOK)


def read_picture(workspace: Workspace, asset_id: int, version: str, name: str) -> tuple[bytes, str] | None:
    """Read a rendition's bytes and media type; None where there is none under this address.

    Under the address of a first look, the thumbnail stands for the preview.

    Args:
        version: as `version_of` or `shown_version` gives it.
        name: "thumbnail" or "preview".
    """
    with reading(workspace.engine) as session:
        found = session.exec(
            select(Rendition)
            .join(Asset)
            .where(Rendition.asset_id == asset_id, _is_version(version.removesuffix(FIRST_LOOK)))
        ).all()
    by_name = {rendition.name: rendition for rendition in found}
    rendition = by_name.get(name) or (by_name.get("thumbnail") if version.endswith(FIRST_LOOK) else None)
    if rendition is None:
        return None
    try:
        return workspace.store.read("renditions", rendition.digest), rendition.mime
    except BlobMissing:
        return None


def draw_placeholder(workspace: Workspace, asset_id: int, version: str) -> bytes | None:
    """Draw what stands for an asset that carries no picture to show: a quiet plate of its shape, with its format.

    Args:
        version: as `version_of` or `shown_version` gives it.

    Returns:
        SVG; None where there is no such asset.
    """
    with reading(workspace.engine) as session:
        query = select(Asset).where(Asset.id == asset_id, _is_version(version.removesuffix(FIRST_LOOK)))
        asset = session.exec(query).first()
    if asset is None:
        return None
    width, height = asset.width_px or 3, asset.height_px or 2
    # No plate is so long or high that its word cannot be read.
    ratio = min(max(width / height, 0.5), 2.5)
    shape = (480, round(480 / ratio)) if ratio >= 1 else (round(480 * ratio), 480)
    return _PLACEHOLDER.format(width=shape[0], height=shape[1], word=escape(asset.format)).encode()


def find_original(workspace: Workspace, asset_id: int, version: str) -> Asset | None:
    """Find the asset under an address; None where there is none, or its bytes are gone."""
    with reading(workspace.engine) as session:
        asset = session.exec(select(Asset).where(Asset.id == asset_id, _is_version(version))).first()
    if asset is None or not workspace.store.exists("originals", asset.digest):
        return None
    return asset


def _is_version(version: str) -> ColumnElement[bool]:
    if len(version) != VERSION_DIGITS or set(version) - set("0123456789abcdef"):
        return false()
    return col(Asset.digest).startswith(version)
