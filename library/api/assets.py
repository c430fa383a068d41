"""Assets as JSON, for programs and for hot keys of the screens.

A write demands a header that no foreign form can send.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from library.api.galleries import add_galleries
from library.catalogue.models import Asset
from library.catalogue.search import AssetQuery
from library.desk.pictures import shown_version
from library.desk.workspace import shared_workspace as workspace
from library.errors import EditConflict, InvalidInput, LibraryError, NotFound, NothingToUndo

MEANT = "X-Requested-With"
_STATUS: dict[type[LibraryError], int] = {NotFound: 404, EditConflict: 409, NothingToUndo: 409, InvalidInput: 422}


def demand_header(x_requested_with: Annotated[str | None, Header()] = None) -> None:
    """Refuse a write that lacks the header: a cross-site form cannot send it."""
    if not x_requested_with:
        raise HTTPException(403, detail=f"Send the header {MEANT} with each write.")


class AssetUpdate(BaseModel):
    """What a program asks to change.

    Args:
        values: field -> value, as `photodesk` shows them.
        version: the asset's version it was read at; None: whichever it is.
    """

    values: dict[str, Any] = Field(min_length=1)
    version: int | None = None


def interface() -> FastAPI:
    """Make the interface under /api."""
    app = FastAPI(title="photodesk", docs_url=None, redoc_url=None)
    app.add_exception_handler(LibraryError, _tell)
    app.get("/health")(get_health)
    app.get("/assets")(list_assets)
    app.get("/assets/{asset_id}")(get_asset)
    app.patch("/assets/{asset_id}", dependencies=[Depends(demand_header)])(patch_asset)
    app.post("/steps/{step}/undo", dependencies=[Depends(demand_header)])(undo_step)
    add_galleries(app)
    return app


async def _tell(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, LibraryError):
        raise error
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return JSONResponse({"detail": error.message, "hint": error.hint}, status)


def get_health() -> dict[str, str]:
    """Tell that the desk answers and its catalogue can be opened."""
    workspace()
    return {"status": "ok"}


def list_assets(words: str = "", limit: int = 60, offset: int = 0) -> dict[str, Any]:
    """List assets that words find, newest first, with the exact total."""
    from library.desk.browse import find  # noqa: PLC0415  the server answers before the rules are loaded

    page = find(workspace(), AssetQuery(words=words), limit=min(max(limit, 1), 500), offset=max(offset, 0))
    return {"total": page.total, "assets": [_summary(asset) for asset in page.assets]}


def get_asset(asset_id: int) -> dict[str, Any]:
    """Give an asset with all layers of its fields."""
    from library.desk import browse  # noqa: PLC0415

    view = browse.get_asset(workspace(), asset_id)
    fields = {
        name: {
            "shown": layers.shown,
            "delivered": layers.delivered,
            "proposed": layers.proposed,
            "decided": layers.decided,
            "rule": layers.rule,
        }
        for name, layers in view.layers.items()
    }
    return {**_summary(view.asset), "credit_text": view.credit_text, "fields": fields}


def patch_asset(asset_id: int, update: AssetUpdate) -> dict[str, Any]:
    """Decide fields of an asset."""
    from library.desk import browse, curate  # noqa: PLC0415

    desk = workspace()
    step = curate.edit_asset(
        desk, asset_id, update.values, version=update.version, by=desk.settings.user, now=datetime.now(UTC)
    )
    return {**_summary(browse.get_asset(desk, asset_id).asset), "step": step}


def undo_step(step: str) -> dict[str, str]:
    """Take a step back."""
    from library.desk.history import undo  # noqa: PLC0415

    desk = workspace()
    return {"step": undo(desk, step, by=desk.settings.user, now=datetime.now(UTC))}


def _summary(asset: Asset) -> dict[str, Any]:
    shown = asset.model_dump(mode="json", exclude={"delivered", "proposed", "decided", "shooting"})
    version = shown_version(asset)
    return {**shown, "thumbnail": f"/thumb/{asset.id}/{version}.jpg", "preview": f"/preview/{asset.id}/{version}.jpg"}
