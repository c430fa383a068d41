"""Place and day of a caption: before its sentence ("ZURICH, SWITZERLAND - JUNE 19:") or within it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from library.captions.records import Dateline
from library.captions.words import load_caption_words

# "epa12345678 …", "ABD0081_20260305 - WIEN - ÖSTERREICH: …" (APA).
ID = re.compile(r"^\s*(?:epaselect\s+)?(?P<id>epa\d{8}|[A-Z]{2,4}\d{8,14}|[A-Z]{2,4}\d{3,5}_\d{8})\b[\s:.…-]*")
# EFE: "GRAFCAV4821. MADRID, 10/02/2026.- …": a code of the operator, and no number of the picture.
_OPERATOR = re.compile(r"^\s*[A-Z]{2,9}\d{2,5}\.\s+(?=[A-ZÁÉÍÓÚÑ]{3}[^a-z.]{0,40}\d{2}/\d{2}/\d{4}\.-)")
_LEAD = re.compile(
    r"(?i)^(?:\s*(?:\((?:files?|file photo|archivbild|archivfoto|archiv)\)\s*[-–—:]*"
    r"|(?:files?|file photo|archivbild|archivfoto|archiv|arkivbild|arkivfoto|symbolbild|themenbild"
    r"|topshots?|combo|combination(?: photo| picture)?|corrections?|updated?|clarification|alternative crop)"
    r"\s*[-–—:]+)\s*)+"
)
_ADVANCE = re.compile(r"^\s*(?:ADVANCE|EMBARGO(?:ED)?|SPERRFRIST)\b[^a-z]{5,90}?\s[-–—:]+\s+(?=[A-ZÄÖÜ][a-zäöü ])")
_SERIES = re.compile(r"^\s*\(\d{6}\)\s*-+\s*")  # Xinhua numbers its captions by the day
_YEAR = re.compile(r"\d{4}")
_PLACE = r"(?P<place>[A-ZÄÖÜÉÈÅØ][\w ,.'’/-]{1,60}?)"
_WORD = r"(?:St\.|(?:[A-Z]\.)+|[A-ZÄÖÜÉÈÅØ][\w'’-]*)"
_SIDE = r"(?:(?:(?:north|south)-?)?(?:north|south|east|west)(?:ern)? |central )?"
_CHAIN = rf"{_WORD}(?: {_WORD}){{0,3}}(?:/{_WORD})?(?:(?:, | \()(?:the )?{_SIDE}{_WORD}(?: {_WORD}){{0,2}}\)?){{0,2}}"
_AGENCY = r"(?:\s*\([A-Za-zÄÖÜäöü./ -]{2,20}\))?"


@cache
def _month() -> str:
    return "(?i:" + "|".join(sorted(load_caption_words().months, key=len, reverse=True)) + r")\b\.?"


@cache
def _day() -> str:
    """Give the expression of a day with its year, in the forms of six languages."""
    words, month = load_caption_words(), _month()
    weekday = "(?i:" + "|".join(sorted(words.weekdays, key=len, reverse=True)) + r")\b\.?,?\s+"
    return (
        rf"(?:(?:{weekday})?(?:(?:the|den|dem|le|il|el)\s+)?(?P<day>\d{{1,2}}(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?{month}\s+(?:de\s+)?\d{{4}}"
        rf"|{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
        r"|(?<!\d)\d{4}-\d\d-\d\d(?!\d)))"
    )


@cache
def _short_day() -> str:
    month = _month()
    return rf"(?P<day>{month} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}\.? {month}(?: \d{{4}})?)"


@cache
def _leading() -> tuple[re.Pattern[str], ...]:
    """Give the forms that stand before the sentence, the fullest first."""
    return (
        re.compile(rf"^\s*{_PLACE}\s+[-–—]\s+{_short_day()}\s*:\s+"),
        re.compile(
            r"^\s*(?P<place>[A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ .'’-]{2,30}(?:, (?!{month})[A-Z][\w. ]{1,25}?)?)".replace(
                "{month}", _month()
            )
            + rf"(?:, {_short_day()})?\s*\([A-Za-z./ -]{{2,20}}\)\s*[-–—]+\s*(?=\S)"
        ),
        re.compile(rf"^\s*{_PLACE}\s*(?:,|\(|-|–|—)\s*(?:am )?{_day()}\)?{_AGENCY}\s*(?:\.-|[-–—:])\s+"),
        re.compile(rf"^\s*{_day()}\s*(?:[,;:-]|\s)\s*{_PLACE}\s*[:–—-]\s+"),
        # EFE: "ROMA (ITALIA), 16/04/2026.- …"; imago: "Berlin, 11.04.2026, Kudamm: …"; TT: "GÖTEBORG 20260415 …".
        re.compile(rf"^\s*(?P<place>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ .'-]+ \([^()]{{2,25}}\)),\s*{_day()}\s*\.-\s+"),
        re.compile(rf"^\s*{_PLACE},\s*{_day()},\s*[\w .-]{{2,40}}:\s+(?=[A-ZÄÖÜ])"),
        re.compile(
            r"^\s*(?P<place>[A-ZÄÖÜÅØ]{3,}(?:[ -][A-ZÄÖÜÅØ]{2,})*)\s+"
            r"(?P<day>20\d\d[01]\d[0-3]\d)[.,:]?\s+(?=[A-ZÄÖÜÅØ])"
        ),
        re.compile(r"^\s*(?P<place>[A-ZÄÖÜ]{3,}(?:[ ./-][A-ZÄÖÜ.]{2,})* [-–] [A-ZÄÖÜ]{4,}):\s+(?=[A-ZÄÖÜ])"),
        re.compile(
            r"^\s*(?P<place>[A-ZÄÖÜÉÈ]{3,}(?:[ -][A-ZÄÖÜÉÈ]{2,})*(?:, [A-Z][\w. ]{2,25}?)?)\s*[-–—:]\s+(?=[A-ZÄÖÜ])"
        ),
        re.compile(rf"^\s*(?P<place>[A-ZÄÖÜÉÈÅØ]{{3,}}(?:[ -][A-ZÄÖÜÉÈÅØ]{{2,}})*)\s+{_day()}[.,:]?\s+(?=[A-ZÄÖÜÅØ])"),
    )


@cache
def _within() -> tuple[re.Pattern[str], ...]:
    """Give the forms within the sentence: place and day, day and place, the day alone."""
    comes = r"(?:,\s*|\s+)(?:aufgenommen\s+)?(?:(?:on|am|vom|ce|le|il|el)\s+)?"
    return (
        re.compile(
            r"\b(?:[Ii]n|[Bb]ei|[Nn]ear|[Oo]utside|à|en|(?:village|town|city|port|island|suburb) of) "
            rf"(?P<place>{_CHAIN}){comes}{_day()}"
        ),
        re.compile(
            rf"(?:\b(?:[Oo]n|[Aa]m|[Vv]om|[Cc]e|[Ll]e|[Ii]l|[Ee]l)\s+|,\s+){_day()},?\s+"
            rf"(?:in|bei|near|outside|à|en|a) (?P<place>{_CHAIN})"
        ),
        re.compile(
            r"(?:(?:,|\s[-–—])\s+(?:(?:on|am)\s+)?"
            r"|\b(?:[Oo]n|[Aa]m|[Vv]om|[Cc]e|[Ll]e|[Ii]l|[Ee]l|[Tt]aken|[Dd]ated|[Dd]ate:|[Ii]n this)"
            rf"\s+|\(){_day()}"
        ),
    )


def find_dateline(text: str) -> Dateline | None:
    """Return place and day from the start of a caption, else those that its sentence names.

    Args:
        text: the caption as it was sent or published, with or without an agency's number before it.
    """
    offset = start_of(text)
    for pattern in _leading():
        found = pattern.match(text[offset:])
        if found is not None and _is_place(found.group("place")):
            parts = found.groupdict()
            place = (parts.get("place") or "").strip(" ,") or None
            start, end = offset, offset + found.end()
            if day := parts.get("day"):
                return Dateline(place, day, start, end, _iso(day, text))
            # "ROME (AP) — …": the day stands in the sentence.
            inner = _inner(text)
            return replace(inner, place=place, start=start, end=end) if inner else Dateline(place, None, start, end)
    return _inner(text)


def _inner(text: str) -> Dateline | None:
    """Return place and day that a sentence names, place and day before the day alone."""
    if _YEAR.search(text) is None:
        return None
    for pattern in _within():
        found = pattern.search(text)
        if found is None:
            continue
        day, place = found.group("day"), found.groupdict().get("place")
        first, last = found.span("day")
        if place:
            head, _, tail = place.rstrip(" .,").rpartition(", ")
            place = head if tail.lower() in load_caption_words().weekdays and head else place.rstrip(" .,")
            first, last = min(first, found.start("place")), max(last, found.start("place") + len(place))
        return Dateline(place, day, first, last, read_day(day))
    return None


def start_of(text: str) -> int:
    """Return where a caption begins after the agency's number and words such as "FILE -"."""
    offset = 0
    for pattern in (ID, _OPERATOR, _SERIES, _ADVANCE, _LEAD):
        found = pattern.match(text[offset:])
        offset += found.end() if found else 0
    return offset


