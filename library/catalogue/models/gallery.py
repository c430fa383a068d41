"""Galleries: ordered pictures, each with a line of its own."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field, SQLModel


class Gallery(SQLModel, table=True):
    """An ordered set of pictures for an article.

    Args:
        state: "draft" or "published".
        document_digest: the newest frozen GalleryDocument in the store (family "documents"); None: never published.
        published_at: moment of the newest publication.
        version: counts the changes, so that two people do not overwrite each other.
    """

    __tablename__: ClassVar[str] = "gallery"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(sa_column=Column(Text, nullable=False))
    language: str = Field(default="de", max_length=16)
    article_id: int | None = Field(default=None, foreign_key="article.id", index=True)
    state: str = Field(default="draft", max_length=16)
    document_digest: str | None = Field(default=None, max_length=64)
    published_at: datetime | None = None
    created_at: datetime
    created_by: str
    changed_at: datetime
    version: int = 1


class GalleryItem(SQLModel, table=True):
    """An asset at a position of a gallery with its own caption; without an asset it is wanted.

    Args:
        uid: stable identity across reorders and exports, 32 hexadecimal digits.
        position: place in the gallery, 0 first.
        asset_id: None while the picture is wanted.
        caption: what the desk prints under it in this gallery, in the gallery's language; None: the asset's.
        translations: captions for this gallery in further languages: "fr" -> text; without one, the asset's.
        alt_text: alternative text in this gallery; None: the asset's.
        credit_line: the printed credit where a person wrote one; None: the asset's in house style.
        is_hidden: kept but not shown.
        is_lead: the gallery's lead picture; at most one.
        wanted: what is known of a picture not in the catalogue or how it was found:
            description, caption, credit_line, agency_image_id, url, why, score.
    """

    __tablename__: ClassVar[str] = "gallery_item"
    __table_args__ = (Index("ix_gallery_item_order", "gallery_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=32, unique=True)
    gallery_id: int = Field(foreign_key="gallery.id", index=True)
    position: int
    kind: str = Field(default="photo", max_length=8)
    asset_id: int | None = Field(default=None, foreign_key="asset.id", index=True)
    caption: str | None = Field(default=None, sa_column=Column(Text))
    translations: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    alt_text: str | None = Field(default=None, sa_column=Column(Text))
    credit_line: str | None = Field(default=None, sa_column=Column(Text))
    is_hidden: bool = False
    is_lead: bool = False
    wanted: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
