"""Which pictures of a page are not the article's: teasers, portraits of authors, logos, ads, comments."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from library.articles.body import Body
from library.articles.dom import Element
from library.articles.identity import keys
from library.articles.phrases import names
from library.articles.printed import has_label, is_credit
from library.articles.sources import Source, absolute, is_picture_address, widest_px

_TINY_PX = 130
_RATIO = 32
_SMALL_PX = 210
_LARGE_PX = 600
_FAR_BEFORE = 60
_CARD = 60
_ICON_FILE = re.compile(
    r"/(?:[a-z]{2,12}[-_])?(?:logo\w{0,5}|ads?|icons?|favicon|sprites?|avatars?|emoji|badge|banners?|tracking|zoom|expand"
    r"|enlarge|lupe|magnifier|play(?:-?button|[-_]overlay)?|camera|close|spinner|flags?|btn|user|profile|default\w{0,6})"
    r"(?:[-_.@](?:\d{1,4}x?\d{0,4}|white|black|gr[ae]y|dark|light|blue|red|small|big|large|mobile|desktop|icon|new|\w{1,3}))*"
    r"\.(?:png|gif|svg|webp|jpe?g)$"
)
_ICON_FOLDER = re.compile(
    r"/(?:(?:social|share|app|fa)?icons?|logos?|sprites?|avatars?|emojis?|flags|smil(?:ies|eys?)|ads|buttons?)/"
)
_ICON_WORD = re.compile(
    r"(?:^|[/_.-])(?:logo(?:s|print|type|tipo)?|icons?|leaderboard|favicon|sprites?|avatars?|emoji|apple-touch|appstore"
    r"|google-?play|gravatar|placeholder)(?:[/_.-]|$)"
)
_BANNER = re.compile(r"[/_.-]banners?(?:[/_.-]|$)")
_ICON_ALT = re.compile(
    r"(?i)(?:logo|icon|avatar)\b|share (?:to|on|via)\b|(?:\w+ ){0,3}(?:app ?store|google play|appgallery)\b"
    r"|(?:line|divider|separator)$"
)
_NETWORK = re.compile(
    r"/(?:(?:btn|share|social|icon|ico)[\w-]{0,20}|\w{0,8}[-_]ico"
    r"|[\w-]{0,12}(?:facebook|twitter|whatsapp|pinterest|linkedin|email|rss|print))\.(?:png|gif|svg|webp)$"
)
_ICON_FORMS = (_ICON_FILE, _ICON_FOLDER, _NETWORK)
_ICON_NAMES = re.compile(r" (?:logo|logos|icon|icons|avatar|emoji|sprite|badge|flag|brand)(?= |$)")
_PERSON_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in|i)?|auteurs?|journalists?|people|person|profiles?|profil|redaktion|redakteure?|staff|by|team|impressum|writers?|reporter|contributors?|skribent|forfatter|autore|firmas?)(?:[/.?_-]|$)"
)
_SIDE_PAGE = re.compile(
    _PERSON_PAGE.pattern + r"|/(?:tags?|topics?|thema|themen|temas?|tema|sujets?|sections?|rubrik|category"
    r"|categor[ií]as?|categories|kategorie|emne|aihe|argomenti)/"
)
_PHOTO_PAGE = re.compile(
    r"bild|foto|photo|image|galer|gallery|slide|media|zoom|lightbox|diapo|attachment|picture|kuva|video|^/v/|#", re.I
)
_ZOOM = re.compile(r" (?:light ?box|zoom|fancybox|photoswipe|magnific|enlarge|expand|fullscreen)")
_HEADSHOT = re.compile(r"(?i)(?:headshot|portrait|avatar|profile (?:picture|photo|image)) (?:of|for|von)\b")
_INTRODUCES = (
    r"{}\s+(?:is|was|has|writes|covers|works|joined|ist|war|schreibt|arbeitet|berichtet|est|è|es|é|er|är|jest)\s"
)
_NOT_A_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")
_EMBEDS = re.compile(r" (?:twitter tweet|instagram media|tiktok embed|fb post|bluesky embed|twitter|tweet)(?= |$)")
_STRUCTURE = frozenset({"html", "body", "main", "article"})


class Link:
    """One link to another page: where it stands, where it leads, what it says."""

    def __init__(self, anchor: Element, href: str) -> None:
        self._anchor = anchor
        self.start = anchor.start
        self.href = href
        self.raw = anchor.get("href")

    @cached_property
    def text_length(self) -> int:
        """Return the length of the text that one clicks on (characters)."""
        return len(self._anchor.text())

    @cached_property
    def in_caption(self) -> bool:
        """Tell whether the link stands in a caption."""
        return any(a.tag == "figcaption" or names("caption").search(a.names) for a in self._anchor.ancestors())


class Links:
    """All links of a page that lead to other pages, found by position."""

    def __init__(self, root: Element, base: str) -> None:
        self._base = base
        self._own = _page_key(base)
        self._links: list[Link] = []
        for element in root.elements():
            if element.tag == "a" and (href := self.leads_elsewhere(element)):
                self._links.append(Link(element, href))
        self._starts = [link.start for link in self._links]

    def leads_elsewhere(self, anchor: Element) -> str | None:
        """Return the address of another page that an anchor leads to; None for pictures, this page and its parts."""
        href = anchor.get("href").strip()
        if not href or href.lower().startswith(_NOT_A_PAGE) or _ZOOM.search(anchor.names):
            return None
        address = absolute(href, self._base)
        key = _page_key(address)
        if not key or key == self._own or is_picture_address(urlsplit_safe(address)):
            return None
        return address

    def is_own_site(self, href: str) -> bool:
        """Tell whether an address lies on the same site, by the last two parts of its host."""
        own, other = (self._host(address) for address in (self._base, href))
        return not own or not other or own[-2:] == other[-2:]

    @staticmethod
    def _host(address: str) -> list[str]:
        return _page_key(address).split("/")[0].split(":")[0].split(".") if "//" in address else []

    def inside(self, element: Element) -> list[Link]:
        """Return the links that stand in an element."""
        low = bisect_left(self._starts, element.start)
        found: list[Link] = []
        for link in self._links[low : low + 400]:
            if link.start > element.end:
                break
            found.append(link)
        return found


def urlsplit_safe(url: str) -> str:
    """Return the path of an address, or nothing."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _page_key(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture to judge: its element, its unit, its addresses and what is printed there."""

    element: Element
    unit: Element
    sources: list[Source]
    caption: str
    credit: str
    alt: str


