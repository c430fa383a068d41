"""What the desk keeps by name, for all or for one person alone: how it is named and found."""

from typing import TypeVar

from sqlmodel import Session, col, select

from library.catalogue.models import Codes, Pad
from library.errors import InvalidInput, NotFound

SHARED = ""  # the owner of what belongs to the whole desk
_LONGEST_NAME = 60
_COMMANDS = {"pad": "photodesk pads list", "code_table": "photodesk codes list"}
_WORDS = {"pad": "pad", "code_table": "table of codes"}
Kept = TypeVar("Kept", Pad, Codes)


def clean_name(table: type[Pad] | type[Codes], name: str) -> str:
    """Give a name as it is kept: single spaces, none around it.

    Raises:
        InvalidInput: there is none, or it is too long.
    """
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST_NAME:
        raise InvalidInput(
            f"A {_word(table)} needs a name of at most {_LONGEST_NAME} characters",
            hint="Say what it is for, as “Super League”.",
        )
    return clean


def find_row(session: Session, table: type[Kept], name: str, by: str) -> Kept:
    """Find what is kept under a name; a person's own goes before the desk's.

    Raises:
        NotFound: nothing is.
    """
    wanted = " ".join(name.split())
    rows = session.exec(select(table).where(table.name == wanted, col(table.owner).in_((SHARED, by)))).all()
    if not rows:
        raise NotFound(
            f"There is no {_word(table)} {wanted!r}", hint=f"Look at the list: {_COMMANDS[str(table.__tablename__)]}"
        )
    return next((row for row in rows if row.owner == by), rows[0])


def list_rows(session: Session, table: type[Kept], by: str) -> list[Kept]:
    """List what a person can use, their own and the desk's, by name."""
    rows = session.exec(select(table).where(col(table.owner).in_((SHARED, by)))).all()
    return sorted(rows, key=lambda row: (row.name.casefold(), row.owner))


def refuse_taken(session: Session, table: type[Kept], row: Kept, name: str) -> None:
    """Refuse a name that its owner has given already.

    Raises:
        InvalidInput: it is given.
    """
    others = (table.owner == row.owner, table.name == name, table.id != row.id)
    if session.exec(select(table.id).where(*others)).first() is not None:
        raise InvalidInput(f"There is a {_word(table)} {name!r} already", hint="Choose another name.")


def _word(table: type[Pad] | type[Codes]) -> str:
    return _WORDS[str(table.__tablename__)]
