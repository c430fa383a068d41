"""The gallery as a IIIF manifest."""

import json

from library.galleries.iiif import write_iiif
from library.galleries.sources import Sources
from tests.galleries.hostile import hostile, shown

SOURCES = Sources("https://media.example/")


def test_each_picture_is_a_canvas_whose_required_statement_is_its_credit() -> None:
    manifest = json.loads(write_iiif(shown(), SOURCES))
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (manifest["type"], manifest["id"]) == ("Manifest", "https://media.example/galleries/7/manifest.json")
    assert manifest["requiredStatement"]["value"]["none"] == ["Bild: KEYSTONE/EPA/Name O'Brien", "Video: Name"]
    image, video, last = manifest["items"]
    assert image["requiredStatement"]["value"] == {"none": ["Bild: KEYSTONE/EPA/Name O'Brien"]}
    assert image["summary"]["fr-CH"] == ["Un navire quitte le port …"]
    painting = image["items"][0]["items"][0]
    assert (painting["motivation"], painting["target"]) == ("painting", image["id"])
    assert (painting["body"]["type"], painting["body"]["width"]) == ("Image", 1600)
    assert (video["duration"], video["items"][0]["items"][0]["body"]["type"]) == (12.5, "Video")
    assert "requiredStatement" not in last


def test_all_identities_are_addresses_and_each_is_used_once() -> None:
    canvases = json.loads(write_iiif(hostile(), SOURCES))["items"]
    ids = [each["id"] for each in canvases]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("https://media.example/") and " " not in each for each in ids)


def test_words_that_a_viewer_would_take_for_html_are_escaped_within_it() -> None:
    first = json.loads(write_iiif(hostile(), SOURCES))["items"][0]
    assert first["requiredStatement"]["value"]["none"] == [
        "<span>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</span>"
    ]
