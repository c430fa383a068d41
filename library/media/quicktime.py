"""Walk an MP4 or MOV clip: size, duration, codec and rotation, its texts in every place where programs put them.

Texts lie in `moov/udta` (QuickTime's international texts, 3GPP's boxes), in `meta/ilst` (iTunes' names) and in
`meta/keys` (Apple's and Android's names). They are listed in the order in which they are believed: keys carry the time
zone and the exact place, then iTunes' items, then user data.
"""

import io
import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from library.media.blocks import MetadataBlocks
from library.media.bmff import Box, iterate_boxes, read_at
from library.media.charset import clean_text, guess_text
from library.media.exif_fields import join_camera, parse_moment

XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
MAX_TRACKS = 32
MAX_BOXES = 20_000
MAX_TEXT_BYTES = 1024 * 1024
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_UNIX_SECONDS = 2_082_844_800
"""From 1904 to 1970: a smaller figure is a Unix time that some program wrote."""

_LAST_SECOND = 4_294_967_295 + _UNIX_SECONDS

_TURNS = {0: 1, 90: 6, 180: 3, 270: 8}
"""EXIF orientation by degrees that a player turns the pictures to the right."""

_CODECS = {
    "avc1": "h264", "avc3": "h264", "dvav": "h264", "hvc1": "hevc", "hev1": "hevc", "dvh1": "hevc", "dvhe": "hevc",
    "av01": "av1", "vp08": "vp8", "vp09": "vp9", "mp4v": "mpeg4", "s263": "h263", "h263": "h263", "jpeg": "mjpeg",
    "mjpa": "mjpeg", "mjpb": "mjpegb", "apch": "prores", "apcn": "prores", "apcs": "prores", "apco": "prores",
    "ap4h": "prores", "ap4x": "prores", "rle": "qtrle", "SVQ1": "svq1", "SVQ3": "svq3", "png": "png", "cvid": "cinepak",
    "AVdn": "dnxhd", "AVdh": "dnxhd",
}  # fmt: skip

# Names of boxes, in the words that `candidates` knows; the letters behind © are QuickTime's own.
_BOX_NAMES = {
    b"\xa9nam": "title", b"titl": "title", b"\xa9ART": "artist", b"\xa9aut": "author", b"auth": "author",
    b"\xa9des": "description", b"desc": "description", b"dscp": "description", b"ldes": "synopsis",
    b"\xa9cmt": "comment", b"\xa9cpy": "copyright", b"cprt": "copyright", b"\xa9key": "keywords", b"keyw": "keywords",
    b"\xa9day": "content_date", b"\xa9xyz": "location", b"\xa9mak": "make", b"\xa9mod": "model",
    b"\xa9src": "source", b"\xa9inf": "information", b"perf": "artist",
}  # fmt: skip

_KEY_NAMES = {
    "creationdate": "creation_date", "location.iso6709": "location", "title": "title", "displayname": "title",
    "author": "author", "artist": "artist", "description": "description", "comment": "comment",
    "copyright": "copyright", "keywords": "keywords", "make": "make", "model": "model", "manufacturer": "make",
    "camera.lens_model": "lens", "information": "information", "credits": "credit", "year": "content_date",
}  # fmt: skip

_CLOCKS = ("creation_date", "content_date", "creation_time")
_LAST_RESORT = {"synopsis": 1, "comment": 2}
"""Texts that stand for a description only where there is none."""

_THREE_GPP = frozenset({b"titl", b"auth", b"dscp", b"cprt", b"perf"})
_ISO_6709 = re.compile(r"([+-])(\d{6}|\d{4})((?:\.\d*)?)([+-])(\d{7}|\d{5})((?:\.\d*)?)")
_LOCAL_MOMENT = re.compile(r"T.*[+-]\d\d:?\d\d$")
_CAMERA_XML = re.compile(rb'<Device[^>]*\bmanufacturer="([^"]*)"[^>]*\bmodelName="([^"]*)"')


