"""The records that the reading of credits takes and returns."""

from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "credit",
    "byline",
    "byline_title",
    "source",
    "copyright",
    "caption",
    "instructions",
    "agency_image_id",
    "transmission_ref",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a part has its value.

    Args:
        part: the part of the credit ("agency", "photographer", "is_pool", "restrictions", …).
        value: what was read, as text.
        rule: the name of the rule that read it.
        field: the field it was read from.
        start: first character in that field, counted from 0.
        end: the character after the last.
        text: the words themselves.
    """

    part: str
    value: str
    rule: str
    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CreditFields:
    """All that an agency writes about who made a picture; None where it wrote nothing.

    A transmission reference is a desk's routing code ("BRU112"); it is a picture's id only in the form of one.
    """

    credit: str | None = None
    byline: str | None = None
    byline_title: str | None = None
    source: str | None = None
    copyright: str | None = None
    caption: str | None = None
    instructions: str | None = None
    agency_image_id: str | None = None
    transmission_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit in its parts.

    Args:
        distributor: who passed the picture on to us; None where the agency sent it itself.
        agency: who produced it; None where nothing tells.
        photographer: the person or persons, joined with ", ".
        provider: the institution that handed it out.
        restrictions: codes such as NO_SALES or TERRITORY_OUT:CH, in the order they were read.
        agency_image_id: the agency's own number of the picture.
        unread: names that stand in a credit and that no rule knows; never dropped, never guessed.
        conflicts: agencies that another field names instead.
        evidence: one entry for every part that has a value.
    """

    distributor: str | None = None
    agency: str | None = None
    photographer: str | None = None
    provider: str | None = None
    is_archive: bool = False
    is_pool: bool = False
    is_handout: bool = False
    is_ai: bool = False
    is_symbolic: bool = False
    restrictions: tuple[str, ...] = ()
    agency_image_id: str | None = None
    unread: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a field that is to be read as a credit line.

    Args:
        text: the words; signs that another reading took stand as NUL, so that places stay true.
        field: the field they come from.
        offset: where the text begins in that field.
    """

    text: str
    field: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of running text that tell something of the credit.

    Args:
        kind: a flag ("archive", "handout", "pool", "symbolic", "ai"), "provider", "via", "source" (who
            produced it) or "agency_image_id".
        rule: the rule that read them.
        start: first character in the field.
        end: the character after the last.
        text: the words themselves.
        field: the field they stand in.
    """

    kind: str
    rule: str
    start: int
    end: int
    text: str
    field: str = "caption"
