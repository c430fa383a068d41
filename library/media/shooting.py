"""Shooting data of a JPEG (lens, exposure, flash …) for the detail view, read with the `exif` package.

`exif` is given nothing but the EXIF segment of a file that is surely a JPEG, and only inside a worker process that has
a deadline: it does not end on directories that form a ring. Rings are looked for first, so that the deadline is the
second line of defence.
"""

import struct
import warnings
from pathlib import Path
from typing import SupportsInt

import exif
import plum.exceptions

from library.media.blocks import MetadataBlocks
from library.media.charset import clean_text
from library.media.jpeg import walk_jpeg

_POINTER_TAGS = frozenset({0x8769, 0x8825, 0xA005})
_EXIF_ERRORS = (
    ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError, OSError, struct.error,
    NotImplementedError, plum.exceptions.UnpackError, plum.exceptions.ImplementationError, plum.exceptions.SizeError,
)  # fmt: skip
_NAMES = {
    "lens_make": "lens maker",
    "lens_model": "lens",
    "exposure_time": "exposure time",
    "f_number": "aperture",
    "photographic_sensitivity": "ISO",
    "focal_length": "focal length",
    "focal_length_in_35mm_film": "focal length (35 mm)",
    "exposure_bias_value": "exposure bias",
    "exposure_program": "programme",
    "metering_mode": "metering",
    "white_balance": "white balance",
    "flash": "flash",
    "software": "software",
}


def read_shooting(path: Path) -> dict[str, str]:
    """Read the shooting data of a JPEG, as words for people; empty when there are none or they cannot be read."""
    block = _exif_block(path)
    if not block or _has_ring(block) or len(block) > 65_000:
        return {}
    segment = b"Exif\x00\x00" + block
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + b"\xff\xda\x00\x02\xff\xd9"
    found: dict[str, str] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = exif.Image(data)
            if image.has_exif:
                for attribute, name in _NAMES.items():
                    text = _describe(attribute, _get(image, attribute))
                    if text:
                        found[name] = text
    except _EXIF_ERRORS:
        # What `exif` cannot read is no loss: the fields that matter come from our own reader.
        return found
    return found


def _exif_block(path: Path) -> bytes:
    """Return the EXIF block of a JPEG, b'' when the file is none."""
    blocks = MetadataBlocks()
    with path.open("rb") as file:
        if file.read(3) != b"\xff\xd8\xff":
            return b""
        walk_jpeg(file, blocks)
    return blocks.tiff.read() if blocks.tiff else b""


def _get(image: exif.Image, attribute: str) -> object:
    """Return one attribute, None when the picture has none or `exif` cannot read it."""
    try:
        return image.get(attribute)
    except _EXIF_ERRORS:
        return None


def _describe(attribute: str, value: object) -> str:
    """Write a value as people do."""
    if value is None or value == "":
        return ""
    if attribute == "flash" and isinstance(value, SupportsInt):
        # `exif` counts the bits of this field from the wrong end, so bit 0 (fired) is taken from the number itself.
        return "fired" if int(value) & 1 else "not fired"
    if isinstance(value, str):
        return clean_text(value)
    name = getattr(value, "name", None)
    if isinstance(name, str):
        return name.replace("_", " ").lower()
    return _describe_number(attribute, value) if isinstance(value, int | float) else ""


def _describe_number(attribute: str, value: float) -> str:
    """Write a number with its unit, as 1/250 s where that is the custom."""
    if attribute == "exposure_time":
        return f"1/{round(1 / value)} s" if 0 < value < 0.4 else f"{value:g} s"
    if attribute == "f_number":
        return f"f/{value:.3g}"
    if attribute.startswith("focal_length"):
        return f"{value:.4g} mm"
    if attribute == "exposure_bias_value":
        return f"{value:+.1f} EV"
    return f"{value:g}"


def _has_ring(block: bytes) -> bool:
    """Tell whether following the directories of a TIFF structure comes back to one of them."""
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return False
    waiting = [struct.unpack_from(f"{order}I", block, 4)[0]]
    visited: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at == 0 or at + 2 > len(block):
            continue
        if at in visited or len(visited) > 64:
            return True
        visited.add(at)
        count = struct.unpack_from(f"{order}H", block, at)[0]
        end = at + 2 + 12 * count
        for entry in range(at + 2, min(end, len(block) - 11), 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHII", block, entry)
            if tag in _POINTER_TAGS:
                waiting.append(value)
        if end + 4 <= len(block):
            waiting.append(struct.unpack_from(f"{order}I", block, end)[0])
    return False