@dataclass(slots=True)
class _Clip:
    """One file while it is walked: its texts by where they lay, and how many boxes may still be looked at."""

    file: BinaryIO
    blocks: MetadataBlocks
    boxes_left: int = MAX_BOXES
    keys: list[tuple[str, str]] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    user: list[tuple[str, str]] = field(default_factory=list)
    header: list[tuple[str, str]] = field(default_factory=list)

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Yield the boxes between two offsets, until the file has brought more than any clip has."""
        for box in iterate_boxes(self.file, start, end):
            self.boxes_left -= 1
            if self.boxes_left < 0:
                return
            yield box

    def read(self, start: int, length: int) -> bytes:
        """Read bytes at an offset, no more than a text may have."""
        return read_at(self.file, start, min(length, MAX_TEXT_BYTES))

    def ordered(self) -> list[tuple[str, str]]:
        """List the texts in the order of belief, with one moment of creation and one camera."""
        found = [pair for pair in (*self.keys, *self.items, *self.user, *self.header) if pair[1]]
        by_name: dict[str, str] = {}
        for name, text in found:
            by_name.setdefault(name, text)
        camera = join_camera(by_name.get("make", ""), by_name.get("model", ""))
        # A camera writes the day with its zone; what people typed for a film is the day of its release.
        typed = by_name.get("content_date", "")
        clocks = [
            by_name.get("creation_date", ""),
            typed if _LOCAL_MOMENT.search(typed) else "",
            by_name.get("creation_time", ""),
            typed,
        ]
        moment = next((text for text in clocks if parse_moment(text)), "")
        kept = [pair for pair in found if pair[0] not in {"make", "model", *_CLOCKS}]
        kept = [(name, to_degrees(text) if name == "location" else text) for name, text in kept]
        kept.sort(key=lambda pair: _LAST_RESORT.get(pair[0], 0))
        return [*(("creation_time", moment),) * bool(moment), *(("camera", camera),) * bool(camera), *kept]


def walk_movie(file: BinaryIO, blocks: MetadataBlocks) -> None:
    """Collect facts, texts and XMP of an MP4 or MOV clip."""
    size = file.seek(0, io.SEEK_END)
    clip = _Clip(file, blocks)
    for box in clip.boxes(0, size):
        if box.kind == b"uuid":
            _take_uuid(clip, box)
        elif box.kind == b"moov":
            _walk_moov(clip, box)
        elif box.kind == b"udta":
            _walk_user_data(clip, box)
        elif box.kind == b"meta":
            _walk_top_meta(clip, box)
    blocks.texts.extend(clip.ordered())


def moment_of(seconds: int) -> str:
    """Turn seconds since 1904, UTC, into ISO 8601; '' when there are none."""
    if seconds <= 0 or seconds > _LAST_SECOND:
        return ""
    if seconds < _UNIX_SECONDS:
        seconds += _UNIX_SECONDS
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _take_uuid(clip: _Clip, box: Box) -> None:
    """Take XMP out of its own box."""
    if clip.read(box.start, 16) == XMP_UUID:
        clip.blocks.add_xmp(read_at(clip.file, box.start + 16, box.end - box.start - 16))


def _walk_moov(clip: _Clip, moov: Box) -> None:
    """Read the movie's header, tracks, user data and metadata."""
    tracks = scale = 0
    for box in clip.boxes(moov.start, moov.end):
        if box.kind == b"mvhd":
            header = clip.read(box.start, 40)
            created, clip.blocks.duration_seconds = _read_header(header)
            scale = int.from_bytes(header[20:24] if header[:1] == b"\x01" else header[12:16], "big")
            clip.header.append(("creation_time", created))
        elif box.kind == b"trak" and tracks < MAX_TRACKS:
            tracks += 1
            _walk_track(clip, box)
        elif box.kind == b"udta":
            _walk_user_data(clip, box)
        elif box.kind == b"meta":
            _walk_meta(clip, box)
        elif box.kind == b"uuid":
            _take_uuid(clip, box)
        elif box.kind == b"mvex" and not clip.blocks.duration_seconds:
            clip.blocks.duration_seconds = _read_fragments(clip, box, scale)
    if not clip.blocks.duration_seconds:
        clip.blocks.duration_seconds = None


def _read_header(data: bytes) -> tuple[str, float | None]:
    """Read `mvhd` or `mdhd`: the moment of creation and the duration in seconds."""
    wide = data[:1] == b"\x01"
    form, at = (">QQIQ", 4) if wide else (">IIII", 4)
    if len(data) < at + struct.calcsize(form):
        return "", None
    created, _, scale, length = struct.unpack_from(form, data, at)
    unknown = length in {0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF} or not scale
    return moment_of(created), None if unknown else round(length / scale, 3)


def _read_fragments(clip: _Clip, box: Box, scale: int) -> float | None:
    """Read the duration that a clip in fragments announces."""
    for inner in clip.boxes(box.start, box.end):
        if inner.kind == b"mehd":
            data = clip.read(inner.start, 12)
            length = int.from_bytes(data[4:12] if data[:1] == b"\x01" else data[4:8], "big")
            return round(length / scale, 3) if length and scale else None
    return None


