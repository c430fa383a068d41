"""All that a file says of its credit: a column for each block where blocks differ, the words read underlined."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from library.catalogue.models import Asset
from library.desk.agencies import registry_of
from library.desk.disagreement import CREDIT_FIELDS
from library.desk.queue import CreditGroup
from library.ui import session
from library.ui.translation import messages, t
from library.ui.widgets.layers import rule_words

_FIELDS = (
    "credit_line", "creator", "creator_title", "source", "copyright_notice", "supplier_ref", "instructions",
    "description",
)  # fmt: skip
_LONG = ("description", "instructions")
_ORIGINS = ("XMP", "IIM", "EXIF", "PNG", "QuickTime")
_READ = (
    "distributor", "agency", "photographer", "provider", "is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic",
)  # fmt: skip
_NAMED = {
    **{rule: field for field, rule in CREDIT_FIELDS.items()},
    "byline_title": "creator_title", "agency_image_id": "supplier_ref",
}  # fmt: skip
_LONGEST = 600
# Where programs cut by-line, credit and source of IIM, in bytes.
_CUT_BYTES = (31, 32)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words to underline in one field.

    Args:
        css: "asked" for what is in question, "read" for what a part of the credit was read from.
        field: the delivered field; "" for every field.
        origin: the block; "" for every block.
        start: where they stand in the field as a whole; -1: wherever they are found.
        whole: the name that was recognised in words which the file has cut; "" for words that are whole.
    """

    text: str
    css: str
    why: str
    field: str = ""
    origin: str = ""
    start: int = -1
    whole: str = ""


def evidence_table(asset: Asset, group: CreditGroup | None = None) -> str:
    """Give the delivered fields that tell the credit as an HTML table; what was read is underlined.

    Args:
        group: its names are marked as what is in question.
    """
    words = [*_words_asked(asset, group), *_words_read(asset)]
    found = {field: _by_origin(asset, field) for field in _FIELDS}
    origins = [one for one in _ORIGINS if any(one in by for by in found.values() if len(set(by.values())) > 1)]
    rows = "".join(_row(field, by, origins, words) for field, by in found.items() if by)
    title = f"<p class='desk-label desk-section'>{escape(t('credit.evidence'))}</p>"
    if not rows:
        return f"{title}<p class='desk-hint'>{escape(t('credit.no_evidence'))}</p>"
    heads = "".join(f"<th scope='col'>{one}</th>" for one in origins)
    head = f"<tr class='blocks'><td></td>{heads}</tr>" if origins else ""
    return f"{title}<table class='cred-table'>{head}{rows}</table>"


def _by_origin(asset: Asset, field: str) -> dict[str, str]:
    """Give what each block says of a field; under "" where no block is kept."""
    found: dict[str, str] = {}
    for one in asset.delivered.get("candidates") or ():
        if one.get("field") == field and one.get("origin") in _ORIGINS and (text := _text(one.get("value"))):
            found.setdefault(str(one["origin"]), text)
    if not found and (text := _text(asset.delivered.get(field))):
        found[""] = text
    return {origin: found[origin] for origin in ("", *_ORIGINS) if origin in found}


def _row(field: str, by_origin: Mapping[str, str], origins: Sequence[str], words: Sequence[_Words]) -> str:
    """Show a field: once where its blocks agree, else every block's value in its column."""
    differs = len(set(by_origin.values())) > 1
    mark = f"<i title='{escape(t('credit.differs'), quote=True)}'>≠</i>" if differs else ""
    label = f"<th scope='row'>{escape(t(f'credit.field.{field}'))}{mark}</th>"
    css = " ".join(filter(None, ("differs" if differs else "", "long" if field in _LONG else "")))
    if differs and field in _LONG:
        cells = "".join(
            f"<div>{_cell(field, origin, by_origin, words)}<small>{origin}</small></div>" for origin in by_origin
        )
        cells = f"<td colspan='{len(origins)}'>{cells}</td>"
    elif differs:
        cells = "".join(f"<td>{_cell(field, origin, by_origin, words)}</td>" for origin in origins)
    else:
        names = " · ".join(filter(None, by_origin))
        told = f"<small>{names}</small>" if names else ""
        cells = (
            f"<td colspan='{max(len(origins), 1)}'>{_cell(field, next(iter(by_origin)), by_origin, words)}{told}</td>"
        )
    return f"<tr class='{css}'>{label}{cells}</tr>"


