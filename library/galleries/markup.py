"""A gallery as text for other editors: the blocks of WordPress, and Markdown.

A caption is never markup: whatever stands in it comes out as the signs it was written with.
"""

import re
from html import escape
from itertools import groupby
from typing import Final

from library.galleries.document import DocumentItem, GalleryDocument
from library.galleries.sources import (
    Sources,
    clip_of,
    headline_of,
    one_line,
    picture_of,
    pictures_of,
    plain,
    printed_items,
)

_MARKDOWN_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
# A line that begins so would be a list, a rule or a heading.
_MARKDOWN_START: Final = re.compile(r"^(\d+)?([.)+=:-])")


def write_wordpress(document: GalleryDocument, sources: Sources) -> bytes:
    """Write blocks of WordPress: a gallery for each run of pictures, a video block for each clip between them."""
    blocks = []
    for is_clip, run in groupby(printed_items(document), key=lambda item: clip_of(item) is not None):
        written = [_video_block(item, sources) if is_clip else _image_block(item, sources) for item in run]
        blocks.append("\n\n".join(written) if is_clip else _gallery_block(written))
    return ("\n\n".join(blocks) + "\n").encode()


def _gallery_block(images: list[str]) -> str:
    """Put images into a gallery; it may hold nothing else."""
    return (
        '<!-- wp:gallery {"linkTo":"none"} -->\n'
        '<figure class="wp-block-gallery has-nested-images columns-default is-cropped">'
        + "\n\n".join(images)
        + "</figure>\n<!-- /wp:gallery -->"
    )


def _image_block(item: DocumentItem, sources: Sources) -> str:
    picture = picture_of(item)
    address = sources.address(picture) if picture else ""
    return (
        '<!-- wp:image {"sizeSlug":"large","linkDestination":"none"} -->\n'
        f'<figure class="wp-block-image size-large"><img src="{_html(address)}" alt="{_html(item.alt_text)}"/>'
        f"{_caption(item)}</figure>\n<!-- /wp:image -->"
    )


def _video_block(item: DocumentItem, sources: Sources) -> str:
    clip, picture = clip_of(item), picture_of(item)
    poster = f' poster="{_html(sources.address(picture))}"' if picture else ""
    address = _html(sources.address(clip)) if clip else ""
    return (
        "<!-- wp:video -->\n"
        f'<figure class="wp-block-video"><video controls{poster} src="{address}"></video>{_caption(item)}</figure>\n'
        "<!-- /wp:video -->"
    )


def _caption(item: DocumentItem) -> str:
    parts = [_html(item.caption.strip())] if item.caption.strip() else []
    if item.credit.printed.strip():
        parts.append(f'<small class="credit">{_html(item.credit.printed.strip())}</small>')
    return f'<figcaption class="wp-element-caption">{" ".join(parts)}</figcaption>' if parts else ""


def _html(text: str) -> str:
    """Make text safe in HTML, and no shortcode either: WordPress runs what stands in brackets."""
    return escape(plain(text), quote=True).replace("[", "&#91;").replace("]", "&#93;")


def write_markdown(document: GalleryDocument, sources: Sources) -> bytes:
    """Write Markdown (CommonMark): headline, and each picture with caption and credit under it."""
    parts = [f"# {_markdown(headline_of(document))}"]
    for item in printed_items(document):
        under = [_markdown(item.caption)] if item.caption.strip() else []
        under += [f"*{_markdown(item.credit.printed)}*"] if item.credit.printed.strip() else []
        parts.append(_markdown_picture(item, sources) + ("\n\n" + "\\\n".join(under) if under else ""))
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_picture(item: DocumentItem, sources: Sources) -> str:
    clip, picture = clip_of(item), picture_of(item)
    alt = _markdown(item.alt_text)
    shown = f"![{alt}](<{sources.address(picture)}>)" if picture else alt or _markdown(item.caption) or "Video"
    return f"[{shown}](<{sources.address(clip)}>)" if clip else shown


def _markdown(text: str) -> str:
    escaped = _MARKDOWN_SIGNS.sub(r"\\\1", one_line(text))
    return _MARKDOWN_START.sub(lambda found: f"{found[1] or ''}\\{found[2]}", escaped)


def source_set(item: DocumentItem, sources: Sources) -> str | None:
    """List the addresses of an item's pictures with their widths, for `srcset`; None where there is one only."""
    pictures = pictures_of(item)
    if len(pictures) < 2:
        return None
    return ", ".join(f"{sources.address(each)} {each.width_px}w" for each in pictures)
