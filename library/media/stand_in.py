"""The picture that stands for a file whose own pixels are not developed: raw files and Photoshop documents.

A raw file is shown by the JPEG that the camera laid into it, a Photoshop document by its merged picture or, where it
has none, by the small one among its resources. Size and turn are those of the file, not of what stands for it.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from library.errors import UnreadableMedia
from library.media import probe
from library.media.metadata import read_file
from library.media.photoshop_file import has_merged_picture, read_thumbnail
from library.media.picture import TURNED, decode_embedded, decode_picture
from library.media.probe import MediaType
from library.media.raw_preview import read_previews

STAND_INS = frozenset({*probe.CAMERA_RAWS, probe.PSD, probe.PSB})
"""Kinds of files that are shown by another picture than their own pixels."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands for a file.

    Attributes:
        image: upright and in sRGB; None when the file carries none.
        width_px: of the file's own picture as shown upright; that of the image where the file does not say; else 0.
        height_px: the same.
        notes: what was odd.
        damage: why what it carries cannot be shown, in words.
    """

    image: Image.Image | None
    width_px: int
    height_px: int
    notes: tuple[str, ...] = ()
    damage: str | None = None


def find_stand_in(path: Path, media: MediaType, *, orientation: int | None, edge_px: int) -> StandIn:
    """Decode the picture that stands for a file.

    Args:
        path: the file.
        media: its kind, one of `STAND_INS`.
        orientation: EXIF orientation as the metadata say.
        edge_px: the longer edge wanted.

    Raises:
        MediaRefused: the picture has too many pixels to be opened safely.
        UnreadableMedia: the file cannot be read.
    """
    file = read_file(path, media)
    size = (file.width_px or 0, file.height_px or 0)
    try:
        if media in probe.CAMERA_RAWS:
            image = _decode_raw(path, media, orientation, edge_px, size)
        else:
            image = _decode_document(path, media, orientation, edge_px)
    except UnreadableMedia as e:
        return StandIn(None, *size, damage=e.message)
    if image is None:
        return StandIn(None, *size, ("the file carries no picture to show",))
    return StandIn(image, *(size if all(size) else image.size))


def _decode_raw(
    path: Path, media: MediaType, orientation: int | None, edge_px: int, size: tuple[int, int]
) -> Image.Image | None:
    """Decode the camera's JPEG; one that is upright already is not turned again."""
    broken: UnreadableMedia | None = None
    with path.open("rb") as file:
        for found in read_previews(file, media, wanted_edge_px=edge_px):
            stands = orientation in TURNED and all(size) and found.width_px != found.height_px
            is_upright = stands and (found.width_px > found.height_px) == (size[0] > size[1])
            try:
                return decode_embedded(found.data, path, orientation=1 if is_upright else orientation, edge_px=edge_px)
            except UnreadableMedia as e:
                broken = broken or e
    if broken:
        raise broken
    return None


def _decode_document(path: Path, media: MediaType, orientation: int | None, edge_px: int) -> Image.Image | None:
    """Decode a Photoshop document's merged picture, else its small one."""
    with path.open("rb") as file:
        is_merged = media is probe.PSD and has_merged_picture(file)
        small = read_thumbnail(file)
    if is_merged:
        try:
            return decode_picture(
                path, media, orientation=orientation, edge_px=edge_px, can_salvage=small is None
            ).image
        except UnreadableMedia:
            if small is None:
                raise
    if small is None:
        return None
    return decode_embedded(small, path, orientation=orientation, edge_px=edge_px)
