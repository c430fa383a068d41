"""A gallery as ninjs, the IPTC's JSON for news: 3.1, 2.2, and the 1.x dialect where associations are an object.

The order of associations is the order of the gallery; their names are numbered too. ninjs has no property for a credit
line and its schema refuses unknown ones: the credit is a description of the role creditLine, the chain infoSources.
"""

from typing import Any, Final

from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument
from library.galleries.sources import (
    Sources,
    aspect_of,
    clip_of,
    focus_px,
    headline_of,
    main_rendition,
    moment_of,
    photographer_of,
    picture_of,
    pictures_of,
    printed_items,
    without_nothing,
    write_json,
)

_Node = dict[str, Any]
_TYPES: Final = {"photo": "picture", "video": "video"}
_OLDER_NAMES: Final[dict[str, str]] = {"embargoedUntil": "embargoed"}
_NEW_IN_3: Final = frozenset({"rel", "aspectRatio", "poi"})


def write_ninjs(document: GalleryDocument, sources: Sources) -> bytes:
    """Write ninjs 3.1."""
    return write_json(_gallery(document, sources) | {"standard": _standard("3.1")})


def write_ninjs_2(document: GalleryDocument, sources: Sources) -> bytes:
    """Write ninjs 2.2: the same in small letters, without what 3.0 brought."""
    return write_json(_older(_gallery(document, sources)) | {"standard": _standard("2.2")})


def write_ninjs_1(document: GalleryDocument, sources: Sources) -> bytes:
    """Write ninjs 1.6, as Superdesk reads it: associations and renditions are objects."""
    value = without_nothing(
        {
            **_head(document, sources),
            "headline": headline_of(document),
            "associations": {name: _flat(document, item, sources) for name, item in _named(document)},
            "$standard": _standard("1.6"),
        }
    )
    return write_json({_OLDER_NAMES.get(name, name).lower(): entry for name, entry in value.items()})


def _standard(version: str) -> dict[str, str]:
    return {
        "name": "ninjs",
        "version": version,
        "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{version}.json",
    }


def _head(document: GalleryDocument, sources: Sources) -> _Node:
    published = moment_of(document.published_at)
    return {
        "uri": sources.gallery(document),
        "type": "composite",
        "profile": "gallery",
        "pubStatus": "usable" if document.published_at else "withheld",
        "versionCreated": published,
        "language": document.language,
        "title": document.title,
    }


def _gallery(document: GalleryDocument, sources: Sources) -> _Node:
    return without_nothing(
        {
            **_head(document, sources),
            "headlines": [{"role": "main", "value": headline_of(document)}],
            "associations": [
                {"name": name.replace("_", "-"), "rel": "galleryItem"} | _item(document, item, sources)
                for name, item in _named(document)
            ],
        }
    )


def _named(document: GalleryDocument) -> list[tuple[str, DocumentItem]]:
    """Number the names, so that an order by name is the order of the gallery; 1.x allows no hyphen in them."""
    items = printed_items(document)
    width = max(3, len(str(len(items))))
    return [(f"gallery_{place:0{width}d}", item) for place, item in enumerate(items, start=1)]


def _facts(document: GalleryDocument, item: DocumentItem, sources: Sources) -> _Node:
    """Give the properties that all versions have, as 3.1 writes them."""
    source_type = item.text("digital_source_type")
    return {
        "uri": sources.item(document, item),
        "type": _TYPES[item.kind],
        "pubStatus": "usable" if document.published_at else "withheld",
        "language": document.language,
        "contentCreated": moment_of(item.text("created")),
        "copyrightHolder": item.text("copyright_owner") or item.credit.agency,
        "copyrightNotice": item.text("copyright_notice"),
        "usageTerms": item.text("usage_terms"),
        "edNote": _note(item),
        "embargoedUntil": moment_of(item.text("release")),
        "expires": moment_of(item.text("expires")),
        "digitalSourceType": {"uri": source_type} if source_type and "://" in source_type else None,
    }


