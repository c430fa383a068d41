"""ninjs (2 and 3, and the 1.x dialect) to an article: the IPTC's JSON for news, read for its pictures and videos."""

from library.articles.jsonld import all_texts, first_text
from library.articles.moments import parse_moment
from library.articles.printed import find_agency_id
from library.articles.published import PublishedArticle, PublishedMedia

Node = dict[str, object]
_KINDS = {"picture": "photo", "graphic": "photo", "video": "video"}


def is_ninjs(value: object) -> bool:
    """Tell whether parsed JSON looks like ninjs: an object with a uri and one of its own properties."""
    return (
        isinstance(value, dict)
        and "uri" in value
        and any(key in value for key in ("associations", "headline", "headlines", "type", "renditions"))
    )


def read_ninjs(item: Node) -> PublishedArticle:
    """Read one ninjs item; the order of its associations is the order of its media."""
    media: list[PublishedMedia] = []
    for one in _associations(item.get("associations")):
        kind = _KINDS.get(str(one.get("type")))
        if kind is not None:
            media.append(_medium(one, "video" if kind == "video" else "photo", len(media) + 1))
    return PublishedArticle(
        headline=first_text(item.get("headline")) or _by_role(item, "headlines", "main") or None,
        authors=all_texts(item.get("by") or item.get("byline")),
        published_at=parse_moment(
            first_text(
                item.get("firstCreated")
                or item.get("firstcreated")
                or item.get("versionCreated")
                or item.get("versioncreated")
            )
        ),
        updated_at=parse_moment(first_text(item.get("versionCreated") or item.get("versioncreated"))),
        url=first_text(item.get("uri")) or None,
        language=first_text(item.get("language")) or None,
        media=tuple(media),
    )


def _associations(value: object) -> list[Node]:
    if isinstance(value, dict):
        return [one for _, one in sorted(value.items()) if isinstance(one, dict)]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    return []


def _by_role(item: Node, key: str, *roles: str) -> str:
    """Return the text of a list like headlines or descriptions: of the first of the roles, else of its first entry."""
    listed = item.get(key)
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    for role in roles:
        for entry in entries:
            if str(entry.get("role", "")).casefold() == role.casefold():
                return first_text(entry.get("value"))
    return ""


def _medium(one: Node, kind: str, position: int) -> PublishedMedia:
    described = _by_role(one, "descriptions", "agencyCaption")
    caption = _by_role(one, "descriptions", "caption") or first_text(one.get("description_text"))
    alt = _by_role(one, "descriptions", "altText")
    ids = one.get("altIds")
    supplied = (
        [first_text(entry.get("value")) for entry in ids if isinstance(entry, dict)] if isinstance(ids, list) else []
    )
    renditions = _associations(one.get("renditions"))
    largest = max(renditions, key=_width, default=None)
    href = first_text(largest.get("href")) if largest is not None else ""
    return PublishedMedia(
        kind="video" if kind == "video" else "photo",
        position=position,
        url=href or None,
        poster=None,
        description=described or alt or None,
        caption=caption or None,
        credit_line=_by_role(one, "descriptions", "creditLine")
        or first_text(
            one.get("copyrightNotice")
            or one.get("copyrightnotice")
            or one.get("copyrightHolder")
            or one.get("copyrightholder")
            or one.get("by")
            or one.get("byline")
        )
        or None,
        agency_image_id=next((text for text in supplied if text), None) or find_agency_id(described),
        alt_text=alt or None,
    )


def _width(rendition: Node) -> float:
    width = rendition.get("width")
    return float(width) if isinstance(width, int | float) else 0.0
