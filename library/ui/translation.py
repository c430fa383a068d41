"""Words of the screens in every language: one catalogue, TOML files in library/ui/messages, and what findings say.

Each message is a table with one text a language, `en` first; a text that depends on a number `n` is a table of
"one" and "other". A language is added by adding its texts; nothing else names a language but LANGUAGES.
"""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from library import findings
from library.ui import session

MESSAGES = Path(__file__).with_name("messages")
LANGUAGES = {"en": "English", "de": "Deutsch"}

Text = str | dict[str, str]


@cache
def messages() -> dict[str, dict[str, Text]]:
    """Read the catalogue: key ("library.search.label") -> language -> text."""
    found: dict[str, dict[str, Text]] = {}
    for path in sorted(MESSAGES.glob("*.toml")):
        _collect(tomllib.loads(path.read_text("utf-8")), path.stem, found)
    found |= {f"findings.{key}": dict(texts) for key, texts in findings.phrases().items()}
    return found


def _collect(table: dict[str, Any], prefix: str, found: dict[str, dict[str, Text]]) -> None:
    if "en" in table:
        found[prefix] = table
        return
    for name, inner in table.items():
        _collect(inner, f"{prefix}.{name}", found)


def translate(key: str, language: str, **values: Any) -> str:  # noqa: ANN401  anything that can be printed
    """Give a message in a language.

    Args:
        key: page and name, as "library.search.label".
        language: one of LANGUAGES.
        values: what stands in the message's braces; `n` also chooses between "one" and "other".

    Raises:
        KeyError: the catalogue has no such message.
    """
    text = messages()[key][language]
    if isinstance(text, dict):
        text = text["one" if values.get("n") == 1 else "other"]
    shown = {name: number(value, language) if isinstance(value, int) else value for name, value in values.items()}
    return text.format(**shown) if shown else text


def t(key: str, **values: Any) -> str:  # noqa: ANN401  anything that can be printed
    """Give a message in the language of this session."""
    return translate(key, session.language(), **values)


def number(value: int, language: str) -> str:
    """Print a number with its thousands set apart: 12,000, in German 12’000 as in Switzerland."""
    return f"{value:,}".replace(",", "’") if language == "de" else f"{value:,}"


def day(value: date | datetime) -> str:
    """Print a day in this session's language and, for moments, in the newsroom's time zone."""
    if isinstance(value, datetime):
        value = value.astimezone(session.workspace().settings.zone)
    if session.language() == "de":
        return f"{value.day}. {value.month}. {value.year}"
    return f"{value.day} {value:%b} {value.year}"


def moment(value: datetime) -> str:
    """Print a moment in this session's language and the newsroom's time zone."""
    return f"{day(value)}, {value.astimezone(session.workspace().settings.zone):%H:%M}"
