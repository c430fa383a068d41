"""What a desk keeps for writing captions: pads and tables of codes by name, and the rules of its own outlets."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class Pad(SQLModel, table=True):
    """A stationery pad that somebody saved under a name.

    Args:
        owner: the person whose pad it is; "" for one of the whole desk.
        lines: one object a field: field, template, way, is_ticked.
        version: counts the changes.
    """

    __tablename__: ClassVar[str] = "pad"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    owner: str = ""
    name: str
    lines: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    changed_at: datetime
    changed_by: str
    version: int = 1


class Codes(SQLModel, table=True):
    """A table of code replacements that somebody keeps under a name.

    Args:
        owner: the person whose table it is; "" for one of the whole desk.
        delimiter: what stands before and behind a code in a text.
        codes: pairs of a code and the list of its replacements, in the order of the file.
        version: counts the changes.
    """

    __tablename__: ClassVar[str] = "code_table"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    owner: str = ""
    name: str
    delimiter: str
    codes: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    changed_at: datetime
    changed_by: str
    version: int = 1


class Outlet(SQLModel, table=True):
    """What one outlet wants of a caption, where a person said so; it replaces the shipped table of the same name.

    Args:
        name: of the outlet, as the settings and the ledger have it; "default" holds for all; unique.
        rules: the table in the form of outlets.toml.
        is_removed: True hides a shipped table.
        version: counts the changes.
    """

    __tablename__: ClassVar[str] = "outlet"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    rules: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_removed: bool = False
    changed_at: datetime
    changed_by: str
    version: int = 1
