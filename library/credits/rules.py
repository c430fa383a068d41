"""The rules that tell what one part of a credit line is, in the order in which they are asked.

Each rule is a small function: it takes the words of a part and the registry, and returns the pieces it reads there, or
None when it has nothing to say. The first that answers wins.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from library.credits.folding import fold
from library.credits.names import is_person, written_name
from library.credits.registry import AgencyEntry, Registry, id_pattern
from library.credits.words import Words

_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(r"\S+")
_HANDED_OUT = re.compile(r"(?i)^(?:(?:ho|handout)\s?[-–:]\s?|(?:submitted|supplied|issued) by\s+)(?=\w)")
_FOR = re.compile(r"(?i)\s(?:for|für|from|on|pour|per|para|at|by|da|von|im auftrag von)\s")
_AND = re.compile(r"(?i)\s(?:and|und|et|y|och|og|&|\+)\s")
_CODE = re.compile(r"^(?=.*\d)[\w.-]+$|^[A-Z]$")
_ITS_NUMBER = re.compile(r"[_\s-]\d{5,}$")
_ARTICLE = re.compile(r"(?i)^(?:die|der|das|den|the|le|la|el|il|lo)\s+")
_LICENCE = re.compile(r"(?i)^cc[ -](?:by|0|zero)\b")
_PHOTO_BY = re.compile(
    r"(?i)\s+(?:photo|video|courtesy photo)(?: illustration)?\s+by\s+(?:.*\s)?(?P<name>\S+\s(?:\w\.\s)?\S+)$"
)
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_NUMBER = re.compile(r"^[A-Za-z]{0,4}\d{4,}[a-z]{0,3}$")
_YEAR = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?"
_DATED = re.compile(
    rf"^(?:copyright\s+(?:by\s+)?(?:{_YEAR}(?:\s+by)?\s+)?|{_YEAR}(?:\s+by)?\s+)(?P<after>\D+)$"
    rf"|^(?P<before>\D+)\s{_YEAR}$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:von|vom|aus|der|des|fra|från|från|from|of|by|du|de la|the|da|via|por|par)\s(?:the\s)?")
_CUT_BYTES = (31, 32)
_PLAINLY_CUT = 7


class Piece(NamedTuple):
    """What a rule read; a tuple, because thousands are made a second.

    Args:
        kind: house, person, provider, newspaper, private, platform, nobody, unnamed (a photographer of the house),
            unread, single, or the name of a flag.
        value: the words as they are to be shown.
        start: first character within the part.
        end: the character after the last.
        rule: the rule that read it.
        entry: the house, where it is one.
    """

    kind: str
    value: str
    start: int
    end: int
    rule: str = ""
    entry: AgencyEntry | None = None


Rule = Callable[[str, Registry], tuple[Piece, ...] | None]


def without_letters(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Numbers, dates, signs and open licences name nobody: "2024", "16.08.2024", "-", "CC BY-SA 4.0"."""
    tokens, months = fold(text).split(), registry.words.months
    if (len(tokens) == 1 and _is_number(text, registry)) or _LICENCE.match(text):
        return (_whole("nobody", text),)
    if all(token.isdigit() or token in months for token in tokens) and (any(map(str.isdigit, tokens)) or not tokens):
        return (_whole("nobody", text),)
    return None


def _is_number(text: str, registry: Registry) -> bool:
    return text[-2:-1].isdigit() and bool(_NUMBER.match(text) or id_pattern(registry).fullmatch(text))


