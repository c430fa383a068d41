"""The readings of all fields put together into one Credit.

Credit, caption sign-off, source, by-line and copyright are trusted in this order; a field that only adds to the chain
is taken in, a field that names another house of the same standing is kept as a conflict.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from library.credits.chain import Reading
from library.credits.folding import fold
from library.credits.neighbours import Place
from library.credits.records import Credit, CreditFields, Evidence, Mark
from library.credits.registry import AgencyEntry, Registry, id_pattern
from library.credits.rules import CUT_BYTES

_TRUST = {"credit": 0, "caption": 1, "instructions": 2, "source": 3, "byline": 4, "copyright": 5}
_PERSON_TRUST = {"byline": 0, "credit": 1, "caption": 2, "instructions": 3, "source": 4, "copyright": 5}
# AP's by-line titles: POOL, handouts by governments (HOGP) and for a story (HONS).
_SHORTEST_SIGNATURE = 4
_DIGITS = re.compile(r"\d{4}|[A-Z]\d")
_TITLES = {
    "pool": "pool",
    "hogp": "handout",
    "hons": "handout",
    "ho": "handout",
    "handout": "handout",
    "pool photo": "pool",
}


@dataclass(slots=True)
class _Draft:
    """The credit while the readings are taken in."""

    distributor: tuple[Place, str] | None = None
    agency: tuple[Place, str] | None = None
    provider: tuple[Place, str] | None = None
    photographers: list[tuple[Place, str]] = field(default_factory=list)
    flags: dict[str, tuple[Place, str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    inferred: bool = False


def merge(readings: Sequence[Reading], fields: CreditFields, registry: Registry, *, ids: Sequence[Mark] = ()) -> Credit:
    """Return the credit that all readings give together.

    Args:
        readings: one for each line.
        fields: for the by-line title and the agency's picture id.
        registry: whose id patterns tell a producer.
        ids: numbers that stood where an agency puts its own, for when no pattern tells.
    """
    draft = _Draft()
    for reading in _by_trust(readings, _TRUST):
        _take_houses(draft, reading)
        _take_rest(draft, reading, registry.words.departments)
    for reading in _by_trust(readings, _PERSON_TRUST):
        if reading.photographers and not draft.photographers:
            draft.photographers = [(place, reading.source) for place in reading.photographers]
    if draft.provider is not None and draft.photographers:
        giver = fold(draft.provider[0].value)
        draft.photographers = [pair for pair in draft.photographers if fold(pair[0].value) != giver]
    if fields.byline and not draft.photographers:
        _take_signature(draft, readings)
    image_id = _image_id(draft, fields, registry)
    if image_id is None and ids:
        place = Place("id", ids[0].text, ids[0].start, ids[0].end, ids[0].rule, ids[0].text, "start")
        image_id = (place, ids[0].field)
    if fields.byline_title:
        _take_title(draft, fields.byline_title)
    if draft.provider is not None:
        _drop_giver(draft)
    if draft.agency is None and draft.distributor is not None:
        _infer_producer(draft, is_signed=any(reading.is_signed for reading in readings))
    return _finished(draft, fields, image_id)


def _by_trust(readings: Sequence[Reading], trust: Mapping[str, int]) -> Sequence[Reading]:
    return readings if len(readings) <= 1 else sorted(readings, key=lambda reading: trust.get(reading.source, 9))


def _take_houses(draft: _Draft, reading: Reading) -> None:
    """Take a reading's chain in where it completes what is known, note it where it contradicts."""
    name = reading.source
    if reading.distributor is None and reading.agency is None:
        return
    if draft.distributor is None and draft.agency is None:
        draft.distributor = (reading.distributor, name) if reading.distributor else None
        draft.agency = (reading.agency, name) if reading.agency else None
        draft.inferred = reading.inferred_agency
        return
    known = _known(draft)
    found = {place.value for place in (reading.distributor, reading.agency) if place}
    if found <= known:
        if draft.agency is None and reading.agency is not None:
            draft.agency, draft.inferred = (reading.agency, name), reading.inferred_agency
        return
    if known < found:
        draft.distributor = (reading.distributor, name) if reading.distributor else draft.distributor
        draft.agency = (reading.agency, name) if reading.agency else draft.agency
        draft.inferred = False
        return
    _take_other(draft, reading)


