"""Sources for tests of writing: small files of each kind, with the blocks and oddities that real ones have."""

import io
import struct
import zlib
from hashlib import md5
from pathlib import Path

from PIL import Image, ImageCms

from tests.media.building import (
    NAMES,
    PACKET,
    UTF8_MARK,
    alt,
    encoded,
    exif_segment,
    iim,
    iptc_segment,
    jpeg_with,
    plain_jpeg,
    png_with,
    rational,
    resource,
    scene,
    segment,
    seq,
    tiff,
    xmp,
    xmp_segment,
)
from tests.media.clips import moving_scene, write_clip

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\x00"
MAKER_NOTE = b"MAKER\x00" + bytes(range(250))
FOREIGN = '<x:Own xmlns:x="http://example.org/own/">kept</x:Own>'
FACES = (
    '<r:Regions xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" rdf:parseType="Resource">'
    "<r:RegionList><rdf:Bag><rdf:li rdf:parseType='Resource'><r:Name>Ada</r:Name></rdf:li></rdf:Bag></r:RegionList>"
    '</r:Regions><aux:SerialNumber xmlns:aux="http://ns.adobe.com/exif/1.0/aux/">0815</aux:SerialNumber>'
    "<exif:GPSLatitude>47,22.5N</exif:GPSLatitude><exif:GPSLongitude>8,33.0E</exif:GPSLongitude>"
)
GPS = [
    (1, 2, b"N\x00"),
    (2, 5, rational((47, 1), (22, 1), (30, 1))),
    (3, 2, b"E\x00"),
    (4, 5, rational((8, 1), (33, 1), (0, 1))),
]


def exif_block(order: str = "<", *, filler: int = 0) -> bytes:
    """Build an EXIF block with camera, moment, maker note, serial number, position and thumbnail."""
    number = (lambda value: value[::-1]) if order == ">" else (lambda value: value)
    gps = [(t, k, rational(*_pairs(v), order=order) if k == 5 else v) for t, k, v in GPS]
    main = [
        (0x010E, 2, b"OLD CAPTION\x00"),
        (0x010F, 2, b"ACME CAMERAS\x00"),
        (0x0110, 2, b"ACME 1\x00"),
        (0x0112, 3, number(b"\x06\x00")),
        (0x013B, 2, b"Old Artist\x00"),
    ]
    if filler:
        main.append((0xC4A5, 7, b"\x01" * filler))
    detail = [
        (0x9003, 2, b"2020:01:02 03:04:05\x00"),
        (0x927C, 7, MAKER_NOTE),
        (0xA431, 2, b"SN-4711\x00"),
    ]
    return _with_thumbnail(tiff(main, detail, gps, order), order)


def _pairs(data: bytes) -> list[tuple[int, int]]:
    values = struct.unpack(f"<{len(data) // 4}I", data)
    return list(zip(values[::2], values[1::2], strict=True))


def _with_thumbnail(block: bytes, order: str) -> bytes:
    """Add a second directory with a small picture."""
    picture = encoded(scene(24, 16), "JPEG")
    count = struct.unpack_from(f"{order}H", block, 8)[0]
    table = len(block) + (len(block) & 1)
    entries = [(0x0103, 3, 6), (0x0201, 4, table + 2 + 36 + 4), (0x0202, 4, len(picture))]
    packed = struct.pack(f"{order}H", len(entries))
    for tag, kind, value in entries:
        packed += struct.pack(f"{order}HHI", tag, kind, 1)
        packed += struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}I", value)
    out = bytearray(block.ljust(table, b"\x00") + packed + bytes(4) + picture)
    struct.pack_into(f"{order}I", out, 10 + 12 * count, table)
    return bytes(out)


def mpf_jpeg() -> bytes:
    """Build a JPEG with a second picture behind it and an index of both (CIPA DC-007)."""
    second = encoded(scene(32, 24), "JPEG")
    body = b"MPF\x00MM\x00*" + struct.pack(">I", 8)
    table = struct.pack(">H", 3)
    table += struct.pack(">HHI", 0xB000, 7, 4) + b"0100"
    table += struct.pack(">HHII", 0xB001, 4, 1, 2)
    table += struct.pack(">HHII", 0xB002, 7, 32, 8 + 2 + 36 + 4)
    table += bytes(4)
    whole_bytes = len(jpeg_with(segment(0xE2, body + table + bytes(32))))
    mpf_at = 2 + 4 + 4
    entries = struct.pack(">IIIHH", 0x20030000, whole_bytes, 0, 0, 0)
    entries += struct.pack(">IIIHH", 0x00000000, len(second), whole_bytes - mpf_at, 0, 0)
    return jpeg_with(segment(0xE2, body + table + entries)) + second


def signed_jpeg() -> bytes:
    """Build a JPEG with a box that looks like a manifest of Content Credentials, in two segments."""
    label = b"\x00\x00\x00\x00jumb\x00\x00\x00\x00jumd" + bytes(16) + b"\x03c2pa\x00"
    first = b"JP\x00\x01" + struct.pack(">I", 1) + label + bytes(100)
    second = b"JP\x00\x01" + struct.pack(">I", 2) + label[:8] + bytes(100)
    packet = xmp("", 'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="self#jumbf=/c2pa/x"')
    return jpeg_with(segment(0xEB, first), segment(0xEB, second), xmp_segment(packet))


