"""Say in English why two pictures belong together, as in “crop: 62 % of the picture, right; black and white”."""

from collections.abc import Mapping
from typing import Final

from library.duplicates.relations import Kind, Reason

PHRASES: Final[Mapping[str, str]] = {
    "same": "the whole picture",
    "resized": "at {percent} % of the size",
    "crop": "crop: {percent} % of the picture{place}",
    "beyond": "shows more beside it: {percent} % is common",
    "mirrored": "mirrored",
    "turned": "turned by {percent} degrees",
    "tilted": "tilted by {percent} degrees",
    "squeezed": "squeezed by {percent} %",
    "black_and_white": "black and white",
    "overlay": "something over it: {percent} % of the picture{place}",
    "framed": "in a frame: the picture is {percent} % of it",
    "moved": "content moved on {percent} % of the picture",
    "matched": "{percent} % of the matched points agree",
}
KINDS: Final[Mapping[Kind, str]] = {
    "same": "same picture",
    "crop": "crop",
    "altered": "altered",
    "other-frame": "other frame of the same moment",
    "unrelated": "unrelated",
}


def phrase(reason: Reason) -> str:
    """Say one reason, without whose property it is."""
    place = f", {reason.place}" if reason.place else ""
    return PHRASES[reason.code].format(percent=reason.percent, place=place)


def why(reasons: tuple[Reason, ...], first: str = "first", second: str = "second") -> str:
    """Say all reasons, each with the picture it is true of.

    Args:
        reasons: the most telling first.
        first: what the first picture is called.
        second: what the second is called.
    """
    names = {"first": f"{first}: ", "second": f"{second}: ", "both": ""}
    return "; ".join(names[reason.of] + phrase(reason) for reason in reasons)
