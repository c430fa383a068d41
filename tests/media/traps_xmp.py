"""Traps of XMP: the shapes in which programs write RDF, and how packets lie in a JPEG."""

import struct
from collections.abc import Iterator

from tests.media.building import (
    NAMES,
    PACKET,
    alt,
    exif_segment,
    iim,
    iptc_segment,
    jpeg_with,
    resource,
    segment,
    seq,
    tiff,
    xmp,
    xmp_segment,
)
from tests.media.traps import ARTIST, RDF, Trap, in_jpeg, in_xmp


def shape_traps() -> Iterator[Trap]:
    """The shapes in which programs write RDF."""
    langs = "".join(
        '<rdf:li xml:lang="{}">{}</rdf:li>'.format(*pair)
        for pair in (("de", "Platz"), ("x-default", "Square"), ("fr", "Place"))
    )
    yield in_xmp(
        "the default language stands second",
        f"<dc:description><rdf:Alt>{langs}</rdf:Alt></dc:description>",
        caption="Square",
    )
    langs = "".join(
        '<rdf:li xml:lang="{}">{}</rdf:li>'.format(*pair) for pair in (("en-US", "Square"), ("de", "Platz"))
    )
    yield in_xmp(
        "no default language: the first",
        f"<dc:description><rdf:Alt>{langs}</rdf:Alt></dc:description>",
        caption="Square",
        repaired=True,
    )
    yield in_xmp(
        "blank default language",
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default"/><rdf:li xml:lang="de">Platz</rdf:li></rdf:Alt></dc:title>',
        title="Platz",
        repaired=True,
    )
    yield in_xmp(
        "attributes",
        "",
        'dc:description="A square" dc:creator="A. One" dc:subject="a, b" photoshop:City="Bern"',
        caption="A square",
        creator=["A. One"],
        keywords=["a, b"],
        city="Bern",
    )
    yield in_xmp(
        "plain elements where lists are due",
        "<dc:description>A square</dc:description><dc:creator>A. One</dc:creator>"
        "<dc:subject>a, b</dc:subject><dc:rights>© A</dc:rights>",
        caption="A square",
        creator=["A. One"],
        keywords=["a, b"],
        copyright="© A",
    )
    yield in_xmp(
        "the wrong kind of list",
        seq("dc:creator", "A. One", "B. Two", kind="Bag")
        + seq("dc:subject", "a", "b")
        + seq("dc:description", "A square", kind="Bag"),
        creator=["A. One", "B. Two"],
        keywords=["a", "b"],
        caption="A square",
    )
    yield in_xmp("a list where one text is due", seq("photoshop:Headline", "Head", kind="Alt"), headline="Head")
    yield in_xmp(
        "language on a plain text",
        '<photoshop:Headline xml:lang="de">Kopf</photoshop:Headline>',
        headline="Kopf",
        repaired=True,
    )
    two = "".join(
        f'<rdf:Description rdf:about="" {NAMES} {one}/>' for one in ('photoshop:City="Bern"', 'photoshop:State="BE"')
    )
    yield in_jpeg("two descriptions", xmp_segment(PACKET.format(body=two).encode()), city="Bern", state="BE")
    other = (
        f'<q:RDF xmlns:q="{RDF}">'
        f'<q:Description xmlns:ps="http://ns.adobe.com/photoshop/1.0/" '
        f'xmlns:d="http://purl.org/dc/elements/1.1/" ps:City="Bern">'
        f'<d:rights><q:Alt><q:li xml:lang="x-default">© A</q:li></q:Alt></d:rights>'
        f"</q:Description></q:RDF>"
    )
    yield in_jpeg("other prefixes, no wrapper", xmp_segment(other.encode()), city="Bern", copyright="© A")
    yield in_xmp(
        "character references",
        "<photoshop:City>K&#xF6;ln</photoshop:City>"
        "<photoshop:State>&#246;&amp;&lt;&quot;</photoshop:State>"
        "<photoshop:Headline>&#x1F600;</photoshop:Headline>",
        city="Köln",
        state='ö&<"',
        headline="😀",
    )
    yield in_xmp("CDATA", "<photoshop:City><![CDATA[A & B]]></photoshop:City>", city="A & B", repaired=True)
    yield in_xmp(
        "blanks and line breaks",
        "<photoshop:City>\n  Bern \n</photoshop:City>" + alt("dc:description", "One\nTwo&#xA;Three"),
        city="Bern",
        caption="One\nTwo\nThree",
    )
    yield in_xmp(
        "comments between and inside",
        f"<!-- a --><photoshop:City>Be<!-- b -->rn</photoshop:City>{alt('dc:title', 'T')}",
        city="Bern",
        title="T",
        repaired=True,
    )
    for form, licensor in (
        (
            "a resource",
            '<rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://l.example</plus:LicensorURL></rdf:li>',
        ),
        (
            "a description",
            (
                "<rdf:li><rdf:Description><plus:LicensorURL>https://l.example</plus:LicensorURL>"
                "</rdf:Description></rdf:li>"
            ),
        ),
        ("attributes", '<rdf:li plus:LicensorURL="https://l.example"/>'),
        (
            "attributes of a description",
            '<rdf:li><rdf:Description plus:LicensorURL="https://l.example" plus:LicensorName="L"/></rdf:li>',
        ),
    ):
        yield in_xmp(
            f"a structure as {form}",
            f"<plus:Licensor><rdf:Seq>{licensor}</rdf:Seq></plus:Licensor>",
            licensor_url="https://l.example",
        )
    yield in_xmp(
        "a structure outside a list",
        '<plus:Licensor rdf:parseType="Resource">'
        "<plus:LicensorURL>https://l.example</plus:LicensorURL></plus:Licensor>",
        licensor_url="https://l.example",
        repaired=True,
    )
    yield in_xmp(
        "the second licensor has the address",
        '<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="A"/>'
        '<rdf:li plus:LicensorURL="https://l.example"/></rdf:Seq></plus:Licensor>',
        licensor_url="https://l.example",
    )
    shown = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag>"
        '<rdf:li Iptc4xmpExt:City="Thun" Iptc4xmpExt:CountryName="Schweiz" '
        'Iptc4xmpExt:CountryCode="CHE"/>'
        "</rdf:Bag></Iptc4xmpExt:LocationShown>"
    )
    yield in_xmp(
        "place shown beside a core place",
        shown,
        'photoshop:City="Bern" photoshop:Country="Switzerland"',
        city="Bern",
        country="Switzerland",
    )
    yield in_xmp("place shown alone", shown, city="Thun", country="Schweiz", country_code="CHE", repaired=True)
    yield in_jpeg(
        "place shown beside a place of IPTC",
        xmp_segment(xmp(shown)),
        iptc_segment(iim((2, 90, b"Bern"), (2, 101, b"Switzerland"))),
        city="Bern",
        country="Switzerland",
    )
    yield in_xmp(
        "addresses as resources",
        '<xmpRights:WebStatement rdf:resource="https://w.example"/>'
        "<Iptc4xmpExt:DigitalSourceType "
        'rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>'
        '<plus:DataMining rdf:resource="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>',
        digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    )
    yield in_xmp(
        "accessibility texts by language",
        '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="de">Platz</rdf:li>'
        '<rdf:li xml:lang="x-default">Square</rdf:li></rdf:Alt>'
        "</Iptc4xmpCore:AltTextAccessibility>"
        + alt("Iptc4xmpCore:ExtDescrAccessibility", "Long")
        + alt("xmpRights:UsageTerms", "Terms"),
        alt_text="Square",
        extended_description="Long",
        usage_terms="Terms",
    )
    yield in_xmp(
        "value with qualifiers",
        '<photoshop:City rdf:parseType="Resource"><rdf:value>Bern</rdf:value><xmp:Q>x</xmp:Q></photoshop:City>',
        city="Bern",
        repaired=True,
    )
    untagged = '<dc:title><rdf:Alt><rdf:li xml:lang="de">Platz</rdf:li><rdf:li>Square</rdf:li></rdf:Alt></dc:title>'
    yield in_xmp("a text without a language beside one with", untagged, title="Square")
    yield in_xmp(
        "signs that were not escaped",
        "<photoshop:City>A & B < C</photoshop:City><photoshop:State>BE</photoshop:State>",
        'photoshop:Credit="D & E"',
        city="A & B < C",
        state="BE",
        credit="D & E",
    )
    yield in_xmp("signs of HTML", "<photoshop:City>A&nbsp;B</photoshop:City>", city="A&nbsp;B")
    yield in_xmp(
        "empty lists and members",
        "<dc:subject><rdf:Bag><rdf:li/><rdf:li>a</rdf:li><rdf:li> </rdf:li></rdf:Bag>"
        "</dc:subject><dc:creator><rdf:Seq/></dc:creator>",
        keywords=["a"],
        creator=[],
    )


