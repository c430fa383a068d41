"""An agency as this newsroom knows it, on top of the shipped registry."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Agency(SQLModel, table=True):
    """One entry of the registry that a person added or changed; it replaces the shipped entry of the same name.

    Args:
        name: the name that credits are read to, as "EPA"; unique.
        entry: the whole entry in the form of agencies.toml (aliases, role, printed_as, …).
        is_removed: True hides a shipped entry.
        version: counts the changes.
    """

    __tablename__: ClassVar[str] = "agency"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    entry: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_removed: bool = False
    changed_at: datetime
    changed_by: str
    version: int = 1
