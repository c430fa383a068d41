"""Fingerprints: pinned bits, borders, and pictures without structure."""

import numpy as np
from PIL import Image, ImageOps

from library.media.fingerprints import (
    VERSION,
    find_content_box,
    fingerprint_frame,
    fingerprint_picture,
    hamming,
    phash_bits,
)
from tests.media.building import scene


def test_the_bits_are_pinned() -> None:
    # Stored fingerprints are compared for years: if this fails, raise VERSION and provide for rehashing.
    assert (VERSION, phash_bits(scene(320, 240))) == (1, "8156297e76096d7c")


def test_small_changes_move_few_bits_and_other_pictures_many() -> None:
    picture = scene(320, 240)
    bits = phash_bits(picture)
    assert hamming(bits, phash_bits(picture.resize((200, 150)))) <= 4
    assert hamming(bits, phash_bits(picture.convert("L"))) <= 2
    assert hamming(bits, phash_bits(ImageOps.mirror(picture))) > 12


def test_a_border_gives_a_second_fingerprint_like_that_of_the_bare_picture() -> None:
    picture = scene(320, 240)
    framed = ImageOps.expand(picture, border=(0, 40), fill="black")
    found = fingerprint_picture(framed)
    assert [fingerprint.region for fingerprint in found] == ["whole", "trimmed"]
    assert hamming(found[1].bits, phash_bits(picture)) <= 4
    assert [fingerprint.region for fingerprint in fingerprint_picture(picture)] == ["whole"]


def test_flat_pictures_have_no_fingerprint() -> None:
    assert fingerprint_picture(Image.new("RGB", (300, 200), "grey")) == ()
    assert fingerprint_frame(Image.new("RGB", (300, 200)), 1.0) is None


def test_a_picture_of_sky_is_not_trimmed_to_its_ground() -> None:
    values = np.full((200, 300), 220, dtype=np.uint8)
    values[170:] = np.random.default_rng(1).integers(0, 255, (30, 300))
    assert find_content_box(Image.fromarray(values)) is None


def test_hamming_is_symmetric_and_zero_for_itself() -> None:
    assert hamming("00000000000000ff", "000000000000000f") == hamming("000000000000000f", "00000000000000ff") == 4
    assert hamming("ffffffffffffffff", "ffffffffffffffff") == 0
