"""A published article with what its credit lines say; needs no catalogue, so that the command line is quick."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from library.articles.published import PublishedMedia, to_json
from library.articles.read import MAX_BYTES, read_article
from library.credits.records import CreditFields
from library.credits.registry import Registry
from library.desk.reading import read_credit
from library.errors import ArticleUnreadable


def read_published(source: Path | bytes | str, registry: Registry, *, url: str | None = None) -> dict[str, Any]:
    """Read a published article and what its credit lines say.

    Args:
        source: a file, or its content.
        registry: agencies in force.
        url: where it was published, when known.

    Returns:
        the article as plain values for JSON; each medium with `credit_parts`.

    Raises:
        ArticleUnreadable: the file is missing, or nothing can be read from it.
    """
    article = read_article(content_of(source), url=url)
    value = to_json(article)
    for name, media in (("media", article.media), ("related", article.related)):
        value[name] = [{**asdict(medium), "credit_parts": credit_parts(medium, registry)} for medium in media]
    return value


def credit_parts(medium: PublishedMedia, registry: Registry) -> dict[str, Any] | None:
    """Read a medium's printed credit, with the agency text that stands beside it; None where nothing is printed."""
    if not medium.credit_line and not medium.description:
        return None
    fields = CreditFields(
        credit=medium.credit_line,
        caption=medium.description if medium.description != medium.alt_text else None,
        agency_image_id=medium.agency_image_id,
    )
    return asdict(read_credit(fields, registry))


def content_of(source: Path | bytes | str) -> bytes:
    """Give the bytes of a file, or of its content.

    Raises:
        ArticleUnreadable: the file cannot be read.
    """
    if isinstance(source, bytes):
        return source
    if isinstance(source, str):
        return source.encode()
    try:
        with source.open("rb") as file:
            # One more than is taken, so that whoever reads it notices.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ArticleUnreadable(
            f"{source} cannot be read: {error.strerror}", hint="Check the path; a saved page is one file."
        ) from error
