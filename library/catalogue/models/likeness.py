"""What assets are recognised by, and what was proved of two of them; both can be made again from the renditions."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Likeness(SQLModel, table=True):
    """What a picture, or one frame of a clip, is recognised by (`library.media.likeness`).

    Args:
        version: of the way from pixels to hashes and words; likenesses of different versions are not comparable.
        at_seconds: moment of a clip's frame; None for pictures.
        hashes: 64-bit hashes, little-endian: of the whole in eight forms, trimmed in eight forms or none, of windows.
        words: visual words, 16 bits each, little-endian.
        detail_digest: blob of family "likenesses" that a pair is proved with.
        is_compared: whether it was compared with all that was here before it.
    """

    __tablename__: ClassVar[str] = "likeness"

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    version: int = Field(index=True)
    at_seconds: float | None = None
    hashes: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    words: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    detail_digest: str = Field(max_length=64)
    is_compared: bool = Field(default=False, index=True)


class Proof(SQLModel, table=True):
    """What the program proved two assets to be to each other; a person's `Verdict` stands above it.

    Args:
        first_id: the asset with the lower id.
        second_id: the asset with the higher id.
        version: of likeness and judge, as "1.1"; a newer one replaces it.
        kind: "same", "crop", "altered", "other-frame" or "unrelated".
        score: calibrated probability that they are the same picture.
        facts: scene, reasons, affine, regions and places, as `library.duplicates.relations.Relation` has them.
    """

    __tablename__: ClassVar[str] = "proof"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: int | None = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="asset.id", index=True)
    second_id: int = Field(foreign_key="asset.id", index=True)
    version: str = Field(max_length=16)
    kind: str = Field(max_length=16, index=True)
    score: float
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    proved_at: datetime
