"""Build the bytes of small media files with exactly the metadata a test wants."""

import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
from PIL import Image

UTF8_MARK = (1, 90, b"\x1b%G")

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{body}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
NAMES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmpNote="http://ns.adobe.com/xmp/note/"'
)


def xmp(body: str, attributes: str = "") -> bytes:
    """Build a packet of one description."""
    inner = f'<rdf:Description rdf:about="" {NAMES} {attributes}>{body}</rdf:Description>'
    return PACKET.format(body=inner).encode("utf-8")


def alt(name: str, text: str, lang: str = "x-default") -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="{lang}">{text}</rdf:li></rdf:Alt></{name}>'


def seq(name: str, *texts: str, kind: str = "Seq") -> str:
    return f"<{name}><rdf:{kind}>{''.join(f'<rdf:li>{text}</rdf:li>' for text in texts)}</rdf:{kind}></{name}>"


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """Build an IIM block of (record, dataset, data)."""
    return b"".join(struct.pack(">BBBH", 0x1C, record, kind, len(data)) + data for record, kind, data in datasets)


def resource(number: int, data: bytes, name: bytes = b"") -> bytes:
    """Build a Photoshop image resource."""
    label = bytes([len(name)]) + name
    label += b"\x00" * (len(label) & 1)
    return b"8BIM" + struct.pack(">H", number) + label + struct.pack(">I", len(data)) + data + b"\x00" * (len(data) & 1)


def tiff(
    entries: Sequence[tuple[int, int, bytes]],
    exif: Sequence[tuple[int, int, bytes]] = (),
    gps: Sequence[tuple[int, int, bytes]] = (),
    order: str = "<",
    *,
    big: bool = False,
) -> bytes:
    """Build an EXIF block from (tag, type, data) entries of IFD0, the EXIF and the GPS directory."""
    if big:
        return _big_tiff(entries, order)
    widths = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 129: 1}
    entries = [*entries, *([(0x8769, 4, b"EXIF")] if exif else []), *([(0x8825, 4, b"GPS_")] if gps else [])]
    out = bytearray((b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8))
    pointers: dict[bytes, int] = {}
    for name, directory in ((b"IFD0", entries), (b"EXIF", exif), (b"GPS_", gps)):
        if not directory:
            continue
        start = len(out)
        if name != b"IFD0":
            struct.pack_into(order + "I", out, pointers[name], start)
        data_at = start + 2 + 12 * len(directory) + 4
        table, tail = bytearray(struct.pack(order + "H", len(directory))), bytearray()
        for tag, kind, data in sorted(directory):
            if data in {b"EXIF", b"GPS_"}:
                pointers[data] = start + len(table) + 8
            count = len(data) // widths[kind]
            if len(data) <= 4:
                value = data.ljust(4, b"\x00")
            else:
                value = struct.pack(order + "I", data_at + len(tail))
                tail += data + b"\x00" * (len(data) & 1)
            table += struct.pack(order + "HHI", tag, kind, count) + value
        out += table + b"\x00\x00\x00\x00" + tail
    return bytes(out)


def exif_with_thumbnail(entries: Sequence[tuple[int, int, bytes]], thumbnail: bytes) -> bytes:
    """Build an EXIF block whose second directory holds a small JPEG, as cameras write it."""
    block = bytearray(tiff(entries))
    second = len(block)
    behind = 8 + 2 + 12 * len(entries)
    struct.pack_into("<I", block, behind, second)
    at = second + 2 + 12 * 2 + 4
    block += struct.pack("<H", 2)
    block += struct.pack("<HHII", 0x0201, 4, 1, at) + struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail))
    return bytes(block) + b"\x00" * 4 + thumbnail


def _big_tiff(entries: Sequence[tuple[int, int, bytes]], order: str) -> bytes:
    """Build a BigTIFF of one directory."""
    widths = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}
    tail_at = 16 + 8 + 20 * len(entries) + 8
    table, tail = bytearray(struct.pack(order + "Q", len(entries))), bytearray()
    for tag, kind, data in sorted(entries):
        value = data.ljust(8, b"\x00") if len(data) <= 8 else struct.pack(order + "Q", tail_at + len(tail))
        tail += data if len(data) > 8 else b""
        table += struct.pack(order + "HHQ", tag, kind, len(data) // widths[kind]) + value
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HHHQ", 43, 8, 0, 16)
    return head + bytes(table) + bytes(8) + bytes(tail)


def rational(*pairs: tuple[int, int], order: str = "<") -> bytes:
    return b"".join(struct.pack(order + "II", *pair) for pair in pairs)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg_with(*segments: bytes, picture: bytes | None = None) -> bytes:
    """Put segments behind the beginning of a JPEG."""
    picture = picture or plain_jpeg()
    return picture[:2] + b"".join(segments) + picture[2:]


def exif_segment(block: bytes) -> bytes:
    return segment(0xE1, b"Exif\x00\x00" + block)


def xmp_segment(packet: bytes) -> bytes:
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet)


