"""Words in running text that say what kind of picture it is: archive, handout, pool, symbol, made by a machine."""

import re
from functools import lru_cache

from library.credits.records import Mark
from library.credits.words import Words

_WORD = re.compile(r"[^\W_]+")


def find_markers(text: str, words: Words) -> tuple[Mark, ...]:
    """Return one mark for each kind that the text tells, at the first words that tell it."""
    lowered = text.lower()
    index = _by_word(words)
    numbers = {number for word in index.keys() & _WORD.findall(lowered) for number in index[word]}
    found: dict[str, Mark] = {}
    for number in sorted(numbers):
        phrase, flag = words.running[number]
        if flag in found or phrase not in lowered:
            continue
        start = _standing(lowered, phrase)
        if start >= 0:
            end = start + len(phrase)
            found[flag] = Mark(flag, "running_marker", start, end, text[start:end])
    return tuple(found.values())


@lru_cache(maxsize=8)
def _by_word(words: Words) -> dict[str, tuple[int, ...]]:
    """Index the phrases by their longest word: a caption holds few of them, so few phrases need to be looked for."""
    index: dict[str, tuple[int, ...]] = {}
    for number, (phrase, _) in enumerate(words.running):
        word = max(_WORD.findall(phrase), key=len)
        index[word] = (*index.get(word, ()), number)
    return index


def _standing(text: str, phrase: str) -> int:
    """Return where the phrase stands as words of its own, or -1."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        before = start == 0 or not (text[start - 1].isalnum() and phrase[0].isalnum())
        after = end == len(text) or not (text[end].isalnum() and phrase[-1].isalnum())
        if before and after:
            return start
        start = text.find(phrase, start + 1)
    return -1
