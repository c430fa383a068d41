"""From the pieces of one line to who distributed, produced, took and handed out the picture.

The order of the parts is not reliable: it is the house that knows its place. Keystone, IMAGO, APA, picture alliance and
EFE put themselves first, AP, dpa, TT, Getty and Shutterstock last, and "via" settles it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from library.credits.folding import fold
from library.credits.neighbours import Place, read_among_neighbours
from library.credits.registry import AgencyEntry

_SHORTEST_SURNAME = 4
_GIVING_KINDS = ("press-release", "broadcaster", "institution-agency")
# Where people sign with the names of their accounts.
_ACCOUNT_KINDS = ("stock", "distributor")


@dataclass(slots=True)
class Reading:
    """What one line says; each part with the place it was read from."""

    source: str
    distributor: Place | None = None
    agency: Place | None = None
    photographers: list[Place] = field(default_factory=list)
    provider: Place | None = None
    flags: dict[str, Place] = field(default_factory=dict)
    unread: list[Place] = field(default_factory=list)
    inferred_agency: bool = False
    is_signed: bool = False


def assemble(places: Sequence[Place], field_name: str) -> Reading:
    """Put the pieces of one line together.

    Args:
        places: the pieces in the order of the line.
        field_name: the field that the line is from.
    """
    reading = Reading(field_name)
    kinds = {place.kind for place in places}
    places = read_among_neighbours(places, kinds)
    for place in places:
        _sort_in(place, reading)
    reading.is_signed = bool(reading.photographers) or "unnamed" in kinds
    houses = _distinct_houses(places)
    if "handout" in kinds:
        _settle_givers(places, reading)
    if "newspaper" in kinds:
        _settle_newspapers(places, reading, houses)
    if any(_kind(house) in _GIVING_KINDS for house in houses):
        _settle_institutions(places, reading, houses)
    if "single" in kinds:
        _settle_single(places, reading, houses)
    reading.distributor, reading.agency = _direction(houses, places)
    _settle_alone(reading, places)
    return reading


def _sort_in(place: Place, reading: Reading) -> None:
    """Put flags, names and providers where they belong; houses are dealt with together."""
    if place.kind in ("pool", "handout", "archive", "symbolic", "ai"):
        reading.flags.setdefault(place.kind, place)
    elif place.kind == "person":
        if all(place.value.casefold() != known.value.casefold() for known in reading.photographers):
            reading.photographers.append(place)
    elif place.kind in ("provider", "platform") and reading.provider is None:
        reading.provider = place
    elif place.kind == "private":
        reading.provider = reading.provider or Place("private", place.value.lower(), *_span(place), before=place.before)
        reading.flags.setdefault("handout", place)
    elif place.kind == "provider" and reading.provider is not None and place.before in ("slash", "start", "comma"):
        _join_provider(place, reading.provider, reading)
    elif place.kind in ("unread", "provider", "platform"):
        reading.unread.append(place)


def _settle_givers(places: Sequence[Place], reading: Reading) -> None:
    """Read "PD/Stadtlauf Oberwald/Jane Doe": of two names after a handout's word the first is who gave the picture."""
    for flag, giver, person in zip(places, places[1:], places[2:], strict=False):
        if (
            (flag.kind, giver.kind, person.kind) == ("handout", "person", "person")
            and giver.before == person.before == "slash"
            and reading.provider is None
        ):
            reading.photographers.remove(giver)
            reading.provider = giver._replace(kind="provider", value=giver.text)


def _join_provider(place: Place, known: Place, reading: Reading) -> None:
    """Two institutions together: "NASA/ESA"; the same once more adds nothing."""
    if fold(place.value) not in fold(known.value):
        reading.provider = known._replace(value=f"{known.value}{', ' if place.before == 'comma' else '/'}{place.value}")


def _span(place: Place) -> tuple[int, int, str, str]:
    return place.start, place.end, place.rule, place.text


def _distinct_houses(places: Sequence[Place]) -> list[Place]:
    """Return the houses in order; repeats collapse (KEYSTONE/…/KEYSTONE), and "via" counts wherever it stands."""
    houses: dict[str, Place] = {}
    for place in places:
        if place.kind != "house" or place.entry is None:
            continue
        name = place.entry.name
        if name not in houses or (place.before == "via" and houses[name].before != "via"):
            houses.pop(name, None) if place.before == "via" else None
            houses[name] = place
    return list(houses.values())


