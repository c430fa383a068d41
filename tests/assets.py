"""Assets for tests that need rows and no pictures."""

import hashlib
from datetime import datetime
from typing import Any

from sqlmodel import Session

from library.catalogue.layers import refresh
from library.catalogue.models import Asset
from library.catalogue.search import index_asset


def add_asset(session: Session, name: str, now: datetime, **values: Any) -> Asset:
    """Add an asset whose delivered layer holds the given values; `kind` and `proposed` are taken as columns."""
    asset = Asset(
        digest=hashlib.sha256(name.encode()).hexdigest(),
        kind=values.pop("kind", "photo"),
        proposed=values.pop("proposed", {}),
        created_at=values.pop("created_at", None),
        format="JPEG",
        mime="image/jpeg",
        suffix=".jpg",
        size_bytes=1000,
        width_px=1600,
        height_px=1067,
        ingested_at=now,
        file_name=f"{name}.jpg",
        delivered=values,
    )
    refresh(asset)
    session.add(asset)
    session.flush()
    index_asset(session, asset)
    return asset
