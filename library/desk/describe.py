"""What the desk proposes for a new picture: credit, caption, alt text and restrictions, each with its reason."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from dataclasses import fields as record_fields
from typing import Any, Literal

from library.captions.alt_text import alt_text_from
from library.captions.wire import split_caption
from library.credits.folding import fold
from library.credits.format import HouseStyle, format_credit, load_styles
from library.credits.records import Credit, CreditFields, Evidence
from library.credits.registry import Registry
from library.desk.disagreement import Disagreement, find_disagreement
from library.desk.reading import read_credit, read_limits
from library.media.metadata import EmbeddedMetadata
from library.rights.restrictions import Restriction

__all__ = [
    "CreditState",
    "Proposal",
    "credit_fields",
    "credit_state",
    "credit_text",
    "propose",
    "proposed_layer",
    "read_credit",
]

CreditState = Literal["clear", "unclear", "missing", "conflict"]
# IPTC's codes for pictures that a machine made.
_MADE_BY_MACHINE = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia")
# Credit, source and by-line of IIM hold 32 bytes; some programs stop one short.
_IIM_FULL = {31, 32}
MAX_READ = 5000
"""Characters of a text that rules read; the longest real captions have some three thousand."""

MAX_NAME, MAX_CANDIDATES = 100, 500
_PARTS = ("distributor", "agency", "photographer", "provider")
_FLAGS = ("is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a rule proposes for a field.

    Args:
        field: the field of the asset.
        value: text, flag or list.
        rule: the rule that proposes it.
        evidence: the words it was read from.
    """

    field: str
    value: str | bool | tuple[str, ...]
    rule: str
    evidence: tuple[Evidence, ...] = ()


def credit_fields(metadata: EmbeddedMetadata) -> CreditFields:
    """Return the fields that tell the credit, as the file carries them."""
    return CreditFields(
        credit=metadata.credit_line,
        byline="; ".join(metadata.creator) or None,
        byline_title=metadata.creator_title,
        source=metadata.source or metadata.image_supplier,
        copyright=metadata.copyright_notice or metadata.copyright_owner,
        caption=metadata.description,
        instructions=metadata.instructions,
        agency_image_id=metadata.supplier_ref,
        transmission_ref=metadata.transmission_ref,
    )


def propose(metadata: EmbeddedMetadata, registry: Registry) -> dict[str, Proposal]:
    """Return what the desk proposes for a picture, by field; fields without a proposal are absent.

    Args:
        metadata: as read from the file.
        registry: the houses and words in force.
    """
    metadata = _readable(metadata)
    fields = credit_fields(metadata)
    credit = read_credit(fields, registry)
    limits = read_limits(fields, registry, metadata.usage_terms)
    proposals = [*_credit_proposals(credit), *_text_proposals(metadata, registry), *_limit_proposals(limits, metadata)]
    if metadata.digital_source_type and metadata.digital_source_type.rsplit("/", 1)[-1] in _MADE_BY_MACHINE:
        proposals.append(_from_field("is_ai", True, "digital_source_type", metadata.digital_source_type))
    elif metadata.ai_system_used:
        proposals.append(_from_field("is_ai", True, "ai_system_used", metadata.ai_system_used))
    disagreement = find_disagreement(metadata, credit, registry)
    proposals += _open_questions(credit, fields, metadata)
    if disagreement:
        proposals.append(Proposal("disagreement", disagreement.pattern, disagreement.rule, disagreement.claims))
    state, rule = credit_state(credit, disagreement)
    if state == "clear" and (cut := _cut_provider(credit, fields, metadata)):
        proposals.append(Proposal("unread", (cut.text,), "value_cut_short", (cut,)))
        state, rule = "unclear", "value_cut_short"
    proposals.append(Proposal("credit_state", state, rule, credit.evidence))
    return {proposal.field: proposal for proposal in proposals}


