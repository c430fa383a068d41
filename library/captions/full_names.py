"""Names spelt out: an initial or surname becomes the full name, as the agency or an earlier caption has it.

An aid, and no judge: a name is spelt out where exactly one person can be meant, and only where it first stands, as a
caption is written. Whoever is meant in two ways is told and left alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.captions.spellings import find_two_spellings
from library.captions.words import load_caption_words
from library.credits.folding import fold

_NAME = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_WORD = re.compile(rf"{_NAME}|[^\W\d_]+")
_INITIALS = re.compile(r"\b((?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,3})$")
_LETTERS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,4}\b")
_ENDING = re.compile(r"(?:['’]s|s|['’])$")
_MOST_WORDS = 5
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class SpeltOut:
    """A text with its names spelt out.

    Args:
        doubtful: what may mean more than one person, as written; it stays as it is.
    """

    text: str
    doubtful: tuple[str, ...] = ()


def names_in(text: str) -> tuple[str, ...]:
    """Give the full names that a text may hold: capital words side by side, without titles, peoples and places' words.

    Args:
        text: a sentence without credits; names all in capitals are a credit's and no person's to be seen.
    """
    found: list[str] = []
    words = load_caption_words()
    run: list[str] = []
    end = 0
    for one in [*_WORD.finditer(text), None]:
        word = one.group() if one else ""
        gap = text[end : one.start()] if one else "."
        is_particle = bool(run) and word in words.particles
        is_initial = bool(run) and len(run[-1]) == 1 and gap == ". "
        if run and gap != " " and not is_initial:
            found += _name_of(run)
            run = []
        if one is not None and (is_particle or (word[:1].isupper() and not word.isupper()) or _is_initial(text, one)):
            run.append(word)
        elif run:
            found += _name_of(run)
            run = []
        end = one.end() if one else end
    return tuple(dict.fromkeys(found))


def spell_out(text: str, known: Sequence[Iterable[str]], *, other: str = "") -> SpeltOut:
    """Spell out the names of a text.

    Args:
        text: the caption.
        known: full names by source, the nearest first: the picture's own, then those of its neighbours; who is found in
            a nearer source is not looked for in the others.
        other: the agency's text; a name that it spells otherwise by a letter or two is written as there.
    """
    for pair in find_two_spellings(text, other) if other else ():
        text = re.sub(rf"(?<!\w){re.escape(pair.here)}(?!\w)", pair.there, text)
    sources = [tuple(dict.fromkeys(names)) for names in known]
    doubtful: list[str] = []
    done: set[str] = set()
    parts: list[str] = []
    end = 0
    for one in _WORD.finditer(text):
        if one.start() < end:
            continue
        full, start = _meant(text, one, sources, doubtful)
        if full is None:
            continue
        surname = _surname(full)
        ending = one.group()[len(surname) :] if fold(one.group()).startswith(fold(surname)) else ""
        is_first = fold(full) not in done and not _stands_before(text[:start], full)
        parts += [text[end:start], f"{full}{ending}" if is_first else text[start : one.end()]]
        done.add(fold(full))
        end = one.end()
    return SpeltOut("".join([*parts, text[end:]]), tuple(dict.fromkeys(doubtful)))


def _meant(
    text: str, one: re.Match[str], sources: Sequence[Sequence[str]], doubtful: list[str]
) -> tuple[str | None, int]:
    """Give the person whom a word means, and where the words begin that mean them; None: nobody, or more than one."""
    word, start = one.group(), one.start()
    if not word[:1].isupper() or len(word) < 2:
        return None, start
    initials = _INITIALS.search(text[:start])
    letters = re.sub(r"[^\w]", "", initials[1]) if initials else ""
    begins = initials.start() if initials else start
    if not letters and _has_first_name(text[:start], sources):
        return None, start
    for names in sources:
        fitting = {fold(name): name for name in names if _fits(name, word, letters)}
        if len(fitting) > 1:
            doubtful.append(text[begins : one.end()])
            return None, start
        if fitting:
            return next(iter(fitting.values())), begins
    return None, start


def _fits(name: str, word: str, letters: str) -> bool:
    """Tell whether a word, with initials before it or without, can mean a full name."""
    surname = fold(_surname(name))
    if fold(word) == surname or fold(_ENDING.sub("", word)) == surname:
        first = [part[0].upper() for part in re.split(r"[\s-]+", name) if part[0].isupper()]
        return "".join(first).startswith(letters.upper()) if letters else True
    is_letters = _LETTERS.fullmatch(word) is not None and word not in load_caption_words().abbreviations
    return (
        is_letters
        and not letters
        and word == "".join(part[0] for part in re.split(r"[\s-]+", name) if part[0].isupper())
    )


def _has_first_name(before: str, sources: Sequence[Sequence[str]]) -> bool:
    """Tell whether a surname has a first name before it already: one that is known, or any capital word but a title."""
    words = load_caption_words()
    found = re.search(rf"({_NAME})(?:\s+(?:{'|'.join(map(re.escape, words.particles))}))*\s+$", before)
    if found is None:
        return False
    first = found[1]
    known = {fold(part) for names in sources for name in names for part in name.split()[:-1]}
    if fold(first) in known:
        return True
    sentence_begins = not before[: found.start()].strip() or before[: found.start()].rstrip().endswith(
        (".", "!", "?", ":")
    )
    return not (_is_common(first) or (sentence_begins and first.lower() in words.openers))


def _stands_before(before: str, full: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(full)}", before) is not None


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _is_initial(text: str, one: re.Match[str]) -> bool:
    return len(one.group()) == 1 and one.group().isupper() and text[one.end() : one.end() + 1] == "."


def _is_common(word: str) -> bool:
    words, lowered = load_caption_words(), word.lower()
    ends = any(lowered.endswith(end) and len(lowered) - len(end) >= _SHORTEST for end in words.title_ends)
    return ends or lowered in words.titles or lowered in words.demonyms or lowered in words.adjectives


def _name_of(run: list[str]) -> list[str]:
    """Give the name that a run of words is, if it is one."""
    words = load_caption_words()
    titles = [place for place, word in enumerate(run) if _is_common(word)]
    run = run[titles[-1] + 1 :] if titles else run
    while run and (run[0].lower() in words.openers or run[0].islower()):
        run = run[1:]
    while run and run[-1].islower():
        run = run[:-1]
    capital = [word for word in run if word[0].isupper()]
    if not 2 <= len(capital) <= _MOST_WORDS or len(run[-1]) < _SHORTEST or len(run[0]) < 2:
        return []
    # "Jan van der Berg" is a person, "Grosser Berg" is none.
    judged = capital[:-1] if run[-2].islower() else capital
    if any(
        word.lower() in words.not_names or (len(word) > _SHORTEST and word.lower() in words.months) for word in judged
    ):
        return []
    return [" ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in run)]
