"""A gallery as a ZIP archive for print and partners: pictures with their words, checksums, and credits.

The same document gives the same bytes: moments inside the archive are fixed, and the order is the gallery's.
"""

import hashlib
import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import Any, Final

from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument, dump
from library.galleries.sources import (
    SUFFIXES,
    Sources,
    clip_of,
    headline_of,
    one_line,
    photographer_of,
    picture_of,
    printed_items,
    without_nothing,
)

# The first moment that a ZIP archive can name; any fixed one would do.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_HARMLESS: Final = re.compile(r"[^\w.-]+")
_EMBEDDABLE: Final = frozenset({"image/jpeg", "image/png", "image/webp"})


def write_archive(document: GalleryDocument, sources: Sources) -> bytes:
    """Write the pictures in full size with their words inside, gallery.json, manifest.json, SHA256SUMS, credits.txt.

    A photo of a kind that carries no words comes as its preview, which does.
    """
    buffer = io.BytesIO()
    files: list[dict[str, Any]] = []
    with zipfile.ZipFile(buffer, "w") as archive:
        for item in printed_items(document):
            rendition = _best(item)
            if rendition is None:
                continue
            name = f"pictures/{_name(item, rendition)}"
            files.append(_facts(item, rendition, name, _put(archive, name, sources.read(item, rendition))))
        listing = {"gallery": document.gallery_id, "title": document.title, "files": files}
        manifest = (json.dumps(listing, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
        sums = {each["file"]: each["sha256"] for each in files}
        for name, data in (
            ("gallery.json", dump(document)),
            ("manifest.json", manifest),
            ("credits.txt", write_credit_list(document)),
        ):
            sums[name] = _put(archive, name, data)[0]
        _put(archive, "SHA256SUMS", "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode())
    return buffer.getvalue()


def write_credit_list(document: GalleryDocument) -> bytes:
    """Write who is to be named for each picture, as text with a byte order mark that old editors want."""
    lines = [one_line(headline_of(document)), ""]
    for item in document.items:
        credit = one_line(item.credit.printed) or "–"
        lines.append(f"{item.position:>3}  {credit}")
        caption = one_line(item.caption or item.agency_text)
        lines += [f"     {caption}"] if caption else []
        limits = ", ".join(one_line(each.words or each.code) for each in item.restrictions)
        lines += [f"     ! {limits}"] if limits else []
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _best(item: DocumentItem) -> DocumentRendition | None:
    """Choose the file to hand out: the clip, the photo in full size where it can carry words, else the preview."""
    original = next((each for each in item.renditions if each.name == "original"), None)
    if original is not None and (item.kind == "video" or original.mime in _EMBEDDABLE):
        return clip_of(item) or original
    return picture_of(item)


def _name(item: DocumentItem, rendition: DocumentRendition) -> str:
    stem = _HARMLESS.sub("_", PurePosixPath(item.file_name.replace("\\", "/")).stem).strip("._-")[:60]
    return f"{item.position:03d}{f'-{stem}' if stem else ''}{SUFFIXES.get(rendition.mime, '')}"


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> tuple[str, int]:
    """Put a file into the archive; give its SHA-256 and its size in bytes."""
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
    return hashlib.sha256(data).hexdigest(), len(data)


def _facts(item: DocumentItem, rendition: DocumentRendition, name: str, written: tuple[str, int]) -> dict[str, Any]:
    return without_nothing(
        {
            "file": name,
            "sha256": written[0],
            "size_bytes": written[1],
            "uid": item.uid,
            "position": item.position,
            "kind": item.kind,
            "mime": rendition.mime,
            "width_px": rendition.width_px,
            "height_px": rendition.height_px,
            "original_sha256": item.digest,
            "credit": item.credit.printed,
            "photographer": photographer_of(item),
            "supplier_ref": item.supplier_ref,
            "restrictions": [each.code for each in item.restrictions],
        }
    )
