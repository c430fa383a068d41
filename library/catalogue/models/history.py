"""What is remembered for ever: changes, verdicts, and the ledger of uses."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Change(SQLModel, table=True):
    """One change of one field, kept so that it can be shown and undone; rows are only appended.

    Args:
        step: one per action of a person, 32 hexadecimal digits; a step is undone as a whole.
        action: what the person did, as "edit", "reorder", "ingest", "undo".
        subject: the table changed, as "asset".
        subject_id: its row.
        field: the field changed; "row" where a whole row came or went.
        old: value before, as JSON; None where the row or value did not exist.
        new: value after, as JSON.
        undoes: the step that this one took back; None otherwise.
    """

    __tablename__: ClassVar[str] = "change"
    __table_args__ = (Index("ix_change_subject", "subject", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    step: str = Field(max_length=32, index=True)
    changed_at: datetime
    changed_by: str
    action: str = Field(max_length=32)
    subject: str = Field(max_length=32)
    subject_id: int
    field: str = Field(max_length=64)
    old: Any = Field(default=None, sa_column=Column(JSON))
    new: Any = Field(default=None, sa_column=Column(JSON))
    undoes: str | None = Field(default=None, max_length=32, index=True)


class Verdict(SQLModel, table=True):
    """A person's decision on two assets, never asked again.

    It holds for the bytes: where an asset is removed, the decision waits without its number, and finds it again by
    the digest when the same bytes come in once more (`library.desk.verdicts.recall`).

    Args:
        first_id: the asset with the lower id; NULL while it is gone.
        second_id: the asset with the higher id; NULL while it is gone.
        first_digest: SHA-256 of the first's original.
        second_digest: SHA-256 of the second's original.
        kind: "same", "other_frame" or "unrelated".
    """

    __tablename__: ClassVar[str] = "verdict"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: int | None = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="asset.id", ondelete="SET NULL", nullable=True, index=True)
    second_id: int = Field(foreign_key="asset.id", ondelete="SET NULL", nullable=True, index=True)
    first_digest: str = Field(default="", max_length=64, index=True)
    second_digest: str = Field(default="", max_length=64, index=True)
    kind: str = Field(max_length=16)
    decided_by: str
    decided_at: datetime


class Usage(SQLModel, table=True):
    """One use that happened: a line of the ledger, only appended.

    Args:
        used_at: moment of publication.
        medium: "web" or "print".
        territory: ISO 3166 alpha-2 code of the country where the outlet appears.
        credit_line: the credit as printed; None: none was printed.
        agency: who produced the asset, as known on that day.
        distributor: who passed it on, as known on that day.
        document_digest: the frozen GalleryDocument it was part of.
    """

    __tablename__: ClassVar[str] = "usage"

    id: int | None = Field(default=None, primary_key=True)
    asset_id: int = Field(foreign_key="asset.id", index=True)
    article_id: int | None = Field(default=None, foreign_key="article.id", index=True)
    gallery_id: int | None = Field(default=None, foreign_key="gallery.id", index=True)
    item_uid: str | None = Field(default=None, max_length=32)
    outlet: str
    territory: str = Field(max_length=2)
    medium: str = Field(default="web", max_length=16)
    used_at: datetime = Field(index=True)
    credit_line: str | None = Field(default=None, sa_column=Column(Text))
    agency: str | None = Field(default=None, index=True)
    distributor: str | None = None
    photographer: str | None = None
    caption: str | None = Field(default=None, sa_column=Column(Text))
    document_digest: str | None = Field(default=None, max_length=64)
    recorded_by: str
