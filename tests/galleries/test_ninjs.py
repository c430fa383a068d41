"""The gallery as ninjs."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from library.articles.read import read_article
from library.galleries.document import GalleryDocument
from library.galleries.ninjs import write_ninjs, write_ninjs_1, write_ninjs_2
from library.galleries.sources import Sources
from tests.galleries.hostile import HOSTILE, galleries, hostile, shown
from tests.galleries.schemas import ninjs_validator

WRITERS = {"3.1": write_ninjs, "2.2": write_ninjs_2, "1.6": write_ninjs_1}
SOURCES = Sources("https://media.example/")
# The names that a version knows among those that we use; its schema refuses all others.
NAMES_3 = set(
    re.findall(
        r"\w+",
        """
        uri type profile versionCreated contentCreated embargoedUntil pubStatus copyrightHolder copyrightNotice
        usageTerms edNote language descriptions headlines places subjects infoSources title by renditions associations
        altIds standard expires digitalSourceType name rel role value contentType href width height duration
        aspectRatio poi x
        y version schema
        """,
    )
)
NAMES_2 = {name.lower() for name in NAMES_3} - {"embargoeduntil", "rel", "aspectratio", "poi", "x", "y"} | {"embargoed"}
FLAT = re.compile(
    r"uri|type|profile|versioncreated|contentcreated|embargoed|pubstatus|copyrightholder|copyrightnotice|usageterms|"
    r"ednote|language|description_[a-z_]+|headline|infosource|title|byline|renditions|associations|altids|\$standard|"
    r"expires|digitalsourcetype|name|rel|version|schema|href|width|height|duration|mimetype|supplierimageid|"
    r"gallery_\d{3}|main|poster|thumbnail|preview"
)


def data(version: str, document: GalleryDocument) -> Any:
    return json.loads(WRITERS[version](document, SOURCES))


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from names(each)


@pytest.mark.parametrize("version", WRITERS)
@pytest.mark.parametrize("document", [shown(), hostile()], ids=["example", "hostile"])
def test_every_version_keeps_to_the_schema_of_the_iptc(version: str, document: GalleryDocument) -> None:
    ninjs_validator(version).validate(data(version, document))


@pytest.mark.parametrize("version", WRITERS)
@given(document=galleries())
@settings(max_examples=15, deadline=None)
def test_any_gallery_keeps_to_the_schema_of_the_iptc(version: str, document: GalleryDocument) -> None:
    ninjs_validator(version).validate(data(version, document))


def test_no_version_holds_a_name_that_it_does_not_know() -> None:
    assert set(names(data("3.1", shown()))) <= NAMES_3
    assert set(names(data("2.2", shown()))) <= NAMES_2
    assert [name for name in names(data("1.6", shown())) if not FLAT.fullmatch(name)] == []


def test_a_picture_says_what_it_is_who_made_it_and_what_limits_it() -> None:
    first, clip, _ = data("3.1", shown())["associations"]
    assert (first["name"], first["rel"], first["type"]) == ("gallery-001", "galleryItem", "picture")
    assert first["by"] == "Name O'Brien"
    assert (first["copyrightHolder"], first["copyrightNotice"]) == ("EPA", "© EPA <2026>")
    assert first["edNote"] == "NO SALES & NO ARCHIVES"
    assert first["embargoedUntil"] == "2026-11-22T06:00:00+01:00"
    assert {each["role"]: each["value"] for each in first["descriptions"]} == {
        "caption": 'Ein Schiff <läuft> aus & der "Hafen" bleibt ...',
        "caption-fr-CH": "Un navire quitte le port …",
        "altText": 'Ein Frachter vor "Kränen" <grau>',
        "agencyCaption": "View 1",
        "creditLine": "Bild: KEYSTONE/EPA/Name O'Brien",
    }
    assert first["infoSources"] == [{"name": "EPA", "role": "originator"}, {"name": "Keystone", "role": "distributor"}]
    main = first["renditions"][0]
    assert (main["name"], main["aspectRatio"], main["poi"]) == ("main", "3:2", {"x": 400, "y": 534})
    assert [each["name"] for each in clip["renditions"]][:2] == ["main", "poster"]
    assert clip["renditions"][0]["duration"] == 12.5


def test_restrictions_are_the_note_to_editors_where_the_agency_sent_none() -> None:
    document = shown()
    first = document.items[0]
    bare = {name: value for name, value in first.metadata.items() if name != "instructions"}
    written = data("3.1", _with(document, metadata=bare))
    assert written["associations"][0]["edNote"] == "NO SALES; TIME_LIMIT:14d"


def test_a_wanted_picture_is_in_no_exchange() -> None:
    assert len(data("3.1", shown())["associations"]) == 3
    assert list(data("1.6", shown())["associations"]) == ["gallery_001", "gallery_002", "gallery_003"]


def test_a_draft_is_withheld() -> None:
    assert data("3.1", hostile())["pubStatus"] == "withheld"
    assert data("3.1", shown())["pubStatus"] == "usable"


@pytest.mark.parametrize("version", ["3.1", "2.2"])
def test_ninjs_read_back_keeps_items_order_captions_credits_and_alternative_texts(version: str) -> None:
    # Readers of ninjs take tags out of texts, as many agencies send HTML in them.
    first = shown().items[0]
    document = _with(shown(), caption=first.caption.replace("<läuft>", "läuft"), alt_text="Ein Frachter")
    article = read_article(WRITERS[version](document, SOURCES))
    expected = [item for item in document.items if not item.is_wanted]
    assert [(m.kind, m.caption or "", m.alt_text or "") for m in article.media] == [
        (item.kind, item.caption, item.alt_text) for item in expected
    ]
    assert [m.credit_line for m in article.media][:2] == [item.credit.printed for item in expected][:2]


def test_hostile_words_stay_words() -> None:
    told = data("3.1", hostile())["associations"]
    assert [each["descriptions"][0]["value"] for each in told] == list(HOSTILE)
    assert b"</script>" not in write_ninjs(hostile(), SOURCES)


def _with(document: GalleryDocument, **changes: Any) -> GalleryDocument:
    from dataclasses import replace

    return replace(document, items=(replace(document.items[0], **changes), *document.items[1:]))
