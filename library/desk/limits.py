"""Limits of use: an asset's restrictions, held against a use of ours."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from library.catalogue.models import Asset
from library.rights.breaches import Breach, Use, find_breaches
from library.rights.language import Language
from library.rights.restrictions import read_restrictions


def breaches_of(asset: Asset, use: Use, zone: ZoneInfo, language: Language | None = None) -> tuple[Breach, ...]:
    """Find the limits of an asset that a use breaks.

    Args:
        zone: of the newsroom, for release and expiry that were delivered without one.
        language: the phrases that restrictions are read by; None: the shipped ones.
    """
    delivered = asset.delivered
    dated = [
        f"{name}:{_in_utc(str(moment), zone)}"
        for name, moment in (("EMBARGO", delivered.get("release")), ("EXPIRES", delivered.get("expires")))
        if moment
    ]
    return find_breaches([*map(partial(_with_moment, asset, language), asset.restrictions), *dated], use)


def _with_moment(asset: Asset, language: Language | None, code: str) -> str:
    """Give an embargo the moment that the agency's words say; other codes stay as they are."""
    if code != "EMBARGO":
        return code
    caption = asset.description  # an embargo may stand before the caption itself
    texts = (("instructions", asset.instructions), ("usage_terms", asset.usage_terms), ("caption", caption))
    for field, text in texts:
        for limit in read_restrictions(text or "", field, language):
            if limit.code == code and limit.until:
                return f"{code}:{limit.until}"
    return code


def aware(moment: datetime | None) -> datetime | None:
    """Give a moment its zone back, which SQLite's functions drop; stored moments are UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _in_utc(moment: str, zone: ZoneInfo) -> str:
    """Turn a delivered moment into UTC; what is a day or cannot be read stays as it is."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if len(moment) == len("2026-01-31"):
        return moment
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC).isoformat()