def _readable(metadata: EmbeddedMetadata) -> EmbeddedMetadata:
    """Cut what is too long to be read by rules: they run where the desk is served, and some take quadratic time."""
    long = {
        item.name: text[:MAX_READ]
        for item in record_fields(metadata)
        if isinstance(text := getattr(metadata, item.name), str) and len(text) > MAX_READ
    }
    is_long = bool(long) or sum(map(len, metadata.creator)) > MAX_READ or len(metadata.candidates) > MAX_CANDIDATES
    if not is_long:
        return metadata
    told = tuple(
        replace(candidate, value=candidate.value[:MAX_READ])
        for candidate in metadata.candidates[:MAX_CANDIDATES]
        if isinstance(candidate.value, str)
    )
    names = tuple(name[:MAX_NAME] for name in metadata.creator[: MAX_READ // MAX_NAME])
    changed: dict[str, Any] = {**long, "creator": names, "candidates": told}
    return replace(metadata, **changed)


def proposed_layer(metadata: EmbeddedMetadata, registry: Registry) -> dict[str, Any]:
    """Return what the desk proposes as JSON, in the form of the catalogue's proposed layer."""
    return {name: _plain(proposal) for name, proposal in propose(metadata, registry).items()}


def _plain(proposal: Proposal) -> dict[str, Any]:
    value = list(proposal.value) if isinstance(proposal.value, tuple) else proposal.value
    return {"value": value, "rule": proposal.rule, "evidence": [asdict(one) for one in proposal.evidence]}


def credit_state(credit: Credit, disagreement: Disagreement | None = None) -> tuple[CreditState, str]:
    """Tell how far a credit can be printed as it was read, and why.

    conflict: two fields name different agencies, or two blocks of one field different houses or persons.
    missing: neither house nor person nor provider is named.
    unclear: a name was left unread, or only a distributor is known, whose producer and photographer nobody names.
    clear: everything else; a house that produces, a person or a provider is known, and nothing contradicts.
    """
    if credit.conflicts:
        return "conflict", "fields_name_different_agencies"
    if disagreement:
        return "conflict", disagreement.rule
    if not any((credit.distributor, credit.agency, credit.photographer, credit.provider, credit.unread)):
        return "missing", "nobody_is_named"
    if credit.unread:
        return "unclear", "a_name_is_unknown"
    if not (credit.agency or credit.photographer or credit.provider):
        return "unclear", "distributor_without_producer"
    return "clear", "producer_or_person_is_known"


def credit_text(credit: Credit, style: HouseStyle | None = None, medium: str = "photo") -> str:
    """Return the line to print, in the house style "bild" when none is given."""
    return format_credit(credit, style or load_styles()["bild"], medium)


def _credit_proposals(credit: Credit) -> Iterable[Proposal]:
    for part in _PARTS:
        if value := getattr(credit, part):
            yield _with_evidence(part, value, part, credit)
    for flag in _FLAGS:
        if getattr(credit, flag):
            yield _with_evidence(flag, True, flag, credit)
    if credit.agency_image_id:
        yield _with_evidence("supplier_ref", credit.agency_image_id, "agency_image_id", credit)


def _open_questions(credit: Credit, fields: CreditFields, metadata: EmbeddedMetadata) -> Iterable[Proposal]:
    """Keep what a person has to settle: the names that no rule knows, and the houses that fields name besides."""
    if credit.unread:
        texts = {name: text for name, text in asdict(fields).items() if text}
        found = tuple(one for name in credit.unread if (one := _place_of(name, texts)))
        is_cut = any(_is_cut(one, texts[one.field], metadata) for one in found)
        yield Proposal("unread", credit.unread, "value_cut_short" if is_cut else "a_name_is_unknown", found)
    if credit.conflicts:
        yield Proposal("conflicts", credit.conflicts, "fields_name_different_agencies")


def _place_of(name: str, texts: dict[str, str]) -> Evidence | None:
    """Find the field in which a name stands, and where."""
    for field, text in texts.items():
        found = re.search(re.escape(name), text, re.IGNORECASE)
        if found:
            return Evidence("unread", name, "a_name_is_unknown", field, *found.span(), found.group())
    return None


def _is_cut(place: Evidence, text: str, metadata: EmbeddedMetadata) -> bool:
    """Tell whether a name stands at the end of a value that fills an IIM field of 32 bytes."""
    if place.end < len(text.rstrip(" \ufffd")) or not {len(text), len(text.encode())} & _IIM_FULL:
        return False
    # XMP has no such limit: what it says in the same words was not cut.
    return {one.origin for one in metadata.candidates if text in (one.value, *one.value)} == {"IIM"}


def _cut_provider(credit: Credit, fields: CreditFields, metadata: EmbeddedMetadata) -> Evidence | None:
    """Find an institution whose name ends where IIM cuts, and that no other field names."""
    texts = {name: text for name, text in asdict(fields).items() if text}
    for one in credit.evidence:
        others = " ".join(text for name, text in texts.items() if name != one.field)
        is_told = one.part == "provider" and one.field in texts
        if is_told and _is_cut(one, texts[one.field], metadata) and fold(one.text) not in fold(others):
            return one
    return None


def _with_evidence(field: str, value: str | bool, part: str, credit: Credit) -> Proposal:
    evidence = tuple(one for one in credit.evidence if one.part == part)
    return Proposal(field, value, evidence[0].rule if evidence else "read_together", evidence)


def _text_proposals(metadata: EmbeddedMetadata, registry: Registry) -> Iterable[Proposal]:
    if not metadata.description:
        return
    caption = split_caption(metadata.description, registry)
    if not caption.sentence:
        return
    evidence = (_evidence("caption", caption.sentence, "sentence_of_the_caption", "description", metadata.description),)
    yield Proposal("caption", caption.sentence, "sentence_of_the_caption", evidence)
    if not metadata.alt_text and (text := alt_text_from(caption.sentence)):
        yield Proposal("alt_text", text, "first_sentences", evidence)


def _limit_proposals(limits: tuple[Restriction, ...], metadata: EmbeddedMetadata) -> Iterable[Proposal]:
    evidence = [
        Evidence("restrictions", one.code, one.rule, one.field, one.start, one.end, one.words) for one in limits
    ]
    codes = [limit.code for limit in limits]
    mining = metadata.data_mining or ""
    if "PROHIBITED" in mining.upper() and "NO_AI_TRAINING" not in codes:
        codes.append("NO_AI_TRAINING")
        evidence.append(_evidence("restrictions", "NO_AI_TRAINING", "plus_data_mining", "data_mining", mining))
    if codes:
        yield Proposal(
            "restrictions", tuple(codes), evidence[0].rule if len(codes) == 1 else "phrases", tuple(evidence)
        )


def _from_field(field: str, value: bool, name: str, words: str) -> Proposal:
    return Proposal(field, value, name, (_evidence(field, str(value).lower(), name, name, words),))


def _evidence(part: str, value: str, rule: str, field: str, text: str) -> Evidence:
    """Return evidence that points at a value in a field, or at the whole field where the value was put together."""
    start = text.find(value)
    span = (start, start + len(value)) if start >= 0 else (0, len(text))
    return Evidence(part, value, rule, field, *span, text[span[0] : span[1]])
