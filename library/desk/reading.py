"""A picture's credit read from all that its agency wrote: credit fields, caption and instructions together."""

from dataclasses import replace

from library.captions.records import WireCaption
from library.captions.wire import split_caption
from library.credits.folding import fold
from library.credits.lines import split_line
from library.credits.parse import parse_credit
from library.credits.records import Credit, CreditFields, Evidence, Mark
from library.credits.registry import Registry
from library.credits.rules import classify
from library.rights.restrictions import Restriction, read_restrictions

# AP's by-line title for a handout that came with a story: the conditions are always the same.
_HONS = ("NO_ARCHIVES", "NO_LICENSING", "MANDATORY_CREDIT", "TIME_LIMIT:14d")
_FLAGS = ("pool", "handout", "archive", "symbolic", "ai")


def read_credit(fields: CreditFields, registry: Registry) -> Credit:
    """Read all fields of a picture's credit together.

    Args:
        fields: what the agency wrote.
        registry: the houses and words in force.
    """
    limits = read_limits(fields)
    captions = [
        split_caption(text, registry, taken=_places(limits, name), field=name)
        for name, text in (("caption", fields.caption), ("instructions", fields.instructions))
        if text and text.strip()
    ]
    marks = [mark for caption in captions for mark in _marks(caption)]
    marks += _flags_in_instructions(fields.instructions, registry)
    credit = parse_credit(
        fields, registry, sign_offs=[line for caption in captions for line in caption.sign_offs], marks=marks
    )
    return _limited(credit, limits)


def read_limits(fields: CreditFields, usage_terms: str | None = None) -> tuple[Restriction, ...]:
    """Return the restrictions of instructions, usage terms, caption and by-line title, each code once."""
    found = [
        limit
        for name, text in (
            ("instructions", fields.instructions),
            ("usage_terms", usage_terms),
            ("caption", fields.caption),
        )
        for limit in read_restrictions(text or "", name)
    ]
    if fields.byline_title and fold(fields.byline_title) == "hons":
        title = fields.byline_title
        found += [Restriction(code, title, 0, len(title), "byline_title", "story_handout") for code in _HONS]
    return tuple({limit.code: limit for limit in reversed(found)}.values())[::-1]


def _places(limits: tuple[Restriction, ...], field: str) -> list[tuple[int, int]]:
    """Return where restrictions stand, so that their words are taken for no credit; a demand to name somebody stays readable."""
    return [(limit.start, limit.end) for limit in limits if limit.field == field and limit.code != "MANDATORY_CREDIT"]


def _marks(caption: WireCaption) -> tuple[Mark, ...]:
    return (*caption.marks, *((caption.agency_image_id,) if caption.agency_image_id else ()))


def _flags_in_instructions(text: str | None, registry: Registry) -> list[Mark]:
    """Instructions are lists of remarks: "POOL", "HANDOUT" stand there alone."""
    if not text:
        return []
    parts, _ = split_line(text, registry)
    return [
        Mark(piece.kind, piece.rule, part.start, part.end, part.text, "instructions")
        for part in parts
        for piece in classify(part.text, registry)
        if piece.kind in _FLAGS and len(part.text) > 3
    ]


def _limited(credit: Credit, limits: tuple[Restriction, ...]) -> Credit:
    """Add the restrictions and their evidence."""
    if not limits:
        return credit
    evidence = (
        Evidence("restrictions", one.code, one.rule, one.field, one.start, one.end, one.words) for one in limits
    )
    return replace(credit, restrictions=tuple(limit.code for limit in limits), evidence=(*credit.evidence, *evidence))
