"""Read what a file says of itself: `read_file`, `read_metadata`, the records they give, and their JSON form.

The way of a value: container walker -> block (EXIF, IIM, XMP) -> candidates by origin -> precedence -> one value.
No pixel is decoded on the way.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from hashlib import md5
from pathlib import Path
from typing import Any, BinaryIO

from library.errors import UnreadableMedia
from library.media import bmff, chunks, probe, raw, raw_canon
from library.media.blocks import MetadataBlocks
from library.media.candidates import Candidate, collect_candidates
from library.media.content_credentials import ContentCredentials, read_credentials, with_remote
from library.media.details import Structure, Translation, read_structures, read_translations
from library.media.exif_fields import ExifFields, read_exif_fields
from library.media.iim import read_iim
from library.media.jpeg import walk_jpeg
from library.media.lengths import shorten
from library.media.matroska import walk_matroska
from library.media.photoshop import read_resources
from library.media.photoshop_file import walk_psd
from library.media.precedence import Decision, decide
from library.media.probe import MediaType, probe_file
from library.media.quicktime import walk_movie
from library.media.sidecar import Sidecar, orientation_of, read_sidecar, stored_size, walk_sidecar
from library.media.tiff import TiffDirectories, picture_size, read_directories, walk_tiff
from library.media.xmp import XmpProperties, read_xmp

_TIFF_XMP, _TIFF_IPTC, _TIFF_PHOTOSHOP = 0x02BC, 0x83BB, 0x8649


Walker = Callable[[BinaryIO, MetadataBlocks], None]
"""Reads one kind of container and fills the blocks; a file that breaks off is read as far as it goes."""

_WALKERS: dict[MediaType, Walker] = {
    probe.JPEG: walk_jpeg,
    probe.PNG: chunks.walk_png,
    probe.WEBP: chunks.walk_webp,
    probe.GIF: chunks.walk_gif,
    probe.HEIC: bmff.walk_heif,
    probe.AVIF: bmff.walk_avif,
    probe.TIFF: walk_tiff,
    probe.MP4: walk_movie,
    probe.MOV: walk_movie,
    probe.WEBM: walk_matroska,
    probe.MKV: walk_matroska,
    probe.XMP: walk_sidecar,
    probe.EXV: walk_jpeg,
    probe.PSD: walk_psd,
    probe.PSB: walk_psd,
    probe.CR3: raw_canon.walk_cr3,
    probe.CRW: raw_canon.walk_crw,
    probe.RAF: raw.walk_raf,
    probe.MRW: raw.walk_mrw,
    probe.X3F: raw.walk_x3f,
    **dict.fromkeys(probe.TIFF_RAWS, raw.walk_raw_tiff),
}
"""A further kind of file: its `MediaType` in probe.py, its walker here."""


@dataclass(frozen=True, slots=True)
class EmbeddedMetadata:
    """The fields of standards.md §1 as one file carries them; None or () when it does not.

    Attributes:
        created: ISO 8601; with an offset only when the file has one.
        release: ISO 8601; not to be published before.
        expires: ISO 8601; not to be published after.
        orientation: EXIF orientation 1 to 8.
        gps: latitude and longitude in degrees.
        comment: what stands outside the fields (EXIF UserComment, comments of JPEG, PNG and GIF); no caption.
        content_credentials: 'valid', 'invalid' or 'unreadable'; None when the file has none. Valid is not trusted.
        credentials_signer: whom the certificate names that signed them.
        credentials_reason: why they do not hold or cannot be read, the library's words.
        translations: texts by language, of fields that have more than their default text.
        structures: licensors, places, contacts and the like with all their parts.
        candidates: every value with the block it came from, also those that lost.
        conflicts: names of fields whose blocks disagree.
        notes: what was odd or had to be guessed, in words.
    """

    description: str | None = None
    headline: str | None = None
    title: str | None = None
    creator: tuple[str, ...] = ()
    creator_title: str | None = None
    credit_line: str | None = None
    source: str | None = None
    copyright_notice: str | None = None
    copyright_owner: str | None = None
    image_supplier: str | None = None
    supplier_ref: str | None = None
    licensor_url: str | None = None
    usage_terms: str | None = None
    web_statement: str | None = None
    instructions: str | None = None
    transmission_ref: str | None = None
    caption_writer: str | None = None
    alt_text: str | None = None
    extended_description: str | None = None
    keywords: tuple[str, ...] = ()
    created: str | None = None
    release: str | None = None
    expires: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    country_code: str | None = None
    location: str | None = None
    persons: tuple[str, ...] = ()
    event: str | None = None
    digital_source_type: str | None = None
    data_mining: str | None = None
    ai_system_used: str | None = None
    ai_system_version_used: str | None = None
    ai_prompt_information: str | None = None
    ai_prompt_writer_name: str | None = None
    orientation: int | None = None
    camera: str | None = None
    lens: str | None = None
    exposure: str | None = None
    gps: tuple[float, float] | None = None
    comment: str | None = None
    content_credentials: str | None = None
    credentials_signer: str | None = None
    credentials_reason: str | None = None
    translations: tuple[Translation, ...] = ()
    structures: tuple[Structure, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """What a file is and what it says of itself.

    Attributes:
        media: its kind, by content.
        metadata: the editorial fields.
        width_px: as shown upright; None when the file does not say.
        height_px: as shown upright.
        duration_seconds: of a clip.
        codec: of a clip's pictures.
        c2pa: state of the Content Credentials: 'absent', 'valid', 'invalid' or 'unreadable'.
    """

    media: MediaType
    metadata: EmbeddedMetadata
    width_px: int | None = None
    height_px: int | None = None
    duration_seconds: float | None = None
    codec: str | None = None
    c2pa: str = "absent"


def read_metadata(path: Path, media: MediaType | None = None) -> EmbeddedMetadata:
    """Read all embedded metadata of a file; one bad block never loses the others.

    Args:
        path: the file.
        media: its kind, when it has been probed already.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file cannot be opened or read.
    """
    return read_file(path, media).metadata


def read_file(path: Path, media: MediaType | None = None) -> FileMetadata:
    """Read the metadata of a file together with its kind, upright size, duration and codec, from headers alone.

    Args:
        path: the file.
        media: its kind, when it has been probed already.

    Raises:
        UnsupportedMedia: the file is of no kind that we read.
        UnreadableMedia: the file cannot be opened or read.
    """
    media = media or probe_file(path)
    blocks, directories = read_blocks(path, media)
    credentials = _read_credentials(path, media)
    metadata = _join(blocks, directories, media, read_sidecar(path, media), credentials)
    width, height = _upright_size(media, blocks, metadata)
    state = metadata.content_credentials or "absent"
    return FileMetadata(media, metadata, width, height, blocks.duration_seconds, blocks.codec, state)


def _read_credentials(path: Path, media: MediaType) -> ContentCredentials:
    """Read the Content Credentials of a file."""
    try:
        with path.open("rb") as file:
            return read_credentials(file, media)
    except OSError as e:
        raise UnreadableMedia(f"{path.name} cannot be read: {e.strerror or e}.") from e


def read_blocks(path: Path, media: MediaType) -> tuple[MetadataBlocks, TiffDirectories]:
    """Read the raw blocks of a file, and the directories of its EXIF.

    Raises:
        UnreadableMedia: the file cannot be opened or read.
    """
    blocks = MetadataBlocks()
    try:
        with path.open("rb") as file:
            _WALKERS[media](file, blocks)
            directories = blocks.directories or TiffDirectories()
            if blocks.tiff and not blocks.directories:
                directories = read_directories(blocks.tiff)
    except OSError as e:
        raise UnreadableMedia(f"{path.name} cannot be read: {e.strerror or e}.") from e
    if media is probe.TIFF:
        blocks.size = picture_size(directories.main)
    _take_from_tiff(directories, blocks)
    return blocks, directories


def _upright_size(
    media: MediaType, blocks: MetadataBlocks, metadata: EmbeddedMetadata
) -> tuple[int, int] | tuple[None, None]:
    """Return width and height as shown; a container's own turn goes before EXIF (metadata.md §11.8)."""
    if blocks.size is None:
        return None, None
    turns_itself = blocks.turn is not None or media in {probe.HEIC, probe.AVIF} or media.kind == "video"
    turn = blocks.turn if turns_itself else metadata.orientation
    return blocks.size[::-1] if turn in {5, 6, 7, 8} else blocks.size


