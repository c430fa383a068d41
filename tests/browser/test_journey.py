"""The whole way of a picture in a real browser: in, corrected, ordered, exported, published, audited."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

SAMPLES = Path(__file__).parents[2] / "sample_media"
PICTURES = ("IMG_2093.jpg", "rede_landtag.jpg", "stadtlauf.jpg", "tram_regen.jpg")
TITLE = "Ein Tag in vier Bildern"

pytestmark = pytest.mark.browser


def bring_in(page: Page, *names: str) -> None:
    page.goto("/import")
    page.locator("input[type=file]").set_input_files([SAMPLES / name for name in names])
    page.locator(".st-key-ing_upload_start button").click()
    expect(page.locator(".st-key-ing_again")).to_be_visible()
    for name in names:
        expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()


def correct_credit(page: Page, photographer: str) -> None:
    """Name the photographer of the one picture that came without a credit."""
    page.goto("/")
    page.get_by_role("option", name=re.compile("No credit")).click()
    page.get_by_role("tab", name="Edit").click()
    page.get_by_label("Photographer").fill(photographer)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("No credit"))).to_have_count(0)


def build_gallery(page: Page, title: str, count: int) -> Locator:
    """Make a gallery of all pictures there are; give the sorter's pictures."""
    page.get_by_role("link", name="Galleries").click()
    page.get_by_role("button", name="New gallery").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_role("button", name="Create gallery").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Add pictures").last.click()
    pictures = dialog.get_by_role("option")
    expect(pictures).to_have_count(count)
    for place in range(count):
        pictures.nth(place).click(modifiers=["Control"] if place else [])
    dialog.get_by_role("button", name=re.compile(f"Add {count} pictures")).click()
    expect(dialog).to_be_hidden()
    items = sorter(page)
    expect(items).to_have_count(count)
    return items


def sorter(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Pictures in their order").get_by_role("option")


def order_of(items: Locator) -> list[str | None]:
    return [items.nth(place).get_attribute("data-id") for place in range(items.count())]


def drag(page: Page, picture: Locator, onto: Locator) -> None:
    """Drag with the mouse, as a hand does: press, some way, over the other, let go."""
    start, end = picture.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 40, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(start["x"] + 55, start["y"] + 34, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 30, steps=10)
    page.mouse.up()


def settle(page: Page) -> None:
    """Wait until no run of the script is under way: on a busy machine a key may come before the page that it is for."""
    expect(page.locator("[data-testid='stApp']")).to_have_attribute("data-test-script-state", "notRunning")


def expect_order(items: Locator, order: list[str | None]) -> None:
    for place, uid in enumerate(order):
        expect(items.nth(place)).to_have_attribute("data-id", uid or "")


def exported(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_picture_goes_from_import_to_audit(page: Page) -> None:
    bring_in(page, *PICTURES)
    correct_credit(page, "Nora Beispiel")
    items = build_gallery(page, TITLE, len(PICTURES))

    first, second, third, fourth = order_of(items)
    drag(page, items.nth(0), items.nth(2))
    wanted = [second, third, first, fourth]
    expect_order(items, wanted)
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.reload()
    expect_order(sorter(page), wanted)

    items = sorter(page)
    items.nth(0).click()
    caption = page.get_by_label("Caption", exact=True)
    caption.fill("Am Morgen steht die Stadt still.")
    page.get_by_label("Alternative text").click()
    expect(items.nth(0)).to_have_attribute("aria-label", re.compile("Am Morgen steht die Stadt still"))
    preview = page.frame_locator("iframe[title='Preview of the gallery']")
    expect(preview.get_by_text("Am Morgen steht die Stadt still.")).to_be_visible()

    page.get_by_role("button", name="Export").click()
    document = json.loads(exported(page, "Data (JSON)"))
    assert [item["uid"] for item in document["items"]] == wanted
    assert document["items"][0]["captions"]["de"] == "Am Morgen steht die Stadt still."
    html = exported(page, "Page (HTML, pictures inside)").decode()
    assert html.count("data:image/jpeg;base64,") == len(PICTURES)
    assert "Nora Beispiel" in html
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Published; 4 uses written into the ledger.")).to_be_visible()

    page.get_by_role("link", name="Audit").click()
    metrics = page.locator(".aud-metrics")
    expect(metrics).to_contain_text(re.compile(r"4\s*Uses"))
    expect(metrics).to_contain_text(re.compile(r"0\s*Without a credit"))
    lines = exported(page, "CSV").decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(PICTURES)
    assert any(TITLE in line and "Nora Beispiel" in line for line in lines)


def test_keyboard_orders_a_gallery_and_keeps_the_focus(page: Page) -> None:
    bring_in(page, *PICTURES[1:])
    items = build_gallery(page, TITLE, 3)
    first, second, third = order_of(items)
    items.nth(0).click()
    expect(items.nth(0)).to_have_attribute("aria-selected", "true")
    settle(page)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect_order(items, [second, first, third])
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    expect(items.nth(1)).to_be_focused()
    settle(page)
    page.keyboard.press("Space")
    page.keyboard.press("End")
    expect_order(items, [second, third, first])
    page.keyboard.press("Escape")
    expect_order(items, [second, first, third])
    settle(page)
    page.keyboard.press("Delete")
    expect_order(items, [second, third])
    settle(page)
    page.reload()
    expect_order(sorter(page), [second, third])


def test_queue_of_credits_is_settled_by_keys(page: Page) -> None:
    bring_in(page, "archiv_handschlag_sw.jpg", "IMG_2093.jpg")
    page.get_by_role("link", name="To credit").first.click()
    head = page.locator(".cred-head")
    expect(head).to_contain_text("2 groups, 2 pictures to settle")
    expect(page.get_by_role("option", name=re.compile("KEYSTONE"))).to_have_attribute("aria-selected", "true")
    settle(page)
    page.keyboard.press("j")
    expect(page.get_by_role("option", name=re.compile("No credit"))).to_have_attribute("aria-selected", "true")
    settle(page)
    page.keyboard.press("k")
    page.get_by_role("button", name="KEYSTONE itself").wait_for()
    settle(page)
    page.keyboard.press("1")
    expect(page.get_by_role("combobox", name=re.compile("Agency"))).to_have_value("KEYSTONE")
    settle(page)
    page.keyboard.press("Control+Enter")
    expect(head).to_contain_text("1 group, 1 picture to settle")
    settle(page)
    page.get_by_label("Photographer").fill("Nora Beispiel")
    settle(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Every credit is clear")).to_be_visible()
    settle(page)
    page.keyboard.press("z")
    expect(head).to_contain_text("1 group, 1 picture to settle")
    expect(page.get_by_role("button", name="Settle 1 picture")).to_be_visible()
