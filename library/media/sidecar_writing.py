"""Write an XMP sidecar: what a file that we do not write into says, and what the desk decided on top of it."""

from pathlib import Path

from library.media.changes import FIELDS, Changes
from library.media.metadata import EmbeddedMetadata, read_blocks
from library.media.policy import COPY
from library.media.probe import MediaType
from library.media.xmp_writing import edit_xmp, join_extension


def sidecar_path(path: Path) -> Path:
    """Return where the sidecar of a file lies: the same name with .xmp in place of its suffix, as Adobe has it."""
    return path.with_suffix(".xmp")


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
    if sidecar_path(source).is_file():
        packets.append(sidecar_path(source).read_bytes())
    said: Changes = {name: getattr(before, name) for name in FIELDS if getattr(before, name)}
    extension = join_extension(blocks.extended_xmp, packets) if blocks.extended_xmp else b""
    edit = edit_xmp([*packets, extension] if extension else packets, said | changes, COPY)
    return edit.packet, edit.notes
