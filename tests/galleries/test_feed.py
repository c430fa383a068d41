"""The gallery as Media RSS."""

from hypothesis import given, settings
from lxml import etree

from library.galleries.document import GalleryDocument
from library.galleries.feed import write_media_rss
from library.galleries.sources import Sources
from tests.galleries.hostile import galleries, hostile, shown

SOURCES = Sources("https://media.example/")
SPACE = {"media": "http://search.yahoo.com/mrss/"}


def test_each_picture_is_an_entry_with_credit_and_description() -> None:
    root = etree.fromstring(write_media_rss(shown(), SOURCES))
    assert [node.get("medium") for node in root.iterfind(".//media:content", SPACE)] == ["image", "video", "image"]
    first = root.find(".//item")
    assert first is not None
    named = {node.get("role"): node.text for node in first.iterfind(".//media:credit", SPACE)}
    assert named == {
        None: "Bild: KEYSTONE/EPA/Name O'Brien",
        "photographer": "Name O'Brien",
        "producer": "EPA",
        "distribution company": "Keystone",
    }
    assert first.findtext(".//media:description", namespaces=SPACE) == 'Ein Schiff <läuft> aus & der "Hafen" bleibt ...'
    assert root.findtext("channel/pubDate") == "Sun, 22 Nov 2026 10:15:00 +0000"
    last = root.findall(".//item")[-1]
    assert last.find(".//media:credit", SPACE) is None or last.find(".//media:credit", SPACE).get("role")


def test_hostile_words_stay_words() -> None:
    root = etree.fromstring(write_media_rss(hostile(), SOURCES))
    assert len(root.findall(".//item")) == len(hostile().items)
    assert root.findtext(".//item/description").startswith("&lt;/script&gt;")


@given(galleries())
@settings(max_examples=25, deadline=None)
def test_any_gallery_is_well_formed(document: GalleryDocument) -> None:
    assert len(etree.fromstring(write_media_rss(document, SOURCES)).findall(".//item")) == len(document.items)