def known_house(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """The whole part is a house of the registry, in any spelling, or with a picture's number behind."""
    entry = registry.find(text)
    if entry is None and (number := _ITS_NUMBER.search(text)):
        entry = registry.find(text[: number.start()])
    return (Piece("house", entry.name, 0, len(text), entry=entry),) if entry else None


def known_person(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """The whole part is a name that the newsroom has learnt."""
    return (_whole("person", text),) if fold(text) in registry.words.persons else None


def word_of_the_trade(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """The whole part is a flag word, a word for nobody, a private album or a network."""
    key, words = fold(text), registry.words
    kind = words.flags.get(key)
    if kind is None and key in words.private:
        kind = "private"
    if kind is None and (key in words.platforms or text.startswith("@")):
        kind = "platform"
    return (_whole(kind, text),) if kind else None


def handed_out(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "HO-Institution": what follows is who gave the picture, whatever it looks like."""
    found = _HANDED_OUT.match(text)
    if found is None:
        return None
    rest = _shifted(classify(text[found.end() :], registry), found.end())
    given = tuple(
        piece._replace(kind="provider") if piece.kind in ("person", "single", "unread", "newspaper") else piece
        for piece in rest
    )
    return (Piece("handout", text[: found.end()], 0, found.end()), *given)


def _at_edge(text: str, edges: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether the first or the last word can begin or end one of the phrases that the edges are of."""
    words = fold(text).split()
    return len(words) > 1 and (words[0] in edges[0] or words[-1] in edges[1])


def flag_beside_name(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """A flag word stands before or after a name: "Pool Sputnik Kremlin", "Reuters Pool", "dpa Archiv"."""
    if not _at_edge(text, registry.words.flag_edges):
        return None
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for count in range(min(3, len(tokens) - 1), 0, -1):
        for start, end, rest_start, rest_end in (
            (0, tokens[count - 1][1], tokens[count][0], len(text)),
            (tokens[-count][0], len(text), 0, tokens[-count - 1][1]),
        ):
            word = fold(text[start:end])
            flag = registry.words.flags.get(word)
            if flag is None or word in registry.words.alone or end - start < 3:
                continue
            words = text[rest_start:rest_end].strip(" -–:")
            if fold(words) in _bare_labels(registry.words):
                return (Piece(flag, text[start:end], start, end),)
            lead = _LEAD.match(words) if start == 0 else None
            led = lead.end() if lead else 0
            rest = _shifted(classify(words[led:], registry), rest_start + led)
            if (accepted := _flagged(flag, rest)) is not None:
                return tuple(
                    sorted((Piece(flag, text[start:end], start, end), *accepted), key=lambda piece: piece.start)
                )
    return None


def _flagged(flag: str, rest: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """Return the rest as it reads beside the flag, or None when the flag word belongs to a proper name."""
    kinds = {piece.kind for piece in rest}
    if flag in ("pool", "handout"):
        return tuple(piece._replace(kind="provider") if piece.kind in ("single", "unread") else piece for piece in rest)
    if kinds <= {"house", "person", "archive", "pool", "handout", "symbolic", "nobody", "platform"} and kinds:
        return rest
    return rest if flag not in ("archive", "nobody", "unnamed") and "unread" not in kinds else None


def name_for_house(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "Jane Doe for The Guardian", "Jane Doe on Unsplash", and a house for its client: "Getty Images for X"."""
    for found in _FOR.finditer(text):
        entry = registry.find(text[found.end() :]) or registry.find(_ARTICLE.sub("", text[found.end() :]))
        before = text[: found.start()]
        if found.group().strip().lower() == "for" and (house := registry.find(before)) is not None:
            client = Piece("nobody", text[found.end() :], found.end(), len(text))
            return (Piece("house", house.name, 0, found.start(), entry=house), client)
        if entry is not None and before:
            return (*classify(before, registry), Piece("house", entry.name, found.end(), len(text), entry=entry))
    return None


def house_beside_name(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """A house and a person without a separator: "Jane Doe KEYSTONE"; or a house after a code: "FR170095 AP"."""
    if not _at_edge(text, registry.edges):
        return None
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    for count in range(min(4, len(tokens) - 1), 0, -1):
        for start, end, rest_start, rest_end in (
            (0, tokens[count - 1][1], tokens[count][0], len(text)),
            (tokens[-count][0], len(text), 0, tokens[-count - 1][1]),
        ):
            entry = registry.spellings.get(fold(text[start:end]))
            rest = text[rest_start:rest_end]
            if entry is None or not (is_person(rest, registry.words) or all(map(_CODE.match, rest.split()))):
                continue
            house = Piece("house", entry.name, start, end, entry=entry)
            person = Piece("person", written_name(rest, registry.words), rest_start, rest_end)
            return (house, person) if is_person(rest, registry.words) else (house,)
    return None


def name_hyphen_house(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "Jane Doe-USA TODAY Sports", "dpa-pool": a hyphen is all that parts the house from name or flag."""
    for found in _HYPHEN.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        flag, house = registry.words.flags.get(fold(after)), registry.spellings.get(fold(before))
        if flag is not None and house is not None:
            return (
                Piece("house", house.name, 0, found.start(), entry=house),
                Piece(flag, after, found.end(), len(text)),
            )
        if house is not None and house.kind == "agency" and is_person(after, registry.words):
            person = Piece("person", written_name(after, registry.words), found.end(), len(text))
            return (Piece("house", house.name, 0, found.start(), entry=house), person)
        entry = registry.spellings.get(fold(after))
        if entry is not None and is_person(before, registry.words):
            person = Piece("person", written_name(before, registry.words), 0, found.start())
            return (person, Piece("house", entry.name, found.end(), len(text), entry=entry))
    return None


def photo_by(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "U.S. Navy photo by Petty Officer 2nd Class Jane Doe": the institution, its rank words, the person."""
    found = _PHOTO_BY.search(text)
    if found is None or not is_person(found.group("name"), registry.words):
        return None
    start, end = found.span("name")
    led = len("official ") if text.lower().startswith("official ") else 0
    giver = Piece("provider", text[led : found.start()], led, found.start())
    return (giver, Piece("person", written_name(found.group("name"), registry.words), start, end))


def two_houses(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "EPA ANSA", "AP ZUMA Press": two houses that nothing sets apart."""
    if not _at_edge(text, registry.edges):
        return None
    for found in _SPACE.finditer(text):
        left = registry.spellings.get(fold(text[: found.start()]))
        right = registry.spellings.get(fold(text[found.end() :]))
        if left is not None and right is not None:
            first = Piece("house", left.name, 0, found.start(), entry=left)
            return (first, Piece("house", right.name, found.end(), len(text), entry=right))
    return None


def institution(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """A ministry, police force, club, brand or broadcaster, known by a word of its name."""
    if not _names_institution(text, registry.words):
        return None
    start = 4 if text.startswith("the ") else 0
    return (Piece("provider", text[start:], start, len(text)),)


def newspaper_of_a_place(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "The Vessel County Gazette": an institution's word in a newspaper's name; the chain tells which it is."""
    if not text.startswith("The ") or fold(text).split()[-1] in registry.words.institutions:
        return None
    return newspaper(text, registry) if _names_institution(text, registry.words) else None


def dated(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "2026 Jane Doe", "Copyright Jane Doe 2026": the year of a claim is no part of the name."""
    found = _DATED.match(text)
    if found is None or registry.find(text) is not None:
        return None
    group = "after" if found.group("after") else "before"
    words = found.group(group).removeprefix("Copyright ").removeprefix("copyright ")
    start = text.index(words)
    return _shifted(classify(words.rstrip(), registry), start)


def _names_institution(text: str, words: Words) -> bool:
    key = fold(text)
    tokens = key.split()
    if any(
        token in words.institutions
        or token.endswith(words.institution_suffixes)
        or token.startswith(words.institution_prefixes)
        for token in tokens
    ):
        return True
    framed = f" {key} "
    return any(
        f" {phrase} " in framed
        for token in tokens
        if token in words.institution_phrases
        for phrase in words.institution_phrases[token]
    )


def label_without_colon(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "Photo Jane Doe": a label that nothing sets apart from the name."""
    first, _, rest = text.partition(" ")
    if not rest or fold(first) not in _bare_labels(registry.words):
        return None
    start = len(text) - len(rest.lstrip())
    pieces = _shifted(classify(text[start:], registry), start)
    return pieces if not {piece.kind for piece in pieces} & {"unread", "single", "newspaper"} else None


@lru_cache(maxsize=8)
def _bare_labels(words: Words) -> frozenset[str]:
    return frozenset(fold(label) for label in words.labels if " " not in label)


def two_people(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "Jane Doe and John Roe", "ZDF und Jane Doe": both are named."""
    found = _AND.search(text)
    if found is None:
        return None
    first, second = text[: found.start()], text[found.end() :]
    if (house := registry.find(first)) is not None and is_person(second, registry.words):
        named = Piece("person", written_name(second, registry.words), found.end(), len(text))
        return (Piece("house", house.name, 0, found.start(), entry=house), named)
    if is_person(first, registry.words) and is_person(second, registry.words):
        left = Piece("person", written_name(first, registry.words), 0, found.start())
        return (left, Piece("person", written_name(second, registry.words), found.end(), len(text)))
    return None


def newspaper(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """Read "The Bozeman Daily Chronicle": a newspaper by its last words; the chain decides whether it counts."""
    tokens = fold(text).split()
    if len(tokens) > 1 and (
        tokens[-1] in registry.words.newspapers or " ".join(tokens[-2:]) in registry.words.newspapers
    ):
        return (_whole("newspaper", text),)
    return None


def person(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """What is left and has the shape of a name is a person."""
    if is_person(text, registry.words):
        return (Piece("person", written_name(text, registry.words), 0, len(text)),)
    return None


def unread(text: str, registry: Registry) -> tuple[Piece, ...] | None:
    """No rule knows it: it is kept, and nothing is made of it; a single word may still be a surname."""
    del registry
    return (_whole("unread" if " " in text else "single", text),)


RULES: tuple[Rule, ...] = (
    without_letters,
    known_house,
    known_person,
    word_of_the_trade,
    dated,
    handed_out,
    flag_beside_name,
    name_for_house,
    name_hyphen_house,
    photo_by,
    two_houses,
    label_without_colon,
    newspaper_of_a_place,
    institution,
    two_people,
    house_beside_name,
    newspaper,
    person,
    unread,
)


@lru_cache(maxsize=100_000)
def classify(text: str, registry: Registry) -> tuple[Piece, ...]:
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


def cut_house(text: str, line: str, pieces: tuple[Piece, ...], registry: Registry) -> tuple[Piece, ...] | None:
    """The last part of a value that ends where IIM cuts (32 bytes): "…via Getty I" is Getty Images.

    Args:
        text: the last part.
        line: the whole value, whose length tells whether it was cut.
        pieces: what the rules made of the part; a house or flag is left alone.
        registry: whose spellings may begin with the part.
    """
    kind = pieces[-1].kind if pieces else ""
    is_at_limit = {len(line.encode("utf-8", "replace")), len(line)} & set(_CUT_BYTES)
    if kind not in (("unread", "person", "single", "provider") if is_at_limit else ("unread", "person")):
        return None
    if not is_at_limit and not (" " in text and len(text) >= _PLAINLY_CUT):
        return None
    entry = registry.find_cut(text)
    return (Piece("house", entry.name, 0, len(text), "cut_house", entry),) if entry else None


def _whole(kind: str, text: str) -> Piece:
    return Piece(kind, text, 0, len(text))


def _shifted(pieces: tuple[Piece, ...], by: int) -> tuple[Piece, ...]:
    return tuple(piece._replace(start=piece.start + by, end=piece.end + by) for piece in pieces)
