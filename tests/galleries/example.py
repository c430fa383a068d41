"""One invented gallery that the tests of this folder share."""

from dataclasses import replace
from typing import Any

from library.galleries.document import (
    Acceptance,
    DocumentArticle,
    DocumentCredit,
    DocumentItem,
    DocumentRendition,
    DocumentRestriction,
    GalleryDocument,
)


def digest(letter: str) -> str:
    return letter * 64


def photo(uid: str, position: int, **changes: Any) -> DocumentItem:
    item = DocumentItem(
        uid=uid,
        position=position,
        kind="photo",
        asset_id=position,
        digest=digest("0123456789abcdef"[position]),
        file_name=f"{uid}.jpg",
        caption=f"Bild {position}.",
        alt_text=f"Ansicht {position}",
        agency_text=f"View {position}",
        credit=DocumentCredit(printed="Bild: keystone", distributor="Keystone"),
        width_px=3000,
        height_px=2000,
    )
    return replace(item, **changes)


def document(*items: DocumentItem, **changes: Any) -> GalleryDocument:
    return replace(GalleryDocument(7, "Hafen in Bildern", "de-CH", items), **changes)


def published() -> GalleryDocument:
    lead = photo(
        "a1",
        1,
        supplier_ref="xyz00000001",
        caption='Ein Schiff <läuft> aus & der "Hafen" bleibt ...',
        translations={"fr-CH": "Un navire quitte le port …"},
        alt_text='Ein Frachter vor "Kränen" <grau>',
        credit=DocumentCredit(
            printed="Bild: KEYSTONE/EPA/Name O'Brien",
            distributor="Keystone",
            agency="EPA",
            photographer="Name O'Brien",
            flags=("archive", "pool"),
        ),
        restrictions=(DocumentRestriction("NO_SALES", "NO SALES"), DocumentRestriction("TIME_LIMIT:14d")),
        renditions=(
            DocumentRendition("original", "image/jpeg", 3000, 2000, digest("1")),
            DocumentRendition("preview", "image/jpeg", 1600, 1067, digest("a")),
        ),
        lead=True,
        metadata={
            "created": "2026-11-21T16:20:00+01:00",
            "creator": ("Name O'Brien",),
            "copyright_notice": "© EPA <2026>",
            "copyright_owner": "EPA",
            "credit_line": "KEYSTONE/EPA/Name O'Brien",
            "city": "Seeblick",
            "country": "Schweiz",
            "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            "expires": "2027-11-21",
            "instructions": "NO SALES & NO ARCHIVES",
            "keywords": ("Hafen", "Schiff"),
            "release": "2026-11-22T06:00:00+01:00",
            "usage_terms": "Editorial use only",
        },
        focus=(0.25, 0.5),
    )
    clip = photo(
        "b2",
        2,
        kind="video",
        caption="... und die Möwen schauen zu.",
        alt_text="Möwen auf einem Pfahl",
        credit=DocumentCredit(printed="Video: Name"),
        renditions=(DocumentRendition("original", "video/mp4", 640, 360, digest("2")),),
        width_px=640,
        height_px=360,
        duration_seconds=12.5,
    )
    plain = photo("c3", 3, caption="", credit=DocumentCredit(), width_px=None, height_px=None, cluster="c3")
    return document(
        lead,
        clip,
        plain,
        outlet="Seeblick",
        medium="online",
        article=DocumentArticle(
            3, "Der Hafen & das <Meer>", "https://seeblick.example/hafen", "2026-11-22T09:00+01:00"
        ),
        published_at="2026-11-22T10:15:00+00:00",
        published_by="mara",
        accepted=(Acceptance("CRD001", "mara", "Eigenes Bild ohne Namen"),),
    )
