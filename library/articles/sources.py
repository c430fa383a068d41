"""The addresses that an element names for its picture: lazy attributes, srcset, sources, and which is the largest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from library.articles.dom import Element

_PLACEHOLDER = re.compile(
    r"(?:^|[/_-])(?:(?:gr[ae]y[_-]?)?placeholder|blank|transparent|spacer|pixel|1x1|lazy|loading|(?:pre)?loader|dummy|empty|leer|clear|trans|default[-_]?image|no[-_]?image)[\w-]*"
    r"(?:\.\w{1,12})?\.(?:png|gif|svg|jpe?g|webp)(?:$|\?)"
)
_TRACKER = re.compile(
    r"vgwort\.|scorecardresearch\.|doubleclick\.|/pixel\b|ioam\.de|google-analytics|facebook\.com/tr|/beacon|/counter|count\.gif"
)
_SRCSET_ITEM = re.compile(r"\s*(\S+?)(?:\s+([\d.]+)([wx])(?:\s+\d+h)?)?\s*(?:,(?=\s|https?:|/|$)|$)")
_LAZY = re.compile(
    r"^(?:data-[\w-]*(?:src|original|image|img|url|full|large|lazy|hires|href|zoom|picture|big|highres|desktop|mobile|fallback|default|poster)[\w-]*|src|lazysrc|lazy-src|baseimage|nitro-lazy-src|content|poster)$"
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|tiff?|jfif|heic)(?:[?#:!/]|$)", re.IGNORECASE)
_PAGE_FILE = re.compile(r"\.(?:html?|js|json|css|php|mp4|m3u8|pdf)(?:[?#]|$)", re.IGNORECASE)
_WIDTH_IN_URL = re.compile(
    r"(?:[?&;,/_-](?:w|width|imwidth|wid|resize|size|max|rw|tw)[=_:/-]?)(\d{2,4})(?=[x,&;/._!-]|$)|(?:^|[/_=,-])(\d{2,4})x(?:\d{2,4})(?=[,&;/._!-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One address with the width it promises (px; None when nothing tells)."""

    url: str
    width_px: float | None


def is_placeholder(url: str) -> bool:
    """Tell whether an address shows nothing: inline data, a grey box, a counting pixel."""
    lowered = url.lower()
    return lowered.startswith(("data:", "blob:", "about:", "javascript:", "#")) or bool(
        _PLACEHOLDER.search(lowered) or _TRACKER.search(lowered)
    )


def parse_srcset(value: str) -> list[tuple[str, float | None]]:
    """Split a srcset into addresses (which may hold commas) and widths (px; a density counts as 1000 px)."""
    found: list[tuple[str, float | None]] = []
    for match in _SRCSET_ITEM.finditer(value[:20_000]):
        url, figure, unit = match.groups()
        url = url.rstrip(",") if figure is None else url
        if url:
            width = None if figure is None else _number(figure) * (1.0 if unit == "w" else 1000.0)
            found.append((url, width))
    return found


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def sources_of(element: Element, base: str) -> list[Source]:
    """Return the addresses of an img, source, video or picture element, absolute, without placeholders."""
    found: list[Source] = []
    for url, width in _raw(element):
        address = absolute(url, base)
        if address and not is_placeholder(address) and address not in (s.url for s in found):
            found.append(Source(address, width))
    return found


def _raw(element: Element) -> Iterator[tuple[str, float | None]]:
    own = element.get("width")
    # Small figures are the sides' ratio, as 16 to 9.
    size = float(own) if own.isdecimal() and 32 < int(own) < 20_000 else None
    for name, value in element.attributes.items():
        if not value or len(value) < 5 or name.startswith("on"):
            continue
        if "srcset" in name:
            yield from parse_srcset(value)
        elif _LAZY.match(name) and _is_picture_url(value, strict=name not in ("src", "data-src", "poster")):
            yield (value.strip(), size if name == "src" else None)


def _is_picture_url(value: str, *, strict: bool) -> bool:
    value = value.strip()
    if (
        not value
        or any(sign in value for sign in '{<"\n')
        or len(value) > 3000
        or (" " in value and not value.startswith("http"))
    ):
        return False
    path = urlsplit_path(value)
    if (_PAGE_FILE.search(path) or "/embed/" in path) and not _PICTURE_FILE.search(value):
        return False
    return (
        not strict
        or bool(_PICTURE_FILE.search(value))
        or (value.startswith(("http", "//")) and bool(re.search(r"image|img|photo|media|resiz|\d{3,}", value)))
    )


def urlsplit_path(url: str) -> str:
    """Return the path of an address, or nothing if it cannot be read."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def is_picture_address(url: str) -> bool:
    """Tell whether an address ends like a picture's file."""
    return bool(_PICTURE_FILE.search(url))


def absolute(url: str, base: str) -> str:
    """Return the address made absolute; the text itself when it cannot be."""
    url = url.strip()
    try:
        return urljoin(base, url) if base else ("https:" + url if url.startswith("//") else url)
    except ValueError:
        return url


def largest(sources: list[Source]) -> str | None:
    """Return the address of the widest version, by what is declared or by what the address itself promises."""
    if not sources:
        return None
    return max(sources, key=lambda s: s.width_px or _hinted_width(s.url)).url


def widest_px(sources: list[Source]) -> float | None:
    """Return the greatest width that any source promises, or None."""
    known = [s.width_px for s in sources if s.width_px] + [w for s in sources if (w := _hinted_width(s.url))]
    return max(known, default=None)


def _hinted_width(url: str) -> float:
    found = [int(a or b) for a, b in _WIDTH_IN_URL.findall(unquote(url))]
    return float(max((n for n in found if 24 <= n <= 6000), default=0))
