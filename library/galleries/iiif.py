"""A gallery as a manifest of IIIF Presentation 3: one canvas a picture, whose required statement is its credit."""

from html import escape
from typing import Any, Final

from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument
from library.galleries.sources import (
    Sources,
    clip_of,
    headline_of,
    main_rendition,
    photographer_of,
    picture_of,
    plain,
    printed_items,
    without_nothing,
    write_json,
)

_CREDIT: Final = {"de": ["Bildnachweis"], "en": ["Credit"], "fr": ["Crédit"], "it": ["Credito"]}
_PHOTOGRAPHER: Final = {"de": ["Fotografie"], "en": ["Photographer"], "fr": ["Photographe"], "it": ["Fotografia"]}

_LanguageMap = dict[str, list[str]]


def write_iiif(document: GalleryDocument, sources: Sources) -> bytes:
    """Write a manifest."""
    base = sources.gallery(document)
    items = printed_items(document)
    named = list(dict.fromkeys(item.credit.printed.strip() for item in items if item.credit.printed.strip()))
    return write_json(
        without_nothing(
            {
                "@context": "http://iiif.io/api/presentation/3/context.json",
                "id": f"{base}/manifest.json",
                "type": "Manifest",
                "label": _said(document.language, headline_of(document)),
                "requiredStatement": _statement(*named),
                "items": [_canvas(document, item, place, sources) for place, item in enumerate(items, start=1)],
            }
        )
    )


def _canvas(document: GalleryDocument, item: DocumentItem, place: int, sources: Sources) -> dict[str, Any]:
    main, picture = main_rendition(item), picture_of(item)
    canvas = f"{sources.item(document, item)}/canvas"
    captions = {document.language: item.caption} | dict(sorted(item.translations.items()))
    photographer = photographer_of(item)
    return without_nothing(
        {
            "id": canvas,
            "type": "Canvas",
            "label": _said(document.language, item.alt_text or item.caption or str(place)),
            "summary": {tag: [_text(text)] for tag, text in captions.items() if text.strip()},
            "requiredStatement": _statement(item.credit.printed),
            "metadata": [{"label": _PHOTOGRAPHER, "value": {"none": [_text(photographer)]}}] if photographer else [],
            "width": main.width_px if main else None,
            "height": main.height_px if main else None,
            "duration": item.duration_seconds if clip_of(item) else None,
            "thumbnail": [_file(picture, sources)] if picture else [],
            "items": [_page(canvas, item, main, sources)] if main else [],
        }
    )


def _page(canvas: str, item: DocumentItem, main: DocumentRendition, sources: Sources) -> dict[str, Any]:
    body = _file(main, sources) | ({"duration": item.duration_seconds} if clip_of(item) else {})
    annotation = {
        "id": f"{canvas}/page/annotation",
        "type": "Annotation",
        "motivation": "painting",
        "body": without_nothing(body),
        "target": canvas,
    }
    return {"id": f"{canvas}/page", "type": "AnnotationPage", "items": [annotation]}


def _file(rendition: DocumentRendition, sources: Sources) -> dict[str, Any]:
    return {
        "id": sources.address(rendition),
        "type": "Video" if rendition.mime.startswith("video/") else "Image",
        "format": rendition.mime,
        "width": rendition.width_px,
        "height": rendition.height_px,
    }


def _statement(*lines: str) -> dict[str, _LanguageMap] | None:
    said = [_text(credit) for credit in lines if credit.strip()]
    return {"label": dict(_CREDIT), "value": {"none": said}} if said else None


def _said(language: str, text: str) -> _LanguageMap:
    return {language: [_text(text)]}


def _text(text: str) -> str:
    """Give plain text; viewers take what stands between "<" and ">" for HTML, so that is escaped."""
    clean = plain(text).strip()
    return f"<span>{escape(clean)}</span>" if clean.startswith("<") and clean.endswith(">") else clean
