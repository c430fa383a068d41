"""The search projection: one row of folded words an asset; it can be rebuilt at any time."""

from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class SearchDoc(SQLModel, table=True):
    """The words that an asset is found by.

    Args:
        terms: folded words (`library.catalogue.words.fold`), space between them.
    """

    __tablename__: ClassVar[str] = "search_doc"

    asset_id: int = Field(primary_key=True, foreign_key="asset.id")
    terms: str = Field(default="", sa_column=Column(Text, nullable=False))
