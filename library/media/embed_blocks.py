"""The blocks of one file under edit: EXIF, IIM and XMP go in as found and come out as they are to be written."""

from dataclasses import dataclass, field

from library.media.blocks import MetadataBlocks
from library.media.changes import Changes
from library.media.exif_writing import edit_exif, is_exif_field, public_block
from library.media.iim_writing import edit_iim, is_iim_field
from library.media.policy import MetadataPolicy
from library.media.xmp import read_xmp
from library.media.xmp_writing import drop_provenance, edit_xmp, join_extension


@dataclass(frozen=True, slots=True)
class Target:
    """What a container wants of its blocks.

    Attributes:
        wants_all: IIM and EXIF are made where the file has none; else they are only kept true where they are.
        exif_limit_bytes: the most an EXIF block may hold.
        has_packet_limit: a long XMP packet goes partly into an extension.
    """

    wants_all: bool = False
    exif_limit_bytes: int | None = None
    has_packet_limit: bool = False


@dataclass(slots=True)
class Embedding:
    """A file to be written.

    Attributes:
        parts: its bytes, one behind the other.
        blocks: the blocks that now carry our fields: 'XMP', 'IIM', 'EXIF'.
        cut: fields whose text was cut in IIM.
        left: (field, block) where a text found no room.
        notes: what was odd.
        had_manifest: Content Credentials were taken out, because they would no longer hold.
    """

    parts: list[bytes] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    had_manifest: bool = False


@dataclass(frozen=True, slots=True)
class NewBlocks:
    """The blocks as they are to be written; b'' where there is to be none.

    Attributes:
        extension: content of the extended XMP; None when the segments found stay as they are.
    """

    exif: bytes
    iim: bytes
    xmp: bytes
    extension: bytes | None


def edit_blocks(
    found: MetadataBlocks, changes: Changes, policy: MetadataPolicy, target: Target, into: Embedding
) -> NewBlocks:
    """Write fields into the blocks of a file.

    Args:
        found: the blocks as the container's walker gives them.
        changes: the fields to set or take out.
        policy: what else may leave.
        target: what the container wants.
        into: told what was written, cut and left out.
    """
    extension = join_extension(found.extended_xmp, found.xmp) if found.extended_xmp else b""
    xmp = edit_xmp(found.xmp, changes, policy, extension=extension, has_limit=target.has_packet_limit)
    # Any change breaks a signature, also one that lies elsewhere and is only pointed at.
    without = drop_provenance(xmp.packet)
    into.had_manifest = into.had_manifest or without is not None
    packet = xmp.packet if without is None else without
    iim_block = b""
    if found.iim or (target.wants_all and any(is_iim_field(name) for name in changes)):
        iim = edit_iim(found.iim, changes, read_xmp(found).all_texts() if found.iim else frozenset(), policy=policy)
        iim_block = iim.block
        into.cut += iim.cut
        into.left += [(name, "IIM") for name in iim.left]
    block = found.tiff.read() if found.tiff else b""
    exif = edit_exif(
        block if policy.keeps_everything else public_block(block),
        changes,
        limit_bytes=target.exif_limit_bytes,
        creates=target.wants_all,
    )
    into.left += [(name, "EXIF") for name in exif.left]
    into.notes += [*xmp.notes, *exif.notes]
    if packet:
        into.blocks.append("XMP")
    if iim_block and any(is_iim_field(name) for name in changes):
        into.blocks.append("IIM")
    if exif.block and any(is_exif_field(name) for name in changes) and not exif.left:
        into.blocks.append("EXIF")
    return NewBlocks(exif.block, iim_block, packet, xmp.extension)
