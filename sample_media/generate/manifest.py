"""The manifest: what each file is for, with digests to compare by."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import imagehash
from PIL import Image, ImageOps

HEAD = """# What each file of the sample newsroom shows, why it is there, and what a careful editor expects of it.
# Written by `python -m sample_media.generate`; the words come from sample_media/generate/rolls/.
"""
NEAR_BITS = 6  # other versions of the libraries may change a few bits of a hash, not more


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def picture_hash(path: Path) -> str:
    """Return the 64-bit perceptual hash of the upright picture, 16 hexadecimal digits."""
    with Image.open(path) as image:
        return str(imagehash.phash(ImageOps.exif_transpose(image).convert("RGB")))


def describe_file(path: Path, kind: str) -> dict[str, Any]:
    """Return size, digest and, for pictures, measures and hash."""
    found: dict[str, Any] = {"bytes": path.stat().st_size, "digest": digest(path)}
    if kind != "video":
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            found |= {"width_px": upright.width, "height_px": upright.height, "phash": picture_hash(path)}
    return found


def to_toml(rows: list[Mapping[str, Any]]) -> str:
    """Write the manifest's text."""
    lines = [HEAD]
    for row in rows:
        lines.append("[[file]]")
        lines += [f"{key} = {_value(value)}" for key, value in row.items() if value not in ("", None)]
        lines.append("")
    return "\n".join(lines)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def differences(old: Path, new: Path) -> list[str]:
    """Compare two newsrooms by their manifests.

    Args:
        old: The folder of the repository.
        new: The folder written just now.

    Returns:
        One sentence a difference that matters; pictures may differ in bytes, but not to the eye.
    """
    before = {row["name"]: row for row in tomllib.loads((old / "manifest.toml").read_text(encoding="utf-8"))["file"]}
    after = {row["name"]: row for row in tomllib.loads((new / "manifest.toml").read_text(encoding="utf-8"))["file"]}
    found = [f"{name} is only in one of the two" for name in sorted(before.keys() ^ after.keys())]
    for name in sorted(before.keys() & after.keys()):
        a, b = before[name], after[name]
        found += [
            f"{name}: {key} differs"
            for key in ("shows", "why", "expected", "width_px", "height_px")
            if a.get(key) != b.get(key)
        ]
        if digest(old / name) != a["digest"]:
            found.append(f"{name}: the file is not the one of the manifest")
        if a["digest"] != b["digest"] and "phash" in a:
            bits = (int(a["phash"], 16) ^ int(b["phash"], 16)).bit_count()
            if bits > NEAR_BITS:
                found.append(f"{name}: the picture differs by {bits} bits")
    return found
