"""Reading XMP in all the shapes programs write, hardened against hostile XML."""

import pytest

from library.media.blocks import MetadataBlocks
from library.media.xmp import XmpProperties, parse_packet, read_xmp
from tests.media.building import NAMES, PACKET, alt, seq, xmp


def parse(packet: bytes) -> XmpProperties:
    found = XmpProperties()
    parse_packet(packet, found)
    return found


def test_attributes_elements_lists_languages_and_structures_are_read() -> None:
    body = (
        alt("dc:description", "Ein Platz", "de")
        + seq("dc:creator", "A. One", "B. Two")
        + "<photoshop:City>Bern</photoshop:City>"
        + '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://x.example</plus:LicensorURL>'
        "</rdf:li></rdf:Seq></plus:Licensor>"
        + '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City="Thun"/></rdf:li></rdf:Bag>'
        "</Iptc4xmpExt:LocationShown>" + '<xmpRights:WebStatement rdf:resource="https://y.example"/>'
    )
    found = parse(xmp(body, 'photoshop:Credit="EPA"'))
    assert found.text("dc:description") == "Ein Platz"
    assert found.texts("dc:creator") == ("A. One", "B. Two")
    assert (found.text("photoshop:City"), found.text("photoshop:Credit")) == ("Bern", "EPA")
    assert found.structure_text("plus:Licensor", "plus:LicensorURL") == "https://x.example"
    assert found.structure_text("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:City") == "Thun"
    assert found.text("xmpRights:WebStatement") == "https://y.example"


def test_the_default_language_wins_and_a_blank_one_does_not() -> None:
    german = '<rdf:li xml:lang="de">Platz</rdf:li>'
    languages = f'<dc:title><rdf:Alt>{german}<rdf:li xml:lang="x-default">{{}}</rdf:li></rdf:Alt></dc:title>'
    assert parse(xmp(languages.format("Square"))).text("dc:title") == "Square"
    assert parse(xmp(languages.format("  "))).text("dc:title") == "Platz"


def test_plain_text_where_a_list_is_due_is_a_list_of_one() -> None:
    assert parse(xmp("", 'dc:subject="a, b"')).texts("dc:subject") == ("a, b",)


def test_several_descriptions_and_other_prefixes_are_joined() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    packet = (
        f'<q:RDF xmlns:q="{rdf}"><q:Description xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:City="Bern"/>'
        f'<q:Description xmlns:d="http://purl.org/dc/elements/1.1/"><d:rights>© A</d:rights></q:Description></q:RDF>'
    )
    found = parse(packet.encode())
    assert (found.text("photoshop:City"), found.text("dc:rights")) == ("Bern", "© A")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32-le"])
def test_packets_come_in_every_unicode_encoding(encoding: str) -> None:
    packet = f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description {NAMES}>' + alt(
        "dc:rights", "© Ü 😀"
    )
    packet = packet.replace("rdf:", "r:") + "</r:Description></r:RDF>"
    assert parse(packet.encode(encoding) + b"\x00\x00\x00\x00").text("dc:rights") == "© Ü 😀"


def test_character_references_are_read_and_forbidden_ones_dropped() -> None:
    found = parse(xmp("<photoshop:City>K&#xF6;ln&#x1F;&#0;</photoshop:City><photoshop:State>a\x0bb</photoshop:State>"))
    assert (found.text("photoshop:City"), found.text("photoshop:State")) == ("Köln", "ab")


def test_cp1252_inside_a_packet_is_repaired_and_noted() -> None:
    found = parse(xmp("<photoshop:City>Zürich</photoshop:City>").decode().replace("\ufeff", "").encode("cp1252"))
    assert found.text("photoshop:City") == "Zürich"
    assert found.notes


def test_a_broken_packet_gives_what_came_before_the_break() -> None:
    packet = xmp("<photoshop:City>Bern</photoshop:City><photoshop:State>BE</photoshop:State>")
    found = parse(packet[: packet.index(b"<photoshop:State>") + 19])
    assert found.text("photoshop:City") == "Bern"
    assert found.notes


def test_a_doctype_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + xmp("<photoshop:City>&b;</photoshop:City>")
    found = parse(bomb)
    assert not found.values
    assert "DOCTYPE" in found.notes[0]


def test_deep_nesting_ends() -> None:
    deep = "<plus:A>" * 5000 + "</plus:A>" * 5000
    parse(xmp(f"<photoshop:City>Bern</photoshop:City>{deep}"))


def test_the_last_packet_with_a_value_wins() -> None:
    packets = ['photoshop:City="Bern" photoshop:State="BE"', 'photoshop:City=" " photoshop:State="ZH"']
    found = read_xmp(MetadataBlocks(xmp=[xmp("", attributes) for attributes in packets]))
    assert (found.text("photoshop:City"), found.text("photoshop:State")) == ("Bern", "ZH")


def test_extended_parts_are_joined_in_order_and_foreign_ones_left_out() -> None:
    guid = b"A" * 32
    extended = xmp(alt("dc:description", "long " * 50))
    parts = [(guid, 100, extended[100:]), (b"B" * 32, 0, b"<junk"), (guid, 0, extended[:100])]
    blocks = MetadataBlocks(xmp=[xmp("", f'xmpNote:HasExtendedXMP="{guid.decode()}"')], extended_xmp=parts)
    assert read_xmp(blocks).text("dc:description").startswith("long long")


def test_other_names_of_name_spaces_are_kept_apart() -> None:
    body = '<rdf:Description rdf:about="" xmlns:photoshop="http://elsewhere.example/" photoshop:City="No"/>'
    assert parse(PACKET.format(body=body).encode()).text("dc:title") == ""