def _walk_track(clip: _Clip, track: Box) -> None:
    """Read size, rotation and codec of the first track that shows pictures."""
    header, media = b"", None
    for box in clip.boxes(track.start, track.end):
        if box.kind == b"tkhd":
            header = clip.read(box.start, 96)
        elif box.kind == b"mdia":
            media = box
    width, height, rotation = _read_track_header(header)
    if media is None:
        return
    handler = entry = b""
    created, duration = "", None
    for box in clip.boxes(media.start, media.end):
        if box.kind == b"hdlr":
            handler = clip.read(box.start + 8, 4)
        elif box.kind == b"minf":
            entry = _sample_entry(clip, box)
        elif box.kind == b"mdhd":
            created, duration = _read_header(clip.read(box.start, 40))
    if handler != b"vide" or clip.blocks.codec:
        return
    kind = entry[4:8].decode("latin-1").strip()
    clip.blocks.codec = _CODECS.get(kind, kind.lower()) or None
    stored = struct.unpack_from(">HH", entry, 32) if len(entry) >= 36 else (0, 0)
    size = (width, height) if width and height else (stored[0], stored[1])
    clip.blocks.size = size if all(size) else None
    clip.blocks.turn = _TURNS[rotation]
    clip.blocks.duration_seconds = clip.blocks.duration_seconds or duration
    clip.header.append(("creation_time", created))


def _read_track_header(data: bytes) -> tuple[int, int, int]:
    """Read `tkhd`: width, height and clockwise rotation; 0 where it does not say."""
    start = 52 if data[:1] == b"\x01" else 40
    if len(data) < start + 44:
        return 0, 0, 0
    matrix = struct.unpack_from(">9i", data, start)
    width, height = struct.unpack_from(">II", data, start + 36)
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) if any(matrix[:2]) else 0.0
    # Pentax wrote whole numbers where the format has 16 bits of fraction.
    width, height = (width >> 16 or width), (height >> 16 or height)
    return width, height, round(angle / 90) * 90 % 360


def _sample_entry(clip: _Clip, minf: Box) -> bytes:
    """Return the beginning of the first sample description of a track."""
    for table in clip.boxes(minf.start, minf.end):
        if table.kind == b"stbl":
            for box in clip.boxes(table.start, table.end):
                if box.kind == b"stsd":
                    return clip.read(box.start + 8, 96)
    return b""


def _walk_user_data(clip: _Clip, udta: Box) -> None:
    """Read the texts of `udta`, the XMP in it and the metadata box in it."""
    for box in clip.boxes(udta.start, udta.end):
        length = box.end - box.start
        if box.kind == b"XMP_":
            clip.blocks.add_xmp(read_at(clip.file, box.start, length))
        elif box.kind == b"meta":
            _walk_meta(clip, box)
        elif box.kind == b"loci":
            clip.user.append(("location", _read_loci(clip.read(box.start, min(length, 4096)))))
        elif box.kind in {b"manu", b"modl"}:
            data = re.sub(rb"(?s)^\x00{4}..", b"", clip.read(box.start, min(length, 256)))
            clip.user.append(({b"manu": "make", b"modl": "model"}[box.kind], guess_text(data.split(b"\x00")[0]).text))
        elif box.kind in _BOX_NAMES:
            data = clip.read(box.start, min(length, MAX_TEXT_BYTES))
            text = _read_three_gpp(data) if box.kind in _THREE_GPP else _read_international(data)
            clip.user.append((_BOX_NAMES[box.kind], text))


def _read_international(data: bytes) -> str:
    """Read QuickTime's international text: the first of its languages that is not blank.

    Mac codes of languages mean Mac Roman, but UTF-8 is common there too; the others are UTF-8 or UTF-16. Some programs
    leave length and language away.
    """
    at = 0
    while at + 4 <= len(data):
        length, language = struct.unpack_from(">HH", data, at)
        if at + 4 + length > len(data):
            length -= 4
            if length < 0 or at + 4 + length > len(data):
                break
        text = _decode(data[at + 4 : at + 4 + length], is_mac=language < 0x400 or language == 0x7FFF)
        if text:
            return text
        at += 4 + length
    return "" if at else _decode(data)


def _read_three_gpp(data: bytes) -> str:
    """Read a text of 3GPP TS 26.244: four bytes of flags, two of language, the text; or an Apple text in its place."""
    if data[:4].strip(b"\x00"):
        return _read_international(data)
    return _decode(data[6:])


