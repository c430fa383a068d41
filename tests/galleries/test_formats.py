"""The table of formats."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from library.errors import InvalidInput
from library.galleries import document as documents
from library.galleries.document import DocumentItem, DocumentRendition
from library.galleries.formats import FORMATS, get_format
from library.galleries.sources import NOWHERE, Sources, checked_base
from tests.galleries.example import document
from tests.galleries.hostile import hostile, shown


def read(_item: DocumentItem, rendition: DocumentRendition) -> bytes:
    return rendition.digest.encode()


SOURCES = Sources("https://media.example/p", read)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_bytes_each_time_also_after_the_document_was_stored(name: str) -> None:
    first = FORMATS[name].write(shown(), SOURCES)
    assert first
    assert FORMATS[name].write(documents.load(documents.dump(shown())), SOURCES) == first


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_hostile_words_empty_galleries_and_missing_credits(name: str) -> None:
    assert FORMATS[name].write(hostile(), SOURCES)
    assert FORMATS[name].write(document(), SOURCES)
    assert FORMATS[name].write(document(DocumentItem("a", 1, "photo"), DocumentItem("b", 2, "video")), SOURCES)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.has_one_language])
def test_formats_of_one_language_are_written_in_another(name: str) -> None:
    written = FORMATS[name].write(shown(), replace(SOURCES, language="fr-CH")).decode()
    assert "Un navire quitte le port" in written
    assert name == "ans" or "Ein Schiff" not in written, "ANS keeps the other languages as further properties"


def test_suffixes_differ_and_names_are_found() -> None:
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
    assert get_format("iiif").title == "IIIF Presentation 3"
    with pytest.raises(InvalidInput, match="no format 'pdf'") as caught:
        get_format("pdf")
    assert "ninjs-1" in (caught.value.hint or "")


def test_fragment_names_several_widths_and_stays_lazy() -> None:
    picture = LexborHTMLParser(FORMATS["fragment"].write(shown(), SOURCES).decode()).css_first("img")
    assert picture.attributes["srcset"] == (
        f"https://media.example/p/media/{'f' * 64}.jpg 512w, https://media.example/p/media/{'a' * 64}.jpg 1600w"
    )
    assert (picture.attributes["loading"], picture.attributes["width"]) == ("lazy", "1600")


def test_originals_of_photos_have_no_public_address() -> None:
    original = shown().items[0].renditions[0].digest
    for name in ("fragment", "wordpress", "markdown", "ninjs", "ninjs-2", "ninjs-1", "jsonld", "ans", "rss", "iiif"):
        assert original.encode() not in FORMATS[name].write(shown(), SOURCES), name


@pytest.mark.parametrize("text", ["media.example", "javascript:alert(1)", 'https://a.example/"><script>', "ftp://a"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="no address"):
        checked_base(text)


def test_without_an_address_pictures_lie_nowhere_that_could_answer() -> None:
    assert checked_base(None) == NOWHERE
    assert checked_base("https://media.example/p/") == "https://media.example/p/"
