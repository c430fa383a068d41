"""A picture's credit read from all that its agency wrote: credit fields, caption and instructions together."""

import re
from dataclasses import replace

from library.captions.wire import find_credits
from library.credits.folding import fold
from library.credits.lines import split_line
from library.credits.parse import parse_credit
from library.credits.records import Credit, CreditFields, Evidence, Line, Mark
from library.credits.registry import Registry
from library.credits.rules import classify
from library.rights.language import load_language
from library.rights.restrictions import Restriction, read_restrictions

# AP's by-line title for a handout that came with a story: the conditions are always the same.
_HONS = ("NO_ARCHIVES", "NO_LICENSING", "MANDATORY_CREDIT", "TIME_LIMIT:14d")
_NAMES_NEXT = re.compile(r"\s*[:\"“„«]")
_TERMS = (
    "only",
    " out",
    "mandatory",
    "no sales",
    "no archiv",
    "nur ",
    "sperrfrist",
    "embargo",
    "solo uso",
    "no resale",
)
_FLAGS = ("pool", "handout", "archive", "symbolic", "ai")


def read_credit(fields: CreditFields, registry: Registry) -> Credit:
    """Read all fields of a picture's credit together.

    Args:
        fields: what the agency wrote.
        registry: the houses and words in force.
    """
    limits = _find_limits(fields, registry)
    if limits and (taken := _places(limits, fields, "credit")):
        fields = replace(fields, credit=_masked(fields.credit or "", taken))
    sign_offs: list[Line] = []
    marks: list[Mark] = []
    for name, text in (("caption", fields.caption), ("instructions", fields.instructions)):
        if text and text.strip():
            lines, told = find_credits(text, registry, taken=_places(limits, fields, name), field=name)
            sign_offs += lines
            marks += told
    marks += _flags_in_instructions(fields.instructions, registry)
    credit = parse_credit(fields, registry, sign_offs=sign_offs, marks=marks)
    return _limited(credit, _each_once(limits))


def read_limits(fields: CreditFields, registry: Registry, usage_terms: str | None = None) -> tuple[Restriction, ...]:
    """Return the restrictions of instructions, usage terms, caption, credit and by-line title, each code once."""
    return _each_once(_find_limits(fields, registry, usage_terms))


def _find_limits(fields: CreditFields, registry: Registry, usage_terms: str | None = None) -> list[Restriction]:
    """Find every restriction, also where another field says the same."""
    credit = fields.credit if fields.credit and _tells_terms(fields.credit.lower()) else ""
    if not (fields.instructions or usage_terms or fields.caption or fields.byline_title or credit):
        return []
    language = load_language(registry.own_words)
    found = [
        limit
        for name, text in (
            ("instructions", fields.instructions),
            ("usage_terms", usage_terms),
            ("caption", fields.caption),
            ("credit", credit),
        )
        for limit in read_restrictions(text or "", name, language)
    ]
    if fields.byline_title and fold(fields.byline_title) == "hons":
        title = fields.byline_title
        found += [Restriction(code, title, 0, len(title), "byline_title", "story_handout") for code in _HONS]
    return found


def _tells_terms(credit: str) -> bool:
    """Tell whether a credit line in small letters may hold terms as well: "Jane Doe/AFP EDITORIAL USE ONLY"."""
    return any(word in credit for word in _TERMS)


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _each_once(limits: list[Restriction]) -> tuple[Restriction, ...]:
    """Keep the first restriction of each code."""
    if not limits:
        return ()
    return tuple({limit.code: limit for limit in reversed(limits)}.values())[::-1]


def _places(limits: list[Restriction], fields: CreditFields, field: str) -> list[tuple[int, int]]:
    """Return where restrictions stand: their words are no credit, unless they say whom to name."""
    text = getattr(fields, field) or ""
    return [
        (limit.start, limit.end)
        for limit in limits
        if limit.field == field and not (limit.code == "MANDATORY_CREDIT" and _NAMES_NEXT.match(text, limit.end))
    ]


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
