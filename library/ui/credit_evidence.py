"""All that a file says of its credit, side by side where its blocks contradict, with the words that were read."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from library.catalogue.models import Asset
from library.desk.agencies import registry_of
from library.desk.queue import CreditGroup
from library.ui import session
from library.ui.translation import t

_FIELDS = (
    "credit_line", "creator", "creator_title", "source", "copyright_notice", "supplier_ref", "instructions",
    "description",
)  # fmt: skip
_ORIGINS = ("IIM", "XMP", "EXIF", "PNG", "QuickTime")
_READ = (
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
_LONGEST = 420


def evidence_table(asset: Asset, group: CreditGroup) -> str:
    """Give the delivered fields that tell the credit as an HTML table; what was read is underlined.

    Args:
        group: its names are marked as what is in question.
    """
    origins = [origin for origin in _ORIGINS if any(one.get("origin") == origin for one in _candidates(asset))]
    read, asked = _words_read(asset), _words_asked(asset, group)
    rows = "".join(_row(asset, field, origins, read, asked) for field in _FIELDS)
    title = f"<p class='desk-label desk-section'>{escape(t('credit.evidence'))}</p>"
    if not rows:
        return f"{title}<p class='desk-hint'>{escape(t('credit.no_evidence'))}</p>"
    return f"{title}<table class='cred-table'>{rows}</table>"


def _candidates(asset: Asset) -> list[Mapping[str, Any]]:
    return list(asset.delivered.get("candidates") or ())


def _row(asset: Asset, field: str, origins: list[str], read: list[str], asked: list[str]) -> str:
    """Show a field: once where its blocks agree, else every block's value."""
    by_value: dict[str, list[str]] = {}
    for origin in origins:
        for one in _candidates(asset):
            if one.get("field") == field and one.get("origin") == origin and (text := _text(one.get("value"))):
                by_value.setdefault(text, []).append(origin)
    if not by_value and (text := _text(asset.delivered.get(field))):
        by_value[text] = []
    if not by_value:
        return ""
    differs = len(by_value) > 1
    mark = f"<i title='{escape(t('credit.differs'), quote=True)}'>≠</i>" if differs else ""
    values = "".join(f"<div>{_marked(text, read, asked)}{_origin(names)}</div>" for text, names in by_value.items())
    label = escape(t(f"credit.field.{field}"))
    return (
        f"<tr class='{'differs' if differs else ''}'><th scope='row'>{label}{mark}</th>"
        f"<td><div class='cred-values'>{values}</div></td></tr>"
    )


def _origin(names: list[str]) -> str:
    return f"<small>{escape(' · '.join(names))}</small>" if names else ""


def _text(value: Any) -> str:  # noqa: ANN401  a delivered value
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return str(value or "").strip()


def _words_read(asset: Asset) -> list[str]:
    """List the words that the parts of the credit were read from."""
    proofs = (proof for part in _READ for proof in (asset.proposed.get(part) or {}).get("evidence") or ())
    return list(dict.fromkeys(str(proof.get("text") or "").strip() for proof in proofs))


def _words_asked(asset: Asset, group: CreditGroup) -> list[str]:
    """List the words that are in question, in every spelling of a house that contradicts another."""
    proofs = (asset.proposed.get("unread") or {}).get("evidence") or ()
    words = [str(proof.get("text") or "") for proof in proofs]
    if group.kind in {"conflict", "distributor"}:
        registry = registry_of(session.workspace())
        for name in group.names:
            entry = registry.find(name)
            words += [name, *(entry.aliases if entry else ())]
    return [*dict.fromkeys(words)]


def _marked(text: str, read: Iterable[str], asked: Iterable[str]) -> str:
    """Underline words in a text: those in question before those that were read."""
    shown = text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}"  # a sign-off stands at the end
    spans: list[tuple[int, int, str]] = []
    for css, words in (("asked", asked), ("read", read)):
        for word in sorted(filter(None, words), key=len, reverse=True):
            for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", shown, re.IGNORECASE):
                if all(found.end() <= start or found.start() >= end for start, end, _ in spans):
                    spans.append((*found.span(), css))
    parts, last = [], 0
    for start, end, css in sorted(spans):
        parts.append(f"{escape(shown[last:start])}<u class='{css}'>{escape(shown[start:end])}</u>")
        last = end
    return "".join(parts) + escape(shown[last:])
