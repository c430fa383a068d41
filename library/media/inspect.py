"""Look at one file completely: digest, kind, metadata, fingerprints and renditions. Runs inside a worker process."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from library.errors import UnreadableMedia, UnsupportedMedia
from library.media import probe
from library.media.fingerprints import Fingerprint, fingerprint_frame, fingerprint_picture
from library.media.metadata import EmbeddedMetadata, read_metadata
from library.media.picture import decode_picture, shrink
from library.media.probe import MediaType, probe_file
from library.media.renditions import PREVIEW, THUMBNAIL, RenderedPicture, encode, render
from library.media.shooting import read_shooting
from library.media.tiff import is_camera_raw, read_directories
from library.media.video import VideoFrame, read_video


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that ingest needs to know of a file.

    Attributes:
        digest: SHA-256 of the bytes, hexadecimal.
        size_bytes: length of the file.
        media: its kind.
        width_px: as shown upright.
        height_px: as shown upright.
        duration_seconds: of a clip; None for pictures, or when the clip does not say.
        codec: of a clip's pictures.
        metadata: what the file says of itself.
        fingerprints: of the picture, or of frames of the clip.
        renditions: thumbnail and preview.
        shooting: lens, exposure and the like, in words.
        notes: what was odd about the pixels; what was odd about the metadata stands there.
    """

    digest: str
    size_bytes: int
    media: MediaType
    width_px: int
    height_px: int
    duration_seconds: float | None
    codec: str | None
    metadata: EmbeddedMetadata
    fingerprints: tuple[Fingerprint, ...]
    renditions: tuple[RenderedPicture, ...]
    shooting: dict[str, str]
    notes: tuple[str, ...] = ()


def inspect_file(path: Path, *, shooting: bool = True) -> Inspection:
    """Inspect a file.

    Args:
        path: the file.
        shooting: read the shooting data too; left out when a first attempt did not end.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file is damaged or empty.
        MediaRefused: the file is too large to open safely.
    """
    media = probe_file(path)
    if media is probe.TIFF:
        _refuse_raw(path)
    digest, size = digest_file(path)
    metadata = read_metadata(path, media)
    if media.kind == "video":
        return _inspect_video(path, digest, size, media, metadata)
    picture = decode_picture(path, media, orientation=metadata.orientation, edge_px=PREVIEW.edge_px)
    small = shrink(picture.image, THUMBNAIL.edge_px)
    return Inspection(
        digest=digest,
        size_bytes=size,
        media=media,
        width_px=picture.width_px,
        height_px=picture.height_px,
        duration_seconds=None,
        codec=None,
        metadata=metadata,
        fingerprints=fingerprint_picture(small),
        renditions=(encode(small, THUMBNAIL), encode(picture.image, PREVIEW)),
        shooting=read_shooting(path) if shooting and media is probe.JPEG else {},
        notes=picture.notes,
    )


def digest_file(path: Path) -> tuple[str, int]:
    """Return SHA-256 and length of a file.

    Raises:
        UnreadableMedia: the file cannot be read to its end.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return digest, file.tell()
    except OSError as e:
        raise UnreadableMedia(f"{path.name} cannot be read: {e.strerror or e}.") from e


def _refuse_raw(path: Path) -> None:
    """Refuse a camera's raw file that only its directories tell from a TIFF."""
    with path.open("rb") as file:
        if is_camera_raw(read_directories(file)):
            raise UnsupportedMedia(f"{path.name} is a camera raw file.", hint="Bring in the JPEG or TIFF made from it.")


def _inspect_video(path: Path, digest: str, size: int, media: MediaType, metadata: EmbeddedMetadata) -> Inspection:
    """Inspect a clip."""
    facts = read_video(path)
    return Inspection(
        digest=digest,
        size_bytes=size,
        media=media,
        width_px=facts.width_px,
        height_px=facts.height_px,
        duration_seconds=facts.duration_seconds,
        codec=facts.codec,
        metadata=metadata,
        fingerprints=_fingerprint_frames(facts.frames),
        renditions=(render(facts.poster, THUMBNAIL), render(facts.poster, PREVIEW)),
        shooting={},
    )


def _fingerprint_frames(frames: tuple[VideoFrame, ...]) -> tuple[Fingerprint, ...]:
    """Fingerprint the frames that show something."""
    found = (fingerprint_frame(shrink(frame.image, THUMBNAIL.edge_px), frame.at_seconds) for frame in frames)
    return tuple(fingerprint for fingerprint in found if fingerprint is not None)
