"""The moment that an embargo names, in UTC: only where date, hour and time zone are all said."""

import re
from datetime import UTC, datetime, timedelta, timezone

_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "jst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LOCAL_MONTHS = {"mär": 3, "mai": 5, "okt": 10, "dez": 12, "maj": 5}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?\s*(Z|[+-]\d\d:?\d\d|[A-Za-z]{2,4})")
_CLOCK = re.compile(
    r"(?i)\b(\d{1,2})[:.h](\d\d)\s*(am|pm|a\.m\.|p\.m\.)?\s*(?:uhr|hours|hrs)?\s*\(?(z|[a-z]{3,4}|[+-]\d\d:?\d\d)\b|\b(\d{2})(\d{2})\s*(?:hours|hrs)?\s*\(?([a-z]{3,4})\b"
)
_DAYS = (
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"), "dmy"),
    (re.compile(r"(?i)\b(\d{1,2})\.?\s+([a-zä]{3,9})\.?,?\s+(\d{4})\b"), "dMy"),
    (re.compile(r"(?i)\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b"), "Mdy"),
    (re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"), "ymd"),
)


def read_moment(text: str) -> str | None:
    """Return the moment as ISO 8601 in UTC ("2026-03-12T18:00:00Z"), or None where the text leaves something open."""
    iso = _ISO.search(text)
    try:
        if iso is not None:
            year, month, day, hour, minute = map(int, iso.groups()[:5])
            return _in_utc(datetime(year, month, day, hour, minute, tzinfo=UTC), _offset(iso.group(6)))
        clock, day_found = _CLOCK.search(text), _day(text)
        if clock is None or day_found is None:
            return None
        hour, minute, zone = _time(clock)
        return _in_utc(datetime(*day_found, hour, minute, tzinfo=UTC), _offset(zone))
    except ValueError:
        return None


def _time(found: re.Match[str]) -> tuple[int, int, str]:
    if found.group(5):
        return int(found.group(5)), int(found.group(6)), found.group(7)
    hour = int(found.group(1))
    half = (found.group(3) or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(found.group(2)), found.group(4)


def _offset(zone: str) -> timedelta | None:
    if zone.lower() in _ZONES:
        return timedelta(hours=_ZONES[zone.lower()])
    found = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if found is None:
        return None
    size = timedelta(hours=int(found.group(2)), minutes=int(found.group(3)))
    return size if found.group(1) == "+" else -size


def _in_utc(moment: datetime, offset: timedelta | None) -> str | None:
    if offset is None:
        return None
    return moment.replace(tzinfo=timezone(offset)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(text: str) -> tuple[int, int, int] | None:
    for pattern, order in _DAYS:
        found = pattern.search(text)
        if found is None:
            continue
        values = dict(zip(order, found.groups(), strict=True))
        month = int(values["m"]) if "m" in values else _month(values["M"])
        if month:
            return int(values["y"]), month, int(values["d"])
    return None


def _month(word: str) -> int:
    key = word.lower()[:3]
    return _MONTHS.index(key) + 1 if key in _MONTHS else _LOCAL_MONTHS.get(key, 0)
