"""The three layers of a field as HTML: what is shown, and one click away what was delivered, proposed, decided."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from library.catalogue.layers import Layers
from library.ui.translation import messages, t

CONTEXT_LETTERS = 90  # on each side of the words that a rule read


def field_html(layers: Layers, texts: Mapping[str, Any]) -> str:
    """Give one field as HTML that opens on a click.

    Args:
        texts: the delivered fields, in which the evidence lies.
    """
    name = layers.field.name
    origin = origin_of(layers)
    head = (
        f"<summary><span class='desk-label'>{escape(t(f'words.field.{name}'))}"
        f"<span class='desk-origin {origin}'>{escape(t(f'library.origin.{origin}'))}</span></span>"
        f"{_value(name, layers.shown, 'span', 'desk-value')}</summary>"
    )
    body = (
        [_layer("delivered", name, layers.delivered, is_shown=origin == "delivered")] if layers.field.delivered else []
    )
    if layers.rule is not None or layers.proposed is not None:
        body.append(_layer("proposed", name, layers.proposed, is_shown=origin == "proposed"))
        if layers.rule:
            because = t("library.layers.rule", rule=rule_words(layers.rule))
            body.append(f"<dd class='desk-evidence'>{escape(because)}</dd>")
        body.extend(f"<dd class='desk-evidence'>{words}</dd>" for words in evidence_html(layers.evidence, texts))
    if layers.is_decided:
        body.append(_layer("decided", name, layers.decided, is_shown=True))
    inside = "".join(body) or f"<dd class='none'>{escape(t('library.layers.none'))}</dd>"
    return f"<details class='desk-field'>{head}<dl class='desk-layers'>{inside}</dl></details>"


def origin_of(layers: Layers) -> str:
    """Name the layer that is shown: "decided", "proposed", "delivered" or "none"."""
    if layers.is_decided:
        return "decided"
    if layers.rule is not None or layers.proposed is not None:
        return "proposed"
    return "delivered" if layers.delivered else "none"


def _layer(layer: str, name: str, value: Any, *, is_shown: bool) -> str:  # noqa: ANN401  a field's value
    css = "is-shown" if is_shown else ""
    return f"<dt>{escape(t(f'library.layers.{layer}'))}</dt>{_value(name, value, 'dd', css)}"


def _value(name: str, value: Any, tag: str, css: str) -> str:  # noqa: ANN401  a field's value
    words = value_words(name, value)
    if words:
        return f"<{tag} class='{css}'>{escape(words)}</{tag}>"
    return f"<{tag} class='{css} none'>{escape(t('words.unknown.value'))}</{tag}>"


def value_words(name: str, value: Any) -> str:  # noqa: ANN401  a field's value
    """Put a field's value into words: lists with commas, flags as yes and no, states and limits as the screens say."""
    if name == "credit_state" and f"words.credit_state.{value}" in messages():
        return t(f"words.credit_state.{value}")
    if name == "restrictions" and isinstance(value, (list, tuple)):
        return ", ".join(limit_words(str(code)) for code in value)
    if isinstance(value, bool):
        return t("library.flag.yes") if value else t("library.flag.no")
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def limit_words(code: str) -> str:
    """Put a restriction's code into words: "TERRITORY_OUT:CH" becomes "Not in CH"."""
    name, _, scope = code.partition(":")
    key = f"words.limit.{name}"
    if key in messages():
        return t(key, where=_span_words(scope) or _scope_words(scope))
    return code.replace("_", " ").replace(":", ": ").capitalize()


def _scope_words(scope: str) -> str:
    """Print countries with spaces between them, and a moment without its T."""
    return re.sub(r"(?<=\d)T(?=\d)", " ", scope).replace(",", ", ") or "…"


def _span_words(scope: str) -> str:
    """Put a span of time into words: "14d" becomes "14 days"; "" where it is none."""
    found = re.fullmatch(r"(\d+)([hdwmy])", scope)
    return t(f"words.span.{found[2]}", n=int(found[1])) if found else ""


def rule_words(rule: str) -> str:
    """Put the name of a rule into words; a rule that is itself a phrase of the trade is called one."""
    key = f"rules.{rule}"
    if key in messages():
        return t(key)
    return t("rules.phrases") if not re.fullmatch(r"[a-z_]+", rule) else rule.replace("_", " ")


def evidence_html(evidence: Iterable[Mapping[str, Any]], texts: Mapping[str, Any]) -> list[str]:
    """Give the words that a rule read, underlined where they stand, as HTML; each place once.

    Args:
        texts: delivered field -> text; where it does not hold the words, they stand alone.
    """
    lines: list[str] = []
    for proof in evidence:
        words = str(proof.get("text") or "")
        if not words:
            continue
        context = _text_of(str(proof.get("field") or ""), texts)
        start, end = proof.get("start"), proof.get("end")
        if context and isinstance(start, int) and isinstance(end, int) and context[start:end] == words:
            line = _underlined(context, start, end)
        elif context and words in context:
            start = context.index(words)
            line = _underlined(context, start, start + len(words))
        else:
            line = f"<u>{escape(words)}</u>"
        if line not in lines:
            lines.append(line)
    return lines


def _underlined(context: str, start: int, end: int) -> str:
    first, last = max(start - CONTEXT_LETTERS, 0), min(end + CONTEXT_LETTERS, len(context))
    before, after = ("…" if first else ""), ("…" if last < len(context) else "")
    return (
        f"{before}{escape(context[first:start])}<u>{escape(context[start:end])}</u>{escape(context[end:last])}{after}"
    )


# The rules name the fields of a credit; the files name them as IPTC does.
_DELIVERED_AS = {
    "credit": "credit_line",
    "byline": "creator",
    "byline_title": "creator_title",
    "copyright": "copyright_notice",
    "caption": "description",
    "agency_image_id": "supplier_ref",
}


def _text_of(field: str, texts: Mapping[str, Any]) -> str:
    value = texts.get(_DELIVERED_AS.get(field, field)) or texts.get(field)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return str(value or "")
