"""Copies that leave the house: with what the desk decided inside them, private things kept or left out by policy.

A copy for partners is the original plus the decisions of people; a public rendition carries what is shown, and loses
position, serial numbers and faces (standards.md §3). Originals are only read.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Rendition
from library.credits.format import format_credit
from library.desk.agencies import registry_of
from library.desk.curate import get_row
from library.desk.history import begin_step
from library.desk.house import credit_of, house_style
from library.desk.workspace import Workspace
from library.errors import InvalidInput, LibraryError, MediaError, UnreadableMedia
from library.galleries.document import DocumentItem, DocumentRendition
from library.media.changes import FIELDS, LISTS, STAMP, Changes, Text, parse_changes
from library.media.embed import Written, can_embed
from library.media.policy import COPY, PUBLIC, MetadataPolicy
from library.media.probe import MEDIA_TYPES
from library.media.writer import Writer

_SAME_NAME = (
    "headline", "description", "alt_text", "supplier_ref", "keywords", "copyright_notice", "instructions",
    "usage_terms", "city", "country", "credit_line",
)  # fmt: skip
"""Fields of the desk that a file carries under the same name."""

_CREDIT_PARTS = frozenset({"distributor", "agency", "photographer", "provider"})
_AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_FORBIDDEN = {ord(char): "_" for char in '/\\:*?"<>|'} | dict.fromkeys(range(32), "_")


@dataclass(frozen=True, slots=True)
class AssetCopy:
    """What became of one asset.

    Args:
        path: the copy; None where none was made.
        written: how its metadata were written; None where no copy was made.
        is_rendition: the copy is the preview, because photodesk cannot take private things out of this kind of file.
        reason: why no copy was made, and what to do.
    """

    asset_id: int
    path: Path | None = None
    written: Written | None = None
    is_rendition: bool = False
    reason: str | None = None
    hint: str | None = None


def fields_of(workspace: Workspace, asset: Asset, policy: MetadataPolicy) -> Changes:
    """Give the fields that an asset's copy is to carry.

    Args:
        policy: with `keeps_everything` a value counts where a person decided it; else what is shown counts.
    """
    fields = facts_of(asset, policy)
    if not policy.keeps_everything:
        fields = reserve(workspace, fields)
    if caption := asset.decided.get("caption") or (not policy.keeps_everything and asset.caption):
        fields["description"] = str(caption)
    if "credit_line" not in asset.decided and (_CREDIT_PARTS & set(asset.decided) or not policy.keeps_everything):
        printed = _credit(workspace, asset)
        if printed:
            fields["credit_line"] = printed
    return fields


def reserve(workspace: Workspace, fields: Changes) -> Changes:
    """Add the house's words on data mining to the fields of a public copy, where its source has none of its own."""
    code = workspace.settings.data_mining
    if not code or fields.get("data_mining"):
        return fields
    return fields | parse_changes({"data_mining": code})


def facts_of(asset: Asset, policy: MetadataPolicy = PUBLIC) -> Changes:
    """Give the fields of an asset's copy without the words of the desk: no caption, and the credit as delivered.

    Args:
        policy: as in `fields_of`.
    """
    fields: Changes = {}
    for name in FIELDS:
        value = asset.delivered.get(name)
        if value:
            fields[name] = tuple(value) if name in LISTS else value
    for name, value in {name: getattr(asset, name) for name in _SAME_NAME}.items():
        if name in asset.decided or (value and not policy.keeps_everything):
            fields[name] = _plain(name, value)
    if asset.photographer and ("photographer" in asset.decided or not fields.get("creator")):
        fields["creator"] = (asset.photographer,)
    if asset.is_ai and not fields.get("digital_source_type"):
        fields["digital_source_type"] = _AI
    return fields


def _plain(name: str, value: Any) -> Text:  # noqa: ANN401  a column holds text, a list or nothing
    if name in LISTS:
        return tuple(value or ())
    return value or ""


