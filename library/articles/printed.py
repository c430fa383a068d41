"""A caption as printed, parted into what it says and whom it credits."""

import re
from functools import cache

from library.articles.phrases import (
    agency,
    agency_number,
    bare_label,
    label_alone,
    label_inside,
    label_start,
    picture_label,
    small_in_credits,
    tidy,
    trailing_label,
)

_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "〔": "〕", "［": "］", "<": ">", "{": "}"}
_LAST_BRACKET = re.compile(
    r"[\s.。…]*([(\[（【〔［](?P<inside>[^()\[\]（）【】〔〕［］]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*)[)\]）】〕］])[\s.。]*$"
)
_NAME_WORD = (
    r"(?:[A-ZÀ-ÞŁŚŻĐČŠŽА-ЯЁІЇЄҐΑ-Ω][\w'’.\-]*\.?"
    r"|de|da|do|dos|del|della|di|du|van|von|der|den|la|le|el|al|bin|ter|zu|y|e|und|and|et)"
)
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}")
_FOR_OUTLET = re.compile(rf"{_NAME.pattern}\s+(?:for|para|pour|für|per|voor)\s+(?:[Tt]he\s+)?{_NAME.pattern}")
_CJK_CREDIT = re.compile(
    r"^(?:[^、。]{1,24}(?:撮影|提供|写真|より|氏提供|記者|기자|제공|摄|攝)|[=＝・\s]*(?:共同|時事|ロイター|AP|AFP|ゲッティ|新华社|연합뉴스)[^。]{0,12})$"
)
_CJK_END = re.compile(
    r"(?P<caption>.*\S)\s*(?P<credit>(?:[=＝／/・、]\s*[^=＝。]{1,20}?(?:撮影|提供|写真)|＝(?:共同|時事|ロイター|AP|AFP)[^。]{0,10}|[\s.。][^\s。]{2,8}\s?(?:기자|제공))[\s.。]*)$"
)
_EAST_CREDIT = re.compile(
    r"(?:攝|摄|提供|撮影|翻攝|資料照|檔案照|資料圖|视频截图|截圖|截图|자료사진|제공|캡처|기자)[^。]{0,6}$|^(?:圖|图|写真|사진|資料|图源)"
)
_UPPER_NAME = re.compile(r"^[A-ZÀ-ÞА-ЯЁІЇЄҐ][A-ZÀ-ÞА-ЯЁІЇЄҐ'’.\-/&| ]{3,60}$")
_VIA = re.compile(r"\bvia\b|(?<!\d)/|/(?!\d)|\||©")
_CJK_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SMALL_IN_NAMES = frozenset(
    (  # noqa: SIM905  words are read more easily so
        "via de da di del van von der den la le and und et e y by images for dpa imago keystone picture "
        "alliance zvg privat"
    ).split()
)
_ARTICLE = re.compile(
    r"(?:Der|Die|Das|Ein|Eine|Im|In|Am|The|A|An|Le|Les|Un|Une|El|Los|Las|Una|Il|I|Gli|O|Os|As|Het|De|Een|Den|Det)\s"
)
_AFTER_SENTENCE = re.compile(
    r"(?P<caption>.{3,}?(?:[^\W\d_]{3}|\b(?:19|20)\d\d)[»”\"'’)]?[.!?…»”\"'’)])\s+(?P<credit>(?:[A-Z]\.\s?){0,3}[^.!?…]{2,90}(?:\.(?:com|de|net|org|ch|at)\b[^.]{0,30})?)\.?$",
    re.DOTALL,
)
_DASHED = re.compile(r"(?P<caption>.{8,})\s(?:[-–—|/•·]|\|\|)\s*(?P<credit>[^|–—•]{2,90})$", re.DOTALL)
_PHOTO_OF = re.compile(r"(?i:photos?|fotos?|bild|image|pic)\s+[A-ZÀ-Þ]")
_PHOTO_TAIL = re.compile(
    r"(?P<caption>.{3,}?)[\s.]+(?P<credit>(?:Submitted|Supplied|Contributed|Courtesy|Handout|Provided|File|Staff|Stock|Publicity|AP|AFP|Reuters|EPA)\s+[Pp]hoto)\.?$"
)
_STROKED = re.compile(
    r"(?P<caption>.{6,}[.!?…»”\"’)])\s*[/|—]\s*(?P<credit>[^/|—.!?]{2,60}(?:/[^/|.]{2,40})?)\.?$", re.DOTALL
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_STRAY = " \t\n|/–—•·,;:-"


def find_agency_id(text: str | None) -> str | None:
    """Return an agency's own picture number in the text, as epa11421544 or imago0123456789h."""
    found = agency_number().search(text or "")
    return found.group(1) if found else None


def without_brackets(text: str) -> str:
    """Return the text without stray separators around it and without one pair of brackets that holds it all."""
    text = text.strip(_STRAY).strip()
    while len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and _holds_all(text):
        text = text[1:-1].strip(_STRAY).strip()
    if text[:1] in _BRACKETS and _BRACKETS[text[0]] not in text:
        text = text[1:].strip()
    if text[-1:] in _BRACKETS.values() and not any(opening in text for opening in _BRACKETS):
        text = text[:-1].strip()
    return text


def _holds_all(text: str) -> bool:
    """Tell whether the first bracket is closed by the last sign."""
    depth = 0
    for number, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == text[-1])
        if depth == 0:
            return number == len(text) - 1
    return False


