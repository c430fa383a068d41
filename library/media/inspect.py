"""Look at one file: first its kind, metadata and small picture, then what comes of its pixels.

The two stages are apart because the first costs a few milliseconds and the second a hundred: a shoot of a thousand
pictures is on the screen and searchable after the first (metadata.md §7). Runs inside a worker process.
"""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from library.errors import UnreadableMedia, UnsupportedMedia
from library.media import probe
from library.media.embedded_thumbnail import read_embedded_thumbnail
from library.media.fingerprints import Fingerprint, fingerprint_frame, fingerprint_picture
from library.media.likeness import Likeness, likeness_of
from library.media.metadata import EmbeddedMetadata, FileMetadata, read_file
from library.media.picture import TURNED, decode_picture, measure_picture, shrink
from library.media.probe import MediaType, probe_file
from library.media.renditions import PREVIEW, THUMBNAIL, RenderedPicture, encode, render
from library.media.shooting import read_shooting
from library.media.stand_in import STAND_INS, find_stand_in
from library.media.video import VideoFrame, read_video

AT_ONCE_BYTES = 256 * 1024
"""A picture this small is developed at the first look: that costs less than coming back to it."""

FIRST_LOOK_EDGE_PX = 256
"""Length of the picture that is enough for a first look at a raw file."""

HOLES_FROM_BYTES, HOLES_SHARE = 64 * 1024 * 1024, 0.02
"""A file longer than this of which so little is on the disk was not copied to its end, and reading it takes minutes."""


