"""Tables of what a change makes, or made, of pictures: old and new, side by side."""

from collections.abc import Sequence
from html import escape

from library.catalogue.models import Asset
from library.desk.bulk import BulkReport, FieldChange, ItemReport
from library.desk.bulk_plan import BulkWarning
from library.ui.translation import t
from library.ui.widgets.layers import value_words
from library.ui.widgets.pictures import thumbnail_of

_LONGEST = 220


def changes_html(items: Sequence[ItemReport], *, rest: int = 0) -> str:
    """Give HTML of pictures with what changes in each.

    Args:
        rest: how many pictures are not in the table.
    """
    rows = "".join(_item(item) for item in items)
    more = f"<p class='desk-hint bulk-more'>{escape(t('bulk.preview.more', n=rest))}</p>" if rest else ""
    return f"<div class='bulk-items'>{rows}</div>{more}"


def needs_attention(report: BulkReport) -> list[ItemReport]:
    """Give the pictures that a person should look at: left alone, or saved with a warning."""
    return [item for item in report.items if item.state == "conflict" or item.warnings]


def _item(item: ItemReport) -> str:
    lines = "".join(_change(one) for one in item.changes) if item.state != "conflict" else ""
    if item.state == "same":
        lines = f"<p class='desk-hint'>{escape(t('bulk.preview.same'))}</p>"
    if item.state == "conflict":
        names = ", ".join(t(f"words.field.{name}") for name in item.conflicts)
        theirs = "".join(_change(FieldChange(one.field, one.new, one.old)) for one in item.changes)
        lines = f"<p class='bulk-warning'>{escape(t('bulk.report.conflict', fields=names))}</p>{theirs}"
    warnings = "".join(f"<p class='bulk-warning'>{escape(_warning(one))}</p>" for one in item.warnings)
    return f"<div class='bulk-item'>{_picture(item.asset)}<div>{lines}{warnings}</div></div>"


def _picture(asset: Asset) -> str:
    name = escape(asset.file_name, quote=True)
    return f"<figure><img src='{thumbnail_of(asset)}' alt='' loading='lazy'><figcaption>{name}</figcaption></figure>"


def _change(one: FieldChange) -> str:
    old, new = _words(one.field, one.old), _words(one.field, one.new)
    before = f"<s>{escape(old)}</s> " if old else ""
    after = f"<span>{escape(new)}</span>" if new else f"<em>{escape(t('bulk.preview.cleared'))}</em>"
    return f"<p><b>{escape(t(f'words.field.{one.field}'))}</b>{before}{after}</p>"


def _words(name: str, value: object) -> str:
    words = value_words(name, value) if isinstance(value, (str, list, tuple, bool)) and value not in ("", []) else ""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _warning(warning: BulkWarning) -> str:
    return t(f"bulk.warning.{warning.kind}", field=t(f"words.field.{warning.field}"), what=warning.what)
