"""What a piece of a credit line means beside its neighbours: read before the chain of houses is put in order."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from library.credits.registry import AgencyEntry


class Place(NamedTuple):
    """A piece at its place in a field; a tuple, because thousands are made a second.

    Args:
        kind: as in rules.Piece.
        value: as it is to be shown.
        start: first character in the field.
        end: the character after the last.
        rule: the rule that read it.
        text: the words themselves.
        before: the separator in front of it.
        entry: the house, where it is one.
    """

    kind: str
    value: str
    start: int
    end: int
    rule: str
    text: str
    before: str
    entry: AgencyEntry | None = None


def read_among_neighbours(places: Sequence[Place], kinds: set[str]) -> Sequence[Place]:
    """Return the places as they read together.

    Args:
        places: the pieces in the order of the line.
        kinds: the kinds that stand among them; most lines have none that needs a second look.
    """
    if "platform" in kinds and len(places) > 1:
        places = _with_accounts(places)
    if "handout" in kinds:
        places = _with_danish_broadcaster(places)
    if "unread" in kinds and "house" in kinds:
        places = _without_people_shown(places)
    if "person" in kinds and len(places) > 2:
        places = _with_source_before_via(places)
    return places


def _with_danish_broadcaster(places: Sequence[Place]) -> Sequence[Place]:
    """Read "Jane Doe © DR": rights are not reserved for one who is named, so that DR is who made the picture."""
    result = list(places)
    for index, (person, place) in enumerate(pairwise(places), 1):
        if place.entry is not None and (person.kind, place.kind, place.before) == ("person", "handout", "fence"):
            result[index] = place._replace(kind="house")
    return result


def _without_people_shown(places: Sequence[Place]) -> Sequence[Place]:
    """A caption glued in front of a credit names who is shown: "Jane Doe, at the match / EFE - Jonas Braun"."""
    prose = next((i for i, place in enumerate(places) if place.kind == "unread" and place.before == "comma"), 0)
    rest = places[prose + 1 :]
    if not prose or not any(place.kind == "house" for place in rest):
        return places
    if any(place.kind != "person" for place in places[:prose]) or all(place.kind != "person" for place in rest):
        return places
    return [*(place._replace(kind="unread") for place in places[:prose]), *places[prose:]]


def _with_source_before_via(places: Sequence[Place]) -> Sequence[Place]:
    """Read "Jane Doe/Idaho Falls Bee via AP": between photographer and "via" stands a source, known or not."""
    result = list(places)
    for index, (person, source, house) in enumerate(zip(places, places[1:], places[2:], strict=False), 1):
        if (person.kind, source.kind, source.before) == ("person", "person", "slash") and house.before == "via":
            result[index] = source._replace(kind="unread", value=source.text)
    return result


def _with_accounts(places: Sequence[Place]) -> Sequence[Place]:
    """Read "Instagram/jane_doe", "@janedoe/X": a network and the account there are one giver."""
    result: list[Place] = []
    for place in places:
        known = result[-1] if result else None
        if (
            known is not None
            and {known.kind, place.kind} <= {"platform", "single"}
            and place.before in ("slash", "space", "colon", "fence")
        ):
            account = f"{known.text}/{place.text}"
            result[-1] = known._replace(kind="platform", value=account, end=place.end, text=account)
        else:
            result.append(place)
    return result