def leading_dateline(text: str) -> int:
    """Return where the sentence begins after a dateline before it; 0 where none stands there."""
    for pattern in _leading():
        if (found := pattern.match(text)) is not None and _is_place(found.group("place")):
            return found.end()
    return 0


def _is_place(words: str) -> bool:
    """Tell the name of a place from a sentence, and from a word such as "Archivbild"."""
    small = [word for word in re.findall(r"[^\W\d_]+", words) if word[0].islower()]
    return (
        all(word in load_caption_words().in_places for word in small)
        and not words.rstrip().endswith(".")
        and not _LEAD.match(f"{words.strip()} - ")
    )


def without_days(text: str) -> str:
    """Return a sentence without the days it names: they are not to be seen in the picture."""
    for found in reversed(list(_set_off().finditer(text))):
        # "…, am Mittwoch, 4. März 2026, während" keeps a comma; "spricht am Mittwoch, 4. März 2026, während" had none.
        is_set_off = found.group().lstrip().startswith(",")
        goes_on = is_set_off and re.match(r",\s+(?!in\b|bei\b|near\b|at\b)", text[found.end() :])
        end = found.end() if goes_on or text[found.end() : found.end() + 1] != "," else found.end() + 1
        text = text[: found.start()] + text[end:]
    return text


