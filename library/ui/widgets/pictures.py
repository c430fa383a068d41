"""Addresses of pictures and the pieces of HTML that show one."""

from html import escape

from library.catalogue.models import Asset
from library.desk.pictures import shown_version, version_of


def thumbnail_of(asset: Asset) -> str:
    """Give the address of an asset's thumbnail."""
    return f"/thumb/{asset.id}/{shown_version(asset)}.jpg"


def preview_of(asset: Asset) -> str:
    """Give the address of an asset's preview."""
    return f"/preview/{asset.id}/{shown_version(asset)}.jpg"


def original_of(asset: Asset) -> str:
    """Give the address of an asset's original."""
    suffix = asset.suffix if asset.suffix.startswith(".") else f".{asset.suffix}"
    return f"/original/{asset.id}/{version_of(asset)}{suffix}"


def plate(asset: Asset, *, is_large: bool = False) -> str:
    """Give HTML that shows a picture on its mat, or a player for a clip."""
    words = escape(asset.alt_text or asset.caption or asset.description or asset.file_name, quote=True)
    css = "desk-plate large" if is_large else "desk-plate"
    if asset.kind == "video":
        source = escape(original_of(asset), quote=True)
        inner = (
            f"<video controls preload='none' poster='{preview_of(asset)}' src='{source}' aria-label='{words}'></video>"
        )
    else:
        shape = f"width='{asset.width_px}' height='{asset.height_px}'"
        inner = f"<img src='{preview_of(asset)}' alt='{words}' {shape} style='height:auto;width:auto'>"
    return f"<div class='{css}'>{inner}</div>"
