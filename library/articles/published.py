"""What a published article is to us: its headline, its moments, and its pictures and videos in order."""

from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["photo", "video"]


@dataclass(frozen=True, slots=True)
class PublishedMedia:
    """One picture or video as the page shows it.

    Args:
        kind: "photo" or "video".
        position: place in the article's flow, from 1.
        url: absolute address of the largest version that the page names; None in copied text.
        poster: address of a video's still.
        description: the agency's text as printed, even if cut; for HTML the alternative text.
        caption: what the page prints under it, without the credit.
        credit_line: the credit as printed, with its label.
        agency_image_id: the agency's own number, as epa11421544.
        alt_text: alternative text of the HTML element.
    """

    kind: Kind
    position: int
    url: str | None = None
    poster: str | None = None
    description: str | None = None
    caption: str | None = None
    credit_line: str | None = None
    agency_image_id: str | None = None
    alt_text: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article as published.

    Args:
        headline: the headline printed over the text.
        authors: names in the order printed; empty when the page names none.
        published_at: ISO 8601; with an offset only when the page tells one, else the publisher's local time.
        updated_at: the same for the last change.
        url: where it was published.
        language: BCP 47 tag that the page gives itself.
        media: pictures and videos of the article's flow.
        related: videos and pictures after the article's end.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    updated_at: str | None = None
    url: str | None = None
    language: str | None = None
    media: tuple[PublishedMedia, ...] = ()
    related: tuple[PublishedMedia, ...] = ()


def to_json(article: PublishedArticle) -> dict[str, object]:
    """Return the article as plain lists and dicts, for JSON."""
    return asdict(article)