def packet_traps() -> Iterator[Trap]:
    """How packets lie in a JPEG: headers, encodings, padding, parts, several of them."""
    packet = xmp("<photoshop:City>Zürich</photoshop:City>" + alt("dc:rights", "© Ü"))
    right = {"city": "Zürich", "copyright": "© Ü"}
    text = packet.decode()
    for encoding in ("utf-16-le", "utf-16-be"):
        yield Trap(f"packet in {encoding}", ".jpg", jpeg_with(xmp_segment(text.encode(encoding))), right)
    yield in_jpeg("padded with NULs", xmp_segment(packet + bytes(64)), **right)
    yield in_jpeg(
        "padded with blanks before the end",
        xmp_segment(packet.replace(b"<?xpacket end", b" " * 500 + b"\n<?xpacket end")),
        **right,
    )
    yield in_jpeg("with a byte order mark", xmp_segment(b"\xef\xbb\xbf" + packet), **right)
    yield in_jpeg("with an XML declaration", xmp_segment(b'<?xml version="1.0" encoding="UTF-8"?>\n' + packet), **right)
    yield in_jpeg("in cp1252", xmp_segment(text.replace("\ufeff", "").encode("cp1252")), repaired=True, **right)
    pasted = packet.replace(b"<dc:rights", b"<photoshop:State>Gen\xe8ve</photoshop:State><dc:rights")
    yield in_jpeg("one text pasted in cp1252", xmp_segment(pasted), repaired=True, state="Genève", **right)
    half = packet.replace(b"<dc:rights", b"<photoshop:Credit>KKKK\xc3</photoshop:Credit><dc:rights")
    yield in_jpeg("one text cut within a letter", xmp_segment(half), repaired=True, credit="KKKK", **right)
    yield in_jpeg("one control character", xmp_segment(packet.replace(b"rich<", b"rich\x0b<")), repaired=True, **right)
    for name, header in (
        ("XMP and a colon", b"XMP\x00://ns.adobe.com/xap/1.0/\x00"),
        ("no NUL", b"http://ns.adobe.com/xap/1.0/"),
        ("no address", b""),
        ("a blank before", b" http://ns.adobe.com/xap/1.0/\x00"),
    ):
        yield in_jpeg(f"segment header with {name}", segment(0xE1, header + packet), repaired=True, **right)
    first, second = (xmp_segment(xmp("", f'photoshop:Headline="{text}"')) for text in ("First", "Second"))
    yield in_jpeg("two packets with different texts", first, second, headline="Second")
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    extended = xmp(alt("dc:description", "long " * 40 + "end"))
    parts = [
        segment(
            0xE1,
            b"http://ns.adobe.com/xmp/extension/\x00"
            + guid
            + struct.pack(">II", len(extended), at)
            + extended[at : at + 300],
        )
        for at in range(0, len(extended), 300)
    ]
    main = xmp_segment(xmp("", f'photoshop:City="Bern" xmpNote:HasExtendedXMP="{guid.decode()}"'))
    yield in_jpeg("extended part in order", main, *parts, caption="long " * 40 + "end", city="Bern")
    yield in_jpeg("extended part out of order", main, *parts[::-1], caption="long " * 40 + "end", city="Bern")
    foreign = segment(
        0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + b"F" * 32 + struct.pack(">II", 9, 0) + b"<rdf:junk"
    )
    yield in_jpeg("extended part of another packet", main, foreign, *parts, caption="long " * 40 + "end", city="Bern")
    yield in_jpeg(
        "XMP cut off",
        xmp_segment(packet[: packet.index(b"<dc:rights")]),
        iptc_segment(iim((2, 105, b"Head"))),
        city="Zürich",
        headline="Head",
        repaired=True,
    )
    yield in_jpeg(
        "XMP among Photoshop's resources",
        segment(0xED, b"Photoshop 3.0\x00" + resource(0x0424, packet)),
        repaired=True,
        **right,
    )
    yield in_jpeg(
        "fill bytes and junk between segments",
        b"\xff" * 300,
        exif_segment(tiff([(ARTIST, 2, b"A. One\x00")])),
        b"\x00\x00",
        xmp_segment(packet),
        creator=["A. One"],
        repaired=True,
        **right,
    )
