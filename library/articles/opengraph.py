"""What the head of a page tells: OpenGraph, meta names, JSON-LD and microdata brought to one record."""

import re
from collections import defaultdict
from dataclasses import dataclass

from library.articles.dom import Element
from library.articles.jsonld import Node, all_texts, find_article, first_text
from library.articles.moments import parse_moment
from library.articles.phrases import tidy

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "publication_date",
    "og:published_time",
    "last-modified",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "last-modified",
    "revised",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "dcterms.creator",
)
_BY = re.compile(r"^(?:von|by|par|di|por|av|af|door|text|text von)\s*:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The article as the page's metadata tell it; every part may be missing."""

    headline: str
    title: str
    url: str
    language: str
    published_at: str | None
    updated_at: str | None
    authors: tuple[str, ...]
    description: str


def read_head(root: Element, nodes: list[Node], url: str | None) -> Head:
    """Gather the metadata of a page.

    Args:
        root: the page.
        nodes: its JSON-LD.
        url: where it was fetched, when known; goes before what the page says.
    """
    metas: dict[str, list[str]] = defaultdict(list)
    canonical = title = base = ""
    times: list[Element] = []
    for element in root.elements():
        if element.tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop")).lower()
            if name and (content := tidy(element.get("content"))):
                metas[name].append(content)
        elif element.tag == "link" and element.get("rel").lower() == "canonical":
            canonical = canonical or element.get("href")
        elif element.tag == "title" and not title and (element.parent is None or element.parent.tag != "svg"):
            title = tidy("".join(c for c in element.children if isinstance(c, str)))
        elif element.tag == "time" or element.get("itemprop") in ("datePublished", "dateModified"):
            times.append(element)
        elif element.tag == "base":
            base = base or element.get("href")
    article = find_article(nodes) or {}

    def meta(*names: str) -> str:
        return next((metas[name][0] for name in names if metas.get(name)), "")

    return Head(
        headline=first_text(article.get("headline")),
        title=meta("og:title", "twitter:title") or title,
        url=url or canonical or meta("og:url") or base,
        language=root.get("lang") or first_text(article.get("inLanguage")) or meta("og:locale", "content-language"),
        published_at=_moment(article, "datePublished", metas, _PUBLISHED, times),
        updated_at=_moment(
            article, "dateModified", metas, _UPDATED, [t for t in times if t.get("itemprop") == "dateModified"]
        ),
        authors=_authors(article, metas),
        description=meta("og:description", "description", "twitter:description")
        or first_text(article.get("description")),
    )


def _moment(
    article: Node, key: str, metas: dict[str, list[str]], names: tuple[str, ...], times: list[Element]
) -> str | None:
    told = [first_text(article.get(key)), *(metas[name][0] for name in names if metas.get(name))]
    told += [element.get("datetime") or element.get("content") or element.text() for element in times]
    return next((moment for text in told if text and (moment := parse_moment(text))), None)


def _authors(article: Node, metas: dict[str, list[str]]) -> tuple[str, ...]:
    told = all_texts(article.get("author")) or tuple(text for name in _AUTHORS for text in metas.get(name, []))
    names: list[str] = []
    for text in told:
        parts = re.split(r"\s*(?:,|;| und | and | et )\s*", _BY.sub("", text))
        names += [part for part in parts if 2 < len(part) < 60 and "/" not in part and "@" not in part]
    return tuple(dict.fromkeys(names))
