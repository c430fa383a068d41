"""Walk the elements of a Matroska or WebM clip (RFC 8794, RFC 9559): size, duration, codec and tags.

Clusters, which hold the pictures, are jumped over; tags behind them are found through the seek table.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from library.media.blocks import MetadataBlocks
from library.media.charset import clean_text, guess_text

_SEGMENT, _SEEK_HEAD, _INFO, _TRACKS, _TAGS, _CLUSTER = (
    0x18538067, 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1254C367, 0x1F43B675,
)  # fmt: skip
_SEEK, _SEEK_ID, _SEEK_POSITION = 0x4DBB, 0x53AB, 0x53AC
_SCALE, _DURATION, _DATE, _TITLE = 0x2AD7B1, 0x4489, 0x4461, 0x7BA9
_TRACK, _TRACK_TYPE, _CODEC, _VIDEO, _WIDTH, _HEIGHT, _PROJECTION, _ROLL = (
    0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA, 0x7670, 0x7675,
)  # fmt: skip
_TAG, _TARGETS, _TARGET_TRACK, _SIMPLE, _NAME, _STRING = 0x7373, 0x63C0, 0x63C5, 0x67C8, 0x45A3, 0x4487

_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_MAX_ELEMENTS = 20_000
_MAX_TEXT_BYTES = 1024 * 1024
_TURNS = {0: 1, 90: 6, 180: 3, 270: 8}

_CODECS = {
    "V_MPEG4/ISO/AVC": "h264", "V_MPEGH/ISO/HEVC": "hevc", "V_VP8": "vp8", "V_VP9": "vp9", "V_AV1": "av1",
    "V_MPEG4/ISO/ASP": "mpeg4", "V_MPEG4/ISO/SP": "mpeg4", "V_MPEG4/ISO/AP": "mpeg4", "V_MPEG1": "mpeg1video",
    "V_MPEG2": "mpeg2video", "V_MJPEG": "mjpeg", "V_PRORES": "prores", "V_THEORA": "theora", "V_FFV1": "ffv1",
    "V_MPEG4/MS/V3": "msmpeg4v3",
}  # fmt: skip

_TAG_NAMES = {
    "TITLE": "title", "ARTIST": "artist", "LEAD_PERFORMER": "artist", "AUTHOR": "author", "DIRECTOR": "author",
    "DESCRIPTION": "description", "SUMMARY": "synopsis", "SYNOPSIS": "synopsis", "COMMENT": "comment",
    "COPYRIGHT": "copyright", "KEYWORDS": "keywords", "DATE_RECORDED": "recorded", "CREATION_TIME": "recorded",
    "COM.APPLE.QUICKTIME.CREATIONDATE": "recorded", "LOCATION": "location",
    "COM.APPLE.QUICKTIME.LOCATION.ISO6709": "location", "RECORDING_LOCATION": "location",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its number, and where its content lies; the end of one of unknown length is its parent's."""

    number: int
    start: int
    end: int
    is_open: bool = False


