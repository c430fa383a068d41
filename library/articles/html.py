"""Saved HTML of any news site to an article: no rule here knows a publisher, only how pages are built."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from library.articles.body import Body, find_body
from library.articles.described import Described, described_pictures, described_videos
from library.articles.dom import Element, parse_page
from library.articles.figures import Printed, find_unit, place_of, printed_beside
from library.articles.identity import group, signature
from library.articles.jsonld import read_blocks
from library.articles.moments import find_moments, parse_moment
from library.articles.opengraph import Head, read_head
from library.articles.phrases import names, tidy
from library.articles.printed import (
    find_agency_id,
    has_label,
    is_credit,
    split_credit,
    without_brackets,
    without_credit,
)
from library.articles.published import PublishedArticle, PublishedMedia
from library.articles.relevance import Candidate, Links, is_foreign, is_icon
from library.articles.sources import Source, absolute, is_picture_address, is_placeholder, largest, sources_of

_PICTURE_TAGS = frozenset({"img", "amp-img", "amp-anim", "video", "amp-video"})
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,80}?url\(\s*[\"']?([^\"')]{8,1500})")
_MOST_PICTURES = 800
_TAGS = re.compile(r"<[^>]{0,400}>")
_OWN_CAPTION = re.compile(r"data-[\w-]*(?:caption|description|legend|desc|bildunterschrift|bu-text)$")
_OWN_CREDIT = re.compile(r"data-[\w-]*(?:credit|credits|copyright|photographer|author|byline|source-text|quelle)$")


@dataclass(slots=True)
class Seen:
    """One picture element on the page, before it is judged."""

    element: Element
    sources: list[Source]
    keys: frozenset[str]
    is_video: bool
    alt: str
    group: int = -1
    unit: Element | None = None
    printed: Printed = field(default_factory=Printed)


def read_html(markup: str, url: str | None = None) -> PublishedArticle:
    """Read a saved page.

    Args:
        markup: the page as text.
        url: where it was published, when known.

    Raises:
        ArticleUnreadable: the page is too large.
    """
    root = parse_page(markup)
    nodes = read_blocks(root)
    head = read_head(root, nodes, url)
    body = find_body(root, head.headline or head.title)
    headline = _headline(head, body)
    described = described_pictures(root, nodes, head.url)
    pictures = _pictures(root, body, head)
    said = frozenset(_start(text) for text in (headline, head.title, head.description) if text)
    media = [_medium(seen, described, said) for seen in pictures]
    media += (
        described_videos(nodes, head.url, [seen.keys for seen in pictures])
        if not any(m.kind == "video" for m in media)
        else []
    )
    if not media:
        media = [medium for medium in _from_metadata(described) if medium.url]
    numbered = tuple(replace(medium, position=number) for number, medium in enumerate(media, 1))
    return PublishedArticle(
        headline=headline or None,
        authors=head.authors,
        published_at=head.published_at or _printed_moment(root, head, body),
        updated_at=head.updated_at,
        url=head.url or None,
        language=head.language or None,
        media=numbered,
    )


def _headline(head: Head, body: Body) -> str:
    """Return the headline: where two of three agree theirs, else the data's own, the one printed, the card's title."""
    printed = body.heading.text() if body.heading is not None else ""
    if len(printed) >= 8 and _start(printed) == _start(head.title) != _start(head.headline):
        return printed
    if head.headline and len(head.headline) > 7:
        return head.headline
    if len(printed) >= 8 and (not head.title or len(printed) < 3 * len(head.title)):
        return printed
    return head.title or printed


def _printed_moment(root: Element, head: Head, body: Body) -> str | None:
    """Return the first moment printed near the heading, or the day in the address, where no data tell one."""
    if body.heading is not None:
        first = body.paragraphs[0] if body.paragraphs else body.heading.end
        low, high = min(body.heading.start, first) - 25, max(body.heading.end, first) + 25
        for element in root.elements():
            if (
                low <= element.start <= high
                and element.end - element.start < 12
                and (moments := find_moments(element.text()[:200]))
            ):
                return moments[0]
    day = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)", head.url)
    return parse_moment("-".join(day.groups())) if day else None


def _pictures(root: Element, body: Body, head: Head) -> list[Seen]:
    """Return the article's pictures in order, each once, with what is printed beside any of its places."""
    found = list(islice(_seen(root, head.url), _MOST_PICTURES))
    numbers = group([seen.keys for seen in found], [seen.alt for seen in found], head.url)
    for seen, number in zip(found, numbers, strict=True):
        seen.group = number
    place = place_of([seen.element.start for seen in found], numbers)
    links = Links(root, head.url)
    kept: dict[int, Seen] = {}
    for seen in found:
        seen.unit = find_unit(seen.element, seen.group, place, body)
        seen.printed = printed_beside(seen.element, seen.unit, body)
        _own_attributes(seen)
        candidate = Candidate(
            seen.element, seen.unit, seen.sources, seen.printed.caption, seen.printed.credit, seen.alt
        )
        if is_foreign(candidate, body, links, head.authors):
            continue
        first = kept.setdefault(seen.group, seen)
        if first is not seen:
            _merge(first, seen)
    return list(kept.values())


