"""Likenesses: pinned bits, hashes in eight forms, words that a mirror does not lose, details that come back."""

import io

import imagehash
import numpy as np
import pytest
from PIL import Image, ImageOps

from library.errors import UnreadableMedia
from library.media.likeness import (
    MAX_POINTS,
    VERSION,
    WINDOWS,
    Likeness,
    find_points,
    forms_in,
    likeness_of,
    likeness_of_file,
    pack_detail,
    unpack_detail,
    upright_in,
    words_in,
)
from library.media.visual_words import mirrored, near_words_of, words_of
from tests.media.building import scene

PINNED = [
    "8156297e7e01697e",
    "b11778471731476e",
    "a80747f9077807f9",
    "920d6d52ad73ad52",
    "877807077b7b0707",
    "8d52ad2d6253adac",
    "b2275865257a5b4d",
    "9616297e83177e29",
]
PINNED_WORDS = [62453, 29173, 29014, 62453, 62453]


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return scene(400, 300)


@pytest.fixture(scope="module")
def likeness(picture: Image.Image) -> Likeness:
    return likeness_of(picture)


def test_the_hashes_are_pinned(likeness: Likeness) -> None:
    # Stored likenesses are compared for years: if this fails, raise VERSION; `duplicates refresh` makes them anew.
    assert (VERSION, [f"{value:016x}" for value in upright_in(likeness.hashes)]) == (1, PINNED)


def test_the_words_are_pinned() -> None:
    described = np.abs(np.sin(np.arange(5 * 128, dtype=np.float32))).reshape(5, 128)
    described /= np.linalg.norm(described, axis=1, keepdims=True)
    assert (VERSION, words_of(described).tolist()) == (1, PINNED_WORDS)


def test_first_form_is_imagehash_itself(picture: Image.Image, likeness: Likeness) -> None:
    assert f"{forms_in(likeness.hashes)[0, 0]:016x}" == str(imagehash.phash(picture.convert("L")))


@pytest.mark.parametrize("form", range(8))
def test_forms_are_the_hashes_of_turned_pictures(form: int, picture: Image.Image, likeness: Likeness) -> None:
    turned = picture.convert("L").resize((300, 300))
    if form & 4:
        turned = turned.transpose(Image.Transpose.TRANSPOSE)
    if form & 2:
        turned = ImageOps.flip(turned)
    if form & 1:
        turned = ImageOps.mirror(turned)
    bits = int(str(imagehash.phash(turned)), 16)
    assert (bits ^ int(forms_in(likeness.hashes)[0, form])).bit_count() <= 4


def test_border_adds_the_hashes_of_the_bare_picture(picture: Image.Image, likeness: Likeness) -> None:
    framed = likeness_of(ImageOps.expand(picture, 40, "black"))
    assert len(forms_in(framed.hashes)) == 2
    assert len(forms_in(likeness.hashes)) == 1
    assert len(upright_in(framed.hashes)) == 2 + len(WINDOWS)
    assert (int(forms_in(framed.hashes)[1, 0]) ^ int(forms_in(likeness.hashes)[0, 0])).bit_count() <= 6


def test_flat_picture_has_no_hashes_and_no_words() -> None:
    flat = likeness_of(Image.new("RGB", (300, 200), "grey"))
    assert (flat.hashes, flat.words) == (b"", b"")
    assert len(unpack_detail(flat.detail).points) == 0
    assert forms_in(flat.hashes).shape == (0, 8)
    assert len(upright_in(flat.hashes)) == 0


def test_mirrored_picture_has_the_mirrored_descriptors() -> None:
    random = np.random.default_rng(5)
    soft = Image.fromarray(random.integers(0, 255, (24, 32), dtype=np.uint8)).resize(
        (320, 240), Image.Resampling.BICUBIC
    )
    grey = np.asarray(soft)
    described = find_points(grey)[1]
    seen = find_points(np.ascontiguousarray(grey[:, ::-1]))[1]
    best = (mirrored(described) @ seen.T).max(axis=1)
    assert np.median(best) > 0.95
    assert (mirrored(mirrored(described)) == described).all()


def test_near_words_begin_with_the_word_itself() -> None:
    described = find_points(np.asarray(scene(400, 300).convert("L")))[1]
    assert (near_words_of(described)[:, 0] == words_of(described)).all()
    assert len(words_of(described)) <= MAX_POINTS


def test_detail_comes_back_almost_as_it_was(picture: Image.Image) -> None:
    grey = np.asarray(picture.convert("L"))
    points, described = find_points(grey)
    packed = pack_detail(grey, points, described, 70)
    back = unpack_detail(packed)
    assert back.colour == 70
    assert np.abs(back.points - points).max() < 0.02
    assert ((back.descriptors * described).sum(axis=1) > 0.97).all()
    assert np.abs(back.grey.astype(int) - grey).mean() < 3
    assert len(packed) < 60_000


@pytest.mark.parametrize("data", [b"", b"PDL1", b"no likeness at all, but long enough", bytes(200)])
def test_what_is_no_detail_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="likeness"):
        unpack_detail(data)


def test_likeness_of_a_rendition_is_nearly_that_of_the_picture(picture: Image.Image, likeness: Likeness) -> None:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    found = likeness_of_file(written.getvalue())
    assert (int(upright_in(found.hashes)[0]) ^ int(upright_in(likeness.hashes)[0])).bit_count() <= 4
    assert len(words_in(found.words))
    with pytest.raises(UnreadableMedia):
        likeness_of_file(written.getvalue()[:100])
