"""To review duplicates by keyboard alone, in a real browser: looked at upon each other, decided, undone, merged."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_credit_keys import press

pytestmark = pytest.mark.browser
SIZE = (480, 320)


def scene(seed: int) -> Image.Image:
    """Draw a picture with structure all over, as photographs have."""
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
    image = Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC)
    for _ in range(60):
        x, y = int(rng.integers(0, SIZE[0] - 40)), int(rng.integers(0, SIZE[1] - 40))
        width, height = (int(each) for each in rng.integers(6, 40, 2))
        image.paste(tuple(int(each) for each in rng.integers(0, 256, 3)), (x, y, x + width, y + height))
    return image


def bring_in(page: Page, folder: Path) -> None:
    """Bring in a picture, its crop, and another picture."""
    whole = scene(1)
    whole.save(folder / "whole.jpg", quality=92)
    whole.crop((120, 60, 440, 290)).save(folder / "crop.jpg", quality=85)
    scene(2).save(folder / "stranger.jpg", quality=92)
    page.goto("/import")
    page.locator("input[type=file]").set_input_files(sorted(folder.glob("*.jpg")))
    page.locator(".st-key-ing_upload_start button").click()
    expect(page.locator(".st-key-ing_again")).to_be_visible()


def test_pair_is_looked_at_decided_undone_and_merged_by_keyboard(page: Page, tmp_path: Path) -> None:
    bring_in(page, tmp_path)
    page.goto("/duplicates")
    compare = page.locator(".compare")
    expect(page.get_by_text("1 pair to decide")).to_be_visible()
    expect(page.locator(".dup-keys")).to_contain_text("Another frame")
    expect(compare).to_have_class(re.compile("side"))
    expect(compare.locator(".marks .common")).to_have_count(1)

    one, other = (each.bounding_box() for each in compare.locator("figure img").all()[:2])
    assert one is not None
    assert other is not None
    assert one["height"] == pytest.approx(other["height"], abs=2)

    press(page, "o")
    expect(compare).to_have_class(re.compile("overlay"))
    whole, crop = compare.locator(".base img"), compare.locator(".laid img")
    expect(whole).to_have_attribute("alt", "whole.jpg")
    expect(crop).to_have_attribute("alt", "crop.jpg")
    under, over = whole.bounding_box(), crop.bounding_box()
    assert under is not None
    assert over is not None
    assert abs((over["x"] - under["x"]) / under["width"] - 120 / 480) < 0.01
    assert abs((over["y"] - under["y"]) / under["height"] - 60 / 320) < 0.01
    assert abs(over["width"] / under["width"] - 320 / 480) < 0.01
    press(page, "b")
    expect(compare).to_have_class(re.compile("blink"))
    expect(compare).to_have_class(re.compile("off"))
    press(page, "d")
    expect(compare).to_have_class(re.compile("difference"))
    assert compare.locator(".top").evaluate("figure => getComputedStyle(figure).mixBlendMode") == "difference"
    expect(page.get_by_role("slider")).to_be_visible()
    press(page, "v")
    expect(compare).to_have_class(re.compile("side"))

    press(page, "2")
    expect(page.get_by_text("No doubles waiting")).to_be_visible()
    press(page, "z")
    expect(page.get_by_text("1 pair to decide")).to_be_visible()
    press(page, "1")
    expect(page.get_by_text("No doubles waiting")).to_be_visible()
    page.get_by_text("To merge 1").click()
    expect(page.locator(".dup-cards .kept b")).to_have_text("whole.jpg")
    press(page, "m")
    expect(page.get_by_text("Nothing to merge")).to_be_visible()
    page.goto("/library")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    page.get_by_text("Show merged copies").click()
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(3)