def _seen(root: Element, base: str) -> Iterator[Seen]:
    """Walk all elements that show a picture, each with the addresses that it, its picture or its wrapper names."""
    for element in root.elements():
        if element.tag not in _PICTURE_TAGS:
            address = _background(element)
            shown = [Source(absolute(address, base), None)] if address else []
            if shown and not is_icon(element, shown):
                alt = tidy(element.get("aria-label"))
                yield Seen(element, shown, signature([shown[0].url]), is_video=False, alt=alt)
            continue
        is_video = element.tag.endswith("video")
        sources = _poster(element, base) if is_video else sources_of(element, base)
        if element.parent is not None and element.parent.tag == "picture":
            for sibling in element.parent.elements():
                if sibling.tag == "source":
                    sources += [s for s in sources_of(sibling, base) if s not in sources]
        if not sources and not is_video:
            sources = _around(element, base)
        if (not sources and not is_video) or (sources and is_icon(element, sources)):
            continue
        yield Seen(
            element, sources, signature(s.url for s in sources), is_video, tidy(_TAGS.sub(" ", element.get("alt")))
        )


def _background(element: Element) -> str | None:
    """Return the address of a background that stands for a picture: the element says so by its role or a label."""
    if element.get("role") != "img" and not element.get("aria-label"):
        return None
    found = _BACKGROUND.search(element.get("style"))
    if found is None or not is_picture_address(found.group(1)) or is_placeholder(found.group(1)):
        return None
    return found.group(1)


def _poster(element: Element, base: str) -> list[Source]:
    poster = element.get("poster") or element.get("data-poster")
    return [Source(absolute(poster, base), None)] if poster and not poster.startswith("data:") else []


def _around(element: Element, base: str) -> list[Source]:
    """Return addresses that only the elements closely around an empty img name (data-src on its wrapper)."""
    for number, above in enumerate(element.ancestors()):
        if number > 3 or above.tag in ("body", "article", "main", "section"):
            break
        if found := [s for s in sources_of(above, base) if s.url]:
            return found
    return []


def _own_attributes(seen: Seen) -> None:
    """Take caption and credit from attributes of the picture and its unit where nothing is printed."""
    printed = seen.printed
    elements = [seen.element]
    for above in seen.element.ancestors():
        if seen.unit is None or not seen.unit.contains(above):
            break
        elements.append(above)
    for element in elements:
        for name, value in element.attributes.items():
            text = tidy(re.sub(r"<[^>]*>", " ", value)) if value else ""
            if not text or len(text) < 3 or text.startswith(("http", "{", "[")) or text in ("true", "false"):
                continue
            if not printed.credit and _OWN_CREDIT.match(name):
                printed.credit = without_brackets(text)
            elif not printed.caption and _OWN_CAPTION.match(name) and len(text) > 8:
                caption, credit = split_credit(text)
                printed.caption, printed.credit = caption, printed.credit or credit
    if not printed.credit:
        printed.credit = _credit_in_title(seen.element)


def _credit_in_title(element: Element) -> str:
    """Return the credit that only a title or alternative text carries: "Robertson | AFP/Paul Ellis", "Foto: NTB"."""
    for text in (tidy(element.get("title")), tidy(_TAGS.sub(" ", element.get("alt")))):
        if not text:
            continue
        if has_label(text) and len(text) < 120:
            return without_brackets(text)
        _, bar, last = text.rpartition(" | ")
        if bar and len(last) < 70 and is_credit(last):
            return without_brackets(last)
        caption, credit = split_credit(text)
        if credit and caption:
            return credit
    return ""


def _merge(first: Seen, again: Seen) -> None:
    """Add what a second place of the same picture prints to the first."""
    first.sources += [source for source in again.sources if source not in first.sources]
    first.keys |= again.keys
    first.alt = first.alt or again.alt
    first.is_video = first.is_video or again.is_video
    if not first.printed.caption:
        first.printed.caption = again.printed.caption
    if not first.printed.credit:
        first.printed.credit = again.printed.credit


def _start(text: str) -> str:
    """Return the first words of a text, to compare: descriptions are cut at different lengths."""
    return re.sub(r"\W+", "", text.casefold())[:50]


def _medium(seen: Seen, described: Described, said: frozenset[str]) -> PublishedMedia:
    told = described.find(seen.keys)
    caption, credit = seen.printed.caption, seen.printed.credit
    if told is not None:
        credit = credit or without_brackets(told.credit)
        if not caption and told.caption and _start(told.caption) not in said:
            caption, extra = split_credit(told.caption)
            credit = credit or extra
    address = largest(seen.sources)
    alt = seen.alt or seen.printed.alt
    is_video = seen.is_video or _in_player(seen)
    return PublishedMedia(
        kind="video" if is_video else "photo",
        position=0,
        url=_video_url(seen) if is_video else address,
        poster=address if is_video else None,
        description=alt or None,
        caption=without_credit(caption, credit) or None,
        credit_line=credit or None,
        agency_image_id=find_agency_id(alt) or find_agency_id(caption),
        alt_text=alt or None,
    )


def _video_url(seen: Seen) -> str | None:
    for element in seen.element.elements():
        if (
            element.tag in ("video", "source", "amp-video")
            and (address := element.get("src"))
            and not address.startswith("blob:")
        ):
            return address
    return None


def _in_player(seen: Seen) -> bool:
    """Tell whether a picture is the still of a video: its unit holds a player."""
    if seen.unit is None:
        return False
    for element in seen.unit.elements():
        if element.tag in ("video", "amp-video", "amp-youtube", "amp-brightcove", "video-js"):
            return True
    return any(
        names("player", whole=True).search(a.names)
        for a in (seen.element, *seen.element.ancestors())
        if seen.unit.contains(a)
    )


def _from_metadata(described: Described) -> Iterator[PublishedMedia]:
    """Give the metadata's first picture where the page itself shows none."""
    for one in described.of_article[:1]:
        caption, credit = split_credit(one.caption)
        yield PublishedMedia("photo", 0, url=one.url, caption=caption or None, credit_line=one.credit or credit or None)
