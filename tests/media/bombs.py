"""Files made to hurt whoever reads them: too many, too deep, too long, in rings, or far larger than they look."""

import struct
import zlib
from collections.abc import Callable

from tests.media.boxes import box, full
from tests.media.building import (
    PACKET,
    encoded,
    exif_segment,
    iim,
    iptc_segment,
    jpeg_with,
    plain_jpeg,
    png_with,
    resource,
    scene,
    segment,
    tiff,
    xmp,
    xmp_segment,
)

XMP_KEYWORD = b"XML:com.adobe.xmp\x00"


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """Put chunks behind the picture of a WebP."""
    picture = encoded(scene(), "WEBP")[12:]
    behind = b"".join(kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) & 1) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", 4 + len(picture) + len(behind)) + b"WEBP" + picture + behind


def packet_file(packet: bytes) -> bytes:
    """Carry a packet of any length: only a WebP's chunk is long enough for it, and has no checksum."""
    return webp((b"XMP ", packet))


def rdf(inside: str, names: str = "") -> bytes:
    return PACKET.format(body=f'<rdf:Description rdf:about="" {names}>{inside}</rdf:Description>').encode()


def nested_lists(depth: int) -> bytes:
    opened, closed = "<rdf:Alt><rdf:li>" * depth, "</rdf:li></rdf:Alt>" * depth
    return packet_file(xmp(f"<dc:description>{opened}x{closed}</dc:description>"))


def nested_structures(depth: int) -> bytes:
    return packet_file(xmp("<xmp:a>" * depth + "x" + "</xmp:a>" * depth))


def entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return packet_file(f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode() + xmp("<dc:title>&l11;</dc:title>"))


def many_name_spaces() -> bytes:
    names = " ".join(f'xmlns:n{i}="u:{i}"' for i in range(40_000))
    return packet_file(PACKET.format(body=f"<rdf:x {names}>{'<rdf:Description/>' * 40_000}</rdf:x>").encode())


def many_descriptions() -> bytes:
    names = " ".join(f'xmlns:n{i}="u:{i}"' for i in range(20_000))
    body = f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' {names}>"
    return packet_file(body.encode() + b"<rdf:Description n1:a='b'/>" * 100_000 + b"</rdf:RDF>")


def many_attributes() -> bytes:
    return packet_file(rdf("", " ".join(f'xmlns:n{i}="u:{i}" n{i}:a="b"' for i in range(50_000))))


def xml_of_errors() -> bytes:
    return packet_file(xmp("<dc:title>" + "&;<<" * 1_000_000 + "</dc:title>"))