def _credit(workspace: Workspace, asset: Asset) -> str:
    """Give the credit as the house prints it, without the word that stands before it on a page."""
    style = replace(house_style(workspace), prefix={}, suffix="")
    return format_credit(credit_of(asset), style, "photo", registry=registry_of(workspace))


def bare_credit(workspace: Workspace, printed: str, kind: str) -> str:
    """Give a printed credit without what the house style puts around it on a page: files carry no label."""
    style = house_style(workspace)
    return printed.removeprefix(style.prefix.get(kind, "")).removesuffix(style.suffix).strip()


def export_copies(
    workspace: Workspace,
    asset_ids: Iterable[int],
    folder: Path,
    policy: MetadataPolicy = COPY,
    *,
    by: str,
    now: datetime,
) -> Iterator[AssetCopy]:
    """Write copies of assets into a folder, one by one; one that fails never stops the others.

    Nothing that is in the folder already is overwritten. All copies are one step of the history.

    Args:
        folder: made when it is not there.
        policy: `COPY` for partners, `PUBLIC` for readers.

    Raises:
        InvalidInput: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise InvalidInput(f"{folder} cannot be made: {e.strerror or e}.", hint="Choose another folder.") from e
    done: list[AssetCopy] = []
    writer = Writer()
    try:
        for asset_id in dict.fromkeys(asset_ids):
            try:
                done.append(_copy(workspace, asset_id, folder, policy, writer, now))
            except LibraryError as error:
                done.append(AssetCopy(asset_id, reason=error.message, hint=error.hint))
            yield done[-1]
    finally:
        writer.close()
        _note(workspace, done, policy, by=by, now=now)


def read_rendition(
    workspace: Workspace, item: DocumentItem, rendition: DocumentRendition, language: str | None, writer: Writer
) -> bytes:
    """Read the rendition of a gallery's picture with caption, alt text, credit and rights inside.

    All that is written is the document's, so a frozen one gives the same bytes whatever becomes of the asset.

    Args:
        language: of the caption; None: the gallery's own.

    Raises:
        BlobMissing: the store lost the picture.
        InvalidInput: what is not for the public cannot be taken out of a clip.
    """
    media = next((kind for kind in MEDIA_TYPES if kind.mime == rendition.mime), None)
    if media is not None and media.kind == "video":
        return _read_clip(workspace, rendition, writer)
    data = workspace.store.read("originals" if rendition.name == "original" else "renditions", rendition.digest)
    if media is None or not can_embed(media):
        return data
    fields: Changes = {name: text for name, text in item.metadata.items() if name in FIELDS}
    caption = item.translations.get(language) if language else None
    words = {"description": caption or item.caption or item.agency_text, "alt_text": item.alt_text}
    fields |= parse_changes({name: text for name, text in words.items() if text})
    fields.setdefault("credit_line", item.credit.printed)
    try:
        return writer.embed(data, media, fields, PUBLIC)
    except MediaError:  # the page goes out all the same; the credit stands beside the picture
        return data


def _read_clip(workspace: Workspace, rendition: DocumentRendition, writer: Writer) -> bytes:
    """Read a clip for the public: its pictures and sound, without position, owner and device."""
    with (
        TemporaryDirectory(prefix="photodesk-") as name,
        workspace.store.local_path("originals", rendition.digest) as original,
    ):
        return writer.write(original, Path(name) / "clip", {}, PUBLIC).path.read_bytes()


def make_copy(
    workspace: Workspace, asset_id: int, policy: MetadataPolicy = COPY, *, by: str, now: datetime
) -> tuple[str, bytes]:
    """Make one copy for a download.

    Returns:
        File name and bytes: the copy, or a ZIP archive of it with its sidecar.

    Raises:
        NotFound: there is no such asset.
        LibraryError: the copy cannot be made.
    """
    with TemporaryDirectory(prefix="photodesk-") as name, Writer() as writer:
        copy = _copy(workspace, asset_id, Path(name), policy, writer, now)
        _note(workspace, [copy], policy, by=by, now=now)
        path = copy.path or Path(name)
        if copy.written is None or copy.written.sidecar is None:
            return path.name, path.read_bytes()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for member in (path, copy.written.sidecar):
                archive.write(member, member.name)
        return f"{path.stem}.zip", buffer.getvalue()


def copy_name(asset: Asset, policy: MetadataPolicy) -> str:
    """Give the file name of a download."""
    stem = _stem(asset)
    if not policy.keeps_everything and not _is_embeddable(asset) and asset.kind == "photo":
        return f"{stem}.jpg"
    return f"{stem}{asset.suffix}" if _is_embeddable(asset) else f"{stem}.zip"


def _is_embeddable(asset: Asset) -> bool:
    """Tell whether metadata are written into an asset's kind of file."""
    return any(kind.format == asset.format and can_embed(kind) for kind in MEDIA_TYPES)


