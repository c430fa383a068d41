"""Looking at whole files of every kind: size, renditions, fingerprints, and what is refused."""

import hashlib
import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from library.errors import MediaError, MediaRefused, UnreadableMedia, UnsupportedMedia
from library.media.fingerprints import hamming
from library.media.inspect import Inspection, inspect_file, look_at
from library.media.renditions import PREVIEW, THUMBNAIL
from tests.media.building import encoded, exif_segment, exif_with_thumbnail, jpeg_with, rational, scene, tiff
from tests.media.clips import moving_scene, write_clip

PICTURES = {
    "JPEG": lambda: encoded(scene(), "JPEG"),
    "PNG": lambda: encoded(scene(), "PNG"),
    "TIFF": lambda: encoded(scene(), "TIFF"),
    "WebP": lambda: encoded(scene(), "WEBP"),
    "GIF": lambda: encoded(scene().convert("P"), "GIF", save_all=True, append_images=[scene().convert("P").rotate(90)]),
    "AVIF": lambda: encoded(scene(), "AVIF", speed=10),
}


@pytest.fixture
def look(tmp_path: Path):
    def call(data: bytes, name: str = "file.bin") -> Inspection:
        path = tmp_path / name
        path.write_bytes(data)
        return inspect_file(path)

    return call


def pixels(inspection: Inspection, name: str = "preview") -> np.ndarray:
    data = next(r.data for r in inspection.picture.renditions if r.name == name)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)


@pytest.mark.parametrize("kind", PICTURES)
def test_each_kind_of_picture_is_known_by_its_content(look, kind: str) -> None:
    data = PICTURES[kind]()
    found = look(data, "wrong-suffix.mp4")
    assert (found.media.format, found.media.kind) == (kind, "photo")
    assert (found.picture.width_px, found.picture.height_px) == (96, 64)
    assert (found.digest, found.size_bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert [r.name for r in found.picture.renditions] == ["thumbnail", "preview"]
    assert np.abs(pixels(found) - np.asarray(scene(), dtype=int)).mean() < 12
    assert hamming(found.picture.fingerprints[0].bits, look(PICTURES["PNG"](), "p").picture.fingerprints[0].bits) <= 6


def test_heic_is_read_when_somebody_gives_one(look) -> None:
    # libheif as we use it cannot write, so the smallest HEIC is one that is broken in the right place.
    with pytest.raises(UnreadableMedia):
        look(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 40)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright_once(look, orientation: int) -> None:
    undo = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270}  # fmt: skip
    stored = scene().transpose(undo[orientation]) if orientation in undo else scene()
    exif = exif_segment(tiff(((0x0112, 3, struct.pack("<H", orientation)),)))
    found = look(jpeg_with(exif, picture=encoded(stored, "JPEG", quality=95, subsampling=0)))
    assert (found.picture.width_px, found.picture.height_px, found.metadata.orientation) == (96, 64, orientation)
    assert np.abs(pixels(found) - np.asarray(scene(), dtype=int)).mean() < 8
    upright = look(encoded(scene(), "JPEG", quality=95, subsampling=0), "upright.jpg")
    assert hamming(found.picture.fingerprints[0].bits, upright.picture.fingerprints[0].bits) <= 2
    tags = Image.Exif()
    tags[0x0112] = orientation
    as_tiff = look(encoded(stored, "TIFF", tiffinfo=tags), "picture.tif")
    assert (as_tiff.picture.width_px, as_tiff.picture.height_px, as_tiff.metadata.orientation) == (96, 64, orientation)
    assert np.abs(pixels(as_tiff) - np.asarray(scene(), dtype=int)).mean() < 8


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16", "CMYK", "F", "LAB"])
def test_every_kind_of_pixel_becomes_srgb_or_grey(look, mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.asarray(scene().convert("L"), dtype=np.uint16) * 257)
    elif mode == "LAB":
        way = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        image = ImageCms.applyTransform(scene(), way)
    else:
        image = scene().convert(mode)
    found = look(encoded(image, "TIFF"))
    expected = np.asarray(scene().convert("1" if mode == "1" else "L").convert("L"), dtype=int)
    seen = np.asarray(Image.fromarray(pixels(found).astype(np.uint8)).convert("L"), dtype=int)
    assert np.abs(seen - expected).mean() < 15


def test_transparency_lies_on_white(look) -> None:
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert pixels(look(encoded(image, "PNG"))).min() >= 250
    indexed = Image.new("P", (40, 40), 3)
    indexed.putpalette(bytes(range(12)))
    assert pixels(look(encoded(indexed, "PNG", transparency=3))).min() >= 250


def test_a_wide_profile_is_converted_to_srgb(look) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    with_profile = look(encoded(scene(), "PNG", icc_profile=profile))
    assert with_profile.picture.renditions
    assert look(encoded(scene(), "PNG", icc_profile=b"not a profile"), "b.png").picture.notes == (
        "the colour profile cannot be used",
    )


