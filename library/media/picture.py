"""Decode a picture safely and cheaply: refused when it is a bomb, upright, flattened, in sRGB, about preview size."""

import io
import math
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import (
    AvifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    PsdImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from library.errors import MediaRefused, UnreadableMedia
from library.media import probe
from library.media.pixel_limits import refuse_bomb, refuse_heavy
from library.media.probe import MediaType

MAX_MISSING_SHARE = 0.02
"""Share of a picture's height that may be missing at the bottom before it counts as damaged."""

MAX_SALVAGED_MISSING_SHARE = 0.9
"""Share of the height that may be missing of what is still worth showing."""

KEPT_SHARE = 0.8
"""Share of the edge asked for that is near enough: a decoder's own scale and a whole-number average then do alone."""

TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that exchange width and height."""

_TURNED_BY_DECODER = frozenset({probe.HEIC, probe.AVIF, probe.TIFF})
"""libheif and Pillow's TIFF reader turn the picture themselves; of AVIF Pillow tells how the container wants it."""

# Our own check refuses by the header; Pillow's would warn in the middle of legitimate panoramas.
Image.MAX_IMAGE_PIXELS = None

_FORMATS = {
    probe.JPEG: ("JPEG",),
    probe.PNG: ("PNG",),
    probe.TIFF: (TiffImagePlugin.TiffImageFile.format,),
    probe.WEBP: (WebPImagePlugin.WebPImageFile.format,),
    probe.GIF: ("GIF",),
    probe.PSD: (PsdImagePlugin.PsdImageFile.format,),
    probe.AVIF: (AvifImagePlugin.AvifImageFile.format,),
}
_DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, EOFError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F"})


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """A picture ready for renditions and fingerprints.

    Attributes:
        image: upright, sRGB or grey, without transparency, its longer edge at most the edge asked for.
        width_px: width of the original as it is shown upright.
        height_px: height of the original as it is shown upright.
        notes: what was odd.
        damage: what is missing of the picture, in words; None when it is whole.
    """

    image: Image.Image
    width_px: int
    height_px: int
    notes: tuple[str, ...] = ()
    damage: str | None = None


def measure_picture(path: Path, media: MediaType, *, orientation: int | None) -> tuple[int, int]:
    """Read a picture's size from its header, without decoding it.

    Args:
        path: the file.
        media: its kind.
        orientation: EXIF orientation as the metadata say; HEIC and AVIF bring their own.

    Returns:
        (width, height) in px as shown upright.

    Raises:
        MediaRefused: it has too many pixels to be opened safely.
        UnreadableMedia: the header is damaged.
    """
    with _decoding(path, media), path.open("rb") as file:
        image = _open_heif(file, path) if media is probe.HEIC else _open(file, path, media)
        width, height = image.size
        if media in _TURNED_BY_DECODER:
            orientation = _own_orientation(image) if media is probe.AVIF else None
    return (height, width) if orientation in TURNED else (width, height)


def decode_picture(
    path: Path, media: MediaType, *, orientation: int | None, edge_px: int, can_salvage: bool = True
) -> DecodedPicture:
    """Decode a picture to at most `edge_px`.

    Args:
        path: the file.
        media: its kind.
        orientation: EXIF orientation as the metadata say; HEIC and AVIF bring their own.
        edge_px: the longer edge wanted.
        can_salvage: show what there is of a damaged picture.

    Raises:
        MediaRefused: it has too many pixels to be opened safely.
        UnreadableMedia: the picture data are damaged.
    """
    try:
        return _decode(path, media, orientation, edge_px, is_salvage=False)
    except UnreadableMedia as damaged:
        if not can_salvage:
            raise
        try:
            return _decode(path, media, orientation, edge_px, is_salvage=True)
        except UnreadableMedia:
            raise damaged from None


def _decode(path: Path, media: MediaType, orientation: int | None, edge_px: int, *, is_salvage: bool) -> DecodedPicture:
    """Decode a whole picture, or what there is of a damaged one."""
    notes: list[str] = []
    damage = None
    with _decoding(path, media), path.open("rb") as file:
        image = _open_heif(file, path) if media is probe.HEIC else _open(file, path, media)
        width, height = image.size
        if media in _TURNED_BY_DECODER:
            orientation = _own_orientation(image) if media is probe.AVIF else None
        if is_salvage:
            image, damage = _load_what_there_is(image, file, media, edge_px, notes)
        elif media is probe.JPEG:
            image.draft(None, _draft_size(*image.size, edge_px))
        image.load()
        small = flatten(_to_eight_bits(shrink(_to_common_mode(image), edge_px)))
        small = _to_srgb(small, image.info.get("icc_profile"), notes)
    if orientation in TURNED:
        width, height = height, width
    return DecodedPicture(turn_upright(small, orientation), width, height, tuple(notes), damage)


def decode_embedded(data: bytes, path: Path, *, orientation: int | None, edge_px: int) -> Image.Image:
    """Decode a JPEG that lies inside another file.

    Args:
        data: the JPEG.
        path: the file, for messages.
        orientation: how it is to be turned.
        edge_px: the longer edge wanted.

    Raises:
        MediaRefused: it has too many pixels to be opened safely.
        UnreadableMedia: its data are damaged.
    """
    with _decoding(path, probe.JPEG):
        image = _open(io.BytesIO(data), path, probe.JPEG)
        image.draft(None, _draft_size(*image.size, edge_px))
        image.load()
        small = _to_srgb(flatten(shrink(_to_common_mode(image), edge_px)), image.info.get("icc_profile"), [])
    return turn_upright(small, orientation)


@contextmanager
def _decoding(path: Path, media: MediaType) -> Iterator[None]:
    """Turn what decoders raise into our errors, and keep them from warning of metadata that they cannot read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except MemoryError as e:
        raise MediaRefused(f"{path.name} needs more memory to open than photodesk allows.") from e
    except UnidentifiedImageError as e:
        raise UnreadableMedia(f"{path.name} begins like a {media.format} file, but its header is damaged.") from e
    except _DECODER_ERRORS as e:
        raise UnreadableMedia(f"{path.name} is damaged: {_reason(e)}.") from e


def shrink(image: Image.Image, edge_px: int) -> Image.Image:
    """Shrink to a longer edge of at most `edge_px`.

    A box average by a whole number costs a fraction of a filter and looks the same (metadata.md §7); it is taken when
    the result keeps at least four fifths of the edge asked for.
    """
    edge = max(image.size)
    if edge <= edge_px:
        return image
    factor = math.ceil(edge / edge_px)
    if edge / factor >= KEPT_SHARE * edge_px:
        return image.reduce(factor)
    size = (max(1, round(image.width * edge_px / edge)), max(1, round(image.height * edge_px / edge)))
    whole = edge // edge_px
    return (image.reduce(whole) if whole > 1 else image).resize(size, Image.Resampling.HAMMING)


def turn_upright(image: Image.Image, orientation: int | None) -> Image.Image:
    """Apply an EXIF orientation."""
    for turn in _TURNS.get(orientation or 1, ()):
        image = image.transpose(turn)
    return image


def flatten(image: Image.Image) -> Image.Image:
    """Lay a transparent picture on white."""
    if image.mode not in {"RGBA", "LA"}:
        return image
    ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")


def _open(file: BinaryIO, path: Path, media: MediaType) -> Image.Image:
    """Open with the one decoder that fits the content, and check the header."""
    image = Image.open(file, formats=_FORMATS[media])
    refuse_bomb(path, *image.size)
    if media is not probe.JPEG:  # those are scaled while they are decoded
        refuse_heavy(path, media, image)
    return image


def _open_heif(file: BinaryIO, path: Path) -> Image.Image:
    """Open a HEIC; libheif applies the rotation itself (metadata.md §11.8)."""
    heif = pi_heif.open_heif(file, convert_hdr_to_8bit=True)
    refuse_bomb(path, *heif.size)
    image: Image.Image = heif.to_pillow()
    return image


def _own_orientation(image: Image.Image) -> int | None:
    """Return the orientation that Pillow derives from an AVIF's own rotation boxes."""
    block = image.info.get("exif")
    if not block:
        return None
    exif = Image.Exif()
    exif.load(block)
    value = exif.get(0x0112)
    return value if isinstance(value, int) and value in range(1, 9) else None


def _load_what_there_is(
    image: Image.Image, file: BinaryIO, media: MediaType, edge_px: int, notes: list[str]
) -> tuple[Image.Image, str | None]:
    """Decode a damaged picture as far as it goes, and say how much is missing; too little raises.

    A JPEG that lacks its end mark makes the decoder wait for more; given one, it fills what is missing with flat
    blocks. Other decoders leave it empty. So flat lines at the bottom show how much is missing; one that lacks no more
    than its end mark is whole enough. A progressive JPEG is coarse all over instead.
    """
    if media is probe.JPEG:
        file.seek(0)
        image = Image.open(io.BytesIO(file.read() + b"\xff\xd9"), formats=("JPEG",))
        image.draft(None, _draft_size(*image.size, edge_px))
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    missing = _flat_share(image)
    if missing > MAX_SALVAGED_MISSING_SHARE:
        raise OSError("unexpected end")
    if "progressive" in image.info:
        return image, "the picture data end early; what there is of it is coarse"
    if missing > MAX_MISSING_SHARE:
        return image, f"the picture data end early; about {max(1, round(missing * 100))} % of the height is missing"
    notes.append("the end of the picture data is missing")
    return image, None


def _flat_share(image: Image.Image) -> float:
    """Return the share of the height that is lines of one colour, counted from the bottom."""
    values = np.asarray(image).reshape(image.height, image.width, -1)[::-1]
    uneven = np.ptp(values, axis=1).max(axis=1) > 2
    return float(np.argmax(uneven)) / image.height if uneven.any() else 1.0


def _draft_size(width: int, height: int, edge_px: int) -> tuple[int, int]:
    """Return the least size the JPEG decoder may scale to: what it scales by itself needs no averaging behind it.

    Against an average of twice the size that costs 1 of 48 dB and saves 14 ms of 24 megapixels.
    """
    scale = min(1.0, KEPT_SHARE * edge_px / max(width, height))
    return max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale))