def _take_from_tiff(directories: TiffDirectories, blocks: MetadataBlocks) -> None:
    """Take the blocks that a TIFF structure holds as tags, where the container had none."""
    main = directories.main
    if _TIFF_XMP in main and not blocks.xmp:
        blocks.add_xmp(main[_TIFF_XMP].data)
    if blocks.iim:
        return
    if _TIFF_PHOTOSHOP in main:
        read_resources(main[_TIFF_PHOTOSHOP].data, blocks)
    if _TIFF_IPTC in main and main[_TIFF_IPTC].data.strip(b"\x00"):
        blocks.iim.insert(0, main[_TIFF_IPTC].data)


def _join(
    blocks: MetadataBlocks,
    directories: TiffDirectories,
    media: MediaType,
    beside: Sidecar | None,
    credentials: ContentCredentials,
) -> EmbeddedMetadata:
    """Read the blocks, collect all candidates and decide field by field."""
    xmp = read_xmp(blocks)
    iim = read_iim(blocks.iim, xmp.all_texts())
    exif: ExifFields = read_exif_fields(directories)
    text_origin = "QuickTime" if media.kind == "video" else media.format
    candidates = collect_candidates(xmp, iim, exif, blocks.texts, text_origin)
    if media is probe.XMP:
        blocks.size, blocks.turn = stored_size(xmp), orientation_of(xmp)
    credentials = with_remote(credentials, xmp.text("dcterms:provenance"))
    if credentials.digital_source_type:
        candidates.append(Candidate("digital_source_type", "C2PA", credentials.digital_source_type))
    is_first = beside is not None and beside.goes_before(xmp)
    if beside:
        candidates = [*beside.candidates(), *candidates]
        blocks.note(f"{beside.path.name} lies beside it and is read {'before' if is_first else 'after'} its own XMP")
    candidates = shorten(candidates, blocks)
    decision: Decision = decide(
        candidates, iim_is_newer=_iim_is_newer(blocks), cut_in_iim=iim.cut, sidecar_first=is_first
    )
    notes = list(dict.fromkeys([*blocks.notes, *directories.notes, *iim.notes, *xmp.notes, *decision.notes]))
    values: dict[str, Any] = dict(decision.values)
    return EmbeddedMetadata(
        **values,
        orientation=_turn_beside(beside, media) or exif.orientation or _other_orientation(blocks, xmp),
        exposure=exif.exposure or None,
        content_credentials=credentials.state if credentials.state != "absent" else None,
        credentials_signer=credentials.signer or None,
        credentials_reason=credentials.reason or None,
        translations=read_translations(xmp),
        structures=read_structures(xmp),
        candidates=tuple(candidates),
        conflicts=decision.conflicts,
        notes=tuple(notes),
    )


