"""Say in the language of the screen what is missing of a damaged picture; the catalogue keeps the readers' English."""

import re

from library.ui.translation import t

_MISSING = re.compile(r"about (\d+) % of the height is missing")
_HEAVY = re.compile(r"megapixels|memory|computing|too long|cannot hold")


def damage_words(damage: str) -> str:
    """Give the sentence for what the readers noted of a damaged picture."""
    if found := _MISSING.search(damage):
        return t("damage.words.missing", share=found[1])
    if "coarse" in damage:
        return t("damage.words.coarse")
    return t("damage.words.heavy" if _HEAVY.search(damage) else "damage.words.lost")
