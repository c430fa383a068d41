"""Where on the page the article is: its heading, the smallest element with most of the text, its paragraphs."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from library.articles.dom import Element
from library.articles.phrases import names, tidy

_PARAGRAPH_TAGS = frozenset({"p", "div", "blockquote", "li", "section", "td", "span", "article"})
_NEVER = frozenset({"nav", "footer", "form", "figcaption", "figure", "button", "aside", "dialog", "header"})
_STRUCTURE = frozenset({"html", "body", "main", "article"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "dfn",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "ins",
        "del",
    ]
)
_ENOUGH = 70
_CAPTION_AT_MOST = 600
_LISTED = 0.5
_CARD = 45
_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Body:
    """The article's place on the page.

    Args:
        container: the smallest element that holds most of the article's text.
        heading: the headline's element.
        scope: the smallest element that holds both.
        paragraphs: positions of the text's paragraphs, ascending.
    """

    container: Element
    heading: Element | None
    scope: Element
    paragraphs: tuple[int, ...]

    def has_paragraph(self, element: Element) -> bool:
        """Tell whether a paragraph of the article lies in the element."""
        at = bisect_left(self.paragraphs, element.start)
        return at < len(self.paragraphs) and self.paragraphs[at] <= element.end


def find_body(root: Element, headline: str) -> Body:
    """Find the article by where the running text is densest.

    Args:
        root: the page.
        headline: as the page's metadata tell it; picks the heading among several.
    """
    paragraphs = _paragraphs(root)
    heading = _heading(root, headline)
    weights: dict[int, float] = defaultdict(float)
    for element, length in paragraphs:
        weight = length * _nearness(element, heading)
        weights[id(element)] += weight
        for above in element.ancestors():
            weights[id(above)] += weight
    container = root
    while True:
        children = [c for c in container.children if isinstance(c, Element) and weights.get(id(c))]
        best = max(children, key=lambda c: weights[id(c)], default=None)
        if best is None or weights[id(best)] < _SHARE * weights[id(container)] or best.tag in ("p", "span"):
            break
        container = best
    if any(element is container for element, _ in paragraphs) and container.parent is not None:
        container = container.parent
    scope = container
    while heading is not None and not scope.contains(heading) and scope.parent is not None:
        scope = scope.parent
    home = scope if heading is not None and scope.tag not in ("html", "body") else container
    begin = min(heading.start if heading is not None else 0, container.start)
    inside = tuple(sorted(e.start for e, _ in paragraphs if home.contains(e) and e.start >= begin))
    return Body(container, heading, scope, inside)


def _nearness(paragraph: Element, heading: Element | None) -> float:
    """Weigh a paragraph: more in the heading's own article, less before the heading, where introductions stand.

    Items of lists weigh half: lists of headlines are as long as texts.
    """
    listed = _LISTED if paragraph.tag == "li" else 1.0
    if heading is None:
        return listed
    if paragraph.start < heading.start:
        return 0.4 * listed
    home = next((e for e in heading.ancestors() if e.tag in ("article", "main")), None)
    return listed * (2.0 if home is not None and home.tag == "article" and home.contains(paragraph) else 1.0)


def _paragraphs(root: Element) -> list[tuple[Element, int]]:
    found: list[tuple[Element, int]] = []
    stack = [root]
    hard, picture = names("hard", whole=True), names("caption")
    while stack:
        element = stack.pop()
        named = hard.search(element.names) or (picture.search(element.names) and not _is_long(element))
        if element.silent() or (
            (element.tag in _NEVER or (named and element.tag not in _STRUCTURE)) and not _holds_article(element)
        ):
            continue
        if element.tag in _PARAGRAPH_TAGS:
            length = _own_text(element)
            if length >= _ENOUGH:
                if not _beside_picture(element, length):
                    found.append((element, min(length, 900)))
                continue
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return found


def _is_long(element: Element) -> bool:
    """Tell whether an element named like a caption holds several paragraphs: "text-description" may be the text."""
    return element.characters > _CAPTION_AT_MOST and sum(e.tag == "p" for e in element.elements()) > 1


def _holds_article(element: Element) -> bool:
    return (
        any(below.tag == "h1" or below.get("itemprop") == "articleBody" for below in element.elements())
        if element.end - element.start < 4000
        else True
    )


def _own_text(element: Element) -> int:
    """Count the characters that stand in the element itself or in its inline children outside of links."""
    length = linked = 0
    for child in element.children:
        if isinstance(child, str):
            length += len(tidy(child))
        elif child.tag == "a":
            linked += len(child.text())
        elif child.tag in _INLINE and all(below.tag in _INLINE for below in child.elements()):
            length += len(child.text())
    return length + linked if length >= linked else 0


def _beside_picture(element: Element, length: int) -> bool:
    """Tell whether a text belongs to a picture: its caption in a small element of their own, or a teaser's summary."""
    inner = element
    for number, above in enumerate(element.ancestors()):
        if number > 4 or above.tag in _STRUCTURE or above.end - above.start > _CARD:
            return False
        if above.tag == "a":
            return True
        below = [e for e in above.elements() if not element.contains(e)]
        if any(e.tag in ("img", "picture", "video") for e in below):
            if (
                any(
                    e.tag == "a"
                    and e.get("href")
                    and (len(e.text()) > 11 or _has_picture(e))
                    and e.get("href")[0] != "#"
                    for e in below
                )
                and len(above.text()) < 3 * length
            ):
                return not any(e.tag == "p" and e is not element and len(e.text()) > _ENOUGH for e in below)
            is_captioned = any(e.tag == "figcaption" and e.characters for e in below)
            if length < 450 and number < 3 and not is_captioned and len(above.text()) <= length + 120:
                return True
        inner = above
    return inner.tag == "a"


def _has_picture(element: Element) -> bool:
    return any(below.tag == "img" for below in element.elements())


def _heading(root: Element, headline: str) -> Element | None:
    headings = [e for e in root.elements() if e.tag == "h1" and e.text()]
    wanted = _bare(headline)
    for element in headings:
        if wanted and (_bare(element.text()) in wanted or wanted in _bare(element.text())):
            return element
    if headings:
        return max(headings, key=lambda e: len(e.text()))
    for element in root.elements():
        if (
            wanted
            and element.tag in ("h2", "h3", "div", "span", "p")
            and element.end - element.start < 6
            and _bare(element.text()) == wanted
        ):
            return element
    return None


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
