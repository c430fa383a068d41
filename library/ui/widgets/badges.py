"""Badges: short facts about a picture, a dot and a word; and small pieces of safe HTML that pages share."""

from html import escape

from library.ui.translation import t

STATES = ("missing", "conflict", "unclear", "clear")
FLAGS = ("is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic")


def state_badge(state: str) -> str:
    """Give the badge of a credit state as HTML."""
    return f"<span class='desk-badge {escape(state)}'>{escape(t(f'words.credit_state.{state}'))}</span>"


def plain_badge(words: str) -> str:
    """Give a badge without a dot as HTML."""
    return f"<span class='desk-badge plain'>{escape(words)}</span>"


def limit_badge(words: str) -> str:
    """Give the badge of a restriction as HTML."""
    return f"<span class='desk-badge limit'>{escape(words)}</span>"


def badge_row(badges: list[str]) -> str:
    """Put badges, which are HTML, into a row."""
    return f"<div class='desk-badges'>{''.join(badges)}</div>"


def length_text(seconds: float | None) -> str:
    """Print the length of a video: "0:42", "1:02:07"; "" for none."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size_text(size_bytes: int) -> str:
    """Print a number of bytes: "812 kB", "4.1 MB"."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{max(round(size_bytes / 1000), 1)} kB"


def empty_state(title: str, words: str) -> str:
    """Give the page of a place that has nothing to show yet, as HTML: what it is for and what to do."""
    # Streamlit's cleaning of HTML keeps inline SVG.
    sheet = (
        "<svg viewBox='0 0 32 32' fill='none' stroke='currentColor' stroke-width='1.3'>"
        "<rect x='2' y='6' width='12' height='9' rx='1'/><rect x='18' y='6' width='12' height='9' rx='1'/>"
        "<rect x='2' y='18' width='12' height='9' rx='1'/><rect x='18' y='18' width='12' height='9' rx='1'/></svg>"
    )
    return f"<div class='desk-empty'>{sheet}<h2>{escape(title)}</h2><p>{escape(words)}</p></div>"
