"""One door to the readers: HTML, ninjs or copied text, told apart by content."""

import re
from dataclasses import replace
from typing import Literal

from library.articles.html import read_html
from library.articles.jsonld import loads
from library.articles.ninjs import is_ninjs, read_ninjs
from library.articles.published import PublishedArticle
from library.articles.text import read_text
from library.errors import ArticleUnreadable

MAX_BYTES = 100_000_000
"""A saved page with its pictures inside is shorter; a longer one is refused before it is decoded."""

MAX_TEXT = 3_000_000
MOST_MEDIA = 800

_TOO_LARGE_HINT = "Save the page as HTML only, without the files around it, or copy the article's text."

ArticleKind = Literal["html", "ninjs", "text"]
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{3,20})["']""")
_TAGS = re.compile(r"(?is)<(?:!doctype\s+html|html|head|body|article|main|figure|div|p|meta|script|section|h1)[\s>]")


def read_article(source: str | bytes, *, kind: ArticleKind | None = None, url: str | None = None) -> PublishedArticle:
    """Read a published article into headline, authors, moments and its media in order.

    Args:
        source: the saved page or text; bytes are decoded as the page says, else as UTF-8.
        kind: what it is; None looks at the content.
        url: where it was published, when known.

    Raises:
        ArticleUnreadable: it is empty, too large, or not what `kind` says.
    """
    if len(source) > MAX_BYTES:
        raise ArticleUnreadable(f"the page is too large ({len(source) // 1_000_000} MB)", hint=_TOO_LARGE_HINT)
    text = decode(source) if isinstance(source, bytes) else source
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise ArticleUnreadable("the article is empty")
    kind = kind or detect(text)
    if kind == "html":
        return read_html(text, url)
    if kind == "ninjs":
        value = loads(text)
        if not isinstance(value, dict) or not is_ninjs(value):
            raise ArticleUnreadable(
                "the JSON is no ninjs item", hint="Give a ninjs object with uri, type and associations."
            )
        return _bounded(read_ninjs(value))
    if len(text) > MAX_TEXT:
        raise ArticleUnreadable(
            f"the text is too large ({len(text) // 1_000_000} million characters)", hint=_TOO_LARGE_HINT
        )
    return _bounded(read_text(text, url))


def _bounded(article: PublishedArticle) -> PublishedArticle:
    """Leave out media beyond what any article shows."""
    return replace(article, media=article.media[:MOST_MEDIA], related=article.related[:MOST_MEDIA])


def detect(text: str) -> ArticleKind:
    """Tell what an article's file is, by its content."""
    head = text.lstrip()[:4000]
    if head.startswith("{") and is_ninjs(loads(text)):
        return "ninjs"
    return "html" if head.startswith("<") or len(_TAGS.findall(text[:200_000])) >= 2 else "text"


def decode(source: bytes) -> str:
    """Decode a saved page: byte order mark, strict UTF-8, what the page declares, then cp1252."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.decode("utf-16", errors="replace")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    told = _XML_ENCODING.match(source[:300]) or _CHARSET.search(source[:4096])
    for encoding in (told.group(1).decode("ascii") if told else "cp1252", "cp1252"):
        try:
            return source.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return source.decode("utf-8" if b"\xc3" in source else "cp1252", errors="replace")
