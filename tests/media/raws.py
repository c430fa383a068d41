"""Build the bytes of small raw files and Photoshop documents with a picture to show."""

import struct
from collections.abc import Sequence

from tests.media.boxes import box, clip, full, video_track
from tests.media.building import encoded, exif_segment, jpeg_with, resource, scene, tiff

WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}
Entries = Sequence[tuple[int, int, bytes]]


def short(value: int) -> bytes:
    return struct.pack("<H", value)


def long(value: int) -> bytes:
    return struct.pack("<I", value)


def preview(width: int = 96, height: int = 64) -> bytes:
    return encoded(scene(width, height), "JPEG", quality=90)


def directory(at: int, entries: Entries, following: int = 0) -> bytes:
    """Build one little-endian directory that stands at an offset, with its values behind it."""
    entries = sorted(entries)
    data_at = at + 2 + 12 * len(entries) + 4
    table, tail = bytearray(struct.pack("<H", len(entries))), bytearray()
    for tag, kind, data in entries:
        value = data.ljust(4, b"\x00") if len(data) <= 4 else long(data_at + len(tail))
        tail += (data + b"\x00" * (len(data) & 1)) if len(data) > 4 else b""
        table += struct.pack("<HHI", tag, kind, len(data) // WIDTHS[kind]) + value
    return bytes(table) + long(following) + bytes(tail)


def raw_tiff(main: Entries, sub: Entries = (), jpeg: bytes = b"", magic: bytes = b"II*\x00") -> bytes:
    """Build a raw file: the JPEG first, the sub-directory, then the main one; b'JPEG' and b'SUBD' are replaced."""
    head = magic + b"\x00" * 4
    jpeg_at = len(head)
    places = {b"JPEG": long(jpeg_at), b"SIZE": long(len(jpeg))}

    def placed(entries: Entries) -> Entries:
        return [(tag, kind, places.get(data, data)) for tag, kind, data in entries]

    body = jpeg + b"\x00" * (len(jpeg) & 1)
    sub_at = jpeg_at + len(body)
    body += directory(sub_at, placed(sub)) if sub else b""
    places[b"SUBD"] = long(sub_at)
    main_at = jpeg_at + len(body)
    body += directory(main_at, placed(main))
    return magic + long(main_at) + body


def dng(orientation: int = 1, jpeg: bytes | None = None) -> bytes:
    """Build a DNG of 6000 x 4000 px whose main directory is a preview."""
    jpeg = preview() if jpeg is None else jpeg
    main = [
        (0xFE, 4, long(1)), (0x0100, 4, long(96)), (0x0101, 4, long(64)), (0x0103, 3, short(7)),
        (0x010F, 2, b"Leica Camera AG\x00"), (0x0110, 2, b"LEICA Q2\x00"), (0x0111, 4, b"JPEG"),
        (0x0112, 3, short(orientation)), (0x0117, 4, b"SIZE"), (0x014A, 4, b"SUBD"), (0xC612, 1, b"\x01\x04\x00\x00"),
    ]  # fmt: skip
    sub = [(0xFE, 4, long(0)), (0x0100, 4, long(6000)), (0x0101, 4, long(4000)), (0x0103, 3, short(34892))]
    return raw_tiff(main, sub, jpeg)


def nef() -> bytes:
    main = [(0xFE, 4, long(1)), (0x010F, 2, b"NIKON CORPORATION\x00"), (0x0110, 2, b"NIKON Z 9\x00"),
            (0x014A, 4, b"SUBD"), (0x0201, 4, b"JPEG"), (0x0202, 4, b"SIZE")]  # fmt: skip
    sub = [(0xFE, 4, long(0)), (0x0100, 4, long(8256)), (0x0101, 4, long(5504)), (0x0103, 3, short(34713))]
    return raw_tiff(main, sub, preview())


def rw2() -> bytes:
    inside = jpeg_with(exif_segment(tiff((), exif=((0x9003, 2, b"2024:05:03 10:20:30\x00"),))))
    main = [(0x04, 3, short(0)), (0x05, 3, short(8)), (0x06, 3, short(2736)), (0x07, 3, short(3656)),
            (0x2E, 7, inside), (0x010F, 2, b"Panasonic\x00"), (0x0110, 2, b"DMC-LX3\x00")]  # fmt: skip
    return raw_tiff(main, magic=b"IIU\x00")


def raf() -> bytes:
    picture = jpeg_with(exif_segment(tiff(((0x0110, 2, b"X-T5\x00"), (0x0112, 3, short(1))))))
    records = struct.pack(">I", 1) + struct.pack(">HHHH", 0x0111, 4, 5152, 7728)
    head = b"FUJIFILMCCD-RAW 0201FF129502X-T5".ljust(84, b"\x00")
    places = struct.pack(">6I", 108, len(picture), 108 + len(picture), len(records), 0, 0)
    return head + places + picture + records


def cr3() -> bytes:
    from library.media.raw_canon import METADATA_UUID, PREVIEW_UUID

    parts = [
        box(b"CMT1", tiff(((0x010F, 2, b"Canon\x00"), (0x0110, 2, b"Canon EOS R6\x00"), (0x0112, 3, short(8))))),
        box(b"CMT2", tiff(((0x9003, 2, b"2021:05:12 12:21:21\x00"),))),
    ]
    picture = preview()
    shown = full(b"PRVW", b"\x00" * 12, picture)
    uuid = box(b"uuid", METADATA_UUID, *parts)
    data = clip(uuid, video_track(5472, 3648, codec=b"CRAW"), brand=b"crx ")
    return data + box(b"uuid", PREVIEW_UUID, b"\x00" * 8, shown)


def crw() -> bytes:
    def record(tag: int, data: bytes, at: int) -> bytes:
        return struct.pack("<HII", tag, len(data), at)

    model, stamp = b"Canon\x00Canon EOS 10D\x00", struct.pack("<III", 1_054_000_000, 0, 0)
    info, picture = struct.pack("<IIfi", 3072, 2048, 1.0, 90) + b"\x00" * 12, preview()
    values, table, at = bytearray(), bytearray(struct.pack("<H", 4)), 0
    for tag, data in ((0x080A, model), (0x180E, stamp), (0x1810, info), (0x2007, picture)):
        table += record(tag, data, at)
        values += data
        at += len(data)
    heap = bytes(values) + bytes(table) + struct.pack("<I", len(values))
    return b"II" + long(26) + b"HEAPCCDR" + b"\x00" * 12 + heap


def mrw() -> bytes:
    inner = tiff(((0x010F, 2, b"Minolta Co., Ltd.\x00"), (0x0110, 2, b"DiMAGE 7i\x00")))
    size = b"27730001" + struct.pack(">HHHH", 1936, 2576, 1920, 2560) + b"\x00" * 8
    body = b"\x00PRD" + struct.pack(">I", len(size)) + size + b"\x00TTW" + struct.pack(">I", len(inner)) + inner
    return b"\x00MRM" + struct.pack(">I", len(body)) + body + preview()


def psd(*resources: bytes, width: int = 300, height: int = 200, version: int = 1) -> bytes:
    """Build a Photoshop document of one grey, whose picture is there only if its rows are."""
    run = b"".join(resources)
    head = struct.pack(">4sH6xHIIHH", b"8BPS", version, 3, height, width, 8, 3)
    sections = struct.pack(">I", 0) + struct.pack(">I", len(run)) + run + struct.pack(">I", 0)
    return head + sections + struct.pack(">H", 0) + b"\x80" * (width * height * 3)


def psd_thumbnail(picture: bytes) -> bytes:
    return resource(0x040C, struct.pack(">IIIIIIHH", 1, 96, 64, 288, 18432, len(picture), 24, 1) + picture)