def test_renditions_are_bounded_and_bare(look) -> None:
    exif = exif_segment(tiff((), gps=((1, 2, b"N\x00"), (2, 5, rational((46, 1), (57, 1), (0, 1))))))
    found = look(jpeg_with(exif, picture=encoded(scene(2400, 1600), "JPEG")))
    for rendition, spec in zip(found.picture.renditions, (THUMBNAIL, PREVIEW), strict=True):
        assert 0.8 * spec.edge_px <= max(rendition.width_px, rendition.height_px) <= spec.edge_px
        image = Image.open(io.BytesIO(rendition.data))
        assert image.size == (rendition.width_px, rendition.height_px)
        assert not {"exif", "icc_profile"} & set(image.info)
    assert (found.picture.width_px, found.picture.height_px) == (2400, 1600)


def test_shooting_data_come_in_words(look) -> None:
    exif = ((0x829A, 5, rational((1, 250))), (0x829D, 5, rational((28, 10))), (0x8827, 3, struct.pack("<H", 400)),
            (0x920A, 5, rational((85, 1))), (0x9209, 3, struct.pack("<H", 1)),
            (0xA434, 2, b"EF 85mm f/1.4L\x00"))  # fmt: skip
    found = look(jpeg_with(exif_segment(tiff(((0x0110, 2, b"EOS R5\x00"),), exif))))
    assert found.picture.shooting == {
        "lens": "EF 85mm f/1.4L", "exposure time": "1/250 s", "aperture": "f/2.8", "ISO": "400",
        "focal length": "85 mm", "flash": "fired",
    }  # fmt: skip


@pytest.mark.parametrize("place", range(20, 60, 4))
def test_an_exif_block_that_lies_costs_no_more_than_the_shooting_data(look, place: int) -> None:
    block = bytearray(tiff(((0x010E, 2, b"a caption of a picture\x00"),), ((0x829A, 5, rational((1, 250))),)))
    block[place : place + 4] = b"\xff\xff\xff\x7f"
    assert look(jpeg_with(exif_segment(bytes(block)))).picture.renditions


def test_directories_in_a_ring_do_not_hold_the_picture_up(look) -> None:
    ring = bytearray(tiff(((0x010E, 2, b"a text in a ring\x00"),)))
    struct.pack_into("<I", ring, 10 + 12, 8)
    found = look(jpeg_with(exif_segment(bytes(ring))))
    assert (found.metadata.description, found.picture.shooting) == ("a text in a ring", {})


@pytest.mark.parametrize("kind", ["WebP", "AVIF"])
@pytest.mark.parametrize("share", [0.2, 0.6])
def test_a_truncated_picture_of_a_kind_without_lines_is_unreadable(look, kind: str, share: float) -> None:
    image = Image.effect_noise((200, 150), 60).convert("RGB")
    data = encoded(image, {"WebP": "WEBP"}.get(kind, kind))
    with pytest.raises(UnreadableMedia):
        look(data[: int(len(data) * share)])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_of_a_truncated_picture_the_part_that_came_is_kept(look, kind: str) -> None:
    data = encoded(Image.effect_noise((200, 150), 60).convert("RGB"), kind)
    found = look(data[: int(len(data) * 0.6)])
    assert (found.picture.width_px, found.picture.height_px) == (200, 150)
    assert "of the height is missing" in (found.picture.damage or "")
    assert [r.name for r in found.picture.renditions] == ["thumbnail", "preview"]
    assert not found.picture.fingerprints, "a half picture is like no other"
    with pytest.raises(UnreadableMedia):
        look(data[: int(len(data) * 0.03)])


def test_a_jpeg_that_lacks_only_its_end_mark_is_whole(look) -> None:
    noise = Image.effect_noise((200, 150), 60).convert("RGB")
    found = look(encoded(noise, "JPEG")[:-2])
    assert (found.picture.width_px, found.picture.notes) == (200, ("the end of the picture data is missing",))
    assert found.picture.damage is None
    assert "coarse" in (look(encoded(noise, "JPEG", progressive=True)[:-2]).picture.damage or "")


def test_of_a_picture_that_is_lost_the_text_and_the_thumbnail_are_kept(look) -> None:
    block = exif_with_thumbnail(((0x010E, 2, b"a caption of a lost picture\x00"),), encoded(scene(160, 120), "JPEG"))
    whole = jpeg_with(exif_segment(block), picture=encoded(Image.effect_noise((200, 150), 60).convert("RGB"), "JPEG"))
    cut = look(whole[: whole.rindex(b"\xff\xda")])
    assert cut.metadata.description == "a caption of a lost picture"
    assert [r.name for r in cut.picture.renditions] == ["thumbnail"]
    assert cut.picture.damage
    only_text = jpeg_with(exif_segment(tiff(((0x010E, 2, b"nothing but words\x00"),))))[:-20]
    found = look(only_text[: only_text.rindex(b"\xff\xdb")])
    assert (found.metadata.description, found.picture.renditions) == ("nothing but words", ())
    assert found.picture.damage