def _known(draft: _Draft) -> set[str]:
    return {pair[0].value for pair in (draft.distributor, draft.agency) if pair is not None}


def _take_other(draft: _Draft, reading: Reading) -> None:
    """A field names a house that the others do not: a middleman, the producer, or a contradiction."""
    name = reading.source
    agency = draft.agency
    if (agency is None or draft.inferred) and reading.agency is not None and _completes(draft, reading):
        draft.agency, draft.inferred = (reading.agency, name), False
        return
    other = reading.distributor or reading.agency
    if draft.distributor is None and agency is not None and other is not None:
        ours, theirs = _reach(agency[0]), _reach(other)
        adds_nothing = reading.agency is None or reading.agency is other or reading.agency.value == agency[0].value
        if theirs > ours and adds_nothing:
            draft.distributor = (other, name)
            return
        if ours > theirs:
            draft.distributor, draft.agency = agency, (other, name)
            return
    if agency is None or reading.agency is None or name == "copyright":
        return
    if reading.agency.value not in _known(draft):
        draft.conflicts.append(reading.agency.value)


def _completes(draft: _Draft, reading: Reading) -> bool:
    """Tell whether the house of a reading produced the picture, and not only passed it on as well."""
    if not reading.inferred_agency or reading.agency is None:
        return True
    return (
        draft.agency is None and draft.distributor is not None and _reach(reading.agency) < _reach(draft.distributor[0])
    )


def _reach(place: Place) -> int:
    return place.entry.reach if place.entry is not None else 0


def _take_rest(draft: _Draft, reading: Reading, departments: frozenset[str]) -> None:
    name = reading.source
    if reading.provider is not None and (
        draft.provider is None or _is_better_spelt(reading.provider, draft.provider[0], departments)
    ):
        draft.provider = (reading.provider, name)
    for flag, place in reading.flags.items():
        draft.flags.setdefault(flag, (place, name))
    if reading.unread and name != "copyright":
        draft.unread += [place.value for place in reading.unread if place.value not in draft.unread]


def _is_better_spelt(place: Place, known: Place, departments: frozenset[str]) -> bool:
    """Tell whether a name in capitals stands elsewhere as it is written, uncut, or without its department."""
    ours, theirs = fold(known.value), fold(place.value)
    if ours == theirs:
        return known.value.isupper() and not place.value.isupper()
    if len(known.text.encode("utf-8", "replace")) in CUT_BYTES and theirs.startswith(ours):
        return True
    more = ours.removeprefix(theirs).split()
    return " " in theirs and ours.startswith(f"{theirs} ") and more[0] in departments


def _take_signature(draft: _Draft, readings: Sequence[Reading]) -> None:
    """One word alone in the by-line is who signs, a surname or the name of an account, where a house is known."""
    for reading in readings:
        if reading.source != "byline" or draft.photographers or not _known(draft) or len(reading.unread) != 1:
            continue
        place = reading.unread[0]
        if " " not in place.text and len(place.text) >= _SHORTEST_SIGNATURE and any(map(str.isalpha, place.text)):
            draft.photographers = [(place, "byline")]
            draft.unread = [name for name in draft.unread if name != place.value]


def _infer_producer(draft: _Draft, *, is_signed: bool) -> None:
    """A house that also produces, a photographer in another field, nobody else: the picture is the house's own."""
    house = draft.distributor
    if draft.agency is not None or house is None or house[0].entry is None or house[0].entry.role != "both":
        return
    if (draft.photographers or is_signed) and not draft.provider and not draft.unread and not draft.conflicts:
        draft.agency, draft.inferred = house, True