def without_credit(caption: str, credit: str) -> str:
    """Return a caption without the credit that it ends with once more: "Glass terrariums (N. N.)" beside "N. N."."""
    if not credit or not caption.rstrip(" )].").endswith(credit.rstrip(" )].")):
        return caption
    kept = caption[: caption.rindex(credit.rstrip(" )]."))]
    return kept.rstrip(" ([|/–—-")


def has_label(text: str) -> bool:
    """Tell whether the text begins with a credit label."""
    return bool(label_start().match(text))


def is_label(text: str) -> bool:
    """Tell whether the text is a credit label and nothing else."""
    return bool(text.strip() and re.search(r"\w|©", text) and label_alone().fullmatch(text))


@cache
def is_credit(text: str) -> bool:
    """Tell whether a text that stands alone surely is a credit: a label, an agency, names joined by slashes."""
    bare = without_brackets(text)
    if not bare or len(bare) > 160 or describes(bare):
        return False
    if has_label(text) or _is_labelled(bare):
        return True
    if _DATED.search(bare) and not agency().search(bare):
        return False
    is_sentence = re.search(r"[.!?]\s+\S*[a-zäöü]{2,}\s+[a-zäöü]", bare)
    if len(bare) > 100 or is_sentence or len(_CJK_SIGN.findall(bare)) > 12 or not mostly_names(bare):
        return False
    return bool(agency().search(bare) or (_VIA.search(bare) and len(bare) <= 70 and not _ARTICLE.match(bare)))


def _is_labelled(bare: str) -> bool:
    """Tell whether a text has a label before or after its names, or a form that only credits have."""
    if has_label(bare) or _CJK_CREDIT.match(bare) or _FOR_OUTLET.fullmatch(bare) or _named_after_label(bare):
        return True
    if trailing_label().search(bare) and len(bare) <= 60 and may_be_name(bare):
        return True
    return len(bare) <= 6 and bool(agency().fullmatch(bare.upper()))


def describes(text: str) -> bool:
    """Tell whether a text that begins as "Image:" or "FILE PHOTO:" goes on as a sentence about the picture."""
    label = picture_label().match(text)
    if label is None:
        return False
    rest = text[label.end() :]
    first = rest.split(". ", 1)[0]
    if len(first) < min(len(rest), 40) and (_NAME.fullmatch(first) or agency().fullmatch(first)):
        return False  # "Photo: AFP. Workers clear …"
    sentence = _AFTER_SENTENCE.match(rest)
    if sentence is not None and len(sentence["caption"]) > 25 and small_words(sentence["caption"]) >= 2:
        return True
    small = small_words(rest)
    if small and len(rest) > 45 and rest.endswith((".", "!", "…", "”")) and not agency().search(rest):
        return True
    return small >= 4 or (small == 3 and len(rest.split()) <= 8 and not agency().search(rest))


