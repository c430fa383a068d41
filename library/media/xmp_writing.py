"""Write fields into XMP: foreign properties stay, further packets are folded in, long packets spill into an extension.

The packet is edited as a tree and written once; nothing that we do not know is touched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import md5

from lxml import etree

from library.media.changes import Changes
from library.media.policy import XMP_PRIVATE_NAMES, XMP_PRIVATE_SPACES, MetadataPolicy
from library.media.xmp import find_rdf, parse_tree, prefixed
from library.media.xmp_properties import HOMES, RDF, SPACES, clark
from library.media.xmp_values import add_element, fill_property, take_out_part

MAX_PACKET_BYTES = 65_000
"""The standard allows 65,502 bytes in one JPEG segment (XMP part 3, §1.1.3); a little room is left for the wrapper."""

_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = b'\n<?xpacket end="w"?>'
_NEW = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="' + RDF + '"><rdf:Description rdf:about=""/>'
    "</rdf:RDF></x:xmpmeta>"
)
_EXTENSION_NOTE = "xmpNote:HasExtendedXMP"
_PROVENANCE = "{http://purl.org/dc/terms/}provenance"
_DESCRIPTION = f"{{{RDF}}}Description"
_UNDECLARED = re.compile(rf"(?:{'|'.join(SPACES)}):[A-Za-z_][\w.-]*")
_RDF_NAME = re.compile(r"\{http://www\.w3\.org/1999/02/22-rdf-syntax-ns[^}]*\}RDF")


@dataclass(slots=True)
class XmpEdit:
    """An edited packet.

    Attributes:
        packet: the packet, wrapper included; b'' when nothing is left to say.
        extension: new content of the extended part; None when the parts found stay as they are, b'' when they go.
        notes: what was odd.
    """

    packet: bytes = b""
    extension: bytes | None = None
    notes: list[str] = field(default_factory=list)


def edit_xmp(
    packets: Sequence[bytes],
    changes: Changes,
    policy: MetadataPolicy,
    *,
    extension: bytes = b"",
    has_limit: bool = False,
) -> XmpEdit:
    """Write fields into the packets of a file, which become one.

    Args:
        packets: as found, the main packet first.
        changes: the fields to set or take out.
        policy: without `keeps_everything`, private properties and the extended part go.
        extension: joined content of the extended part, b'' when there is none.
        has_limit: the packet must fit into one JPEG segment; the rest goes into the extension.
    """
    edit = XmpEdit()
    root, rdf = _join_packets(packets, edit.notes)
    far = parse_tree(extension, edit.notes) if extension and policy.keeps_everything else None
    if far is not None and _concerns(far, changes):
        _fold(far, rdf)
        far, edit.extension = None, b""
    _remove_doubles(rdf)
    if not policy.keeps_everything:
        _remove_private(rdf)
        edit.extension = b""
    for name, text in changes.items():
        _write_field(rdf, name, text)
    if edit.extension is not None:
        _remove(rdf, _EXTENSION_NOTE)
    _remove_emptied(rdf)
    edit.packet = _serialise(root)
    if has_limit and len(edit.packet) > MAX_PACKET_BYTES:
        if far is not None:
            _fold(far, rdf)
        edit.extension = _spill(root, rdf, edit)
    if not len(rdf) or (len(rdf) == 1 and _is_empty(rdf[0])):
        edit.packet = b""
    return edit


def drop_provenance(packet: bytes) -> bytes | None:
    """Take out the pointer to a manifest of Content Credentials, in the file or at an address; None without one."""
    root = parse_tree(packet, []) if b"provenance" in packet else None
    if root is None:
        return None
    names = [(rdf, one.name) for rdf in find_rdf(root) for one in _properties(rdf) if one.tag == _PROVENANCE]
    for rdf, name in names:
        _remove(rdf, name)
    return _serialise(root) if names else None


def _serialise(root: "etree._Element") -> bytes:
    """Write a tree as a packet."""
    return _BEGIN + etree.tostring(root, encoding="utf-8") + _END


def _join_packets(packets: Sequence[bytes], notes: list[str]) -> tuple["etree._Element", "etree._Element"]:
    """Return the tree and the rdf:RDF of the first readable packet, with the others folded in."""
    root: etree._Element | None = None
    rdf: etree._Element | None = None
    for packet in packets:
        found = parse_tree(packet, notes)
        if found is not None:
            _declare(found)
        for holder in find_rdf(found) if found is not None else ():
            if not _RDF_NAME.fullmatch(str(holder.tag)):
                continue
            if rdf is None:
                rdf, root = holder, holder if holder.getparent() is None else found
            else:
                _fold_rdf(holder, rdf)
    if rdf is None or root is None:
        root = etree.fromstring(_NEW)
        rdf = root[0]
    return root, rdf


def _declare(root: "etree._Element") -> None:
    """Give the elements of a damaged packet, whose prefixes nobody declared, the name spaces that they mean."""
    for element in root.iter():
        if isinstance(element.tag, str) and _UNDECLARED.fullmatch(element.tag):
            element.tag = clark(element.tag)


def _fold(root: "etree._Element", rdf: "etree._Element") -> None:
    """Fold all properties of another tree into the main one."""
    for holder in find_rdf(root):
        _fold_rdf(holder, rdf)


def _fold_rdf(other: "etree._Element", rdf: "etree._Element") -> None:
    """Fold properties in; as in reading, a later value that is not blank takes the place of an earlier one."""
    for one in list(_properties(other)):
        if one.element is None:
            value = str(one.description.attrib[one.tag])
            if not value.strip() or not one.tag.startswith("{"):
                continue
            prefix = one.name.partition(":")[0]
            space = etree.QName(one.tag).namespace or ""
            _remove(rdf, one.name)
            etree.SubElement(_first(rdf), one.tag, nsmap={prefix: space} if space else None).text = value
        elif len(one.element) or one.element.attrib or (one.element.text or "").strip():
            _remove(rdf, one.name)
            _first(rdf).append(deepcopy(one.element))


def _first(rdf: "etree._Element") -> "etree._Element":
    """Return the first description; one is made where there is none."""
    found = next((description for description in rdf if isinstance(description.tag, str)), None)
    return found if found is not None else etree.SubElement(rdf, _DESCRIPTION, {f"{{{RDF}}}about": ""})


@dataclass(frozen=True, slots=True)
class _Property:
    """One property where it stands; the element is None for one written as an attribute.

    Attributes:
        name: with the prefix that the reader knows it by, else the file's own.
    """

    description: "etree._Element"
    tag: str
    name: str
    element: "etree._Element | None"


def _properties(rdf: "etree._Element") -> Iterator[_Property]:
    """Yield every property."""
    for description in list(rdf):
        if not isinstance(description.tag, str):
            continue
        prefixes = {uri: prefix for prefix, uri in description.nsmap.items()}
        for key in [str(key) for key in description.attrib]:
            name = prefixed(key, prefixes.get(key[1:].partition("}")[0]))
            if _is_property(name):
                yield _Property(description, key, name, None)
        for element in list(description):
            if isinstance(element.tag, str):
                name = prefixed(element.tag, element.prefix)
                if _is_property(name):
                    yield _Property(description, element.tag, name, element)


def _is_property(name: str) -> bool:
    """Tell a property from the syntax of RDF and XML itself."""
    return ":" in name and not name.startswith(("rdf:", "xml:"))


def _remove(rdf: "etree._Element", name: str) -> "etree._Element | None":
    """Take out a property wherever it stands, and return the last one that was an element."""
    removed: etree._Element | None = None
    for one in _properties(rdf):
        if one.name != name:
            continue
        if one.element is None:
            del one.description.attrib[one.tag]
        else:
            removed = one.element
            one.description.remove(one.element)
    return removed


def _remove_doubles(rdf: "etree._Element") -> None:
    """Leave of a property that stands twice the last one, as in reading: strict programs refuse the whole packet."""
    found = list(_properties(rdf))
    last = {one.name: one for one in found if one.element is None or len(one.element) or one.element.text}
    for one in found:
        if one is not last.get(one.name, one):
            if one.element is None:
                del one.description.attrib[one.tag]
            else:
                one.description.remove(one.element)


def _write_field(rdf: "etree._Element", name: str, text: str | tuple[str, ...]) -> None:
    """Set one field in its home, and take out what says the same elsewhere."""
    home = HOMES[name]
    for mirror in home.mirrors:
        _remove(rdf, mirror)
    if not text:
        for structure, part in home.fallbacks:
            take_out_part(rdf, structure, part)
    old = _remove(rdf, home.name)
    prefix = home.name.partition(":")[0]
    target = next((d for d in rdf if SPACES[prefix] in d.nsmap.values()), None)
    target = _first(rdf) if target is None else target
    element = add_element(target, home.name)
    if not fill_property(element, home, text, old):
        target.remove(element)


def _concerns(root: "etree._Element", changes: Changes) -> bool:
    """Tell whether a tree holds a property that is to be changed."""
    names = {HOMES[name].name for name in changes} | {mirror for name in changes for mirror in HOMES[name].mirrors}
    names |= {structure for name in changes for structure, _ in HOMES[name].fallbacks}
    return any(one.name in names for rdf in find_rdf(root) for one in _properties(rdf))


def _remove_private(rdf: "etree._Element") -> None:
    """Take out what is not for the public, at whatever depth it stands."""
    for element in list(rdf.iter()):
        if not isinstance(element.tag, str):
            continue
        for key in [str(key) for key in element.attrib]:
            if is_private(key):
                del element.attrib[key]
        parent = element.getparent()
        if parent is not None and is_private(element.tag):
            parent.remove(element)


def is_private(tag: str) -> bool:
    """Tell whether a property is not for the public (standards.md §3)."""
    space, _, local = tag[1:].rpartition("}")
    return space.startswith(XMP_PRIVATE_SPACES) or any(word in local for word in XMP_PRIVATE_NAMES)


def _is_empty(description: "etree._Element") -> bool:
    """Tell a description that says nothing any more."""
    return not len(description) and all(prefixed(str(key)).startswith(("rdf:", "xml:")) for key in description.attrib)


def _remove_emptied(rdf: "etree._Element") -> None:
    """Take out descriptions that were emptied, else every save would leave one more; the first always stays."""
    for description in list(rdf)[1:]:
        if _is_empty(description):
            rdf.remove(description)
    if len(rdf) > 1 and _is_empty(rdf[0]):
        rdf.remove(rdf[0])


def _spill(root: "etree._Element", rdf: "etree._Element", edit: XmpEdit) -> bytes:
    """Move the largest properties into an extension until the packet fits; those that we write go last."""
    far_root = etree.fromstring(_NEW)
    far = far_root[0][0]
    ours = {home.name for home in HOMES.values()}
    _remove(rdf, _EXTENSION_NOTE)
    movable = [(one.description, one.element, one.name) for one in _properties(rdf) if one.element is not None]
    movable.sort(key=lambda item: (item[2] in ours, -len(etree.tostring(item[1], with_tail=False))))
    note = add_element(_first(rdf), _EXTENSION_NOTE)
    note.text = "0" * 32
    while movable and len(_serialise(root)) > MAX_PACKET_BYTES:
        description, element, _ = movable.pop(0)
        description.remove(element)
        far.append(element)
    content = etree.tostring(far_root, encoding="utf-8")
    note.text = extension_id(content).decode("ascii")
    edit.packet = _serialise(root)
    edit.notes.append("the XMP is longer than one segment: part of it went into extended XMP")
    return content


def extension_id(content: bytes) -> bytes:
    """Return the name of an extension: the MD5 of its content in hexadecimal capitals (XMP part 3, §1.1.3.1)."""
    return md5(content, usedforsecurity=False).hexdigest().upper().encode("ascii")


def join_extension(parts: Iterable[tuple[bytes, int, bytes]], packets: Iterable[bytes]) -> bytes:
    """Join the parts of the extension that the main packet names; b'' when there is none.

    Args:
        parts: (name, offset, data) of each segment.
        packets: the main packets, one of which names the extension.
    """
    main = b"".join(packets)
    found = sorted(((offset, data) for name, offset, data in parts if name in main), key=lambda part: part[0])
    return b"".join(data for _, data in found)
