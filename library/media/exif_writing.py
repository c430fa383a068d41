"""Write texts into an EXIF block without serialising it anew: what is not ours keeps its bytes and its offsets.

A text goes into its old place when it fits, else behind the block; a directory that gains entries is written anew
behind the block and its pointer turned. Maker notes, GPS and the thumbnail stay where they are, so that offsets inside
them, which nobody outside the maker knows, stay true. What we put behind the block carries a mark and is replaced by
the next save, lest blocks grow.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from library.media.changes import Changes
from library.media.exif_block import ExifBlock, Stored, new_block
from library.media.exif_fields import (
    ARTIST,
    COPYRIGHT,
    DATE_ORIGINAL,
    IMAGE_DESCRIPTION,
    IMAGE_TITLE,
    OFFSET_ORIGINAL,
    PHOTOGRAPHER,
    SUBSEC_ORIGINAL,
    XP_AUTHOR,
    XP_KEYWORDS,
    XP_TITLE,
)
from library.media.policy import EXIF_MAIN_TAGS, EXIF_TAGS
from library.media.tiff import EXIF_POINTER, Directory, read_directories

MAX_SEGMENT_BYTES = 65_527
"""The most an EXIF block of one JPEG segment can hold, behind the length and 'Exif\\0\\0'."""

_ASCII, _BYTE = 2, 1
_NO_DATE = "    :  :     :  :  "
_DAY_CHARACTERS = 10
_CLOCK = re.compile(r"(\d\d:\d\d:\d\d)(?:\.(\d+))?(.*)")


_Values = Mapping[int, Stored | None]


@dataclass(slots=True)
class ExifEdit:
    """An edited block.

    Attributes:
        block: the TIFF structure; b'' when there is none.
        left: fields whose text found no room; the old text was taken out, lest it contradict the new one.
        notes: what was odd.
    """

    block: bytes = b""
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def edit_exif(block: bytes, changes: Changes, *, limit_bytes: int | None = None, creates: bool = False) -> ExifEdit:
    """Write fields into an EXIF block.

    Args:
        block: the TIFF structure as found, b'' when the file has none.
        changes: the fields to set or take out; those that EXIF has no tag for are passed over.
        limit_bytes: the most the block may hold; what does not fit is left out.
        creates: make a block where there is none.
    """
    if not block:
        main, detail = _main_tags(changes, frozenset()), _detail_tags(changes, frozenset())
        return ExifEdit(new_block(main, detail) if creates and any([*main.values(), *detail.values()]) else b"")
    try:
        parsed = ExifBlock(block)
    except ValueError as error:
        return ExifEdit(block, notes=[f"the EXIF block was left as it is: {error}"])
    main = _main_tags(changes, parsed.tags_of_main())
    detail = _detail_tags(changes, parsed.tags_of_detail())
    fresh = parsed.edited(main, detail)
    if limit_bytes is None or len(fresh) <= max(limit_bytes, len(block)):
        return ExifEdit(fresh)
    return _fill(block, main, detail)


def _fill(block: bytes, main: _Values, detail: _Values) -> ExifEdit:
    """Write what finds room in a full block; a field whose tags do not all find room is taken out of it as a whole."""
    edit = ExifEdit(notes=["the EXIF block is full: texts that find no room in it stand in XMP and IPTC alone"])
    for _ in range(len(_TAGS) + 1):
        edit.block, unplaced = ExifBlock(block).edited_in_place(main, detail)
        left = [name for name, tags in _TAGS.items() if unplaced.intersection(tags)]
        if not left:
            break
        edit.left += left
        gone = {tag for name in left for tag in _TAGS[name]}
        main = {tag: None if tag in gone else stored for tag, stored in main.items()}
        detail = {tag: None if tag in gone else stored for tag, stored in detail.items()}
    return edit


_TAGS = {
    "description": (IMAGE_DESCRIPTION,),
    "creator": (ARTIST, PHOTOGRAPHER, XP_AUTHOR),
    "copyright_notice": (COPYRIGHT,),
    "title": (IMAGE_TITLE, XP_TITLE),
    "keywords": (XP_KEYWORDS,),
    "created": (DATE_ORIGINAL, SUBSEC_ORIGINAL, OFFSET_ORIGINAL),
}
"""Field -> the tags that carry it."""


def is_exif_field(name: str) -> bool:
    """Tell whether a field has a tag of EXIF that we write on our own."""
    return name in {"description", "creator", "copyright_notice", "created"}


def _main_tags(changes: Changes, present: frozenset[int]) -> dict[int, Stored | None]:
    """Return what the first directory is to hold: tag -> value, None to take it out."""
    texts: dict[int, Stored | None] = {}
    for name, tag in (("description", IMAGE_DESCRIPTION), ("creator", ARTIST), ("copyright_notice", COPYRIGHT)):
        if name in changes:
            texts[tag] = _ascii(_joined(changes[name]))
    for name, tag in (("title", XP_TITLE), ("creator", XP_AUTHOR), ("keywords", XP_KEYWORDS)):
        if name in changes and tag in present:  # Windows' own texts follow, but we do not begin with them
            texts[tag] = _wide(_joined(changes[name]))
    return texts


def _detail_tags(changes: Changes, present: frozenset[int]) -> dict[int, Stored | None]:
    """Return what the EXIF directory is to hold."""
    texts: dict[int, Stored | None] = {}
    for name, tag in (("title", IMAGE_TITLE), ("creator", PHOTOGRAPHER)):
        if name in changes and tag in present:
            texts[tag] = _ascii(_joined(changes[name]))
    if "created" in changes:
        texts |= _moment_tags(str(changes["created"]), has_date=DATE_ORIGINAL in present)
    return texts


def _moment_tags(moment: str, *, has_date: bool) -> dict[int, Stored | None]:
    """Return the three tags of the moment of capture; a year or month alone is written only over another moment."""
    date, _, rest = moment.partition("T")
    found = _CLOCK.match(rest)
    clock, fraction, zone = found.groups("") if found else ("", "", "")
    is_wanted = len(date) == _DAY_CHARACTERS or (has_date and bool(moment))
    text = f"{date} {clock}".strip().replace("-", ":")
    return {
        DATE_ORIGINAL: _ascii(text + _NO_DATE[len(text) :]) if is_wanted else None,  # blanks: EXIF 2.32 §4.6.6
        SUBSEC_ORIGINAL: _ascii(fraction),
        OFFSET_ORIGINAL: _ascii("+00:00" if zone == "Z" else zone),
    }


def _joined(value: str | tuple[str, ...]) -> str:
    """Join several names or words into the one text that EXIF has."""
    return value if isinstance(value, str) else "; ".join(value)


def _ascii(text: str) -> Stored | None:
    """Store a text as UTF-8 with its NUL: what every program of today reads, whatever the type is called."""
    return Stored(_ASCII, text.encode("utf-8") + b"\x00") if text else None


def _wide(text: str) -> Stored | None:
    """Store a text as Windows does."""
    return Stored(_BYTE, text.encode("utf-16-le") + b"\x00\x00") if text else None


def public_block(block: bytes) -> bytes:
    """Build a block that holds only what is public; without maker notes there are no foreign offsets to keep.

    Args:
        block: the TIFF structure as found, b'' when there is none.
    """
    if not block:
        return b""
    found = read_directories(io.BytesIO(block))
    order = {b"MM": ">"}.get(block[:2], "<")
    main = _public(found.main, EXIF_MAIN_TAGS)
    detail = _public(found.exif, EXIF_TAGS)
    return new_block(main, detail, order) if main or detail else b""


def _public(directory: Directory, tags: frozenset[int]) -> Mapping[int, Stored]:
    """Take the public values of a directory as they are stored."""
    return {
        tag: Stored(entry.type, entry.data, entry.count)
        for tag, entry in sorted(directory.items())
        if tag in tags and tag != EXIF_POINTER
    }
