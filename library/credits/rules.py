"""The rules that tell what one part of a credit line is, in the order in which they are asked.

Each rule is a small function: it takes the words of a part and the registry, and returns the pieces it reads there, or
None when it has nothing to say. The first that answers wins.
"""

import re
from functools import lru_cache

from library.credits.folding import fold
from library.credits.givers import institution, newspaper, newspaper_of_a_place
from library.credits.houses import (
    house_and_giver,
    house_and_rest,
    house_beside_name,
    house_joined_to_name,
    house_of_a_region,
    known_house,
    two_houses,
)
from library.credits.lines import Part
from library.credits.names import is_single_name
from library.credits.people import (
    known_person,
    name_joined_by_signs,
    person,
    person_with_rank,
    photo_by,
    plain_name,
    two_people,
    written_by,
)
from library.credits.pieces import Piece, Pieces, Rule, at_edge, divided, house, shifted, whole
from library.credits.registry import Registry, id_pattern
from library.credits.words import Words

_HANDED_OUT = re.compile(
    r"(?i)^(?:(?:ho|handout)\s?[-–:]\s?"
    r"|(?:photo\s)?(?:submitted|supplied|issued|provided|contributed|released) by\s+)(?=\w)"
)
_FOR = re.compile(r"(?i)\s(?:for|für|from|on|auf|sur|su|på|op|pour|per|para|at|by|da|von|im auftrag von)\s")
_ARTICLE = re.compile(r"(?i)^(?:die|der|das|den|the|le|la|el|il|lo)\s+")
_LICENCE = re.compile(r"(?i)^cc[ -](?:by|0|zero)\b")
_NUMBER = re.compile(r"^[A-Za-z]{0,4}\d{4,}[a-z]{0,3}$")
_YEAR = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?"
_DATED = re.compile(
    rf"^(?:copyright\s+(?:by\s+)?(?:{_YEAR}(?:\s+by)?\s+)?|{_YEAR}(?:\s+by)?\s+)(?P<after>\D+)$"
    rf"|^(?P<before>\D+)\s{_YEAR}$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:von|vom|aus|der|des|fra|från|från|from|of|by|du|de la|the|da|via|por|par)\s(?:the\s)?")
CUT_BYTES = (31, 32)
_PLAINLY_CUT = 7
_SHORTEST_BEHIND_VIA = 3
_SHORTEST_CUT_WORD = 5


def without_letters(text: str, registry: Registry) -> Pieces | None:
    """Numbers, dates, signs and open licences name nobody: "2024", "16.08.2024", "-", "CC BY-SA 4.0"."""
    tokens, months = fold(text).split(), registry.words.months
    if (len(tokens) == 1 and _is_number(text, registry)) or _LICENCE.match(text):
        return (whole("nobody", text),)
    if all(token.isdigit() or token in months for token in tokens) and (any(map(str.isdigit, tokens)) or not tokens):
        return (whole("nobody", text),)
    return None


def _is_number(text: str, registry: Registry) -> bool:
    return text[-2:-1].isdigit() and bool(_NUMBER.match(text) or id_pattern(registry).fullmatch(text))


def word_of_the_trade(text: str, registry: Registry) -> Pieces | None:
    """The whole part is a flag word, a word for nobody, a private album or a network."""
    key, words = fold(text), registry.words
    kind = words.flags.get(key)
    if kind is None and " @" in text and key.partition(" ")[0] in words.platforms:
        kind = "platform"
    if kind is None and key in words.private:
        kind = "private"
    if kind is None and (key in words.platforms or text.startswith("@")):
        kind = "platform"
    return (whole(kind, text),) if kind else None


def rights_reserved(text: str, registry: Registry) -> Pieces | None:
    """Read "DR", in French "droits réservés": nobody is named; behind a name it is the Danish broadcaster."""
    if fold(text) not in ("dr", "d r"):
        return None
    return (Piece("handout", text, 0, len(text), entry=registry.find("Danmarks Radio")),)


