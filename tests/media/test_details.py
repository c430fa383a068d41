"""Texts by language and structures of XMP: nothing of them is lost."""

from library.media.details import Structure, Translation, read_structures, read_translations
from library.media.xmp import XmpProperties, parse_packet
from tests.media.building import alt, xmp


def parse(body: str) -> XmpProperties:
    found = XmpProperties()
    parse_packet(xmp(body), found)
    return found


def test_every_language_of_a_text_is_kept_in_its_order() -> None:
    items = "".join(
        f'<rdf:li xml:lang="{lang}">{text}</rdf:li>'
        for lang, text in (("x-default", "Square"), ("de-CH", "Platz"), ("ar", "ساحة"), ("fr", " "))
    )
    found = read_translations(parse(f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"))
    assert found == (
        Translation("description", "x-default", "Square"),
        Translation("description", "de-CH", "Platz"),
        Translation("description", "ar", "ساحة"),
    )


def test_a_default_text_alone_is_no_translation() -> None:
    assert read_translations(parse(alt("dc:description", "Square"))) == ()


def test_structures_keep_all_their_parts_in_every_form_of_rdf() -> None:
    body = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag>"
        '<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Bern</Iptc4xmpExt:City>'
        "<Iptc4xmpExt:LocationId><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></Iptc4xmpExt:LocationId></rdf:li>"
        '<rdf:li><rdf:Description Iptc4xmpExt:City="Thun"/></rdf:li><rdf:li Iptc4xmpExt:City="Biel"/>'
        "</rdf:Bag></Iptc4xmpExt:LocationShown>"
        '<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="a@x.example" Iptc4xmpCore:CiUrlWork=""/>'
        "<plus:Licensor><rdf:Seq><rdf:li/></rdf:Seq></plus:Licensor>"
    )
    assert read_structures(parse(body)) == (
        Structure("creator_contact", (("CiEmailWork", "a@x.example"),)),
        Structure("location_shown", (("City", "Bern"), ("LocationId", "a"), ("LocationId", "b"))),
        Structure("location_shown", (("City", "Thun"),)),
        Structure("location_shown", (("City", "Biel"),)),
    )
