"""A page around a piece of an article: everything that a news site prints and that is not the article."""

from pathlib import Path

LONG = (
    "Am Morgen danach standen viele Menschen auf dem Platz und sprachen über das, was in der Nacht geschehen war, "
    "denn niemand hatte damit gerechnet, dass der Fluss so schnell steigen würde."
)
URL = "https://www.example.org/news/2024/05/03/an-invented-story-of-a-river"
_TEMPLATE = (Path(__file__).parents[1] / "corpora" / "page.html").read_text("utf-8")


def page(body: str, *, head: str = "", before: str = "", url: str = URL) -> str:
    """Build a complete page with navigation, lead text, the piece, more text, author, teasers, ad and comments."""
    parts = {"BODY": body, "HEAD": head, "BEFORE": before, "URL": url, "LONG": LONG}
    built = _TEMPLATE
    for name, part in parts.items():
        built = built.replace(f"@{name}@", part)
    return built