def handed_out(text: str, registry: Registry) -> Pieces | None:
    """Read "HO-Institution": what follows is who gave the picture, whatever it looks like."""
    found = _HANDED_OUT.match(text)
    if found is None:
        return None
    rest = shifted(classify(text[found.end() :], registry), found.end())
    given = tuple(
        piece._replace(kind="provider") if piece.kind in ("person", "single", "unread", "newspaper") else piece
        for piece in rest
    )
    return (Piece("handout", text[: found.end()], 0, found.end()), *given)


def flag_beside_name(text: str, registry: Registry) -> Pieces | None:
    """A flag word stands before or after a name: "Pool Sputnik Kremlin", "Reuters Pool", "dpa Archiv"."""
    if not at_edge(text, registry.words.flag_edges):
        return None
    for start, end, rest_start, rest_end in divided(text, 3):
        word = fold(text[start:end])
        flag = registry.words.flags.get(word)
        if flag is None or word in registry.words.alone or end - start < 3:
            continue
        words = text[rest_start:rest_end].strip(" -–:")
        at = text.index(words, rest_start)
        if fold(words) in _bare_labels(registry.words):
            return (Piece(flag, text[start:end], start, end),)
        lead = _LEAD.match(words) if start == 0 else None
        led = lead.end() if lead else 0
        rest = shifted(classify(words[led:], registry), at + led)
        if (accepted := _flagged(flag, rest)) is not None:
            return tuple(sorted((Piece(flag, text[start:end], start, end), *accepted), key=lambda piece: piece.start))
    return None


def _flagged(flag: str, rest: Pieces) -> Pieces | None:
    """Return the rest as it reads beside the flag, or None when the flag word belongs to a proper name."""
    kinds = {piece.kind for piece in rest}
    if flag in ("pool", "handout"):
        return tuple(piece._replace(kind="provider") if piece.kind in ("single", "unread") else piece for piece in rest)
    if kinds <= {"house", "person", "archive", "pool", "handout", "symbolic", "nobody", "platform"} and kinds:
        return rest
    return rest if flag not in ("archive", "nobody", "unnamed") and "unread" not in kinds else None


def flag_behind_house(text: str, registry: Registry) -> Pieces | None:
    """Read "AP Pool Sputnik Kremlin": behind the house a flag word, and behind that who it is about."""
    found = house_and_rest(text, registry)
    if found is None:
        return None
    entry, start = found
    for flag_start, flag_end, rest_start, _ in divided(text[start:], 3):
        flag = registry.words.flags.get(fold(text[start:][flag_start:flag_end])) if flag_start == 0 else None
        if flag in ("pool", "handout") and rest_start:
            rest = flag_beside_name(text[start:], registry)
            return (house(entry, 0, len(text[:start].rstrip())), *shifted(rest, start)) if rest else None
    return None


def name_for_house(text: str, registry: Registry) -> Pieces | None:
    """Read "Jane Doe for The Guardian", "Jane Doe on Unsplash", and a house for its client: "Getty Images for X"."""
    for found in _FOR.finditer(text):
        entry = registry.find(text[found.end() :]) or registry.find(_ARTICLE.sub("", text[found.end() :]))
        before = text[: found.start()]
        if found.group().strip().lower() == "for" and (giver := registry.find(before)) is not None:
            client = Piece("nobody", text[found.end() :], found.end(), len(text))
            return (house(giver, 0, found.start()), client)
        if entry is not None and before:
            return (*classify(before, registry), house(entry, found.end(), len(text)))
    return None


def dated(text: str, registry: Registry) -> Pieces | None:
    """Read "2026 Jane Doe", "Copyright Jane Doe 2026": the year of a claim is no part of the name."""
    found = _DATED.match(text)
    if found is None or registry.find(text) is not None:
        return None
    group = "after" if found.group("after") else "before"
    words = found.group(group).removeprefix("Copyright ").removeprefix("copyright ")
    start = text.index(words)
    return shifted(classify(words.rstrip(), registry), start)


