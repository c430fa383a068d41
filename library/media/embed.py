"""Write metadata into a copy of a file, without loss: embedded where the format allows, else in a sidecar beside it.

The source is only read. A temporary file in the target's folder is written, flushed to the disk, read back with our own
reader and compared with the source's picture byte by byte; only then it takes the target's name.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from library.errors import InvalidInput, MetadataNotWritten, UnreadableMedia
from library.media import probe
from library.media.changes import FIELDS, STAMP, Changes, name_of
from library.media.clip_copy import copy_bare_clip
from library.media.embed_blocks import Embedding
from library.media.embed_jpeg import embed_jpeg, picture_of_jpeg
from library.media.embed_png import embed_png, picture_of_png
from library.media.embed_webp import embed_webp, picture_of_webp
from library.media.metadata import EmbeddedMetadata, FileMetadata, read_file
from library.media.policy import COPY, MetadataPolicy
from library.media.probe import MediaType
from library.media.sidecar import find_sidecar
from library.media.sidecar_writing import public_packet, sidecar_packet, sidecar_path

_Embedder = Callable[[bytes, Changes, MetadataPolicy], Embedding]
_EMBEDDERS: Final[dict[MediaType, tuple[_Embedder, Callable[..., list[bytes]]]]] = {
    probe.JPEG: (embed_jpeg, picture_of_jpeg),
    probe.PNG: (embed_png, picture_of_png),
    probe.WEBP: (embed_webp, picture_of_webp),
}


@dataclass(frozen=True, slots=True)
class CredentialsRecord:
    """What is kept of Content Credentials that a copy goes without, or still has.

    Attributes:
        outcome: 'removed', because any change breaks the signature; 'kept' in a copy that is the same byte for byte.
        state: of the source: 'valid', 'invalid' or 'unreadable'. Valid says that the bytes fit the signature, not that
            the signer is to be trusted.
        signer: whom the certificate names; None when it names nobody.
    """

    outcome: str
    state: str
    signer: str | None = None

    def sentence(self) -> str:
        """Say it in words."""
        by = f" by {self.signer}" if self.signer else ""
        now = "the copy goes without them" if self.outcome == "removed" else "the copy still has them"
        return f"the source had Content Credentials, signed{by}, state {self.state}; {now}"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and how.

    Attributes:
        path: the copy.
        media: its kind.
        sidecar: the XMP file beside it; None when the metadata are inside the copy.
        blocks: the blocks that carry the fields: 'XMP', 'IIM', 'EXIF'.
        values: the fields as they were written.
        cut: fields that IIM holds cut at their byte limit; XMP holds them whole.
        credentials: what became of the source's Content Credentials; None where it has none.
        notes: what a person should know, in words.
    """

    path: Path
    media: MediaType
    sidecar: Path | None = None
    blocks: tuple[str, ...] = ()
    values: Changes = field(default_factory=dict)
    cut: tuple[str, ...] = ()
    credentials: "CredentialsRecord | None" = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """One copy to write.

    Attributes:
        stamp: the moment of writing as a change, or nothing.
        before: what the source says.
    """

    source: Path
    target: Path
    changes: Changes
    stamp: Changes
    policy: MetadataPolicy
    before: FileMetadata


def can_embed(media: MediaType) -> bool:
    """Tell whether metadata are written into files of this kind; others get a sidecar."""
    return media in _EMBEDDERS


def write_metadata(
    source: Path, target: Path, changes: Changes, policy: MetadataPolicy = COPY, *, only_new: bool = False
) -> Written:
    """Write a copy of a file that carries these fields.

    Args:
        source: the file to copy; it is only read.
        target: where the copy goes; a file that is there is replaced in one step.
        changes: the fields to set or take out, as `parse_changes` gives them, and perhaps the `STAMP`, which is
            written where anything else is.
        policy: what else may leave. A damaged picture that nothing can be written into is copied as it is, with a
            sidecar, where everything may.
        only_new: leave out the fields that the source says already, so that its blocks stay as they are.

    Raises:
        InvalidInput: source and target are the same file, the target cannot be written, or a public rendition is
            wanted of a kind that we cannot write into.
        UnsupportedMedia: the source is of no kind that we read.
        UnreadableMedia: the source is damaged.
        MetadataNotWritten: what was written does not read back as it should; the target is as it was.
    """
    refuse_same_file(source, target)
    before = read_file(source)
    stamp = {STAMP: changes[STAMP]} if STAMP in changes else {}
    changes = {name: text for name, text in changes.items() if name != STAMP}
    if only_new:
        said = before.metadata
        changes = {name: text for name, text in changes.items() if (getattr(said, name) or type(text)()) != text}
    job = _Job(source, target, changes, stamp if changes else {}, policy, before)
    try:
        if can_embed(before.media):
            return _embed_or_lay_beside(job)
        if policy.keeps_everything:
            return _write_beside(job)
        if before.media.kind == "video":
            return _write_public_clip(job)
    except OSError as e:
        raise InvalidInput(
            f"{target} cannot be written: {e.strerror or e}.", hint="Choose a folder that you may write to, with room."
        ) from e
    raise InvalidInput(
        f"{source.name} is {before.media.format}, into which photodesk cannot write, so nothing private can be taken "
        "out of it.",
        hint="Export a rendition as JPEG instead.",
    )


