"""Content Credentials (C2PA): is there a manifest, does it hold, who signed it, how was the picture made.

Whether there is a manifest is told from the container alone; the C2PA library is loaded only for files that have one.
It is never let onto the network: by default it would fetch manifests from addresses that a picture names, and ask
certificate authorities (metadata.md §5). "Valid" says that bytes and signature fit; without a list of trusted signers
it does not say that the signer can be believed.
"""

import io
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from library.media import probe
from library.media.bmff import iterate_boxes, read_at
from library.media.probe import MediaType
from library.media.tiff import read_directories

if TYPE_CHECKING:
    import c2pa

_MANIFEST_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_TIFF_MANIFEST = 0xCD41
_MAX_STEPS = 4000
_BOXED = frozenset({probe.HEIC, probe.AVIF, probe.MP4, probe.MOV, probe.CR3})
_SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_EXPECTED = frozenset({"signingCredential.untrusted", "cawg.x509.credential.untrusted"})
"""Said of every signer as long as nobody has given a list of trusted ones."""

_STATES = {"Valid": "valid", "Trusted": "valid", "Invalid": "invalid"}


@dataclass(frozen=True, slots=True)
class ContentCredentials:
    """What the active manifest of a file says.

    Attributes:
        state: 'absent', 'valid', 'invalid' or 'unreadable'.
        signer: whom the certificate names; '' when it does not.
        made_by: the program that wrote the claim.
        digital_source_type: address of the IPTC term of the first action that has one.
        reason: why it is unreadable or invalid, the library's words.
    """

    state: str = "absent"
    signer: str = ""
    made_by: str = ""
    digital_source_type: str = ""
    reason: str = ""


def read_credentials(file: BinaryIO, media: MediaType) -> ContentCredentials:
    """Read the Content Credentials embedded in a file; nothing outside the file is asked.

    Args:
        file: the whole file.
        media: its kind.
    """
    if not has_manifest(file, media):
        return ContentCredentials()
    import c2pa  # noqa: PLC0415  50 ms, and few files need it

    file.seek(0)
    try:
        with c2pa.Reader(media.mime, file, context=_context()) as reader:
            state = _STATES.get(reader.get_validation_state() or "", "unreadable")
            return _describe(state, json.loads(reader.json()))
    except c2pa.C2paError.ManifestNotFound:
        # A box that only looks like a manifest.
        return ContentCredentials()
    except (c2pa.C2paError, ValueError) as e:
        return ContentCredentials("unreadable", reason=str(e)[:200])


def with_remote(embedded: ContentCredentials, address: str) -> ContentCredentials:
    """Return what is known where a file names a manifest at an address; nobody asks there.

    Args:
        embedded: what the file itself holds.
        address: dcterms:provenance of its XMP.
    """
    if embedded.state == "absent" and address.lower().startswith(("http://", "https://")):
        return ContentCredentials("unreadable", reason="the manifest lies at a web address, which is not asked")
    return embedded


@cache
def _context() -> "c2pa.Context":
    """Return the library's settings: nothing is fetched from anywhere."""
    import c2pa  # noqa: PLC0415  see above

    return c2pa.Context.from_dict(_SETTINGS)


def _describe(state: str, store: dict[str, Any]) -> ContentCredentials:
    """Take signer, program and source type out of the active manifest."""
    manifest = store.get("manifests", {}).get(store.get("active_manifest", ""), {})
    signature = manifest.get("signature_info") or {}
    generators = manifest.get("claim_generator_info") or [{}]
    failures = (store.get("validation_results") or {}).get("activeManifest", {}).get("failure") or []
    codes = [str(failure.get("code", "")) for failure in failures[:8]]
    return ContentCredentials(
        state,
        signer=str(signature.get("issuer") or signature.get("common_name") or ""),
        made_by=str(generators[0].get("name") or manifest.get("claim_generator") or ""),
        digital_source_type=_source_type(manifest),
        reason=", ".join(code for code in codes if code not in _EXPECTED),
    )


def _source_type(manifest: dict[str, Any]) -> str:
    """Return the source type of the first action that names one."""
    for assertion in manifest.get("assertions") or []:
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for action in (assertion.get("data") or {}).get("actions") or []:
                if action.get("digitalSourceType"):
                    return str(action["digitalSourceType"]).strip()
    return ""


def has_manifest(file: BinaryIO, media: MediaType) -> bool:
    """Tell from the container whether a file holds a manifest; only headers are read."""
    file.seek(0)
    if media in _BOXED:
        boxes = iterate_boxes(file, 0, file.seek(0, io.SEEK_END))
        return any(box.kind == b"uuid" and read_at(file, box.start, 16) == _MANIFEST_UUID for box in boxes)
    if media is probe.TIFF or media in probe.TIFF_RAWS:
        return _TIFF_MANIFEST in read_directories(file).main
    look = _LOOKS.get(media)
    return look is not None and look(file)


def _jpeg_has_manifest(file: BinaryIO) -> bool:
    """Look for a JUMBF segment (APP11) labelled c2pa before the scan."""
    file.seek(2)
    for _ in range(_MAX_STEPS):
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in {0xDA, 0xD9}:
            return False
        size = int.from_bytes(head[2:], "big") - 2
        if size < 0:
            return False
        if head[1] == 0xEB:
            body = file.read(min(size, 256))
            if body.startswith(b"JP") and b"c2pa" in body:
                return True
            size -= len(body)
        file.seek(size, io.SEEK_CUR)
    return False


def _png_has_manifest(file: BinaryIO) -> bool:
    """Look for the chunk that C2PA has in a PNG."""
    file.seek(8)
    for _ in range(_MAX_STEPS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return False
        if head[4:] == b"caBX":
            return True
        file.seek(int.from_bytes(head[:4], "big") + 4, io.SEEK_CUR)
    return False


def _webp_has_manifest(file: BinaryIO) -> bool:
    """Look for the chunk that C2PA has in a RIFF file."""
    file.seek(12)
    for _ in range(_MAX_STEPS):
        head = file.read(8)
        if len(head) < 8:
            return False
        kind, size = struct.unpack("<4sI", head)
        if kind == b"C2PA":
            return True
        file.seek(size + (size & 1), io.SEEK_CUR)
    return False


def _gif_has_manifest(file: BinaryIO) -> bool:
    """Look for the application extension that C2PA has in a GIF."""
    return b"\x0bC2PA_GIF" in file.read(1024 * 1024)


_LOOKS: dict[MediaType, Callable[[BinaryIO], bool]] = {
    probe.JPEG: _jpeg_has_manifest,
    probe.PNG: _png_has_manifest,
    probe.WEBP: _webp_has_manifest,
    probe.GIF: _gif_has_manifest,
}