def small_words(text: str) -> int:
    """Count the words that begin small and are not customary between names."""
    return sum(
        1 for w in re.findall(r"[^\W\d_]+", text) if w[0].islower() and w not in _SMALL_IN_NAMES | small_in_credits()
    )


def _named_after_label(text: str) -> bool:
    """Tell whether a short text is a label without a colon and names: "Photo AFP", "FOTO ANNA MUSTER, AGENTUR"."""
    label = bare_label().match(text)
    rest = text[label.end() :] if label is not None else ""
    return 1 < len(rest) <= 60 and rest[0].isupper() and small_words(rest) == 0 and not re.search(r"[.!?]\s|\d", rest)


def may_be_name(text: str) -> bool:
    """Tell whether a text with a label at its end is otherwise names: no sentence stands in it."""
    return bool(re.search(r"\w", text)) and small_words(text) <= 1 and not re.search(r"\w{4}\.\s", text)


def may_be_credit(text: str) -> bool:
    """Tell whether a short text could be a credit because it is a name; only where its place says so, too."""
    bare = without_brackets(text)
    if is_credit(text):
        return True
    letters = sum(map(str.isalpha, bare))
    if not 2 < len(bare) <= 60 or letters < 2 or bare[-1] in "!?…:" or re.search(r"\d{3,}", bare):
        return False
    return bool(_NAME.fullmatch(bare.rstrip(".")) or _UPPER_NAME.match(bare)) or (
        len(bare) <= 40 and mostly_names(bare)
    )


def mostly_names(text: str) -> bool:
    """Tell whether most words begin with a capital, as names do."""
    words = [w for w in re.split(r"[\s/|,;:()\[\]+&–—-]+", text) if w]
    if not words:
        return False
    small = sum(1 for w in words if w[0].islower() and w.lower() not in _SMALL_IN_NAMES)
    return small * 4 <= len(words)


def split_credit(text: str) -> tuple[str, str]:
    """Part a printed caption into caption and credit; the credit keeps its label and loses outer brackets.

    Returns:
        Caption and credit; either may be empty.
    """
    text = tidy(text)
    if not text:
        return "", ""
    if not has_label(text) or describes(text):
        for attempt in (_by_label, _by_labelled_bracket, _by_sentence):
            if (parted := attempt(text)) is not None:
                return _trimmed(*parted)
    for attempt in (_by_eastern_bracket, _by_bar):
        if (parted := attempt(text)) is not None:
            return _trimmed(*parted)
    if is_credit(text) and (has_label(text) or len(text) <= 60):
        return _credit_first(text)
    for attempt in (_by_bracket, _by_place):
        if (parted := attempt(text)) is not None:
            return _trimmed(*parted)
    return text, ""


def _trimmed(caption: str, credit: str) -> tuple[str, str]:
    return caption.rstrip(" |/–—•·-(").strip(), without_brackets(credit.lstrip(". "))


def _credit_first(text: str) -> tuple[str, str]:
    """The text begins with a credit; a sentence after it is the caption ("Photo: AP. Workers clear the road.")."""
    found = re.match(r"(?P<credit>[^.]{4,60})\.\s+(?P<caption>[A-Z].{30,})$", text)
    if found and has_label(text) and not agency().search(found["caption"][-30:]):
        return found["caption"], without_brackets(found["credit"])
    return "", without_brackets(text)


def _by_labelled_bracket(text: str) -> tuple[str, str] | None:
    """Part off a last bracket that begins with a label: "Erster Tag (Foto: dpa)"."""
    found = _LAST_BRACKET.search(text)
    if found is None or not (has_label(found["inside"].strip()) or _PHOTO_OF.match(found["inside"].strip())):
        return None
    return text[: found.start()] + text[found.start() : found.start(1)].rstrip(), found["inside"]