def _item(document: GalleryDocument, item: DocumentItem, sources: Sources) -> _Node:
    place = ", ".join(part for part in (item.text("city"), item.text("country")) if part)
    keywords = item.metadata.get("keywords", ())
    return without_nothing(
        {
            **_facts(document, item, sources),
            "by": photographer_of(item),
            "descriptions": _descriptions(item),
            "infoSources": [{"name": name, "role": role} for role, name in _chain(item)],
            "altIds": [{"role": "supplierImageId", "value": item.supplier_ref}] if item.supplier_ref else [],
            "places": [{"name": place}] if place else [],
            "subjects": [{"name": keyword} for keyword in ([keywords] if isinstance(keywords, str) else keywords)],
            "renditions": [_rendition(item, each, name, sources) for name, each in _renditions(item)],
        }
    )


def _note(item: DocumentItem) -> str | None:
    """Give the words to editors; where the agency sent none, the limits that were read elsewhere."""
    return item.text("instructions") or "; ".join(each.words or each.code for each in item.restrictions) or None


def _chain(item: DocumentItem) -> list[tuple[str, str]]:
    credit = item.credit
    parts = (("originator", credit.agency), ("distributor", credit.distributor), ("provider", credit.provider))
    return [(role, name) for role, name in parts if name]


def _descriptions(item: DocumentItem) -> list[_Node]:
    captions = [(f"caption-{language}", text) for language, text in sorted(item.translations.items())]
    texts = [
        ("caption", item.caption),
        *captions,
        ("altText", item.alt_text),
        ("agencyCaption", item.agency_text),
        ("creditLine", item.credit.printed),
    ]
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text.strip()]


def _renditions(item: DocumentItem) -> list[tuple[str, DocumentRendition]]:
    main, poster = main_rendition(item), picture_of(item)
    named = [("main", main)] if main else []
    if clip_of(item) and poster:
        named.append(("poster", poster))
    shown = {each.digest for _, each in named}
    return [*named, *((each.name, each) for each in pictures_of(item) if each.digest not in shown)]


def _rendition(item: DocumentItem, rendition: DocumentRendition, name: str, sources: Sources) -> _Node:
    focus = focus_px(item, rendition)
    return without_nothing(
        {
            "name": name,
            "href": sources.address(rendition),
            "contentType": rendition.mime,
            "width": rendition.width_px,
            "height": rendition.height_px,
            "duration": item.duration_seconds if rendition is clip_of(item) else None,
            "aspectRatio": aspect_of(rendition),
            "poi": {"x": focus[0], "y": focus[1]} if focus else None,
        }
    )


def _older(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Bring names into the form of 2.x; texts stay."""
    if isinstance(value, list):
        return [_older(each) for each in value]
    if not isinstance(value, dict):
        return value
    named: _Node = value
    return {
        _OLDER_NAMES.get(name, name).lower(): _older(entry) for name, entry in named.items() if name not in _NEW_IN_3
    }


def _flat(document: GalleryDocument, item: DocumentItem, sources: Sources) -> _Node:
    """Give an item of the 1.x dialect."""
    translated = {f"description_caption_{_name(tag)}": text for tag, text in sorted(item.translations.items())}
    value = without_nothing(
        {
            **_facts(document, item, sources),
            "byline": photographer_of(item),
            "description_text": item.caption,
            **translated,
            "description_alttext": item.alt_text,
            "description_agencycaption": item.agency_text,
            "description_creditline": item.credit.printed,
            "infosource": [{"name": name, "rel": role} for role, name in _chain(item)],
            "altids": {"supplierimageid": item.supplier_ref} if item.supplier_ref else {},
            "renditions": {
                _name(name): _flat_rendition(item, rendition, name, sources) for name, rendition in _renditions(item)
            },
        }
    )
    return {_OLDER_NAMES.get(name, name).lower(): entry for name, entry in value.items()}


def _flat_rendition(item: DocumentItem, rendition: DocumentRendition, name: str, sources: Sources) -> _Node:
    whole = _rendition(item, rendition, name, sources)
    return {key: whole[key] for key in ("href", "width", "height", "duration") if key in whole} | {
        "mimetype": rendition.mime
    }


def _name(text: str) -> str:
    """Make a name of the signs that 1.x allows."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in text)
