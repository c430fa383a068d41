"""What two pictures are proved to be to each other: drawn pictures, altered as desks and networks do."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from library.duplicates.relations import JOINED, Relation, Shown, from_the_other_side, near_forms, relate
from library.duplicates.wording import PHRASES, why
from tests.duplicates.pictures import seen, street


def turned_left(image: Image.Image) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_90)


def written_over(image: Image.Image) -> Image.Image:
    out = image.copy()
    draw = ImageDraw.Draw(out)
    draw.rectangle((0, 300, 640, 370), fill=(170, 20, 30))
    draw.text((20, 310), "HEADLINE NEWS", fill="white", font_size=40)
    return out


def proved(first: Shown, second: Shown) -> Relation:
    found = relate(first, second)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return street(1)


@pytest.fixture(scope="module")
def original(picture: Image.Image) -> Shown:
    return seen(picture)


ALTERED: dict[str, tuple[Callable[[Image.Image], Image.Image], str, str]] = {
    "smaller": (lambda image: image.resize((320, 210)), "same", "resized"),
    "cut": (lambda image: image.crop((200, 100, 640, 420)), "crop", "crop"),
    "mirrored": (ImageOps.mirror, "altered", "mirrored"),
    "grey": (lambda image: image.convert("L").convert("RGB"), "altered", "black_and_white"),
    "turned": (turned_left, "altered", "turned"),
    "framed": (lambda image: ImageOps.expand(image, 60, "white"), "altered", "framed"),
    "written over": (written_over, "altered", "overlay"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_copy_is_the_same_picture_with_its_reason(name: str, picture: Image.Image, original: Shown) -> None:
    change, kind, reason = ALTERED[name]
    found = proved(seen(change(picture)), original)
    assert found.kind == kind
    assert reason in [each.code for each in found.reasons]
    assert why(found.reasons)


def test_region_of_a_crop_is_told_in_px_of_the_original(picture: Image.Image, original: Shown) -> None:
    found = proved(seen(picture.crop((200, 100, 640, 420))), original)
    assert np.abs(np.array(found.second_region) - (200, 100, 640, 420)).max() <= 4
    assert np.abs(np.array(found.first_region) - (0, 0, 440, 320)).max() <= 4
    (crop,) = found.reasons
    assert (crop.code, crop.of, crop.place) == ("crop", "first", "bottom right")
    assert crop.percent == pytest.approx(52, abs=2)


def test_overlay_is_found_where_it_is(picture: Image.Image, original: Shown) -> None:
    found = proved(seen(written_over(picture)), original)
    _, top, _, bottom = found.over[0]
    assert 270 <= top <= 310
    assert 360 <= bottom <= 400


def test_relation_from_the_other_side_swaps_what_is_whose(picture: Image.Image, original: Shown) -> None:
    found = proved(seen(turned_left(picture).crop((0, 0, 420, 400))), original)
    there = from_the_other_side(found)
    assert (there.first_region, there.second_region) == (found.second_region, found.first_region)
    place = np.array(found.affine).reshape(2, 3) @ (100, 50, 1)
    assert np.array(there.affine).reshape(2, 3) @ (*place, 1) == pytest.approx((100, 50), abs=0.5)
    turns = [next(each for each in side.reasons if each.code == "turned").percent for side in (found, there)]
    assert sum(each or 0 for each in turns) == 360
    assert from_the_other_side(there).reasons == found.reasons


def test_somebody_who_walked_on_makes_another_frame() -> None:
    found = proved(seen(street(1, walker=0.3)), seen(street(1, walker=0.5)))
    assert found.kind == "other-frame"
    assert "moved" in [each.code for each in found.reasons]
    assert found.over == ()


def test_strangers_are_not_joined(original: Shown) -> None:
    for seed in range(2, 8):
        found = relate(seen(street(seed)), original)
        assert found is None or found.kind not in JOINED


def test_flat_pictures_are_nothing_to_each_other() -> None:
    flat = seen(Image.new("RGB", (400, 300), "grey"))
    assert relate(flat, seen(Image.new("RGB", (400, 300), "navy"))) is None
    assert near_forms(flat.hashes, flat.hashes) == ()


def test_same_pair_is_judged_the_same_every_time(picture: Image.Image, original: Shown) -> None:
    copy = seen(written_over(picture))
    assert relate(copy, original) == relate(copy, original)


def test_every_reason_has_its_words(picture: Image.Image, original: Shown) -> None:
    for change, _, _ in ALTERED.values():
        found = proved(seen(change(picture)), original)
        assert {each.code for each in found.reasons} <= PHRASES.keys()