def _by_eastern_bracket(text: str) -> tuple[str, str] | None:
    """Part off a last bracket with an agency in scripts without small letters: "…＝東京（共同）"."""
    found = _LAST_BRACKET.search(text)
    if found is None or not _CJK_SIGN.search(text[: found.start()]) or found.start() < 6:
        return None
    inside = found["inside"].strip()
    if not (is_credit(inside) or _EAST_CREDIT.search(inside)) or has_label(text):
        return None
    return text[: found.start()], inside


def _by_bar(text: str) -> tuple[str, str] | None:
    """Part off an agency after a bar where too many words stand before it for a name."""
    caption, bar, credit = text.rpartition(" | ")
    if not bar or len(caption.split()) < 4 or "|" in caption or has_label(text):
        return None
    return (caption, credit) if len(credit) <= 60 and agency().search(credit) and is_credit(credit) else None


def _by_sentence(text: str) -> tuple[str, str] | None:
    """Part off what stands after a sentence's end: after a stroke a name, without one an agency."""
    found = _STROKED.match(text)
    if found is not None and may_be_credit(found["credit"]):
        return found["caption"], found["credit"]
    found = _AFTER_SENTENCE.match(text)
    if (tail := _PHOTO_TAIL.match(text)) is not None:
        return tail["caption"], tail["credit"]
    if (
        found is not None
        and is_credit(found["credit"])
        and (agency().search(found["credit"]) or trailing_label().search(found["credit"]))
    ):
        return found["caption"], found["credit"]
    return None


def _by_bracket(text: str) -> tuple[str, str] | None:
    found = _LAST_BRACKET.search(text)
    if found is None:
        return None
    inside = found["inside"].strip()
    before = text[: found.start()]
    label = re.search(rf"({label_start().pattern})\s*(?P<rest>[^.]*)$", before[-80:]) if len(before) else None
    if label is not None and is_credit(label.group(0)):
        return None  # "Foto: Urs Flueeler (Keystone)": the label decides
    if not is_credit(inside) and not (
        re.search(r"[.!?…»”\"]$", text[: found.start(1)].rstrip())
        and may_be_credit(inside)
        and len(inside.split()) <= 6
    ):
        return None
    tail = text[found.start() : found.start(1)]
    name = re.search(r"[.!?…]\s+(?P<name>[^.!?…]{4,50})$", before)
    if name and may_be_credit(name["name"]) and _NAME.fullmatch(name["name"].strip()) and agency().search(inside):
        return before[: name.start() + 1], f"{name['name'].strip()} ({inside})"  # "… left. Urs Flueeler (Keystone)"
    return (before + tail.rstrip()).strip() if tail.strip() else before, inside


def _by_label(text: str) -> tuple[str, str] | None:
    last = None
    for found in label_inside().finditer(text):
        rest = text[found.start() :]
        if len(rest) <= 160 and (last is None or found.start() - last.end() > 60):
            last = found
    if last is None or last.start() == 0:
        return None
    credit = text[last.start() :]
    after = re.search(r"[.!?]\s+[A-Z]\w+(?:\s+[a-zäöü]\w*){3,}", credit)
    if after:
        return None  # a sentence goes on: "Bild: der Eingang. Der Minister kam zu spät …"
    opening = text[: last.start()].rstrip()
    return (opening[:-1] if opening[-1:] in _BRACKETS else opening), credit


def _by_place(text: str) -> tuple[str, str] | None:
    cjk = _CJK_END.match(text)
    if cjk:
        return cjk["caption"], cjk["credit"].strip("=＝／/・、 .。")
    for pattern in (_AFTER_SENTENCE, _DASHED):
        found = pattern.match(text)
        if (
            found
            and is_credit(found["credit"])
            and (
                agency().search(found["credit"])
                or (pattern is _AFTER_SENTENCE and "/" in found["credit"])
                or "©" in found["credit"]
            )
        ):
            return found["caption"], found["credit"]
    tail = re.search(r"(?:^|(?<=[.!?…»”\"]))\s*(?P<credit>(?:REUTERS|AP Photo|AFP|EPA)(?:/|\s*$)[^.]{0,60})$", text)
    if tail and tail.start() > 8:
        return text[: tail.start("credit")], tail["credit"]
    return None
