"""Who is where in the picture, as the agency's caption says it."""

from html import escape

from library.captions.persons import read_persons
from library.ui.translation import messages, t


def persons_html(caption: str) -> str:
    """List the persons of a caption with their position and role as HTML; nothing where it places nobody."""
    persons = read_persons(caption)
    if not persons:
        return ""
    rows = "".join(
        f"<li>{escape(one.name)}<span class='when'>{escape(position_words(one.position))}"
        f"{' · ' + escape(one.role) if one.role else ''}</span></li>"
        for one in persons
    )
    title = escape(t("caption.persons", n=len(persons)))
    return f"<p class='desk-label desk-section'>{title}</p><ul class='desk-list'>{rows}</ul>"


def position_words(position: str) -> str:
    """Say a position in the language of the screen."""
    return " ".join(_part(part) for part in position.replace(" row", "_row").split())


def _part(part: str) -> str:
    # A seventh person or the third of a circle has no words of its own.
    return t(f"caption.position.{part}") if f"caption.position.{part}" in messages() else part.replace("_", " ")
