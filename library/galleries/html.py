"""A gallery as HTML: the fragment that goes into an article, and a page of its own to look at it.

Everything is escaped and nothing is fetched from elsewhere. The caller says where the bytes of each picture lie.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib import resources
from typing import Final

from library.galleries.document import DocumentItem, GalleryDocument, in_language

MediaSource = Callable[[DocumentItem], str | None]

# The few words that the page itself says, by language; English where we have none.
_WORDS: Final[dict[str, dict[str, str]]] = {
    "de": {"wanted": "Gesucht: noch nicht im Katalog", "missing": "Bild fehlt", "video": "Video"},
    "en": {"wanted": "Wanted: not in the catalogue yet", "missing": "Picture missing", "video": "Video"},
    "fr": {"wanted": "Recherchée : pas encore au catalogue", "missing": "Image manquante", "video": "Vidéo"},
    "it": {"wanted": "Cercata: non ancora in catalogo", "missing": "Immagine mancante", "video": "Video"},
}
# No control sign but tab and line break has a place in HTML.
_CONTROL_SIGNS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def render_fragment(
    document: GalleryDocument,
    image_src: MediaSource,
    *,
    video_src: MediaSource | None = None,
    language: str | None = None,
    srcset: MediaSource | None = None,
    address: MediaSource | None = None,
) -> str:
    """Render the figures of a gallery, to stand within an article.

    Args:
        document: visible items in their order.
        image_src: address of the picture of an item, of its poster for a clip; None when there is none.
        video_src: address of a clip; None, or a call that gives None, shows its poster only.
        language: of the captions; None: the document's own.
        srcset: the picture in several widths, as HTML's attribute wants it; None: there is one only.
        address: where a picture lies that the page carries inside, for programs that read the page; None: nowhere.

    Returns:
        One section element.
    """
    shown = in_language(document, language or document.language)
    words = _words(shown.language)
    # Alternative texts are in the document's own language, and a screen reader is to be told so.
    spoken = "" if shown.language == document.language else f' lang="{_text(document.language)}"'
    places = _Places(image_src, video_src or _nowhere, srcset or _nowhere, address or _nowhere)
    figures = "\n".join(_figure(item, places, words | {"alt": spoken}) for item in shown.items)
    return f'<section class="gallery" lang="{_text(shown.language)}">\n{figures}\n</section>\n'


def render_page(
    document: GalleryDocument,
    image_src: MediaSource,
    *,
    video_src: MediaSource | None = None,
    language: str | None = None,
    address: MediaSource | None = None,
) -> str:
    """Render a page that stands alone and shows the gallery as readers of the article see it.

    Args:
        document: visible items in their order.
        image_src: address of the picture of an item, of its poster for a clip; None when there is none.
        video_src: address of a clip; None, or a call that gives None, shows its poster only.
        language: of the captions; None: the document's own.
        address: where a picture lies that the page carries inside; None: nowhere.
    """
    title = _text(document.article.headline if document.article else document.title)
    # The stylesheet is ours; "</" cannot occur in it, so it needs no escaping.
    style = (resources.files("library.galleries") / "page.css").read_text(encoding="utf-8").strip()
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_text(document.language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="photodesk">\n'
        f"<title>{title}</title>\n"
        f"<style>\n{style}\n</style>\n"
        "</head>\n"
        "<body>\n"
        "<article>\n"
        f"<header>\n<h1>{title}</h1>\n{_dateline(document)}</header>\n"
        f"{render_fragment(document, image_src, video_src=video_src, language=language, address=address)}"
        "</article>\n"
        "</body>\n"
        "</html>\n"
    )


def _dateline(document: GalleryDocument) -> str:
    moment = document.published_at or (document.article.published_at if document.article else None)
    parts = [_text(document.outlet)] if document.outlet else []
    if moment:
        parts.append(f'<time datetime="{_text(moment)}">{_text(_moment(moment, document.language))}</time>')
    return f'<p class="dateline">{" · ".join(parts)}</p>\n' if parts else ""


def _moment(text: str, language: str) -> str:
    """Say a moment as readers of a language write it, on the clock of the place it was written at."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{moment:%d.%m.%Y, %H:%M}" if language.startswith("de") else f"{moment:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the files of an item lie."""

    image: MediaSource
    video: MediaSource
    srcset: MediaSource
    address: MediaSource


def _nowhere(_item: DocumentItem) -> str | None:
    return None


def _figure(item: DocumentItem, places: _Places, words: dict[str, str]) -> str:
    classes = " ".join(["item", item.kind, *(["lead"] if item.lead else []), *(["wanted"] if item.is_wanted else [])])
    return (
        f'<figure class="{classes}" id="item-{_text(item.uid)}">\n'
        f"{_media(item, places, words)}\n"
        f"{_figcaption(item)}"
        "</figure>"
    )


def _media(item: DocumentItem, places: _Places, words: dict[str, str]) -> str:
    size, image, video = _size(item), places.image(item), places.video(item)
    alt = f' alt="{_text(item.alt_text)}"{words["alt"]}'
    if item.kind == "video" and video:
        poster = f' poster="{_text(image)}"' if image else ""
        spoken = words["alt"] if item.alt_text else ""
        label = f'{spoken} aria-label="{_text(item.alt_text or item.caption)}"'
        # What a program without a player shows, and what one that reads the page takes the alternative text from.
        still = f'<img src="{_text(image)}"{alt}{size} loading="lazy" decoding="async">' if image else ""
        source = f'<source src="{_text(video)}"{_mime(item)}>'
        return f'<video controls preload="none"{poster}{size}{label}>{source}{still}</video>'
    if not image:
        return f'<div class="gap">{words["wanted" if item.is_wanted else "missing"]}</div>'
    picture = f'<img src="{_text(image)}"{_sources(item, places)}{alt}{size} loading="lazy" decoding="async">'
    if item.kind == "video":
        return f'<div class="poster">{picture}<span class="play">{words["video"]}</span></div>'
    return picture


def _sources(item: DocumentItem, places: _Places) -> str:
    """Give the other addresses of a picture: its widths, and where it lies beside the page that carries it inside."""
    widths, address = places.srcset(item), places.address(item)
    told = f' srcset="{_text(widths)}" sizes="(max-width: 60rem) 100vw, 60rem"' if widths else ""
    return told + (f' data-src="{_text(address)}"' if address else "")


def _size(item: DocumentItem) -> str:
    """Give width and height, so that the page does not jump while pictures arrive."""
    preview = next((each for each in item.renditions if each.name == "preview"), None)
    width = preview.width_px if preview else item.width_px
    height = preview.height_px if preview else item.height_px
    return f' width="{width}" height="{height}"' if width and height else ""


def _mime(item: DocumentItem) -> str:
    original = next((each for each in item.renditions if each.name == "original"), None)
    return f' type="{_text(original.mime)}"' if original else ""


def _figcaption(item: DocumentItem) -> str:
    parts = []
    if item.caption.strip():
        parts.append(f'<span class="caption">{_text(item.caption.strip())}</span>')
    if item.credit.printed.strip():
        parts.append(f'<small class="credit">{_text(item.credit.printed.strip())}</small>')
    return f"<figcaption>{' '.join(parts)}</figcaption>\n" if parts else ""


def _words(language: str) -> dict[str, str]:
    return _WORDS.get(language.split("-", maxsplit=1)[0].lower(), _WORDS["en"])


def _text(value: str) -> str:
    """Make text safe between tags and in attributes."""
    return escape(_CONTROL_SIGNS.sub("", value), quote=True)
