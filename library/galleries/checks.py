"""Checks of a gallery before it goes out: what is missing, doubled, torn or limited.

Errors stop publishing until they are settled or accepted by name; warnings and notes do not.
"""

from collections.abc import Callable, Iterator
from textwrap import shorten

from library.findings import Finding, Severity, observe, phrase, phrases
from library.galleries.document import DocumentItem, GalleryDocument, captions_of, languages_of
from library.galleries.ordering import find_loose_ends, find_torn

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def check_gallery(document: GalleryDocument) -> tuple[Finding, ...]:
    """Check a gallery as readers would see it.

    Args:
        document: the visible items only; hidden ones are not printed and so not checked.

    Returns:
        Findings, the most severe first, within one severity in the order of the items.
    """
    if not document.items:
        return (observe("GAL002", "error", f"gallery:{document.gallery_id}", "gallery"),)
    found = [finding for check in _CHECKS for finding in check(document)]
    place = {subject_of(item): index for index, item in enumerate(document.items)}
    return tuple(sorted(found, key=lambda each: (_RANK[each.severity], place.get(each.subject, -1), each.code)))


def check_order(document: GalleryDocument, uids: tuple[str, ...]) -> tuple[Finding, ...]:
    """Check what a reorder or a removal does to captions that continue each other.

    Args:
        document: the gallery as it is.
        uids: the order of items that somebody wants.
    """
    before = tuple(item.uid for item in document.items)
    position = {item.uid: item.position for item in document.items}
    return tuple(
        observe("CAP003", "warning", f"item:{chain[0]}", "torn", places=tuple(str(position[uid]) for uid in chain))
        for chain in find_torn(before, captions_of(document.items), uids)
    )


def subject_of(item: DocumentItem) -> str:
    """Name an item as the subject of a finding."""
    return f"item:{item.uid}"


def _wanted(document: GalleryDocument) -> Iterator[Finding]:
    for item in document.items:
        if item.is_wanted:
            sought = item.supplier_ref or shorten(item.agency_text or item.caption or item.kind, 70, placeholder=" …")
            yield observe("GAL001", "warning", subject_of(item), "item", position=item.position, sought=sought)


def _missing_credit(document: GalleryDocument) -> Iterator[Finding]:
    for item in document.items:
        # A wanted item is not printed, so it needs no credit yet.
        if not item.is_wanted and not item.credit.printed.strip():
            yield observe("CRD001", "error", subject_of(item), "item", position=item.position)


def _missing_caption(document: GalleryDocument) -> Iterator[Finding]:
    for item in document.items:
        if not item.caption.strip():
            yield observe("CAP001", "warning", subject_of(item), "item", position=item.position)


def _missing_translation(document: GalleryDocument) -> Iterator[Finding]:
    """Find items without a caption in a language that most others have one in."""
    for language in languages_of(document)[1:]:
        bare = [item for item in document.items if not item.translations.get(language, "").strip()]
        if 2 * len(bare) >= len(document.items):  # a caption now and then does not make a gallery of that language
            continue
        name = phrase(f"words.language.of_{language}") if f"words.language.of_{language}" in phrases() else language
        for item in bare:
            yield observe("CAP001", "note", subject_of(item), "translation", position=item.position, language=name)


def _missing_alt_text(document: GalleryDocument) -> Iterator[Finding]:
    for item in document.items:
        if not item.is_wanted and not item.alt_text.strip():
            yield observe("CAP002", "warning", subject_of(item), "item", position=item.position)


def _same_picture(document: GalleryDocument) -> Iterator[Finding]:
    by_digest: dict[str, DocumentItem] = {}
    by_cluster: dict[str, DocumentItem] = {}
    for item in document.items:
        if item.digest is None:
            continue
        if first := by_digest.get(item.digest):
            yield _twice(item, first, "error", "file")
        elif item.cluster is not None and (first := by_cluster.get(item.cluster)):
            yield _twice(item, first, "warning", "near")
        by_digest.setdefault(item.digest, item)
        if item.cluster is not None:
            by_cluster.setdefault(item.cluster, item)


def _twice(item: DocumentItem, first: DocumentItem, severity: Severity, likeness: str) -> Finding:
    return observe("DUP001", severity, subject_of(item), likeness, position=item.position, first=first.position)


def _loose_captions(document: GalleryDocument) -> Iterator[Finding]:
    loose = find_loose_ends(captions_of(document.items))
    # Dots at an end alone may be style; they are a torn sentence only if a beginning is missing somewhere too.
    torn = any(end.side == "start" for end in loose)
    for end in loose:
        item = document.items[end.index]
        severity: Severity = "warning" if torn else "note"
        yield observe("CAP003", severity, subject_of(item), end.side, position=item.position)


def _restrictions(document: GalleryDocument) -> Iterator[Finding]:
    for item in document.items:
        if item.restrictions:
            limits = tuple(f"{each.code} (“{each.words}”)" if each.words else each.code for each in item.restrictions)
            yield observe("RGT002", "note", subject_of(item), "item", position=item.position, limits=limits)


_CHECKS: tuple[Callable[[GalleryDocument], Iterator[Finding]], ...] = (
    _wanted,
    _missing_credit,
    _same_picture,
    _missing_caption,
    _missing_translation,
    _missing_alt_text,
    _loose_captions,
    _restrictions,
)
