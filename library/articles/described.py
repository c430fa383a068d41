"""Pictures and videos as a page's data describe them: JSON-LD, microdata's kin and embedded page state."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from library.articles.dom import Element
from library.articles.identity import keys
from library.articles.jsonld import Node, find_article, first_text, loads, of_type, types, urls
from library.articles.phrases import tidy
from library.articles.published import PublishedMedia
from library.articles.sources import absolute, is_picture_address

_CAPTION_KEYS = (
    "caption",
    "description",
    "captionText",
    "caption_text",
    "legend",
    "subtitle",
    "bildunterschrift",
    "leadtext",
    "imageCaption",
    "text",
)
_CREDIT_KEYS = (
    "creditText",
    "credit",
    "credits",
    "creditLine",
    "credit_line",
    "copyright",
    "copyrightNotice",
    "copyrightHolder",
    "photographer",
    "byline",
    "source",
    "author",
    "creator",
    "agency",
    "rights",
)
_VAGUE_KEYS = frozenset(
    ("description", "text", "author", "byline", "source", "creator", "subtitle", "rights", "agency")
)
_IMAGE_KEYS = (
    *("alt", "altText", "alt_text", "caption", "credit", "credits", "copyright", "photographer"),
    *("width", "height", "crops", "renditions", "srcset"),
)
_TELLING = re.compile(r'(?i)"\w*(?:caption|credit|photographer|legend|copyright)')
_MOST_STATE = 4_000_000
_MOST_NODES = 120_000
_JSON_TYPES = ("application/json", "application/vnd", "text/json")


@dataclass(frozen=True, slots=True)
class Told:
    """What data say of one picture."""

    url: str
    caption: str
    credit: str


@dataclass(slots=True)
class Described:
    """All pictures that data describe, found by any of their keys."""

    by_key: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    of_article: list[Told] = field(default_factory=list)

    def add(self, told: Told) -> None:
        """Take in one description."""
        for key in keys(told.url):
            self.by_key[key].append(told)

    def find(self, wanted: frozenset[str]) -> Told | None:
        """Return the fullest description of a picture; ids that different pictures share say nothing."""
        hits: list[Told] = []
        for key in wanted:
            found = self.by_key.get(key, [])
            if found and (key.startswith(("path:", "file:")) or len({(t.caption, t.credit) for t in found}) == 1):
                hits += found
        if not hits:
            return None
        caption = max((t.caption for t in hits), key=len)
        credit = next((t.credit for t in hits if t.credit), "")
        return Told(hits[0].url, caption, credit)


def described_pictures(root: Element, nodes: list[Node], base: str) -> Described:
    """Gather what JSON-LD and embedded state tell of pictures."""
    found = Described()
    for node in of_type(nodes, "ImageObject"):
        credit = next(
            (
                text
                for key in ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
                if (text := _credit(node.get(key)))
            ),
            "",
        )
        caption = first_text(node.get("caption")) or first_text(node.get("description"))
        for url in urls(node)[:3]:
            if caption or credit:
                found.add(Told(absolute(url, base), caption, credit))
    article = find_article(nodes)
    if article is not None:
        for image in urls(article.get("image"))[:12]:
            address = absolute(image, base)
            known = found.find(keys(address))
            found.of_article.append(known or Told(address, "", ""))
    for told in _state(root, base):
        found.add(told)
    return found


def _credit(value: object) -> str:
    text = first_text(value)
    return text if 1 < len(text) <= 140 and not text.startswith("http") else ""


def _state(root: Element, base: str) -> Iterator[Told]:
    """Walk the JSON that a page embeds for its own scripts and yield every object that names a picture and a text."""
    budget = _MOST_STATE
    for script in root.elements():
        if script.tag != "script":
            yield from _in_attributes(script, base)
            continue
        if script.get("src"):
            continue
        source = "".join(child for child in script.children if isinstance(child, str))
        if len(source) < 60 or len(source) > budget or not _TELLING.search(source):
            continue
        budget -= len(source)
        value = _parse_state(source, script.get("type"))
        if isinstance(value, dict | list):
            yield from _objects(value, base)


def _in_attributes(element: Element, base: str) -> Iterator[Told]:
    """Read what a gallery's element carries as JSON in an attribute of its own."""
    for name, value in element.attributes.items():
        if name.startswith(("data-", ":", "props")) and 40 < len(value) < 200_000 and value.lstrip()[:1] in ("[", "{"):
            if not _TELLING.search(value):
                continue
            told = loads(value)
            if isinstance(told, dict | list):
                yield from _objects(told, base)