def _decode(data: bytes, *, is_mac: bool = False) -> str:
    """Decode a text by its byte order mark, else as UTF-8, else as Mac Roman or what it most likely is."""
    if data[:2] in {b"\xfe\xff", b"\xff\xfe"}:
        return clean_text(data.decode("utf-16", "ignore").split("\x00", 1)[0])
    data = data.split(b"\x00", 1)[0]
    if is_mac:
        try:
            return clean_text(data.decode("utf-8"))
        except UnicodeDecodeError:
            return clean_text(data.decode("mac_roman"))
    return guess_text(data).text


def to_degrees(text: str) -> str:
    """Write an ISO 6709 place in degrees where it is in degrees and minutes, or seconds too."""
    found = _ISO_6709.match(text)
    if not found:
        return text

    return _degrees(found[1], found[2], found[3], 2) + _degrees(found[4], found[5], found[6], 3)


def _degrees(sign: str, digits: str, fraction: str, width: int) -> str:
    """Write degrees, minutes and perhaps seconds without separators as degrees."""
    rest = digits[width:]
    last = float(rest[-2:] + (fraction if len(fraction) > 1 else ""))
    minutes = last if len(rest) == 2 else float(rest[:2]) + last / 60
    return f"{sign}{float(digits[:width]) + minutes / 60:.7f}"


def _read_loci(data: bytes) -> str:
    """Read 3GPP's place as ISO 6709 text; '' when it does not hold."""
    wide = data[6:8] == b"\xfe\xff"
    end = data.find(b"\x00\x00" if wide else b"\x00", 6)
    at = end + (2 if wide else 1)
    if end < 0 or at + 9 > len(data):
        return ""
    longitude, latitude = (value / 65536 for value in struct.unpack_from(">ii", data, at + 1))
    return f"{latitude:+09.5f}{longitude:+010.5f}/"


def _walk_meta(clip: _Clip, meta: Box) -> None:
    """Read a metadata box: iTunes' items, or Apple's keys with their values."""
    # QuickTime's own box has no version before its children, MP4's has.
    start = meta.start if clip.read(meta.start + 4, 4) == b"hdlr" else meta.start + 4
    children = {box.kind: box for box in clip.boxes(start, meta.end)}
    if b"ilst" not in children:
        return
    names = list(_read_keys(clip, children[b"keys"])) if b"keys" in children else []
    for item in clip.boxes(children[b"ilst"].start, children[b"ilst"].end):
        number = int.from_bytes(item.kind, "big")
        if names and 1 <= number <= len(names):
            target, name = clip.keys, names[number - 1]
        else:
            target, name = clip.items, _BOX_NAMES.get(item.kind, "")
        text = _read_item(clip, item) if name else ""
        if text:
            target.append((name, text))


def _read_keys(clip: _Clip, box: Box) -> Iterator[str]:
    """Yield our names of a key table, '' for keys that we do not know."""
    data = io.BytesIO(clip.read(box.start, min(box.end - box.start, MAX_TEXT_BYTES)))
    for key in iterate_boxes(data, 8, len(data.getvalue())):
        name = data.getvalue()[key.start : key.end].decode("utf-8", "replace").lower()
        yield _KEY_NAMES.get(name.removeprefix("com.apple.quicktime.").removeprefix("com.android."), "")


def _read_item(clip: _Clip, item: Box) -> str:
    """Read the first text among the values of an item."""
    for box in clip.boxes(item.start, item.end):
        if box.kind == b"data":
            data = clip.read(box.start, min(box.end - box.start, MAX_TEXT_BYTES))
            kind = int.from_bytes(data[:4], "big") & 0xFFFFFF
            if kind == 2:
                return clean_text(data[8:].decode("utf-16-be", "ignore"))
            if kind in {0, 1, 4} and (text := _decode(data[8:])):
                return text
    return ""


def _walk_top_meta(clip: _Clip, meta: Box) -> None:
    """Read items outside the movie, and the camera that Sony names in XML there."""
    _walk_meta(clip, meta)
    for box in clip.boxes(meta.start + 4, meta.end):
        if box.kind == b"xml ":
            found = _CAMERA_XML.search(clip.read(box.start, min(box.end - box.start, MAX_TEXT_BYTES)))
            if found:
                clip.user.append(("make", clean_text(found.group(1).decode("utf-8", "replace"))))
                clip.user.append(("model", clean_text(found.group(2).decode("utf-8", "replace"))))
