"""Read XMP packets: RDF in any of the shapes that programs write, into plain values by property.

lxml is hardened: no DTD, no entities, no network, no huge trees; it recovers from broken XML. A packet that brings a
DOCTYPE is refused.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from library.media.blocks import MAX_BLOCK_BYTES, MetadataBlocks
from library.media.charset import clean_text, decode_mixed

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_MAX_DEPTH = 24
_MAX_ITEMS = 10_000
_MAX_VALUES = 100_000
_MAX_TAGS = 1_000_000
_MAX_NAME_SPACES = 1000
_MAX_DESCRIPTIONS = 2000

_PREFIXES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/1.1": "dc",
    "http://ns.adobe.com/photoshop/1.0": "photoshop",
    "http://ns.adobe.com/xap/1.0": "xmp",
    "http://ns.adobe.com/xap/1.0/rights": "xmpRights",
    "http://ns.adobe.com/xmp/note": "xmpNote",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29": "Iptc4xmpExt",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-19": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0": "plus",
    "http://ns.useplus.org/ldf/1.0": "plus",
    "http://ns.adobe.com/tiff/1.0": "tiff",
    "http://ns.adobe.com/exif/1.0": "exif",
    "http://ns.adobe.com/exif/1.0/aux": "aux",
    "http://cipa.jp/exif/1.0": "exifEX",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ILLEGAL_REFERENCE = re.compile(r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[12]|1[4-9]|2\d|3[01]));", re.IGNORECASE)
_STRAY_MARK = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)|<(?![A-Za-z_/!?])")
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class XmpValue:
    """One value of a property, in whichever shape the file has it.

    Attributes:
        text: a simple text or address.
        items: the members of a list (Seq, Bag), or of a Lang Alt.
        lang: the language of a member of a Lang Alt.
        fields: the parts of a structure, by prefixed name.
    """

    text: str = ""
    items: list["XmpValue"] = field(default_factory=list)
    lang: str = ""
    fields: dict[str, "XmpValue"] = field(default_factory=dict)

    def as_texts(self) -> tuple[str, ...]:
        """Return the members of a list; a plain text counts as a list of one."""
        if self.items:
            return tuple(text for text in (item.as_text() for item in self.items) if text)
        return (self.text,) if self.text else ()

    def as_text(self) -> str:
        """Return one text: of a Lang Alt the default (or untagged) language, else the first that is not blank."""
        if self.text:
            return self.text
        if "rdf:value" in self.fields:
            return self.fields["rdf:value"].as_text()
        first = untagged = ""
        for item in self.items:
            # Each member is asked once only: asked twice, a list nested in lists would take for ever.
            text = item.as_text()
            if text and item.lang.lower() == "x-default":
                return text
            untagged = untagged or ("" if item.lang else text)
            first = first or text
        return untagged or first

    def as_structures(self) -> list[dict[str, "XmpValue"]]:
        """Return the structures of a list of structures, or the one that stands alone."""
        if self.fields:
            return [self.fields]
        return [item.fields for item in self.items if item.fields]


@dataclass(slots=True)
class XmpProperties:
    """All properties of a file's packets, by prefixed name; the last packet that has a value wins.

    Attributes:
        values: the properties.
        notes: what was odd.
        room: values that are still taken.
    """

    values: dict[str, XmpValue] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    room: int = _MAX_VALUES

    def text(self, name: str) -> str:
        """Return a property as one text, '' when absent."""
        value = self.values.get(name)
        return value.as_text() if value else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a property as a list of texts."""
        value = self.values.get(name)
        return value.as_texts()[:_MAX_ITEMS] if value else ()

    def structure_text(self, name: str, part: str) -> str:
        """Return the first filled part of a structure or list of structures."""
        value = self.values.get(name)
        for fields in value.as_structures() if value else ():
            if part in fields and (text := fields[part].as_text()):
                return text
        return ""

    def all_texts(self) -> frozenset[str]:
        """Return every text, blanks folded: what an undeclared IPTC text may agree with."""
        found: set[str] = set()
        for value in self.values.values():
            found.update(" ".join(text.split()) for text in (*value.as_texts(), value.as_text()) if text)
        return frozenset(found)


