"""JSON-LD of a page: blocks read with patience, the article's node, pictures and videos described there."""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from library.articles.dom import Element
from library.articles.phrases import tidy

Node = dict[str, object]
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*;?\s*$", re.DOTALL)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsItem|Review|SocialMediaPosting)$")
_MAX_DEPTH = 40
_MOST_NODES = 5_000


def read_blocks(root: Element) -> list[Node]:
    """Return the typed nodes of the page's JSON-LD, outer ones first; damaged blocks are mended or left out.

    No more than _MOST_NODES, of which honest pages stay far below.
    """
    found: list[Node] = []
    for script in root.elements():
        if script.tag == "script" and "ld+json" in script.get("type").lower():
            source = "".join(child for child in script.children if isinstance(child, str))
            found.extend(islice(_nodes(loads(source)), _MOST_NODES - len(found)))
    return found


def loads(source: str) -> object:
    """Parse JSON that pages print: with control characters, comments, entities or commas too many. None if hopeless."""
    source = _COMMENT.sub("", source.strip())
    attempts = (source, _CONTROL.sub(" ", source), _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", source)).rstrip("; \n"))
    for text in (*attempts, unescape(attempts[-1])):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[Node]:
    stack: list[tuple[object, int]] = [(value, 0)]
    while stack:
        item, depth = stack.pop()
        if depth > _MAX_DEPTH:
            continue
        if isinstance(item, dict):
            if "@type" in item:
                yield item
            stack.extend(
                (child, depth + 1) for child in reversed(list(item.values())) if isinstance(child, dict | list)
            )
        elif isinstance(item, list):
            stack.extend((child, depth + 1) for child in reversed(item) if isinstance(child, dict | list))


def types(node: Node) -> tuple[str, ...]:
    """Return the node's types without their namespace."""
    value = node.get("@type")
    found = value if isinstance(value, list) else [value]
    return tuple(str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in found if kind)


def find_article(nodes: list[Node]) -> Node | None:
    """Return the node that describes the article: one that has a headline before one that has none."""
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in types(node))]
    with_date = [node for node in articles if node.get("headline") and node.get("datePublished")]
    return next(iter(with_date or [n for n in articles if n.get("headline")] or articles), None)


def of_type(nodes: list[Node], kind: str) -> list[Node]:
    """Return the nodes of one type."""
    return [node for node in nodes if kind in types(node)]


def first_text(value: object) -> str:
    """Return the first text in a value that may be a text, a node with a name, or a list of either."""
    if isinstance(value, str):
        return tidy(unescape(re.sub(r"<[^>]*>", " ", value) if "<" in value else value))
    if isinstance(value, dict):
        return first_text(value.get("name") or value.get("@value") or value.get("text"))
    if isinstance(value, list):
        return next((text for text in map(first_text, value) if text), "")
    return ""


def all_texts(value: object) -> tuple[str, ...]:
    """Return every text of a value: authors are one name, a node, or a list of both."""
    found = [first_text(item) for item in value] if isinstance(value, list) else [first_text(value)]
    return tuple(dict.fromkeys(text for text in found if text))


def urls(value: object) -> list[str]:
    """Return the addresses in an image property: a text, a node with url or contentUrl, or a list."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [u for key in ("contentUrl", "url", "@id", "thumbnailUrl") for u in urls(value.get(key)) if "/" in u]
    if isinstance(value, list):
        return [u for item in value[:200] for u in urls(item)]
    return []
