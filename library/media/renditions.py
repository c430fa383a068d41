"""Make the pictures that the screens show: JPEG, upright, sRGB, without any metadata."""

import io
from dataclasses import dataclass

from PIL import Image

from library.media.picture import shrink


@dataclass(frozen=True, slots=True)
class RenditionSpec:
    """How a rendition is made; a change of figures wants a new name or a rebuild."""

    name: str
    edge_px: int
    quality: int


THUMBNAIL = RenditionSpec("thumbnail", 512, 80)
PREVIEW = RenditionSpec("preview", 1600, 82)


@dataclass(frozen=True, slots=True)
class RenderedPicture:
    """A finished rendition."""

    name: str
    mime: str
    width_px: int
    height_px: int
    data: bytes


def render(image: Image.Image, spec: RenditionSpec) -> RenderedPicture:
    """Render an upright sRGB or grey picture to a spec; smaller pictures are not enlarged."""
    return encode(shrink(image, spec.edge_px), spec)


def encode(image: Image.Image, spec: RenditionSpec) -> RenderedPicture:
    """Write a picture of the right size as JPEG, without EXIF, GPS or profile (sRGB is what no profile means)."""
    bare = image if image.mode in {"RGB", "L"} else image.convert("RGB")
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=spec.quality, exif=b"", icc_profile=None, comment=b"")
    return RenderedPicture(spec.name, "image/jpeg", bare.width, bare.height, buffer.getvalue())