def read_xmp(blocks: MetadataBlocks) -> XmpProperties:
    """Read all packets of a file, joined with the extended part that the main packet names."""
    found = XmpProperties()
    for packet in blocks.xmp:
        parse_packet(packet, found)
    extension = found.text("xmpNote:HasExtendedXMP").encode("ascii", "ignore")
    parts = [(offset, data) for guid, offset, data in blocks.extended_xmp if not extension or guid == extension]
    if parts:
        joined = b"".join(data for _, data in sorted(parts, key=lambda part: part[0]))
        parse_packet(joined[:MAX_BLOCK_BYTES], found)
    return found


def parse_packet(packet: bytes, into: XmpProperties) -> None:
    """Parse one packet and add its properties."""
    root = parse_tree(packet, into.notes)
    for rdf in find_rdf(root) if root is not None else ():
        for description in islice(rdf, _MAX_DESCRIPTIONS):
            _add_description(description, into)
    if into.room < 0:
        into.notes.append("more XMP than any program writes: the rest is not read")


def parse_tree(packet: bytes, notes: list[str]) -> "etree._Element | None":
    """Parse the XML of one packet, hardened and recovering; None (and a note) when nothing can be read."""
    text = _decode(packet, notes)
    if _DOCTYPE.search(text):
        notes.append("an XMP packet with a DOCTYPE was refused")
        return None
    start = text.find("<")
    if start < 0:
        return None
    # Parsers take quadratic time for these.
    if text.count("xmlns") > _MAX_NAME_SPACES or text.count("<") > _MAX_TAGS:
        notes.append("an XMP packet of more tags or name spaces than any program writes was refused")
        return None
    text = _ILLEGAL_REFERENCE.sub("", _ILLEGAL.sub("", text[start:]))
    root, is_damaged = _parse(text)
    if is_damaged and (mended := _STRAY_MARK.sub(_escape, text)) != text:
        root, _ = _parse(mended)
    if root is None:
        notes.append("an XMP packet cannot be read")
    elif is_damaged:
        notes.append("an XMP packet is damaged; what could be read was kept")
    return root


def _escape(mark: "re.Match[str]") -> str:
    """Write a sign that somebody forgot to escape as XML wants it."""
    return "&amp;" if mark.group() == "&" else "&lt;"