def iptc_segment(block: bytes, digest: bytes | None = None) -> bytes:
    body = resource(0x0404, block) + (resource(0x0425, digest) if digest else b"")
    return segment(0xED, b"Photoshop 3.0\x00" + body)


def scene(width: int = 96, height: int = 64) -> Image.Image:
    """Paint a small picture with structure, of which no turn or mirror image looks the same."""
    y, x = np.mgrid[0:height, 0:width]
    red = 40 + 180 * x / width
    green = 220 * ((x // (width // 6) + y // (height // 3)) % 2) * (y / height)
    blue = 200 * (((x - width * 0.7) ** 2 + (y - height * 0.3) ** 2) < (height / 4) ** 2)
    return Image.fromarray(np.stack([red, green, blue], axis=-1).clip(0, 255).astype(np.uint8))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def plain_jpeg() -> bytes:
    return encoded(scene(), "JPEG", quality=90)


def png_with(*chunks: tuple[bytes, bytes], after: tuple[bytes, bytes] | None = None) -> bytes:
    """Put chunks behind the header of a PNG, and one behind the picture data."""
    picture = encoded(scene(), "PNG")

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    middle = b"".join(chunk(*c) for c in chunks)
    end = chunk(*after) if after else b""
    return picture[:33] + middle + picture[33:-12] + end + picture[-12:]


def gif_with(extension: bytes) -> bytes:
    """Put an extension behind the pictures of a GIF."""
    return encoded(scene().convert("P"), "GIF")[:-1] + extension + b";"


def box(kind: bytes, *parts: bytes) -> bytes:
    """Build a box of an ISO file."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def heif_with(
    brand: bytes,
    *,
    exif: bytes,
    xmp: bytes,
    turn: int | None = None,
    tiles: bool = False,
    prefix: bytes = b"Exif\x00\x00",
    in_idat: bool = False,
) -> bytes:
    """Build the boxes of a HEIC or AVIF of 96 x 64 pixels without any picture data.

    Args:
        brand: b"heic" or b"avif".
        exif: EXIF block.
        xmp: packet.
        turn: quarter turns to the left.
        tiles: make the primary picture a grid of tiles of 48 x 64 pixels.
        prefix: what stands between the offset and the EXIF block.
        in_idat: put the items into the `idat` box instead of behind the boxes.
    """
    coding = b"av01" if brand == b"avif" else b"hvc1"
    full = bytes(4)

    def entry(number: int, kind: bytes, mime: bytes = b"") -> bytes:
        return box(b"infe", b"\x02\x00\x00\x00", struct.pack(">HH", number, 0), kind, b"\x00", mime)

    pictures = [entry(1, b"grid" if tiles else coding), *([entry(4, coding)] if tiles else [])]
    infos = [*pictures, entry(2, b"Exif"), entry(3, b"mime", b"application/rdf+xml\x00")]
    sizes = [struct.pack(">II", 96, 64), struct.pack(">II", 48, 64)]
    properties = [box(b"ispe", full, size) for size in sizes]
    own = [1]
    if turn is not None:
        properties.append(box(b"irot", bytes([turn])))
        own.append(3)
    links = [struct.pack(">HB", 1, len(own)) + bytes(own)] + ([struct.pack(">HBB", 4, 1, 2)] if tiles else [])
    items = [struct.pack(">I", len(prefix)) + prefix + exif, xmp]

    def meta(first: int) -> bytes:
        places = b""
        for number, item in enumerate(items, 2):
            method = struct.pack(">H", 1 if in_idat else 0)
            places += struct.pack(">H", number) + method + struct.pack(">HHII", 0, 1, first, len(item))
            first += len(item)
        return box(
            b"meta",
            full,
            box(b"hdlr", full, bytes(4), b"pict", bytes(13)),
            box(b"pitm", full, struct.pack(">H", 1)),
            box(b"iinf", full, struct.pack(">H", len(infos)), *infos),
            box(b"iprp", box(b"ipco", *properties), box(b"ipma", full, struct.pack(">I", len(links)), *links)),
            box(b"iloc", b"\x01\x00\x00\x00", b"\x44\x00", struct.pack(">H", len(items)), places),
            box(b"idat", *items) if in_idat else b"",
        )

    start = box(b"ftyp", brand, bytes(4), brand, b"mif1")
    data_at = 0 if in_idat else len(start) + len(meta(0)) + 8
    return start + meta(data_at) + (b"" if in_idat else box(b"mdat", *items))
