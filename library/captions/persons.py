"""Persons of a caption with their position in the picture and the words that say who they are.

Only who is given a position is read: a name alone does not say that its bearer is to be seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from library.captions.positions import Place, find_places, in_a_row, may_place
from library.captions.words import CaptionWords, load_caption_words
from library.credits.words import load_words

_WINDOW = 160
_LONGEST_LIST = 20
_TOKEN = re.compile(r"\S+")
_TRIMMED = re.compile(r"^[\"'“„«»(\[]*(?P<word>.*?)(?P<end>[\"”“»«,;:!?)\]]*)$", re.DOTALL)
_INITIAL = re.compile(r"^(?:[^\W\d_]\.-?)+$")
_SHORTENED = frozenset(
    ("jr", "sr", "st", "dr", "gen", "sen", "rep", "gov", "lt", "col", "capt",
     "sgt", "maj", "adm", "prof", "mr", "mrs", "ms", "rev")
)  # fmt: skip
_AFTER_LIST = re.compile(r"\s*[)\]]?\s*(?:(?:are|is|sind|ist)\s+)?[:,]?\s*")
_NEXT = re.compile(r"\s*(?:;|,?\s*(?:(?P<last>and|und|et|sowie|&)\s+)|,)\s*")
_TAIL = re.compile(r"\s*\([^()]{1,40}\)|\s+(?:of|from|aus|von|vom)\s+(?:the\s+)?[^\W\d_]\w*(?:\s[A-ZÄÖÜ]\w*)*")
_OF_WHERE = re.compile(
    r"^(?P<before>.*\w)\s+(?:of|from|aus)\s+(?:the\s+)?[A-ZÄÖÜ]\S*(?:\s[A-ZÄÖÜ]\S*){0,3}$", re.DOTALL
)
# Who is called by an office and its place alone, where others have a name.
_CALLED = re.compile(
    r"(?<![\w-])(?:Crown )?(?:Prince|Princess|Duke|Duchess|Earl|Countess|Viscount|Viscountess|Marquess|Marchioness|King"
    r"|Queen|Emir|Archbishop|Bishop) of (?:the )?[A-ZÄÖÜ][\w'’-]+(?: [A-ZÄÖÜ][\w'’-]+)?$"
)
_AGE = re.compile(r",\s*\d{1,2}$")
_STRONG_ASIDE = re.compile(
    r"^(?P<before>.*\w),\s+(?P<aside>(?:[a-zäöü]|[A-ZÄÖÜ]\w+\s+(?:of|for|von|der|des)\s)[^,;:.()]{2,70})$", re.DOTALL
)
_POSSESSIVE = re.compile(r"^[A-ZÄÖÜ]\w*(?:['’]s|s['’])$")
_GERMAN_ARTICLES = ("der", "die", "dem", "den")
_ADJECTIVE = re.compile(r"^[a-zäöüß]+(?:ische|sche|zösische)[rnms]?$")


@dataclass(frozen=True, slots=True)
class Person:
    """One person in the picture.

    Args:
        name: as it stands.
        position: "left", "second left", "centre", "front right", …, whatever language the words are in.
        role: the words that say who it is, as "Russian President"; None without any.
        start: first character of the name in the text.
        end: the character after the last.
    """

    name: str
    position: str
    role: str | None
    start: int
    end: int


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    is_closed: bool


class _Named(NamedTuple):
    start: int
    end: int
    role: str | None
    words: int


def read_persons(text: str) -> tuple[Person, ...]:
    """Return the persons whose position a caption tells, in the order of the text.

    Args:
        text: the caption as it was sent or published, or a sentence of it.
    """
    if not may_place(text):
        return ()
    found: list[Person] = []
    for place in find_places(text):
        named = _listed(text, place) if place.stands == "list" else _placed(text, place)
        positions = in_a_row(place.position, len(named)) if place.stands == "list" else (place.position,)
        for one, position in zip(named, positions, strict=False):
            if all(one.end <= known.start or one.start >= known.end for known in found):
                found.append(Person(text[one.start : one.end], position, one.role, one.start, one.end))
    return tuple(sorted(found, key=lambda person: person.start))


def _placed(text: str, place: Place) -> list[_Named]:
    if place.stands == "before":
        after = _forward(text, place.end)
        return [after] if after is not None and (after.words > 1 or after.role) else []
    named = _behind(text, place.start, is_german=place.is_german)
    return [named] if named is not None else []


def _behind(text: str, end: int, *, is_german: bool) -> _Named | None:
    """Return the name that ends before a place, with a role between the two where one stands there."""
    offset = max(0, end - _WINDOW)
    called = _CALLED.search(_AGE.sub("", text[offset:end].rstrip()))
    if called is None:
        return _name_behind(text, end, is_german=is_german)
    office = _Named(offset + called.start(), offset + called.end(), None, len(called.group().split()))
    # "Justin Welby, Archbishop of Canterbury (left)": behind a comma it says who somebody is.
    if re.search(r",\s+(?:the\s+)?$", text[offset : office.start]):
        return _name_behind(text, end, is_german=is_german) or office
    return office


def _name_behind(text: str, end: int, *, is_german: bool) -> _Named | None:
    """Return the name of several words or one that ends before a place, perhaps with a role behind it."""
    head = text[max(0, end - _WINDOW) : end].rstrip()
    head = _AGE.sub("", head)
    offset = max(0, end - _WINDOW)
    if (tail := _OF_WHERE.match(head)) is not None:
        of_somewhere = _backward(tail.group("before"), offset, text, is_german=is_german)
        if of_somewhere is not None and of_somewhere.words > 1:
            return of_somewhere
    direct = _backward(head, offset, text, is_german=is_german)
    if direct is not None:
        return direct
    aside = _STRONG_ASIDE.match(head)
    if aside is None or re.match(r"(?:and|und|et|with|mit)\b", aside.group("aside")):
        return None
    named = _backward(aside.group("before"), offset, text, is_german=is_german)
    if named is None or named.words < 2:
        return None
    return named._replace(role=named.role or aside.group("aside").strip())


def _backward(head: str, offset: int, text: str, *, is_german: bool) -> _Named | None:
    words = load_caption_words()
    tokens = _tokens(head, offset)
    index = len(tokens)
    while index and _continues(tokens[index - 1], words) and (index == len(tokens) or not tokens[index - 1].is_closed):
        index -= 1
    context = tokens[:index]
    for place in range(len(context) - 1, -1, -1):
        if context[place].is_closed:
            context = context[place + 1 :]
            break
    named = _named(text, context, tokens[index:], words)
    if named is None or named.words > 1 or named.role:
        return named
    return named if _may_stand_alone(text, context, named, words, is_german=is_german) else None


def _may_stand_alone(
    text: str, context: Sequence[_Token], named: _Named, words: CaptionWords, *, is_german: bool
) -> bool:
    """Tell whether one capital word is a name: in German only if the text has it behind a first name too."""
    if context and context[-1].word.lower() in words.places_after | words.articles:
        return False
    name = text[named.start : named.end]
    if not is_german:
        return len(name) > 2 and not (name.isupper() and len(name) < 5)
    return re.search(rf"[A-ZÄÖÜ][\w-]+ {re.escape(name)}\b", text) is not None


def _forward(text: str, start: int) -> _Named | None:
    """Return the name that begins at a place, with its role before it."""
    words = load_caption_words()
    tokens = _tokens(text[start : start + _WINDOW], start)
    first = 0
    while first < len(tokens) and not tokens[first].is_closed and not _is_capital(tokens[first].word):
        lowered = tokens[first].word.lower()
        if first > 5 or not (lowered in words.articles or _is_role(lowered, words)):
            return None
        first += 1
    last = first
    while last < len(tokens) and _continues(tokens[last], words):
        last += 1
        if tokens[last - 1].is_closed:
            break
        # A title in small letters goes on with the name: "US president Joe Biden".
        while last < len(tokens) and not tokens[last].is_closed and tokens[last].word.lower() in words.titles:
            last += 1
    run = tokens[first:last]
    while run and not _is_capital(run[-1].word):
        run.pop()
    for place in range(len(run) - 2, -1, -1):
        if not _is_capital(run[place].word) and run[place].word.lower() in words.titles:
            return _named(text, [*tokens[:first], *run[: place + 1]], run[place + 1 :], words)
    return _named(text, tokens[:first], run, words)


def _listed(text: str, place: Place) -> list[_Named]:
    """Return the names of a list: before its words ("A, B and C (v.l.)"), after them, or around them."""
    # dpa puts the party into the same brackets: "Karl Muster (SPD, l-r), …".
    before = re.sub(r"(?:\s*\([^()]{0,40}|[\s,]+)$", "", text[: place.start])
    first = _behind(text, len(before), is_german=place.is_german) if before and before[-1].isalnum() else None
    following = text[place.end : place.end + 1]
    if first is None or first.words < 2 or following == ":":
        start = _AFTER_LIST.match(text, place.end)
        return _names_from(text, start.end() if start else place.end)
    joint = _NEXT.match(text, place.end + (following == ")"))
    rest = _names_from(text, joint.end()) if joint is not None else []
    return [first, *rest] if rest else _names_until(text, first)


def _names_from(text: str, start: int) -> list[_Named]:
    found: list[_Named] = []
    is_last = False
    while len(found) < _LONGEST_LIST:
        named = _forward(text, start)
        if named is None or (named.words < 2 and not named.role and not found):
            break
        found.append(named)
        end = named.end
        while (tail := _TAIL.match(text, end)) is not None:
            end = tail.end()
        following = _NEXT.match(text, end)
        if following is None or is_last:
            break
        is_last = following.group("last") is not None
        start = following.end()
    return found


def _names_until(text: str, last: _Named) -> list[_Named]:
    """Return a list of names that ends with one, read from its end: "A, B und C (v.l.)"."""
    found = [last]
    while len(found) < _LONGEST_LIST:
        start = found[0].start - (len(found[0].role or "") + 1 if found[0].role else 0)
        joint = re.search(r"(?:,|,?\s(?:and|und|et|sowie|&))\s*$", text[: max(0, start)])
        if joint is None:
            break
        named = _backward(
            text[max(0, joint.start() - _WINDOW) : joint.start()], max(0, joint.start() - _WINDOW), text, is_german=True
        )
        if named is None or (named.words < 2 and not named.role):
            break
        found.insert(0, named)
    return found


def _named(text: str, context: Sequence[_Token], run: Sequence[_Token], words: CaptionWords) -> _Named | None:
    """Part a run of capital words into role and name, the small words before it read along."""
    tokens = list(run)
    article = context[-1].word.lower() if context else ""
    while tokens and (tokens[0].word.lower() in words.openers | words.articles or not _is_capital(tokens[0].word)):
        if tokens[0].word.lower() in words.particles and not tokens[0].word[:1].isupper() and "-" in tokens[0].word:
            break
        article = tokens.pop(0).word.lower()
    split = max((i for i, token in enumerate(tokens[:-1]) if _is_title(token.word, words)), default=-1) + 1
    of_what = not split and len(tokens) > 2 and _ends_with_title_of(context, words)
    split = 1 if of_what else split
    # Words were taken off the run's beginning: what stands before them is not its role.
    small = _small_role(context[: -1 if of_what else None], words) if len(tokens) == len(run) else 0
    small += of_what
    role = [*(context[len(context) - small :] if small else ()), *tokens[:split]]
    name = tokens[split:]
    has_title = any(_is_title(token.word, words) for token in role)
    if not has_title:
        role, name = _without_title(tokens, article, words)
    if not name or not _is_name(name, words):
        return None
    said = text[role[0].start : role[-1].end] if role else None
    return _Named(name[0].start, name[-1].end, said, len(name))


def _ends_with_title_of(context: Sequence[_Token], words: CaptionWords) -> bool:
    """Tell whether "Secretary of", "Chief of" stands before the run: its first word ends the title."""
    return len(context) > 1 and context[-1].word == "of" and _is_title(context[-2].word, words)


def _without_title(tokens: list[_Token], article: str, words: CaptionWords) -> tuple[list[_Token], list[_Token]]:
    """Part a name without a title: "Serbia's Novak Djokovic", "die Bäuerin Anna Muster"; a thing has an article."""
    if len(tokens) > 2 and tokens[0].word.lower() in words.demonyms:
        return tokens[:1], tokens[1:]
    owner = max((i for i, token in enumerate(tokens[:-1]) if _POSSESSIVE.match(token.word)), default=-1) + 1
    if owner:
        return tokens[:owner], tokens[owner:]
    if len(tokens) > 3 and tokens[1].word in {"von", "vom"} and all(_is_capital(token.word) for token in tokens[2:]):
        return [], tokens[2:]  # "Kopf von Anna Muster": what is hers, not who she is
    if article in _GERMAN_ARTICLES and len(tokens) > 2 and tokens[0].word.lower() not in words.not_names:
        return tokens[:1], tokens[1:]
    if article in words.articles:
        return [], []
    return [], tokens


def _small_role(context: Sequence[_Token], words: CaptionWords) -> int:
    """Count the words before a run that belong to its role: "North Korean leader", "russische"."""
    count = 0
    has_title = False
    for token in reversed(context):
        lowered = token.word.lower()
        if _is_capital(token.word):
            if lowered in words.openers | words.articles or not (has_title or _is_title(token.word, words)):
                break
        elif not _is_role(lowered, words):
            break
        has_title = has_title or _is_title(token.word, words)
        count += 1
    return count


def _is_role(lowered: str, words: CaptionWords) -> bool:
    return lowered in words.titles or lowered in words.adjectives or _ADJECTIVE.match(lowered) is not None


def _is_title(word: str, words: CaptionWords) -> bool:
    """Tell a title, in the plural too, alone or as the end of a word: "Actors", "Aussenminister", "SPD-Chef"."""
    lowered = word.lower().rstrip(".")
    last = lowered.rsplit("-", 1)[-1]
    if lowered in words.titles or last in words.titles or lowered.removesuffix("s") in words.titles:
        return True
    return ("-" in lowered and last in words.title_ends) or (len(last) > 4 and last.endswith(words.title_ends))


def _is_name(tokens: Sequence[_Token], words: CaptionWords) -> bool:
    if len(tokens) > 5 or not any(len(token.word) > 1 for token in tokens):
        return False
    lowered = [token.word.lower() for token in tokens]
    if _is_title(tokens[-1].word, words) and not _may_be_surname(tokens):
        return False
    if any(word in words.not_names or word in load_words().institutions for word in lowered):
        return False
    return len(tokens) > 1 or lowered[0] not in words.openers


def _may_be_surname(tokens: Sequence[_Token]) -> bool:
    """Tell "Billie Jean King" from "US Secretary": a short English title behind a first name may be a surname."""
    return len(tokens) > 1 and len(tokens[-1].word) <= 5 and not tokens[0].word.isupper()


def _continues(token: _Token, words: CaptionWords) -> bool:
    """Tell whether a word can be part of a name or its role in capital letters."""
    return _is_capital(token.word) or token.word in words.particles or token.word.startswith(("al-", "el-", "d'", "d’"))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and not any(sign.isdigit() or sign in "/@+=|" for sign in word)


def _tokens(text: str, offset: int) -> list[_Token]:
    """Part a text into words; what stands before an opening bracket is closed by it."""
    tokens: list[_Token] = []
    for token in _parted(text, offset):
        if tokens and text[token.start - offset - 1] in "([":
            tokens[-1] = tokens[-1]._replace(is_closed=True)
        tokens.append(token)
    return tokens


def _parted(text: str, offset: int) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        trimmed = _TRIMMED.match(found.group())
        word, closing = (trimmed.group("word"), trimmed.group("end")) if trimmed else (found.group(), "")
        start = offset + found.start() + (trimmed.start("word") if trimmed else 0)
        is_closed = bool(closing)
        if word.endswith(".") and not (_INITIAL.match(word) or word[:-1].lower() in _SHORTENED):
            word, is_closed = word.rstrip("."), True
        if "(" in word:
            word, is_closed = word[: word.index("(")], True
        if word:
            yield _Token(word, start, start + len(word), is_closed)
        elif found.group() in {"-", "–", "—"}:
            yield _Token(found.group(), start, start + 1, True)