def _copy(
    workspace: Workspace, asset_id: int, folder: Path, policy: MetadataPolicy, writer: Writer, now: datetime
) -> AssetCopy:
    """Write one copy of the original, or where the policy wants it and the kind of file forbids it, of the preview."""
    with reading(workspace.engine) as session:
        asset = get_row(session, asset_id)
        preview = session.exec(
            select(Rendition).where(Rendition.asset_id == asset_id, Rendition.name == "preview")
        ).first()
    fields = fields_of(workspace, asset, policy) | {STAMP: now.isoformat(timespec="seconds")}
    is_original = policy.keeps_everything or _is_embeddable(asset) or asset.kind == "video"
    if is_original:
        target = _free_path(folder, asset, asset.suffix)
        try:
            with workspace.store.local_path("originals", asset.digest) as original:
                # What the file says already needs no writing in a copy; what came in a sidecar does.
                written = writer.write(original, target, fields, policy, only_new=policy.keeps_everything)
                return AssetCopy(asset_id, target, written)
        except UnreadableMedia:
            if policy.keeps_everything or asset.kind == "video" or preview is None:
                raise
            # Too damaged to take out what is not for the public: what the desk sees of it goes instead.
    if preview is None:
        raise InvalidInput(
            f"{asset.file_name} is {asset.format}, out of which photodesk cannot take place and serial numbers.",
            hint="Make a copy with metadata, or export a public version from another program.",
        )
    target = _free_path(folder, asset, ".jpg")
    with workspace.store.local_path("renditions", preview.digest) as rendition:
        return AssetCopy(asset_id, target, writer.write(rendition, target, fields, policy), is_rendition=True)


def _stem(asset: Asset) -> str:
    """Give the name that a copy's file has before its suffix, harmless on every system."""
    return Path(asset.file_name.translate(_FORBIDDEN)).stem.strip(". ")[:100] or f"asset-{asset.id}"


def _free_path(folder: Path, asset: Asset, suffix: str) -> Path:
    """Choose a name that is free in the folder, from the name the file came with."""
    stem = _stem(asset)
    path = folder / f"{stem}{suffix}"
    number = 1
    while any(taken.exists() for taken in (path, path.with_suffix(".xmp"), path.with_name(path.name + ".xmp"))):
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _note(workspace: Workspace, copies: list[AssetCopy], policy: MetadataPolicy, *, by: str, now: datetime) -> None:
    """Note in the history what left the house, and what became of Content Credentials."""
    made = [copy for copy in copies if copy.written]
    if not made:
        return
    with writing(workspace.engine) as session:
        step = begin_step(session, "export", by=by, now=now)
        for copy in made:
            asset = get_row(session, copy.asset_id)
            step.note(asset, "copy", None, f"{policy.name}: {copy.path.name}" if copy.path else policy.name)
            if copy.written and copy.written.credentials:
                step.note(asset, "content_credentials", None, copy.written.credentials.sentence())
