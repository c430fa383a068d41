"""Alternative text proposed from what the agency sent: what is to be seen, and nothing else."""

import re

from library.captions.dateline import without_days
from library.captions.wire import split_caption
from library.credits.registry import Registry, load_registry

LONGEST = 249
_SENTENCE_END = re.compile(
    r"(?<![\s.(][A-ZÄÖÜ])(?<!\b(?:Mr|Dr|St|ca|Nr|No|vs|Mt|Fr))"
    r"(?<!\b(?:Mrs|Gen|Gov|Sen|Rep|Jan|Feb|Mar|Apr|Aug|Sep|Oct|Okt|Nov|Dec|Dez|bzw))"
    r"[.!?][\"”»]?(?=\s+[\"„«“]?[A-ZÄÖÜÉ]|$)"
)
_LOOSE = ' ,;:-–—("„«“'
_CUT = re.compile(r"\s*(?:…|\.{3})\s*$")
# "In this June 5, 2020 file photo provided by …, people walk": how the picture came is not what it shows.
_IN_THIS = re.compile(
    r"(?i)^in this (?:[\w., ]{0,40})?(?:file |handout |undated )?(?:photo|image|picture)"
    r"(?: (?:provided|released|made available|taken|issued) by [^,]{2,80}?)?"
    r"(?: on (?:\w+day,? )?[^,]+(?:, \d{4})?)?,\s*"
)
# PA: "File photo dated 12/04/25 of …", "Undated handout photo issued by … of …".
_OF_WHAT = re.compile(
    r"(?i)^(?:undated |library )?(?:file |handout )?photo(?:graph)? (?:dated [\d/]{6,10}|issued by [^.]{2,60}?) of\s+"
)
_HANDED = re.compile(
    r"(?i)^(?:an? |this |the )?(?:undated )?(?:handout |file |satellite |still |video )*"
    r"(?:photo|image|picture|photograph|frame)"
    r"(?:\s+(?:taken|grabbed|obtained|captured) from [^,.]{2,40}?)?"
    r"(?:\s+(?:made available|provided|released|issued|distributed|taken|supplied)\s+(?:by|on)\s+[^.]{2,90}?)?"
    r"\s+shows\s+"
)
_HANDED_DE = re.compile(
    r"(?i)^(?:das|dieses|ein|auf dem|die|diese)\b[^.]{0,120}?"
    r"\b(?:veröffentlichte[sn]?|verbreitete[sn]?|herausgegebene[sn]?|gestellte[sn]?)\s+"
    r"(?:hand)?-?\w*(?:bild|foto|aufnahme|handout)\s+zeigt\s+"
)


def propose_alt_text(description: str, registry: Registry | None = None) -> str:
    """Return alternative text of at most 249 characters, ending with a sentence where there is an end.

    Args:
        description: the caption as the agency sent it.
        registry: the houses to know credits by; the shipped ones when None.
    """
    return alt_text_from(split_caption(description, registry or load_registry()).sentence)


def alt_text_from(sentence: str) -> str:
    """Return alternative text from the sentence of a caption that was already taken apart."""
    sentence = without_days(_HANDED_DE.sub("", _HANDED.sub("", _IN_THIS.sub("", _OF_WHAT.sub("", sentence)))))
    sentence = sentence[:1].upper() + sentence[1:]
    if not _CUT.search(sentence):
        return _shortened(sentence)
    sentence = _CUT.sub("", sentence)
    if ends := list(_SENTENCE_END.finditer(sentence)):
        return _shortened(sentence[: ends[-1].end()])
    # Nobody knows whether the last word is whole.
    return _shortened(_before_comma(sentence) or sentence.rpartition(" ")[0].rstrip(_LOOSE))


def _before_comma(sentence: str) -> str:
    """Return the sentence up to its last comma, where more than half of it stands before."""
    commas = [found.start() for found in re.finditer(r",\s", sentence) if found.start() > len(sentence) // 2]
    return sentence[: commas[-1]] if commas else ""


def _shortened(sentence: str) -> str:
    """Cut at the last sentence end that fits, else at a comma, else at the last word."""
    if len(sentence) <= LONGEST:
        return sentence
    ends = [found.end() for found in _SENTENCE_END.finditer(sentence) if found.end() <= LONGEST]
    if ends:
        return sentence[: ends[-1]]
    head = sentence[: LONGEST - 1]
    if short := _before_comma(head):
        return short
    whole = head.rpartition(" ")[0].rstrip(_LOOSE)
    return f"{whole}…" if whole else ""
