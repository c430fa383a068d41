"""Write an XMP sidecar: what a file that we do not write into says, and what the desk decided on top of it."""

from pathlib import Path

from library.media.blocks import MAX_BLOCK_BYTES
from library.media.changes import FIELDS, Changes
from library.media.metadata import EmbeddedMetadata, read_blocks
from library.media.policy import COPY, PUBLIC
from library.media.probe import CAMERA_RAWS, MediaType
from library.media.sidecar import find_sidecar
from library.media.xmp_writing import edit_xmp, join_extension


def sidecar_path(path: Path, media: MediaType) -> Path:
    """Return where the sidecar goes: `photo.xmp` for raw files and clips, as Adobe has it, else `photo.tif.xmp`.

    Several pictures may share a name but for the suffix; the whole name says which of them is meant.
    """
    is_owner = media.kind == "video" or media in CAMERA_RAWS
    return path.with_suffix(".xmp") if is_owner else path.with_name(path.name + ".xmp")


def sidecar_packet(
    source: Path, media: MediaType, before: EmbeddedMetadata, changes: Changes
) -> tuple[bytes, list[str]]:
    """Build the sidecar of a copy; returns it, and what was odd.

    Everything the file says goes in, also out of IIM and EXIF, because many programs read the sidecar alone.

    Args:
        source: the file, perhaps with a sidecar of its own beside it.
        media: its kind.
        before: what the file says.
        changes: the fields to set or take out.
    """
    blocks, _ = read_blocks(source, media)
    packets = list(blocks.xmp)
    beside = find_sidecar(source, media)
    if beside is not None:
        packets.append(beside.read_bytes()[:MAX_BLOCK_BYTES])
    said: Changes = {name: getattr(before, name) for name in FIELDS if getattr(before, name)}
    extension = join_extension(blocks.extended_xmp, packets) if blocks.extended_xmp else b""
    edit = edit_xmp([*packets, extension] if extension else packets, said | changes, COPY)
    return edit.packet, edit.notes


def public_packet(before: EmbeddedMetadata, changes: Changes) -> bytes:
    """Build the sidecar of a public copy: the fields, and nothing else that the source says.

    Args:
        before: what the file says.
        changes: the fields to set or take out.
    """
    said: Changes = {name: getattr(before, name) for name in FIELDS if getattr(before, name)}
    return edit_xmp([], said | changes, PUBLIC).packet