def is_icon(element: Element, sources: list[Source]) -> bool:
    """Tell whether an element is too small for a picture of an article, or a logo, icon or drawing of the page."""
    if (
        element.get("role") == "presentation"
        and not element.get("alt")
        and not any(s.width_px and s.width_px > _SMALL_PX for s in sources)
    ):
        return True
    wide, high = (_px(element.get(side)) for side in ("width", "height"))
    if wide is not None and high is not None and wide != high and max(wide, high) <= _RATIO:
        wide = high = None  # the sides' ratio, as 16 to 9
    widest = max((s.width_px for s in sources if s.width_px), default=None)
    if wide is not None and wide < _TINY_PX and (widest is None or widest <= 2 * _TINY_PX):
        return True
    if high is not None and high < 60 and wide is not None and wide < 300:
        return True
    hinted = widest_px(sources) if all(widest_px([source]) for source in sources) else None
    if hinted is not None and hinted < _TINY_PX and (wide is None or wide < _TINY_PX):
        return True
    if _ICON_NAMES.search(element.names) or _ICON_ALT.match(element.get("alt")):
        return True
    paths = [urlsplit_safe(source.url).lower() for source in sources]
    named = all(any(form.search(path) for form in _ICON_FORMS) or path.endswith(".svg") for path in paths)
    return named or (
        all(_ICON_WORD.search(path) or _BANNER.search(path) for path in paths) and not _is_shown_large(element, sources)
    )


def _is_shown_large(element: Element, sources: list[Source]) -> bool:
    """Tell whether a picture is one to look at, whatever its name says: wide, or in a figure with words of its own."""
    figure = next((above for above in element.ancestors() if above.tag == "figure"), None)
    is_banner = any(_BANNER.search(urlsplit_safe(source.url).lower()) for source in sources)
    return (figure is not None and figure.characters > 20) or (not is_banner and (widest_px(sources) or 0) >= _LARGE_PX)


def _px(value: str) -> float | None:
    found = re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", value)
    return float(found.group(1)) if found else None


def is_foreign(candidate: Candidate, body: Body, links: Links, authors: tuple[str, ...]) -> bool:
    """Tell whether a picture belongs to something else than the article, by where it stands and where it leads."""
    return (
        _outside(candidate, body, links)
        or _by_names(candidate, body, links)
        or _is_teaser(candidate, body, links)
        or _is_person(candidate, body, authors)
    )