def _turn_beside(beside: Sidecar | None, media: MediaType) -> int | None:
    """Return the turn that a program noted beside a raw file, which it could not turn itself."""
    return orientation_of(beside.xmp) if beside and media in probe.CAMERA_RAWS else None


def _other_orientation(blocks: MetadataBlocks, xmp: XmpProperties) -> int | None:
    """Return the container's turn where EXIF has none; of XMP, which turns no picture anywhere, only "upright"."""
    if blocks.turn not in {None, 1}:
        return blocks.turn
    return 1 if xmp.text("tiff:Orientation") == "1" else None


def _iim_is_newer(blocks: MetadataBlocks) -> bool:
    """Tell whether Photoshop's digest shows that IIM was edited after XMP (MWG 2.0 §3.3.2)."""
    if blocks.iptc_digest is None or not blocks.iim:
        return False
    return all(md5(block, usedforsecurity=False).digest() != blocks.iptc_digest for block in blocks.iim)


def to_json(metadata: EmbeddedMetadata) -> dict[str, object]:
    """Return the record as plain JSON values: lists for tuples, objects for the records within it."""
    return {item.name: _plain(getattr(metadata, item.name)) for item in fields(metadata)}


def _plain(value: Any) -> Any:  # noqa: ANN401  any field
    """Return one value as JSON has it."""
    if isinstance(value, (Candidate, Translation, Structure)):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def from_json(plain: dict[str, Any]) -> EmbeddedMetadata:
    """Rebuild the record from `to_json`; unknown names are left out, so that older records stay readable."""
    known = {item.name for item in fields(EmbeddedMetadata)}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items() if key in known
    }
    values["candidates"] = tuple(
        Candidate(c["field"], c["origin"], tuple(c["value"]) if isinstance(c["value"], list) else c["value"])
        for c in plain.get("candidates", ())
    )
    values["translations"] = tuple(Translation(**one) for one in plain.get("translations", ()))
    values["structures"] = tuple(
        Structure(one["name"], tuple((part[0], part[1]) for part in one["parts"]))
        for one in plain.get("structures", ())
    )
    return EmbeddedMetadata(**values)