def embed_in_bytes(data: bytes, media: MediaType, changes: Changes, policy: MetadataPolicy = COPY) -> bytes:
    """Return a picture that carries these fields, for renditions that are not files yet.

    Raises:
        InvalidInput: metadata are not written into files of this kind.
        UnreadableMedia: the picture is damaged.
        MetadataNotWritten: the picture would not have stayed the same.
    """
    if not can_embed(media):
        raise InvalidInput(f"Metadata are not written into {media.format}.", hint="Use JPEG, PNG or WebP.")
    embedder, picture_of = _EMBEDDERS[media]
    made = b"".join(embedder(data, changes, policy).parts)
    if picture_of(made, with_trailer=False) != picture_of(data, with_trailer=False):
        raise MetadataNotWritten("The picture would not have stayed the same.")
    return made


def refuse_same_file(source: Path, target: Path) -> None:
    """Refuse to write over the source, under whatever name or link.

    Raises:
        InvalidInput: both are the same file.
    """
    is_same = source.resolve() == target.resolve() or (target.exists() and source.exists() and source.samefile(target))
    if is_same:
        raise InvalidInput(
            f"{source.name} is source and target at once; originals are never written into.",
            hint="Name another file for the copy.",
        )


def _embed_or_lay_beside(job: _Job) -> Written:
    """Write the fields into the copy; beside it where the picture is too damaged for that and everything may stay."""
    try:
        return _write_embedded(job)
    except (UnreadableMedia, MetadataNotWritten) as error:
        if not job.policy.keeps_everything:
            raise
        note = f"nothing is written into the copy itself, which is as the source is: {error.message.rstrip('.')}"
    written = _write_beside(job)
    return replace(written, notes=(note, *written.notes))


def _write_embedded(job: _Job) -> Written:
    """Write the fields into the copy itself."""
    source, target, changes, policy, before = job.source, job.target, job.changes, job.policy, job.before
    embedder, _ = _EMBEDDERS[before.media]
    picture = _picture_digest(source, before.media, policy)
    all_changes = dict(changes)
    with _Temporary(target) as temporary:
        for is_last in (False, True):
            # Long files: their bytes are read again rather than held, and let go once they are written.
            made = embedder(source.read_bytes(), all_changes | job.stamp, policy)
            temporary.write(made.parts)
            made.parts.clear()
            if _picture_digest(temporary.path, before.media, policy) != picture:
                raise MetadataNotWritten(f"The picture of {source.name} would not have stayed the same.")
            after = read_file(temporary.path, before.media).metadata
            drifted = _drifted(before.metadata, after, all_changes)
            if not drifted or is_last:
                break
            # Blocks disagreed, and ours now decide otherwise: what was read of the source is to stay what is read.
            all_changes |= drifted
        notes = [*made.notes, *_check(source, changes, after)]
        temporary.keep()
    beside = find_sidecar(target, before.media)
    if beside is not None:
        notes.append(f"{beside.name} lies beside the copy, and readers may believe it")
    record = _record("removed", before) if made.had_manifest else None
    return Written(
        target,
        before.media,
        blocks=tuple(made.blocks),
        values=changes,
        cut=tuple(name for name in made.cut if name in changes),
        credentials=record,
        notes=tuple(dict.fromkeys([*notes, *_left_notes(made), *([record.sentence()] if record else [])])),
    )


def _picture_digest(path: Path, media: MediaType, policy: MetadataPolicy) -> bytes:
    """Digest what makes a file's picture, part by part."""
    _, picture_of = _EMBEDDERS[media]
    digest = hashlib.sha256()
    for part in picture_of(path.read_bytes(), with_trailer=policy.keeps_everything and media is not probe.JPEG):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


def _record(outcome: str, before: FileMetadata) -> CredentialsRecord:
    """Note what is known of the source's Content Credentials."""
    # A box that only looks like a manifest, and that no library reads, is unreadable.
    state = before.c2pa if before.c2pa != "absent" else "unreadable"
    return CredentialsRecord(outcome, state, before.metadata.credentials_signer)