def _between(candidate: Candidate, body: Body) -> list[Element]:
    """Return the elements around a picture, up to the first that holds the heading or text of the article as well."""
    found: list[Element] = []
    for element in (candidate.element, *candidate.element.ancestors()):
        if element.tag in _STRUCTURE - {"article"} or element.contains(body.container) or body.has_paragraph(element):
            break
        if body.heading is not None and element.contains(body.heading):
            break
        found.append(element)
    return found


def _outside(candidate: Candidate, body: Body, links: Links) -> bool:
    """Tell whether a picture stands where no picture of the article can stand."""
    start = candidate.element.start
    if body.container.contains(candidate.element):
        return False
    if start < body.container.start:
        is_silent = not candidate.caption and not candidate.credit
        if is_silent and body.heading is not None:
            return min(body.heading.start, body.container.start) - start > _FAR_BEFORE or (
                not body.scope.contains(candidate.element) and not _leads_article(candidate, body, links)
            )
        if not body.scope.contains(candidate.element) and body.heading is not None:
            return not _leads_article(candidate, body, links)
        return False
    homes = (e for e in candidate.element.ancestors() if e.tag in ("article", "main"))
    if not body.scope.contains(candidate.element) and not any(e.contains(body.container) for e in homes):
        return True
    told = is_credit(candidate.credit) or (candidate.caption and _has_own_caption(candidate.unit))
    return not told or any(not link.in_caption for link in links.inside(candidate.unit))


def _leads_article(candidate: Candidate, body: Body, links: Links) -> bool:
    """Tell whether a picture before the article's scope is its opening picture: close before, unlinked, of size."""
    near = body.scope.start - candidate.unit.end
    return (
        near < 60
        and not links.inside(candidate.unit)
        and not any(e.tag in ("nav",) for e in candidate.element.ancestors())
    )


def _by_names(candidate: Candidate, body: Body, links: Links) -> bool:
    in_figure = False
    for element in _between(candidate, body):
        if element.tag in ("nav", "dialog") or (element.tag in ("footer", "form") and not in_figure):
            return True
        in_figure = in_figure or element.tag == "figure"
        if element.tag == "blockquote" and _EMBEDS.search(element.names):
            return True
        if (
            element is not candidate.element
            and names("hard", whole=True).search(element.names)
            and not names("caption").search(element.names)
        ):
            return True
        is_aside = element.tag == "aside" and not _frames(element, candidate, body, links)
        if is_aside and not candidate.credit and not in_figure:
            return True
        foreign = is_aside or names("foreign", whole=True).search(element.names)
        least = 20 if candidate.caption and candidate.credit else 10
        if foreign and any(link.text_length >= least and not link.in_caption for link in links.inside(element)):
            return True
    return False


def _leads_away(card: Element, links: Links) -> bool:
    """Tell whether a card within the page holds a link to another text, be it one laid over it without words."""
    paths = [urlsplit_safe(link.href).lower() for link in links.inside(card) if links.is_own_site(link.href)]
    return any(not _PHOTO_PAGE.search(path) and not _SIDE_PAGE.search(path) for path in paths)


def _is_headline(link: Link, href: str | None, candidate: Candidate) -> bool:
    """Tell whether a link that fills the caption leads where the picture leads: a teaser's headline, no caption."""
    if href is None or _page_key(link.href) != _page_key(href) or _PHOTO_PAGE.search(urlsplit_safe(href)):
        return False
    return link.text_length >= max(20, 0.7 * len(candidate.caption))


def _same_picture(href: str, source: str) -> bool:
    """Tell whether an address is a picture's own in another size, though it ends like a page's."""
    return any(key.startswith(("path:", "stem:")) for key in keys(href) & keys(source))


def _frames(aside: Element, candidate: Candidate, body: Body, links: Links) -> bool:
    """Tell whether an aside amid the text is but a picture's frame: no heading, no link, no words but the caption."""
    told = len(candidate.caption) + len(candidate.credit)
    return (
        body.container.contains(aside)
        and aside.end - aside.start < 40
        and aside.characters <= told + 40
        and not any(e.tag in ("h2", "h3", "h4", "h5", "ul", "form") for e in aside.elements())
        and not any(not link.in_caption for link in links.inside(aside))
    )