def extended_jpeg() -> bytes:
    """Build a JPEG whose caption and a long foreign property stand in extended XMP."""
    far = PACKET.format(
        body=f'<rdf:Description rdf:about="" {NAMES}>{alt("dc:description", "OLD FAR")}'
        f'<x:Long xmlns:x="http://example.org/own/">{"l" * 70_000}</x:Long></rdf:Description>'
    ).encode()
    name = md5(far).hexdigest().upper().encode()
    parts = [
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + name + struct.pack(">II", len(far), at) + far[at:end])
        for at, end in ((0, 60_000), (60_000, len(far)))
    ]
    main = xmp(f"<xmpNote:HasExtendedXMP>{name.decode()}</xmpNote:HasExtendedXMP>")
    return jpeg_with(xmp_segment(main), *parts)


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_text(keyword: bytes, text: bytes) -> tuple[bytes, bytes]:
    return b"tEXt", keyword + b"\x00" + text


def raw_profile(name: str, block: bytes) -> tuple[bytes, bytes]:
    text = f"\n{name}\n{len(block):8}\n{block.hex()}\n".encode()
    return b"zTXt", f"Raw profile type {name}".encode() + b"\x00\x00" + zlib.compress(text)


def jpegs() -> dict[str, bytes]:
    """Build the JPEGs, by what is special in them."""
    german = iim((2, 120, "Grüße".encode("cp1252")), (2, 105, b"Old headline"), (2, 187, b"epa12345678"))
    stale = iim(UTF8_MARK, (2, 120, b"Neuer Text in IPTC"), (2, 110, b"NEW CREDIT"))
    old = xmp(alt("dc:description", "Alter Text in XMP") + alt("dc:title", "T") + FOREIGN)
    shapes = xmp(
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorName>Agency</plus:LicensorName>"
        "<plus:LicensorURL>http://old</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
        + seq("dc:creator", "Old")
        + "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Old</rdf:li><rdf:li xml:lang='fr'>Vieux</rdf:li>"
        "</rdf:Alt></dc:description>" + FOREIGN + FACES,
        'photoshop:Headline="Old headline" photoshop:City="Old city"',
    )
    return {
        "plain": plain_jpeg(),
        "exif little endian": jpeg_with(exif_segment(exif_block("<"))),
        "exif big endian": jpeg_with(exif_segment(exif_block(">"))),
        "exif full": jpeg_with(exif_segment(exif_block("<", filler=65_527 - len(exif_block("<")) - 12))),
        "iptc cp1252": jpeg_with(iptc_segment(german)),
        "iptc newer": jpeg_with(xmp_segment(old), iptc_segment(stale, md5(b"older").digest())),
        "iptc split": jpeg_with(*_split_iptc()),
        "xmp shapes": jpeg_with(exif_segment(exif_block("<")), xmp_segment(shapes)),
        "xmp under another header": jpeg_with(segment(0xE1, b"http://ns.example.org/\x00" + old)),
        "xmp twice": jpeg_with(xmp_segment(old), xmp_segment(xmp(alt("dc:description", "Second")))),
        "xmp extended": extended_jpeg(),
        "several pictures": mpf_jpeg(),
        "signed": signed_jpeg(),
    }


def _split_iptc() -> list[bytes]:
    block = iim(UTF8_MARK, (2, 120, b"x" * 1500), (2, 25, b"old"), (2, 118, b"contact"))
    run = resource(0x03ED, bytes(16)) + resource(0x0404, block, b"odd") + resource(0x0BB7, b"tail")
    header = b"Photoshop 3.0\x00"
    return [segment(0xED, header + run[:700]), segment(0xED, header + run[700:])]


def others() -> dict[str, bytes]:
    """Build the PNGs and WebPs into which we write, by what is special in them."""
    block = iim(UTF8_MARK, (2, 120, b"Alt"), (2, 118, b"contact"))
    run = resource(0x0404, block) + resource(0x0BB7, b"tail")
    packet = xmp(alt("dc:description", "Old") + FOREIGN)
    transparent = scene().convert("RGBA")
    transparent.putalpha(Image.linear_gradient("L").resize(transparent.size))
    return {
        "a.png": encoded(scene(), "PNG"),
        "blocks.png": png_with(
            (b"eXIf", exif_block()),
            raw_profile("iptc", run),
            png_text(b"Description", b"old text"),
            png_text(b"Software", b"kept"),
            after=(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet),
        ),
        "lossy.webp": encoded(scene(), "WEBP"),
        "lossless.webp": encoded(transparent, "WEBP", lossless=True),
        "blocks.webp": encoded(
            transparent,
            "WEBP",
            exif=exif_block(),
            xmp=xmp(alt("dc:description", "Old") + FOREIGN),
            icc_profile=profile(),
        ),
    }


def sidecar_kinds(folder: Path) -> dict[str, bytes]:
    """Build files of kinds that get a sidecar."""
    clip = folder / "building.mp4"
    write_clip(clip, moving_scene(6))
    data = clip.read_bytes()
    clip.unlink()
    buffer = io.BytesIO()
    scene().save(buffer, "TIFF", tiffinfo={270: "OLD CAPTION", 700: xmp(alt("dc:title", "Old title") + FOREIGN)})
    return {
        "a.tif": buffer.getvalue(),
        "a.gif": encoded(scene(), "GIF"),
        "a.avif": encoded(scene(), "AVIF"),
        "a.mp4": data,
    }
