"""Traps of containers: PNG, TIFF, WebP, GIF, HEIC, AVIF, and pictures behind pictures."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

from tests.media.building import (
    UTF8_MARK,
    alt,
    encoded,
    exif_segment,
    gif_with,
    heif_with,
    iim,
    jpeg_with,
    plain_jpeg,
    png_with,
    resource,
    scene,
    tiff,
    xmp,
)
from tests.media.traps import ARTIST, DESCRIPTION, ORIENTATION, WHOLE, Trap


def container_traps() -> Iterator[Trap]:
    """PNG, TIFF, WebP, GIF, HEIC and AVIF."""
    packet = xmp("<photoshop:City>Zürich</photoshop:City>")
    block = iim(UTF8_MARK, (2, 120, WHOLE.encode()))
    exif = tiff([(ARTIST, 2, b"A. One\x00"), (ORIENTATION, 3, struct.pack("<H", 6))])

    def raw(name: bytes, data: bytes) -> tuple[bytes, bytes]:
        digits = (
            b"\n%s\n%8d\n" % (name, len(data))
            + b"\n".join(data.hex().encode()[i : i + 72] for i in range(0, 2 * len(data), 72))
            + b"\n"
        )
        return b"zTXt", b"Raw profile type " + name + b"\x00\x00" + zlib.compress(digits)

    def png(name: str, *chunks: tuple[bytes, bytes], repaired: bool = False, after: Any = None, **right: Any) -> Trap:
        return Trap(name, ".png", png_with(*chunks, after=after), right, repaired)

    yield png("XMP in iTXt", (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet), city="Zürich")
    yield png(
        "XMP in compressed iTXt",
        (b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(packet)),
        city="Zürich",
    )
    yield png("IPTC in a raw profile", raw(b"iptc", resource(0x0404, block)), caption=WHOLE)
    yield png("bare IPTC in a raw profile", raw(b"iptc", block), caption=WHOLE)
    yield png("resources in a raw profile", raw(b"8bim", resource(0x0404, block)), caption=WHOLE, repaired=True)
    yield png("EXIF in a raw profile", raw(b"exif", b"Exif\x00\x00" + exif), creator=["A. One"], orientation=6)
    yield png("EXIF in a raw profile app1", raw(b"APP1", b"Exif\x00\x00" + exif), creator=["A. One"], orientation=6)
    yield png("XMP in a raw profile", raw(b"xmp", packet), city="Zürich")
    yield png("eXIf behind the pixels", after=(b"eXIf", exif), creator=["A. One"], orientation=6, width=64, height=96)
    yield png(
        "XMP behind the pixels", after=(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet), city="Zürich"
    )
    yield png("a repeated plain text", (b"tEXt", b"Title\x00one"), (b"tEXt", b"Title\x00two"), title="two")
    german, plain_text = b"Title\x00\x00\x00de\x00Titel\x00Platz", b"Title\x00\x00\x00\x00\x00Square"
    yield png("a translated text behind", (b"iTXt", plain_text), (b"iTXt", german), title="Square")
    yield png("a translated text before", (b"iTXt", german), (b"iTXt", plain_text), title="Square")
    yield png("a translated text alone", (b"iTXt", german), title="Platz", repaired=True)
    texts = {"Title": "Größe", "Author": "Zoë", "Description": "Schön", "Copyright": "© Zoë"}
    plain = {"title": "Größe", "creator": ["Zoë"], "caption": "Schön", "copyright": "© Zoë"}
    yield png(
        "plain texts in Latin-1",
        *((b"tEXt", f"{key}\x00{text}".encode("latin-1")) for key, text in texts.items()),
        **plain,
    )
    yield png(
        "plain texts in UTF-8 against the rule",
        *((b"tEXt", f"{key}\x00{text}".encode()) for key, text in texts.items()),
        repaired=True,
        **plain,
    )
    yield png(
        "compressed texts",
        *((b"zTXt", key.encode() + b"\x00\x00" + zlib.compress(text.encode("latin-1"))) for key, text in texts.items()),
        **plain,
    )
    yield png(
        "international texts",
        *((b"iTXt", key.encode() + b"\x00\x00\x00\x00\x00" + text.encode()) for key, text in texts.items()),
        **plain,
    )
    for moment, seen in (
        ("2026-05-03T10:20:30+02:00", "2026-05-03T10:20:30+02:00"),
        ("2026:05:03 10:20:30", "2026-05-03T10:20:30"),
        ("Sun, 03 May 2026 10:20:30 +0200", "2026-05-03T10:20:30+02:00"),
        ("3 May 2026 10:20:30 GMT", "2026-05-03T10:20:30Z"),
    ):
        yield png(
            f"creation time {moment}", (b"tEXt", f"Creation Time\x00{moment}".encode()), created=seen, repaired=True
        )
    yield png(
        "plain texts give way to XMP",
        (b"tEXt", b"Title\x00png"),
        (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp(alt("dc:title", "xmp"))),
        title="xmp",
    )
    long = block + bytes(-len(block) % 4)
    swapped = b"".join(long[i : i + 4][::-1] for i in range(0, len(long), 4))
    sides = lambda order: ((0x0100, 3, struct.pack(order + "H", 96)), (0x0101, 3, struct.pack(order + "H", 64)))  # noqa: E731
    for order in "<>":
        yield Trap(
            f"TIFF {order} with IPTC as LONG",
            ".tif",
            tiff([*sides(order), (0x83BB, 4, long)], order=order),
            {"caption": WHOLE, "width": 96, "height": 64},
        )
        yield Trap(
            f"TIFF {order} with swapped IPTC",
            ".tif",
            tiff([*sides(order), (0x83BB, 4, swapped)], order=order),
            {"caption": WHOLE},
        )
        yield Trap(
            f"TIFF {order} with IPTC as UNDEFINED",
            ".tif",
            tiff([*sides(order), (0x83BB, 7, block)], order=order),
            {"caption": WHOLE},
        )
        yield Trap(
            f"TIFF {order} with Photoshop's resources",
            ".tif",
            tiff([*sides(order), (0x8649, 1, resource(0x0404, block))], order=order),
            {"caption": WHOLE},
        )
        yield Trap(
            f"TIFF {order} with XMP",
            ".tif",
            tiff([*sides(order), (0x02BC, 1, packet)], order=order),
            {"city": "Zürich", "width": 96},
        )
    yield Trap(
        "BigTIFF",
        ".tif",
        tiff([*sides("<"), (DESCRIPTION, 2, b"A square\x00"), (0x02BC, 1, packet)], big=True),
        {"caption": "A square", "city": "Zürich", "width": 96},
    )
    for prefix in (b"", b"Exif\x00\x00"):
        yield Trap(
            f"WebP, EXIF with {prefix!r}",
            ".webp",
            encoded(scene(), "WEBP", xmp=packet, exif=prefix + exif),
            {"city": "Zürich", "creator": ["A. One"], "orientation": 6, "width": 64, "height": 96},
        )
    yield Trap(
        "GIF with XMP",
        ".gif",
        gif_with(b"!\xff\x0bXMP DataXMP" + packet + b"\x01" + bytes(range(255, -1, -1)) + b"\x00"),
        {"city": "Zürich", "width": 96, "height": 64},
    )
    parts = b"".join(bytes([len(packet[i : i + 255])]) + packet[i : i + 255] for i in range(0, len(packet), 255))
    yield Trap(
        "GIF with XMP in sub-blocks",
        ".gif",
        gif_with(b"!\xff\x0bXMP DataXMP" + parts + b"\x00"),
        {"city": "Zürich"},
        repaired=True,
    )
    for brand, suffix in ((b"heic", ".heic"), (b"avif", ".avif")):
        right = {"creator": ["A. One"], "city": "Zürich"}
        yield Trap(
            f"{suffix} upright",
            suffix,
            heif_with(brand, exif=tiff([(ARTIST, 2, b"A. One\x00")]), xmp=packet),
            {**right, "width": 96, "height": 64},
        )
        yield Trap(
            f"{suffix} turned by its container",
            suffix,
            heif_with(brand, exif=exif, xmp=packet, turn=3),
            {**right, "orientation": 6, "width": 64, "height": 96},
        )
        yield Trap(
            f"{suffix}, EXIF without its prefix", suffix, heif_with(brand, exif=exif, xmp=packet, prefix=b""), right
        )
        yield Trap(
            f"{suffix} of tiles",
            suffix,
            heif_with(brand, exif=exif, xmp=packet, tiles=True),
            {**right, "width": 96, "height": 64},
        )
        yield Trap(f"{suffix}, items in idat", suffix, heif_with(brand, exif=exif, xmp=packet, in_idat=True), right)
    second = jpeg_with(exif_segment(tiff([(ARTIST, 2, b"Second picture\x00")])))
    yield Trap(
        "a second picture behind the first",
        ".jpg",
        jpeg_with(exif_segment(exif)) + second,
        {"creator": ["A. One"], "orientation": 6},
    )
    yield Trap(
        "no metadata at all",
        ".jpg",
        plain_jpeg(),
        {"caption": None, "creator": [], "gps": None, "width": 96, "height": 64},
    )
