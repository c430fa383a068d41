"""A gallery as JSON-LD in the words of schema.org: what search engines read beside the pictures.

It never offers a licence: the pictures are the agencies', and a page that says `license` offers them as its own.
"""

from typing import Any, Final

from library.galleries.document import DocumentItem, GalleryDocument
from library.galleries.sources import (
    Sources,
    clip_of,
    headline_of,
    main_rendition,
    moment_of,
    photographer_of,
    picture_of,
    printed_items,
    without_nothing,
    write_json,
)

_SOURCE_TYPES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# schema.org has members of its own for the terms of the IPTC's vocabulary, named after them.
_SCHEMA_ORG: Final = {
    "digitalCapture": "DigitalCaptureDigitalSource",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhancedDigitalSource",
    "compositeCapture": "CompositeCaptureDigitalSource",
    "negativeFilm": "NegativeFilmDigitalSource",
    "positiveFilm": "PositiveFilmDigitalSource",
    "print": "PrintDigitalSource",
}


def write_jsonld(document: GalleryDocument, sources: Sources) -> bytes:
    """Write an ImageGallery with its media in order."""
    article = document.article
    return write_json(
        without_nothing(
            {
                "@context": "https://schema.org",
                "@type": "ImageGallery",
                "@id": sources.gallery(document),
                "name": document.title,
                "headline": headline_of(document),
                "inLanguage": document.language,
                "datePublished": moment_of(document.published_at),
                "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
                "isPartOf": {"@type": "NewsArticle", "headline": article.headline, "url": article.url}
                if article and article.url
                else None,
                "associatedMedia": [_medium(document, item, sources) for item in printed_items(document)],
            }
        )
    )


def _medium(document: GalleryDocument, item: DocumentItem, sources: Sources) -> dict[str, Any]:
    main, poster = main_rendition(item), picture_of(item)
    photographer = photographer_of(item)
    moment = item.text("created")
    facts = {
        "@type": "VideoObject" if item.kind == "video" else "ImageObject",
        "@id": sources.item(document, item),
        "position": item.position,
        "name": item.caption or item.alt_text or headline_of(document),
        "caption": item.caption,
        "description": item.alt_text or item.caption,
        "creditText": item.credit.printed,
        "creator": {"@type": "Person", "name": photographer} if photographer else None,
        "copyrightNotice": item.text("copyright_notice"),
        "copyrightHolder": {"@type": "Organization", "name": item.text("copyright_owner")}
        if item.text("copyright_owner")
        else None,
        "contentUrl": sources.address(main) if main else None,
        "encodingFormat": main.mime if main else None,
        "width": main.width_px if main else None,
        "height": main.height_px if main else None,
        "dateCreated": moment,
        "digitalSourceType": _source_type(item.text("digital_source_type")),
        "identifier": item.supplier_ref,
    }
    if item.kind == "video":
        facts |= {
            "uploadDate": moment_of(document.published_at) or moment_of(moment),
            "duration": duration(item.duration_seconds),
            "thumbnailUrl": sources.address(poster) if poster else None,
            "contentUrl": sources.address(main) if main and clip_of(item) else None,
        }
    return without_nothing(facts)


def duration(seconds: float | None) -> str | None:
    """Write a duration as ISO 8601 does, "PT1H2M3.5S"; None where nobody knows it."""
    if seconds is None:
        return None
    minutes, rest = divmod(round(seconds, 3), 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    parts.append(f"{round(rest, 3):g}S" if rest or not (hours or minutes) else "")
    return "PT" + "".join(parts)


def _source_type(uri: str | None) -> str | None:
    """Give the member of schema.org for a term of the IPTC, else the term's address."""
    if uri is None:
        return None
    term = _SCHEMA_ORG.get(uri.removeprefix(_SOURCE_TYPES))
    return f"https://schema.org/{term}" if term else uri