def label_without_colon(text: str, registry: Registry) -> Pieces | None:
    """Read "Photo Jane Doe": a label that nothing sets apart from the name."""
    first, _, rest = text.partition(" ")
    if not rest or fold(first) not in _bare_labels(registry.words):
        return None
    start = len(text) - len(rest.lstrip())
    pieces = shifted(classify(text[start:], registry), start)
    kinds = {piece.kind for piece in pieces}
    is_name = "single" not in kinds or is_single_name(text[start:], registry.words)
    return pieces if is_name and not kinds & {"unread", "newspaper"} else None


@lru_cache(maxsize=8)
def _bare_labels(words: Words) -> frozenset[str]:
    return frozenset(fold(label) for label in words.labels if " " not in label)


def unread(text: str, registry: Registry) -> Pieces | None:
    """No rule knows it: it is kept, and nothing is made of it; a single word may still be a surname."""
    del registry
    return (whole("unread" if " " in text else "single", text),)


RULES: tuple[Rule, ...] = (
    plain_name,
    without_letters,
    house_of_a_region,
    rights_reserved,
    known_house,
    known_person,
    word_of_the_trade,
    dated,
    handed_out,
    written_by,
    flag_beside_name,
    flag_behind_house,
    name_for_house,
    house_joined_to_name,
    photo_by,
    two_houses,
    house_and_giver,
    label_without_colon,
    person_with_rank,
    newspaper_of_a_place,
    institution,
    two_people,
    house_beside_name,
    newspaper,
    name_joined_by_signs,
    person,
    unread,
)


@lru_cache(maxsize=100_000)
def classify(text: str, registry: Registry) -> Pieces:
    """Return what the first rule that has something to say reads in one part."""
    if not text:
        return ()
    for rule in RULES:
        pieces = rule(text, registry)
        if pieces is not None:
            return tuple(piece if piece.rule else _told_by(rule.__name__, piece) for piece in pieces)
    return ()


def _told_by(rule: str, piece: Piece) -> Piece:
    return Piece(piece.kind, piece.value, piece.start, piece.end, rule, piece.entry)


def cut_giver(part: Part, line: str, registry: Registry) -> Pieces | None:
    """Read "picture alliance/dpa/Bundespoliz": the last word of a cut value begins the word for an institution."""
    is_at_limit = len(line) in CUT_BYTES or len(line.encode("utf-8", "replace")) in CUT_BYTES
    last = fold(part.text).rpartition(" ")[2]
    if not is_at_limit or len(last) < _SHORTEST_CUT_WORD:
        return None
    words = registry.words
    is_begun = any(word.startswith(last) for word in words.institutions) or any(
        last.endswith(end[:length]) for end in words.institution_suffixes for length in range(4, len(end))
    )
    return (Piece("provider", part.text, 0, len(part.text), "cut_giver"),) if is_begun else None


def cut_house(part: Part, line: str, pieces: Pieces, registry: Registry) -> Pieces | None:
    """The last part of a value that ends where IIM cuts (32 bytes): "…via Getty I" is Getty Images.

    Args:
        part: the last part; behind "via" nothing but a house can stand, so that fewer letters tell.
        line: the whole value, whose length tells whether it was cut.
        pieces: what the rules made of the part; a house or flag is left alone.
        registry: whose spellings may begin with the part.
    """
    text, kind = part.text, pieces[-1].kind if pieces else ""
    is_at_limit = len(line) in CUT_BYTES or (not line.isascii() and len(line.encode("utf-8", "replace")) in CUT_BYTES)
    if kind not in (("unread", "person", "single", "provider") if is_at_limit else ("unread", "person")):
        return None
    first, space, _ = fold(text).partition(" ")
    if space and first not in registry.edges[0]:
        return None
    if not is_at_limit and not (space and len(text) >= _PLAINLY_CUT):
        return None
    is_passed_on = is_at_limit and part.before == "via"
    entry = registry.find_cut(text, shortest=_SHORTEST_BEHIND_VIA) if is_passed_on else registry.find_cut(text)
    return (Piece("house", entry.name, 0, len(text), "cut_house", entry),) if entry else None
