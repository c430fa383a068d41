"""The frozen document, its JSON and its schema."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from library.errors import InvalidInput
from library.galleries import document as documents
from library.galleries.document import (
    DocumentCredit,
    DocumentItem,
    DocumentRendition,
    DocumentRestriction,
    GalleryDocument,
)
from tests.galleries.example import published

GOLDEN = Path(__file__).parents[1] / "golden" / "gallery-document-2.json"
EARLIER = GOLDEN.with_name("gallery-document-1.json")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
CREDITS = st.builds(
    DocumentCredit,
    printed=TEXT,
    distributor=st.none() | TEXT,
    agency=st.none() | TEXT,
    photographer=st.none() | TEXT,
    provider=st.none() | TEXT,
    flags=st.lists(st.sampled_from(["archive", "pool", "handout", "ai", "symbolic"]), unique=True).map(tuple),
)
ITEMS = st.builds(
    DocumentItem,
    uid=TEXT.filter(bool),
    position=st.integers(1, 99),
    kind=st.sampled_from(["photo", "video"]),
    asset_id=st.none() | st.integers(1),
    digest=st.none() | DIGESTS,
    file_name=TEXT,
    supplier_ref=st.none() | TEXT,
    caption=TEXT,
    translations=st.dictionaries(st.sampled_from(["fr", "it-CH"]), TEXT),
    alt_text=TEXT,
    agency_text=TEXT,
    credit=CREDITS,
    restrictions=st.lists(st.builds(DocumentRestriction, TEXT.filter(bool), TEXT), max_size=2).map(tuple),
    renditions=st.lists(
        st.builds(DocumentRendition, st.just("preview"), st.just("image/jpeg"), st.just(4), st.just(3), DIGESTS),
        max_size=2,
    ).map(tuple),
    width_px=st.none() | st.integers(1),
    height_px=st.none() | st.integers(1),
    duration_seconds=st.none() | st.floats(0, 1e6),
    lead=st.booleans(),
    cluster=st.none() | TEXT,
    metadata=st.dictionaries(
        st.sampled_from(["creator", "city", "usage_terms"]), TEXT | st.lists(TEXT, max_size=2).map(tuple)
    ),
    focus=st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
DOCUMENTS = st.builds(
    GalleryDocument,
    gallery_id=st.integers(1),
    title=TEXT,
    language=st.sampled_from(["de-CH", "en"]),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    outlet=st.none() | TEXT,
    medium=st.none() | TEXT,
)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = documents.read_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@given(DOCUMENTS)
def test_document_read_back_is_the_same(original: GalleryDocument) -> None:
    assert documents.load(documents.dump(original)) == original


@given(DOCUMENTS)
def test_every_document_keeps_to_the_published_schema(original: GalleryDocument) -> None:
    Draft202012Validator(documents.read_schema()).validate(documents.to_json(original))


def test_stored_form_stays_what_it_is(validator: Draft202012Validator) -> None:
    assert documents.dump(published()) == GOLDEN.read_bytes()
    validator.validate(json.loads(GOLDEN.read_text(encoding="utf-8")))


def test_document_stored_by_an_earlier_program_is_read() -> None:
    assert documents.load(GOLDEN.read_bytes()) == published()
    earlier = documents.load(EARLIER.read_bytes())
    assert [replace(item, metadata={}, focus=None) for item in published().items] == list(earlier.items)


def test_schema_refuses_unknown_fields(validator: Draft202012Validator) -> None:
    data = documents.to_json(published())
    data["items"][0]["price"] = 12
    assert not validator.is_valid(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no json", "no JSON"),
        (b"[]", "not a gallery document"),
        (b"{}", "not a gallery document"),
        (b'{"format": "photodesk-gallery", "version": 3}', "version 3"),
        (b'{"format": "photodesk-gallery", "version": 1}', "incomplete"),
    ],
)
def test_what_is_no_document_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        documents.load(data)
    assert caught.value.hint


def test_languages_are_listed_with_the_documents_own_first_and_each_can_be_had() -> None:
    document = published()
    assert documents.languages_of(document) == ("de-CH", "fr-CH")
    french = documents.in_language(document, "fr-CH")
    assert [item.caption for item in french.items] == ["Un navire quitte le port …", "", ""]
    assert french.items[0].translations == {"de-CH": document.items[0].caption}
    assert documents.in_language(french, "de-CH") == document
    assert documents.to_json(french)["items"][0]["captions"] == documents.to_json(document)["items"][0]["captions"]
