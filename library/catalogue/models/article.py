"""An article: the story that a gallery belongs to."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field, SQLModel


class Article(SQLModel, table=True):
    """One story, ours or read from a published page.

    Args:
        source_digest: SHA-256 of the page or text it was read from (family "documents"); None for our own drafts.
        published_at: moment of publication; None: not published, or unknown.
        published: the reading as delivered, as JSON; empty for our own drafts.
    """

    __tablename__: ClassVar[str] = "article"

    id: int | None = Field(default=None, primary_key=True)
    headline: str = Field(sa_column=Column(Text, nullable=False))
    authors: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    outlet: str | None = None
    url: str | None = Field(default=None, sa_column=Column(Text))
    published_at: datetime | None = None
    updated_at: datetime | None = None
    source_digest: str | None = Field(default=None, max_length=64, unique=True)
    published: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime
    created_by: str
    version: int = 1