def _parse_state(source: str, kind: str) -> object:
    if "ld+json" in kind:
        return None
    if kind.startswith(_JSON_TYPES):
        return loads(source)
    start = re.search(r"=\s*(?=[{\[])", source[:400])
    if start is None:
        return None
    try:
        value: object = json.JSONDecoder(strict=False).raw_decode(source, start.end())[0]
    except (ValueError, RecursionError):
        return None
    return value


def _objects(value: object, base: str) -> Iterator[Told]:
    stack: list[object] = [value]
    count = 0
    while stack and count < _MOST_NODES:
        item = stack.pop()
        count += 1
        if isinstance(item, list):
            stack.extend(child for child in item if isinstance(child, dict | list))
        elif isinstance(item, dict):
            stack.extend(child for child in item.values() if isinstance(child, dict | list))
            if any(type_ in ("VideoObject", "Person") for type_ in types(item)):
                continue
            yield from _told(item, base)


def _told(item: dict[str, object], base: str) -> Iterator[Told]:
    if "headline" in item or "articleBody" in item or "datePublished" in item:
        return  # an article with its picture: its description and author are not the picture's
    is_image = any(key in item for key in _IMAGE_KEYS) or "ImageObject" in types(item)
    keys_told = [key for key in (*_CAPTION_KEYS, *_CREDIT_KEYS) if is_image or key not in _VAGUE_KEYS]
    captions = (_plain(item[key]) for key in keys_told if key in _CAPTION_KEYS and isinstance(item.get(key), str))
    credits_told = (_credit(item.get(key)) for key in keys_told if key in _CREDIT_KEYS)
    caption = next(filter(None, captions), "")
    credit = next(filter(None, credits_told), "")
    if not caption and not credit:
        return
    addresses = [
        v for v in item.values() if isinstance(v, str) and 12 < len(v) < 1500 and is_picture_address(v) and " " not in v
    ]
    for child in item.values():
        if isinstance(child, dict) and len(addresses) < 4:
            addresses += [
                v
                for v in list(child.values())[:12]
                if isinstance(v, str) and 12 < len(v) < 1500 and is_picture_address(v) and " " not in v
            ]
    for address in addresses[:4]:
        yield Told(absolute(address, base), caption if len(caption) < 1200 else "", credit)


def _plain(value: object) -> str:
    return first_text(value)


def described_videos(nodes: list[Node], base: str, shown: list[frozenset[str]]) -> list[PublishedMedia]:
    """Return the videos that JSON-LD describes as parts of the article and whose still the page does not show."""
    article = find_article(nodes)
    inside = article.get("video") if article is not None else None
    candidates = inside if isinstance(inside, list) else [inside]
    known = frozenset(key for found in shown for key in found if key.startswith(("path:", "file:", "id:")))
    videos: list[PublishedMedia] = []
    for node in candidates:
        if not isinstance(node, dict):
            continue
        poster = next((absolute(u, base) for u in urls(node.get("thumbnailUrl") or node.get("thumbnail"))), None)
        if poster and keys(poster) & known:
            continue
        address = first_text(node.get("contentUrl")) or first_text(node.get("embedUrl")) or first_text(node.get("url"))
        videos.append(
            PublishedMedia(
                "video",
                0,
                url=absolute(address, base) if address else None,
                poster=poster,
                description=tidy(first_text(node.get("description"))) or None,
                caption=first_text(node.get("name")) or None,
                credit_line=first_text(node.get("creditText")) or first_text(node.get("creator")) or None,
            )
        )
    return videos