def _settle_newspapers(places: Sequence[Place], reading: Reading, houses: list[Place]) -> None:
    """A newspaper by its words produced what an agency passes on; without one it may be the name of a person."""
    for place in (place for place in places if place.kind == "newspaper"):
        is_place = place.rule == "newspaper_of_a_place"
        if reading.photographers and any(house.before == "via" for house in houses):
            houses.insert(0, place)
        elif is_place and reading.provider is None:
            reading.provider = place._replace(kind="provider")
        elif not reading.photographers and not place.text.lower().startswith(("the ", "der ", "die ", "le ", "la ")):
            reading.photographers.append(place)
        else:
            reading.unread.append(place)


def _settle_institutions(places: Sequence[Place], reading: Reading, houses: list[Place]) -> None:
    """Broadcasters and state agencies beside a house are who handed the picture out; press services only pass on."""
    if any(_kind(house) == "press-release" for house in houses):
        services = [house.start for house in houses if _kind(house) == "press-release"]
        given = [
            house
            for house in houses
            if _kind(house) != "press-release" and house.before != "via" and house.start > services[0]
        ]
    elif len(houses) > 1:
        given = [house for house in houses if _kind(house) in ("broadcaster", "institution-agency")]
        given = given if len(given) < len(houses) else given[:-1]
    else:
        given = [house for house in houses if _kind(house) == "institution-agency"]
    for house in given:
        houses.remove(house)
        if reading.provider is None:
            reading.provider = Place("provider", _given_name(house), *_span(house), before=house.before)
    if any(_kind(house) == "press-release" for house in houses):
        reading.provider = reading.provider or _first_after_service(places) or _first(reading.unread)


def _given_name(house: Place) -> str:
    """Return a giver's one name where the words hold it ("ZDF", "zdf.de"), else the words: NBCUniversal is not NBC."""
    is_named = fold(house.value).split()[0] in fold(house.text).split() if _kind(house) == "broadcaster" else True
    return house.value if is_named and _kind(house) in ("broadcaster", "institution-agency") else house.text


def _first_after_service(places: Sequence[Place]) -> Place | None:
    """Return the single word right behind a press service: "PHOTOPRESS/Swisscom"."""
    for service, place in pairwise(places):
        if _kind(service) == "press-release" and service.kind == "house" and place.kind == "single":
            return place._replace(kind="provider")
    return None


def _first(places: list[Place]) -> Place | None:
    return places.pop(0) if places else None


def _settle_single(places: Sequence[Place], reading: Reading, houses: list[Place]) -> None:
    """A single word may be a surname beside a house that names nobody else; beside "Handout" it is the giver."""
    for place in (place for place in places if place.kind == "single"):
        if reading.provider is not None and place.start == reading.provider.start:
            continue
        if "handout" in reading.flags and reading.provider is None and "pool" not in reading.flags:
            reading.provider = place
        elif place.before == "start" and any(house.before == "via" for house in houses) and not reading.photographers:
            reading.provider = reading.provider or place._replace(kind="provider")
        elif houses and not reading.photographers and _is_signature(place.text, houses):
            is_account = any(_kind(house) in _ACCOUNT_KINDS for house in houses)
            is_plain = place.text.isupper() or (place.text.islower() and not is_account)
            reading.photographers.append(place._replace(value=place.text.title() if is_plain else place.text))
        else:
            reading.unread.append(place)


def _is_signature(text: str, houses: Sequence[Place]) -> bool:
    """Tell whether one word beside houses may be who signs: a surname, or where accounts sign, "klick_fan88"."""
    if len(text) < _SHORTEST_SURNAME:
        return False
    return text.isalpha() or (any(map(str.isalpha, text)) and any(_kind(house) in _ACCOUNT_KINDS for house in houses))


def _direction(houses: list[Place], places: Sequence[Place]) -> tuple[Place | None, Place | None]:
    """Tell the distributor from the producer in a chain of houses."""
    if len(houses) < 2:
        return None, houses[0] if houses else None
    position = _distributor_at(houses, places)
    distributor = houses[position]
    others = (
        houses[:position]
        if houses[position].before == "via" and position
        else [h for h in houses if h is not distributor]
    )
    if position == 0:
        others = others[::-1]
    elif _is_signed_first(houses, places):
        # "Jane Doe/Ritzau Scanpix/AFP via Getty Images": the house beside the photographer made the picture.
        return distributor, others[0]
    return distributor, min(others, key=_reach)


