"""The words of phrases.toml as compiled patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[^A-Za-z0-9]+")
_COUNT = re.compile(
    r"\+\s?\d+|\d+:\d\d|\d+\s*(?:/|of|von|de|sur|av)\s*\d+|view \d+ images?|\d+ (?:photos?|images?|bilder|fotos?)"
)
_DOTTED = r"(?i:fot|zdj|ph)\.\s*(?=[A-ZĄĆĘŁŃÓŚŹŻ])"
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


@cache
def phrases() -> dict[str, Any]:
    """Return the tables of phrases.toml."""
    return tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))


def tidy(text: str | None) -> str:
    """Return the text on one line, without invisible signs and doubled spaces."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text or "").replace("\xa0", " ")).strip()


def name_words(names: str) -> str:
    """Return class names and ids as lower-case words parted by single spaces, with one in front."""
    return " " + _SIGNS.sub(" ", _CAMEL.sub(" ", names)).lower().strip()


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


@cache
def names(kind: str, *, whole: bool = False) -> re.Pattern[str]:
    """Return a pattern for name_words(): one of the kind's words begins (or is) a word there.

    Short words must stand alone: "bu" (Bildunterschrift) is not in "button", "copy" not in "copytext".
    """
    words = phrases()["names"][kind]
    short = _alternatives(word for word in words if whole or len(word) <= 4)
    long = _alternatives(word for word in words if not whole and len(word) > 4)
    return re.compile(rf" (?:(?:{short})(?= |$){f'|{long}' if long else ''})")


@cache
def labels() -> str:
    """Return the alternatives of all credit labels, as the inside of a pattern."""
    return _alternatives(word.rstrip(":") for word in phrases()["credit_labels"])


@cache
def agency() -> re.Pattern[str]:
    """Return a pattern that finds the name of a news agency or a customary credit word as a whole word."""
    words = phrases()["agencies"]
    short = _alternatives(w for w in words if len(w) <= 4 and w.isascii())
    long = _alternatives(w.rstrip("/") for w in words if len(w) > 4 or not w.isascii())
    return re.compile(rf"(?<!\w)(?:{short})(?!\w)|(?i:(?<!\w)(?:{long}))(?![a-z])")


@cache
def label_start() -> re.Pattern[str]:
    """Return a pattern that matches a credit label at the start of a text."""
    return re.compile(
        rf"[\[(（|/–—-]?\s*(?:(?i:{labels()})\s*(?:[:：=＝／]|…|\.\.\.|\bby\b|\bvon\b|\bvia\b|/(?=\w))|{_DOTTED}"
        r"|©|\([cC]\)|®|Ⓒ|ⓒ)"
    )


@cache
def label_inside() -> re.Pattern[str]:
    """Return a pattern that finds a credit label inside a text, even glued to the word before it.

    Glued only where a capital follows a sign or small letter ("1884.Bild: keystone", "Farbe Bild: keystone").
    """
    before = rf"(?:(?<=^)|(?<=[\s(\[（|/.,;!?…。！？»”\"'’)\]–—])|(?<=[a-zäöüßéèà\d])(?=[A-Z])|(?<=[{_CJK}]))"
    colon = rf"(?i:{labels()})\s*[:：](?!\d\d)"
    by = r"(?i:photos?|photographs?|image|picture|illustration|bild|foto)\s+(?:by|von|via|courtesy\s+of)\s+(?=[A-ZÄÖÜ])"
    east = rf"(?:{_alternatives(phrases()['eastern_labels'])})\s*[=＝／/](?=[^\s])"
    return re.compile(rf"{before}(?:{colon}|{by}|{east}|{_DOTTED}|©|\([cC]\)\s|Ⓒ|ⓒ)")


@cache
def picture_label() -> re.Pattern[str]:
    """Return a pattern for a label at the start that may also introduce a description: "Image: …", "FILE PHOTO: …"."""
    return re.compile(rf"(?i:{_alternatives(phrases()['picture_labels'])})\s*[:：]\s*")


@cache
def bare_label() -> re.Pattern[str]:
    """Return a pattern for a label at the start that stands before a name without a colon: "Photo AFP"."""
    return re.compile(rf"(?i:{_alternatives(phrases()['bare_labels'])})\s+")


@cache
def trailing_label() -> re.Pattern[str]:
    """Return a pattern for a label at the end of a short text: "J. Petraitis / nuotr.", "Arkiv"."""
    return re.compile(rf"(?i:(?:(?<!\w)|(?=/))(?:{_alternatives(phrases()['trailing_labels'])}))[\s.)\]]*$")


@cache
def small_in_credits() -> frozenset[str]:
    """Return the words that begin small in credits without making a sentence of them."""
    return frozenset(phrases()["small_in_credits"])


@cache
def agency_number() -> re.Pattern[str]:
    """Return a pattern for an agency's own number of a picture."""
    return re.compile(rf"\b({'|'.join(phrases()['agency_numbers'])})\b", re.IGNORECASE)


@cache
def buttons() -> frozenset[str]:
    """Return the texts of buttons, case-folded."""
    return frozenset(text.casefold() for text in phrases()["buttons"])


@cache
def spoken() -> re.Pattern[str]:
    """Return a pattern for the labels that only a screen reader says."""
    return re.compile(rf"(?i:{_alternatives(phrases()['spoken_labels'])})\s*")


@cache
def label_alone() -> re.Pattern[str]:
    """Return a pattern for a text that is nothing but a label."""
    return re.compile(rf"[\s(\[|/–—-]*(?:(?i:{labels()})\s*(?:by|von)?|©|\([cC]\))?[\s:：|/)\]–—.,-]*")


def is_button(text: str) -> bool:
    """Tell whether a text is a button's or a hidden label."""
    folded = text.casefold().strip(" .:»›…")
    return folded in buttons() or "javascript" in folded or _COUNT.fullmatch(folded) is not None