def _parse(text: str) -> tuple["etree._Element | None", bool]:
    """Parse XML; the flag tells that it is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser), len(parser.error_log) > 0
    except (etree.XMLSyntaxError, ValueError):
        return None, True


def _decode(packet: bytes, notes: list[str]) -> str:
    """Decode a packet in the encoding its first bytes show."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"<\x00\x00\x00", "utf-32-le"),
        (b"\x00\x00\x00<", "utf-32-be"),
        (b"<\x00", "utf-16-le"),
        (b"\x00<", "utf-16-be"),
    ):
        if packet.lstrip(b" \r\n\t").startswith(mark):
            return _without_declaration(packet.lstrip(b" \r\n\t").decode(encoding, "replace"))
    packet = packet.rstrip(b"\x00")
    try:
        return _without_declaration(packet.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        if e.start >= len(packet) - 3:
            return _without_declaration(packet[: e.start].decode("utf-8-sig"))
        notes.append("an XMP packet is not UTF-8: what is not was read as cp1252")
        return _without_declaration(decode_mixed(packet.removeprefix(codecs.BOM_UTF8)))


def _without_declaration(text: str) -> str:
    """Remove the XML declaration, whose encoding no longer holds."""
    return re.sub(r"^\s*\ufeff?<\?xml\b[^>]*\?>", "", text, count=1)


def find_rdf(root: "etree._Element") -> Iterable["etree._Element"]:
    """Find the rdf:RDF elements, at the root or anywhere near it."""
    if _name(root) == "rdf:RDF":
        return [root]
    found = [element for element in root.iter() if _name(element) == "rdf:RDF"]
    return found[:8] or [root]


def _name(element: "etree._Element") -> str:
    """Return the name of an element with the prefix that this module knows."""
    return prefixed(element.tag, element.prefix) if isinstance(element.tag, str) else ""


def prefixed(tag: str, prefix: str | None = None) -> str:
    """Translate a tag in Clark notation to our prefix; unknown name spaces keep the file's prefix."""
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    if uri == _RDF or uri.startswith("http://www.w3.org/1999/02/22-rdf-syntax-ns"):
        return f"rdf:{local}"
    if uri == _XML:
        return f"xml:{local}"
    known = _PREFIXES.get(uri.rstrip("/#"))
    return f"{known or prefix or 'other'}:{local}"


def _add_description(description: "etree._Element", into: XmpProperties) -> None:
    """Take the properties of one rdf:Description, given as attributes or as elements."""
    nsmap = {uri: prefix for prefix, uri in description.nsmap.items()}
    for key, attribute in description.attrib.items():
        tag = str(key)
        name = prefixed(tag, nsmap.get(tag[1:].partition("}")[0]))
        if not name.startswith(("rdf:", "xml:")):
            _add(name, XmpValue(text=clean_text(str(attribute))), into)
    for element in description:
        name = _name(element)
        if name and not name.startswith("rdf:"):
            _add(name, _read_value(element, 0, into), into)


def _add(name: str, value: XmpValue, into: XmpProperties) -> None:
    """Keep a value; of several the last counts, as ExifTool has it, unless it is blank."""
    if name not in into.values or value.as_text() or value.as_structures():
        into.values[name] = value


def _node_of(element: "etree._Element", into: XmpProperties) -> "etree._Element | None":
    """Return the node that stands elsewhere in the packet and that an empty property names (RDF 1.1 XML §2.10)."""
    name = element.get(f"{{{_RDF}}}nodeID")
    if not name:
        return None
    # A search costs as much as many values; a packet that names nodes in rings has soon spent what it may.
    into.room -= _MAX_DESCRIPTIONS // 10
    kinds = [f"{{{_RDF}}}{kind}" for kind in ("Bag", "Seq", "Alt")]
    nodes = islice(element.getroottree().getroot().iter(*kinds), _MAX_DESCRIPTIONS)
    return next((node for node in nodes if node.get(f"{{{_RDF}}}nodeID") == name), None)


def _read_value(element: "etree._Element", depth: int, into: XmpProperties) -> XmpValue:
    """Read the value of a property or list member."""
    value = XmpValue(lang=element.get(f"{{{_XML}}}lang") or "")
    into.room -= 1
    if depth > _MAX_DEPTH or into.room < 0:
        return value
    children = [child for child in element if isinstance(child.tag, str)]
    if not children and (node := _node_of(element, into)) is not None:
        children = [node]
    container = next((child for child in children if _name(child) in {"rdf:Alt", "rdf:Seq", "rdf:Bag"}), None)
    if container is not None:
        members = [member for member in container if isinstance(member.tag, str)][:_MAX_ITEMS]
        value.items = [_read_value(member, depth + 1, into) for member in members]
        if not members:
            value.text = clean_text(container.text or "")
        return value
    holder = element
    if len(children) == 1 and _name(children[0]) == "rdf:Description":
        holder, children = children[0], [child for child in children[0] if isinstance(child.tag, str)]
    for source in {element: None, holder: None}:
        for key, attribute in source.attrib.items():
            name = prefixed(str(key))
            if name == "rdf:resource":
                value.text = clean_text(str(attribute))
            elif not name.startswith(("rdf:", "xml:")) or name == "rdf:value":
                value.fields[name] = XmpValue(text=clean_text(str(attribute)))
    for child in children[:_MAX_ITEMS]:
        value.fields.setdefault(_name(child), _read_value(child, depth + 1, into))
    if not value.fields and not value.text:
        value.text = clean_text("".join(str(part) for part in element.itertext()) if children else element.text or "")
    return value