def _left_notes(made: Embedding) -> list[str]:
    """Say which texts found no room in which block."""
    return [f"{block} cannot hold the {name_of(name).replace('_', ' ')}" for name, block in made.left]


def _write_beside(job: _Job) -> Written:
    """Copy the file as it is and write the fields into a sidecar."""
    source, target, changes, before = job.source, job.target, job.changes, job.before
    beside = sidecar_path(target, before.media)
    packet, notes = sidecar_packet(source, before.media, before.metadata, changes | job.stamp)
    with _Temporary(beside) as sidecar, _Temporary(target) as copy:
        sidecar.write([packet])
        shutil.copyfile(source, copy.path)
        copy.flush()
        _check(source, changes, read_file(sidecar.path, probe.XMP).metadata)
        copy.keep()
        sidecar.keep()
    after = read_file(target, before.media).metadata
    otherwise = [name for name, value in changes.items() if (getattr(after, name) or type(value)()) != value]
    if otherwise:
        notes.append(f"the file itself says otherwise, and many readers believe it first: {_named(otherwise)}")
    record = _record("kept", before) if before.c2pa != "absent" else None
    return Written(
        target,
        before.media,
        sidecar=beside,
        blocks=("XMP",),
        values=changes,
        credentials=record,
        notes=(*notes, *([record.sentence()] if record else [])),
    )


def _write_public_clip(job: _Job) -> Written:
    """Copy pictures and sound of a clip, without position, owner and device; a sidecar has the fields."""
    source, target, before = job.source, job.target, job.before
    beside = sidecar_path(target, before.media)
    packet = public_packet(before.metadata, job.changes | job.stamp)
    with _Temporary(beside) as sidecar, _Temporary(target) as copy:
        notes = copy_bare_clip(source, copy.path, before.media)
        copy.flush()
        if read_file(copy.path, before.media).metadata.gps:
            raise MetadataNotWritten(f"The copy of {source.name} would still say where it was taken.")
        if packet:
            sidecar.write([packet])
            _check(source, job.changes, read_file(sidecar.path, probe.XMP).metadata)
        copy.keep()
        if packet:
            sidecar.keep()
    record = _record("removed", before) if before.c2pa != "absent" else None
    return Written(
        target,
        before.media,
        sidecar=beside if packet else None,
        blocks=("XMP",) if packet else (),
        values=job.changes,
        credentials=record,
        notes=(*notes, *([record.sentence()] if record else [])),
    )


def _check(source: Path, changes: Changes, after: EmbeddedMetadata) -> list[str]:
    """Compare what is read back with what was to be written.

    Raises:
        MetadataNotWritten: a field reads otherwise.
    """
    wrong = [name for name, value in changes.items() if value and getattr(after, name) != value]
    if wrong:
        raise MetadataNotWritten(f"The copy of {source.name} would not say: {_named(wrong)}.")
    still = [name for name, value in changes.items() if not value and getattr(after, name)]
    return [f"the {_named(still)} is still said elsewhere in the file"] if still else []


def _drifted(before: EmbeddedMetadata, after: EmbeddedMetadata, changes: Changes) -> Changes:
    """Return the fields nobody wanted to change that now read otherwise, with their former values."""
    return {
        name: getattr(before, name) or ""
        for name in FIELDS
        if name not in changes and getattr(before, name) != getattr(after, name) and getattr(before, name)
    }


def _named(names: list[str]) -> str:
    return ", ".join(name_of(name).replace("_", " ") for name in names)


def remove_leftovers(folder: Path, process: int) -> None:
    """Remove the unfinished files that a process left in a folder when it was ended."""
    for leftover in folder.glob(f".*.{process}-*.part"):
        leftover.unlink(missing_ok=True)


class _Temporary:
    """A file that takes its target's name when it is kept, and vanishes otherwise."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f".{target.name[:40]}.{os.getpid()}-{secrets.token_hex(6)}.part")
        self.is_kept = False

    def __enter__(self) -> "_Temporary":
        return self

    def write(self, parts: list[bytes]) -> None:
        """Write the bytes and flush them to the disk."""
        with self.path.open("wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())

    def flush(self) -> None:
        """Flush to the disk what somebody else wrote into it."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())

    def keep(self) -> None:
        """Give the file its name, in one step."""
        self.path.replace(self.target)
        self.is_kept = True

    def __exit__(self, *_: object) -> None:
        if not self.is_kept:
            self.path.unlink(missing_ok=True)