def test_the_first_look_shows_the_embedded_thumbnail_upright_and_without_bars(tmp_path: Path) -> None:
    small = Image.new("RGB", (160, 120))
    small.paste(scene(160, 106), (0, 7))
    picture = Image.effect_noise((1500, 1000), 60).convert("RGB")
    for orientation, size in ((1, (1500, 1000)), (6, (1000, 1500))):
        block = exif_with_thumbnail(((0x0112, 3, struct.pack("<H", orientation)),), encoded(small, "JPEG", quality=95))
        path = tmp_path / f"{orientation}.jpg"
        path.write_bytes(jpeg_with(exif_segment(block), picture=encoded(picture, "JPEG")))
        looked = look_at(path)
        assert not looked.is_developed
        assert (looked.picture.width_px, looked.picture.height_px) == size
        thumbnail = looked.picture.renditions[0]
        assert (thumbnail.width_px, thumbnail.height_px) == ((160, 107) if orientation == 1 else (107, 160))
        whole = inspect_file(path)
        assert whole.is_developed
        assert [r.name for r in whole.picture.renditions] == ["thumbnail", "preview"]
        assert whole.metadata == looked.metadata


def test_a_thumbnail_of_another_crop_is_not_shown(tmp_path: Path) -> None:
    block = exif_with_thumbnail(((0x0110, 2, b"EOS R5\x00"),), encoded(scene(160, 120), "JPEG"))
    path = tmp_path / "cropped.jpg"
    picture = Image.effect_noise((1000, 1500), 60).convert("RGB")
    path.write_bytes(jpeg_with(exif_segment(block), picture=encoded(picture, "JPEG")))
    assert look_at(path).picture.renditions == ()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnreadableMedia),
        (b"Just a note", UnsupportedMedia),
        (b"%PDF-1.7 ...", UnsupportedMedia),
        (b"PK\x03\x04....", UnsupportedMedia),
        (b"\x00" * 64, UnsupportedMedia),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", UnreadableMedia),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00" + b"\x00" * 20, UnreadableMedia),
        (tiff(((0xC612, 1, b"\x01\x04\x00\x00"),)), UnreadableMedia),
        (b"\x00\x00\x00\x18ftypcrx " + b"\x00" * 20, UnreadableMedia),
        (b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", UnsupportedMedia),
        (b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 20, UnsupportedMedia),
    ],
)
def test_what_is_no_picture_is_named(look, data: bytes, error: type[MediaError]) -> None:
    with pytest.raises(error) as caught:
        look(data, "picture.jpg")
    assert "picture.jpg" in caught.value.message
    assert caught.value.hint


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 10_000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (20_000, 10_000), (2**31 - 1, 1)])
def test_pixel_bombs_are_refused_by_their_header(look, width: int, height: int) -> None:
    with pytest.raises(MediaRefused):
        look(bomb(width, height))


def test_a_large_flat_picture_is_no_bomb_and_gets_no_fingerprint(look) -> None:
    found = look(encoded(Image.new("L", (4000, 3000), 200), "PNG", optimize=True))
    assert (found.picture.width_px, found.picture.fingerprints) == (4000, ())


@pytest.mark.parametrize(
    ("name", "codec", "format_name"),
    [("a.mp4", "mpeg4", "MP4"), ("a.mov", "mpeg4", "MOV"), ("a.mkv", "mpeg4", "MKV"), ("a.webm", "libvpx", "WebM")],
)
def test_each_kind_of_clip_is_read(tmp_path: Path, name: str, codec: str, format_name: str) -> None:
    found = inspect_file(write_clip(tmp_path / name, moving_scene(), codec=codec, tags={"title": "A parade"}))
    assert (found.media.format, found.media.kind) == (format_name, "video")
    assert (found.picture.width_px, found.picture.height_px) == (128, 96)
    assert found.picture.duration_seconds == pytest.approx(2.0, abs=0.2)
    assert found.picture.codec
    assert found.metadata.title == "A parade"
    moments = [fingerprint.at_seconds for fingerprint in found.picture.fingerprints]
    assert len(moments) >= 4
    assert moments == sorted(moments)
    assert {fingerprint.region for fingerprint in found.picture.fingerprints} == {"frame"}


def test_a_poster_is_not_black_and_black_frames_count_for_nothing(tmp_path: Path) -> None:
    found = inspect_file(write_clip(tmp_path / "a.mp4", moving_scene(20, black=8), options={"movflags": "faststart"}))
    assert pixels(found).mean() > 30
    assert all(f.at_seconds is not None and f.at_seconds >= 0.7 for f in found.picture.fingerprints)


def test_a_clip_without_pictures_or_cut_off_is_unreadable(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", moving_scene())
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(UnreadableMedia):
        inspect_file(path)
