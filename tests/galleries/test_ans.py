"""The gallery as Arc ANS."""

import json

import pytest
from hypothesis import given, settings

from library.galleries.ans import write_ans
from library.galleries.document import GalleryDocument
from library.galleries.sources import Sources
from tests.galleries.hostile import galleries, hostile, shown
from tests.galleries.schemas import ans_validator

SOURCES = Sources("https://media.example/")


@pytest.mark.parametrize("document", [shown(), hostile()], ids=["example", "hostile"])
def test_gallery_keeps_to_the_schema_of_arc(document: GalleryDocument) -> None:
    ans_validator().validate(json.loads(write_ans(document, SOURCES)))


@given(galleries())
@settings(max_examples=10, deadline=None)
def test_any_gallery_is_written(document: GalleryDocument) -> None:
    assert len(json.loads(write_ans(document, SOURCES))["content_elements"]) == len(document.items)


def test_images_and_videos_stand_in_their_order_with_credit_and_are_never_ours_to_license() -> None:
    gallery = json.loads(write_ans(shown(), SOURCES))
    image, video, last = gallery["content_elements"]
    assert (gallery["type"], gallery["version"]) == ("gallery", "0.10.0")
    assert (image["type"], video["type"], last["type"]) == ("image", "video", "image")
    assert image["credits"]["by"][0]["name"] == "Name O'Brien"
    assert image["credits"]["affiliation"][0]["name"] == "EPA"
    assert image["vanity_credits"]["by"][0]["byline"] == "Bild: KEYSTONE/EPA/Name O'Brien"
    assert image["distributor"]["name"] == "Keystone"
    assert image["licensable"] is False
    assert video["streams"][0]["url"].endswith(".mp4")
    assert video["duration"] == 12500
    assert "vanity_credits" not in last
