"""Credit lines and fields read into a Credit.

A line is cut into parts (lines), each part goes through the rules (rules), the chain of houses is put in order (chain),
and the readings of all fields are merged (merge).
"""

from collections.abc import Sequence

from library.credits.chain import Reading, assemble
from library.credits.folding import fold
from library.credits.lines import split_line, without_entities
from library.credits.merge import merge
from library.credits.neighbours import Place
from library.credits.records import Credit, CreditFields, Line, Mark
from library.credits.registry import Registry
from library.credits.rules import classify, cut_giver, cut_house

_LABEL_FLAGS = ("archive", "symbolic", "handout", "pool", "ai")


def read_line(line: Line, registry: Registry) -> Reading:
    """Read one credit line.

    Args:
        line: the words, their field and their place in it.
        registry: the houses and words to read with.
    """
    text, signs = without_entities(line.text)
    parts, labels = split_line(text, registry)
    places: list[Place] = []
    offset, last = line.offset, len(parts) - 1
    for label in labels:
        flag = registry.words.flags.get(fold(label.word))
        if flag in _LABEL_FLAGS:
            start = label.start + offset
            places.append(Place(flag, label.word, start, start + len(label.word), "label", label.word, "start"))
    for index, part in enumerate(parts):
        pieces = classify(part.text, registry)
        if index == last and index:
            pieces = cut_house(part, line.text, pieces, registry) or pieces
            if pieces[-1].kind in ("single", "unread"):
                pieces = cut_giver(part, line.text, registry) or pieces
        before = part.before
        for piece in pieces:
            start, end = part.start + piece.start + offset, part.start + piece.end + offset
            words = part.text[piece.start : piece.end]
            places.append(Place(piece.kind, piece.value, start, end, piece.rule, words, before, piece.entry))
            before = "space"  # only the first piece of a part stands behind the separator
    if labels and parts and parts[0].start < labels[0].start:
        places = _behind_label(places, labels[-1].end + offset)
    if signs:
        places = [_as_given(place, signs, offset) for place in places]
    return assemble(places, line.field)


def _behind_label(places: list[Place], end: int) -> list[Place]:
    """Read "Jane Doe at work - Photo: Jonas Braun": a name in front of an inner label is shown, not credited."""
    if not any(place.kind == "person" and place.start >= end for place in places):
        return places
    return [
        place._replace(kind="unread") if place.kind == "person" and place.start < end else place for place in places
    ]


def _as_given(place: Place, signs: tuple[int, ...], offset: int) -> Place:
    """Return the place as it stands in the field, where entities take more signs than what they stand for."""
    return place._replace(start=signs[place.start - offset] + offset, end=signs[place.end - offset] + offset)


def field_lines(fields: CreditFields) -> tuple[Line, ...]:
    """Return the fields that are credit lines as a whole, in the order in which they are trusted."""
    named = (
        ("credit", fields.credit),
        ("byline", fields.byline),
        ("source", fields.source),
        ("copyright", fields.copyright),
    )
    return tuple([Line(text, name) for name, text in named if text and not text.isspace()])


def parse_credit(
    fields: CreditFields, registry: Registry, *, sign_offs: Sequence[Line] = (), marks: Sequence[Mark] = ()
) -> Credit:
    """Read the credit fields of a picture.

    Args:
        fields: what the agency wrote; caption and instructions are not read here but by the folders that know them.
        registry: the houses and words to read with.
        sign_offs: credit lines found in caption and instructions.
        marks: what their running text tells.
    """
    readings = [read_line(line, registry) for line in (*field_lines(fields), *sign_offs)]
    readings += [_marked(mark, registry) for mark in marks if mark.kind != "agency_image_id"]
    return merge(readings, fields, registry, ids=[mark for mark in marks if mark.kind == "agency_image_id"])


def _marked(mark: Mark, registry: Registry) -> Reading:
    """Turn a remark of running text into a reading."""
    reading = Reading(mark.field)
    entry = registry.find(mark.text) if mark.kind in ("provider", "via") else None
    place = Place(
        mark.kind, entry.name if entry else mark.text, mark.start, mark.end, mark.rule, mark.text, "start", entry
    )
    if mark.kind == "provider":
        reading.provider = place
        reading.flags["handout"] = place
    elif mark.kind in ("via", "source"):
        reading.agency = place
    elif mark.kind == "x_joined":
        reading.distributor = place._replace(
            value=registry.words.x_joined_by, entry=registry.find(registry.words.x_joined_by)
        )
    else:
        reading.flags[mark.kind] = place
    return reading