def walk_matroska(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect facts and tags of a Matroska or WebM clip."""
    size = file.seek(0, io.SEEK_END)
    segment = next((element for element in _elements(file, 0, size) if element.number == _SEGMENT), None)
    if segment is None:
        return
    sought: dict[int, int] = {}
    seen: set[int] = set()
    texts: dict[str, list[tuple[str, str]]] = {"info": [], "tags": []}
    for element in _elements(file, segment.start, segment.end):
        if element.number == _SEEK_HEAD:
            sought.update(_read_seek_head(file, element, segment.start))
        elif element.number == _CLUSTER and (element.is_open or sought):
            break
        elif element.number in {_INFO, _TRACKS, _TAGS}:
            seen.add(element.number)
            _take(file, element, blocks, texts)
    for number in {_INFO, _TRACKS, _TAGS} - seen:
        at = sought.get(number, size)
        found = next(_elements(file, at, size), None) if at < size else None
        if found and found.number == number:
            _take(file, found, blocks, texts)
    recorded = [("creation_time", text) for name, text in texts["tags"] if name == "recorded"]
    rest = sorted(texts["tags"], key=lambda pair: {"synopsis": 1, "comment": 2}.get(pair[0], 0))
    blocks.texts.extend([*texts["info"], *recorded, *(pair for pair in rest if pair[0] != "recorded")])


def _take(file: BinaryIO, element: Element, blocks: MetadataBlocks, texts: dict[str, list[tuple[str, str]]]) -> None:
    """Read one of the elements that say something of the whole clip, as far as any clip has use of it."""
    element = replace(element, end=min(element.end, element.start + _MAX_TEXT_BYTES))
    if element.number == _INFO:
        _read_info(file, element, blocks, texts["info"])
    elif element.number == _TRACKS:
        _read_tracks(file, element, blocks)
    else:
        _read_tags(file, element, texts["tags"])


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[Element]:
    """Yield the elements between two offsets; a length that does not hold ends the walk."""
    at = start
    for _ in range(_MAX_ELEMENTS):
        file.seek(at)
        head = file.read(12)
        if at >= end or len(head) < 2 or not head[0]:
            return
        width = 9 - head[0].bit_length()
        if width > 4 or len(head) <= width or not head[width]:
            return
        number = int.from_bytes(head[:width], "big")
        length_width = 9 - head[width].bit_length()
        raw = head[width : width + length_width]
        if len(raw) < length_width:
            return
        length = int.from_bytes(raw, "big") & ((1 << 7 * length_width) - 1)
        is_open = length == (1 << 7 * length_width) - 1
        content = at + width + length_width
        stop = end if is_open else min(content + length, end)
        yield Element(number, content, stop, is_open)
        if is_open:
            return
        at = content + length


def _content(file: BinaryIO, element: Element) -> bytes:
    """Read the content of an element, never more than a text may have."""
    file.seek(element.start)
    return file.read(max(0, min(element.end - element.start, _MAX_TEXT_BYTES)))


def _number(file: BinaryIO, element: Element) -> int:
    """Read an unsigned number."""
    return int.from_bytes(_content(file, element)[:8], "big")


def _float(file: BinaryIO, element: Element) -> float:
    """Read a floating number of four or eight bytes."""
    data = _content(file, element)[:8]
    form = {4: ">f", 8: ">d"}.get(len(data))
    return float(struct.unpack(form, data)[0]) if form else 0.0


def _read_seek_head(file: BinaryIO, head: Element, segment_start: int) -> dict[int, int]:
    """Read the seek table: element number -> offset in the file."""
    found: dict[int, int] = {}
    for seek in _elements(file, head.start, head.end):
        if seek.number != _SEEK:
            continue
        parts = {part.number: _number(file, part) for part in _elements(file, seek.start, seek.end)}
        if _SEEK_ID in parts and _SEEK_POSITION in parts:
            found.setdefault(parts[_SEEK_ID], segment_start + parts[_SEEK_POSITION])
    return found


def _read_info(file: BinaryIO, info: Element, blocks: MetadataBlocks, texts: list[tuple[str, str]]) -> None:
    """Read duration, moment of creation and title."""
    scale, length = 1_000_000, 0.0
    for element in _elements(file, info.start, info.end):
        if element.number == _SCALE:
            scale = _number(file, element)
        elif element.number == _DURATION:
            length = _float(file, element)
        elif element.number == _TITLE:
            texts.append(("title", _text(file, element)))
        elif element.number == _DATE:
            nanoseconds = int.from_bytes(_content(file, element)[:8], "big", signed=True)
            # Eight bytes of nanoseconds reach from 1708 to 2293: no moment overflows.
            moment = _EPOCH + timedelta(microseconds=nanoseconds // 1000)
            texts.append(("creation_time", moment.strftime("%Y-%m-%dT%H:%M:%SZ")))
    seconds = length * scale / 1e9
    blocks.duration_seconds = round(seconds, 3) if 0 < seconds < 1e8 else None


def _read_tracks(file: BinaryIO, tracks: Element, blocks: MetadataBlocks) -> None:
    """Read codec, size and turn of the first track that shows pictures."""
    for track in _elements(file, tracks.start, tracks.end):
        if track.number != _TRACK:
            continue
        parts = {part.number: part for part in _elements(file, track.start, track.end)}
        if _VIDEO not in parts or (_TRACK_TYPE in parts and _number(file, parts[_TRACK_TYPE]) != 1):
            continue
        name = _text(file, parts[_CODEC]) if _CODEC in parts else ""
        blocks.codec = _CODECS.get(name, name.removeprefix("V_").lower()) or None
        video = {part.number: part for part in _elements(file, parts[_VIDEO].start, parts[_VIDEO].end)}
        if _WIDTH in video and _HEIGHT in video:
            size = _number(file, video[_WIDTH]), _number(file, video[_HEIGHT])
            blocks.size = size if all(size) else None
        if _PROJECTION in video:
            for part in _elements(file, video[_PROJECTION].start, video[_PROJECTION].end):
                if part.number == _ROLL:
                    # The roll counts to the left, EXIF to the right.
                    blocks.turn = _TURNS.get(round(-_float(file, part) / 90) * 90 % 360)
        return


def _read_tags(file: BinaryIO, tags: Element, texts: list[tuple[str, str]]) -> None:
    """Read the tags of the whole clip; those of one track or chapter say nothing of it."""
    for tag in _elements(file, tags.start, tags.end):
        if tag.number != _TAG:
            continue
        parts = list(_elements(file, tag.start, tag.end))
        targets = [p for t in parts if t.number == _TARGETS for p in _elements(file, t.start, t.end)]
        if any(part.number == _TARGET_TRACK and _number(file, part) for part in targets):
            continue
        for part in parts:
            if part.number == _SIMPLE:
                _read_simple(file, part, texts)


def _read_simple(file: BinaryIO, simple: Element, texts: list[tuple[str, str]]) -> None:
    """Read one tag and its text."""
    parts = {part.number: part for part in _elements(file, simple.start, simple.end)}
    if _NAME not in parts or _STRING not in parts:
        return
    name = _TAG_NAMES.get(_text(file, parts[_NAME]).upper(), "")
    text = _text(file, parts[_STRING])
    if name and text:
        texts.append((name, text))


def _text(file: BinaryIO, element: Element) -> str:
    """Read a text, UTF-8 by the format's rule."""
    data = _content(file, element).split(b"\x00", 1)[0]
    try:
        return clean_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return guess_text(data).text
