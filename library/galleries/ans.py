"""A gallery as ANS 0.10, the JSON of Arc XP: a gallery whose content elements are images and videos."""

from typing import Any, Final

from library.galleries.document import DocumentCredit, DocumentItem, GalleryDocument
from library.galleries.sources import (
    Sources,
    clip_of,
    focus_px,
    headline_of,
    main_rendition,
    moment_of,
    photographer_of,
    picture_of,
    printed_items,
    without_nothing,
    write_json,
)

VERSION: Final = "0.10.0"


def write_ans(document: GalleryDocument, sources: Sources) -> bytes:
    """Write an ANS gallery."""
    article = document.article
    return write_json(
        without_nothing(
            {
                "type": "gallery",
                "version": VERSION,
                "language": document.language,
                "headlines": {"basic": headline_of(document)},
                "description": {"basic": document.title},
                "canonical_url": article.url if article else None,
                "publish_date": moment_of(document.published_at),
                "source": {"name": "photodesk", "system": "photodesk", "source_id": sources.gallery(document)},
                "content_elements": [_element(document, item, sources) for item in printed_items(document)],
            }
        )
    )


def _element(document: GalleryDocument, item: DocumentItem, sources: Sources) -> dict[str, Any]:
    is_clip = item.kind == "video"
    shared = without_nothing(
        {
            "type": "video" if is_clip else "image",
            "version": VERSION,
            "language": document.language,
            "created_date": moment_of(item.text("created")),
            "copyright": item.text("copyright_notice"),
            "editor_note": item.text("instructions"),
            "credits": _credits(item),
            "vanity_credits": {"by": [_author(item.credit.printed)]} if item.credit.printed.strip() else None,
            "distributor": _distributor(item.credit),
            "source": {"name": "photodesk", "system": "photodesk", "source_id": sources.item(document, item)},
            "additional_properties": _additional(item),
        }
    )
    return without_nothing(shared | (_video(item, sources) if is_clip else _image(item, sources)))


def _image(item: DocumentItem, sources: Sources) -> dict[str, Any]:
    picture = picture_of(item)
    return {
        "caption": item.caption,
        "alt_text": item.alt_text,
        "url": sources.address(picture) if picture else None,
        "width": picture.width_px if picture else None,
        "height": picture.height_px if picture else None,
        "licensable": False,
    }


def _video(item: DocumentItem, sources: Sources) -> dict[str, Any]:
    clip, poster = clip_of(item), picture_of(item)
    stream = clip and {
        "url": sources.address(clip),
        "width": clip.width_px,
        "height": clip.height_px,
        "stream_type": clip.mime.rpartition("/")[2],
    }
    still = poster and {
        "type": "image",
        "version": VERSION,
        "url": sources.address(poster),
        "width": poster.width_px,
        "height": poster.height_px,
        "alt_text": item.alt_text,
        "licensable": False,
    }
    return {
        "description": {"basic": item.caption} if item.caption else None,
        # Milliseconds, as Arc counts them.
        "duration": round(item.duration_seconds * 1000) if item.duration_seconds is not None else None,
        "streams": [stream] if stream else [],
        "promo_image": without_nothing(still) if still else None,
    }


def _author(name: str) -> dict[str, str]:
    return {"type": "author", "version": VERSION, "name": name, "byline": name}


def _credits(item: DocumentItem) -> dict[str, Any]:
    photographer, agency = photographer_of(item), item.credit.agency or item.credit.provider
    return without_nothing(
        {
            "by": [_author(photographer)] if photographer else [],
            "affiliation": [_author(agency)] if agency else [],
        }
    )


def _distributor(credit: DocumentCredit) -> dict[str, Any] | None:
    name = credit.distributor or credit.agency
    if name is None:
        return None
    return {"name": name, "category": "handout" if "handout" in credit.flags else "wires", "mode": "custom"}


def _additional(item: DocumentItem) -> dict[str, Any]:
    main = main_rendition(item)
    return without_nothing(
        {
            "supplier_image_id": item.supplier_ref,
            "agency_caption": item.agency_text,
            "captions": dict(sorted(item.translations.items())),
            "restrictions": [each.code for each in item.restrictions],
            "alt_text": item.alt_text if item.kind == "video" else None,
            "focal_point": focus_px(item, main) if main else None,
        }
    )
