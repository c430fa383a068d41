"""The records that the taking apart of captions returns."""

from dataclasses import dataclass

from library.captions.persons import Person
from library.credits.records import Line, Mark


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when, as an agency puts it before or into its sentence; None where absent.

    Args:
        place: the words as they stand.
        day: the words as they stand, with or without the weekday.
        start: first character of both in the caption.
        end: the character after the last.
        on: the day as ISO 8601; None where the words leave it open.
    """

    place: str | None
    day: str | None
    start: int
    end: int
    on: str | None = None


@dataclass(frozen=True, slots=True)
class WireCaption:
    """An agency caption in its parts.

    Args:
        sentence: what the picture shows, without the rest.
        sign_offs: credit lines found in it, at their places.
        marks: flags and providers found in running text.
        agency_image_id: the agency's number at the start, or in the Shutterstock block.
        dateline: place and day, where the caption has one.
        persons: who is said to be where in the picture.
        x_tokens: imago's words joined by x, with spaces restored.
        keywords: words in brackets that say what it is about.
        boilerplate: words for editors, which readers do not see.
        is_file: the caption says that the picture is from the archive.
        is_cut: the text was published cut with "…".
    """

    sentence: str
    sign_offs: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    agency_image_id: Mark | None = None
    dateline: Dateline | None = None
    persons: tuple[Person, ...] = ()
    x_tokens: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    is_file: bool = False
    is_cut: bool = False
