"""An asset and what belongs to it: its deliveries, fingerprints and renditions."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Asset(SQLModel, table=True):
    """One photo or video we hold, with identity: the same bytes are the same asset.

    Three layers stay apart: `delivered` (as read from the file), `proposed` (by a rule, with its evidence) and
    `decided` (by a person). The columns below them hold what is shown: the last layer that has a value
    (`library.catalogue.layers`).

    Args:
        digest: SHA-256 of the original's bytes, hexadecimal.
        kind: "photo" or "video".
        format: "JPEG", "MP4", …
        width_px: width as shown upright.
        height_px: height as shown upright.
        duration_seconds: length of a video; None for photos.
        created: moment of capture as delivered, ISO 8601, with an offset only if the file has one.
        created_at: the same as a moment; where the file has no zone, the newsroom's is assumed. None: unknown.
        delivered: EmbeddedMetadata as JSON.
        proposed: field -> {"value", "rule", "evidence"}.
        decided: field -> value.
        credit_state: "clear", "unclear", "conflict" or "missing".
        restrictions: codes such as "NO_SALES" or "TERRITORY_OUT:CH".
        version: counts the changes, so that nobody overwrites somebody else's.
        is_developed: False while renditions and fingerprints are still to be made.
        damage: what is missing of the picture, in words; None when it is whole.
        merged_into_id: the asset, the same picture, that stands for this one; None: it stands for itself.
        claimed_until: moment until which somebody is making them; after it anybody may.
    """

    __tablename__: ClassVar[str] = "asset"
    __table_args__ = (
        Index("ix_asset_newest", "ingested_at", "id"),
        Index("ix_asset_created", "created_at", "id"),
        Index("ix_asset_is_developed", "is_developed", "claimed_until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(max_length=64, unique=True)
    kind: str = Field(max_length=8, index=True)
    format: str = Field(max_length=8)
    mime: str = Field(max_length=64)
    suffix: str = Field(max_length=8)
    size_bytes: int
    width_px: int
    height_px: int
    duration_seconds: float | None = None
    codec: str | None = None
    created: str | None = None
    created_at: datetime | None = None
    ingested_at: datetime
    delivered: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    proposed: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    decided: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    shooting: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

    file_name: str = ""
    headline: str | None = Field(default=None, sa_column=Column(Text))
    description: str | None = Field(default=None, sa_column=Column(Text))
    caption: str | None = Field(default=None, sa_column=Column(Text))
    alt_text: str | None = Field(default=None, sa_column=Column(Text))
    credit_line: str | None = Field(default=None, sa_column=Column(Text))
    distributor: str | None = Field(default=None, index=True)
    agency: str | None = Field(default=None, index=True)
    photographer: str | None = None
    provider: str | None = None
    supplier_ref: str | None = Field(default=None, index=True)
    is_archive: bool = False
    is_pool: bool = False
    is_handout: bool = False
    is_ai: bool = False
    is_symbolic: bool = False
    credit_state: str = Field(default="missing", max_length=8, index=True)
    restrictions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    keywords: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    copyright_notice: str | None = Field(default=None, sa_column=Column(Text))
    instructions: str | None = Field(default=None, sa_column=Column(Text))
    usage_terms: str | None = Field(default=None, sa_column=Column(Text))
    city: str | None = None
    country: str | None = None
    version: int = 1
    is_developed: bool = True
    damage: str | None = Field(default=None, sa_column=Column(Text))
    merged_into_id: int | None = Field(default=None, foreign_key="asset.id", index=True)
    claimed_until: datetime | None = None


class Delivery(SQLModel, table=True):
    """One arrival of bytes that are, or were already, an asset.

    Args:
        file_name: name the file came with.
        folder: folder it came from; None for uploads.
        uploader: who brought it in.
        delivered_at: moment of arrival.
        sidecar_name: name of the XMP file that lay beside it; None when there was none.
        sidecar_digest: digest of that file among the store's documents.
    """

    __tablename__: ClassVar[str] = "delivery"

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    file_name: str
    folder: str | None = None
    uploader: str
    delivered_at: datetime
    sidecar_name: str | None = None
    sidecar_digest: str | None = Field(default=None, max_length=64)


class Fingerprint(SQLModel, table=True):
    """A perceptual hash of an asset or of one region or frame of it.

    Args:
        algorithm: "phash".
        version: of the way from file to hash; hashes of different versions are not comparable.
        bits: 16 hexadecimal digits (64 bits).
        region: "whole", "trimmed" or "frame".
        at_seconds: moment of a video's frame; None for pictures.
    """

    __tablename__: ClassVar[str] = "fingerprint"

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    algorithm: str = Field(max_length=16)
    version: int
    bits: str = Field(max_length=64)
    region: str = Field(max_length=16)
    at_seconds: float | None = None


class Rendition(SQLModel, table=True):
    """A version derived from the original to a spec; it can always be made again.

    Args:
        name: "thumbnail" or "preview".
        digest: SHA-256 of the rendition's bytes, its key in the store.
    """

    __tablename__: ClassVar[str] = "rendition"
    __table_args__ = (UniqueConstraint("asset_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    name: str = Field(max_length=16)
    digest: str = Field(max_length=64)
    mime: str = Field(max_length=64)
    width_px: int
    height_px: int
    size_bytes: int
