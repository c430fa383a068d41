"""Moments as pages and copied texts print them, brought to ISO 8601."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?$")
_DOTTED = re.compile(
    r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?:\s*(?:[,|·•–-]|um|at|at|à|kl\.?|ore|klo|o)?\s*(\d{1,2})[:.h](\d\d)(?:\s*(?:Uhr|h))?)?"
)
_MONTHS = {
    name: number
    for number, row in enumerate(
        (
            "january januar jänner janvier gennaio enero janeiro januari jan",
            "february februar feber février febbraio febrero fevereiro februari feb",
            "march märz mars marzo março maart mar",
            "april avril aprile abril apr",
            "may mai maggio mayo maio mei maj",
            "june juni juin giugno junio junho jun",
            "july juli juillet luglio julio julho jul",
            "august août agosto augustus augusti aug",
            "september septembre settembre septiembre setembro sep sept",
            "october oktober octobre ottobre octubre outubro oct okt",
            "november novembre noviembre novembro nov",
            "december dezember décembre dicembre diciembre dezembro desember dec dez",
        ),
        start=1,
    )
    for name in row.split()
}
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})\.?\s+(?:de\s+)?([A-Za-zäöüéûàçœ]+)\.?\s+(?:de\s+)?(\d{4})(?:\D{0,8}?(\d{1,2})[:.h](\d\d))?"
)
_AMERICAN = re.compile(r"\b([A-Z][a-z]+)\.?\s+(\d{1,2}),\s+(\d{4})(?:\D{0,8}?(\d{1,2}):(\d\d)\s*([AaPp]\.?[Mm])?)?")
_GLUED = re.compile(r"(?<=\d[:.]\d\d)(?=\d{1,2}\.\d{1,2}\.\d{4})")
_EAST = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日(?:\s*(\d{1,2})[時:](\d\d))?")


def parse_moment(text: str | None) -> str | None:
    """Bring one moment to ISO 8601; the offset is kept if there is one, never invented. None if it is none."""
    text = (text or "").strip()
    found = _ISO.search(text) or _COMPACT.match(text)
    if found:
        return _iso([int(n) for n in found.groups()[:6] if n is not None], found.group(7))
    moments = find_moments(text)
    if moments:
        return moments[0]
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    return None


def find_moments(text: str) -> list[str]:
    """Return every moment of a line in the order printed, even where two are glued ("12:2819.06.2024, 14:13")."""
    spaced = _GLUED.sub(" ", text)
    hits = [
        (found.start(), moment)
        for pattern, reader in _FORMS
        for found in pattern.finditer(spaced)
        if (moment := reader(found)) is not None
    ]
    return [moment for _, moment in sorted(hits)]


def _dotted(found: re.Match[str]) -> str | None:
    day, month, year, *clock = found.groups()
    if int(month) > 12 >= int(day):
        day, month = month, day
    return _iso([int(n) for n in (year, month, day, *clock) if n is not None], None)


def _worded(found: re.Match[str]) -> str | None:
    day, name, year, *clock = found.groups()
    month = _MONTHS.get(name.lower())
    return None if month is None else _iso([int(year), month, int(day), *(int(n) for n in clock if n)], None)


def _american(found: re.Match[str]) -> str | None:
    name, day, year, hour, minute, half = found.groups()
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    clock = [] if hour is None else [int(hour), int(minute)]
    if clock and half:
        clock[0] = clock[0] % 12 + (12 if half.lower().startswith("p") else 0)
    return _iso([int(year), month, int(day), *clock], None)


def _plain(found: re.Match[str]) -> str | None:
    numbers = [int(n) for n in found.groups()[:6] if n is not None]
    return _iso(numbers, found.group(7) if len(found.groups()) > 6 else None)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_DOTTED, _dotted),
    (_WORDED, _worded),
    (_AMERICAN, _american),
    (_EAST, _plain),
    (_ISO, _plain),
)


def _iso(numbers: list[int], offset: str | None) -> str | None:
    try:
        moment = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  # three to six numbers; the offset follows
    except (ValueError, TypeError):
        return None
    if len(numbers) == 3:
        return moment.date().isoformat()
    if offset:
        digits = offset.lstrip("+-").replace(":", "")
        shift = timedelta() if offset == "Z" else timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        moment = moment.replace(
            tzinfo=timezone(-shift if offset.startswith("-") else shift) if shift < timedelta(hours=24) else UTC
        )
    return moment.isoformat()
