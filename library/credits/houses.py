"""The rules that know a house: alone, with a number, beside a name or another house with little between them."""

import re

from library.credits.folding import fold
from library.credits.givers import institution
from library.credits.names import is_person, written_name
from library.credits.pieces import Piece, Pieces, at_edge, divided, house
from library.credits.registry import AgencyEntry, Registry

_SPACE = re.compile(r"\s+")
_CODE = re.compile(r"^(?=.*\d)[\w.-]+$|^[A-Z]$")
_ITS_NUMBER = re.compile(r"[_\s-]\d{5,}$")
_JOINT = re.compile(r"(?<=\w)[-–—.](?=\w)|_")


def known_house(text: str, registry: Registry) -> Pieces | None:
    """The whole part is a house of the registry, in any spelling, or with a picture's number behind."""
    entry = registry.find(registry.words.exact.get(text.casefold(), text))
    if entry is None and (number := _ITS_NUMBER.search(text)):
        entry = registry.find(text[: number.start()])
    return (house(entry, 0, len(text)),) if entry else None


def house_of_a_region(text: str, registry: Registry) -> Pieces | None:
    """Read "GETTY IMAGES NORTH AMERICA": the name under which a distributor's own pictures go out through others."""
    entry = registry.find(text) if fold(text) in registry.words.regional else None
    return (house(entry, 0, len(text)),) if entry else None


def house_beside_name(text: str, registry: Registry) -> Pieces | None:
    """A house and a person without a separator: "Jane Doe KEYSTONE"; a house with a code, "FR170095 AP", or a place."""
    if not at_edge(text, registry.edges):
        return None
    for start, end, rest_start, rest_end in divided(text, 4):
        entry = registry.spellings.get(fold(text[start:end]))
        rest = text[rest_start:rest_end]
        if entry is None:
            continue
        if is_person(rest, registry.words):
            return (house(entry, start, end), _named(rest, rest_start, registry))
        if all(map(_CODE.match, rest.split())):
            return (house(entry, start, end),)
        if start == 0 and " " not in rest and rest.isupper() and not text[start:end].isupper():
            return (house(entry, start, end), Piece("single", rest, rest_start, rest_end))
    return None


def house_joined_to_name(text: str, registry: Registry) -> Pieces | None:
    """Read "Jane Doe-USA TODAY Sports", "Jane Doe_AFP", "dpa-pool", "J. DOE.POOL": one sign is all that parts them."""
    for found in _JOINT.finditer(text):
        left, right = text[: found.start()].strip(), text[found.end() :].strip()
        pieces = _joined_to_flag(left, right, found.end(), registry)
        if pieces is not None:
            return pieces
        before, after = registry.spellings.get(fold(left)), registry.spellings.get(fold(right))
        if before is not None and before.kind == "agency" and _is(right, registry):
            return (house(before, 0, len(left)), _named(right, found.end(), registry))
        if after is not None and _is(left, registry):
            return (_named(left, 0, registry), house(after, found.end(), len(text)))
    return None


def _joined_to_flag(left: str, right: str, start: int, registry: Registry) -> Pieces | None:
    """Read a flag word behind the sign, with a house or a person in front of it."""
    flag = registry.words.flags.get(fold(right))
    if flag is None or fold(right) in registry.words.alone:
        return None
    entry, flagged = registry.spellings.get(fold(left)), Piece(flag, right, start, start + len(right))
    if entry is not None:
        return (house(entry, 0, len(left)), flagged)
    return (_named(left, 0, registry), flagged) if _is(left, registry) else None


def _is(text: str, registry: Registry) -> bool:
    return is_person(text.replace("_", " "), registry.words)


def _named(text: str, start: int, registry: Registry) -> Piece:
    name = written_name(text.replace("_", " "), registry.words)
    return Piece("person", name, start, start + len(text))


def two_houses(text: str, registry: Registry) -> Pieces | None:
    """Read "EPA ANSA", "AP ZUMA Press": two houses that nothing sets apart."""
    found = house_and_rest(text, registry)
    if found is None:
        return None
    first, start = found
    second = registry.spellings.get(fold(text[start:]))
    return (house(first, 0, len(text[:start].rstrip())), house(second, start, len(text))) if second else None


def house_and_giver(text: str, registry: Registry) -> Pieces | None:
    """Read "AP RIA Novosti Kremlin": behind the agency the state's agency and whom it serves, the givers."""
    found = house_and_rest(text, registry)
    if found is None or found[0].kind != "agency":
        return None
    first, start = found
    if house_and_rest(text[start:], registry) is None or institution(text[start:], registry) is None:
        return None
    return (house(first, 0, len(text[:start].rstrip())), Piece("provider", text[start:], start, len(text)))


def house_and_rest(text: str, registry: Registry) -> tuple[AgencyEntry, int] | None:
    """Return the house that the text begins with, and where what follows it begins."""
    words = fold(text).split(" ", 1)
    if len(words) < 2 or words[0] not in registry.edges[0]:
        return None
    for found in _SPACE.finditer(text):
        entry = registry.spellings.get(fold(text[: found.start()]))
        if entry is not None:
            return entry, found.end()
    return None
