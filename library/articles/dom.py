"""A page as a small tree of our own: cheap to climb, to measure and to compare by position."""

import re
from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from library.articles.phrases import name_words, tidy
from library.errors import ArticleUnreadable

MAX_CHARACTERS = 24_000_000
MAX_DEPTH = 200
MAX_NODES = 150_000
_NAMED_BY = (
    "class",
    "id",
    "itemprop",
    "role",
    "data-testid",
    "data-test",
    "data-component",
    "data-module",
    "data-type",
    "data-qa",
    "data-cy",
)
_SILENT = frozenset(
    {"script", "style", "template", "svg", "button", "select", "option", "textarea", "iframe", "object", "math", "head"}
)
_BLOCKS = frozenset(
    (  # noqa: SIM905  words are read more easily so
        "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th tr ul br summary noscript"
    ).split()
)
_MANY_TAGS = 8_000
_DEEPEST_TAGS = 1_000
_UNNESTED = frozenset(
    (  # noqa: SIM905  words are read more easily so
        "p li td th tr dt dd option br hr img meta link input source wbr area base col embed param track html "
        "head body path use rect circle"
    ).split()
)
_TAG = re.compile(
    # What is never closed goes on to the end: to look for its end again at every mark would take hours.
    r"<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)[^<>]*?(?P<empty>/?)>",
    re.DOTALL | re.IGNORECASE,
)
_MOST_ATTRIBUTES = 200
_ATTRIBUTE_CHARACTERS = 3 * _MOST_ATTRIBUTES
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^>="']++|["']|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+""")
"""An opening tag up to its end; each is passed over as a whole, so that none is looked at twice."""

_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_SEPARATOR = re.compile(r"[\s/]+")
_OWN_ATTRIBUTE = re.compile(r"^data-[\w-]*(?:caption|credit|author|copyright)[\w-]*$")


class Element:
    """One element of a page.

    `children` are elements and texts; `start` and `end` its span in document order; `number` its index among its
    parent's children; `characters` at most how much text is in it; `page` all elements of the page in document order,
    each at its own `start`.
    """

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None", start: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.end = start
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.children: list[Element | str] = []
        self.number = 0 if parent is None else len(parent.children)
        self.characters = 0
        self.page: list[Element] = [] if parent is None else parent.page
        self.page.append(self)

    @cached_property
    def names(self) -> str:
        """What the element is called, as lower-case words with a space in front of each."""
        attributes = self.attributes
        named = " ".join(attributes[key] for key in _NAMED_BY if attributes.get(key))
        named += " ".join(f" {key[5:]}" for key in attributes if _OWN_ATTRIBUTE.match(key))
        return name_words(named[:400])

    def get(self, name: str) -> str:
        """Return an attribute, or an empty text."""
        return self.attributes.get(name, "")

    def elements(self) -> "Iterator[Element]":
        """Walk this element and all below it, in document order."""
        return iter(self.page[self.start : self.end + 1])

    def ancestors(self) -> "Iterator[Element]":
        """Walk from the parent to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def contains(self, other: "Element") -> bool:
        """Tell whether the other lies in this element, or is it."""
        return self.start <= other.start <= self.end

    def silent(self) -> bool:
        """Tell whether the element's text is not read by anybody."""
        if self.tag in _SILENT:
            return True
        return "hidden" in self.attributes and self.tag != "figcaption"

    def texts(self) -> "Iterator[tuple[Element, str]]":
        """Walk the visible texts below, each with the element that directly holds it."""
        stack: list[tuple[Element, Element | str]] = [(self, self)]
        while stack:
            holder, node = stack.pop()
            if isinstance(node, str):
                yield holder, node
            elif node.characters and (node is self or not node.silent()):
                stack.extend((node, child) for child in reversed(node.children))

    def text(self) -> str:
        """Return the visible text, blocks parted by spaces."""
        if self.silent():
            return ""
        parts: list[str] = []
        last: Element | None = None
        for holder, text in self.texts():
            if last is not None and last is not holder and (holder.is_block() or last.is_block()):
                parts.append(" ")
            parts.append(text)
            last = holder
        return tidy("".join(parts))

    def is_block(self) -> bool:
        """Tell whether the element begins a line of its own."""
        return self.tag in _BLOCKS


def parse_page(markup: str) -> Element:
    """Parse HTML as a browser does.

    Nesting deeper than MAX_DEPTH is flattened and elements after MAX_NODES are left out: hostile pages stay cheap.

    Raises:
        ArticleUnreadable: the page is too large.
    """
    if len(markup) > MAX_CHARACTERS:
        raise ArticleUnreadable(f"the page is too large ({len(markup) // 1_000_000} million characters)")
    tree = LexborHTMLParser(_tamed(_LONG_TAG.sub(_bounded, markup.replace("\x00", ""))))
    top = tree.root
    if top is None:
        raise ArticleUnreadable("the page is empty")
    root = Element("html", {}, None, 0)
    made: dict[int, Element] = {top.mem_id: root}
    count = 0
    for node in top.traverse(include_text=True):
        if node.mem_id == top.mem_id:
            root.attributes = _attributes(node.attributes)
            continue
        parent = made.get(node.parent.mem_id) if node.parent is not None else None
        if parent is None:
            continue
        if node.is_text_node:
            parent.children.append(node.text_content or "")
            continue
        if not node.is_element_node:
            continue
        count += 1
        if count > MAX_NODES:
            break
        if parent.depth >= MAX_DEPTH and parent.parent is not None:
            parent = parent.parent
        element = Element(node.tag or "", _attributes(node.attributes), parent, count)
        parent.children.append(element)
        made[node.mem_id] = element
    _measure(root)
    return root


def _bounded(tag: re.Match[str]) -> str:
    """Leave out a tag of more attributes than any honest one: a parser compares each with each."""
    text = tag.group()
    if len(text) < _ATTRIBUTE_CHARACTERS or len(_SEPARATOR.findall(_QUOTED.sub("=", text))) <= _MOST_ATTRIBUTES:
        return text
    return "<wbr"


def _tamed(markup: str) -> str:
    """Return the page without opening tags nested beyond reason: a parser's time grows with the square of the depth."""
    if markup.count("<") < _MANY_TAGS:
        return markup
    kept: list[str] = []
    depth = done = 0
    for found in _TAG.finditer(markup):
        name = found["name"]
        if name is None or found["empty"] or name.lower() in _UNNESTED:
            continue
        depth = max(0, depth - 1) if found["close"] else depth + 1
        if depth > _DEEPEST_TAGS and not found["close"]:
            kept.append(markup[done : found.start()])
            done = found.end()
            depth -= 1
    return "".join([*kept, markup[done:]]) if kept else markup


def _attributes(found: dict[str, str | None]) -> dict[str, str]:
    return {key: value or "" for key, value in found.items()} if found else {}


def _measure(root: Element) -> None:
    """Set each element's end (the last position inside it) and how much text it holds."""
    for element in reversed(root.page):
        if not element.silent():
            element.characters += sum(len(child.strip()) for child in element.children if isinstance(child, str))
        if element.parent is not None:
            element.parent.end = max(element.parent.end, element.end)
            element.parent.characters += element.characters
