"""A word of the trade as this newsroom knows it, on top of the shipped lists."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Word(SQLModel, table=True):
    """One word or phrase that a person added to the shipped lists, or took out of them.

    Args:
        kind: what it says, one of credits.own_words.KINDS ("institution", "flag", "restriction", "country", …).
        value: what it stands for, where its kind asks for it: a flag, a restriction's code, ISO codes; else "".
        key: the text folded, as words are compared; unique within kind and value.
        text: the word or phrase as it was entered.
        is_removed: True hides a shipped word.
        version: counts the changes.
    """

    __tablename__: ClassVar[str] = "word"
    __table_args__ = (UniqueConstraint("kind", "value", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    value: str = ""
    key: str
    text: str
    is_removed: bool = False
    changed_at: datetime
    changed_by: str
    version: int = 1