def _to_common_mode(image: Image.Image) -> Image.Image:
    """Convert palettes, bits and deep greys to modes that can be reduced."""
    if "transparency" in image.info and image.mode in {"1", "L", "P", "RGB"}:
        return image.convert("RGBA")
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        return ImageCms.profileToProfile(image, lab, _srgb(), outputMode="RGB") or image.convert("L")
    targets = {"P": "RGB", "PA": "RGBA", "1": "L", "RGBa": "RGBA", "La": "LA"}
    return image if image.mode in _REDUCIBLE else image.convert(targets.get(image.mode, "RGB"))


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Scale 32-bit and floating greys to 8 bits; ranges that are neither 8 nor 16 bit are stretched."""
    if image.mode not in {"I", "F"}:
        return image
    values: NDArray[np.float32] = np.nan_to_num(np.asarray(image, dtype=np.float32))
    low, high = float(values.min(initial=0)), float(values.max(initial=0))
    if low >= 0 and 255 < high <= 65535:
        values = values / np.float32(257)
    elif high > 255 or low < 0 or (image.mode == "F" and high <= 1):
        values = (values - low) * np.float32(255 / ((high - low) or 1))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _srgb() -> ImageCms.ImageCmsProfile:
    """Return the profile every rendition is in."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way from a profile to sRGB; None when it is sRGB already."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if mode == "RGB" and "srgb" in (source.profile.profile_description or "").lower():
        return None
    return ImageCms.buildTransform(source, _srgb(), mode, "RGB")


def _to_srgb(image: Image.Image, profile: bytes | None, notes: list[str]) -> Image.Image:
    """Convert to sRGB through the embedded profile, or plainly when there is none or it does not fit."""
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            transform = _transform(bytes(profile), image.mode)
            converted = ImageCms.applyTransform(image, transform) if transform else None
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            notes.append("the colour profile cannot be used")
        else:
            image = converted or image
    return image if image.mode in {"RGB", "L"} else image.convert("RGB")


def _reason(error: BaseException) -> str:
    """Say in words why a decoder gave up; what decoders call the same trouble is many."""
    text = str(error).strip().rstrip(".")
    if isinstance(error, EOFError) or re.search(r"truncated|unexpected end", text, re.IGNORECASE):
        return "the picture data end early"
    # What only a programmer understands ("list index out of range") helps nobody.
    is_inside = isinstance(error, LookupError | TypeError | AttributeError | ArithmeticError | struct.error)
    if not text or is_inside or re.search(r"decoder|data stream|broken|cannot load|chunk", text, re.IGNORECASE):
        return "the picture data cannot be decoded"
    return text
