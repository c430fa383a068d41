"""An agency caption taken apart: number, dateline, sentence, credit, markers, imago's x-words, boilerplate."""

import re
from collections.abc import Sequence
from dataclasses import replace

from library.captions.boilerplate import find_boilerplate, is_cut
from library.captions.dateline import ID, find_dateline, leading_dateline, start_of, without_picture_date
from library.captions.keywords import find_keywords
from library.captions.markers import find_markers
from library.captions.persons import read_persons
from library.captions.provided import find_provider
from library.captions.records import WireCaption
from library.captions.sign_off import COPYRIGHT_X, find_sign_offs
from library.credits.folding import fold
from library.credits.names import is_person
from library.credits.records import Line, Mark
from library.credits.registry import Registry
from library.credits.rules import classify

_BLOCK_ID = re.compile(r"\((?P<id>\d{5,8}[a-z]{1,3})\)")
_BLOCK = re.compile(
    r"(?i)mandatory credit: photo by (?P<person>[^/\n\0]{4,60}?)\s?/\s?(?P<source>[^/\n\0]{3,50}?)"
    r"\s?/\s?(?P<house>[^(\n\0]{3,40}?)\s?\(\d{5,8}[a-z]{1,3}\)"
)
_X_WORD = re.compile(r"(?<!\w)(?=\w*x)[A-Z]{2,}(?:x[A-Z]{2,}){1,14}(?!\w)")
_BOILERPLATE = re.compile(
    r"\+{2,}[^+\n]*(?:\+{2,})?|\*{2}[^*\n]*\*{2}|--\s+.*$"
    r"|(?<![a-z] )\b(?:[A-ZÄÖÜ]{3,}[ /,;:.-]+){2,}[A-ZÄÖÜ.]{2,}[\s.!]*$",
    re.DOTALL,
)
# "… at Royal Randwick. NO ARCHIVING": behind the last sentence two words in capitals are enough.
_CAPITAL_END = re.compile(r"(?<=[.!?)\0])\s*(?:[A-ZÄÖÜ]{2,}[\s/,;:.!\0-]+){1,}[A-ZÄÖÜ]{2,}[\s.!\0]*$")
_PRIVATE = re.compile(
    r"(?i)[(\[]?\b(?:fotos?|bild(?:er)?|photos?)\s*:\s*(?:zvg|z\.\s?v\.\s?g\.|privat|pd|supplied)\b[)\].\s]*$"
)
_FILE_LEAD = re.compile(
    r"(?i)^\s*\(?(?:files?|file photo|archivbild|archivfoto|archiv|arkivbild|arkivfoto|symbolbild|themenbild|filed)\)?"
    r"\s*(?:\([^)]{0,40}\))?\s*(?:[-–—:]+)\s*"
)
_SHORTEST_SENTENCE = 12  # letters
_LEFT_OVERS = re.compile(r"(?:[(\[]\s*[)\]]|\s+(?=[.,;]))")
_UNCLOSED = re.compile(r"\s*[(\[][^()\[\]]{0,40}$")
_LABEL_END = re.compile(r"(?i)(?:\b(?:foto|photo|bild|copyright|mandatory credit|credit|image)s?\s*:?\s*(?:by)?|©)\s*$")


def split_caption(
    text: str, registry: Registry, *, taken: Sequence[tuple[int, int]] = (), field: str = "caption"
) -> WireCaption:
    """Take an agency caption apart.

    Args:
        text: the caption as it was sent or published.
        registry: the houses and words to read with.
        taken: places (start, end) that another reading already took, such as restrictions; no part of the sentence.
        field: the field to note in the evidence of the sign-offs.
    """
    sign_offs, marks = find_credits(text, registry, taken=taken, field=field)
    body = _masked(text, [*taken, *((line.offset, line.offset + len(line.text)) for line in sign_offs)])
    keywords = find_keywords(body)
    boilerplate = find_boilerplate(text)
    return WireCaption(
        sentence=_sentence(_masked(body, [*keywords.spans, *boilerplate])),
        sign_offs=sign_offs,
        marks=tuple(mark for mark in marks if mark.kind != "agency_image_id"),
        agency_image_id=next((mark for mark in marks if mark.kind == "agency_image_id"), None),
        dateline=find_dateline(body),
        persons=read_persons(body),
        x_tokens=tuple(found.group().replace("x", " ") for found in _X_WORD.finditer(text)),
        keywords=keywords.words,
        boilerplate=tuple(words for start, end in boilerplate if (words := text[start:end].strip())),
        is_file=any(mark.kind == "archive" for mark in marks),
        is_cut=is_cut(body),
    )