@dataclass(frozen=True, slots=True)
class Development:
    """What comes of a file's pixels.

    Attributes:
        width_px: as shown upright.
        height_px: as shown upright.
        renditions: thumbnail and preview; of a damaged picture perhaps only the thumbnail that it carries, or none.
        fingerprints: of the picture, or of frames of the clip; none of a damaged one.
        likenesses: what it is recognised by after alterations, of the same.
        shooting: lens, exposure and the like, in words.
        notes: what was odd about the pixels.
        damage: what is missing, in words; None when the picture is whole.
        duration_seconds: of a clip; None for pictures, or when the clip does not say.
        codec: of a clip's pictures.
    """

    width_px: int
    height_px: int
    renditions: tuple[RenderedPicture, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    shooting: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    damage: str | None = None
    duration_seconds: float | None = None
    codec: str | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What ingest knows of a file.

    Attributes:
        digest: SHA-256 of the bytes, hexadecimal; None after a first look: whoever copies the bytes counts it then.
        size_bytes: length of the file.
        changed_ns: moment of the file's last change as the system gives it, nanoseconds, to notice another.
        media: its kind.
        metadata: what the file says of itself.
        picture: what came of its pixels; after a first look only its size and the small picture that it carries.
        is_developed: False after a first look.
    """

    digest: str | None
    size_bytes: int
    changed_ns: int
    media: MediaType
    metadata: EmbeddedMetadata
    picture: Development
    is_developed: bool = True


def inspect_file(path: Path, *, shooting: bool = True) -> Inspection:
    """Inspect a file completely.

    Args:
        path: the file.
        shooting: read the shooting data too; left out when a first attempt did not end.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file is empty, or so damaged that nothing can be told of it.
        MediaRefused: the file is too large to open safely.
    """
    looked = replace(look_at(path, shooting=shooting), digest=digest_file(path)[0])
    if looked.is_developed:
        return looked
    picture = develop_file(path, looked.media, orientation=looked.metadata.orientation, shooting=shooting)
    return replace(looked, picture=picture, is_developed=True)


def look_at(path: Path, *, shooting: bool = True) -> Inspection:
    """Take a first look at a file: kind, metadata, size and the small picture that it carries.

    Small pictures and clips are developed at once.

    Args:
        path: the file.
        shooting: read the shooting data too, where it is developed at once.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file is empty, or so damaged that nothing can be told of it.
        MediaRefused: the file is too large to open safely.
    """
    media = probe_file(path)
    if media.kind == "sidecar":
        raise UnsupportedMedia(
            f"{path.name} is no picture, but what a program wrote beside one.",
            hint="Bring it in together with the picture that it belongs to, in the same folder.",
        )
    facts = path.stat()
    if facts.st_size > HOLES_FROM_BYTES and 0 < facts.st_blocks * 512 < facts.st_size * HOLES_SHARE:
        raise UnreadableMedia(f"{path.name} is mostly holes: it was not copied to its end.")
    told = read_file(path, media)
    metadata = told.metadata
    is_quick = media.kind == "photo" and facts.st_size > AT_ONCE_BYTES
    try:
        if is_quick:
            picture = _glance(path, media, metadata.orientation)
        else:
            picture = develop_file(path, media, orientation=metadata.orientation, shooting=shooting)
    except UnreadableMedia as e:
        is_quick, picture = False, _what_is_left(path, told, e.message)
        if not picture.renditions and not _says_something(told):
            raise
    if picture.damage and not picture.width_px:
        picture = replace(picture, width_px=told.width_px or 0, height_px=told.height_px or 0)
    is_empty = not (picture.renditions or picture.width_px or metadata.camera or _says_something(told))
    if media in STAND_INS and is_empty:
        raise UnreadableMedia(f"{path.name} begins like a {media.format} file, but there is nothing in it to read.")
    return Inspection(None, facts.st_size, facts.st_mtime_ns, media, metadata, picture, is_developed=not is_quick)


def develop_file(path: Path, media: MediaType, *, orientation: int | None, shooting: bool = True) -> Development:
    """Decode a file and make its renditions and fingerprints; of a damaged picture what can be saved.

    Args:
        path: the file.
        media: its kind.
        orientation: EXIF orientation as the metadata say.
        shooting: read the shooting data too; left out when a first attempt did not end.

    Raises:
        UnreadableMedia: nothing of the picture can be saved.
        MediaRefused: the file is too large to open safely.
    """
    if media.kind == "video":
        return _develop_video(path, media)
    if media in STAND_INS:
        return _develop_stand_in(path, media, orientation)
    words = read_shooting(path) if shooting and media is probe.JPEG else {}
    try:
        picture = decode_picture(path, media, orientation=orientation, edge_px=PREVIEW.edge_px)
    except UnreadableMedia as e:
        small_one = _embedded(path, media, orientation, (0, 0))
        if small_one is None:
            raise
        return Development(0, 0, (small_one,), shooting=words, damage=e.message)
    small = shrink(picture.image, THUMBNAIL.edge_px)
    return Development(
        width_px=picture.width_px,
        height_px=picture.height_px,
        renditions=(encode(small, THUMBNAIL), encode(picture.image, PREVIEW)),
        fingerprints=() if picture.damage else fingerprint_picture(small),
        likenesses=() if picture.damage else (likeness_of(picture.image),),
        shooting=words,
        notes=picture.notes,
        damage=picture.damage,
    )


def _develop_stand_in(path: Path, media: MediaType, orientation: int | None) -> Development:
    """Make renditions of the picture that stands for a raw file or Photoshop document; none where it carries none."""
    found = find_stand_in(path, media, orientation=orientation, edge_px=PREVIEW.edge_px)
    if found.image is None:
        return Development(found.width_px, found.height_px, notes=found.notes, damage=found.damage)
    small = shrink(found.image, THUMBNAIL.edge_px)
    return Development(
        width_px=found.width_px,
        height_px=found.height_px,
        renditions=(encode(small, THUMBNAIL), encode(found.image, PREVIEW)),
        fingerprints=fingerprint_picture(small),
        likenesses=(likeness_of(found.image),),
        notes=found.notes,
    )


def _glance(path: Path, media: MediaType, orientation: int | None) -> Development:
    """Read size and embedded thumbnail, without decoding the picture."""
    if media in STAND_INS:
        found = find_stand_in(path, media, orientation=orientation, edge_px=FIRST_LOOK_EDGE_PX)
        rendered = (encode(shrink(found.image, THUMBNAIL.edge_px), THUMBNAIL),) if found.image else ()
        return Development(found.width_px, found.height_px, rendered, notes=found.notes, damage=found.damage)
    width, height = measure_picture(path, media, orientation=orientation)
    stored = (height, width) if orientation in TURNED else (width, height)
    small = _embedded(path, media, orientation, stored)
    return Development(width, height, (small,) if small else ())


def _embedded(path: Path, media: MediaType, orientation: int | None, shape: tuple[int, int]) -> RenderedPicture | None:
    """Render the thumbnail that a file carries."""
    image = read_embedded_thumbnail(path, media, orientation=orientation, shape=shape)
    return render(image, THUMBNAIL) if image else None


def _what_is_left(path: Path, told: FileMetadata, damage: str) -> Development:
    """Keep what headers tell of a file whose pictures are lost, and the small picture that it carries."""
    small = _embedded(path, told.media, told.metadata.orientation, (0, 0))
    return Development(
        width_px=told.width_px or 0,
        height_px=told.height_px or 0,
        renditions=(small,) if small else (),
        damage=damage,
        duration_seconds=told.duration_seconds,
        codec=told.codec,
    )


def _says_something(told: FileMetadata) -> bool:
    """Tell whether a file whose picture is lost still says what it was, so that it is worth keeping."""
    metadata = told.metadata
    if told.media.kind == "video" and told.duration_seconds and told.width_px and told.codec:
        return True
    return bool(
        metadata.description or metadata.headline or metadata.creator or metadata.credit_line or metadata.supplier_ref
        or metadata.copyright_notice or metadata.source or metadata.keywords
    )  # fmt: skip


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


def _develop_video(path: Path, media: MediaType) -> Development:
    """Make what is needed of a clip."""
    facts = read_video(path, media)
    return Development(
        width_px=facts.width_px,
        height_px=facts.height_px,
        renditions=(render(facts.poster, THUMBNAIL), render(facts.poster, PREVIEW)),
        fingerprints=_fingerprint_frames(facts.frames),
        likenesses=tuple(likeness_of(frame.image, at_seconds=frame.at_seconds) for frame in facts.frames),
        duration_seconds=facts.duration_seconds,
        codec=facts.codec,
    )


def _fingerprint_frames(frames: tuple[VideoFrame, ...]) -> tuple[Fingerprint, ...]:
    """Fingerprint the frames that show something."""
    found = (fingerprint_frame(shrink(frame.image, THUMBNAIL.edge_px), frame.at_seconds) for frame in frames)
    return tuple(fingerprint for fingerprint in found if fingerprint is not None)
