"""The records that the taking apart of captions returns."""

from dataclasses import dataclass

from library.credits.records import Line, Mark


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when, as an agency puts it before or into its sentence; the words as they stand, None where absent."""

    place: str | None
    day: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WireCaption:
    """An agency caption in its parts.

    Args:
        sentence: what the picture shows, without the rest.
        sign_offs: credit lines found in it, at their places.
        marks: flags and providers found in running text.
        agency_image_id: the agency's number at the start, or in the Shutterstock block.
        dateline: place and day, where the caption has one.
        x_tokens: imago's words joined by x, with spaces restored.
        keywords: words in square or curly brackets at the end.
        is_file: the caption says that the picture is from the archive.
        is_cut: the text was published cut with "…".
    """

    sentence: str
    sign_offs: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    agency_image_id: Mark | None = None
    dateline: Dateline | None = None
    x_tokens: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    is_file: bool = False
    is_cut: bool = False
