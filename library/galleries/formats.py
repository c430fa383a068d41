"""All that a gallery can be exported as: one table that the command line, the interface and the screen read."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from library.errors import InvalidInput
from library.galleries import document as documents
from library.galleries.ans import write_ans
from library.galleries.archive import write_archive
from library.galleries.document import DocumentItem, GalleryDocument, in_language
from library.galleries.feed import write_media_rss
from library.galleries.html import render_fragment, render_page
from library.galleries.iiif import write_iiif
from library.galleries.jsonld import write_jsonld
from library.galleries.markup import source_set, write_markdown, write_wordpress
from library.galleries.ninjs import write_ninjs, write_ninjs_1, write_ninjs_2
from library.galleries.sources import Sources, clip_of, picture_of
from library.galleries.table import write_csv, write_xlsx

_Write = Callable[[GalleryDocument, Sources], bytes]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One form that a gallery can be exported in.

    Args:
        name: as the command line takes it.
        title: what it is, for people.
        suffix: of the file's name, with the dot.
        write: makes the file's bytes; the same document and sources give the same bytes.
        has_one_language: whether its captions are in one language, which can be chosen.
    """

    name: str
    title: str
    suffix: str
    mime: str
    write: _Write
    has_one_language: bool = False


def write_document(document: GalleryDocument, _sources: Sources) -> bytes:
    """Write our own JSON, which keeps to the published schema."""
    return documents.dump(document)


def write_page(document: GalleryDocument, sources: Sources) -> bytes:
    """Write a page that carries its pictures inside; clips show their poster."""

    def embedded(item: DocumentItem) -> str | None:
        rendition = picture_of(item)
        if rendition is None:
            return None
        return f"data:{rendition.mime};base64,{b64encode(sources.read(item, rendition)).decode('ascii')}"

    return render_page(document, embedded, language=sources.language, address=_picture_address(sources)).encode()


def write_fragment(document: GalleryDocument, sources: Sources) -> bytes:
    """Write the figures that go into a page, with addresses of the pictures."""

    def clip(item: DocumentItem) -> str | None:
        rendition = clip_of(item)
        return sources.address(rendition) if rendition else None

    return render_fragment(
        document,
        _picture_address(sources),
        video_src=clip,
        language=sources.language,
        srcset=lambda item: source_set(item, sources),
    ).encode()


def _picture_address(sources: Sources) -> Callable[[DocumentItem], str | None]:
    def address(item: DocumentItem) -> str | None:
        rendition = picture_of(item)
        return sources.address(rendition) if rendition else None

    return address


def _in_one_language(write: _Write) -> _Write:
    def written(document: GalleryDocument, sources: Sources) -> bytes:
        return write(in_language(document, sources.language or document.language), sources)

    return written


_JSON: Final = "application/json"
FORMATS: Final[dict[str, ExportFormat]] = {
    each.name: each
    for each in (
        ExportFormat("html", "page with its pictures inside", ".html", "text/html", write_page, True),
        ExportFormat("fragment", "HTML for an article", ".fragment.html", "text/html", write_fragment, True),
        ExportFormat("wordpress", "WordPress blocks", ".wordpress.html", "text/html", write_wordpress, True),
        ExportFormat("markdown", "Markdown", ".md", "text/markdown", write_markdown, True),
        ExportFormat("json", "photodesk JSON", ".json", _JSON, write_document),
        ExportFormat("ninjs", "ninjs 3.1", ".ninjs.json", _JSON, write_ninjs),
        ExportFormat("ninjs-2", "ninjs 2.2", ".ninjs2.json", _JSON, write_ninjs_2),
        ExportFormat("ninjs-1", "ninjs 1.6, for Superdesk", ".ninjs1.json", _JSON, write_ninjs_1),
        ExportFormat("jsonld", "JSON-LD for search engines", ".jsonld", "application/ld+json", write_jsonld, True),
        ExportFormat("ans", "Arc ANS 0.10", ".ans.json", _JSON, write_ans, True),
        ExportFormat("rss", "Media RSS", ".rss", "application/rss+xml", write_media_rss, True),
        ExportFormat("iiif", "IIIF Presentation 3", ".iiif.json", "application/ld+json", write_iiif),
        ExportFormat(
            "zip", "pictures with their words, for print and partners", ".zip", "application/zip", write_archive
        ),
        ExportFormat("csv", "table for translators and rights", ".csv", "text/csv", write_csv),
        ExportFormat(
            "xlsx",
            "workbook for translators and rights",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
        ),
    )
}
_OWN_LANGUAGE: Final = frozenset({"html", "fragment"})  # they say themselves which words are in which language
FORMATS.update(
    {
        name: replace(each, write=_in_one_language(each.write))
        for name, each in FORMATS.items()
        if each.has_one_language and name not in _OWN_LANGUAGE
    }
)


def get_format(name: str) -> ExportFormat:
    """Give a format by its name.

    Raises:
        InvalidInput: there is none of that name.
    """
    if name not in FORMATS:
        raise InvalidInput(f"There is no format {name!r}", hint=f"Choose one of {', '.join(FORMATS)}.")
    return FORMATS[name]
