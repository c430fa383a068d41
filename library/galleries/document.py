"""The frozen gallery: what was decided for each picture at the moment it went out.

Exporters read this record and nothing else, so a document exports the same bytes tomorrow as today.
Its JSON is versioned; gallery_document.schema.json beside this module is the published schema.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal

from library.errors import InvalidInput

DOCUMENT_VERSION: Final = 2
_READS: Final = (1, 2)  # version 1 knew neither metadata nor focus
DOCUMENT_FORMAT: Final = "photodesk-gallery"
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
Metadata = Mapping[str, str | tuple[str, ...]]
NO_METADATA: Final[Metadata] = MappingProxyType({})

Kind = Literal["photo", "video"]


@dataclass(frozen=True, slots=True)
class DocumentCredit:
    """The credit as it is printed, and its parts; None means that nobody knows.

    Args:
        printed: the line in the house style; empty when there is nothing to print.
        flags: of "archive", "pool", "handout", "ai", "symbolic", those that hold.
    """

    printed: str = ""
    distributor: str | None = None
    agency: str | None = None
    photographer: str | None = None
    provider: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRestriction:
    """One limit of use: its code ("NO_SALES", "TERRITORY_OUT:CH") and the words it was read from."""

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRendition:
    """One file of the picture: the name of its spec, or "original"."""

    name: str
    mime: str
    width_px: int
    height_px: int
    digest: str


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """One picture or clip at its position.

    Args:
        uid: stable identity of the item, kept through reorders.
        position: from 1.
        asset_id: our asset; None while the picture is wanted.
        cluster: name of the group of near-duplicates it belongs to; None when alone.
        digest: SHA-256 of the original; None while the picture is wanted.
        caption: what the desk prints, in the language of the document.
        translations: captions in further languages by their tags.
        agency_text: the description as the agency sent it.
        width_px: of the upright original; None when unknown.
        lead: whether the article opens with it.
        metadata: what else its copies carry, by field of EmbeddedMetadata ("copyright_notice", "creator", "created",
            "digital_source_type", "usage_terms", "city", …), as it was shown at that moment.
        focus: what a crop must keep, as shares of width and height from the upper left corner; None: nothing special.
    """

    uid: str
    position: int
    kind: Kind
    asset_id: int | None = None
    digest: str | None = None
    file_name: str = ""
    supplier_ref: str | None = None
    caption: str = ""
    translations: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    alt_text: str = ""
    agency_text: str = ""
    credit: DocumentCredit = DocumentCredit()
    restrictions: tuple[DocumentRestriction, ...] = ()
    renditions: tuple[DocumentRendition, ...] = ()
    width_px: int | None = None
    height_px: int | None = None
    duration_seconds: float | None = None
    lead: bool = False
    cluster: str | None = None
    metadata: Metadata = field(default_factory=lambda: NO_METADATA)
    focus: tuple[float, float] | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the picture is still to be found."""
        return self.digest is None

    def text(self, name: str) -> str | None:
        """Give a field of the metadata as one text; None where there is none."""
        value = self.metadata.get(name)
        return (value if isinstance(value, str) else "; ".join(value or ())) or None