def find_credits(
    text: str, registry: Registry, *, taken: Sequence[tuple[int, int]] = (), field: str = "caption"
) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    """Return what a caption tells of the credit: its sign-offs, and the marks of its running text with the number.

    Args:
        text: the caption.
        registry: the houses and words to read with.
        taken: places (start, end) that another reading already took.
        field: the field to note in the evidence.
    """
    masked = _masked(text, taken)
    found = (
        *find_markers(text, registry.words),
        *find_provider(masked, registry),
        *_x_joined(text),
        *_image_id(text),
        *_source_in_block(masked, registry),
    )
    marks = tuple(replace(mark, field=field) for mark in found) if field != "caption" else found
    return find_sign_offs(masked, registry, field), marks


def _source_in_block(text: str, registry: Registry) -> tuple[Mark, ...]:
    """Read "Photo by A/B Press/Shutterstock (12345678ab)": in this block the place tells that B produced it."""
    found = _BLOCK.search(text) if "andatory" in text.lower() else None
    if found is None:
        return ()
    house = registry.find(found.group("house"))
    pieces = classify(found.group("source"), registry)
    words = fold(found.group("source")).split()
    if house is None or house.role != "distributor" or [piece.kind for piece in pieces] != ["unread"]:
        return ()
    if not is_person(found.group("person"), registry.words) or not registry.words.trade.intersection(words):
        return ()
    return (Mark("source", "source_in_the_credit_block", *found.span("source"), found.group("source")),)


def _x_joined(text: str) -> tuple[Mark, ...]:
    found = COPYRIGHT_X.search(text) if "opyright" in text.lower() else None
    return (Mark("x_joined", "copyright_joined_by_x", found.start(), found.end(), found.group()),) if found else ()


def _image_id(text: str) -> tuple[Mark, ...]:
    for pattern, rule in ((ID, "id_at_the_start"), (_BLOCK_ID, "id_in_the_credit_block")):
        found = pattern.search(text)
        if found is not None:
            return (Mark("agency_image_id", rule, found.start("id"), found.end("id"), found.group("id")),)
    return ()


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _sentence(body: str) -> str:
    """Return the words that say what is shown: number, dateline, markers, credit and boilerplate are gone."""
    body = body[start_of(body) :]
    lead = leading_dateline(body)
    body = _X_WORD.sub("\0", body[lead:])
    body = without_picture_date(re.sub(r"(?i)\bcopyright:?\s*(?=\0)", "", body))
    body = _BOILERPLATE.sub("\0", _PRIVATE.sub("\0", _BLOCK_ID.sub("\0", body)))
    body = _FILE_LEAD.sub("", _CAPITAL_END.sub("\0", body))
    # imago gives the sentence in German, then by machine in English.
    first, stars, _ = body.partition(" *** ")
    body = first if stars and sum(map(str.isalpha, first)) >= _SHORTEST_SENTENCE else body
    if not lead:
        body = body[leading_dateline(body) :]
    pieces = [_LABEL_END.sub("", piece).strip(" \t\n") for piece in body.split("\0")]
    joined = " ".join(piece for piece in pieces if any(map(str.isalpha, piece)))
    for _ in range(3):
        joined = _LEFT_OVERS.sub("", joined)
    joined = _UNCLOSED.sub("", joined)
    return re.sub(r"\s+", " ", joined).strip(" -–—/|+([,;:")
