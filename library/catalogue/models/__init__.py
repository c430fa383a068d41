"""The tables, one module a noun; importing this folder registers them all.

Must not know how they are shown or changed. No ``from __future__ import annotations`` here: SQLModel reads annotations.
"""

from library.catalogue.models.agency import Agency
from library.catalogue.models.article import Article
from library.catalogue.models.asset import Asset, Delivery, Fingerprint, Rendition
from library.catalogue.models.captioning import Codes, Outlet, Pad
from library.catalogue.models.gallery import Gallery, GalleryItem
from library.catalogue.models.history import Change, Usage, Verdict
from library.catalogue.models.likeness import Likeness, Proof
from library.catalogue.models.search_doc import SearchDoc
from library.catalogue.models.word import Word

__all__ = [
    "Agency",
    "Article",
    "Asset",
    "Change",
    "Codes",
    "Delivery",
    "Fingerprint",
    "Gallery",
    "GalleryItem",
    "Likeness",
    "Outlet",
    "Pad",
    "Proof",
    "Rendition",
    "SearchDoc",
    "Usage",
    "Verdict",
    "Word",
]
