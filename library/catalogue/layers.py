"""The three layers of an asset's fields and what is shown of them.

As delivered, as proposed by a rule, as a person decided: shown is the last that exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from library.catalogue.models import Asset
from library.catalogue.words import terms_of

FieldKind = Literal["line", "text", "list", "flag"]


@dataclass(frozen=True, slots=True)
class AssetField:
    """One field that the desk shows and a person may decide.

    Args:
        name: of the field and of the asset's column.
        kind: "line" (one line), "text" (several), "list" (of strings) or "flag".
        delivered: name in the delivered layer; None where files do not carry it.
        is_column: whether what is shown stands in the asset's column of that name; else it lies in the layers alone.
    """

    name: str
    kind: FieldKind
    delivered: str | None
    is_column: bool = True


# Of the desk's caption in other languages than the newsroom's own, whose caption is `caption`.
CAPTION_FIELDS = {language: f"caption_{language}" for language in ("de", "fr", "it", "en")}

FIELDS: dict[str, AssetField] = {
    field.name: field
    for field in (
        AssetField("headline", "line", "headline"),
        AssetField("description", "text", "description"),
        AssetField("caption", "text", None),
        AssetField("alt_text", "text", "alt_text"),
        AssetField("credit_line", "line", "credit_line"),
        AssetField("distributor", "line", None),
        AssetField("agency", "line", None),
        AssetField("photographer", "line", None),
        AssetField("provider", "line", None),
        AssetField("supplier_ref", "line", "supplier_ref"),
        AssetField("is_archive", "flag", None),
        AssetField("is_pool", "flag", None),
        AssetField("is_handout", "flag", None),
        AssetField("is_ai", "flag", None),
        AssetField("is_symbolic", "flag", None),
        AssetField("credit_state", "line", None),
        AssetField("restrictions", "list", None),
        AssetField("keywords", "list", "keywords"),
        AssetField("copyright_notice", "line", "copyright_notice"),
        AssetField("instructions", "text", "instructions"),
        AssetField("usage_terms", "text", "usage_terms"),
        AssetField("city", "line", "city"),
        AssetField("country", "line", "country"),
        *(AssetField(name, "text", None, is_column=False) for name in CAPTION_FIELDS.values()),
    )
}

CREDIT_PARTS = (
    "distributor",
    "agency",
    "photographer",
    "provider",
    "is_archive",
    "is_pool",
    "is_handout",
    "is_ai",
    "is_symbolic",
)


@dataclass(frozen=True, slots=True)
class Layers:
    """One field of one asset in all its layers.

    Args:
        delivered: value in the file; None: none.
        proposed: value a rule proposes; None: no proposal.
        decided: value a person decided; None with is_decided: decided to be empty.
        rule: the rule that proposes.
        evidence: what the rule read, as given by the rule.
        shown: the last that exists.
    """

    field: AssetField
    delivered: Any
    proposed: Any
    decided: Any
    is_decided: bool
    rule: str | None
    evidence: tuple[Mapping[str, Any], ...]
    shown: Any


def layers_of(asset: Asset, name: str) -> Layers:
    """Give a field in all its layers.

    Raises:
        KeyError: the desk knows no such field.
    """
    field = FIELDS[name]
    proposal = asset.proposed.get(name) or {}
    delivered = asset.delivered.get(field.delivered) if field.delivered else None
    is_decided = name in asset.decided
    candidates = (asset.decided.get(name), True) if is_decided else (proposal.get("value"), bool(proposal))
    shown = candidates[0] if candidates[1] else delivered
    return Layers(
        field=field,
        delivered=delivered,
        proposed=proposal.get("value"),
        decided=asset.decided.get(name),
        is_decided=is_decided,
        rule=proposal.get("rule"),
        evidence=tuple(proposal.get("evidence") or ()),
        shown=_normal(shown, field.kind),
    )


def written_captions(asset: Asset, own: str) -> dict[str, str]:
    """Give the captions that people wrote for an asset, by language; what a rule proposed is the agency's text.

    Args:
        own: language of the field `caption`, as "de".
    """
    written = {language: asset.decided.get(name) for language, name in CAPTION_FIELDS.items()}
    written[own] = asset.decided.get("caption") or written.get(own)
    return {language: text for language, text in written.items() if text}


def _normal(value: Any, kind: FieldKind) -> Any:  # noqa: ANN401  a field holds text, a list or a flag
    if kind == "flag":
        return bool(value)
    if kind == "list":
        return list(value or ())
    return value or None


def refresh(asset: Asset) -> None:
    """Set the asset's columns to what is shown."""
    for name, field in FIELDS.items():
        if field.is_column:
            setattr(asset, name, layers_of(asset, name).shown)
    asset.credit_state = asset.credit_state or "missing"


def search_terms(asset: Asset, file_names: tuple[str, ...] = ()) -> str:
    """Give the words that an asset is found by, from what is shown and its files' names."""
    delivered = asset.delivered
    return terms_of(
        asset.headline,
        asset.caption,
        *(asset.decided.get(name) for name in CAPTION_FIELDS.values()),
        asset.description,
        asset.alt_text,
        asset.credit_line,
        asset.agency,
        asset.distributor,
        asset.photographer,
        asset.provider,
        asset.supplier_ref,
        " ".join(asset.keywords),
        asset.city,
        asset.country,
        asset.instructions,
        delivered.get("title"),
        " ".join(delivered.get("persons") or ()),
        delivered.get("event"),
        asset.file_name,
        *file_names,
    )