def _is_teaser(candidate: Candidate, body: Body, links: Links) -> bool:
    """Tell whether a picture invites to another page: its link or its card carries a headline that leads there."""
    anchor = next((e for e in candidate.element.ancestors() if e.tag == "a"), None)
    href = links.leads_elsewhere(anchor) if anchor is not None else None
    if href and any(_same_picture(href, source.url) for source in candidate.sources):
        href = None
    captioned = _has_own_caption(candidate.unit)
    for element in _between(candidate, body):
        if element.tag in ("ul", "ol") or element.end - element.start > 120:
            break
        if element.tag == "article" and not candidate.caption and not candidate.credit and _leads_away(element, links):
            return True
        for link in links.inside(element):
            is_own = anchor is not None and not href and anchor.get("href") == link.raw
            if link.text_length < 12 or is_own or (link.in_caption and not _is_headline(link, href, candidate)):
                continue
            is_credited = anchor is not None and link.start == anchor.start and is_credit(candidate.credit)
            if is_credited and (
                candidate.caption or (has_label(candidate.credit) and link.text_length <= len(candidate.credit) + 12)
            ):
                continue  # one link around picture, caption and credit leads to the picture's own page
            if href and _page_key(link.href) == _page_key(href):
                return True
            is_card = element.end - element.start <= _CARD and link.text_length >= 20
            if is_card and not captioned and not candidate.credit and not _SIDE_PAGE.search(link.href.lower()):
                return True
    if href is None or anchor is None:
        return False
    if candidate.caption or candidate.credit or _PHOTO_PAGE.search(urlsplit_safe(href)):
        return False
    return not links.is_own_site(href) or any(
        e.tag in ("li", "article", "aside", "h2", "h3", "h4") or names("foreign", whole=True).search(e.names)
        for e in candidate.element.ancestors()
        if not e.contains(body.container)
    )


def _is_signature(text: str, authors: tuple[str, ...]) -> bool:
    """Tell whether a text is an author's name with at most a title or a place of work: "N. N. – Journalist"."""
    bare = re.sub(r"^(?:von|by|par|di|por|av|af|door)\s+", "", text.casefold())
    return any(len(name) > 4 and bare.startswith(name.casefold()) and len(bare) <= len(name) + 60 for name in authors)


def _has_own_caption(unit: Element) -> bool:
    """Tell whether a unit has an element for the caption by tag or name, and not only words of a link."""
    if unit.end - unit.start > 200:
        return False
    for element in unit.elements():
        if element.characters and (element.tag == "figcaption" or names("caption").search(element.names)):
            linked = sum(below.characters for below in element.elements() if below.tag == "a")
            in_link = any(above.tag == "a" for above in element.ancestors())
            if linked * 2 < element.characters and not in_link:
                return True
    return False


def _introduces_author(candidate: Candidate, authors: tuple[str, ...]) -> bool:
    """Tell whether the words of a picture name an author alone, introduce one, or call it a headshot."""
    if not candidate.credit and _HEADSHOT.match(candidate.alt):
        return True
    told = f"{candidate.alt} {candidate.caption}".casefold()
    small = (widest_px(candidate.sources) or 1000.0) <= 2 * _SMALL_PX
    for author in authors:
        name = author.casefold()
        if not candidate.credit and re.match(_INTRODUCES.format(re.escape(name)), candidate.caption.casefold()):
            return True
        if len(name) > 4 and (
            candidate.alt.casefold().strip(" .") == name
            or (name in told and len(told) < len(name) + 40 and (small or not candidate.credit))
        ):
            return True
    return False


def _is_person(candidate: Candidate, body: Body, authors: tuple[str, ...]) -> bool:
    """Tell whether a picture is the portrait of the article's author."""
    if _introduces_author(candidate, authors):
        return True
    anchor = next((e for e in candidate.element.ancestors() if e.tag == "a"), None)
    href = anchor.get("href").lower() if anchor is not None else ""
    if _PERSON_PAGE.search(href) and not is_picture_address(href):
        return True
    for element in _between(candidate, body):
        if not candidate.credit and element.characters <= 160 and _is_signature(element.text(), authors):
            return True
        if (
            names("person", whole=True).search(element.names)
            and not names("caption").search(element.names)
            and not (candidate.caption and is_credit(candidate.credit))
        ):
            return element.end - element.start < 80
        if element.tag == "address" or element.get("rel") == "author":
            return True
    return False