def many_keywords() -> bytes:
    words = "".join(f"<rdf:li>word {i}</rdf:li>" for i in range(200_000))
    return packet_file(xmp(f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>"))


def many_datasets() -> bytes:
    return tiff(((0x83BB, 7, b"".join(iim((2, 25, b"%d" % i)) for i in range(500_000))),))


def gaps_between_datasets() -> bytes:
    return tiff(((0x83BB, 7, (iim((2, 25, b"x")) + b"?") * 12_000 + b"?" * 12_000_000),))


def inflated(count: int) -> bytes:
    """Text chunks that grow a thousandfold."""
    text = zlib.compress(b"\xe4" * 8_000_000, 9)
    return png_with(*((b"zTXt", b"Comment%d\x00\x00" % i + text) for i in range(count)))


def inflated_packet() -> bytes:
    data = zlib.compress(xmp("<dc:title>" + "x" * 7_000_000 + "</dc:title>"), 9)
    return png_with(*[(b"iTXt", XMP_KEYWORD + b"\x01\x00\x00\x00" + data)] * 100)


def raw_profile_of_blanks() -> bytes:
    return png_with((b"zTXt", b"Raw profile type iptc\x00\x00" + zlib.compress(b"\n" * 8_000_000, 9)))


def many_chunks() -> bytes:
    return png_with(*[(b"tEXt", b"Comment\x00a")] * 120_000)


def many_segments() -> bytes:
    return jpeg_with(*[segment(0xE1, b"Exif\x00\x00")] * 100_000)


def fill_bytes() -> bytes:
    """Markers that are none: the search for the next one must not begin again and again."""
    return b"\xff\xd8" + b"\xff\x00" * 2_000_000 + plain_jpeg()[2:]


def ring(*, points_to_itself: bool) -> bytes:
    block = bytearray(tiff(((0x010E, 2, b"in a ring\x00"),), ((0x9003, 2, b"2026:05:03 10:20:30\x00"),)))
    behind_first = 8 + 2 + 12 * 2
    struct.pack_into(
        "<I", block, behind_first, 8 if points_to_itself else struct.unpack_from("<I", block, 8 + 2 + 20)[0]
    )
    struct.pack_into("<I", block, 8 + 2 + 12 + 8, 8)
    return jpeg_with(exif_segment(bytes(block)))


def wide_directory() -> bytes:
    """Entries that all claim the same 15 megabytes."""
    entries = b"".join(struct.pack("<HHII", 0x9000 + i, 5, 1_900_000, 8) for i in range(2000))
    block = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 2000) + entries + b"\x00" * 4
    return block + b"\x00" * 15_500_000


def many_items() -> bytes:
    """A HEIC whose thousands of EXIF items all lie in the same 16 megabytes, sixty-four times each."""
    entries = b"".join(full(b"infe", b"", struct.pack(">HH4s", i, 0, b"Exif"), b"\x00") for i in range(1, 3000))
    entries = entries.replace(b"infe\x00", b"infe\x02")
    iinf = full(b"iinf", struct.pack(">H", 2999), entries)
    places = struct.pack(">II", 0, 16_000_000) * 64
    body = b"".join(struct.pack(">HHH", i, 0, 64) + places for i in range(1, 3000))
    iloc = full(b"iloc", b"\x44\x00", struct.pack(">H", 2999), body)
    return (
        box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + full(b"meta", iinf, iloc) + box(b"mdat", b"\x00" * 15_000_000)
    )


def endless_extents() -> bytes:
    """A table that announces millions of places and holds none."""
    iinf = full(b"iinf", struct.pack(">H", 1), full(b"infe", b"", struct.pack(">HH4s", 1, 0, b"Exif"), b"\x00"))
    iloc = full(b"iloc", b"\x44\x00", struct.pack(">H", 65_535), struct.pack(">HHH", 1, 0, 65_535))
    return box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic") + full(b"meta", iinf, iloc)


def endless_boxes() -> bytes:
    return box(b"ftyp", b"isom\x00\x00\x00\x00") + box(b"moov", struct.pack(">I4s", 8, b"free") * 500_000)


def nested_boxes() -> bytes:
    inside = b""
    for _ in range(5000):
        inside = box(b"udta", box(b"meta", b"\x00" * 4, inside))
    return box(b"ftyp", b"isom\x00\x00\x00\x00") + box(b"moov", inside)


def heap_of_heaps() -> bytes:
    """A CRW whose records are all the heap that they lie in."""
    count = 1500
    length = 2 + count * 10 + 4
    records = struct.pack("<HII", 0x2807, length, 0) * count
    return b"II\x1a\x00\x00\x00HEAPCCDR" + b"\x00" * 12 + struct.pack("<H", count) + records + b"\x00" * 4


def pixels(side: int) -> bytes:
    """A PNG of one colour, small as a stamp and a square of this many pixels a side."""
    lines = zlib.compressobj(9)
    data = b"".join(lines.compress(b"\x00" * (side // 8 + 1)) for _ in range(side)) + lines.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def claimed_size(kind: str) -> bytes:
    """A small picture whose header claims 60,000 pixels a side."""
    side = 60_000
    if kind == "jpeg":
        return plain_jpeg().replace(struct.pack(">HH", 64, 96), struct.pack(">HH", side, side), 1)
    if kind == "gif":
        return b"GIF89a" + struct.pack("<HH", side, side) + encoded(scene(), "GIF")[10:]
    picture = encoded(scene(), "TIFF")
    for tag, value in ((256, 96), (257, 64)):
        picture = picture.replace(struct.pack("<HHII", tag, 4, 1, value), struct.pack("<HHII", tag, 4, 1, side))
    return picture


def long_caption() -> bytes:
    text = "By (" * 500_000 + "a" * 2_000_000 + " " * 2_000_000
    return packet_file(xmp(f"<dc:description>{text}</dc:description>"))


def long_resource_name() -> bytes:
    body = b"".join(resource(0x0404, iim((2, 5, b"x" * 30)), b"n" * 255) for _ in range(200))
    return jpeg_with(segment(0xED, (b"Photoshop 3.0\x00" + body)[:65_000]), iptc_segment(iim((2, 120, b"kept"))))


BOMBS: dict[str, Callable[[], bytes]] = {
    "nested lists": lambda: nested_lists(24),
    "lists nested beyond measure": lambda: nested_lists(60_000),
    "nested structures": lambda: nested_structures(200),
    "structures nested beyond measure": lambda: nested_structures(400_000),
    "entities": entities,
    "many name spaces": many_name_spaces,
    "many descriptions": many_descriptions,
    "many attributes": many_attributes,
    "XML of errors": xml_of_errors,
    "many keywords": many_keywords,
    "many datasets": many_datasets,
    "gaps between datasets": gaps_between_datasets,
    "inflated texts": lambda: inflated(400),
    "inflated packets": inflated_packet,
    "raw profile of blanks": raw_profile_of_blanks,
    "many chunks": many_chunks,
    "many segments": many_segments,
    "fill bytes": fill_bytes,
    "directory in a ring": lambda: ring(points_to_itself=True),
    "two directories in a ring": lambda: ring(points_to_itself=False),
    "wide directory": wide_directory,
    "many items": many_items,
    "endless extents": endless_extents,
    "endless boxes": endless_boxes,
    "nested boxes": nested_boxes,
    "heap of heaps": heap_of_heaps,
    "pixels, 16,000 a side": lambda: pixels(16_000),
    "pixels, 60,000 a side": lambda: pixels(60_000),
    "JPEG claims 60,000 a side": lambda: claimed_size("jpeg"),
    "GIF claims 60,000 a side": lambda: claimed_size("gif"),
    "TIFF claims 60,000 a side": lambda: claimed_size("tiff"),
    "long caption": long_caption,
    "long resource names": long_resource_name,
    "XMP segments": lambda: jpeg_with(*[xmp_segment(xmp("<dc:title>x</dc:title>"))] * 3000),
}
"""Each made when it is wanted, because some are long."""