def _drop_giver(draft: _Draft) -> None:
    """A house that signs hands nothing out: "Photo released by Xinhua News Agency" beside its photographer."""
    giver, agency = draft.provider, draft.agency
    if giver is None or agency is None or not draft.photographers or giver[0].entry is None:
        return
    if giver[0].rule == "handed_out_by" and giver[0].entry is agency[0].entry and giver[0].entry.kind == "agency":
        draft.provider = None
        if draft.flags.get("handout", (None, ""))[0] is giver[0]:
            del draft.flags["handout"]


def _take_title(draft: _Draft, title: str) -> None:
    flag = _TITLES.get(fold(title))
    if flag is not None:
        draft.flags.setdefault(
            flag, (Place(flag, title, 0, len(title), "byline_title", title, "start"), "byline_title")
        )


def _image_id(draft: _Draft, fields: CreditFields, registry: Registry) -> tuple[Place, str] | None:
    """Find the agency's own number; a number of unmistakable form also tells the producer."""
    for name, text in (
        ("agency_image_id", fields.agency_image_id),
        ("credit", fields.credit),
        ("transmission_ref", fields.transmission_ref),
        ("caption", fields.caption),
        ("instructions", fields.instructions),
    ):
        if not text:
            continue
        found = id_pattern(registry).search(text) if _DIGITS.search(text) else None
        if found is not None:
            place = Place("id", found.group(), found.start(), found.end(), "id_pattern", found.group(), "start")
            entry = registry.entries[int((found.lastgroup or "").removeprefix("house"))]
            _id_tells_agency(draft, place, name, entry)
            return place, name
        if name == "agency_image_id" and text.strip():
            start = text.index(text.strip())
            return Place("id", text.strip(), start, start + len(text.strip()), "given_id", text.strip(), "start"), name
    return None


def _id_tells_agency(draft: _Draft, place: Place, name: str, entry: AgencyEntry) -> None:
    house = Place("house", entry.name, place.start, place.end, "id_tells_agency", place.text, "start", entry)
    if entry.role == "distributor":
        draft.distributor = draft.distributor or (house, name)
    elif draft.agency is None or draft.inferred:
        draft.agency, draft.inferred = (house, name), False


def _named(draft: _Draft) -> set[str]:
    """Give the names that are taken, folded: what another field has read is not unread."""
    return {fold(pair[0].value) for pair in (draft.agency, draft.provider) if pair is not None}


def _finished(draft: _Draft, fields: CreditFields, image_id: tuple[Place, str] | None) -> Credit:
    """Turn the draft into the record, with evidence for every part."""
    evidence: list[Evidence] = []

    def noted(part: str, value: str, source: tuple[Place, str]) -> str:
        place, name = source
        words = (getattr(fields, name) or "")[place.start : place.end]
        evidence.append(Evidence(part, value, place.rule, name, place.start, place.end, words))
        return value

    people = [noted("photographer", place.value, (place, name)) for place, name in draft.photographers]
    for flag, source in draft.flags.items():
        noted(f"is_{flag}", "true", source)
    return Credit(
        distributor=noted("distributor", draft.distributor[0].value, draft.distributor) if draft.distributor else None,
        agency=noted("agency", draft.agency[0].value, draft.agency) if draft.agency else None,
        photographer=", ".join(people) or None,
        provider=noted("provider", draft.provider[0].value, draft.provider) if draft.provider else None,
        is_archive="archive" in draft.flags,
        is_pool="pool" in draft.flags,
        is_handout="handout" in draft.flags,
        is_ai="ai" in draft.flags,
        is_symbolic="symbolic" in draft.flags,
        agency_image_id=noted("agency_image_id", image_id[0].value, image_id) if image_id else None,
        unread=tuple(name for name in draft.unread if fold(name) not in _named(draft)) if draft.unread else (),
        conflicts=tuple(dict.fromkeys(draft.conflicts)),
        evidence=tuple(evidence),
    )
