"""What an export needs beside the document: where pictures will lie, how their bytes are read, in which language.

Addresses are made of digests, so they are the same whenever the same document is exported.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from urllib.parse import quote

from library.errors import InvalidInput
from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument

# Nobody can be reached under ".invalid" (RFC 2606): who forgets to say where the pictures lie sees it at once.
NOWHERE: Final = "https://photodesk.invalid/"
SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\]+")
_CONTROL_SIGNS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _unread(item: DocumentItem, _rendition: DocumentRendition) -> bytes:
    raise InvalidInput(
        f"Nobody can read the picture of item {item.position} here", hint="Export it through the desk or the screen."
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an export finds what the document does not hold.

    Args:
        base_url: address under which the pictures will lie; its default never answers.
        read: gives the bytes of a rendition with caption, credit and rights inside, of a clip its original.
        language: of the captions, where a format has one language only; None: the document's own.
    """

    base_url: str = NOWHERE
    read: Callable[[DocumentItem, DocumentRendition], bytes] = _unread
    language: str | None = None

    def address(self, rendition: DocumentRendition) -> str:
        """Give the address of a rendition."""
        return f"{self._base}media/{rendition.digest}{SUFFIXES.get(rendition.mime, '')}"

    def gallery(self, document: GalleryDocument) -> str:
        """Give the identity of a gallery, an address too."""
        return f"{self._base}galleries/{document.gallery_id}"

    def item(self, document: GalleryDocument, item: DocumentItem) -> str:
        """Give the identity of an item, an address too; it stays through reorders."""
        return f"{self.gallery(document)}/items/{quote(item.uid, safe='')}"

    @property
    def _base(self) -> str:
        return f"{self.base_url.rstrip('/')}/"


def checked_base(text: str | None) -> str:
    """Check the address that somebody gives for the pictures.

    Raises:
        InvalidInput: it is no address of the web.
    """
    if text is None:
        return NOWHERE
    if not _ADDRESS.fullmatch(text.strip()):
        raise InvalidInput(f"{text!r} is no address", hint="Write it as https://media.example/pictures/.")
    return text.strip()


def printed_items(document: GalleryDocument) -> tuple[DocumentItem, ...]:
    """Give the items that have something to show: a picture or clip with a file."""
    return tuple(item for item in document.items if main_rendition(item) is not None)


def picture_of(item: DocumentItem) -> DocumentRendition | None:
    """Choose the picture that readers see, of a clip its poster: the preview, else the thumbnail; None without one."""
    by_name = {rendition.name: rendition for rendition in item.renditions}
    return by_name.get("preview") or by_name.get("thumbnail")


def clip_of(item: DocumentItem) -> DocumentRendition | None:
    """Choose the file of a clip; None for photos, and where there is none."""
    if item.kind != "video":
        return None
    return next((rendition for rendition in item.renditions if rendition.name == "original"), None)


def main_rendition(item: DocumentItem) -> DocumentRendition | None:
    """Choose the file that is the item: the clip, else the picture. Originals of photos hold private things."""
    return clip_of(item) or picture_of(item)


def pictures_of(item: DocumentItem) -> tuple[DocumentRendition, ...]:
    """List the pictures of an item that readers may see, the smallest first."""
    drawn = (each for each in item.renditions if each.name != "original")
    return tuple(sorted(drawn, key=lambda each: (each.width_px, each.name)))


def photographer_of(item: DocumentItem) -> str | None:
    """Give who made the picture: as the credit names them, else as the file does."""
    return item.credit.photographer or item.text("creator")


def headline_of(document: GalleryDocument) -> str:
    """Give what stands over the gallery: the article's headline, else its own title."""
    return document.article.headline if document.article else document.title


def moment_of(text: str | None) -> str | None:
    """Give a moment as RFC 3339 wants it; None where it is a day only, or says no offset."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo is not None else None


def aspect_of(rendition: DocumentRendition) -> str:
    """Give the shape as people say it, "3:2", within what whole pixels allow."""
    ratio = Fraction(rendition.width_px, rendition.height_px).limit_denominator(20)
    return f"{ratio.numerator or 1}:{ratio.denominator}"


def focus_px(item: DocumentItem, rendition: DocumentRendition) -> tuple[int, int] | None:
    """Give the focus point in pixels of a rendition; None where nobody chose one."""
    if item.focus is None:
        return None
    return round(item.focus[0] * rendition.width_px), round(item.focus[1] * rendition.height_px)


def plain(text: str) -> str:
    """Take out the signs that neither XML nor HTML may hold."""
    return _CONTROL_SIGNS.sub("", text)


def one_line(text: str) -> str:
    """Write text on one line."""
    return " ".join(plain(text).split())


def without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is None or empty; False and 0 say something."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], {})}


def write_json(value: object) -> bytes:
    """Write JSON that may stand inside a script element of a page, too."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    # A lone surrogate has no UTF-8; JSON can say it all the same.
    return (text + "\n").encode("utf-8", "backslashreplace")