@cache
def _set_off() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,\s*|\s+[-–—]\s+|\s+)(?:aufgenommen\s+)?(?:(?:on|am|vom|dated|taken on|ce|le|il|el)\s+)?{_day()}"
        r"(?=[.,;]|\s+(?:in|im|bei|near|at|à|a|en)\b|$)"
    )


def without_picture_date(text: str) -> str:
    """Return a text without "Picture date: Wednesday March 4, 2026.", which PA writes behind the sentence."""
    return _picture_date().sub("", text)


@cache
def _picture_date() -> re.Pattern[str]:
    return re.compile(rf"\s*\b(?:Picture|Photo|Image|Issue) dated?:?\s*{_day()}\.?")


def read_day(words: str) -> str | None:
    """Return a day as ISO 8601; None where it is no day of the calendar or may be read in two ways.

    Args:
        words: as "June 19, 2024", "19. Juni 2024", "Jan. 26, 2017", "05.06.2020", "2024-06-19".
    """
    if re.fullmatch(r"\d{8}", words):
        return _calendar(int(words[:4]), int(words[4:6]), int(words[6:]))
    numbers = [int(number) for number in re.findall(r"\d{1,4}", words)]
    month = next(_months(words), None)
    if month is not None and len(numbers) == 2:
        return _calendar(numbers[1], month, numbers[0])
    if month is not None or len(numbers) != 3:
        return None
    if "-" in words:
        return _calendar(*numbers)
    if "/" in words and max(numbers[:2]) <= 12 and numbers[0] != numbers[1]:
        return None
    first, second, year = numbers
    return _calendar(year, first, second) if "/" in words and second > 12 else _calendar(year, second, first)


def _iso(words: str, text: str) -> str | None:
    """Return the day of a dateline; one without a year has that of the same day in the sentence."""
    if re.search(r"\d{4}", words):
        return read_day(words)
    days = [read_day(found.group("day")) for found in re.finditer(_day(), text)]
    month = next(_months(words), None)
    number = re.search(r"\d{1,2}", words)
    same = f"-{month or 0:02}-{int(number.group()) if number else 0:02}"
    return next((day for day in days if day and day.endswith(same)), None)


def _months(words: str) -> Iterator[int]:
    known = load_caption_words().months
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        if word in known:
            yield known[word]


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
