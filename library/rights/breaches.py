"""Uses against a restriction: what can be told from the codes, the day, the country and the medium alone.

Codes that a machine cannot judge (EDITORIAL_USE_ONLY, NO_MODEL_RELEASE, …) stay something to keep in mind.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from library.findings import Phrase, phrase

_SPAN = re.compile(r"(\d+)([hdwmy])")
_HOURS: Final = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}

# What agencies call the media that we print in.
_MEDIA_NAMES: Final[dict[str, frozenset[str]]] = {
    "web": frozenset({"WEB", "ONLINE", "INTERNET", "DIGITAL"}),
    "print": frozenset({"PRINT", "NEWSPAPER", "NEWSPAPERS"}),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use, made or planned.

    Args:
        territory: ISO 3166 alpha-2 code of the country where the outlet appears.
        medium: "web" or "print".
        used_at: aware moment; None leaves limits of time out.
        delivered_at: aware moment of the first delivery; None when unknown.
        is_repeated: whether the picture was used before.
    """

    territory: str
    medium: str
    used_at: datetime | None = None
    delivered_at: datetime | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A restriction that a use breaks, and how, as half a sentence."""

    code: str
    words: Phrase


def find_breaches(codes: Iterable[str], use: Use) -> tuple[Breach, ...]:
    """Find the restrictions that a use breaks, in the order of the codes."""
    found = []
    for code in dict.fromkeys(codes):
        name, _, scope = code.partition(":")
        rule = _RULES.get(name)
        words = rule(scope, use) if rule else None
        if words:
            found.append(Breach(code, words))
    return tuple(found)


def _territory_out(scope: str, use: Use) -> Phrase | None:
    return _words("territory_out", territory=use.territory) if use.territory in _parts(scope) else None


def _territory_only(scope: str, use: Use) -> Phrase | None:
    allowed = _parts(scope)
    return _words("territory_only", allowed=tuple(allowed)) if allowed and use.territory not in allowed else None


def _media_out(scope: str, use: Use) -> Phrase | None:
    barred = _MEDIA_NAMES.get(use.medium, frozenset({use.medium.upper()})).intersection(_parts(scope))
    return _words("media_out", medium=use.medium) if barred else None


def _time_limit(scope: str, use: Use) -> Phrase | None:
    span = _SPAN.fullmatch(scope.strip().lower())
    if span is None or use.used_at is None or use.delivered_at is None:
        return None
    ends_at = use.delivered_at + timedelta(hours=int(span[1]) * _HOURS[span[2]])
    return _words("time_limit", day=f"{ends_at:%d.%m.%Y}") if use.used_at > ends_at else None


def _embargo(scope: str, use: Use) -> Phrase | None:
    free_at = _moment(scope, time.min)
    if free_at is None or use.used_at is None or use.used_at >= free_at:
        return None
    return _words("embargo", moment=f"{free_at:%d.%m.%Y %H:%M}")


def _expires(scope: str, use: Use) -> Phrase | None:
    ends_at = _moment(scope, time.max)
    if ends_at is None or use.used_at is None or use.used_at <= ends_at:
        return None
    return _words("expires", day=f"{ends_at:%d.%m.%Y}")


def _single_use(_scope: str, use: Use) -> Phrase | None:
    return _words("single_use") if use.is_repeated else None


def _words(name: str, **values: str | tuple[str, ...]) -> Phrase:
    return phrase(f"RGT001.words.{name}", **values)


def _parts(scope: str) -> list[str]:
    return [part.strip().upper() for part in re.split(r"[,+;]", scope) if part.strip()]


def _moment(scope: str, hour: time) -> datetime | None:
    """Read a moment or a day in ISO 8601; without a zone it is UTC."""
    try:
        if len(scope) == len("2026-01-31"):
            return datetime.combine(date.fromisoformat(scope), hour, UTC)
        moment = datetime.fromisoformat(scope)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_RULES: Final[dict[str, Callable[[str, Use], Phrase | None]]] = {
    "TERRITORY_OUT": _territory_out,
    "TERRITORY_ONLY": _territory_only,
    "MEDIA_OUT": _media_out,
    "TIME_LIMIT": _time_limit,
    "EMBARGO": _embargo,
    "EXPIRES": _expires,
    "SINGLE_USE": _single_use,
}
