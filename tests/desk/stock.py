"""Assets, fingerprints and renditions for tests of galleries, duplicates, publishing and audit."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from library.catalogue.database import writing
from library.catalogue.models import Delivery, Fingerprint, Proof, Rendition
from library.credits.registry import load_registry
from library.desk.describe import proposed_layer
from library.desk.galleries import NewGallery, create_gallery
from library.desk.gallery_view import get_gallery
from library.desk.workspace import Workspace
from library.media.metadata import from_json
from tests.assets import add_asset
from tests.conftest import NOON

HALF = 0x5555555555555555
PREVIEW = b"preview of a picture"


def proposals(**values: Any) -> dict[str, Any]:
    return {name: {"value": value, "rule": "test", "evidence": []} for name, value in values.items()}


def deliver(workspace: Workspace, name: str, folder: str | None = None, **delivered: Any) -> int:
    """Bring an asset in whose file said so; the desk proposes as the shipped registry reads it."""
    with writing(workspace.engine) as session:
        proposed = proposed_layer(from_json(delivered), load_registry())
        asset = add_asset(session, name, NOON, proposed=proposed, **delivered)
        assert asset.id is not None
        session.add(
            Delivery(asset_id=asset.id, file_name=asset.file_name, folder=folder, uploader="anna", delivered_at=NOON)
        )
        return asset.id


def stock(workspace: Workspace, name: str, *, bits: int | None = None, at: datetime = NOON, **parts: Any) -> int:
    """Bring an asset in: parts are proposals of a rule; bits its fingerprint; `at` its delivery."""
    kind = parts.pop("kind", "photo")
    delivered = parts.pop("delivered", {})
    with writing(workspace.engine) as session:
        asset = add_asset(session, name, at, kind=kind, proposed=proposals(**parts), **delivered)
        assert asset.id is not None
        session.add(Delivery(asset_id=asset.id, file_name=asset.file_name, uploader="anna", delivered_at=at))
        if bits is not None:
            _prove_near(session, asset.id, bits, at)
        digest = workspace.store.put_bytes("renditions", PREVIEW).digest
        session.add(
            Rendition(
                asset_id=asset.id,
                name="preview",
                digest=digest,
                mime="image/jpeg",
                width_px=1600,
                height_px=1067,
                size_bytes=len(PREVIEW),
            )
        )
        return asset.id


def _prove_near(session: Session, asset_id: int, bits: int, at: datetime) -> None:
    """Keep a fingerprint, and a proof with every asset whose fingerprint is within six bits, as the finder would."""
    for other in session.exec(select(Fingerprint)).all():
        if (int(other.bits, 16) ^ bits).bit_count() <= 6:
            session.add(proof(other.asset_id, asset_id, at=at))
    session.add(Fingerprint(asset_id=asset_id, algorithm="phash", version=1, bits=f"{bits:016x}", region="whole"))


def proof(first: int, second: int, kind: str = "same", *, score: float = 0.99, at: datetime = NOON) -> Proof:
    """Make a proof as the finder writes it."""
    reasons = [{"code": "same", "percent": None, "place": "", "of": "both"}]
    region = [0, 0, 1600, 1067]
    facts = {
        "scene": 0.99,
        "reasons": reasons,
        "affine": [1.0, 0.0, 0.0, 0.0, 1.0, 0.0],
        "first_region": region,
        "second_region": region,
        "over": [],
        "moved": [],
    }
    return Proof(first_id=first, second_id=second, version="1.1", kind=kind, score=score, facts=facts, proved_at=at)


def credited(workspace: Workspace, name: str, **parts: Any) -> int:
    """Bring an asset in whose credit is clear."""
    known = {"agency": "EPA", "distributor": "Keystone", "alt_text": "To be seen", "credit_state": "clear"}
    return stock(workspace, name, **(known | parts))


def gallery_of(workspace: Workspace, *assets: int, title: str = "Parade in Bildern") -> int:
    """Make a gallery of assets."""
    return create_gallery(workspace, NewGallery(title, asset_ids=assets), by="anna", now=NOON)


def item_ids(workspace: Workspace, gallery_id: int) -> list[int]:
    """List the ids of a gallery's items in order."""
    return [view.item.id or 0 for view in get_gallery(workspace, gallery_id).items]


def shown_assets(workspace: Workspace, gallery_id: int) -> list[int | None]:
    """List the assets of a gallery's items in order."""
    return [view.item.asset_id for view in get_gallery(workspace, gallery_id).items]
