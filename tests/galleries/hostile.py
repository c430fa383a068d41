"""Documents that exports must survive: texts meant to break out, and everything missing."""

from dataclasses import replace

from hypothesis import strategies as st

from library.galleries.document import DocumentCredit, DocumentItem, DocumentRendition, GalleryDocument
from tests.galleries.example import digest, document, photo, published

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- /wp:image --> <!-- wp:html -->[gallery ids=1]",
    "]]></description>&amp;&lt;",
    "# Titel\n* eins\n[link](javascript:alert(1)) `code` ![x](y)",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(A1:A9)",
    "-1+1|cmd",
    "'=schon quotiert",
    "Zeichen \x00\x0b\x1f und \ufffe",
    "... Kette, die weitergeht …",
    "Größe – «Zürich» 東京 🦭",
)
PREVIEW = DocumentRendition("preview", "image/jpeg", 1600, 1067, digest("e"))
THUMBNAIL = DocumentRendition("thumbnail", "image/jpeg", 512, 341, digest("f"))


def hostile() -> GalleryDocument:
    """Give a gallery whose every text is one of the hostile ones."""
    items = [
        photo(
            f"{place:032x}",
            place,
            digest=digest("0123456789abcdef"[place]),
            caption=text,
            alt_text=text,
            agency_text=text,
            file_name=text,
            supplier_ref=text,
            translations={"fr": text},
            credit=DocumentCredit(printed=text, agency=text, distributor=text, photographer=text),
            metadata={"copyright_notice": text, "instructions": text, "usage_terms": text, "created": text},
            renditions=(THUMBNAIL, PREVIEW),
        )
        for place, text in enumerate(HOSTILE, start=1)
    ]
    return document(*items, title=HOSTILE[0])


def shown() -> GalleryDocument:
    """Give the shared example with a picture for each of its items, and one that is still wanted."""
    items = tuple(
        replace(item, renditions=(*item.renditions, THUMBNAIL)) if item.kind == "photo" else item
        for item in published().items
    )
    clip = replace(items[1], renditions=(*items[1].renditions, PREVIEW))
    wanted = DocumentItem("d4", 4, "photo", caption="Wird gesucht.")
    return replace(published(), items=(items[0], clip, items[2], wanted))


SAYABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def galleries(draw: st.DrawFn) -> GalleryDocument:
    """Draw galleries of photos and clips with any words."""
    items = []
    for place in range(1, draw(st.integers(1, 4)) + 1):
        kind = draw(st.sampled_from(["photo", "photo", "video"]))
        clip = (DocumentRendition("original", "video/mp4", 640, 360, digest("2")),) if kind == "video" else ()
        items.append(
            photo(
                f"{place:032x}",
                place,
                kind=kind,
                caption=draw(SAYABLE),
                alt_text=draw(SAYABLE),
                agency_text=draw(SAYABLE),
                translations={"fr": draw(SAYABLE)},
                credit=DocumentCredit(printed=draw(SAYABLE), agency=draw(st.none() | SAYABLE)),
                metadata={
                    "created": draw(SAYABLE | st.just("2026-11-21T10:00:00+01:00")),
                    "digital_source_type": draw(SAYABLE),
                },
                renditions=(*clip, THUMBNAIL, PREVIEW),
                duration_seconds=draw(st.floats(0, 9999)) if kind == "video" else None,
                focus=draw(st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))),
            )
        )
    return document(*items, title=draw(SAYABLE), published_at=draw(st.none() | st.just("2026-11-22T10:00:00+00:00")))
