"""Fill one XMP property with a value in its shape: text, text by language, list, list of structures."""

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from library.media.xmp import prefixed
from library.media.xmp_properties import RDF, SPACES, XML, XmpHome, clark

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANG = f"{{{XML}}}lang"
_LISTS = frozenset(f"{{{RDF}}}{name}" for name in ("Alt", "Seq", "Bag"))
_CONTAINERS = {"alt": "Alt", "seq": "Seq", "bag": "Bag", "struct": "Seq"}


def fill_property(
    element: "etree._Element", home: XmpHome, value: str | tuple[str, ...], old: "etree._Element | None"
) -> bool:
    """Give a fresh element its value.

    Args:
        element: the new property, empty.
        home: name and shape.
        value: '' or () where the field is taken out.
        old: the property as it was: other languages and the other parts of a structure stay.

    Returns:
        Whether there is anything to keep in the element.
    """
    if home.shape == "struct":
        return _fill_structures(element, home, str(value), old)
    if not value:
        return False
    if home.shape == "text":
        element.text = str(value)
        return True
    container = etree.SubElement(element, f"{{{RDF}}}{_CONTAINERS[home.shape]}")
    if home.shape == "alt":
        _add_member(container, str(value)).set(_LANG, "x-default")
        for member in _other_languages(old):
            container.append(member)
        return True
    for text in (value,) if isinstance(value, str) else value:
        _add_member(container, text)
    return True


def add_element(parent: "etree._Element", name: str) -> "etree._Element":
    """Add an element, under the prefix that its name space has there: strict programs want one prefix a name space."""
    prefix = name.partition(":")[0]
    is_bound = SPACES[prefix] in parent.nsmap.values()
    return etree.SubElement(parent, clark(name), nsmap=None if is_bound else {prefix: SPACES[prefix]})


def take_out_part(rdf: "etree._Element", structure: str, part: str) -> None:
    """Take one part out of every structure of a property."""
    for element in [e for d in rdf for e in d if isinstance(e.tag, str) and prefixed(e.tag) == structure]:
        for holder, found in list(_parts(element, part)):
            if isinstance(found, str):
                del holder.attrib[found]
            else:
                holder.remove(found)


def _add_member(container: "etree._Element", text: str) -> "etree._Element":
    """Add one member to a list."""
    member = etree.SubElement(container, f"{{{RDF}}}li")
    member.text = text
    return member


def _other_languages(old: "etree._Element | None") -> "Iterator[etree._Element]":
    """Yield the texts in other languages; one that only repeats the old default is a copy of it, not a translation."""
    members = [] if old is None else [m for m in old.iter(f"{{{RDF}}}li") if (m.text or "").strip()]
    default = next((m.text for m in members if (m.get(_LANG) or "x-default").lower() == "x-default"), None)
    for member in members:
        language = (member.get(_LANG) or "x-default").lower()
        if language != "x-default" and default is not None and (member.text or "").strip() != (default or "").strip():
            yield deepcopy(member)


def _fill_structures(element: "etree._Element", home: XmpHome, text: str, old: "etree._Element | None") -> bool:
    """Set a part in the first structure of a list; everything else of the list stays."""
    if old is not None:
        for child in old:
            element.append(deepcopy(child))
        for key, attribute in old.attrib.items():
            element.set(key, attribute)
        for holder, found in list(_parts(element, home.part)):
            if isinstance(found, str):
                del holder.attrib[found]
            else:
                holder.remove(found)
    if not text:
        return any(e.text and e.text.strip() for e in element.iter()) or any(
            not prefixed(str(key)).startswith(("rdf:", "xml:")) for e in element.iter() for key in e.attrib
        )
    member = next(element.iter(f"{{{RDF}}}li"), None)
    if member is None:
        member = _first_member(element, has_structure=old is not None and bool(len(element) or element.attrib))
    inner = next((child for child in member if child.tag == f"{{{RDF}}}Description"), member)
    if inner is member and not len(member) and not member.get(f"{{{RDF}}}parseType"):
        _to_resource(member)
    add_element(inner, home.part).text = text
    return True


def _first_member(element: "etree._Element", *, has_structure: bool) -> "etree._Element":
    """Return the structure to write into: a new member of the list, or the one that stands without a list."""
    container = next((child for child in element if child.tag in _LISTS), None)
    if container is None and has_structure:
        return element
    if container is None:
        container = etree.SubElement(element, f"{{{RDF}}}{_CONTAINERS['struct']}")
    return etree.SubElement(container, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})


def _to_resource(member: "etree._Element") -> None:
    """Turn a structure written as attributes into one written as elements: RDF allows no mixture of both."""
    for key, attribute in list(member.attrib.items()):
        tag = str(key)
        if prefixed(tag).startswith(("rdf:", "xml:")):
            continue
        etree.SubElement(member, tag).text = str(attribute)
        del member.attrib[tag]
    member.text = None
    member.set(f"{{{RDF}}}parseType", "Resource")


def _parts(element: "etree._Element", part: str) -> "Iterator[tuple[etree._Element, etree._Element | str]]":
    """Yield the places of a part in a structure or list of structures: (holder, element or attribute's name)."""
    for holder in element.iter():
        if not isinstance(holder.tag, str):
            continue
        yield from ((holder, str(key)) for key in list(holder.attrib) if prefixed(str(key)) == part)
        yield from ((holder, child) for child in list(holder) if prefixed(str(child.tag), child.prefix) == part)
