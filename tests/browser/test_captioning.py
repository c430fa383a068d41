"""Captions written fast in a real browser: a pad kept by name, variables, codes, languages; and two people at once."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journey import PICTURES, bring_in, settle

pytestmark = pytest.mark.browser
CODES = b"rf\tRoger Muster\n"


def select_all(page: Page) -> None:
    page.goto("/")
    pictures = page.get_by_role("listbox").first.get_by_role("option")
    expect(pictures).to_have_count(len(PICTURES))
    pictures.nth(0).click()
    pictures.nth(len(PICTURES) - 1).click(modifiers=["Shift"])
    expect(page.locator(".st-key-bulk_open_button button")).to_contain_text(str(len(PICTURES)))
    settle(page)


def open_pad(page: Page) -> Locator:
    page.locator(".st-key-bulk_open_button button").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Edit"))
    expect(dialog.get_by_role("tab", name="Stationery pad")).to_be_visible()
    settle(page)
    return dialog


def test_captions_are_written_with_a_pad_codes_and_variables_and_taken_back(page: Page) -> None:
    bring_in(page, *PICTURES)
    select_all(page)
    dialog = open_pad(page)

    dialog.get_by_role("tab", name="Codes").click()
    dialog.get_by_role("button", name="Import").click()
    page.locator("input[type=file]").last.set_input_files(
        {"name": "team.tsv", "mimeType": "text/tab-separated-values", "buffer": CODES}
    )
    expect(dialog.get_by_text("“team” is kept: 1 code.")).to_be_visible()
    dialog.get_by_role("tab", name="Stationery pad").click()
    caption = dialog.locator("textarea").first
    caption.fill("No. {sequence:02}: =rf=")
    caption.press("Tab")
    changes = dialog.locator(".bulk-items")
    expect(changes.get_by_text("No. 01: Roger Muster")).to_be_visible()
    expect(changes.get_by_text("No. 04: Roger Muster")).to_be_visible()

    dialog.get_by_role("button", name="Keep").click()
    page.get_by_label("Name of the pad").fill("Numbered")
    page.get_by_label("Name of the pad").press("Tab")
    settle(page)
    page.locator(".st-key-bulk_pad_save button").click()
    expect(dialog.get_by_text("The pad is saved.")).to_be_visible()
    settle(page)
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("4 pictures saved.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()

    dialog = open_pad(page)
    dialog.get_by_role("combobox", name=re.compile("Saved pads")).click()
    page.get_by_role("option", name="Numbered").click()
    expect(dialog.locator("textarea").first).to_have_value("No. {sequence:02}: =rf=")


def test_the_second_of_two_people_is_shown_the_words_of_the_first(page: Page) -> None:
    bring_in(page, PICTURES[0])
    other = page.context.new_page()
    for one in (page, other):
        one.goto("/")
        one.get_by_role("listbox").first.get_by_role("option").first.click()
        one.get_by_role("tab", name="Edit").click()
        expect(one.get_by_label("Caption", exact=True)).to_be_visible()
        settle(one)
    other.get_by_label("Caption", exact=True).fill("Written by the first.")
    other.get_by_role("button", name=re.compile("^Save")).click()
    expect(other.get_by_text("Saved.")).to_be_visible()
    page.get_by_label("Caption", exact=True).fill("Written by the second.")
    page.get_by_role("button", name=re.compile("^Save")).click()
    report = page.locator(".st-key-bulk_report")
    expect(report.get_by_text("Written by the first.")).to_be_visible()
    expect(report.get_by_text("Written by the second.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Written by the first.").first).to_be_visible()