def _cell(field: str, origin: str, by_origin: Mapping[str, str], words: Sequence[_Words]) -> str:
    text = by_origin.get(origin)
    if text is None:
        return "<span class='none'>–</span>"
    mine = [one for one in words if one.field in ("", field) and one.origin in ("", origin)]
    return _marked(text, mine) + _cut(text, origin, by_origin, mine)


def _cut(text: str, origin: str, by_origin: Mapping[str, str], words: Sequence[_Words]) -> str:
    """Say that a value is cut, and from what it was repaired: another block, or the names that are known."""
    told = ""
    whole = next((one.whole for one in words if one.whole and one.text in text), "")
    if whole:
        told = t("credit.cut.known", name=whole)
    elif origin == "IIM" and len(text.encode()) in _CUT_BYTES:
        is_repaired = any(other != text and other.startswith(text[:-1]) for other in by_origin.values())
        told = t("credit.cut.repaired" if is_repaired else "credit.cut.full")
    return f" <em class='cut'>{escape(told)}</em>" if told else ""


def _text(value: Any) -> str:  # noqa: ANN401  a delivered value
    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value)
    return str(value or "").strip()


def _words_read(asset: Asset) -> list[_Words]:
    """List the words that the parts of the credit were read from, each with the part and the rule."""
    found: list[_Words] = []
    for part in _READ:
        for proof in (asset.proposed.get(part) or {}).get("evidence") or ():
            field = str(proof.get("field") or "")
            why = f"{_part_words(part)}: {rule_words(str(proof.get('rule') or ''))}"
            whole = str(proof.get("value") or "") if proof.get("rule") == "cut_house" else ""
            place = (_NAMED.get(field, field), "", _start(proof))
            found.append(_Words(str(proof.get("text") or ""), "read", why, *place, whole))
    return found


def _words_asked(asset: Asset, group: CreditGroup | None) -> list[_Words]:
    """List the words that are in question, in every spelling of a house that contradicts another."""
    found: list[_Words] = []
    for name in ("disagreement", "unread"):
        for proof in (asset.proposed.get(name) or {}).get("evidence") or ():
            field = str(proof.get("field") or "")
            origin = str(proof.get("part") or "") if name == "disagreement" else ""
            why = rule_words(str(proof.get("rule") or ""))
            place = (_NAMED.get(field, field), origin if origin in _ORIGINS else "")
            found.append(_Words(str(proof.get("text") or ""), "asked", why, *place, _start(proof)))
    if group is not None and group.kind in {"conflict", "distributor"}:
        registry = registry_of(session.workspace())
        why = t(f"credit.kind.{group.kind}")
        for name in group.names:
            entry = registry.find(name)
            found += [_Words(word, "asked", why) for word in (name, *(entry.aliases if entry else ()))]
    return found


def _start(proof: Mapping[str, Any]) -> int:
    start = proof.get("start")
    return start if isinstance(start, int) else -1


def _part_words(part: str) -> str:
    for key in (f"words.field.{part}", f"words.flag.{part}"):
        if key in messages():
            return t(key)
    return part


def _marked(text: str, words: Iterable[_Words]) -> str:
    """Underline words in a text, what is in question before what was read, in its own place where that holds."""
    spans: list[tuple[int, int, _Words]] = []
    for one in words:
        for start, end in _places(text, one):
            if all(end <= other or start >= until for other, until, _ in spans):
                spans.append((start, end, one))
    last = max(len(text) - _LONGEST, 0)  # a sign-off stands at the end
    parts = ["…"] if last else []
    for start, end, one in sorted(spans, key=lambda span: span[:2]):
        if start < last:
            continue
        why = escape(one.why, quote=True)
        parts.append(f"{escape(text[last:start])}<u class='{one.css}' title='{why}'>{escape(text[start:end])}</u>")
        last = end
    return "".join(parts) + escape(text[last:])


def _places(text: str, words: _Words) -> list[tuple[int, int]]:
    end = words.start + len(words.text)
    if not words.text.strip():
        return []
    if words.start >= 0 and text[words.start : end] == words.text:
        return [(words.start, end)]
    wanted = re.escape(words.text.strip())
    found = [place.span() for place in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE)]
    return found if words.start < 0 else found[:1]
