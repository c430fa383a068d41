"""The small picture that cameras put into a JPEG's metadata: a first look, long before the pixels are decoded."""

import io
import struct
import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from library.media import probe
from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.jpeg import walk_jpeg
from library.media.picture import turn_upright
from library.media.probe import MediaType

MAX_EDGE_PX = 1024
_LETTERBOX_SHARE = 0.02
_PICTURE_OFFSET, _PICTURE_BYTES = 0x0201, 0x0202
_LONG = 4
_BLACK = 40


def read_embedded_thumbnail(
    path: Path, media: MediaType, *, orientation: int | None, shape: tuple[int, int]
) -> Image.Image | None:
    """Read the thumbnail of a JPEG's EXIF block, upright and without the bars that some cameras add.

    Args:
        path: the file.
        media: its kind.
        orientation: as the metadata say.
        shape: (width, height) of the stored picture, px, before it is turned; (0, 0) when it is not known.

    Returns:
        None when there is none, or when it shows another shape than the picture (a program cropped one and not the
        other).
    """
    if media is not probe.JPEG:
        return None
    blocks = MetadataBlocks()
    with path.open("rb") as file:
        walk_jpeg(file, blocks)
    data = _second_directory_picture(blocks.tiff) if blocks.tiff else None
    if not data:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG",))
            if max(image.size) > MAX_EDGE_PX:
                return None
            image = image.convert("RGB")
    # A broken thumbnail is no loss: the picture itself comes later.
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError):
        return None
    cut = _without_bars(image, shape) if all(shape) else image
    return turn_upright(cut, orientation) if cut else None


def _second_directory_picture(file: BinaryIO) -> bytes | None:
    """Return the JPEG that the second directory of an EXIF block points to (EXIF 3.0 §4.5.5); None without one."""
    file.seek(0)
    block = file.read(MAX_BLOCK_BYTES)
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return None
    found: dict[int, int] = {}
    try:
        first = struct.unpack_from(f"{order}I", block, 4)[0]
        behind = first + 2 + 12 * struct.unpack_from(f"{order}H", block, first)[0]
        second = struct.unpack_from(f"{order}I", block, behind)[0]
        for number in range(struct.unpack_from(f"{order}H", block, second)[0] if second else 0):
            tag, kind, _, value = struct.unpack_from(f"{order}HHII", block, second + 2 + 12 * number)
            if kind == _LONG:
                found[tag] = value
    except struct.error:
        return None
    start, length = found.get(_PICTURE_OFFSET, 0), found.get(_PICTURE_BYTES, 0)
    data = block[start : start + length]
    return data if start and data.startswith(b"\xff\xd8") else None


def _without_bars(image: Image.Image, shape: tuple[int, int]) -> Image.Image | None:
    """Cut the bars off that fill a 4:3 thumbnail of a 3:2 or 16:9 picture; None when what is left is another shape."""
    wanted = shape[0] / shape[1]
    width, height = image.size
    if abs(width / height / wanted - 1) <= _LETTERBOX_SHARE:
        return image
    inner = (round(height * wanted), height) if width / height > wanted else (width, round(width / wanted))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    box = (left, top, left + inner[0], top + inner[1])
    before, behind = (
        ((0, 0, width, top), (0, box[3], width, height)) if top else ((0, 0, left, height), (box[2], 0, width, height))
    )
    return image.crop(box) if _is_black(image, before) and _is_black(image, behind) else None


def _is_black(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Tell whether a part of a picture is a bar; an empty one is."""
    if box[2] <= box[0] or box[3] <= box[1]:
        return True
    darkest_to_lightest = image.crop(box).convert("L").getextrema()
    return float(darkest_to_lightest[1]) <= _BLACK  # type: ignore[arg-type]  # one pair for one band
