"""A gallery as Media RSS: a feed with one entry a picture, each with its credit."""

from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from library.galleries.document import DocumentItem, GalleryDocument
from library.galleries.sources import (
    Sources,
    clip_of,
    headline_of,
    main_rendition,
    moment_of,
    photographer_of,
    picture_of,
    plain,
    printed_items,
)

_MEDIA: Final = "http://search.yahoo.com/mrss/"
ET.register_namespace("media", _MEDIA)


def write_media_rss(document: GalleryDocument, sources: Sources) -> bytes:
    """Write RSS 2.0 with the module Media RSS 1.5."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    article = document.article
    _add(channel, "title", headline_of(document))
    _add(channel, "link", (article.url if article else None) or sources.gallery(document))
    _add(channel, "description", document.title)
    _add(channel, "language", document.language)
    _add(channel, "pubDate", _date(document.published_at))
    _add(channel, "generator", "photodesk")
    for item in printed_items(document):
        _entry(ET.SubElement(channel, "item"), document, item, sources)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(entry: ET.Element, document: GalleryDocument, item: DocumentItem, sources: Sources) -> None:
    identity = sources.item(document, item)
    _add(entry, "title", item.caption or item.alt_text or document.title)
    _add(entry, "link", (document.article.url if document.article else None) or identity)
    _add(entry, "guid", identity, isPermaLink="false")
    # Readers take a description for HTML; so the words are escaped once more.
    _add(entry, "description", escape(item.caption))
    _add(entry, "pubDate", _date(document.published_at))
    main, picture = main_rendition(item), picture_of(item)
    if main is None:
        return
    facts = {
        "url": sources.address(main),
        "type": main.mime,
        "medium": "video" if clip_of(item) else "image",
        "width": str(main.width_px),
        "height": str(main.height_px),
        "lang": document.language,
    }
    if clip_of(item) and item.duration_seconds is not None:
        facts["duration"] = str(round(item.duration_seconds))
    content = ET.SubElement(entry, f"{{{_MEDIA}}}content", facts)
    _media(content, "title", item.alt_text, type="plain")
    _media(content, "description", item.caption, type="plain")
    _media(content, "credit", item.credit.printed)
    _media(content, "credit", photographer_of(item), role="photographer", scheme="urn:ebu")
    _media(content, "credit", item.credit.agency, role="producer", scheme="urn:ebu")
    _media(content, "credit", item.credit.distributor, role="distribution company", scheme="urn:ebu")
    _media(content, "copyright", item.text("copyright_notice"))
    if picture:
        size = {"width": str(picture.width_px), "height": str(picture.height_px)}
        ET.SubElement(content, f"{{{_MEDIA}}}thumbnail", {"url": sources.address(picture), **size})


def _date(text: str | None) -> str | None:
    """Give a moment as RFC 822 does; None where it has no offset."""
    moment = moment_of(text)
    return format_datetime(datetime.fromisoformat(moment)) if moment else None


def _add(parent: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    if text and plain(text).strip():
        ET.SubElement(parent, name, attributes).text = plain(text).strip()


def _media(parent: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    _add(parent, f"{{{_MEDIA}}}{name}", text, **attributes)