def _distributor_at(houses: list[Place], places: Sequence[Place]) -> int:
    via = [index for index, house in enumerate(houses) if house.before == "via" and index]
    if via:
        final = houses[-1]
        passed_again = final.before == "slash" and final.entry is not None and final.entry.redistributes
        return len(houses) - 1 if passed_again else via[-1]
    if _leads(houses, places):
        return 0
    others = [index for index, house in enumerate(houses) if house.rule != "house_of_a_region"]
    if 0 < len(others) < len(houses):
        return others[-1]
    if _is_printed_by_its_outlet(houses, places):
        return 0
    if _ends_the_chain(houses, places):
        return len(houses) - 1
    best = max(map(_reach, houses))
    return max(index for index, house in enumerate(houses) if _reach(house) == best)


def _ends_the_chain(houses: list[Place], places: Sequence[Place]) -> bool:
    """Tell whether the last house of a chain without "via" is who passed the picture on."""
    last, is_signed_first = houses[-1].entry, _is_signed_first(houses, places)
    if last is None or last.reach < 0 or last.kind not in ("agency", "distributor"):
        return False
    if is_signed_first and (last.kind, last.prints) == ("distributor", "last"):
        return True
    if any(house.entry and (house.entry.role, house.entry.prints) == ("distributor", "first") for house in houses):
        return False
    return is_signed_first or last.redistributes or (last.prints == "last" and all(map(_is_photo_agency, houses[:-1])))


def _is_signed_first(houses: list[Place], places: Sequence[Place]) -> bool:
    return any(place.kind == "person" and place.start < houses[0].start for place in places)


def _leads(houses: list[Place], places: Sequence[Place]) -> bool:
    """Tell whether the first house prints itself first here: at the start, or in the bracket behind a name."""
    first = houses[0]
    if first.entry is None or first.entry.prints != "first":
        return False
    if first.before == "start":
        return first.entry.reach > 0 or first.entry.kind == "newspaper"
    last = houses[-1].entry
    in_brackets = first.before == "fence" and all(house.before == "slash" for house in houses[1:])
    is_behind_name = all(place.kind == "person" for place in places if place.start < first.start)
    return in_brackets and is_behind_name and last is not None and last.reach <= 0 < first.entry.reach


def _is_printed_by_its_outlet(houses: list[Place], places: Sequence[Place]) -> bool:
    """Read "SN/APA/NAME": the newspaper only prints what an agency and its photographer made."""
    first, second = houses[0], houses[1]
    return (
        _kind(first) == "newspaper"
        and first.before == "start"
        and second.before == "slash"
        and second.entry is not None
        and (second.entry.role, second.entry.kind) == ("agency", "agency")
        and any(place.kind == "person" and place.start > second.start for place in places)
    )


def _reach(house: Place) -> int:
    return house.entry.reach if house.entry is not None else 0


def _is_photo_agency(house: Place) -> bool:
    """Tell whether a house produces and passes on, without being a country's agency that prints itself first."""
    return house.entry is not None and (house.entry.role, house.entry.kind, house.entry.prints) == (
        "both",
        "agency",
        "last",
    )


def _kind(house: Place) -> str:
    return house.entry.kind if house.entry is not None else "newspaper"


def _sells_its_own(entry: AgencyEntry) -> bool:
    return entry.kind in ("agency", "collection") and not (entry.prints == "first" and entry.redistributes)


def _settle_alone(reading: Reading, places: Sequence[Place]) -> None:
    """One house alone: a distributor's name says nothing of the producer, unless it has photographers of its own.

    Agencies that also pass on the work of others mostly sell their own; Keystone, a country's desk, does not.
    """
    if reading.provider is not None and reading.provider.kind == "provider" and "pool" not in reading.flags:
        reading.flags.setdefault("handout", reading.provider)
    house = reading.agency
    if house is None or reading.distributor is not None or house.entry is None:
        return
    role = house.entry.role
    is_given = reading.provider is not None and "pool" not in reading.flags
    own = (
        (reading.is_signed or _sells_its_own(house.entry))
        and not is_given
        and not reading.unread
        and not any(place.kind in ("unread", "newspaper") for place in places)
    )
    if role == "distributor" or (role == "both" and not own):
        reading.distributor, reading.agency = house, None
    elif role == "both":
        reading.distributor, reading.inferred_agency = house, True
    elif house.before == "via" and not own and not reading.provider and reading.unread:
        reading.distributor, reading.agency = house, None
