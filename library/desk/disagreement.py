"""Blocks of one file, or file and caption, that name different houses or persons, where they differ in substance.

What is only cut, spelt with a damaged charset, in other case or order, or says more than the other, is no disagreement.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from library.credits.folding import fold
from library.credits.records import Credit, CreditFields, Evidence
from library.credits.registry import Registry
from library.desk.contradictions import share_a_name
from library.desk.reading import read_credit
from library.media.candidates import Value
from library.media.metadata import EmbeddedMetadata

CREDIT_FIELDS: Mapping[str, str] = {
    "credit_line": "credit",
    "source": "source",
    "creator": "byline",
    "copyright_notice": "copyright",
    "description": "caption",
}
"""The fields of a file that tell the credit, in the order of their weight, and what the rules call each."""

HOUSES, PERSONS = "blocks_name_different_houses", "blocks_name_different_persons"
CAPTION = "caption"
"""Stands for the caption where it contradicts the fields, as "XMP" or "IIM" do for their blocks."""

# Who may print a name that no rule knows: in a copyright notice or a caption it may be anything.
_NAMING = ("credit_line", "source")
_PARTS = ("distributor", "agency", "photographer", "provider")
# "AP" is no cut "APA"; a value is cut at 31 bytes or more, and some programs cut earlier.
_SHORTEST_CUT = 8
_UMLAUTS = re.compile(r"(?<=[aou])e")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where a file contradicts itself.

    Args:
        rule: HOUSES or PERSONS.
        pattern: the field, then the names of the houses, or the blocks where it is about persons: these differ from
            picture to picture.
        claims: what each block names in this and other fields that contradict themselves; `part` is the block.
    """

    rule: str
    pattern: tuple[str, ...]
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one block names in one field."""

    origin: str
    text: str
    houses: tuple[str, ...]
    persons: tuple[str, ...]
    unread: tuple[str, ...]
    proofs: tuple[Evidence, ...]

    @property
    def names(self) -> str:
        return ", ".join((*self.houses, *self.persons, *self.unread))


def find_disagreement(metadata: EmbeddedMetadata, credit: Credit, registry: Registry) -> Disagreement | None:
    """Find the first field whose blocks name different houses or persons; None where they agree in substance.

    Args:
        metadata: as read from the file, with what every block says.
        credit: as read from all fields together.
    """
    found = [
        told
        for field in CREDIT_FIELDS
        if field in metadata.conflicts and (told := _in_field(metadata, field, registry))
    ]
    if not found:
        return _with_caption(metadata, credit, registry)
    return replace(found[0], claims=tuple(claim for told in found for claim in told.claims))


def _in_field(metadata: EmbeddedMetadata, field: str, registry: Registry) -> Disagreement | None:
    values: dict[str, str] = {}
    for one in metadata.candidates:
        if one.field == field:
            values.setdefault(one.origin, text_of(one.value))
    claims = [_claim(origin, field, text, registry) for origin, text in values.items()]
    rules = {rule for one, other in combinations(claims, 2) if (rule := _difference(one, other, field))}
    if not rules:
        return None
    rule = HOUSES if HOUSES in rules else PERSONS
    telling = [claim for claim in claims if any(_difference(claim, other, field) == rule for other in claims)]
    told = tuple(", ".join((*claim.houses, *claim.unread)) if rule == HOUSES else claim.origin for claim in telling)
    return Disagreement(rule, (field, *dict.fromkeys(told)), tuple(proof for claim in claims for proof in claim.proofs))


def _with_caption(metadata: EmbeddedMetadata, credit: Credit, registry: Registry) -> Disagreement | None:
    """Hold the photographer of the fields against the one with whom the caption is signed."""
    proofs = tuple(proof for proof in credit.evidence if proof.part == "photographer")
    text = metadata.description
    if not proofs or not text or proofs[0].field not in ("byline", "credit"):
        return None
    if share_a_name(credit.photographer or "", text):
        return None
    signed = _claim(CAPTION, "description", text, registry)
    if not signed.persons:
        return None
    field = "creator" if proofs[0].field == "byline" else "credit_line"
    return Disagreement(PERSONS, (field, CAPTION), (*(replace(proof, part=field) for proof in proofs), *signed.proofs))


def _claim(origin: str, field: str, text: str, registry: Registry) -> _Claim:
    name = CREDIT_FIELDS[field]
    credit = read_credit(CreditFields(**{name: text}), registry)
    proofs = [replace(one, part=origin) for one in credit.evidence if one.part in _PARTS]
    proofs += [found for word in credit.unread if (found := _place_of(word, origin, name, text))]
    houses = dict.fromkeys(house for house in (credit.distributor, credit.agency) if house)
    persons = tuple(person for person in (credit.photographer, credit.provider) if person)
    return _Claim(origin, text, tuple(houses), persons, credit.unread, tuple(proofs))


def _place_of(word: str, origin: str, name: str, text: str) -> Evidence | None:
    found = re.search(re.escape(word), text, re.IGNORECASE)
    return Evidence(origin, word, "a_name_is_unknown", name, *found.span(), found.group()) if found else None


def _difference(one: _Claim, other: _Claim, field: str) -> str | None:
    """Tell by which rule two blocks contradict each other in a field, if they do."""
    if one is other or _is_same(one.text, other.text):
        return None
    ours, theirs = set(one.houses), set(other.houses)
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return HOUSES
    if _is_unknown_beside_house(one, other, field):
        return HOUSES
    if one.persons and other.persons and not share_a_name(" ".join(one.persons), " ".join(other.persons)):
        return PERSONS
    return None


def _is_unknown_beside_house(one: _Claim, other: _Claim, field: str) -> bool:
    """Tell whether a name that no rule knows stands where another block names a house, or another unknown name."""
    # EXIF knows who owns the camera, under any name.
    if field not in _NAMING or "EXIF" in (one.origin, other.origin) or not (one.unread or other.unread):
        return False
    both = (one.houses or one.unread) and (other.houses or other.unread) and not (one.houses and other.houses)
    return bool(both) and not share_a_name(one.names, other.names)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two texts differ in form alone: case, order, charset, a cut, or words that one has more."""
    for read in (_plain, _skeleton):
        ours, theirs = read(one), read(other)
        if not ours or not theirs:
            continue
        words, others = set(ours.split()), set(theirs.split())
        if words <= others or others <= words:
            return True
        shorter, longer = sorted((ours.replace(" ", ""), theirs.replace(" ", "")), key=len)
        if shorter == longer or (len(shorter) >= _SHORTEST_CUT and longer.startswith(shorter)):
            return True
    return False


def _plain(text: str) -> str:
    """Fold a text, "Mueller" as "Müller"."""
    return _UMLAUTS.sub("", fold(text))


def _skeleton(text: str) -> str:
    """Keep what every charset writes alike: a letter beyond ASCII may have become two signs, or a question mark."""
    return re.sub(r"[^a-z0-9 ]", "", " ".join(text.lower().split()))


def text_of(value: Value) -> str:
    """Give a candidate's value as one text, names in their order."""
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return value.strip()