@dataclass(frozen=True, slots=True)
class DocumentArticle:
    """The article the gallery belongs to; moments are ISO 8601 text with offset."""

    article_id: int
    headline: str
    url: str | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody accepted on publishing, with the reason."""

    code: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class GalleryDocument:
    """A gallery as it is or went out.

    Args:
        language: BCP 47 tag of captions and alt texts, as "de-CH".
        outlet: where it is printed; None for a draft.
        medium: "online", "print" or what the outlet calls it; None for a draft.
        published_at: ISO 8601 with offset; None for a draft.
    """

    gallery_id: int
    title: str
    language: str
    items: tuple[DocumentItem, ...]
    outlet: str | None = None
    medium: str | None = None
    article: DocumentArticle | None = None
    published_at: str | None = None
    published_by: str | None = None
    accepted: tuple[Acceptance, ...] = ()


def short_tag(language: str) -> str:
    """Give a language without its country: "de" of "de-CH"."""
    return language.partition("-")[0].lower()


def languages_of(document: GalleryDocument) -> tuple[str, ...]:
    """List the languages that the gallery has captions in, its own first."""
    others = {language for item in document.items for language in item.translations}
    return (document.language, *sorted(others))


def in_language(document: GalleryDocument, language: str) -> GalleryDocument:
    """Give the gallery with its captions in another language; an item without one has none then.

    Args:
        language: one of `languages_of`; the document's own gives the document as it is.
    """
    if short_tag(language) == short_tag(document.language):
        return document
    return replace(
        document,
        language=language,
        items=tuple(_in_language(item, document.language, language) for item in document.items),
    )


def _in_language(item: DocumentItem, own: str, language: str) -> DocumentItem:
    captions = dict(item.translations) | ({own: item.caption} if item.caption else {})
    return replace(item, caption=captions.pop(language, ""), translations=captions)


_Flat = DocumentCredit | DocumentRestriction | DocumentRendition | DocumentArticle | Acceptance


def to_json(document: GalleryDocument) -> dict[str, Any]:
    """Turn a document into the data of its JSON form."""
    article = document.article
    return {
        "format": DOCUMENT_FORMAT,
        "version": DOCUMENT_VERSION,
        "gallery_id": document.gallery_id,
        "title": document.title,
        "language": document.language,
        "outlet": document.outlet,
        "medium": document.medium,
        "article": None if article is None else _plain(article),
        "published_at": document.published_at,
        "published_by": document.published_by,
        "accepted": [_plain(each) for each in document.accepted],
        "items": [_item_to_json(item, document.language) for item in document.items],
    }


def dump(document: GalleryDocument) -> bytes:
    """Write a document as UTF-8 JSON, the same bytes for the same document."""
    return (json.dumps(to_json(document), ensure_ascii=False, indent=2) + "\n").encode()


def from_json(data: Mapping[str, Any]) -> GalleryDocument:
    """Read a document from the data of its JSON form.

    Raises:
        InvalidInput: no gallery document, or of a version that this program does not read.
    """
    if data.get("format") != DOCUMENT_FORMAT:
        raise InvalidInput("This is not a gallery document", hint="Choose a file that photodesk exported as JSON.")
    if data.get("version") not in _READS:
        raise InvalidInput(
            f"The gallery document has version {data.get('version')}, this program reads up to {DOCUMENT_VERSION}",
            hint="Install the newest photodesk.",
        )
    try:
        language = str(data["language"])
        article = data["article"]
        return GalleryDocument(
            gallery_id=int(data["gallery_id"]),
            title=str(data["title"]),
            language=language,
            items=tuple(_item_from_json(item, language) for item in data["items"]),
            outlet=data["outlet"],
            medium=data["medium"],
            article=None if article is None else DocumentArticle(**article),
            published_at=data["published_at"],
            published_by=data["published_by"],
            accepted=tuple(Acceptance(**each) for each in data["accepted"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(
            f"The gallery document is incomplete: {error}", hint="Export the gallery again and use the new file."
        ) from error


def load(data: bytes) -> GalleryDocument:
    """Read a document from the bytes that `dump` wrote.

    Raises:
        InvalidInput: no JSON, or no gallery document.
    """
    try:
        parsed = json.loads(data)
    except ValueError as error:
        raise InvalidInput("The file is no JSON", hint="Choose a file that photodesk exported as JSON.") from error
    if not isinstance(parsed, dict):
        raise InvalidInput("This is not a gallery document", hint="Choose a file that photodesk exported as JSON.")
    return from_json(parsed)


def read_schema() -> dict[str, Any]:
    """Read the published JSON Schema of the document."""
    text = (resources.files("library.galleries") / "gallery_document.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _plain(record: _Flat) -> dict[str, object]:
    """Turn a flat record into a dictionary in the order of its fields."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()}


def _item_to_json(item: DocumentItem, language: str) -> dict[str, Any]:
    captions = {language: item.caption} if item.caption else {}
    return {
        "uid": item.uid,
        "position": item.position,
        "kind": item.kind,
        "lead": item.lead,
        "asset_id": item.asset_id,
        "digest": item.digest,
        "file_name": item.file_name,
        "supplier_ref": item.supplier_ref,
        "captions": captions | dict(sorted(item.translations.items())),
        "alt_text": item.alt_text,
        "agency_text": item.agency_text,
        "credit": _plain(item.credit),
        "restrictions": [_plain(each) for each in item.restrictions],
        "renditions": [_plain(each) for each in item.renditions],
        "width_px": item.width_px,
        "height_px": item.height_px,
        "duration_seconds": item.duration_seconds,
        "cluster": item.cluster,
        "metadata": {name: value if isinstance(value, str) else list(value) for name, value in _sorted(item.metadata)},
        "focus": None if item.focus is None else list(item.focus),
    }


def _sorted(metadata: Metadata) -> list[tuple[str, str | tuple[str, ...]]]:
    return sorted(metadata.items(), key=lambda entry: entry[0])


def _metadata_from_json(data: Mapping[str, Any]) -> Metadata:
    return MappingProxyType({name: value if isinstance(value, str) else tuple(value) for name, value in data.items()})


def _item_from_json(data: Mapping[str, Any], language: str) -> DocumentItem:
    captions = dict(data["captions"])
    credit = dict(data["credit"])
    focus = data.get("focus")
    return DocumentItem(
        uid=str(data["uid"]),
        position=int(data["position"]),
        kind=data["kind"],
        asset_id=data["asset_id"],
        digest=data["digest"],
        file_name=data["file_name"],
        supplier_ref=data["supplier_ref"],
        caption=captions.pop(language, ""),
        translations=MappingProxyType(captions),
        alt_text=data["alt_text"],
        agency_text=data["agency_text"],
        credit=DocumentCredit(**(credit | {"flags": tuple(credit["flags"])})),
        restrictions=tuple(DocumentRestriction(**each) for each in data["restrictions"]),
        renditions=tuple(DocumentRendition(**each) for each in data["renditions"]),
        width_px=data["width_px"],
        height_px=data["height_px"],
        duration_seconds=data["duration_seconds"],
        lead=bool(data["lead"]),
        cluster=data["cluster"],
        metadata=_metadata_from_json(data.get("metadata") or {}),
        focus=None if focus is None else (float(focus[0]), float(focus[1])),
    )


def captions_of(items: Sequence[DocumentItem]) -> tuple[str, ...]:
    """List the captions of items in their order, for the search of chains."""
    return tuple(item.caption for item in items)
