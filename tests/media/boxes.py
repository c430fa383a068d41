"""Build the bytes of small clips out of boxes (ISO 14496-12) and elements (RFC 8794), without any encoder."""

import struct


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, b"\x00" * 4, *parts)


MATRICES = {
    0: (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
    90: (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000),
    180: (-0x10000, 0, 0, 0, -0x10000, 0, 0, 0, 0x40000000),
    270: (0, -0x10000, 0, 0x10000, 0, 0, 0, 0, 0x40000000),
}


def movie_header(created: int = 0, scale: int = 600, length: int = 3000) -> bytes:
    return full(b"mvhd", struct.pack(">IIII", created, created, scale, length), b"\x00" * 80)


def video_track(width: int = 320, height: int = 240, rotation: int = 0, codec: bytes = b"avc1") -> bytes:
    head = struct.pack(">IIIII", 0, 0, 1, 0, 3000) + b"\x00" * 16
    head += struct.pack(">9i", *MATRICES[rotation]) + struct.pack(">II", width << 16, height << 16)
    sample = struct.pack(">I4s", 86, codec) + b"\x00" * 24 + struct.pack(">HH", width, height) + b"\x00" * 50
    table = box(b"stbl", full(b"stsd", struct.pack(">I", 1), sample))
    handler = full(b"hdlr", b"\x00" * 4, b"vide", b"\x00" * 13)
    return box(b"trak", full(b"tkhd", head), box(b"mdia", handler, box(b"minf", table)))


def clip(*inside: bytes, brand: bytes = b"isom", before: bytes = b"") -> bytes:
    """Build a clip whose `moov` holds these boxes."""
    return box(b"ftyp", brand, b"\x00" * 4) + before + box(b"moov", *inside) + box(b"mdat", b"\x00" * 32)


def international(kind: bytes, text: bytes, language: int = 0) -> bytes:
    return box(kind, struct.pack(">HH", len(text), language), text)


def item(kind: bytes, text: bytes, form: int = 1) -> bytes:
    return box(kind, box(b"data", struct.pack(">II", form, 0), text))


def items(*inside: bytes) -> bytes:
    return full(b"meta", full(b"hdlr", b"\x00" * 4, b"mdir", b"\x00" * 13), box(b"ilst", *inside))


def keyed(**values: bytes) -> bytes:
    """Build Apple's metadata box: names in one table, values by number."""
    names = [f"com.apple.quicktime.{name.replace('__', '.')}".encode() for name in values]
    table = full(b"keys", struct.pack(">I", len(names)), *(box(b"mdta", name) for name in names))
    found = [item(struct.pack(">I", i), text) for i, text in enumerate(values.values(), 1)]
    return box(b"meta", full(b"hdlr", b"\x00" * 4, b"mdta", b"\x00" * 13), table, box(b"ilst", *found))


def element(number: int, *parts: bytes, length: int | None = None) -> bytes:
    body = b"".join(parts)
    name = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return name + (0x0100000000000000 | (len(body) if length is None else length)).to_bytes(8, "big") + body


def number(value: int) -> bytes:
    return value.to_bytes(8, "big")
