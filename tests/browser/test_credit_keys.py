"""To credit by keyboard alone, in a real browser: from group to group, pictures chosen, settled, undone, learnt."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.media.building import alt, iim, iptc_segment, jpeg_with, seq, xmp, xmp_segment

pytestmark = pytest.mark.browser
COLOURS = ((200, 40, 40), (40, 160, 60), (50, 80, 200), (220, 190, 40), (120, 50, 150))


def make_pictures(folder: Path) -> list[Path]:
    """Write three pictures with a name that nobody knows, and two whose blocks name different photographers."""
    paths = []
    for number, colour in enumerate(COLOURS):
        file = io.BytesIO()
        image = Image.new("RGB", (240, 160), colour)
        image.paste((255, 255, 255), (20 * number, 30, 20 * number + 60, 110))
        image.save(file, "JPEG")
        words = alt("dc:description", f"A bridge in Bern, {number}.")
        if number < 3:
            blocks = [xmp_segment(xmp(words + "<photoshop:Credit>Nordlichtbild</photoshop:Credit>"))]
        else:
            body = words + seq("dc:creator", "Ann Muster") + "<photoshop:Credit>AP</photoshop:Credit>"
            blocks = [xmp_segment(xmp(body)), iptc_segment(iim((2, 80, b"Rolf Beispiel"), (2, 110, b"AP")))]
        path = folder / f"bridge_{number}.jpg"
        path.write_bytes(jpeg_with(*blocks, picture=file.getvalue()))
        paths.append(path)
    return paths


def press(page: Page, key: str) -> None:
    """Press a key once no run of the script is under way: else it may come before the page that it is for."""
    expect(page.locator("[data-testid='stApp']")).to_have_attribute("data-test-script-state", "notRunning")
    page.keyboard.press(key)


def settle_button(page: Page, words: str) -> None:
    expect(page.locator(".st-key-cred_primary").get_by_role("button", name=re.compile(words))).to_be_visible()


def test_queue_is_settled_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    page.goto("/import")
    page.locator("input[type=file]").set_input_files(make_pictures(tmp_path))
    page.locator(".st-key-ing_upload_start button").click()
    expect(page.locator(".st-key-ing_again")).to_be_visible()
    page.goto("/credit")
    groups = page.get_by_role("listbox", name="To credit").get_by_role("option")
    expect(groups).to_have_count(2)
    expect(page.locator(".cred-keys")).to_contain_text("settle")
    settle_button(page, "Settle 3 pictures")

    thumbs = page.get_by_role("listbox", name="Pictures of the group").get_by_role("option")
    press(page, "x")
    settle_button(page, "Settle 2 pictures")
    expect(thumbs.first).to_have_attribute("aria-selected", "false")
    press(page, "ArrowRight")
    expect(thumbs.nth(1)).to_have_attribute("aria-current", "true")
    press(page, "a")
    settle_button(page, "Settle 3 pictures")
    thumbs.nth(2).click()
    expect(thumbs.nth(2)).to_have_attribute("aria-current", "true")
    press(page, "o")
    expect(page.get_by_role("dialog").get_by_text("Nordlichtbild")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    press(page, "j")
    settle_button(page, "Settle 2 pictures")
    expect(page.get_by_role("button", name="Take IIM")).to_be_visible()
    press(page, "2")
    expect(page.get_by_text("2 pictures settled.")).to_be_visible()
    expect(groups).to_have_count(1)
    press(page, "z")
    expect(groups).to_have_count(2)
    settle_button(page, "Settle 2 pictures")
    press(page, "k")
    settle_button(page, "Settle 3 pictures")
    press(page, "s")
    settle_button(page, "Settle 2 pictures")
    press(page, "j")
    settle_button(page, "Settle 3 pictures")

    press(page, "1")
    expect(page.get_by_label("Photographer")).to_have_value("")
    press(page, "Enter")
    expect(page.get_by_text("3 pictures settled.")).to_be_visible()
    expect(groups).to_have_count(1)
    press(page, "1")
    expect(page.get_by_text("Every credit is clear")).to_be_visible()
