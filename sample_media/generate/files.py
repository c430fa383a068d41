"""Writes pictures with what their deliveries say: JPEG segments by hand, the other containers through Pillow."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, PngImagePlugin

from sample_media.generate.fields import Delivery, exif_block, iim_block, photoshop_block, xmp_packet

SEGMENT_LIMIT = 65_533


@dataclass(frozen=True)
class Saving:
    """How the picture itself is saved: JPEG (WebP, AVIF) quality, subsampling, progressive or not."""

    quality: int = 82
    progressive: bool = False
    subsampling: str = "4:2:0"


def write(image: Image.Image, path: Path, delivery: Delivery | None, saving: Saving) -> None:
    """Write a picture in the format that its suffix names."""
    suffix = path.suffix.lower()
    blocks = _blocks(delivery)
    if suffix in {".jpg", ".jpeg"}:
        path.write_bytes(jpeg(image, blocks, saving))
    elif suffix == ".png":
        text = PngImagePlugin.PngInfo()
        if "xmp" in blocks:
            text.add_itxt("XML:com.adobe.xmp", blocks["xmp"].decode())
        image.save(path, pnginfo=text, optimize=True)
    elif suffix in {".tif", ".tiff"}:
        tags = {700: blocks["xmp"], 33723: blocks["iim"]} if blocks else {}
        image.save(path, compression="jpeg", quality=saving.quality, tiffinfo=tags)
    elif suffix in {".webp", ".avif"}:
        image.save(path, quality=saving.quality, exif=blocks.get("exif", b""), xmp=blocks.get("xmp", b""))
    else:
        raise ValueError(f"no way to write {path.name}")


def _blocks(delivery: Delivery | None) -> dict[str, bytes]:
    if delivery is None:
        return {}
    blocks: dict[str, bytes] = {}
    if delivery.exif or "exif" in delivery.layers:
        blocks["exif"] = exif_block(delivery)
    if "iim" in delivery.layers:
        blocks["iim"] = iim_block(delivery)
    if "xmp" in delivery.layers:
        blocks["xmp"] = xmp_packet(delivery)
    return blocks


def jpeg(image: Image.Image, blocks: dict[str, bytes], saving: Saving) -> bytes:
    """Return a JPEG whose metadata segments stand directly behind its start."""
    plain = io.BytesIO()
    image.save(
        plain,
        "JPEG",
        quality=saving.quality,
        progressive=saving.progressive,
        subsampling=saving.subsampling,
        optimize=True,
    )
    segments = b""
    if "exif" in blocks:
        segments += _segment(0xE1, b"Exif\0\0" + blocks["exif"])
    if "iim" in blocks:
        segments += _segment(0xED, b"Photoshop 3.0\0" + photoshop_block(blocks["iim"]))
    if "xmp" in blocks:
        segments += _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + blocks["xmp"])
    data = plain.getvalue()
    return data[:2] + segments + data[2:]


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > SEGMENT_LIMIT:
        raise ValueError("a metadata block does not fit its segment")
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload
